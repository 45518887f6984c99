"""Messages that several results share: {"say": id, ...values}, told later by quiz/telling/phrase.py."""

from __future__ import annotations

from typing import Any

from quiz.asking.bundle import Bundle, Data


def say(name: str, **values: Any) -> Data:
    """Make a message."""
    return {"say": name, **values}


def paragraphs(bundle: Bundle, name: str) -> list[Data]:
    """The catalogue's paragraphs NAME.1, NAME.2 ... as many as it has."""
    count = 1
    while f"{name}.{count}" in bundle.words:
        count += 1
    return [say(f"{name}.{i}") for i in range(1, count)]


def side_told(side: str | None) -> Data | None:
    return say(f"side.{side}") if side else None


def sided(name: str, side: str | None) -> Data:
    return say("reason.on-side", side=side_told(side), what=say(name)) if side else say(name)


def spread(days: int) -> list[bool]:
    """A week from the first session on, day by day: which days are for the routine, as far apart as they can be."""
    on = {7 * i // days for i in range(days)}
    return [day in on for day in range(7)]
