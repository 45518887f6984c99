"""Where muscles and regions are drawn: what `drawn:` may say in their YAML, and nothing else.

The maps and the profile measure a body 377 units tall, from the midline and the crown; the figures measure one of
170 cm, in the frame of each segment: x forward, height up, z to the right. Everything is said for the right side.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

View = Literal["front", "back"]
Segment = Literal[
    "head", "neck", "chest", "waist", "pelvis", "upper-arm", "forearm", "hand", "thumb", "thigh", "shin", "foot", "toes"
]  # fmt: skip
Pull = Literal["front-up", "front-down", "back-up", "back-down"]
XY = tuple[float, float]
V = tuple[float, float, float]
Point = XY | tuple[float, float, Literal["corner"]]
WIDEST, SOLES = 70, 377
"""The map's body: the fingertips' distance from the midline, and the soles' from the crown."""
_NUMBER = r"-?\d+(?:\.\d+)?"
_WAYS: dict[str, V] = {"front": (1, 0, 0), "back": (-1, 0, 0), "out": (0, 0, 1)}


def _numbers(text: str, names: str) -> tuple[float, ...] | None:
    """The numbers in a text, one for each of the names; None where it holds anything else."""
    words = text.split()
    fits = len(words) == len(names.split()) and all(re.fullmatch(_NUMBER, word) for word in words)
    return tuple(map(float, words)) if fits else None


def _point(text: str) -> tuple[Any, ...]:
    if (found := _numbers(text.removesuffix("corner"), "x y")) is None:
        raise ValueError(f"'{text}' is no point; write x and y, such as 28.4 172, and corner behind a sharp one")
    return (*found, "corner") if text.endswith("corner") else found


def _shape(text: str) -> tuple[Any, ...]:
    found = _area(text)
    for x, y, *_ in found:
        if not (0 <= x <= WIDEST and 0 <= y <= SOLES):
            raise ValueError(f"'{x:g} {y:g}' is beside the body; x goes from 0 to {WIDEST}, y from 0 to {SOLES}")
    return found


def _area(text: str) -> tuple[Any, ...]:
    if len(points := text.split(",")) < 3:
        raise ValueError("a shape has three points or more, with commas between: 13 173, 21 167.6, 18 180")
    return tuple(_point(point.strip()) for point in points)


def _spot(text: str) -> tuple[float, ...]:
    if (found := _numbers(text, "x y")) is None:
        raise ValueError(f"'{text}' is no place; write x and y, such as -15 62")
    return found


def _way(text: str) -> tuple[float, ...]:
    if (found := _WAYS.get(text) or _numbers(text, "x height z")) is None:
        raise ValueError(f"'{text}' is no way; write front, back, out, or three numbers such as 0.4 0 1")
    return found


def _ball(text: str) -> tuple[float, ...]:
    if (found := _numbers(text, "x height z radius")) is None or found[3] <= 0:
        raise ValueError(f"'{text}' is no ball; write x, height, z and radius, such as 1.8 -9 0 2.7")
    return found


def _balls(text: str) -> tuple[Any, ...]:
    return tuple(_ball(ball.strip()) for ball in text.split(","))


def _read(reader: Callable[[str], Any], example: str) -> tuple[Any, Any]:
    """A text that `reader` turns into numbers, and what editors show of it."""

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            raise ValueError("a text of numbers is wanted, without brackets")
        return reader(value)

    return BeforeValidator(read), WithJsonSchema({"type": "string", "examples": [example]})


Shape = Annotated[tuple[Point, ...], *_read(_shape, "0.8 115 corner, 8 116, 4.4 185")]
Area = Annotated[tuple[Point, ...], *_read(_area, "0 262 corner, 14 259, 36 297 corner, 0 297 corner")]
Spot = Annotated[XY, *_read(_spot, "-15 62")]
Way = Annotated[V, *_read(_way, "front")]
Balls = Annotated[tuple[tuple[float, float, float, float], ...], *_read(_balls, "1.8 -9 0 2.7, 1.3 -24 0 2.3")]


class _Model(BaseModel):
    """As generator.model.Model, which cannot be imported from here: it imports this file."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Patch(_Model):
    """A part of the muscle on one segment of the figures."""

    on: Segment
    """The segment that it moves with."""
    faces: Way | None = None
    """Where it faces: front, back, out, or X HEIGHT Z. Turned away it is not drawn; without this it always is."""
    balls: Balls
    """What it is wrapped around: X HEIGHT Z RADIUS in centimetres, from the segment's joint; a comma between two."""


class Drawn(_Model):
    """Where a muscle is on the pictures. What it leaves out does not show it."""

    deep: Annotated[bool, Field(strict=True)] = False
    """True where it lies under others: the map dashes it, and draws it last."""
    map: dict[View, Annotated[tuple[Shape, ...], Field(min_length=1)]] = {}
    """View -> its outlines on the body map, each X Y, X Y, ... around it; the view that says most first."""
    profile: Spot | None = None
    """X Y on the body seen from the side: x is the distance in front of the hip. For the X of a crossed pattern."""
    pulls: Pull | None = None
    """Where it pulls at the pelvis, for the picture of a tipped one."""
    figure: tuple[Patch, ...] = ()
    """Its patches on the figures of exercises."""


class DrawnRegion(_Model):
    """Where a region is on the body map: half a rough shape, X Y, X Y, ... around it, cut to the body when drawn.

    That of a region without sides begins and ends on the midline, where its halves meet.
    """

    front: Area | None = None
    back: Area | None = None
    both: Area | None = None
    """One shape for both views."""

    def on(self, view: View) -> tuple[Point, ...] | None:
        """Its shape in a view, where it is seen there."""
        return (self.front if view == "front" else self.back) or self.both


class Work(NamedTuple):
    """A muscle that a figure's exercise works: its id, what to call it, its share (3: main, 1: helper), its patches."""

    id: str
    title: str
    share: int = 3
    patches: tuple[Patch, ...] = ()
