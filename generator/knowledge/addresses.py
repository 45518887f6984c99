"""Where every page of the site is, and what points at it: the web of links, woven once for all pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from generator.knowledge.base import Knowledge, links
from generator.model import (
    LISTS,
    PAGES,
    ChainLink,
    ChainNode,
    EvidenceNote,
    Exercise,
    Finding,
    Indicator,
    Model,
    Muscle,
    Pathway,
    Source,
    Symptom,
    Syndrome,
    Term,
)
from generator.model import SINGLES as WHOLE

KINDS = tuple(kind for kind in PAGES if kind != "questionnaires")
"""The kinds of page that have an index."""
SINGLES = ("safety", "sources", "glossary", "scoring", "doses", "privacy", "licences")
SHOWN = {
    "chain": "chain",
    "why": "why",
    "compensations": "compensations",
    "evidence-notes": "evidence-notes",
    "coverage": "founding",
}
"""Page -> the kind of row it shows; without such rows there is no page."""


TOOLS = ("plan", "today", "offline", "builder", "brand-kit")
"""The addresses of tools, which are also the names of their templates and of their words under `ui`."""


MANUAL = "manual/"
"""Where all pages are that are for whoever keeps a copy."""
REFERENCE = f"{MANUAL}reference"
"""The folder of the pages that generator/manual reads from the code."""
CHAPTERS = (
    *("rules", "commands", "requests", "plans", "embed", "engine"),
    *(f"keys-{kind.replace('/', '-')}" for kind in ("brand", *PAGES, *WHOLE, *LISTS)),
)


def addresses(k: Knowledge) -> set[str]:
    """Where there is a page, as `PageAt.path` says it; of an index, its folder; "" is the home page."""
    sorts = (f"sources/{sort}" for sort in sources_by_sort(k))
    found = {"assessments", "handouts", "", *singles(k), *sorts, *TOOLS, *KINDS, *k.kinds["content"]}
    found |= {REFERENCE, *(f"{REFERENCE}/{chapter}" for chapter in CHAPTERS)}
    return found | {page_at(kind, name).path for kind in (*KINDS, "questionnaires") for name in k.kinds[kind]}


def singles(k: Knowledge) -> tuple[str, ...]:
    """The pages that show many rows; not those that this knowledge has no row for."""
    return (*SINGLES, *(page for page, kind in SHOWN.items() if k.kinds.get(kind)))


def sources_by_sort(k: Knowledge) -> dict[str, list[Source]]:
    """The sources of each sort, which share a page; no sort without any."""
    every = list(k.all("sources", Source).values())
    sorts = {sort: [s for s in every if s.kind == sort] for sort in get_args(Source.model_fields["kind"].annotation)}
    return {sort: found for sort, found in sorts.items() if found}


@dataclass(frozen=True)
class PageAt:
    """A page's address: `path` has no suffix and no leading slash ("muscles/soleus", "muscles/index", "safety")."""

    path: str

    @property
    def file(self) -> str:
        return f"{self.path}.md"

    @property
    def address(self) -> str:
        """From the site's root, with a slash at its end."""
        return f"{self.path.removesuffix('index')}".rstrip("/") + "/" if self.path != "index" else ""

    @property
    def root(self) -> str:
        """From this page to the site's root."""
        return "../" * self.address.count("/") or "./"


def folder(kind: str) -> str:
    """The folder that the pages of a kind are in."""
    return "assessments" if kind == "questionnaires" else kind


def page_at(kind: str, name: str) -> PageAt:
    """The page of one entity."""
    return PageAt(f"{folder(kind)}/{name}")


@dataclass(frozen=True)
class Home:
    """Where a reader finds an entity or row: an address as templates write it, and what it is called."""

    target: str
    title: str


_ROWS = {
    "content": "{id}",
    "doses": "doses#{id}",
    "equipment": "exercises?equipment={id}",
    "safety/flags": "safety#flag-{id}",
    "safety/cautions": "safety#caution-{id}",
    "chain": "chain#node-{from_}",
    "compensations": "compensations#{id}",
    "evidence-notes": "evidence-notes#{id}",
    "founding": "coverage#{id}",
    "why": "why#{id}",
    "glossary": "glossary#{id}",
}
"""Kind of row -> where it stands."""


def home(k: Knowledge, kind: str, name: str) -> Home | None:
    """Where a reader finds it; None for what stands on no page of its own."""
    if kind not in PAGES and kind not in _ROWS:
        return None
    model: Any = k.kinds[kind][name]
    if kind in PAGES:
        return Home(f"{kind}/{name}", model.title)
    target = _ROWS[kind].format(id=name, from_=getattr(model, "from_", ""))
    if isinstance(model, ChainLink):
        nodes = k.all("chain-nodes", ChainNode)
        return Home(target, f"{nodes[model.from_].title} – {nodes[model.to].title}")
    if isinstance(model, Term | EvidenceNote):
        return Home(target, model.term if isinstance(model, Term) else model.statement)
    return Home("" if target == "index" else target, model.title)


def carriers(k: Knowledge) -> Mapping[str, tuple[Home, ...]]:
    """Row of the founding documents -> what carries it."""
    found: dict[str, list[Home]] = {}
    for kind, name, model in k.entities():
        rows: tuple[str, ...] = getattr(model, "covers", ())
        here = home(k, kind, name) if rows else None
        if here is not None:
            for row in rows:
                found.setdefault(row, []).append(here)
    return {row: tuple(homes) for row, homes in found.items()}


@dataclass(frozen=True)
class Counted:
    """A syndrome counts a finding that belongs to some page."""

    syndrome: str
    finding: Finding
    indicator: Indicator


@dataclass(frozen=True)
class Web:
    """What touches what. `touching` maps (kind, id) to the ids it names or is named by, by kind, each once."""

    touching: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]
    counted: Mapping[str, tuple[Counted, ...]]
    """Page ("causes/footwear") -> the syndromes that count its findings."""


def weave(k: Knowledge) -> Web:
    """Follow every reference once, both ways."""
    web: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    for kind, name, model in k.entities():
        targets = [(link.kind, link.id) for link in links(model)] + [("exercises", v) for v in _variants(k, model)]
        for target in targets:
            if target != (kind, name):
                web.setdefault(target, {}).setdefault(kind, {})[name] = None
                web.setdefault((kind, name), {}).setdefault(target[0], {})[target[1]] = None
    findings = k.all("findings", Finding)
    counted: dict[str, list[Counted]] = {}
    for syndrome in k.all("syndromes", Syndrome).values():
        for indicator in syndrome.indicators:
            finding = findings[indicator.finding]
            counted.setdefault(finding.page, []).append(Counted(syndrome.id, finding, indicator))
    return Web(
        {here: {kind: tuple(names) for kind, names in kinds.items()} for here, kinds in web.items()},
        {page: tuple(rows) for page, rows in counted.items()},
    )


def _variants(k: Knowledge, model: Model) -> Iterator[str]:
    if isinstance(model, Exercise):
        yield from (v for v in (model.easier, model.harder) if v is not None and v in k.kinds["exercises"])


def regions(k: Knowledge, exercise: Exercise) -> tuple[str, ...]:
    """The places an exercise is for: those of the muscles it mainly works."""
    muscles = k.all("muscles", Muscle)
    return tuple(dict.fromkeys(r for w in exercise.muscles if w.share > 1 for r in muscles[w.muscle].regions))


def near(k: Knowledge, here: tuple[str, str], kind: str) -> tuple[str, ...]:
    """What of a kind is for the same place as a page: pathways beside patterns and symptoms, by a pathway's first."""
    pathways = {name: p.places[0] for name, p in k.all("pathways", Pathway).items()}
    if kind == "pathways" and here[0] in _PLACED:
        regions = k.all(here[0], _PLACED[here[0]])[here[1]].regions
        return tuple(name for name, first in pathways.items() if first in regions)
    if here[0] == "pathways" and kind in _PLACED:
        placed = k.all(kind, _PLACED[kind])
        return tuple(name for name, model in placed.items() if pathways[here[1]] in model.regions)
    return ()


_PLACED: Mapping[str, type[Symptom] | type[Syndrome]] = {"symptoms": Symptom, "syndromes": Syndrome}
