"""Four weeks done by made-up people: whoever does well is asked more, whoever does badly never is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from quiz.bridge import Engine
from tests.bases import CASES
from tests.plans import ask

START = date(2026, 11, 2)
PERSON = json.loads((CASES / "people" / "desk-worker.json").read_text(encoding="utf-8"))["answers"]
ROOMY = {**PERSON, "minutes": "m20"}
"""With time for what they may grow to."""
Answer = Callable[[Random], tuple[str, str, int]]
PEOPLE: dict[str, Answer] = {
    "good": lambda rng: ("settled", rng.choice(["right", "easy"]), rng.randint(0, 2)),
    "bad": lambda rng: (rng.choice(["worse", "lingering"]), rng.choice(["hard", "hurt"]), rng.randint(3, 7)),
    "mixed": lambda rng: rng.choice([("settled", "right", 1), ("settled", "right", 2), ("lingering", "hard", 3)]),
}
"""How the next morning was, how each exercise felt, and its most discomfort."""


@pytest.fixture(scope="module")
def routine(engine: Engine) -> Any:
    return ask(engine, op="assess", questionnaire="full", answers=ROOMY)["ok"]["routine"]


def month(engine: Engine, routine: Any, answer: Answer, seed: int) -> list[dict[str, Any]]:
    """Twelve sessions, Monday, Wednesday and Friday, as they were asked for, and the one after."""
    rng = Random(seed)
    records: list[Any] = []
    sessions = []
    for n in range(13):
        day = (START + timedelta(7 * (n // 3) + 2 * (n % 3))).isoformat()
        made = ask(engine, op="session", routine=routine, records=records, today=day, tell=True)["ok"]
        sessions.append({"on": day, **made})
        settled, felt, discomfort = answer(rng)
        items = [
            {"card": i["exercise"], "row": i["row"], "done": True, "felt": felt, "discomfort": discomfort}
            for i in made["items"]
        ]
        records.append({"on": day, "items": items, "effort": 5, "settled": settled})
    return sessions


def rows(session: dict[str, Any]) -> list[int]:
    return [item["row"] for item in session["items"]]


@pytest.mark.parametrize("seed", range(3))
def test_a_month_by_who_does_it(engine: Engine, routine: Any, seed: int) -> None:
    good, bad, mixed = (month(engine, routine, answer, seed) for answer in PEOPLE.values())
    firsts = [[max(rows(s)) for s in sessions] for sessions in (good, bad, mixed)]
    assert firsts[0][0::3] == [1, 2, 3, 4, 5], "week by week, as the plan says"
    assert set(firsts[1]) == {1}, "whoever does badly is asked no more"
    assert firsts[2][-1] <= firsts[0][-1]
    for sessions in (good, bad, mixed):
        seconds = [s["seconds"] for s in sessions]
        assert seconds[0] == min(seconds)
        assert all(s["why"] for s in sessions[1:]), "each change is told"
