"""How much somebody reads whom a link knows nothing of: whatever the plan, at most 350 words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from generator.knowledge.base import Knowledge
from generator.site.form import Field, Part, screen
from quiz.asking.bundle import Answers, Bundle, Question
from quiz.plans.opening import Check, safety_check
from quiz.plans.plan import Plan
from tests.plans import plan_of

MOST = 350
AGES = (16, 34, 50, 55, 56, 71)
"""On both sides of what hangs on an age."""
_WORD = re.compile(r"\w[\w'’-]*")


def words_of(k: Knowledge, check: Check, signed: bool = True) -> int:
    """The words from the top of the page to its button, nothing opened; of a plan that says whom it is from, or not."""
    ui = {name.removeprefix("ui."): text for name, text in k.phrases["en"].items() if name.startswith("ui.")}
    top = ("plan.page.title", "plan.emergency", "emergency.link", "question.every", "plan.show")
    texts = [ui[name] for name in top]
    if signed:  # a name and a number are the sender's words
        texts.append(re.sub(r"\{\w+\}", "", k.phrases["en"]["plan.first"]))
    for part in screen(k):
        texts += _read(part, check, ui)
    return sum(len(_WORD.findall(text)) for text in texts)


def _read(part: Part, check: Check, ui: dict[str, str]) -> Iterator[str]:
    asked = dict(check.sections).get(part.section.id, ())
    if asked and part.section.text and part.leads:
        yield part.section.text.split(". ")[-1]
    for together in part.together:
        shown = [field for field in together if field.question.id in asked]
        for field in shown:
            yield from _cues(field, check) if field.question.cues else _question(field, check, ui)
        if shown and shown[0].question.cues:
            yield from (ui[f"question.lead.{word}"] for word in ("no", "yes", "not-sure"))


def _cues(field: Field, check: Check) -> Iterator[str]:
    of_line = {o.cue for o in field.lines if o.id in check.options[field.question.id]}
    return (cue.brief or cue.says for cue in field.question.cues if cue.id in of_line)


def _question(field: Field, check: Check, ui: dict[str, str]) -> Iterator[str]:
    q = field.question
    yield from (q.ask, q.help or "", q.unit or "", q.low or "", q.high or "")
    if q.kind == "regions":
        yield from (ui[f"region.{word}"] for word in ("tap", "list", "nowhere"))
    else:
        yield from (text for o in q.options if o.id in check.options[q.id] for text in (o.label, o.help or ""))


def asking_most(bundle: Bundle) -> Plan:
    """A plan whose exercises ask of a body all that any exercise does: no plan of them brings up more questions."""
    exercises, names = bundle.exercises, []
    left = {demand for e in exercises.values() for demand in e.demands}
    while left:
        names.append(max(exercises, key=lambda name: len(exercises[name].demands & left)))
        left -= exercises[names[-1]].demands
    return plan_of(bundle, *names)


def well(bundle: Bundle, plan: Plan, age: int, *places: str) -> Check:
    """All that somebody well, but for the ache, is asked, answered."""
    answers: dict[str, Any] = {bundle.where: places, bundle.age: age}
    while (check := safety_check(bundle, plan, answers)).missing:
        answers |= {name: _calm(bundle.questions[name]) for name in check.missing if name not in answers}
    return check


def _calm(q: Question) -> Any:
    if q.kind == "multiple":
        return ("none",)
    return 3 if q.kind == "scale" else next(o.id for o in q.options if o.id in ("known", "under-six-weeks"))


def test_no_plan_asks_more_of_a_stranger_than_is_read(knowledge: Knowledge, compiled: Bundle) -> None:
    """Whatever its exercises, wherever it aches, at each age: one place, and all of them at once."""
    plan = asking_most(compiled)
    options = compiled.questions[compiled.where].options
    places = {o.id.partition(":")[0]: o.id for o in options}.values()
    everywhere = tuple(o.id for o in options if not o.exclusive)
    each = product((*((place,) for place in places), everywhere), AGES)
    counts = {(ache, age): words_of(knowledge, well(compiled, plan, age, *ache)) for ache, age in each}
    assert max(counts.values()) <= MOST, sorted(counts.items(), key=lambda item: -item[1])[:5]
    assert min(counts.values()) > 200


def test_no_plan_brings_up_a_question_that_this_one_does_not(compiled: Bundle) -> None:
    """What a plan asks grows with its exercises: the one that was counted stands for each of them."""
    age, place = 50, "hip-buttock:left"
    most = _asked(well(compiled, asking_most(compiled), age, place))
    for name in compiled.exercises:
        assert _asked(well(compiled, plan_of(compiled, name), age, place)) <= most, name


def test_how_the_ache_goes_is_not_asked_of_a_stranger(compiled: Bundle) -> None:
    """It only makes the start smaller; unless ticked lines make a warning sign of it."""
    course = {"after-use", "how-long", "affects-life", "weighs"}
    plan = asking_most(compiled)
    assert course.isdisjoint(_questions(well(compiled, plan, 34, "low-back:left")))
    stiff: Answers = {"where": ("low-back:left",), "age": 34, "lasting": ("morning-back", "second-half-night")}
    assert "how-long" in _questions(safety_check(compiled, plan, stiff))


def _questions(check: Check) -> set[str]:
    return {name for _, names in check.sections for name in names}


def _asked(check: Check) -> set[tuple[str, str]]:
    return {(name, option) for name, options in check.options.items() for option in (*options, "")}
