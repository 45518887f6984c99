"""The text of a file -> its table, whatever its encoding; and a collection of exercises in JSON as one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from generator.imports.table import Row, Table, decoded

_WINDOWS: Final = dict(zip(range(0x80, 0xA0), "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ", strict=True))
"""Where Windows-1252 is not Latin-1. Browsers have no module for it at hand."""


OLD: Final = b"\xd0\xcf\x11\xe0"
"""How a workbook of before 2007 begins, and one with a password."""
OLD_TOLD: Final = "this is an old spreadsheet (.xls), or has a password; save it as .xlsx without one, or as CSV UTF-8"


class NotReadable(Exception):
    """The file holds no table that can be read: why, and what to do."""


@dataclass(frozen=True)
class Found:
    """A table, and what there is to say about how it was read."""

    table: Table
    notes: tuple[str, ...] = ()
    counted: str = "row"
    """What the numbers of its rows count: row, or entry."""


def text_of(data: bytes) -> tuple[str, tuple[str, ...]]:
    """A file's text, and what there is to say about its letters."""
    try:
        return decoded(data), ()
    except UnicodeDecodeError:
        told = "this is not UTF-8 text; it was read as Windows-1252: look at letters such as é and ü"
        return data.decode("latin-1").translate(_WINDOWS), (told,)


def collection(text: str) -> Found:
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
