"""Matches -> the routine: the exercises that cover the greatest need within the limits, with doses.

Objective. need(step, muscle) = the best over matches of support x priority, more where it hurts. An exercise gives
each of its muscles need x share, more when the syndrome's protocol names it. Of several exercises for one muscle the
best counts in full, the second half, the third a quarter. The routine is the permitted set with the greatest sum
that keeps to minutes and number, holds every step that is called for, at most `per_step` of each and one of a family.
When that cannot fit, inhibit is dropped first, then lengthen, then integrate; never activate. Exercises that a
caution adds come first, and on top of the number.
The choice is exact: needs are separate for each step, so step subsets are listed whole and combined.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from quiz.matching import Match
from quiz.model import STEPS, Answers, Bundle, Exercise
from quiz.safety import Gate, Permit, Refusal, permit

DROP_ORDER: Final = ("inhibit", "lengthen", "integrate")
_SETUP: Final = 20
"""Seconds to get into place."""
_ADDED_NEED: Final = 1_000_000
"""The need for an exercise that a caution adds: more than all others together can give."""
MOST_CARDS: Final = 10
WEEKS: Final = 4
INSTEAD: Final = 2


@dataclass(frozen=True)
class Limits:
    minutes: int
    count: int
    days: int
    level: int
    equipment: frozenset[str]


@dataclass(frozen=True)
class Chosen:
    """A dose with one value taken from each range. Seconds, RPE 0-10, discomfort 0-10."""

    sets: int
    reps: int
    hold: int
    tempo: tuple[int, int, int] | None
    metres: int | None
    rest: int
    effort: int | None
    discomfort: int
    seconds: int
    """All of it: sets, rests, both sides, and getting into place."""


@dataclass(frozen=True)
class Card:
    """An exercise in the routine, and why it is there."""

    exercise: str
    step: str
    each_side: bool
    start: str | None
    """The side to begin with; None: the weaker or stiffer one."""
    weeks: tuple[Chosen, ...]
    muscles: tuple[str, ...]
    """The needed muscles it serves, most needed first; empty when a caution added it."""
    syndrome: str | None
    finding: tuple[str, str | None] | None
    """The answer that spoke strongest for that syndrome."""
    cautions: tuple[str, ...]
    added_by: str | None
    instead: tuple[str, ...]
    """Permitted exercises that could stand in its place and fit the time, the best first."""


@dataclass(frozen=True)
class LeftOut:
    exercise: str
    because: str
    """"caution", "gentle", "equipment", "level" or "long"."""
    detail: str | None
    """The caution, or the first missing piece of equipment, or the muscle."""


@dataclass(frozen=True)
class Routine:
    cards: tuple[Card, ...]
    days: int
    seconds: tuple[int, ...]
    """Week by week."""
    empty: tuple[tuple[str, str], ...]
    """(step, why): a step that the findings call for and the routine lacks: "nothing-safe" or "no-time"."""
    left_out: tuple[LeftOut, ...]
    """Of the best match's protocol, and of what cautions add."""


def limits(bundle: Bundle, answers: Answers) -> Limits:
    """Read the limits that the answers set; the knowledge's defaults where nothing was said."""
    s = bundle.scoring
    numbers = {"minutes": s.minutes, "count": s.count, "days": s.days, "level": s.level}
    owned: frozenset[str] = frozenset()
    for name, answer in answers.items():
        q = bundle.questions[name]
        if q.sets == "equipment" and isinstance(answer, tuple):
            owned = frozenset(answer)
        elif q.sets in numbers:
            numbers[q.sets] = next((o.value for o in q.options if o.id == answer and o.value), numbers[q.sets])
    return Limits(equipment=owned, **numbers)


def needs(bundle: Bundle, matched: Iterable[Match], painful: Collection[str]) -> dict[tuple[str, str], int]:
    """What each step should reach: (step, muscle) -> need, the greatest over the matched syndromes."""
    found: dict[tuple[str, str], int] = {}
    for m in matched:
        for state in bundle.syndromes[m.syndrome].muscles:
            near = not set(bundle.muscle_regions[state.muscle]).isdisjoint(painful)
            need = m.support * state.priority * (100 + (bundle.scoring.concern_bonus if near else 0)) // 100
            for step in _calls_for(state.activity, state.length):
                found[step, state.muscle] = max(need, found.get((step, state.muscle), 0))
    return found


def _calls_for(activity: str, length: str) -> tuple[str, ...]:
    eased = ("inhibit",) if activity == "overactive" else ()
    stretched = ("lengthen",) if length == "short" else ()
    return eased + stretched + (("activate", "integrate") if activity == "underactive" else ())


def compose(
    bundle: Bundle, matched: list[Match], painful: Collection[str], verdict: Gate, within: Limits
) -> Routine | None:
    """Choose the routine. None while the gate is not open: no routine exists then."""
    if not verdict.open:
        return None
    wanted = needs(bundle, matched, painful)
    added = {e: c for c in verdict.cautions for e in bundle.cautions[c].adds}
    preferred = _preferred(bundle, matched)
    told = _preferred(bundle, matched[:1]) | added.keys()
    long = {s.muscle for m in matched for s in bundle.syndromes[m.syndrome].muscles if s.length == "long"}
    permits: dict[str, Permit] = {}
    gives: dict[str, dict[str, int]] = {}
    left_out: list[LeftOut] = []
    for e in bundle.exercises.values():
        worth = _worth(bundle, e, wanted, e.id in preferred, added.get(e.id))
        if not worth:
            continue
        answer = _allowed(bundle, e, verdict, within, long)
        if isinstance(answer, Permit):
            permits[e.id], gives[e.id] = answer, worth
        elif e.id in told:
            left_out.append(answer)
    called = [s for s in STEPS if any(step == s for step, _ in wanted)]
    firsts = {name: dose(bundle.exercises[name], 1, permits[name], verdict) for name in permits}
    extra = sum(1 for name in permits if name in added)
    room = replace(within, count=max(within.count, min(MOST_CARDS, within.count + extra)))
    chosen = _choose(bundle, called, gives, firsts, room)
    steps = {bundle.exercises[name].step for name in chosen}
    empty = tuple(
        (s, "no-time" if any(bundle.exercises[n].step == s for n in permits) else "nothing-safe")
        for s in called
        if s not in steps
    )
    weeks = _weeks(bundle, chosen, permits, verdict, within)
    instead = _instead(bundle, chosen, gives, firsts, within)
    cards = tuple(
        replace(
            _card(bundle, bundle.exercises[name], [week[name] for week in weeks], matched, wanted, permits[name]),
            added_by=added.get(name),
            instead=instead[name],
        )
        for name in chosen
    )
    seconds = tuple(sum(week[name].seconds for name in chosen) for week in weeks)
    return Routine(cards, within.days, seconds, empty, tuple(left_out))


def _preferred(bundle: Bundle, matched: list[Match]) -> set[str]:
    return {e for m in matched for step in STEPS for e in bundle.syndromes[m.syndrome].protocol[step]}


def _instead(
    bundle: Bundle,
    chosen: tuple[str, ...],
    gives: Mapping[str, dict[str, int]],
    doses: Mapping[str, Chosen],
    within: Limits,
) -> dict[str, tuple[str, ...]]:
    """For each chosen exercise, others of its step that serve a muscle it serves, no family twice, within the time."""
    spare = 60 * within.minutes - sum(doses[n].seconds for n in chosen)

    def could(name: str, other: str) -> bool:
        e, o = bundle.exercises[name], bundle.exercises[other]
        rest = {bundle.exercises[n].family for n in chosen if n != name and bundle.exercises[n].step == e.step}
        return (
            other not in chosen
            and o.step == e.step
            and o.family not in rest
            and not gives[name].keys().isdisjoint(gives[other])
            and doses[other].seconds <= spare + doses[name].seconds
        )

    def worth(other: str) -> tuple[int, str]:
        return (-sum(gives[other].values()), bundle.exercises[other].code)

    return {n: tuple(sorted((o for o in gives if could(n, o)), key=worth)[:INSTEAD]) for n in chosen}


def _worth(
    bundle: Bundle, e: Exercise, wanted: Mapping[tuple[str, str], int], preferred: bool, caution: str | None
) -> dict[str, int]:
    """What the exercise would give each needed muscle of its step."""
    factor = 100 + (bundle.scoring.protocol_bonus if preferred else 0)
    worth = {m: wanted[e.step, m] * share * factor // 100 for m, share in e.muscles if wanted.get((e.step, m))}
    if caution is not None:
        worth[f"caution:{caution}:{e.id}"] = _ADDED_NEED * 3
    return worth


def _allowed(bundle: Bundle, e: Exercise, verdict: Gate, within: Limits, long: Collection[str]) -> Permit | LeftOut:
    answer = permit(bundle, verdict, e)
    if isinstance(answer, Refusal):
        because = "gentle" if answer.caution == "gentle" else "caution"
        return LeftOut(e.id, because, None if because == "gentle" else answer.caution)
    missing = sorted(e.equipment - within.equipment)
    if missing:
        return LeftOut(e.id, "equipment", missing[0])
    if e.level > within.level:
        return LeftOut(e.id, "level", None)
    stretched = [m for m, share in e.muscles if share == 3 and m in long] if e.step == "lengthen" else []
    return LeftOut(e.id, "long", stretched[0]) if stretched else answer


# The search: every allowed subset of each step, then the best combination of one subset a step.


@dataclass(frozen=True)
class _Set:
    value: int
    seconds: int
    names: tuple[str, ...]

    def better_than(self, other: _Set) -> bool:
        return (-self.value, self.seconds, self.names) < (-other.value, other.seconds, other.names)


def _choose(
    bundle: Bundle, called: list[str], gives: Mapping[str, dict[str, int]], doses: Mapping[str, Chosen], within: Limits
) -> tuple[str, ...]:
    by_step: dict[str, list[str]] = {s: [] for s in STEPS}
    for name in gives:
        by_step[bundle.exercises[name].step].append(name)
    sets = {s: _subsets(bundle, names, gives, doses, within) for s, names in by_step.items()}
    musts = [s for s in called if len(sets[s]) > 1]
    for required in [*([s for s in musts if s not in DROP_ORDER[:n]] for n in range(len(DROP_ORDER) + 1)), []]:
        best = _best(sets, required, within)
        if best is not None:
            return best.names
    return ()


def _subsets(
    bundle: Bundle, names: list[str], gives: Mapping[str, dict[str, int]], doses: Mapping[str, Chosen], within: Limits
) -> list[_Set]:
    """All subsets of one step's exercises with no family twice, that fit; only those no other one beats."""
    found = [_Set(0, 0, ())]
    totals = {n: sum(gives[n].values()) for n in names}
    names = sorted(_contenders(bundle, names, gives, doses), key=lambda n: -totals[n])
    for size in range(1, min(bundle.scoring.per_step, within.count, len(names)) + 1):
        best: dict[int, int] = {}  # seconds -> the greatest value found in that time
        for group in combinations(names, size):
            seconds = sum(doses[n].seconds for n in group)
            if seconds > 60 * within.minutes or len({bundle.exercises[n].family for n in group}) < size:
                continue
            if sum(totals[n] for n in group) < best.get(seconds, 0):
                continue  # even without any overlap it could not reach what is there
            value = _value([gives[n] for n in group])
            best[seconds] = max(value, best.get(seconds, 0))
            found.append(_Set(value, seconds, tuple(sorted(group))))
    return _unbeaten(found)


def _contenders(
    bundle: Bundle, names: list[str], gives: Mapping[str, dict[str, int]], doses: Mapping[str, Chosen]
) -> list[str]:
    """Leave out those that no best set can need: `per_step` others, of different families, are each at least as good.

    Whatever set of at most `per_step` holds such an exercise, one of those others is not in it, nor its family, and
    can take its place.
    """

    def at_least_as_good(y: str, x: str) -> bool:
        if doses[y].seconds > doses[x].seconds or any(gives[y].get(m, 0) < a for m, a in gives[x].items()):
            return False
        return gives[y] != gives[x] or doses[y].seconds < doses[x].seconds or y < x

    def rivals(x: str) -> int:
        return len({bundle.exercises[y].family for y in names if y != x and at_least_as_good(y, x)})

    return [x for x in names if rivals(x) < bundle.scoring.per_step]


def _value(gifts: list[dict[str, int]]) -> int:
    """The sum over muscles: the best gift in full, the second half, the third a quarter."""
    if len(gifts) == 1:
        return sum(gifts[0].values())
    by_muscle: dict[str, list[int]] = {}
    for gift in gifts:
        for muscle, amount in gift.items():
            by_muscle.setdefault(muscle, []).append(amount)
    return sum(a >> i for amounts in by_muscle.values() for i, a in enumerate(sorted(amounts, reverse=True)))


def _unbeaten(sets: Iterable[_Set]) -> list[_Set]:
    """Of each size, those that no quicker set equals in value: the only ones an optimum can use."""
    by_size: dict[int, list[_Set]] = {}
    for s in sorted(sets, key=lambda s: (s.seconds, -s.value, s.names)):
        kept = by_size.setdefault(len(s.names), [])
        if not kept or s.value > kept[-1].value:
            kept.append(s)
    return [s for size in sorted(by_size) for s in by_size[size]]


def _best(sets: Mapping[str, list[_Set]], required: list[str], within: Limits) -> _Set | None:
    partial = [_Set(0, 0, ())]
    for step in STEPS:
        partial = _unbeaten(
            _Set(a.value + b.value, a.seconds + b.seconds, a.names + b.names)
            for a in partial
            for b in sets[step]
            if (b.names or step not in required)
            and len(a.names) + len(b.names) <= within.count
            and a.seconds + b.seconds <= 60 * within.minutes
        )
    best: _Set | None = None
    for s in partial:
        if best is None or s.better_than(best):
            best = s
    return best


# Doses: one value from each range, week by week.


def dose(e: Exercise, week: int, allowed: Permit, verdict: Gate) -> Chosen:
    """Choose the dose of one week: low, middle, high, then high with one more set; on the gentle route low stays."""
    d, part = e.dose, 0 if verdict.level == "gentle" else min(week - 1, 2)
    sets = min(d.sets[1], d.sets[0] + 1) if week == WEEKS and verdict.level != "gentle" else d.sets[0]
    hold = _cap(_part(d.hold, part), allowed.hold)
    effort = _cap(_part(d.effort, part), allowed.effort) if d.effort else None
    metres = _part(d.metres, part) if d.metres else None
    chosen = Chosen(sets, _part(d.reps, part), hold, d.tempo, metres, d.rest[0], effort, d.discomfort, 0)
    return replace(chosen, seconds=seconds_of(chosen, e.each_side))


def _part(r: tuple[int, int], part: int) -> int:
    return r[0] + (r[1] - r[0]) * part // 2


def _cap(value: int, most: int | None) -> int:
    return value if most is None else min(value, most)


def seconds_of(c: Chosen, each_side: bool) -> int:
    rep = c.metres if c.metres is not None else sum(c.tempo) if c.tempo else c.hold or 3
    return c.sets * c.reps * rep * (2 if each_side else 1) + c.rest * (c.sets - 1) + _SETUP


def _weeks(
    bundle: Bundle, names: tuple[str, ...], permits: Mapping[str, Permit], verdict: Gate, within: Limits
) -> list[dict[str, Chosen]]:
    """The doses of all weeks. A week that would not fit the minutes repeats the one before."""
    weeks: list[dict[str, Chosen]] = []
    for week in range(1, WEEKS + 1):
        doses = {n: dose(bundle.exercises[n], week, permits[n], verdict) for n in names}
        fits = sum(d.seconds for d in doses.values()) <= 60 * within.minutes
        weeks.append(doses if fits or not weeks else weeks[-1])
    return weeks


def _card(
    bundle: Bundle,
    e: Exercise,
    weeks: list[Chosen],
    matched: list[Match],
    wanted: Mapping[tuple[str, str], int],
    allowed: Permit,
) -> Card:
    served = sorted((m for m, _ in e.muscles if wanted.get((e.step, m))), key=lambda m: -wanted[e.step, m])
    cause = next((m for m in matched if _serves(bundle, m, e.step, served[:1])), None)
    reason = max((r for r in cause.reasons if r.weight > 0), key=lambda r: r.weight * r.strength) if cause else None
    return Card(
        exercise=e.id,
        step=e.step,
        each_side=e.each_side,
        start=cause.side if cause and e.each_side else None,
        weeks=tuple(weeks),
        muscles=tuple(served),
        syndrome=cause.syndrome if cause else None,
        finding=(reason.finding, reason.side) if reason else None,
        cautions=allowed.cautions,
        added_by=None,
        instead=(),
    )


def _serves(bundle: Bundle, m: Match, step: str, served: list[str]) -> bool:
    states = bundle.syndromes[m.syndrome].muscles
    return any(s.muscle in served and step in _calls_for(s.activity, s.length) for s in states)
