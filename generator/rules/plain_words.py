"""Plain words: sentences for readers stay below a reading grade (Flesch-Kincaid, in years of school).

The formula is Kincaid's, of 1975. Syllables are counted by how English is written: against a dictionary of how it is
spoken, 99 of 100 words of this site come out right, and the others err both ways alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.knowledge.base import LINK, Knowledge, sentences
from generator.model import Question, is_id
from generator.reading.document import Path_
from generator.reading.problems import Problem

RULES = {
    "reading-grade": "Sentences stay at grade 6 (questions, exercises, habits, self-tests, safety) or 9 (the rest)."
}
EASY, PLAIN = 6, 9
"""The highest grade of what must be read right, and of all the rest."""
EASY_KINDS = ("exercises", "habits", "questions", "safety/flags", "safety/cautions", "tests")
PLAIN_PARTS = ("evidence", "meaning")
"""Parts of easy kinds that explain, rather than say what to do."""
UNREAD = ("safety/demands", "findings", "sources")
"""Kinds whose texts are for authors, are halves of sentences, or tell a paper in its own terms."""
MOST_WORDS = 8

HARD = 3
"""Syllables of a word that a hint names."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_VOWELS = re.compile("[aeiouy]+")
_SILENT = re.compile(
    r"(?:(?<=[aeiouyl]l)|(?<=[^aeiouyl]))(?:e(?=$|(?:ly|ments?|ful|less|ness)$)|(?<![csxzgh])es$|(?<![td])ed$)"
)
_APART = re.compile(r"[aeouy](?=ing)|(?<![aeioutscgxqhln])i(?=a|o|um?s?$|ety)|(?<![aeiou])i(?=e(?:r|st)$)")
_MARKUP = re.compile(r"[*_`#>|]")
_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=[-*\d])")


@dataclass(frozen=True)
class Reading:
    """Texts that are read together, each with its place: a question, or the easy or plain part of an entity."""

    kind: str
    id: str
    limit: int
    texts: tuple[tuple[Path_, str], ...]


def check(k: Knowledge) -> Iterator[Problem]:
    """Report what reads too hard, at its hardest sentence (warnings)."""
    for reading in readings(k):
        found = grade(text for _, text in reading.texts)
        if found > reading.limit:
            path, _, hardest = max(
                ((path, grade([s]), s) for path, text in reading.texts for s in split(text)), key=lambda row: row[1]
            )
            hint = f"hardest: {' '.join(hardest.split())}"
            words = hard_words(text for _, text in reading.texts)
            hint += f"\n    hard words: {', '.join(words)}" if words else ""
            message = f"reading grade {found:.1f}, at most {reading.limit} wanted"
            yield k.problem(reading.kind, reading.id, path, "reading-grade", message, hint).as_warning()


def readings(k: Knowledge) -> Iterator[Reading]:
    """Everything that is graded. Questions are graded one by one, wherever they are written."""
    for question, kind, name, path in k.questions().values():
        yield Reading(kind, name, EASY, tuple((p, t) for p, t in sentences(question, path) if not is_id(t)))
    for kind, name, model in k.entities():
        if isinstance(model, Question) or kind in UNREAD:
            continue
        parts: dict[int, list[tuple[Path_, str]]] = {}
        for path, text in sentences(model, skip=Question):
            if not is_id(text):
                easy = kind in EASY_KINDS and path[0] not in PLAIN_PARTS
                parts.setdefault(EASY if easy else PLAIN, []).append((path, text))
        for limit, texts in parts.items():
            yield Reading(kind, name, limit, tuple(texts))


def split(text: str) -> list[str]:
    """The sentences of a text, without markup; what ends in no stop gets one."""
    plain = _MARKUP.sub("", LINK.sub(r"\1", text))
    found = (" ".join(part.split()).lstrip("-0123456789. ") for part in _END.split(plain))
    return [s if s[-1] in ".!?" else f"{s}." for s in found if s]


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of all texts together, one decimal; 0 for nothing."""
    read = [_WORD.findall(s) for t in texts for s in split(t)]
    words = [word for sentence in read for word in sentence]
    if not words:
        return 0.0
    return round(0.39 * len(words) / len(read) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59, 1)


def syllables(word: str) -> int:
    """How many a word has: its groups of vowels, without an e that is not heard, and those that are heard apart."""
    heard = _SILENT.sub("", word.lower())
    return max(1, len(_VOWELS.findall(heard)) + len(_APART.findall(heard)))


def hard_words(texts: Iterable[str]) -> list[str]:
    """Words of three syllables and more, the longest first."""
    words = {word.lower() for t in texts for s in split(t) for word in _WORD.findall(s)}
    return sorted((w for w in words if syllables(w) >= HARD), key=lambda w: (-syllables(w), w))[:MOST_WORDS]
