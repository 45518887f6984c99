"""The body of the maps: half an outline seen from the front and from the back, the other half mirrored.

Coordinates are a half's own: x is the distance from the midline, y runs from the crown (0) to the soles (377). A head
is 50, so the figure is seven and a half heads tall. Nobody in particular: no face, no sex.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import Literal

Point = tuple[float, float] | tuple[float, float, str]
"""x, y; a third member makes a corner of it."""
View = Literal["front", "back"]
Side = Literal["left", "right"]
Shape = Sequence[Point]
Placed = list[tuple[float, float, bool]]
"""Points in the picture: x, y, whether a corner."""

VIEWS: tuple[View, ...] = ("front", "back")
SIDES: tuple[Side, ...] = ("left", "right")
WIDTH, HEIGHT = 300.0, 404.0
"""The frame that holds both views side by side."""
CROWN = 20.0
MIDLINE: dict[View, float] = {"front": 75.0, "back": 225.0}

_HEAD: Shape = (
    (0, 0), (9.2, 1.6), (15.6, 7.4), (18, 16), (17.9, 22.5, "c"), (19.6, 22.6), (19.9, 26.4), (18.4, 31.2),
    (17, 31.6, "c"), (15.6, 37.6), (12.4, 43.6), (9.9, 47, "c"), (9.8, 52), (10.6, 57.6),
)  # fmt: skip
_ARM: Shape = (
    (14.4, 62), (22, 65.6), (31, 68.6), (38.6, 72), (44, 78), (46.9, 87), (47.9, 98), (48.7, 111), (49.8, 124),
    (51.4, 136), (54, 147), (56.6, 157), (58, 168), (58.8, 180), (59.9, 192), (61.2, 201), (63.8, 207.6), (66.2, 215.6),
    (67, 225), (66.2, 233.4), (64.4, 240), (62, 242.8), (59.8, 241), (59, 234.6), (58.8, 227), (58, 219.4, "c"),
    (56.8, 225), (54.6, 227.6), (52.6, 225.4), (52.2, 218), (53.2, 209.6), (54.4, 204.6), (54.2, 199),
    (51.6, 189), (48.4, 176), (45.6, 164),
    (43.9, 153), (42.8, 144), (41, 131), (38.6, 118), (35.8, 107), (33.6, 99.4, "c"),
)  # fmt: skip
_LEG: Shape = (
    (32.6, 110), (30.8, 122), (28.6, 135), (27.1, 147), (27, 157), (28.6, 168), (31.4, 179), (33.6, 190), (34.7, 202),
    (34.4, 216), (32.6, 233), (29.6, 250), (26.8, 265), (25, 276), (24.4, 286), (25.2, 298), (26, 310), (25.2, 323),
    (22.8, 337), (20.4, 349),
)  # fmt: skip
_SHIN: Shape = (
    (9.5, 352), (8.4, 341), (6.2, 327), (4.6, 313), (4.8, 301), (6.3, 289), (6.8, 279), (6, 268), (4.6, 254),
    (3.2, 237), (2.1, 220), (1.5, 206), (0, 200, "c"),
)  # fmt: skip
_FOOT: dict[View, Shape] = {
    "front": (
        (19.7, 357), (21, 363.6), (24.6, 370.4), (25.4, 375), (22, 377), (14.4, 377), (9.8, 375.6), (9, 369.6),
        (9.7, 361),
    ),
    "back": (
        (19.6, 356), (20.2, 363), (23.4, 368.6), (24, 372.6), (20.6, 374.6), (14, 376.6), (10.6, 375), (9.8, 369),
        (9.8, 361),
    ),
}  # fmt: skip

HALF: dict[View, Shape] = {v: (*_HEAD, *_ARM, *_LEG, *_FOOT[v], *_SHIN) for v in VIEWS}
"""Half an outline, from the crown down the outside of the arm to the crotch."""

LINES: dict[View, tuple[tuple[bool, Shape], ...]] = {
    "front": (
        (True, ((2.6, 74.6), (9, 72.6), (20, 72.8), (31, 71.4))),
        (True, ((35.4, 99), (31, 106), (22, 110.4), (12, 110.4), (5, 107.6))),
        (False, ((0, 79), (0, 104))),
        (False, ((-1.1, 158.6), (0, 160), (1.1, 158.6))),
        (True, ((24.6, 177), (18, 189), (9.4, 198), (2.4, 201.6))),
        (True, ((11, 271), (9.6, 279), (12, 286.4), (16, 287.4), (20, 285.6), (21.4, 278.6), (20, 271.4))),
        (True, ((44.4, 149.6), (48.6, 151.6), (52, 149.4))),
        (True, ((13.4, 376.4), (13.6, 372.8))), (True, ((16.4, 376.6), (16.6, 373))),
        (True, ((19.2, 376.6), (19.2, 373.2))), (True, ((21.8, 376), (21.4, 373))),
    ),
    "back": (
        (False, ((0, 52), (0, 174))),
        (True, ((36.6, 78), (27, 80), (17.6, 84), (16.6, 94), (20, 108), (24, 109.6), (29, 102), (33.4, 96.6))),
        (False, ((0, 180), (0, 214))),
        (True, ((2.4, 216.6), (10, 219.4), (19, 218.8), (27, 215))),
        (True, ((8.4, 276.6), (14, 279), (21.6, 276.4))),
        (True, ((15.2, 296), (15.2, 316))),
        (True, ((44.6, 143.6), (48.6, 146), (52.4, 144.6))),
        (True, ((13, 353), (12.8, 362))), (True, ((17, 353), (17, 362))),
        (False, ((-7.6, 45.4), (0, 47.4), (7.6, 45.4))),
    ),
}  # fmt: skip
"""Light contours inside: (mirrored, open line)."""


def across(view: View, side: Side) -> float:
    """+1 where the person's side is on the viewer's right, -1 where it is on the viewer's left."""
    return 1.0 if (view == "back") == (side == "right") else -1.0


def place(view: View, side: Side, shape: Shape) -> Placed:
    """A half's shape in the picture, on one side of the person."""
    sign, middle = across(view, side), MIDLINE[view]
    return [(middle + sign * p[0], CROWN + p[1], len(p) > 2) for p in shape]


def silhouette(view: View) -> Placed:
    """The whole outline of a view, closed."""
    half = HALF[view]
    return place(view, "right", half) + place(view, "left", half[1:-1])[::-1]


def spline(points: Sequence[tuple[float, float, bool]], closed: bool = True) -> str:
    """A smooth path through points, straight between corners. A join reflects the last handle: four numbers a point."""
    n = len(points)
    lean = [_tangent(points, i, closed) for i in range(n)]
    x, y = _round(points[0][0]), _round(points[0][1])
    out, first = [f"M{x:g} {y:g}"], True
    for i in range(n if closed else n - 1):
        j = (i + 1) % n
        to_x, to_y = _round(points[j][0]), _round(points[j][1])
        if points[i][2] and points[j][2]:
            out.append("l" + _numbers([(to_x - x, to_y - y)]))
            x, y = to_x, to_y
            continue
        back = (to_x - lean[j][0] - x, to_y - lean[j][1] - y)
        ahead = [] if not first and not points[i][2] else [lean[i]]
        out.append(("c" if ahead else "s") + _numbers([*ahead, back, (to_x - x, to_y - y)]))
        x, y, first = to_x, to_y, False
    return "".join(out) + ("z" if closed else "")


def _tangent(points: Sequence[tuple[float, float, bool]], i: int, closed: bool) -> tuple[float, float]:
    """A third of the way along the line between the neighbours, never past the nearer one; none at a corner."""
    n = len(points)
    if points[i][2] or (not closed and i in (0, n - 1)):
        return 0.0, 0.0
    (ax, ay, _), (bx, by, _), (cx, cy, _) = points[i - 1], points[i], points[(i + 1) % n]
    dx, dy = (cx - ax) / 6, (cy - ay) / 6
    most = min(hypot(bx - ax, by - ay), hypot(cx - bx, cy - by)) * 0.42
    size = hypot(dx, dy)
    share = most / size if size > most else 1.0
    return dx * share, dy * share


def _round(value: float) -> float:
    return round(value, 1)


def _numbers(pairs: Iterable[tuple[float, float]]) -> str:
    """Numbers with one decimal, as short as a path allows."""
    out = ""
    for value in (v for pair in pairs for v in pair):
        text = f"{_round(value) + 0:g}".replace("0.", ".", 1) if abs(value) < 1 else f"{_round(value):g}"
        text = "0" if text in ("-0", "-.0", "") else text
        out += text if not out or text.startswith("-") else f" {text}"
    return out
