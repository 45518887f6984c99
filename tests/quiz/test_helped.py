"""Routines of many people who own everything: each grows, and together they use what there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.judging.flow import asked
from quiz.judging.verdict import judge
from quiz.routine.compose import Routine, routine_of
from tests.crowd import Raw
from tests.deep import tries

HELPED = tries("HELPED", 120)
"""People with a routine; `make deep` makes up 10,000."""
ALL_USED = 10_000
"""So many use every card that a self-assessment may choose, as an exercise or as one that could stand in its place; the
rarest two are for one in 4,000."""


def test_every_routine_grows_and_every_card_is_used(compiled: Bundle) -> None:
    used: set[str] = set()
    for routine in islice(_routines(compiled), HELPED):
        assert any(c.weeks[0] != c.weeks[-1] for c in routine.cards)
        used.update(e for c in routine.cards for e in (c.exercise, *c.instead))
    cards = {e.id for e in compiled.exercises.values() if e.chosen}
    assert used <= cards
    assert len(used) > len(cards) / 2 if HELPED < ALL_USED else used == cards, sorted(cards - used)


def _routines(b: Bundle) -> Iterator[Routine]:
    """Those of made-up people who own all there is; every other one has the largest budget too."""
    for seed in count():
        questionnaire = ("quick", "full")[seed % 2]
        raw = person(b, questionnaire, seed)
        raw |= {name: answer for name, answer in _most(b, seed % 4 > 1).items() if name in raw}
        routine = routine_of(b, judge(b, questionnaire, read_answers(asked(b, questionnaire), raw)))
        if routine and routine.cards:
            yield routine


def _most(b: Bundle, budget: bool) -> Raw:
    """All equipment; with the largest budget also the most minutes and exercises, and the highest level."""
    most: Raw = {}
    for q in b.questions.values():
        if q.sets == "equipment":
            most[q.id] = [o.id for o in q.options if not o.exclusive]
        elif q.sets in ("minutes", "count", "level") and budget:
            most[q.id] = max(q.options, key=lambda o: o.value or 0).id
    return most
