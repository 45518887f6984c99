"""A safety screen remembered: whoever answered all of it lately is asked in a few words whether anything is new.

What is kept stays on the person's device, so whatever comes back from there was written by anyone: it holds only as
answers that this screen would take, complete, from this edition of the safety knowledge, and at most DAYS old. Where
one of these fails everything is asked. A screen that shut the gate is never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from quiz.asking.answers import BadAnswers, read_answers
from quiz.asking.bundle import NOT_SURE, Answer, Answers, Bundle, Data, Question, Value
from quiz.plans.opening import Check, safety_check, screen_check, screen_questions
from quiz.plans.plan import Plan

FORMAT: Final = 1
DAYS: Final = 28
SAID: Final = ("no", "yes", "not-sure")
"""Is anything new? Only "no" leaves it at that."""


@dataclass(frozen=True)
class Recall:
    """What a remembered screen spares someone today."""

    ask: str
    """all: every question; card: whether anything is new; rest: only what `answers` leaves open."""
    answers: Answers
    gone: bool = False
    """What was kept is too old, or of another edition: it can be forgotten."""


def remember(bundle: Bundle, plan: Plan | None, answers: Answers, today: date, before: Any = None) -> Data | None:
    """What to keep of an answered screen; None while a question is open, and where the gate is shut.

    `plan` is the one that is opened; None: a self-assessment, which asks every line. `before` is what spared this
    person the screen: it is kept on where nothing differs, and what differs grows no younger by it.
    """
    check = _check(bundle, plan, answers)
    if check.missing or not check.gate.open or not bundle.news:
        return None
    asked = {q: options for q, options in check.options.items() if q in answers}
    held = _held(bundle, plan, before, today)
    if before is not None and held is None:
        return None  # what spared this person the screen holds no more
    told = {q: _within(bundle.questions[q], answers[q], options) for q, options in asked.items()}
    if held and all(q in held and _within(bundle.questions[q], held[q], asked[q]) == told[q] for q in told):
        return _kept(bundle, before["on"], held, before["asked"])
    lists = {q: options for q, options in check.options.items() if bundle.questions[q].kind == "multiple"}
    return _kept(bundle, before["on"] if held else today.isoformat(), told, lists)


def _kept(bundle: Bundle, on: str, answers: Answers, asked: Mapping[str, Any]) -> Data:
    """What a device keeps, and nothing else that stood beside it there."""
    return {
        "format": FORMAT,
        "on": on,
        "version": bundle.safety,
        "answers": {q: plain(answer) for q, answer in answers.items()},
        "asked": {
            q: [line for line in lines if isinstance(line, str)]
            for q, lines in asked.items()
            if isinstance(lines, list | tuple)
        },
    }


def recall(bundle: Bundle, plan: Plan | None, kept: Any, today: date, said: str | None = None) -> Recall:
    """Decide what someone is asked of whom `kept` is remembered, once they have `said` whether anything is new.

    In a self-assessment how the ache is today is asked each time; a plan takes it as it was, as nothing is new.
    """
    held = _held(bundle, plan, kept, today)
    if held is None or said not in (None, SAID[0]):
        return Recall("all", {}, gone=not _is_of(bundle, kept, today))
    if said is None:
        return Recall("card", {})
    return Recall("rest", held if plan else {q: a for q, a in held.items() if not _of_today(bundle, q)})


def _held(bundle: Bundle, plan: Plan | None, kept: Any, today: date) -> Answers | None:
    """The kept answers, if they are as good as answers given now but for what is new since."""
    if not bundle.news or not _is_of(bundle, kept, today):
        return None
    asked = kept.get("asked")
    try:
        answers = read_answers(screen_questions(bundle), kept.get("answers"))
    except BadAnswers:
        return None
    check = _check(bundle, plan, answers)
    if check.missing or not check.gate.open or not isinstance(asked, dict):
        return None
    lists = ((asked.get(q), options) for q, options in check.options.items() if bundle.questions[q].kind == "multiple")
    every = all(isinstance(lines, list) and all(line in lines for line in options) for lines, options in lists)
    return answers if every else None


def _is_of(bundle: Bundle, kept: Any, today: date) -> bool:
    """Whether it is of this edition of the safety knowledge, and neither old nor of a day to come."""
    on = kept.get("on") if isinstance(kept, dict) else None
    if on is None:
        return False
    if kept.get("format") != FORMAT or kept.get("version") != bundle.safety or not isinstance(on, str):
        return False
    try:
        return 0 <= (today - date.fromisoformat(on)).days <= DAYS
    except ValueError:
        return False


def _check(bundle: Bundle, plan: Plan | None, answers: Answers) -> Check:
    return safety_check(bundle, plan, answers) if plan else screen_check(bundle, answers)


def _of_today(bundle: Bundle, name: str) -> bool:
    q = bundle.questions[name]
    return q.safety and q.kind != "multiple" and name not in (bundle.age, bundle.where)


def _within(q: Question, answer: Answer, options: tuple[str, ...]) -> Answer:
    """Of ticks those that were shown, and doubts about them; where none of them was, none of what was shown."""
    if not isinstance(answer, tuple) or not options:
        return answer
    left = tuple(v for v in answer if v in options or v.rpartition(":")[2] in options or v == NOT_SURE)
    return left or tuple(o.id for o in q.options if o.exclusive and o.id in options)


def plain(answer: Answer) -> Any:
    """The answer as JSON has it; null for a number that is not whole, which is asked again."""
    if isinstance(answer, Mapping):
        return {side: _one(value) for side, value in answer.items()}
    return list(answer) if isinstance(answer, tuple) else _one(answer)


def _one(value: Value) -> str | int | None:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else None
    return value
