"""A check beside an earlier one: whether each thing is better, the same or worse, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from quiz.asking.bundle import NOWHERE, SIDES, Answer, Answers, Bundle, Number, Question, Retest
from quiz.asking.conditions import is_not_sure
from quiz.asking.earlier import Activity, Earlier
from quiz.judging.findings import evidence
from quiz.judging.matching import Match, findings_of, matches
from quiz.judging.places import aching
from quiz.judging.verdict import Judgement

BETTER, SAME, WITHIN, WORSE, MIXED = "better", "same", "within", "worse", "mixed"
"""`within`: it changed by no more than such an answer varies by itself. `mixed` is a verdict alone."""


@dataclass(frozen=True)
class Pair:
    """One thing, then and now."""

    then: int
    now: int
    word: str


@dataclass(frozen=True, eq=False)
class Since:
    """What came of the time between an earlier check and today's."""

    bundle: Bundle
    rule: Retest
    before: Earlier
    j: Judgement
    told: Sequence[Activity]
    """What matters to the person, today."""
    days: int
    last: bool = True
    """Whether it is the last check before; else little has changed since that one."""

    @cached_property
    def activities(self) -> tuple[tuple[str, Pair], ...]:
        return _activities(self.rule, self.before.activities, self.told)

    @cached_property
    def ache(self) -> Pair | None:
        return _ache(self.bundle, self.rule, self.before.answers, self.j.shown.answers)

    @cached_property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """(question, word) of each question that was answered both times."""
        return tuple(_answers(self.bundle, self.rule, self.before.answers, self.j))

    @cached_property
    def patterns(self) -> tuple[tuple[str, str | None, str | None, str], ...]:
        """(syndrome, band then, band now, word) of each that had a band at one time."""
        return tuple(_patterns(self.bundle, self.before.answers, self.j.matches))

    @cached_property
    def places(self) -> tuple[tuple[str, str], ...]:
        """(place, word) of each that aches no more, or did not ache before."""
        return tuple(_places(self.bundle, self.before.answers, self.j.painful))

    @cached_property
    def verdict(self) -> str:
        """better, same, mixed or worse."""
        words = [w for w in (_mean(self.rule, self.activities), self.ache.word if self.ache else None) if w]
        words = words or [word for *_, word in self.patterns]
        if BETTER in words:  # not alone, where a line of the rule or another place speaks against it
            words += [word for q, word in self.answers if q in self.rule.lines]
            words += [word for _, word in self.places if word == WORSE]
        return _verdict(words)


def compared(
    bundle: Bundle, j: Judgement, before: Sequence[Earlier], activities: Sequence[Activity], today: date | None
) -> Since | None:
    """Compare with the last check before, which has to be some days ago. None beside a red flag: one voice speaks.

    Where little has changed since that one, small steps may have added up: then with the oldest since which it has
    become worse, in part or as a whole, or else with the oldest of all.
    """
    rule = bundle.scoring.retest
    if rule is None or today is None or not j.shown.gate.open or j.outcome in ("incomplete", "scored"):
        return None
    early = sorted((b for b in before if (today - b.on).days >= rule.from_days), key=lambda b: b.on)
    each = [Since(bundle, rule, b, j, activities, (today - b.on).days, b is early[-1]) for b in early]
    if not each or each[-1].verdict != SAME:
        return each[-1] if each else None
    return next((s for s in each if s.verdict in (WORSE, MIXED)), each[0] if each[0].verdict == BETTER else each[-1])


def _verdict(words: Iterable[str]) -> str:
    found = set(words)
    if {BETTER, WORSE} <= found:
        return MIXED
    return next((word for word in (BETTER, WORSE) if word in found), SAME)


def _points(rule: Retest, then: int, now: int, *, more_is_better: bool) -> str:
    """How a 0 to 10 answer changed. An ache that is gone is better, however small it was."""
    gone = not more_is_better and then > 0 == now
    if then == now:
        return SAME
    if abs(now - then) < rule.enough and not gone:
        return WITHIN
    return BETTER if (now > then) == more_is_better else WORSE


def _activities(rule: Retest, then: Sequence[Activity], now: Sequence[Activity]) -> tuple[tuple[str, Pair], ...]:
    scores = {a.name.casefold(): a.score for a in now}
    both = [(a.name, a.score, scores.get(a.name.casefold())) for a in then]
    return tuple(
        (name, Pair(old, new, _points(rule, old, new, more_is_better=True)))
        for name, old, new in both
        if old is not None and new is not None
    )


def _mean(rule: Retest, rated: Sequence[tuple[str, Pair]]) -> str | None:
    """How the activities' mean changed, which varies less than each of them."""
    if not rated:
        return None
    change = Fraction(sum(p.now - p.then for _, p in rated), len(rated))
    if abs(change) < rule.enough:
        return WITHIN if change else SAME
    return BETTER if change > 0 else WORSE


def _ache(bundle: Bundle, rule: Retest, then: Answers, now: Answers) -> Pair | None:
    old, new = (_level(bundle, rule, answers) for answers in (then, now))
    if old is None or new is None or old == new == 0:
        return None
    return Pair(old, new, _points(rule, old, new, more_is_better=False))


def _level(bundle: Bundle, rule: Retest, answers: Answers) -> int | None:
    """How strong the ache is; 0 where nothing aches."""
    if answers.get(bundle.where) == (NOWHERE,):
        return 0
    level = answers.get(rule.ache)
    return level if isinstance(level, int) else None


def _answers(bundle: Bundle, rule: Retest, then: Answers, j: Judgement) -> Iterable[tuple[str, str]]:
    for name in j.shown.questions:
        old, new = then.get(name), j.shown.answers.get(name)
        if old is None or new is None or is_not_sure(old) or is_not_sure(new):
            continue
        q = bundle.questions[name]
        if name in rule.lines:
            ids = [o.id for o in q.options]
            yield name, SAME if old == new else BETTER if ids.index(str(new)) < ids.index(str(old)) else WORSE
        elif not q.safety and name not in rule.stays and _remeasurable(bundle, q):
            yield name, changed(bundle, q, old, new)


def _remeasurable(bundle: Bundle, q: Question) -> bool:
    return any(bundle.findings[f].remeasurable for f in findings_of(bundle, q))


def changed(bundle: Bundle, q: Question, old: Answer, new: Answer) -> str:
    """better, same, within or worse: by its own error where a test's is known, else by what the answers establish."""
    if old == new:
        return SAME
    steps = _steps(old, new)
    if steps and q.difference and all(abs(step) <= q.difference.error for step in steps):
        return WITHIN
    if steps and (way := _way(q)):
        beyond = [s for s in steps if not q.difference or abs(s) > q.difference.error]
        return WORSE if any(s * way < 0 for s in beyond) else _sign(sum(beyond) * way)  # no side makes up for the other
    weight = [sum(evidence(bundle, {q.id: answer}).values()) for answer in (old, new)]
    return _sign(weight[0] - weight[1])


def _sign(n: Fraction | int) -> str:
    return BETTER if n > 0 else WORSE if n < 0 else SAME


def _steps(old: Answer, new: Answer) -> list[Fraction]:
    """How far numbers went, a side each; none where they are no numbers."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return [step for side in SIDES if side in old and side in new for step in _steps(old[side], new[side])]
    if isinstance(old, Number) and isinstance(new, Number):
        return [Fraction(new) - Fraction(old)]
    return []


def _way(q: Question) -> int:
    """1 where higher numbers are better, -1 where lower ones are, 0 where neither is said."""
    if q.measures:
        return 1 if q.measures[0].none_at > q.measures[0].full_at else -1
    if q.difference:
        return 1 if q.difference.worse == "lower" else -1
    return 0


def _places(bundle: Bundle, then: Answers, now: frozenset[str]) -> Iterable[tuple[str, str]]:
    if bundle.where not in then:
        return
    before = aching(bundle, then)
    yield from ((place, BETTER) for place in bundle.regions if place in before - now)
    yield from ((place, WORSE) for place in bundle.regions if place in now - before)


def _patterns(bundle: Bundle, then: Answers, now: Sequence[Match]) -> Iterable[tuple[str, str | None, str | None, str]]:
    askable = {f for q in then for f in findings_of(bundle, bundle.questions[q])}
    old, new = _bands(matches(bundle, evidence(bundle, then), askable)), _bands(now)
    ranks = {band: n for n, (band, _) in enumerate(bundle.scoring.bands, 1)}
    for name in bundle.syndromes:
        a, b = old.get(name), new.get(name)
        if a or b:
            yield name, a, b, _sign(ranks.get(a or "", 0) - ranks.get(b or "", 0))


def _bands(found: Sequence[Match]) -> dict[str, str | None]:
    """The band of each syndrome, of its stronger side."""
    return {m.syndrome: m.band for m in reversed(found)}
