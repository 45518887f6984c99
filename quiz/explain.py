"""What one other answer would change. Never a safety answer or history: that would teach people to cheat the gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quiz.assessment import Judgement, judge
from quiz.conditions import is_not_sure
from quiz.matching import findings_of
from quiz.model import NOT_SURE, SIDES, Answer, Answers, Bundle, Number, Question, Value

Verdict = tuple[str, tuple[tuple[str, str | None, str | None], ...]]
"""(outcome, the matched syndromes as (syndrome, side, band))."""


@dataclass(frozen=True)
class Change:
    """With this one answer changed, the same person would get this verdict instead. True when re-run."""

    question: str
    answer: Answer
    verdict: Verdict


def verdict(j: Judgement) -> Verdict:
    """The part of a judgement that a reader would call the result."""
    return j.outcome, tuple((m.syndrome, m.side, m.band) for m in j.matched)


def changes(bundle: Bundle, questionnaire: str, answers: Answers) -> list[Change]:
    """List, for each question that may be answered otherwise, the first other answer that changes the verdict.

    Such a question is unsure now, or establishes only findings that can be measured again. Answers that would bring
    up further questions are passed over, since their outcome is not known.
    """
    now = judge(bundle, questionnaire, answers)
    if not now.shown.gate.open or now.outcome == "incomplete":
        return []
    found: list[Change] = []
    for name in now.shown.questions:
        q = bundle.questions[name]
        if not _open_to_change(bundle, q, now.shown.answers.get(name)):
            continue
        for other in _others(q, now.shown.options[name], now.shown.answers.get(name)):
            then = judge(bundle, questionnaire, {**answers, name: other})
            if then.outcome != "incomplete" and verdict(then) != verdict(now):
                found.append(Change(name, other, verdict(then)))
                break
    return found


def _open_to_change(bundle: Bundle, q: Question, answer: Answer | None) -> bool:
    named = findings_of(bundle, q)
    if q.safety or not named or answer is None:
        return False
    return is_not_sure(answer) or all(bundle.findings[f].remeasurable for f in named)


def _others(q: Question, options: tuple[str, ...], answer: Answer | None) -> Iterable[Answer]:
    """Other answers, those nearest to the present one first."""
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
