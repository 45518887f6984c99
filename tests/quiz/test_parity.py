"""The same bytes on CPython and in Pyodide: over 500 generated people, the hand-made ones, and hostile requests."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.reach.people import person
from generator.runtime.prepare import MEMORY
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Answers, Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked
from quiz.plans.link import decode, encode
from quiz.plans.opening import open_plan, screen_questions
from quiz.plans.reading import read_plan
from quiz.telling.opening import opening_told
from tests import pyodide
from tests.bases import ROOT

PEOPLE = 260
HOSTILE = [
    "",
    "[",
    "nonsense",
    "[" * 20_000,
    '{"op":"assess","questionnaire":"quick","answers":{"age":NaN}}',
    '{"op":"assess","questionnaire":"quick","answers":{"age":1e999999999}}',
    '{"op":"assess","questionnaire":"quick","answers":{"age":"' + "9" * 5000 + '"}}',
    '{"op":"assess","questionnaire":"quick","answers":{"age":' + "9" * 5000 + "}}",
    '{"op":"flow","questionnaire":"\\ud800","answers":{}}',
    '{"op":"flow","questionnaire":"quick","answers":{"\\ud800":1,"goal":"\\u0130"}}',
    '{"op":"plan-open","text":"1\\u0661\\ud800"}',
    '{"op":"plan-open","text":"' + "1" * 5000 + '"}',
    '{"op":"plan-encode","plan":{"questionnaire":"quick","exercises":[{"exercise":"chin-tuck","sets":1.5}]}}',
    '{"op":"open","bundle":{"questions":[]}}',
    '{"op":"assess","questionnaire":"quick","answers":{"age":40,"\\u0061ge":41}}',
    '{"op":"score","questions":[{"id":"a","options":[]},{"id":"a","options":[]}],"scales":[],"answers":{}}',
]


def _requests(compiled: Bundle) -> list[str]:
    requests = []
    for questionnaire in ("quick", "full"):
        for seed in range(PEOPLE):
            answers = person(compiled, questionnaire, seed)
            requests.append(_assess(questionnaire, answers, tell=seed % 10 == 0))
            if seed % 20 == 0:
                some = dict(list(answers.items())[: seed % 30])
                requests.append(json.dumps({"op": "flow", "questionnaire": questionnaire, "answers": some}))
                requests += _plans(compiled, questionnaire, answers, seed)
        for path in sorted((ROOT / "tests/cases/people").glob("*.json")):
            answers = json.loads(path.read_text(encoding="utf-8"))["answers"]
            names = asked(compiled, questionnaire)
            requests.append(_assess(questionnaire, {n: a for n, a in answers.items() if n in names}, tell=True))
    return requests + HOSTILE


def _plans(compiled: Bundle, questionnaire: str, answers: dict[str, Any], seed: int) -> list[str]:
    """A plan written, the same plan opened, and what would change this person's result."""
    names = list(compiled.exercises)[seed % 50 :][:8]
    plan = {"questionnaire": questionnaire, "exercises": [{"exercise": n, "start": "left", "sets": 1} for n in names]}
    text = encode(read_plan(compiled, plan))
    return [
        json.dumps({"op": "plan-encode", "plan": plan}),
        json.dumps({"op": "plan-check", "plan": plan, "cautions": list(compiled.cautions)[seed % 7 :: 7]}),
        json.dumps({"op": "plan-open", "text": text, "answers": answers, "tell": seed % 40 == 0}),
        json.dumps({"op": "explain", "questionnaire": questionnaire, "answers": answers, "tell": seed % 40 == 0}),
        *_sessions(compiled, text, answers, seed),
    ]


def _sessions(compiled: Bundle, text: str, answers: dict[str, Any], seed: int) -> list[str]:
    """The plan's next session after some that went well or not, and its calendar."""
    opened = opening_told(compiled, found := decode(text), open_plan(compiled, found, _screen(compiled, answers)))
    routine = opened["routine"] or {"cards": [], "days": 3, "growth": {"rule": "by-response"}}
    felt = ("right", "easy", "hard", "hurt")[seed % 4]
    items = [{"card": c["exercise"], "row": 1, "done": True, "felt": felt, "discomfort": 1} for c in routine["cards"]]
    done = [{"on": f"2026-11-{day}", "items": items, "settled": ("settled", "worse")[seed % 2]} for day in (16, 18, 20)]
    days = ["MO", "TH", "SA"][: 1 + seed % 3]
    return [
        json.dumps({"op": "session", "routine": routine, "records": done, "today": "2026-11-21", "tell": True}),
        json.dumps(
            {"op": "calendar", "id": "a1b2c3d4", "days": days, "time": "07:30", "minutes": 12, "today": "2026-11-21"}
        ),
    ]


def _screen(compiled: Bundle, answers: dict[str, Any]) -> Answers:
    asked_ = screen_questions(compiled)
    return read_answers(asked_, {n: a for n, a in answers.items() if n in asked_})


def _assess(questionnaire: str, answers: dict[str, Any], tell: bool) -> str:
    request = {"op": "assess", "questionnaire": questionnaire, "answers": answers, "today": "2026-11-21", "tell": tell}
    return json.dumps(request)


@pytest.mark.parametrize("memory", ["", MEMORY])
def test_pyodide_under_node_gives_the_same_bytes(
    bundle_text: str, compiled: Bundle, engine: Engine, memory: str
) -> None:
    pyodide.wanted()
    requests = _requests(compiled)
    lines = [f'{{"op":"open","bundle":{bundle_text}}}', *requests]
    replies = pyodide.handled(lines, memory)
    assert len(replies) == len(lines)
    assert sum("ok" in json.loads(reply) for reply in replies[1:]) >= 500
    for request, theirs in zip(requests, replies[1:], strict=True):
        assert theirs == engine.handle(request), request[:300]
