"""Scales that cannot be meant, each with its exact report."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reach.scale_scores import RULES as PROVED
from generator.reading.problems import CheckFailed
from generator.rules.scales import RULES as NAMED
from generator.score import score_file
from tests.scale_files import write

HALF = "{id: h, title: T, when: {scale: a, at_least: 1}}"
BAD: list[tuple[str, str, list[str]]] = [
    ("bad-value", "items: [i1], combine: sums", ["combine: 'sums' is not one of: sum, mean, weighted-sum, count"]),
    ("bad-value", "items: [i1]", ["scales, entry 1: combine is missing: sum, mean, weighted-sum or count"]),
    ("bad-value", "combine: sum", ["scales, entry 1: it has neither items nor parts"]),
    (
        "bad-value",
        "items: [i1, i1], combine: sum, reverse: {i2: 4}",
        ["scales, entry 1: 'i1' stands in it twice; reverse names 'i2', which is not one of its items or parts"],
    ),
    (
        "bad-value",
        "items: [i1, i2], combine: sum, minimum: 1",
        [
            "scales, entry 1: answers may be missing: write prorate: true (scale up to all items) or false (add what is"
            " there)"
        ],
    ),
    (
        "bad-value",
        "items: [i1], combine: mean, prorate: true",
        ["scales, entry 1: prorate is for sums; a mean needs none"],
    ),
    (
        "bad-value",
        "items: [i1], combine: mean, minimum: 2",
        ["scales, entry 1: the minimum is 2, and there are only 1 items and parts"],
    ),
    ("bad-value", "items: [i1, i2], combine: weighted-sum, weights: {i1: 2}", ["scales, entry 1: 'i2' has no weight"]),
    (
        "bad-value",
        "items: [i1], combine: sum, weights: {i1: 2}",
        ["scales, entry 1: a sum has no weights; write combine: weighted-sum"],
    ),
    (
        "bad-value",
        "items: [i1], combine: mean, weights: {i1: 0}",
        ["scales, entry 1: the weights of a mean, and of a sum that is prorated, are above 0"],
    ),
    ("bad-value", "items: [i1], combine: sum, selected: [1]", ["scales, entry 1: selected is for combine: count"]),
    (
        "bad-value",
        "items: [i1], combine: count, reverse: {i1: 4}",
        ["scales, entry 1: a count has items only, none of them reversed"],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, recode: [{items: [i2], values: {0: 1}}, {values: {0: 1}}, {values: {1: 1}}]",
        ["scales, entry 1: recode names 'i2', which is not one of its items; 'i1' is recoded twice"],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, bands: [{id: x, title: X, at_least: 2}, {id: x, title: X, at_least: 0}]",
        ["scales, entry 1: it has 'x' twice; its bands are not in order, lowest first"],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, variants: {v: {items: [i1, i2, i2]}}",
        ["scales, entry 1: 'i2' stands in it twice (in the variant 'v')"],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, rounding: {how: half-up}",
        ["rounding: say how many decimals; with how: none, leave them out"],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, times: 1.2.3",
        ["times: a number is wanted here, such as 25, 0.5 or 100/45, with at most 15 digits"],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, plus: 1/0",
        ["plus: a number is wanted here, such as 25, 0.5 or 100/45, with at most 15 digits"],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, lookup: {0 to 2: 1, 2 to 4: 2}",
        ["lookup: '0 to 2' and '2 to 4' overlap"],
    ),
    ("bad-value", "items: [i1], combine: sum, lookup: {4 to 0: 1}", ["lookup: '4 to 0' goes from high to low"]),
    (
        "bad-value",
        "items: [i1], combine: sum, lookup: {yes: 1}",
        ["yes: a number, or a range such as 2 to 4, is wanted on the left, not 'yes'"],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, when: {scale: b}",
        [
            "when: a scale or question needs exactly one of: equals, in, at_least, at_most, answered; "
            "count needs at_least"
        ],
    ),
    (
        "bad-value",
        "items: [i1], combine: sum, when: {scale: b, question: y1, equals: yes}",
        ["when: a condition has exactly one of: scale, question, any, all, not, count"],
    ),
    ("unknown-key", "items: [i1], combine: sum, minimun: 1", ["unknown key 'minimun'"]),
    ("unknown-key", "items: [i1], combine: sum, variants: {v: {title: V}}", ["unknown key 'title'"]),
    ("wrong-type", "items: i1, combine: sum", ["items: a list is wanted, not 'i1'"]),
    ("scale-item", "items: [i1, i9], combine: sum", ["'i9' is not asked in this questionnaire"]),
    (
        "scale-item",
        "items: [i1], combine: sum, variants: {v: {items: [j1]}}",
        ["'j1' is not asked in this questionnaire"],
    ),
    ("scale-item", "items: [i1], combine: sum, when: {question: y1, equals: yess}", ["'y1' has no option 'yess'"]),
    ("scale-item", "items: [i1], combine: sum, when: {question: y1, at_least: 1}", ["'y1' is answered with an option"]),
    ("scale-item", "items: [i1], combine: sum, when: {question: i2, in: [1]}", ["'i2' is answered with a number"]),
    ("scale-part", "items: [i1], parts: [b], combine: sum", ["there is no scale 'b' here"]),
    (
        "scale-part",
        f"items: [i1], combine: sum, classes: [{HALF.replace('scale: a', 'scale: b')}]",
        ["there is no scale 'b' here"],
    ),
    ("scale-part", "items: [i1], parts: [a], combine: sum", ["the scale 'a' is made of itself"]),
    (
        "scale-part",
        "items: [i1], combine: sum, when: {not: {scale: a, equals: 1}}",
        ["the scale 'a' is made of itself"],
    ),
    (
        "scale-part",
        "items: [i1], combine: sum, variants: {v: {parts: [b]}}}\n- {id: b, title: T, parts: [a], combine: sum",
        ["the scale 'a' is made of itself", "the scale 'b' is made of itself"],
    ),
    (
        "scale-id",
        "items: [i1], combine: sum}\n- {id: a, title: T, items: [i2], combine: sum",
        ["'a' is the id of another scale already"],
    ),
    (
        "scale-id",
        "items: [i1], combine: sum}\n- {id: i2, title: T, items: [i1], combine: sum",
        ["'i2' is the id of a question already"],
    ),
    ("scale-points", "items: [p1], combine: sum", ["'p1' is asked for each side, and a score takes one answer"]),
    (
        "scale-points",
        "items: [y1], combine: sum",
        ["'y1': the answer 'no' has no value in 'a'", "'y1': the answer 'yes' has no value in 'a'"],
    ),
    (
        "scale-points",
        "items: [i1], combine: sum, recode: [{values: {0: 1, 2 to 4: 1}}]",
        ["'i1': the answer '1' has no value in 'a'"],
    ),
    (
        "scale-table",
        "items: [i1, i2], combine: sum, lookup: {0 to 3: 1, 5 to 7: 2}",
        ["the raw score 4 has no row in 'a'", "the raw score 8 has no row in 'a'"],
    ),
    (
        "scale-band",
        "items: [i1], combine: sum, bands: [{id: x, title: X, at_least: 2}, {id: y, title: Y, at_least: 5}]",
        ["no score of 'a' reaches 'y': they go from 0 to 4", "scores from 0 up to 2 have no band in 'a'"],
    ),
    (
        "scale-band",
        "items: [i1], combine: sum, variants: {v: {plus: -1}}, bands: [{id: x, title: X, at_least: 0}]",
        ["scores from -1 up to 0 have no band in 'a'"],
    ),
    (
        "scale-band",  # with an answer missing
        "items: [i1, i2], combine: sum, plus: -1, minimum: 1, recode: [{values: {0 to 4: 1}}], prorate: false, "
        "bands: [{id: x, title: X, at_least: 1}]",
        ["scores from 0 up to 1 have no band in 'a'"],
    ),
    (
        "scale-table",  # with an answer missing
        "items: [i1, i2, i3], combine: weighted-sum, minimum: 2, recode: [{values: {0 to 4: 1}}], weights: {i1: 1, "
        "i2: 1, i3: 2}, prorate: false, lookup: {4: 1}",
        ["the raw score 2 has no row in 'a'", "the raw score 3 has no row in 'a'"],
    ),
    (
        "scale-class",
        "items: [i1, i2], combine: sum, classes: [{id: x, title: X, when: {scale: a, at_most: 4}}, "
        "{id: y, title: Y, when: {scale: a, at_least: 6}}]",
        ["no class of 'a' takes answers with a 5"],
    ),
]


@pytest.mark.parametrize(("rule", "keys", "messages"), BAD)
def test_bad_scale(rule: str, keys: str, messages: list[str], tmp_path: Path) -> None:
    path = write(tmp_path, f"- {{id: a, title: T, {keys}}}")
    with pytest.raises(CheckFailed) as caught:
        score_file(path, "{}")
    problems = caught.value.problems
    assert sorted(p.message for p in problems) == messages
    assert {p.rule for p in problems} == {rule}
    assert all(p.path == path.as_posix() and p.line >= 12 for p in problems)


def test_every_rule_of_scales_has_a_bad_case() -> None:
    assert {*NAMED, *PROVED} <= {rule for rule, _, _ in BAD}


def test_what_only_a_knowledge_base_has(tmp_path: Path) -> None:
    questions = "sections: [{id: s, title: S, questions: [age, {id: w, ask: W, kind: regions}]}]\n"
    path = write(tmp_path, "- {id: a, title: T, items: [w], combine: count}", questions)
    with pytest.raises(CheckFailed) as caught:
        score_file(path, "{}")
    assert [p.message for p in caught.value.problems] == [
        "'age' is not in this file",
        "'w' needs a body map, which is not in this file",
    ]
