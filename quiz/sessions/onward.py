"""The next plan from the last one, and from how it went: each exercise begins in the row that its record leads to.

Nobody who was told of is judged by it: the plan passes the same check as any other in the making, and its maker looks
at what hurt or was too hard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from quiz.asking.bundle import Bundle, Data, Exercise
from quiz.judging.safety import gate_of
from quiz.plans.plan import AS_PLAN, GROWN, Growth, Item, Plan, as_json
from quiz.plans.reading import read_plan
from quiz.plans.reckoning import Entry, reckoned, rules
from quiz.routine.doses import Chosen
from quiz.sessions.record import Record
from quiz.sessions.response import Rule, Standing, standing


@dataclass(frozen=True)
class Moved:
    """Where an exercise of the last plan begins in the next."""

    exercise: str
    now: Standing
    first: bool
    """Whether that is where it began the last time."""


def onward(
    bundle: Bundle, raw: Any, cautions: Sequence[str], done: Sequence[Record], today: date
) -> tuple[Data, tuple[Moved, ...]]:
    """The next plan as JSON, and where its exercises begin. Raises BadPlan for what is no plan.

    What was written of a dose and stays steady stays as it is; so does what may not be done now, for its maker to see.
    """
    plan = read_plan(bundle, raw)
    entries = reckoned(bundle, plan, gate_of(bundle, cautions))
    usual, own = rules(plan, entries, None)
    moved = []
    items = []
    for item, entry in zip(plan.items, entries, strict=True):
        rule, e = own.get(item.code, usual), entry.exercise
        now = _standing(e, entry, rule, plan, done, today) if e and entry.grows else Standing(1, None)
        items.append(_item(item, entry, now.row) if now.row > 1 else item)
        if e:
            moved.append(Moved(e.id, now, now.row == 1))
    made = replace(plan, items=tuple(items), made=today.isoformat())
    return as_json(bundle, made), tuple(moved)


def _standing(e: Exercise, entry: Entry, rule: str, plan: Plan, done: Sequence[Record], today: date) -> Standing:
    ours = Rule(len(entry.weeks), plan.days, entry.weeks[0].discomfort, rule == "by-response")
    return standing(e.id, ours, done, today)


def _item(item: Item, entry: Entry, row: int) -> Item:
    """The same with the dose of that row, growing on up to what the last row asks."""
    now, last = entry.weeks[row - 1], entry.weeks[-1]
    keys = [key for key in GROWN if _counts(now, key) and (key != "effort" or now.reserve is None)]
    dose = replace(item.dose, **{key: getattr(now, key) for key in keys})
    to = tuple((key, getattr(last, key)) for key in keys if getattr(last, key) > getattr(now, key))
    return replace(item, dose=dose, growth=Growth(item.growth.rule if item.growth else AS_PLAN, to))


def _counts(c: Chosen, key: str) -> bool:
    value = getattr(c, key)
    if c.metres is not None and key in ("reps", "hold"):
        return False
    return value is not None and value > 0
