"""What comes of the people in tests/cases/people, in either self-assessment; the browser takes some of these walks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked
from tests.bases import CASES
from tests.plans import ask

PEOPLE = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted((CASES / "people").glob("*.json"))}


@pytest.mark.parametrize("questionnaire", ["quick", "full"])
@pytest.mark.parametrize("name", PEOPLE)
def test_what_comes_of_them(compiled: Bundle, engine: Engine, name: str, questionnaire: str) -> None:
    expected = PEOPLE[name]["expect"][questionnaire]
    answers = {q: a for q, a in PEOPLE[name]["answers"].items() if q in asked(compiled, questionnaire)}
    result: Any = ask(engine, op="assess", questionnaire=questionnaire, answers=answers)["ok"]
    assert (result["outcome"], result["gate"]["level"]) == (expected["outcome"], expected["level"])
    assert {m["syndrome"] for m in result["matches"]} >= set(expected.get("leads", ()))
    assert {f["id"] for f in result["gate"]["flags"]} >= set(expected.get("flags", ()))
    cards = (result["routine"] or {"cards": ()})["cards"]
    least = {"match": 3, "no-pattern": 1}.get(expected["outcome"], 0)
    assert len(cards) >= least
    assert bool(cards) == bool(least)
    assert len(result["habits"]) == 2 or expected["outcome"] != "match"
