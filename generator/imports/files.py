"""A file -> its table: CSV and TSV in any usual encoding, XLSX, and JSON as public exercise collections have it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.imports.sheets import table
from generator.imports.table import read_table
from generator.imports.texts import OLD, OLD_TOLD, Found, NotReadable, collection, text_of
from generator.imports.xlsx import sheets

MOST_BYTES = 50_000_000


def read(path: Path, sheet: str = "") -> Found:
    """Read a file by its ending and its first bytes. Raises NotReadable, BadTable, and OSError where there is none."""
    if path.stat().st_size > MOST_BYTES:
        raise NotReadable(f"the file has {path.stat().st_size:,} bytes; the most is {MOST_BYTES:,}")
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return _workbook(data, sheet)
    if data.startswith(OLD):
        raise NotReadable(OLD_TOLD)
    text, notes = text_of(data)
    if path.suffix.lower() == ".json" or text.lstrip()[:1] in ("[", "{"):
        return collection(text)
    return Found(read_table(text), notes)


def _workbook(data: bytes, named: str) -> Found:
    found = table(sheets(data), named)
    return replace(found, notes=tuple(f"{note} (--sheet NAME)" for note in found.notes))
