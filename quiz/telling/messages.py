"""Messages that several results share: {"say": id, ...values}, told later by quiz/telling/phrase.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quiz.asking.bundle import Bundle, Data
from quiz.routine.doses import SPANS, in_minutes
from quiz.routine.growth import rule


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


def growth_told(by: str) -> Data:
    """The rule by which a plan grows, one of quiz.routine.growth.RULES: page, paper and printed file say it so."""
    return {"rule": by, "text": say(f"growth.{by}")}


def spread(days: int) -> list[bool]:
    """A week from the first session on, day by day: which days are for the routine, as far apart as they can be."""
    on = {7 * i // days for i in range(days)}
    return [day in on for day in range(7)]


def routine_told(days: int, seconds: Sequence[int], cards: Sequence[Data], aching: bool) -> Data:
    """A routine of `days` a week; `seconds` is how long it takes in each of SPANS, told in minutes, rounded up.

    `aching`: whoever does it has an ache, or was not asked.
    """
    minutes = [in_minutes(s) for s in seconds]
    return {
        "days": days,
        "days_title": say("routine.days", n=days),
        "on": spread(days),
        "minutes": minutes,
        "minutes_title": say("routine.minutes", n=minutes[0]),
        "cards": list(cards),
        "weeks": [say(f"routine.week.{first}") for first, _ in SPANS[: len(minutes)]],
        "spans": [list(span) for span in SPANS[: len(minutes)]],
        "growth": growth_told(rule(aching, [card["weeks"] for card in cards])),
        "empty": [],
        "left_out": [],
    }
