"""Workbooks in a browser: read as the command reads them, and what is hostile in one is told."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from openpyxl import Workbook

from generator.imports import sheets, workbook, xlsx
from generator.imports.browser import read
from tests.workbooks import changed, own_words, typed_in


@pytest.mark.parametrize("first", [1900, 1904])
def test_a_browser_reads_a_workbook_as_the_command_does(first: int) -> None:
    data = changed(typed_in(), "xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="%d"' % (first == 1904))
    ours, theirs = workbook.sheets(data), xlsx.sheets(data)
    assert sheets.table(ours) == sheets.table(theirs)
    assert list(ours) == ["Sheet", "Arms"]
    told = json.loads(read(json.dumps({"bytes": base64.b64encode(data).decode(), "words": own_words()})))
    assert told["notes"] == ["only the sheet 'Sheet' is read; others: Arms"]
    push, pull, walk = told["rows"]
    assert push["value"]["dose"] == {"sets": 3, "reps": 8 if first == 1900 else 9, "rest": 60, "load": "12.5 kg"}
    assert [doubt.partition(" ")[0] for doubt in push["doubts"]] == ["The", "\u201cRest\u201d", "Of"]
    assert pull["value"]["dose"]["load"] == "red band"
    assert (walk["row"], walk["title"]) == (5, "Sled walk")


def test_a_browser_reads_five_thousand_rows_of_a_workbook() -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (["Name", "How", "Dose"], *([f"Drill {n}", "Do it.", "3 x 10"] for n in range(5000))):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    told = json.loads(read(json.dumps({"bytes": base64.b64encode(data.getvalue()).decode(), "words": own_words()})))
    assert [row["title"] for row in told["rows"]] == [f"Drill {n}" for n in range(5000)]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (("xl/sharedStrings.xml", b"<x:sst", BOMB + b"<x:sst"), "it declares entities"),
        (("xl/worksheets/sheet1.xml", b"<worksheet", BOMB + b"<worksheet"), "it declares entities"),
        (("xl/worksheets/sheet1.xml", b"</sheetData>", b""), "mismatched tag"),
        (("xl/worksheets/sheet1.xml", b'r="B2"', b'r="XFD2"'), "row 2 has more than 1000 columns"),
        (("xl/worksheets/sheet1.xml", b'r="C2"', b'r="A2"'), "its cell A2 is out of place"),
        (("xl/workbook.xml", b"<sheets>", b"<sheets><x:y/>"), "unbound prefix"),
    ],
)
def test_a_hostile_workbook_is_told_in_a_browser(change: tuple[str, bytes, bytes], wrong: str) -> None:
    data = changed(typed_in(), *change)
    told = json.loads(read(json.dumps({"bytes": base64.b64encode(data).decode(), "words": own_words()})))
    assert told["error"].startswith(f"this workbook cannot be opened: {wrong}"), told["error"]
    assert told.keys() == {"error"}
