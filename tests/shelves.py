"""What stands on each shelf of a device, the same made odd, and what the pages' modules read of it: for tests."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quiz.sessions.phases import LEVELS
from tests.pyodide import MISSING, NODE, ROOT

PLAN = {
    "days": 3,
    "cautions": ["osteoporosis"],
    "items": [
        {"card": "chin-tuck", "dose": {"sets": 2, "load": "red band"}, "side": "left", "note": "Slowly"},
        {"card": "glute-bridge", "growth": {"rule": "by-week", "to": {"reps": 12}}},
    ],
}
PHASES: list[dict[str, Any]] = [
    {"kind": kind, "seconds": 20, "set": 1, "side": None, "turn": 0, "count": 0, "beats": [], "metres": None}
    for kind in ("ready", "hold", "done")
]
MARK: dict[str, Any] = {"changes": [{"after": 0, "level": "less"}], "worked": 0, "felt": "hurt", "skipped": False}
SOUND: dict[str, Any] = {
    "draft": PLAN,
    "packs": [{"id": "p", "kind": "pack", "name": "Desk", "plan": PLAN}, {"name": "Old", "plan": PLAN}],
    "roster": [{"id": "c", "kind": "client", "name": "Ann", "pack": "p"}, {"name": "Bob", "pack": "Old"}],
    "brand": {
        "id": "k",
        "kind": "kit",
        "name": "North",
        "phone": "+44 20",
        "primary": "#7a1f5c",
        "logo": "",
        "paper": "a4",
    },
    "people": [
        {
            "id": "me",
            "kind": "person",
            "name": "Me",
            "kept": {
                "format": 1,
                "on": "2026-11-29",
                "version": "0123456789ab",
                "answers": {"age": 40, "where": ["neck:left"], "chest": ["none"]},
                "asked": {"chest": ["chest-pressure", "none"]},
            },
        }
    ],
    "sessions": [
        {
            "id": "s",
            "kind": "session",
            "revision": 2,
            "changed": 7,
            "value": {
                "plan": "1x",
                "session": 1,
                "on": "2026-11-29",
                "items": [{"card": "chin-tuck", "row": 1, "done": True, "felt": "right", "discomfort": 1}],
                "effort": 5,
                "settled": None,
            },
        },
        {"id": "gone", "kind": "session", "revision": 3, "changed": 8, "deleted": True, "value": None},
    ],
    "playing": {
        "at": 1,
        "page": "/",
        "plan": "",
        "routine": None,
        "session": {"seconds": 90, "items": [{"exercise": "x", "title": "X", "phases": dict.fromkeys(LEVELS, PHASES)}]},
        "state": {"item": 0, "phase": 1, "spent": 900, "hands": True, "over": False, "marks": [MARK]},
    },
    "routine": {
        "id": "r",
        "plan": "1x",
        "days": 3,
        "rule": "by-response",
        "minutes": 12,
    },
    "player": {"voice": True, "tones": False, "buzz": False, "hands": True},
    "results": [
        {
            "id": "2026-11-01 quick ",
            "kind": "result",
            "revision": 1,
            "changed": 7,
            "value": {
                "of": "quick",
                "who": "",
                "on": "2026-11-01",
                "answers": {"age": 40, "where": ["neck:left"]},
                "plans": [
                    {
                        "id": "result:quick",
                        "kind": "plan",
                        "revision": 1,
                        "changed": 7,
                        "value": {
                            "text": "2x",
                            "name": "Mine",
                            "made": "2026-11-29",
                            "first": "2y",
                            "shape": {"minutes": 10},
                        },
                    }
                ],
                "own": [
                    {
                        "id": "o",
                        "kind": "own",
                        "revision": 1,
                        "changed": 7,
                        "value": {
                            "title": "Row",
                            "how": "Pull.",
                            "step": "activate",
                            "demands": ["grip"],
                            "dose": {"sets": 3},
                        },
                    }
                ],
                "picks": {"stars": ["chin-tuck"], "used": ["bird-dog"], "sets": 3, "reps": None},
                "sending": {"sender": "device-1", "shown": ["ache"]},
                "copied": "2026-11-29",
                "offline": True,
                "activities": [{"name": "Stairs", "score": 4}],
            },
        }
    ],
    "plans": [
        {
            "id": "result:quick",
            "kind": "plan",
            "revision": 1,
            "changed": 7,
            "value": {"text": "2x", "name": "Mine", "made": "2026-11-29", "first": "2y", "shape": {"minutes": 10}},
        }
    ],
    "own": [
        {
            "id": "o",
            "kind": "own",
            "revision": 1,
            "changed": 7,
            "value": {"title": "Row", "how": "Pull.", "step": "activate", "demands": ["grip"], "dose": {"sets": 3}},
        }
    ],
    "picks": {"stars": ["chin-tuck"], "used": ["bird-dog"], "sets": 3, "reps": None},
    "sending": {"sender": "device-1", "shown": ["ache"]},
    "copied": "2026-11-29",
    "offline": True,
    "activities": [{"name": "Stairs", "score": 4}, {"name": "Sleep", "score": None}],
    "answers": {"answers": {"age": 40, "where": ["neck:left"], "test": {"left": 3, "right": "could-not"}}, "at": 1},
}
NESTED: Any = []
for _ in range(200):
    NESTED = [NESTED]
ATOMS: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        5,
        1.5,
        10**30,
        1e308,
        "",
        "x",
        "5",
        "x" * 5000,
        "{word}",
        "__proto__",
        "\ud800",
        "\x00",
    ),
    *([], {}, [[]], [None], [1, "x"], {"x": 1}, {"toString": 5}, {"valueOf": None}, {"__proto__": {"items": []}}),
    *(
        {"length": 9},
        {"name": 7},
        {"name": "x"},
        {"constructor": "x"},
        {"answers": []},
        {"items": {}},
        ["#aabbcc"],
        NESTED,
    ),
]
BROKEN = [
    "",
    "{",
    "nope",
    "[1,",
    '"',
    "NaN",
    "undefined",
    "{}{}",
    "[" * 5000,
    "\ufeff{}",
    "{'a':1}",
    "1e999",
    '{"a":1,}',
    " ",
]


def odd_texts(count: int) -> list[str]:
    """Texts as anyone might leave them: broken ones, odd atoms, and sound values with one or three parts made odd."""
    rng = Random(11)
    found = [*BROKEN, *(json.dumps(atom) for atom in ATOMS), *(json.dumps(value) for value in SOUND.values())]
    while len(found) < count:
        value = json.loads(json.dumps(rng.choice(list(SOUND.values()))))
        for _ in range(rng.choice((1, 1, 3))):
            value = spoiled(value, rng)
        text = json.dumps(value)
        found.append(text[: rng.randrange(len(text))] if rng.random() < 0.1 and text else text)
    return found


def spoiled(value: Any, rng: Random) -> Any:
    """The same with one part, somewhere in it, made odd."""
    if not value or not isinstance(value, dict | list) or rng.random() < 0.15:
        return rng.choice(ATOMS)
    key = rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
    if isinstance(value, dict):
        if rng.random() < 0.1:
            return {k: v for k, v in value.items() if k != key}
        name = rng.choice(["__proto__", "toString", "then", key, key, key, key, key, key])
        return {**value, name: spoiled(value[key], rng)}
    return [*value[:key], spoiled(value[key], rng), *value[key + 1 :], *([value[key]] if rng.random() < 0.2 else [])]


def read_by_pages(texts: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """[(a text, {shelf: [what it gives, whether anything was set aside, what it gives then]})]."""
    if not Path(NODE).exists():
        pytest.skip(MISSING)
    run = subprocess.run(
        [NODE, str(ROOT / "tests/odd_values.mjs")],
        input="".join(f"{json.dumps(text)}\n" for text in texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    told = [json.loads(line) for line in run.stdout.split("\n") if line]
    return list(zip(texts, told, strict=True))
