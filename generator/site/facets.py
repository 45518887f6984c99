"""What the cards of an index page can be filtered by: each card's values, and the choices that occur."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.knowledge.addresses import regions
from generator.knowledge.base import Knowledge
from generator.model import (
    CARD_STEPS,
    PAGES,
    Cause,
    Compensation,
    Entity,
    EvidenceNote,
    Exercise,
    Habit,
    Muscle,
    Pathway,
    Protocol,
    SelfTest,
    Symptom,
    Syndrome,
)

Values = tuple[str, ...]
NONE = "none"
"""No equipment is needed."""

_FIXED: dict[str, Values] = {
    "step": CARD_STEPS,
    "level": ("1", "2", "3"),
    "position": (
        *("sitting", "standing", "walking", "supine", "side-lying", "prone"),
        *("all-fours", "kneeling", "half-kneeling", "hanging", "any"),
    ),
    "alone": ("alone", "helper"),
    "sort": ("cause", "mechanism", "clinician"),
    "movement": ("overhead-squat", "single-leg-squat", "push", "pull"),
    "verified": ("yes", "no"),
    "grade": ("strong", "moderate", "weak", "contested", "opinion", "heuristic"),
}
LISTED = {"region": "regions", "equipment": "equipment", "muscle": "muscles", "family": "families"}
"""Facets whose values are ids of a kind."""


def facets(k: Knowledge, kind: str) -> dict[str, Any]:
    """`cards`: (entity, its values by facet), in the order of the page; `choices`: by facet, where there is one."""
    cards = [(e, _VALUES[kind](k, e)) for e in _sorted(k, kind)]
    orders = {name: _order(k, name) for _, values in cards[:1] for name in values}
    return {"cards": cards, "choices": choices([values for _, values in cards], orders)}


def choices(cards: Sequence[Mapping[str, Values]], orders: Mapping[str, Values]) -> dict[str, list[str]]:
    """The values that occur on cards, by facet, in their order; a facet without a choice is left out."""
    used = {name: {v for values in cards for v in values.get(name, ())} for name in orders}
    return {name: sorted(found, key=orders[name].index) for name, found in used.items() if len(found) > 1}


def _sorted(k: Knowledge, kind: str) -> list[Any]:
    if kind not in PAGES:
        return list(k.kinds[kind].values())
    entities = k.all(kind, Entity).values()
    if kind == "exercises":
        exercises = k.all("exercises", Exercise)
        return sorted(entities, key=lambda e: (CARD_STEPS.index(exercises[e.id].step), exercises[e.id].level, e.title))
    return sorted(entities, key=lambda e: e.title)


def _order(k: Knowledge, facet: str) -> Values:
    listed: Values = tuple(k.kinds[LISTED[facet]]) if facet in LISTED else _FIXED[facet]
    if facet == "position":  # a fork's own come last
        listed += tuple(
            sorted({p for e in k.all("exercises", Exercise).values() for p in e.position.split("-or-")} - set(listed))
        )
    return (NONE, *listed) if facet == "equipment" else listed


def _exercise(k: Knowledge, e: Exercise) -> dict[str, Values]:
    return {
        "step": (e.step,),
        "region": regions(k, e),
        "equipment": (NONE,) if e.household or (e.says("equipment") and not e.equipment) else e.equipment,
        "muscle": tuple(w.muscle for w in e.muscles),
        "position": tuple(e.position.split("-or-")) if e.says("position") else (),
        "level": (str(e.level),) if e.says("level") else (),
    }


def _cause(_: Knowledge, c: Cause) -> dict[str, Values]:
    return {"sort": ("clinician" if c.clinician_only else c.kind,)}


def _syndrome(_: Knowledge, s: Syndrome) -> dict[str, Values]:
    return {"family": (s.family,), "region": s.regions}


def _protocol(k: Knowledge, p: Protocol) -> dict[str, Values]:
    return _syndrome(k, k.all("syndromes", Syndrome)[p.syndrome])


def _pathway(_: Knowledge, p: Pathway) -> dict[str, Values]:
    return {"region": p.places}


def _test(_: Knowledge, t: SelfTest) -> dict[str, Values]:
    return {"region": t.regions, "alone": ("helper" if t.helper else "alone",)}


def _compensation(_: Knowledge, c: Compensation) -> dict[str, Values]:
    return {
        "movement": (c.movement,),
        "muscle": tuple(dict.fromkeys((*c.overactive, *c.underactive))),
        "verified": ("yes" if c.verified else "no",),
    }


def _note(_: Knowledge, n: EvidenceNote) -> dict[str, Values]:
    return {"grade": (n.grade,)}


def _placed(_: Knowledge, e: Symptom | Muscle | Habit) -> dict[str, Values]:
    return {"region": e.regions}


_VALUES: dict[str, Callable[[Knowledge, Any], dict[str, Values]]] = {
    "causes": _cause,
    "symptoms": _placed,
    "muscles": _placed,
    "syndromes": _syndrome,
    "protocols": _protocol,
    "pathways": _pathway,
    "exercises": _exercise,
    "habits": _placed,
    "tests": _test,
    "compensations": _compensation,
    "evidence-notes": _note,
}
FILTERED = tuple(_VALUES)
"""The kinds whose page has a filter."""
