"""From the pose language to numbers: a key pose with everything filled in from its base and the poses before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.drawing.mannequin.measures import JOINTS, PARTS, SIDED_JOINTS
from generator.drawing.mannequin.pose import Figure, Pose
from generator.drawing.mannequin.presets import PRESETS
from generator.drawing.mannequin.vector import V

T = TypeVar("T")

SIDES = ("far", "near")
OWN_JOINTS = ("ankle side", "ankle turn", "hand tilt")
"""What only a contact can ask of a joint; kept so that a let-go hand or foot moves on from where it was."""


@dataclass(frozen=True)
class Place:
    """Where a part is held. `kind`: floor, wall, body (a part, with an offset) or point; None is left to the body."""

    kind: str
    x: float | None = None
    y: float | None = None
    z: float | None = None
    part: str = ""


@dataclass(frozen=True)
class State:
    """A whole pose in numbers."""

    lean: float
    roll: float
    turn: float
    pelvis: V | None
    anchor: tuple[str, Place] | None
    joints: Mapping[str, float]
    touch: Mapping[str, Place]
    props: tuple[str, ...] = ()


def place(text: str, side: str = "") -> Place:
    """Read a place. `side` is that of the part that is held there: "near hand: knee" is the near knee."""
    words = text.split()
    numbers: list[float] = []
    while words and words[-1].lstrip("-").replace(".", "", 1).isdigit():
        numbers.insert(0, float(words.pop()))
    kind = " ".join(words)
    first, second, third = (*numbers, None, None, None)[:3]
    if kind == "floor":
        return Place("floor", first, 0, second)
    if kind == "wall":
        return Place("wall", None, first, second)
    if not kind:
        return Place("point", first, second, third)
    return Place("body", first or 0, second or 0, third or 0, sided(kind, side))


def sided(part: str, side: str) -> str:
    """A part's full name: that of `side` where the part has sides and names none."""
    if part in PARTS or part.split()[0] in SIDES:
        return part
    return f"{side or 'near'} {part}"


def states(figure: Figure) -> list[State]:
    """The figure's key poses in numbers."""
    out: list[State] = []
    for pose in figure.poses:
        before = out[-1] if out and pose.base is None else _base(pose, out[-1].props if out else ())
        out.append(_changed(before, pose))
    return out


def _base(pose: Pose, props: tuple[str, ...]) -> State:
    preset = PRESETS[pose.base or "standing"]
    zero = dict.fromkeys((*JOINTS, *(f"{s} {j}" for s in SIDES for j in (*SIDED_JOINTS, *OWN_JOINTS))), 0.0)
    joints = {**zero, **_both(preset.bend)}
    touch = {part: place(text, part.split()[0]) for part, text in _both(preset.touch).items()}
    return State(preset.lean, preset.roll, 0, _point(preset.pelvis), _anchor(preset.anchor), joints, touch, props)


def _changed(before: State, pose: Pose) -> State:
    now = before
    if pose.pelvis is not None:
        now = replace(now, pelvis=_point(pose.pelvis), anchor=None)
    if pose.anchor is not None:
        now = replace(now, pelvis=None, anchor=_anchor(pose.anchor))
    touch = dict(now.touch)
    for part, text in _both(pose.touch).items():
        touch.pop(part, None)
        if text is not None:
            touch[part] = place(text, part.split()[0])
    return replace(
        now,
        lean=now.lean if pose.lean is None else pose.lean,
        roll=now.roll if pose.roll is None else pose.roll,
        turn=now.turn if pose.turn is None else pose.turn,
        joints={**now.joints, **_both(pose.bend)},
        touch=touch,
        props=now.props if pose.props is None else pose.props,
    )


def _both(given: Mapping[str, T]) -> dict[str, T]:
    """Unsided words first, for both sides; then what is said of one side. `back` is shared by its two joints."""
    out: dict[str, T] = {}
    for key, value in given.items():
        if key in ("hand", "foot", *SIDED_JOINTS):
            out |= {f"{side} {key}": value for side in SIDES}
        elif key == "back":
            out |= dict.fromkeys(("low back", "upper back"), value)
    return out | {k: v for k, v in given.items() if k not in ("hand", "foot", "back", *SIDED_JOINTS)}


def _point(given: tuple[float, ...] | None) -> V | None:
    return None if given is None else (given[0], given[1], given[2] if len(given) > 2 else 0.0)


def _anchor(given: Mapping[str, str | None]) -> tuple[str, Place] | None:
    for part, text in given.items():
        if text is not None:
            return sided(part, "near"), place(text)
    return None
