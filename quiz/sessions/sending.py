"""What a device keeps of sessions -> the reply that its owner chose to send."""

from __future__ import annotations

from binascii import crc32
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from quiz.asking.bundle import Bundle
from quiz.asking.exact import is_whole
from quiz.plans.letters import digits
from quiz.plans.plan import cleaned
from quiz.sessions.record import Done, Record, records
from quiz.sessions.reply import (
    MOST_ACTIVITIES,
    MOST_ITEMS,
    MOST_NAME,
    MOST_NOTE,
    MOST_SCORES,
    PARTS,
    Activity,
    Part,
    Reply,
    Sent,
    nearest,
    ordered,
    tellable,
)

MOST_SENT: Final = 40
"""The last sessions: with more no code is read by a camera."""


def composed(
    bundle: Bundle,
    *,
    sender: str,
    entries: Iterable[Any],
    days: int,
    shown: Collection[str],
    today: date,
    name: str = "",
    note: str = "",
    activities: Iterable[Any] = (),
    plan: str | None = None,
) -> Reply:
    """Put a reply together. `entries`: {"id", "revision", "value": a record}; `activities`: {"on", "score", "name"}.

    What is none is left out, and what is of another `plan` (the text of its link); a session with nothing done is no
    session, but for a stop sign that is shown. `sender`: anything that tells this device from others. Exercises that
    the knowledge does not have are counted in no session, but the session is.
    """
    sessions = (_sent(bundle, entry, shown, today, plan) for entry in entries)
    return Reply(
        sender=_identity(sender, 8),
        on=nearest(today),
        days=days,
        shown=tuple(part for part in PARTS if part in shown),
        name=cleaned(name[:MOST_NAME]) or None,
        note=cleaned(note[:MOST_NOTE]) or None,
        activities=_activities(activities, today) if "activities" in shown else (),
        sessions=ordered(sent for sent in sessions if sent)[-MOST_SENT:],
    )


def _identity(text: str, length: int) -> str:
    written = text.encode(errors="surrogatepass")
    low = crc32(written)
    return digits(low | crc32(text[::-1].encode(errors="surrogatepass"), low) << 32, length)


def _sent(bundle: Bundle, entry: Any, shown: Collection[str], today: date, plan: str | None) -> Sent | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        return None
    record, revision = next(iter(records([entry.get("value")], today)), None), entry.get("revision")
    if record is None or not record.is_of(plan) or not (tellable(record.on) or record.settled == "stop"):
        return None
    settled = record.settled if "ache" in shown else None
    if not (record.did or settled == "stop"):
        return None
    return Sent(
        on=nearest(record.on),
        id=_identity(entry["id"], 4),
        revision=min(255, max(0, revision)) if isinstance(revision, int) else 0,
        did=record.did,
        effort=record.effort,
        settled=settled,
        parts=tuple(_parts(bundle, record, shown)),
    )


def _parts(bundle: Bundle, record: Record, shown: Collection[str]) -> Iterator[Part]:
    known = {item.card: item for item in record.items if item.card in bundle.exercises}
    for card, item in list(known.items())[:MOST_ITEMS]:
        yield Part(
            code=bundle.exercises[card].code,
            done=item.done,
            felt=_felt(item, shown),
            discomfort=item.discomfort if "ache" in shown else None,
        )


def _felt(item: Done, shown: Collection[str]) -> str | None:
    return item.felt if "marks" in shown else None


def _activities(raw: Iterable[Any], today: date) -> tuple[Activity, ...]:
    """Those that were told last, each with its first score and its last ones."""
    told: dict[str, dict[date, int]] = {}
    names: dict[str, str] = {}
    for one in raw:
        try:
            on, score, name = date.fromisoformat(one["on"]), one["score"], cleaned(one["name"][:MOST_NAME])
        except (LookupError, TypeError, ValueError):
            continue
        if name and on <= today and tellable(on) and is_whole(score, 0, 10):
            names[name.casefold()] = name
            told.setdefault(name.casefold(), {})[on] = score
    last = sorted(told, key=lambda key: max(told[key]))[-MOST_ACTIVITIES:]
    return tuple(Activity(names[key], _ends(sorted(told[key].items()))) for key in last)


def _ends(scores: Sequence[tuple[date, int]]) -> tuple[tuple[date, int], ...]:
    return tuple(scores if len(scores) <= MOST_SCORES else (scores[0], *scores[1 - MOST_SCORES :]))
