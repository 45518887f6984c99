"""What a plan comes to, week by week, for someone whom safety allows this much. Every door reckons here.

What is written of a dose is meant: it takes the place of the card's range, whose ends are advice. It stays as it is,
unless its growth is switched on; then it grows as a card's dose does, from what is written up to what growth names.
Ceilings of a person's cautions are walls, and so is the gentle route, which takes no more than a card's low end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from quiz.asking.bundle import Bundle, Dose, Exercise
from quiz.judging.safety import Gate, Permit, Refusal, permit
from quiz.plans.marks import changed
from quiz.plans.plan import AS_PLAN, GROWN, Item, Plan
from quiz.routine.doses import Chosen, path
from quiz.routine.growth import RULES, fitted
from quiz.routine.own import exercise_of

_FREE: Final = (Permit(None, None, ()), Gate("full", (), (), ()))
_LENGTHY: Final = 24 * 60
"""Minutes that no plan takes."""


@dataclass(frozen=True)
class Ceiling:
    """What of a written dose is more than this person may do."""

    key: str
    """One of quiz.routine.bounds.LIMITS, or the load."""
    asked: int
    most: int
    """For repetitions in reserve the least."""
    because: str
    """The caution that says so, or "gentle"."""


@dataclass(frozen=True)
class Entry:
    """One exercise of a plan, judged."""

    item: Item
    exercise: Exercise | None
    """None: its code is known no more."""
    status: str
    """permitted; restricted (less than the plan says, or otherwise); refused; withdrawn."""
    changed: tuple[str, ...]
    """What is not as it was when the plan was made: "demands", "dose"."""
    permit: Permit | None
    refusal: Refusal | None
    weeks: tuple[Chosen, ...]
    ceilings: tuple[Ceiling, ...] = ()
    less: bool = False
    """Whether it begins with less than the plan says."""

    @property
    def grows(self) -> bool:
        return any(week != self.weeks[0] for week in self.weeks)


def reckoned(bundle: Bundle, plan: Plan, verdict: Gate) -> tuple[Entry, ...]:
    """Judge every exercise of a plan, in its order, and reckon the weeks of those that are permitted."""
    entries = [_entry(bundle, plan, verdict, item) for item in plan.items]
    rows = [(e.exercise.step, e.weeks) for e in entries if e.exercise and e.weeks]
    paths = iter(fitted(plan.minutes or _LENGTHY, rows))
    return tuple(replace(e, weeks=next(paths)) if e.weeks else e for e in entries)


def exercise_of_item(bundle: Bundle, item: Item) -> Exercise | None:
    """The exercise that is meant: the sender's own, or a card; None where its code is known no more."""
    return exercise_of(bundle, item.own) if item.own else bundle.by_code.get(item.code)


def _entry(bundle: Bundle, plan: Plan, verdict: Gate, item: Item) -> Entry:
    e = exercise_of_item(bundle, item)
    if e is None:
        return Entry(item, None, "withdrawn", (), None, None, ())
    answer = permit(bundle, verdict, e)
    if isinstance(answer, Refusal):
        return Entry(item, e, "refused", changed(item, e), None, answer, ())
    weeks, asked = _weeks(e, plan, item, answer, verdict), _weeks(e, plan, item, *_FREE)
    less = weeks[0] != asked[0]
    status = "restricted" if answer.cautions or less else "permitted"
    ceilings = tuple(_ceilings(bundle, verdict, e, item, answer, weeks[0]))
    return Entry(item, e, status, changed(item, e), answer, None, weeks, ceilings, less)


def _weeks(e: Exercise, plan: Plan, item: Item, allowed: Permit, verdict: Gate) -> tuple[Chosen, ...]:
    """What the plan says, within what this person's cautions allow today."""
    gentle, dose = verdict.level == "gentle", item.dose
    meant = replace(e, dose=ranges(e.dose, plan, item, gentle and not e.own))
    if e.own and allowed.effort is not None and dose.effort is None and dose.reserve is None:
        meant = replace(meant, dose=replace(meant.dose, effort=(allowed.effort, allowed.effort)))
    if meant.dose.tempo and allowed.hold is not None:
        pauses = [min(n, allowed.hold) if at % 2 else n for at, n in enumerate(meant.dose.tempo)]
        meant = replace(meant, dose=replace(meant.dose, tempo=tuple(pauses)))
    reserve = dose.reserve
    if reserve is not None and allowed.effort is not None:
        reserve = max(reserve, 10 - allowed.effort)
    a_day = 1 if dose.a_day and gentle else dose.a_day
    weeks = path(meant, allowed, verdict)
    if e.own and not dose.counted:
        weeks = tuple(replace(w, reps=0) for w in weeks)
    return tuple(replace(w, load=dose.load or w.load, reserve=reserve, a_day=a_day, days=dose.days) for w in weeks)


def ranges(d: Dose, plan: Plan, item: Item, gentle: bool = False) -> Dose:
    """A card's dose with what is written in the place of its ranges; a range of one value does not grow."""
    dose, g = item.dose, item.growth
    steady = _rule(plan, item) == "steady"
    most = dict(g.to) if g and not steady else {}
    if gentle:  # only what the card itself counts in
        foreign = ["reps", "hold"] if d.metres else ["metres", *([] if d.hold[1] else ["hold"])]
        dose = replace(dose, **dict.fromkeys(foreign))
    found: dict[str, Any] = {key: getattr(d, key) for key in GROWN}
    if dose.metres is not None:
        found |= {"reps": (1, 1), "hold": (0, 0)}
    elif d.metres is not None and (dose.reps or dose.hold):
        found |= {"metres": None, "reps": (1, 1), "hold": (0, 0)}
    elif dose.hold and not d.hold[1]:
        found["reps"] = (1, 1)
    for key in GROWN:
        written, card = getattr(dose, key), found[key]
        low = written if written is not None else card[0] if card else None
        if low is None or (card == (0, 0) and written is None):
            continue
        high = most.get(key, low if written is not None or steady or not card else card[1])
        if gentle and card and card[1] and key != "effort":
            low, high = min(low, card[0]), min(high, card[0] if written is not None else card[1])
        found[key] = (low, max(low, high))
    if dose.reserve is not None:
        found["effort"] = None
    rest = (dose.rest, dose.rest) if dose.rest is not None else d.rest
    return replace(d, **found, rest=rest, tempo=(*dose.tempo, 0)[:4] if dose.tempo else d.tempo)


def _rule(plan: Plan, item: Item) -> str | None:
    """By which of RULES an exercise is to grow; None: by whichever suits the person."""
    if item.growth is not None:
        return plan.growth if item.growth.rule == AS_PLAN else item.growth.rule
    return "steady" if _is_written(item) else plan.growth


def _is_written(item: Item) -> bool:
    d = item.dose
    return any(x is not None for x in (d.sets, d.reps, d.hold, d.metres, d.effort, d.reserve, d.load, d.tempo))


def _ceilings(
    bundle: Bundle, verdict: Gate, e: Exercise, item: Item, allowed: Permit, week: Chosen
) -> Iterable[Ceiling]:
    """Where the first week is held below what is written, and by what."""
    changes = {name: [m for m in bundle.cautions[name].modifies if m.demand in e.demands] for name in verdict.cautions}
    for key in (*GROWN, "reserve", "a_day"):
        asked, now = getattr(item.dose, key), getattr(week, key)
        if asked is None or now is None or asked == now:
            continue
        limit = 10 - now if key == "reserve" else now
        part = "hold" if key == "hold" else "effort" if key in ("effort", "reserve") else ""
        told = (name for name, found in changes.items() if part and any(getattr(m, part) == limit for m in found))
        yield Ceiling(key, asked, now, next(told, "gentle"))
    if week.load and allowed.effort is not None:
        told = (name for name, found in changes.items() if any(m.effort == allowed.effort for m in found))
        yield Ceiling("load", 0, allowed.effort, next(told, "gentle"))


# By which rule it goes on.


def rules(plan: Plan, entries: Sequence[Entry], aching: bool | None) -> tuple[str, Mapping[str, str]]:
    """The rule of the plan, and those of exercises (by code) that grow by another one.

    `aching`: whether whoever does it has an ache; None: nobody asked. An ache sets its own pace, whatever is written.
    """

    def of(rule: str | None) -> str:
        usual = "by-week" if aching is False else "by-response"
        found = rule or usual
        return "by-response" if aching and found == "by-week" else found

    own = {e.item.code: of(_rule(plan, e.item)) for e in entries if e.weeks and e.grows}
    if not own:
        return RULES[0], {}
    rule = of(plan.growth if plan.growth != "steady" else None)
    rule = rule if rule in own.values() else next(iter(own.values()))
    return rule, {code: other for code, other in own.items() if other != rule}
