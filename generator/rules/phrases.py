"""Phrases: every language has a sentence for each message, with the same blanks to fill in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.base import Knowledge
from generator.problems import Problem, did_you_mean

FIRST = "en"
"""The language that the others translate."""
_BLANK = re.compile(r"\{([a-z_]+)\}")


def missing_phrase(k: Knowledge) -> Iterator[Problem]:
    """Each language has every sentence of the first, and the sentences for each band."""
    bands = [b.id for b in k.scoring.bands] if k.scoring else []
    needed = [f"{message}.{band}" for band in bands for message in ("band", "outcome.match.headline")]
    for language, phrases in k.phrases.items():
        for message in dict.fromkeys([*needed, *k.phrases.get(FIRST, {})]):
            if message not in phrases:
                hint = "write it in the language of the file, below the key it belongs to"
                yield _problem(k, language, message, "missing-phrase", f"the phrase '{message}' is missing", hint)


def unknown_blank(k: Knowledge) -> Iterator[Problem]:
    """A translated sentence has no blank, {such_as_this}, that the first language's has not."""
    for language, phrases in k.phrases.items():
        for message, sentence in phrases.items():
            blanks = _BLANK.findall(k.phrases.get(FIRST, {}).get(message, sentence))
            for blank in sorted(set(_BLANK.findall(sentence)) - set(blanks)):
                hint = did_you_mean(blank, blanks) or f"it has: {', '.join(blanks) or 'none'}"
                yield _problem(k, language, message, "unknown-blank", f"nothing fills in {{{blank}}}", hint)


def _problem(k: Knowledge, language: str, message: str, rule: str, text: str, hint: str) -> Problem:
    """A problem at a phrase, or at the key around the place where it should be."""
    document, _ = k.origins["phrases", language]
    path = next((p for p in document.positions if ".".join(map(str, p)) == message), tuple(message.split(".")))
    return document.problem(document.at(path), rule, text, hint)


CHECKS: tuple[Callable[[Knowledge], Iterator[Problem]], ...] = (missing_phrase, unknown_blank)
RULES = tuple(f.__name__.replace("_", "-") for f in CHECKS)


def check(k: Knowledge) -> Iterator[Problem]:
    """Run all rules of this room."""
    for rule in CHECKS:
        yield from rule(k)
