"""Whether two texts are of one plan: an assessment's is written anew on each day that its result is looked at."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from quiz.plans.link import decode
from quiz.plans.plan import BadPlan, Plan


def is_same(one: str, other: str) -> bool:
    """Whether the same plan stands behind the #. A text that cannot be read is the same as itself."""
    return one == other or _lasting(one) == _lasting(other)


@lru_cache(256)
def _lasting(text: str) -> Plan | str:
    try:
        plan = decode(text)
    except BadPlan:
        return text
    return replace(plan, version="", made=None) if plan.questionnaire else plan
