"""What a client sends back to a trainer: sessions done, and of how they went what they choose.

Replies of one sender are put together in any order and any number of times: of a session the later revision stands,
else what tells more of it. As text: post.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

PARTS: Final = ("ache", "marks", "activities")
"""What its sender chooses to show: discomfort and the morning after; easy, hard and hurt; what matters to them. A
session itself is its day, what was done of it, and how hard it was."""
MOST_NAME: Final = 80
MOST_NOTE: Final = 300
MOST_ACTIVITIES: Final = 5
MOST_SCORES: Final = 8
"""Of an activity."""
MOST_ITEMS: Final = 20
MOST_SESSIONS: Final = 200
"""The last ones of all replies together."""
MOST_CODES: Final = 250
"""Exercises that they name."""
START: Final = date(2020, 1, 1)
END: Final = START + timedelta(days=32**3 - 1)
"""The first day that three digits of its text tell, and the last."""


@dataclass(frozen=True)
class Part:
    """One exercise of a session, by its permanent code."""

    code: str
    done: bool
    felt: str | None
    """One of FELT; None: not shown."""
    discomfort: int | None


@dataclass(frozen=True)
class Sent:
    """A session; what its sender does not show is None."""

    on: date
    id: str
    """Four digits, the same in every reply."""
    revision: int
    did: bool
    effort: int | None
    settled: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Activity:
    """How well something goes that matters to them."""

    name: str
    scores: tuple[tuple[date, int], ...]
    """(day, 0-10), the oldest first."""


@dataclass(frozen=True)
class Reply:
    sender: str
    on: date
    days: int
    """Sessions a week that the plan asks for."""
    shown: tuple[str, ...] = ()
    """Of PARTS."""
    name: str | None = None
    note: str | None = None
    activities: tuple[Activity, ...] = ()
    sessions: tuple[Sent, ...] = ()
    """The oldest first."""


def to_come(day: date, today: date) -> bool:
    """Whether only a clock that is ahead can have told it; where its sender is, it may be tomorrow."""
    return day > today + timedelta(days=1)


def tellable(day: date) -> bool:
    """Whether a reply can name it; other days only a wrong clock tells."""
    return START <= day <= END


def nearest(day: date) -> date:
    """The day, or what is nearest to it of those that a reply can name."""
    return min(max(day, START), END)


def arrived(reply: Reply, today: date) -> Reply:
    """A reply that is read today; one of a day to come is of today."""
    return replace(reply, on=nearest(today)) if to_come(reply.on, today) else reply


def ordered(sessions: Iterable[Sent]) -> tuple[Sent, ...]:
    """One of each id: the later revision, else the one that tells more; the oldest first, the last of many."""
    found: dict[tuple[date, str], Sent] = {}
    for sent in sessions:
        key = (sent.on, sent.id)
        if key not in found or _rank(sent) > _rank(found[key]):
            found[key] = sent
    return tuple(found[key] for key in sorted(found))[-MOST_SESSIONS:]


def _rank(sent: Sent) -> tuple[int, int, str]:
    told = [sent.effort, sent.settled, *(x for part in sent.parts for x in (part.felt, part.discomfort))]
    return sent.revision, sum(x is not None for x in told), repr(sent)


def together(one: Reply, other: Reply, today: date) -> Reply:
    """Two replies as one: what is said beside the sessions is the later one's. One of a day to come is later than none.

    Raises ValueError where they are not of one sender.
    """
    if one.sender != other.sender:
        raise ValueError("replies of two senders")
    later = max(one, other, key=lambda r: (not to_come(r.on, today), r.on, repr(replace(r, sessions=()))))
    both = ordered((*one.sessions, *other.sessions))
    while len({part.code for sent in both for part in sent.parts}) > MOST_CODES:
        both = both[1:]
    return replace(later, sessions=both)
