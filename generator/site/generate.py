"""generate(knowledge, brand) -> Artifacts: the whole generated site as a pure function."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.brand import Brand, worded
from generator.bundle.compile import bundle_data, bundle_of, dump, exactly
from generator.drawing.maps.body_map import place_style
from generator.handouts import Handout
from generator.knowledge import reviewed
from generator.knowledge.addresses import (
    KINDS,
    REFERENCE,
    TOOLS,
    Home,
    PageAt,
    addresses,
    carriers,
    home,
    near,
    page_at,
    regions,
    singles,
    sources_by_sort,
    weave,
)
from generator.knowledge.amounts import minutes, own_dose, tiles
from generator.knowledge.base import Knowledge
from generator.knowledge.takes import takes
from generator.manual.chapter import Chapter, blocks, pieces
from generator.model import STEPS, ChainLink, ChainNode, Dose, Exercise, Model, Muscle, Questionnaire, Region, Source
from generator.pictures import figures
from generator.pictures.bodies import Body
from generator.pictures.chain import Chain
from generator.reading.problems import CheckFailed
from generator.rules.phrases import unfilled
from generator.site import described, dress, form, later, player, styles, tools, version
from generator.site.cards import cards, late, still, stills
from generator.site.effort import effort
from generator.site.facets import FILTERED, LISTED, facets
from generator.site.notices import built_with, by_part, notices
from generator.site.printed import Printed
from generator.site.prose import prose
from generator.site.render import as_is, template
from generator.site.why import Node, nodes
from quiz.asking.bundle import read_bundle
from quiz.asking.pathways import GRADES
from quiz.judging.safety import URGENCIES
from quiz.telling.amount import span
from quiz.telling.phrase import tell

_KEPT = "page.privacy.kept."
"""Says what a device keeps, by the name that the modules of the page keep it under."""


@dataclass(frozen=True)
class Artifact:
    """A file of the site. `path` is below the site's pages (Markdown) or as it is served (everything else)."""

    path: str
    content: str | bytes
    source: str | None = None
    """The file it was made from, as "knowledge/causes/footwear.yml"; None where there are many."""


def generate(
    k: Knowledge,
    brand: Brand,
    made: Iterable[Handout] = (),
    runtime: Mapping[str, bytes] | None = None,
    manual: Sequence[Chapter] = (),
    tree: version.Tree = version.ROOT,
) -> Iterator[Artifact]:
    """Make every generated file. `k` has no errors. Same knowledge, same bytes, in the same order.

    `made` are the handouts that pages link to, `runtime` what generator.runtime.prepare made; both are files of the
    site too. `manual` is the reference, and `tree` says where in the site these pages stand. Raises CheckFailed for a
    sentence with a blank that its page does not fill in.
    """
    k, made = worded(k, brand), tuple(made)
    published = version.publish(styles.joined({**version.shipped(), **_run_on(k, brand)}), runtime or {}, tree)
    site = _Site(k, brand, Printed(made), published.folder)
    for kind in KINDS:
        yield site.index(kind)
        for name in k.kinds[kind]:
            yield site.entity(kind, name)
    yield site.page("assessments", PageAt("assessments/index"))
    for name in k.all("questionnaires", Questionnaire):
        yield site.entity("questionnaires", name)
    for name in site.singles:
        yield site.page(name, PageAt(name), **(facets(k, name) if name in FILTERED else {}))
    for sort, found in sources_by_sort(k).items():
        yield site.page("source_list", PageAt(f"sources/{sort}"), sort=sort, found=found)
    yield site.page("handouts", PageAt("handouts/index"), **site.printed.index(k))
    yield from (Artifact(h.path, h.content) for h in made)
    yield from (site.page("reference", PageAt(f"{REFERENCE}/index"), chapters=manual) for _ in manual[:1])
    yield from (site.page("chapter", PageAt(f"{REFERENCE}/{c.path}"), chapter=c) for c in manual)
    for name in TOOLS:
        yield site.page("tool", PageAt(name), tool_name=name)
    yield from (Artifact(notice.path, notice.text) for notice in notices())
    yield from (Artifact(path, content) for path, content in published.files.items())


def _run_on(k: Knowledge, brand: Brand) -> dict[str, bytes]:
    """What pages run on besides what every site has: the brand's files, styles, the bundle."""
    data = bundle_data(k, brand.language)
    made: dict[str, str | bytes] = {
        **dict(dress.files(brand, k.phrases[brand.language])),
        "body-places.css": place_style(k.all("regions", Region).values()),
        **dict(figures.styles(k)),
        **dict(cards(k, k.phrases[brand.language]["page.figure.label"])),
        **dict(later.files((*stills(k), *form.parts_later(k, brand.language)))),
        player.NAME: player.dialog(k, brand),
        **dict(player.alone(read_bundle(exactly(data)))),
        version.BUNDLE: dump(data),
    }
    return {name: text if isinstance(text, bytes) else text.encode("utf-8") for name, text in made.items()}


_WHOLE = {"scoring": "scoring", "safety/screen": "safety"}
"""The two single files of the knowledge, and the page that tells of each."""


class _Site:
    """What every page is made with: the knowledge, its web of links, the words, the templates."""

    def __init__(self, k: Knowledge, brand: Brand, printed: Printed, assets: str) -> None:
        self.k, self.brand, self.printed, self.assets = k, brand, printed, assets
        self.language, self.words = brand.language, k.phrases[brand.language]
        self.web, self.carriers = weave(k), carriers(k)
        self.minutes: list[tuple[int, Questionnaire]] | None = None
        self.singles = singles(k)
        self.addresses = addresses(k)
        self.late = late(k)
        self.body = Body(k.all("muscles", Muscle), self._say, as_is)
        links = tuple(k.all("chain", ChainLink).values())
        self.chain = Chain(k.all("chain-nodes", ChainNode), links, as_is)
        doses = k.all("doses", Dose)
        self.doses = {e.id: own_dose(e, doses[e.dose]) for e in k.all("exercises", Exercise).values()}

    def entity(self, kind: str, name: str) -> Artifact:
        """The page of one entity."""
        document, _ = self.k.origins[kind, name]
        return self.page(
            kind.removesuffix("s"), page_at(kind, name), document.path, kind=kind, page=self.k.kinds[kind][name]
        )

    def index(self, kind: str) -> Artifact:
        """The page that lists all of a kind."""
        late = any(of == kind for of, _ in self.late)
        return self.page("index", PageAt(f"{kind}/index"), kind=kind, late=late, **facets(self.k, kind))

    def page(self, name: str, where: PageAt, source: str | None = None, **values: Any) -> Artifact:
        """Fill in a template for the page at `where`."""
        return Artifact(where.file, template(f"{name}.md.j2", **self._shared(where), **values), source)

    def _shared(self, where: PageAt) -> dict[str, Any]:
        kinds: Mapping[str, Mapping[str, Model]] = self.k.kinds

        def url(target: str) -> Markup:
            path = re.split("[?#]", target)[0]
            rest = target.removeprefix(path)
            kind, _, name = path.partition("/")
            path = page_at(kind, name).path if name else kind
            if path not in self.addresses:
                raise LookupError(f"no page at '{path}'")
            return as_is(where.root + (f"{path}/" if path else "") + rest)

        def touching(kind: str, here: tuple[str, str]) -> list[Model]:
            names = self.web.touching.get(here, {}).get(kind, ())
            return [kinds[kind][n] for n in names]

        def beside(kind: str, here: tuple[str, str]) -> list[Model]:
            names = self.web.touching.get(here, {}).get(kind, ())
            return [kinds[kind][n] for n in dict.fromkeys((*names, *near(self.k, here, kind)))]

        def cited(source: str) -> list[Home]:
            touching = self.web.touching.get(("sources", source), {})
            whole = [Home(page, self.words[f"page.{page}.title"]) for kind, page in _WHOLE.items() if kind in touching]
            found = (home(self.k, kind, n) for kind, names in touching.items() if kind not in _WHOLE for n in names)
            return whole + [one for one in found if one]

        def still_on(e: Any, kind: str = "") -> Markup:
            """The figure on a card; on the list of a `kind` perhaps only its place."""
            address = self.late.get((kind, e.id))
            return as_is(later.hollow(still(self.k, e), address) if address else still(self.k, e))

        return {
            "asset": lambda name: as_is(f"{where.root}{self.assets}/{name}"),
            "beside": beside,
            "blocks": blocks,
            "body": self.body,
            "brand": self.brand,
            "build": version.build_of(self.assets),
            "built_with": built_with,
            "carriers": self.carriers,
            "chain": self.chain,
            "cited": cited,
            "content_of": reviewed.content,
            "counted": lambda path: self.web.counted.get(path, ()),
            "described": lambda e: described.written(described.entity(self.k, e, self.language, url)),
            "dose_of": self.doses.__getitem__,
            "every": lambda kind: list(kinds[kind].values()),
            "figure": lambda e: as_is(figures.picture(self.k, e, self.words["page.figure.label"])),
            "figure_style": lambda e: f"{figures.FOLDER}/{figures.name_of(e)}.css",
            "form": lambda q: as_is(self._form(q, where.root)),
            "get": lambda kind, name: kinds[kind][name],
            "grades": GRADES,
            "guard_script": as_is(where.root + version.GUARD),
            "has": lambda kind, name: name in kinds[kind],
            "inline": lambda text: as_is(template("inline.html.j2", pieces=pieces(text))),
            "kept_names": lambda: [key.removeprefix(_KEPT) for key in self.words if key.startswith(_KEPT)],
            "listed": LISTED,
            "minutes_of": lambda e: minutes(self.doses[e.id], e.sides == "each"),
            "path": where.path,
            "pieces": pieces,
            "printed": self.printed,
            "promised": self._promised,
            "reviewed": reviewed.state,
            "root": where.root,
            "prose": lambda text: as_is(prose(where, text)),
            "nodes": self._nodes,
            "notices": lambda: by_part().items(),
            "questions": self.k.questions,
            "regions_of": lambda e: regions(self.k, e),
            "scoring": self.k.scoring,
            "screen": self.k.screen,
            "source_at": lambda name: url(f"sources/{self.k.all('sources', Source)[name].kind}#{name}"),
            "sources_by_sort": lambda: sources_by_sort(self.k).items(),
            "span": span,
            "steps": STEPS,
            "still": still_on,
            "t": self._say,
            "tiles": lambda d, sides: tiles(d, sides == "each", self._say),
            "takes": lambda e: list(takes(self.k, e, self._say)),
            "there": self.addresses.__contains__,
            "tool": lambda name: as_is(
                tools.render(self.k, name, self.brand, self.language, root=where.root, assets=self.assets)
            ),
            "touching": touching,
            "tried": lambda e: as_is(
                player.tried(e.id, self.k.phrases[self.language], root=where.root, assets=f"{where.root}{self.assets}")
            ),
            "url": url,
            "urgencies": URGENCIES,
        }

    def _form(self, questionnaire: str, root: str) -> str:
        sheets = self.printed.of("assessment", questionnaire)
        fitting = [sheet.path for sheet in sheets if sheet.paper == self.brand.paper] or [s.path for s in sheets]
        handout = next(iter(fitting), None)
        return form.render(
            self.k, questionnaire, self.language, root=root, assets=self.assets, brand=self.brand, handout=handout
        )

    def _promised(self) -> list[tuple[int, Questionnaire]]:
        """Each questionnaire behind the minutes that it takes, the shortest first."""
        if self.minutes is None:
            bundle = bundle_of(self.k, self.language)
            every = self.k.all("questionnaires", Questionnaire).values()
            self.minutes = sorted(
                ((effort(self.k, bundle, q.id, self.language).minutes, q) for q in every),
                key=lambda row: (row[0], row[1].id),
            )
        return self.minutes

    def _nodes(self) -> tuple[Node, ...]:
        return nodes(self.k, self.web)

    def _say(self, key: str, **values: Any) -> str:
        try:
            said = tell({"say": key, **values}, self.words)
        except KeyError as blank:
            if key not in self.words:
                raise
            raise CheckFailed([unfilled(self.k, self.language, key, str(blank.args[0]), list(values))]) from None
        assert isinstance(said, str)
        return said
