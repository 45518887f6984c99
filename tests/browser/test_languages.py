"""A site in three languages, two of which nobody speaks: no English is left, nothing runs over, right-to-left holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from generator.bundle.compile import bundle_data, dump
from generator.check import checked
from quiz.asking.bundle import Bundle, read_bundle
from quiz.plans.link import encode
from tests import pseudo
from tests.bases import CASES, overlay
from tests.browser.test_plan_page import open_plan, screen
from tests.browsing import PATIENCE, answer_shown, awake, go_on, open_assessment, serving, take
from tests.conftest import Run
from tests.forks import build, fork
from tests.outside import Outside
from tests.plans import plan_of

pytestmark = pytest.mark.browser
SAFETY = {"age": 40, "where": ["neck:left"], "warning": ["none"], "body": ["none"]}
ANSWERS = {**SAFETY, "sitting": "long", "turning": {"left": 7, "right": 6}, "head-wall": 6, "minutes": "five"}
PAGES = (
    "assessments/quick/",
    "safety/",
    "plan/",
    "builder/",
    "exercises/side-hold/",
    "brand-kit/",
    "today/",
    "offline/",
)
KEPT = (
    r"Counterpoise",  # whose site it is
    r"\S+\.(com|org|pdf|yml|example)\b|https?:\S+|\S+@\S+",  # addresses
    r"Ann Lee|Ana",  # people
    r"A4|Letter",  # paper
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",  # the browser names days and months, in the languages that it knows
    r"January|February|March|April|May|June|July|August|September|October|November|December",
    r"PDF|CSV|TSV|XLSX|JSON|SVG|PNG|JPEG|KB|MB|iOS|DOI|QR|Excel|Word",  # what is called so everywhere
    r"local/brand|brands/NAME|my-studio",  # files
    r"[a-z]\d\w|[a-z]\w\d",  # codes of exercises
    r"MIT|CC[ -]BY",
)
"""What is the same in every language, and so stays as it is."""
THEIRS = ".md-header, .md-tabs, .md-sidebar, .md-footer__version, .md-skip, .md-top, .md-search, .cp-footer__version"
"""The theme has its own words, in the languages that it knows; a version is a name."""
TEXTS = """theirs => {
  const found = new Set()
  const add = (text) => text && text.trim() && found.add(text.trim())
  const unread = `script, style, template, noscript, ${theirs}`
  const skip = (e) => e.closest(unread) || e.closest("[lang]") !== document.documentElement
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) if (!skip(walk.currentNode.parentElement)) add(walk.currentNode.textContent)
  for (const e of document.body.querySelectorAll("[alt], [aria-label], [title], [placeholder]"))
    if (!skip(e)) for (const name of ["alt", "aria-label", "title", "placeholder"]) add(e.getAttribute(name))
  return [...found]
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small fork in English and in both."""
    folder = fork(tmp_path_factory.mktemp("languages"), built=False)
    overlay(folder / "knowledge", CASES / "session")
    pseudo.write(folder / "knowledge", "xl", "xr")
    with (folder / "local" / "brand.yml").open("a", encoding="utf-8") as brand:
        brand.write("\nlanguages: [xl, xr]\n")
    done = build(folder, "--strict")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder / "site", Outside) as origin:
        yield origin


@pytest.fixture(scope="module")
def compiled(folder: Path) -> Bundle:
    return read_bundle(json.loads(dump(bundle_data(checked(folder / "knowledge"))), parse_float=Decimal))


def english(texts: list[str], code: str) -> list[str]:
    """Those with a word that such a language has not."""
    word = re.compile(r"[A-Za-z]{3,}") if code == "xr" else re.compile(r"\b[A-Za-z]*[aeiouAEIOU][A-Za-z]*\b")
    return sorted({text for text in texts if word.search(re.sub("|".join(KEPT), "", text))})


def of(page: Page, code: str) -> list[str]:
    return english(page.evaluate(TEXTS, THEIRS), code)


@pytest.mark.parametrize("code", ["xl", "xr"])
@pytest.mark.parametrize("path", PAGES)
def test_no_english_is_left_and_nothing_runs_over(page: Page, address: str, code: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}{code}/{path}")
    expect(page.locator("html")).to_have_attribute("lang", code)
    assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if code == "xr" else "ltr")
    assert of(page, code) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("code", ["xl", "xr"])
def test_a_result_has_no_english(page: Page, address: str, code: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    take(page, f"{address}{code}/assessments/quick/", ANSWERS)
    page.evaluate("for (const more of document.querySelectorAll('[data-outcome] details')) more.open = true")
    assert of(page, code) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_plan_made_in_one_language_opens_in_another(page: Page, address: str, compiled: Bundle) -> None:
    text = encode(plan_of(compiled, "chin-tuck", "side-hold"))
    open_plan(page, f"{address}xl/", text)
    screen(page, SAFETY)
    assert of(page, "xl") == []
    page.locator('[data-action="start"]').click()
    expect(page.locator("[data-player]")).to_be_visible(timeout=PATIENCE)
    assert of(page, "xl") == []


def test_the_switch_stays_on_the_page_and_keeps_the_answers(page: Page, address: str) -> None:
    box = open_assessment(page, f"{address}assessments/quick/")
    answer_shown(page, SAFETY)
    page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "days", timeout=PATIENCE)
    assert [way.get_attribute("href") for way in page.locator("link[hreflang]").all()] == [
        "./",
        "../../xl/assessments/quick/",
        "../../xr/assessments/quick/",
    ]
    page.locator(".md-select button").focus()
    page.locator('.md-select [hreflang="xl"]').click()
    page.wait_for_url(f"{address}xl/assessments/quick/**")
    box = awake(page)
    expect(box).to_have_attribute("data-step", "days")
    expect(page.locator('[name="q-age"]').first).to_have_value("40")
    go_on(page, ANSWERS)
    expect(page.locator("[data-outcome]")).to_contain_text(pseudo.said("xl", "Forward head"))


def test_the_english_pages_are_as_without_them(folder: Path, tmp_path: Path) -> None:
    alone = fork(tmp_path, built=False)
    overlay(alone / "knowledge", CASES / "session")
    assert build(alone, "--strict").exit_code == 0
    for path in sorted((alone / "site").rglob("*.html")):
        assert _bare(path) == _bare(folder / path.relative_to(alone)), path


WAYS = re.compile(
    r'<div class="md-header__option">\s*<div class="md-select">.*?</div>\s*</div>\s*</div>'
    r'|<link rel="alternate language"[^>]*>|<script type="module" src="[^"]*/pages/language.mjs"></script>'
    r"|&#34;languages&#34;:\[[^\]]*\],"  # of the brand, for the brand kit
    r'|assets/counterpoise/[0-9a-f]{16}|data-build="[0-9a-f]{16}"',
    re.DOTALL,
)


def _bare(page: Path) -> str:
    """A page without the ways to other languages, and without its build's name."""
    return " ".join(WAYS.sub("", page.read_text(encoding="utf-8")).split())


def test_python_and_the_shelves_are_of_all_languages(folder: Path) -> None:
    site = folder / "site"
    assert not (site / "xl" / "assets" / "runtime").exists()
    told = next((site / "xl" / "assets" / "counterpoise").glob("*/build.mjs")).read_text(encoding="utf-8")
    edition = next((site / "assets" / "counterpoise").glob("*/build.mjs")).parent.name
    assert f'EDITION = "{edition}"' in told
    assert 'SITE = "../"' in told
    at = re.search(r'"at":"([^"]*/pyodide.mjs)"', told)
    assert at
    folder_of = next((site / "xl" / "assets" / "counterpoise").glob("*/build.mjs")).parent
    assert (folder_of / at[1]).resolve().is_file()
    assert len(list(site.rglob("offline.js"))) == 1
    kept = json.loads(
        next(p for p in (site / "assets" / "offline").iterdir() if p.name.count(".") == 1).read_text(encoding="utf-8")
    )
    assert "xr/safety/index.html" in kept["files"]


@pytest.mark.parametrize("code", ["xl", "xr"])
def test_a_handout_has_no_english(folder: Path, tmp_path: Path, run: Run, code: str) -> None:
    (tmp_path / "plan.json").write_text(json.dumps({"format": 2, "items": [{"card": "chin-tuck"}]}), encoding="utf-8")
    given = ("--plan", tmp_path / "plan.json", "--language", code, "--knowledge", folder / "knowledge")
    status, _, err = run("handout", *given, "--output", tmp_path / "sheet.pdf")
    assert status == 0, err
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "sheet.pdf").pages)
    assert english(re.findall(r"\S+", text), code) == []
