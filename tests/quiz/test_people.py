"""What comes of the people in tests/cases/people, in either self-assessment; the browser takes some of these walks."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from quiz.asking.bundle import NOT_SURE, Bundle
from quiz.bridge import Engine
from quiz.judging import verdict
from quiz.judging.flow import Flow, asked
from quiz.judging.safety import Gate
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


def test_enough_was_answered_where_just_as_many_were_as_it_takes(compiled: Bundle) -> None:
    bundle = replace(compiled, scoring=replace(compiled.scoring, coverage=500))
    one, other = [q for q in asked(bundle, "quick").values() if q.establishes and not q.safety][:2]
    shown = Flow((("signs", (one.id, other.id)),), {}, {one.id: "yes"}, (), Gate("full", (), (), ()), True)
    assert verdict._enough(bundle, shown)
    assert not verdict._enough(bundle, replace(shown, answers={one.id: NOT_SURE}))
