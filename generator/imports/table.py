"""A table as spreadsheets save or copy one -> its rows, numbered as the spreadsheet numbers them (the heading is 1)."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
_SAID = re.compile(r'"?sep=([,;\t])"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line that tells the separator. Spreadsheets read it and show it to no one."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_QUOTED = re.compile(r'"[^"]*"')
_OPENS = re.compile(r'"([^"]{0,40})')
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)


class BadTable(Exception):
    """It cannot be told which row a text belongs to. `row` is where that begins; `message` is {"say", ...}."""

    def __init__(self, row: int, say: str, **values: Any) -> None:
        super().__init__(say)
        self.row = row
        self.message = {"say": f"own.table.{say}", "row": row, **values}


@dataclass(frozen=True)
class Row:
    number: int
    cells: tuple[str, ...]
    told: tuple[dict[str, Any], ...] = ()
    """What its reader has to say of it: messages."""


@dataclass(frozen=True)
class Table:
    heading: tuple[str, ...]
    rows: tuple[Row, ...]
    """Those in which something stands."""
    separator: str
    above: tuple[Row, ...] = ()
    """Titles above the headings."""


def decoded(data: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, or UTF-16, which they call "Unicode text".

    Raises UnicodeDecodeError.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.utf_16_decode(data, "strict", True)[0]
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")


def clean(text: str) -> str:
    """Without characters that nobody sees, or that no file can hold; other spaces are spaces; lines stay."""
    lines = (" ".join(_UNSEEN.sub("", line).split()) for line in re.split(r"\r\n|[\r\n\x85\u2028\u2029]", text))
    return "\n".join(line for line in lines if line)


Joined = Callable[[str, str, int], bool]
"""Whether a line inside a row looks like a row of its own: the line, the separator, how many columns have a heading."""


def never(_line: str, _separator: str, _wide: int) -> bool:
    """No line inside a row is one."""
    return False


def read_table(text: str, joined: Joined = never) -> Table:
    """Read a table. Raises BadTable where its quotes do not match, and where nothing stands in it.

    Two lines of one row that are `joined` are two rows, which a quote joined.
    """
    text = text.removeprefix("\ufeff")
    said = _SAID.match(text)
    lines = _LINE.findall(text[said.end() :] if said else text)
    separator = said[1] if said else _separator(lines)
    found = _records(lines, separator, joined)
    if not found:
        raise BadTable(1, "empty")
    return headed(found, separator)


MOST_TITLES: Final = 3
"""Rows that may stand above the headings."""


def headed(rows: Sequence[Row], separator: str) -> Table:
    """The table of these rows."""
    at = _heading(rows)
    return Table(rows[at].cells, tuple(rows[at + 1 :]), separator, tuple(rows[:at]))


def _heading(rows: Sequence[Row]) -> int:
    """Which row has the headings. What stands alone in a row above them is a title, and passed over."""
    return next((at for at, row in enumerate(rows[: MOST_TITLES + 1]) if sum(map(bool, row.cells)) > 1), 0)


def _separator(lines: list[str]) -> str:
    """The commonest of the headings: of the first line in which one stands between two texts, as `headed` has it."""
    first = list(islice((_QUOTED.sub('""', line) for line in lines if line.strip()), MOST_TITLES + 1))
    parted = (line for line in first if any(sum(map(bool, map(str.strip, line.split(s)))) > 1 for s in SEPARATORS))
    return max(SEPARATORS, key=next(parted, "".join(first[:1])).count)


def _records(lines: list[str], separator: str, joined: Joined) -> list[Row]:
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    found: list[Row] = []
    number = start = 0
    while start < len(lines):
        number += 1
        try:
            cells = tuple(cell.strip() for cell in next(reader))
        except csv.Error as error:
            raise _unreadable(number, lines[start], separator, "limit" in str(error)) from None
        if any(cells):
            found.append(Row(number, cells))
        if reader.line_num - start > 1 and found:
            wide = max(n for n, name in enumerate(found[_heading(found)].cells, 1) if name)
            if sum(joined(line, separator, wide) for line in lines[start : reader.line_num]) > 1:
                raise _unreadable(number, lines[start], separator)
        start = reader.line_num
    return found


def _unreadable(number: int, line: str, separator: str, long: bool = False) -> BadTable:
    if long:
        return BadTable(number, "long")
    last = line.rpartition(f'{separator}"')[2] if f'{separator}"' in line else line
    opens = _OPENS.search(f'"{last.lstrip(chr(34)).strip()}')
    return BadTable(number, "quotes", text=opens[1].strip() if opens else "")
