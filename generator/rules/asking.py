"""Asking: questions are well formed and asked once, safety is asked and used."""

from __future__ import annotations

from collections.abc import Iterator

from generator.knowledge.base import Knowledge
from generator.model import Asked, Option, Question, Questionnaire, Region, Syndrome
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.conditions import NOWHERE, conditions, form, misread
from generator.rules.together import Rule, together
from quiz.asking.bundle import NOT_SURE
from quiz.asking.conditions import named
from quiz.routine.bounds import MOST_DAYS, MOST_EXERCISES, MOST_MINUTES


def question_form(k: Knowledge) -> Iterator[Problem]:
    """Choices have options, numbers a range and a unit; a self-test gives the form itself; what sets a limit has
    values.
    """
    for q, kind, name, path in k.questions().values():
        if q.test is None:
            yield from (
                k.problem(kind, name, path, "question-form", f"'{q.id}' {fault}", hint) for fault, hint in _form(q)
            )
        elif q.options or q.measures or q.difference:
            message = f"'{q.id}' takes its form from the self-test '{q.test}'"
            yield k.problem(kind, name, path, "question-form", message, "remove options, measures and difference")
        if q.kind == "text" and (q.safety or not q.optional):
            hint = "write optional: true and no safety; nothing judges what somebody writes"
            yield k.problem(kind, name, path, "question-form", f"'{q.id}' is of kind text and must be answered", hint)
        for fault, hint in _limit(k, q):
            yield k.problem(kind, name, path, "question-form", f"'{q.id}' sets {q.sets} and {fault}", hint)
    for name, t in k.tests().items():
        for fault, hint in _form(t.result):
            yield k.problem("tests", name, ("result",), "question-form", f"the result {fault}", hint)
    alone = {(o.id, q.id) for q, _, _, _ in k.questions().values() if q.sets == "equipment" for o in _alone(q)}
    for kind, taken in (("regions", dict.fromkeys(_SAID)), ("equipment", {**dict(alone), NOT_SURE: None})):
        for name in sorted(taken.keys() & k.kinds.get(kind, {}).keys()):
            where = f" in '{taken[name]}'" if taken[name] else ""
            message = f"'{name}' already means none of these, or not sure{where}"
            yield k.problem(kind, name, ("id",), "question-form", message, "take another id")


_SAID = (NOT_SURE, NOWHERE)
"""Answers that questions offer by themselves."""


def _alone(a: Asked) -> list[Option]:
    return [o for o in a.options if o.exclusive]


def _form(a: Asked) -> Iterator[tuple[str, str]]:
    choice = a.kind in ("single", "multiple")
    if choice and len(a.options) < 2:
        yield f"is of kind {a.kind} and has fewer than two options", "add options, each with an id and a label"
    if not choice and a.options:
        yield f"is of kind {a.kind} and has options", "remove the options, or write kind: single or multiple"
    if a.kind == "number" and (a.min is None or a.max is None or a.unit is None):
        yield "is a number without min, max or unit", "add min, max and unit"
    if a.min is not None and a.max is not None and a.min >= a.max:
        yield f"has min {a.min} and max {a.max}", "min must be less than max"
    if choice and (a.measures or a.difference):
        yield f"is of kind {a.kind} and has measures", "put findings on its options"
    if a.kind == "text" and (a.measures or a.difference or a.unit or a.min is not None or a.max is not None):
        yield "is of kind text and has what a number has", "remove measures, difference, unit, min and max"
    if a.sided and a.kind in ("multiple", "regions", "text"):
        yield f"is of kind {a.kind} and sided", "remove sided"
    if a.difference and not a.sided:
        yield "has a difference but is asked once", "write sided: true"
    ids = [o.id for o in a.options]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"has the option '{twice}' twice", "rename one of them"
    if NOT_SURE in ids:
        hint = "remove it: a question says not sure by itself, unless not_sure: false stands there; or take another id"
        yield f"has the option '{NOT_SURE}'", hint
    for m in a.measures:
        if m.none_at == m.full_at:
            yield f"has a measure of '{m.finding}' that begins and ends at {m.none_at}", "let them differ"


MOST = {"minutes": MOST_MINUTES, "count": MOST_EXERCISES, "days": MOST_DAYS, "level": 3}


def _limit(k: Knowledge, q: Question) -> Iterator[tuple[str, str]]:
    """What keeps an answer from setting a limit of the routine."""
    if q.sets is None:
        return
    wanted = "multiple" if q.sets == "equipment" else "single"
    if q.test or q.sided or q.kind != wanted:
        yield f"is {'sided' if q.sided else 'a self-test' if q.test else f'of kind {q.kind}'}", f"write kind: {wanted}"
        return
    known = k.kinds.get("equipment", {})
    for o in q.options:
        if q.sets == "equipment":
            if not o.exclusive and o.id not in known and not k.may_have("equipment", o.id):
                hint = did_you_mean(o.id, known) or "add it to equipment.yml"
                yield f"has the option '{o.id}', which knowledge/equipment.yml has not", hint
        elif not 1 <= (o.value or 0) <= MOST[q.sets]:
            what = "without a value" if o.value is None else f"with the value {o.value}"
            yield f"has the option '{o.id}' {what}", f"write a value from 1 to {MOST[q.sets]}"


def question_twice(k: Knowledge) -> Iterator[Problem]:
    """A questionnaire asks each question once, the safety section counted in."""
    first = {q for s in (k.screen.sections if k.screen else ()) for q in s.names}
    for name, questionnaire in k.all("questionnaires", Questionnaire).items():
        seen = set(first)
        for i, section in enumerate(questionnaire.sections):
            for j, (q, entry) in enumerate(zip(section.names, section.questions, strict=True)):
                if q in seen and isinstance(entry, str):  # one written out twice is a duplicate id
                    path = ("sections", i, "questions", j)
                    message = f"'{q}' is asked twice"
                    yield k.problem("questionnaires", name, path, "question-twice", message, "remove one of them")
                seen.add(q)


def safety_in_screen(k: Knowledge) -> Iterator[Problem]:
    """Flags and cautions look only at questions of the safety screen, which are marked `safety: true`."""
    if not k.complete("safety/screen"):
        return
    sections = k.screen.sections if k.screen else ()
    asked = {q for s in sections for q in s.names}
    questions = k.questions()
    for c, kind, name, path in conditions(k):
        if kind in ("safety/flags", "safety/cautions") and c["question"] in questions and c["question"] not in asked:
            message = f"'{c['question']}' is not asked in the safety screen"
            yield k.problem(kind, name, path, "safety-in-screen", message, "ask it in knowledge/safety/screen.yml")


def screen_role(k: Knowledge) -> Iterator[Problem]:
    """`age`, `regions` and `most` of the safety screen name a number, a body map and a choice that it asks."""
    sections = k.screen.sections if k.screen else ()
    asked = {q for s in sections for q in s.names}
    questions = k.questions()
    for role, kind in (("age", "number"), ("regions", "regions"), ("most", "single")):
        name = getattr(k.screen, role, "")
        if name in questions and (name not in asked or questions[name][0].kind != kind):
            message = f"'{name}' is not a question of kind {kind} in this file"
            yield k.problem("safety/screen", "", (role,), "screen-role", message, "name the one that is")


def safety_answer_unused(k: Knowledge) -> Iterator[Problem]:
    """Every tick-list option of the safety screen, but "none", is part of a flag or a caution."""
    questions, wrong = k.questions(), {q for q, _ in misread(k)}
    if not k.complete("safety/flags", "safety/cautions", "questionnaires", "questions"):
        return
    if any(c["question"] not in questions for c, _, _, _ in conditions(k)):
        return  # the one that is misspelt may be meant
    told = [(c, kind) for c, kind, _, _ in conditions(k) if kind not in ("pathways", "scoring")]
    used = {(c["question"], word) for c, kind in told if kind != "questions" for word in named(c)}
    for kind, name, path, section in k.sections():
        for j, q in enumerate(section.questions):
            if kind != "safety/screen" or not isinstance(q, Question) or q.kind != "multiple" or q.id in wrong:
                continue
            for i, option in enumerate(q.options):
                if not option.exclusive and (q.id, option.id) not in used:
                    where = (*path, "questions", j, "options", i)
                    message = f"nothing happens when '{option.id}' is ticked"
                    hint = "use it in a flag or a caution, or remove it"
                    yield k.problem(kind, name, where, "safety-answer-unused", message, hint)


def syndrome_asked(k: Knowledge) -> Iterator[Problem]:
    """Some questionnaire asks about every syndrome."""
    if not k.complete("safety/screen", "questionnaires", "questions", "tests", "regions"):
        return
    asked: set[str] = {r.finding for r in k.all("regions", Region).values() if r.finding}
    for _, q in k.asked():
        given = form(k, q)
        asked |= {ref.partition(".")[0] for o in given.options for ref in o.findings}
        asked |= {m.finding for m in given.measures}
        asked |= {given.difference.finding} if given.difference else set()
    for name, s in k.all("syndromes", Syndrome).items():
        if asked.isdisjoint(i.finding for i in s.indicators):
            message = f"no questionnaire asks anything about '{name}'"
            hint = "ask about one of its findings, or remove its indicators"
            yield k.problem("syndromes", name, ("indicators",), "syndrome-asked", message, hint)


CHECKS: tuple[Rule, ...] = (
    question_form,
    question_twice,
    safety_in_screen,
    screen_role,
    safety_answer_unused,
    syndrome_asked,
)
RULES = asks(*CHECKS)
check = together(CHECKS)
