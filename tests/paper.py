"""A PDF as people and printers meet it: how small its text is, how full its pages are, which codes can be read."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
import zxingcpp
from pypdfium2 import raw

INK = 225
"""Anything darker is print, of 255."""
COARSE = 150
"""Dots an inch of a print that codes must be readable from."""


def pages(made: bytes) -> list[Any]:
    return list(pypdfium2.PdfDocument(made))


def texts(made: bytes) -> list[str]:
    """The text of each page, its white space as single spaces."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pages(made)]


def smallest(made: bytes) -> float:
    """The size of the smallest letters, in points, in pictures too."""
    return min(size for page in pages(made) for size in _sizes(page.get_textpage()))


def _sizes(text: Any) -> Iterator[float]:
    matrix = raw.FS_MATRIX()
    for i in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text, i)).strip():
            raw.FPDFText_GetMatrix(text, i, ctypes.byref(matrix))
            yield raw.FPDFText_GetFontSize(text, i) * max(abs(matrix.d), abs(matrix.b))


def dots(page: Any, resolution: int) -> memoryview:
    """A page in grey, row by row."""
    drawn = page.render(scale=resolution / 72, grayscale=True)
    return memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))


def filled(made: bytes, foot: float) -> list[float]:
    """How far down each page is printed, of its whole height; what stands in the lowest `foot` of it is left aside."""
    found = []
    for page in pages(made):
        shown = dots(page, 24)
        high, wide = shown.shape or (0, 0)
        data = shown.tobytes()
        rows = [y for y in range(int(high * (1 - foot))) if min(data[y * wide : y * wide + wide - 4]) < INK]
        found.append(max(rows, default=0) / high)
    return found


def codes(made: bytes, resolution: int = COARSE) -> list[str]:
    """What the QR codes of a print hold."""
    return [code.text for page in pages(made) for code in zxingcpp.read_barcodes(dots(page, resolution))]
