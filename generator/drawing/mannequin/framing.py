"""What a figure's picture shows of the room: its frame, the panels of its poses, and how large their numbers are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import ceil, floor, hypot
from typing import NamedTuple

from generator.drawing.mannequin.arrows import pointed
from generator.drawing.mannequin.outline import Circle, bounds, num, seen
from generator.drawing.mannequin.props import standing
from generator.drawing.mannequin.scene import KEPT, Moment, Scene
from generator.drawing.mannequin.skeleton import point
from generator.drawing.mannequin.state import sided

MARGIN = 7.0
FLAT_VIEWS = ("side", "front", "back")
"""Views in which the floor is a line."""
SHOW_FLOOR = {"mat", "bed", "wall", "doorway", "step"}
"""Things that show where the floor is, in other views too."""
CLOSE = 17.0
"""What a close-up shows around each of its parts."""
LEAST = (130, 95)
"""The width and height, in centimetres, that a lone pose is given at least."""
SEEN, LETTERS = (480, 440), 19
"""About how large a page shows a figure, and how high the numbers of its panels are then: all in pixels."""


class Box(NamedTuple):
    """A part of the room that is drawn: left, top (y downwards), width, height."""

    x: int
    y: int
    w: int
    h: int

    def __str__(self) -> str:
        return " ".join(num(side) for side in self)


class Pane(NamedTuple):
    """A panel: where it stands among the others (y downwards), and what it shows."""

    x: int
    y: int
    box: Box

    def __str__(self) -> str:
        at = "".join(f'{axis}="{value}" ' for axis, value in (("x", self.x), ("y", self.y)) if value)
        return f'{at}width="{self.box.w}" height="{self.box.h}" viewBox="{self.box}"'


@lru_cache(maxsize=KEPT)
def frame(s: Scene) -> Box:
    """What every panel of a figure shows: all poses and things, or the close-up's parts."""
    moments = [m for way in s.between for m in way] or list(s.keys)
    arrows = (pointed(s, i) for i in range(len(s.keys)))
    return _around(s, [*_covered(s, moments), *disc(s), *chain.from_iterable(arrows)])


def close(s: Scene, moment: Moment) -> Box:
    """What one pose covers, and so much room that a small one does not get huge."""
    box = _around(s, [*_covered(s, [moment]), *disc(s)])
    if s.figure.zoom:
        return box
    wider, taller = max(0, LEAST[0] - box.w), max(0, LEAST[1] - box.h)
    return Box(box.x - wider // 2, box.y - taller, box.w + wider, box.h + taller)


def _covered(s: Scene, moments: Iterable[Moment]) -> Iterator[Circle]:
    """What of a figure must be seen: bodies and things, or the close-up's parts."""
    for m in moments:
        if s.figure.zoom:
            for words in s.figure.zoom:
                x, y, _ = seen(s.camera, point(m.posture.frames, sided(words, "near")), 0)
                yield x, y, CLOSE - MARGIN
        else:
            for layer in s.layers(m, ()):
                yield from (c for p in layer.shape for c in p.circles if p.kind != "wall" or abs(c[1]) < 1)


def _around(s: Scene, circles: Iterable[Circle]) -> Box:
    left, bottom, right, top = bounds(circles)
    if s.figure.view in FLAT_VIEWS and s.figure.zoom:
        bottom = max(bottom, MARGIN - 4)  # nothing is under the floor
    elif s.figure.view in FLAT_VIEWS:
        bottom = min(bottom, 0.0) + MARGIN - 4
        if any(p.split()[0] in ("wall", "doorway") for m in s.keys for p in m.state.props):
            top += 8
    x, y = floor(left - MARGIN), floor(-top - MARGIN)
    return Box(x, y, ceil(right + MARGIN) - x, ceil(-bottom + MARGIN) - y)


def _across(s: Scene, box: Box) -> int:
    count = len(s.keys)
    return 1 if box.w > 1.35 * box.h and count < 3 else 2 if box.w > box.h and count > 2 else count


def panes(s: Scene, box: Box) -> list[Pane]:
    """Where the panels stand: in rows, each as high as what it shows."""
    across, out, y = _across(s, box), list[Pane](), 0
    for first in range(0, len(s.keys), across):
        row = range(first, min(first + across, len(s.keys)))
        top = min(_around(s, [*_covered(s, [s.keys[i]]), *pointed(s, i)]).y for i in row)
        seen_ = Box(box.x, max(top, box.y), box.w, box.y + box.h - max(top, box.y))
        out += [Pane((i - first) * (box.w + 4), y, seen_) for i in row]
        y += seen_.h + 4
    return out


def extent(found: Sequence[Pane]) -> tuple[int, int]:
    """The width and height of all panels together."""
    return max(p.x + p.box.w for p in found), found[-1].y + found[-1].box.h


def lettering(found: Sequence[Pane]) -> float:
    """The height of the panels' numbers: about the same in every figure when it is seen."""
    width, height = extent(found)
    return max(width / SEEN[0], height / SEEN[1]) * LETTERS


def roomy(s: Scene, box: Box) -> Box:
    """The frame, wider on the left where something is in the corner in which the panels' numbers stand."""
    if s.figure.zoom:
        return box
    found = panes(s, box)
    tall = lettering(found)
    for i, pane in enumerate(found):
        left, low = box.x + tall, pane.box.y + tall * 1.15
        there = [c for layer in s.layers(s.keys[i], ()) for p in layer.shape for c in p.circles]
        if any(-y - r < low and x - r < left for x, y, r in (*there, *pointed(s, i))):
            return Box(box.x - ceil(tall * 0.8), box.y, box.w + ceil(tall * 0.8), box.h)
    return box


def disc(s: Scene) -> list[Circle]:
    """The left, right, upper and lower end of the floor in a view from above; none where a thing shows where it is."""
    tilt = s.camera[2][1]
    things = {p.split()[0] for m in s.keys for p in m.state.props}
    if s.figure.zoom or not 0 < tilt < 0.9 or things & SHOW_FLOOR:
        return []
    feet = [at for m in s.keys for at in standing(m.state.props, m.posture.frames)]
    x, z = ((min(at[i] for at in feet) + max(at[i] for at in feet)) / 2 for i in (0, 2))
    r = max(hypot(at[0] - x, at[2] - z) for at in feet) + 8
    cx, cy, _ = seen(s.camera, (x, 0, z), 0)
    return [(cx - r, cy, 0), (cx + r, cy, 0), (cx, cy + r * tilt, 0), (cx, cy - r * tilt, 0)]
