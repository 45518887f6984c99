"""Then and now: what a later check says beside an earlier one."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from generator.bundle.compile import dump
from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.judging.since import changed
from quiz.telling.explain import others
from tests.bases import CASES
from tests.plans import ask

THEN, NOW = "2026-11-01", "2026-11-29"
NECK: dict[str, Any] = json.loads((CASES / "people/desk-worker.json").read_text(encoding="utf-8"))["answers"]


@pytest.fixture
def quick(compiled: Bundle) -> dict[str, Any]:
    asked = {q for s in (*compiled.screen, *compiled.questionnaires["quick"]) for q in s.questions}
    return {q: a for q, a in NECK.items() if q in asked}


def again(engine: Engine, first: dict[str, Any], now: dict[str, Any], **more: Any) -> Any:
    """The result of a check four weeks after another."""
    kept = ask(engine, op="assess", questionnaire="quick", answers=first)["ok"]["measured"]
    then = {"on": THEN, "answers": {q: first[q] for q in kept}, "activities": more.pop("then", [])}
    request = {"op": "assess", "questionnaire": "quick", "answers": now, "today": NOW, "before": [then], **more}
    return ask(engine, **{"tell": True, **request})["ok"]


def test_a_first_check_and_one_on_the_same_day_have_nothing_to_compare(engine: Engine, quick: dict[str, Any]) -> None:
    assert again(engine, quick, quick, today="2026-11-05")["since"] is None
    assert ask(engine, op="assess", questionnaire="quick", answers=quick, today=NOW)["ok"]["since"] is None


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [(5, 2, "better"), (5, 4, "same"), (3, 5, "worse"), (1, 0, "better"), (4, 4, "same")],
)
def test_the_ache_decides(engine: Engine, quick: dict[str, Any], then: int, now: int, verdict: str) -> None:
    """Two points or more are a change; an ache that is gone is one, too."""
    first, second = ({**quick, "pain-level": n} for n in (then, now))
    result = again(engine, first, second)
    since = result["since"]
    assert since["verdict"] == verdict
    assert result["headline"] == since["headline"]
    assert "4 weeks" in since["headline"]
    [ache] = since["first"]
    assert (ache["was"], ache["now"]) == (f"{then} of 10", f"{now} of 10")
    if abs(then - now) == 1 and now:
        assert ache["word"] == "within"
    assert bool(since["swaps"]) == (verdict == "same")
    for swap in since["swaps"]:
        card = next(c for c in result["routine"]["cards"] if c["exercise"] == swap["exercise"])
        assert swap["other"] == card["instead"][0]["exercise"], "the best of them"


@pytest.mark.parametrize(("day", "weeks"), [("2026-11-10", 1), ("2026-11-12", 2), ("2026-11-24", 3), ("2026-12-14", 6)])
def test_weeks_since_are_the_nearest(engine: Engine, quick: dict[str, Any], day: str, weeks: int) -> None:
    headline = again(engine, quick, quick, today=day, tell=False)["since"]["headline"]
    assert headline["n"] == weeks


@pytest.mark.parametrize(
    ("aches", "verdict", "weeks"),
    [
        ((2, 3, 4, 5), "worse", 3),  # a little each week
        ((5, 4, 3, 2), "better", 3),
        ((7, 3, 4, 5), "worse", 2),  # better at first: beside the oldest since which it is worse
        ((4, 5, 4, 4), "same", 1),
        ((2, 3, 3, 5), "worse", 1),  # the last one says it
        ((2, 6, 6, 4), "better", 1),
    ],
)
def test_small_steps_add_up(
    engine: Engine, quick: dict[str, Any], aches: tuple[int, ...], verdict: str, weeks: int
) -> None:
    """Four checks, a week between them: what changes by no more than the error from one to the next is told."""
    *early, now = aches
    days = ("2026-11-08", "2026-11-15", "2026-11-22")
    before = [{"on": on, "answers": {**quick, "pain-level": n}} for on, n in zip(days, early, strict=True)]
    answers = {**quick, "pain-level": now}
    request = {"op": "assess", "questionnaire": "quick", "answers": answers, "today": NOW, "tell": True}
    results = [ask(engine, **request, before=rows)["ok"] for rows in (before, before[::-1])]
    since = results[0]["since"]
    assert (since["verdict"], since["on"]) == (verdict, days[-weeks])
    assert results[0] == results[1]
    assert f"{weeks} weeks" in since["headline"] or "a week" in since["headline"]
    assert (since["further"] or "").startswith("Little has changed since your last check" if weeks > 1 else "")
    assert since["first"][-1]["was"] == f"{early[-weeks]} of 10"


def test_whatever_is_answered_otherwise_has_its_words(engine: Engine, compiled: Bundle) -> None:
    """Each answer that is compared, changed to each other one: a line in words, and never an error."""
    for questionnaire, seed in product(compiled.questionnaires, range(12)):
        first = person(compiled, questionnaire, seed)
        request = {"op": "assess", "questionnaire": questionnaire, "tell": True, "today": NOW}
        kept = ask(engine, **request, answers=first).get("ok", {}).get("measured") or []
        then = {"on": THEN, "answers": {q: first[q] for q in kept}}
        for name in kept:
            q = compiled.questions[name]
            for other in others(q, tuple(o.id for o in q.options), read_answers({name: q}, {name: first[name]})[name]):
                listed = [other] if q.kind == "regions" else list(other) if isinstance(other, tuple) else other
                now = json.loads(dump({**first, name: listed}))
                reply = ask(engine, **request, answers=now, before=[then])
                assert "ok" in reply, (name, first[name], other, reply)


def test_of_all_checks_that_a_device_keeps_the_oldest_is_looked_at(engine: Engine, quick: dict[str, Any]) -> None:
    days = [date(2025, 9, 1) + timedelta(7 * n) for n in range(60)]
    before = [{"on": day.isoformat(), "answers": {**quick, "pain-level": 3 if n else 1}} for n, day in enumerate(days)]
    request = {"questionnaire": "quick", "answers": {**quick, "pain-level": 3}, "today": NOW, "before": before}
    since = ask(engine, op="assess", **request)["ok"]["since"]
    assert (since["on"], since["verdict"]) == ("2025-09-01", "worse")


def test_what_matters_to_someone_comes_first_and_counts_by_its_mean(engine: Engine, quick: dict[str, Any]) -> None:
    def rated(*scores: int) -> list[dict[str, Any]]:
        return [{"name": name, "score": n} for name, n in zip(("Stairs", "Garden", "Sleep"), scores, strict=False)]

    for then, now, verdict in (
        (rated(3, 4, 5), rated(7, 6, 6), "better"),
        (rated(3, 4, 5), rated(4, 5, 6), "same"),
        (rated(6, 6), rated(2, 5), "worse"),
    ):
        since = again(engine, quick, quick, then=then, activities=now)["since"]
        assert since["verdict"] == verdict
        assert [line["title"] for line in since["first"]][:2] == ["Stairs", "Garden"]
        assert since["first"][-1]["title"] == "The ache"
    both = again(engine, {**quick, "pain-level": 5}, {**quick, "pain-level": 2}, then=rated(6), activities=rated(3))
    assert both["since"]["verdict"] == "mixed"


def test_getting_better_never_reads_as_fitting_nothing(engine: Engine, quick: dict[str, Any]) -> None:
    calm = json.loads((CASES / "people/no-pattern.json").read_text(encoding="utf-8"))["answers"]
    now = {**{q: a for q, a in calm.items() if q in quick}, "where": quick["where"], "pain-level": 1}
    result = again(engine, {**quick, "pain-level": 4}, now)
    assert (result["outcome"], result["since"]["verdict"]) == ("no-pattern", "better")
    said = json.dumps([result["headline"], result["lead"], result["intro"], result["since"]])
    assert "fit" not in said.replace("fits well", "").replace("fits fairly well", "")
    gone = [line for line in result["since"]["lines"] if line["now"] == "no sign of it"]
    assert gone
    assert all(line["word"] == "better" for line in gone)


def test_within_the_error_of_a_test_nothing_is_better_or_worse(compiled: Bundle) -> None:
    for q in compiled.questions.values():
        if q.difference is None:
            continue
        old = {"left": q.min + 1, "right": q.min + 1}
        little = {side: value + q.difference.error for side, value in old.items()}
        much = {side: value + q.difference.error + 1 for side, value in old.items()}
        assert changed(compiled, q, old, old) == "same"
        assert changed(compiled, q, old, little) == changed(compiled, q, little, old) == "within"
        assert {changed(compiled, q, old, much), changed(compiled, q, much, old)} == {"better", "worse"}
    stiff = compiled.questions["test-knee-to-wall"]
    assert changed(compiled, stiff, {"left": 5, "right": 9}, {"left": 9, "right": 9}) == "better"


def test_beside_a_red_flag_nothing_is_compared(engine: Engine, quick: dict[str, Any]) -> None:
    result = again(engine, quick, {**quick, "chest": ["chest-pressure"], "pain-level": 1})
    assert result["outcome"] == "stop"
    assert (result["since"], result["measured"]) == (None, [])


def test_what_is_kept_for_later_holds_no_safety_answer_but_the_ache(engine: Engine, compiled: Bundle) -> None:
    kept = ask(engine, op="assess", questionnaire="full", answers=NECK)["ok"]["measured"]
    safety = {q for q in kept if compiled.questions[q].safety}
    assert safety == {"age", "where", "pain-level", "affects-life"}
    stays = ask(engine, op="again", questionnaire="full", answers={q: NECK[q] for q in kept})["ok"]["stays"]
    assert {"age", "minutes"} <= set(stays)
    assert not {"where", "pain-level", "test-knee-to-wall", "sitting-hours"} & set(stays)


ODD: tuple[dict[str, Any], ...] = (
    {},
    {"on": "yesterday", "answers": {}},
    {"on": 7, "answers": []},
    {"on": THEN, "answers": {"age": "old", "nobody": 3, "where": 9}, "activities": [{"name": 3}, None, {"score": 11}]},
    {"on": THEN, "answers": None, "activities": {"name": "x"}},
    {"on": "2027-11-01", "answers": {"pain-level": 9}},
)


@pytest.mark.parametrize("odd", ODD)
def test_what_a_device_kept_oddly_is_left_aside(engine: Engine, quick: dict[str, Any], odd: dict[str, Any]) -> None:
    request = {"questionnaire": "quick", "answers": quick, "today": NOW, "before": [odd, None, 3]}
    result = ask(engine, op="assess", **request)["ok"]
    assert result["since"] is None or result["since"]["first"] == []
