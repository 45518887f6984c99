"""Translations: their files have the right shape, say what is still so, and change nothing but the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from generator.knowledge.base import ENTITY_LINK, LINK, Knowledge
from generator.knowledge.languages.translated import PHRASES, Original, originals, standing
from generator.knowledge.overlay import Overlay, Sheet, Tongue
from generator.model import LANGUAGE_CODE, LANGUAGES, WRITTEN, Language, Rendering, TranslatedPage, Translation
from generator.reading.document import Document
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.shape import validate

ABOUT = "language"
"""The file of a language that tells of itself."""
BRAND = ("brand", "brands/", "countries")
"""Files whose originals are no knowledge: generator/brand reads them."""
_BLANK = re.compile(r"\{[a-z_]+\}")
_NUMBER = re.compile(r"\d+")
_PARTED = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}\b)")


def apart(documents: Iterable[Document]) -> tuple[list[Document], list[Document]]:
    """Those of the knowledge, and those of its translations."""
    found: tuple[list[Document], list[Document]] = ([], [])
    for d in documents:
        found[d.name.startswith(f"{LANGUAGES}/")].append(d)
    return found


def read(documents: Iterable[Document]) -> tuple[dict[str, Tongue], list[Problem]]:
    """Languages by code; of two files of a name the later one lies over the first."""
    abouts: dict[str, Language] = {}
    files: dict[str, dict[str, Overlay]] = {}
    pages: dict[str, dict[str, Sheet]] = {}
    first: dict[str, Document] = {}
    problems: list[Problem] = []
    for d in documents:
        code, _, name = d.name.removeprefix(f"{LANGUAGES}/").partition("/")
        if not re.fullmatch(LANGUAGE_CODE, code) or not name:
            problems.append(d.problem((1, 1), "unknown-file", f"nothing reads '{d.name}.yml'", _PLACED))
            continue
        first.setdefault(code, d)
        kind: Any = Language if name == ABOUT else TranslatedPage if d.text else Translation
        model, faults = validate(d, kind, d.data, ())
        problems += faults
        if isinstance(model, Language):
            abouts[code] = model
        elif isinstance(model, TranslatedPage):
            pages.setdefault(code, {})[name.removeprefix(f"{WRITTEN}/")] = Sheet(model, d)
        elif isinstance(model, Translation):
            there = files.setdefault(code, {})
            own = Overlay(model.texts, dict.fromkeys(model.texts, d), model.reviewed)
            there[name] = there[name].under(own) if name in there else own
    for code in first.keys() - abouts.keys():
        path = f"knowledge/{LANGUAGES}/{code}/{ABOUT}.yml"
        problems.append(Problem(path, 1, 1, "missing-file", "this file is missing", f"counterpoise translate {code}"))
    tongues = {c: Tongue(abouts[c], files.get(c, {}), pages.get(c, {})) for c in sorted(abouts)}
    return tongues, problems


_PLACED = "it goes into languages/CODE/, named as its original, such as languages/es/exercises/chin-tuck.yml"


def translation_stale(k: Knowledge) -> Iterator[Problem]:
    """A translation was made from the English as it stands (a warning); one about safety is not shown until it is."""
    texts = _texts(k)
    for code, tongue in k.languages.items():
        for text in texts:
            if tongue.of(text.file).find(text.key, text.english).state == "stale":
                shown = "readers get the English until it is made anew" if text.safety else "it is still shown"
                message = f"the English of '{text.key}' has changed since; {shown}"
                hint = f"counterpoise translate {code} puts the English of today beside it"
                yield _problem(tongue, text.file, text.key, "translation-stale", message, hint).as_warning()
        for name, sheet in tongue.pages.items():
            if name in k.kinds[WRITTEN] and standing(k, code, name) == "stale":
                message, hint = "the English page has changed since", f"counterpoise translate {code} says what to do"
                d = sheet.document
                yield d.problem(d.at(("from",)), "translation-stale", message, hint).as_warning()


def translation_unknown(k: Knowledge) -> Iterator[Problem]:
    """A translation belongs to a text that is there (a warning)."""
    known: dict[str, dict[str, Original]] = {}
    for text in _texts(k):
        known.setdefault(text.file, {})[text.key] = text
    for code, tongue in k.languages.items():
        for file, overlay in tongue.files.items():
            if file.startswith(BRAND):
                continue
            said = {text.english for text in known.get(file, {}).values()}
            for key, own in overlay.texts.items():
                if key not in known.get(file, {}) and own.en not in said:
                    message = f"there is no text '{key}' in {file}.yml"
                    hint = did_you_mean(key, known.get(file, ())) or f"counterpoise translate {code} takes it out"
                    yield _problem(tongue, file, key, "translation-unknown", message, hint).as_warning()
        for name in tongue.pages.keys() - k.kinds[WRITTEN].keys():
            d = tongue.pages[name].document
            yield d.problem((1, 1), "translation-unknown", f"there is no page {WRITTEN}/{name}.md").as_warning()


def translation_parts(k: Knowledge) -> Iterator[Problem]:
    """A translation has the blanks and the links of its English, and where it keeps people safe the same numbers."""
    texts = _texts(k)
    for tongue in k.languages.values():
        for text in texts:
            overlay = tongue.of(text.file)
            own = overlay.texts.get(text.key)
            if own is None or not own.to.strip():
                continue
            for what, lost in _changed(own, text):
                message = f"'{text.key}' has other {what} than its English: {', '.join(lost)}"
                hint = f"write the {what} of the English, no more and no fewer"
                yield _problem(tongue, text.file, text.key, "translation-parts", message, hint)


def _texts(k: Knowledge) -> tuple[Original, ...]:
    """What there is to translate, where it is translated."""
    return tuple(originals(k)) if k.languages else ()


def _changed(own: Rendering, text: Original) -> Iterator[tuple[str, list[str]]]:
    """What parts are not the same, and those that only one of both has."""
    if text.file == PHRASES:
        found = set(_BLANK.findall(own.to)) - set(_BLANK.findall(own.en))
        yield from [("blanks", sorted(found))] if found else []
    if text.file != PHRASES and (LINK.search(own.en) or LINK.search(own.to)):
        links = _odd(_linked(own.en), _linked(own.to))
        yield from [("links", links)] if links else []
    if text.safety:
        numbers = _odd(_numbers(own.en), _numbers(own.to))
        yield from [("numbers", numbers)] if numbers else []


def _linked(text: str) -> list[str]:
    return [f"{a}/{b}" for a, b in ENTITY_LINK.findall(text)]


def _numbers(text: str) -> list[str]:
    return [str(int(digits)) for digits in _NUMBER.findall(_PARTED.sub("", text))]


def _odd(one: Collection[str], other: Collection[str]) -> list[str]:
    return sorted(set(one) ^ set(other))


def _problem(tongue: Tongue, file: str, key: str, rule: str, message: str, hint: str) -> Problem:
    document = tongue.of(file).origins[key]
    return document.problem(document.at_key(("texts", key)), rule, message, hint)


RULES = asks(translation_stale, translation_unknown, translation_parts)


def check(k: Knowledge) -> Iterator[Problem]:
    """Run all rules of this room."""
    yield from translation_stale(k)
    yield from translation_unknown(k)
    yield from translation_parts(k)
