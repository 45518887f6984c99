"""The plan link: short, permanent, harmless; and whoever opens one passes safety first."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.people import person
from quiz import answers as reading
from quiz import opened
from quiz.bridge import Engine
from quiz.conditions import holds
from quiz.flow import flow
from quiz.model import STEPS, Answers, Bundle
from quiz.opening import Opening, open_plan, safety_check, screen_questions
from quiz.plan import AMOUNTS, BadPlan, Item, Plan, amount_range, decode, encode, from_assessment, mark, read
from quiz.safety import Gate, Refusal, gate, permit

PEOPLE = 100
WELL = {"full", "gentle"}
_ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(lambda s: len(s) <= 24)
_amounts = st.none() | st.integers(1, 999)
_items = st.builds(
    Item,
    code=st.from_regex(r"[a-z0-9]{3}", fullmatch=True),
    mark=st.from_regex(r"[0-9a-hjkmnp-tv-z]{6}", fullmatch=True),
    start=st.sampled_from([None, "left", "right"]),
    sets=_amounts,
    reps=_amounts,
    hold=_amounts,
    metres=_amounts,
)
_plans = st.builds(
    Plan,
    version=st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    questionnaire=_ids,
    days=st.integers(1, 7),
    minutes=st.integers(1, 180),
    brand=st.none() | _ids,
    items=st.lists(_items, min_size=1, max_size=20).map(tuple),
)


def _ask(engine: Engine, **request: Any) -> Any:
    return json.loads(engine.handle(json.dumps(request)))


def _plan(bundle: Bundle, *names: str, **more: Any) -> Plan:
    return read(bundle, {"questionnaire": "quick", "exercises": [{"exercise": n} for n in names], **more})


def _whole(bundle: Bundle) -> list[Plan]:
    """Plans that hold, between them, every exercise."""
    names = list(bundle.exercises)
    return [_plan(bundle, *names[i : i + 20]) for i in range(0, len(names), 20)]


def _screened(bundle: Bundle, seed: int) -> Answers:
    """A made-up person's answers to the safety screen."""
    raw = person(bundle, "full", seed)
    screen = screen_questions(bundle)
    return reading.read(screen, {n: a for n, a in raw.items() if n in screen})


@pytest.fixture(scope="module")
def people(compiled: Bundle) -> list[Answers]:
    return [_screened(compiled, seed) for seed in range(PEOPLE)]


@pytest.fixture(scope="module")
def assessed(engine: Engine, compiled: Bundle) -> list[tuple[dict[str, Any], Any]]:
    """(answers, assessment) of made-up people who got a routine."""
    found = []
    for seed in range(100):
        answers = person(compiled, "full", seed)
        result = _ask(engine, op="assess", questionnaire="full", answers=answers)["ok"]
        if result["outcome"] == "match":
            found.append((answers, result))
    assert len(found) > 20
    return found


# The text.


@given(_plans)
def test_round_trip(plan: Plan) -> None:
    try:
        text = encode(plan)
    except ValueError:  # longer than any link of ours
        assert len(plan.items) > 8
        return
    assert decode(text) == plan
    assert encode(decode(text)) == text
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_a_link_of_today_can_be_read_for_ever() -> None:
    """Published links are on paper: this text never changes, and its meaning neither."""
    text = "10123456789ab.quick.3.12.studio.b7kh5n2ptls3.c4d0a1b2cr12h30.t67r"
    plan = Plan(
        version="0123456789ab",
        questionnaire="quick",
        days=3,
        minutes=12,
        brand="studio",
        items=(Item("b7k", "h5n2pt", "left", sets=3), Item("c4d", "0a1b2c", None, reps=12, hold=30)),
    )
    assert encode(plan) == text
    assert decode(text) == plan


def test_a_usual_routine_is_short(compiled: Bundle) -> None:
    names = [n for step in STEPS for n in compiled.syndromes["upper-crossed"].protocol[step]][:8]
    exercises = []
    for name in names:
        limits = {key: amount_range(compiled.exercises[name].dose, key) for key in AMOUNTS}
        exercises.append({"exercise": name, "start": "left", **{k: r[1] for k, r in limits.items() if r}})
    raw = {
        "questionnaire": "quick",
        "days": 5,
        "minutes": 45,
        "brand": "a-rather-long-brand-name",
        "exercises": exercises,
    }
    text = encode(read(compiled, raw))
    assert len(exercises) == 8
    assert len(text) < 300
    assert decode(text) == read(compiled, raw)


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("", "not-a-plan"),
        (None, "not-a-plan"),
        (7, "not-a-plan"),
        ("x" * 5, "not-a-plan"),
        ("é" * 40, "not-a-plan"),
        ("1" * 1_000_000, "not-a-plan"),
        ("0abc", "not-a-plan"),
        ("2abcdef", "newer"),
        ("1", "damaged"),
        ("1<script>", "damaged"),
    ],
)
def test_what_is_no_plan_gets_one_complaint(text: Any, say: str) -> None:
    with pytest.raises(BadPlan) as bad:
        decode(text)
    assert bad.value.message == {"say": f"plan.error.{say}"}


def test_ten_thousand_mutated_links_are_harmless(compiled: Bundle, engine: Engine) -> None:
    """Also those whose check digits were put right: what opens has known exercises, within what their cards allow."""
    rng, good = Random(5), encode(_plan(compiled, *list(compiled.exercises)[:8]))
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789-._~%<>\"'/\\é\0 "
    start, seen = time.perf_counter(), {True: 0, False: 0}
    healthy = next(a for a in (_screened(compiled, s) for s in range(50)) if gate(compiled, a).level == "full")
    for i in range(10_000):
        text = _mutated(rng, good, alphabet)
        if i % 2:
            text = _mended(text)
        plan = _decoded(text)
        seen[isinstance(plan, Plan)] += 1
        if not isinstance(plan, Plan):
            assert set(plan) == {"say"}
            continue
        assert encode(plan) == text
        if seen[True] % 20 == 0:
            _within_cards(compiled, open_plan(compiled, plan, healthy))
            reply = _ask(engine, op="plan-open", text=text, answers={}, tell=True)
            assert reply["ok"]["routine"] is None
    assert min(seen.values()) > 500
    assert time.perf_counter() - start < 20


def _decoded(text: str) -> Plan | dict[str, Any]:
    """The plan, or the complaint."""
    try:
        return decode(text)
    except BadPlan as bad:
        return bad.message


def _mutated(rng: Random, text: str, alphabet: str) -> str:
    for _ in range(rng.randint(1, 3)):
        at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
        new = "".join(rng.choices(alphabet, k=rng.randint(0, 3)))
        kind = rng.random()
        if kind < 0.6:
            text = text[:at] + rng.choice("0123456789abcdef") + text[at + 1 :]
        elif kind < 0.8:
            text = text[:at] + new + text[at:]
        else:
            text = text[:at] + text[min(to, at + 30) :]
    return text


def _mended(text: str) -> str:
    """With the check digits that belong to it."""
    from binascii import crc32

    from quiz.plan import _digits

    return text[:-4] + _digits(crc32(text[:-4].encode()), 4)


def _within_cards(bundle: Bundle, opening: Opening) -> None:
    for entry in opening.entries:
        for week in entry.weeks:
            e = bundle.exercises[entry.exercise or ""]
            for key in AMOUNTS:
                limit = amount_range(e.dose, key)
                assert limit is None or 0 <= getattr(week, key) <= limit[1]


@pytest.mark.parametrize(
    ("change", "say"),
    [
        ({"exercises": []}, "how-many"),
        ({"exercises": ["chin-tuck"] * 21}, "how-many"),
        ({"exercises": ["chin-tuck"]}, "unknown-exercise"),
        ({"exercises": [{"exercise": "no-such"}]}, "unknown-exercise"),
        ({"exercises": [{"exercise": "chin-tuck", "start": "up"}]}, "side"),
        ({"exercises": [{"exercise": "chin-tuck", "sets": 0}]}, "amount-of"),
        ({"exercises": [{"exercise": "chin-tuck", "reps": 1000}]}, "amount-of"),
        ({"exercises": [{"exercise": "chin-tuck", "sets": True}]}, "amount-of"),
        ({"exercises": [{"exercise": "chin-tuck", "metres": 3}]}, "not-of-this"),
        ({"exercises": None}, "not-a-plan"),
        ({"days": 8}, "amount"),
        ({"minutes": "12"}, "amount"),
        ({"brand": "My Studio!"}, "brand"),
        ({"questionnaire": "no-such"}, "unknown-questionnaire"),
    ],
)
def test_what_cannot_be_a_plan_is_told(engine: Engine, change: dict[str, Any], say: str) -> None:
    raw = {"questionnaire": "quick", "exercises": [{"exercise": "chin-tuck"}], **change}
    assert _ask(engine, op="plan-encode", plan=raw)["error"]["say"] == f"plan.error.{say}"
    told = _ask(engine, op="plan-encode", plan=raw, tell=True)["error"]
    assert isinstance(told, str)
    assert "{" not in told


def test_requests_without_a_plan_are_told(engine: Engine) -> None:
    assert _ask(engine, op="plan-encode")["error"] == {"say": "plan.error.no-routine"}
    assert _ask(engine, op="plan-encode", assessment={"routine": {}})["error"] == {"say": "plan.error.no-routine"}
    assert _ask(engine, op="plan-open")["error"] == {"say": "plan.error.not-a-plan"}


# From a result to a link and back.


def test_an_assessment_opens_as_the_same_routine(
    assessed: list[tuple[dict[str, Any], Any]], engine: Engine, compiled: Bundle
) -> None:
    for answers, result in assessed:
        text = _ask(engine, op="plan-encode", assessment=result)["ok"]["text"]
        assert len(text) < 200
        again = _ask(engine, op="plan-open", text=text, answers=answers)["ok"]
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
        assert all(getattr(item, key) is None for item in plan.items for key in AMOUNTS)


def test_every_reply_can_be_told(engine: Engine, compiled: Bundle, people: list[Answers]) -> None:
    outcomes = set()
    plans = _whole(compiled)
    for seed in range(120):
        raw, text = person(compiled, "full", seed), encode(plans[seed % len(plans)])
        told = engine.handle(json.dumps({"op": "plan-open", "text": text, "answers": raw, "tell": True}))
        assert '"say"' not in told
        outcomes.add(json.loads(told)["ok"]["outcome"])
    assert outcomes >= {"stop", "see-first", "open"}


# Safety.


def test_unscreened_the_flags_and_the_cautions_of_its_exercises_are_asked(compiled: Bundle) -> None:
    for plan in _whole(compiled):
        opening = open_plan(compiled, plan, {})
        assert opening.outcome == "ask"
        assert opening.entries == ()
        assert opened.told(compiled, plan, opening)["routine"] is None
        for flag in compiled.flags:
            assert _questions(flag.when) <= _ever_asked(compiled, plan)


def _questions(condition: Any) -> set[str]:
    if isinstance(condition, dict):
        here = {condition["question"]} if "question" in condition else set()
        return here.union(*(_questions(v) for v in condition.values()))
    return set().union(*(_questions(v) for v in condition)) if isinstance(condition, list | tuple) else set()


def _ever_asked(bundle: Bundle, plan: Plan) -> set[str]:
    from quiz.opening import _bearing

    by_code = {e.code: e for e in bundle.exercises.values()}
    return set(_bearing(bundle, {d for i in plan.items for d in by_code[i.code].demands}))


def test_what_is_not_asked_makes_no_difference(compiled: Bundle, people: list[Answers]) -> None:
    """Someone who answers only what the plan asks gets what someone gets who answered the whole screen."""
    fewer = 0
    for name in list(compiled.exercises)[::6]:
        plan = _plan(compiled, name)
        for answers in people[:30]:
            whole = open_plan(compiled, plan, answers)
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
            assert part.outcome == whole.outcome
            assert [replace(e, permit=None) for e in part.entries] == [replace(e, permit=None) for e in whole.entries]
    assert fewer > 10, "no line was ever left out: this proves little"


def test_no_routine_while_a_stop_or_see_first_flag_stands(
    compiled: Bundle, people: list[Answers], engine: Engine
) -> None:
    shut = 0
    for plan in _whole(compiled):
        for answers in people:
            verdict = flow(replace(compiled, questionnaires={"": ()}), "", answers).gate
            opening = open_plan(compiled, plan, answers)
            if verdict.level not in WELL:
                shut += 1
                assert opening.outcome == verdict.level
                assert not any(e.weeks for e in opening.entries)
                assert opened.told(compiled, plan, opening)["routine"] is None
            else:
                assert opening.outcome in ("open", "nothing-left")
    assert shut > 50


def test_each_flag_alone_keeps_the_plan_shut(compiled: Bundle, people: list[Answers]) -> None:
    """Take someone well, tick one thing that raises a flag: nothing of the plan is shown."""
    plan = _whole(compiled)[0]
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
        for plan in _whole(compiled):
            for entry in open_plan(compiled, plan, answers).entries:
                e = compiled.exercises[entry.exercise or ""]
                answer = permit(compiled, shown.gate, e)
                assert (entry.status == "refused") == isinstance(answer, Refusal)
                if not barred.isdisjoint(e.demands):
                    refused += 1
                    assert entry.status == "refused"
                    assert entry.weeks == ()
    assert refused > 100


def test_each_caution_alone_is_heeded(compiled: Bundle) -> None:
    """Straight through the judging of one entry: whatever the screen asks, no excluded demand passes."""
    from quiz.opening import _entry

    for c in compiled.cautions.values():
        for e in compiled.exercises.values():
            verdict = Gate("gentle" if c.gate == "gentle" else "full", (), (c.id,), ())
            greedy = Item(e.code, mark(e), None, 20, 100, 600, 900)
            entry = _entry(compiled, verdict, greedy, e)
            assert (entry.status == "refused") >= (not c.excludes.isdisjoint(e.demands))
            for week in entry.weeks:
                caps = [(effort, hold) for demand, effort, hold in c.modifies if demand in e.demands]
                assert all(effort is None or (week.effort or 0) <= effort for effort, _ in caps)
                assert all(hold is None or week.hold <= hold for _, hold in caps)
                assert entry.status == "restricted"
                if verdict.level == "gentle":
                    assert (week.effort or 0) <= compiled.scoring.gentle_effort
                    assert (week.sets, week.reps) == (e.dose.sets[0], e.dose.reps[0])


# Later.


def test_what_changed_since_is_told(compiled: Bundle, people: list[Answers]) -> None:
    names = list(compiled.exercises)[:4]
    plan = _plan(compiled, *names)
    well = next(a for a in people if gate(compiled, a).level == "full")
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
    told = opened.told(now, plan, opening)
    assert told["plan"]["current"] is False
    assert [w["code"] for w in told["withdrawn"]] == [e[names[2]].code]
    assert [len(card["notes"]) for card in told["routine"]["cards"]] == [1, 1, 0]


def test_a_dose_above_the_card_of_today_is_brought_back(compiled: Bundle, people: list[Answers]) -> None:
    name = next(n for n, e in compiled.exercises.items() if e.dose.reps[1] > e.dose.reps[0] + 2 and not e.demands)
    card = compiled.exercises[name]
    plan = read(compiled, {"questionnaire": "quick", "exercises": [{"exercise": name, "reps": card.dose.reps[1]}]})
    low = replace(card, dose=replace(card.dose, reps=(1, card.dose.reps[0])))
    well = next(a for a in people if gate(compiled, a).level == "full")
    (entry,) = open_plan(replace(compiled, exercises={**compiled.exercises, name: low}), plan, well).entries
    assert (entry.status, entry.changed) == ("restricted", ("dose",))
    assert {week.reps for week in entry.weeks} == {card.dose.reps[0]}
    (entry,) = open_plan(compiled, plan, well).entries
    assert (entry.status, {week.reps for week in entry.weeks}) == ("permitted", {card.dose.reps[1]})


def test_marks_tell_all_cards_apart_that_differ(compiled: Bundle) -> None:
    by_mark: dict[str, set[str]] = {}
    for e in compiled.exercises.values():
        by_mark.setdefault(mark(e)[:3], set()).add(repr((sorted(e.demands), e.level, e.each_side)))
        by_mark.setdefault("dose" + mark(e)[3:], set()).add(repr(e.dose))
    assert all(len(found) == 1 for found in by_mark.values())


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_any_text_is_a_plan_or_a_complaint(text: str) -> None:
    found = _decoded(text)
    assert isinstance(found, Plan) or found["say"].startswith("plan.error.")
