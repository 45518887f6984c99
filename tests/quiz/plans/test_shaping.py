"""A plan shaped by whoever does it: whatever they change, safety holds, and what its maker wrote stays as it is."""

from __future__ import annotations

import json
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle, Exercise
from quiz.bridge import Engine
from quiz.judging.safety import Gate, Permit, permit
from quiz.plans.link import decode, encode
from quiz.plans.opening import screen_check, screen_questions, tightened
from quiz.plans.plan import Plan
from quiz.plans.reading import read_plan
from quiz.routine.own import OWN_STEPS, exercise_of
from quiz.routine.shaping import MOST
from tests.deep import tries
from tests.plans import ask, made_up, plan_of
from tests.shapes import a_change

PLANS = tries("CROWD", 60)
EDITS = 5
WALK = {"title": "Wall walk", "how": "Hands on a wall.", "step": "activate", "demands": ["standing"]}


def opened(engine: Engine, text: str, answers: Any, shape: Any = None, change: Any = None) -> Any:
    return ask(engine, op="plan-open", text=text, answers=answers, shape=shape, change=change)


def names(reply: Any) -> list[str]:
    return [card["exercise"] for card in reply["ok"]["routine"]["cards"]]


def in_order(bundle: Bundle, raw: dict[str, Any]) -> dict[str, Any]:
    """A made-up plan with an exercise of its maker's own, its steps in order."""
    items = [*raw["items"], {"own": WALK, "dose": {"sets": 2, "reps": 7}}]

    def step(item: Any) -> int:
        return OWN_STEPS.index(item["own"]["step"] if "own" in item else bundle.exercises[item["card"]].step)

    return {**raw, "items": sorted(items, key=step)}


class Asked:
    """Somebody on the page: of their answers those to what a plan has asked, each to the lines that were shown."""

    def __init__(self, bundle: Bundle, every: dict[str, Any]) -> None:
        self.questions, self.every = screen_questions(bundle), every
        self.answers: dict[str, Any] = {}
        self.lines: dict[str, list[str]] = {}

    def opens(self, engine: Engine, text: str, shape: Any = None, change: Any = None) -> Any:
        """What they see in the end; what asks for other lines is answered anew, as it is on the page."""
        reply = opened(engine, text, self.answers, shape, change)
        while "ok" in reply and (wanted := self.wanted(reply["ok"])):
            for q, lines in wanted.items():
                self.answers[q], self.lines[q] = self.told(q, lines), lines
            reply = opened(engine, text, self.answers, reply["ok"]["shape"])
        return reply

    def wanted(self, now: Any) -> dict[str, list[str]]:
        shown = {q: lines for q, lines in now["options"].items() if q in self.every}
        return {q: lines for q, lines in shown.items() if q not in self.lines or not set(lines) <= set(self.lines[q])}

    def told(self, q: str, lines: list[str]) -> Any:
        value = self.every[q]
        if self.questions[q].kind != "multiple" or isinstance(value, str):
            return value  # "not-sure" may be said of a whole list
        return [v for v in value if v.removeprefix("not-sure:") in lines] or [
            o.id for o in self.questions[q].options if o.exclusive
        ][:1]


def test_no_change_gets_past_safety(compiled: Bundle, engine: Engine) -> None:
    """Whoever it is, whatever they change, and however little was asked before: nothing barred, no ceiling passed."""
    made = refused = more = 0
    for seed in range(PLANS):
        rng = Random(seed)
        sent = read_plan(compiled, in_order(compiled, made_up(compiled, rng)))
        if seed % 3 == 0:  # nothing is written of it: it asks the least, and what is added then asks more
            sent = plan_of(compiled, rng.choice([e.id for e in compiled.exercises.values() if e.chosen]))
        text, every = encode(sent), person(compiled, "full", seed)
        someone = Asked(compiled, every)
        now = someone.opens(engine, text)["ok"]
        for _ in range(EDITS if now["routine"] else 0):
            change, known = a_change(rng, compiled, now), dict(someone.answers)
            reply = someone.opens(engine, text, now["shape"], change)
            more += known != someone.answers
            if "error" in reply:
                assert reply["error"]["say"].startswith("shape.error."), (seed, change, reply)
                refused += 1
                continue
            if reply["ok"]["outcome"] != "open":
                break  # what was asked since bars it
            now = reply["ok"]
            made += 1
            assert now == someone.opens(engine, text, now["shape"])["ok"], "a shape that is kept leads to the same"
            _sound(compiled, sent, someone, now)
    assert made > PLANS
    assert refused
    assert more, "nothing more had to be asked of anybody"


def _sound(bundle: Bundle, sent: Plan, someone: Asked, now: Any) -> None:
    """Nothing is barred by anything that is true of them, asked or not; no ceiling is passed of what was asked.

    What only makes the start smaller is asked of nobody who opens a link.
    """
    plan, own = decode(now["link"]), {item.code: exercise_of(bundle, item.own) for item in sent.items if item.own}
    gate, known = (_gate(bundle, sent, answers) for answers in (someone.every, someone.answers))
    exercises = [({**bundle.exercises, **own})[card["exercise"]] for card in now["routine"]["cards"]]
    steps = [OWN_STEPS.index(e.step) for e in exercises]
    assert steps == sorted(steps)
    _written_stays(sent, plan)
    within, shape = now["within"], now["shape"] or {}
    for e, card in zip(exercises, now["routine"]["cards"], strict=True):
        barred = permit(bundle, gate, e)
        assert isinstance(barred, Permit) or barred.caution == "gentle", e.id
        allowed = permit(bundle, known, e)
        assert isinstance(allowed, Permit), e.id
        assert e.id not in shape.get("out", ())
        assert _fits(e, within)
        for week in card["weeks"]:
            effort = 10 - week["reserve"] if week["reserve"] is not None else week["effort"] or 0
            assert allowed.effort is None or effort <= allowed.effort
            assert allowed.hold is None or (week["hold"] or 0) <= allowed.hold
    if "minutes" in shape:
        assert max(now["routine"]["minutes"]) <= within["minutes"]


def _gate(bundle: Bundle, sent: Plan, every: dict[str, Any]) -> Gate:
    """What these answers of a person allow."""
    asked = screen_questions(bundle)
    answers = read_answers(asked, {q: a for q, a in every.items() if q in asked})
    return tightened(bundle, sent, screen_check(bundle, answers).gate)


def _fits(e: Exercise, within: Any) -> bool:
    on_floor = "floor-transfer" in e.demands
    return e.level <= within["level"] and e.equipment <= set(within["equipment"]) and (within["floor"] or not on_floor)


def _written_stays(sent: Plan, plan: Plan) -> None:
    before = {item.code: item for item in sent.items}
    assert all(item == before.get(item.code, item) for item in plan.items)
    assert plan.cautions == sent.cautions
    assert plan == sent or (plan.sender, plan.note) == (None, None)


# One by one.


@pytest.fixture
def well(compiled: Bundle, engine: Engine) -> dict[str, Any]:
    """Someone whose answers bar nothing."""
    every = [e for e in compiled.exercises if compiled.exercises[e].chosen][:20]
    text = encode(plan_of(compiled, *every))
    for seed in range(200):
        raw = person(compiled, "full", seed)
        if len((opened(engine, text, raw)["ok"]["routine"] or {"cards": ()})["cards"]) == len(every):
            return raw
    raise AssertionError


def a_plan(bundle: Bundle, *items: dict[str, Any], **more: Any) -> str:
    return encode(read_plan(bundle, {"items": list(items), **more}))


def test_a_swap_does_the_same_job_and_what_is_written_of_the_others_stays(
    compiled: Bundle, engine: Engine, well: Any
) -> None:
    dose = {"sets": 5, "reps": 9, "load": "12 kg"}
    text = a_plan(compiled, {"card": "chin-tuck"}, {"card": "glute-bridge", "dose": dose, "note": "Slowly."})
    before = opened(engine, text, well)["ok"]
    card = before["routine"]["cards"][0]
    new = card["instead"][0]["exercise"]
    after = opened(engine, text, well, None, {"swap": ["chin-tuck", new]})
    assert names(after) == [new, "glute-bridge"]
    assert after["ok"]["routine"]["cards"][1]["weeks"][0]["load"] == "12 kg"
    assert after["ok"]["routine"]["cards"][1]["note"] == "Slowly."
    other = next(e.id for e in compiled.exercises.values() if e.step != card["step"])
    assert opened(engine, text, well, None, {"swap": ["chin-tuck", other]})["error"] == {
        "say": "shape.error.not-the-same-job"
    }
    again = opened(engine, text, well, after["ok"]["shape"], {"reset": True})["ok"]
    assert again == before


def test_days_and_minutes_are_chosen_and_it_is_said_what_they_cost(compiled: Bundle, engine: Engine, well: Any) -> None:
    text = a_plan(
        compiled, *({"card": e} for e in ("cat-camel", "chin-tuck", "glute-bridge", "bird-dog", "chair-squat"))
    )
    days = opened(engine, text, well, None, {"days": 5})["ok"]
    assert (days["plan"]["days"], days["within"]["days"], len(days["routine"]["cards"])) == (5, 5, 5)
    longer = opened(engine, text, well, None, {"minutes": 40})["ok"]
    assert longer["routine"]["time"]["say"] in ("routine.time.grows", "routine.time.soon")
    short = opened(engine, text, well, longer["shape"], {"minutes": 5})
    assert 1 <= len(names(short)) < 5
    assert names(opened(engine, text, well, short["ok"]["shape"], {"minutes": 40})) == [
        c["exercise"] for c in longer["routine"]["cards"]
    ]
    written = a_plan(compiled, {"card": "chin-tuck", "dose": {"sets": 10, "reps": 30}})
    assert opened(engine, written, well, None, {"minutes": 5})["error"] == {"say": "shape.error.no-time", "minutes": 5}


def test_for_what_hurts_the_best_that_does_its_job_comes(compiled: Bundle, engine: Engine, well: Any) -> None:
    text = a_plan(compiled, {"card": "doorway-stretch"}, {"card": "bird-dog"}, {"card": "glute-bridge"})
    before = opened(engine, text, well)["ok"]["routine"]["cards"]
    hurts, others = next((c["exercise"], c["instead"]) for c in before if len(c["instead"]) > 1)
    after = names(opened(engine, text, well, None, {"hurts": hurts}))
    assert after == [others[0]["exercise"] if c["exercise"] == hurts else c["exercise"] for c in before]


def test_what_was_taken_out_last_stays_out_however_many_are(compiled: Bundle, engine: Engine, well: Any) -> None:
    text = a_plan(compiled, {"card": "chin-tuck"}, {"card": "bird-dog"})
    many = [name for name in compiled.exercises if name not in ("chin-tuck", "bird-dog")][:MOST]
    shape = opened(engine, text, well, {"out": many}, {"out": "bird-dog"})["ok"]["shape"]
    assert shape["out"] == [*many[1:], "bird-dog"]


def test_what_goes_first_where_there_is_little_room(compiled: Bundle, engine: Engine, well: Any) -> None:
    """Of a step that has more than one: what eases before what strengthens, the later before the earlier."""
    cards = ("jaw-massage", "cat-camel", "doorway-stretch", "chin-tuck", "bird-dog", "marching", "hip-hinge")
    text = a_plan(compiled, *({"card": card} for card in cards))
    left = [names(opened(engine, text, well, {"count": n})) for n in range(len(cards), 0, -1)]
    assert [sorted(set(a) - set(b)) for a, b in pairwise(left)] == [
        ["doorway-stretch"],
        ["hip-hinge"],
        ["bird-dog"],
        ["jaw-massage"],  # one of each: now the steps go
        ["cat-camel"],
        ["marching"],
    ]
    assert names(opened(engine, text, well, {"count": 2, "kept": ["bird-dog"]})) == ["bird-dog", "marching"]


def test_what_they_do_not_have_makes_way_and_comes_back(compiled: Bundle, engine: Engine, well: Any) -> None:
    lent = next(e for e in compiled.exercises.values() if e.equipment == {"band"} and e.chosen)
    text = a_plan(compiled, {"card": lent.id}, {"card": "chin-tuck"})
    before = opened(engine, text, well)["ok"]
    assert "band" in before["within"]["equipment"]
    without = opened(engine, text, well, None, {"equipment": []})
    assert lent.id not in names(without)
    assert lent.id in names(opened(engine, text, well, without["ok"]["shape"], {"equipment": ["band"]}))


def test_whose_it_was_is_said_and_is_not_in_the_link(compiled: Bundle, engine: Engine, well: Any) -> None:
    sender = {"name": "Ana", "contact": "ana@example.org"}
    text = a_plan(compiled, {"card": "chin-tuck"}, {"card": "glute-bridge"}, **{"from": sender, "note": "Well done."})
    after = opened(engine, text, well, None, {"out": "chin-tuck"})["ok"]
    assert after["plan"]["yours"] == {"say": "plan.yours.from", "who": "Ana · ana@example.org"}
    made = decode(after["link"])
    assert (made.sender, made.note, after["plan"]["from"]) == (None, None, None)
    assert after["text"] == text


def test_what_was_not_asked_is_asked_before_it_comes_in(compiled: Bundle, engine: Engine, well: Any) -> None:
    text = a_plan(compiled, {"card": "chin-tuck"})
    someone = Asked(compiled, well)
    now = someone.opens(engine, text)["ok"]
    assert now["outcome"] == "open"
    replies = [opened(engine, text, someone.answers, None, {"add": e["exercise"]})["ok"] for e in now["more"]]
    asking = next(reply for reply in replies if someone.wanted(reply))
    assert len(someone.opens(engine, text, asking["shape"])["ok"]["routine"]["cards"]) == 2


def test_a_shut_gate_has_nothing_to_shape(compiled: Bundle, engine: Engine, well: Any) -> None:
    text = a_plan(compiled, {"card": "chin-tuck"}, {"card": "glute-bridge"})
    shut = {**well, "chest": ["chest-pressure"]}
    for change in ({"minutes": 40}, {"out": "chin-tuck"}):
        reply = opened(engine, text, shut, None, change)["ok"]
        assert (reply["routine"], reply["within"], reply["shape"]) == (None, None, None)


def test_a_shape_that_cannot_be_read_is_refused(compiled: Bundle, engine: Engine, well: Any) -> None:
    reply = opened(engine, a_plan(compiled, {"card": "chin-tuck"}), well, json.loads('{"__proto__": {"minutes": 5}}'))
    assert reply["error"] == {"say": "shape.error.not-a-shape"}


@pytest.mark.parametrize(
    "kept", [{"days": 0}, {"days": 9}, {"minutes": 0}, {"minutes": 7}, {"level": 99}, {"days": -1}]
)
def test_a_number_that_cannot_be_chosen_is_left_aside(
    compiled: Bundle, engine: Engine, well: Any, kept: dict[str, int]
) -> None:
    text = a_plan(compiled, {"card": "chin-tuck"}, {"card": "bird-dog"})
    assert opened(engine, text, well, kept)["ok"] == opened(engine, text, well)["ok"]
