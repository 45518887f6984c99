"""Outlines: what a rubber band around circles looks like, as an SVG path of lines and arcs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import acos, atan2, cos, hypot, pi, sin

from generator.drawing.mannequin.vector import EYE, M, V, about_x, about_y, times, turn

UNITS = 4
"""The picture's units to a centimetre."""
SLIGHT = 2.0
"""An arc shorter than this, in centimetres, is not worth its bytes."""
Circle = tuple[float, float, float]
"""x, y (upwards), radius."""

CAMERAS: dict[str, M] = {
    "side": EYE,
    "front": about_y(-90),
    "back": about_y(90),
    "above": about_x(90),
    "three-quarter": times(about_x(12), about_y(-42)),
    "rear-quarter": times(about_x(12), about_y(48)),
    "high": times(about_x(38), about_y(-30)),
    "front-high": times(about_x(32), about_y(-78)),
}
"""View -> the rotation from the room to the picture: x to the right, y up, z towards the viewer."""


def seen(camera: M, at: V, r: float) -> Circle:
    x, y, _ = turn(camera, at)
    return (x, y, r)


def band(circles: Sequence[Circle]) -> list[tuple[Circle, float, float]]:
    """The circles that a rubber band touches, counter-clockwise: (circle, first and last angle of touch)."""
    start = min(circles, key=lambda c: (c[0] - c[2], c[1]))
    out: list[tuple[Circle, float, float]] = []
    at, angle, total = start, pi, 0.0
    for _ in range(2 * len(circles)):
        step, best = 2 * pi - total, None
        for c in circles:
            gap = hypot(c[0] - at[0], c[1] - at[1])
            if c is at or gap <= abs(at[2] - c[2]) + 1e-6:
                continue
            normal = atan2(c[1] - at[1], c[0] - at[0]) - acos((at[2] - c[2]) / gap)
            ahead = (normal - angle + 1e-9) % (2 * pi)
            if ahead < step:
                step, best = ahead, c
        out.append((at, angle, angle + step))
        total, angle = total + step, angle + step
        if best is None:
            break
        at = best
    return out


def path(circles: Sequence[Circle]) -> str:
    """The outline around circles as path data, y downwards, as short as the grammar allows."""
    arcs = band(circles)
    if len(arcs) > 4:
        arcs = band([c for c, a, b in arcs if (b - a) * c[2] > SLIGHT] or circles)
    if len(arcs) > 1 and arcs[0][0] is arcs[-1][0]:
        last = arcs.pop()
        arcs[0] = (arcs[0][0], last[1] - 2 * pi, arcs[0][2])
    if len(arcs) == 1:
        x, y, r = arcs[0][0]
        half = max(1, round(r * UNITS))  # the two arcs are half circles only when the chord is exactly twice the radius
        way = f"a{half} {half} 0 10"
        return f"M{round(x * UNITS) - half} {num(-y)}{way}{2 * half} 0{way}{-2 * half} 0z"
    out: list[str] = []
    at = (0.0, 0.0)
    for (x, y, r), a, b in arcs:
        start = (_snapped(x + r * cos(a)), _snapped(-y - r * sin(a)))
        end = (_snapped(x + r * cos(b)), _snapped(-y - r * sin(b)))
        out.append(f"l{pair(start[0] - at[0], start[1] - at[1])}" if out else f"M{pair(*start)}")
        if (b - a) * r > 0.3:
            large = 1 if b - a > pi else 0
            way = pair(end[0] - start[0], end[1] - start[1])
            out.append(f"a{num(r)} {num(r)} 0 {large}0{way}")
            at = end
        else:
            at = start
    return "".join(out) + "z"


def pair(x: float, y: float) -> str:
    second = num(y)
    return f"{num(x)}{second if second.startswith('-') else ' ' + second}"


def num(x: float) -> str:
    """Centimetres in the picture's units: whole numbers are shortest, and a quarter of a centimetre is enough."""
    return str(round(x * UNITS))


def _snapped(x: float) -> float:
    return round(x * UNITS) / UNITS


def bounds(circles: Iterable[Circle]) -> tuple[float, float, float, float]:
    """(left, bottom, right, top), y upwards."""
    xs = [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    left, bottom, right, top = zip(*xs, strict=True)
    return min(left), min(bottom), max(right), max(top)
