"""A table of clients, as spreadsheets save one -> its rows. Nothing of one row may reach another client's sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from generator.handouts import given
from generator.handouts.press import HandoutError
from generator.imports import files
from generator.imports import table as imports
from generator.imports.table import BadTable
from generator.imports.texts import NotReadable

COLUMNS = ("plan", "client", "note", "paper", "large", "file")
"""Of which only `plan` is needed."""
LARGE = {"": None, "yes": True, "no": False}
"""What a cell of `large` says of the print; None: as the command says."""

_NAMED = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
_PLAN = re.compile(r"(\S*#)?[0-9][0-9A-Za-z._-]{15,}|\S+\.(json|txt)")
"""How a cell looks that names a plan, also one that is damaged or gone."""


Told = Callable[[str], object]
"""Hears a sentence."""


def quiet(_: str) -> None:
    """Hear it, and say nothing."""


class Row(NamedTuple):
    """A row by its number, as the spreadsheet counts it (the heading is 1): its cells by column, or what is wrong."""

    number: int
    cells: dict[str, str]
    wrong: str = ""


def rows(table: Path, told: Told = quiet) -> list[Row]:
    """Every row that is not empty; a file that one names as its plan is sought beside the table.

    `told` hears what there is to say of how the table was read.
    Raises HandoutError where the table cannot be read, or it cannot be told which row a text belongs to.
    """
    try:
        read = files.read(table, joined=lambda line, separator, wide: _whole(table, line, separator, wide))
    except BadTable as bad:
        raise _unreadable(table, bad) from None
    except NotReadable as bad:
        raise HandoutError(f"{table}: {bad}") from None
    except OSError as error:
        raise HandoutError(f"{table}: {error.strerror}") from None
    found = read.table
    for note in read.notes:
        told(note)
    columns = _columns(table, list(found.heading))
    if not found.rows:
        raise HandoutError(f"{table} has no rows")
    return [_row(table, row, columns, found.separator) for row in found.rows]


def _whole(table: Path, line: str, separator: str, wide: int) -> bool:
    """Say whether a line looks like a row by itself. Two such lines in one row are two clients, joined by a quote."""
    cells = [cell.strip(' "\r\n') for cell in line.split(separator)]
    return len(cells) >= wide and any(_PLAN.fullmatch(c) or given.file(c, table.parent) for c in cells)


def _unreadable(table: Path, bad: BadTable) -> HandoutError:
    if bad.message["say"].endswith("empty"):
        return HandoutError(f"{table}: the columns are {', '.join(COLUMNS)}; 'plan' is missing")
    long = bad.message["say"].endswith("long")
    why = "a cell of this row is too long" if long else "the quotes of this row do not match"
    mend = 'close every quote that a cell begins with, and write "" for a quote inside such a cell'
    return HandoutError(f"{table}:{bad.row}: {why}: {mend}")


def _columns(table: Path, heading: list[str]) -> list[str]:
    """The columns as they stand; those without a name too, which are "" and may hold nothing."""
    columns = [name.lower() for name in heading]
    named = [name for name in columns if name]
    wrong = [f"'{name}' is not known" for name in named if name not in COLUMNS]
    wrong += [f"'{name}' stands there twice" for name in COLUMNS if named.count(name) > 1]
    if "plan" not in named:
        wrong = ["'plan' is missing"]
    if wrong:
        raise HandoutError(f"{table}: the columns are {', '.join(COLUMNS)}; {wrong[0]}")
    return columns


def _row(table: Path, row: imports.Row, columns: list[str], separator: str) -> Row:
    placed = list(zip_longest(columns, row.cells, fillvalue=""))
    found = {name: cell for name, cell in placed if name}
    stray = [cell for name, cell in placed if not name and cell]
    dates = [told["column"] for told in row.told if told["say"] == "own.doubt.date"]
    if stray:
        mend = f"a text that holds {_NAMED[separator]} wants quotes around it" if separator else "give it one"
        return Row(row.number, found, f"'{stray[0][:40]}' stands under no heading; {mend}")
    if dates:
        return Row(row.number, found, f"'{dates[0]}' holds a date; write it as a text")
    if not found["plan"]:
        return Row(row.number, found, "no plan stands in this row")
    return Row(row.number, {**found, "plan": str(given.file(found["plan"], table.parent) or found["plan"])})
