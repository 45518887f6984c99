"""What a clinician reviews and signs: all that an entity's file says, its fingerprint, and a place for a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.handouts import illustrations
from generator.handouts.desk import Desk, View
from generator.handouts.press import Press
from generator.knowledge.addresses import page_at
from generator.knowledge.base import links
from generator.knowledge.reviewed import content
from generator.model import Entity, Exercise, SelfTest, Source
from generator.pictures import figures

_SHOWN = {"reviewed", "figure", "title", "summary"}
"""Keys that stand above, or are no part of what is signed."""
_SAID = ("cited", "signs", "statement", "name", "role", "date", "signature", "content")


def sheet(desk: Desk, kind: str, entity: Entity) -> bytes:
    """Print it. Raises HandoutError."""
    return Press().print("review", view(desk, kind, entity))


def view(desk: Desk, kind: str, entity: Entity) -> View:
    """What stands on it: every key as the file has it, with the sources that it names in words."""
    data = entity.model_dump(mode="json", by_alias=True, exclude=_SHOWN, exclude_defaults=True)
    sources = desk.k.all("sources", Source)
    cited = [sources[name] for name in dict.fromkeys(link.id for link in links(entity) if link.kind == "sources")]
    return {
        **desk.frame(entity.title, "review", page_at(kind, entity.id).address, entity.summary),
        "words": desk.words(*(f"review.{name}" for name in _SAID)),
        "content": content(entity),
        "figure": _figure(desk, entity),
        "rows": [{"key": key, "lines": list(_lines(value))} for key, value in data.items()],
        "sources": [f"{s.authors} ({s.year or '-'}): {s.title}. {s.says}" for s in cited],
    }


def _figure(desk: Desk, entity: Entity) -> str | None:
    """Its key poses, as the page shows them."""
    if not isinstance(entity, Exercise | SelfTest):
        return None
    return illustrations.figure(figures.picture(desk.k, entity, desk.t("page.figure.label")), desk.brand)


def _lines(value: Any, above: str = "") -> Iterator[str]:
    """A value as lines to read: nested keys before what they hold."""
    if isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _lines(inside, f"{above}{key}: ")
    elif isinstance(value, list) and any(isinstance(part, Mapping | list) for part in value):
        for part in value:
            yield from _lines(part, above)
    elif isinstance(value, list):
        yield from [above + "; ".join(map(str, value))] if above else map(str, value)
    else:
        yield from (above + " ".join(part.split()) for part in str(value).split("\n\n"))
