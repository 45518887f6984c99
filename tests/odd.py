"""A sound request for every op of the door, and the same with parts made odd: for tests, and to fuzz with."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from tests.golden import requests
from tests.plans import ask
from tests.replies import TODAY, month, sent, stopped

PLAN = {
    "days": 3,
    "items": [
        {"card": "chin-tuck", "dose": {"sets": 2, "effort": 6}, "growth": {"rule": "plan", "to": {"sets": 3}}},
        {"card": "glute-bridge", "note": "Slowly"},
    ],
}
MATTERS = [{"on": "2026-11-01", "score": 4, "name": "Stairs"}, {"on": "2026-11-20", "score": 6, "name": "Stairs"}]
NUMBERS: list[Any] = [None, True, 0, -1, 1.5, 10**30, 1e308]
TEXTS = ["", "x", "x" * 5000, "\ud800", "\x00", "{word}", "not-sure", "r1", "2026-W48-7"]
DAYS = ["1000-01-01", "1970-01-01", "2019-12-31", "2020-01-01", "2109-09-19", "2999-12-31"]
VALUES: list[Any] = [*NUMBERS, *TEXTS, *DAYS, ["none"], [], {}, [[]], [None], {"x": 1}, {"left": 1}]


def sound(engine: Engine, bundle: Bundle) -> dict[str, dict[str, Any]]:
    """Op -> a request that is served."""
    whose = requests(bundle, "desk", engine.handle)["explain"]
    routine = ask(engine, op="assess", **whose)["ok"]["routine"]
    text = ask(engine, op="plan-encode", plan=PLAN)["ok"]["text"]
    entries = [*month(), *stopped(TODAY)]
    reply = sent(engine, entries, name="Ann", note="All well", activities=MATTERS)["text"]
    kept = {"client": reply, "another": "x"}
    screen = {"text": text, "answers": whose["answers"]}
    before = [{"on": "2026-10-01", "answers": whose["answers"], "activities": MATTERS[:1]}]
    remembered = ask(engine, op="remember", **screen, today=TODAY)["ok"]["kept"]
    return {
        "assess": {**whose, "today": TODAY, "before": before, "activities": MATTERS[1:], "shape": {"minutes": 10}},
        "explain": whose,
        "flow": whose,
        "again": whose,
        "plan-encode": {"plan": PLAN},
        "plan-open": {**screen, "shape": {"days": 2, "out": [], "kept": ["chin-tuck"]}, "change": {"minutes": 10}},
        "plan-check": {"plan": PLAN, "cautions": ["osteoporosis"], "share": ["cautions"]},
        "remember": {**screen, "today": TODAY, "before": remembered},
        "recall": {"text": text, "kept": remembered, "today": TODAY, "said": "no"},
        "session": {"routine": routine, "records": [e["value"] for e in entries], "today": TODAY, "screened": True},
        "calendar": {"id": "abcdefgh", "days": ["MO"], "time": "07:30", "minutes": 20, "today": TODAY, "revision": 1},
        "reply-write": {
            "sender": "device-1",
            "entries": entries,
            "days": 3,
            "shown": ["ache", "marks", "activities"],
            "today": TODAY,
            "name": "Ann",
            "note": "All well",
            "activities": MATTERS,
        },
        "reply-read": {"text": reply, "replies": kept, "client": "client", "cards": ["chin-tuck"], "today": TODAY},
        "roster": {"replies": kept, "today": TODAY},
        "score": requests(bundle, "score-odi", engine.handle)["score"],
        "plan-next": {"plan": PLAN, "cautions": [], "reply": reply, "since": "2026-11-02", "today": TODAY},
    }


def spoiled(value: Any, rng: Random, values: Sequence[Any] = VALUES) -> Any:
    """The same with one part, somewhere in it, made odd: one of `values` stands there."""
    if not value or not isinstance(value, dict | list) or rng.random() < 0.1:
        return rng.choice(values)
    if isinstance(value, dict):
        key = rng.choice(sorted(value))
        if rng.random() < 0.1:
            return {k: v for k, v in value.items() if k != key}
        return {**value, key: spoiled(value[key], rng, values)}
    n = rng.randrange(len(value))
    return [*value[:n], spoiled(value[n], rng, values), *value[n + 1 :]]
