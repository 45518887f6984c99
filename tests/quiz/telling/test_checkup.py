"""A plan in the making: what a client's cautions do to it, and that nothing gets past the gate."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.judging.safety import Permit, Refusal, gate_of, permit
from quiz.plans.link import decode
from quiz.plans.opening import open_plan
from quiz.plans.reckoning import reckoned
from quiz.telling.card import advised
from quiz.telling.checkup import checkup_told
from quiz.telling.phrase import tell
from quiz.telling.sheet import doses_told
from tests.plans import ask, plan_of, screened


def checked(engine: Engine, names: list[str], cautions: list[str] | None = None, **more: Any) -> Any:
    plan = {"questionnaire": "quick", "exercises": [{"exercise": n} for n in names], **more}
    return ask(engine, op="plan-check", plan=plan, cautions=cautions or [])["ok"]


@given(st.data())
def test_every_advice_is_given_once(compiled: Bundle, data: st.DataObject) -> None:
    """Whatever the cautions: each advice is there, or one that says it, and no sentence comes twice."""
    cautions = data.draw(st.lists(st.sampled_from(sorted(compiled.cautions)), unique=True))
    e = compiled.exercises[data.draw(st.sampled_from(sorted(compiled.exercises)))]
    said = [(c, m) for c in cautions for m in compiled.cautions[c].modifies if m.demand in e.demands]
    shown = [tell(a["advice"], compiled.words) for a in advised(compiled, e, cautions)]
    assert len(shown) == len(set(shown))
    sentence = {(c, m.demand): compiled.words[f"cautions.{c}.on.{m.demand}"] for c, m in said}
    assert set(shown) <= set(sentence.values())
    for c, m in said:
        elsewhere = any((other, m.demand) in sentence for other in m.said_by)
        assert sentence[c, m.demand] in shown or elsewhere


def test_what_a_stricter_caution_says_is_not_said_again(compiled: Bundle) -> None:
    """Thin bones, falls and age each ask for support in balance: beside falls the other two are silent."""
    e = next(e for e in compiled.exercises.values() if e.demands >= {"balance"})
    alone = {c: advised(compiled, e, [c]) for c in ("osteoporosis", "falls", "aged-65-plus")}
    together = advised(compiled, e, list(alone))
    assert all(len(found) >= 1 for found in alone.values())
    assert [a["id"] for a in together if a["advice"]["say"].endswith(".on.balance")] == ["falls"]


def test_an_empty_plan_has_nothing_to_keep(engine: Engine) -> None:
    found = checked(engine, [])
    assert found["blocked"] is None
    assert found["text"] is None
    assert found["routine"] is None
    assert found["exercises"] == []


def test_a_plan_without_cautions_is_ready(engine: Engine) -> None:
    found = checked(engine, ["chin-tuck", "glute-bridge"], days=3)
    assert found["blocked"] is None
    assert [c["exercise"] for c in found["routine"]["cards"]] == ["chin-tuck", "glute-bridge"]
    assert decode(found["text"]).days == 3


def test_all_weeks_have_the_time_they_need(engine: Engine, compiled: Bundle) -> None:
    found = checked(engine, list(compiled.exercises)[:6])
    assert decode(found["text"]).minutes is None
    weeks = [[c["weeks"][w] for c in found["routine"]["cards"]] for w in range(4)]
    assert weeks[0] != weeks[3], "later weeks are more, as there is time for them"
    assert decode(checked(engine, ["chin-tuck"], minutes=7)["text"]).minutes == 7


def test_every_conflict_is_told_with_what_could_stand_instead(engine: Engine, compiled: Bundle) -> None:
    told = 0
    for name, caution in compiled.cautions.items():
        barred = [e.id for e in compiled.exercises.values() if e.demands & caution.excludes][:3]
        if not barred or caution.gate == "see-first":
            continue
        found = checked(engine, barred, [name])
        assert found["blocked"] == {"say": "checkup.conflicts", "n": len(barred)}
        assert found["text"] is None
        assert found["routine"] is None
        for entry in found["exercises"]:
            assert entry["conflict"]["caution"] == name
            assert entry["weeks"] == []
            for other in entry["instead"]:
                swapped = compiled.exercises[other["exercise"]]
                assert swapped.step == entry["step"]
                assert isinstance(permit(compiled, gate_of(compiled, [name]), swapped), Permit)
                told += 1
    assert told > 20


def test_a_caution_that_asks_for_a_clinician_leaves_no_handout(engine: Engine, compiled: Bundle) -> None:
    names = [c.id for c in compiled.cautions.values() if c.gate == "see-first"]
    assert names
    for name in names:
        found = checked(engine, ["chin-tuck"], [name])
        assert found["blocked"] == {"say": "checkup.see-first"}
        assert found["text"] is None
        assert found["routine"] is None


def test_what_a_caution_adds_is_offered_until_it_is_there(engine: Engine, compiled: Bundle) -> None:
    caution = next(c for c in compiled.cautions.values() if c.adds and c.gate != "see-first")
    offered = [a["exercise"] for a in checked(engine, [], [caution.id])["adds"]]
    assert offered
    assert offered[0] not in [a["exercise"] for a in checked(engine, offered[:1], [caution.id])["adds"]]


@given(st.data())
def test_whatever_passes_is_permitted(compiled: Bundle, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(list(compiled.exercises)), min_size=1, max_size=8, unique=True))
    cautions = data.draw(st.sets(st.sampled_from(list(compiled.cautions)), max_size=4))
    verdict = gate_of(compiled, cautions)
    entries = reckoned(compiled, plan_of(compiled, *names), verdict)
    assert set(verdict.cautions) == cautions
    told = checkup_told(compiled, {"items": [{"card": n} for n in names]}, sorted(cautions))
    for name, entry, shown in zip(names, entries, told["exercises"], strict=True):
        answer = permit(compiled, verdict, compiled.exercises[name])
        assert (entry.permit or entry.refusal) == answer
        assert bool(entry.weeks) == isinstance(answer, Permit)
        assert not shown["instead"] or isinstance(answer, Refusal)
        if isinstance(answer, Permit) and answer.hold is not None:
            assert all(week.hold <= answer.hold for week in entry.weeks)


def test_it_judges_as_the_opened_link_does(compiled: Bundle) -> None:
    """Someone with the same cautions who opens the link gets the same exercises, doses and refusals."""
    seen = 0
    for seed in range(60):
        plan = plan_of(compiled, *list(compiled.exercises)[seed : seed + 8], minutes=60)
        opening = open_plan(compiled, plan, screened(compiled, seed))
        cautions = opening.check.gate.cautions
        if opening.outcome != "open" or gate_of(compiled, cautions).level != opening.check.gate.level:
            continue
        ours = reckoned(compiled, plan, gate_of(compiled, cautions))
        assert [c.weeks for c in ours] == [e.weeks for e in opening.entries]
        seen += 1
    assert seen > 5


@pytest.mark.parametrize("cautions", [["no-such"], [1], [None]])
def test_unknown_cautions_are_told(engine: Engine, compiled: Bundle, cautions: list[Any]) -> None:
    """With those that are known, as every other message of its kind does."""
    reply = ask(engine, op="plan-check", plan={"questionnaire": "quick", "exercises": []}, cautions=cautions)
    assert (reply["error"]["say"], reply["error"]["known"]) == ("plan.error.unknown-caution", sorted(compiled.cautions))
    assert str(cautions[0]) in reply["error"]["what"] or cautions == [None]


BAD = {
    "sets": 99,
    "reps": "10-12",
    "rest": "soon",
    "effort": 11,
    "tempo": "30",
    "load": "x" * 41,
}
"""A value that a dose refuses, by its field."""


@pytest.mark.parametrize("field", BAD)
def test_a_bad_value_costs_no_other_one(engine: Engine, field: str) -> None:
    """It is told with its place; its exercise's other values, all others and the cautions act as ever; no link."""
    dose = {"reserve": 2, **({"reps": 9} if field != "reps" else {"sets": 4})}
    bridge: dict[str, Any] = {"card": "glute-bridge", "dose": {**dose, field: BAD[field]}, "note": "Slowly"}
    items = [bridge, {"card": "side-plank", "dose": {"sets": 5, "load": "3 kg"}}]

    def ask_for(items: list[Any], *cautions: str) -> Any:
        return ask(engine, op="plan-check", plan={"items": items}, cautions=list(cautions), tell=True)["ok"]

    found, without = ask_for(items), ask_for([{**bridge, "dose": dose}, items[1]])
    assert [(w["at"], w["field"]) for w in found["wrong"]] == [(0, field)]
    assert "Glute bridge" in found["wrong"][0]["why"]
    assert found["exercises"] == without["exercises"]
    assert (found["text"], found["routine"], found["blocked"][:4]) == (None, None, "One ")
    assert without["text"]
    assert (
        ask_for(items, "osteoporosis")["exercises"]
        == ask_for([{**bridge, "dose": dose}, items[1]], "osteoporosis")["exercises"]
    )


def test_every_exercise_is_told_of_whatever_is_wrong_with_it(engine: Engine) -> None:
    """Twice, unknown, of no one's words: each has its place in the list, so that it can be taken out."""
    own = {"own": {"title": "Wall walk", "how": "Up.", "step": "activate", "demands": ["no-such"]}, "dose": {"reps": 3}}
    items = [{"card": "chin-tuck"}, {"card": "no"}, {"own": {"title": ""}}, own, {"card": "chin-tuck"}]
    found = ask(engine, op="plan-check", plan={"items": items}, tell=True)["ok"]
    titles = [e and e["title"] for e in found["exercises"]]
    assert titles == ["Chin tuck", None, None, "Wall walk", "Chin tuck"]
    assert {(w["at"], w["field"]) for w in found["wrong"]} == {(1, None), (2, None), (3, None), (4, None)}
    assert found["text"] is None


@pytest.mark.parametrize("plan", [None, [], {"items": None}])
def test_what_is_no_plan_is_told(engine: Engine, plan: Any) -> None:
    assert ask(engine, op="plan-check", plan=plan, cautions=[], tell=True)["error"]


def test_a_cards_range_is_advice_and_a_cautions_ceiling_a_wall(compiled: Bundle, engine: Engine) -> None:
    """What is written beyond the card is kept, and said beside its field; what a caution holds back names it."""
    dose = {"sets": 9, "effort": 10}
    plan = {"items": [{"card": "glute-bridge", "dose": dose}]}
    (free,) = ask(engine, op="plan-check", plan=plan, tell=True)["ok"]["exercises"]
    beside = {a["key"]: a["beside"] for a in free["amounts"] if a["beside"]}
    assert set(beside) == set(dose)
    assert all(text.startswith("The card says ") for text in beside.values())
    assert (free["weeks"][0]["sets"], free["weeks"][0]["effort"], free["notes"]) == (9, 10, [])
    assert free["written"] == {"card": "glute-bridge", "dose": dose}
    held, name = 0, "farmer-carry"
    demands, plan = compiled.exercises[name].demands, {"items": [{"card": name, "dose": dose}]}
    for c in compiled.cautions:
        (found,) = ask(engine, op="plan-check", plan=plan, cautions=[c], tell=True)["ok"]["exercises"]
        ceiling = [m.effort for m in compiled.cautions[c].modifies if m.demand in demands]
        if found["conflict"] is None and any(ceiling) and found["weeks"]:
            held += 1
            assert found["weeks"][0]["effort"] < 10
            assert any(compiled.words[f"cautions.{c}.title"] in note or "gentle" in note for note in found["notes"])
    assert held


def test_only_what_is_ticked_enters_the_link(engine: Engine) -> None:
    plan = {"note": "For Ben", "from": {"name": "Ana"}, "items": [{"card": "chin-tuck", "note": "Ben: slowly"}]}
    for share in ([], ["notes"], ["from", "cautions"], ["notes", "from", "cautions"]):
        found = ask(engine, op="plan-check", plan=plan, cautions=["osteoporosis"], share=share)["ok"]
        sent = decode(found["text"])
        assert (bool(sent.note), bool(sent.items[0].note)) == ("notes" in share, "notes" in share)
        assert (bool(sent.sender), bool(sent.cautions)) == ("from" in share, "cautions" in share)
        assert (found["plan"]["note"], found["routine"]["cards"][0]["note"]) == ("For Ben", "Ben: slowly"), "on paper"
    assert ask(engine, op="plan-check", plan=plan, share=["names"])["error"]["say"] == "plan.error.share"


@pytest.mark.parametrize(("later", "once"), [(30, True), (45, False)])
def test_a_rest_that_all_weeks_of_several_sets_share_is_told_once(later: int, once: bool) -> None:
    def week(sets: int, *more: dict[str, Any]) -> dict[str, Any]:
        return {"amount": [f"{sets} x 10"], "more": [*more, {"say": "dose.discomfort"}], "discomfort": 3}

    def rest(seconds: int) -> dict[str, Any]:
        return {"say": "dose.rest", "rest": seconds}

    told = doses_told([week(1), week(2, rest(30)), week(3, rest(later))], 3)
    assert told["always"] == ([rest(30)] if once else [])
    assert [dose["own"] for dose in told["doses"]] == [[], *([[], []] if once else [[rest(30)], [rest(later)]])]


def test_only_neighbours_among_weeks_are_taken_together() -> None:
    """A dose that comes back after another is told again, under its own weeks."""
    once, more = ({"amount": [f"{n} x 10"], "more": [], "discomfort": 2} for n in (1, 2))
    doses = doses_told([once, more, more, once, once, once], None)["doses"]
    assert [(d["first"], d["last"], d["amount"]) for d in doses] == [
        (1, 1, ["1 x 10"]),
        (2, 3, ["2 x 10"]),
        (4, 12, ["1 x 10"]),
    ]
