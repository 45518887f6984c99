"""A file -> its table: CSV and TSV in any usual encoding, XLSX, and JSON as public exercise collections have it."""

from __future__ import annotations

from pathlib import Path

from generator.imports.sheets import found
from generator.imports.table import Joined, never
from generator.imports.texts import Found, NotReadable
from generator.imports.xlsx import sheets

MOST_BYTES = 50_000_000


def read(path: Path, sheet: str = "", how: str = "", joined: Joined = never) -> Found:
    """Read a file by its first bytes; `how` says how a sheet is named, `joined` is as in read_table.

    Raises NotReadable, BadTable, and OSError where there is none.
    """
    if path.stat().st_size > MOST_BYTES:
        raise NotReadable(f"the file has {path.stat().st_size:,} bytes; the most is {MOST_BYTES:,}")
    return found(path.read_bytes(), sheets, sheet, how, joined)
