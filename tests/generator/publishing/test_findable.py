"""What people type, and whether the site's search leads them there (tests/cases/search.yml)."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from generator.brand import Brand
from generator.knowledge.base import Knowledge
from generator.model import LayWords
from generator.publishing.findable import ENTRIES, LISTED, finish
from tests.bases import CASES, ROOT
from tests.browsing import PATIENCE, at_rest
from tests.conftest import BASE
from tests.pyodide import MISSING, NODE, RUNTIME

WANTED: dict[str, list[str]] = yaml.safe_load((CASES / "search.yml").read_text(encoding="utf-8"))
MOST_BYTES = 130_000
"""Of what is fetched before the first hit, as hosts compress least; now 108,000."""


@pytest.fixture(scope="module")
def found(site: Path) -> dict[str, list[str]]:
    """Query -> the pages that it finds, the best first; a safety rule by itself."""
    if not Path(NODE).exists():
        pytest.skip(MISSING)
    command = [
        NODE,
        str(ROOT / "tests/scripts/queries.mjs"),
        str(site / BASE / ENTRIES),
        str(RUNTIME / "minisearch.mjs"),
    ]
    run = subprocess.run(command, input=json.dumps(list(WANTED)), capture_output=True, text=True, check=True)
    return dict(zip(WANTED, json.loads(run.stdout), strict=True))


def test_of_what_people_type_nine_in_ten_come_first_and_all_but_two_in_a_hundred_in_three(
    found: dict[str, list[str]],
) -> None:
    assert len(WANTED) >= 150
    later = [f"{query}: {found[query][:3]}" for query, want in WANTED.items() if not {*found[query][:1]} & {*want}]
    missed = [f"{query}: {found[query][:3]}" for query, want in WANTED.items() if not {*found[query][:3]} & {*want}]
    assert len(later) <= len(WANTED) // 10, later
    assert len(missed) <= len(WANTED) // 50, missed


def test_a_word_of_safety_leads_to_its_rule_first(found: dict[str, list[str]]) -> None:
    rules = [query for query, want in WANTED.items() if all(place.startswith("safety/#") for place in want)]
    assert len(rules) >= 40
    assert [query for query in rules if found[query][0] not in WANTED[query]] == []


def test_what_lay_words_lead_to_is_there(site: Path, knowledge: Knowledge) -> None:
    found = json.loads((site / BASE / ENTRIES).read_text(encoding="utf-8"))
    used = {row for entry in found["entries"] for row in [*entry.get("led", []), *entry.get("lay", [])]}
    assert set(knowledge.all("lay-words", LayWords)) - used == set()
    places = {entry["location"] for entry in found["entries"]}
    assert [p for row in knowledge.all("lay-words", LayWords).values() for p in row.pages if p not in places] == []
    page = (site / BASE / "safety/index.html").read_text(encoding="utf-8")
    rules = [place.partition("#")[2] for place in places if place.startswith(("safety/#flag-", "safety/#caution-"))]
    assert [rule for rule in rules if f'id="{rule}"' not in page] == []


def test_it_is_small(site: Path) -> None:
    parts = (site / BASE / ENTRIES, RUNTIME / "minisearch.mjs")
    assert sum(len(gzip.compress(part.read_bytes())) for part in parts) < MOST_BYTES


@pytest.mark.browser
def test_who_types_is_led_to_the_rule_and_who_does_not_pays_nothing(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.locator(".md-search__input").click()
    at_rest(page)
    assert not [url for url in asked if "entries.json" in url or "minisearch" in url]
    page.locator(".md-search__input").press_sequentially("osteoporosis")
    first = page.locator(".md-search-result__item:first-child")
    expect(first.locator('a[href*="caution-osteoporosis"]')).to_be_visible(timeout=PATIENCE)
    page.locator(".md-search__input").fill("")
    page.locator(".md-search__input").press_sequentially("hamstirng")
    expect(page.locator(".md-search-result__item mark").first).to_be_visible(timeout=PATIENCE)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("part", "way"),
    [
        *(
            (part, way)
            for part in ("entries.json", "minisearch.mjs", "match.mjs", "build.mjs")
            for way in ("gone", "cut")
        ),
        ("entries.json", "stalled"),
    ],
)
def test_where_a_part_does_not_come_the_search_says_so_and_leads_to_the_safety_page(
    page: Page, address: str, part: str, way: str
) -> None:
    def answer(route: Route) -> None:
        if way == "gone":
            route.fulfill(status=404)
        elif way == "cut":
            response = route.fetch()
            route.fulfill(response=response, body=response.body()[: len(response.body()) // 2])

    page.goto(f"{address}symptoms/")
    page.context.route(f"**/{part}", answer)
    page.locator(".md-search__input").press_sequentially("chest")
    found = page.locator(".md-search-result__link")
    expect(found).to_have_count(1, timeout=PATIENCE)
    expect(found).to_contain_text("The search did not come")
    expect(found).to_have_attribute("href", re.compile(rf"^{address}safety/"))
    page.context.unroute_all(behavior="ignoreErrors")
    if part == "entries.json" and way != "stalled":
        page.locator(".md-search__input").press_sequentially(" pain")
        expect(page.locator('a[href*="flag-heart-warning-signs"]')).to_be_visible(timeout=PATIENCE)


def test_a_copy_for_readers_alone_finds_nothing_of_the_manual(
    tmp_path: Path, knowledge: Knowledge, brand: Brand
) -> None:
    (tmp_path / "search").mkdir()
    docs = [
        {"location": place, "title": "A", "text": "b"} for place in ("manual/", "manual/reference/rules/", "about/")
    ]
    for manual, there in ((True, 3), (False, 1)):
        (tmp_path / LISTED).write_text(json.dumps({"docs": docs}), encoding="utf-8")
        finish(tmp_path, knowledge, brand.model_copy(update={"manual": manual}), knowledge.phrases["en"])
        found = json.loads((tmp_path / ENTRIES).read_text(encoding="utf-8"))["entries"]
        pages = [entry for entry in found if "#" not in entry["location"]]
        assert len(pages) == there
        assert all(entry.get("weight", 1) < 1 for entry in pages if entry["location"].startswith("manual/"))
