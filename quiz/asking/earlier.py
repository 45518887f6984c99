"""An earlier check, as a device kept it, for a later one to be compared with: read with suspicion, never refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from quiz.asking.answers import BadAnswers, read_answers
from quiz.asking.bundle import Answer, Answers, Bundle, Question
from quiz.asking.exact import is_whole

MOST: Final = 3
MOST_NAME: Final = 80
"""Characters of an activity's name."""
MOST_EARLIER: Final = 60
"""As many as a device keeps."""


@dataclass(frozen=True)
class Activity:
    """Something that matters to a person, in their own words."""

    name: str
    score: int | None
    """0: it cannot be done at all; 10: as well as ever; None: not told."""


@dataclass(frozen=True)
class Earlier:
    on: date
    answers: Answers
    activities: tuple[Activity, ...]


def read_activities(raw: Any) -> tuple[Activity, ...]:
    """At most MOST of [{"name", "score"}], each name once; what is none is left aside."""
    found: dict[str, Activity] = {}
    for one in raw if isinstance(raw, list) else []:
        name, score = (one.get("name"), one.get("score")) if isinstance(one, dict) else (None, None)
        if isinstance(name, str) and 0 < len(name.strip()) <= MOST_NAME:
            told = score if is_whole(score, 0, 10) else None
            found.setdefault(name.strip().casefold(), Activity(name.strip(), told))
    return tuple(found.values())[:MOST]


def read_earlier(asked: Mapping[str, Question], raw: Any) -> tuple[Earlier, ...]:
    """[{"on": a day, "answers", "activities"}]; what cannot be used of it is left aside."""
    rows = raw[-MOST_EARLIER:] if isinstance(raw, list) else []
    return tuple(read for one in rows if isinstance(one, dict) and (read := _read(asked, one)) is not None)


def _read(asked: Mapping[str, Question], one: dict[str, Any]) -> Earlier | None:
    try:
        on = date.fromisoformat(one["on"])
    except (KeyError, TypeError, ValueError):
        return None
    return Earlier(on, read_kindly(asked, one.get("answers")), read_activities(one.get("activities")))


def read_kindly(asked: Mapping[str, Question], raw: Any) -> dict[str, Answer]:
    """The answers that can still be used: a question may be gone by now, or asked otherwise."""
    found: dict[str, Answer] = {}
    for name in sorted(raw.keys() & asked.keys()) if isinstance(raw, dict) else ():
        try:
            found.update(read_answers(asked, {name: raw[name]}))
        except BadAnswers:
            continue
    return found


def worth_keeping(bundle: Bundle, answers: Answers) -> list[str]:
    """The questions whose answers a later check is compared with. None of the safety screen but age, where it aches,
    how much and what it keeps one from; none in someone's own words."""
    rule = bundle.scoring.retest
    of_screen = {bundle.where, rule.ache, *rule.lines, *rule.stays} if rule else set()
    return sorted(q for q in answers if q in of_screen or _is_measure(bundle.questions[q]))


def _is_measure(q: Question) -> bool:
    return not q.safety and q.kind != "text"


def lasting(bundle: Bundle, answers: Answers) -> dict[str, Answer]:
    """What is filled in again when a check is repeated: all else is asked afresh, lest the first answer lead."""
    stays: Iterable[str] = bundle.scoring.retest.stays if bundle.scoring.retest else ()
    return {q: answers[q] for q in stays if q in answers}
