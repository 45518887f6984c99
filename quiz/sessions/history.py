"""How a plan is going, counted in sessions: this week's days, which session is next and when, weeks in a row.

A week begins on Monday. Two of three sessions are a week kept; the week that is still going breaks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.sessions.record import Record
from quiz.sessions.response import enough


@dataclass(frozen=True)
class Progress:
    week: tuple[tuple[date, bool], ...]
    """The days of this week, and whether a session was done on each."""
    done: int
    """Days of this week with a session."""
    number: int
    """Which session of the plan is next, from 1."""
    of: int
    next: date
    """The day for it: today, or after a rest."""
    streak: int
    """Weeks in a row that were enough, this one counted in once it is."""
    first: date | None
    """When the plan was begun; None: it was not."""


def progress(done: Sequence[Record], days: int, weeks: int, today: date, plan: str | None = None) -> Progress:
    """Count sessions of a plan of so many `days` a week, for so many `weeks`. A week holds those of others, too."""
    monday = today - timedelta(days=today.weekday())
    on = sorted({record.on for record in done if record.did})
    week = tuple((day, day in on) for day in (monday + timedelta(days=n) for n in range(7)))
    ours = [record.on for record in done if record.did and record.is_of(plan)]
    return Progress(
        week=week,
        done=sum(was for _, was in week),
        number=len(set(ours)) + 1,
        of=days * weeks,
        next=_next(on, days, today),
        streak=_streak(on, days, monday),
        first=min(ours, default=None),
    )


def _next(on: Sequence[date], days: int, today: date) -> date:
    return max(today, on[-1] + timedelta(days=max(1, 7 // days))) if on else today


def _streak(on: Sequence[date], days: int, monday: date) -> int:
    kept = 0

    def was_enough(start: date) -> bool:
        return sum(start <= day < start + timedelta(days=7) for day in on) >= enough(days)

    if was_enough(monday):
        kept += 1
    monday -= timedelta(days=7)
    while was_enough(monday):
        kept, monday = kept + 1, monday - timedelta(days=7)
    return kept
