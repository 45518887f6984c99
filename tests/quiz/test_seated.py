"""For everyone: who sits, has one arm, or was operated gets a whole routine that asks nothing they cannot do."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import yaml

from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.asking.pathways import Pathway
from quiz.judging.flow import asked
from quiz.judging.matching import Match, Reason
from quiz.judging.safety import gate_of
from quiz.routine.compose import Limits, compose
from quiz.telling.assessment import assess
from tests.bases import CASES

PEOPLE = CASES / "people"
ROWS: list[dict[str, Any]] = yaml.safe_load((PEOPLE / "seated.yml").read_text(encoding="utf-8"))
PATTERNS = (
    *("elevated-shoulder", "forearm-overuse", "forward-head", "front-back-shoulder", "jaw-neck-tension"),
    *("kyphotic-lordotic", "rounded-shoulders", "scapular-winging", "upper-crossed"),
)
PATHWAYS = (
    *("headache-from-neck", "inner-elbow", "jaw", "neck", "outer-elbow", "shoulder-cuff", "stiff-shoulder"),
    *("upper-back", "wrist-and-thumb", "low-back", "low-back-bending", "low-back-arching"),
)
SEATED = {"standing", "gait", "floor-transfer", "kneeling", "hanging"}
WITHOUT = Limits(minutes=15, count=5, days=3, level=1, equipment=frozenset())


@pytest.mark.parametrize("row", ROWS, ids=[row["who"] for row in ROWS])
def test_nobody_is_asked_for_what_they_cannot_do(compiled: Bundle, row: dict[str, Any]) -> None:
    like = json.loads((PEOPLE / "no-pattern.json").read_text(encoding="utf-8"))["answers"]
    known = asked(compiled, "full")
    raw = {name: answer for name, answer in {**like, **row["answers"]}.items() if name in known}
    found = assess(compiled, "full", read_answers(known, raw))
    assert found["gate"]["level"] == row.get("level", "full")
    cautions = {c["id"] for c in found["gate"]["cautions"]}
    assert set(row.get("cautions", ())) <= cautions
    assert cautions.isdisjoint(row.get("without", ()))
    told = {w["id"] for p in found["places"] for w in p["pathways"]}
    assert set(row.get("pathways", ())) <= told
    assert told.isdisjoint(row.get("not_pathways", ()))
    assert bool(found["routine"]) is row.get("routine", True)
    if found["routine"]:
        routine = [compiled.exercises[c["exercise"]] for c in found["routine"]["cards"]]
        barred = set(row.get("bars", ()))
        assert all(barred.isdisjoint(e.demands) for e in routine)
        assert {"activate", "integrate"} <= {e.step for e in routine}
        assert set(row.get("has", ())) <= {e.id for e in routine}
        assert {e.id for e in routine}.isdisjoint(row.get("lacks", ()))
        assert all(barred.isdisjoint(compiled.habit_demands.get(h["id"], ())) for h in found["habits"])


@pytest.mark.parametrize("cautions", [["seated"], ["seated", "still-legs"]], ids=["legs that move", "still legs"])
def test_a_wheelchair_user_without_equipment_gets_at_least_three_steps(compiled: Bundle, cautions: list[str]) -> None:
    """For each pattern and each pathway of the upper body, and of the back."""
    gate = gate_of(compiled, cautions)
    paths = {p.id: p for p in compiled.pathways}
    seen = (Reason("head-forward-seen", None, 3, 100),)
    matched = {s: [Match(s, None, 900, 1000, "fits well", seen)] for s in PATTERNS}
    routines = {s: compose(compiled, found, set(), gate, WITHOUT) for s, found in matched.items()}
    routines |= {p: compose(compiled, [], set(paths[p].places), gate, WITHOUT, [paths[p]]) for p in PATHWAYS}
    for name, routine in routines.items():
        assert routine is not None, name
        cards = [compiled.exercises[c.exercise] for c in routine.cards]
        least = 3 if name in PATTERNS else _steps_standing(compiled, paths[name])
        assert len({e.step for e in cards}) >= least, (name, [e.id for e in cards])
        assert all(SEATED.isdisjoint(e.demands) for e in cards), name


def _steps_standing(compiled: Bundle, path: Pathway) -> int:
    """So many steps, at most three, has the routine of someone who stands, without equipment too."""
    routine = compose(compiled, [], set(path.places), gate_of(compiled, []), WITHOUT, [path])
    return min(3, len({c.step for c in routine.cards})) if routine else 0


@pytest.mark.parametrize("minutes", [5, 10])
def test_who_falls_always_practises_steadiness(compiled: Bundle, minutes: int) -> None:
    """Whatever aches and however little time there is; who does not stand, sitting."""
    paths = {p.id: p for p in compiled.pathways}
    for cautions, steady in (
        (["falls"], "supported-tandem-stance"),
        (["falls", "falls-seated", "seated"], "seated-side-reach"),
    ):
        for p in PATHWAYS:
            within = replace(WITHOUT, minutes=minutes, count=3)
            routine = compose(compiled, [], set(paths[p].places), gate_of(compiled, cautions), within, [paths[p]])
            assert routine is not None, p
            assert steady in {c.exercise for c in routine.cards}, (p, cautions)


def test_the_seated_track_is_long_enough(compiled: Bundle) -> None:
    """Cards that are done sitting, and ask no leg to move."""
    seated = [e for e in compiled.exercises.values() if SEATED.isdisjoint(e.demands) and "leg-work" not in e.demands]
    assert len(seated) >= 40
