"""A plan -> a FHIR CarePlan: an activity for each exercise, its dose in words, how often as a timing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.fhir.form import CORE
from quiz.asking.bundle import Data

_UNNAMED = {"extension": [{"url": CORE + "data-absent-reason", "valueCode": "unknown"}]}


def care_plan(title: str, client: str, checked: Data) -> Data:
    """The resource. `checked` is what the door's `plan-check` tells of it in words; `client` may be "".

    It is `active`, and the intent a `proposal`: nothing here is an order.
    """
    plan, routine = checked["plan"], checked["routine"]
    said = [routine["growth"]["text"], plan["note"]]
    by = {"author": {"display": plan["written"]["from"]["name"]}} if plan["written"].get("from", {}).get("name") else {}
    return {
        "resourceType": "CarePlan",
        "status": "active",
        "intent": "proposal",
        "title": title,
        "subject": {"display": client} if client else _UNNAMED,
        **by,
        **({"created": plan["made"]} if plan["made"] else {}),
        "activity": [_activity(card, routine["days"]) for card in routine["cards"]],
        "note": _notes(said),
    }


def _activity(card: Data, days: int) -> Data:
    return {
        "detail": {
            "code": {"text": card["title"]},
            "status": "not-started",
            "scheduledTiming": {"repeat": _repeat(card["weeks"][0], days)},
            "description": "\n".join(_said(card)),
        },
    }


def _repeat(week: Data, days: int) -> dict[str, Any]:
    """Days a week. A session is a day's; how often on one of them is its dose's."""
    times = week["a_day"] or 1
    return {"frequency": (week["days"] or days) * times, "period": 1, "periodUnit": "wk"}


def _said(card: Data) -> Iterable[str]:
    """A line for each week whose dose differs, then what always holds, what to mind, and the trainer's note."""
    for dose in card["doses"]:
        amount = ", ".join([*dose["amount"], *dose["own"]])
        yield f"{dose['title']}: {amount}" if dose["title"] else amount
    if card["always"]:
        yield ", ".join(card["always"])
    yield from card["cautions"]
    if card["note"]:
        yield card["note"]


def _notes(texts: Iterable[str | None]) -> list[Data]:
    return [{"text": text} for text in texts if text]
