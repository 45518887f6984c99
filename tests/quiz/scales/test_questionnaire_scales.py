"""Scales inside questionnaires: scales only, or beside syndromes; part of the assessment, the report and the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.bundle.compile import bundle_data, dump, scored
from generator.check import checked, proved
from generator.knowledge.base import Knowledge
from generator.model import Asked
from generator.site import form
from quiz.bridge import Engine
from quiz.scales.score import score
from quiz.telling.phrase import tell
from quiz.telling.report import report
from tests import pyodide
from tests.bases import good

ENERGY = """\
id: energy
title: Energy check
summary: A few questions about energy.
evidence: {grade: heuristic, note: Our own questions.}
minutes: 1
intro: Think of the past week.
sections:
  - id: week
    title: Your week
    questions:
      - {id: rested, ask: How rested do you feel?, kind: scale, min: 0, max: 4}
      - {id: moving, ask: How much do you move?, kind: scale, min: 0, max: 4}
      - id: at-desk
        ask: Do you work at a desk?
        kind: single
        options: [{id: yes, label: Yes}, {id: no, label: No}]
  - id: desk
    title: Your desk
    show_if: {question: at-desk, equals: yes}
    questions:
      - {id: breaks, ask: How many breaks do you take?, kind: scale, min: 0, max: 4}
scales:
  - id: energy-score
    title: Energy
    items: [rested, moving]
    combine: mean
    minimum: 1
    times: 25
    bands: [{id: low, title: Running low, at_least: 0}, {id: high, title: Plenty, at_least: 60}]
    classes:
      - {id: odd, title: Odd, when: {all: [{scale: desk-score, at_least: 4}, {scale: energy-score, at_most: 20}]}}
  - {id: desk-score, title: Breaks at the desk, items: [breaks], combine: sum, times: 0.5}
"""
WELL = {"age": 40, "where": ["nowhere"], "warning": ["none"], "body": ["none"]}
BOTH = """\
scales:
  - {id: stiffness, title: Stiffness, items: [stiff], combine: sum}
"""


@pytest.fixture
def base(tmp_path: Path) -> Knowledge:
    """The small knowledge base with a questionnaire of scales only, and scales in the one that has a syndrome."""
    folder = good(tmp_path)
    (folder / "questionnaires" / "energy.yml").write_text(ENERGY, encoding="utf-8")
    quick = folder / "questionnaires" / "quick.yml"
    text = quick.read_text(encoding="utf-8")
    asked = "    questions: [sitting, {id: stiff, ask: How stiff?, kind: scale, optional: true, min: 0, max: 6}]\n"
    quick.write_text(text.replace("    questions: [sitting]\n", asked) + BOTH, encoding="utf-8")
    return checked(folder)


@pytest.fixture
def door(base: Knowledge) -> Engine:
    engine = Engine()
    engine.handle(f'{{"op":"open","bundle":{dump(bundle_data(base))}}}')
    return engine


def _assess(door: Engine, questionnaire: str, answers: dict[str, Any], tells: bool = False) -> Any:
    request = {"op": "assess", "questionnaire": questionnaire, "answers": answers, "tell": tells}
    return json.loads(door.handle(json.dumps(request)))


def test_a_questionnaire_of_scales_only_gives_scores(door: Engine) -> None:
    answers = {**WELL, "rested": 4, "moving": 3, "at-desk": "no"}
    told = _assess(door, "energy", answers, tells=True)["ok"]
    assert (told["outcome"], told["headline"], told["routine"], told["matches"]) == (
        "scored",
        "Here is what your answers add up to",
        None,
        [],
    )
    energy, desk = told["scores"]
    assert energy["title"] == "Energy"
    assert energy["text"] == "87.5, where 0 is the lowest score and 100 the highest"
    assert (energy["band"], energy["words"], energy["ends"]) == ("high", ["Plenty"], [0, 100])
    assert (desk["value"], desk["reason"]) == (None, "closed")
    assert desk["text"] == "No score: its questions were not for you."


def test_a_class_is_told_in_words(door: Engine) -> None:
    answers = {**WELL, "rested": 0, "moving": 0, "at-desk": "yes", "breaks": 4}
    energy, desk = _assess(door, "energy", answers, tells=True)["ok"]["scores"]
    assert (energy["class"], energy["words"]) == (None, ["Running low"])
    assert desk["text"] == "2, where 0 is the lowest score and 2 the highest"


def test_scores_stand_beside_a_syndrome(door: Engine) -> None:
    answers = {**WELL, "sitting": "long", "stiff": 5}
    [stiffness] = _assess(door, "quick", answers)["ok"]["scores"]
    assert (stiffness["value"], stiffness["ends"]) == (5, [0, 6])
    [unanswered] = _assess(door, "quick", {**WELL, "sitting": "long"})["ok"]["scores"]
    assert unanswered["reason"] == "too-few-answered"
    assert _assess(door, "quick", answers)["ok"]["outcome"] == "nothing"


def test_no_score_while_the_gate_is_shut(door: Engine) -> None:
    told = _assess(door, "energy", {**WELL, "warning": ["chest-pressure"]})["ok"]
    assert (told["outcome"], told["scores"]) == ("stop", [])


def test_an_answer_off_its_step_is_refused_by_name(door: Engine) -> None:
    reply = _assess(door, "energy", {**WELL, "rested": 2.5, "moving": 3, "at-desk": "no"}, tells=True)
    assert reply["complaints"] == ["'rested' takes a whole number."]


def test_the_assessment_scores_as_score_does(base: Knowledge, door: Engine) -> None:
    data = scored(base, "energy")
    for rested in range(5):
        for desk in ("yes", "no"):
            answers = {**WELL, "rested": rested, "moving": 4 - rested // 2, "at-desk": desk, "breaks": rested}
            alone = score(data["questions"], data["scales"], answers)
            for told in _assess(door, "energy", answers)["ok"]["scores"]:
                mine = {key: told[key] for key in alone[told["scale"]]}
                assert mine == alone[told["scale"]]


def test_the_report_and_the_page_have_room_for_scores(base: Knowledge, door: Engine) -> None:
    words = bundle_data(base)["words"]
    told = tell(_assess(door, "energy", {**WELL, "rested": 4, "moving": 3, "at-desk": "no"})["ok"], words)
    text = report(told, words)
    assert "  - Energy: Plenty\n    87.5, where 0 is the lowest score and 100 the highest\n" in text
    assert "No score: its questions were not for you." in text
    assert 'data-each="scores"' in form.render(base, "energy")


def test_the_same_bytes_in_pyodide(base: Knowledge, door: Engine) -> None:
    pyodide.wanted()
    requests = [
        json.dumps({"op": "assess", "questionnaire": "energy", "answers": {**WELL, **more}, "tell": True})
        for more in ({"rested": 4, "moving": 3, "at-desk": "no"}, {"rested": 2.5, "moving": 0, "at-desk": "no"}, {})
    ]
    replies = pyodide.handled([f'{{"op":"open","bundle":{dump(bundle_data(base))}}}', *requests])
    assert replies[1:] == [door.handle(request) for request in requests]


def test_proofs_find_who_reaches_each_word(base: Knowledge) -> None:
    verdicts, problems = proved(base)
    states = {v.subject: v.state for v in verdicts if v.claim == "score"}
    assert states == {
        "energy-score=low": "reachable",
        "energy-score=high": "reachable",
        "energy-score=odd": "undecided",
    }
    [told] = [p for p in problems if "energy-score" in str(p)]
    assert (told.rule, told.severity) == ("undecided", "warning")


@pytest.mark.parametrize(
    ("low", "high", "step", "last"), [(0, 0.3, 0.1, "0.3"), (0, 0.7, 0.1, "0.7"), (0.5, 1, 0.05, "1"), (-2, 0, 1, "0")]
)
def test_a_scale_offers_exactly_its_steps(low: float, high: float, step: float, last: str) -> None:
    """As people read them, to the last; the engine takes each."""
    shown = form.choices(Asked(kind="scale", min=low, max=high, step=step))
    assert shown[-1] == last
    assert len(shown) == round((high - low) / step) + 1
    assert all(len(value) <= 5 for value in shown)
