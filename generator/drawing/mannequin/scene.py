"""A figure -> its key poses solved and seen, and the moments between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from generator.drawing.drawn import Work
from generator.drawing.mannequin import camera as manikin
from generator.drawing.mannequin import props
from generator.drawing.mannequin.camera import Layer
from generator.drawing.mannequin.outline import CAMERAS
from generator.drawing.mannequin.pose import Figure
from generator.drawing.mannequin.skeleton import Posture, point, solve
from generator.drawing.mannequin.state import SIDES, Place, State, states
from generator.drawing.mannequin.vector import M, V, mix, turn

STEPS = 6
"""Moments from one key pose to the next."""
KEPT = 512
"""How many solved figures are kept: whoever serves the site solves only what was edited."""
LIFT = 5.0
"""How high a foot is carried when it moves to another place on the floor."""
ARM_JOINTS = ("shoulder", "arm out", "arm turn", "elbow", "palm", "wrist", "hand tilt")
LEG_JOINTS = ("hip", "hip out", "hip turn", "knee", "ankle", "ankle side", "ankle turn")


@dataclass(frozen=True, eq=False)
class Moment:
    """A posture with what is around it."""

    state: State
    posture: Posture


@dataclass(frozen=True, eq=False)
class Scene:
    """A figure, solved: its key poses and, for each pair, the moments between them (both ends included)."""

    figure: Figure
    camera: M
    far: frozenset[str]
    keys: tuple[Moment, ...]
    between: tuple[tuple[Moment, ...], ...]

    def layers(self, moment: Moment, worked: Sequence[Work]) -> list[Layer]:
        """What to paint, from the back to the front."""
        bare, works = _bare(self, moment), self.figure.works
        return [manikin.coloured(b, moment.posture, self.camera, worked, works) for b in bare] if worked else bare


@lru_cache(maxsize=KEPT * STEPS)
def _bare(s: Scene, moment: Moment) -> list[Layer]:
    mouth = any("jaw" in pose.bend for pose in s.figure.poses)
    arched = [side for side in SIDES if any(k.posture.joints[f"{side} arch"] for k in s.keys)]
    body = manikin.layers(moment.posture, s.camera, s.far, mouth, arched)
    things = props.layers(moment.state.props, moment.posture.frames, s.camera)
    return sorted([*things, *body], key=lambda layer: layer.depth)


def scene(figure: Figure) -> Scene:
    """Solve a figure, once."""
    return _scene(figure.model_dump_json())


@lru_cache(maxsize=KEPT)
def _scene(text: str) -> Scene:
    figure = Figure.model_validate_json(text)
    camera = CAMERAS[figure.view]
    keys = tuple(_moment(s) for s in states(figure))
    between = tuple(tuple(_way(a, b)) for a, b in pairwise(keys))
    return Scene(figure, camera, _far(keys[0], camera), keys, between)


def _moment(state: State) -> Moment:
    return Moment(state, solve(state, props.wall_at(state.props)))


def _far(moment: Moment, camera: M) -> frozenset[str]:
    """The chains on the side away from the viewer, for the darker tone."""
    frames = moment.posture.frames
    out = set()
    for limb, part in (("leg", "thigh"), ("arm", "upper-arm")):
        depth = {side: turn(camera, frames[f"{side} {part}"][0])[2] for side in SIDES}
        for side, other in (("far", "near"), ("near", "far")):
            if depth[side] < depth[other] - 6:
                out.add(f"{side} {limb}")
    return frozenset(out)


def _way(a: Moment, b: Moment) -> list[Moment]:
    inner = [_moment(blend(a, b, t * t * (3 - 2 * t))) for t in (i / STEPS for i in range(1, STEPS))]
    return [a, *inner, b]


def blend(a: Moment, b: Moment, t: float) -> State:
    """Between two poses. What is held in both stays held; what is let go moves by its joints."""
    sa, sb = a.state, b.state
    touch: dict[str, Place] = {}
    joints = _lerp(sa.joints, sb.joints, t)
    for part in (f"{side} {end}" for side in SIDES for end in ("foot", "hand")):
        way = _place(sa, sb, part, t)
        if way is not None:
            touch[part] = way
        elif part in sa.touch or part in sb.touch:
            side, end = part.split()
            names = [f"{side} {n}" for n in (LEG_JOINTS if end == "foot" else ARM_JOINTS)]
            ja, jb = a.posture.joints, b.posture.joints
            joints |= {n: ja[n] * (1 - t) + jb[n] * t for n in names}
    root: dict[str, object] = {"pelvis": mix(a.posture.frames["pelvis"][0], b.posture.frames["pelvis"][0], t)}
    if sa.anchor and sb.anchor and sa.anchor[0] == sb.anchor[0] and sa.anchor[1].kind == sb.anchor[1].kind:
        part, x, y = sa.anchor[0], sa.anchor[1], sb.anchor[1]
        root = {"pelvis": None, "anchor": (part, _mid(x, y, t))}
    turned = {n: getattr(sa, n) * (1 - t) + getattr(sb, n) * t for n in ("lean", "roll", "turn")}
    return replace(sb, joints=joints, touch=touch, **turned, **root)  # type: ignore[arg-type]


def _lerp(a: Mapping[str, float], b: Mapping[str, float], t: float) -> dict[str, float]:
    return {n: a[n] * (1 - t) + b[n] * t for n in a}


def _mid(a: Place, b: Place, t: float) -> Place:
    x, y, z = (None if p is None or q is None else p * (1 - t) + q * t for p, q in ((a.x, b.x), (a.y, b.y), (a.z, b.z)))
    return Place(a.kind, x, y, z, a.part)


def _place(a: State, b: State, part: str, t: float) -> Place | None:
    pa, pb = a.touch.get(part), b.touch.get(part)
    if pa is None or pb is None or pa.kind != pb.kind or pa.part != pb.part:
        return None
    way = _mid(pa, pb, t)
    moved = abs((pb.x or 0) - (pa.x or 0)) + abs((pb.z or 0) - (pa.z or 0))
    if part.endswith("foot") and way.kind == "floor" and moved > 6 and abs(b.lean) < 45:
        way = replace(way, y=LIFT * 4 * t * (1 - t))
    return way


def trail(s: Scene, number: int, part: str) -> list[V]:
    """Where a part of the body goes from the pose before to this one."""
    return [point(m.posture.frames, part) for m in s.between[number - 1]]
