"""What is asked and what counts, where an earlier answer changes."""

from __future__ import annotations

import json

from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.judging.flow import asked, flow
from tests.bases import CASES

DESK = json.loads((CASES / "people" / "desk-worker.json").read_text(encoding="utf-8"))["answers"]


def test_an_option_that_is_hidden_is_no_answer(compiled: Bundle) -> None:
    """Who first said under the heel, and then that not the foot but the lower leg aches, is asked anew."""
    every = asked(compiled, "full")
    raw = {**DESK, "where": ["lower-leg:left"], "foot-place": "under-heel"}
    answers = read_answers(every, {name: answer for name, answer in raw.items() if name in every})
    shown = flow(compiled, "full", answers)
    assert "under-heel" not in shown.options["foot-place"]
    assert "foot-place" not in shown.answers
    assert flow(compiled, "full", {**answers, "foot-place": "calf"}).answers["foot-place"] == "calf"
