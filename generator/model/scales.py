"""The authoring models of scales: published-style scores, written in YAML alone.

A scale is what its items and parts are made into, step by step, in the order of the keys below; quiz/README.md has an
example for each. Numbers are exact: 4, 0.5, or a fraction such as 100/45.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.model.conditions import ScoreCondition
from generator.model.parts import Count, Flag, Id, Model, Name
from generator.model.scale_parts import Answer, Exact, RowTable, SpanTable
from quiz.asking.exact import number

Combine = Literal["sum", "mean", "weighted-sum", "count"]


class Recode(Model):
    """What answers are worth, instead of their own number."""

    items: tuple[Id, ...] = ()
    """The items recoded; left out: all items of the scale."""
    values: RowTable
    """Answer -> value. Every answer that can be given has a row."""


class Rounding(Model):
    """How the score is rounded, exactly as the publication says."""

    how: Literal["half-up", "half-even", "truncate", "none"]
    """half-up: halves away from zero. half-even: halves to the even neighbour. truncate: cut off. none: not rounded."""
    decimals: Annotated[int, Field(strict=True, ge=0, le=12)] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Rounding:
        if (self.how == "none") != (self.decimals is None):
            raise ValueError("say how many decimals; with how: none, leave them out")
        return self


class ScoreBand(Model):
    """A word for scores from here up to the next band."""

    id: Id
    title: Name
    at_least: Exact


class ScoreClass(Model):
    """A word for several scores taken together."""

    id: Id
    title: Name
    when: ScoreCondition


class Method(Model):
    """How a score is made. A variant names only what it does differently."""

    when: ScoreCondition | None = None
    """The gate: the scale is scored only where this holds. Closed, it leaves every total that it is part of."""
    items: tuple[Id, ...] = ()
    """Questions of this questionnaire."""
    parts: tuple[Id, ...] = ()
    """Other scales whose scores go in beside the items."""
    parts_rounded: Flag = False
    """Take the parts as they are reported, rounded; otherwise their exact values go in."""
    not_applicable: tuple[Answer, ...] = ()
    """Answers (option ids or numbers, even outside an item's range) that count as answered and give nothing."""
    recode: tuple[Recode, ...] = ()
    reverse: dict[Id, Exact] = Field(default={})
    """Item or part -> k: its value x becomes k - x."""
    combine: Combine | None = None
    """sum; mean (of what was answered); weighted-sum; count (of ticked options, or of values that are not 0)."""
    weights: dict[Id, Exact] = Field(default={})
    """Item or part -> weight: for a weighted-sum, or a weighted mean."""
    selected: tuple[Answer, ...] = ()
    """For a count: the answers that are counted."""
    minimum: Count | None = None
    """The fewest items and parts answered; below it there is no score. Left out: all of them."""
    prorate: Flag | None = None
    """For a sum that may lack answers: true scales it up to all items, false adds only what is there."""
    times: Exact = 1
    plus: Exact = 0
    """The result x becomes times * x + plus."""
    cap: Exact | None = None
    """The most that the score can be."""
    rounding: Rounding | None = None
    lookup: SpanTable | None = None
    """Raw score -> scaled score, after rounding."""
    bands: tuple[ScoreBand, ...] = ()
    """Lowest first."""
    classes: tuple[ScoreClass, ...] = ()
    """The first whose condition holds, over all scales."""


class Scale(Method):
    """A published-style score."""

    id: Id
    title: Name
    variants: dict[Id, Method] = Field(default={})
    """Name -> what is different where publications contradict each other; chosen by name when scoring."""

    @model_validator(mode="after")
    def _sound(self) -> Scale:
        faults = list(_faults(self))
        for name in self.variants:
            faults += [f"{f} (in the variant '{name}')" for f in _faults(self.varied(name)) if f not in faults]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def varied(self, variant: str | None) -> Scale:
        """The scale with what the variant changes; itself where it has no such variant."""
        change = self.variants.get(variant or "")
        return self.model_copy(update={n: getattr(change, n) for n in change.model_fields_set}) if change else self


def _faults(s: Scale) -> Iterable[str]:
    """What cannot be meant, whatever the questions are."""
    elements = (*s.items, *s.parts)
    if not elements:
        yield "it has neither items nor parts"
    if s.combine is None:
        yield "combine is missing: sum, mean, weighted-sum or count"
    for twice in sorted({e for e in elements if elements.count(e) > 1}):
        yield f"'{twice}' stands in it twice"
    for key in ("reverse", "weights"):
        for name in sorted(getattr(s, key).keys() - set(elements)):
            yield f"{key} names '{name}', which is not one of its items or parts"
    recoded = [item for row in s.recode for item in row.items or s.items]
    for item in sorted(set(recoded) - set(s.items)):
        yield f"recode names '{item}', which is not one of its items"
    for item in sorted({i for i in recoded if recoded.count(i) > 1}):
        yield f"'{item}' is recoded twice"
    yield from _combine_faults(s, elements)
    for rows in (s.bands, s.classes):
        ids = [row.id for row in rows]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            yield f"it has '{twice}' twice"
    edges = [number(b.at_least) for b in s.bands]
    if any(low >= high for low, high in pairwise(edges)):
        yield "its bands are not in order, lowest first"


def _combine_faults(s: Scale, elements: tuple[str, ...]) -> Iterable[str]:
    sums = s.combine in ("sum", "weighted-sum")
    if s.combine == "weighted-sum" or (s.combine == "mean" and s.weights):
        for name in elements:
            if name not in s.weights:
                yield f"'{name}' has no weight"
    elif s.weights:
        yield f"a {s.combine} has no weights; write combine: weighted-sum"
    if (s.combine == "mean" or s.prorate) and any(number(w) <= 0 for w in s.weights.values()):
        yield "the weights of a mean, and of a sum that is prorated, are above 0"
    if s.selected and s.combine != "count":
        yield "selected is for combine: count"
    if s.combine == "count" and (s.parts or s.reverse):
        yield "a count has items only, none of them reversed"
    if s.minimum is not None and s.minimum > len(elements):
        yield f"the minimum is {s.minimum}, and there are only {len(elements)} items and parts"
    lacks = s.not_applicable or (s.minimum is not None and s.minimum < len(elements))
    if sums and lacks and s.prorate is None:
        yield "answers may be missing: write prorate: true (scale up to all items) or false (add what is there)"
    if s.prorate is not None and not sums:
        yield f"prorate is for sums; a {s.combine} needs none"
