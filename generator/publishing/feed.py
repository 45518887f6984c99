"""CHANGELOG.md -> feeds of what changed, for whoever follows the site: RSS 2.0 and JSON Feed 1.1.

Each line of the changelog is one entry, known by its words. It has a date where its version has one: no clock is read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from generator.brand import Brand

RSS, JSON = "changes.xml", "changes.json"
MOST = 50
"""The newest entries; readers keep older ones."""
_VERSION = re.compile(r"## \[?([^\]\s]+)\]?(?: - (\d{4}-\d\d-\d\d))?")
_ENTRY = re.compile(r"^- (.*(?:\n {2}.*)*)", re.MULTILINE)
_MARKS = re.compile(r"\[([^\]]+)\]\([^)]*\)|[`*]")
_SENTENCE = re.compile(r"(?<=[.:;]) ")


@dataclass(frozen=True)
class Entry:
    """`sort` is Added, Changed, Fixed, or what else stands above it."""

    text: str
    sort: str
    version: str
    day: datetime | None

    @property
    def id(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:16]

    @property
    def title(self) -> str:
        return _SENTENCE.split(self.text)[0].rstrip(".:;")


def entries(changelog: str) -> Iterator[Entry]:
    """Read them, the newest first, without marks of Markdown."""
    for section in re.split(r"^(?=## )", changelog, flags=re.MULTILINE)[1:]:
        head = _VERSION.match(section)
        assert head
        day = datetime.fromisoformat(head[2]).replace(tzinfo=UTC) if head[2] else None
        for part in re.split(r"^### ", section, flags=re.MULTILINE)[1:]:
            sort, _, lines = part.partition("\n")
            for found in _ENTRY.findall(lines):
                text = _MARKS.sub(lambda m: m[1] or "", " ".join(found.split()))
                yield Entry(text, sort.strip(), head[1], day)


def files(changelog: str, brand: Brand, site: str) -> dict[str, str]:
    """The feeds by their paths below the address `site`."""
    newest = list(entries(changelog))[:MOST]
    return {RSS: _rss(newest, brand, site), JSON: _json(newest, brand, site)}


def _rss(newest: list[Entry], brand: Brand, site: str) -> str:
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    _add(channel, title=brand.name, link=site, description=brand.tagline, language=brand.language)
    for entry in newest:
        item = ElementTree.SubElement(channel, "item")
        _add(item, title=entry.title, link=site, description=entry.text, category=entry.sort)
        ElementTree.SubElement(item, "guid", isPermaLink="false").text = entry.id
        if entry.day:
            _add(item, pubDate=format_datetime(entry.day, usegmt=True))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _add(above: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(above, name).text = text


def _json(newest: list[Entry], brand: Brand, site: str) -> str:
    items = [
        {
            "id": entry.id,
            "title": entry.title,
            "content_text": entry.text,
            "tags": [entry.sort],
            **({"date_published": entry.day.isoformat()} if entry.day else {}),
        }
        for entry in newest
    ]
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": brand.name,
        "description": brand.tagline,
        "language": brand.language,
        "home_page_url": site,
        "feed_url": f"{site.rstrip('/')}/{JSON}",
    }
    return json.dumps({**head, "items": items}, ensure_ascii=False, indent=1) + "\n"
