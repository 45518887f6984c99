"""Conditions look back at options that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.knowledge.base import Knowledge
from generator.knowledge.layers.tighten import GATES
from generator.model import Asked, Caution, Condition, Pathway, Question, RedFlag, Region
from generator.reading.document import Path_
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.together import Rule, together
from quiz.asking.bundle import NOT_SURE, Data
from quiz.asking.conditions import placed, ticks
from quiz.judging.safety import URGENCIES

NOWHERE = "nowhere"
_STRICTNESS: Final[tuple[str, ...]] = (*GATES, *URGENCIES[::-1])


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
    """A condition names options of its question, or not-sure of a safety list, and compares numbers with numbers."""
    return (problem for _, problem in misread(k))


def misread(k: Knowledge) -> Iterator[tuple[str, Problem]]:
    """(question, problem) for every condition that misreads its question."""
    questions = k.questions()
    for c, kind, name, path in conditions(k):
        q = questions[c["question"]][0] if c["question"] in questions else None
        if q is None or (q.test and q.test not in k.tests()) or (q.kind == "regions" and not k.complete("regions")):
            continue
        words: list[tuple[str, Path_]] = [(w, (*path, "in", i)) for i, w in enumerate(c.get("in", ()))]
        words += [(c["equals"], (*path, "equals"))] if isinstance(c.get("equals"), str) else []
        known = _options(k, q)
        doubt = {NOT_SURE} if q.safety and q.kind == "multiple" and q.not_sure else set()
        for word, at in words:
            if known and word not in known | doubt:
                message = f"'{q.id}' has no option '{word}'"
                yield q.id, k.problem(kind, name, at, "condition-option", message, did_you_mean(word, known))
        counted = "at_least" in c or "at_most" in c
        if (words and not known) or (counted and (known or q.kind == "text")):
            message = f"'{q.id}' is a question of kind {q.kind}; this test can never pass"
            hint = "in and equals are for options, at_least and at_most for numbers"
            yield q.id, k.problem(kind, name, path, "condition-option", message, hint)


def yields_to(k: Knowledge) -> Iterator[Problem]:
    """A line of a list of ticks yields to another line of it, behind a flag or caution that is at least as strict."""
    strict = _care(k)
    for q, kind, name, path in k.questions().values():
        care = {o.id: strict.get((q.id, o.id), 0) for o in q.options}
        for i, option in enumerate(q.options):
            others = [o.id for o in q.options if o is not option and not o.exclusive and o.yields_to is None]
            others = [other for other in others if care[other] >= care[option.id]]
            if option.yields_to and (q.kind != "multiple" or option.exclusive or option.yields_to not in others):
                message = f"'{option.id}' cannot yield to '{option.yields_to}'"
                hint = did_you_mean(option.yields_to, others) or "name a stricter line of the same list of ticks"
                where = (*path, "options", i, "yields_to")
                yield k.problem(kind, name, where, "yields-to", message, hint)


def _care(k: Knowledge) -> dict[tuple[str, str], int]:
    """(question, option) -> how strict the strictest flag or caution is that it helps to raise."""
    told = [(f.when, f.urgency) for f in k.all("safety/flags", RedFlag).values()]
    whens = [*told, *((c.when, c.gate) for c in k.all("safety/cautions", Caution).values())]
    whens.sort(key=lambda one: _STRICTNESS.index(one[1]))
    return {tick: _STRICTNESS.index(how) for when, how in whens for tick in ticks(when.data)}


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


CHECKS: tuple[Rule, ...] = (condition_option, yields_to, condition_looks_back)
RULES = asks(*CHECKS)
check = together(CHECKS)
