"""The values that scales are written with: exact numbers, answers, and the rows of tables."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from quiz.asking.exact import is_number, number

_FRACTION = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15}|/[1-9][0-9]{0,14})?")
_NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"
_SPAN = re.compile(rf"{_NUMBER}( to {_NUMBER})?")
_OPTION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_DIGITS = 15
_LONGEST = 64


def _exact(value: Any) -> int | str:
    if isinstance(value, float):
        digits = Decimal(repr(value))
        if not digits.is_finite() or len(digits.as_tuple().digits) > _MOST_DIGITS:
            raise ValueError("this number is not exact as written; put it in quotes")
        value = f"{digits:f}"
    if isinstance(value, str) and _FRACTION.fullmatch(value):
        return int(value) if value.lstrip("-").isdecimal() else value
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a number is wanted here, such as 25, 0.5 or 100/45, with at most 15 digits")
    return value


def _answer(value: Any) -> int | str:
    if isinstance(value, str) and 0 < len(value) <= _LONGEST:
        return value
    if isinstance(value, bool | str) or not isinstance(value, int | float):
        raise ValueError("an option's id or a number is wanted here; put true and false in quotes")
    return _exact(value)


def _span(key: str) -> str:
    if not _SPAN.fullmatch(key):
        raise ValueError(f"a number, or a range such as 2 to 4, is wanted on the left, not '{key}'")
    return key


def _row(key: str) -> str:
    if not _SPAN.fullmatch(key) and not _OPTION.fullmatch(key):
        raise ValueError(f"a number, a range such as 2 to 4, or an option's id is wanted on the left, not '{key}'")
    return key


def _no_overlap(rows: dict[str, Any]) -> dict[str, Any]:
    spans = []
    for key in rows:
        low, _, high = key.partition(" to ")
        if is_number(low):
            spans.append((number(low), number(high or low), key))
            if spans[-1][0] > spans[-1][1]:
                raise ValueError(f"'{key}' goes from high to low")
    spans.sort()
    for one, other in pairwise(spans):
        if other[0] <= one[1]:
            raise ValueError(f"'{one[2]}' and '{other[2]}' overlap")
    return rows


_NUMBER_OR_TEXT = WithJsonSchema({"type": ["number", "string"]})
Exact = Annotated[int | str, BeforeValidator(_exact), _NUMBER_OR_TEXT]
"""A number that stays exact: 4, 0.5, or a fraction such as 100/45."""
Answer = Annotated[int | str, BeforeValidator(_answer), _NUMBER_OR_TEXT]
"""An option's id, or a number."""
Span = Annotated[str, AfterValidator(_span)]
"""A table's left side: a number, or a range such as `2 to 4` with both ends."""
Row = Annotated[str, AfterValidator(_row)]
"""The same, or an option's id."""
SpanTable = Annotated[dict[Span, Exact], Field(min_length=1), AfterValidator(_no_overlap)]
RowTable = Annotated[dict[Row, Exact], Field(min_length=1), AfterValidator(_no_overlap)]
