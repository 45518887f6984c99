"""A gym: who has one gets its exercises, who has none hears nothing of it, and cautions act on its cards."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.knowledge.base import Knowledge
from generator.model import Caution, Equipment, Exercise
from generator.reading.load import load_file
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.judging.flow import asked
from quiz.judging.safety import gate_of
from quiz.judging.verdict import judge
from quiz.plans.checkup import instead
from quiz.routine.compose import limits, routine_of
from quiz.telling.room import rooms
from tests.bases import CASES

PEOPLE = ("desk-worker", "lifter", "runner", "pregnant", "gentle", "new-ache")
TABLE: dict[str, Any] = load_file(CASES / "gym-cautions.yml")[0][0].data


def _cards(k: Knowledge) -> dict[str, Exercise]:
    """Those that need what only its owners hear of."""
    rows = k.all("equipment", Equipment)
    return {e.id: e for e in k.all("exercises", Exercise).values() if any(rows[p].for_owners for p in e.equipment)}


def _answers(name: str, **other: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CASES / "people" / f"{name}.json").read_text(encoding="utf-8"))["answers"]
    return {**found, **other}


def test_who_has_no_gym_gets_what_they_got_and_is_told_no_more(knowledge: Knowledge, compiled: Bundle) -> None:
    """Word for word the routine and the rooms of a site that has no card for a gym."""
    gym = _cards(knowledge)
    bare = replace(compiled, exercises={n: e for n, e in compiled.exercises.items() if n not in gym})
    assert len(compiled.exercises) - len(bare.exercises) >= 10
    for name in PEOPLE:
        for owned in (["none"], ["band", "dumbbell", "bar"]):
            raw = _answers(name, equipment=owned, count="most", minutes="m40", experience="regular")
            for questionnaire in compiled.questionnaires:
                names = asked(compiled, questionnaire)
                read = read_answers(names, {n: a for n, a in raw.items() if n in names})
                told = [
                    (routine_of(b, judge(b, questionnaire, read)), rooms(b, questionnaire, read))
                    for b in (compiled, bare)
                ]
                assert told[0] == told[1], (name, owned, questionnaire)


def test_who_has_a_gym_gets_what_it_holds(knowledge: Knowledge, compiled: Bundle) -> None:
    gym = _cards(knowledge)
    names = asked(compiled, "full")
    given: set[str] = set()
    for name in PEOPLE:
        raw = _answers(name, equipment=["gym"], count="most", minutes="m40", experience="regular")
        read = read_answers(names, {n: a for n, a in raw.items() if n in names})
        within = limits(compiled, read)
        assert {"gym", "barbell", "dumbbell", "kettlebell"} <= within.equipment
        assert "roller" not in within.equipment
        routine = routine_of(compiled, judge(compiled, "full", read))
        given |= {c.exercise for c in routine.cards} if routine else set()
    assert given & gym.keys()


def test_the_question_asks_for_the_gym_and_not_for_each_thing_in_it(knowledge: Knowledge, compiled: Bundle) -> None:
    options = {o.id for q in compiled.questions.values() if q.sets == "equipment" for o in q.options}
    assert {"gym", "kettlebell"} <= options
    assert options.isdisjoint({"barbell", "cable", "machine", "weight-bench"})
    rows = knowledge.all("equipment", Equipment)
    needed = {p for e in _cards(knowledge).values() for p in e.equipment}
    assert needed <= {*rows["gym"].holds, *options}


@pytest.mark.parametrize("case", sorted(TABLE))
def test_cautions_leave_out_the_right_ones(case: str, knowledge: Knowledge) -> None:
    caution = knowledge.all("safety/cautions", Caution)[TABLE[case]["caution"]]
    out = {e.id for e in _cards(knowledge).values() if not set(caution.excludes).isdisjoint(e.demands)}
    assert sorted(out) == sorted(TABLE[case]["leaves_out"])


@pytest.mark.parametrize(("plan", "heard"), [(("heel-raise",), False), (("heel-raise", "leg-extension"), True)])
def test_a_plan_is_mended_with_machines_only_where_it_has_them(
    plan: tuple[str, ...], heard: bool, knowledge: Knowledge, compiled: Bundle
) -> None:
    jump, *others = (compiled.exercises[e] for e in plan)
    found = instead(compiled, gate_of(compiled, ["ache-after-more"]), jump, [jump, *others])
    assert found
    assert bool(_cards(knowledge).keys() & set(found)) is heard


def test_every_heavy_card_has_a_ceiling_for_pressure(knowledge: Knowledge) -> None:
    """With high blood pressure no card that is left may be as hard as its dose: something it asks is held down."""
    pressure = knowledge.all("safety/cautions", Caution)["high-blood-pressure"]
    held = {m.demand for m in pressure.modifies if m.effort is not None}
    for e in _cards(knowledge).values():
        assert not held.isdisjoint(e.demands), e.id
        assert any("reath" in line for line in (*e.movement, *e.cues, *e.mistakes)), e.id
