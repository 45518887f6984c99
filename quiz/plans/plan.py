"""The plan: which exercises, how much of each, how it grows, and what whoever made it says. Declared once.

As JSON, which `reading.py` reads and `as_json` writes; a link (`link.py`) holds the same:

  {"format": 2, "knowledge": "0123456789ab", "made": "2026-11-21", "days": 3, "growth": "by-week",
   "minutes": 20, "questionnaire": "quick", "brand": "north", "cautions": ["falls"],
   "from": {"name", "contact", "colour"}, "note": "...",
   "items": [{"card": "chin-tuck", "side": "left", "growth": ..., "note": "...",
              "dose": {"sets", "reps", "seconds", "metres", "load", "tempo", "rest", "effort", "reserve", "a_day",
                       "days"}},
             {"own": {"title": "Wall walk", "how": "...", "step": "activate", "each_side": true,
                      "demands": ["standing"]}, "dose": {"sets": 3, "reps": 10}}]}

Only `items` is needed. What of a dose is not written is as the card has it, and grows; what is written is meant, and
stays unless its growth is switched on. How much it can be at most: quiz/routine/bounds.py.

In place of a card an item may have an exercise of the sender's `own`: their words, whose dose is all written. Without
`demands` nobody has said what it asks of a body, and it is for nobody who has anything to mind.
"""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from quiz.asking.bundle import Bundle, Data
from quiz.asking.own import Own
from quiz.routine import own
from quiz.routine.bounds import MOST_LOAD

FORMAT: Final = 2
MOST_BRAND: Final = 24
MOST_ID: Final = 64
AMOUNTS: Final = ("sets", "reps", "hold", "metres")
"""How much: what decides how long an exercise takes."""
GROWN: Final = (*AMOUNTS, "effort")
"""What has a range on a card, and can grow."""
TEXTS: Final = {"load": MOST_LOAD, "note": 300, "name": 80, "contact": 120, "title": 80, "how": 900}
"""The most characters of each text, in one line."""
MOST_NOTE: Final = 600
"""Of the note to the whole plan, which may have lines."""
MOST_OWN: Final = 3
"""Exercises of the sender's own in a link."""
MOST_WORDS: Final = 1_200
"""Characters of all their titles and of how they are done."""
AS_PLAN: Final = "plan"
"""The growth of an exercise that goes by the plan's, with what is written of its dose held still."""
WRITTEN: Final = {"hold": "seconds"}
"""What JSON calls otherwise."""


class BadPlan(Exception):
    """What came is not a plan. `messages` are its complaints, one for each bad value: {"say", ...}."""

    def __init__(self, say: str = "", messages: tuple[Data, ...] = (), **values: Any) -> None:
        self.messages = messages or ({"say": f"plan.error.{say}", **values},)
        super().__init__(self.message["say"])

    @property
    def message(self) -> Data:
        return self.messages[0]


@dataclass(frozen=True)
class Dosage:
    """What of a dose is written. None: as the card has it."""

    sets: int | None = None
    reps: int | None = None
    hold: int | None = None
    """Seconds, of each repetition or of each set."""
    metres: int | None = None
    rest: int | None = None
    """Seconds between sets."""
    effort: int | None = None
    """RPE, 1 to 10."""
    reserve: int | None = None
    """Repetitions that are left when a set ends, in place of the effort."""
    a_day: int | None = None
    """Times a day."""
    days: int | None = None
    """A week, where it is not the plan's."""
    tempo: tuple[int, ...] | None = None
    """Seconds to lower, to pause there, to lift (0: as fast as it can be), and to pause there, where that is any."""
    load: str | None = None
    """Kilograms, pounds, a band's colour: in the writer's own words. Of an exercise of their own that counts nothing,
    how much it is."""

    @property
    def counted(self) -> bool:
        return bool(self.reps or self.hold or self.metres)


@dataclass(frozen=True)
class Growth:
    """How an exercise grows: one of RULES, or AS_PLAN; and up to what, for amounts (and effort) that are written."""

    rule: str
    to: tuple[tuple[str, int], ...] = ()
    """(amount, its highest), in the order of LIMITS."""


@dataclass(frozen=True)
class Item:
    """One exercise of a plan."""

    code: str
    """Three characters, permanent; of the sender's own, its id."""
    mark: str
    """What it asked of a body and how much, when the plan was made; see `link.mark`."""
    start: str | None = None
    """The side to start with: left, right, or None for either."""
    dose: Dosage = Dosage()
    growth: Growth | None = None
    """None: a dose that is written stays as it is; any other grows as the plan does."""
    note: str | None = None
    own: Own | None = None


@dataclass(frozen=True)
class Sender:
    """Who made it, in their own words: plain text, never markup."""

    name: str | None = None
    contact: str | None = None
    colour: str | None = None
    """#rrggbb."""


@dataclass(frozen=True)
class Plan:
    version: str
    """Of the knowledge that it was made with."""
    days: int
    """A week."""
    items: tuple[Item, ...]
    minutes: int | None = None
    """The most that a session may grow to; None: as long as its doses take."""
    questionnaire: str | None = None
    """The assessment that it comes from."""
    brand: str | None = None
    """The name of a further brand's file; None: the site's own."""
    made: str | None = None
    """The day, as 2026-11-21."""
    growth: str | None = None
    """One of RULES; None: by response for whoever aches or was not asked, by week for others."""
    cautions: tuple[str, ...] = ()
    """Of the person it is for, told by whoever made it: they tighten what opening it allows."""
    sender: Sender | None = None
    note: str | None = None


SHARED: Final = ("notes", "from", "cautions")
"""What enters a link only when whoever sends it says so."""


def cleaned(text: str, lines: bool = False) -> str:
    """Text without control and direction characters, in one line unless `lines`, with single spaces."""
    kept = "".join(c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn") else " " for c in text)
    kept = "".join(c for c in kept if not ("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"))
    rows = [" ".join(row.split()) for row in kept.split("\n")] if lines else [" ".join(kept.split())]
    return "\n".join(rows).strip()


def as_json(bundle: Bundle, plan: Plan) -> Data:
    """The plan as JSON, without what it does not say. A card is named by its id, a withdrawn one by its code."""
    sender = _said(asdict(plan.sender)) if plan.sender else None
    return {
        "format": FORMAT,
        "knowledge": plan.version,
        "days": plan.days,
        **_said(
            {
                "made": plan.made,
                "growth": plan.growth,
                "minutes": plan.minutes,
                "questionnaire": plan.questionnaire,
                "brand": plan.brand,
                "cautions": list(plan.cautions) or None,
                "from": sender,
                "note": plan.note,
            }
        ),
        "items": [item_json(bundle, item) for item in plan.items],
    }


def item_json(bundle: Bundle, item: Item) -> Data:
    """One exercise of a plan as JSON."""
    e = bundle.by_code.get(item.code)
    dose = {WRITTEN.get(f.name, f.name): getattr(item.dose, f.name) for f in fields(Dosage)}
    if item.dose.tempo:
        dose["tempo"] = list(item.dose.tempo)
    g = item.growth
    to = {WRITTEN.get(key, key): most for key, most in g.to} if g else {}
    growth = {"rule": g.rule, "to": to} if g and to else g.rule if g else None
    return {
        **({"own": own.as_json(item.own)} if item.own else {"card": e.id if e else item.code}),
        **_said({"side": item.start, "dose": _said(dose) or None, "growth": growth, "note": item.note}),
    }


def _said(found: Data) -> Data:
    return {key: value for key, value in found.items() if value is not None}
