"""What the cards of an index page can be filtered by: each card's values, and the choices that occur."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.base import Knowledge
from generator.model import STEPS, Cause, Entity, Exercise, Habit, Muscle, Protocol, SelfTest, Symptom, Syndrome
from generator.site.pages import regions

Values = tuple[str, ...]
NONE = "none"
"""No equipment is needed."""

_FIXED: dict[str, Values] = {
    "step": STEPS,
    "level": ("1", "2", "3"),
    "position": (
        *("sitting", "standing", "walking", "supine", "side-lying", "prone"),
        *("all-fours", "kneeling", "half-kneeling", "hanging"),
    ),
    "alone": ("alone", "helper"),
    "sort": ("cause", "mechanism", "clinician"),
}
LISTED = {"region": "regions", "equipment": "equipment", "muscle": "muscles", "family": "families"}
"""Facets whose values are ids of a kind."""


def facets(k: Knowledge, kind: str) -> dict[str, Any]:
    """`cards`: (entity, its values by facet), in the order of the page; `choices`: by facet, where there is one."""
    cards = [(e, _VALUES[kind](k, e)) for e in _sorted(k, kind)]
    used: dict[str, set[str]] = {}
    for _, values in cards:
        for name, of_card in values.items():
            used.setdefault(name, set()).update(of_card)
    choices = {name: [v for v in _order(k, name) if v in found] for name, found in used.items()}
    return {"cards": cards, "choices": {name: found for name, found in choices.items() if len(found) > 1}}


def _sorted(k: Knowledge, kind: str) -> list[Entity]:
    entities = k.all(kind, Entity).values()
    if kind == "exercises":
        exercises = k.all("exercises", Exercise)
        return sorted(entities, key=lambda e: (STEPS.index(exercises[e.id].step), exercises[e.id].level, e.title))
    return sorted(entities, key=lambda e: e.title)


def _order(k: Knowledge, facet: str) -> Values:
    listed: Values = tuple(k.kinds[LISTED[facet]]) if facet in LISTED else _FIXED[facet]
    return (NONE, *listed) if facet == "equipment" else listed


def _exercise(k: Knowledge, e: Exercise) -> dict[str, Values]:
    return {
        "step": (e.step,),
        "region": regions(k, e),
        "equipment": (NONE,) if e.household or not e.equipment else e.equipment,
        "muscle": tuple(w.muscle for w in e.muscles),
        "position": (e.position,),
        "level": (str(e.level),),
    }


def _cause(_: Knowledge, c: Cause) -> dict[str, Values]:
    return {"sort": ("clinician" if c.clinician_only else c.kind,)}


def _syndrome(_: Knowledge, s: Syndrome) -> dict[str, Values]:
    return {"family": (s.family,), "region": s.regions}


def _protocol(k: Knowledge, p: Protocol) -> dict[str, Values]:
    return _syndrome(k, k.all("syndromes", Syndrome)[p.syndrome])


def _test(_: Knowledge, t: SelfTest) -> dict[str, Values]:
    return {"region": t.regions, "alone": ("helper" if t.helper else "alone",)}


def _placed(_: Knowledge, e: Symptom | Muscle | Habit) -> dict[str, Values]:
    return {"region": e.regions}


_VALUES: dict[str, Callable[[Knowledge, Any], dict[str, Values]]] = {
    "causes": _cause,
    "symptoms": _placed,
    "muscles": _placed,
    "syndromes": _syndrome,
    "protocols": _protocol,
    "exercises": _exercise,
    "habits": _placed,
    "tests": _test,
}
