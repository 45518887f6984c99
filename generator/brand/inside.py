"""A picture made of dots inside an SVG, as its address holds it -> how many dots it has, or what is wrong with it."""

from __future__ import annotations

import base64
import binascii
import re

from generator.brand import png
from generator.brand.raster import raster


class Wrong(Exception):
    """What the picture is or does that it should not; `rest`: how to mend it, and the rule."""

    def __init__(self, message: str, hint: str, rule: str = "logo-form") -> None:
        super().__init__(message)
        self.rest = (hint, rule)


def dots(kind: str, text: str, most: int) -> int:
    """Width times height of a picture in base64, whose longer side has at most so many pixels. Raises Wrong."""
    data = _decoded(text)
    found = raster(data)
    damaged = Wrong(f"is damaged, or no {kind.upper()}", "export it again")
    if found is None or found.kind != kind or not found.width or not found.height:
        raise damaged
    if max(found.width, found.height) > most:
        raise Wrong(f"has {found.width} x {found.height} pixels; its longer side has at most {most}", "make it smaller")
    if kind == "png" and not png.readable(data):
        raise damaged
    if not found.still:
        raise Wrong("moves", "put one there that stands still", "logo-unsafe")
    return found.width * found.height


def _decoded(text: str) -> bytes:
    """As browsers read it: spaces and a missing end are forgiven; what is no base64 is no picture."""
    text = re.sub(r"[ \t\r\n\f]", "", text)
    if len(text) % 4:
        text += "=" * (-len(text) % 4) if "=" not in text else "!"
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
