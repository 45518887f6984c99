"""Exact numbers: text -> fraction, tables, declared rounding, fraction -> text. No floats, never Python's round()."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

ROUNDINGS: Final = ("half-up", "half-even", "truncate", "none")
MOST_DECIMALS: Final = 12

Points = int | Fraction


def number(raw: Points | Decimal | str) -> Fraction:
    """Read 4, "0.5" or "100/45" exactly. Raises ValueError for anything else."""
    if isinstance(raw, bool | float):
        raise ValueError(f"{raw!r} is not an exact number")
    return Fraction(raw)


def is_whole(raw: Any, least: int, most: int) -> bool:
    """Say whether it is a whole number in this range; JSON's true is none."""
    return type(raw) is int and least <= raw <= most


def is_number(text: str) -> bool:
    """Say whether text can be read as an exact number."""
    try:
        number(text)
    except ValueError:
        return False
    return True


def lean(x: Fraction) -> Points:
    """Whole numbers as int: they add ten times faster than fractions."""
    return x.numerator if x.denominator == 1 else x


def rounded(x: Fraction, decimals: int, how: str) -> Fraction:
    """Round to `decimals` places: half-up (away from zero), half-even, truncate (towards zero) or none.

    Raises ValueError for another rounding, and for more than MOST_DECIMALS.
    """
    if how == "none":
        return x
    if how not in ROUNDINGS or not 0 <= decimals <= MOST_DECIMALS:
        raise ValueError(f"{how!r} to {decimals!r} decimals is not a rounding")
    unit: int = 10**decimals
    whole, rest = divmod(abs(x.numerator) * unit, x.denominator)
    over = 2 * rest - x.denominator
    if (how == "half-up" and over >= 0) or (how == "half-even" and (over > 0 or (over == 0 and whole % 2))):
        whole += 1
    return Fraction(whole if x >= 0 else -whole, unit)


def plain_number(x: Fraction) -> int | str:
    """Write x as an int when it is whole, else as the shortest decimal text, else ("10/3") as a fraction."""
    if x.denominator == 1:
        return x.numerator
    twos = fives = 0
    rest = x.denominator
    while rest % 2 == 0:
        twos, rest = twos + 1, rest // 2
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    if rest != 1:
        return f"{x.numerator}/{x.denominator}"
    places = max(twos, fives)
    digits = str(abs(x.numerator) * 10**places // x.denominator).rjust(places + 1, "0")
    return f"{'-' if x < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def table(rows: Mapping[str, Any]) -> Callable[[Any], Fraction | None]:
    """A table with keys such as "3", "2 to 4" (both included) or an option's id, as a function; None: no row."""
    exact: dict[Any, Fraction] = {}
    ranges: list[tuple[Fraction, Fraction, Fraction]] = []
    for key, value in rows.items():
        low, to, high = key.partition(" to ")
        if to:
            ranges.append((number(low), number(high), number(value)))
        else:
            exact[key] = number(value)
            if is_number(key):
                exact[number(key)] = number(value)

    def look_up(x: Any) -> Fraction | None:
        if x in exact or isinstance(x, str):
            return exact.get(x)
        return next((value for low, high, value in ranges if low <= x <= high), None)

    return look_up
