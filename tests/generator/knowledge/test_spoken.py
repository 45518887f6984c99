"""The sentences that keep people safe are protected: whatever the pages and sheets that tell safety say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import generator
from generator.brand import Brand
from generator.check import check_all
from generator.handouts import views
from generator.handouts.desk import Desk
from generator.knowledge.base import Knowledge
from generator.knowledge.layers.spoken import SPOKEN, is_spoken
from generator.site.render import TEMPLATES
from tests.bases import good
from tests.generator.test_words import HOLE, Heard, written

TELLING = {
    "safety.md.j2": ["page.evidence"],
    "caution.md.j2": ["page.semicolon"],
    "exercise_cautions.md.j2": ["list.comma", "page.semicolon"],
    "result_reasons.html.j2": [],
    "result_help.html.j2": [],
    "plan.html.j2": [
        "ui.failed.retry",
        "ui.guard.plan",
        "ui.kept.name",
        "ui.kept.plans",
        "ui.kept.remove",
        "ui.kept.rename",
        "ui.kept.save",
        "ui.plan.assessments",
        "ui.plan.failed",
        "ui.plan.first",
        "ui.plan.no-plan",
        "ui.plan.open",
        "ui.plan.over",
        "ui.plan.paste",
        "ui.plan.paste-help",
        "ui.plan.pending-not",
        "ui.plan.privacy",
        "ui.plan.show",
        "ui.question.every",
        "ui.restart.erase",
        "ui.restored.text",
        "ui.result.change",
        "ui.say.*",
        "ui.shape.close",
        "ui.shape.undo",
    ],
}
"""Templates that tell safety, each with the few sentences in it that do not; * for what is filled in."""
ROOMS = {"phrases": "", "words": "ui."}
SHEETS = Path(generator.__file__).parent / "handouts"


def _said(template: str) -> Iterator[str]:
    """The key of every sentence that a template says."""
    env = Environment(trim_blocks=True, lstrip_blocks=True)
    env.filters["json"] = str
    for node in env.parse((TEMPLATES / template).read_text(encoding="utf-8")).find_all((nodes.Call, nodes.Getitem)):
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "t":
            yield written(node.args[0])
        elif isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name) and node.node.name in ROOMS:
            yield ROOMS[node.node.name] + written(node.arg)


@pytest.mark.parametrize("template", TELLING)
def test_what_a_page_of_safety_says_is_protected(template: str) -> None:
    said = {key.replace(HOLE, "*") for key in _said(template)}
    assert sorted(key for key in said if not is_spoken(key)) == TELLING[template]


def test_what_a_sheet_says_of_safety_is_protected(knowledge: Knowledge, brand: Brand) -> None:
    """The red flags, the signs to stop, whom to call, what to ask before a routine."""
    frame, told = Heard(dict(knowledge.phrases["en"])), Heard(dict(knowledge.phrases["en"]))
    Desk(replace(knowledge, phrases={"en": frame}), brand, address="https://x.example/").frame("", "flags", "safety/")
    desk = Desk(replace(knowledge, phrases={"en": told}), brand, address="https://x.example/")
    views.flags(desk)
    desk.stop()
    desk.numbers()
    assert len(told.read) > 10
    assert sorted(key for key in told.read - frame.read if not is_spoken(key)) == []
    routine = (SHEETS / "routine.typ").read_text(encoding="utf-8")
    asked = set(re.findall(r"\bw\.((?:ask|left-out)[\w-]*)", routine))
    assert asked == {"ask", "ask-lead", "left-out"}
    assert [name for name in (*asked, "all") if not is_spoken(f"handout.routine.{name}")] == []


def test_every_protected_sentence_is_there(knowledge: Knowledge) -> None:
    for part in SPOKEN:
        assert any(key == part or key.startswith(f"{part}.") for key in knowledge.phrases["en"]), part


def test_each_of_them_is_refused_however_it_is_spelled(tmp_path: Path) -> None:
    knowledge = good(tmp_path)
    own = tmp_path / "local" / "knowledge" / "phrases" / "en.yml"
    own.parent.mkdir(parents=True)
    for text in (
        'page: {safety: {now: "There is no need to call anyone."}}',
        'page: {"safety.now": Stay calm.}',
        '"page.safety.now": Stay calm.',
        'page: {safety: {"now.imperial": Stay calm.}}',
        "page: {imperial: {safety: {now: Stay calm.}}}",
        "page: {safety: {stop: {'1': Go on.}}}",
        "page: {safety: Nothing to see.}",
        "page: nothing",
        "handout: {routine: {ask-lead: Just begin.}}",
        "plan: {outcome: {open: {'headline.one': Go on}}}",
    ):
        own.write_text(text, encoding="utf-8")
        assert "weakens-safety" in {p.rule for p in check_all(knowledge)[1]}, text
    for text in ("page: {safety: {stop: {'6': A cramp that stays.}}}", "step: {inhibit: Loosen}", "studio: {a.b: c}"):
        own.write_text(text, encoding="utf-8")
        assert [p for p in check_all(knowledge)[1] if "phrases" in p.path] == [], text
