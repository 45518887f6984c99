"""Whom the safety screen stops, how fast they are to be seen, and whom it lets go on: one case a line of the screen."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.judging.flow import asked, flow
from tests.bases import LEADS, ROOT

CASES = yaml.safe_load((ROOT / "tests/cases/screening.yml").read_text(encoding="utf-8"))
WELL: dict[str, Any] = {
    **{q: ["none"] for q in LEADS},
    "for-whom": "me",
    "age": 34,
    "where": ["low-back:left"],
    "pain-level": 3,
    "how-long": "under-six-weeks",
    "new-pain": "known",
    "affects-life": "rarely",
    "after-use": "settles",
}


@pytest.mark.parametrize("case", CASES, ids=[c["about"] for c in CASES])
def test_the_screen_answers_each_person(compiled: Bundle, case: dict[str, Any]) -> None:
    ticks = case.get("ticks", {})
    where = case.get("where", WELL["where"])
    for place in [[o.id] for o in compiled.questions["where"].options] if where == "each" else [where]:
        raw = {**WELL, "age": case.get("age", WELL["age"]), "where": place, **ticks}
        _answered(compiled, case, raw)


def _answered(compiled: Bundle, case: dict[str, Any], raw: dict[str, Any]) -> None:
    seen = flow(compiled, "quick", read_answers(asked(compiled, "quick"), raw))
    for question, told in case.get("ticks", {}).items():
        ticked = {line.removeprefix("not-sure:") for line in (told if isinstance(told, list) else [told])}
        assert ticked <= set(seen.options.get(question, ())), f"{question} hides a line with {raw['where']}"
    for question, lines in case.get("not-asked", {}).items():
        assert set(lines).isdisjoint(seen.options.get(question, ()))
    urgencies = {f.id: f.urgency for f in compiled.flags if f.id in seen.gate.flags}
    assert urgencies == case.get("flags", {})
    assert set(case.get("cautions", ())) <= set(seen.gate.cautions)
    assert seen.gate.level == case["level"]
