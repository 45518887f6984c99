"""The record of a session: what was done, how it felt, and whether the ache had settled by the next morning.

As JSON, the format of what a device keeps and exports:
  {"plan": its link's text, "" for an exercise tried alone, or null, "session": from 1, "on": "2026-11-29",
   "effort": 0-10 or null, "settled": one of SETTLED or null,
   "items": [{"card": exercise, "row": from 1, "done": true, "felt": one of FELT, "discomfort": 0-10 or null,
              "of": quiz.sessions.session.Card.mark, or null}, ...]}
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from quiz.asking.exact import is_whole
from quiz.plans.same import is_same

FELT: Final = ("easy", "right", "hard", "hurt")
SETTLED: Final = ("settled", "lingering", "worse", "stop")
"""By the next morning: gone; still there; more than the week before; with one of the stop signs."""
MOST: Final = 2_000
"""Records that are looked at: the last ones."""
_MOST_ITEMS: Final = 40


@dataclass(frozen=True)
class Done:
    """One exercise of a session."""

    card: str
    done: bool
    felt: str
    discomfort: int | None
    of: str | None = None
    """The first row of the path it was a row of; None: not kept yet in those days."""


@dataclass(frozen=True)
class Record:
    on: date
    items: tuple[Done, ...]
    effort: int | None
    settled: str | None
    plan: str | None = None
    """The text of its link; "": of none; None: not kept in those days."""

    @property
    def did(self) -> bool:
        """Whether anything of it was done."""
        return any(item.done for item in self.items)

    def is_of(self, plan: str | None) -> bool:
        """Whether it counts for a plan (the text of its link): what was kept before there was one counts for any."""
        return plan is None or self.plan is None or is_same(self.plan, plan)


def records(raw: Iterable[Any], today: date) -> tuple[Record, ...]:
    """Read records, the oldest first. What is none is left out."""
    return until((record for record in map(_record, raw) if record), today)


def until(read: Iterable[Record], today: date) -> tuple[Record, ...]:
    """Those up to today, the oldest first: what a wrong clock puts after it is left out.

    But a stop sign holds whatever the clock says: it is of today then.
    """
    ordered = sorted(read, key=lambda record: record.on)
    found = [r if r.on <= today else replace(r, on=today) for r in ordered if r.on <= today or r.settled == "stop"]
    return tuple(found[-MOST:])


def _record(raw: Any) -> Record | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("items"), list):
        return None
    try:
        on = date.fromisoformat(str(raw.get("on")))
    except ValueError:
        return None
    items = tuple(item for item in map(_done, raw["items"][:_MOST_ITEMS]) if item)
    settled, plan = raw.get("settled"), raw.get("plan")
    return Record(
        on,
        items,
        _out_of_ten(raw.get("effort")),
        settled if settled in SETTLED else None,
        plan if isinstance(plan, str) else None,
    )


def _done(raw: Any) -> Done | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("card"), str):
        return None
    felt: Any = raw.get("felt")
    return Done(
        card=raw["card"],
        done=raw.get("done") is True,
        felt=felt if isinstance(felt, str) and felt in FELT else "right",
        discomfort=_out_of_ten(raw.get("discomfort")),
        of=of if isinstance(of := raw.get("of"), str) else None,
    )


def _out_of_ten(value: Any) -> int | None:
    return value if is_whole(value, 0, 10) else None
