"""Conditions: the evaluator against its meaning written out, and the walker that finds every test."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.asking.conditions import holds, judged, placed, retold, ticks
from quiz.asking.conditions import tests as walked

Raw = dict[str, Any]
NAMES = ("a", "b", "c")
CONDITIONS: st.SearchStrategy[Raw] = st.recursive(
    st.builds(lambda name, head: {head: name, "answered": True}, st.sampled_from(NAMES), st.just("question")),
    lambda inner: st.one_of(
        st.builds(lambda c: {"not": c}, inner),
        st.builds(
            lambda head, parts: {head: parts},
            st.sampled_from(("any", "all")),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(
            lambda parts, n: {"count": parts, "at_least": n},
            st.lists(inner, min_size=1, max_size=3),
            st.integers(0, 4),
        ),
    ),
    max_leaves=6,
)


def _meant(c: Raw, true: set[str]) -> bool:
    """What a condition says, with every question known."""
    if "not" in c:
        return not _meant(c["not"], true)
    for head, over in (("any", any), ("all", all)):
        if head in c:
            return over(_meant(part, true) for part in c[head])
    if "count" in c:
        return sum(_meant(part, true) for part in c["count"]) >= int(c["at_least"])
    return c["question"] in true


@settings(max_examples=300, deadline=None, derandomize=True)
@given(c=CONDITIONS)
def test_true_and_false_are_what_the_words_say(c: Raw) -> None:
    for given_ in product((True, False), repeat=len(NAMES)):
        true = {name for name, it in zip(NAMES, given_, strict=True) if it}
        assert judged(c, lambda test: test["question"] in true) is _meant(c, true)  # noqa: B023
        assert holds(c, dict.fromkeys(true, 1)) is _meant(c, true)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(c=CONDITIONS)
def test_what_is_said_while_something_is_not_known_stays_so(c: Raw) -> None:
    """True or false is never taken back, whatever the answers that were missing turn out to be."""
    for known in product((True, False, None), repeat=len(NAMES)):
        told = dict(zip(NAMES, known, strict=True))
        found = judged(c, lambda test: told[test["question"]])  # noqa: B023
        open_ = [name for name in NAMES if told[name] is None]
        ends = {
            _meant(c, {n for n, it in {**told, **dict(zip(open_, rest, strict=True))}.items() if it})
            for rest in product((True, False), repeat=len(open_))
        }
        assert found is None or ends == {found}
        assert open_ or found is not None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(c=CONDITIONS)
def test_the_walker_finds_every_test_at_its_path(c: Raw) -> None:
    found = list(placed(c, ("when",)))
    for test, path in found:
        here: Any = {"when": c}
        for key in path:
            here = here[key]
        assert here is test
    assert [test for test, _ in found] == list(walked(c))
    assert str(c).count("'question'") == len(found)
    assert list(walked(retold(c, lambda test: {**test, "answered": False}))) == [
        {**t, "answered": False} for t in walked(c)
    ]


TEST: Raw = {"question": "sign", "in": ["fever", "loss"]}
TICKS = {
    "none": (None, []),
    "each option of in": (TEST, [("sign", "fever"), ("sign", "loss")]),
    "equals as in": ({"question": "sign", "equals": "fever"}, [("sign", "fever")]),
    "a number is no option": ({"question": "age", "equals": 16}, []),
    "not what would make it false": ({"all": [{"not": TEST}, {"question": "who", "in": ["me"]}]}, [("who", "me")]),
}


@pytest.mark.parametrize("name", TICKS)
def test_options_that_help_a_condition_to_hold(name: str) -> None:
    condition, wanted = TICKS[name]
    assert list(ticks(condition)) == wanted
