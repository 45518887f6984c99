"""A plan in the making, checked against a client's cautions: what of it cannot be, and what could stand instead.

Someone who makes a plan for another names cautions, not answers. They pass the same gate: what a caution excludes is
no part of a handout, and where one asks for a clinician first there is none. The link carries none of this: whoever
opens it answers for themselves.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from quiz.asking.bundle import Bundle, Exercise
from quiz.judging.safety import Gate, Permit, Refusal, gate_of, permit
from quiz.plans.link import Item, Plan
from quiz.plans.opening import planned
from quiz.routine.doses import Chosen

INSTEAD: Final = 3


@dataclass(frozen=True)
class Checked:
    """One exercise of a plan, judged. Without a permit there are no weeks."""

    item: Item
    exercise: Exercise
    answer: Permit | Refusal
    weeks: tuple[Chosen, ...]
    instead: tuple[str, ...]
    """Permitted exercises that could take its place, the nearest first; empty where it may stay."""


def check_up(bundle: Bundle, plan: Plan, cautions: Collection[str]) -> tuple[Gate, tuple[Checked, ...]]:
    """Judge each exercise of a plan, in its order."""
    verdict = gate_of(bundle, cautions)
    pairs = [(item, bundle.by_code[item.code]) for item in plan.items]
    answers = [permit(bundle, verdict, e) for _, e in pairs]
    allowed = [(e, item, a) for (item, e), a in zip(pairs, answers, strict=True) if isinstance(a, Permit)]
    weeks = iter(planned(plan.minutes, allowed, verdict))
    exercises = [e for _, e in pairs]
    return verdict, tuple(
        Checked(item, e, a, next(weeks), ())
        if isinstance(a, Permit)
        else Checked(item, e, a, (), _instead(bundle, verdict, e, exercises) if verdict.open else ())
        for (item, e), a in zip(pairs, answers, strict=True)
    )


def _instead(bundle: Bundle, verdict: Gate, e: Exercise, plan: Collection[Exercise]) -> tuple[str, ...]:
    """Permitted exercises of the same step for a muscle that this one works, nearest first.

    None that needs what only its owners hear of, but where the plan uses it.
    """
    shares = dict(e.muscles)
    lacking = bundle.equipment.for_owners - {piece for x in plan for piece in x.kit}

    def near(o: Exercise) -> int:
        return sum(min(share, shares.get(m, 0)) ** 2 for m, share in o.muscles)

    could = [
        o
        for o in bundle.exercises.values()
        if o.step == e.step
        and o not in plan
        and near(o)
        and lacking.isdisjoint(o.equipment)
        and isinstance(permit(bundle, verdict, o), Permit)
    ]
    return tuple(o.id for o in sorted(could, key=lambda o: (-near(o), o.level, o.code))[:INSTEAD])
