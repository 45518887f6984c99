"""The crossed patterns from the side: a line through the muscles said to work a lot, one through those that do less.

Whether the lines cross is worked out from a syndrome's own muscles: a pattern that somebody adds gets its X, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from generator.drawing.maps.silhouette import Shape, spline

CENTRAL = 2
"""The least priority of a muscle that the lines run through."""
XY = tuple[float, float]

PROFILE: Shape = (
    (0, 0), (10, 2), (17, 9), (19, 17), (18.6, 22.6), (20.4, 27), (23.6, 31.4), (22, 33.6), (19.6, 34.4), (20.4, 37.6),
    (19.4, 40), (20, 43.6), (17.6, 47.6), (12, 48.4), (6, 50.6), (4.2, 55), (5, 63), (8, 70), (13, 78), (18, 91),
    (19.4, 103), (18.4, 117), (17.2, 132), (17.2, 147), (17.4, 161), (15.6, 176), (13.4, 188), (13.6, 198), (17, 209),
    (19, 224), (18.6, 243), (16, 264), (14.6, 280, "c"), (-14, 280, "c"), (-15.6, 262), (-18.4, 244), (-19.4, 230),
    (-20.6, 219), (-26.6, 210), (-29.4, 199), (-27.2, 186), (-21, 173), (-16.2, 161), (-15.2, 151), (-18, 137),
    (-23.4, 121), (-26.6, 105), (-25.4, 89), (-20, 74), (-14.4, 63), (-12, 54), (-13, 46), (-18, 38), (-21.6, 28),
    (-22, 18), (-17.6, 7.4), (-9.4, 1.6),
)  # fmt: skip
"""Facing right, without arms; x is the distance in front of the hip."""
EAR: Shape = ((-3, 22.6), (0.6, 22), (1.6, 26), (-0.4, 31.4), (-2.8, 31))


class State(NamedTuple):
    """What a pattern says of one muscle, and where that is on the body from the side; None where nobody drew it."""

    muscle: str
    activity: str
    priority: int
    at: XY | None


class Corner(NamedTuple):
    """One end of a line: where, and the muscles it stands for."""

    at: XY
    muscles: tuple[str, ...]


def corners(states: Iterable[State]) -> Mapping[tuple[str, str], Corner] | None:
    """(activity, front or back) -> corner, for a pattern whose two lines cross on the side of the body; else None."""
    central = [(s, s.at) for s in states if s.priority >= CENTRAL and s.at]
    found: dict[tuple[str, str], Corner] = {}
    for activity in ("overactive", "underactive"):
        for face in ("front", "back"):
            own = [(s, at) for s, at in central if s.activity == activity and (at[0] > 0) == (face == "front")]
            if not own:
                return None
            found[activity, face] = Corner(_centre(own), tuple(s.muscle for s, _ in own))
    over, under = ((found[a, "back"].at, found[a, "front"].at) for a in ("overactive", "underactive"))
    return found if _cross(*over, *under) else None


def _centre(states: Sequence[tuple[State, XY]]) -> XY:
    total = sum(s.priority for s, _ in states)
    x, y = (sum(at[i] * s.priority for s, at in states) / total for i in (0, 1))
    return x, y


def _cross(a: XY, b: XY, c: XY, d: XY) -> bool:
    """Whether the segments a-b and c-d cross."""

    def turns(p: XY, q: XY, r: XY) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return turns(a, c, d) != turns(b, c, d) and turns(a, b, c) != turns(a, b, d)


WIDTH, TALL = 320.0, 248.0
MIDDLE, SCALE = WIDTH / 2 + 4, 1.7
LINE, LETTER, LONGEST = 13.0, 6.5, 17
"""The distance of lines, the width of a letter, and the letters of a line, in a label."""


def cross_svg(found: Mapping[tuple[str, str], Corner], names: Mapping[str, str], alt: str, key: str) -> str:
    """The X over the body from the side, its four ends named; the person faces right."""
    middle = sum(c.at[1] for c in found.values()) / 4
    top = middle - TALL / SCALE / 2

    def at(x: float, y: float) -> XY:
        return MIDDLE + x * SCALE, (y - top) * SCALE

    def shape(points: Shape) -> str:
        return spline([(*at(p[0], p[1]), len(p) > 2) for p in points])

    out = f'<path class="cp-body__skin" d="{shape(PROFILE)}"/><path class="cp-body__line" d="{shape(EAR)}"/>'
    for activity in ("underactive", "overactive"):
        (x1, y1), (x2, y2) = (at(*found[activity, face].at) for face in ("back", "front"))
        out += f'<path class="cp-cross__line cp-cross__line--{activity}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'
    for (activity, face), corner in found.items():
        x, y = at(*corner.at)
        out += _label(activity, face, corner, (x, y), names)
        out += f'<circle class="cp-cross__end" data-activity="{activity}" cx="{x:.1f}" cy="{y:.1f}" r="8"'
        out += f' fill="url(#{key}-{activity})"/>'
    return (
        f'<svg class="cp-body cp-cross" viewBox="0 0 {WIDTH:g} {TALL:g}" role="img" aria-label="{escape(alt)}" '
        f'focusable="false">{out}</svg>'
    )


def _label(activity: str, face: str, corner: Corner, end: XY, names: Mapping[str, str]) -> str:
    """The names at the edge of the frame, away from the other end of their line, and a thin line to them."""
    lines = [line for m in corner.muscles[:3] for line in _lines(names[m])]
    wide = max(map(len, lines)) * LETTER + 5
    edge, anchor, near = (3.0, "start", 3 + wide) if face == "back" else (WIDTH - 3, "end", WIDTH - 3 - wide)
    middle = end[1] + (-16 if end[1] < TALL / 2 else 16)
    first = middle - (len(lines) - 1) * LINE / 2 + 4
    out = f'<path class="cp-cross__leader" d="M{near:.1f} {middle:.1f}L{end[0]:.1f} {end[1]:.1f}"/>'
    for i, line in enumerate(lines):
        out += (
            f'<text class="cp-cross__name cp-cross__name--{activity}" x="{edge:g}" y="{first + i * LINE:.1f}" '
            f'text-anchor="{anchor}">{escape(line)}</text>'
        )
    return out


def _lines(name: str) -> list[str]:
    """A name without what it has in brackets, in lines that fit beside the body."""
    lines: list[str] = []
    for word in name.partition(" (")[0].split():
        if lines and len(lines[-1]) + len(word) < LONGEST:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
