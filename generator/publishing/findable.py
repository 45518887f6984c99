"""What the site's search finds: the pages that MkDocs listed, what they are called elsewhere, and every safety rule.

MkDocs' plugin lists titles and texts; it hands every reader all of them with every page. Here its list becomes one
that is fetched with the first letter typed. In the theme's own is left what is shown where that does not come
(find/worker.js answers in its place).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from generator.brand import Brand
from generator.knowledge.addresses import MANUAL
from generator.knowledge.base import Knowledge
from generator.model import Caution, LayWords, RedFlag

LISTED = "search/search_index.json"
ENTRIES = "search/entries.json"
_SAFETY = "safety/"
_WEIGHTS: Final = {"emergency": 1.6, "same-day": 1.4, "days": 1.2, "before-starting": 1}
"""Of several safety rules that a word leads to, the most urgent comes first."""
_ASIDE: Final = 0.2
"""Whoever aches comes first: pages of the manual stand behind all others that have a word."""
Entry = dict[str, Any]


def finish(site: Path, k: Knowledge, brand: Brand, words: Mapping[str, str]) -> None:
    """Write what can be found into built pages; in the list that every page fetches stays where to look without."""
    listed = json.loads((site / LISTED).read_text(encoding="utf-8"))
    lay = {row.id: " ".join(row.words) for row in k.all("lay-words", LayWords).values()}
    docs = [d for d in listed["docs"] if brand.manual or not d["location"].startswith(MANUAL)]
    about = k.about(brand.language)
    forms = {"small": about.small, "endings": about.endings} if brand.language in k.languages else {}
    found = {"lay": lay, "entries": entries(docs, k), **forms}
    (site / ENTRIES).write_text(_json(found), encoding="utf-8")
    without = _entry(_SAFETY, words["page.unsearched.title"], words["page.unsearched.text"], 1)
    (site / LISTED).write_text(_json({**listed, "docs": [without]}), encoding="utf-8")


def entries(listed: Iterable[Mapping[str, Any]], k: Knowledge) -> list[Entry]:
    """All that can be found, pages before their sections; `lay` names the lay words for what an entry says."""
    pages = [_entry(d["location"], d["title"], d["text"], _weight(d)) for d in listed]
    rows = [(row.id, _led(row), _means(row)) for row in k.all("lay-words", LayWords).values()]
    return [_with_words(entry, rows) for entry in [*pages, *_rules(k)]]


def _entry(location: str, title: str, text: str, weight: float) -> Entry:
    entry = {"location": location, "title": _plain(title), "text": _plain(text)}
    return entry if weight == 1 else {**entry, "weight": weight}


def _weight(page: Mapping[str, Any]) -> float:
    return _ASIDE if page["location"].startswith(MANUAL) else page.get("boost", 1)


def _rules(k: Knowledge) -> Iterable[Entry]:
    """Each red flag and caution, where the safety page has it."""
    for flag in k.all("safety/flags", RedFlag).values():
        yield _entry(f"{_SAFETY}#flag-{flag.id}", flag.title, " ".join([flag.act, *flag.signs]), _WEIGHTS[flag.urgency])
    for caution in k.all("safety/cautions", Caution).values():
        yield _entry(f"{_SAFETY}#caution-{caution.id}", caution.title, caution.advice, 1)


def _with_words(entry: Entry, rows: Iterable[tuple[str, set[str], re.Pattern[str]]]) -> Entry:
    said = f"{entry['title']} {entry['text']}".lower()
    led = [row for row, places, _ in rows if entry["location"] in places]
    lay = [row for row, places, means in rows if entry["location"] not in places and means.search(said)]
    return entry | ({"led": led} if led else {}) | ({"lay": lay} if lay else {})


def _means(row: LayWords) -> re.Pattern[str]:
    """What finds one of the row's `means` in a page's text; nothing, where it has none."""
    return re.compile(rf"\b(?:{'|'.join(re.escape(m.lower()) for m in row.means) or '(?!)'})")


def _led(row: LayWords) -> set[str]:
    """Where the row's words lead: locations."""
    rules = {*(f"{_SAFETY}#flag-{i}" for i in row.flags), *(f"{_SAFETY}#caution-{i}" for i in row.cautions)}
    kinds = {"pathways": row.pathways, "syndromes": row.syndromes, "muscles": row.muscles}
    return {*rules, *row.pages, *(f"{kind}/{i}/" for kind, ids in kinds.items() for i in ids)}


class _Text(HTMLParser):
    """The text of markup, a space where a tag stood."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _plain(markup: str) -> str:
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return " ".join(" ".join(reader.parts).split())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
