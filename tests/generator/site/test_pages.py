"""The pages of the built site: every link leads somewhere, what is promised is shown, phone and keyboard have room."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import material
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.brand import Brand
from generator.knowledge.addresses import carriers, home, page_at, weave
from generator.knowledge.base import Knowledge
from generator.model import PAGES, Cause, Compensation, Entity, EvidenceNote, Questionnaire, Source, Symptom, Syndrome
from generator.publishing.findable import ENTRIES
from generator.site import form, styles, version
from generator.site.generate import generate
from generator.site.render import TEMPLATES, literal
from generator.site.why import NOTHING, nodes
from tests.bases import ROOT
from tests.browsing import PATIENCE
from tests.conftest import BASE

ORIGIN = "http://site/"


class _Links(HTMLParser):
    """What a page names and what can be named in it."""

    def __init__(self, assets: str = "") -> None:
        super().__init__()
        self.assets = assets
        self.names: list[str] = []
        self.ids: list[str] = []
        self.classes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.classes |= set((found.get("class") or "").split())
        self.ids += [v for k, v in attrs if v and (k == "id" or (tag == "a" and k == "name"))]
        for key in ("href", "src", "data-bundle-url"):
            if value := found.get(key):
                self.names.append(value)
        if value := found.get("data-later"):
            self.names.append(f"/{self.assets}/{value}")
        self.names += [part.split()[0] for part in (found.get("srcset") or "").split(",") if part.strip()]


@dataclass
class Crawled:
    """The pages of a built site by address, with their ids and what they name."""

    root: Path
    assets: str
    """The build's folder."""
    ids: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)

    def file(self, path: str) -> Path:
        """The file that is served at a path."""
        target = self.root / unquote(path).lstrip("/")
        return target / "index.html" if path.endswith("/") else target


@pytest.fixture(scope="module")
def crawled(site: Path) -> Crawled:
    root = site / BASE
    found = Crawled(root, version.folder_of(p.relative_to(root).as_posix() for p in root.rglob(version.BUILD)))
    for page in sorted(root.rglob("*.html")):
        parser = _Links(found.assets)
        parser.feed(page.read_text(encoding="utf-8"))
        address = "/" + page.relative_to(root).as_posix().removesuffix("index.html")
        found.ids[address], found.names[address] = set(parser.ids), parser.names
        found.classes |= parser.classes
        found.twice += [f"{address}#{i}" for i in found.ids[address] if parser.ids.count(i) > 1]
    return found


def _inside(crawled: Crawled) -> Iterator[tuple[str, str, str]]:
    """(page, path, fragment) of everything of its own that a page names. The 404 page names it from the root."""
    for page, names in crawled.names.items():
        for name in names:
            at = urlsplit(urljoin(urljoin(ORIGIN, page), name))
            if at.netloc == "site" and page != "/404.html":
                yield page, at.path, unquote(at.fragment)


def test_every_link_leads_to_something(crawled: Crawled) -> None:
    assert len(crawled.ids) > 250
    dead = {(page, path) for page, path, _ in _inside(crawled) if not crawled.file(path).is_file()}
    assert sorted(dead) == []


def test_every_anchor_is_there(crawled: Crawled) -> None:
    """Those of SVG files too: an icon that is not in icons.svg is an empty square."""
    ids = dict(crawled.ids)
    dead: set[tuple[str, str, str]] = set()
    for page, path, anchor in _inside(crawled):
        if path.endswith(".svg") and path not in ids:
            parser = _Links()
            parser.feed(crawled.file(path).read_text(encoding="utf-8"))
            ids[path] = set(parser.ids)
        data = "=" in anchor  # what a tool is opened with, such as builder/#add=bird-dog
        if anchor and not data and path in ids and anchor not in ids[path] and not anchor.startswith("__"):
            dead.add((page, path, anchor))
    assert sorted(dead) == []


def test_no_id_stands_twice_on_a_page(crawled: Crawled) -> None:
    assert sorted(crawled.twice) == []


HEAVIEST = 60_000
"""Bytes of a page's own HTML, as hosts send it."""


def test_no_page_is_heavy_and_each_fetches_few_styles(crawled: Crawled) -> None:
    """Styles of ours: one for all pages and one for tools, and how a figure of its own moves."""
    pages = {page: gzip.compress(crawled.file(page).read_bytes(), mtime=0) for page in crawled.ids}
    assert {page: len(packed) for page, packed in pages.items() if len(packed) > HEAVIEST} == {}
    for page, names in crawled.names.items():
        ours = [name.rpartition("/")[2] for name in names if f"{crawled.assets}/" in name and name.endswith(".css")]
        moving = [name for name in ours if name.startswith(("x-", "t-"))]
        assert len(moving) <= 1, page
        assert set(ours) - set(moving) <= {styles.PAGES, styles.TOOLS}, page


# What is served besides.

ASSETS = ROOT / "site_overrides" / "assets" / "counterpoise"


def _source(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(files))


def test_every_style_is_for_something(crawled: Crawled) -> None:
    """Each class that a stylesheet names stands on a page, or in a template, a script or the theme."""
    theme = Path(material.__file__).parent / "templates"
    ours = [*TEMPLATES.iterdir(), *ASSETS.rglob("*.mjs"), *(ROOT / "site_overrides").rglob("*.html")]
    pictures = [*(crawled.root / crawled.assets).glob("later/*.svg")]
    words = crawled.classes | set(
        re.findall(r"[\w-]+", _source(*ours, *pictures, *theme.rglob("*.html"), *theme.rglob("*.js")))
    )
    for file in ASSETS.glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", _source(file), flags=re.DOTALL)
        selectors = " ".join(re.findall(r"([^{};]+)\{", rules))
        named = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
        assert sorted(named - words) == [], file.name


def test_every_custom_property_is_set_and_used() -> None:
    text = _source(*ASSETS.glob("*.css"), *ASSETS.rglob("*.mjs"), TEMPLATES / "brand.css.j2")
    named, used = set(re.findall(r"(--cp-[\w-]+): ", text)), set(re.findall(r"var\((--cp-[\w-]+)[,)]", text))
    chosen = {"--cp-serif", "--cp-sans"}  # one of them by the brand
    assert sorted(named - used - chosen) == []
    assert sorted(used - named) == []


def test_scripts_export_what_others_import() -> None:
    """Pages, the test of every shelf, or what prepares Python."""
    scripts = {file.relative_to(ASSETS).as_posix(): _source(file) for file in ASSETS.rglob("*.mjs")}
    besides = _source(Path(version.__file__)) + _source(ROOT / "tests" / "odd_values.mjs")
    besides += _source(*(ROOT / "generator" / "runtime").glob("*.mjs"))
    for name, text in scripts.items():
        others = "".join(other for file, other in scripts.items() if file != name) + besides
        exported = re.findall(r"^export (?:async )?(?:function\*?|const|let|class) (\w+)", text, re.MULTILINE)
        assert [e for e in exported if not re.search(rf"\b{e}\b", others)] == [], name


# What the pages show, without a browser.


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge, brand: Brand) -> dict[str, str]:
    """The generated pages, as Markdown."""
    return _pages(knowledge, brand)


def _pages(knowledge: Knowledge, brand: Brand) -> dict[str, str]:
    return {a.path: str(a.content) for a in generate(knowledge, brand) if a.path.endswith(".md")}


def test_the_coverage_page_counts_and_names_what_is_missing(
    knowledge: Knowledge, brand: Brand, pages: dict[str, str]
) -> None:
    page = pages["coverage.md"]
    assert "292 / 292" in page
    assert "cp-missing" not in page
    causes = {n: c.model_copy(update={"covers": ()}) for n, c in knowledge.all("causes", Cause).items()}
    thinner = replace(knowledge, kinds={**knowledge.kinds, "causes": causes})
    lost = {row for row in carriers(knowledge) if row not in carriers(thinner)}
    assert "CAUSE-01" in lost
    page = _pages(thinner, brand)["coverage.md"]
    assert f"{292 - len(lost)} / 292" in page
    assert page.count("cp-missing") == len(lost) + 1


def test_whatever_carries_a_row_has_a_page(knowledge: Knowledge) -> None:
    for kind, name, model in knowledge.entities():
        if getattr(model, "covers", ()):
            assert home(knowledge, kind, name) is not None, (kind, name)


def test_every_symptom_leads_back_to_something(knowledge: Knowledge) -> None:
    found = {(node.kind, node.model.id): node for node in nodes(knowledge, weave(knowledge))}
    for name in knowledge.all("symptoms", Symptom):
        assert (("symptoms", name) in found) == (name != NOTHING)
    for (kind, name), node in found.items():
        answers = [(a.kind, a.model.id) for a in (*node.patterns, *node.causes)]
        assert len(answers) == len(set(answers)), (kind, name)
        assert all(a in found for a in answers)
        assert answers or kind == "causes" or isinstance(node.model, Syndrome), (kind, name)


def test_all_signs_and_claims_are_shown(knowledge: Knowledge, pages: dict[str, str]) -> None:
    signs, claims = pages["compensations.md"], pages["evidence-notes.md"]
    assert [n for n in knowledge.all("compensations", Compensation) if f'id="{n}"' not in signs] == []
    assert [n for n in knowledge.all("evidence-notes", EvidenceNote) if f'id="{n}"' not in claims] == []


def test_every_cited_source_says_where(knowledge: Knowledge, crawled: Crawled) -> None:
    sorts = {name: s.kind for name, s in knowledge.all("sources", Source).items()}
    pages = {s: (crawled.root / f"sources/{s}/index.html").read_text(encoding="utf-8") for s in sorts.values()}
    for name in (name for kind, name in weave(knowledge).touching if kind == "sources"):
        entry = pages[sorts[name]].partition(f'<li id="{name}">')[2].partition("\n</li>\n<li id=")[0]
        assert "cp-chip" in entry, f"{name} is cited and its entry does not say where"


def test_every_page_says_how_sure_it_is_and_from_where(knowledge: Knowledge, pages: dict[str, str]) -> None:
    """Its grade, its sentence, and a link to each of its sources."""
    places = {name: f"sources/{s.kind}/#{name}" for name, s in knowledge.all("sources", Source).items()}
    for kind in PAGES:
        for name, entity in knowledge.all(kind, Entity).items():
            page = pages[page_at(kind, name).file]
            assert f"cp-grade--{entity.evidence.grade}" in page, (kind, name)
            assert literal(entity.evidence.note) in page, (kind, name)
            assert [s for s in entity.evidence.sources if places[s] not in page] == [], (kind, name)


def test_a_dead_link_leads_on(crawled: Crawled) -> None:
    """The 404 page names a search, the quick check, symptoms, exercises and safety, from the site's root."""
    page = (crawled.root / "404.html").read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    named = set(re.findall(r'href="(/[^"#]*)"', page))
    assert {"/assessments/quick/", "/symptoms/", "/exercises/", "/safety/"} <= named
    assert sorted(path for path in named if not crawled.file(path).is_file()) == []
    assert re.search(r'<form[^>]* action="/\.?" method="get"', page)
    assert 'name="q"' in page


def test_lists_stay_out_of_the_search(crawled: Crawled, knowledge: Knowledge) -> None:
    """A page of cards is found by its own words; each card has a page that is found by the card's."""
    index = json.loads((crawled.root / ENTRIES).read_text(encoding="utf-8"))
    found = {entry["location"]: entry["text"] for entry in index["entries"]}
    for page in ("exercises/", "symptoms/", "muscles/", "handouts/", "compensations/", "evidence-notes/"):
        assert len(found[page]) < 1500, page
    for note in knowledge.all("evidence-notes", EvidenceNote).values():
        assert note.finds not in found["evidence-notes/"]


def test_a_symptom_says_how_soon_line_by_line(knowledge: Knowledge, pages: dict[str, str]) -> None:
    for name, symptom in knowledge.all("symptoms", Symptom).items():
        page = pages[page_at("symptoms", name).file]
        said = [line for line in symptom.see_someone.model_dump().values() if line]
        assert page.count('class="cp-when__row') == len(said), name
        assert [line for line in said if f"<dd>{literal(line)}</dd>" not in page] == [], name


def test_a_question_about_a_self_test_shows_it(knowledge: Knowledge, crawled: Crawled) -> None:
    for name, questionnaire in knowledge.all("questionnaires", Questionnaire).items():
        page = (crawled.root / f"assessments/{name}/index.html").read_text(encoding="utf-8")
        for one in (one for part in form.parts(knowledge, questionnaire) for one in part.fields):
            asked = page.partition(f'data-question="{one.question.id}"')[2].partition("data-question=")[0]
            drawn = one.shown is not None and one.shown.figure is not None
            later = [crawled.root / crawled.assets / path for path in re.findall(r'data-later="([^"#]+)', asked)]
            shown = "".join([asked, *(path.read_text(encoding="utf-8") for path in later)])
            assert ('class="cpf-poses"' in shown) == drawn, (name, one.question.id)


def test_handouts_of_a_kind_stand_by_title(crawled: Crawled) -> None:
    page = (crawled.root / "handouts/index.html").read_text(encoding="utf-8")
    titles = re.findall(r'<li class="cp-card[^>]* data-sheet="exercises".*?<h2[^>]*>(.*?)</h2>', page, re.DOTALL)
    assert len(titles) > 100
    assert titles == sorted(titles)


# In the browser.


@pytest.mark.browser
def test_the_search_of_the_404_page_opens_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}?q=tech+neck")  # where its form leads
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=PATIENCE)


@pytest.mark.browser
def test_a_path_of_whys_can_be_followed_left_and_linked(page: Page, address: str) -> None:
    page.goto(f"{address}why/")
    path = page.locator("[data-path]")
    expect(path).to_be_hidden()
    expect(page.locator("[data-all]")).to_be_hidden()
    page.locator('[data-starts] [data-why="symptoms-tension-after-sitting"]').click()
    stops = path.locator("[data-node]")
    expect(stops).to_have_count(1)
    expect(page.locator("[data-starts]")).to_be_hidden()
    path.locator("details summary").first.click()
    path.locator('[data-why="syndromes-upper-crossed"]').click()
    path.locator('[data-why="causes-stationary-positions"]').click()
    expect(stops).to_have_count(3)
    assert page.evaluate("document.activeElement.tagName") == "H3"
    expect(stops.last.locator('a[href$="habits/movement-breaks/"]')).to_be_visible()
    page.reload()
    expect(stops).to_have_count(3)
    page.go_back()
    expect(stops).to_have_count(2)
    path.locator(".cp-path__back").click()
    expect(stops).to_have_count(1)
    page.locator("[data-again] a").click()
    expect(path).to_be_hidden()
    expect(page.locator("[data-starts]")).to_be_visible()
    page.goto(f"{address}why/#symptoms-knot/syndromes-nonsense")
    page.reload()
    expect(stops).to_have_count(1)


@pytest.mark.browser
def test_the_whys_read_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}why/")
    chain = page.locator("#quiet-buttocks")
    for _ in range(3):
        chain.locator("summary:visible").last.click()
    expect(chain.locator(".cp-path__stop--end")).to_be_visible()
    page.locator('[data-starts] [data-why="symptoms-knot"]').click()
    expect(page.locator('[data-all] [data-node="symptoms-knot"]')).to_be_visible()
    context.close()
