"""What a link to a page shows where it is shared: a card with its title, in the brand, and its figure where it has one.

Only of a site that knows its address: elsewhere nobody could fetch the picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from generator.brand import Brand
from generator.handouts import illustrations
from generator.handouts.press import Press
from generator.knowledge.addresses import KINDS, page_at
from generator.knowledge.base import Knowledge
from generator.site.cards import still
from generator.site.dress import PAPER

FOLDER = "assets/social"
SIZE = (600, 315)
"""Pixels: the least that is shown large."""
_OWN = ("pathways", "syndromes", "exercises")
"""Kinds whose pages have a card each; every other page has its section's, or the home page's."""
_AT_ONCE = 2


class _Card(NamedTuple):
    path: str
    title: str
    picture: str | None


def cards(k: Knowledge, brand: Brand) -> Iterator[tuple[str, bytes]]:
    """(path below the site's root, PNG) of each."""
    every = list(_cards(k, brand))
    parts = [every[n::_AT_ONCE] for n in range(_AT_ONCE)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for part, pngs in zip(parts, pool.map(lambda part: _drawn(part, brand), parts), strict=True):
            yield from zip((card.path for card in part), pngs, strict=True)


def card_of(address: str, there: set[str]) -> str:
    """The path of the card for the page at an address below the site's root, among those there are."""
    section = address.partition("/")[0]
    ways = (_path(address.rstrip("/")), _path(section), _path(""))
    return next(path for path in ways if path in there)


def _path(page: str) -> str:
    return f"{FOLDER}/{page or 'index'}.png"


def _cards(k: Knowledge, brand: Brand) -> Iterator[_Card]:
    words = k.phrases[brand.language]
    style = illustrations.stylesheet(brand)
    yield _Card(_path(""), brand.tagline, None)
    yield from (_Card(_path(kind), words[f"page.kind.{kind}.title"], None) for kind in KINDS if k.kinds[kind])
    for kind in _OWN:
        for name, page in k.kinds[kind].items():
            picture = illustrations.styled(still(k, page), style)
            yield _Card(_path(page_at(kind, name).path), page.title, picture or None)  # type: ignore[attr-defined]


def _drawn(part: list[_Card], brand: Brand) -> list[bytes]:
    data = {
        "ground": PAPER,
        "ink": illustrations.INK,
        "primary": brand.colours.light.primary,
        "mark": illustrations.logo(brand),
        "name": brand.name,
        "line": brand.disclaimer,
        "cards": [{"title": card.title, "picture": card.picture} for card in part],
    }
    return Press().draw("social", data)
