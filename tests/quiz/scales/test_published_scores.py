"""The 252 published cases in tests/cases/scales: exact on CPython, and the same bytes in Pyodide."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.score import compiled, score_file
from quiz.bridge import Engine
from tests import pyodide
from tests.bases import CASES

SCALES = CASES / "scales"
INSTRUMENTS: dict[str, Any] = json.loads((SCALES / "cases.json").read_text(encoding="utf-8"), parse_float=Decimal)[
    "instruments"
]
MAPPING: dict[str, Any] = json.loads((SCALES / "mapping.json").read_text(encoding="utf-8"))
IGNORED = {"Recommendation"}


def _file(instrument: str) -> Path:
    return SCALES / str(MAPPING[instrument]["file"])


def _value(told: dict[str, Any]) -> Decimal | None:
    assert isinstance(told["value"], int | str | None), "a score is an int, decimal text or null: never a float"
    return None if told["value"] is None else Decimal(told["value"])


def _compare(instrument: str, case: dict[str, Any], scores: dict[str, Any]) -> None:
    results = MAPPING[instrument]["results"]
    assert set(case["expected"]) - IGNORED == set(results)
    for name, where in results.items():
        expected = case["expected"][name]
        if "score" in where:
            told = scores[where["score"]]
            assert _value(told) == expected, (case["id"], name)
            assert (told["value"] is None) == ("reason" in told)
        else:
            kind = "class" if "class" in where else "band"
            assert scores[where[kind]][kind] == where["words"][expected], (case["id"], name)


def _requests() -> list[tuple[str, dict[str, Any], str]]:
    """(instrument, case, request) for every case, as the browser would send it."""
    found = []
    for instrument, about in INSTRUMENTS.items():
        data = compiled(_file(instrument))
        for case in about["cases"]:
            found.append((instrument, case, json.dumps({"op": "score", **data, "answers": case["answers"]})))
    return found


def test_all_cases_are_here() -> None:
    assert sum(len(about["cases"]) for about in INSTRUMENTS.values()) == 252


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_case_is_exact(instrument: str) -> None:
    cases = INSTRUMENTS[instrument]["cases"]
    scored = json.loads(score_file(_file(instrument), json.dumps([case["answers"] for case in cases])))
    for case, scores in zip(cases, scored, strict=True):
        _compare(instrument, case, scores)


def test_one_set_scores_as_in_a_list() -> None:
    for instrument, about in INSTRUMENTS.items():
        answers = about["cases"][-1]["answers"]
        alone = json.loads(score_file(_file(instrument), json.dumps(answers)))
        assert [alone] == json.loads(score_file(_file(instrument), json.dumps([answers])))


def test_every_case_through_the_bridge() -> None:
    engine = Engine()
    for instrument, case, request in _requests():
        _compare(instrument, case, json.loads(engine.handle(request))["ok"])


@pytest.mark.xdist_group("node")
def test_every_case_in_pyodide() -> None:
    pyodide.wanted()
    requests = _requests()
    replies = pyodide.handled(request for _, _, request in requests)
    assert len(replies) == 252
    engine = Engine()
    for (instrument, case, request), theirs in zip(requests, replies, strict=True):
        assert theirs == engine.handle(request)
        _compare(instrument, case, json.loads(theirs)["ok"])
