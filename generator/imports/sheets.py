"""The cells of a workbook's sheets -> rows, whoever read them; and which sheet is the table.

A formula counts as what it last came to, which the workbook stores, and is told. A cell that the spreadsheet made a
date of was most likely typed as 8-12, and is read as that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from generator.imports.table import BadTable, Joined, Row, headed, never, read_table
from generator.imports.texts import OLD, OLD_TOLD, Found, NotReadable, collection, text_of

MOST_BYTES: Final = 200_000_000
"""Of all that is packed in a workbook."""
MOST_WIDE: Final = 1_000
"""Columns in which something stands."""

Cells = tuple[int, Sequence[Any], Sequence[Any]]
"""A row by its number: what was typed in each cell, formulas as "=...", and what each came to."""


def unopened(error: Exception) -> NotReadable:
    """What is said of a workbook that made its reader stumble."""
    why = str(error) or type(error).__name__
    return NotReadable(f"this workbook cannot be opened: {why}; save it as CSV UTF-8")


def found(
    data: bytes,
    sheets: Callable[[bytes], Mapping[str, Iterable[Cells]]],
    named: str = "",
    how: str = "",
    joined: Joined = never,
) -> Found:
    """The table in a file's bytes; `sheets` reads a workbook's cells. Raises NotReadable and BadTable.

    Of a workbook it is the sheet that is `named`; `how` says how one is. `joined` is as in read_table.
    """
    if data.startswith(b"PK"):
        return table(sheets(data), named, how)
    if data.startswith(OLD):
        raise NotReadable(OLD_TOLD)
    text, notes = text_of(data)
    told = of_text(text, joined)
    return replace(told, notes=(*notes, *told.notes))


def of_text(text: str, joined: Joined = never) -> Found:
    """The table in a text: a collection in JSON, or columns. Raises NotReadable and BadTable."""
    return collection(text) if text.lstrip()[:1] in ("[", "{") else Found(read_table(text, joined))


def table(sheets: Mapping[str, Iterable[Cells]], named: str = "", how: str = "") -> Found:
    """The table of one sheet: the one that is named, or else the first with anything in it."""
    filled = {name: found for name, cells in sheets.items() if (found := list(_rows(cells)))}
    if named and named not in filled:
        raise NotReadable(f"there is no sheet '{named}' with anything in it; there are: {', '.join(filled) or 'none'}")
    if not filled:
        raise BadTable(1, "empty")
    name = named or next(iter(filled))
    others = [other for other in filled if other != name]
    notes = (f"only the sheet '{name}' is read; others: {', '.join(others)}{how}",) if others else ()
    return Found(headed(filled[name], ""), notes)


def _rows(found: Iterable[Cells]) -> Iterator[Row]:
    heading: tuple[str, ...] = ()
    for number, typed, values in found:
        told: list[dict[str, Any]] = []
        pairs = zip_longest(heading, typed, values)
        cells = tuple(_cell(name or "", formula, value, told) for name, formula, value in pairs)
        if any(cells):
            heading = heading if sum(map(bool, heading)) > 1 else cells
            yield Row(number, cells, tuple(told))


def _cell(column: str, typed: Any, value: Any, told: list[dict[str, Any]]) -> str:
    """The text of a cell, noting in `told` where it is not what was typed."""
    text = _text(value)
    if isinstance(typed, str) and typed.startswith("=") and typed != value:
        if value is None:
            return typed
        told.append({"say": "own.doubt.worked-out", "column": column, "text": text[:60]})
    elif isinstance(value, date):
        told.append({"say": "own.doubt.date", "column": column, "text": text})
    return text


def _text(value: Any) -> str:
    if isinstance(value, date):
        low, high = sorted((value.day, value.month))
        return f"{low}-{high}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value).strip()
