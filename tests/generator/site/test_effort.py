"""What a self-assessment asks of a reader: counted, within its budget, and the source of the minutes it promises."""

from __future__ import annotations

from generator.knowledge.base import Knowledge
from generator.site.effort import Effort, effort
from quiz.asking.bundle import Bundle


def test_minutes_are_counted_from_words_and_answers() -> None:
    assert Effort(words=200, answers=0, tests=0).minutes == 1
    assert Effort(words=201, answers=0, tests=0).minutes == 2
    assert Effort(words=200, answers=30, tests=3).minutes == 5


def test_each_self_assessment_keeps_to_its_words(knowledge: Knowledge, compiled: Bundle) -> None:
    quick, full = (effort(knowledge, compiled, name) for name in ("quick", "full"))
    assert 500 < quick.words <= 1250, "with an ache in the head or jaw, where the screen asks most"
    assert quick.words < full.words <= 2800
    assert quick.minutes <= 8
