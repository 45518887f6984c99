"""A pose in numbers -> where every bone is: from the pelvis outwards, backwards where hands and feet are held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.drawing.mannequin import measures as body
from generator.drawing.mannequin.state import SIDES, Place, State
from generator.drawing.mannequin.two_bones import bones, two_bones
from generator.drawing.mannequin.vector import (
    M,
    V,
    about_x,
    about_y,
    about_z,
    add,
    angles,
    corner,
    cross,
    flip,
    frame,
    mul,
    size,
    sub,
    times,
    turn,
)

Frame = tuple[V, M]
"""Where a segment begins, and how it is turned."""


@dataclass(frozen=True)
class Posture:
    """Where everything is. `frames` by segment ("near thigh"); `held` by part: where it should be and where it is."""

    frames: Mapping[str, Frame]
    joints: Mapping[str, float]
    held: Mapping[str, tuple[V, V]]


def hand_of(side: str) -> float:
    """1 for the near (right) side, -1 for the far one."""
    return 1.0 if side == "near" else -1.0


def point(frames: Mapping[str, Frame], part: str) -> V:
    """Where a named part of the body is."""
    side, _, rest = part.partition(" ")
    if part in body.POINTS:
        segment, at = body.POINTS[part]
        return on(frames[segment], at)
    segment, at = body.SIDED_POINTS[rest]
    at = (at[0], at[1], at[2] * hand_of(side))
    return on(frames.get(f"{side} {segment}") or frames[segment], at)


def on(f: Frame, at: V) -> V:
    """A segment's own point in space."""
    return add(f[0], turn(f[1], at))


def solve(state: State, wall: float | None = None) -> Posture:
    """Place every segment. `wall` is where the wall stands, for hands on it."""
    whole = times(about_y(-state.turn), about_x(state.roll), about_z(-state.lean))
    frames = _free(state, (0.0, 0.0, 0.0), whole)
    shift = _shift(state, frames)
    frames = {name: (add(o, shift), r) for name, (o, r) in frames.items()}
    joints = dict(state.joints)
    held: dict[str, tuple[V, V]] = {}
    for side in SIDES:
        if f"{side} foot" in state.touch:
            _hold_foot(state, side, frames, joints, held)
    for side in SIDES:
        if f"{side} hand" in state.touch:
            _hold_hand(state, side, wall, frames, joints, held)
    return Posture(frames, joints, held)


def balls(name: str) -> Iterator[body.Ball]:
    """The balls around a segment, mirrored on the far side."""
    side, _, rest = name.rpartition(" ")
    for x, y, z, r in body.SHAPES[rest]:
        yield x, y, -z if side == "far" else z, r


def _free(state: State, at: V, whole: M) -> dict[str, Frame]:
    j = state.joints
    out: dict[str, Frame] = {"pelvis": (at, whole)}
    for name, below, length, flexion in (
        ("waist", "pelvis", body.PELVIS, "low back"),
        ("chest", "waist", body.WAIST, "upper back"),
    ):
        r = times(about_z(-j[flexion]), about_x(j["side bend"] / 2), about_y(-j["twist"] / 2))
        out[name] = (on(out[below], (0, length, 0)), times(out[below][1], r))
    nod = times(about_z(-j["neck"]), about_x(j["neck side"] / 2), about_y(-j["neck turn"] / 3))
    out["neck"] = (on(out["chest"], (-1, body.NECK_AT, 0)), times(out["chest"][1], nod))
    nod = times(about_z(-j["head"]), about_x(j["neck side"] / 2), about_y(-j["neck turn"] * 2 / 3))
    out["head"] = (on(out["neck"], (0, body.NECK, 0)), times(out["neck"][1], nod))
    out["jaw"] = (on(out["head"], body.JAW), times(out["head"][1], about_z(-j["jaw"])))
    for side in SIDES:
        _free_arm(j, side, out)
        _free_leg(j, side, out)
    return out


def _swing(j: Mapping[str, float], side: str, names: tuple[str, str, str]) -> M:
    f, a, r = (j[f"{side} {n}"] for n in names)
    s = hand_of(side)
    return times(about_z(f), about_x(-a * s), about_y(-r * s))


def _free_arm(j: Mapping[str, float], side: str, out: dict[str, Frame]) -> None:
    s = hand_of(side)
    x, y, z = body.SHOULDER
    at = on(out["chest"], (x + j[f"{side} reach"], y + j[f"{side} shrug"], z * s))
    upper = times(out["chest"][1], _swing(j, side, ("shoulder", "arm out", "arm turn")))
    out[f"{side} upper-arm"] = (at, upper)
    fore = times(upper, about_z(j[f"{side} elbow"]))
    _arm_end(j, side, out, fore)


def _arm_end(j: Mapping[str, float], side: str, out: dict[str, Frame], fore: M) -> None:
    s = hand_of(side)
    out[f"{side} forearm"] = (on(out[f"{side} upper-arm"], (0, -body.UPPER_ARM, 0)), fore)
    palm = times(about_y(j[f"{side} palm"] * s), about_x(-j[f"{side} wrist"] * s), about_z(j[f"{side} hand tilt"]))
    out[f"{side} hand"] = (on(out[f"{side} forearm"], (0, -body.FOREARM, 0)), times(fore, palm))


def _free_leg(j: Mapping[str, float], side: str, out: dict[str, Frame]) -> None:
    s = hand_of(side)
    thigh = times(out["pelvis"][1], _swing(j, side, ("hip", "hip out", "hip turn")))
    out[f"{side} thigh"] = (on(out["pelvis"], (0, 0, body.HIP * s)), thigh)
    shin = times(thigh, about_z(-j[f"{side} knee"]))
    foot = times(
        shin, about_z(j[f"{side} ankle"]), about_x(j[f"{side} ankle side"] * s), about_y(j[f"{side} ankle turn"] * s)
    )
    _leg_end(side, out, shin, foot, j[f"{side} toes"])


def _leg_end(side: str, out: dict[str, Frame], shin: M, foot: M, toes: float) -> None:
    out[f"{side} shin"] = (on(out[f"{side} thigh"], (0, -body.THIGH, 0)), shin)
    out[f"{side} foot"] = (on(out[f"{side} shin"], (0, -body.SHIN, 0)), foot)
    out[f"{side} toes"] = (on(out[f"{side} foot"], body.BALL_OF_FOOT), times(foot, about_z(toes)))


def _shift(state: State, frames: Mapping[str, Frame]) -> V:
    """How far the body moves so that its pelvis or anchor is where it should be, or its lowest part on the floor."""
    if state.pelvis is not None:
        return sub(state.pelvis, frames["pelvis"][0])
    lowest = -lowest_point(frames, list(state.touch))
    if state.anchor is None:
        return (-frames["pelvis"][0][0], lowest, 0.0)
    part, where = state.anchor
    at = point(frames, part)
    y = lowest if where.kind == "floor" else (where.y or 0) - at[1]
    return ((where.x or 0) - at[0], y, 0.0 if where.z is None else where.z - at[2])


def lowest_point(frames: Mapping[str, Frame], held: list[str]) -> float:
    """The height of the lowest ball, leaving out limbs that are held."""
    chains = {"hand": ("upper-arm", "forearm", "hand", "thumb"), "foot": ("thigh", "shin", "foot", "toes")}
    out = {f"{p.split()[0]} {segment}" for p in held for segment in chains[p.split()[1]]}
    return min(on(f, b[:3])[1] - b[3] for n, f in frames.items() if n not in out for b in balls(n))


def _hold_foot(state: State, side: str, f: dict[str, Frame], j: dict[str, float], held: dict[str, tuple[V, V]]) -> None:
    s, where = hand_of(side), state.touch[f"{side} foot"]
    root = f[f"{side} thigh"][0]
    target = _target(where, f, None, root)
    way = about_y(-state.turn - j[f"{side} hip turn"] * s)
    foot = times(way, about_z(-j[f"{side} heel"]))
    ball = add(add(target, (0, body.SOLE, 0)), turn(way, body.BALL_OF_FOOT))
    ankle = target if where.kind == "body" else sub(ball, turn(foot, body.BALL_OF_FOOT))
    hint = add(root, turn(times(f["pelvis"][1], about_y(-j[f"{side} hip turn"] * s)), (20, 0, 0)))
    if abs(state.lean) < 60:
        hint = add(hint, turn(way, (20, 0, 0)))
    knee, end = two_bones(root, ankle, hint, body.THIGH, body.SHIN)
    thigh, shin = bones(root, knee, end, hint, 1)
    f[f"{side} thigh"] = (root, thigh)
    if where.kind == "body":
        foot = times(shin, about_z(j[f"{side} ankle"]))
    _leg_end(side, f, shin, foot, j[f"{side} heel"] + j[f"{side} toes"])
    names = ("hip", "hip out", "hip turn")
    _note(j, side, names, angles(times(flip(f["pelvis"][1]), thigh)), (1, -s, -s))
    j[f"{side} knee"] = 180 - corner(body.THIGH, body.SHIN, size(sub(end, root)))
    names = ("ankle", "ankle side", "ankle turn")
    _note(j, side, names, angles(times(flip(shin), foot)), (1, s, s))
    held[f"{side} foot"] = (ankle, end)


def _note(
    j: dict[str, float], side: str, names: tuple[str, str, str], found: tuple[float, ...], signs: tuple[float, ...]
) -> None:
    for name, angle, sign in zip(names, found, signs, strict=True):
        j[f"{side} {name}"] = angle + 360 if name == "shoulder" and angle < -100 else angle * sign


def _hold_hand(
    state: State, side: str, wall: float | None, f: dict[str, Frame], j: dict[str, float], held: dict[str, tuple[V, V]]
) -> None:
    s, where = hand_of(side), state.touch[f"{side} hand"]
    root = f[f"{side} upper-arm"][0]
    target = _target(where, f, wall, root)
    palm = _palm(where.kind, state.turn, s)
    reach = body.FOREARM if palm else body.FOREARM + body.PALM
    wrist = sub(target, turn(palm, (0, -body.PALM, -2.4 * s))) if palm else target
    hint = add(f[f"{side} forearm"][0], turn(f["chest"][1], (-8, -6, 3 * s)))
    elbow, end = two_bones(root, wrist, hint, body.UPPER_ARM, reach)
    upper, fore = bones(root, elbow, end, hint, -1)
    f[f"{side} upper-arm"] = (root, upper)
    names = ("shoulder", "arm out", "arm turn")
    _note(j, side, names, angles(times(flip(f["chest"][1]), upper)), (1, -s, -s))
    j[f"{side} elbow"] = 180 - corner(body.UPPER_ARM, reach, size(sub(end, root)))
    _arm_end(j, side, f, fore)
    if palm:
        at = f[f"{side} hand"][0]
        f[f"{side} hand"] = (at, palm)
        m = times(flip(fore), palm)
        tilt, bend, way = angles(flip(m))
        j[f"{side} palm"], j[f"{side} wrist"], j[f"{side} hand tilt"] = -way * s, bend * s, -tilt
    held[f"{side} hand"] = (wrist, end)


def _palm(kind: str, facing: float, s: float) -> M | None:
    """How a hand lies flat: fingers ahead on the floor, up on the wall; None where it goes on in line."""
    if kind == "floor":
        ahead = turn(about_y(-facing), (1.0, 0.0, 0.0))
        y, z = mul(ahead, -1), (0.0, s, 0.0)
    elif kind == "wall":
        y, z = (0.0, -1.0, 0.0), (-s, 0.0, 0.0)
    else:
        return None
    return frame(cross(y, z), y, z)


def _target(where: Place, f: Mapping[str, Frame], wall: float | None, root: V) -> V:
    if where.kind == "body":
        return add(point(f, where.part), (where.x or 0, where.y or 0, where.z or 0))
    x = wall if where.kind == "wall" else where.x
    return (x or 0, where.y or 0, root[2] if where.z is None else where.z)
