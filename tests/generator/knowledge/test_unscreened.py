"""A trainer's own card of four keys: given by hand, chosen by no self-assessment, out where there is a caution."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.brand import Brand
from generator.bundle.compile import bundle_data, bundle_of, dump
from generator.check import check_all, proved
from generator.handouts import routine, views
from generator.handouts.desk import Desk
from generator.handouts.given import given_plan
from generator.handouts.press import PAPERS, Press
from generator.knowledge.base import Knowledge
from generator.model import Exercise
from generator.site.generate import generate
from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.judging.safety import Permit, Refusal, gate_of, permit
from quiz.plans.opening import safety_check
from quiz.plans.reading import read_plan
from tests.bases import CASES, good

CARD = """\
id: prowler-push
title: Prowler push
movement: [Push the sled with long steps.]
dose: strength
screened: false
"""
UNSAID = ("You need", "No equipment", "For anyone", "Both sides together", "As described")
WELL = {"age": 40, "where": ["neck:left"], "warning": ["none"], "body": ["none"]}


def _own(folder: Path, name: str, text: str) -> None:
    path = folder.parent / "local" / "knowledge" / "exercises" / f"{name}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def k(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = good(tmp_path_factory.mktemp("own"))
    _own(folder, "prowler-push", CARD)
    found, problems = check_all(folder)
    assert [str(p) for p in [*problems, *proved(found)[1]]] == []
    return found


@pytest.fixture(scope="module")
def bundle(k: Knowledge) -> Bundle:
    return bundle_of(k)


def _ask(k: Knowledge, **request: Any) -> Any:
    engine = Engine()
    engine.handle(json.dumps({"op": "open", "bundle": json.loads(dump(bundle_data(k)))}))
    return json.loads(engine.handle(json.dumps({"tell": True, **request})))["ok"]


def _plan(*names: str) -> dict[str, Any]:
    return {"questionnaire": "quick", "days": 3, "exercises": [{"exercise": name} for name in names]}


def test_it_is_told_from_four_keys(k: Knowledge) -> None:
    card = k.all("exercises", Exercise)["prowler-push"]
    assert (card.summary, card.step, card.family) == ("Push the sled with long steps.", "other", "prowler-push")
    assert len(card.code) == 3
    assert not card.chosen


def test_whoever_has_anything_to_mind_is_refused_it(bundle: Bundle) -> None:
    card = bundle.exercises["prowler-push"]
    assert isinstance(permit(bundle, gate_of(bundle, ()), card), Permit)
    for caution in bundle.cautions:
        assert permit(bundle, gate_of(bundle, [caution]), card) == Refusal("unscreened", None)


def test_a_trainer_gives_it_and_is_told_when_not_to(k: Knowledge) -> None:
    free = _ask(k, op="plan-check", plan=_plan("prowler-push", "wall-stand"), cautions=[])
    assert (free["blocked"], free["exercises"][0]["step_title"]) == (None, "Other")
    assert free["text"]
    out = _ask(k, op="plan-check", plan=_plan("prowler-push", "wall-stand"), cautions=["thin-bones"])
    assert out["text"] is None
    assert out["exercises"][0]["conflict"]["why"].startswith("Not screened: nobody has said yet")
    assert out["exercises"][1]["conflict"] is None


def test_whoever_opens_the_plan_is_asked_everything(k: Knowledge) -> None:
    """As nobody knows what it asks of a body, every line that any caution acts on bears on it."""
    link = _ask(k, op="plan-encode", plan=_plan("prowler-push"))["text"]
    assert _ask(k, op="plan-open", text=link, answers={})["options"]["body"] == ["thin-bones", "none"]
    opened = _ask(k, op="plan-open", text=link, answers={**WELL, "body": ["thin-bones"]})
    assert (opened["outcome"], opened["routine"]) == ("nothing-left", None)
    [refused] = opened["refused"]
    assert (refused["because"], refused["detail"]) == ("unscreened", None)
    assert _ask(k, op="plan-open", text=link, answers=WELL)["routine"]["cards"][0]["title"] == "Prowler push"


def test_a_card_that_is_not_screened_is_asked_about_more_than_a_harmless_one(compiled: Bundle) -> None:
    easy = min(compiled.exercises.values(), key=lambda e: len(e.demands))
    unknown = replace(compiled, exercises={**compiled.exercises, easy.id: replace(easy, screened=False)})
    before, after = (
        safety_check(b, read_plan(b, {**_plan(easy.id), "minutes": 20}), {}).options for b in (compiled, unknown)
    )
    assert after.keys() >= before.keys()
    assert sum(map(len, after.values())) > sum(map(len, before.values()))


def test_its_page_and_its_paper_leave_out_what_is_not_known(k: Knowledge, bundle: Bundle, brand: Brand) -> None:
    pages = {s.path: s.content for s in generate(k, brand, [])}
    page = pages["exercises/prowler-push.md"]
    text = page if isinstance(page, str) else page.decode()
    assert "This card is not screened" in text
    for heading in ("Getting ready", "Think of", "Common mistakes", "Who leaves it out", "Easier and harder", *UNSAID):
        assert heading not in text
    index = pages["exercises/index.md"]
    assert isinstance(index, str)
    [listed] = re.findall(r'<li class="cp-card[^"]*"[^>]*data-text="Prowler.*?</li>', index, re.DOTALL)
    assert not any(word in listed for word in UNSAID)
    assert all(f'data-{facet}=""' in listed for facet in ("equipment", "position", "level"))
    assert not [path for path in pages if path.endswith("alone/prowler-push.json")], "nobody plays it unasked"
    assert "alone/" not in text
    desk = Desk(k, brand, address="https://you.example/")
    plan, _ = given_plan(json.dumps(_plan("prowler-push")), bundle)
    sheet = routine.view(desk, bundle, plan)
    assert sheet["ask"]["some"][-1]["title"].startswith("Anything at all to mind")
    assert sheet["ask"]["some"][-1]["numbers"] == "1"
    card = views.exercise(desk, k.all("exercises", Exercise)["prowler-push"])
    assert card["facts"] == []
    press = Press()
    for template, view in (
        ("routine", sheet),
        ("exercise", card),
    ):
        assert press.print(template, {**view, "paper": PAPERS["a4"]}).startswith(b"%PDF")


def test_what_its_author_said_is_shown_but_never_that_it_is_for_anyone(tmp_path: Path, brand: Brand) -> None:
    folder = good(tmp_path)
    _own(
        folder, "prowler-push", f"{CARD}equipment: []\nsides: both\nlevel: 1\nposition: standing\ndemands: [standing]\n"
    )
    k, _ = check_all(folder)
    facts = views.exercise(Desk(k, brand), k.all("exercises", Exercise)["prowler-push"])["facts"]
    assert [fact["text"] for fact in facts] == ["Standing", "No equipment", "Both sides together"]


def test_an_own_card_that_no_pattern_needs_is_a_note(tmp_path: Path) -> None:
    """It is screened, so a self-assessment could choose it; of a shipped card the same is an error."""
    folder = good(tmp_path)
    text = (CASES / "good/exercises/shoulder-ball.yml").read_text(encoding="utf-8")
    for before, after in (
        ("shoulder-ball", "back-ball"),
        ("upper-trapezius", "thoracic-erectors"),
        ("code: ", "code: z9z # "),
    ):
        text = text.replace(before, after)
    _own(folder, "back-ball", text)
    k, problems = check_all(folder)
    [note] = [*problems, *proved(k)[1]]
    assert str(note) == (
        "local/knowledge/exercises/back-ball.yml:1:1: warning: 'back-ball' can never be offered [never-offered]\n"
        "    no syndrome needs any of its muscles for the step inhibit; trainers can give it; "
        "library_only: true says that this is meant"
    )
