"""Exercises -> their cards: one small file each of what other pages show of it, so that none fetches a whole page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.knowledge.base import Knowledge
from generator.model import Exercise
from generator.pictures import figures
from generator.site.render import as_is, template


def cards(k: Knowledge, label: str) -> Iterator[tuple[str, str]]:
    """(path, HTML) of each; `label` makes a figure's alternative text."""
    for name, e in k.all("exercises", Exercise).items():
        picture = as_is(figures.picture(k, e, label))
        yield f"cards/{name}.html", template("card.md.j2", page=e, picture=picture)
