"""Who follows the site reads each change once, and who shares a page shows a card: of a site that knows its address."""

from __future__ import annotations

import json
import re
import struct
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.brand import Brand
from generator.publishing import feed, social
from tests.bases import ROOT
from tests.forks import build, changed, fork

SITE = "https://you.example/copy/"
LOG = """# Changelog

## [Unreleased]

### Added

- One thing is told: with `code`
  on two lines, and a [link](content/about.md).
- Another & more.

## [0.2.0] - 2026-11-30

### Fixed

- A third.
"""


def test_each_line_of_the_changelog_is_an_entry() -> None:
    first, second, third = feed.entries(LOG)
    assert (first.text, first.title) == ("One thing is told: with code on two lines, and a link.", "One thing is told")
    assert (first.sort, first.version, first.day) == ("Added", "Unreleased", None)
    assert second.text == "Another & more."
    assert (third.sort, third.version, third.day and third.day.date().isoformat()) == ("Fixed", "0.2.0", "2026-11-30")


def test_the_changelog_that_ships_is_read_whole() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = list(feed.entries(text))
    assert len(found) == len(re.findall("^- ", text, re.MULTILINE))
    assert len({entry.id for entry in found}) == len(found)
    assert all(len(entry.text) > 20 and entry.title for entry in found)


def test_both_feeds_say_the_same(brand: Brand) -> None:
    made = feed.files(LOG, brand, SITE)
    channel = ElementTree.fromstring(made[feed.RSS]).find("channel")
    assert channel is not None
    assert {part.tag for part in channel} == {"title", "link", "description", "language", "item"}
    rows = json.loads(made[feed.JSON])
    assert rows["version"] == "https://jsonfeed.org/version/1.1"
    assert rows["feed_url"] == f"{SITE}changes.json"
    items = channel.findall("item")
    assert [item.findtext("description") for item in items] == [item["content_text"] for item in rows["items"]]
    assert [item.findtext("guid") for item in items] == [item["id"] for item in rows["items"]]
    days = [item.findtext("pubDate") for item in items]
    assert days[:2] == [None, None]
    assert parsedate_to_datetime(days[2] or "").isoformat() == rows["items"][2]["date_published"]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small fork that knows its address."""
    folder = fork(tmp_path_factory.mktemp("fork"), built=False)
    (folder / "CHANGELOG.md").write_text(LOG, encoding="utf-8")
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(text.replace('!ENV [SITE_URL, ""]', SITE), encoding="utf-8")
    done = build(folder, "--strict")
    assert done.exit_code == 0, done.output
    return folder


def test_each_page_names_the_feeds_and_a_card_that_is_there(here: Path) -> None:
    seen = set()
    for path in sorted((here / "site").rglob("index.html")):
        html = path.read_text(encoding="utf-8")
        (card,) = re.findall(r'<meta property="og:image" content="([^"]+)">', html)
        assert (here / "site" / card.removeprefix(SITE)).is_file()
        seen.add(card.removeprefix(f"{SITE}{social.FOLDER}/"))
        for name in re.findall(r'<link rel="alternate" type="[^"]+" href="([^"]+)"', html):
            assert (path.parent / name).is_file(), name
        assert re.search(r'<meta property="og:title" content="[^"]+">', html)
    assert {"index.png", "exercises.png", "exercises/chin-tuck.png"} <= seen


def test_a_card_is_a_picture_of_the_size_that_is_shown_large(here: Path) -> None:
    data = (here / "site" / social.FOLDER / "exercises" / "chin-tuck.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == social.SIZE


def test_cards_are_kept_by_no_device(here: Path) -> None:
    kept = (here / "site" / "offline.js").read_text(encoding="utf-8")
    assert social.FOLDER not in kept


def test_a_site_without_an_address_has_neither(here: Path, tmp_path: Path) -> None:
    text = (here / "mkdocs.yml").read_text(encoding="utf-8")
    with changed(here / "mkdocs.yml", text.replace(SITE, '""')):
        done = build(here, "--strict", "--site-dir", str(tmp_path / "site"))
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "site" / feed.RSS).exists()
    assert not (tmp_path / "site" / social.FOLDER).exists()
    assert "og:image" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_neither_is_made_anew_with_each_save(here: Path, tmp_path: Path) -> None:
    """A site that is only served here has an address, too, and nobody shares it."""
    config = load_config(str(here / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    assert not (tmp_path / "site" / social.FOLDER).exists()
    assert "og:image" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
