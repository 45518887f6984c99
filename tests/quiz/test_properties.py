"""What must hold for everyone and wants a search of its own; tests/crowd.py has what is checked on each answer set."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.judging.flow import asked, flow
from quiz.judging.safety import LEVELS

PEOPLE = 60
QUESTIONNAIRES = ("quick", "full")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(QUESTIONNAIRES), st.integers(0, 100_000), st.data())
def test_one_more_tick_never_opens_a_gate(compiled: Bundle, questionnaire: str, seed: int, data: st.DataObject) -> None:
    """Whoever reports more of what the safety lists ask about is never let through sooner."""
    raw = person(compiled, questionnaire, seed)
    lists = [q for q in asked(compiled, questionnaire).values() if q.safety and q.kind == "multiple" and q.id in raw]
    q = data.draw(st.sampled_from(lists))
    option = data.draw(st.sampled_from([o.id for o in q.options if not o.exclusive]))
    kept = (
        [o for o in raw[q.id] if o not in {e.id for e in q.options if e.exclusive}] if raw[q.id] != "not-sure" else []
    )
    before = _level(compiled, questionnaire, raw)
    after = _level(compiled, questionnaire, {**raw, q.id: sorted({*kept, option})})
    if "not-sure" not in (raw[q.id], *raw[q.id]):
        assert LEVELS.index(after) >= LEVELS.index(before)


def _level(compiled: Bundle, questionnaire: str, raw: dict[str, Any]) -> str:
    return flow(compiled, questionnaire, read_answers(asked(compiled, questionnaire), raw)).gate.level


@pytest.mark.parametrize("questionnaire", QUESTIONNAIRES)
def test_nobody_is_asked_too_much(compiled: Bundle, questionnaire: str) -> None:
    """So many questions, one more for each aching place of which it is asked where exactly, and which bothers most."""
    most, most_tests = {"quick": (15, 0), "full": (40, 4)}[questionnaire]
    for seed in range(PEOPLE):
        answers = person(compiled, questionnaire, seed)
        shown = flow(compiled, questionnaire, read_answers(asked(compiled, questionnaire), answers))
        further = [
            q for q in shown.questions if not compiled.questions[q].safety and q not in ("for-whom", "bothers-most")
        ]
        exactly = [q for q in further if q.endswith("-place") and q != "screen-place"]
        assert len(exactly) <= len(answers.get("where", []))
        assert len(further) - len(exactly) <= most
        assert sum(q.startswith("test-") for q in further) <= most_tests


def test_findings_are_phrased_for_both_cases(compiled: Bundle) -> None:
    for finding in compiled.findings:
        for key in ("present", "absent"):
            sentence = compiled.words[f"findings.{finding}.{key}"]
            assert not sentence.endswith("."), f"{finding}.{key} ends a sentence that goes on"
