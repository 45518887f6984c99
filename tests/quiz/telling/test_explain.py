"""What one other answer would change: true when re-run, and never an invitation to cheat the gate."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Answers, Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked
from quiz.judging.matching import findings_of
from quiz.judging.verdict import judge
from quiz.telling.explain import Change, changes, verdict

PEOPLE = 40
Case = tuple[str, dict[str, Any], Answers, list[Change]]


@pytest.fixture(scope="module")
def cases(compiled: Bundle) -> list[Case]:
    """(questionnaire, answers as JSON, answers, changes) of made-up people."""
    found: list[Case] = []
    for questionnaire in ("quick", "full"):
        for seed in range(PEOPLE):
            raw = person(compiled, questionnaire, seed)
            read = read_answers(asked(compiled, questionnaire), raw)
            found.append((questionnaire, raw, read, changes(compiled, questionnaire, read)))
    return found


def _each(cases: list[Case]) -> Iterator[tuple[str, Answers, Change]]:
    yield from ((questionnaire, read, c) for questionnaire, _, read, found in cases for c in found)


def test_there_is_much_to_explain(cases: list[Case]) -> None:
    assert sum(1 for _ in _each(cases)) > 100
    assert {c.verdict[0] for _, _, c in _each(cases)} >= {"match", "no-pattern"}


def test_every_change_is_true_when_re_run(cases: list[Case], compiled: Bundle) -> None:
    for questionnaire, read, c in _each(cases):
        then = judge(compiled, questionnaire, {**read, c.question: c.answer})
        assert verdict(then) == c.verdict
        assert verdict(then) != verdict(judge(compiled, questionnaire, read))


def test_the_other_answer_could_be_given(cases: list[Case], compiled: Bundle) -> None:
    """It reads as an answer from outside would, it is another one, and of sided answers one side differs."""
    for questionnaire, read, c in _each(cases):
        raw: Any = list(c.answer) if isinstance(c.answer, tuple) else c.answer
        assert read_answers(asked(compiled, questionnaire), {c.question: raw}) == {c.question: c.answer}
        now = read.get(c.question)
        assert c.answer != now
        if isinstance(c.answer, Mapping) and isinstance(now, Mapping):
            assert sum(c.answer[side] != now.get(side) for side in c.answer) == 1


def test_never_a_safety_answer_nor_age_nor_history(cases: list[Case], compiled: Bundle) -> None:
    screen = {q for s in compiled.screen for q in s.questions}
    for _, _, c in _each(cases):
        q = compiled.questions[c.question]
        assert not q.safety
        assert c.question not in {compiled.age, compiled.where} | screen
        assert findings_of(compiled, q)
        assert all(compiled.findings[f].remeasurable for f in findings_of(compiled, q))


def test_what_once_was_is_history(compiled: Bundle) -> None:
    """Nobody is shown what would come of another past, though they were not sure about it."""
    for name in ("load-change", "ankle-sprain", "leg-length"):
        assert not all(compiled.findings[f].remeasurable for f in findings_of(compiled, compiled.questions[name]))


def test_a_safety_question_is_never_named_whatever_it_establishes(cases: list[Case], compiled: Bundle) -> None:
    """Today's safety questions establish nothing that could be measured again; tomorrow's may."""
    tried = 0
    for questionnaire, _, read, found in cases[::8]:
        for c in found[:3]:
            tried += 1
            guarded = {**compiled.questions, c.question: replace(compiled.questions[c.question], safety=True)}
            named = changes(replace(compiled, questions=guarded), questionnaire, read)
            assert c.question not in {other.question for other in named}
    assert tried > 10


def test_nothing_is_explained_while_the_gate_is_shut(cases: list[Case], compiled: Bundle) -> None:
    shut = 0
    for questionnaire, _, read, found in cases:
        if not judge(compiled, questionnaire, read).shown.gate.open:
            shut += 1
            assert found == []
    assert shut > 10


def test_every_change_is_told_in_words(cases: list[Case], engine: Engine) -> None:
    for questionnaire, raw, _, found in cases[::3]:
        request = {"op": "explain", "questionnaire": questionnaire, "answers": raw}
        reply = json.loads(engine.handle(json.dumps(request)))["ok"]["changes"]
        assert [c["question"] for c in reply] == [c.question for c in found]
        assert [c["outcome"] for c in reply] == [c.verdict[0] for c in found]
        assert all(c["differences"] for c in reply)
        told = engine.handle(json.dumps({**request, "tell": True}))
        assert '"say"' not in told
        for c in json.loads(told)["ok"]["changes"]:
            assert c["ask"] in c["text"]
            assert "{" not in c["text"]
            assert all(c["answer_title"])


def test_told_answers_change_the_assessment_as_told(cases: list[Case], engine: Engine) -> None:
    """Through the door: give the named answer, and the outcome is the one that was named."""
    tried = 0
    for questionnaire, raw, _, _ in cases[::4]:
        request = {"op": "explain", "questionnaire": questionnaire, "answers": raw}
        for c in json.loads(engine.handle(json.dumps(request)))["ok"]["changes"]:
            again = {"op": "assess", "questionnaire": questionnaire, "answers": {**raw, c["question"]: c["answer"]}}
            reply = json.loads(engine.handle(json.dumps(again)))
            if "ok" in reply:  # a number with decimals is told as a text
                tried += 1
                assert reply["ok"]["outcome"] == c["outcome"]
    assert tried > 50
