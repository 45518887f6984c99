"""A table of clients, as spreadsheets save one -> its rows. Nothing of one row may reach another client's sheet."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from generator.handouts import given
from generator.handouts.press import HandoutError
from generator.imports.table import BadTable, decoded, read_table

COLUMNS = ("plan", "client", "note", "paper", "large", "file")
"""Of which only `plan` is needed."""
LARGE = {"": None, "yes": True, "no": False}
"""What a cell of `large` says of the print; None: as the command says."""

_NAMED = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
_PLAN = re.compile(r"(\S*#)?[0-9][0-9A-Za-z._-]{15,}|\S+\.(json|txt)")
"""How a cell looks that names a plan, also one that is damaged or gone."""


class Row(NamedTuple):
    """A row by its number, as the spreadsheet counts it (the heading is 1): its cells by column, or what is wrong."""

    number: int
    cells: dict[str, str]
    wrong: str = ""


def rows(table: Path) -> list[Row]:
    """Every row that is not empty; a file that one names as its plan is sought beside the table.

    Raises HandoutError where the table cannot be read, or it cannot be told which row a text belongs to.
    """
    try:
        found = read_table(_text(table), lambda line, separator, wide: _whole(table, line, separator, wide))
    except BadTable as bad:
        raise _unreadable(table, bad) from None
    columns = _columns(table, list(found.heading))
    if not found.rows:
        raise HandoutError(f"{table} has no rows")
    return [_row(table, row.number, columns, list(row.cells), found.separator) for row in found.rows]


def _text(table: Path) -> str:
    try:
        return decoded(table.read_bytes())
    except UnicodeDecodeError:
        raise HandoutError(f"{table} is not UTF-8 text; save it as CSV UTF-8") from None


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


def _row(table: Path, number: int, columns: list[str], cells: list[str], separator: str) -> Row:
    placed = list(zip_longest(columns, cells, fillvalue=""))
    found = {name: cell for name, cell in placed if name}
    stray = [cell for name, cell in placed if not name and cell]
    if stray:
        mend = f"a text that holds {_NAMED[separator]} wants quotes around it"
        return Row(number, found, f"'{stray[0][:40]}' stands under no heading; {mend}")
    if not found["plan"]:
        return Row(number, found, "no plan stands in this row")
    return Row(number, {**found, "plan": str(given.file(found["plan"], table.parent) or found["plan"])})
