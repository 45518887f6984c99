"""A file -> its table: CSV and TSV in any usual encoding, XLSX, and JSON as public exercise collections have it."""

from __future__ import annotations

from pathlib import Path

from generator.imports.table import BadTable, Table, read_table
from generator.imports.texts import Found, NotReadable, collection, text_of
from generator.imports.xlsx import sheets

MOST_BYTES = 50_000_000


def read(path: Path, sheet: str = "") -> Found:
    """Read a file by its ending and its first bytes. Raises NotReadable, BadTable, and OSError where there is none."""
    if path.stat().st_size > MOST_BYTES:
        raise NotReadable(f"the file has {path.stat().st_size:,} bytes; the most is {MOST_BYTES:,}")
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return _workbook(data, sheet)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotReadable("this is an old spreadsheet (.xls); save it as .xlsx or as CSV UTF-8")
    text, notes = text_of(data)
    if path.suffix.lower() == ".json" or text.lstrip()[:1] in ("[", "{"):
        return collection(text)
    return Found(read_table(text), notes)


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
