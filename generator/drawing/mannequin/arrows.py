"""The arrows of a pose: the way a part has come from the pose before, or a way of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from generator.drawing.mannequin.outline import Circle, pair, seen
from generator.drawing.mannequin.pose import ARROW
from generator.drawing.mannequin.props import spot, wall_at
from generator.drawing.mannequin.scene import Moment, Scene, trail
from generator.drawing.mannequin.state import place, sided

SHORTEST = 11.0
"""The shortest arrow that can be read."""


def pointed(s: Scene, number: int) -> Iterator[Circle]:
    """Where the arrows of a pose begin, bend and end."""
    for way in ways(s, number):
        yield from ((x, y, 1.0) for x, y in (way[0], way[len(way) // 2], way[-1]))


def ways(s: Scene, number: int) -> Iterator[list[tuple[float, float]]]:
    """The arrows of a pose, each as points on its way (y upwards)."""
    moment = s.keys[number]
    for text in s.figure.poses[number].arrows:
        found = ARROW.fullmatch(text)
        assert found, text
        part, dx, dy, start, end = found.groups()
        if part and number:
            way = [seen(s.camera, p, 0)[:2] for p in trail(s, number, sided(part, "near"))]
            yield [(x + float(dx or 0), y + float(dy or 0)) for x, y in way]
        elif not part:
            (ax, ay), (bx, by) = _at(s, moment, start), _at(s, moment, end)
            yield [(ax, ay), ((ax + bx) / 2, (ay + by) / 2), (bx, by)]


def _at(s: Scene, m: Moment, text: str) -> tuple[float, float]:
    return seen(s.camera, spot(place(text), m.posture.frames, wall_at(m.state.props)), 0)[:2]


def arrow(way: Sequence[tuple[float, float]], scale: float) -> str:
    """Path data of a bent arrow through the first, middle and last point; short ones grow around their middle."""
    (ax, ay), (mx, my), (bx, by) = way[0], way[len(way) // 2], way[-1]
    length = hypot(bx - ax, by - ay) or 1.0
    grow = max(1.0, SHORTEST * scale / length)
    ax, ay, bx, by = (m + (c - m) * grow for c, m in ((ax, mx), (ay, my), (bx, mx), (by, my)))
    cx, cy = 2 * mx - (ax + bx) / 2, 2 * my - (ay + by) / 2
    ux, uy = bx - cx, by - cy
    size = hypot(ux, uy) or 1.0
    ux, uy = ux / size * 4 * scale, uy / size * 4 * scale
    left, right = (bx - ux - uy * 0.8, by - uy + ux * 0.8), (bx - ux + uy * 0.8, by - uy - ux * 0.8)
    head = f"M{pair(left[0], -left[1])}L{pair(bx, -by)} {pair(right[0], -right[1])}"
    return f"M{pair(ax, -ay)}Q{pair(cx, -cy)} {pair(bx, -by)}{head}"
