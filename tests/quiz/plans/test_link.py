"""The plan link: short, permanent, and harmless whatever becomes of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.asking.bundle import STEPS, Bundle
from quiz.bridge import Engine
from quiz.judging.safety import gate
from quiz.plans.link import check, decode, encode, shared
from quiz.plans.marks import mark
from quiz.plans.opening import Opening, open_plan
from quiz.plans.pasted import MOST_PASTED, plan_in
from quiz.plans.plan import AMOUNTS, AS_PLAN, TEXTS, BadPlan, Dosage, Growth, Item, Plan, Sender, cleaned
from quiz.plans.reading import read_plan
from quiz.routine.bounds import LIMITS, MOST_EXERCISES
from quiz.routine.growth import RULES
from tests.bases import CASES
from tests.plans import ask, mutated, plan_of, plans_made, screened

OLD = "10123456789ab.quick.3.12.studio.b7kh5n2ptls3.c4d0a1b2cr12h30.t67r"

_ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(lambda s: len(s) <= 24)


def _texts(most: int, lines: bool = False) -> st.SearchStrategy[str | None]:
    return st.none() | st.text(max_size=most).map(lambda s: cleaned(s, lines) or None)


_numbers = {key: st.none() | st.integers(*LIMITS[key]) for key in LIMITS}
_doses = st.builds(
    Dosage,
    **_numbers,
    tempo=st.none() | st.tuples(*[st.integers(0, 60)] * 3),
    load=_texts(40),
)
_growths = st.builds(
    Growth,
    st.sampled_from([*RULES, AS_PLAN]),
    st.dictionaries(st.sampled_from([*AMOUNTS, "effort"]), st.integers(1, 10)).map(
        lambda d: tuple((key, d[key]) for key in (*AMOUNTS, "effort") if key in d)
    ),
)
_items = st.builds(
    Item,
    code=st.from_regex(r"[a-z0-9]{3}", fullmatch=True),
    mark=st.from_regex(r"[0-9a-hjkmnp-tv-z]{6}", fullmatch=True),
    start=st.sampled_from([None, "left", "right"]),
    dose=_doses,
    growth=st.none() | _growths,
    note=_texts(60, lines=True),
)
_senders = st.builds(Sender, _texts(20), _texts(20), st.none() | st.from_regex("#[0-9a-f]{6}", fullmatch=True))
_plans = st.builds(
    Plan,
    version=st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    days=st.integers(1, 7),
    items=st.lists(_items, min_size=1, max_size=20, unique_by=lambda item: item.code).map(tuple),
    minutes=st.none() | st.integers(1, 180),
    questionnaire=st.none() | _ids,
    brand=st.none() | _ids,
    made=st.none() | st.dates().filter(lambda d: 2020 <= d.year < 2200).map(lambda d: d.isoformat()),
    growth=st.none() | st.sampled_from(RULES),
    cautions=st.lists(_ids, max_size=3, unique=True).map(tuple),
    sender=st.none() | _senders.filter(lambda s: s != Sender()),
    note=_texts(200, lines=True),
)


# The text.


@settings(deadline=None)
@given(_plans)
def test_round_trip(plan: Plan) -> None:
    try:
        text = encode(plan)
    except ValueError:  # longer than any link of ours
        assert len(plan.items) > 8
        return
    assert decode(text) == plan
    assert encode(decode(text)) == text
    assert plan_in(text) == text
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_links_of_every_format_are_read_for_ever() -> None:
    """Published links are on paper: these texts never change, and their meaning neither."""
    held = Growth(AS_PLAN)
    items = (
        Item("b7k", "h5n2pt", "left", Dosage(sets=3), held),
        Item("c4d", "0a1b2c", None, Dosage(reps=12, hold=30), held),
    )
    first = Plan("0123456789ab", 3, items, 12, "quick", "studio")
    assert decode(OLD) == first
    second = replace(
        first,
        made="2026-11-21",
        growth="by-week",
        cautions=("falls", "osteoporosis"),
        sender=Sender("Ana", "ana@example.org", "#1c5d54"),
        note="Two lines.\nOf text.",
        items=(*items, Item("d5e", "0a1b2c", "right", Dosage(3, 10, load="20 kg", tempo=(3, 0, 1), rest=60, effort=7))),
    )
    text = next(line for line in _published() if line.startswith("2"))
    assert (encode(second), decode(text)) == (text, second)


def _published() -> list[str]:
    lines = (CASES / "plan-links.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_a_usual_plan_is_short(compiled: Bundle) -> None:
    names = [n for step in STEPS for n in compiled.syndromes["upper-crossed"].protocol[step]][:6]
    plain = plan_of(compiled, *names, made="2026-11-21", minutes=20, brand="a-rather-long-brand-name")
    assert len(encode(plain)) < 150
    dose = Dosage(3, 10, rest=90, effort=7, tempo=(3, 1, 1), days=3)
    full = replace(plain, growth="by-week", items=tuple(replace(i, start="left", dose=dose) for i in plain.items))
    assert len(encode(full)) < 300
    assert len("https://example.org/counterpoise/plan/#" + encode(full)) < 400


def test_what_a_sender_did_not_tick_is_in_no_link(compiled: Bundle) -> None:
    plan = plan_of(compiled, "chin-tuck")
    (item,) = plan.items
    plan = replace(
        plan,
        cautions=("falls",),
        sender=Sender("Ana"),
        note="For Ben",
        items=(replace(item, note="Ben: slowly", dose=Dosage(load="red band")),),
    )
    bare = decode(encode(shared(plan, ())))
    assert (bare.cautions, bare.sender, bare.note, bare.items[0].note) == ((), None, None, None)
    assert bare.items[0].dose == plan.items[0].dose
    assert decode(encode(shared(plan, ("notes", "from", "cautions")))) == plan
    assert shared(plan, ("from",)).sender == plan.sender
    assert shared(plan, ("notes", "cautions")).sender is None


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
        ("3abcdef", "newer"),
        ("1", "damaged"),
        ("1<script>", "damaged"),
        ("2__proto__", "damaged"),
    ],
)
def test_what_is_no_plan_gets_one_complaint(text: Any, say: str) -> None:
    with pytest.raises(BadPlan) as bad:
        decode(text)
    assert bad.value.messages == ({"say": f"plan.error.{say}"},)


def test_a_part_that_this_site_does_not_know_is_of_a_newer_one(compiled: Bundle) -> None:
    text = encode(plan_of(compiled, "chin-tuck"))
    for later in (text[:-6].replace(".i", ".zfuture.i", 1), text[:-6] + "uT3du."):
        with pytest.raises(BadPlan) as bad:
            decode(later + check(later))
        assert bad.value.message == {"say": "plan.error.newer"}


# Found where it stands.


@pytest.mark.parametrize("way", range(14))
def test_a_plan_is_found_in_what_was_pasted(compiled: Bundle, way: int) -> None:
    text = encode(plan_of(compiled, *list(compiled.exercises)[:6], made="2026-11-21")) if way % 2 else OLD
    link = f"https://example.org/plan/#{text}"
    half = len(link) // 2
    pasted = [
        f"Hello Ben,\n\nhere is your plan: {link}.\n\nSee you on Friday!",
        f"<{link}>",
        f"({link})",
        f"{link}%20",
        f"{link}&utm_source=mail&utm_medium=x",
        f"https://filter.example.com/?url={quote(link, safe='')}&data=05%7C02",
        f"https://a.example/?u=https%253A%252F%252Fexample.org%252Fplan%252F%2523{text}&k=1",
        f"{link[:half]}=\r\n{link[half:]}",
        f"> see\n> {link[:half]}\n> {link[half:]}\n> bye",
        f"{link[:half]}\n    {link[half:]}",
        f"{link[:half]}\u200b{link[half:]}…",
        f"“{text}”",
        f"{link}?fbclid=abc",
        f"{link}_",
    ][way]
    assert plan_in(pasted) == text


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("", "not-a-plan"),
        ("Hello, see you on Friday.", "not-a-plan"),
        ("https://example.org/exercises/", "not-a-plan"),
        (f"see https://example.org/plan/#{OLD[:-9]}", "damaged"),
        (f"https://example.org/plan/#{OLD[5:]}", "damaged"),
        (OLD.replace("s3", "s4"), "damaged"),
        (f"https://example.org/plan/#9{OLD[1:]}", "newer"),
        ("x" * (MOST_PASTED + 1), "too-long"),
        (OLD * 20_000, "too-long"),
    ],
)
def test_where_no_plan_is_found_it_says_so(text: str, say: str) -> None:
    with pytest.raises(BadPlan) as bad:
        plan_in(text)
    assert bad.value.message["say"] == f"plan.error.{say}"


def test_two_links_pasted_give_the_first_whole_one(compiled: Bundle) -> None:
    good = encode(plan_of(compiled, "chin-tuck"))
    assert plan_in(f"{OLD[:-2]} {good} {OLD}") == good


def test_a_megabyte_is_refused_at_once(engine: Engine) -> None:
    """And what is no longer than a long message takes no longer than one, whatever is in it."""
    for text in ("2" * 1_000_000, "10123456789ab." * 70_000, "." * 1_000_000, "%" * 1_000_000):
        assert ask(engine, op="plan-open", text=text)["error"]["say"] == "plan.error.too-long"
    for text in ("10123456789ab." * 7_000, "%25" * 33_000, "2" + "0123456789ab." * 7_000):
        assert "error" in ask(engine, op="plan-open", text=text)


# Harmless.


def test_ten_thousand_mutated_links_are_harmless(compiled: Bundle, engine: Engine) -> None:
    """Also those whose check was put right: what opens is a plan that can be written, within the limits of paper."""
    rng, good = Random(5), [encode(plan) for plan in plans_made(compiled, 8)]
    seen = {True: 0, False: 0}
    healthy = next(a for a in (screened(compiled, s) for s in range(50)) if gate(compiled, a).level == "full")
    for i in range(10_000):
        text = mutated(rng, good[i % len(good)])
        if i % 2:
            text = text[:-6] + check(text[:-6])
        plan = _decoded(text)
        seen[isinstance(plan, Plan)] += 1
        if not isinstance(plan, Plan):
            assert set(plan) == {"say"}
            continue
        assert text[0] == "1" or encode(plan) == text
        if seen[True] % 20 == 0:
            _within_limits(open_plan(compiled, plan, healthy))
            reply = ask(engine, op="plan-open", text=text, answers={}, tell=True)
            assert reply["ok"]["routine"] is None
    assert min(seen.values()) > 500


def _decoded(text: str) -> Plan | dict[str, Any]:
    """The plan, or the complaint."""
    try:
        return decode(text)
    except BadPlan as bad:
        return dict(bad.message)


def _within_limits(opening: Opening) -> None:
    for entry in opening.entries:
        for week in entry.weeks:
            for key, (_, most) in LIMITS.items():
                value = getattr(week, key)
                assert value is None or 0 <= value <= most


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


def test_requests_without_a_plan_are_told(engine: Engine) -> None:
    assert ask(engine, op="plan-encode")["error"] == {"say": "plan.error.no-routine"}
    assert ask(engine, op="plan-encode", assessment={"routine": {}})["error"] == {"say": "plan.error.no-routine"}


def test_what_is_read_can_be_written(compiled: Bundle) -> None:
    for plan in plans_made(compiled, 40):
        assert decode(encode(plan)) == plan == read_plan(compiled, _json(compiled, plan))


def _json(bundle: Bundle, plan: Plan) -> Any:
    from quiz.plans.plan import as_json

    return as_json(bundle, plan)


def test_a_plan_too_long_for_a_link_is_told(engine: Engine, compiled: Bundle) -> None:
    """The door says so, and a plan in the making is shown without a link; without its notes it has one."""
    items = [{"card": e, "note": "n" * TEXTS["note"]} for e in list(compiled.exercises)[:MOST_EXERCISES]]
    assert ask(engine, op="plan-encode", plan={"items": items})["error"] == {"say": "plan.error.long-link"}
    found = ask(engine, op="plan-check", plan={"items": items}, share=["notes"])["ok"]
    assert (found["unlinked"], found["text"], found["blocked"]) == ({"say": "plan.error.long-link"}, None, None)
    assert found["routine"], "paper has room for it"
    assert len(found["exercises"]) == len(items)
    assert decode(ask(engine, op="plan-check", plan={"items": items})["ok"]["text"]).items[0].note is None
