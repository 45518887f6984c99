"""A PNG's bytes -> whether its picture is there, whole. What browsers forgive, whatever sets the handouts does not."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

START = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Kind of colour -> numbers a pixel: grey, red-green-blue, palette, and the first two with transparency."""
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Kind of colour -> bits that a number may have."""
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""How an interlaced picture comes, coarse to fine: first column and row, and how far to the next."""
_FILTERS = 5


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; 0 where they are missing."""
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def whole(data: bytes) -> bool:
    """Say whether it goes from its head over its picture to its end, each part as its checksum says."""
    kinds = [kind for kind, _ in _parts(data)]
    return kinds[:1] == [b"IHDR"] and b"IDAT" in kinds and kinds[-1] == b"IEND"


def moves(data: bytes) -> bool:
    """Say whether it is an animation."""
    return any(kind == b"acTL" for kind, _ in _parts(data))


def readable(data: bytes) -> bool:
    """Say whether every pixel of a whole PNG can be read. Its size is known to be sound."""
    parts = list(_parts(data))
    depth, colour, packing, filtering, interlaced = data[24:29]
    palette = any(kind == b"PLTE" for kind, _ in parts)
    if depth not in _DEPTHS.get(colour, ()) or (colour == 3 and not palette) or packing or filtering or interlaced > 1:
        return False
    rows = list(_rows(*size(data), depth * _CHANNELS[colour], _PASSES if interlaced else ((0, 0, 1, 1),)))
    wanted = sum(rows)
    try:
        picture = zlib.decompressobj().decompress(b"".join(d for kind, d in parts if kind == b"IDAT"), wanted)
    except zlib.error:
        return False
    at = 0
    for row in rows:
        if at >= len(picture) or picture[at] >= _FILTERS:
            return False
        at += row
    return len(picture) == wanted


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, content) of each part, up to its end or the first that is broken."""
    start, kind = len(START), b""
    while len(data) >= start + 12 and kind != b"IEND":
        end = start + 8 + int.from_bytes(data[start : start + 4])
        if zlib.crc32(data[start + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return
        kind = data[start + 4 : start + 8]
        yield kind, data[start + 8 : end]
        start = end + 4


def _rows(width: int, height: int, bits: int, passes: tuple[tuple[int, int, int, int], ...]) -> Iterator[int]:
    """The bytes of each row, with the one that names its filter."""
    for x, y, across, down in passes:
        columns, rows = -((x - width) // across), -((y - height) // down)
        if columns > 0:
            yield from [1 + (columns * bits + 7) // 8] * max(rows, 0)
