"""The answers to a published-style questionnaire: read strictly, hidden ones out, item by item in points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, NamedTuple

from quiz.asking.answers import BadAnswers, read_answers
from quiz.asking.bundle import NOT_SURE, Answer, Answers, Data, Question, question
from quiz.asking.conditions import holds
from quiz.asking.exact import Points, is_number, lean, number, plain_number, table

MOST_KEPT: Final = 4096
FINEST: Final = -15
"""Decimal places that an answer may have, as an exponent."""

Codes = frozenset[str | Fraction]
"""The answers to an item that mean "not applicable", each as text and, where it is one, as a number."""


class Responses(NamedTuple):
    """The answers that count, and the questions that were hidden."""

    answers: Answers
    hidden: frozenset[str]


def codes(scales: Iterable[Data]) -> dict[str, Codes]:
    """Item -> what means "not applicable" there. What one scale calls so is so in all scales."""
    found: dict[str, Codes] = {}
    for d in scales:
        names = [str(c) for c in d["not_applicable"]]
        here: Codes = frozenset([*names, *(number(n) for n in names if is_number(n))])
        for item in d["items"] if here else ():
            found[item] = found.get(item, frozenset()) | here
    return found


def responses_of(questions: Sequence[Data], not_applicable: Mapping[str, Codes]) -> Callable[[Any], Responses]:
    """A reader of answer sets for these questions (compiled data), in the order in which they are asked.

    It raises BadAnswers as read_answers does, and for numbers off the question's `step` (a scale's is 1 unless it says
    otherwise) or with more than 15 decimals.
    """
    asked = {d["id"]: question(d) for d in questions}
    whole = {
        name: (q.min, q.max)
        for name, q in asked.items()
        if q.numeric and not q.sided and _steps(q) in (None, 1) and q.min == int(q.min)
    }
    coded = {name: codes for name, codes in not_applicable.items() if asked[name].numeric}
    branches = any(q.show_if or any(o.show_if for o in q.options) for q in asked.values())

    def carefully(raw: Any) -> Answers:
        away: dict[str, Any] = {}
        faults: list[Data] = []
        if isinstance(raw, dict):
            away = {n: raw[n] for n, c in coded.items() if type(raw.get(n)) in (int, Decimal, str) and raw[n] in c}
            raw = {n: v for n, v in raw.items() if n not in away}
            faults = misfits(asked, raw)
        try:
            answers = read_answers(asked, raw)
        except BadAnswers as bad:
            faults = [*bad.complaints, *faults]
        if faults:
            raise BadAnswers(sorted(faults, key=lambda c: str(c.get("question", ""))))
        return {**answers, **away}

    def read_sheet(raw: Any) -> Responses:
        # Most answers are whole numbers within their range: read_answers would find nothing, at three times the cost.
        sound: dict[str, Answer] = {}
        if isinstance(raw, dict):
            sound = {n: v for n, v in raw.items() if type(v) is int and n in whole and whole[n][0] <= v <= whole[n][1]}
        if not isinstance(raw, dict) or len(sound) < len(raw):
            rest = {n: v for n, v in raw.items() if n not in sound} if sound else raw
            sound.update(carefully(rest))
        return _shown(asked.values(), sound) if branches else Responses(sound, frozenset())

    return read_sheet


def misfits(asked: Mapping[str, Question], answers: Mapping[str, Any]) -> list[Data]:
    """What is wrong with numbers beside type and range: they are off the question's step, or have too many decimals."""
    return [fault for n, v in answers.items() if n in asked and (fault := _misfit(asked[n], v))]


def _misfit(q: Question, value: Any) -> Data | None:
    if type(value) is Decimal and int(value.as_tuple().exponent) < FINEST:
        return {"say": "error.too-precise", "question": q.id, "most": -FINEST}
    if not q.numeric:
        return None
    step = _steps(q)
    if type(value) not in (int, Decimal) or not q.min <= value <= q.max or (q.whole and number(value) % 1):
        return None  # the reader of answers says so
    if step and (number(value) - number(q.min)) % step:
        return {"say": "error.off-step", "question": q.id, "step": str(plain_number(step))}
    return None


def _steps(q: Question) -> Fraction | None:
    return number(q.step) if q.step else Fraction(1) if q.kind == "scale" else None


def _shown(asked: Iterable[Question], answers: Answers) -> Responses:
    """Walk the questions in order: what `show_if` hides counts nowhere, in later conditions neither."""
    counted: dict[str, Answer] = {}
    hidden: set[str] = set()
    for q in asked:
        if not holds(q.show_if, counted):
            hidden.add(q.id)
            continue
        answer = answers.get(q.id)
        closed = {o.id for o in q.options if not holds(o.show_if, counted)}
        if isinstance(answer, tuple):
            answer = tuple(v for v in answer if v not in closed) or None
        if answer is not None and (not isinstance(answer, str) or answer not in closed):
            counted[q.id] = answer
    return Responses(counted, frozenset(hidden))


UNANSWERED: Final = "unanswered"
NOT_APPLICABLE: Final = "not-applicable"


def points(d: Data, q: Question, not_applicable: Codes) -> Callable[[Answer], Points | str]:
    """What each answer to an item adds to the scale `d` (weight included), or UNANSWERED or NOT_APPLICABLE.

    It raises BadAnswers for an answer that the item's recode table lacks.
    """
    value = _value(d, q)
    turn, weight = turned(d, q.id), lean(number(d["weights"].get(q.id, 1)))
    selected = frozenset(map(str, d["selected"]))
    alone = {o.id for o in q.options if o.exclusive}

    def counts(one: Any) -> bool:
        if selected:
            return (one if isinstance(one, str) else str(plain_number(number(one)))) in selected
        return one not in alone if q.kind in ("multiple", "regions") else value(one) != 0

    def work(answer: Answer) -> Points | str:
        values = answer if isinstance(answer, tuple) else (answer,)
        if any(v in not_applicable for v in values):
            return NOT_APPLICABLE
        if NOT_SURE in values:
            return UNANSWERED
        if d["combine"] == "count":
            return sum(counts(v) for v in values)
        return lean(weight * turn(sum((value(v) for v in values), Fraction(0))))

    return lru_cache(MOST_KEPT)(work)


def _value(d: Data, q: Question) -> Callable[[Any], Fraction]:
    """One answer's number: from the item's recode table, else its option's value, else the number itself."""
    rows = next((r["values"] for r in d["recode"] if not r["items"] or q.id in r["items"]), None)
    recode = table(rows) if rows is not None else None
    options = {o.id: o.value for o in q.options}

    def value(one: Any) -> Fraction:
        found = recode(one) if recode else options.get(one) if isinstance(one, str) else number(one)
        if found is None:
            raise BadAnswers([{"say": "error.no-points", "question": q.id, "value": str(one)}])
        return Fraction(found)

    return value


def turned(d: Data, name: str) -> Callable[[Fraction], Fraction]:
    """Reverse the values of an item or part, if the scale says so: k - x."""
    if name not in d["reverse"]:
        return lambda x: x
    top = number(d["reverse"][name])
    return lambda x: top - x
