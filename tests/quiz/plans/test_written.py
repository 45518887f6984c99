"""What a plan says of a dose and its growth is what is told, up to the ceilings that cautions set."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quiz.asking.bundle import Bundle
from quiz.judging.safety import Permit, gate, permit
from quiz.plans.opening import open_plan
from quiz.plans.reading import read_plan
from quiz.telling.opening import opening_told
from tests.plans import someone_well


def test_what_is_written_is_what_is_told(compiled: Bundle) -> None:
    """A card's range is advice: 3 x 10 stays 3 x 10 in every week, and so does a value that is week one's anyway."""
    well = someone_well(compiled)
    gate_ = gate(compiled, well)
    names = [e.id for e in compiled.exercises.values() if permit(compiled, gate_, e) == Permit(None, None, ())]
    for name in names[::5]:
        e = compiled.exercises[name]
        for dose in ({"sets": 3, "reps": 10}, {"sets": e.dose.sets[0]}, {"seconds": 45}, {"metres": 60}):
            plan = read_plan(compiled, {"items": [{"card": name, "dose": dose}]})
            (entry,) = open_plan(compiled, plan, well).entries
            assert (entry.status, entry.grows) == ("permitted", False)
            for key, n in dose.items():
                assert {getattr(week, "hold" if key == "seconds" else key) for week in entry.weeks} == {n}


def test_growth_is_switched_on_by_the_plan_or_by_the_exercise(compiled: Bundle) -> None:
    well = {**someone_well(compiled), "where": ("nowhere",)}

    def weeks(by: str | None, **item: Any) -> tuple[list[int], str, list[str]]:
        raw = {"growth": by, "items": [{"card": "glute-bridge", "dose": {"sets": 2, "reps": 8}, **item}]}
        plan = read_plan(compiled, raw)
        opened = opening_told(compiled, plan, open_plan(compiled, plan, well))["routine"]
        (card,) = opened["cards"]
        return [w["reps"] for w in card["weeks"][:4]], opened["growth"]["rule"], [n["say"] for n in card["notes"]]

    to = {"rule": "by-week", "to": {"reps": 12}}
    assert weeks(None) == weeks("by-week") == weeks("steady") == ([8, 8, 8, 8], "steady", [])
    assert weeks("steady", growth=to) == ([8, 10, 12, 12], "by-week", [])
    assert weeks(None, growth={**to, "rule": "by-response"})[1] == "by-response"
    assert weeks("by-response", growth={**to, "rule": "plan"})[:2] == ([8, 10, 12, 12], "by-response")
    assert weeks(None, dose=None)[1] == "by-week"
    assert weeks("steady", dose=None)[1] == "steady"
    other = {"growth": "by-response", "items": [{"card": "glute-bridge"}, {"card": "chin-tuck", "growth": "by-week"}]}
    plan = read_plan(compiled, other)
    told = opening_told(compiled, plan, open_plan(compiled, plan, well))["routine"]
    assert [[n["say"] for n in card["notes"]] for card in told["cards"]] == [[], ["plan.growth.by-week"]]
    sore = opening_told(compiled, plan, replace(open_plan(compiled, plan, well), aching=True))["routine"]
    assert [[n["say"] for n in card["notes"]] for card in sore["cards"]] == [[], []], "an ache sets its own pace"


def test_a_ceiling_names_what_sets_it(compiled: Bundle) -> None:
    well = someone_well(compiled)
    c, change, e = next(
        (c, m, e)
        for c in compiled.cautions.values()
        for m in c.modifies
        for e in compiled.exercises.values()
        if c.gate == "none" and m.effort and m.demand in e.demands and not e.demands & c.excludes and e.dose.effort
    )
    plan = read_plan(compiled, {"cautions": [c.id], "items": [{"card": e.id, "dose": {"effort": 10, "load": "9 kg"}}]})
    (card,) = opening_told(compiled, plan, open_plan(compiled, plan, well))["routine"]["cards"]
    most, load = card["notes"]
    assert (most["most"], most["asked"], most["because"]) == (change.effort, 10, {"say": f"cautions.{c.id}.title"})
    assert (load["say"], load["most"]) == ("plan.ceiling.load", change.effort)
    assert {w["effort"] for w in card["weeks"]} == {change.effort}
    assert change.effort
    for written, least in ((0, 10 - change.effort), (9, 9)):
        dose = {"effort": None, "reserve": written, "sets": 2}
        plan = read_plan(compiled, {"cautions": [c.id], "items": [{"card": e.id, "dose": dose}]})
        (card,) = opening_told(compiled, plan, open_plan(compiled, plan, well))["routine"]["cards"]
        assert {w["reserve"] for w in card["weeks"]} == {least}, "never fewer left than the caution leaves"
        assert [note["say"] for note in card["notes"]] == (["plan.ceiling.least"] if written < least else [])
