"""Scales: what they name is there, once, and no scale is made of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.knowledge.base import Knowledge
from generator.model import Question, Questionnaire
from generator.model.scales import Method, Scale
from generator.reading.document import Path_
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.together import Rule, together
from quiz.asking.bundle import Data
from quiz.asking.conditions import named, placed, tests

MOST_LEVELS = 20
"""More in a row have no published score, and their numbers no end."""


class Written(NamedTuple):
    """The scales of one questionnaire, and the questions that it asks, the safety screen's included."""

    questionnaire: str
    scales: tuple[Scale, ...]
    questions: dict[str, Question]


def written(k: Knowledge) -> Iterator[Written]:
    """Every questionnaire that has scales."""
    everything = k.questions()
    for name, q in k.all("questionnaires", Questionnaire).items():
        sections = [s for kind, owner, _, s in k.sections() if kind == "safety/screen" or owner == name]
        ids = [q for s in sections for q in s.names]
        if q.scales:
            yield Written(name, q.scales, {i: everything[i][0] for i in ids if i in everything})


def _methods(w: Written) -> Iterator[tuple[Method, Path_]]:
    """Every scale as it is written, and every variant of it, with its path."""
    for i, s in enumerate(w.scales):
        yield s, ("scales", i)
        for name, change in s.variants.items():
            yield change, ("scales", i, "variants", name)


def tested(m: Method, path: Path_) -> Iterator[tuple[Data, Path_]]:
    """Every test in the gate and the classes of a scale, with its path."""
    yield from placed(m.when.data if m.when else None, (*path, "when"))
    for i, row in enumerate(m.classes):
        yield from placed(row.when.data, (*path, "classes", i, "when"))


def scale_id(k: Knowledge) -> Iterator[Problem]:
    """A scale's id is no other scale's and no question's."""
    for w in written(k):
        ids = [s.id for s in w.scales]
        for i, s in enumerate(w.scales):
            taken = "a question" if s.id in w.questions else "another scale" if s.id in ids[:i] else ""
            if taken:
                path = ("scales", i, "id")
                message = f"'{s.id}' is the id of {taken} already"
                yield k.problem("questionnaires", w.questionnaire, path, "scale-id", message, "rename one of them")


def scale_item(k: Knowledge) -> Iterator[Problem]:
    """Items, and the questions in conditions, are asked in the same questionnaire, with the options named."""
    for w in written(k):
        for m, path in _methods(w):
            items = [(item, (*path, "items", i)) for i, item in enumerate(m.items)]
            tests = [(c, p) for c, p in tested(m, path) if "question" in c]
            for item, place in [*items, *((c["question"], (*p, "question")) for c, p in tests)]:
                if item not in w.questions and not k.may_have("questions", item):
                    message = f"'{item}' is not asked in this questionnaire"
                    hint = did_you_mean(item, w.questions)
                    yield k.problem("questionnaires", w.questionnaire, place, "scale-item", message, hint)
            for c, place in tests:
                for fault, hint in _misread(c, w.questions.get(c["question"])):
                    yield k.problem("questionnaires", w.questionnaire, place, "scale-item", fault, hint)


def _misread(test: Data, q: Question | None) -> Iterator[tuple[str, str]]:
    if q is None or q.test is not None or q.kind == "regions":
        return
    words = named(test)
    if q.numeric:
        if "in" in test or any(isinstance(v, str) and v[0].isalpha() for v in words):
            yield f"'{q.id}' is answered with a number", "use equals, at_least or at_most, each with a number"
        return
    if "at_least" in test or "at_most" in test:
        yield f"'{q.id}' is answered with an option", "use equals or in"
    known = [o.id for o in q.options]
    for word in words:
        if word not in known:
            hint = (
                f"put it in quotes: '{word}'"
                if str(word) in known
                else (did_you_mean(str(word), known) or f"its options: {', '.join(known)}")
            )
            yield f"'{q.id}' has no option {word!r}", hint


def scale_part(k: Knowledge) -> Iterator[Problem]:
    """Parts, and scales in conditions, are of the same questionnaire; none is made of itself, nor of 20 in a row."""
    for w in written(k):
        known = {s.id for s in w.scales}
        for m, path in _methods(w):
            parts = [(part, (*path, "parts", i)) for i, part in enumerate(m.parts)]
            parts += [(c["scale"], (*p, "scale")) for c, p in tested(m, path) if "scale" in c]
            for part, place in parts:
                if part not in known:
                    message = f"there is no scale '{part}' here"
                    hint = did_you_mean(part, known) or f"its scales: {', '.join(sorted(known))}"
                    yield k.problem("questionnaires", w.questionnaire, place, "scale-part", message, hint)
        for s, place, message, hint in _endless(w):
            yield k.problem("questionnaires", w.questionnaire, place, "scale-part", message.format(s.id), hint)


def _endless(w: Written) -> Iterator[tuple[Scale, Path_, str, str]]:
    """Scales that come back to themselves through parts and gates, as written or in a variant, or go too deep."""
    told: set[str] = set()
    for variant in (None, *sorted({v for s in w.scales for v in s.variants})):
        made_of = {s.id: _made_of(s.varied(variant)) for s in w.scales}
        levels = _levels(made_of)
        for i, s in enumerate(w.scales):
            if levels.get(s.id) == MOST_LEVELS and s.id not in told:
                told.add(s.id)
                yield s, ("scales", i), f"the scale '{{}}' is made of {MOST_LEVELS} others in a row", "name their items"
            reached: set[str] = set()
            if s.id in levels:
                continue
            ahead = list(made_of[s.id])
            while ahead:
                name = ahead.pop()
                if name not in reached:
                    reached.add(name)
                    ahead += made_of.get(name, ())
            if s.id in reached and s.id not in told:
                told.add(s.id)
                hint = "take the circle out of parts and when"
                yield s, ("scales", i), "the scale '{}' is made of itself", hint


def _levels(made_of: dict[str, set[str]]) -> dict[str, int]:
    """How many scales in a row each is made of at most; none for those that a circle is in."""
    above: dict[str, list[str]] = {name: [] for name in made_of}
    waiting = {name: len(parts & made_of.keys()) for name, parts in made_of.items()}
    for name, parts in made_of.items():
        for part in parts & made_of.keys():
            above[part].append(name)
    ahead = [name for name, left in waiting.items() if not left]
    levels = dict.fromkeys(ahead, 0)
    reached: dict[str, int] = {}
    while ahead:
        name = ahead.pop()
        for other in above[name]:
            reached[other] = max(reached.get(other, 0), levels[name] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                levels[other] = reached[other]
                ahead.append(other)
    return levels


def _made_of(s: Scale) -> set[str]:
    return {*s.parts, *(test["scale"] for test in tests(s.when.data if s.when else None) if "scale" in test)}


CHECKS: tuple[Rule, ...] = (scale_id, scale_item, scale_part)
RULES = asks(*CHECKS)
check = together(CHECKS)
