"""A told routine and the record of it -> today's session: each exercise in its row, with its phases."""

from __future__ import annotations

from binascii import crc32
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from quiz.asking.bundle import SIDES, Bundle, Exercise
from quiz.asking.exact import is_whole
from quiz.plans.letters import digits
from quiz.plans.plan import TEXTS
from quiz.routine.bounds import LIMITS, MOST_DAYS, MOST_EXERCISES, TEMPO
from quiz.routine.doses import WEEKS, Chosen
from quiz.routine.growth import RULES
from quiz.routine.own import exercise_of, read_own
from quiz.sessions.history import Progress, progress
from quiz.sessions.phases import LEVELS, Phase, levels, phases
from quiz.sessions.record import Record
from quiz.sessions.response import Rule, Standing, first, standing

_MOST_WEEKS: Final = 52
_COUNTED: Final = ("sets", "reps", "hold", "rest", "metres")
"""What phases are made of: none of what lies beyond LIMITS."""


@dataclass(frozen=True)
class Card:
    exercise: Exercise
    start: str | None
    weeks: tuple[Chosen, ...]
    cautions: tuple[str, ...] = ()
    """Those that change how it is done."""
    note: str | None = None
    """What whoever made the plan wrote to it."""

    @property
    def mark(self) -> str:
        """What its path begins with, in four letters: a later plan may begin where an earlier one had led to."""
        c = self.weeks[0]
        return digits(crc32(repr((c.sets, c.reps, c.hold, c.tempo, c.metres, c.load)).encode()), 4)


@dataclass(frozen=True)
class Routine:
    cards: tuple[Card, ...]
    days: int
    rule: str
    """One of quiz.routine.growth.RULES."""


@dataclass(frozen=True)
class Item:
    card: Card
    now: Standing
    dose: Chosen
    phases: Mapping[str, tuple[Phase, ...]]
    """By one of LEVELS; all of the same length."""

    @property
    def seconds(self) -> int:
        return self.dose.seconds


@dataclass(frozen=True)
class Session:
    items: tuple[Item, ...]
    why: str | None
    """Of quiz.sessions.response.WHY, of all exercises together."""
    ask: bool
    """Whether the last session's ache had settled is still to be asked."""
    stop: bool
    """The last session brought a stop sign, and the safety questions were not answered since."""
    progress: Progress


def session(routine: Routine, done: Sequence[Record], today: date, screened: bool, plan: str | None = None) -> Session:
    """Compile the next session of a plan (the text of its link) after those that are done, the oldest first."""
    last = done[-1] if done else None
    aching = routine.rule == "by-response"
    stop = last is not None and last.settled == "stop" and not screened
    items = () if stop else tuple(item(card, routine, done, today) for card in routine.cards)
    return Session(
        items=items,
        why="stop" if stop else first([i.now for i in items]),
        ask=aching and last is not None and last.did and last.settled is None and last.on < today,
        stop=stop,
        progress=progress(done, routine.days, WEEKS, today, plan),
    )


def item(card: Card, routine: Routine, done: Sequence[Record], today: date) -> Item:
    """One exercise, in the row that its own record leads to."""
    rows = 1 if routine.rule == "steady" else _rows(card.weeks)
    rule = Rule(rows, routine.days, card.weeks[0].discomfort, routine.rule == "by-response", card.mark)
    now = standing(card.exercise.id, rule, done, today)
    if now.why == "on" and card.weeks[now.row - 1] == card.weeks[now.row - 2]:
        now = replace(now, why="hold")  # a row may ask what the one before did
    return at_row(card, now)


def at_row(card: Card, now: Standing) -> Item:
    """An exercise in a row, at each of LEVELS."""
    doses = levels(card.weeks, now.row)
    made = {level: phases(dose, card.start) for level, dose in zip(LEVELS, doses, strict=True)}
    return Item(card, now, doses[LEVELS.index("planned")], made)


def _rows(weeks: Sequence[Chosen]) -> int:
    """How many rows lead to something new: the last ones may repeat one another."""
    n = len(weeks)
    while n > 1 and weeks[n - 1] == weeks[n - 2]:
        n -= 1
    return n


def routine(bundle: Bundle, raw: Any) -> Routine:
    """Read a routine as quiz.telling tells it. Raises ValueError, TypeError or LookupError for what is none."""
    cards, days, rule = raw["cards"], _whole(raw["days"], 1, MOST_DAYS), raw["growth"]["rule"]
    if rule not in RULES or len(cards) > MOST_EXERCISES:
        raise ValueError
    return Routine(tuple(_card(bundle, card) for card in cards), days, rule)


def _card(bundle: Bundle, raw: Any) -> Card:
    own, start = read_own(raw.get("sent")), raw["start"]
    e = exercise_of(bundle, own) if own else bundle.exercises[raw["exercise"]]
    if start not in (None, *SIDES) or not 1 <= len(raw["weeks"]) <= _MOST_WEEKS:
        raise ValueError
    weeks = tuple(_chosen(week, e.each_side) for week in raw["weeks"])
    told = dict.fromkeys(caution["id"] for caution in raw.get("cautions", ()))
    cautions = tuple(name for name in told if name in bundle.cautions)
    return Card(e, start if e.each_side else None, weeks, cautions, _text(raw.get("note"), TEXTS["note"]))


def _chosen(raw: Any, each_side: bool) -> Chosen:
    n = {key: _whole(raw[key] or 0, 0, LIMITS[key][1]) for key in _COUNTED}
    tempo = raw["tempo"] and tuple(_whole(part, *TEMPO) for part in raw["tempo"])
    if tempo and (len(tempo) not in (3, 4) or not sum(tempo)):
        raise ValueError
    return Chosen(
        sets=max(1, n["sets"]),
        reps=n["reps"] if raw.get("load") else max(1, n["reps"]),
        hold=n["hold"],
        tempo=tempo or None,
        metres=n["metres"] or None,
        rest=n["rest"],
        effort=None if raw["effort"] is None else _whole(raw["effort"], 0, 10),
        discomfort=_whole(raw["discomfort"], 0, 10),
        each_side=each_side,
        load=_text(raw.get("load"), TEXTS["load"]),
        reserve=None if raw.get("reserve") is None else _whole(raw["reserve"], 0, 10),
    )


def _text(value: Any, most: int) -> str | None:
    if value is not None and not (isinstance(value, str) and len(value) <= most):
        raise ValueError
    return value or None


def _whole(value: Any, least: int, most: int) -> int:
    if not is_whole(value, least, most):
        raise ValueError
    return int(value)
