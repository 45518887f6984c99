"""A reply -> how its sender is doing: on track, hurting, or gone quiet; and the figures of one line for a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from quiz.asking.bundle import Bundle
from quiz.sessions.record import Done, Record, until
from quiz.sessions.reply import Part, Reply, Sent, to_come
from quiz.sessions.response import BREAK, enough

STATES: Final = ("stop", "hurts", "quiet", "fewer", "on-track", "none")
"""The gravest first. stop: the last day with a session brought a stop sign, though nothing of it was done, and whatever
the clock says. hurts: one of the last sessions did, or was worse in the morning, or went beyond its card's limit of
discomfort. quiet: no session for BREAK days. fewer: than enough of a week. none: not one session yet."""
_LAST: Final = 3
"""Sessions that tell how it is now."""


@dataclass(frozen=True)
class Hurt:
    """An exercise that hurt, or went beyond its card's limit of discomfort."""

    code: str
    most: int | None
    """Discomfort; None: not told."""


@dataclass(frozen=True)
class Going:
    state: str
    """One of STATES."""
    first: date | None
    last: date | None
    sessions: int
    """Days with one."""
    planned: int
    """So many would have been all, from the first one to the day of the reply."""
    ache: tuple[int, int] | None
    """Most discomfort of the first session that tells it, and of the last."""
    effort: tuple[int, int] | None
    """How hard the first session was that tells it, and the last."""
    mornings: tuple[tuple[str, int], ...]
    """(one of SETTLED, how often), those that were told."""
    hard: tuple[tuple[str, int], ...]
    """(code of an exercise, in how many sessions it was too hard), most often first."""
    hurt: tuple[tuple[str, int], ...]
    hurts: tuple[Hurt, ...]
    """What of the last sessions makes the state, most first."""


def going(bundle: Bundle, reply: Reply, today: date) -> Going:
    """How it goes. It may be tomorrow where they are; what a wrong clock puts after that is not counted."""
    done = [sent for sent in reply.sessions if sent.did and not to_come(sent.on, today)]
    days = sorted({sent.on for sent in done})
    weeks = -(-((max(reply.on, days[-1]) - days[0]).days + 1) // 7) if days else 0
    mornings = Counter(sent.settled for sent in done if sent.settled)
    return Going(
        state=_state(bundle, reply, done, days, today),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        sessions=len(days),
        planned=weeks * reply.days,
        ache=_ends(_most(sent.parts) for sent in done),
        effort=_ends(sent.effort for sent in done),
        mornings=tuple(sorted(mornings.items())),
        hard=_counted(done, "hard"),
        hurt=_counted(done, "hurt"),
        hurts=_hurting(bundle, done[-_LAST:]),
    )


def _state(bundle: Bundle, reply: Reply, done: Sequence[Sent], days: Sequence[date], today: date) -> str:
    last = max((sent.on for sent in reply.sessions if not to_come(sent.on, today)), default=today)
    if any(sent.settled == "stop" for sent in reply.sessions if sent.on >= last):  # those of a clock that is ahead, too
        return "stop"
    if not done:
        return "none"
    if any(_hurts(bundle, sent) for sent in done[-_LAST:]):
        return "hurts"
    if (today - days[-1]).days >= BREAK:
        return "quiet"
    week = [day for day in days if day > max(reply.on, days[-1]) - timedelta(days=7)]
    started = (reply.on - days[0]).days >= 7
    return "fewer" if started and len(week) < enough(reply.days) else "on-track"


def _hurts(bundle: Bundle, sent: Sent) -> bool:
    return sent.settled in ("worse", "stop") or any(_hurt(bundle, part) for part in sent.parts)


def _hurt(bundle: Bundle, part: Part) -> bool:
    return part.felt == "hurt" or _over(bundle, part)


def _hurting(bundle: Bundle, last: Sequence[Sent]) -> tuple[Hurt, ...]:
    parts = [part for sent in last for part in sent.parts if _hurt(bundle, part)]
    hurts = (Hurt(code, _most(p for p in parts if p.code == code)) for code in sorted({p.code for p in parts}))
    return tuple(sorted(hurts, key=lambda one: -(one.most or 0)))


def _over(bundle: Bundle, part: Part) -> bool:
    e = bundle.by_code.get(part.code)
    return e is not None and part.discomfort is not None and part.discomfort > e.dose.discomfort


def _most(parts: Iterable[Part]) -> int | None:
    return max((part.discomfort for part in parts if part.discomfort is not None), default=None)


def _ends(told: Iterable[int | None]) -> tuple[int, int] | None:
    known = [n for n in told if n is not None]
    return (known[0], known[-1]) if known else None


def _counted(done: Sequence[Sent], felt: str) -> tuple[tuple[str, int], ...]:
    found = Counter(part.code for sent in done for part in sent.parts if part.felt == felt)
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def as_records(bundle: Bundle, reply: Reply, today: date) -> tuple[Record, ...]:
    """The sessions as a device would have kept them, the oldest first, up to tomorrow."""

    def item(part: Part) -> Done | None:
        e = bundle.by_code.get(part.code)
        return Done(e.id, part.done, part.felt or "right", part.discomfort) if e else None

    kept = (
        Record(sent.on, tuple(filter(None, map(item, sent.parts))), sent.effort, sent.settled)
        for sent in reply.sessions
    )
    return until(kept, today + timedelta(days=1))
