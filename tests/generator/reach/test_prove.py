"""Proofs: every witness is true when replayed, and what cannot be is found, with its argument."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from generator.bundle.compile import bundle_data, dump
from generator.check import check_all, proved
from generator.knowledge.base import Knowledge
from generator.reach import never
from generator.reach.prove import Verdict, prove
from generator.reading.problems import errors
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle, read_bundle
from quiz.judging.flow import asked
from quiz.judging.verdict import judge
from quiz.routine.compose import routine_of
from tests.bases import ROOT, good


@pytest.fixture(scope="module")
def verdicts(knowledge: Knowledge) -> list[Verdict]:
    return prove(bundle_data(knowledge))


def test_every_witness_is_true_when_replayed(verdicts: list[Verdict], compiled: Bundle) -> None:
    for v in verdicts:
        if v.witness is None:
            continue
        name, _, rest = v.subject.partition("=")
        questionnaire = v.witness["questionnaire"]
        raw = json.loads(json.dumps(v.witness["answers"]), parse_float=Decimal)
        j = judge(compiled, questionnaire, read_answers(asked(compiled, questionnaire), raw))
        if v.claim == "question":
            assert name in j.shown.questions
        elif v.claim == "option":
            assert rest in j.shown.options[name]
        elif v.claim == "flag":
            assert name in j.shown.gate.flags
        elif v.claim == "caution":
            assert name in j.shown.gate.cautions
        elif v.claim == "band":
            assert (name, rest) in [(m.syndrome, m.band) for m in j.banded]
        elif v.claim == "pathway":
            assert name in [p.id for p in j.told]
        else:
            routine = routine_of(compiled, j)
            assert routine is not None
            assert name in [e for c in routine.cards for e in (c.exercise, *c.instead)]


def test_every_flag_and_caution_and_question_is_reached(verdicts: list[Verdict]) -> None:
    open_ = [
        f"{v.claim} {v.subject}" for v in verdicts if v.state != "reachable" and v.claim not in ("band", "exercise")
    ]
    assert open_ == []


def test_nothing_in_the_shipped_knowledge_is_impossible(verdicts: list[Verdict]) -> None:
    assert [str(v) for v in verdicts if v.state == "impossible"] == []


def test_nothing_in_the_shipped_knowledge_is_left_undecided(verdicts: list[Verdict]) -> None:
    assert [str(v) for v in verdicts if v.state == "undecided"] == []


def test_verdicts_do_not_depend_on_chance(tmp_path: Path) -> None:
    compiled = bundle_data(check_all(good(tmp_path))[0])
    assert [str(v) for v in prove(compiled)] == [str(v) for v in prove(compiled)]


def _edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(knowledge: Path) -> None:
        file = knowledge / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


BROKEN = {
    "never-shown": (
        _edit("questions.yml", "  kind: scale\n", "  kind: scale\n  show_if: {question: age, at_least: 200}\n"),
    ),
    "never-raised": (
        _edit(
            "safety/flags.yml",
            "when: {question: warning, in: [chest-pressure]}",
            "when: {all: [{question: warning, in: [chest-pressure]}, {question: age, at_least: 200}]}",
        ),
    ),
    "never-reached": (_edit("questions.yml", "  test: head-to-wall\n", "  unit: cm\n  min: 0\n  max: 20\n"),),
}


@pytest.mark.parametrize("rule", ["never-shown", "never-raised", "never-reached"])
def test_a_broken_questionnaire_is_found(rule: str, tmp_path: Path) -> None:
    folder = good(tmp_path)
    for edit in BROKEN[rule]:
        edit(folder)
    knowledge, problems = check_all(folder)
    assert [p for p in problems if p.severity == "error"] == []
    _, found = proved(knowledge)
    hits = [p for p in found if p.rule == rule and p.severity == "error"]
    assert hits, [str(p) for p in found]
    assert all(p.hint for p in hits)


ALWAYS = {
    "a threshold below the least age": "{question: age, at_least: 0}",
    "a threshold above the greatest": "{question: age, at_most: 200}",
    "an age between two": "{all: [{question: age, at_least: 44.5}, {not: {question: age, at_least: 45.7}}]}",
    "two parts of three, the first two of which exclude each other": (
        "{count: [{question: warning, in: [none]}, {question: warning, in: [chest-pressure]}, "
        "{question: age, at_least: 50}], at_least: 2}"
    ),
    "what is not so": "{not: {any: [{question: warning, in: [none]}, {question: age, at_most: 60}]}}",
    "unsure of the signs": "{all: [{question: warning, answered: true}, "
    "{not: {question: warning, in: [chest-pressure, none]}}]}",
}
"""Flags that some answers raise, and that an inexact search would call impossible."""


@pytest.mark.parametrize("name", ALWAYS)
def test_a_flag_that_can_be_raised_is_published(name: str, tmp_path: Path) -> None:
    folder = good(tmp_path)
    _edit("safety/flags.yml", "when: {question: warning, in: [chest-pressure]}", f"when: {ALWAYS[name]}")(folder)
    knowledge, problems = check_all(folder)
    others = [p for p in problems if p.rule not in ("safety-answer-unused", "flag-behind-lead")]
    assert others == []
    [verdict] = [v for v in prove(bundle_data(knowledge)) if v.claim == "flag"]
    assert (verdict.state, verdict.argument) == ("reachable", "")


@pytest.mark.parametrize("form", ["kind: scale", "kind: number, min: 0, max: 10, step: 1, unit: cm"])
def test_a_safety_question_about_both_sides_is_answered_for_both(form: str, tmp_path: Path) -> None:
    """Also by those who are not sure, and by someone well in whom a rare flag is looked for."""
    folder = good(tmp_path)
    screen, flags = folder / "safety/screen.yml", folder / "safety/flags.yml"
    asked_ = f"      - {{id: sore, ask: How sore is it?, sided: true, safety: true, {form}}}\n"
    screen.write_text(screen.read_text(encoding="utf-8") + asked_, encoding="utf-8")
    when = "{question: warning, in: [chest-pressure]}"
    rare = "{all: [{question: sore, at_least: 10}, {question: sore, at_most: 0}, {question: age, at_least: 110}]}"
    flag = flags.read_text(encoding="utf-8")
    flags.write_text(flag + flag.replace("heart-signs", "sore-signs").replace(when, rare), encoding="utf-8")
    knowledge, problems = check_all(folder)
    assert problems + proved(knowledge)[1] == []


def test_a_flag_behind_a_sign_that_stops_is_found(tmp_path: Path) -> None:
    """Its section is never asked of those who could answer it: they were told to see someone before."""
    folder = good(tmp_path)
    late = """  - id: later
    title: And then
    show_if: {question: warning, in: [chest-pressure]}
    questions:
      - id: heat
        ask: Is it hot?
        kind: single
        safety: true
        options:
          - {id: hot, label: It is}
          - {id: cool, label: It is not}
"""
    screen, flags = folder / "safety/screen.yml", folder / "safety/flags.yml"
    screen.write_text(screen.read_text(encoding="utf-8") + late, encoding="utf-8")
    flag = flags.read_text(encoding="utf-8")
    second = flag.replace("heart-signs", "heat-signs").replace(
        "{question: warning, in: [chest-pressure]}", "{question: heat, in: [hot]}"
    )
    flags.write_text(flag + second, encoding="utf-8")
    knowledge, problems = check_all(folder)
    assert errors(problems) == []
    _, found = proved(knowledge)
    told = [str(p).partition("\n")[0] for p in found if p.rule in ("never-raised", "never-shown")]
    assert told == [
        "knowledge/safety/flags.yml:8:3: no answers raise 'heat-signs' [never-raised]",
        "knowledge/safety/screen.yml:40:9: the option 'cool' of 'heat' can never be shown [never-shown]",
        "knowledge/safety/screen.yml:40:9: the option 'hot' of 'heat' can never be shown [never-shown]",
        "knowledge/safety/screen.yml:40:9: the question 'heat' can never be shown [never-shown]",
    ]


def _with_back_ball(folder: Path) -> None:
    """Add a card for a muscle that no syndrome eases."""
    text = (folder / "exercises/shoulder-ball.yml").read_text(encoding="utf-8")
    extra = text.replace("id: shoulder-ball", "id: back-ball").replace(
        "muscle: upper-trapezius", "muscle: thoracic-erectors"
    )
    code = next(line for line in text.splitlines() if line.startswith("code:"))
    family = next(line for line in text.splitlines() if line.startswith("family:"))
    extra = extra.replace(code, "code: zz9").replace(family, "family: back-ball")
    (folder / "exercises/back-ball.yml").write_text(extra, encoding="utf-8")


def test_an_exercise_nobody_needs_is_found(tmp_path: Path) -> None:
    folder = good(tmp_path)
    _with_back_ball(folder)
    knowledge, problems = check_all(folder)
    assert problems == []
    _, found = proved(knowledge)
    [hit] = [p for p in found if p.rule == "never-offered"]
    assert str(hit) == (
        "knowledge/exercises/back-ball.yml:1:1: 'back-ball' can never be offered [never-offered]\n"
        "    no syndrome needs any of its muscles for the step inhibit; name it in a protocol or a pathway, "
        "correct its muscles, or write library_only: true"
    )


def test_an_exercise_that_only_a_pathway_names_is_not_called_impossible(tmp_path: Path) -> None:
    folder = good(tmp_path)
    _with_back_ball(folder)
    _edit("pathways/neck.yml", "activate:", "inhibit: {why: It may ease., exercises: [back-ball]}\nactivate:")(folder)
    knowledge, problems = check_all(folder)
    assert problems == []
    _, found = proved(knowledge)
    assert [p for p in found if p.rule == "never-offered"] == []


def test_every_claim_has_a_rule() -> None:
    assert set(never.RULE_OF.values()) | {"undecided"} == set(never.RULES)


def test_the_small_base_compiles_the_same_twice(tmp_path: Path) -> None:
    knowledge, _ = check_all(good(tmp_path))
    assert dump(bundle_data(knowledge)) == dump(bundle_data(knowledge))
    assert read_bundle(json.loads(dump(bundle_data(knowledge)), parse_float=Decimal)).version


def test_a_reader_who_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    """As head does: the pipe is closed while there is more to say."""
    command = [sys.executable, "-m", "generator", "check", "--explain", "--knowledge", str(good(tmp_path))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1
