"""A scene -> SVG: the key poses side by side, and beside them the moving figure. Classes only, no styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from math import ceil, floor, hypot
from typing import NamedTuple

from generator.figures.manikin import Layer
from generator.figures.motion import Mark, key, live, plain
from generator.figures.outline import bounds, num, pair, seen
from generator.figures.pose import ARROW, Figure
from generator.figures.props import spot, wall_at
from generator.figures.scene import Moment, Scene, scene, trail
from generator.figures.skeleton import point
from generator.figures.state import place, sided

MARGIN = 7.0
SHORTEST = 11.0
"""The shortest arrow that can be read."""
FLAT_VIEWS = ("side", "front", "back")
"""Views in which the floor is a line."""
COLOURED = 4
"""The most muscles that are coloured: more would explain less."""
CLOSE = 17.0
"""What a close-up shows around each of its parts."""


class Work(NamedTuple):
    """A muscle that the exercise works: its id, what to call it, and its share (3 = main target, 1 = helper)."""

    id: str
    title: str
    share: int = 3


class Box(NamedTuple):
    """A part of the room that is drawn: left, top (y downwards), width, height."""

    x: int
    y: int
    w: int
    h: int

    def __str__(self) -> str:
        return " ".join(num(side) for side in self)


def name_of(entity_id: str, code: str = "") -> str:
    """A figure's name on the page and in the stylesheet: the exercise's short code, or the self-test's id."""
    return f"x{code}" if code else f"t-{entity_id}"


def svg(name: str, figure: Figure, title: str, muscles: Sequence[Work] = (), label: str = "{poses} {muscles}") -> str:
    """The picture of an exercise as HTML: a div with the key poses and, for more than one, the moving figure.

    `name` is unique on a page and the figure's key in `stylesheet`. `label` makes the alternative text from the
    numbered poses and the coloured muscles; the title stands before it.
    """
    s, name = scene(figure), key(name)
    main = sorted((m for m in muscles if m.share > 1), key=lambda m: -m.share)[:COLOURED]
    worked, coloured = [(m.id, m.share) for m in main], ", ".join(m.title for m in main)
    several = len(figure.poses) > 1
    shown = " ".join(f"{i}. {p.shows}." if several else f"{p.shows}." for i, p in enumerate(figure.poses, 1))
    text = escape(label.format(poses=shown.replace("..", "."), muscles=coloured))
    box = frame(s)
    panels, size = _panels(s, worked, box)
    moving = live(name, s, worked) if several else []
    often = Counter(d for marks in (*panels, moving) for kind, d in marks if kind not in ("a", "e"))
    shared = {d: f"{name}{i}" for i, d in enumerate(d for d, n in often.items() if n > 1 and len(d) > 30)}
    kept = "".join(f'<path id="{i}" d="{d}"/>' for d, i in shared.items())
    drawn = "".join(
        f"<svg {where}>{_marks(marks, shared)}{_number(box, i, size) if several else ''}</svg>"
        for i, (where, marks) in enumerate(zip(_places(s, box), panels, strict=True), 1)
    )
    out = (
        f'<div class="cpf"><svg class="cpf-poses" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {size}">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{text}</desc>'
        f"<defs>{kept}</defs>{drawn}</svg>"
    )
    if several:
        floor_and_all = _marks([*ground(s, box), *moving], shared)
        out += f'<svg class="cpf-live" aria-hidden="true" display="none" viewBox="{box}">{floor_and_all}</svg>'
    return out + "</div>"


def _marks(marks: Sequence[Mark], shared: Mapping[str, str]) -> str:
    """Outlines that occur more than once are written once; those of one kind in a row share a group."""
    out = []
    for kind, run in groupby(marks, key=lambda m: m[0].partition(" ")[0]):
        drawn = [(c.partition(" ")[2], d) for c, d in run]
        if len(drawn) == 1:
            out.append(_mark(f"{kind} {drawn[0][0]}".strip(), drawn[0][1], shared))
        else:
            out.append(f'<g class="{kind}">{"".join(_mark(c, d, shared) for c, d in drawn)}</g>')
    return "".join(out)


def _mark(c: str, d: str, shared: Mapping[str, str]) -> str:
    named = f' class="{c}"' if c else ""
    return f'<use{named} href="#{shared[d]}"/>' if d in shared else f'<path{named} d="{d}"/>'


def _number(box: Box, number: int, size: str) -> str:
    tall = min(14.0, max(int(size.split()[0]), int(size.split()[1])) * 0.06)
    return (
        f'<text class="c" x="{num(box.x + tall / 3)}" y="{num(box.y + tall)}" font-size="{num(tall)}">{number}</text>'
    )


def frame(s: Scene) -> Box:
    """What every panel of a figure shows: all poses and things, or the close-up's parts."""
    moments = [m for way in s.between for m in way] or list(s.keys)
    circles = []
    for m in moments:
        if s.figure.zoom:
            for words in s.figure.zoom:
                x, y, _ = seen(s.camera, point(m.posture.frames, sided(words, "near")), 0)
                circles.append((x, y, CLOSE - MARGIN))
        else:
            for layer in s.layers(m, ()):
                circles += [c for p in layer.shape for c in p.circles if p.kind != "wall" or abs(c[1]) < 1]
    circles += [(x, y, 0.0) for i in range(len(s.keys)) for x, y in arrow_points(s, i)]
    left, bottom, right, top = bounds(circles)
    if s.figure.view in FLAT_VIEWS and not s.figure.zoom:
        bottom = min(bottom, 0.0) + MARGIN - 4
        if any(p.split()[0] in ("wall", "doorway") for m in s.keys for p in m.state.props):
            top += 8
    x, y = floor(left - MARGIN), floor(-top - MARGIN)
    return Box(x, y, ceil(right + MARGIN) - x, ceil(-bottom + MARGIN) - y)


def _across(s: Scene, box: Box) -> int:
    count = len(s.keys)
    return 1 if box.w > 1.5 * box.h and count < 3 else 2 if box.w > box.h and count > 2 else count


def _places(s: Scene, box: Box) -> Iterator[str]:
    across = _across(s, box)
    for i in range(len(s.keys)):
        x, y = (i % across) * (box.w + 4), (i // across) * (box.h + 4)
        yield f'x="{x}" y="{y}" width="{box.w}" height="{box.h}" viewBox="{box}"'


def _panels(s: Scene, worked: Sequence[tuple[str, int]], box: Box) -> tuple[list[list[Mark]], str]:
    """What each panel shows, and the width and height of all together."""
    across, count = _across(s, box), len(s.keys)
    panels = [[*ground(s, box), *_shapes(s.layers(m, worked)), *_arrows(s, i)] for i, m in enumerate(s.keys)]
    return panels, f"{across * (box.w + 4) - 4} {-(-count // across) * (box.h + 4) - 4}"


def ground(s: Scene, box: Box) -> list[Mark]:
    """The floor line."""
    flat = s.figure.view in FLAT_VIEWS and not s.figure.zoom
    return [("g", f"M{num(box.x)} 2h{num(box.w)}")] if flat else []


def _shapes(layers: Sequence[Layer]) -> Iterator[Mark]:
    for layer in layers:
        yield from plain(layer.shape)
        yield from plain(layer.patches)


def _arrows(s: Scene, number: int) -> Iterator[Mark]:
    for way in _ways(s, number):
        d = _arrow(way, 0.55 if s.figure.zoom else 1.0)
        yield "e", d
        yield "a", d


def arrow_points(s: Scene, number: int) -> Iterator[tuple[float, float]]:
    """Where the arrows of a pose begin, bend and end (y upwards)."""
    for way in _ways(s, number):
        yield from (way[0], way[len(way) // 2], way[-1])


def _ways(s: Scene, number: int) -> Iterator[list[tuple[float, float]]]:
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


def _arrow(way: Sequence[tuple[float, float]], scale: float) -> str:
    """A bent arrow through the first, the middle and the last point; short ones grow around their middle."""
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
