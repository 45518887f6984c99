"""What must hold for everyone: invariants of flow, safety, matching and routine over generated people."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from generator.proofs.people import person
from quiz import answers as reading
from quiz.bridge import Engine
from quiz.flow import asked, flow
from quiz.model import Bundle
from quiz.safety import Gate, Permit, permit

PEOPLE = 300
STEP_ORDER = ("inhibit", "lengthen", "activate", "integrate")


def _assess(engine: Engine, questionnaire: str, answers: dict[str, Any]) -> Any:
    reply = json.loads(engine.handle(json.dumps({"op": "assess", "questionnaire": questionnaire, "answers": answers})))
    assert "ok" in reply, reply
    return reply["ok"]


@pytest.fixture(scope="module", params=["quick", "full"])
def questionnaire(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def people(compiled: Bundle, engine: Engine, questionnaire: str) -> list[tuple[dict[str, Any], Any]]:
    """(answers, assessment) of many made-up people."""
    everyone = [person(compiled, questionnaire, seed) for seed in range(PEOPLE)]
    return [(answers, _assess(engine, questionnaire, answers)) for answers in everyone]


def test_the_people_are_varied(people: list[tuple[dict[str, Any], Any]]) -> None:
    outcomes = [result["outcome"] for _, result in people]
    for outcome in ("stop", "see-first", "nothing", "match", "no-pattern"):
        assert outcome in outcomes, f"no made-up person reaches {outcome}: the other tests here would prove little"
    assert "gentle" in [result["gate"]["level"] for _, result in people]


def test_no_routine_while_the_gate_is_shut(people: list[tuple[dict[str, Any], Any]]) -> None:
    for _, result in people:
        if result["gate"]["level"] in ("stop", "see-first"):
            assert result["routine"] is None
            assert result["outcome"] == result["gate"]["level"]
            assert not result["habits"]


def test_a_routine_only_with_a_match(people: list[tuple[dict[str, Any], Any]]) -> None:
    for _, result in people:
        assert (result["routine"] is not None) == (result["outcome"] == "match")


def test_every_card_is_permitted(people: list[tuple[dict[str, Any], Any]], compiled: Bundle) -> None:
    for _, result in people:
        if result["routine"]:
            cautions = tuple(c["id"] for c in result["gate"]["cautions"])
            verdict = Gate(result["gate"]["level"], (), cautions, ())
            for card in result["routine"]["cards"]:
                exercise = compiled.exercises[card["exercise"]]
                allowed = permit(compiled, verdict, exercise)
                assert isinstance(allowed, Permit), (card["exercise"], allowed)
                for name in cautions:
                    assert not compiled.cautions[name].excludes & exercise.demands
                for dose in card["weeks"]:
                    assert allowed.effort is None or (dose["effort"] or 0) <= allowed.effort
                    assert allowed.hold is None or dose["hold"] <= allowed.hold


def test_the_limits_are_kept(people: list[tuple[dict[str, Any], Any]], compiled: Bundle) -> None:
    values = {(q.sets, o.id): o.value for q in compiled.questions.values() if q.sets for o in q.options}
    for answers, result in people:
        routine = result["routine"]
        if routine is None:
            continue
        minutes = values.get(("minutes", answers.get("minutes")), compiled.scoring.minutes)
        count = values.get(("count", answers.get("count")), compiled.scoring.count)
        owned = set(answers.get("equipment", [])) if isinstance(answers.get("equipment"), list) else set()
        assert max(routine["minutes"]) <= minutes
        added = {e for c in result["gate"]["cautions"] for e in compiled.cautions[c["id"]].adds}
        assert len([c for c in routine["cards"] if c["exercise"] not in added]) <= count
        families = [compiled.exercises[c["exercise"]].family for c in routine["cards"]]
        for step in STEP_ORDER:
            here = [f for f, c in zip(families, routine["cards"], strict=True) if c["step"] == step]
            assert len(here) == len(set(here)) <= compiled.scoring.per_step
        for card in routine["cards"]:
            assert compiled.exercises[card["exercise"]].equipment <= owned


def test_steps_come_in_order_and_empty_ones_say_why(people: list[tuple[dict[str, Any], Any]]) -> None:
    for _, result in people:
        if result["routine"]:
            steps = [STEP_ORDER.index(card["step"]) for card in result["routine"]["cards"]]
            assert steps == sorted(steps)
            assert not {e["step"] for e in result["routine"]["empty"]} & {c["step"] for c in result["routine"]["cards"]}


def test_every_week_asks_no_less_than_the_one_before(people: list[tuple[dict[str, Any], Any]]) -> None:
    for _, result in people:
        for card in (result["routine"] or {"cards": []})["cards"]:
            seconds = [week["seconds"] for week in card["weeks"]]
            assert len(seconds) == 4
            assert seconds == sorted(seconds)


def test_the_order_of_answers_does_not_matter(
    people: list[tuple[dict[str, Any], Any]], engine: Engine, questionnaire: str
) -> None:
    for seed, (answers, result) in enumerate(people[:100]):
        names = list(answers)
        Random(seed).shuffle(names)
        assert _assess(engine, questionnaire, {name: answers[name] for name in names}) == result


def test_hidden_answers_never_matter(
    people: list[tuple[dict[str, Any], Any]], compiled: Bundle, engine: Engine, questionnaire: str
) -> None:
    dropped = 0
    for answers, result in people:
        shown = flow(compiled, questionnaire, reading.read(asked(compiled, questionnaire), answers))
        counted = {name: value for name, value in answers.items() if name in shown.questions}
        dropped += len(answers) - len(counted)
        assert _assess(engine, questionnaire, counted) == result
    assert dropped > 10, "too few hidden answers were generated for this to prove anything"


def test_nobody_is_asked_too_much(
    people: list[tuple[dict[str, Any], Any]], compiled: Bundle, questionnaire: str
) -> None:
    most, most_tests = {"quick": (15, 0), "full": (39, 4)}[questionnaire]
    for answers, _ in people:
        shown = flow(compiled, questionnaire, reading.read(asked(compiled, questionnaire), answers))
        further = [q for q in shown.questions if not compiled.questions[q].safety and q != "for-whom"]
        assert len(further) <= most
        assert sum(q.startswith("test-") for q in further) <= most_tests


def test_bands_need_more_than_causes(people: list[tuple[dict[str, Any], Any]], compiled: Bundle) -> None:
    top = compiled.scoring.bands[-1][0]
    for _, result in people:
        for match in result["matches"]:
            kinds = [compiled.findings[r["finding"]].kind for r in match["for"]]
            assert {"sign", "self-test"} & set(kinds) or kinds.count("symptom") >= 2
            assert match["coverage"] >= compiled.scoring.coverage
            if match["band"] == top:
                assert "self-test" in kinds
                assert len(set(kinds)) >= compiled.scoring.top_needs_kinds


def test_every_message_can_be_told(
    people: list[tuple[dict[str, Any], Any]], engine: Engine, questionnaire: str
) -> None:
    for answers, result in people:
        request = {"op": "assess", "questionnaire": questionnaire, "answers": answers, "tell": True}
        told = engine.handle(json.dumps(request))
        assert '"say"' not in told
        assert "{" not in json.loads(told)["ok"]["headline"]
        assert json.loads(told)["ok"]["outcome"] == result["outcome"]


def test_findings_are_phrased_for_both_cases(compiled: Bundle) -> None:
    for finding in compiled.findings:
        for key in ("present", "absent"):
            sentence = compiled.words[f"findings.{finding}.{key}"]
            assert not sentence.endswith("."), f"{finding}.{key} ends a sentence that goes on"
