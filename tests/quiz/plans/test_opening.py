"""Whoever opens a plan passes safety first, and is told what became of its exercises since."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.reach.people import person
from quiz.asking.bundle import Answers, Bundle
from quiz.asking.conditions import holds
from quiz.bridge import Engine
from quiz.judging.flow import flow
from quiz.judging.safety import LEVELS, Gate, Refusal, gate, permit
from quiz.plans.link import encode
from quiz.plans.marks import mark
from quiz.plans.opening import open_plan, safety_check, screen_questions
from quiz.plans.plan import Dosage, Growth, Item, Plan, Sender
from quiz.plans.reading import from_assessment
from quiz.plans.reckoning import reckoned
from quiz.telling.opening import opening_told
from tests.plans import ask, plan_of, screened, someone_well, whole

PEOPLE = 100
WELL = {"full", "gentle"}


@pytest.fixture(scope="module")
def people(compiled: Bundle) -> list[Answers]:
    return [screened(compiled, seed) for seed in range(PEOPLE)]


@pytest.fixture(scope="module")
def assessed(engine: Engine, compiled: Bundle) -> list[tuple[dict[str, Any], Any]]:
    """(answers, assessment) of made-up people who got a routine."""
    found = []
    for seed in range(100):
        answers = person(compiled, "full", seed)
        result = ask(engine, op="assess", questionnaire="full", answers=answers)["ok"]
        if result["routine"]:
            found.append((answers, result))
    assert len(found) > 20
    return found


# From a result to a link and back.


def test_an_assessment_opens_as_the_same_routine(
    assessed: list[tuple[dict[str, Any], Any]], engine: Engine, compiled: Bundle
) -> None:
    for answers, result in assessed:
        text = ask(engine, op="plan-encode", assessment=result)["ok"]["text"]
        assert len(text) < 200
        again = ask(engine, op="plan-open", text=text, answers=answers)["ok"]
        assert again["outcome"] == "open"
        assert again["gate"] == result["gate"]
        assert again["plan"]["current"] is True
        for key in ("exercise", "start", "weeks", "cautions"):
            assert [c[key] for c in again["routine"]["cards"]] == [c[key] for c in result["routine"]["cards"]], key
        for key in ("days", "minutes", "minutes_title"):
            assert again["routine"][key] == result["routine"][key]
        assert not again["refused"]
        assert not again["withdrawn"]


def test_a_link_tells_nothing_of_anyones_health(assessed: list[tuple[dict[str, Any], Any]], compiled: Bundle) -> None:
    for _, result in assessed:
        plan = from_assessment(compiled, result)
        assert all(item.dose == Dosage() for item in plan.items)
        assert (plan.cautions, plan.note, plan.sender) == ((), None, None)


def test_every_reply_can_be_told(engine: Engine, compiled: Bundle, people: list[Answers]) -> None:
    outcomes = set()
    plans = whole(compiled)
    for seed in range(120):
        raw, text = person(compiled, "full", seed), encode(plans[seed % len(plans)])
        told = engine.handle(json.dumps({"op": "plan-open", "text": text, "answers": raw, "tell": True}))
        assert '"say"' not in told
        outcomes.add(json.loads(told)["ok"]["outcome"])
    assert outcomes >= {"stop", "see-first", "open"}


# Safety.


def test_unscreened_the_flags_and_the_cautions_of_its_exercises_are_asked(compiled: Bundle) -> None:
    for plan in whole(compiled):
        opening = open_plan(compiled, plan, {})
        assert opening.outcome == "ask"
        assert opening.entries == ()
        assert opening_told(compiled, plan, opening)["routine"] is None
        for flag in compiled.flags:
            assert {q for q in _questions(flag.when) if _is_list(compiled, q)} <= _ever_asked(compiled, plan)


def _is_list(bundle: Bundle, name: str) -> bool:
    return bundle.questions[name].kind == "multiple"


def _questions(condition: Any) -> set[str]:
    if isinstance(condition, dict):
        here = {condition["question"]} if "question" in condition else set()
        return here.union(*(_questions(v) for v in condition.values()))
    return set().union(*(_questions(v) for v in condition)) if isinstance(condition, list | tuple) else set()


def _ever_asked(bundle: Bundle, plan: Plan) -> set[str]:
    from quiz.plans.opening import _bearing

    written = any(i.dose != Dosage() for i in plan.items)
    return set(_bearing(bundle, [bundle.by_code[i.code] for i in plan.items], written, {}))


def test_what_is_not_asked_makes_no_difference(compiled: Bundle, people: list[Answers]) -> None:
    """Someone who answers only what the plan asks is stopped where the whole screen would stop them, and gets else what
    someone gets who answered the whole screen and whose ache is a calm one."""
    fewer = smaller = 0
    for name in list(compiled.exercises)[::6]:
        plan = plan_of(compiled, name)
        for answers in people[:30]:
            whole, calm = (open_plan(compiled, plan, a) for a in (answers, _calm(answers)))
            asked_only: dict[str, Any] = {}
            for _ in range(len(answers) + 1):
                check = safety_check(compiled, plan, asked_only)
                if not check.missing:
                    break
                for q in check.missing:
                    answer = answers[q]
                    shown = {*check.options[q], "not-sure"}
                    kept = tuple(v for v in answer if v in shown) if isinstance(answer, tuple) else answer
                    alone = [o.id for o in compiled.questions[q].options if o.exclusive]
                    asked_only[q] = kept if kept != () else tuple(alone)
                    fewer += kept != answer
            part = open_plan(compiled, plan, asked_only)
            assert part.outcome == (calm if whole.verdict.open else whole).outcome
            smaller += part.verdict.level != whole.verdict.level
            if whole.verdict.open and part.verdict.level != calm.verdict.level:
                assert (part.verdict.level, calm.verdict.level) == ("full", "gentle")
                assert not any(e.refusal for e in (*part.entries, *calm.entries))
            elif whole.verdict.open:
                assert part.entries == calm.entries
    assert fewer > 10, "no line was ever left out: this proves little"
    assert smaller, "no start was ever smaller: this proves less than it says"


def _calm(answers: Answers) -> Answers:
    """The same person with an ache that settles, is new, keeps them from nothing, and weighs on nobody."""
    mood = tuple(v for v in answers["mood"] if "very-low" not in v) or ("none",)  # type: ignore[union-attr]
    course = {"after-use": "settles", "how-long": "under-six-weeks", "affects-life": "rarely"}
    return {**{q: a for q, a in answers.items() if q != "weighs"}, **course, "mood": mood}


def test_no_routine_while_a_stop_or_see_first_flag_stands(
    compiled: Bundle, people: list[Answers], engine: Engine
) -> None:
    shut = 0
    for plan in whole(compiled):
        for answers in people:
            verdict = flow(replace(compiled, questionnaires={"": ()}), "", answers).gate
            opening = open_plan(compiled, plan, answers)
            if verdict.level not in WELL:
                shut += 1
                assert opening.outcome == verdict.level
                assert not any(e.weeks for e in opening.entries)
                assert opening_told(compiled, plan, opening)["routine"] is None
            else:
                assert opening.outcome in ("open", "nothing-left")
    assert shut > 50


def test_beside_a_shut_gate_a_plan_says_nothing_of_its_own(compiled: Bundle, people: list[Answers]) -> None:
    """Neither its maker's words nor a day stand there: a note may soothe, and a day is later than now."""
    sender = Sender("North", "call 144", "#7a1f5c")
    note = "Nothing serious. You can start today."
    plan = replace(plan_of(compiled, "chin-tuck"), made="2026-11-20", note=note, sender=sender, cautions=("falls",))
    levels = []
    for answers in people:
        opening = open_plan(compiled, plan, answers)
        told = opening_told(compiled, plan, opening)["plan"]
        levels.append(opening.verdict.level)
        own = {key: told[key] for key in ("note", "dates", "screened")}
        if levels[-1] in WELL:
            assert all(own.values())
        else:
            assert own == {"note": None, "dates": [], "screened": None}
            assert told["written"]["note"] == note
    assert {*LEVELS} == {*levels} | {"full"}


def test_each_flag_alone_keeps_the_plan_shut(compiled: Bundle, people: list[Answers]) -> None:
    """Take someone well, tick one thing that raises a flag: nothing of the plan is shown."""
    plan = whole(compiled)[0]
    well = next(a for a in people if gate(compiled, a).level == "full")
    screen, raised = screen_questions(compiled), set()
    for name, q in screen.items():
        for option in q.options if q.kind == "multiple" else ():
            answers = {**well, name: (option.id,)}
            shown = flow(replace(compiled, questionnaires={"": ()}), "", answers)
            if shown.gate.flags:
                raised |= set(shown.gate.flags)
                opening = open_plan(compiled, plan, answers)
                assert opening.outcome in ("stop", "see-first", "ask")
                assert opening.entries == ()
    assert raised


def test_every_exercise_that_a_caution_excludes_is_refused(compiled: Bundle, people: list[Answers]) -> None:
    refused = 0
    for answers in people:
        shown = flow(replace(compiled, questionnaires={"": ()}), "", answers)
        cautions = [c for c in compiled.cautions.values() if holds(c.when, shown.answers)]
        barred = {d for c in cautions for d in c.excludes}
        for plan in whole(compiled):
            for entry in open_plan(compiled, plan, answers).entries:
                e = compiled.by_code[entry.item.code]
                answer = permit(compiled, shown.gate, e)
                assert (entry.status == "refused") == isinstance(answer, Refusal)
                if not barred.isdisjoint(e.demands):
                    refused += 1
                    assert entry.status == "refused"
                    assert entry.weeks == ()
    assert refused > 100


def test_each_caution_alone_is_heeded(compiled: Bundle) -> None:
    """Straight through the judging: whatever is asked and written, no excluded demand and no ceiling is passed."""
    for c in compiled.cautions.values():
        for e in compiled.exercises.values():
            verdict = Gate("gentle" if c.gate == "gentle" else "full", (), (c.id,), ())
            dose = Dosage(20, 100, 600, e.dose.metres and 900, effort=10, tempo=(9, 50, 9, 50), load="90 kg", a_day=9)
            grown = Growth("by-week", (("sets", 90), ("reps", 900), ("hold", 900), ("effort", 10)))
            greedy = Plan(compiled.version, 7, (Item(e.code, mark(e), None, dose, grown),))
            (entry,) = reckoned(compiled, greedy, verdict)
            assert (entry.status == "refused") >= (not c.excludes.isdisjoint(e.demands))
            for week in entry.weeks:
                caps = [(m.effort, m.hold) for m in c.modifies if m.demand in e.demands]
                assert all(effort is None or (week.effort or 0) <= effort for effort, _ in caps)
                assert all(hold is None or week.hold <= hold for _, hold in caps)
                assert all(hold is None or max((week.tempo or (0, 0))[1::2]) <= hold for _, hold in caps)
                assert entry.status == ("restricted" if caps or verdict.level == "gentle" else "permitted")
                if verdict.level == "gentle":
                    assert (week.effort or 0) <= compiled.scoring.gentle_effort
                    assert (week.sets, week.a_day) == (e.dose.sets[0], 1)
                    assert week.metres is not None or week.reps == e.dose.reps[0]
                    assert {"sets", "a_day"} <= {x.key for x in entry.ceilings if x.because == "gentle"}


# Later.


def test_what_changed_since_is_told(compiled: Bundle) -> None:
    names = list(compiled.exercises)[:4]
    plan = plan_of(compiled, *names)
    well = someone_well(compiled)
    e = compiled.exercises
    later = {
        **e,
        names[0]: replace(e[names[0]], demands=e[names[0]].demands | {"something-new"}),
        names[1]: replace(e[names[1]], dose=replace(e[names[1]].dose, sets=(1, 1), discomfort=1)),
    }
    del later[names[2]]
    now = replace(compiled, exercises=later, version="0" * 12)
    opening = open_plan(now, plan, well)
    assert [(entry.status, entry.changed) for entry in opening.entries] == [
        ("permitted", ("demands",)),
        ("permitted", ("dose",)),
        ("withdrawn", ()),
        ("permitted", ()),
    ]
    told = opening_told(now, plan, opening)
    assert told["plan"]["current"] is False
    assert [w["code"] for w in told["withdrawn"]] == [e[names[2]].code]
    assert [len(card["notes"]) for card in told["routine"]["cards"]] == [1, 1, 0]
    asked = opening_told(now, plan, open_plan(now, plan, {}))
    assert asked["outcome"] == "ask"
    assert asked["plan"]["news"] == told["plan"]["news"], "paper is called back before anything is asked"
    news = [(new["code"], [why["say"] for why in new["why"]]) for new in asked["plan"]["news"]]
    says = ("plan.changed.demands", "plan.changed.dose", "plan.withdrawn")
    assert news == [(e[name].code, [why]) for name, why in zip(names[:3], says, strict=True)]
    kept = plan_of(compiled, names[3])
    assert opening_told(now, kept, open_plan(now, kept, well))["plan"]["current"], "what it does not hold is no change"


def test_cautions_that_the_sender_told_tighten(compiled: Bundle, people: list[Answers]) -> None:
    well, names = someone_well(compiled), list(compiled.exercises)
    for c in compiled.cautions.values():
        plan = replace(plan_of(compiled, *names[:20]), cautions=(c.id,))
        opening = open_plan(compiled, plan, well)
        if c.gate == "see-first":
            assert (opening.outcome, opening.entries) == ("see-first", ())
            continue
        told = opening_told(compiled, plan, opening)
        assert told["plan"]["screened"]["what"] == [{"say": f"cautions.{c.id}.title"}]
        barred = {e.id for e in compiled.exercises.values() if e.demands & c.excludes}
        assert not barred & {card["exercise"] for card in (told["routine"] or {"cards": []})["cards"]}
