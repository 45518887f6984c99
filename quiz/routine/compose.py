"""Matches -> the routine: the exercises that cover the greatest need within the limits, with doses.

Objective. need(step, muscle) = the best over matches of support x priority, more where it hurts. An exercise gives
each of its muscles need x share squared, so that a prime mover counts most; more when the syndrome's protocol names
it, more the better its evidence, less when it is done with something from home in place of what is not owned, or
sitting by someone who stands; those of a pathway give what that needs (quiz/routine/needs.py). Of several exercises for
one muscle the best counts in full, the second half, the third a quarter. The routine is the permitted set with the
greatest sum that keeps to minutes and number, holds every step that is called for, at most `per_step` of each and one
of a family (ties: search.py).
The minutes are those of the second row of each exercise's path, so that every routine has room to grow.
When that cannot fit, inhibit is dropped first, then lengthen, then integrate; never activate; and no step is held at
the cost of a pathway's key exercise. Exercises that a caution adds come first, and on top of the number.
The choice is exact: needs are separate for each step, so step subsets are listed whole and combined.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from quiz.asking.bundle import STEPS, Answers, Bundle, Exercise
from quiz.asking.pathways import Pathway
from quiz.judging.matching import Match
from quiz.judging.safety import Gate, Permit, Refusal, excluded, permit
from quiz.judging.verdict import Judgement
from quiz.routine.doses import SPANS, Chosen, path, row
from quiz.routine.growth import fitted
from quiz.routine.needs import Needs, called, calls_for, local, needs, preferred, worth
from quiz.routine.search import choices, choose

INSTEAD: Final = 2
_ROOM: Final = (2, 1)
"""The row that must fit the minutes: the second, but where nothing for the place that aches does, the first."""
FLOOR: Final = "floor-transfer"
"""The demand of those that are done on the floor."""
REASONS: Final = ("caution", "gentle", "pathway", "equipment", "level", "floor", "long")
"""Why an exercise is left out, in the order in which they are looked at."""


@dataclass(frozen=True)
class Limits:
    minutes: int
    count: int
    days: int
    level: int
    equipment: frozenset[str]
    floor: bool = True
    """Whether exercises on the floor are wanted."""
    out: frozenset[str] = frozenset()
    """Exercises that are not wanted."""
    kept: tuple[str, ...] = ()
    """Exercises that come before all others, but for those that a caution adds."""

    def fit(self, e: Exercise) -> bool:
        """Whether an exercise keeps to what is owned, the level and the floor."""
        return e.level <= self.level and e.equipment <= self.equipment and (self.floor or FLOOR not in e.demands)


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
    """The needed muscles it serves, its prime movers first; empty when a caution added it."""
    syndrome: str | None
    finding: tuple[str, str | None] | None
    """The answer that spoke strongest for that syndrome."""
    pathway: str | None
    """The pathway that names it."""
    cautions: tuple[str, ...]
    added_by: str | None
    instead: tuple[str, ...]
    """Permitted exercises that could stand in its place and fit the time, the best first."""


@dataclass(frozen=True)
class LeftOut:
    exercise: str
    because: str
    """One of REASONS."""
    detail: str | None
    """The caution, the pathway that leaves it out, the first missing piece of equipment, or the muscle."""


@dataclass(frozen=True)
class Short:
    """Why the routine has fewer exercises than the limits allow."""

    by: str
    """What decides: "minutes", "steps" (no more than `per_step` of each), or "permits" (no others are possible)."""
    least: int
    """Seconds that the quickest possible exercise takes; 0 when none is possible."""
    refused: tuple[tuple[str, int], ...]
    """(one of REASONS; how many exercises that would help it left out), where any."""
    lacking: tuple[str, ...]
    """Pieces of equipment of which each alone would make one exercise more possible."""


@dataclass(frozen=True)
class Routine:
    cards: tuple[Card, ...]
    days: int
    seconds: tuple[int, ...]
    """Week by week."""
    empty: tuple[tuple[str, str], ...]
    """(step, why): a step that is called for and missing: "nothing-safe", "no-time" or "no-number"."""
    left_out: tuple[LeftOut, ...]
    """Of the best match's protocol, and of what cautions add."""
    short: Short | None


def limits(bundle: Bundle, answers: Answers) -> Limits:
    """Read the limits that the answers set; the knowledge's defaults where nothing was said."""
    s = bundle.scoring
    numbers = {"minutes": s.minutes, "count": s.count, "days": s.days, "level": s.level}
    owned: frozenset[str] = frozenset()
    for name, answer in answers.items():
        q = bundle.questions[name]
        if q.sets == "equipment" and isinstance(answer, tuple):
            owned = bundle.equipment.owned(answer)
        elif q.sets in numbers:
            numbers[q.sets] = next((o.value for o in q.options if o.id == answer and o.value), numbers[q.sets])
    return Limits(numbers["minutes"], numbers["count"], numbers["days"], numbers["level"], owned)


def routine_of(bundle: Bundle, j: Judgement, within: Limits | None = None) -> Routine | None:
    """The routine that a judgement leads to, within the limits that the answers set or others. None: there is none."""
    if not (j.matched or j.paths):
        return None
    within = within or limits(bundle, j.shown.answers)
    return compose(bundle, j.matched, j.painful, j.shown.gate, within, j.paths)


def compose(
    bundle: Bundle,
    matched: list[Match],
    painful: Collection[str],
    verdict: Gate,
    within: Limits,
    paths: Sequence[Pathway] = (),
) -> Routine | None:
    """Choose the routine. None while the gate is not open, and where nothing possible is for a place that aches."""
    if not verdict.open:
        return None
    wanted = needs(bundle, matched, painful)
    added = {e: c for c in verdict.cautions for e in bundle.cautions[c].adds}
    named = preferred(bundle, matched)
    told = preferred(bundle, matched[:1]) | added.keys() | {e for p in paths for e in p.key} | set(within.kept)
    long = {s.muscle for m in matched for s in bundle.syndromes[m.syndrome].muscles if s.length == "long"}
    unfit = {e: p.id for p in reversed(paths) for e in p.leaves_out if e not in added}
    stands = not excluded(bundle, verdict.cautions, ("standing",))
    permits: dict[str, Permit] = {}
    gives: dict[str, dict[str, int]] = {}
    refused: list[LeftOut] = []

    def allowed(e: Exercise, within: Limits) -> Permit | LeftOut:
        return _allowed(bundle, e, verdict, within, long, unfit)

    for e in (e for e in bundle.exercises.values() if e.chosen):
        if not bundle.equipment.for_owners.isdisjoint(e.equipment - within.equipment):
            continue
        at_home = not within.equipment.issuperset(e.kit)
        given = worth(bundle, e, wanted, e.id in named, paths, added.get(e.id), at_home, e.id in within.kept, stands)
        if not given or e.id in within.out:
            continue
        answer = allowed(e, within)
        if isinstance(answer, Permit):
            permits[e.id], gives[e.id] = answer, given
        else:
            refused.append(answer)
    steps = called(bundle, wanted, paths)
    free = permits.keys() & added.keys()
    household = {n for n in permits if not within.equipment.issuperset(bundle.exercises[n].kit)}
    for n in _ROOM:
        times = {name: row(bundle.exercises[name], n, permits[name]).seconds for name in permits}
        open_ = choices(bundle, gives, times, within.minutes, free, household)
        chosen = choose(open_, steps, within.count)
        own = [bundle.exercises[name] for name in chosen if name not in free]
        if any(_for_place(bundle, e, painful, paths) or e.id in within.kept for e in own) if painful else own:
            break
    else:
        if painful and (own or not any(_for_place(bundle, bundle.exercises[n], painful, paths) for n in permits)):
            # what the patterns ask for leaves no room for the place: then the place alone
            found = compose(bundle, [], painful, verdict, within, paths) if matched and paths else None
            return replace(found, short=replace(found.short, by="minutes")) if found and found.short else found
    dropped = [s for s in steps if s not in {bundle.exercises[n].step for n in chosen}]
    possible = {bundle.exercises[n].step for n in times}.intersection(dropped)
    ample = choose(open_, steps, len(gives)) if possible else ()
    empty = tuple((s, _why_empty(bundle, s, times, ample)) for s in dropped)
    short = _short(bundle, chosen, times, refused, within, allowed) if len(chosen) < within.count else None
    instead = _instead(bundle, chosen, gives, times, within)
    taken = [bundle.exercises[n] for n in chosen]
    doses = fitted(within.minutes, [(e.step, path(e, permits[e.id], verdict)) for e in taken])
    cards = tuple(
        replace(
            _card(bundle, e, weeks, matched, wanted, permits[e.id], paths),
            added_by=added.get(e.id),
            instead=instead[e.id],
        )
        for e, weeks in zip(taken, doses, strict=True)
    )
    seconds = tuple(sum(c.seconds for c in week) for week in zip(*doses, strict=True)) or (0,) * len(SPANS)
    left_out = tuple(x for x in refused if x.exercise in told)
    return Routine(cards, within.days, seconds, empty, left_out, short)


def _for_place(bundle: Bundle, e: Exercise, painful: Collection[str], paths: Sequence[Pathway]) -> bool:
    """Whether an exercise is for a place that aches: its pathway names it, or it mainly works a muscle there."""
    near = {r for m, share in e.muscles if share > 1 for r in bundle.muscle_regions[m]}
    return not near.isdisjoint(painful) or any(e.id in p.exercises for p in paths if not p.anywhere)


def _why_empty(bundle: Bundle, step: str, possible: Collection[str], ample: Collection[str]) -> str:
    """Say why a step is missing: nothing is possible, or the number dropped it (`ample` has any), or the time."""
    if not any(bundle.exercises[n].step == step for n in possible):
        return "nothing-safe"
    return "no-number" if any(bundle.exercises[n].step == step for n in ample) else "no-time"


def _short(
    bundle: Bundle,
    chosen: Collection[str],
    times: Mapping[str, int],
    refused: list[LeftOut],
    within: Limits,
    allowed: Callable[[Exercise, Limits], Permit | LeftOut],
) -> Short:
    """Say what keeps the routine below the number asked for. An exercise that could still join lacks only the time."""
    steps = [bundle.exercises[n].step for n in chosen]
    families = {(bundle.exercises[n].step, bundle.exercises[n].family) for n in chosen}

    def could_join(name: str) -> bool:
        e = bundle.exercises[name]
        return steps.count(e.step) < bundle.scoring.per_step and (e.step, e.family) not in families

    full = any(steps.count(s) >= bundle.scoring.per_step for s in STEPS)
    by = "minutes" if any(map(could_join, times)) else "steps" if full else "permits"
    reasons = [x.because for x in refused]
    lacking: set[str] = set()
    for x in refused:
        if x.because == "equipment" and x.detail is not None and could_join(x.exercise):
            owned = replace(within, equipment=within.equipment | {x.detail})
            if isinstance(allowed(bundle.exercises[x.exercise], owned), Permit):
                lacking.add(x.detail)
    counted = tuple((why, reasons.count(why)) for why in REASONS if why in reasons)
    return Short(by, min(times.values(), default=0), counted, tuple(sorted(lacking)))


def _instead(
    bundle: Bundle,
    chosen: tuple[str, ...],
    gives: Mapping[str, dict[str, int]],
    times: Mapping[str, int],
    within: Limits,
) -> dict[str, tuple[str, ...]]:
    """For each chosen exercise, others of its step that serve a muscle it serves, no family twice, within the time."""
    spare = 60 * within.minutes - sum(times[n] for n in chosen)

    def order(name: str) -> tuple[int, str]:
        return -sum(gives[name].values()), bundle.exercises[name].code

    others = sorted(gives.keys() - set(chosen), key=order)

    def stand_ins(name: str) -> Iterator[str]:
        step, time = bundle.exercises[name].step, spare + times[name]
        taken = {bundle.exercises[n].family for n in chosen if n != name and bundle.exercises[n].step == step}
        for other in others:
            o = bundle.exercises[other]
            fits = o.step == step and times[other] <= time and o.family not in taken
            if fits and not gives[name].keys().isdisjoint(gives[other]):
                yield other

    return {n: tuple(islice(stand_ins(n), INSTEAD)) for n in chosen}


def _allowed(
    bundle: Bundle, e: Exercise, verdict: Gate, within: Limits, long: Collection[str], unfit: Mapping[str, str]
) -> Permit | LeftOut:
    answer = permit(bundle, verdict, e)
    if isinstance(answer, Refusal):
        because = "gentle" if answer.caution == "gentle" else "caution"
        return LeftOut(e.id, because, None if because == "gentle" else answer.caution)
    if e.id in unfit:
        return LeftOut(e.id, "pathway", unfit[e.id])
    missing = sorted(e.equipment - within.equipment)
    if missing:
        return LeftOut(e.id, "equipment", missing[0])
    if e.level > within.level:
        return LeftOut(e.id, "level", None)
    if FLOOR in e.demands and not within.floor:
        return LeftOut(e.id, "floor", None)
    stretched = [m for m, share in e.muscles if share == 3 and m in long] if e.step == "lengthen" else []
    return LeftOut(e.id, "long", stretched[0]) if stretched else answer


def _card(
    bundle: Bundle,
    e: Exercise,
    doses: tuple[Chosen, ...],
    matched: list[Match],
    wanted: Needs,
    allowed: Permit,
    paths: Sequence[Pathway],
) -> Card:
    shares = dict(e.muscles)
    served = [m for m in shares if wanted.get((e.step, m))]
    served.sort(key=lambda m: (-shares[m], -wanted[e.step, m]))
    path = next((p for p in paths if e.id in p.key), next((p for p in paths if e.id in p.exercises), None))
    if path is not None:
        worked = sorted(e.muscles, key=lambda m: (-m[1], not local(bundle, m[0], path)))
        served = [m for m, share in worked if share > 1 or m in served]
    cause = next((m for m in matched if _serves(bundle, m, e.step, served[:1])), None)
    reason = max((r for r in cause.reasons if r.weight > 0), key=lambda r: r.weight * r.strength) if cause else None
    return Card(
        exercise=e.id,
        step=e.step,
        each_side=e.each_side,
        start=cause.side if cause and e.each_side else None,
        weeks=doses,
        muscles=tuple(served),
        syndrome=cause.syndrome if cause else None,
        finding=(reason.finding, reason.side) if reason else None,
        pathway=path.id if path else None,
        cautions=allowed.cautions,
        added_by=None,
        instead=(),
    )


def _serves(bundle: Bundle, m: Match, step: str, served: list[str]) -> bool:
    states = bundle.syndromes[m.syndrome].muscles
    return any(s.muscle in served and step in calls_for(s.activity, s.length, s.eased) for s in states)
