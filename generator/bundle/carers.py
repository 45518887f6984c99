"""What is said to someone -> the same said of someone else, for whoever answers for them. English alone.

"You" takes the same verb forms as "they", so only its case has to be found: "you" after a preposition, or after a verb
that takes it, is "them". What whoever answers has done themselves, or has to do, stays theirs: what you told us, your
emergency number. tests/generator/bundle/test_carers.py holds every kind of sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from quiz.asking.bundle import THEY

_KEPT: Final = (
    r"you (?:told|ticked|answered|opened|clearly see)",
    r"what do you see",
    r"you (?:are|were) (?:not sure|asked)",
    r"(?:you|I) care for",
    r"with them if you can",
    r"(?:your|Your) (?:answers?|emergency number|crisis line|result|browser|device)",
)
"""Of whoever answers, not of whom it is about."""
_TAKES: Final = (
    r"for|with|to|of|by|from|near|around|on|at|about|behind|bothers?|worry|worries|wakes?|guide|makes?|making|helps?|keeps?"
    r"|let|show(?:ed|s)?|bruise|seen|sees?|tell|told|knows?|gave|gives?|treat|fits?|suit(?:ed|s)?|stops?|watch|offer|send|asks?|wears?|tires?"
)
"""Words after which "you" is what something is done to."""
_VERBS: Final = ("may", "can", "are", "have", "had", "were", "do", "did", "could", "will", "feel")
"""Before which "you" does something all the same."""
_OWN: Final = {
    "drive yourself": "let them drive",
    "exert yourself": "let them exert themselves",
    "i was": "they were",
    "i am": "they are",
    "i have": "they have",
    "yourself": "themselves",
    "yours": "theirs",
    "your": "their",
    "my": "their",
    "i": "they",
}
_WORDS: Final = re.compile(
    rf"(?P<kept>\b(?:{'|'.join(_KEPT)})\b)"
    rf"|(?P<before>\b(?:{_TAKES}) )(?P<object>you)\b(?! (?:{'|'.join(_VERBS)})\b)"
    rf"|(?P<subject>\b[Yy]ou\b)|(?P<own>\b(?:{'|'.join(_OWN)})\b)",
    re.IGNORECASE,
)


def is_told_of(language: str) -> bool:
    """Whether this language's sentences can be turned: others are said to whoever answers."""
    return language.partition("-")[0] == "en"


def of_another(text: str) -> str:
    """The text as it is said of someone else; the same where it speaks of nobody's body."""
    return _WORDS.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    if found["kept"]:
        return found["kept"]
    if found["object"]:
        return f"{found['before']}them"
    word = found["subject"] or found["own"]
    told = "they" if found["subject"] else _OWN[word.lower()]
    return told.capitalize() if word[0].isupper() and _starts(found) else told


def _starts(found: re.Match[str]) -> bool:
    """Whether the word begins a sentence."""
    before = found.string[: found.start()].rstrip("“\"'( ")
    return not before or before[-1] in ".!?:"


TOLD: Final = (
    *("flags.", "cautions.", "questions.", "outcome.", "unsure.", "report.", "regions.", "findings.", "muscles."),
    *("syndromes.", "scales.", "place.", "left-out.", "routine.", "short.", "room.", "card.why.added"),
)
"""What a result says of somebody. What stands on a card speaks to whoever does it: the result says so."""


def told_of_another(words: Mapping[str, str]) -> dict[str, str]:
    """The messages that differ when they are told of someone else. What the catalogue writes out stays as written."""
    ids = (name for name in words if name.startswith(TOLD) and ".on." not in name and f"{THEY}{name}" not in words)
    return {f"{THEY}{name}": said for name in ids if (said := of_another(words[name])) != words[name]}
