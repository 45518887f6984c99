"""A font for tests, with any letters and any licence bits: one that ships, with other tables."""

from __future__ import annotations

import struct

from generator.handouts.press import FONTS

BASE = "Noto Sans Hebrew"
FAMILY = "Studio Own Grace"
"""As long as the name that it takes the place of."""
assert len(FAMILY) == len(BASE)


def typeface(letters: str, bits: int = 0, family: str = FAMILY) -> bytes:
    """A font of the family with these letters, at most a hundred; `bits` is its fsType."""
    data = bytearray((FONTS / "NotoSansHebrew-Regular.ttf").read_bytes())
    (many,) = struct.unpack_from(">H", data, 4)
    rows = {bytes(data[at : at + 4]): at for at in range(12, 12 + 16 * many, 16)}
    places = {tag: struct.unpack_from(">II", data, at + 8) for tag, at in rows.items()}
    struct.pack_into(">H", data, places[b"OS/2"][0] + 8, bits)
    start, long = places[b"name"]
    names = bytes(data[start : start + long]).replace(BASE.encode("utf-16-be"), family.encode("utf-16-be"))
    data[start : start + long] = names.replace(BASE.encode(), family.encode())
    cmap = _cmap(sorted(set(map(ord, letters))))
    struct.pack_into(">II", data, rows[b"cmap"] + 8, len(data), len(cmap))
    return bytes(data) + cmap


def _cmap(codes: list[int]) -> bytes:
    """A table of format 12, which leads each letter to a shape of its own, whatever that looks like."""
    groups = b"".join(struct.pack(">III", code, code, 3 + i) for i, code in enumerate(codes))
    head = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes))
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + head + groups
