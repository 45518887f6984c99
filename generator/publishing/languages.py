"""One site in several languages: the way from one to the other, and how far each page is translated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from generator.knowledge.base import Knowledge, Told
from generator.knowledge.languages.translated import sheet_of
from generator.model import PAGES, WRITTEN
from generator.site.render import as_is, template


class Way(NamedTuple):
    """To the same page in a language: `link` from the start of the pages that one is among, `whole` from anywhere."""

    name: str
    lang: str
    here: bool
    link: str
    whole: str


def ways(k: Knowledge, own: str, further: tuple[str, ...], here: str, url: str, site: str) -> list[Way]:
    """The languages of a site, its own first, from a page in the language `here`; `site` is where it is published."""
    up = "" if here == own else "../"
    places = {own: url, **{code: f"{code}/{url}" for code in further}}
    return [
        Way(k.about(code).title, code, code == here, f"{up}{place}" or "./", site and f"{site}{place}")
        for code, place in places.items()
    ]


def written(k: Knowledge, code: str) -> dict[str, str]:
    """The pages of content/ that are translated, by name."""
    if k.english is None:
        return {}
    tongue = k.languages[code]
    found = {name: sheet_of(k.english, tongue, name) for name in k.english.kinds[WRITTEN]}
    return {name: sheet.document.text for name, sheet in found.items() if sheet}


def told(k: Knowledge, page: str) -> Told | None:
    """How far the page at a path such as exercises/chin-tuck is translated; None: it is no translation."""
    if k.english is None:
        return None
    kind, _, name = page.partition("/")
    kind = "questionnaires" if kind == "assessments" else kind
    if kind in PAGES and (kind, name) in k.told:
        return k.told[kind, name]
    if (WRITTEN, page) in k.told:
        return k.told[WRITTEN, page]
    every = k.told.values()
    return Told(sum(t.texts for t in every), sum(t.english for t in every), all(t.reviewed for t in every if t.texts))


def noted(html: str, k: Knowledge, words: Mapping[str, str], page: str, sheets: Collection[str]) -> str:
    """A page's content with what is to be said of its translation; `sheets` are the pages that are translated whole."""
    said = " ".join(words[f"page.language.{note}"] for note in _notes(told(k, page)))
    if not said:
        return html
    english = page in k.kinds[WRITTEN] and page not in sheets
    return template("translated.html.j2", page=as_is(html), said=said, english=english)


def _notes(found: Told | None) -> list[str]:
    """Which sentences of the catalogue say it, below page.language."""
    if found is None or not found.texts:
        return []
    if found.english == found.texts:
        return ["english"]
    return [*(["part"] if found.english else []), *([] if found.reviewed else ["unreviewed"])]


def theme_words(code: str, towards: str) -> str:
    """The theme's words, a template, for a language that it lacks: English, under the language's own name."""
    known: Mapping[str, str] = {"language": code, "direction": towards}
    return "{% macro t(key) %}{{ " + repr(dict(known)) + "[key] }}{% endmacro %}\n"
