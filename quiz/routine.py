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
from typing import Final

from quiz.doses import Chosen, dose, weeks
from quiz.matching import Match
from quiz.model import STEPS, Answers, Bundle, Exercise
from quiz.safety import Gate, Permit, Refusal, permit
from quiz.search import choose

_ADDED_NEED: Final = 1_000_000
"""The need for an exercise that a caution adds: more than all others together can give."""
MOST_CARDS: Final = 10
INSTEAD: Final = 2


@dataclass(frozen=True)
class Limits:
    minutes: int
    count: int
    days: int
    level: int
    equipment: frozenset[str]


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
    room = max(within.count, min(MOST_CARDS, within.count + extra))
    chosen = choose(bundle, called, gives, {n: d.seconds for n, d in firsts.items()}, within.minutes, room)
    steps = {bundle.exercises[name].step for name in chosen}
    empty = tuple(
        (s, "no-time" if any(bundle.exercises[n].step == s for n in permits) else "nothing-safe")
        for s in called
        if s not in steps
    )
    doses = weeks(bundle, chosen, permits, verdict, within.minutes)
    instead = _instead(bundle, chosen, gives, firsts, within)
    cards = tuple(
        replace(
            _card(bundle, bundle.exercises[name], [week[name] for week in doses], matched, wanted, permits[name]),
            added_by=added.get(name),
            instead=instead[name],
        )
        for name in chosen
    )
    seconds = tuple(sum(week[name].seconds for name in chosen) for week in doses)
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


def _card(
    bundle: Bundle,
    e: Exercise,
    doses: list[Chosen],
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
        weeks=tuple(doses),
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
