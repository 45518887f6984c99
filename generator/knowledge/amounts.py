"""How much of an exercise its card asks for: its dose, the minutes that takes, and both as a row of numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.model import Dose, Exercise
from quiz.routine.doses import Chosen, in_minutes
from quiz.telling.amount import span


def own_dose(e: Exercise, base: Dose) -> Dose:
    """The exercise's own dose: the named one, changed as the card says."""
    return base.model_copy(update=e.change.model_dump(exclude_none=True))


def minutes(d: Dose, each_side: bool) -> tuple[int, int]:
    """The least and the most minutes an exercise takes, as the engine counts them, rounded up."""
    low, high = (in_minutes(_at(d, end, each_side).seconds) for end in (0, 1))
    return low, high


def _at(d: Dose, end: int, each_side: bool) -> Chosen:
    """The low (0) or the high (1) end of every range."""
    metres, effort = (r[end] if r else None for r in (d.metres, d.effort))
    return Chosen(d.sets[end], d.reps[end], d.hold[end], d.tempo, metres, d.rest[end], effort, d.discomfort, each_side)


class Tile(NamedTuple):
    """One number of a dose, its icon, and what it counts."""

    icon: str
    value: int | str
    label: str


def tiles(d: Dose, each_side: bool, say: Callable[..., str]) -> list[Tile]:
    """A dose as a row of numbers; `say` tells a message of the catalogue."""

    def tile(value: int | str, name: str, n: int = 2, icon: str = "") -> Tile:
        return Tile(icon or name, value, say(f"page.dose.{name}", n=n))

    found = [tile(span(d.sets), "sets", d.sets[1])]
    if d.metres:
        found.append(tile(span(d.metres), "metres", icon="walk"))
    elif d.reps[1] > 1 or not d.hold[1]:
        found.append(tile(span(d.reps), "reps", d.reps[1]))
    if d.hold[1]:
        found.append(tile(span(d.hold), "hold"))
    if d.tempo:
        down, hold, up = d.tempo
        parts = ("tempo", up, hold, down) if hold else ("tempo-no-hold", down, up)
        found.append(tile("–".join(map(str, parts[1:])), parts[0], icon="tempo"))
    if each_side:
        found.append(tile(say("page.dose.each"), "side", icon="sides"))
    if d.rest[1]:
        found.append(tile(span(d.rest), "rest"))
    if d.effort:
        found.append(tile(span(d.effort), "effort"))
    found.append(tile(say("page.dose.at-most", n=d.discomfort), "discomfort"))
    return [*found, tile(span(d.days), "days", d.days[1])]
