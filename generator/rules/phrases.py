"""Phrases: every language has a sentence for each message, with the same blanks to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.knowledge.base import Knowledge
from generator.knowledge.layers.spoken import is_spoken
from generator.reading.document import dotted
from generator.reading.problems import Problem, asks, did_you_mean

FIRST = "en"
"""The language that the others translate."""
_BLANK = re.compile(r"\{([a-z_]+)\}")
FILLED = re.findall(
    "[a-z_]+",
    """
    answer ask asked band because caution code column count date day discomfort dose down effort example exercise field
    finding first four free from high hold household id key kit knowledge known last least line link load looked low
    max metres min minutes month most muscles n name names new number of op over paper part parts pattern place
    poses question questions ratio reps rest result role row shown side size some step text title to total under unit up
    url value version views wanted weight what who year
    """,
)
"""The names of all blanks that something fills in; a new one is added here. Which sentence has it, the shipped say."""
_ONE, _IMPERIAL = ".one", ".imperial"
"""What the other forms of a sentence end in: for n = 1, and for brands that measure so."""


def missing_phrase(k: Knowledge) -> Iterator[Problem]:
    """Each language has every sentence of the first, and the sentences for each band."""
    bands = [b.id for b in k.scoring.bands] if k.scoring else []
    needed = [
        f"{message}.{band}" for band in bands for message in ("band", "outcome.match.headline", "outcome.match.place")
    ]
    for language, phrases in k.phrases.items():
        for message in dict.fromkeys([*needed, *k.phrases.get(FIRST, {})]):
            if message not in phrases:
                hint = "write it in the language of the file, below the key it belongs to"
                yield _problem(k, language, message, "missing-phrase", f"the phrase '{message}' is missing", hint)


def unknown_phrase(k: Knowledge, shipped: Mapping[str, str]) -> Iterator[Problem]:
    """A phrase that nothing says is not named nearly like one that something says (a warning)."""
    bands = [b.id for b in k.scoring.bands] if k.scoring else []
    for language, phrases in k.phrases.items():
        for message in phrases.keys() - shipped.keys():
            last = message.rpartition(".")[2]
            judged = any(name in shipped for name in _forms(message)) or is_spoken(message.replace(_IMPERIAL, ""))
            if judged or last in bands or last.isdigit() or message.startswith("page.position."):
                continue
            if hint := did_you_mean(message, shipped):
                text = f"nothing says the phrase '{message}'"
                yield _problem(k, language, message, "unknown-phrase", text, hint).as_warning()


def unknown_blank(k: Knowledge, shipped: Mapping[str, str]) -> Iterator[Problem]:
    """A sentence, translated or a fork's own, has no `{blank}` that the shipped one has not."""
    for language, phrases in k.phrases.items():
        for message, sentence in phrases.items():
            forms = [shipped[name] for name in _forms(message) if name in shipped] or [sentence]
            own = dict.fromkeys(blank for form in forms for blank in _BLANK.findall(form))
            blanks = [blank for blank in own if blank in FILLED]
            for blank in sorted(set(_BLANK.findall(sentence)) - set(blanks)):
                yield unfilled(k, language, message, blank, blanks or (FILLED if own else []))


def unfilled(k: Knowledge, language: str, message: str, blank: str, blanks: list[str]) -> Problem:
    """A sentence has a blank that nothing fills in. `blanks` are those that something does."""
    hint = did_you_mean(blank, blanks) or f"it has: {', '.join(blanks) or 'none'}"
    return _problem(k, language, message, "unknown-blank", f"nothing fills in {{{blank}}}", hint)


def _forms(message: str) -> list[str]:
    """The names of all forms of a sentence, which are told with the same values."""
    plain = message.removesuffix(_ONE).removesuffix(_IMPERIAL)
    return [plain, plain + _ONE, plain + _IMPERIAL, plain + _IMPERIAL + _ONE]


def _problem(k: Knowledge, language: str, message: str, rule: str, text: str, hint: str) -> Problem:
    """A problem at a phrase, or at the key around the place where it should be."""
    document, _ = k.origins["phrases", language]
    path = next((p for p in document.positions if dotted(p) == message), tuple(message.split(".")))
    return document.problem(document.at(path), rule, text, hint)


RULES = asks(missing_phrase, unknown_phrase, unknown_blank)


def check(k: Knowledge, shipped: Mapping[str, str]) -> Iterator[Problem]:
    """Run all rules of this room. `shipped` are the sentences of the first language, before a fork's layer."""
    yield from missing_phrase(k)
    yield from unknown_phrase(k, shipped)
    yield from unknown_blank(k, shipped)
