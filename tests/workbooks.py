"""Workbooks for tests, as spreadsheet programs write them, and what is said of tables that come from them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.bases import ROOT


def typed_in() -> bytes:
    """A workbook with every kind of cell, as openpyxl writes it; the results of its formulas stand in it."""
    book = Workbook()
    sheet: Any = book.active
    for row in (
        ["Name", "How", "Sets", "Reps", "Weight (kg)", "Each side", "Notes", None, "Rest"],
        ["Sled & <push>", "Push.\nBreathe.", 3, date(2026, 12, 8), 12.5, True, " \u00fc  \u6f22 ", None, "=30*2"],
        [None] * 9,
        ["Sled pull", "Pull.", 3.0, "8-12", "red band", False, 1e21, "stray", time(0, 1)],
    ):
        sheet.append(row)
    sheet["D5"] = 46000
    sheet["D5"].number_format = '[Red]dd/mm/yyyy "on"'
    sheet["E5"].number_format = "yyyy"
    sheet["A5"] = CellRichText("Sled ", TextBlock(InlineFont(b=True), "walk"))
    book.create_sheet("Arms").append(["Name"])
    data = io.BytesIO()
    book.save(data)
    named = b'<c r="A4" t="inlineStr"><is><t>Sled pull</t></is></c>', b'<c r="A4" t="s"><v>1</v></c>'
    made = changed(with_result(data.getvalue(), "60"), "xl/worksheets/sheet1.xml", *named)
    for part, end, more in (
        (
            "[Content_Types].xml",
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="%ssharedStrings+xml"/>',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"</Relationships>",
            b'<Relationship Id="rId9" Target="sharedStrings.xml" Type="x"/>',
        ),
    ):
        made = changed(made, part, end, more.replace(b"%s", _KIND) + end)
    with zipfile.ZipFile(strings := io.BytesIO(made), "a") as new:
        new.writestr("xl/sharedStrings.xml", _STRINGS)
    return strings.getvalue()


_KIND = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
_STRINGS = (
    '<x:sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:si><x:t>no</x:t></x:si>'
    "<x:si><x:r><x:t>Sled </x:t></x:r><x:r><x:t>pull</x:t></x:r>"
    '<x:rPh sb="0" eb="4"><x:t>SLED</x:t></x:rPh></x:si></x:sst>'
)
"""Texts that cells name by number, as spreadsheet programs write them; one has its sound beside it."""


def with_result(book: bytes, result: str) -> bytes:
    """The workbook as a spreadsheet program saves it: beside each formula stands what it came to."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            data = data.replace(b"</f><v />", b"</f><v>%s</v>" % result.encode())
            new.writestr(part, data.replace(b"</f><v></v>", b"</f><v>%s</v>" % result.encode()))
    return made.getvalue()


def own_words() -> dict[str, str]:
    """The sentences that the builder gives along."""
    words = yaml.safe_load((ROOT / "knowledge/phrases/en.yml").read_text(encoding="utf-8"))["own"]
    said = {f"own.{part}.{name}": text for part in ("doubt", "table", "columns") for name, text in words[part].items()}
    return {**said, "own.as-shown": words["as-shown"], "own.as-below": words["as-below"], "own.what.step": "step"}


def changed(book: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """The workbook with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        assert before in old.read(name)
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(before, after, 1) if part == name else data)
    return made.getvalue()
