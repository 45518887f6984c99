"""A dose in words: one value from each range, as a routine has it, or the ranges, as a card has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from quiz.asking.bundle import Data
from quiz.telling.messages import say

Amount = int | tuple[int, int]
"""One value, or the lowest and the highest."""


class Amounts(Protocol):
    """What a dose says. Seconds, RPE 0-10, discomfort 0-10; reps and hold are of no account where it has metres."""

    @property
    def sets(self) -> Amount: ...
    @property
    def reps(self) -> Amount: ...
    @property
    def hold(self) -> Amount: ...
    @property
    def tempo(self) -> tuple[int, ...] | None: ...
    @property
    def metres(self) -> Amount | None: ...
    @property
    def rest(self) -> Amount: ...
    @property
    def effort(self) -> Amount | None: ...
    @property
    def discomfort(self) -> int: ...
    @property
    def load(self) -> str | None: ...


def amount_told(d: Amounts, each_side: bool) -> tuple[list[Data], list[Data]]:
    """How much it is, and what goes with that; the last of it is the most discomfort."""
    worded = d.reps == 0 and d.load
    n, reps, hold = span(d.sets), span(d.reps), span(d.hold)
    if d.metres is not None:
        amount = say("dose.carry", n=n, metres=span(d.metres))
    elif _most(d.hold) and _most(d.reps) == 1:
        amount = say("dose.hold", n=n, hold=hold)
    elif _most(d.hold):
        amount = say("dose.holds", n=n, reps=reps, hold=hold)
    else:
        amount = say("dose.reps", n=n, reps=reps)
    more = []
    if d.tempo:
        more.append(_tempo(*d.tempo))
    if _most(d.rest) and _most(d.sets) > 1:
        more.append(say("dose.rest", rest=span(d.rest)))
    if d.effort is not None:
        more.append(say("dose.effort", effort=span(d.effort)))
    more.append(say("dose.discomfort", discomfort=d.discomfort))
    told = [
        *([say("dose.words", n=n, text=d.load)] if worded else [amount] if d.reps else []),
        *([say("dose.each-side")] if each_side else []),
        *([say("dose.load", load=d.load)] if d.load and not worded else []),
    ]
    return told, more


def _tempo(down: int, hold: int, up: int, top: int | None = None) -> Data:
    """A card's begins with the work, and holds where that ends; a written one has its four parts in their order."""
    if top is None:
        return say("dose.tempo" if hold else "dose.tempo-no-hold", down=down, hold=hold, up=up)
    parts = [
        *([say("dose.tempo-lower", n=down)] if down else []),
        *([say("dose.tempo-pause", n=hold)] if hold else []),
        say("dose.tempo-lift", n=up) if up else say("dose.tempo-fast"),
        *([say("dose.tempo-top", n=top)] if top else []),
    ]
    return say("dose.tempo-written", parts=parts)


def span(value: int | Sequence[int]) -> int | str:
    """`3`, or `1–3`. A lone number stays a number, so that "1 set" is not "1 sets"."""
    if isinstance(value, int):
        return value
    low, high = value
    return low if low == high else f"{low}–{high}"


def _most(value: Amount) -> int:
    return value if isinstance(value, int) else value[1]
