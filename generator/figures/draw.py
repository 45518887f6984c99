"""A scene -> SVG: the key poses side by side, and beside them the moving figure. Classes only, no styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from math import ceil, floor, hypot
from typing import NamedTuple

from generator.figures.manikin import Layer
from generator.figures.motion import Mark, key, live, plain
from generator.figures.outline import Circle, bounds, num, pair, seen
from generator.figures.pose import ARROW, Figure
from generator.figures.props import spot, wall_at
from generator.figures.scene import KEPT, Moment, Scene, scene, trail
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
LEAST = (130, 95)
"""The width and height, in centimetres, that a lone pose is given at least."""
WIDE = 200
"""How far, in centimetres, the floor goes on beside a lone pose."""


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


def svg(name: str, figure: Figure, title: str, muscles: Sequence[Work] = (), label: str = "{poses} {muscles}") -> str:
    """The picture of an exercise as HTML: a div with the key poses and, for more than one, the moving figure.

    `name` is unique on a page and the figure's key in `stylesheet`. `label` makes the alternative text from the
    numbered poses and the coloured muscles; the title stands before it.
    """
    return _svg(key(name), scene(figure), title, tuple(muscles), label)


@lru_cache(maxsize=KEPT)
def _svg(name: str, s: Scene, title: str, muscles: tuple[Work, ...], label: str) -> str:
    figure = s.figure
    main = shown(muscles)
    worked, coloured = [(m.id, m.share) for m in main], ", ".join(m.title for m in main)
    several = len(figure.poses) > 1
    said = " ".join(f"{i}. {p.shows}." if several else f"{p.shows}." for i, p in enumerate(figure.poses, 1))
    text = escape(label.format(poses=said.replace("..", "."), muscles=coloured))
    box = _roomy(s, frame(s)) if several else frame(s)
    panels, size = _panels(s, worked, box)
    moving = live(name, s, worked) if several else []
    often = Counter(d for marks in (*panels, moving) for kind, d in marks if kind not in ("a", "e"))
    shared = {d: f"{name}{i}" for i, d in enumerate(d for d, n in often.items() if n > 1 and len(d) > 30)}
    kept = "".join(f'<path id="{i}" d="{d}"/>' for d, i in shared.items())
    tall = _lettering(s, box)
    corner, lettering = (box.x + tall / 3, box.y + tall), f' font-size="{num(tall)}"' if several else ""
    drawn = "".join(
        f"<svg {where}>{_marks(marks, shared)}{_number(corner, i) if several else ''}</svg>"
        for i, (where, marks) in enumerate(zip(_places(s, box), panels, strict=True), 1)
    )
    out = (
        f'<div class="cpf"><svg class="cpf-poses" role="img" aria-labelledby="{name}-t {name}-d" '
        f'viewBox="0 0 {size}"{lettering}>'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{text}</desc>'
        f"<defs>{kept}</defs>{drawn}</svg>"
    )
    if several:
        floor_and_all = _marks([*ground(s, box), *moving], shared)
        out += f'<svg class="cpf-live" aria-hidden="true" display="none" viewBox="{box}">{floor_and_all}</svg>'
    return out + "</div>"


def shown(muscles: Sequence[Work]) -> list[Work]:
    """The muscles that are coloured: the main ones, the most important first."""
    return sorted((m for m in muscles if m.share > 1), key=lambda m: -m.share)[:COLOURED]


def still(figure: Figure, worked: Sequence[tuple[str, int]], box: Box, alt: str) -> str:
    """The most telling pose alone, in a given frame, so that several figures share a scale. `worked`: muscle, share."""
    s = scene(figure)
    drawn = _marks([*ground(s, box), *_seen(s.layers(telling(s), worked))], {})
    return f'<svg class="cpf-still" role="img" aria-label="{escape(alt)}" viewBox="{box}">{drawn}</svg>'


def thumb(figure: Figure, worked: Sequence[tuple[str, int]]) -> str:
    """The most telling pose alone, close, for a place of any shape beside words that say the same: it has none.

    It stands on the floor, which goes on to both sides of its frame: how far is seen is left to the place.
    """
    s = scene(figure)
    moment = telling(s)
    box = _close(s, moment)
    flat = figure.view in FLAT_VIEWS
    stands = ' preserveAspectRatio="xMidYMax"' if flat else ""
    far_floor = [("g", f"M{num(box.x - WIDE)} 2h{num(box.w + 2 * WIDE)}")] if flat else []
    drawn = _marks([*far_floor, *_seen(s.layers(moment, worked))], {})
    return f'<svg class="cpf-still" aria-hidden="true"{stands} viewBox="{box}">{drawn}</svg>'


def telling(s: Scene) -> Moment:
    """The pose that says most: the one that the figure names, or the last."""
    return s.keys[(s.figure.still or len(s.keys)) - 1]


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


def _number(at: tuple[float, float], number: int) -> str:
    return f'<text class="c" x="{num(at[0])}" y="{num(at[1])}">{number}</text>'


def _lettering(s: Scene, box: Box) -> float:
    """The height of the panels' numbers."""
    return min(14.0, max(map(int, _extent(s, box).split())) * 0.06)


def _roomy(s: Scene, box: Box) -> Box:
    """The frame, wider on the left where something is in the corner in which the panels' numbers stand."""
    tall = _lettering(s, box)
    circles = [c for m in s.keys for layer in s.layers(m, ()) for p in layer.shape for c in p.circles]
    circles += [(x, y, 1.0) for i in range(len(s.keys)) for x, y in arrow_points(s, i)]
    left, low = box.x + tall, box.y + tall * 1.15
    if any(-y - r < low and x - r < left for x, y, r in circles):
        return Box(box.x - ceil(tall * 0.8), box.y, box.w + ceil(tall * 0.8), box.h)
    return box


@lru_cache(maxsize=KEPT)
def frame(s: Scene) -> Box:
    """What every panel of a figure shows: all poses and things, or the close-up's parts."""
    moments = [m for way in s.between for m in way] or list(s.keys)
    circles = [*_covered(s, moments)]
    circles += [(x, y, 0.0) for i in range(len(s.keys)) for x, y in arrow_points(s, i)]
    return _around(s, circles)


def _close(s: Scene, moment: Moment) -> Box:
    """What one pose covers, and so much room that a small one does not get huge."""
    box = _around(s, _covered(s, [moment]))
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
    return 1 if box.w > 1.5 * box.h and count < 3 else 2 if box.w > box.h and count > 2 else count


def _places(s: Scene, box: Box) -> Iterator[str]:
    across = _across(s, box)
    for i in range(len(s.keys)):
        at = (("x", (i % across) * (box.w + 4)), ("y", (i // across) * (box.h + 4)))
        yield (
            "".join(f'{axis}="{value}" ' for axis, value in at if value)
            + f'width="{box.w}" height="{box.h}" viewBox="{box}"'
        )


def _panels(s: Scene, worked: Sequence[tuple[str, int]], box: Box) -> tuple[list[list[Mark]], str]:
    """What each panel shows, and the width and height of all together."""
    panels = [[*ground(s, box), *_shapes(s.layers(m, worked)), *_arrows(s, i)] for i, m in enumerate(s.keys)]
    return panels, _extent(s, box)


def _extent(s: Scene, box: Box) -> str:
    """The width and height of all panels together."""
    across = _across(s, box)
    return f"{across * (box.w + 4) - 4} {-(-len(s.keys) // across) * (box.h + 4) - 4}"


def ground(s: Scene, box: Box) -> list[Mark]:
    """The floor line."""
    flat = s.figure.view in FLAT_VIEWS and not s.figure.zoom
    return [("g", f"M{num(box.x)} 2h{num(box.w)}")] if flat else []


def _shapes(layers: Sequence[Layer]) -> Iterator[Mark]:
    for layer in layers:
        yield from plain(layer.shape)
        yield from plain(layer.patches)


def _seen(layers: Sequence[Layer]) -> list[Mark]:
    """All shapes but those that the very same outline covers: a far limb behind a near one that does as it does."""
    marks = list(_shapes(layers))
    last = {d: i for i, (_, d) in enumerate(marks)}
    return [mark for i, mark in enumerate(marks) if last[mark[1]] == i]


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
