"""A plan shaped by whoever does it, by the changes of quiz/routine/shaping.py.

Nobody knows here what its maker chose it for: an exercise's job is its step and the muscles that it works. What is
written of a dose stays, and an exercise of the sender's own. Whatever comes of a change is a plan that is opened like
any other (opening.py): every exercise of it is judged, and what nobody has been asked yet is asked first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from quiz.asking.bundle import Answers, Bundle, Exercise
from quiz.judging.safety import Gate, Refusal, permit
from quiz.plans.checkup import instead
from quiz.plans.marks import mark
from quiz.plans.opening import Opening, open_plan, screen_check, tightened
from quiz.plans.plan import Item, Plan
from quiz.plans.reckoning import Entry, reckoned
from quiz.routine.bounds import MOST_EXERCISES
from quiz.routine.compose import INSTEAD, Limits
from quiz.routine.doses import in_minutes
from quiz.routine.own import OTHER, OWN_STEPS, exercise_of
from quiz.routine.shaping import (
    REMEMBERED,
    BadShape,
    Now,
    Shape,
    addable,
    choices,
    misses,
    pieces_asked,
    read_shape,
    reshaped,
)

NEAR: Final = 3 * INSTEAD
"""How many that do the same job are looked at for what asks nothing more."""
_GOES: Final = ("inhibit", "lengthen", OTHER, "integrate", "activate")
"""In which order steps make way where the time is short."""


@dataclass(frozen=True)
class Shaped:
    """A plan opened in a shape."""

    plan: Plan
    opening: Opening
    shape: Shape
    within: Limits | None = None
    """None where there is nothing to shape: it is not open."""
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What could stand in the place of each exercise, the best first."""
    more: tuple[str, ...] = ()
    """What could be added."""

    @property
    def names(self) -> list[str]:
        """The exercises of it that are for this person."""
        return [e.id for e in self.opening.exercises]


def open_shaped(bundle: Bundle, plan: Plan, answers: Answers, raw: Any = None, change: Any = None) -> Shaped:
    """Open a plan in the shape that a device kept, after one change. Raises BadShape.

    While something is to be asked first, or the gate is shut, nothing is changed.
    """
    shaping = _shaping(bundle, plan, answers)
    found = shaping.shaped(read_shape(shaping.known, raw))
    if change is None or found.within is None:
        return found
    now = Now(shaping.known, shaping.verdict, found.shape, found.within, found.instead)
    then = shaping.shaped(reshaped(now, change))
    if then.opening.outcome == "nothing-left":
        raise BadShape("none-left")
    if then.within is not None and misses(change, then.shape, then.names):
        raise BadShape("no-room")
    return then


LAST: list[tuple[Bundle, _Shaping]] = []
"""What was shaped last, as a change begins where the one before ended."""


def _shaping(bundle: Bundle, plan: Plan, answers: Answers) -> _Shaping:
    for of, last in LAST:
        if of is bundle and last.sent == plan and last.answers == answers:
            return last
    own = [exercise_of(bundle, item.own) for item in plan.items if item.own]
    known = replace(bundle, exercises={**bundle.exercises, **{e.id: e for e in own}}) if own else bundle
    made = _Shaping(known, plan, answers, tightened(bundle, plan, screen_check(bundle, answers).gate))
    LAST[:] = [(bundle, made)]
    return made


@dataclass(frozen=True)
class _Shaping:
    """The plan as it was sent, and the person who opened it."""

    known: Bundle
    """With the sender's own exercises."""
    sent: Plan
    answers: Answers
    verdict: Gate
    remembered: list[Shaped] = field(default_factory=list)

    def shaped(self, shape: Shape) -> Shaped:
        """The plan opened in a shape; the last ones are remembered, as ways back lead there."""
        found = next((one for one in self.remembered if one.shape == shape), None)
        if found is None:
            found = self.opened(shape)
            self.remembered[:] = [found, *self.remembered[: REMEMBERED - 1]]
        return found

    def opened(self, shape: Shape) -> Shaped:
        made = self.made(shape)
        opening = open_plan(self.known, made, self.answers)
        if opening.outcome != "open":
            return Shaped(made, opening, shape)
        within, there = self.within(shape), opening.exercises
        instead = {e.id: self.stand_ins(e, there, within) for e in there}
        return Shaped(made, opening, shape, within, instead, tuple(addable(self.known, self.verdict, within, instead)))

    def done(self, plan: Plan) -> list[Entry]:
        """The exercises of a plan that are for this person."""
        return [e for e in reckoned(self.known, plan, self.verdict) if e.weeks]

    def exercises(self, entries: Iterable[Entry]) -> list[Exercise]:
        return [e.exercise for e in entries if e.exercise]

    # What it keeps to

    @cached_property
    def plain(self) -> Limits:
        """What the plan as it was sent takes."""
        entries = self.done(self.sent)
        exercises = self.exercises(entries)
        first, most = (sum(e.weeks[week].seconds for e in entries) for week in (0, -1))
        minutes = max(self.sent.minutes or in_minutes(most), in_minutes(first))
        pieces = frozenset[str]().union(*(e.equipment for e in exercises))
        lent = pieces - pieces_asked(self.known)
        holding = {t for t, held in self.known.equipment.holds.items() if held & lent}
        return Limits(
            minutes=min((n for n in choices(self.known, "minutes") if n >= minutes), default=minutes),
            count=MOST_EXERCISES,
            days=self.sent.days,
            level=max((e.level for e in exercises), default=1),
            equipment=pieces | self.known.equipment.owned(holding),
        )

    def within(self, shape: Shape) -> Limits:
        """What was chosen; where nothing was, what the plan itself takes."""
        return shape.within(self.known, self.plain)

    # What could stand instead

    def stand_ins(self, e: Exercise, there: Sequence[Exercise], within: Limits) -> tuple[str, ...]:
        """What does the same job: first what asks of a body what the plan asks, as nothing more is to be asked then."""
        taken = {(x.step, x.family) for x in there if x is not e}
        asks = frozenset[str]().union(*(x.demands for x in there))

        def fits(o: Exercise) -> bool:
            wanted = o.chosen and o.screened and o.id not in within.out and (o.step, o.family) not in taken
            return wanted and within.fit(o)

        found = instead(self.known, self.verdict, e, there, fits, NEAR)
        return tuple(sorted(found, key=lambda o: not self.known.exercises[o].demands <= asks)[:INSTEAD])

    # The plan that comes of it

    def made(self, shape: Shape) -> Plan:
        """The plan in a shape. Who sent it, and what they say of the whole, is left out: it is theirs no more."""
        if shape == Shape():
            return self.sent
        within = self.within(shape)
        items = [item for item in self.sent.items if self.name(item) not in shape.out]
        for n, name in enumerate(shape.kept):
            if name not in map(self.name, items):
                e = self.known.exercises[name]
                items.insert(self.place(items, e.step, shape.kept[n + 1 :]), Item(e.code, mark(e)))
        items = self.fitting(items, within)
        if not items:
            raise BadShape("none-left")
        minutes = within.minutes if shape.minutes or self.sent.minutes else None
        made = replace(self.sent, items=tuple(items), days=within.days, minutes=minutes, sender=None, note=None)
        made = self.shortened(made, within, shape.count)
        if len(made.items) > MOST_EXERCISES:
            raise BadShape("full", most=MOST_EXERCISES)
        return made

    def name(self, item: Item) -> str:
        """The exercise of an item; of one that is known no more, its code."""
        e = self.known.by_code.get(item.code)
        return e.id if e else item.code

    def place(self, items: Sequence[Item], step: str, followed: Sequence[str]) -> int:
        """In its step before the first that it is `followed` by, else behind the last; else before a later step."""
        steps = [e.step if (e := self.known.by_code.get(i.code)) else OTHER for i in items]
        there = {self.name(item): n for n, item in enumerate(items) if steps[n] == step}
        if after := [there[name] for name in followed if name in there]:
            return after[0]
        if step in steps:
            return len(steps) - steps[::-1].index(step)
        later = [n for n, other in enumerate(steps) if OWN_STEPS.index(other) > OWN_STEPS.index(step)]
        return later[0] if later else len(steps)

    def fitting(self, items: Sequence[Item], within: Limits) -> list[Item]:
        """What lacks its equipment, is too hard or on the floor makes way for one that does its job, or goes.

        What is not for this person today stays, as they are told of it.
        """
        known = [self.known.by_code.get(item.code) for item in items]
        there = [e for e in known if e and within.fit(e)]
        found = []
        for item, e in zip(items, known, strict=True):
            if e is None or within.fit(e) or isinstance(permit(self.known, self.verdict, e), Refusal):
                found.append(item)
            elif others := self.stand_ins(e, there, within):
                other = self.known.exercises[others[0]]
                there.append(other)
                found.append(Item(other.code, mark(other)))
        return found

    def shortened(self, plan: Plan, within: Limits, count: int | None) -> Plan:
        """As many of its exercises as the time and the number allow; those that are to stay go last."""
        done = self.done(plan) if plan.minutes or count is not None else []
        while done:
            late = plan.minutes and sum(e.weeks[0].seconds for e in done) > 60 * plan.minutes
            if not late and len(done) <= (MOST_EXERCISES if count is None else count):
                break
            if len(done) == 1:
                raise BadShape("no-time", minutes=plan.minutes)
            gone = done.pop(_spare(self.exercises(done), within.kept))
            plan = replace(plan, items=tuple(item for item in plan.items if item is not gone.item))
        return plan


def _spare(there: Sequence[Exercise], kept: Sequence[str]) -> int:
    """Which exercise goes first: not the last of a step, none that strengthens before others; of more the later."""
    steps = [e.step for e in there]
    return min(
        range(len(there)),
        key=lambda n: (there[n].id in kept, steps.count(steps[n]) == 1, _GOES.index(steps[n]), -n),
    )
