"""A text -> its QR code as data to draw. The browser runs this very file, beside segno's encoder, from an archive of
its own that is loaded when a code is first asked for (see generator/runtime/prepare.py)."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from segno import encoder

QUIET = 4
"""Light modules around the code; readers want as many."""
MOST_CHARACTERS = 1_500
MODULE = 0.5
"""Millimetres that a module is wide on paper: three dots of a print of 150 dots an inch."""
LEAST_WIDE = 20
"""Millimetres of a code on paper, however few its modules are."""


def wide(modules: int) -> float:
    """How wide so many modules are on paper, in millimetres."""
    return max(LEAST_WIDE, MODULE * modules)


def drawing(text: str) -> str:
    """JSON: {"size": modules across, quiet zone included, "path": SVG path data of the dark ones, one a module, "wide":
    millimetres on paper}.

    A crease or a coffee stain does no harm (error level M or better). Raises ValueError for a text that is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"more than {MOST_CHARACTERS} characters")
    encode: Any = encoder.encode
    rows = encode(text, error="m", micro=False, mode="byte", encoding="utf-8").matrix
    path = "".join(_row(y, row) for y, row in enumerate(rows, QUIET))
    size = len(rows) + 2 * QUIET
    return json.dumps({"path": path, "size": size, "wide": wide(size)}, separators=(",", ":"))


def _row(y: int, row: Any) -> str:
    """One rectangle for each run of dark modules."""
    out, x = "", QUIET
    for dark, run in groupby(row):
        length = len(list(run))
        out += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return out
