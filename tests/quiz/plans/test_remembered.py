"""A screen remembered spares questions, never an answer that matters."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.bundle.compile import bundle_data
from generator.check import checked
from generator.knowledge.base import Knowledge
from quiz.asking.bundle import Answers, Bundle
from quiz.bridge import Engine
from quiz.plans.opening import open_plan, safety_check, screen_check
from quiz.plans.plan import Plan
from quiz.plans.remembered import DAYS, _within, recall, remember
from tests.bases import LEADS, good
from tests.deep import tries
from tests.plans import ask, plan_of, screened, stems, whole

TODAY = date(2026, 11, 29)
PEOPLE = tries("SCREEN", 150)
WELL: dict[str, Any] = {
    **dict.fromkeys(LEADS, ("none",)),
    "age": 40,
    "where": ("low-back:left",),
    "pain-level": 3,
    "how-long": "six-weeks",
    "affects-life": "rarely",
    "after-use": "settles",
}


@pytest.fixture(scope="module")
def kept(compiled: Bundle) -> dict[str, Any]:
    found = remember(compiled, None, WELL, TODAY)
    assert found
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def test_whoever_has_nothing_new_is_asked_little(compiled: Bundle, kept: dict[str, Any]) -> None:
    card = recall(compiled, None, kept, TODAY + timedelta(1))
    assert (card.ask, card.answers) == ("card", {})
    rest = recall(compiled, None, kept, TODAY + timedelta(1), "no")
    assert rest.ask == "rest"
    assert screen_check(compiled, rest.answers).missing == ("pain-level", "how-long", "affects-life")
    plan = plan_of(compiled, "chin-tuck")
    again = recall(compiled, plan, kept, TODAY, "no")
    assert safety_check(compiled, plan, again.answers).outcome == "open"


@pytest.mark.parametrize("said", ["yes", "not-sure", "", "NO", "none"])
def test_whatever_is_not_a_plain_no_asks_everything(compiled: Bundle, kept: dict[str, Any], said: str) -> None:
    for plan in (None, plan_of(compiled, "chin-tuck")):
        found = recall(compiled, plan, kept, TODAY, said)
        assert (found.ask, found.answers) == ("all", {})


@pytest.mark.parametrize(("days", "asks"), [(-1, "all"), (0, "card"), (DAYS, "card"), (DAYS + 1, "all"), (4000, "all")])
def test_it_holds_for_28_days_and_never_ahead(compiled: Bundle, kept: dict[str, Any], days: int, asks: str) -> None:
    assert DAYS == 28
    assert recall(compiled, None, kept, TODAY + timedelta(days)).ask == asks


def test_only_another_edition_of_safety_asks_everything(compiled: Bundle, kept: dict[str, Any]) -> None:
    assert recall(replace(compiled, version="0" * 12), None, kept, TODAY).ask == "card"
    assert recall(replace(compiled, safety="0" * 12), None, kept, TODAY).ask == "all"


EDITIONS = {
    "exercises/chin-tuck.yml": ("title: Chin tuck", "title: Chin nod", True),
    "safety/flags.yml": ("urgency: emergency", "urgency: same-day", False),
    "safety/cautions.yml": ("gate: gentle", "gate: see-first", False),
    "safety/screen.yml": ("label: None of these", "label: None of them", False),
}


@pytest.mark.parametrize("file", EDITIONS)
def test_the_safety_knowledge_alone_makes_an_edition_of_it(tmp_path: Path, file: str) -> None:
    """What changes elsewhere is another edition of the knowledge, and no other of its safety."""
    old, new, keeps = EDITIONS[file]
    knowledge = good(tmp_path)
    before = bundle_data(checked(knowledge))
    text = (knowledge / file).read_text(encoding="utf-8")
    assert old in text
    (knowledge / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    after = bundle_data(checked(knowledge))
    assert after["version"] != before["version"]
    assert (after["safety"] == before["safety"]) == keeps


def test_without_the_card_nobody_is_remembered(compiled: Bundle, kept: dict[str, Any]) -> None:
    plain = replace(compiled, news={})
    assert remember(plain, None, WELL, TODAY) is None
    assert recall(plain, None, kept, TODAY).ask == "all"


def test_a_plans_questions_are_no_screen_for_another(compiled: Bundle) -> None:
    """A lead answered No over few lines says nothing of its other lines."""
    narrow = plan_of(compiled, "chin-tuck")
    kept = remember(compiled, narrow, WELL, TODAY)
    assert recall(compiled, narrow, kept, TODAY).ask == "card"
    assert recall(compiled, None, kept, TODAY).ask == "all"
    wider = [p for p in whole(compiled) if _lines(compiled, p) - _lines(compiled, narrow)]
    assert wider
    assert {recall(compiled, p, kept, TODAY).ask for p in wider} == {"all"}


def _lines(bundle: Bundle, plan: Any) -> set[tuple[str, str]]:
    shown = safety_check(bundle, plan, WELL).options
    return {(q, line) for q, lines in shown.items() if bundle.questions[q].kind == "multiple" for line in lines}


def test_the_remembered_gate_is_the_gate(compiled: Bundle) -> None:
    """For everyone: what is kept opens a plan as the answers themselves did, and a shut gate is never kept."""
    plans = [None, *whole(compiled)]
    kept_of, shut = 0, 0
    for seed in range(PEOPLE):
        answers, plan = screened(compiled, seed), plans[seed % len(plans)]
        if plan:  # a link asks less
            shown = safety_check(compiled, plan, answers).options
            answers = {q: _within(compiled.questions[q], answers[q], shown[q]) for q in shown if q in answers}
        found = remember(compiled, plan, answers, TODAY)
        verdict = (safety_check(compiled, plan, answers) if plan else screen_check(compiled, answers)).gate
        assert (found is not None) == verdict.open
        shut += found is None
        if found is None:
            continue
        kept_of += 1
        back = recall(compiled, plan, json.loads(json.dumps(found), parse_float=Decimal), TODAY, "no").answers
        if plan:
            assert _opened(compiled, plan, back) == _opened(compiled, plan, answers)
        assert _lists(compiled, back) <= _lists(compiled, answers)
    assert min(kept_of, shut) > PEOPLE / 10


def _opened(bundle: Bundle, plan: Plan, answers: Answers) -> Any:
    """An opened plan, without the cautions that touch nothing in it: lines that cannot matter to it are not kept."""
    found = open_plan(bundle, plan, answers)
    check, verdict = found.check, replace(found.verdict, cautions=())
    return replace(found, check=replace(check, gate=replace(check.gate, cautions=())), verdict=verdict)


def _lists(bundle: Bundle, answers: Answers) -> set[tuple[str, Any]]:
    return {(q, line) for q, a in answers.items() if bundle.questions[q].kind == "multiple" for line in a}  # type: ignore[union-attr]


def test_a_card_makes_no_memory_younger_or_narrower(compiled: Bundle, kept: dict[str, Any]) -> None:
    """Whoever says week after week that nothing is new is asked everything after 28 days all the same."""
    later, plan = TODAY + timedelta(20), plan_of(compiled, "chin-tuck")
    for door in (plan, None):
        assert remember(compiled, door, WELL, later, kept) == kept
    worse = remember(compiled, None, {**WELL, "pain-level": 5}, later, kept)
    assert worse
    assert (worse["on"], worse["answers"]["pain-level"]) == (kept["on"], 5)
    flexible = remember(compiled, plan, {**WELL, "bones": ("very-flexible",)}, later, kept)
    assert flexible
    assert (flexible["on"], flexible["answers"]["bones"]) == (kept["on"], ["very-flexible"])
    fresh = remember(compiled, None, WELL, later, None)
    assert fresh
    assert fresh["on"] == later.isoformat()
    for useless in ({}, {**kept, "on": "2026-10-01"}, {**kept, "version": "x"}):
        assert remember(compiled, None, WELL, later, useless) is None, "it spared them the screen, and holds no more"


ODD: list[Any] = [None, 7, "x", [], {}, {"format": 1}, True, -1, 1.5, "2026-13-45", [[]], {"chest": 5}, ["none"]]


def test_odd_memories_ask_everything_and_never_fail(engine: Engine, compiled: Bundle, kept: dict[str, Any]) -> None:
    for key in kept:
        for odd in ODD:
            if odd == kept[key]:
                continue
            reply = ask(engine, op="recall", kept={**kept, key: odd}, today=TODAY.isoformat(), said="no")
            assert (reply["ok"]["ask"], reply["ok"]["answers"]) == ("all", {}), (key, odd)
        cut = {k: v for k, v in kept.items() if k != key}
        assert ask(engine, op="recall", kept=cut, today=TODAY.isoformat())["ok"]["ask"] == "all"
    for q in LEADS:
        shorter = {**kept["asked"], q: kept["asked"].get(q, [])[1:]}
        asks = ask(engine, op="recall", kept={**kept, "asked": shorter}, today=TODAY.isoformat())["ok"]["ask"]
        assert asks == ("all" if kept["asked"].get(q) else "card")
        flagged = {**kept["answers"], "chest": ["chest-pressure"]}
        assert (
            ask(engine, op="recall", kept={**kept, "answers": flagged}, today=TODAY.isoformat())["ok"]["ask"] == "all"
        )


def test_through_the_door_and_back(engine: Engine, compiled: Bundle) -> None:
    answers = {q: list(a) if isinstance(a, tuple) else a for q, a in WELL.items()}
    kept = ask(engine, op="remember", answers={**answers, "goal": "ache"}, today="2026-11-29")["ok"]["kept"]
    assert kept["on"] == "2026-11-29"
    assert "goal" not in kept["answers"]
    assert ask(engine, op="recall", kept=kept, today="2026-12-27")["ok"] == {
        "ask": "card",
        "answers": {},
        "gone": False,
    }
    assert ask(engine, op="recall", kept=kept, today="2026-12-28")["ok"] == {"ask": "all", "answers": {}, "gone": True}
    assert ask(engine, op="recall", kept=kept, today="yesterday")["error"]["say"] == "error.bad-date"
    ill = ask(engine, op="remember", answers={**answers, "ill": ["fever"]}, today="2026-11-29")
    assert ill == {"ok": {"kept": None}}


def test_the_card_is_short_and_names_every_lead(knowledge: Knowledge, compiled: Bundle) -> None:
    assert knowledge.screen
    phrases = knowledge.phrases["en"]
    fixed = [phrases[f"ui.question.lead.{word}"] for word in ("no", "yes", "not-sure")]
    fixed += [phrases["ui.recall.someone"], phrases["ui.say.recall.ask-of"].format(name="Anna", date="30 November")]
    words = [w for text in (*fixed, *(n.says for n in knowledge.screen.news)) for w in re.findall(r"[\w'’-]+", text)]
    assert len(words) <= 60
    assert len(knowledge.screen.news) == 5
    assert sorted(q for leads in compiled.news.values() for q in leads) == sorted(LEADS)


def test_each_lead_is_recognised_in_its_group(knowledge: Knowledge, compiled: Bundle) -> None:
    """The few words of a group have one in common with what each of its leads asks."""
    assert knowledge.screen
    for group in knowledge.screen.news:
        for lead in group.leads:
            q = knowledge.questions()[lead][0]
            assert stems(group.says) & stems(q.ask).union(*(stems(cue.says) for cue in q.cues)), lead
