"""Proofs: what generator/reach/prove.py found impossible is an error, what it could not decide a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.knowledge.base import Knowledge
from generator.knowledge.layers.merge import LOCAL
from generator.model import Questionnaire
from generator.reach.prove import Verdict
from generator.reading.document import Path_
from generator.reading.problems import Problem

RULE_OF = {
    "question": "never-shown",
    "option": "never-shown",
    "flag": "never-raised",
    "caution": "never-raised",
    "pathway": "never-told",
    "band": "never-reached",
    "exercise": "never-offered",
    "score": "never-reached",
}
RULES = {
    "never-shown": "Every question and option can be shown (proved by running the questionnaires).",
    "never-raised": "Some answers raise every red flag and every caution (proved).",
    "never-reached": "Some answers reach every band of every syndrome (proved).",
    "never-told": "Some answers lead to every pathway (proved).",
    "never-offered": "Some answers lead to every exercise (proved); of a fork's own this is a warning.",
    "undecided": "The search settled every such question; where it did not, this warning lists it.",
}

_WHAT = {
    "question": "the question '{0}' can never be shown",
    "option": "the option '{1}' of '{0}' can never be shown",
    "flag": "no answers raise '{0}'",
    "caution": "no answers bring '{0}' about",
    "pathway": "nobody is told the pathway '{0}'",
    "band": "no answers reach the band '{1}' of '{0}'",
    "exercise": "'{0}' can never be offered",
    "score": "no answers reach the word '{1}' of the scale '{0}'",
}


def check(k: Knowledge, verdicts: Iterable[Verdict]) -> Iterator[Problem]:
    """Turn verdicts into problems at the place that should be mended."""
    for v in verdicts:
        name, _, rest = v.subject.partition("=")
        message = _WHAT[v.claim].format(name, rest)
        kind, entity, path = _place(k, v.claim, name)
        if v.state == "impossible":
            found = k.problem(kind, entity, path, RULE_OF[v.claim], message, v.argument)
            yield _given(found) if v.claim == "exercise" else found
        elif v.state == "undecided":
            hint = f"the search found no answers for which this is untrue: {message}"
            yield k.problem(kind, entity, path, "undecided", f"not decided: {v.claim} '{v.subject}'", hint).as_warning()


def _given(found: Problem) -> Problem:
    """An exercise that nobody is offered: trainers can still give it, so a fork's own is none the worse for it."""
    if found.path.startswith(LOCAL):
        hint = f"{found.hint}; trainers can give it; library_only: true says that this is meant"
        return replace(found, hint=hint).as_warning()
    hint = f"{found.hint}; name it in a protocol or a pathway, correct its muscles, or write library_only: true"
    return replace(found, hint=hint)


def _place(k: Knowledge, claim: str, name: str) -> tuple[str, str, Path_]:
    if claim == "score":
        found = ((q, i) for q in k.all("questionnaires", Questionnaire).values() for i, s in enumerate(q.scales))
        return next(("questionnaires", q.id, ("scales", i)) for q, i in found if q.scales[i].id == name)
    if claim in ("question", "option"):
        _, kind, entity, path = k.questions()[name]
        return kind, entity, path
    return {"flag": "safety/flags", "caution": "safety/cautions", "band": "syndromes"}.get(claim, f"{claim}s"), name, ()
