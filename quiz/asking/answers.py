"""Untrusted answers -> answers the engine can use, and one complaint for each that it cannot. Nothing is clamped.

A list of ticks of the safety screen may hold "not-sure" (about any of it) or "not-sure:LINE" beside its ticks.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quiz.asking.bundle import NOT_SURE, SIDES, Answer, Data, Number, Question, Value, without_sides

MOST_ANSWERS = 1_000
MOST_TEXT = 200
MOST_WORDS = 1_000
"""Characters of an answer in somebody's own words. Nothing judges them."""


class BadAnswers(Exception):
    """The answers cannot be used. `complaints` holds messages: {"say", "question", ...}, sorted."""

    def __init__(self, complaints: list[Data]) -> None:
        super().__init__(f"{len(complaints)} unusable answers")
        self.complaints = complaints


class _Complaint(Exception):
    def __init__(self, say: str, **values: Any) -> None:
        super().__init__(say)
        self.message = {"say": f"error.{say}", **values}


def read_answers(asked: Mapping[str, Question], raw: Any) -> dict[str, Answer]:
    """Read `raw` (parsed JSON) as answers to the questions in `asked`.

    Raises BadAnswers naming every unknown question, unknown option, wrong type and number out of range.
    Empty answers (null, [], {}) count as unanswered.
    """
    if not isinstance(raw, dict):
        raise BadAnswers([{"say": "error.not-an-object"}])
    if len(raw) > MOST_ANSWERS:
        raise BadAnswers([{"say": "error.too-many-answers", "most": MOST_ANSWERS}])
    answers: dict[str, Answer] = {}
    complaints: list[Data] = []
    for name in sorted(raw):
        try:
            if name not in asked:
                raise _Complaint("unknown-question")
            answer = _answer(asked[name], raw[name])
            if answer is not None:
                answers[name] = answer
        except _Complaint as complaint:
            complaints.append({**complaint.message, "question": short(name)})
    if complaints:
        raise BadAnswers(complaints)
    return answers


def short(text: str) -> str:
    """As much of a foreign text as a message may repeat."""
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "..."


def _answer(q: Question, raw: Any) -> Answer | None:
    if raw is None or raw in ([], {}):
        return None
    if q.sided:
        return _sided(q, raw)
    if q.kind in ("multiple", "regions"):
        return _many(q, raw)
    return _one(q, raw)


def _sided(q: Question, raw: Any) -> Answer | None:
    if not isinstance(raw, dict):
        raise _Complaint("wants-sides")
    unknown = sorted(set(raw) - set(SIDES))
    if unknown:
        raise _Complaint("unknown-side", value=short(unknown[0]))
    one = without_sides(q)
    read = {side: _one(one, raw[side]) for side in SIDES if raw.get(side) is not None}
    return {side: value for side, value in read.items() if value is not None} or None


def _many(q: Question, raw: Any) -> Answer:
    if raw == NOT_SURE and q.not_sure:
        return (NOT_SURE,)
    if not isinstance(raw, list) or not all(isinstance(v, str) for v in raw):
        raise _Complaint("wants-list")
    if len(raw) > MOST_ANSWERS:
        raise _Complaint("too-many-answers", most=MOST_ANSWERS)
    chosen = set(raw)
    lines = [o.id for o in q.options if not o.exclusive]
    doubts = {f"{NOT_SURE}:{line}": line for line in lines} if q.not_sure and q.safety else {}
    unsure = {NOT_SURE} if q.not_sure else set()
    unknown = sorted(chosen - {o.id for o in q.options} - unsure - doubts.keys())
    if unknown:
        raise _Complaint("unknown-option", value=short(unknown[0]))
    alone = {o.id for o in q.options if o.exclusive} | (unsure if not q.safety else set())
    if len(chosen) > 1 and not chosen.isdisjoint(alone):
        raise _Complaint("not-alone", value=min(chosen & alone))
    sure = tuple(o.id for o in q.options if o.id in chosen)
    named = tuple(doubt for doubt, line in doubts.items() if doubt in chosen and line not in chosen)
    return sure + (named or tuple(chosen & unsure))


def _one(q: Question, raw: Any) -> Value | None:
    if raw == NOT_SURE and q.not_sure:
        return NOT_SURE
    if q.numeric:
        return _number(q, raw)
    if q.kind == "text":
        return _words(raw)
    if not isinstance(raw, str):
        raise _Complaint("wants-option")
    if all(o.id != raw for o in q.options):
        raise _Complaint("unknown-option", value=short(raw))
    return raw


def _words(raw: Any) -> str | None:
    if not isinstance(raw, str):
        raise _Complaint("wants-words")
    if len(raw) > MOST_WORDS:
        raise _Complaint("too-long", most=MOST_WORDS)
    return raw.strip() or None


def _number(q: Question, raw: Any) -> Number:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise _Complaint("wants-number")
    if not q.min <= raw <= q.max:
        raise _Complaint("out-of-range", min=str(q.min), max=str(q.max))
    if q.whole and raw % 1:
        raise _Complaint("not-whole")
    return raw
