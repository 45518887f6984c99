"""How much of an exercise: one value from each range of its dose, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quiz.asking.bundle import Exercise
from quiz.judging.safety import Gate, Permit

WEEKS: Final = 4
SETUP: Final = 20
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
        return self.sets * self.reps * self.once * (2 if self.each_side else 1) + self.rest * (self.sets - 1) + SETUP

    @property
    def once(self) -> int:
        """Seconds of one repetition, hold or walk."""
        return self.metres if self.metres is not None else sum(self.tempo) if self.tempo else self.hold or 3


def dose(e: Exercise, week: int, allowed: Permit, verdict: Gate) -> Chosen:
    """Choose the dose of one week; on the gentle route each row lasts two weeks."""
    return row(e, (week + 1) // 2 if verdict.level == "gentle" else week, allowed)


def path(e: Exercise, allowed: Permit, verdict: Gate) -> tuple[Chosen, ...]:
    """The doses of all weeks, whatever time they take."""
    return tuple(dose(e, week, allowed, verdict) for week in range(1, WEEKS + 1))


def row(e: Exercise, n: int, allowed: Permit) -> Chosen:
    """One row of an exercise's path: low, middle, high, high. Sets come a row later, once the start is passed."""
    d, part = e.dose, min(n - 1, 2)
    sets = d.sets[0] + (d.sets[1] - d.sets[0]) * max(0, n - 2) // 2
    hold = _cap(_part(d.hold, part), allowed.hold)
    effort = _cap(_part(d.effort, part), allowed.effort) if d.effort else None
    metres = _part(d.metres, part) if d.metres else None
    reps, discomfort, rest = _part(d.reps, part), d.discomfort, d.rest[0]
    return Chosen(sets, reps, hold, d.tempo, metres, rest, effort, discomfort, e.each_side)


def _part(r: tuple[int, int], part: int) -> int:
    """So many halves of the way, rounded down, but at least one further wherever there is a way."""
    return r[0] + max((r[1] - r[0]) * part // 2, min(part, r[1] - r[0], 1))


def _cap(value: int, most: int | None) -> int:
    return value if most is None else min(value, most)
