"""How much of an exercise: one value from each range of its dose, week by week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from quiz.asking.bundle import Bundle, Exercise
from quiz.judging.safety import Gate, Permit

WEEKS: Final = 4
_SETUP: Final = 20
"""Seconds to get into place."""


def in_minutes(seconds: int) -> int:
    """Rounded up: nobody is promised less than it takes."""
    return -(-seconds // 60)


@dataclass(frozen=True)
class Chosen:
    """A dose with one value taken from each range. Seconds, RPE 0-10, discomfort 0-10."""

    sets: int
    reps: int
    hold: int
    tempo: tuple[int, int, int] | None
    metres: int | None
    rest: int
    effort: int | None
    discomfort: int
    each_side: bool

    @property
    def seconds(self) -> int:
        """All of it: sets, rests, both sides, getting into place. A metre is a second, a plain repetition three."""
        rep = self.metres if self.metres is not None else sum(self.tempo) if self.tempo else self.hold or 3
        return self.sets * self.reps * rep * (2 if self.each_side else 1) + self.rest * (self.sets - 1) + _SETUP


def dose(e: Exercise, week: int, allowed: Permit, verdict: Gate) -> Chosen:
    """Choose the dose of one week: low, middle, high, then high with one more set; on the gentle route low stays."""
    d, part = e.dose, 0 if verdict.level == "gentle" else min(week - 1, 2)
    sets = min(d.sets[1], d.sets[0] + 1) if week == WEEKS and verdict.level != "gentle" else d.sets[0]
    hold = _cap(_part(d.hold, part), allowed.hold)
    effort = _cap(_part(d.effort, part), allowed.effort) if d.effort else None
    metres = _part(d.metres, part) if d.metres else None
    reps, discomfort, rest = _part(d.reps, part), d.discomfort, d.rest[0]
    return Chosen(sets, reps, hold, d.tempo, metres, rest, effort, discomfort, e.each_side)


def _part(r: tuple[int, int], part: int) -> int:
    return r[0] + (r[1] - r[0]) * part // 2


def _cap(value: int, most: int | None) -> int:
    return value if most is None else min(value, most)


def weeks(
    bundle: Bundle, names: tuple[str, ...], permits: Mapping[str, Permit], verdict: Gate, minutes: int
) -> list[dict[str, Chosen]]:
    """The doses of all weeks. A week that would not fit the minutes repeats the one before."""
    done: list[dict[str, Chosen]] = []
    for week in range(1, WEEKS + 1):
        doses = {n: dose(bundle.exercises[n], week, permits[n], verdict) for n in names}
        fits = sum(d.seconds for d in doses.values()) <= 60 * minutes
        done.append(doses if fits or not done else done[-1])
    return done
