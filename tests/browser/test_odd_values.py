"""A thousand odd values on each shelf that a device has: what can be used is kept, the rest set aside; pages live."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from quiz.sessions.phases import LEVELS
from quiz.sessions.reply import PARTS
from tests.browser.test_builder import add
from tests.browsing import PATIENCE, Watched
from tests.logos import logos
from tests.pyodide import NODE, ROOT

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
                        **{"id": "result:quick", "kind": "plan", "revision": 1, "changed": 7},
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
                        **{"id": "o", "kind": "own", "revision": 1, "changed": 7},
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
            **{"id": "result:quick", "kind": "plan", "revision": 1, "changed": 7},
            "value": {"text": "2x", "name": "Mine", "made": "2026-11-29", "first": "2y", "shape": {"minutes": 10}},
        }
    ],
    "own": [
        {
            **{"id": "o", "kind": "own", "revision": 1, "changed": 7},
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


def is_plan(value: Any) -> bool:
    return (
        value.keys() - {"growth", "note"} == {"days", "cautions", "items"}
        and value["days"] in range(1, 8)
        and all(isinstance(c, str) for c in value["cautions"])
        and all(isinstance(i["card"], str) and isinstance(i.get("note", ""), str) for i in value["items"])
        and all(isinstance(i.get("dose", {}).get("sets", 1), int) for i in value["items"])
    )


def is_named(value: Any, kind: str) -> bool:
    return value["kind"] == kind and all(isinstance(value[k], str) for k in ("id", "name"))


def is_answer(value: Any) -> bool:
    parts = value.values() if isinstance(value, dict) else [value]
    return all(isinstance(p, str | int | float) or all(isinstance(o, str | int | float) for o in p) for p in parts)


def is_session(entry: Any) -> bool:
    value = entry["value"]
    if entry.get("deleted"):
        return value is None
    return all(i["felt"] in ("easy", "right", "hard", "hurt") and isinstance(i["done"], bool) for i in value["items"])


def is_activity(value: Any) -> bool:
    return isinstance(value["name"], str) and value["score"] in (None, *range(11))


HOLDS: dict[str, Callable[[Any], bool]] = {
    "draft": is_plan,
    "packs": lambda v: all(is_named(p, "pack") and is_plan(p["plan"]) for p in v),
    "roster": lambda v: all(is_named(c, "client") and isinstance(c["pack"], str) for c in v),
    "people": lambda v: all(is_named(p, "person") and all(map(is_answer, p["kept"]["answers"].values())) for p in v),
    "sessions": lambda v: all(is_session(s) for s in v),
    "playing": lambda v: bool(v["session"]["items"]) and isinstance(v["state"], dict),
    "routine": lambda v: isinstance(v["days"], int) and isinstance(v["minutes"], int),
    "player": lambda v: all(isinstance(chosen, bool) for chosen in v.values()),
    "activities": lambda v: all(map(is_activity, v)),
    "shape": lambda v: isinstance(v, dict),
    "results": lambda v: all(r["value"] is None or all(map(is_activity, r["value"]["activities"])) for r in v),
    "plans": lambda v: all(e["value"] is None or isinstance(e["value"]["text"], str) for e in v),
    "own": lambda v: all(e["value"] is None or isinstance(e["value"]["dose"], dict) for e in v),
    "picks": lambda v: (
        all(isinstance(i, str) for i in (*v["stars"], *v["used"])) and v["sets"] in (None, *range(1, 21))
    ),
    "sending": lambda v: isinstance(v["sender"], str) and set(v["shown"]) <= set(PARTS),
    "copied": lambda v: bool(date.fromisoformat(v)),
    "offline": lambda v: v is True,
    "brand": lambda v: is_named(v, "kit") and all(isinstance(text, str) for text in v.values()),
    "answers": lambda v: all(map(is_answer, v["answers"].values())),
}


def test_every_shelf_is_tried() -> None:
    phrases = yaml.safe_load((ROOT / "knowledge" / "phrases" / "en.yml").read_text(encoding="utf-8"))
    assert SOUND.keys() | {"photos", "shape"} == set(phrases["page"]["privacy"]["kept"])


def test_a_thousand_odd_values_on_every_shelf() -> None:
    if not Path(NODE).exists():
        pytest.skip("no Node: run `make test`, which gets one")
    texts = odd_texts(1000)
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
    assert len(told) == len(texts)
    for text, shelves in zip(texts, told, strict=True):
        for name, (value, _, again) in shelves.items():
            holds = HOLDS.get(name, HOLDS["answers"])
            assert value is None or holds(value), (name, text[:300], value)
            if not (name == "brand" and value and value["id"] != "k"):
                assert again == value, (name, text[:300])
    plain = {json.dumps(value): name for name, value in SOUND.items()}
    for text, shelves in zip(texts, told, strict=True):
        for shelf in {"answers": ("quick", "full", "plan")}.get(plain.get(text, ""), (plain.get(text),)):
            assert shelf is None or not shelves[shelf][1], f"nothing of {shelf} is odd"
    assert sum(aside for shelves in told for _, aside, _ in shelves.values()) > 3000
    for value in told[len(BROKEN)].values():
        assert value[0] is None or value[0] == []


TOOLS = {
    "builder/": '[data-card] [data-action="add"]',
    "brand-kit/": "[data-client]",
    "plan/": "#plan-paste",
    "assessments/quick/": "[data-next]",
    "assessments/full/": "[data-next]",
}
STAND = """([folder, text]) => {
  const answers = ["quick", "full", "plan"].map((form) => `answers/1/${form}`)
  const player = ["sessions/1", "playing/1", "routine/1", "player/1"]
  for (const name of ["draft/1", "packs/1", "roster/1", "brand/1", "people/1", ...player, ...answers]) {
    localStorage.setItem(`${folder}counterpoise/${name}`, text)
  }
}"""


@pytest.mark.browser
@pytest.mark.parametrize("tool", TOOLS)
def test_every_page_lives_with_odd_values(page: Page, address: str, tool: str) -> None:
    """A dozen that once left pages dead, on all twelve shelves at once."""
    evil = base64.b64encode(logos()["uses-in-uses"].data).decode()
    odd = [
        *("{", "7", '"x"', "[null]", json.dumps(NESTED)),
        json.dumps(
            {"name": "North", "phone": 5, "logo": f"data:image/svg+xml;base64,{evil}", "address": {"toString": 5}}
        ),
        json.dumps({"days": "3", "cautions": {}, "items": [{"exercise": {"toString": 5}}]}),
        json.dumps({"items": [None, {"exercise": "chin-tuck", "note": 7}], "cautions": [{}], "days": 99}),
        json.dumps([{"name": "x", "plan": {"items": [None], "cautions": []}}, {"name": {"toString": 1}, "pack": []}]),
        json.dumps({"answers": {"age": {"toString": 5}, "where": {"left": {}}, "minutes": [[NESTED]]}, "at": "x"}),
        '{"answers": {"__proto__": 3, "age": [{"toString": 5}]}, "at": 1e999}',
    ]
    watched = Watched(page, address)
    page.goto(f"{address}{tool}")
    folder = address.removeprefix(page.evaluate("location.origin"))
    for text in odd:
        page.evaluate(STAND, [folder, text])
        page.reload()
        control = page.locator(TOOLS[tool]).first
        expect(control).to_be_visible(timeout=PATIENCE)
        expect(page.locator("[data-aside]")).to_be_visible(timeout=PATIENCE)
    if tool == "builder/":
        expect(page.locator("counterpoise-builder")).to_have_attribute("data-engine", "ready", timeout=PATIENCE)
        before = page.locator("[data-item]").count()
        add(page, "doorway-stretch")
        assert page.locator("[data-item]").count() == before + 1
    page.reload()
    expect(page.locator(TOOLS[tool]).first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-aside]")).to_be_hidden()
    assert watched.said == []
