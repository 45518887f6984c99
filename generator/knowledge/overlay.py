"""A language's files as they were read: which text stands in place of an English one, and whether it still may."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from generator.model import Language, Rendering, Review, TranslatedPage
from generator.reading.document import Document

State = Literal["fresh", "stale", "missing"]
_DIGITS = 12


class Found(NamedTuple):
    """What a language says in place of a text; its `to` is empty where it is missing."""

    state: State
    to: str = ""


@dataclass(frozen=True)
class Overlay:
    """One file of a language: its texts by where they stand in the original, and the document that each is from."""

    texts: Mapping[str, Rendering] = field(default_factory=dict)
    origins: Mapping[str, Document] = field(default_factory=dict)
    review: Review | None = None
    """Who checked the translation clinically."""

    @cached_property
    def _by_english(self) -> Mapping[str, str]:
        return {_plain(text.en): text.to for text in self.texts.values() if text.to.strip()}

    def find(self, key: str, english: str) -> Found:
        """What stands in place of the English at a key. A text that moved within its file is found by its English."""
        own = self.texts.get(key)
        if own and own.to.strip() and _plain(own.en) == _plain(english):
            return Found("fresh", own.to)
        if elsewhere := self._by_english.get(_plain(english)):
            return Found("fresh", elsewhere)
        return Found("stale", own.to) if own and own.to.strip() else Found("missing")

    def under(self, own: Overlay) -> Overlay:
        """This with a fork's own texts over it."""
        texts, origins = {**self.texts, **own.texts}, {**self.origins, **own.origins}
        return Overlay(texts, origins, self.review and own.review)


@dataclass(frozen=True)
class Sheet:
    """A page that was translated whole."""

    head: TranslatedPage
    document: Document


@dataclass(frozen=True)
class Tongue:
    """All that is there of a language."""

    about: Language
    files: Mapping[str, Overlay]
    """By the name of the original, such as exercises/chin-tuck."""
    pages: Mapping[str, Sheet]
    """By the name of the page below content/."""

    def of(self, file: str) -> Overlay:
        return self.files.get(file, _NOTHING)


_NOTHING = Overlay()


def fingerprint(text: str) -> str:
    """Twelve characters that change whenever a page does."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]


def _plain(text: str) -> str:
    """Without regard to where its lines break."""
    return " ".join(text.split())
