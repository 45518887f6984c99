"""A plan in the making, checked against a client's cautions: what of it cannot be, and what could stand instead.

Someone who makes a plan for another names cautions, not answers. They pass the same gate: what a caution excludes is
no part of a handout, and where one asks for a clinician first there is none. The link carries none of this unless its
maker says so: whoever opens it answers for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from quiz.asking.bundle import Bundle, Exercise
from quiz.judging.safety import Gate, Permit, permit

INSTEAD: Final = 3


def instead(
    bundle: Bundle,
    verdict: Gate,
    e: Exercise,
    plan: Collection[Exercise],
    fits: Callable[[Exercise], bool] = lambda _: True,
    most: int = INSTEAD,
) -> tuple[str, ...]:
    """Permitted exercises of the same step for a muscle that this one works, nearest first, of those that fit.

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
        and fits(o)
        and isinstance(permit(bundle, verdict, o), Permit)
    ]
    return tuple(o.id for o in sorted(could, key=lambda o: (-near(o), o.level, o.code))[:most])
