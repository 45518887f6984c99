"""A routine shaped by whoever does it: whatever they change, safety holds, and what they asked for is what they get."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import STEPS, Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked, flow
from quiz.judging.safety import Permit, permit
from quiz.routine.shaping import LAST
from tests.bases import CASES
from tests.deep import tries
from tests.plans import ask
from tests.shapes import a_change

PEOPLE = tries("CROWD", 60)
EDITS = 6
DESK = json.loads((CASES / "people/desk-worker.json").read_text(encoding="utf-8"))["answers"]


def shaped(engine: Engine, raw: Any, shape: Any = None, change: Any = None, questionnaire: str = "quick") -> Any:
    return ask(engine, op="assess", questionnaire=questionnaire, answers=raw, shape=shape, change=change)


def quick(bundle: Bundle, raw: dict[str, Any]) -> dict[str, Any]:
    return {q: a for q, a in raw.items() if q in asked(bundle, "quick")}


def names(reply: Any) -> list[str]:
    return [card["exercise"] for card in reply["ok"]["routine"]["cards"]]


def test_no_change_gets_past_safety(compiled: Bundle, engine: Engine) -> None:
    """Whoever it is and whatever they change: nothing barred, no ceiling passed, steps in order, within the time."""
    made = refused = 0
    for seed in range(PEOPLE):
        rng = Random(seed)
        raw = person(compiled, "quick", seed)
        now = shaped(engine, raw)["ok"]
        for _ in range(EDITS if now.get("routine") else 0):
            change = a_change(rng, compiled, now)
            reply = shaped(engine, raw, now["shape"], change)
            if "error" in reply:
                assert reply["error"]["say"].startswith("shape.error."), (seed, change, reply)
                refused += 1
                continue
            now = reply["ok"]
            made += 1
            LAST.clear()
            assert now == shaped(engine, raw, now["shape"])["ok"], "a shape that is kept leads to the same"
            _sound(compiled, raw, now)
    assert made > PEOPLE
    assert refused


def test_what_was_taken_out_stays_out_and_nothing_comes_that_nobody_asked_for(engine: Engine) -> None:
    raw = {**DESK, "minutes": "m40"}
    first, *others = names(shaped(engine, raw, questionnaire="full"))
    now = shaped(engine, raw, None, {"out": first}, "full")
    for name in others:
        now = shaped(engine, raw, now["ok"]["shape"], {"keep": name}, "full")
        assert names(now) == others


def test_what_comes_for_what_hurts_is_no_harder_and_for_the_same_muscles(compiled: Bundle, engine: Engine) -> None:
    came = gone = 0
    for path in sorted((CASES / "people").glob("*.json")):
        raw = quick(compiled, json.loads(path.read_text(encoding="utf-8"))["answers"])
        before = shaped(engine, raw)
        if not before["ok"].get("routine"):
            continue
        for name in names(before)[: len(names(before)) - 1]:
            new = set(names(shaped(engine, raw, None, {"hurts": name}))) - set(names(before))
            assert len(new) <= 1
            old = compiled.exercises[name]
            for e in (compiled.exercises[n] for n in new):
                assert (e.step, e.level <= old.level) == (old.step, True)
                mains = [{m for m, share in one.muscles if share == 3} for one in (old, e)]
                assert mains[0] & mains[1]
            came, gone = came + len(new), gone + (not new)
    assert came
    assert gone


def _sound(bundle: Bundle, raw: dict[str, Any], now: Any) -> None:
    gate = flow(bundle, "quick", read_answers(asked(bundle, "quick"), raw)).gate
    within, cards = now["within"], now["routine"]["cards"]
    exercises = [bundle.exercises[card["exercise"]] for card in cards]
    order = [STEPS.index(e.step) for e in exercises]
    assert order == sorted(order)
    assert max(now["routine"]["minutes"]) <= within["minutes"]
    assert len({(e.step, e.family) for e in exercises}) == len(exercises)
    for e, card in zip(exercises, cards, strict=True):
        allowed = permit(bundle, gate, e)
        assert isinstance(allowed, Permit), (e.id, allowed)
        assert e.chosen
        assert e.screened
        assert e.level <= within["level"]
        assert e.equipment <= set(within["equipment"])
        assert within["floor"] or "floor-transfer" not in e.demands
        assert e.id not in (now["shape"] or {}).get("out", ())
        for other in filter(None, (card["easier"], card["harder"])):
            assert bundle.exercises[other["exercise"]].level <= within["level"], "an offer that is always refused"
        for week in card["weeks"]:
            assert allowed.effort is None or (week["effort"] or 0) <= allowed.effort
            assert allowed.hold is None or week["hold"] <= allowed.hold


def test_a_shut_gate_has_nothing_to_shape(compiled: Bundle, engine: Engine) -> None:
    raw = quick(compiled, {**DESK, "chest": ["chest-pressure"]})
    for change in ({"minutes": 40}, {"add": "chin-tuck"}, {"out": "chin-tuck"}):
        assert shaped(engine, raw, None, change)["ok"]["routine"] is None


def test_an_exercise_is_swapped_for_one_that_does_the_same_job(compiled: Bundle, engine: Engine) -> None:
    raw = quick(compiled, DESK)
    before = shaped(engine, raw)
    card = next(c for c in before["ok"]["routine"]["cards"] if c["instead"])
    old, new = card["exercise"], card["instead"][0]["exercise"]
    after = shaped(engine, raw, None, {"swap": [old, new]})
    assert sorted(names(after)) == sorted(new if n == old else n for n in names(before))
    other = next(e.id for e in compiled.exercises.values() if e.step != card["step"])
    assert shaped(engine, raw, None, {"swap": [old, other]})["error"] == {"say": "shape.error.not-the-same-job"}
    again = shaped(engine, raw, after["ok"]["shape"], {"reset": True})
    assert again["ok"] == before["ok"]


def test_what_is_taken_out_stays_out_and_nothing_comes_for_it(compiled: Bundle, engine: Engine) -> None:
    raw = quick(compiled, DESK)
    first, *others = names(shaped(engine, raw))
    after = shaped(engine, raw, None, {"out": first})
    assert names(after) == others
    longer = shaped(engine, raw, after["ok"]["shape"], {"minutes": 40})
    assert first not in names(longer)
    assert set(others) <= set(names(longer))
    while len(names(after)) > 1:
        after = shaped(engine, raw, after["ok"]["shape"], {"out": names(after)[0]})
    assert shaped(engine, raw, after["ok"]["shape"], {"out": names(after)[0]})["error"] == {"say": "shape.error.last"}


def test_what_a_caution_adds_can_be_all_that_is_left(compiled: Bundle, engine: Engine) -> None:
    """Then no exercise is counted, and that shape is kept and read like any other."""
    raw = quick(compiled, json.loads((CASES / "people/pregnant.json").read_text(encoding="utf-8"))["answers"])
    now = shaped(engine, raw)
    added = {name for caution in compiled.cautions.values() for name in caution.adds}
    while counted := [name for name in names(now) if name not in added]:
        now = shaped(engine, raw, now["ok"]["shape"], {"out": counted[0]})
    assert now["ok"]["shape"]["count"] == 0
    assert names(shaped(engine, raw, now["ok"]["shape"])) == names(now)


def test_what_is_kept_stays_when_there_is_less_time(compiled: Bundle, engine: Engine) -> None:
    raw = quick(compiled, DESK)
    for name in names(shaped(engine, raw)):
        kept = shaped(engine, raw, None, {"keep": name})
        assert name in names(shaped(engine, raw, kept["ok"]["shape"], {"minutes": 5})), name


def test_a_gym_comes_with_what_it_holds_and_another_piece_takes_none_of_that(compiled: Bundle, engine: Engine) -> None:
    raw = quick(compiled, DESK)
    gym = shaped(engine, raw, None, {"equipment": ["gym"]})["ok"]
    held = {"gym", *compiled.equipment.holds["gym"]}
    assert set(gym["within"]["equipment"]) == held
    more = shaped(engine, raw, gym["shape"], {"equipment": [*gym["within"]["equipment"], "roller"]})["ok"]
    assert set(more["within"]["equipment"]) == {*held, "roller"}


def test_what_is_added_is_told_as_ones_own_choice(compiled: Bundle, engine: Engine) -> None:
    raw = quick(compiled, DESK)
    longer = shaped(engine, raw, None, {"minutes": 40})["ok"]
    after = shaped(engine, raw, longer["shape"], {"add": "figure-four"})
    card = next(c for c in after["ok"]["routine"]["cards"] if c["exercise"] == "figure-four")
    assert card["why"] == {"say": "card.why.chosen"}
    without = shaped(engine, raw, after["ok"]["shape"], {"out": "figure-four"})["ok"]["shape"]
    assert without["out"] == ["figure-four"]
    again = shaped(engine, raw, without, {"add": "figure-four"})["ok"]
    assert ("figure-four" in again["shape"]["kept"], again["shape"].get("out")) == (True, None)


def test_what_is_not_for_them_is_not_added_and_it_is_said_why(compiled: Bundle, engine: Engine) -> None:
    raw = {**quick(compiled, DESK), "bones": ["osteoporosis"]}
    excludes = compiled.cautions["osteoporosis"].excludes
    barred = next(e for e in compiled.exercises.values() if e.chosen and not excludes.isdisjoint(e.demands))
    longer = shaped(engine, raw, None, {"minutes": 40})["ok"]["shape"]
    assert shaped(engine, raw, longer, {"add": barred.id})["error"] == {"say": "shape.error.barred"}
    own = next(e for e in compiled.exercises.values() if e.chosen)
    engine = Engine()
    unscreened = replace(compiled, exercises={**compiled.exercises, own.id: replace(own, screened=False)})
    engine.bundle = unscreened
    assert shaped(engine, quick(compiled, DESK), None, {"add": own.id})["error"] == {"say": "shape.error.unknown"}


@pytest.mark.parametrize(
    "shape",
    [
        {"minutes": "20"},
        {"minutes": True},
        {"floor": 1},
        {"kept": "chin-tuck"},
        {"out": [1]},
        {"out": ["chin-tuck"] * 21},
        {"more": 1},
    ],
)
def test_a_shape_that_cannot_be_read_is_refused(compiled: Bundle, engine: Engine, shape: Any) -> None:
    reply = shaped(engine, quick(compiled, DESK), shape)
    assert reply["error"] == {"say": "shape.error.not-a-shape"}


def test_what_a_shape_names_that_is_known_no_more_is_left_aside(compiled: Bundle, engine: Engine) -> None:
    raw = quick(compiled, DESK)
    assert names(shaped(engine, raw, {"kept": ["gone"], "out": ["gone"]})) == names(shaped(engine, raw))
