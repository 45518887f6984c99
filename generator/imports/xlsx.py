"""A workbook -> the rows of its sheets. The only importer of openpyxl.

A formula counts as what it last came to, which the workbook stores, and is told. A cell that the spreadsheet made a
date of was most likely typed as 8-12, and is read as that.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from generator.imports.table import Row

MOST_BYTES = 200_000_000
"""Of all that is packed in a workbook."""


def sheets(data: bytes) -> dict[str, list[Row]]:
    """The rows of each sheet in which something stands. Raises ValueError for what is no workbook."""
    from openpyxl import load_workbook  # half a second, wanted here only

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise ValueError("it is too large")
        books = [load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (False, True)]
        return {name: list(_rows(books[0][name], books[1][name])) for name in books[0].sheetnames}
    except (KeyError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile, OSError) as error:
        raise ValueError(str(error) or type(error).__name__) from None


def _rows(written: Any, worked_out: Any) -> Iterator[Row]:
    if not hasattr(written, "iter_rows"):
        return
    pairs = zip(written.iter_rows(values_only=True), worked_out.iter_rows(values_only=True), strict=True)
    heading: tuple[str, ...] = ()
    for number, (formulas, values) in enumerate(pairs, 1):
        told: list[dict[str, Any]] = []
        cells = []
        for i, (formula, value) in enumerate(zip(formulas, values, strict=True)):
            name = heading[i] if i < len(heading) else ""
            cells.append(_cell(name, formula, value, told))
        if any(cells):
            heading = heading or tuple(cells)
            yield Row(number, tuple(cells), tuple(told))


def _cell(column: str, formula: Any, value: Any, told: list[dict[str, Any]]) -> str:
    """The text of a cell, noting in `told` where it is not what was typed."""
    text = _text(value)
    if isinstance(formula, str) and formula.startswith("=") and formula != value:
        if value is None:
            return formula
        told.append({"say": "own.doubt.worked-out", "column": column, "text": text[:60]})
    elif isinstance(value, date):
        told.append({"say": "own.doubt.date", "column": column, "text": text})
    return text


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        low, high = sorted((value.day, value.month))
        return f"{low}-{high}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value).strip()
