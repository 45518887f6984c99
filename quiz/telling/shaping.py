"""How a routine or a plan can be shaped, as JSON of messages: what it keeps to, costs, and could have instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quiz.asking.bundle import Bundle, Data, Exercise
from quiz.judging.safety import Gate
from quiz.routine.compose import Limits
from quiz.routine.shaping import variant
from quiz.telling.messages import say


def within_told(w: Limits) -> Data:
    """What it keeps to, as the page's choices have it."""
    return {
        "minutes": w.minutes,
        "days": w.days,
        "level": w.level,
        "equipment": sorted(w.equipment),
        "floor": w.floor,
        "kept": list(w.kept),
    }


def time_told(minutes: Sequence[int], within: Limits) -> Data | None:
    """Why the first week is shorter than what was offered, and how long the fourth and the last one are."""
    first, last = minutes[0], minutes[-1]
    if not last or first >= within.minutes:
        return None
    if last == first:
        return say("routine.time.same", n=first, of=within.minutes)
    if minutes[3] == last:
        return say("routine.time.soon", n=first, most=last, of=within.minutes)
    return say("routine.time.grows", n=first, four=minutes[3], most=last, of=within.minutes)


def ways_told(bundle: Bundle, verdict: Gate, within: Limits, of: Exercise) -> Data:
    """The easier and the harder exercise that its card names, where they are for this person."""
    found = {kind: variant(bundle, verdict, within, of, kind) for kind in ("easier", "harder")}
    return {kind: named(e) if e else None for kind, e in found.items()}


def all_named(exercises: Iterable[str]) -> list[Data]:
    return [named(e) for e in exercises]


def named(exercise: str) -> Data:
    return {"exercise": exercise, "title": say(f"exercises.{exercise}.title")}
