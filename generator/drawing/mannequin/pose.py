"""The pose language: what `figure:` may say in an exercise's or self-test's YAML, and nothing else.

Lengths are centimetres on a person 170 cm tall: x forward, height up, z to the right. Angles are degrees, 0 when
standing with hanging arms. The near side is the person's right one, the far side the left one.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from generator.drawing.mannequin.measures import JOINTS, PARTS, SIDED_JOINTS, SIDED_PARTS
from generator.drawing.said import Said

PROPS = (
    "ball", "band", "bar", "barbell", "bed", "bench", "bottle", "cable", "cable-column", "chair", "cushion", "doorway",
    "dumbbell", "kettlebell", "lever", "massage-gun", "mat", "medicine-ball", "pad", "post", "roller", "rolling-pin",
    "ruler", "slab", "step", "stool", "strap", "table", "towel", "wall", "worktop",
)  # fmt: skip
NUMBER = r"-?\d+(?:\.\d+)?"
_PART = "|".join(sorted((*PARTS, *(f"(?:(?:near|far) )?{p}" for p in SIDED_PARTS)), key=len, reverse=True))
_SURFACE = rf"(?:floor|wall)(?: {NUMBER}){{1,2}}"
PLACE = rf"(?:{_SURFACE}|(?:{_PART})(?: {NUMBER}){{0,3}}|{NUMBER}(?: {NUMBER}){{1,2}})"
PROP = re.compile(
    rf"({'|'.join(PROPS)})(?: ({PLACE}|{NUMBER}))?(?: (?:to|and) ({PLACE}))?(?: size ({NUMBER}(?: {NUMBER})*))?"
)
ARROW = re.compile(rf"({_PART})(?: by ({NUMBER}) ({NUMBER}))?|({PLACE}) to ({PLACE})")

Base = Literal[
    "standing", "half-kneeling", "kneeling", "all-fours", "supine", "hook-lying", "prone", "side-lying",
    "sitting", "long-sitting", "hanging",
]  # fmt: skip
View = Literal["side", "front", "back", "above", "three-quarter", "rear-quarter", "high", "front-high"]
Degrees = Annotated[float, Field(strict=True, ge=-200, le=200)]
Length = Annotated[float, Field(strict=True, ge=-200, le=250)]


def _spelled(pattern: re.Pattern[str], example: str) -> Any:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(f"'{value}' is not a place, part or prop that the pose language knows, as in '{example}'")
        return value

    return AfterValidator(check)


def _sided(known: tuple[str, ...], sided: tuple[str, ...]) -> Any:
    words = {*known, *sided, *(f"{s} {w}" for s in ("near", "far") for w in sided)}

    def check(value: dict[str, Any]) -> dict[str, Any]:
        for key in value:
            if key not in words:
                raise ValueError(f"'{key}' is none of {', '.join(sorted((*known, *sided)))}")
        return value

    return AfterValidator(check)


def _place_text(value: Any) -> Any:
    return " ".join(f"{n:g}" for n in value) if isinstance(value, list) and value else value


Text = Annotated[str, StringConstraints(strict=True, min_length=1, strip_whitespace=True)]
_EXAMPLE = "floor 30, wall 120, near knee, 40 85"
_WRITTEN: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "examples": _EXAMPLE.split(", ")},
        {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3},
    ]
}
Place = Annotated[str, BeforeValidator(_place_text), _spelled(re.compile(PLACE), _EXAMPLE), WithJsonSchema(_WRITTEN)]
"""`floor X`, `wall HEIGHT` (the wall must be among the props), a part of the body with an offset, or X HEIGHT [Z]."""
PropText = Annotated[str, _spelled(PROP, "chair -40; ball near knee; band near hand to far hand")]
ArrowText = Annotated[str, _spelled(ARROW, "near knee; pelvis by -20 0; 30 80 to 30 60")]


class _Model(BaseModel):
    """As generator.model.Model, which cannot be imported from here: it imports this file."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Pose(_Model):
    """One key pose: what differs from the pose before it (the first: from its base)."""

    shows: Annotated[Text, Said()]
    """What a person who cannot see the picture needs to know: a few words."""
    base: Base | None = None
    """The posture to start from; needed in the first pose, repeats nothing of the pose before."""
    lean: Degrees | None = None
    """The pelvis, and all above it, tipped forward (minus: back); 90 is face down, -90 face up."""
    roll: Degrees | None = None
    """Tipped over to the near side."""
    turn: Degrees | None = None
    """Turned to the near side about the upright axis."""
    pelvis: tuple[Length, Length] | tuple[Length, Length, Length] | None = None
    """Where the middle between the hip joints is: X, HEIGHT."""
    anchor: dict[str, Place | None] | None = None
    """The one part that stays put: the whole body is moved so that it is there. Instead of `pelvis`."""
    bend: Annotated[dict[str, Degrees], _sided(JOINTS, SIDED_JOINTS)] = {}
    """Joint -> degrees; without near or far, both sides."""
    touch: Annotated[dict[str, Place | None], _sided((), ("hand", "foot"))] = {}
    """Hand or foot -> where it is held; null lets go."""
    arrows: tuple[ArrowText, ...] = ()
    """Parts whose way from the pose before is drawn, or ways from place to place."""
    props: tuple[PropText, ...] | None = None
    """What is around; from the pose before where not said."""


class Figure(_Model):
    """The picture of an exercise: one to four key poses, drawn side by side and moved between."""

    view: View = "side"
    works: Literal["both", "near", "far"] = "both"
    """The side whose muscles are coloured."""
    zoom: tuple[Text, ...] = ()
    """Parts to show, instead of the whole body: a close-up."""
    seconds: Annotated[float, Field(strict=True, ge=0.2, le=6)] = 1.6
    """From one pose to the next."""
    still: Annotated[int, Field(strict=True, ge=1, le=4)] | None = None
    """The number of the pose that says most, for the small picture on a card; the last one where not said."""
    poses: Annotated[tuple[Pose, ...], Field(min_length=1, max_length=4)]
