"""A bureau, and a plan for it."""

from __future__ import annotations

from typing import Any

import pytest

from generator import handouts
from generator.brand import Brand
from generator.knowledge.base import Knowledge
from generator.model import Exercise


@pytest.fixture(scope="module")
def bureau(knowledge: Knowledge, brand: Brand) -> handouts.Bureau:
    return handouts.Bureau(knowledge, brand)


@pytest.fixture(scope="module")
def plan(knowledge: Knowledge) -> dict[str, Any]:
    """A plan as JSON: an exercise of each step, and one that a hernia excludes."""
    cards = knowledge.all("exercises", Exercise).values()
    first = {
        step: next(e for e in cards if e.step == step) for step in ("inhibit", "lengthen", "activate", "integrate")
    }
    strained = next(e for e in cards if "abdominal-strain" in e.demands and e not in first.values())
    entries = [{"code": e.code} for e in (*first.values(), strained)]
    return {"days": 4, "minutes": 25, "exercises": entries}
