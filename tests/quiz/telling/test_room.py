"""Limits: which one decides, and what more room would bring. True when re-run, over generated people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Answers, Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked
from quiz.judging.safety import Gate
from quiz.judging.verdict import Judgement, judge
from quiz.routine.compose import Limits, compose, limits, routine_of
from quiz.telling.assessment import assess
from quiz.telling.phrase import tell
from quiz.telling.report import report
from quiz.telling.room import Room, rooms

SEEDS = range(110, 175)
"""Among these people each of the limits is the one that decides for somebody."""
Case = tuple[str, dict[str, Any], Answers, Judgement]


@pytest.fixture(scope="module")
def cases(compiled: Bundle) -> list[Case]:
    """(questionnaire, answers as JSON, answers, judgement) of made-up people with a routine."""
    found: list[Case] = []
    for questionnaire, seed in product(("quick", "full"), SEEDS):
        raw = person(compiled, questionnaire, seed)
        read = read_answers(asked(compiled, questionnaire), raw)
        j = judge(compiled, questionnaire, read)
        if routine_of(compiled, j):
            found.append((questionnaire, raw, read, j))
    return found


def _chosen(bundle: Bundle, j: Judgement, within: Limits | None = None, verdict: Gate | None = None) -> list[str]:
    gate = verdict or j.shown.gate
    within = within or limits(bundle, j.shown.answers)
    routine = compose(bundle, j.matched, j.painful, gate, within, j.paths)
    return [c.exercise for c in routine.cards] if routine else []


@pytest.fixture(scope="module")
def told(cases: list[Case], compiled: Bundle) -> list[list[Room]]:
    return [rooms(compiled, questionnaire, read) for questionnaire, _, read, _ in cases]


def test_every_room_is_true_when_re_run(cases: list[Case], told: list[list[Room]], compiled: Bundle) -> None:
    for (questionnaire, _, read, j), found in zip(cases, told, strict=True):
        have = _chosen(compiled, j)
        for room in found:
            assert room.exercise not in have
            then = judge(compiled, questionnaire, {**read, **room.answers})
            assert room.exercise in _chosen(compiled, then)
    limits_ = {room.limit for found in told for room in found}
    assert limits_ == {"minutes", "count", "equipment", "both"}


def _larger(bundle: Bundle, questionnaire: str, j: Judgement) -> Iterator[tuple[str, int, dict[str, str]]]:
    """(limit, value, the answer that gives it) for every larger choice of minutes or number."""
    within = limits(bundle, j.shown.answers)
    for name in j.shown.questions:
        q = bundle.questions[name]
        if q.sets in ("minutes", "count"):
            yield from ((q.sets, o.value, {q.id: o.id}) for o in q.options if (o.value or 0) > getattr(within, q.sets))  # type: ignore[misc]


def test_no_exercise_of_a_larger_budget_is_left_unsaid(
    cases: list[Case], told: list[list[Room]], compiled: Bundle
) -> None:
    """Whatever any larger choice would bring is told, with the least minutes that bring it."""
    for (questionnaire, _, read, j), found in zip(cases, told, strict=True):
        have, said = set(_chosen(compiled, j)), {r.exercise: r for r in found}
        for limit, value, change in _larger(compiled, questionnaire, j):
            for exercise in set(_chosen(compiled, judge(compiled, questionnaire, {**read, **change}))) - have:
                room = said[exercise]
                if limit == "minutes":
                    assert room.limit == "minutes"
                    [(q, option)] = room.new
                    least = next(o.value for o in compiled.questions[q].options if o.id == option)
                    assert least is not None
                    assert least <= value


def test_what_decides_is_true_when_re_run(cases: list[Case], compiled: Bundle) -> None:
    """More minutes bring more where minutes decide; nothing but other permits does where they decide."""
    seen: set[tuple[str, bool]] = set()
    strictest = tuple(c.id for c in compiled.cautions.values() if c.gate != "see-first")
    budgets = [(5, 10), (10, 4), (40, 10), (1, 3), (40, 3)]
    for _, _, _, j in cases:
        here = limits(compiled, j.shown.answers)
        strict = replace(j.shown.gate, level="gentle", cautions=strictest)
        for (minutes, count), owned, gate in product(budgets, (here.equipment, frozenset()), (j.shown.gate, strict)):
            within = replace(here, minutes=minutes, count=count, equipment=owned)
            routine = compose(compiled, j.matched, j.painful, gate, within, j.paths)
            if routine is None:
                continue
            n = len(routine.cards)
            if routine.short is None:
                assert n >= count
                continue
            seen.add((routine.short.by, n == 0))
            ample = len(_chosen(compiled, j, replace(within, minutes=10_000), gate))
            assert (ample > n) == (routine.short.by == "minutes"), (within, routine.short, n, ample)
            if routine.short.by == "steps":
                steps = [c.step for c in routine.cards]
                assert max(map(steps.count, steps)) == compiled.scoring.per_step
            for piece in routine.short.lacking:
                more = replace(within, minutes=10_000, equipment=owned | {piece})
                assert len(_chosen(compiled, j, more, gate)) > n
            if n == 0 and routine.short.by == "minutes":
                assert routine.short.least > 60 * minutes
    assert {("minutes", False), ("minutes", True), ("steps", False), ("permits", False)} <= seen


def test_an_empty_step_says_which_limit(cases: list[Case], compiled: Bundle) -> None:
    seen = set()
    for _, _, _, j in cases:
        here = limits(compiled, j.shown.answers)
        for minutes, count in ((5, 10), (40, 3), (40, 2)):
            within = replace(here, minutes=minutes, count=count)
            routine = compose(compiled, j.matched, j.painful, j.shown.gate, within, j.paths)
            if routine is None:  # nothing for the place that aches takes so little time
                assert minutes == 5
                continue
            for step, why in routine.empty:
                seen.add(why)
                if why == "no-number":
                    ample = _chosen(compiled, j, replace(within, count=12))
                elif why == "no-time":
                    ample = _chosen(compiled, j, replace(within, minutes=10_000, count=12))
                else:
                    continue
                assert step in {compiled.exercises[e].step for e in ample}
    assert {"no-number", "no-time"} <= seen


def test_never_an_empty_routine_without_words(cases: list[Case], engine: Engine) -> None:
    """Through the door, in words: the least time, the most exercises, nothing at home."""
    for questionnaire, raw, _, _ in cases:
        tight = {**raw, "minutes": "m5", "equipment": ["none"]} | ({"count": "most"} if questionnaire == "full" else {})
        request = {"op": "assess", "questionnaire": questionnaire, "answers": tight, "tell": True}
        routine = json.loads(engine.handle(json.dumps(request)))["ok"]["routine"]
        if routine is not None and len(routine["cards"]) < 4:
            assert routine["short"]["text"]
            assert '"say"' not in json.dumps(routine)
        reply = json.loads(engine.handle(json.dumps({**request, "op": "explain"})))["ok"]
        for room in reply["room"]:
            assert room["title"]
            assert "{" not in room["text"]


def test_where_nothing_is_possible_it_says_so_and_what_would_help(cases: list[Case], compiled: Bundle) -> None:
    """A site whose every exercise needs something, and someone who has nothing."""
    bands = {n: replace(e, kit=("band",), household=False) for n, e in compiled.exercises.items()}
    bare = replace(compiled, exercises=bands)
    for questionnaire, _, read, _ in cases[:20]:
        told = tell(assess(bare, questionnaire, {**read, "equipment": ("none",)}), compiled.words)
        if not told["routine"]:
            continue
        assert told["routine"]["cards"] == []
        assert told["routine"]["short"]["text"].startswith("No exercise for this pattern is possible")
        assert told["routine"]["short"]["lacking"] == "More would be possible with one of these: Exercise band."
        assert any("need something you do not have" in reason for reason in told["routine"]["short"]["because"])
        assert "No exercise for this pattern is possible" in report(told, compiled.words)
