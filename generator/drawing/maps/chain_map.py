"""The kinetic-chain map as SVG: the nodes as dots on one body, head to foot, the links as arcs between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import hypot
from typing import Protocol

from generator.drawing.maps.silhouette import LINES, MIDLINE, SIDES, Shape, place, silhouette, spline
from quiz.asking.chain import Link

ROWS: dict[str, tuple[tuple[float, ...], ...]] = {
    "head-jaw": ((30, 0),),
    "neck": ((59, -18, 0, 18), (48, -28, 28)),
    "shoulder": ((74, -47, -32, 32, 47), (90, -47, 47), (74, -62, 62), (106, -50, 50), (90, -33, 33)),
    "upper-back": ((84, -15, 0, 15),),
    "chest": ((102, -9, 9), (102, -26, 26)),
    "elbow-forearm": ((148, 50, -50),),
    "wrist-hand": ((222, 62, -62),),
    "low-back": ((122, -9, 9), (137, -17, 0, 17), (152, -17, 0, 17), (167, -26, -9, 9, 26)),
    "hip-buttock": ((184, -34, -17, 0, 17, 34), (200, -34, -17, 17, 34), (216, -30, -13, 13, 30)),
    "groin": ((206, -8, 8),),
    "thigh": ((240, -25, -10, 10, 25), (255, -18, 18)),
    "knee": ((279, 15, -15), (279, 0), (279, -30, 30)),
    "lower-leg": ((316, 15, -15), (330, 15, -15)),
    "ankle-foot": ((353, -15, 15), (353, -32, 32), (369, -24, -8, 8, 24)),
}  # fmt: skip
"""Region -> rows of dots: y, then each x from the midline; filled in order."""

TOP, SIDE = 12.0, 82.0
WIDTH, HEIGHT = 2 * SIDE, 402.0
DOT = 4.6
BEND = 0.3
XY = tuple[float, float]


class Node(Protocol):
    """A row of knowledge/chain-nodes.yml."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def region(self) -> str: ...


def spots(nodes: Iterable[Node]) -> dict[str, XY]:
    """Where each node's dot is, in the picture. Regions with more nodes than dots put the rest on the last one."""
    taken: dict[str, int] = {}
    found = {}
    for node in nodes:
        free = [(x, row[0]) for row in ROWS.get(node.region, ()) for x in row[1:]]
        if free:
            i = taken[node.region] = taken.get(node.region, -1) + 1
            x, y = free[min(i, len(free) - 1)]
            found[node.id] = (SIDE + x, TOP + y)
    return found


def chain_svg(nodes: Sequence[Node], links: Sequence[Link], names: Mapping[str, str]) -> str:
    """Draw it: g[data-from][data-to] a link, a[data-node] a dot leading to #node-ID. The page's list says the same."""
    at = spots(nodes)
    arcs = "".join(
        f'<g class="cp-chain__link cp-chain__link--{link.strength}" data-from="{link.from_}" data-to="{link.to}">'
        f"{_arc(at[link.from_], at[link.to])}</g>"
        for link in links
        if link.from_ in at and link.to in at
    )
    dots = "".join(
        f'<a class="cp-chain__node" href="#node-{n.id}" data-node="{n.id}" tabindex="-1">'
        f"<title>{escape(names[n.id])}</title>"
        f'<circle class="cp-chain__hit" cx="{at[n.id][0]:g}" cy="{at[n.id][1]:g}" r="8"/>'
        f'<circle class="cp-chain__dot" cx="{at[n.id][0]:g}" cy="{at[n.id][1]:g}" r="{DOT:g}"/></a>'
        for n in nodes
        if n.id in at
    )
    return (
        f'<svg class="cp-body cp-chain" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true" focusable="false">'
        f"{_figure()}{arcs}{dots}</svg>"
    )


def _figure() -> str:
    skin = spline([(x - MIDLINE["front"] + SIDE, y - 20 + TOP, c) for x, y, c in silhouette("front")])
    lines = "".join(_line(shape, side) for both, shape in LINES["front"] for side in (SIDES if both else SIDES[:1]))
    return f'<path class="cp-body__skin" d="{skin}"/><path class="cp-body__line" d="{lines}"/>'


def _line(shape: Shape, side: str) -> str:
    placed = place("front", "right" if side == "right" else "left", shape)
    return spline([(x - MIDLINE["front"] + SIDE, y - 20 + TOP, c) for x, y, c in placed], closed=False)


def _arc(a: XY, b: XY) -> str:
    """A curve that swings away from the midline, from dot to dot, with a small head where it goes to."""
    (ax, ay), (bx, by) = a, b
    length = hypot(bx - ax, by - ay) or 1.0
    nx, ny = (by - ay) / length, -(bx - ax) / length
    outward = 1 if nx * ((ax + bx) / 2 - SIDE + 0.01) >= 0 else -1
    cx, cy = (ax + bx) / 2 + nx * outward * length * BEND, (ay + by) / 2 + ny * outward * length * BEND
    sx, sy = _towards(a, (cx, cy), DOT + 1)
    ex, ey = _towards(b, (cx, cy), DOT + 1.6)
    ux, uy = (ex - cx) / (hypot(ex - cx, ey - cy) or 1), (ey - cy) / (hypot(ex - cx, ey - cy) or 1)
    left, right = ((ex - 4 * ux + s * 2.2 * uy, ey - 4 * uy - s * 2.2 * ux) for s in (1, -1))
    return (
        f'<path class="cp-chain__arc" d="M{sx:.1f} {sy:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}"/>'
        f'<path class="cp-chain__head" d="M{left[0]:.1f} {left[1]:.1f}L{ex:.1f} {ey:.1f}'
        f'L{right[0]:.1f} {right[1]:.1f}"/>'
    )


def _towards(a: XY, b: XY, distance: float) -> XY:
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return a[0] + (b[0] - a[0]) * distance / length, a[1] + (b[1] - a[1]) * distance / length
