"""A dose -> the phases of doing it, one after the other, each with its seconds. The player counts them and no more.

  ready    get into place               work   repetitions, or a walk         hold   stay, once or several times
  switch   to the other side            rest   between sets                   done   the exercise is over; no time

Sides have the same phases. Where there is no rest, one set follows the other, with a switch back where there are sides,
and time to let go where one holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from quiz.routine.doses import SETUP, SWITCH, Chosen
from quiz.routine.growth import without_set

LEVELS: Final = ("less", "planned", "more")
"""How much a set asks: whoever says too hard, or too easy, has the next one so."""
_SHORTEST: Final = 5
"""Seconds: no hold is cut below that."""
_OTHER: Final = {"left": "right", "right": "left", "first": "other"}


@dataclass(frozen=True)
class Phase:
    kind: str
    seconds: int
    set: int
    """From 1."""
    side: str | None = None
    """left, right; first, other where it may begin with either; None: both at once."""
    turn: int = 0
    """1 for the first side, 2 for the second; 0 where there are none."""
    count: int = 0
    """Repetitions or holds, each as long as the others; 0 where there is nothing to count."""
    tempo: tuple[int, ...] | None = None
    """Seconds of a repetition, as quiz/routine/doses.py has them."""
    release: int = 0
    """Seconds to let go between two holds: after each but the last."""
    metres: int | None = None


def phases(c: Chosen, start: str | None = None) -> tuple[Phase, ...]:
    """The phases of an exercise, beginning with the side `start`, or with either; they take as long as the dose."""
    first = (start or "first") if c.each_side else None
    return tuple(_phases(c, first))


def _phases(c: Chosen, first: str | None) -> Iterator[Phase]:
    yield Phase("ready", SETUP - SWITCH if first else SETUP, 1, first, 1 if first else 0)
    for n in range(1, c.sets + 1):
        if n > 1 and c.between:
            yield Phase("rest" if c.rest or not first else "switch", c.between, n, first, 1 if first else 0)
        yield _work(c, n, first, 1 if first else 0)
        if first:
            yield Phase("switch", SWITCH, n, _OTHER[first], 2)
            yield _work(c, n, _OTHER[first], 2)
    yield Phase("done", 0, c.sets)


def _work(c: Chosen, n: int, side: str | None, turn: int) -> Phase:
    if c.metres is not None:
        return Phase("work", c.work, n, side, turn, metres=c.metres)
    holds = c.hold > 0 and c.tempo is None
    return Phase("hold" if holds else "work", c.work, n, side, turn, c.reps, c.pace, c.release)


def levels(weeks: Sequence[Chosen], row: int) -> tuple[Chosen, Chosen, Chosen]:
    """A row (from 1) of an exercise's weeks in each of LEVELS, with the same sets, sides and rests.

    Less is two thirds. More is what the next row asks of a set, so it stays within all that bounds the weeks; where
    that row adds a set in its place, a quarter more repetitions or metres, and never more than that row is in all.
    """
    now = weeks[row - 1]
    return _less(now), now, _more(now, weeks[min(row, len(weeks) - 1)])


def _more(now: Chosen, whole: Chosen) -> Chosen:
    further = replace(without_set(now, whole), effort=now.effort)
    if further.seconds > now.seconds or whole.sets == now.sets:
        return further
    if now.metres is not None:
        return replace(now, metres=_spread(now.metres, now.sets, whole.metres or 0, whole.sets))
    return replace(now, reps=_spread(now.reps, now.sets, whole.reps, whole.sets)) if now.reps > 1 else further


def _spread(n: int, sets: int, of: int, in_sets: int) -> int:
    return max(n, min(of * in_sets // sets, n + max(1, n // 4)))


def _less(c: Chosen) -> Chosen:
    if c.metres is not None:
        return replace(c, metres=_cut(c.metres))
    if c.reps > 1:
        return replace(c, reps=_cut(c.reps))
    return replace(c, hold=min(c.hold, max(_SHORTEST, _cut(c.hold))))


def _cut(n: int) -> int:
    return max(1, n * 2 // 3)
