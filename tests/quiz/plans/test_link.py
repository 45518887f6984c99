"""The plan link: short, permanent, and harmless whatever becomes of it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.asking.bundle import STEPS, Bundle
from quiz.bridge import Engine
from quiz.judging.safety import gate
from quiz.plans.link import AMOUNTS, BadPlan, Item, Plan, amount_range, decode, encode, mark, read_plan
from quiz.plans.opening import Opening, open_plan
from tests.plans import ask, mutated, plan_of, screened

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
    text = encode(read_plan(compiled, raw))
    assert len(exercises) == 8
    assert len(text) < 300
    assert decode(text) == read_plan(compiled, raw)


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
    rng, good = Random(5), encode(plan_of(compiled, *list(compiled.exercises)[:8]))
    seen = {True: 0, False: 0}
    healthy = next(a for a in (screened(compiled, s) for s in range(50)) if gate(compiled, a).level == "full")
    for i in range(10_000):
        text = mutated(rng, good)
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
            reply = ask(engine, op="plan-open", text=text, answers={}, tell=True)
            assert reply["ok"]["routine"] is None
    assert min(seen.values()) > 500


def _decoded(text: str) -> Plan | dict[str, Any]:
    """The plan, or the complaint."""
    try:
        return decode(text)
    except BadPlan as bad:
        return bad.message


def _mended(text: str) -> str:
    """With the check digits that belong to it."""
    from binascii import crc32

    from quiz.plans.link import _digits

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
        ({"exercises": [{"exercise": "chin-tuck"}, {"code": "l23"}, {"exercise": "l23", "sets": 2}]}, "twice"),
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
    assert ask(engine, op="plan-encode", plan=raw)["error"]["say"] == f"plan.error.{say}"
    told = ask(engine, op="plan-encode", plan=raw, tell=True)["error"]
    assert isinstance(told, str)
    assert "{" not in told


def test_requests_without_a_plan_are_told(engine: Engine) -> None:
    assert ask(engine, op="plan-encode")["error"] == {"say": "plan.error.no-routine"}
    assert ask(engine, op="plan-encode", assessment={"routine": {}})["error"] == {"say": "plan.error.no-routine"}


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
