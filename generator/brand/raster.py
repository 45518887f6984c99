"""A picture made of dots, as bytes -> its kind, its size, whether it is all there and stands still.

assets/counterpoise/trainer/raster.mjs reads as this does; tests/cases/logos.yml holds both to it.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.brand import png

_GIF = (b"GIF87a", b"GIF89a")
_PICTURE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
"""What begins each part of a GIF."""
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG that say its size."""


class Raster(NamedTuple):
    """`kind` as a data: address names it; width and height in pixels."""

    kind: str
    width: int
    height: int
    still: bool = True


def raster(data: bytes) -> Raster | None:
    """Read a PNG, JPEG, GIF or WebP; None where it is none of them, or not all there."""
    if data.startswith(png.START):
        return Raster("png", *png.size(data), not png.moves(data)) if png.whole(data) else None
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(_GIF):
        return _gif(data)
    return _webp(data) if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _jpeg(data: bytes) -> Raster | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _SIZES:
            size = int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
            return Raster("jpeg", *size) if b"\xff\xd9" in data[at:] else None
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None


def _gif(data: bytes) -> Raster | None:
    """As large as its screen, and whatever of its pictures stands out of that."""
    width, height, pictures = _small(data, 6), _small(data, 8), 0
    at = 13 + _palette(data, 10)
    while at < len(data) and data[at] != _END:
        if data[at] == _PICTURE:
            pictures += 1
            width = max(width, _small(data, at + 1) + _small(data, at + 5))
            height = max(height, _small(data, at + 3) + _small(data, at + 7))
            at += 11 + _palette(data, at + 9)
        elif data[at] == _EXTENSION:
            at += 2
        else:
            return None
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
    return Raster("gif", width, height, pictures == 1) if pictures and at < len(data) else None


def _palette(data: bytes, at: int) -> int:
    """How many bytes of colours follow, by the flags that stand there."""
    flags = _small(data, at) & 0xFF
    return 3 * 2 ** (1 + flags % 8) if flags & 0x80 else 0


def _webp(data: bytes) -> Raster | None:
    kind, sizes = data[12:16], {b"VP8 ": (26, 28, 30), b"VP8L": (21, 21, 25), b"VP8X": (24, 27, 30)}
    if kind not in sizes or len(data) < max(sizes[kind][2], 8 + int.from_bytes(data[4:8], "little")):
        return None
    across, down = (int.from_bytes(data[at : at + 4], "little") for at in sizes[kind][:2])
    if kind == b"VP8 ":
        return Raster("webp", across & 0x3FFF, down & 0x3FFF)
    if kind == b"VP8L":
        return Raster("webp", 1 + (across & 0x3FFF), 1 + (down >> 14 & 0x3FFF))
    return Raster("webp", 1 + (across & 0xFFFFFF), 1 + (down & 0xFFFFFF), not data[20] & 2)


def _small(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")
