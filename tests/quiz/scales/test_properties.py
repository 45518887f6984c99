"""What holds for every scale and every answer set: invariants over generated ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.bundle.scales import scale_data
from generator.bundle.span import span
from generator.model.scales import Scale
from quiz.asking.exact import number
from quiz.scales.score import each, prepared

ITEMS = ("i1", "i2", "i3", "i4", "i5")
TOP = 4
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": name,
        "kind": "scale",
        "sided": False,
        "options": [],
        "min": 0,
        "max": TOP,
        "measures": [],
        "difference": None,
        "optional": False,
        "safety": False,
        "not_sure": True,
        "doubt_counts": False,
        "show_if": None,
        "demands": [],
        "not_with": [],
        "sets": None,
    }
    for name in ITEMS
]
SETS = st.dictionaries(st.sampled_from(ITEMS), st.integers(0, TOP))
FULL = st.fixed_dictionaries({name: st.integers(0, TOP) for name in ITEMS})
WEIGHTS = st.fixed_dictionaries({name: st.integers(1, 9) for name in ITEMS})
MINIMA = st.integers(1, len(ITEMS))


def _plan(*written: dict[str, Any]) -> Callable[[Any], dict[str, dict[str, Any]]]:
    base = {"title": "T", "items": ITEMS}
    return prepared(QUESTIONS, [scale_data(Scale.model_validate({**base, **s})) for s in written])


def _value(**keys: Any) -> Callable[[Any], Fraction | None]:
    run = _plan({"id": "a", **keys})

    def value(answers: Any) -> Fraction | None:
        found = run(answers)["a"]["value"]
        return None if found is None else number(found)

    return value


@given(FULL, st.sets(st.sampled_from(ITEMS)))
def test_reversing_by_recode_undoes_reversing(answers: dict[str, int], names: set[str]) -> None:
    recode = [{"items": tuple(sorted(names)), "values": {str(x): TOP - x for x in range(TOP + 1)}}] if names else []
    twice = _value(combine="sum", reverse=dict.fromkeys(names, TOP), recode=recode)
    assert twice(answers) == _value(combine="sum")(answers)


@given(FULL)
def test_a_mean_reversed_is_the_mean_turned_around(answers: dict[str, int]) -> None:
    turned = _value(combine="mean", reverse=dict.fromkeys(ITEMS, TOP))(answers)
    assert turned == _value(combine="mean", times=-1, plus=TOP)(answers)


@given(SETS, MINIMA, st.randoms(use_true_random=False))
def test_the_order_of_answers_and_items_does_not_matter(answers: dict[str, int], minimum: int, random: Any) -> None:
    shuffled = list(answers)
    random.shuffle(shuffled)
    run = _value(combine="mean", minimum=minimum)
    assert run({name: answers[name] for name in shuffled}) == run(answers)
    items = list(ITEMS)
    random.shuffle(items)
    assert _value(combine="mean", minimum=minimum, items=tuple(items))(answers) == run(answers)


@given(SETS, MINIMA)
def test_a_score_exactly_from_the_minimum_on(answers: dict[str, int], minimum: int) -> None:
    told = _plan({"id": "a", "combine": "sum", "minimum": minimum, "prorate": True})(answers)["a"]
    assert told["answered"] == len(answers)
    assert (told["value"] is not None) == (len(answers) >= minimum)
    assert ("reason" in told) == (told["value"] is None)


@given(SETS, MINIMA)
def test_a_prorated_sum_is_the_mean_of_all_items(answers: dict[str, int], minimum: int) -> None:
    prorated = _value(combine="sum", minimum=minimum, prorate=True)(answers)
    assert prorated == _value(combine="mean", minimum=minimum, times=len(ITEMS))(answers)
    if prorated is not None:
        assert 0 <= prorated <= TOP * len(ITEMS)


@given(FULL, WEIGHTS)
def test_weights(answers: dict[str, int], weights: dict[str, int]) -> None:
    total = sum(answers[name] * weights[name] for name in ITEMS)
    assert _value(combine="weighted-sum", weights=weights)(answers) == total
    assert _value(combine="mean", weights=weights)(answers) == Fraction(total, sum(weights.values()))
    assert _value(combine="weighted-sum", weights=dict.fromkeys(ITEMS, 1))(answers) == _value(combine="sum")(answers)


@given(FULL, st.integers(0, 20))
def test_a_cap_only_lowers(answers: dict[str, int], cap: int) -> None:
    free, capped = _value(combine="sum")(answers), _value(combine="sum", cap=cap)(answers)
    assert free is not None
    assert capped == min(free, cap)


@given(FULL)
def test_a_total_of_parts_is_the_sum_of_all_items(answers: dict[str, int]) -> None:
    run = _plan(
        {"id": "all", "items": (), "parts": ("one", "two"), "combine": "sum"},
        {"id": "one", "items": ITEMS[:2], "combine": "sum"},
        {"id": "two", "items": ITEMS[2:], "combine": "sum"},
    )
    assert run(answers)["all"]["value"] == sum(answers.values())


@given(FULL)
def test_every_score_has_the_band_it_belongs_to(answers: dict[str, int]) -> None:
    edges = [0, 5, 6, 13, 20]
    bands = [{"id": f"from-{e}", "title": "T", "at_least": e} for e in edges]
    told = _plan({"id": "a", "combine": "sum", "bands": bands})(answers)["a"]
    assert told["band"] == f"from-{max(e for e in edges if e <= told['value'])}"


@given(FULL, st.sets(st.sampled_from(ITEMS), max_size=4))
def test_not_applicable_is_left_out_and_missing_is_missed(answers: dict[str, int], away: set[str]) -> None:
    run = _plan({"id": "a", "combine": "mean", "not_applicable": ["na"]})
    left = [answers[name] for name in ITEMS if name not in away]
    told = run({**answers, **dict.fromkeys(away, "na")})["a"]
    assert number(told["value"]) == Fraction(sum(left), len(left))
    missing = run({name: answers[name] for name in ITEMS if name not in away})["a"]
    assert (missing["value"] is None) == bool(away)


SAYS_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*ITEMS, "other"]), SAYS_ANYTHING))
def test_any_answers_give_scores_or_complaints_that_name_items(answers: dict[str, Any]) -> None:
    run = _plan({"id": "a", "combine": "mean", "minimum": 1, "not_applicable": [9], "rounding": ROUNDING})
    [found] = each(run, [answers])
    json.dumps(found)
    if "complaints" in found:
        assert {c["question"] for c in found["complaints"]} <= set(answers)
    else:
        assert all(v in (None, [], {}, "not-sure") or Decimal(v) in (*range(TOP + 1), 9) for v in answers.values())


ROUNDING = {"how": "half-up", "decimals": 1}

METHODS: list[dict[str, Any]] = [
    {"combine": "sum"},
    {"combine": "sum", "minimum": 1, "prorate": True},
    {"combine": "sum", "minimum": 1, "prorate": False, "plus": -3},
    {"combine": "mean", "times": -25, "plus": 100, "minimum": 2},
    {"combine": "mean", "weights": {"i1": 1, "i2": 2, "i3": 3, "i4": 4, "i5": 5}},
    {"combine": "weighted-sum", "weights": {"i1": -1, "i2": 2, "i3": -3, "i4": 4, "i5": "0.5"}},
    {"combine": "sum", "reverse": {"i1": 4, "i2": 9}, "cap": 12, "rounding": ROUNDING},
    {"combine": "count", "selected": [1, 2]},
    {"combine": "sum", "recode": [{"items": ["i1"], "values": {"0 to 1": 5, "2 to 4": -5}}]},
    {"combine": "sum", "lookup": {"0 to 9": 30, "10 to 20": 20}},
    {"combine": "mean", "minimum": 3, "not_applicable": [0]},
]


@given(SETS, st.sampled_from(METHODS), st.sampled_from(METHODS))
def test_no_score_passes_its_ends(answers: dict[str, int], one: dict[str, Any], other: dict[str, Any]) -> None:
    written = [
        {"id": "a", "items": ITEMS, **one},
        {"id": "b", "items": ITEMS, **other},
        {"id": "c", "items": (), "parts": ("a", "b"), "combine": "sum", "minimum": 1, "prorate": True},
        {"id": "d", "items": ("i1",), "parts": ("c",), "combine": "mean", "reverse": {"c": 7}, "parts_rounded": True},
    ]
    scales = [scale_data(Scale.model_validate({"title": "T", **s})) for s in written]
    scores = prepared(QUESTIONS, scales)(answers)
    for d in scales:
        low, high = span(d, scales, QUESTIONS) or (None, None)
        value = scores[d["id"]]["value"]
        assert low is not None
        assert high is not None
        assert value is None or number(low) <= number(value) <= number(high)


@given(st.sampled_from(METHODS))
def test_the_ends_of_a_complete_scale_are_reached(keys: dict[str, Any]) -> None:
    d = scale_data(Scale.model_validate({"id": "a", "title": "T", "items": ITEMS, **keys}))
    low, high = span(d, [d], QUESTIONS) or (0, 0)
    whole = keys.get("minimum") is None and "lookup" not in keys
    found = {
        prepared(QUESTIONS, [d])({n: TOP * ((k >> i) & 1) for i, n in enumerate(ITEMS)})["a"]["value"]
        for k in range(32)
    } | {prepared(QUESTIONS, [d])(dict.fromkeys(ITEMS, k))["a"]["value"] for k in range(TOP + 1)}
    assert not whole or {low, high} <= found
