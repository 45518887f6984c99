"""The logos of tests/cases/logos.yml as files, and pictures to make others of."""

from __future__ import annotations

import struct
import zlib
from typing import Any, NamedTuple

import yaml

from tests.bases import CASES


class Logo(NamedTuple):
    """A file, and what keeps it from being taken: the browser's word, or None."""

    data: bytes
    fault: str | None


def logos() -> dict[str, Logo]:
    """All, by id."""
    rows = yaml.safe_load((CASES / "logos.yml").read_text(encoding="utf-8"))
    found = {row["id"]: Logo(_data(row), row.get("fault")) for row in rows}
    assert len(found) == len(rows), "an id stands twice"
    return found


def svg(inside: str, head: str = 'viewBox="0 0 60 30"') -> str:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {head}>{inside}</svg>"


def png(width: int, height: int, rows: int | None = None, fill: int = 0) -> bytes:
    """A plain picture; or one that stops after so many rows, or whose rows are said to be packed as none can be."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    picture = (bytes([fill]) + b"\x27\x40\x7d" * width) * (height if rows is None else rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(picture)) + chunk(b"IEND", b"")


def _data(row: dict[str, Any]) -> bytes:
    if "png" in row:
        made = bytearray(png(*row["png"], **{k: row[k] for k in ("rows", "fill") if k in row})[: row.get("keep")])
        if "flip" in row:
            made[row["flip"]] ^= 1
        return bytes(made)
    text = row["text"] if "text" in row else svg(_inside(row), **{k: row[k] for k in ("head",) if k in row})
    padded: str = text + " " * row.get("pad", 0)
    return padded.encode(row.get("encoding", "utf-8"))


def _inside(row: dict[str, Any]) -> str:
    text, (again, often) = row["inside"], row.get("repeat", ("", 0))
    around, layers = row.get("wrap", ("", 0))
    text = f"<{around}>" * layers + text + f"</{around}>" * layers + again * often
    outer, inner, most = row.get("nest", ("", "", 0))
    for n in range(1, most + 1):
        text += outer.format(n=n, m=n - 1, ten=inner.format(n=n, m=n - 1) * 10)
    return str(text)
