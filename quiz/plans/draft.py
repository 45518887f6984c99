"""A plan in the making, as reading.py finds it: what can be used of it, and what cannot, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.asking.bundle import Data
from quiz.plans.plan import Plan


@dataclass(frozen=True)
class Wrong:
    """One bad value."""

    at: int | None
    """Whose of the exercises, from 0; None: the plan's."""
    field: str | None
    """Which of it, as JSON calls it; `to-reps`: up to how much it grows. None: all of it."""
    message: Data


@dataclass(frozen=True)
class Draft:
    """A plan without its bad values."""

    plan: Plan
    wrong: tuple[Wrong, ...]
    unread: frozenset[int]
    """The exercises that nobody could read, which the plan lacks."""
