"""A scene -> SVG: the key poses side by side, and beside them the moving figure. Classes only, no styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

from generator.drawing.drawn import Work
from generator.drawing.mannequin.arrows import arrow, ways
from generator.drawing.mannequin.camera import Layer
from generator.drawing.mannequin.framing import (
    FLAT_VIEWS,
    Box,
    Pane,
    close,
    disc,
    extent,
    frame,
    lettering,
    panes,
    roomy,
)
from generator.drawing.mannequin.motion import Mark, as_they_lie, key, live
from generator.drawing.mannequin.outline import num
from generator.drawing.mannequin.pose import Figure
from generator.drawing.mannequin.scene import KEPT, Moment, Scene, scene

COLOURED = 4
"""The most muscles that are coloured: more would explain less."""
WIDE = 200
"""How far, in centimetres, the floor goes on beside a lone pose."""


def svg(
    name: str,
    figure: Figure,
    title: str,
    muscles: Sequence[Work] = (),
    label: str = "{poses} {muscles}",
    *,
    moving: bool = True,
) -> str:
    """The picture of an exercise as HTML: a div with the key poses and, for more than one, the moving figure.

    `name` is unique on a page and the figure's key in `stylesheet`. `label` makes the alternative text from the
    numbered poses and the coloured muscles; the title stands before it. Without `moving` the poses stand alone.
    """
    return _svg(key(name), scene(figure), title, tuple(muscles), label, moving)


@lru_cache(maxsize=KEPT)
def _svg(name: str, s: Scene, title: str, muscles: tuple[Work, ...], label: str, moves: bool) -> str:
    figure = s.figure
    worked = coloured(muscles)
    named = ", ".join(m.title for m in worked)
    several = len(figure.poses) > 1
    said = " ".join(f"{i}. {p.shows}." if several else f"{p.shows}." for i, p in enumerate(figure.poses, 1))
    text = escape(label.format(poses=said.replace("..", "."), muscles=named))
    box = roomy(s, frame(s)) if several else frame(s)
    found = panes(s, box)
    width, height = extent(found)
    panels = [[*ground(s, box), *_shapes(s.layers(m, worked)), *_arrows(s, i)] for i, m in enumerate(s.keys)]
    moving = live(name, s, worked) if several and moves else []
    often = Counter(d for marks in (*panels, moving) for kind, d in marks if kind not in ("a", "e"))
    shared = {d: f"{name}{i}" for i, d in enumerate(d for d, n in often.items() if n > 1 and len(d) > 30)}
    kept = "".join(f'<path id="{i}" d="{d}"/>' for d, i in shared.items())
    tall = lettering(found)
    size = f' font-size="{num(tall)}"' if several else ""
    drawn = "".join(
        f"<svg {pane}>{_marks([*marks, *_rim(s, pane.box, tall if several else 0)], shared)}"
        f"{_number(pane.box, tall, i) if several else ''}</svg>"
        for i, (pane, marks) in enumerate(zip(found, panels, strict=True), 1)
    )
    left = ' data-works="left"' if figure.works == "far" else ""  # the near side is the right one
    out = (
        f'<div class="cpf"{left}><svg class="cpf-poses" role="img" aria-labelledby="{name}-t {name}-d" '
        f'viewBox="0 0 {width} {height}"{size}>'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{text}</desc>'
        f"<defs>{kept}</defs>{drawn}</svg>"
    )
    if moving:
        floor_and_all = _marks([*ground(s, box), *moving, *_rim(s, box, 0)], shared)
        seen_ = f'viewBox="{box}">{floor_and_all}</svg>'
        if figure.zoom:  # a picture inside a picture, which cuts off what is beside the rim
            seen_ = f'viewBox="0 0 {box.w} {box.h}"><svg {Pane(0, 0, box)}>{floor_and_all}</svg></svg>'
        out += f'<svg class="cpf-live" aria-hidden="true" display="none" {seen_}'
    return out + "</div>"


def coloured(muscles: Sequence[Work]) -> list[Work]:
    """The muscles that are coloured: the main ones, the most important first."""
    return sorted((m for m in muscles if m.share > 1), key=lambda m: -m.share)[:COLOURED]


def still(figure: Figure, worked: Sequence[Work], box: Box, alt: str) -> str:
    """The most telling pose alone, in a given frame, so that several figures share a scale."""
    s = scene(figure)
    drawn = _marks([*ground(s, box), *_seen(s.layers(telling(s), worked))], {})
    return f'<svg class="cpf-still" role="img" aria-label="{escape(alt)}" viewBox="{box}">{drawn}</svg>'


def thumb(figure: Figure, worked: Sequence[Work]) -> str:
    """The most telling pose alone, close, for a place of any shape beside words that say the same: it has none.

    It stands on the floor, which goes on to both sides of its frame: how far is seen is left to the place.
    """
    return _thumb(scene(figure), tuple(worked))


@lru_cache(maxsize=KEPT)
def _thumb(s: Scene, worked: tuple[Work, ...]) -> str:
    figure, moment = s.figure, telling(s)
    box = close(s, moment)
    flat = figure.view in FLAT_VIEWS
    stands = ' preserveAspectRatio="xMidYMax"' if flat else ""
    far_floor = [("g", f"M{num(box.x - WIDE)} 2h{num(box.w + 2 * WIDE)}")] if flat else ground(s, box)
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


def _number(box: Box, tall: float, number: int) -> str:
    return f'<text class="c" x="{num(box.x + tall / 3)}" y="{num(box.y + tall)}">{number}</text>'


def _rim(s: Scene, box: Box, tall: float) -> list[Mark]:
    """What frames a close-up, so that nobody looks for the rest, with a corner of its own for the number."""
    if not s.figure.zoom:
        return []
    corner = [("t", f"M{num(box.x)} {num(box.y)}h{num(tall * 1.15)}v{num(tall * 1.2)}h{num(tall * -1.15)}z")]
    edge = ("r", f"M{num(box.x)} {num(box.y)}h{num(box.w)}v{num(box.h)}h{num(-box.w)}z")
    return [*(corner if tall else ()), edge]


def ground(s: Scene, box: Box) -> list[Mark]:
    """The floor: a line where it is seen from its edge, a disc around what stands on it where from above."""
    if s.figure.view in FLAT_VIEWS:
        return [("g", f"M{num(box.x)} 2h{num(box.w)}")] if box.y + box.h > 0 else []
    ends = disc(s)
    if not ends:
        return []
    (left, y, _), (right, *_), (_, top, _), _ = ends
    wide, high = num(right - left), num((right - left) / 2)
    low = num(top - y)
    return [("wall", f"M{num(left)} {num(-y)}a{high} {low} 0 10{wide} 0a{high} {low} 0 10-{wide} 0z")]


def _shapes(layers: Sequence[Layer]) -> Iterator[Mark]:
    for layer in layers:
        yield from as_they_lie(layer.shape)
        yield from as_they_lie(layer.patches)


def _seen(layers: Sequence[Layer]) -> list[Mark]:
    """All shapes but those that the very same outline covers: a far limb behind a near one that does as it does."""
    marks = list(_shapes(layers))
    last = {d: i for i, (_, d) in enumerate(marks)}
    return [mark for i, mark in enumerate(marks) if last[mark[1]] == i]


def _arrows(s: Scene, number: int) -> Iterator[Mark]:
    for way in ways(s, number):
        d = arrow(way, 0.55 if s.figure.zoom else 1.0)
        yield "e", d
        yield "a", d
