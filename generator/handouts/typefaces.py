"""A font's file -> the letters that it has, and whether it may stand in a PDF (OpenType: cmap, OS/2)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

ENDINGS: Final = (".ttf", ".otf", ".ttc", ".otc")
_FORBIDS: Final = {
    0x0002: "forbids to embed it",
    0x0100: "forbids to embed a part of it, which is all that a PDF holds",
    0x0200: "allows to embed pictures of its letters alone",
}
"""A bit of OS/2's fsType -> what the font's licence says by it."""
_LEAST: Final = 0x000E
"""The bits of which the most generous counts where an old font has several: 4 is print and preview, 8 is editable."""


class Face(NamedTuple):
    letters: frozenset[int]
    fault: str
    """Why it may not be used; empty where it may."""


def files(folder: Path) -> list[Path]:
    """The fonts in a folder and in those below it, as typst takes them."""
    return [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in ENDINGS and path.is_file()]


@cache
def glyphs(folder: Path) -> frozenset[int]:
    """The characters that the fonts in a folder have, together."""
    return frozenset().union(*(face(path).letters for path in files(folder)))


@cache
def face(path: Path) -> Face:
    """What a font's file says of itself. One that cannot be read has no letters."""
    try:
        data = path.read_bytes()
        places = [_tables(data, start) for start in _fonts(data)]
        letters = frozenset(code for tables in places for code in _mapped(data, tables["cmap"]))
        said = [_UINT16.unpack_from(data, tables["OS/2"] + 8)[0] for tables in places if "OS/2" in tables]
    except (OSError, struct.error, IndexError, KeyError):
        return Face(frozenset(), "")
    return Face(letters, next(filter(None, map(_forbidden, said)), ""))


_UINT16 = struct.Struct(">H")


def _forbidden(said: int) -> str:
    least = said & _LEAST
    said = said & ~0x0002 if least != 0x0002 else said
    why = next((words for bit, words in _FORBIDS.items() if said & bit), "")
    return f"its licence {why} (fsType {said})" if why else ""


def _fonts(data: bytes) -> tuple[int, ...]:
    """Where the fonts of a file begin: a collection has several."""
    if data[:4] != b"ttcf":
        return (0,)
    (many,) = struct.unpack_from(">I", data, 8)
    found: tuple[int, ...] = struct.unpack_from(f">{many}I", data, 12)
    return found


def _tables(data: bytes, start: int) -> dict[str, int]:
    (many,) = _UINT16.unpack_from(data, start + 4)
    rows = (struct.unpack_from(">4sIII", data, start + 12 + 16 * n) for n in range(many))
    return {tag.decode("latin-1"): at for tag, _, at, _ in rows}


def _mapped(data: bytes, cmap: int) -> Iterator[int]:
    """The characters of a cmap: formats 4 and 12, which all fonts for text have."""
    (many,) = _UINT16.unpack_from(data, cmap + 2)
    for n in range(many):
        (offset,) = struct.unpack_from(">I", data, cmap + 8 + 8 * n)
        at = cmap + offset
        (form,) = _UINT16.unpack_from(data, at)
        if form == 4:
            (twice,) = _UINT16.unpack_from(data, at + 6)
            ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
            firsts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
            yield from (code for first, end in zip(firsts, ends, strict=True) for code in range(first, end + 1))
        elif form == 12:
            (groups,) = struct.unpack_from(">I", data, at + 12)
            for g in range(groups):
                first, end, _ = struct.unpack_from(">III", data, at + 16 + 12 * g)
                yield from range(first, min(end, 0x10FFFF) + 1)
