"""What a self-assessment asks of a reader: counted, within its budget, and the source of the minutes it promises."""

from __future__ import annotations

from typing import Any

import pytest

from generator.knowledge.base import Knowledge
from generator.site.effort import Effort, effort
from quiz.asking.bundle import Bundle


def test_minutes_are_counted_from_words_and_answers() -> None:
    assert Effort(words=200, answers=0, tests=0).minutes == 1
    assert Effort(words=201, answers=0, tests=0).minutes == 2
    assert Effort(words=200, answers=30, tests=3).minutes == 5


def test_each_self_assessment_keeps_to_its_words(knowledge: Knowledge, compiled: Bundle) -> None:
    quick, full = (effort(knowledge, compiled, name) for name in ("quick", "full"))
    assert 500 < quick.words <= 1100, "with an ache in the head or jaw"
    assert quick.words < full.words <= 2500
    assert quick.minutes <= 8


WALKS: dict[str, tuple[dict[str, Any], int]] = {
    "nothing aches": ({"where": ["nowhere"]}, 500),
    "knee": ({"where": ["knee:left"]}, 600),
    "low back": ({"where": ["low-back:left"]}, 610),
    "71": ({"where": ["low-back:left"], "age": 71}, 600),
    "71 with thin bones": ({"where": ["low-back:left"], "age": 71, "bones": ["osteoporosis"]}, 695),
    "pregnant": ({"where": ["low-back:left"], "pregnancy": ["pregnant"]}, 700),
    "82, falls and high pressure, answered by a carer": (
        {"where": ["hip-buttock:left"], "age": 82, "balance": ["falls"], "heart": ["pressure-controlled"]},
        830,
    ),
}
"""Who answers, and the most words of the screen for them; whoever ticks something reads the lines of that lead."""


@pytest.mark.parametrize("walk", WALKS)
def test_the_screen_keeps_to_its_words_for_each(knowledge: Knowledge, compiled: Bundle, walk: str) -> None:
    told, most = WALKS[walk]
    assert 400 < effort(knowledge, compiled, "quick", told=told).screen <= most


def test_a_lead_that_was_not_answered_no_counts_its_lines(knowledge: Knowledge, compiled: Bundle) -> None:
    well = effort(knowledge, compiled, "quick")
    doubting = effort(knowledge, compiled, "quick", told={"bones": ["not-sure"]})
    assert doubting.screen > well.screen + 50
    assert doubting.words - well.words == doubting.screen - well.screen
