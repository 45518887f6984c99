"""A file -> its table: CSV and TSV in any usual encoding, XLSX, and JSON as public exercise collections have it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.imports.table import BadTable, Row, Table, decoded, read_table
from generator.imports.xlsx import sheets

MOST_BYTES = 50_000_000


class NotReadable(Exception):
    """The file holds no table that can be read: why, and what to do."""


@dataclass(frozen=True)
class Found:
    """A table, and what there is to say about how it was read."""

    table: Table
    notes: tuple[str, ...] = ()
    counted: str = "row"
    """What the numbers of its rows count: row, or entry."""


def read(path: Path, sheet: str = "") -> Found:
    """Read a file by its ending and its first bytes. Raises NotReadable, BadTable, and OSError where there is none."""
    if path.stat().st_size > MOST_BYTES:
        raise NotReadable(f"the file has {path.stat().st_size:,} bytes; the most is {MOST_BYTES:,}")
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return _workbook(data, sheet)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotReadable("this is an old spreadsheet (.xls); save it as .xlsx or as CSV UTF-8")
    text, notes = _text(data)
    if path.suffix.lower() == ".json" or text.lstrip()[:1] in ("[", "{"):
        return _collection(text)
    return Found(read_table(text), notes)


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return decoded(data), ()
    except UnicodeDecodeError:
        told = "this is not UTF-8 text; it was read as Windows-1252: look at letters such as é and ü"
        return data.decode("cp1252", errors="replace"), (told,)


def _workbook(data: bytes, named: str) -> Found:
    try:
        found = sheets(data)
    except ValueError as error:
        raise NotReadable(f"this workbook cannot be opened: {error}; save it as CSV UTF-8") from None
    filled = {name: rows for name, rows in found.items() if rows}
    if named and named not in filled:
        raise NotReadable(f"there is no sheet '{named}' with anything in it; there are: {', '.join(filled) or 'none'}")
    if not filled:
        raise BadTable(1, "empty")
    name = named or next(iter(filled))
    heading, *rows = filled[name]
    others = [other for other in filled if other != name]
    notes = (f"only the sheet '{name}' is read; others: {', '.join(others)} (--sheet NAME)",) if others else ()
    return Found(Table(heading.cells, tuple(rows), ""), notes)


def _collection(text: str) -> Found:
    """A list of exercises, each an object of texts and lists of texts; or an object that holds such a list."""
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotReadable(f"this is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise NotReadable("this JSON is nested too deep") from None
    if isinstance(data, dict):
        data = next((value for value in data.values() if isinstance(value, list) and value and _rows(value)), [data])
    if not isinstance(data, list) or not _rows(data):
        raise NotReadable("this JSON holds no list of exercises")
    entries = [(n, entry) for n, entry in enumerate(data, 1) if isinstance(entry, dict)]
    odd = [str(n) for n, entry in enumerate(data, 1) if not isinstance(entry, dict)]
    heading = tuple(dict.fromkeys(key for _, entry in entries for key in entry))
    rows = tuple(Row(n, tuple(_cell(entry.get(key)) for key in heading)) for n, entry in entries)
    notes = (f"no exercise, and left out: entry {', '.join(odd)}",) if odd else ()
    return Found(Table(heading, rows, ""), notes, "entry")


def _rows(data: list[Any]) -> bool:
    return any(isinstance(entry, dict) for entry in data)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, map(_cell, value)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
