"""What other pages show of exercises and self-tests: their cards, and the pictures of lists.

An exercise has one small file of what is shown of it elsewhere, so that no page fetches its whole page.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.knowledge.addresses import KINDS
from generator.knowledge.base import Knowledge
from generator.model import Exercise, Model, Pathway, SelfTest
from generator.pictures import figures
from generator.site import later
from generator.site.facets import facets
from generator.site.render import as_is, template


def cards(k: Knowledge, label: str) -> Iterator[tuple[str, str]]:
    """(path, HTML) of each; `label` makes a figure's alternative text."""
    for name, e in k.all("exercises", Exercise).items():
        picture = as_is(figures.picture(k, e, label))
        yield f"cards/{name}.html", template("card.md.j2", page=e, picture=picture)


def still(k: Knowledge, entity: Model) -> str:
    """The figure on a card of a list, without words; nothing where there is none."""
    shown = k.all("exercises", Exercise)[entity.key_exercises[0]] if isinstance(entity, Pathway) else entity
    return figures.still(k, shown) if isinstance(shown, Exercise | SelfTest) else ""


def late(k: Knowledge) -> dict[tuple[str, str], str]:
    """(kind, id) of each card whose picture its list fetches when it is about to be seen -> the picture's address."""
    found: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        pictured = [e.id for e, _ in facets(k, kind)["cards"] if still(k, e)]
        found |= {(kind, name): address for name, address in later.listed(pictured, kind).items()}
    return found


def stills(k: Knowledge) -> Iterator[tuple[str, str]]:
    """(address, what is drawn) of each of those."""
    yield from ((address, later.drawn(still(k, k.kinds[kind][name]))) for (kind, name), address in late(k).items())
