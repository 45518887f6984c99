"""Which row of its weeks an exercise is done in next, from how the sessions before went, and why.

This is the rule that every plan tells (quiz/routine/growth.py): settled by the next morning, on to the next row, once
its weeks have passed and enough of their sessions were done; lingering, the same week again; worse, back one; a stop
sign, stop, for all of its session, whether it was done by then or not. What hurt, and what was more than the card's
limit of discomfort, goes back by itself; what was too hard holds. After a long break all go back one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from quiz.routine.doses import SPANS
from quiz.sessions.record import Done, Record

WHY: Final = ("stop", "least", "worse", "hurt", "over", "break", "lingering", "hard", "on", "hold")
"""Why a row is what it is; the first of these that holds for an exercise is told of the whole session."""
NAMED: Final = ("least", "hurt", "over", "hard")
"""Those that are some exercises' own: they are told by name."""
TOO_MUCH: Final = ("least", "hurt", "over")
"""Those of an exercise that is told of at once, and may be made easier or left out."""
BREAK: Final = 14
"""Days without a session after which it starts a row lower: our own, careful choice."""


def enough(days: int) -> int:
    """So many sessions of a week's `days` are enough to go on: two of three, four of five."""
    return -(-days * 2 // 3)


@dataclass(frozen=True)
class Standing:
    row: int
    why: str | None
    """One of WHY; None before the first session. least: it would go back, and is in the first row."""
    settled: int = 0
    """Sessions in this row that the body took well."""
    since: date | None = None
    """When the first of them was."""


@dataclass(frozen=True)
class Rule:
    """What a plan says of growing.

    `rows` is how many it has (quiz.routine.doses.SPANS: for which weeks), `limit` the card's most discomfort, 0-10.
    """

    rows: int
    days: int
    limit: int
    by_response: bool
    of: str | None = None
    """The first row of its path: what was done on another path, of another plan, leads nowhere on this one."""


def standing(card: str, rule: Rule, done: Sequence[Record], today: date) -> Standing:
    """Where an exercise stands after these sessions, the oldest first."""
    now, before = Standing(1, None), None
    for record in done:
        counts = (i for i in record.items if i.card == card and (i.done or record.settled == "stop"))
        item = next((i for i in counts if i.of in (None, rule.of)), None)
        if item is None:
            continue
        now = after(_due(_rested(now, before, record.on), record.on, rule), item, record, rule)
        before = record.on
    return _due(_rested(now, before, today), today, rule)


def after(now: Standing, item: Done, record: Record, rule: Rule) -> Standing:
    """Where it stands after one more session."""
    if record.settled == "stop":
        return Standing(1, "stop")
    back = _back(item, record, rule)
    if back:
        return Standing(now.row - 1, back) if now.row > 1 else Standing(1, "least")
    if record.settled == "lingering":
        return Standing(now.row, "lingering")
    if item.felt == "hard":
        return Standing(now.row, "hard")
    known = record.settled is not None or not rule.by_response
    return Standing(now.row, "hold", now.settled + known, now.since or record.on)


def _due(now: Standing, on: date, rule: Rule) -> Standing:
    """The next row, once the weeks of this one are over and were enough."""
    first_, last = SPANS[min(now.row, len(SPANS)) - 1]
    weeks = last - first_ + 1
    over = now.since is not None and (on - now.since).days >= 7 * weeks and now.settled >= enough(rule.days) * weeks
    return Standing(now.row + 1, "on") if over and now.row < rule.rows else now


def _back(item: Done, record: Record, rule: Rule) -> str | None:
    if record.settled == "worse":
        return "worse"
    if item.felt == "hurt":
        return "hurt"
    return "over" if item.discomfort is not None and item.discomfort > rule.limit else None


def _rested(now: Standing, before: date | None, on: date) -> Standing:
    if before is None or (on - before).days < BREAK or now.why == "stop":
        return now
    return Standing(max(1, now.row - 1), "break")


def first(standings: Sequence[Standing]) -> str | None:
    """What is told of all of them: the gravest reason."""
    found = {s.why for s in standings}
    return next((why for why in WHY if why in found), None)
