"""What more room would bring: which exercises would be in the routine with more minutes, exercises or equipment.

Never a safety answer, nor the level: that would teach people to answer for what they would like to get.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quiz.asking.bundle import Answer, Answers, Bundle, Data, Option, Question
from quiz.judging.flow import Flow
from quiz.judging.verdict import judge
from quiz.routine.compose import Limits, limits, routine_of
from quiz.telling.messages import say


@dataclass(frozen=True)
class Room:
    """With these answers instead, the same person would get the exercise in the routine. True when re-run."""

    exercise: str
    limit: str
    """What keeps it out today: minutes, count, equipment, or both (minutes and count together)."""
    answers: Mapping[str, Answer]
    new: tuple[tuple[str, str], ...]
    """What is chosen anew in them, as (question, option)."""


def rooms(bundle: Bundle, questionnaire: str, answers: Answers) -> list[Room]:
    """One entry an exercise that is not in the routine, with the smallest change that brings it in.

    Changes are tried in this order: more minutes, more exercises, one more piece of equipment, the most of both
    minutes and exercises; only those that the questionnaire lets one answer.
    """
    now = judge(bundle, questionnaire, answers)
    here = routine_of(bundle, now)
    if here is None:
        return []
    have = {c.exercise for c in here.cards}
    found: dict[str, Room] = {}
    for limit, change, new in _changes(bundle, now.shown):
        then = routine_of(bundle, judge(bundle, questionnaire, {**answers, **change}))
        for card in then.cards if then else ():
            if card.exercise not in have:
                found.setdefault(card.exercise, Room(card.exercise, limit, change, new))
    return list(found.values())


def _changes(bundle: Bundle, shown: Flow) -> Iterator[tuple[str, dict[str, Answer], tuple[tuple[str, str], ...]]]:
    within = limits(bundle, shown.answers)
    asked = {q.sets: q for name in shown.questions if (q := bundle.questions[name]).sets}
    most: dict[str, str] = {}
    for limit in ("minutes", "count"):
        for option in _more(asked.get(limit), limit, within):
            most[asked[limit].id] = option.id
            yield limit, {asked[limit].id: option.id}, ((asked[limit].id, option.id),)
    if "equipment" in asked:
        q = asked["equipment"]
        ticked = shown.answers.get(q.id)
        for o in q.options:
            if not o.exclusive and o.id not in within.equipment | bundle.equipment.for_owners:
                owned = tuple(p.id for p in q.options if p.id == o.id or (isinstance(ticked, tuple) and p.id in ticked))
                yield "equipment", {q.id: owned}, ((q.id, o.id),)
    if len(most) > 1:
        yield "both", {**most}, tuple(most.items())


def _more(q: Question | None, limit: str, within: Limits) -> list[Option]:
    """The options for more than today, the least first."""
    today: int = getattr(within, limit)
    larger = [o for o in q.options if o.value is not None and o.value > today] if q else []
    return sorted(larger, key=lambda o: o.value or 0)


# In messages.


def room_told(bundle: Bundle, questionnaire: str, answers: Answers) -> list[Data]:
    """The same as JSON of messages."""
    return [_told(r) for r in rooms(bundle, questionnaire, answers)]


def _told(r: Room) -> Data:
    return {
        "exercise": r.exercise,
        "title": say(f"exercises.{r.exercise}.title"),
        "limit": r.limit,
        "answers": {q: list(a) if isinstance(a, tuple) else a for q, a in r.answers.items()},
        "text": say(f"room.{r.limit}", what=[say(f"questions.{q}.options.{option}") for q, option in r.new]),
    }
