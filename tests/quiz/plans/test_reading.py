"""JSON that anyone wrote: one clear sentence for each bad value, and nothing that can be used is refused."""

from __future__ import annotations

from typing import Any

import pytest

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.plans.plan import AS_PLAN, Dosage, Growth, Sender, as_json
from quiz.plans.reading import read_plan
from tests.plans import ask

ONE = {"card": "chin-tuck"}


@pytest.mark.parametrize(
    ("change", "say"),
    [
        ({"items": []}, "how-many"),
        ({"items": [ONE] * 21}, "how-many"),
        ({"items": [ONE, {"card": "l23"}, {"card": "l23", "dose": {"sets": 2}}]}, "twice"),
        ({"items": ["chin-tuck"]}, "unknown-exercise"),
        ({"items": [{"card": "no-such"}]}, "unknown-exercise"),
        ({"items": [{"card": "__proto__"}]}, "unknown-exercise"),
        ({"items": [{**ONE, "side": "up"}]}, "side"),
        ({"items": [{**ONE, "dose": {"sets": 0}}]}, "amount-of"),
        ({"items": [{**ONE, "dose": {"reps": 1000}}]}, "amount-of"),
        ({"items": [{**ONE, "dose": {"sets": True}}]}, "amount-of"),
        ({"items": [{**ONE, "dose": {"reps": "10"}}]}, "amount-of"),
        ({"items": [{**ONE, "dose": {"reps": 10, "metres": 3}}]}, "either"),
        ({"items": [{**ONE, "dose": {"effort": 7, "reserve": 2}}]}, "effort-either"),
        ({"items": [{**ONE, "dose": {"tempo": [1, 2]}}]}, "tempo"),
        ({"items": [{**ONE, "dose": {"tempo": "slowly"}}]}, "tempo"),
        ({"items": [{**ONE, "dose": {"load": "x" * 41}}]}, "text-of"),
        ({"items": [{**ONE, "dose": {"__proto__": 1}}]}, "unknown-key-of"),
        ({"items": [{**ONE, "dose": [3]}]}, "dose"),
        ({"items": [{**ONE, "growth": "fast"}]}, "growth-of"),
        ({"items": [{**ONE, "growth": {"rule": "by-week", "to": {"load": 3}}}]}, "growth-of"),
        ({"items": [{**ONE, "growth": {"rule": "by-week", "to": {"reps": 0}}}]}, "amount-of"),
        ({"items": [{**ONE, "note": 7}]}, "text-of"),
        ({"items": [{**ONE, "constructor": {}}]}, "unknown-key"),
        ({"items": None}, "not-a-plan"),
        ({"items": {}}, "not-a-plan"),
        ({"format": 3}, "newer"),
        ({"format": "2"}, "not-a-plan"),
        ({"__proto__": {"days": 3}}, "unknown-key"),
        ({"days": 8}, "amount"),
        ({"minutes": "12"}, "amount"),
        ({"brand": "My Studio!"}, "brand"),
        ({"questionnaire": "no-such"}, "unknown-questionnaire"),
        ({"cautions": ["no-such"]}, "unknown-caution"),
        ({"cautions": "falls"}, "unknown-caution"),
        ({"growth": "plan"}, "growth"),
        ({"made": "2026-13-01"}, "made"),
        ({"made": "21.11.26"}, "made"),
        ({"from": "Ana"}, "from"),
        ({"from": {"colour": "red; }"}}, "colour"),
        ({"from": {"name": "x" * 81}}, "text"),
        ({"note": "x" * 601}, "text"),
    ],
)
def test_what_cannot_be_a_plan_is_told(engine: Engine, change: dict[str, Any], say: str) -> None:
    raw = {"format": 2, "items": [ONE], **change}
    reply = ask(engine, op="plan-encode", plan=raw)
    assert reply["error"]["say"] == f"plan.error.{say}"
    assert "complaints" not in reply
    told = ask(engine, op="plan-encode", plan=raw, tell=True)["error"]
    assert isinstance(told, str)
    assert "{" not in told


def test_every_bad_value_is_told_at_once(engine: Engine) -> None:
    raw = {"days": 0, "note": 3, "items": [{**ONE, "dose": {"sets": 0, "reps": -1}}, {"card": "no-such"}]}
    complaints = ask(engine, op="plan-encode", plan=raw, tell=True)["complaints"]
    assert len(complaints) == len(set(complaints)) == 5


def test_all_of_a_plan_is_kept(compiled: Bundle) -> None:
    raw = {
        "format": 2,
        "knowledge": "another-one",
        "made": "2026-11-21",
        "days": 4,
        "growth": "by-week",
        "cautions": ["osteoporosis"],
        "from": {"name": " Ana\u202e  Lee ", "contact": "<b>ana@example.org</b>", "colour": "#1c5d54"},
        "note": "One.\r\n  Two.\u0007",
        "items": [
            {
                "card": "chin-tuck",
                "dose": {"sets": 3, "reps": 10, "load": "red band", "tempo": "3-1-2", "rest": 60, "effort": 7},
                "growth": {"rule": "by-week", "to": {"reps": 15}},
                "note": "Slowly.",
            },
            {"card": "side-plank", "side": "left", "dose": {"seconds": 45, "a_day": 2, "days": 5, "reserve": 0}},
            {"card": "glute-bridge", "growth": "plan"},
        ],
    }
    plan = read_plan(compiled, raw)
    assert plan.sender == Sender("Ana Lee", "<b>ana@example.org</b>", "#1c5d54")
    assert plan.note == "One.\nTwo."
    one, two, three = plan.items
    assert one.dose == Dosage(3, 10, tempo=(3, 1, 2), load="red band", rest=60, effort=7)
    assert one.growth == Growth("by-week", (("reps", 15),))
    assert (two.start, two.dose) == ("left", Dosage(hold=45, a_day=2, days=5, reserve=0))
    assert three.growth == Growth(AS_PLAN)
    told = as_json(compiled, plan)
    assert told["knowledge"] == compiled.version
    assert read_plan(compiled, told) == plan


def test_the_shape_before_is_read(compiled: Bundle) -> None:
    """As files and spreadsheets hold it: amounts beside the exercise."""
    raw = {"questionnaire": "quick", "exercises": [{"code": "l23", "sets": 3, "hold": 20, "start": None, "old": 1}]}
    assert as_json(compiled, read_plan(compiled, raw))["items"] == [
        {"card": compiled.by_code["l23"].id, "dose": {"sets": 3, "seconds": 20}}
    ]
