"""Sessions that a client did, sent as a reply and read again, for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from quiz.bridge import Engine
from quiz.sessions.reply import PARTS
from tests.plans import ask

TODAY = "2026-11-29"
DAY = date(2026, 11, 29)
CARDS = ("chin-tuck", "glute-bridge", "bird-dog")


def entry(id_: str, on: str, felt: str = "right", discomfort: int | None = 2, **more: Any) -> dict[str, Any]:
    items = [{"card": card, "row": 1, "done": True, "felt": felt, "discomfort": discomfort} for card in CARDS]
    value = {"plan": "p", "session": 1, "on": on, "items": items, "effort": 4, "settled": "settled", **more}
    return {"id": id_, "kind": "session", "revision": 1, "changed": 1, "value": value}


def month(days: tuple[int, ...] = (27, 25, 22, 20, 18, 15, 13, 11, 8, 6, 4, 1), **more: Any) -> list[dict[str, Any]]:
    """Three sessions a week, so many days ago."""
    return [entry(f"s{ago}", (DAY - timedelta(ago)).isoformat(), **more) for ago in days]


def stopped(on: str) -> list[dict[str, Any]]:
    """A session of which nothing was done: a stop sign came first."""
    found = entry("stop", on, settled="stop")
    items = [{**item, "done": False} for item in found["value"]["items"]]
    return [{**found, "value": {**found["value"], "items": items}}]


def sent(engine: Engine, entries: list[Any], **more: Any) -> dict[str, Any]:
    request = {"sender": "device-1", "entries": entries, "days": 3, "shown": list(PARTS), "today": TODAY, **more}
    return dict(ask(engine, op="reply-write", **request)["ok"])


def found(engine: Engine, text: str, **more: Any) -> dict[str, Any]:
    reply = ask(engine, **{"op": "reply-read", "text": text, "replies": {}, "today": TODAY, **more})
    return dict(reply.get("ok") or reply)


def said(reply: dict[str, Any]) -> list[str]:
    return [message["say"].removeprefix("reply.") for message in reply["said"]]
