"""The gate: which red flags and cautions the answers raise, and what each exercise may still ask of this body."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from quiz.conditions import holds, is_not_sure
from quiz.model import Answers, Bundle, Exercise

LEVELS: Final = ("full", "gentle", "see-first", "stop")
URGENCIES: Final = ("emergency", "same-day", "days", "before-starting")
_LEVEL_OF: Final = {"emergency": "stop", "same-day": "stop", "days": "see-first", "before-starting": "see-first"}


@dataclass(frozen=True)
class Gate:
    """What safety allows. `level` is one of LEVELS; no routine exists at "see-first" and "stop"."""

    level: str
    flags: tuple[str, ...]
    """Raised red flags, the most urgent first."""
    cautions: tuple[str, ...]
    unsure: tuple[str, ...]
    """Safety questions answered "not sure"."""

    @property
    def open(self) -> bool:
        return self.level in ("full", "gentle")


@dataclass(frozen=True)
class Permit:
    """An exercise is allowed, with ceilings: RPE, and seconds held. None is no ceiling."""

    effort: int | None
    hold: int | None
    cautions: tuple[str, ...]
    """The cautions that modify it."""


@dataclass(frozen=True)
class Refusal:
    """An exercise is not allowed. `caution` is the one that says so, or "gentle"."""

    caution: str
    demand: str | None


def gate(bundle: Bundle, answers: Answers) -> Gate:
    """Judge the visible answers. The strictest of all flags, cautions and "not sure" answers decides."""
    raised = [f for f in bundle.flags if holds(f.when, answers)]
    raised.sort(key=lambda f: URGENCIES.index(f.urgency))
    cautions = tuple(c.id for c in bundle.cautions.values() if holds(c.when, answers))
    unsure = tuple(q for q, a in answers.items() if bundle.questions[q].safety and is_not_sure(a))
    levels = [_LEVEL_OF[f.urgency] for f in raised] + (["see-first"] if unsure else [])
    return Gate(_level(bundle, cautions, levels), tuple(f.id for f in raised), cautions, unsure)


def gate_of(bundle: Bundle, cautions: Collection[str]) -> Gate:
    """The gate for someone of whom only the cautions are known. They are taken in the bundle's order."""
    known = tuple(c for c in bundle.cautions if c in cautions)
    return Gate(_level(bundle, known), (), known, ())


def _level(bundle: Bundle, cautions: Collection[str], levels: Collection[str] = ()) -> str:
    """The strictest of what the cautions ask for and of other levels."""
    asked = {bundle.cautions[c].gate for c in cautions} - {"none"}
    return max(asked.union(levels), key=LEVELS.index, default="full")


def stops(bundle: Bundle, answers: Answers) -> bool:
    """Say whether the gate is at "stop": only flags can bring it there, so that the rest need not be judged."""
    return any(_LEVEL_OF[f.urgency] == "stop" and holds(f.when, answers) for f in bundle.flags)


def excluded(bundle: Bundle, cautions: Collection[str], demands: Collection[str]) -> bool:
    """Say whether any of the cautions excludes any of the demands."""
    return any(not bundle.cautions[c].excludes.isdisjoint(demands) for c in cautions)


def permit(bundle: Bundle, g: Gate, exercise: Exercise) -> Permit | Refusal:
    """Say whether this person may do this exercise. Every door to a routine asks here."""
    for name in g.cautions:
        barred = sorted(bundle.cautions[name].excludes & exercise.demands)
        if barred:
            return Refusal(name, barred[0])
    efforts, holds_, modified = [], [], []
    if g.level == "gentle":
        barred = sorted(bundle.scoring.gentle_excludes & exercise.demands)
        if barred or exercise.level > bundle.scoring.gentle_level:
            return Refusal("gentle", barred[0] if barred else None)
        efforts.append(bundle.scoring.gentle_effort)
    for name in g.cautions:
        for change in bundle.cautions[name].modifies:
            if change.demand in exercise.demands:
                modified.append(name)
                efforts += [change.effort] if change.effort is not None else []
                holds_ += [change.hold] if change.hold is not None else []
    return Permit(min(efforts, default=None), min(holds_, default=None), tuple(dict.fromkeys(modified)))
