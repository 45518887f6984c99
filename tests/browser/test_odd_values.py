"""A thousand odd values on each shelf that a device has: what can be used is kept, the rest set aside; pages live."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.sessions.reply import PARTS
from tests.browser.test_builder import add
from tests.browsing import PATIENCE, Watched
from tests.logos import logos
from tests.odd import sound
from tests.plans import ask
from tests.pyodide import ROOT
from tests.replies import TODAY
from tests.shelves import BROKEN, NESTED, SOUND, odd_texts, read_by_pages


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
    told = read_by_pages(odd_texts(1000))
    for text, shelves in told:
        for name, (value, _, again) in shelves.items():
            holds = HOLDS.get(name, HOLDS["answers"])
            assert value is None or holds(value), (name, text[:300], value)
            if not (name == "brand" and value and value["id"] != "k"):
                assert again == value, (name, text[:300])
    plain = {json.dumps(value): name for name, value in SOUND.items()}
    for text, shelves in told:
        for shelf in {"answers": ("quick", "full", "plan")}.get(plain.get(text, ""), (plain.get(text),)):
            assert shelf is None or not shelves[shelf][1], f"nothing of {shelf} is odd"
    assert sum(aside for _, shelves in told for _, aside, _ in shelves.values()) > 3000
    for value in told[len(BROKEN)][1].values():
        assert value[0] is None or value[0] == []


def test_what_a_shelf_gives_the_door_takes(engine: Engine, compiled: Bundle) -> None:
    """A value that was kept, and that is refused each time it is used, would shut a page for good."""
    sound_ = sound(engine, compiled)
    whose = sound_["explain"]
    takes: dict[str, Callable[[Any], tuple[str, dict[str, Any]]]] = {
        "routine": lambda v: (
            "session",
            {
                "routine": {"cards": [], "days": v["days"], "growth": {"rule": v["rule"]}},
                "records": [],
                "plan": v["plan"],
                "today": TODAY,
            },
        ),
        "calendar": lambda v: ("calendar", {**sound_["calendar"], "minutes": v["minutes"]}),
        "days": lambda v: ("reply-write", {**sound_["reply-write"], "days": v["days"]}),
        "sessions": lambda v: ("reply-write", {**sound_["reply-write"], "entries": v}),
        "done": lambda v: ("session", {**sound_["session"], "records": [e["value"] for e in v if e["value"]]}),
        "sending": lambda v: ("reply-write", {**sound_["reply-write"], **v}),
        "people": lambda v: ("recall", {**sound_["recall"], "kept": v[0]["kept"]}) if v else ("again", whose),
        "results": lambda v: ("assess", {**sound_["assess"], "before": [e["value"] for e in v if e["value"]]}),
        "activities": lambda v: ("assess", {**sound_["assess"], "activities": v}),
    }
    shelf = {"calendar": "routine", "days": "routine", "done": "sessions"}
    tried = 0
    for text, shelves in read_by_pages(odd_texts(1000)):
        for name, request in takes.items():
            value = shelves[shelf.get(name, name)][0]
            if value is not None and text not in BROKEN:
                op, asked = request(value)
                assert "ok" in ask(engine, op=op, **asked), (name, text[:500], value)
                tried += 1
    assert tried > 1000


TOOLS = {
    "builder/": '[data-card] [data-action="add"]',
    "brand-kit/": "[data-client]",
    "plan/": "#plan-paste",
    "assessments/quick/": "[data-next]",
    "assessments/full/": "[data-next]",
    "today/": "[data-import]",
}
FORMS = {"answers": ("quick", "full", "plan"), "activities": ("quick", "full"), "shape": ("quick", "full")}
KEYS = [f"{name}/1" for name in SOUND if name not in FORMS] + [f"{n}/1/{form}" for n in FORMS for form in FORMS[n]]
STAND = """([folder, keys, text]) => {
  for (const key of keys) localStorage.setItem(`${folder}counterpoise/${key}`, text)
}"""


@pytest.mark.browser
@pytest.mark.parametrize("tool", TOOLS)
def test_every_page_lives_with_odd_values(page: Page, address: str, tool: str) -> None:
    """A dozen that once left pages dead, on all shelves at once."""
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
        page.evaluate(STAND, [folder, KEYS, text])
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
