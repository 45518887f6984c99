"""How much of an exercise: one value from each range of its dose, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quiz.asking.bundle import Exercise
from quiz.judging.safety import Gate, Permit

WEEKS: Final = 4
"""Until the check is taken again."""
SPANS: Final = ((1, 1), (2, 2), (3, 3), (4, 4), (5, 8), (9, 12))
"""The first and the last week of what stands in one line of a path."""
GENTLE: Final = (1, 1, 2, 2, 3, 4)
"""The row of each of SPANS on the gentle route."""
SETUP: Final = 20
"""Seconds to get into place, and to change sides the first time."""
SWITCH: Final = 5
"""Seconds to change sides."""
RELEASE: Final = 10
"""Seconds between two holds at most. Leaflets let go for 3 to 10 after holds as short as most of ours (alberta-knee and
st-george-floor in knowledge/sources.yml); that it is as long as the hold is this project's choice."""


def seconds_of(tempo: tuple[int, ...]) -> int:
    """Of one repetition: as fast as it can be is a second."""
    return sum(tempo) + (len(tempo) > 3 and not tempo[2])


def in_minutes(seconds: int) -> int:
    """Rounded up: nobody is promised less than it takes."""
    return -(-seconds // 60)


@dataclass(frozen=True)
class Chosen:
    """A dose with one value taken from each range. Seconds, RPE 0-10, discomfort 0-10."""

    sets: int
    reps: int
    """0: its load says how much."""
    hold: int
    tempo: tuple[int, ...] | None
    """A card's three numbers: back, hold, work, told from the work on. The four of a written one, as they are done:
    lower, pause, lift (0: as fast as it can be), pause."""
    metres: int | None
    rest: int
    effort: int | None
    discomfort: int
    each_side: bool
    load: str | None = None
    """In the words of whoever wrote the plan, or else the card."""
    reserve: int | None = None
    """Repetitions left when a set ends, told in place of the effort."""
    a_day: int | None = None
    days: int | None = None
    """A week, where that is not the plan's."""

    @property
    def seconds(self) -> int:
        """One time of it, as its phases are: sets, what lies between them, both sides, getting ready.

        A metre is a second, a plain repetition three.
        """
        sides, switch = (2, SWITCH) if self.each_side else (1, 0)
        return SETUP + self.sets * self.work * sides + (self.sets - 1) * (self.between + switch)

    @property
    def between(self) -> int:
        """Seconds from one set to the next."""
        return self.rest or (SWITCH if self.each_side else self.release)

    @property
    def work(self) -> int:
        """Seconds of one set, on one side, with what lies between its holds; of what nobody counts, a minute."""
        return self.reps * self.once + max(0, self.reps - 1) * self.release or 60

    @property
    def release(self) -> int:
        """Seconds to let go between two holds: as long as one, at most RELEASE."""
        return min(self.hold, RELEASE) if self.tempo is None and self.metres is None else 0

    @property
    def once(self) -> int:
        """Seconds of one repetition, hold or walk."""
        return self.metres if self.metres is not None else seconds_of(self.pace) if self.pace else self.hold or 3

    @property
    def pace(self) -> tuple[int, ...] | None:
        """The tempo as it is done: whatever is held beside it is held in its middle."""
        if self.tempo is None or not self.hold:
            return self.tempo
        down, hold, *rest = self.tempo
        return down, max(hold, self.hold), *rest


def dose(e: Exercise, n: int, allowed: Permit, verdict: Gate) -> Chosen:
    """Choose the dose of the n-th of SPANS; on the gentle route each row lasts two of the first four weeks."""
    gentle = verdict.level == "gentle"
    return row(e, GENTLE[n - 1] if gentle else n, allowed, gentle)


def path(e: Exercise, allowed: Permit, verdict: Gate) -> tuple[Chosen, ...]:
    """The doses of all SPANS, whatever time they take."""
    return tuple(dose(e, n, allowed, verdict) for n in range(1, len(SPANS) + 1))


def row(e: Exercise, n: int, allowed: Permit, gentle: bool = False) -> Chosen:
    """One row of an exercise's path: first it asks more of each set, low, middle, high; then a set joins.

    With the new set the repetitions (where these are fixed: the hold, the metres) begin lower again, and never so low
    that it is less in all; what else there is climbs a row later. A stretch gets there in four rows, all else, and
    whatever is gentle, in six.
    Effort climbs in three.
    """
    d, early, late = e.dose, min(n - 1, 2), max(0, min(n - 2, 2))
    last = 3 * (d.sets[1] - d.sets[0] + 1) - 1
    sets, part = divmod(min(last, max(last * (n - 1) // (3 if e.step == "lengthen" and not gentle else 5), early)), 3)
    sets += d.sets[0]
    grows = next((r for r in (d.reps, d.hold, d.metres) if r is not None and r[0] < r[1]), None)

    def amount(r: tuple[int, int]) -> int:
        return _part(_from(r, sets) if r is grows and sets > d.sets[0] else r, part if r is grows else late)

    hold = _cap(amount(d.hold), allowed.hold)
    effort = _cap(_part(d.effort, early), allowed.effort) if d.effort else None
    metres = amount(d.metres) if d.metres else None
    return Chosen(sets, amount(d.reps), hold, d.tempo, metres, d.rest[0], effort, d.discomfort, e.each_side, d.load)


def _from(r: tuple[int, int], sets: int) -> tuple[int, int]:
    """The range from where so many sets are no less than one set fewer of its high end."""
    return max(r[0], -(-r[1] * (sets - 1) // sets)), r[1]


def _part(r: tuple[int, int], part: int) -> int:
    """So many halves of the way, rounded down, but at least one further wherever there is a way."""
    return r[0] + max((r[1] - r[0]) * part // 2, min(part, r[1] - r[0], 1))


def _cap(value: int, most: int | None) -> int:
    return value if most is None else min(value, most)
