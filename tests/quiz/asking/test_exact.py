"""Exact numbers: rounding as declared, text without floats, tables."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.asking.exact import number, plain_number, rounded, table


@pytest.mark.parametrize(
    ("x", "decimals", "up", "even", "cut"),
    [
        ("2.5", 0, "3", "2", "2"),
        ("3.5", 0, "4", "4", "3"),
        ("-2.5", 0, "-3", "-2", "-2"),
        ("0.25", 1, "0.3", "0.2", "0.2"),
        ("0.35", 1, "0.4", "0.4", "0.3"),
        ("1.005", 2, "1.01", "1", "1"),
        ("1600/45", 1, "35.6", "35.6", "35.5"),
        ("0.04999", 1, "0", "0", "0"),
        ("-0.06", 1, "-0.1", "-0.1", "0"),
        ("250", 0, "250", "250", "250"),
    ],
)
def test_rounding(x: str, decimals: int, up: str, even: str, cut: str) -> None:
    exact = number(x)
    assert rounded(exact, decimals, "half-up") == Fraction(up)
    assert rounded(exact, decimals, "half-even") == Fraction(even)
    assert rounded(exact, decimals, "truncate") == Fraction(cut)
    assert rounded(exact, decimals, "none") == exact


@pytest.mark.parametrize(
    ("x", "text"),
    [("12", 12), ("-3", -3), ("0.5", "0.5"), ("-1/8", "-0.125"), ("1/20", "0.05"), ("10/3", "10/3"), ("-5/6", "-5/6")],
)
def test_plain(x: str, text: int | str) -> None:
    assert plain_number(Fraction(x)) == text


def test_numbers_are_never_floats() -> None:
    for bad in (0.5, True, "x", "1/0x"):
        with pytest.raises(ValueError, match=r"exact|Invalid"):
            number(bad)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="rounding"):
        rounded(Fraction(1, 3), 1, "half-down")


def test_tables_have_ranges_and_options() -> None:
    look_up = table({"0": 1, "2 to 4": "0.5", "-3 to -1": 9, "yes": 2, "1.5": 3})
    found = [look_up(x) for x in (0, 3, Decimal(4), Decimal("1.5"), Fraction(-2), "yes", "no", 5, Fraction(9, 2))]
    assert found == [1, Fraction(1, 2), Fraction(1, 2), 3, 9, 2, None, None, None]


FRACTIONS = st.fractions(-1000, 1000, max_denominator=5000)


@given(FRACTIONS, st.integers(0, 4))
def test_rounding_agrees_with_decimal(x: Fraction, decimals: int) -> None:
    """The independent witness is Decimal, at a precision where the halves of these fractions are exact."""
    names = {"half-up": "ROUND_HALF_UP", "half-even": "ROUND_HALF_EVEN", "truncate": "ROUND_DOWN"}
    for how, name in names.items():
        scaled = x * 10**decimals * 2
        twice = scaled.numerator // scaled.denominator
        nearby = Decimal(twice) / 2 + (Decimal("0.25") if scaled.denominator != 1 else 0)
        assert rounded(x, decimals, how) * 10**decimals == Fraction(nearby.quantize(Decimal(1), rounding=name))


@given(FRACTIONS)
def test_plain_reads_back(x: Fraction) -> None:
    text = plain_number(x)
    assert number(text) == x
    assert isinstance(text, int) == (x.denominator == 1)


@given(FRACTIONS, st.integers(0, 4), st.sampled_from(["half-up", "half-even", "truncate"]))
def test_rounding_twice_changes_nothing(x: Fraction, decimals: int, how: str) -> None:
    once = rounded(x, decimals, how)
    assert rounded(once, decimals, how) == once
    assert rounded(-x, decimals, how) == -once
