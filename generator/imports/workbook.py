"""A workbook -> the cells of its sheets, by the standard library alone: a browser has no other (ECMA-376, part 1).

What a workbook may not do: declare entities, unpack to more than it says or than MOST_BYTES, be encrypted.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final
from xml.parsers import expat

from generator.imports.sheets import MOST_BYTES, MOST_WIDE, Cells, unopened

_CHUNK: Final = 1 << 16
_REF = re.compile(r"([A-Z]{1,3})[0-9]+")
_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Built-in number formats that show a date or a time."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

_Event = tuple[str, str, Mapping[str, str]]
"""("start" | "end", an element's name, its attributes), or ("text", a text, {})."""


def sheets(data: bytes) -> dict[str, list[Cells]]:
    """The cells of each sheet. Raises NotReadable for what is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data), metadata_encoding="utf-8") as packed:  # browsers have no cp437
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise ValueError("it is too large")
            return _Book(packed).sheets()
    except (expat.ExpatError, zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, zlib.error) as error:
        raise unopened(error) from None


class _Book:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.names = {name.casefold(): name for name in packed.namelist()}
        self.strings = list(self._strings())
        self.dated = list(self._dated())

    def sheets(self) -> dict[str, list[Cells]]:
        targets = {
            given["Id"]: given["Target"]
            for kind, name, given in self._events("xl/_rels/workbook.xml.rels")
            if (kind, name) == ("start", "Relationship") and given.get("Type", "").endswith("/worksheet")
        }
        listed: dict[str, str] = {}
        first = _first(1900)
        for kind, name, given in self._events("xl/workbook.xml"):
            if (kind, name) == ("start", "workbookPr") and given.get("date1904") in ("1", "true"):
                first = _first(1904)
            if (kind, name) == ("start", "sheet") and given.get("id") in targets:
                listed[given.get("name", "")] = targets[given["id"]]
        return {name: list(self._cells(_place(target), first)) for name, target in listed.items()}

    def _events(self, path: str) -> Iterator[_Event]:
        """What stands in a part, in its order. Raises KeyError where there is none."""
        parser = expat.ParserCreate(namespace_separator=" ")
        found: list[_Event] = []

        def local(name: str) -> str:
            return name.rpartition(" ")[2]

        def refuse(*_: object) -> None:
            raise ValueError("it declares entities, which no spreadsheet does")

        parser.buffer_text = True
        parser.StartElementHandler = lambda name, given: found.append(
            ("start", local(name), {local(key): value for key, value in given.items()})
        )
        parser.EndElementHandler = lambda name: found.append(("end", local(name), {}))
        parser.CharacterDataHandler = lambda text: found.append(("text", text, {}))
        parser.EntityDeclHandler = refuse
        sound = False
        with self.packed.open(self.names[path.casefold()]) as part:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
                for event in found:
                    if event[1] == "rPh" and event[0] != "text":  # how a text is spoken is no part of it
                        sound = event[0] == "start"
                    elif not sound:
                        yield event
                found.clear()
        parser.Parse(b"", True)

    def _strings(self) -> Iterator[str]:
        """The texts that cells name by number."""
        if "xl/sharedstrings.xml" not in self.names:
            return
        text: list[str] = []
        reading = False
        for kind, name, _ in self._events("xl/sharedStrings.xml"):
            if kind == "text":
                text += [name] if reading else []
            elif name == "t":
                reading = kind == "start"
            elif name == "si" and kind == "end":
                yield "".join(text)
                text = []

    def _dated(self) -> Iterator[bool]:
        """Whether a cell's style, by its number, shows a date or a time."""
        if "xl/styles.xml" not in self.names:
            return
        own: dict[str, bool] = {}
        inside = False
        for kind, name, given in self._events("xl/styles.xml"):
            if name == "cellXfs":
                inside = kind == "start"
            elif (kind, name) == ("start", "numFmt"):
                shown = _QUOTED.sub("", given.get("formatCode", ""))
                own[given.get("numFmtId", "")] = bool(re.search("[dmhys]", shown, re.IGNORECASE))
            elif (kind, name) == ("start", "xf") and inside:
                number = given.get("numFmtId", "0")
                yield own.get(number, number.isdecimal() and int(number) in _DATES)

    def _cells(self, path: str, first: datetime) -> Iterator[Cells]:
        number = 0
        typed: list[Any] = []
        values: list[Any] = []
        at = -1
        given: Mapping[str, str] = {}
        said: dict[str, list[str]] = {}
        text: list[str] | None = None
        for kind, name, attributes in self._events(path):
            if kind == "text":
                if text is not None:
                    text.append(name)
            elif name == "row":
                if kind == "start":
                    number = int(attributes.get("r", number + 1))
                    typed, values, at = [], [], -1
                else:
                    yield number, typed, values
            elif name == "c":
                if kind == "start":
                    at = _column(attributes.get("r", ""), at + 1)
                    given, said = attributes, {}
                    continue
                value = self._value(given, said, first)
                formula = f"={''.join(said['f'])}" if "f" in said else value
                if formula is not None:
                    if at >= MOST_WIDE:
                        raise ValueError(f"row {number} has more than {MOST_WIDE} columns")
                    empty = [None] * (at - len(values))
                    typed += [*empty, formula]
                    values += [*empty, value]
            elif name in ("v", "f", "t"):
                text = said.setdefault(name, []) if kind == "start" else None

    def _value(self, given: Mapping[str, str], said: Mapping[str, list[str]], first: datetime) -> Any:
        kind, raw = given.get("t", "n"), "".join(said.get("v", ()))
        if kind == "inlineStr":
            return "".join(said.get("t", ())) or None
        if not raw:
            return None
        if kind == "s":
            return self.strings[int(raw)] if raw.isdecimal() and int(raw) < len(self.strings) else None
        if kind == "b":
            return raw == "1"
        if kind != "n":
            return raw
        try:
            found = float(raw)
        except ValueError:
            return raw
        style = given.get("s", "0")
        dated = style.isdecimal() and int(style) < len(self.dated) and self.dated[int(style)]
        return _day(found, first) if dated else found


def _first(year: int) -> datetime:
    """The day of which the number is 0. What counts from 1900 counts a 29th of February 1900 that never was."""
    return datetime(1899, 12, 30) if year == 1900 else datetime(1904, 1, 1)  # noqa: DTZ001 (a spreadsheet's have no zone)


def _day(number: float, first: datetime) -> datetime | time | float:
    try:
        found = first + timedelta(days=number)
    except OverflowError:
        return number
    return found.time() if 0 <= number < 1 else found


def _place(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _column(ref: str, following: int) -> int:
    """The place of a cell in its row, from 0; cells need not say it. Raises ValueError where none would be that far."""
    named = _REF.fullmatch(ref)
    found = following
    if named:
        found = -1
        for letter in named[1]:
            found = (found + 1) * 26 + ord(letter) - 65
    if not following <= found:
        raise ValueError(f"its cell {ref} is out of place")
    return found
