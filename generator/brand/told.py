"""A brand's texts in another language: its tagline, disclaimer, and whom to call. Numbers and names stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from generator.brand.fields import Brand, Country
from generator.knowledge.base import Knowledge
from generator.knowledge.languages.retold import retold
from generator.knowledge.languages.translated import Original, translated
from generator.knowledge.overlay import Tongue
from generator.reading.document import Path_, dotted

_NUMBER = re.compile(r"[0-9]+")
COUNTRIES = "countries"
"""The file of a language that has the words of countries.yml."""


def file_of(brand: Brand) -> str:
    """The file of a language that has this brand's texts."""
    return f"brands/{brand.reference}" if brand.reference else "brand"


def in_language(brand: Brand, tongue: Tongue, language: str) -> Brand:
    """The brand as a language says it. Outdated texts are none: another brand's may stand there. Nor is one with other
    numbers: who dials them reaches somebody else.
    """

    def say(path: Path_, text: str, _safety: bool) -> str:
        own = tongue.of(file_of(brand)).find(dotted(path), text)
        found = own if own.state == "fresh" else tongue.of(COUNTRIES).find("", text)
        same = _NUMBER.findall(found.to) == _NUMBER.findall(text)
        return found.to if found.state == "fresh" and same else text

    return retold(brand, say).model_copy(update={"language": language})


def spoken(k: Knowledge, brand: Brand, language: str) -> tuple[Knowledge, Brand]:
    """Knowledge and brand as a language says them; as they are where it has no files of its own."""
    k = k.english or k
    if language not in k.languages:
        return k, brand.model_copy(update={"language": language})
    return translated(k, language), in_language(brand, k.languages[language], language)


def originals(brand: Brand, countries: dict[str, Country]) -> Iterator[Original]:
    """What there is to translate: of the brand what is no country's, then the countries'."""
    shared = {text for row in countries.values() for text in (row.title, row.number, row.crisis)}
    found: list[Original] = []

    def note(file: str, path: Path_, text: str, _safety: bool) -> str:
        if file == COUNTRIES or text not in shared:
            found.append(Original(file, dotted(path), text, True))
        return text

    retold(brand, partial(note, file_of(brand)))
    for name, row in countries.items():
        retold(row, partial(note, COUNTRIES), (name,))
    yield from found
