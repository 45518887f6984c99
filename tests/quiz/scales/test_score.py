"""Scales, case by case: every expected number was worked out by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.score import compiled
from quiz.asking.answers import BadAnswers
from quiz.bridge import Engine
from quiz.scales.score import UnknownVariant
from tests.scale_files import scored, told, values, write

SUM = "- {id: total, title: T, items: [i1, i2, i3], combine: sum}"


CASES_BY_HAND: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    (
        "a weighted mean divides by the weights of what was answered",
        "- {id: a, title: T, items: [i1, i2, i3], combine: mean, weights: {i1: 1, i2: 2, i3: 0.5}, minimum: 2}",
        {"i1": 4, "i2": 1},
        {"a": 2},
    ),
    (
        "a prorated weighted sum is scaled by weights: (2*4 + 3) * 6 / 3",
        "- {id: a, title: T, items: [i1, i2, i3], combine: weighted-sum, weights: {i1: 2, i2: 1, i3: 3}, minimum: 2,"
        " prorate: true}",
        {"i1": 4, "i2": 3},
        {"a": 22},
    ),
    (
        "weights that cancel each other out are no reason to give none",
        "- {id: a, title: T, items: [i1, i2], combine: weighted-sum, weights: {i1: 1, i2: -1}}",
        {"i1": 1, "i2": 3},
        {"a": -2},
    ),
    (
        "recode, then reverse: 4 - 1, plus 2",
        "- {id: a, title: T, items: [i1, i2], recode: [{items: [i1], values: {0 to 1: 0, 2 to 4: 1}}],"
        " reverse: {i1: 4}, combine: sum}",
        {"i1": 3, "i2": 2},
        {"a": 5},
    ),
    (
        "a part is reversed and weighted: 3 * (10 - 4) + 1",
        "- {id: p, title: T, items: [i1], combine: sum}\n"
        "- {id: a, title: T, items: [i2], parts: [p], reverse: {p: 10}, weights: {p: 3, i2: 1}, combine: weighted-sum}",
        {"i1": 4, "i2": 1},
        {"p": 4, "a": 19},
    ),
    (
        "a total of totals, written before its parts",
        "- {id: c, title: T, parts: [b], combine: sum, plus: 1}\n"
        "- {id: b, title: T, parts: [a], combine: sum, times: 2}\n"
        "- {id: a, title: T, items: [i1], combine: sum}",
        {"i1": 3},
        {"c": 7, "b": 6, "a": 3},
    ),
    (
        "a missing part is an unanswered one; a minimum lets it be missing",
        "- {id: a, title: T, items: [i1], combine: sum}\n- {id: b, title: T, items: [i2], combine: sum}\n"
        "- {id: all, title: T, parts: [a, b], combine: mean}\n"
        "- {id: any, title: T, parts: [a, b], combine: mean, minimum: 1}",
        {"i1": 3},
        {"a": 3, "b": "too-few-answered", "all": "too-few-answered", "any": 3},
    ),
    (
        "a lookup's result is what a total takes",
        "- {id: a, title: T, items: [i1], combine: sum, lookup: {0 to 2: 0.25, 3 to 4: 0.75}}\n"
        "- {id: b, title: T, parts: [a], combine: sum, times: 4}",
        {"i1": 4},
        {"a": "0.75", "b": 3},
    ),
    (
        "decimals stay exact: 3 * 0.1 is 0.3",
        "- {id: a, title: T, items: [i1], combine: sum, times: 0.1}",
        {"i1": 3},
        {"a": "0.3"},
    ),
    (
        "a number may have decimals, a scale may not",
        "- {id: a, title: T, items: [n1], combine: sum, times: 1/3}",
        {"n1": 0.3},
        {"a": "0.1"},
    ),
    (
        "not-sure is not answered",
        "- {id: a, title: T, items: [i1, i2], combine: mean, minimum: 1}",
        {"i1": 3, "i2": "not-sure"},
        {"a": 3},
    ),
    (
        "but it can be called not applicable",
        "- {id: a, title: T, items: [i1, i2], combine: mean, minimum: 2, not_applicable: [not-sure]}",
        {"i1": 3, "i2": "not-sure"},
        {"a": 3},
    ),
    (
        "a hidden question leaves what is wanted",
        "- {id: a, title: T, items: [y1, y2], combine: count, selected: [yes]}",
        {"y1": "no", "y2": "yes"},
        {"a": 0},
    ),
    (
        "a minimum of 0: nothing ticked is 0, and a mean of nothing is nothing",
        "- {id: a, title: T, items: [i1, i2], combine: count, minimum: 0}\n"
        "- {id: b, title: T, items: [i1, i2], combine: mean, minimum: 0}",
        {},
        {"a": 0, "b": "too-few-answered"},
    ),
    (
        "a gate over a score; a closed part leaves the total, an undecided one is missing",
        "- {id: gate, title: T, items: [i1], combine: sum}\n"
        "- {id: in, title: T, items: [i2], combine: sum, when: {scale: gate, at_least: 2}}\n"
        "- {id: all, title: T, parts: [in], items: [i3], combine: sum}",
        {"i1": 1, "i2": 4, "i3": 2},
        {"gate": 1, "in": "closed", "all": 2},
    ),
    (
        "the same, not answered yet",
        "- {id: gate, title: T, items: [i1], combine: sum}\n"
        "- {id: in, title: T, items: [i2], combine: sum, when: {scale: gate, at_least: 2}}\n"
        "- {id: all, title: T, parts: [in], items: [i3], combine: sum}",
        {"i2": 4, "i3": 2},
        {"gate": "too-few-answered", "in": "undecided", "all": "too-few-answered"},
    ),
]


@pytest.mark.parametrize(
    ("scales", "answers", "expected"), [c[1:] for c in CASES_BY_HAND], ids=[c[0] for c in CASES_BY_HAND]
)
def test_by_hand(scales: str, answers: dict[str, Any], expected: dict[str, Any], tmp_path: Path) -> None:
    assert values(tmp_path, scales, answers) == expected


def test_answered_counts_what_does_not_apply(tmp_path: Path) -> None:
    scale = "- {id: a, title: T, items: [i1, i2, i3], combine: mean, minimum: 2, not_applicable: [na]}"
    assert told(tmp_path, scale, {"i1": 1, "i2": "na"})["a"] == {"value": 1, "answered": 2}


def test_bands_go_by_the_reported_score(tmp_path: Path) -> None:
    bands = "bands: [{id: low, title: L, at_least: 0}, {id: high, title: H, at_least: 3}]"
    scale = f"- {{id: a, title: T, items: [i1, i2], combine: mean, rounding: {{how: half-up, decimals: 0}}, {bands}}}"
    assert told(tmp_path, scale, {"i1": 2, "i2": 3})["a"] == {"value": 3, "answered": 2, "band": "high"}
    assert told(tmp_path, scale, {"i1": 2, "i2": 2})["a"]["band"] == "low"
    assert told(tmp_path, scale, {"i1": 2})["a"]["band"] is None


def test_a_class_is_null_only_while_what_decides_is_missing(tmp_path: Path) -> None:
    scales = (
        "- {id: a, title: T, items: [i1], combine: sum, classes: [{id: fine, title: F, when: {scale: a, equals: 0}},"
        " {id: bad, title: B, when: {any: [{scale: b, at_least: 2}, {question: y1, equals: yes}]}},"
        " {id: rest, title: R, when: {scale: b, answered: true}}]}\n"
        "- {id: b, title: T, items: [i2], combine: sum}"
    )
    sets: list[tuple[dict[str, Any], str | None]] = [
        ({"i1": 0}, "fine"),
        ({"i1": 1}, None),
        ({"i1": 1, "y1": "yes"}, "bad"),
        ({"i1": 1, "i2": 1}, None),
        ({"i1": 1, "i2": 1, "y1": "no"}, "rest"),
        ({"i1": 1, "i2": 3}, "bad"),
        ({"i2": 3}, None),
    ]
    assert [told(tmp_path, scales, answers)["a"]["class"] for answers, _ in sets] == [name for _, name in sets]


def test_variants_change_only_what_they_name(tmp_path: Path) -> None:
    scales = (
        "- {id: a, title: T, items: [i1, i2], combine: sum, cap: 5,"
        " variants: {open: {cap: null}, half: {times: 0.5}}}\n"
        "- {id: b, title: T, parts: [a], combine: sum, plus: 1}"
    )
    answers = {"i1": 4, "i2": 4}
    assert values(tmp_path, scales, answers) == {"a": 5, "b": 6}
    assert values(tmp_path, scales, answers, "open") == {"a": 8, "b": 9}
    assert values(tmp_path, scales, answers, "half") == {"a": 4, "b": 5}
    with pytest.raises(UnknownVariant, match="half, open"):
        scored(write(tmp_path, scales), answers, "other")


UNUSABLE: list[tuple[Any, list[tuple[str, str]]]] = [
    ({"i1": 5}, [("out-of-range", "i1")]),
    ({"i1": -1, "i2": 5}, [("out-of-range", "i1"), ("out-of-range", "i2")]),
    ({"i1": Decimal("1.5")}, [("not-whole", "i1")]),
    ({"n1": Decimal("1E-16")}, [("too-precise", "n1")]),
    ({"n1": Decimal("1E-999")}, [("too-precise", "n1")]),
    ({"n1": 10**39}, [("out-of-range", "n1")]),
    ({"i1": True}, [("wants-number", "i1")]),
    ({"i1": 2.0}, [("wants-number", "i1")]),
    ({"i1": "2"}, [("wants-number", "i1")]),
    ({"i1": [2]}, [("wants-number", "i1")]),
    ({"y1": 1}, [("wants-option", "y1")]),
    ({"y1": "maybe", "zz": 1, "i1": 9}, [("out-of-range", "i1"), ("unknown-option", "y1"), ("unknown-question", "zz")]),
    ([1], [("not-an-object", "")]),
    ("i1", [("not-an-object", "")]),
    (None, [("not-an-object", "")]),
]


@pytest.mark.parametrize(("answers", "expected"), UNUSABLE)
def test_every_unusable_answer_is_named(answers: Any, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    with pytest.raises(BadAnswers) as caught:
        scored(write(tmp_path, SUM), answers)
    found = [(c["say"].removeprefix("error."), c.get("question", "")) for c in caught.value.complaints]
    assert found == expected


def test_null_and_empty_are_unanswered(tmp_path: Path) -> None:
    assert scored(write(tmp_path, SUM), {"i1": None, "i2": [], "i3": 3})["total"]["answered"] == 1


def test_whole_decimals_are_whole(tmp_path: Path) -> None:
    assert scored(write(tmp_path, SUM), {"i1": Decimal("2.0"), "i2": 1, "i3": 0})["total"]["value"] == 3


def test_the_bridge_refuses_and_never_raises(tmp_path: Path) -> None:
    data = compiled(write(tmp_path, SUM))
    circle = [{**data["scales"][0], "parts": ["total"]}]
    engine = Engine()

    def error(**request: Any) -> str:
        reply = json.loads(engine.handle(json.dumps({"op": "score", "answers": {}, **request})))
        return str(reply["error"]["say"])

    assert error() == "error.missing-key"
    assert error(**{**data, "scales": circle}) == "error.bad-scales"
    assert error(**{**data, "scales": [7]}) == "error.bad-scales"
    assert error(**{**data, "questions": {"a": 1}}) == "error.wrong-kind"
    (scale,) = data["scales"]
    answers = dict.fromkeys(scale["items"], 4)
    for faults in (
        {"weights": dict.fromkeys(scale["items"], 0), "combine": "mean"},
        {"rounding": {"how": "zz", "decimals": 0}},
        {"rounding": {"how": "half-up", "decimals": "x"}},
        {"rounding": {"how": "half-up", "decimals": 10**9}},
    ):
        assert error(**{**data, "scales": [{**scale, **faults}], "answers": answers}) == "error.bad-scales", faults
    sided = [{**q, "sided": True} for q in data["questions"]]
    both = {item: {"left": 4, "right": 4} for item in answers}
    assert error(**{**data, "questions": sided, "answers": both}) == "error.bad-scales"
    assert error(**data, variant=["x"]) == "error.wrong-kind"
    assert error(**data, variant="x") == "error.no-variants"
    assert error(**{**data, "answers": 3}) == "error.wrong-kind"
    assert error(**{**data, "answers": {"i1": 9}}) == "error.bad-answers"
