"""The body maps as SVG: the map of places one can tap, and muscles on the body.

Presentation attributes and classes only; what the classes mean stands in body-map.css. Words come in through `say`, by
message id. `key` begins the ids of a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import escape
from typing import Protocol

from generator.drawing.drawn import Drawn, DrawnRegion
from generator.drawing.maps.silhouette import (
    CROWN,
    HEIGHT,
    LINES,
    MIDLINE,
    SIDES,
    VIEWS,
    WIDTH,
    Placed,
    Shape,
    Side,
    View,
    across,
    place,
    silhouette,
    spline,
)

Say = Callable[[str], str]
STATES = ("overactive", "underactive", "unclear")
"""What a syndrome can say of a muscle; "here" shows where one is, and says nothing of it."""


class Region(Protocol):
    """A row of knowledge/regions.yml."""

    @property
    def id(self) -> str: ...
    @property
    def sided(self) -> bool: ...
    @property
    def drawn(self) -> DrawnRegion: ...


class Muscle(Protocol):
    """A muscle's page."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def drawn(self) -> Drawn: ...


def where_map(regions: Iterable[Region], say: Say, key: str) -> str:
    """The map for "where does it hurt": one g[data-place] a place and view, named as the list's options are.

    Under each visible shape, cut to the body, lies its whole rough shape: a larger thing to tap on.
    """
    found = [(r, v, shape) for v in VIEWS for r in regions if (shape := r.drawn.on(v))]
    places = "".join(
        f'<g class="cp-body__place" data-place="{name}"><path class="cp-body__hit" d="{d}"/>'
        f'<path class="cp-body__area" clip-path="url(#{key}-{view})" d="{d}"/></g>'
        for region, view, shape in found
        for name, d in _places(region, view, shape)
    )
    return _svg("cp-body--where", _skin(key) + places + _lines() + _words(say), 'aria-hidden="true"')


def _places(region: Region, view: View, shape: Shape) -> Iterator[tuple[str, str]]:
    if region.sided:
        yield from ((f"{region.id}:{side}", spline(place(view, side, shape))) for side in SIDES)
    else:
        yield region.id, spline(_both(view, shape))


def _both(view: View, shape: Shape) -> Placed:
    """Both halves as one, for a shape that begins and ends on the midline."""
    return place(view, "right", shape) + place(view, "left", shape[1:-1])[::-1]


def muscle_map(
    states: Mapping[str, str], known: Mapping[str, Muscle], alt: str, say: Say, key: str, side: Side | None = None
) -> str:
    """Some muscles on the body, each in its state ("here" or one of STATES), named for a pointer that rests on it."""
    sides = SIDES if side is None else (side,)
    shapes = "".join(_muscle(m, states[m.id], key, sides) for m in _in_order(known[name] for name in states))
    body = _skin(key) + _patterns(key) + _lines() + shapes + _words(say)
    return _svg("cp-body--muscles", body, f'role="img" aria-label="{escape(alt)}"')


def result_map(muscles: Iterable[Muscle], alt: str, say: Say, key: str) -> str:
    """All muscles, each unseen until body-map.mjs gives its paths a data-activity."""
    shapes = "".join(_muscle(m, "", key, SIDES) for m in _in_order(muscles))
    body = _skin(key) + _patterns(key) + _lines() + shapes + _words(say)
    return _svg("cp-body--muscles", body, f'role="img" aria-label="{escape(alt)}" data-muscle-map="{key}"')


def _in_order(muscles: Iterable[Muscle]) -> list[Muscle]:
    """Those on the map; deep muscles last, so that their dashes are seen."""
    return sorted((m for m in muscles if m.drawn.map), key=lambda m: m.drawn.deep)


def _muscle(m: Muscle, state: str, key: str, sides: Iterable[Side]) -> str:
    """One muscle's shapes, a group for each side, so that a pattern of one side can leave the other out."""
    deep, name = " cp-body__muscle--deep" if m.drawn.deep else "", f"<title>{escape(m.title)}</title>"
    look = f' data-activity="{state}" fill="{fill(state, key)}"' if state else ""
    return "".join(
        f'<g class="cp-body__muscle{deep}" data-muscle="{m.id}" data-side="{side}"{look}>{name}'
        + "".join(
            f'<path clip-path="url(#{key}-{view})" d="{"".join(_path(view, side, s) for s in shapes)}"/>'
            for view, shapes in m.drawn.map.items()
        )
        + "</g>"
        for side in sides
    )


def fill(state: str, key: str) -> str:
    """The paint of a state; "here" and "unclear" are coloured by the stylesheet."""
    return f"url(#{key}-{state})" if state in ("overactive", "underactive") else "none"


def _patterns(key: str) -> str:
    """Warm and hatched, cool and dotted."""
    grounds = {s: f'<rect class="cp-body__ground cp-body__ground--{s}" width="4" height="4"/>' for s in STATES[:2]}
    tile = 'width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
    return (
        f'<pattern id="{key}-overactive" {tile}>'
        f'{grounds["overactive"]}<path class="cp-body__hatch" d="M0 2h4"/></pattern>'
        f'<pattern id="{key}-underactive" {tile}>'
        f'{grounds["underactive"]}<circle class="cp-body__dot" cx="2" cy="2" r=".9"/></pattern>'
    )


def _svg(kind: str, inside: str, attributes: str) -> str:
    return (
        f'<svg class="cp-body {kind}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" focusable="false" {attributes}>{inside}</svg>'
    )


@cache
def _path(view: View, side: Side, shape: Shape) -> str:
    return spline(place(view, side, shape))


@cache
def _outline(view: View) -> str:
    return spline(silhouette(view))


def _skin(key: str) -> str:
    """The body, and its outline once more to cut shapes with."""
    return "".join(
        f'<path class="cp-body__skin" id="{key}-{v}-skin" d="{_outline(v)}"/>'
        f'<clipPath id="{key}-{v}"><use href="#{key}-{v}-skin"/></clipPath>'
        for v in VIEWS
    )


@cache
def _lines() -> str:
    drawn = (
        spline(place(view, side, line), closed=False)
        for view in VIEWS
        for mirrored, line in LINES[view]
        for side in (SIDES if mirrored else SIDES[:1])
    )
    return f'<path class="cp-body__line" d="{"".join(drawn)}"/>'


def _words(say: Say) -> str:
    """Front and back, and whose left and right: the person's."""
    out = ""
    for view in VIEWS:
        out += _text(MIDLINE[view], 11, say(f"page.body.{view}"), "cp-body__word")
        for side in SIDES:
            at = MIDLINE[view] + 48 * across(view, side)
            out += _text(at, CROWN + 26, say(f"page.body.{side}"), f"cp-body__word cp-body__word--{side}")
    return out


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="middle">{escape(words)}</text>'


def place_style(regions: Iterable[Region]) -> str:
    """The stylesheet that keeps map and list in step: the list's ticks are the state, the map only shows them.

    So they cannot differ, however the ticks came about (a tap, a key, answers restored, "none of these").
    """
    names = [n for r in regions for n in ([f"{r.id}:{s}" for s in SIDES] if r.sided else [r.id])]
    rules = ["/* Generated from knowledge/regions.yml: which place of the map belongs to which tick of the list. */"]
    for test, look in ((":checked", "on"), (":focus-visible", "at")):
        chosen = [f'.ca-question:has([value="{n}"]{test}) [data-place="{n}"]' for n in names]
        rules.append(
            ",\n".join(chosen) + f" {{ --place: var(--place-{look}); --place-edge: var(--place-{look}-edge); }}"
        )
    near = [f'.ca-question:has([data-place="{n}"]:hover) [data-option="{n}"] .ca-option__label' for n in names]
    far = [f'.ca-question:has([data-option="{n}"]:hover) [data-place="{n}"]' for n in names]
    rules.append(",\n".join(near) + " { border-color: var(--a-edge); }")
    rules.append(",\n".join(far) + " { --place-edge: var(--place-at-edge); }")
    return "\n".join(rules) + "\n"
