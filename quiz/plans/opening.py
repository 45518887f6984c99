"""A plan opened: which safety questions must be answered first, and what of it this person may do today.

A link proves nothing about who opens it: whoever it is answers the flags, and the cautions that bear on the plan's
exercises, before anything of it is shown. While a stop or see-first flag stands there is no routine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from quiz.asking.bundle import Answers, Bundle, Data, Exercise, Question, Value
from quiz.asking.conditions import behind, bringing, named
from quiz.judging.flow import flow
from quiz.judging.places import aching
from quiz.judging.safety import Gate, Permit, Refusal, permit
from quiz.plans.link import AMOUNTS, Item, Plan, amount_range, changed
from quiz.routine.doses import Chosen, dose, path
from quiz.routine.growth import fitted

_SCREEN: Final = ""
"""The name of the questionnaire that asks nothing after the safety screen."""


@dataclass(frozen=True)
class Check:
    """The safety questions for one plan, as far as they are answered."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """(section, its questions to show)."""
    options: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    """Those still to be answered; none once the answers say stop."""
    gate: Gate

    @property
    def outcome(self) -> str:
        """ask, stop, see-first or open."""
        if self.missing:
            return "ask"
        return "open" if self.gate.open else self.gate.level


@dataclass(frozen=True)
class Entry:
    """One exercise of an opened plan."""

    item: Item
    exercise: str | None
    """None: its code is known no more."""
    status: str
    """permitted; restricted (less than the plan says); refused; withdrawn."""
    changed: tuple[str, ...]
    """What is not as it was when the plan was made: "demands", "dose"."""
    permit: Permit | None
    refusal: Refusal | None
    weeks: tuple[Chosen, ...]


@dataclass(frozen=True)
class Opening:
    """A plan for the person who opened it. `entries` is empty unless the outcome is open or nothing-left."""

    check: Check
    outcome: str
    entries: tuple[Entry, ...]
    aching: bool = False
    """Whether a place aches."""


def screen_questions(bundle: Bundle) -> dict[str, Question]:
    """Every question of the safety screen."""
    return {q: bundle.questions[q] for s in bundle.screen for q in s.questions}


def screen_check(bundle: Bundle, answers: Answers) -> Check:
    """The same without a plan: every question of the screen."""
    shown = flow(replace(bundle, questionnaires={_SCREEN: ()}), _SCREEN, answers)
    return Check(shown.sections, shown.options, shown.missing, shown.gate)


def safety_check(bundle: Bundle, plan: Plan, answers: Answers) -> Check:
    """Name the safety questions for this plan, those that are still to be asked, and what the answers come to.

    Left out is only what could make no difference: answers behind no flag, no caution that acts on the gate, and no
    caution that acts on what the plan's exercises ask of a body.
    """
    shown = screen_check(bundle, answers)
    exercises = [e for e in _exercises(bundle, plan) if e is not None]
    bearing = _bearing(
        bundle, None if any(not e.screened for e in exercises) else {d for e in exercises for d in e.demands}
    )
    narrowed = {
        q: _narrowed(bundle.questions[q], left, bearing[q]) for q, left in shown.options.items() if q in bearing
    }
    options = {q: left for q, left in narrowed.items() if bundle.questions[q].asks(left)}
    sections = [(s, tuple(q for q in names if q in options)) for s, names in shown.sections]
    missing = tuple(q for q in shown.missing if q in options)
    return Check(tuple((s, names) for s, names in sections if names), options, missing, shown.gate)


def open_plan(bundle: Bundle, plan: Plan, answers: Answers) -> Opening:
    """Judge each exercise of the plan for the person whose answers these are."""
    check = safety_check(bundle, plan, answers)
    if check.outcome != "open":
        return Opening(check, check.outcome, ())
    pairs = zip(plan.items, _exercises(bundle, plan), strict=True)
    entries = _within(bundle, plan.minutes, [_entry(bundle, check.gate, item, e) for item, e in pairs])
    outcome = "open" if any(e.weeks for e in entries) else "nothing-left"
    return Opening(check, outcome, entries, bool(aching(bundle, answers)))


def _exercises(bundle: Bundle, plan: Plan) -> list[Exercise | None]:
    return [bundle.by_code.get(item.code) for item in plan.items]


# Which questions bear on a plan.

_Words = set[Value] | None
"""The options that bear on it; None: the whole question does."""


def _bearing(bundle: Bundle, demands: set[str] | None) -> dict[str, _Words]:
    """Question -> what of it could matter to someone who would do exercises with these demands; None: any at all."""
    screen: list[Data] = [{"question": name, "answered": True} for name in (bundle.age, bundle.where)]
    acting = [
        c.when
        for c in bundle.cautions.values()
        if c.gate != "none"
        or demands is None
        or not demands.isdisjoint(c.excludes | {change.demand for change in c.modifies})
    ]
    asked = ((section, bundle.questions[q]) for section in bundle.screen for q in section.questions)
    found: dict[str, _Words] = {}
    flags = [flag.when for flag in bundle.flags]
    for test in behind((*screen, *flags, *acting), bringing(asked)):
        name = test["question"]
        words, before = set(named(test)), found.get(name, set())
        found[name] = before | words if words and before is not None else None
    return found


def _narrowed(q: Question, options: tuple[str, ...], words: _Words) -> tuple[str, ...]:
    """A tick list without the lines that do not bear on the plan; other questions whole."""
    if q.kind != "multiple" or words is None:
        return options
    alone = {o.id for o in q.options if o.exclusive}
    return tuple(o for o in options if o in words or o in alone)


# What this person may do.


def _entry(bundle: Bundle, verdict: Gate, item: Item, e: Exercise | None) -> Entry:
    if e is None:
        return Entry(item, None, "withdrawn", (), None, None, ())
    answer = permit(bundle, verdict, e)
    if isinstance(answer, Refusal):
        return Entry(item, e.id, "refused", changed(item, e), None, answer, ())
    weeks = _weeks(e, item, answer, verdict)
    asked = _asked(e, item)
    status = "restricted" if answer.cautions or asked != weeks[0] else "permitted"
    return Entry(item, e.id, status, changed(item, e), answer, None, weeks)


def planned(minutes: int, rows: list[tuple[Exercise, Item, Permit]], verdict: Gate) -> list[tuple[Chosen, ...]]:
    """The doses of each exercise, week by week, as a plan of so many minutes has them."""
    return fitted(minutes, [(e.step, _weeks(e, item, allowed, verdict)) for e, item, allowed in rows])


def _weeks(e: Exercise, item: Item, allowed: Permit, verdict: Gate) -> tuple[Chosen, ...]:
    """What the plan says, within what the card and this person's cautions allow today; all else grows."""
    limits = {key: most for key in AMOUNTS if (most := most_of(e, key, allowed, verdict)) is not None}
    said = {key: min(value, most) for key, most in limits.items() if (value := getattr(item, key)) is not None}
    return tuple(replace(week, **said) for week in path(e, allowed, verdict))


def most_of(e: Exercise, key: str, allowed: Permit, verdict: Gate) -> int | None:
    """The most of an amount that this person may do; None where the exercise has no such amount."""
    limit = amount_range(e.dose, key)
    if limit is None:
        return None
    most = limit[0] if verdict.level == "gentle" else limit[1]
    return min(most, allowed.hold) if key == "hold" and allowed.hold is not None else most


def _asked(e: Exercise, item: Item) -> Chosen:
    """The first week as the plan itself has it, with no ceiling of anyone's."""
    free = dose(e, 1, Permit(None, None, ()), Gate("full", (), (), ()))
    said = {key: getattr(item, key) for key in AMOUNTS if getattr(item, key) is not None and amount_range(e.dose, key)}
    return replace(free, **said)


def _within(bundle: Bundle, minutes: int, entries: list[Entry]) -> tuple[Entry, ...]:
    paths = iter(fitted(minutes, [(bundle.exercises[e.exercise or ""].step, e.weeks) for e in entries if e.weeks]))
    return tuple(replace(e, weeks=next(paths)) if e.weeks else e for e in entries)
