"""The handouts that a site has, for the pages that link to them and the page that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from generator.handouts import PAPERS, Handout, Listed
from generator.knowledge.addresses import regions
from generator.knowledge.base import Knowledge
from generator.model import CARD_STEPS, Exercise, Pathway, Region, Syndrome
from generator.site.facets import Values, choices


class Sheet(NamedTuple):
    """A PDF, as a link to it says."""

    paper: str
    path: str
    """Below the site's root."""
    pages: int
    kilobytes: int


class Printed:
    """All handouts of a site, by what they are about. Without any, no page links to one."""

    def __init__(self, made: Iterable[Handout] = ()) -> None:
        self.sheets: dict[Listed, list[Sheet]] = {}
        for h in made:
            sheet = Sheet(h.paper, h.path, h.pages, -(-len(h.content) // 1000))
            self.sheets.setdefault(h.listed, []).append(sheet)
        self.by_place = {(item.kind, item.id): sheets for item, sheets in self.sheets.items()}

    def of(self, kind: str, name: str) -> list[Sheet]:
        """The PDFs about one thing, a paper each."""
        return self.by_place.get((kind, name), [])

    def index(self, k: Knowledge) -> dict[str, Any]:
        """`cards`: (handout, its PDFs, its values by facet), those of a kind by title; `choices`: by facet."""
        kinds = tuple(dict.fromkeys(item.kind for item in self.sheets))
        listed = sorted(self.sheets.items(), key=lambda one: (kinds.index(one[0].kind), one[0].title))
        cards = [(item, sheets, _values(k, item, sheets)) for item, sheets in listed]
        orders: dict[str, Values] = {
            "sheet": kinds,
            "step": CARD_STEPS,
            "region": tuple(k.all("regions", Region)),
            "paper": tuple(PAPERS),
        }
        return {"cards": cards, "choices": choices([values for *_, values in cards], orders)}


def _values(k: Knowledge, item: Listed, sheets: list[Sheet]) -> dict[str, Values]:
    values: dict[str, Values] = {"sheet": (item.kind,), "paper": tuple(s.paper for s in sheets)}
    if item.kind == "exercises":
        e = k.all("exercises", Exercise)[item.id]
        values |= {"step": (e.step,), "region": regions(k, e)}
    elif item.kind == "pathways":
        values["region"] = k.all("pathways", Pathway)[item.id].places
    elif item.kind == "syndromes":
        values["region"] = k.all("syndromes", Syndrome)[item.id].regions
    return values
