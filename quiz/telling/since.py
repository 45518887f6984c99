"""Then and now, told: what matters to the person and the ache first, then line by line; what to do with that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quiz.asking.bundle import Bundle, Data
from quiz.judging.since import BETTER, MIXED, SAME, WORSE, Pair, Since
from quiz.telling.explain import answer_told
from quiz.telling.messages import say

SWAPS: Final = 3
_QUIET: Final = ("no-pattern", "not-enough")


def since_told(bundle: Bundle, s: Since, now: Data, cards: Sequence[Data]) -> Data:
    """`now` are the answers of today, `cards` the routine's as told: without one who is no worse hears no next step."""
    answers = [_answer(bundle, s, now, q, word) for q, word in s.answers if word != SAME]
    alike = len(s.answers) - len(answers)
    return {
        "on": s.before.on.isoformat(),
        "verdict": s.verdict,
        "headline": say(f"since.headline.{s.verdict}", n=max(1, (s.days + 3) // 7)),
        "next": say(f"since.next.{s.verdict}") if cards or s.verdict == WORSE else None,
        "further": None if s.last else say("since.further"),
        "first": [
            *(_points(name, pair) for name, pair in s.activities),
            *([_points(say("since.ache"), s.ache)] if s.ache else []),
        ],
        "lines": [
            *(_line(say(f"regions.{place}.title"), *_ached(word)) for place, word in s.places),
            *answers,
            *(_pattern(*row) for row in s.patterns),
        ],
        "alike": say("since.alike", n=alike) if alike else None,
        "varies": say("since.varies", n=bundle.scoring.retest.enough) if bundle.scoring.retest else None,
        "swaps": _swaps(cards) if s.verdict in (SAME, MIXED) else [],
    }


def without_verdict_on_patterns(s: Since | None, outcome: str) -> bool:
    """Whether nothing is said of patterns that fit no more: getting better is no lack of an answer."""
    return s is not None and s.verdict == BETTER and outcome in _QUIET


def _line(title: Data | str, then: Data | list[Data], now: Data | list[Data], word: str) -> Data:
    return {"title": title, "was": then, "now": now, "word": word, "told": say(f"since.word.{word}")}


def _points(title: Data | str, pair: Pair) -> Data:
    """Points out of 10, as numbers too, for a picture of them."""
    then, now = (say("since.points", n=n) for n in (pair.then, pair.now))
    return {**_line(title, then, now, pair.word), "from": pair.then, "to": pair.now}


def _ached(word: str) -> tuple[Data, Data, str]:
    aches, not_ = say("since.aches"), say("since.aches-not")
    return (aches, not_, word) if word == BETTER else (not_, aches, word)


def _answer(bundle: Bundle, s: Since, now: Data, name: str, word: str) -> Data:
    q = bundle.questions[name]
    then = answer_told(q, s.before.answers[name])
    return _line(say(f"questions.{name}.ask"), then, answer_told(q, now[name]), word)


def _pattern(syndrome: str, then: str | None, now: str | None, word: str) -> Data:
    told = [say(f"band.{band}") if band else say("since.no-pattern") for band in (then, now)]
    return _line(say(f"syndromes.{syndrome}.title"), told[0], told[1], word)


def _swaps(cards: Sequence[Data]) -> list[Data]:
    """For some exercises another one that does the same job."""
    found = [(card, card["instead"][0]) for card in cards if card["instead"]]
    return [
        {
            "exercise": card["exercise"],
            "title": card["title"],
            "other": other["exercise"],
            "other_title": other["title"],
        }
        for card, other in found[:SWAPS]
    ]
