"""The ache first: what comes of the people in tests/cases/people/aches.yml."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import yaml

from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.judging.flow import asked
from quiz.judging.places import pathways_of
from quiz.telling.assessment import assess
from quiz.telling.phrase import tell
from tests.bases import CASES

PEOPLE = CASES / "people"
ROWS: list[dict[str, Any]] = yaml.safe_load((PEOPLE / "aches.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["who"] for row in ROWS])
def test_the_place_that_aches_comes_first(compiled: Bundle, row: dict[str, Any]) -> None:
    like = json.loads((PEOPLE / f"{row.get('like', 'no-pattern')}.json").read_text(encoding="utf-8"))["answers"]
    questionnaire = row.get("questionnaire", "full")
    known = asked(compiled, questionnaire)
    raw = {name: answer for name, answer in {**like, **row["answers"]}.items() if name in known}
    found = assess(compiled, questionnaire, read_answers(known, raw))
    assert found["outcome"] == row["outcome"]
    assert {p["place"] or "beside": [w["id"] for w in p["pathways"]] for p in found["places"]} == row["places"]
    headline = tell(found["headline"], compiled.words)
    assert row.get("headline", headline) == headline
    assert all(p["pathways"] or p["pattern"] or p["see"] for p in found["places"])
    assert set(row.get("also", ())) <= {m["syndrome"] for m in found["seen"]}
    routine = {c["exercise"] for c in (found["routine"] or {"cards": []})["cards"]}
    assert bool(routine) is row.get("routine", True)
    assert set(row.get("has", ())) <= routine
    assert routine.isdisjoint(row.get("lacks", ()))
    rising = {c["exercise"] for c in (found["routine"] or {"cards": []})["cards"] if _rises(c["weeks"])}
    assert set(row.get("rises", ())) <= rising
    starts = {c["exercise"]: c["weeks"][0]["effort"] for c in (found["routine"] or {"cards": []})["cards"]}
    assert {e: starts.get(e) for e in row.get("starts", ())} == row.get("starts", {})
    assert found["gate"]["level"] == row.get("level", found["gate"]["level"])
    assert set(row.get("cautions", ())) <= {c["id"] for c in found["gate"]["cautions"]}
    assert {s["scale"]: s["band"] for s in found["scores"]} == row.get("scores", {})
    if routine:
        assert found["routine"]["growth"]["rule"] == row.get("grows", "by-response")
        assert found["routine"]["cards"][-1]["weeks"][0] != found["routine"]["cards"][-1]["weeks"][-1]


def _rises(weeks: list[dict[str, Any]]) -> bool:
    """Whether the effort of the last week is more than the first one's."""
    return bool((weeks[-1]["effort"] or 0) > (weeks[0]["effort"] or 0))


def test_aches_in_many_places_are_the_same_for_the_gate_and_the_pathway(compiled: Bundle) -> None:
    [pathway] = (p for p in compiled.pathways if p.id == "aching-all-over")
    assert compiled.cautions["aching-in-many-places"].when == pathway.when


def test_a_place_hears_its_own_pathway_for_everyone_before_a_neighbours(compiled: Bundle) -> None:
    """The first of a pathway's places is its own."""
    own = next(p for p in compiled.pathways if p.general and not p.anywhere)
    place, other = own.places[0], next(r for r in compiled.regions if r not in own.places)
    near = replace(own, id="near", places=(other, place))
    both = replace(compiled, pathways=(near, *compiled.pathways))
    assert near not in pathways_of(both, {compiled.where: (place,)}, (place,))[place]
    alone = replace(compiled, pathways=(near,))
    assert pathways_of(alone, {compiled.where: (place,)}, (place,))[place] == (near,)
