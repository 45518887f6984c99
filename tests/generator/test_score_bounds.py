"""Scoring never raises and never runs long: numbers without end and stacks without bottom are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reading.problems import CheckFailed
from generator.rules.scales import MOST_LEVELS
from generator.score import Unusable, score_file
from tests.scale_files import write

ONE = "  - {id: s0, title: T, items: [i1], combine: sum}"
NUMBERS = ["1e999999", "1e30000000", "'1e30000000'", "9" * 5000, "-.inf", ".nan"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_without_end_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(CheckFailed, match="at most 15 digits"):
        score_file(write(tmp_path, f"{ONE[:-1]}, times: {number}}}"), "{}")


def _row(length: int, more: str = "", backwards: bool = False) -> str:
    rows = [ONE, *(f"  - {{id: s{n}, title: T, parts: [s{n - 1}], combine: sum{more}}}" for n in range(1, length))]
    return "\n".join(rows[::-1] if backwards else rows)


@pytest.mark.parametrize("length", [MOST_LEVELS + 1, 3000])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("more", ["", ", times: 999999999999999", ", times: 1/999999999999999"])
def test_scales_made_of_many_in_a_row_are_refused(tmp_path: Path, length: int, backwards: bool, more: str) -> None:
    with pytest.raises(CheckFailed, match=f"'s{MOST_LEVELS}' is made of {MOST_LEVELS} others in a row"):
        score_file(write(tmp_path, _row(length, more, backwards)), "{}")


def test_the_longest_row_is_scored_exactly(tmp_path: Path) -> None:
    told = score_file(write(tmp_path, _row(MOST_LEVELS, ", times: 999999999999999", True)), '{"i1": 3}')
    assert f'"value": {3 * 999999999999999 ** (MOST_LEVELS - 1)}' in told


@pytest.mark.parametrize("text", ["[" * 16_000_000, '{"a":[' * 2_000_000, "]" * 16_000_000, '{"i1":1e999999}'])
def test_answers_without_end_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Unusable, match=r"levels deep|not valid JSON|longer than"):
        score_file(write(tmp_path, ONE), text)
