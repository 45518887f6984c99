"""A logo's bytes -> what keeps it from being shown safely and whole. Nothing in it may run, load or be typeset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

MOST_BYTES = 200_000
WIDEST, TALLEST = 8, 2
"""Times as wide as high, times as high as wide: what fits in a page's head."""
LEAST_PIXELS, MOST_PIXELS = 64, 2000
"""A PNG's higher side: fewer look coarse in print, more only cost the reader."""
SVG = "http://www.w3.org/2000/svg"
DRAWN = {
    *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style", "image"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "marker"),
    *("clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "filter"),
    *("feBlend", "feColorMatrix", "feComposite", "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset"),
}
"""The elements that draw. What is not among them is refused, so that nothing new can slip in."""

_OUTSIDE = re.compile(r"url\((?!\s*['\"]?#)|@import|expression\(|javascript:|\\", re.IGNORECASE)
"""What a style may not say. A backslash could hide any of it."""
_INSIDE = re.compile(r"#|data:image/(png|jpeg);base64,")
_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)


class Fault(NamedTuple):
    """Where in the file, which rule, what is wrong, how to mend it."""

    line: int
    column: int
    rule: str
    message: str
    hint: str


def faults(data: bytes) -> list[Fault]:
    """Everything that is wrong with a logo, in the order of the file."""
    if len(data) > MOST_BYTES:
        message = f"the file has {len(data):,} bytes; the most is {MOST_BYTES:,}"
        return [Fault(1, 1, "logo-form", message, "export it simpler or smaller")]
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return list(_png(data))
    return _svg(data)


def size(data: bytes) -> tuple[float, float] | None:
    """Width and height of a sound logo, in its own units; None where it does not say."""
    if data.startswith(b"\x89PNG"):
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    reader = _Reader()
    try:
        reader.read(data)
    except expat.ExpatError:
        return None
    return reader.size()


def _png(data: bytes) -> Iterator[Fault]:
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if data[12:16] != b"IHDR" or not width or not height:
        yield Fault(1, 1, "logo-form", "this PNG is damaged", "export it again")
    elif not LEAST_PIXELS <= max(width, height) <= MOST_PIXELS:
        message = f"the picture has {width} x {height} pixels; its longer side wants {LEAST_PIXELS} to {MOST_PIXELS}"
        yield Fault(1, 1, "logo-form", message, "export it in another size, or as SVG")
    else:
        yield from _shape(width, height)


def _svg(data: bytes) -> list[Fault]:
    if entity := _ENTITY.search(data):
        line, column = data.count(b"\n", 0, entity.start()) + 1, entity.start() - data.rfind(b"\n", 0, entity.start())
        return [Fault(line, column, "logo-unsafe", "entities are declared here", "save it as plain SVG or as PNG")]
    reader = _Reader()
    try:
        reader.read(data)
    except expat.ExpatError as error:
        message = f"this is neither PNG nor sound SVG: {expat.ErrorString(error.code)}"
        return [Fault(error.lineno, error.offset + 1, "logo-form", message, "export it again as SVG or PNG")]
    if reader.root != "svg":
        return [Fault(1, 1, "logo-form", f"this is XML, but <{reader.root}> is no SVG", "export it again as SVG")]
    found = reader.found
    size = reader.size()
    if size is None:
        hint = 'write viewBox="0 0 WIDTH HEIGHT" in its first element'
        found.append(Fault(*reader.start, "logo-form", "the picture does not say how large it is", hint))
    else:
        found += _shape(*size, *reader.start)
    return sorted(found)


def _shape(width: float, height: float, line: int = 1, column: int = 1) -> Iterator[Fault]:
    if width > WIDEST * height or height > TALLEST * width:
        message = f"the picture is {width:g} wide and {height:g} high"
        hint = f"at most {WIDEST} times as wide as high, or {TALLEST} times as high as wide, fits in a page's head"
        yield Fault(line, column, "logo-form", message, hint)


class _Reader:
    """Follows an SVG element by element, noting what is not to be there."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.root = ""
        self.start = (1, 1)
        self.attributes: dict[str, str] = {}
        self.style: tuple[int, int] | None = None

    def read(self, data: bytes) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = lambda *_: self._fault("a processing instruction stands here")
        self.parser.Parse(data, True)

    def size(self) -> tuple[float, float] | None:
        """From the viewBox, else from width and height."""
        numbers = re.findall(r"-?[0-9.]+(?:e-?[0-9]+)?", self.attributes.get("viewBox", ""))[2:]
        if len(numbers) != 2:
            numbers = [re.sub(r"(px|mm|pt)$", "", self.attributes.get(k, "")) for k in ("width", "height")]
        try:
            width, height = (float(n) for n in numbers)
        except ValueError:
            return None
        return (width, height) if width > 0 and height > 0 else None

    def _at(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _fault(self, message: str, hint: str = "remove it, or save the logo as plain SVG or as PNG") -> None:
        self.found.append(Fault(*(self.style or self._at()), "logo-unsafe", message, hint))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.root:
            self.root, self.attributes = local, attributes
            self.start = self._at()
        if space in ("", SVG):
            self._drawing(local)
        elif space == "http://www.w3.org/1999/xhtml":
            self._fault(f"<{local}> of a web page stands in the picture")
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)
        if local == "style":
            self.style = self._at()

    def _drawing(self, name: str) -> None:
        if name in ("text", "tspan", "textPath"):
            self._fault(
                f"<{name}> needs a font that readers and printers may lack",
                "turn its letters into outlines, or save the logo as PNG",
            )
        elif name not in DRAWN:
            self._fault(f"<{name}> has no place in a logo")

    def _attribute(self, key: str, value: str) -> None:
        if key.lower().startswith("on"):
            self._fault(f"{key} would run a script")
        elif key in ("href", "src") and not _INSIDE.match(value):
            self._fault(f"{key} leads out of the file, to '{value[:60]}'", "put what it leads to into the file")
        elif _OUTSIDE.search(value):
            self._fault(f"{key} leads out of the file", "put what it leads to into the file")

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "style":
            self.style = None

    def _text(self, text: str) -> None:
        if self.style and _OUTSIDE.search(text):
            self._fault("its stylesheet leads out of the file", "put what it leads to into the file")
