"""The logos of tests/cases/logos.yml as files, and pictures to make others of."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode
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


SMALL = {
    "jpeg": "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ"
    "4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpK"
    "T/wAARCAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAA"
    "AAAAAAAAAAwT/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCYAqE//9k=",
    "gif": "R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==",
    "webp": "UklGRjAAAABXRUJQVlA4ICQAAABwAQCdASoQABAABABoJaACdAFAAAD+7ZA+tefuRgBSHCr4AAA=",
}
"""Plain pictures: 16 x 16 pixels, the GIF 1 x 1."""
_SIZES = {"jpeg": (">H", 165, 163), "gif": ("<H", 6, 8), "webp": ("<H", 26, 28)}
"""How and where they say their width and height."""
_FRAME = 19
"""Where the GIF's only picture begins."""


def picture(
    kind: str, size: tuple[int, int] | None = None, frame: tuple[int, int] | None = None, frames: int = 1
) -> bytes:
    """A picture; as it says, of another size, with a `frame` of another size (GIF), or with several that follow."""
    if kind == "png":
        return png(*(size or (16, 16)))
    data = bytearray(b64decode(SMALL[kind]))
    order, *places = _SIZES[kind]
    for at, said in (*zip(places, size or (), strict=False), *zip((_FRAME + 5, _FRAME + 7), frame or (), strict=False)):
        struct.pack_into(order, data, at, said)
    return bytes(data[:-1] + data[_FRAME:-1] * (frames - 1) + data[-1:])


def webp_with_a_head(width: int, height: int, flags: int = 0) -> bytes:
    """The WebP with its size said before its picture, as programs write it that add a profile or let it move."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    rest = b"WEBPVP8X" + struct.pack("<IB3x", 10, flags) + sizes + b64decode(SMALL["webp"])[12:]
    return b"RIFF" + struct.pack("<I", len(rest)) + rest


def png(width: int, height: int, rows: int | None = None, fill: int = 0, moves: bool = False) -> bytes:
    """A plain one; or one that stops after so many rows, is packed as none can be, or says that it moves."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    picture = (bytes([fill]) + b"\x27\x40\x7d" * width) * (height if rows is None else rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    moving = chunk(b"acTL", struct.pack(">II", 1, 0)) if moves else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + moving
        + chunk(b"IDAT", zlib.compress(picture))
        + chunk(b"IEND", b"")
    )


def _data(row: dict[str, Any]) -> bytes:
    if "png" in row:
        made = bytearray(
            png(*row["png"], **{k: row[k] for k in ("rows", "fill", "moves") if k in row})[: row.get("keep")]
        )
        if "flip" in row:
            made[row["flip"]] ^= 1
        return bytes(made)
    text = row["text"] if "text" in row else svg(_inside(row), **{k: row[k] for k in ("head",) if k in row})
    padded: str = text + " " * row.get("pad", 0)
    return padded.encode(row.get("encoding", "utf-8"))


def _inside(row: dict[str, Any]) -> str:
    text, (again, often) = row.get("inside", ""), row.get("repeat", ("", 0))
    text += _image(**row["image"]) * row.get("times", 1) if "image" in row else ""
    around, layers = row.get("wrap", ("", 0))
    text = f"<{around}>" * layers + text + f"</{around}>" * layers + again * often
    outer, inner, most = row.get("nest", ("", "", 0))
    for n in range(1, most + 1):
        text += outer.format(n=n, m=n - 1, ten=inner.format(n=n, m=n - 1) * 10)
    return str(text)


def _image(kind: str, declared: str = "", keep: int | None = None, said: str = "{}", **rest: Any) -> str:
    """An element with a picture in its address. `said`: around its base64."""
    if "head" in rest:
        data = webp_with_a_head(*rest["head"])
    else:
        data = (
            png(*rest["size"], **{k: rest[k] for k in ("rows", "moves") if k in rest})
            if kind == "png"
            else picture(kind, **rest)
        )
    text = said.format(b64encode(data[:keep]).decode())
    return f'<image id="i" width="9" height="9" href="data:image/{declared or kind};base64,{text}"/>'
