"""Sessions as a calendar file (RFC 5545): the chosen days for four weeks at one local time, then the day to look again.

Times float: seven in the morning stays seven wherever the phone is. Nothing in it tells what is done, how much, or why:
calendars are shared and synchronised. The same `id` gives the same UIDs, so that a plan that has changed takes the
place of its older self.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FOLD: Final = 75
"""Octets in a line, its end not counted."""
_EPOCH: Final = date(2020, 1, 1)


@dataclass(frozen=True)
class Reminder:
    """`days` are indices of WEEKDAYS; `hour` and `minute` local; `minutes` how long a session takes."""

    id: str
    days: tuple[int, ...]
    hour: int
    minute: int
    minutes: int
    start: date
    weeks: int
    again: date
    """When to look again."""
    revision: int
    """Grows with each change of the same id within a day."""


@dataclass(frozen=True)
class Words:
    session: str
    again: str
    name: str


def calendar(r: Reminder, words: Words) -> str:
    """The file's text, with line ends as the format wants them."""
    days = sorted(set(r.days))
    begin = next(day for n in range(7) if (day := r.start + timedelta(days=n)).weekday() in days)
    stamp = f"{_written(r.start)}T000000Z"
    sequence = max(0, (r.start - _EPOCH).days) * 100 + r.revision
    time = f"T{r.hour:02}{r.minute:02}00"
    rows = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(words.name)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *_event(r.id, "session", stamp, sequence),
        f"DTSTART:{_written(begin)}{time}",
        f"DURATION:PT{r.minutes}M",
        f"RRULE:FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[day] for day in days)};COUNT={len(days) * r.weeks}",
        f"SUMMARY:{_text(words.session)}",
        *_alarm(words.session, "-PT10M"),
        "END:VEVENT",
        *_event(r.id, "again", stamp, sequence),
        f"DTSTART;VALUE=DATE:{_written(r.again)}",
        f"DTEND;VALUE=DATE:{_written(r.again + timedelta(days=1))}",
        f"SUMMARY:{_text(words.again)}",
        "TRANSP:TRANSPARENT",
        *_alarm(words.again, "PT9H"),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(line for row in rows for line in _folded(row))


def _written(day: date) -> str:
    return day.isoformat().replace("-", "")


def _event(name: str, kind: str, stamp: str, sequence: int) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{name}-{kind}@counterpoise.invalid", f"DTSTAMP:{stamp}", f"SEQUENCE:{sequence}")


def _alarm(words: str, trigger: str) -> tuple[str, ...]:
    return ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(words)}", f"TRIGGER:{trigger}", "END:VALARM")


def _text(words: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(plain, written)
    return words


def _folded(row: str) -> Iterator[str]:
    """A line cut between characters where it is too long; each further one begins with a space."""
    line = ""
    for character in row:
        if len((line + character).encode()) > _FOLD:
            yield line + "\r\n"
            line = " "
        line += character
    yield line + "\r\n"


def weekdays(names: Sequence[str]) -> tuple[int, ...]:
    """Indices of WEEKDAYS. Raises ValueError for anything else."""
    return tuple(WEEKDAYS.index(name) for name in names)
