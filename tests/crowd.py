"""What must hold for everyone, checked on one answer set after the other; the test_crowd files share the people."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from generator.reach.people import changed, person
from generator.rules.voice import SOOTHING
from quiz.asking.answers import read_answers
from quiz.asking.bundle import NOT_SURE, NOWHERE, STEPS, Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked, flow
from quiz.judging.safety import LEVELS, URGENCIES, Permit, permit
from quiz.routine.doses import SPANS
from quiz.telling.phrase import tell
from tests.deep import tries
from tests.routines import ROUTINES, added, asked_for, owned, verdict_of

CROWD = tries("CROWD", 120)
"""Made-up people of each file; `make deep` makes up 650."""
VARIANTS = 8
"""Answer sets of one made-up person: their own, and others with up to three answers changed."""
RARELY = 16
"""The dearer checks are made on one set in so many."""
Raw = dict[str, Any]
URGENT = {"emergency": "stop", "same-day": "stop", "days": "see-first", "before-starting": "see-first"}


def people(bundle: Bundle, questionnaire: str, seeds: range) -> Iterator[Raw]:
    """VARIANTS answer sets a seed."""
    for seed in seeds:
        raw = person(bundle, questionnaire, seed)
        yield raw
        yield from (changed(bundle, questionnaire, raw, VARIANTS * seed + k) for k in range(1, VARIANTS))


def assessed(engine: Engine, questionnaire: str, raw: Raw) -> Any:
    """Through the only door. The reply is never an error, and always in canonical form."""
    reply = engine.handle(json.dumps({"op": "assess", "questionnaire": questionnaire, "answers": raw}))
    read = json.loads(reply)
    assert "ok" in read, (raw, read)
    assert reply == json.dumps(read, sort_keys=True, separators=(",", ":"))
    return read["ok"]


def check_crowd(bundle: Bundle, engine: Engine, questionnaire: str, part: int) -> None:
    """Check everyone of one part, and that they differ enough for that to mean something."""
    seeds = range(part * CROWD, (part + 1) * CROWD)
    seen: dict[str, int] = {}
    unsure = 0
    for n, raw in enumerate(people(bundle, questionnaire, seeds)):
        result = assessed(engine, questionnaire, raw)
        seen[result["outcome"]] = seen.get(result["outcome"], 0) + 1
        unsure += bool(result.get("gate", {}).get("unsure"))
        for holds in EVERYONE if result["outcome"] != "incomplete" else ():
            try:
                holds(bundle, raw, result)
            except AssertionError as failed:
                raise AssertionError(f"{holds.__name__}: {questionnaire} {json.dumps(raw)}") from failed
        if n % RARELY == 0:
            rarely(bundle, engine, questionnaire, raw, result)
    assert sum(seen.values()) == VARIANTS * len(seeds)
    assert unsure > len(seeds) / 10, "nearly nobody was unsure about safety"
    assert min(seen.get(o, 0) for o in ("stop", "see-first", "nothing", "match", "no-pattern")) > len(seeds) / 20, seen


def shut_gates_stay_shut(bundle: Bundle, raw: Raw, result: Any) -> None:
    """A red flag outranks everything; the gate is as strict as the strictest; shut, it gives nothing to do."""
    gate = result["gate"]
    levels = [URGENT[f["urgency"]] for f in gate["flags"]]
    levels += [c["gate"] for c in (*gate["first"], *gate["cautions"]) if c["gate"] != "none"]
    levels += [URGENT[x["urgency"]] for x in gate["also"] if x["kind"] == "flag"]
    levels += [bundle.cautions[x["id"]].gate for x in gate["also"] if x["kind"] == "caution"]
    levels += ["see-first"] if gate["unsure"] or any(x["kind"] == "unsure" for x in gate["also"]) else []
    assert gate["level"] == max(levels, key=LEVELS.index, default="full")
    if gate["level"] in ("stop", "see-first"):
        assert result["outcome"] == gate["level"]
        assert result["routine"] is None
        assert not result["habits"]
        assert not result["matches"]
        assert result["retest"] is None


def unsure_means_see_first(bundle: Bundle, raw: Raw, result: Any) -> None:
    """Whoever is not sure about a safety question that was shown is told which, and gets nothing to do."""
    unsure = {n for n, a in raw.items() if bundle.questions[n].safety and NOT_SURE in str(a)}
    if unsure:
        name = result["questionnaire"]
        unsure.intersection_update(flow(bundle, name, read_answers(asked(bundle, name), raw)).questions)
    also = [x for x in result["gate"]["also"] if x["kind"] == "unsure"]
    told = {u["question"] for u in (*result["gate"]["unsure"], *also)}
    assert told <= unsure
    if result["outcome"] != "stop":  # what comes after a stop is not shown, and does not count
        assert told >= {n for n in unsure if not bundle.questions[n].doubt_counts}
        assert (result["outcome"] == "see-first") or not told


SAID_WHEN_SHUT = re.compile(
    r"outcome\.(carer|(stop|see-first|crisis)\.\w+)|urgency\.[a-z-]+|unsure\.(when|ask)\.[a-z-]+"
    r"|(flags|cautions)\.[a-z0-9-]+\.(title|act|advice)|questions\.[a-z0-9-]+\.(ask|options\.[a-z0-9-]+)"
)
"""The messages of a result while the gate is shut."""
_HEARD: dict[str, bool] = {}


def one_voice_speaks(bundle: Bundle, raw: Raw, result: Any) -> None:
    """While the gate is shut the strictest urgency is said once, acts are its own, and nothing soothes."""
    gate = result["gate"]
    if gate["level"] in ("full", "gentle"):
        assert not any(gate[key] for key in ("urgency", "flags", "unsure", "first", "also"))
        return
    assert not gate["cautions"]
    leading = [x["urgency"] for x in (*gate["flags"], *gate["unsure"])]
    assert set(leading) <= {gate["urgency"]["id"]}
    assert leading or gate["first"]
    later = [URGENCIES.index(x["urgency"]) for x in gate["also"] if x["kind"] != "caution"]
    assert min(later, default=9) > URGENCIES.index(gate["urgency"]["id"])
    assert not gate["first"] or gate["urgency"]["id"] == URGENCIES[-1]
    assert all(x.keys() <= {"kind", "id", "title", "question", "line", "urgency"} for x in gate["also"])
    for name in _said(result):
        assert _HEARD.get(name) or SAID_WHEN_SHUT.fullmatch(name), name
        if name not in _HEARD and not name.startswith("questions."):
            assert not SOOTHING.search(bundle.words[name]), name
        _HEARD[name] = True


def _said(value: Any) -> Iterator[str]:
    """The id of every message."""
    if isinstance(value, dict):
        yield from [value["say"]] if "say" in value else []
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from _said(inner)


def a_match_is_told(bundle: Bundle, raw: Raw, result: Any) -> None:
    assert (result["outcome"] == "match") == bool(result["matches"])
    if result["routine"] is not None:
        assert result["matches"] or any(p["pathways"] for p in result["places"])
    if result["outcome"] == "no-ache":
        assert [p["place"] for p in result["places"]] in ([], [None])
        assert result["gate"]["level"] in ("full", "gentle")


def every_aching_place_is_told(bundle: Bundle, raw: Raw, result: Any) -> None:
    """What fits it, what to do for it, or whom to see; a pattern told of it concerns it; what is also seen, none."""
    aching = {p.partition(":")[0] for p in raw.get(bundle.where, ())} - {NOWHERE}
    if result["gate"]["level"] in ("full", "gentle") and result["outcome"] != "scored":
        assert {p["place"] for p in result["places"]} - {None} == aching
    for place in result["places"]:
        assert place["pathways"] or place["pattern"] or place["see"]
        if place["pattern"]:
            assert place["place"] in bundle.syndromes[place["pattern"]["syndrome"]].regions
    helped = {p["place"] for p in result["places"] if p["pathways"]}
    assert all(bundle.syndromes[m["syndrome"]].regions.isdisjoint(helped) for m in result["seen"])
    assert all(p["pathways"] for p in result["places"] if p["pattern"])


def what_is_required_is_there(bundle: Bundle, raw: Raw, result: Any) -> None:
    """No pattern is told without its cardinal signs."""
    for match in (*result["matches"], *result["seen"]):
        present = {r["finding"] for r in match["for"]}
        assert all(present & group for group in bundle.syndromes[match["syndrome"]].requires)


def bands_need_more_than_causes(bundle: Bundle, raw: Raw, result: Any) -> None:
    for match in result["matches"]:
        kinds = [bundle.findings[r["finding"]].kind for r in match["for"]]
        assert {"sign", "self-test"} & set(kinds) or kinds.count("symptom") >= 2
        assert match["coverage"] >= bundle.scoring.coverage
        assert match["support"] >= dict(bundle.scoring.bands)[match["band"]]
        if match["band"] == bundle.scoring.bands[-1][0]:
            assert "self-test" in kinds
            assert len(set(kinds)) >= bundle.scoring.top_needs_kinds


def every_card_is_permitted(bundle: Bundle, raw: Raw, result: Any) -> None:
    """No excluded demand, no dose above a ceiling; what could stand in its place is permitted too."""
    cautions = tuple(c["id"] for c in result["gate"]["cautions"])
    verdict = verdict_of(result)
    for card in (result["routine"] or {"cards": ()})["cards"]:
        for name in (card["exercise"], *(i["exercise"] for i in card["instead"])):
            exercise = bundle.exercises[name]
            allowed = permit(bundle, verdict, exercise)
            assert isinstance(allowed, Permit), name
            assert exercise.step == card["step"]
            assert all(bundle.cautions[c].excludes.isdisjoint(exercise.demands) for c in cautions)
            if result["gate"]["level"] == "gentle":
                assert bundle.scoring.gentle_excludes.isdisjoint(exercise.demands)
                assert exercise.level <= bundle.scoring.gentle_level
        allowed = permit(bundle, verdict, bundle.exercises[card["exercise"]])
        assert isinstance(allowed, Permit)
        for dose in card["weeks"]:
            assert allowed.effort is None or (dose["effort"] or 0) <= allowed.effort
            assert allowed.hold is None or dose["hold"] <= allowed.hold


def the_limits_are_kept(bundle: Bundle, raw: Raw, result: Any) -> None:
    routine = result["routine"]
    if routine is None:
        return
    within = asked_for(bundle, raw)
    assert max(routine["minutes"]) <= within["minutes"]
    assert all(
        sum(c["weeks"][w]["seconds"] for c in routine["cards"]) <= 60 * within["minutes"] for w in range(len(SPANS))
    )
    assert routine["days"] == within["days"]
    ours = [c["exercise"] for c in routine["cards"]]
    assert len(set(ours)) == len(ours)
    assert len([e for e in ours if e not in added(bundle, result)]) <= within["count"]
    assert (routine["short"] is not None) == (len(ours) < within["count"])
    for name in ours:
        assert bundle.exercises[name].equipment <= owned(bundle, raw)
        assert bundle.exercises[name].level <= within["level"]


def steps_in_order_with_no_family_twice(bundle: Bundle, raw: Raw, result: Any) -> None:
    routine = result["routine"]
    if routine is None:
        return
    steps = [STEPS.index(card["step"]) for card in routine["cards"]]
    assert steps == sorted(steps)
    assert not {e["step"] for e in routine["empty"]} & {c["step"] for c in routine["cards"]}
    for step in STEPS:
        families = [bundle.exercises[c["exercise"]].family for c in routine["cards"] if c["step"] == step]
        assert len(families) == len(set(families)) <= bundle.scoring.per_step


def no_long_muscle_is_stretched(bundle: Bundle, raw: Raw, result: Any) -> None:
    long = {s.muscle for m in result["matches"] for s in bundle.syndromes[m["syndrome"]].muscles if s.length == "long"}
    for card in (result["routine"] or {"cards": ()})["cards"]:
        if card["step"] == "lengthen":
            assert long.isdisjoint(m for m, share in bundle.exercises[card["exercise"]].muscles if share == 3)


def every_week_asks_no_less(bundle: Bundle, raw: Raw, result: Any) -> None:
    for card in (result["routine"] or {"cards": ()})["cards"]:
        seconds = [week["seconds"] for week in card["weeks"]]
        assert len(seconds) == len(SPANS)
        assert seconds == sorted(seconds)
        d = bundle.exercises[card["exercise"]].dose
        for week in card["weeks"]:
            assert d.sets[0] <= week["sets"] <= d.sets[1]
            assert d.reps[0] <= week["reps"] <= d.reps[1]
            assert week["hold"] <= d.hold[1]
            assert week["effort"] is None or (d.effort is not None and week["effort"] <= d.effort[1])


def habits_are_for_the_place(bundle: Bundle, raw: Raw, result: Any) -> None:
    """What is not for a place that bothers this person is at most a habit that is for everyone."""
    painful = {p.partition(":")[0] for p in raw.get(bundle.where, ())} - {"nowhere"}
    for name in (h["id"] for h in result["habits"] if painful):
        places = bundle.habit_regions.get(name, painful)
        assert not painful.isdisjoint(places) or name in bundle.scoring.habits, name


EVERYONE: tuple[Callable[[Bundle, Raw, Any], None], ...] = (
    shut_gates_stay_shut,
    unsure_means_see_first,
    one_voice_speaks,
    a_match_is_told,
    every_aching_place_is_told,
    what_is_required_is_there,
    bands_need_more_than_causes,
    every_card_is_permitted,
    the_limits_are_kept,
    steps_in_order_with_no_family_twice,
    no_long_muscle_is_stretched,
    every_week_asks_no_less,
    habits_are_for_the_place,
    *ROUTINES,
)


def rarely(bundle: Bundle, engine: Engine, questionnaire: str, raw: Raw, result: Any) -> None:
    """Deterministic; whatever the order of the answers; without what is hidden; in words; unknown answers are told."""
    names = list(raw)
    Random(len(raw)).shuffle(names)
    assert assessed(engine, questionnaire, {name: raw[name] for name in names}) == result
    shown = flow(bundle, questionnaire, read_answers(asked(bundle, questionnaire), raw))
    assert assessed(engine, questionnaire, {n: a for n, a in raw.items() if n in shown.questions}) == result
    for q in (bundle.questions[name] for name in shown.questions):
        assert all(bundle.cautions[c].excludes.isdisjoint(q.demands) for c in shown.gate.cautions), q.id
        assert q.not_with.isdisjoint(shown.gate.cautions), q.id
    if result["outcome"] == "incomplete":
        assert result["missing"] == list(shown.missing)
        assert set(result["missing"]) <= set(shown.questions)
    told = json.dumps(tell(result, bundle.words))
    assert '"say"' not in told
    request = {"op": "assess", "questionnaire": questionnaire, "answers": {**raw, "no-such": 1, "goal": "no-such"}}
    reply = json.loads(engine.handle(json.dumps(request)))
    assert [c["question"] for c in reply["complaints"]] == ["goal", "no-such"]
