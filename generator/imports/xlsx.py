"""A workbook -> the cells of its sheets. The only importer of openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from generator.imports.sheets import MOST_BYTES, MOST_WIDE, Cells, unopened


def sheets(data: bytes) -> dict[str, list[Cells]]:
    """The cells of each sheet. Raises NotReadable for what is no workbook."""
    from openpyxl import load_workbook  # half a second, wanted here only

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise ValueError("it is too large")
        books = [load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (False, True)]
        return {name: list(_cells(books[0][name], books[1][name])) for name in books[0].sheetnames}
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile, OSError) as error:
        raise unopened(error) from None


def _cells(written: Any, worked_out: Any) -> Iterator[Cells]:
    if not hasattr(written, "iter_rows"):
        return
    pairs = zip(written.iter_rows(values_only=True), worked_out.iter_rows(values_only=True), strict=True)
    for number, (typed, values) in enumerate(pairs, 1):
        wide = max((i for i, cell in enumerate(typed, 1) if cell is not None), default=0)  # a style alone is nothing
        if wide > MOST_WIDE:
            raise ValueError(f"row {number} has more than {MOST_WIDE} columns")
        yield number, typed[:wide], values[:wide]
