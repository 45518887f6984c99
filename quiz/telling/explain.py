"""What one other answer would change. Never a safety answer or history: that would teach people to cheat the gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quiz.asking.bundle import NOT_SURE, SIDES, Answer, Answers, Bundle, Data, Number, Question, Value
from quiz.judging.matching import findings_of
from quiz.judging.verdict import Judgement, judge
from quiz.telling.messages import say

Verdict = tuple[str, tuple[tuple[str, str | None, str | None], ...]]
"""(outcome, the matched syndromes as (syndrome, side, band))."""


@dataclass(frozen=True)
class Change:
    """With this one answer changed, the same person would get this verdict instead. True when re-run."""

    question: str
    answer: Answer
    verdict: Verdict


def verdict(j: Judgement) -> Verdict:
    """The part of a judgement that a reader would call the result; the order of the matches is none of it."""
    return j.outcome, tuple(sorted(((m.syndrome, m.side, m.band) for m in j.banded), key=lambda m: (m[0], m[1] or "")))


def changes(bundle: Bundle, questionnaire: str, answers: Answers) -> list[Change]:
    """List, for each question that may be answered otherwise, the first other answer that changes the verdict.

    Such a question establishes only findings that can be measured again, so none of what once was. Answers that would
    bring up further questions are passed over, since their outcome is not known.
    """
    now = judge(bundle, questionnaire, answers)
    if not now.shown.gate.open or now.outcome == "incomplete":
        return []
    found: list[Change] = []
    for name in now.shown.questions:
        q = bundle.questions[name]
        if not _open_to_change(bundle, q, now.shown.answers.get(name)):
            continue
        for other in others(q, now.shown.options[name], now.shown.answers.get(name)):
            then = judge(bundle, questionnaire, {**answers, name: other})
            if then.outcome != "incomplete" and verdict(then) != verdict(now):
                found.append(Change(name, other, verdict(then)))
                break
    return found


def _open_to_change(bundle: Bundle, q: Question, answer: Answer | None) -> bool:
    named = findings_of(bundle, q)
    if q.safety or q.kind == "regions" or not named or answer is None:
        return False
    return all(bundle.findings[f].remeasurable for f in named)


def others(q: Question, options: tuple[str, ...], answer: Answer | None) -> Iterable[Answer]:
    """Other answers to a question, those nearest to the present one first."""
    if q.sided:
        now = answer if isinstance(answer, Mapping) else {}
        for side in SIDES:
            for value in _values(q, options, now.get(side, NOT_SURE)):
                yield {**now, side: value}
    elif q.kind == "multiple":
        yield from _ticks(q, options, answer if isinstance(answer, tuple) else ())
    else:
        yield from _values(q, options, answer if not isinstance(answer, tuple | Mapping) else None)


def _values(q: Question, options: tuple[str, ...], now: Value | None) -> Iterable[Value]:
    if q.options:
        yield from (o for o in options if o != now)
        return
    edges = {e for m in q.measures for e in (m.none_at, m.full_at)} | ({q.min, q.max} if q.difference else set())
    inside = sorted((e for e in edges if q.min <= e <= q.max and e != now), key=Fraction)
    here = Fraction(now) if isinstance(now, Number) else None
    yield from inside if here is None else sorted(inside, key=lambda e: abs(Fraction(e) - here))


def _ticks(q: Question, options: tuple[str, ...], now: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """One tick more or less; the exclusive option alone."""
    alone = {o.id for o in q.options if o.exclusive} | {NOT_SURE}
    kept = tuple(v for v in now if v not in alone)
    for option in options:
        if option in alone:
            if now != (option,):
                yield (option,)
        elif option in kept:
            if len(kept) > 1:
                yield tuple(v for v in kept if v != option)
        else:
            yield tuple(v for v in options if v in kept or v == option)


# In messages.


def changes_told(bundle: Bundle, questionnaire: str, answers: Answers) -> list[Data]:
    """The changes as JSON of messages: the question, the other answer, and what would be different then."""
    now = verdict(judge(bundle, questionnaire, answers))
    return [_told(bundle, now, c) for c in changes(bundle, questionnaire, answers)]


def _told(bundle: Bundle, now: Verdict, c: Change) -> Data:
    q = bundle.questions[c.question]
    ask, answer, result = say(f"questions.{q.id}.ask"), answer_told(q, c.answer), _differences(now, c.verdict)
    return {
        "question": q.id,
        "answer": _plain(c.answer),
        "ask": ask,
        "answer_title": answer,
        "outcome": c.verdict[0],
        "differences": result,
        "text": say(
            "explain.ticked" if q.kind == "multiple" else "explain.change", ask=ask, answer=answer, result=result
        ),
    }


def _differences(now: Verdict, then: Verdict) -> list[Data]:
    if now[0] != then[0] and then[0] != "match":
        return [say(f"explain.outcome.{then[0]}")]
    before, after = _bands(now), _bands(then)
    told = [say("explain.band", pattern=_pattern(*key), band=say(f"band.{band}")) for key, band in after.items()]
    told = [m for m, (key, band) in zip(told, after.items(), strict=True) if before.get(key) != band]
    return told + [say("explain.gone", pattern=_pattern(*key)) for key in before if key not in after]


def _bands(v: Verdict) -> dict[tuple[str, str | None], str | None]:
    return {(syndrome, side): band for syndrome, side, band in v[1]}


def _pattern(syndrome: str, side: str | None) -> Data:
    title = say(f"syndromes.{syndrome}.title")
    return say("reason.on-side", side=say(f"side.{side}"), what=title) if side else title


def answer_told(q: Question, answer: Answer) -> list[Data]:
    """The answer in the questionnaire's own words: its options' labels, or a number with its unit."""
    if isinstance(answer, Mapping):
        return [
            say("explain.on-side", side=say(f"side.{side}"), answer=_value(q, answer[side]))
            for side in SIDES
            if side in answer
        ]
    return [_value(q, value) for value in (answer if isinstance(answer, tuple) else (answer,))]


def _value(q: Question, value: Value) -> Data:
    if value == NOT_SURE:
        return say("explain.not-sure")
    if isinstance(value, str):
        return say(f"questions.{q.id}.options.{value}")
    return say("explain.number", number=_plain(value), unit=say(f"questions.{q.id}.unit"))


def _plain(value: Any) -> Any:
    """As JSON: a number with decimals is a text, so that it stays exact."""
    if isinstance(value, Mapping):
        return {key: _plain(v) for key, v in value.items()}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else str(value)
    return value
