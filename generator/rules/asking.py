"""Asking: questions are well formed, conditions look back at options that exist, safety is asked and used."""

from __future__ import annotations

from collections.abc import Iterator

from generator.knowledge.base import Knowledge
from generator.model import Asked, Caution, Condition, Pathway, Question, Questionnaire, RedFlag, Region, Syndrome
from generator.reading.load import Path_
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.together import Rule, together
from quiz.asking.bundle import Data
from quiz.asking.conditions import named, placed
from quiz.plans.link import MOST_DAYS, MOST_EXERCISES, MOST_MINUTES

NOWHERE = "nowhere"


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
        for fault, hint in _limit(k, q):
            yield k.problem(kind, name, path, "question-form", f"'{q.id}' sets {q.sets} and {fault}", hint)
    for name, t in k.tests().items():
        for fault, hint in _form(t.result):
            yield k.problem("tests", name, ("result",), "question-form", f"the result {fault}", hint)


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
    if a.sided and a.kind in ("multiple", "regions"):
        yield f"is of kind {a.kind} and sided", "remove sided"
    if a.difference and not a.sided:
        yield "has a difference but is asked once", "write sided: true"
    ids = [o.id for o in a.options]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"has the option '{twice}' twice", "rename one of them"
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


def _options(k: Knowledge, q: Question) -> set[str]:
    if q.kind == "regions":
        regions = k.all("regions", Region).values()
        sided = {f"{r.id}:{side}" for r in regions if r.sided for side in ("left", "right")}
        return sided | {r.id for r in regions} | {NOWHERE}
    return {o.id for o in form(k, q).options}


def form(k: Knowledge, q: Question) -> Asked:
    """What gives a question's options and numbers: its self-test's result, else itself."""
    test = k.tests().get(q.test) if q.test else None
    return test.result if test else q


Placed = tuple[Data, str, str, Path_]


def conditions(k: Knowledge) -> Iterator[Placed]:
    """Every test in a condition, anywhere, with its place."""
    for flag in k.all("safety/flags", RedFlag).values():
        yield from ((c, "safety/flags", flag.id, p) for c, p in _placed(flag.when, ("when",)))
    for caution in k.all("safety/cautions", Caution).values():
        yield from ((c, "safety/cautions", caution.id, p) for c, p in _placed(caution.when, ("when",)))
    for pathway in k.all("pathways", Pathway).values():
        for key, when in (("when", pathway.when), ("not_when", pathway.not_when)):
            yield from ((c, "pathways", pathway.id, p) for c, p in _placed(when, (key,)))
    if k.scoring is not None:
        yield from ((c, "scoring", "", p) for c, p in _placed(k.scoring.whole, ("whole",)))
    for kind, name, path, section in k.sections():
        yield from ((c, kind, name, p) for c, p in _placed(section.show_if, (*path, "show_if")))
    for q, kind, name, path in k.questions().values():
        yield from ((c, kind, name, p) for c, p in _placed(q.show_if, (*path, "show_if")))
        yield from ((c, kind, name, p) for c, p in _of_options(q, path))
    for name, test in k.tests().items():
        yield from ((c, "tests", name, p) for c, p in _of_options(test.result, ("result",)))


def _of_options(asked: Asked, path: Path_) -> Iterator[tuple[Data, Path_]]:
    for i, option in enumerate(asked.options):
        yield from _placed(option.show_if, (*path, "options", i, "show_if"))


def _placed(c: Condition | None, path: Path_) -> Iterator[tuple[Data, Path_]]:
    return placed(c.data if c else None, path)


def condition_option(k: Knowledge) -> Iterator[Problem]:
    """A condition names options that its question has, and compares numbers with numbers."""
    return (problem for _, problem in _misread(k))


def _misread(k: Knowledge) -> Iterator[tuple[str, Problem]]:
    """(question, problem) for every condition that misreads its question."""
    questions = k.questions()
    for c, kind, name, path in conditions(k):
        q = questions[c["question"]][0] if c["question"] in questions else None
        if q is None or (q.test and q.test not in k.tests()) or (q.kind == "regions" and not k.complete("regions")):
            continue
        words: list[tuple[str, Path_]] = [(w, (*path, "in", i)) for i, w in enumerate(c.get("in", ()))]
        words += [(c["equals"], (*path, "equals"))] if isinstance(c.get("equals"), str) else []
        known = _options(k, q)
        for word, at in words:
            if known and word not in known:
                message = f"'{q.id}' has no option '{word}'"
                yield q.id, k.problem(kind, name, at, "condition-option", message, did_you_mean(word, known))
        if (words and not known) or (known and ("at_least" in c or "at_most" in c)):
            message = f"'{q.id}' is a question of kind {q.kind}; this test can never pass"
            hint = "in and equals are for options, at_least and at_most for numbers"
            yield q.id, k.problem(kind, name, path, "condition-option", message, hint)


def yields_to(k: Knowledge) -> Iterator[Problem]:
    """A line of a list of ticks yields to another line of it, the stricter one."""
    for q, kind, name, path in k.questions().values():
        for i, option in enumerate(q.options):
            others = [o.id for o in q.options if o is not option and not o.exclusive and o.yields_to is None]
            if option.yields_to and (q.kind != "multiple" or option.exclusive or option.yields_to not in others):
                message = f"'{option.id}' cannot yield to '{option.yields_to}'"
                hint = did_you_mean(option.yields_to, others) or "name a stricter line of the same list of ticks"
                where = (*path, "options", i, "yields_to")
                yield k.problem(kind, name, where, "yields-to", message, hint)


def condition_looks_back(k: Knowledge) -> Iterator[Problem]:
    """`show_if` looks only at questions that come before, in every questionnaire that asks."""
    if not k.complete("safety/screen"):
        return
    asked: dict[tuple[str, str], set[str]] = {}
    questions = k.questions()
    for kind, name, path, section in k.sections():
        seen = asked.setdefault((kind, name), set(asked.get(("safety/screen", ""), ())))
        tests = [(c, p, f"the section '{section.id}'") for c, p in _placed(section.show_if, (*path, "show_if"))]
        yield from _late(k, kind, name, seen, tests)
        for j, entry in enumerate(section.questions):
            q = entry if isinstance(entry, Question) else questions[entry][0] if entry in questions else None
            if q is not None:
                here = (*path, "questions", j)
                whens = (*_placed(q.show_if, ()), *_of_options(form(k, q), ()))
                yield from _late(k, kind, name, seen, [(c, here, f"'{q.id}'") for c, _ in whens])
                seen.add(q.id)


def _late(
    k: Knowledge, kind: str, name: str, seen: set[str], tests: list[tuple[Data, Path_, str]]
) -> Iterator[Problem]:
    for c, path, what in tests:
        if c["question"] in k.questions() and c["question"] not in seen:
            message = f"{what} depends on '{c['question']}', which is not asked before it"
            yield k.problem(kind, name, path, "condition-looks-back", message, "ask that question earlier")


def question_twice(k: Knowledge) -> Iterator[Problem]:
    """A questionnaire asks each question once, the safety section counted in."""
    first = {q if isinstance(q, str) else q.id for s in (k.screen.sections if k.screen else ()) for q in s.questions}
    for name, questionnaire in k.all("questionnaires", Questionnaire).items():
        seen = set(first)
        for i, section in enumerate(questionnaire.sections):
            for j, entry in enumerate(section.questions):
                q = entry if isinstance(entry, str) else entry.id
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
    asked = {q if isinstance(q, str) else q.id for s in sections for q in s.questions}
    questions = k.questions()
    for c, kind, name, path in conditions(k):
        if kind in ("safety/flags", "safety/cautions") and c["question"] in questions and c["question"] not in asked:
            message = f"'{c['question']}' is not asked in the safety screen"
            yield k.problem(kind, name, path, "safety-in-screen", message, "ask it in knowledge/safety/screen.yml")


def screen_role(k: Knowledge) -> Iterator[Problem]:
    """`age` and `regions` of the safety screen name a number and a body map that it asks."""
    sections = k.screen.sections if k.screen else ()
    asked = {q if isinstance(q, str) else q.id for s in sections for q in s.questions}
    questions = k.questions()
    for role, kind in (("age", "number"), ("regions", "regions")):
        name = getattr(k.screen, role, "")
        if name in questions and (name not in asked or questions[name][0].kind != kind):
            message = f"'{name}' is not a question of kind {kind} in this file"
            yield k.problem("safety/screen", "", (role,), "screen-role", message, "name the one that is")


def safety_answer_unused(k: Knowledge) -> Iterator[Problem]:
    """Every tick-list option of the safety screen, but "none", is part of a flag or a caution."""
    questions, misread = k.questions(), {q for q, _ in _misread(k)}
    if not k.complete("safety/flags", "safety/cautions", "questionnaires", "questions"):
        return
    if any(c["question"] not in questions for c, _, _, _ in conditions(k)):
        return  # the one that is misspelt may be meant
    told = [(c, kind) for c, kind, _, _ in conditions(k) if kind not in ("pathways", "scoring")]
    used = {(c["question"], word) for c, kind in told if kind != "questions" for word in named(c)}
    for kind, name, path, section in k.sections():
        for j, q in enumerate(section.questions):
            if kind != "safety/screen" or not isinstance(q, Question) or q.kind != "multiple" or q.id in misread:
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
    condition_option,
    yields_to,
    condition_looks_back,
    question_twice,
    safety_in_screen,
    screen_role,
    safety_answer_unused,
    syndrome_asked,
)
RULES = asks(*CHECKS)
check = together(CHECKS)
