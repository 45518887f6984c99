"""The question about equipment offers every piece that an exercise needs, a fork's own included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.knowledge.base import Knowledge
from generator.model import Equipment, Exercise, Model, Option, Question, Questionnaire


def offered(k: Knowledge) -> Knowledge:
    """The same knowledge, with what exercises need among the options of each question that sets the equipment.

    A piece that no option stands for comes before "none of these", under its title; in its place stands what holds it.
    """
    exercises = [e for e in k.all("exercises", Exercise).values() if e.chosen and e.household is None]
    rows = k.all("equipment", Equipment)
    holder = {piece: row.id for row in rows.values() for piece in row.holds if rows[piece].for_owners}
    needed = {holder.get(piece, piece) for e in exercises for piece in e.equipment}
    own = [Option(id=row.id, label=row.title) for row in rows.values() if row.id in needed]
    questions: Mapping[str, Model] = {name: _filled(q, own) for name, q in k.all("questions", Question).items()}
    questionnaires: Mapping[str, Model] = {
        name: _with_sections(q, own) for name, q in k.all("questionnaires", Questionnaire).items()
    }
    screen = _with_sections(k.screen, own) if k.screen else None
    return replace(k, kinds={**k.kinds, "questions": questions, "questionnaires": questionnaires}, screen=screen)


def _with_sections(whole: Any, own: list[Option]) -> Any:
    sections = [
        s.model_copy(update={"questions": tuple(q if isinstance(q, str) else _filled(q, own) for q in s.questions)})
        for s in whole.sections
    ]
    return whole.model_copy(update={"sections": tuple(sections)})


def _filled(q: Question, own: list[Option]) -> Question:
    """The question with those of its `own` options that it lacks."""
    there = {o.id for o in q.options}
    missing = [o for o in own if o.id not in there]
    if q.sets != "equipment" or not missing:
        return q
    alone = [o for o in q.options if o.exclusive]
    return q.model_copy(update={"options": (*(o for o in q.options if not o.exclusive), *missing, *alone)})
