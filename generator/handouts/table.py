"""A table of clients, as spreadsheets save one -> its rows. Nothing of one row may reach another client's sheet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from generator.handouts import given
from generator.handouts.press import HandoutError

COLUMNS = ("plan", "client", "note", "paper", "file")
"""Of which only `plan` is needed."""

_SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
_SAID = re.compile(r'"?sep=([,;\t])"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line that tells the separator. Spreadsheets read it and show it to no one."""
_PLAN = re.compile(r"(\S*#)?[0-9][0-9a-z.-]{15,}|\S+\.(json|txt)")
"""How a cell looks that names a plan, also one that is damaged or gone."""
_QUOTED = re.compile(r'"[^"]*"')


class Row(NamedTuple):
    """A row by its number, as the spreadsheet counts it (the heading is 1): its cells by column, or what is wrong."""

    number: int
    cells: dict[str, str]
    wrong: str = ""


def rows(table: Path) -> list[Row]:
    """Every row that is not empty; a file that one names as its plan is sought beside the table.

    Raises HandoutError where the table cannot be read, or it cannot be told which row a text belongs to.
    """
    text = _text(table)
    said = _SAID.match(text)
    lines = list(io.StringIO(text[said.end() :] if said else text, newline=""))
    separator = said[1] if said else _separator(lines)
    (_, heading), *written = _records(table, lines, separator) or [(1, [""])]
    columns = _columns(table, heading)
    if not written:
        raise HandoutError(f"{table} has no rows")
    return [_row(table, number, columns, cells, separator) for number, cells in written]


def _text(table: Path) -> str:
    data = table.read_bytes()
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # what "Unicode text" means to spreadsheets
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise HandoutError(f"{table} is not UTF-8 text; save it as CSV UTF-8") from None


def _separator(lines: list[str]) -> str:
    heading = _QUOTED.sub("", next((line for line in lines if line.strip()), ""))
    return max(_SEPARATORS, key=heading.count)


def _records(table: Path, lines: list[str], separator: str) -> list[tuple[int, list[str]]]:
    """(number, cells) of each row in which something stands, the heading first."""
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    found: list[tuple[int, list[str]]] = []
    number = start = 0
    while start < len(lines):
        number += 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except csv.Error as error:
            raise _unreadable(table, number, "limit" in str(error)) from None
        if any(cells):
            found.append((number, cells))
        if reader.line_num - start > 1 and found:
            wide = len(found[0][1])
            if sum(_whole(table, line, separator, wide) for line in lines[start : reader.line_num]) > 1:
                raise _unreadable(table, number)
        start = reader.line_num
    return found


def _whole(table: Path, line: str, separator: str, wide: int) -> bool:
    """Say whether a line looks like a row by itself. Two such lines in one row are two clients, joined by a quote."""
    cells = [cell.strip(' "\r\n') for cell in line.split(separator)]
    return len(cells) >= wide and any(_PLAN.fullmatch(c) or given.file(c, table.parent) for c in cells)


def _unreadable(table: Path, number: int, long: bool = False) -> HandoutError:
    why = "a cell of this row is too long" if long else "the quotes of this row do not match"
    mend = 'close every quote that a cell begins with, and write "" for a quote inside such a cell'
    return HandoutError(f"{table}:{number}: {why}: {mend}")


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
        mend = f"a text that holds {_SEPARATORS[separator]} wants quotes around it"
        return Row(number, found, f"'{stray[0][:40]}' stands under no heading; {mend}")
    if not found["plan"]:
        return Row(number, found, "no plan stands in this row")
    return Row(number, {**found, "plan": str(given.file(found["plan"], table.parent) or found["plan"])})
