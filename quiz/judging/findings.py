"""Answers -> findings: what each answer establishes, on which side, and how strongly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from quiz.asking.bundle import NOT_SURE, NOWHERE, SIDES, Answer, Answers, Bundle, Measure, Number, Question, Value
from quiz.asking.conditions import is_not_sure

Evidence = dict[tuple[str, str | None], int]
"""(finding, side or None) -> strength in percent. A key that is there was answered; 0 is a "no"."""


def evidence(bundle: Bundle, answers: Answers) -> Evidence:
    """Read the findings off the answers. The strongest answer to one finding counts; "not sure" gives nothing."""
    found: Evidence = {}
    for name, answer in answers.items():
        for finding, side, strength in _of(bundle, bundle.questions[name], answer):
            for key in _keys(bundle, finding, side):
                found[key] = max(strength, found.get(key, 0))
    return found


def _keys(bundle: Bundle, finding: str, side: str | None) -> list[tuple[str, str | None]]:
    if not bundle.findings[finding].sided:
        return [(finding, None)]
    return [(finding, s) for s in SIDES] if side is None else [(finding, side)]


Found = Iterable[tuple[str, str | None, int]]


def _of(bundle: Bundle, q: Question, answer: Answer) -> Found:
    if q.kind == "regions":
        assert isinstance(answer, tuple)
        yield from _aches(bundle, answer)
    elif isinstance(answer, Mapping):
        for side in SIDES:
            if side in answer:
                yield from ((f, side, strength) for f, _, strength in _one(q, answer[side]))
        yield from _difference(q, answer)
    elif isinstance(answer, tuple):
        yield from _options(q, answer)
    else:
        yield from _one(q, answer)


def _one(q: Question, value: Value) -> Found:
    if value == NOT_SURE:
        return ()
    if isinstance(value, str):
        return _options(q, (value,))
    return [(m.finding, None, strength(m, value)) for m in q.measures]


def _options(q: Question, chosen: tuple[str, ...]) -> Found:
    unsure = is_not_sure(chosen)
    for option in q.options:
        for finding, side, percent in option.findings if option.id in chosen or not unsure else ():
            yield finding, side, percent if option.id in chosen else 0


def _aches(bundle: Bundle, places: tuple[str, ...]) -> Found:
    for region, finding in bundle.region_findings.items():
        for side in SIDES:
            hurts = places != (NOWHERE,) and (region in places or f"{region}:{side}" in places)
            yield finding, side, 100 if hurts else 0


def strength(m: Measure, value: Number | Fraction) -> int:
    """Percent of the way from `none_at` to `full_at`, rounded down, within 0 and 100."""
    way = Fraction(value) - Fraction(m.none_at)
    whole = Fraction(m.full_at) - Fraction(m.none_at)
    return max(0, min(100, int(100 * way / whole)))


def _difference(q: Question, answer: Mapping[str, Value]) -> Found:
    gap, left, right = q.difference, answer.get("left"), answer.get("right")
    if gap is None or left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return
    size = abs(Fraction(left) - Fraction(right))
    percent = strength(Measure(gap.finding, gap.error, gap.full_at), size)
    left_is_worse = (left < right) == (gap.worse == "lower")
    yield gap.finding, "left", percent if left_is_worse else 0
    yield gap.finding, "right", 0 if left_is_worse else percent
