"""Pathways: every place has one, or says whom to see; what a pathway names is in it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.knowledge.base import Knowledge
from generator.model import STEPS, Pathway, Region
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.together import Rule, together


def place_without_pathway(k: Knowledge) -> Iterator[Problem]:
    """Each place of the body map has a pathway for everyone, without `when` and `not_when`, or says whom to `see`."""
    if not k.complete("pathways"):
        return
    general = {
        place for p in k.all("pathways", Pathway).values() if not p.when and not p.not_when for place in p.places
    }
    for name, region in k.all("regions", Region).items():
        if name not in general and not region.see:
            message = f"there is no pathway for everyone who aches in '{name}'"
            hint = "name it under places: of a pathway without when and not_when, or write whom to see: here"
            yield k.problem("regions", name, (), "place-without-pathway", message, hint)


def key_exercise(k: Knowledge) -> Iterator[Problem]:
    """A pathway's key exercises stand in its steps."""
    for name, p in k.all("pathways", Pathway).items():
        known = [e for step in STEPS if (part := getattr(p, step)) for e in part.exercises]
        for i, e in enumerate(p.key_exercises):
            if e not in known and not k.may_have("exercises", e):
                message = f"'{e}' is in none of the steps of this pathway"
                hint = did_you_mean(e, known) or f"add it to its step; they have: {', '.join(known)}"
                yield k.problem("pathways", name, ("key_exercises", i), "key-exercise", message, hint)


CHECKS: tuple[Rule, ...] = (place_without_pathway, key_exercise)
RULES = asks(*CHECKS)
check = together(CHECKS)
