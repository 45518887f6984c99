"""What stands in YAML is text: a site whose every text looks like markup shows each as it is written, and runs none.

Then the seal by itself, and prose, which is Markdown.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest
from playwright.sync_api import Dialog, Page, expect

from generator.knowledge.addresses import PageAt
from generator.publishing.findable import ENTRIES
from generator.reading.load import load, load_file
from generator.seal import Unsafe, seal, seal_page
from generator.site.prose import prose
from tests.bases import ROOT, good
from tests.browsing import PATIENCE, serving

ODD = ' & "q" <script>alert(7)</script> {: onclick="alert(8)" }'
"""Ends every text of the site."""
NAMED = ("name", "title", "term", "label", "plain", "say")
"""Keys of texts that may be one word."""
NOT_TEXT = ("figure", "drawn", "days", "number", "doi", "url", "logo", "phone", "branch")
LONGEST = {"name": 60, "tagline": 140, "address": 90, "credentials": 90, "where": 90, "disclaimer": 300, "crisis": 400}


def odd(value: Any, key: str = "", phrases: bool = False) -> Any:
    """The same, each text ending in ODD."""
    if isinstance(value, dict):
        return {k: odd(v, k, phrases) if k not in NOT_TEXT else v for k, v in value.items()}
    if isinstance(value, list):
        return [odd(v, key, phrases) for v in value]
    if not isinstance(value, str) or not value or not (phrases or " " in value or key in NAMED):
        return value
    return value[: LONGEST.get(key, 10_000) - len(ODD)] + ODD


def build(here: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a folder that looks like this repository."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "HANDOUTS": "off"}
    return subprocess.run(command, cwd=here, capture_output=True, text=True, check=False, env=env)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the shipped knowledge and brand, every text of which ends in ODD, built; below it, `site`."""
    here = tmp_path_factory.mktemp("odd")
    for name in ("knowledge", "local", "content", "site_overrides"):
        shutil.copytree(ROOT / name, here / name)
    shutil.copyfile(ROOT / "mkdocs.yml", here / "mkdocs.yml")
    (here / "build").mkdir()
    (here / "build" / "runtime").symlink_to(ROOT / "build" / "runtime")
    for document in load(here / "knowledge")[0]:
        path = here / document.path
        path.write_text(json.dumps(odd(document.data, "", "phrases/" in document.path)), encoding="utf-8")
    path = here / "local" / "brand.yml"
    ((brand,), _) = load_file(path)
    path.write_text(json.dumps(odd(brand.data)), encoding="utf-8")
    done = build(here)
    assert done.returncode == 0, done.stderr
    return here


@dataclass
class Shown(HTMLParser):
    """A page as a browser reads it: (element, text) and (element, attribute, value)."""

    html: str
    texts: list[tuple[str, str]] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.tag = ""
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag
        self.values += [(tag, name, value) for name, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.texts.append((self.tag, " ".join(data.split())))


ESCAPED = re.compile(r"&(amp|lt|gt|quot|#x?[0-9a-f]+);", re.IGNORECASE)
MADE = ("id", "href", "data-brand", "data-site")
"""Attributes that hold no text as it stands: addresses made of it, and JSON."""


def _whole(text: str) -> bool:
    """Say whether every ODD in a text is whole, and nothing is escaped twice."""
    return text.count("alert(7)") == text.count(ODD.strip()) and not ESCAPED.search(text)


def _written(tag: str, text: str) -> bool:
    """Say whether a text stands on its page as it is; a template or a script may hold several, as JSON."""
    if tag in ("template", "script") and text.startswith("{"):
        return all(map(_whole, _texts(json.loads(text))))
    return _whole(text)


def _texts(value: Any) -> list[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if isinstance(value, str) else [text for part in inside for text in _texts(part)]


def test_every_text_is_shown_as_it_is_written(folder: Path) -> None:
    """In titles, headings, menus, tables of contents, cards, and what screen readers are told."""
    pages = {path: Shown(path.read_text(encoding="utf-8")) for path in sorted((folder / "site").rglob("*.html"))}
    assert len(pages) > 250
    texts = [(path, tag, text) for path, page in pages.items() for tag, text in page.texts]
    wrong = [
        row for row in texts if row[1] != "text" and not _written(*row[1:])
    ]  # what a picture says is cut into lines
    wrong += [
        (path, f"{tag} {name}", value)
        for path, page in pages.items()
        for tag, name, value in page.values
        if name not in MADE and not _whole(" ".join(value.split()))
    ]
    assert wrong == []


def test_the_head_of_a_page_is_plain_text(folder: Path) -> None:
    page = Shown((folder / "site" / "causes" / "footwear" / "index.html").read_text(encoding="utf-8"))
    ((cause,), _) = load_file(folder / "knowledge" / "causes" / "footwear.yml")
    ((brand,), _) = load_file(folder / "local" / "brand.yml")
    title, summary = cause.data["title"], cause.data["summary"]
    assert title.endswith(ODD)
    assert ("title", f"{title} - {brand.data['name']}") in page.texts
    assert ("meta", "content", summary) in page.values
    assert ("h1", title) in page.texts
    assert ("p", summary) in page.texts
    assert any(brand.data["disclaimer"] in text for tag, text in page.texts if tag in ("strong", "p"))
    index = Shown((folder / "site" / "causes" / "index.html").read_text(encoding="utf-8"))
    assert ("a", title) in index.texts


def test_search_knows_the_text(folder: Path) -> None:
    rows = json.loads((folder / "site" / ENTRIES).read_text(encoding="utf-8"))["entries"]
    (shoes,) = (row for row in rows if row["location"] == "causes/footwear/")
    assert shoes["title"] == f"Shoes{ODD}"


@pytest.fixture(scope="module")
def odd_address(folder: Path) -> Iterator[str]:
    with serving(folder / "site") as origin:
        yield origin


@pytest.mark.parametrize(
    "path", ["", "causes/footwear/", "safety/", "assessments/quick/", "builder/", "why/", "chain/"]
)
def test_nothing_of_it_runs(path: str, page: Page, odd_address: str) -> None:
    said: list[str] = []

    def heard(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(odd_address + path, wait_until="load")
    expect(page.locator("h1").first).to_be_visible()
    assert page.locator("[onclick], article script:not([src])").count() == 0
    assert said == []


def test_what_is_found_is_shown_as_it_is_written(page: Page, odd_address: str) -> None:
    page.goto(odd_address)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("shoes")
    found = page.locator('.md-search-result__link[href*="causes/footwear/"]')
    expect(found.first).to_contain_text(f"Shoes{ODD}", timeout=PATIENCE)


# The seal.

KNOWN = [re.compile(r"ours\(\)")]
PAGE = '<html><head><meta charset="utf-8"></head><body>{}</body></html>'


def test_the_policy_lets_the_theme_run_and_stands_first() -> None:
    sealed = seal_page(PAGE.format("<script>ours()</script>"), KNOWN)
    assert sealed.partition('charset="utf-8">')[2].startswith('<meta http-equiv="Content-Security-Policy" content="')
    ours = base64.b64encode(hashlib.sha256(b"ours()").digest()).decode()
    assert re.findall("'sha256-([^']*)'", sealed) == [ours]
    assert seal_page(sealed, KNOWN) == sealed


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<script>alert(7)</script>", "the inline script 'alert(7)'"),
        ("<SCRIPT type=module>alert(7)</SCRIPT>", "the inline script 'alert(7)'"),
        ("<script>ours();alert(7)</script>", "the inline script 'ours();alert(7)'"),
        ('<p onclick="alert(7)">', "<p onclick='alert(7)'>"),
        ("<img src=x OnError=alert(7)>", "<img onerror='alert(7)'>"),
        ('<a href="javascript:alert(7)">', "<a href='javascript:alert(7)'>"),
        ('<a href=" java&#10;script&colon;alert(7)">', "javascript"),
        ('<p>http-equiv="Content-Security-Policy"</p><script>alert(7)</script>', "the inline script 'alert(7)'"),
        ("<script>alert(7)</script><script>ours()</script>", "the inline script 'alert(7)'"),
        ('<script src="x" data-a="></script><script>alert(7)</script>', "the inline script"),
        ('<p title=a"b onclick="alert(7)" c">', "<p onclick='alert(7)'>"),
        ('<p title="a>b" onclick="alert(7)">', "<p onclick='alert(7)'>"),
        ("<p title='\"' onclick=alert(7)>", "<p onclick='alert(7)'>"),
        ('<p title="a"onclick="alert(7)">', "<p onclick='alert(7)'>"),
        ("<p/onclick=alert(7)>", "<p onclick='alert(7)'>"),
        ("<p\nonclick=alert(7)>", "<p onclick='alert(7)'>"),
        ("<a href=javascript:alert(7)>", "<a href='javascript:alert(7)'>"),
        ("<svg><script>alert(7)</script></svg>", "the inline script 'alert(7)'"),
    ],
)
def test_what_else_would_run_stops_the_build_and_names_the_page(markup: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "causes").mkdir()
    (tmp_path / "causes" / "index.html").write_text(PAGE.format(markup), encoding="utf-8")
    with pytest.raises(Unsafe) as error:
        seal(tmp_path, KNOWN)
    assert str(error.value).startswith("causes/index.html: ")
    assert re.sub(r"\s", "", told) in re.sub(r"\s", "", str(error.value))


@pytest.mark.parametrize("tag", ["script", "SCRIPT"])
@pytest.mark.parametrize("sort", ["application/json", "application/ld+json"])
def test_data_in_a_page_is_no_script(sort: str, tag: str) -> None:
    page = PAGE.format(f'<{tag} type="{sort}">{{"a": "alert(7)"}}</{tag}>')
    assert "sha256" not in seal_page(page, KNOWN)


def test_a_text_cannot_keep_a_page_from_being_sealed() -> None:
    said = PAGE.format('<p>http-equiv="Content-Security-Policy"</p>')
    assert seal_page(said, KNOWN).count("<meta http-equiv") == 1


def test_code_in_a_page_written_by_hand_stops_the_build(tmp_path: Path) -> None:
    """It may hold HTML; a script in it is none of the theme's."""
    good(tmp_path)
    for name in ("local", "site_overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text("# Home\n\n<script>alert(9)</script>\n", encoding="utf-8")
    done = build(tmp_path)
    assert done.returncode == 1
    assert "content/index.md:3:1: an inline script would run [page-script]" in done.stderr
    assert done.stderr.count("would run") == 1


# Prose.

EXTENSIONS = ["attr_list", "def_list", "footnotes", "md_in_html", "tables"]
"""Those of mkdocs.yml that read attributes or HTML."""


def _html(text: str) -> str:
    return str(markdown.markdown(prose(PageAt("causes/x"), text), extensions=EXTENSIONS))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a < b & c`", "a < b & c"),
        ("``a ` b``", "a ` b"),
        ('a < b & c, "q"', 'a < b & c, "q"'),
        ("`{: .x }` and `[a](b)`", "{: .x } and [a](b)"),
        (
            'Text {: onclick="alert(1)" style="x" id="__search" }',
            'Text {: onclick="alert(1)" style="x" id="__search" }',
        ),
        ("# Head { onclick=x }", "Head { onclick=x }"),
        ("an `open quote", "an `open quote"),
        ("`one\n\n<script>alert(1)</script>\n\ntwo`", "`one <script>alert(1)</script> two`"),
    ],
)
def test_prose_shows_code_and_markup_as_written(text: str, shown: str) -> None:
    page = Shown(_html(text))
    assert " ".join(part for _, part in page.texts if part).split() == shown.split()
    assert {name for _, name, _ in page.values} <= {"href"}


def test_links_in_prose_lead_where_they_say() -> None:
    page = Shown(_html("[`a`](muscles/soleus) [b](https://x.example/?c=1&d=2){: onclick=x }"))
    assert [value for _, name, value in page.values if name == "href"] == [
        "../muscles/soleus.md",
        "https://x.example/?c=1&d=2",
    ]
    assert not [name for _, name, _ in page.values if name != "href"]
