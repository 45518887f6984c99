"""A logo's bytes -> what keeps it from being shown safely and whole. Nothing in it may run, load or be typeset.

assets/counterpoise/trainer/logo.mjs judges as this does; tests/cases/logos.yml holds both to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from generator.brand import png
from generator.brand.inside import Wrong, dots
from generator.brand.uses import Element, Much, reckon

MOST_BYTES = 200_000
WIDEST, TALLEST = 8, 2
"""Times as wide as high, times as high as wide: what fits in a page's head."""
LEAST_PIXELS, MOST_PIXELS = 64, 2000
"""A PNG's longer side: fewer look coarse in print, more only cost the reader. Pictures inside an SVG may be smaller,
as shades and patterns are; together they have no more dots than the largest PNG."""
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
DRAWN = {
    *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style", "image"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "filter"),
    *("feBlend", "feColorMatrix", "feComposite", "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset"),
}
"""The elements that draw. What is not among them is refused, so that nothing new can slip in."""

_OUTSIDE = re.compile(
    r"url\((?![ \t\r\n\f]*['\"]?#)|@import|(image-set|image|src|element|expression)\(|javascript:|\\",
    re.IGNORECASE | re.ASCII,
)
"""What a style may not say. A backslash could hide any of it."""
_INSIDE = re.compile(r"[ \t\r\n]*(?:#|data:image/(png|jpeg|gif|webp);base64,(.*))", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE(\"[^\"]*\"|'[^']*'|[^\"'<>\[])*\[", re.IGNORECASE | re.ASCII)
_DOCTYPE = re.compile(
    r"\A(?>[ \t\r\n]|<\?.*?\?>|<!--.*?-->)*(<!DOCTYPE(?:\"[^\"]*\"|'[^']*'|[^\"'<>\[])*>)", re.DOTALL | re.ASCII
)
"""Left out before reading: with one, a reader passes over entities that it does not know, and no browser does."""
_OTHER = re.compile(r"<\?xml[^>]*\sencoding\s*=\s*[\"'](?!utf-?8[\"'])([^\"']*)", re.IGNORECASE | re.ASCII)
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?"
_BOX = re.compile(rf"[ \t\r\n]*({_NUMBER})" + rf"[ \t\r\n,]+({_NUMBER})" * 3 + r"[ \t\r\n]*", re.IGNORECASE)
_LENGTH = re.compile(rf"[ \t\r\n]*({_NUMBER})(?:px|pt|pc|mm|cm|in)?[ \t\r\n]*", re.IGNORECASE)
_UTF8 = "export it again as SVG in UTF-8, or as PNG"


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
    if data.startswith(png.START):
        return list(_png(data))
    try:
        return _svg(data.replace(b"\0", b"\xff").decode("utf-8-sig"))  # a zero is in no XML, but in all UTF-16
    except UnicodeDecodeError as error:
        line, message = data.count(b"\n", 0, error.start) + 1, "this is neither PNG nor SVG in UTF-8"
        return [Fault(line, 1, "logo-form", message, _UTF8)]


_STARTS = {png.START: "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp", b"%PDF": "pdf"}


def kind(data: bytes) -> str:
    """What kind of file this is, by its first bytes: png, svg, or one that no logo can be; "" for none of these."""
    found = next((name for start, name in _STARTS.items() if data.startswith(start)), "")
    return found or ("svg" if b"<svg" in data[:4_000] else "")


def size(data: bytes) -> tuple[float, float] | None:
    """Width and height of a sound logo, in its own units; None where it does not say."""
    if data.startswith(png.START):
        return png.size(data)
    reader = _Reader()
    try:
        reader.read(data.decode("utf-8-sig"))
    except (expat.ExpatError, UnicodeDecodeError):
        return None
    return reader.size()


def _png(data: bytes) -> Iterator[Fault]:
    width, height = png.size(data)
    damaged = Fault(1, 1, "logo-form", "this PNG is damaged", "export it again")
    if not png.whole(data) or not width or not height:
        yield damaged
    elif not LEAST_PIXELS <= max(width, height) <= MOST_PIXELS:
        message = f"the picture has {width} x {height} pixels; its longer side wants {LEAST_PIXELS} to {MOST_PIXELS}"
        yield Fault(1, 1, "logo-form", message, "export it in another size, or as SVG")
    elif not png.readable(data):
        yield damaged
    elif png.moves(data):
        yield Fault(1, 1, "logo-unsafe", "this picture moves", "export it as one that stands still")
    else:
        yield from _shape(width, height)


def _svg(text: str) -> list[Fault]:
    if entity := _ENTITY.search(text):
        line, column = text.count("\n", 0, entity.start()) + 1, entity.start() - text.rfind("\n", 0, entity.start())
        return [Fault(line, column, "logo-unsafe", "entities are declared here", "save it as plain SVG or as PNG")]
    if other := _OTHER.match(text):
        return [Fault(1, 1, "logo-form", f"this SVG is in {other[1]}, and UTF-8 is wanted", _UTF8)]
    reader = _Reader()
    try:
        reader.read(text)
    except expat.ExpatError as error:
        message = f"this is neither PNG nor sound SVG: {expat.ErrorString(error.code)}"
        return [Fault(error.lineno, error.offset + 1, "logo-form", message, "export it again as SVG or PNG")]
    if reader.root == "svg":
        hint = f'write xmlns="{SVG}" in its first element'
        return [Fault(*reader.start, "logo-form", "this does not say that it is SVG, and no browser shows it", hint)]
    if reader.root != f"{SVG} svg":
        name = reader.root.rpartition(" ")[2]
        return [Fault(1, 1, "logo-form", f"this is XML, but <{name}> is no SVG", "export it again as SVG")]
    found = reader.found
    size = reader.size()
    if size is None:
        hint = 'write viewBox="0 0 WIDTH HEIGHT" in its first element'
        found.append(Fault(*reader.start, "logo-form", "the picture does not say how large it is", hint))
    else:
        found += _shape(*size, *reader.start)
    if not found:
        found += _much(reader)
    return sorted(found)


def _much(reader: _Reader) -> Iterator[Fault]:
    if reader.dots > MOST_PIXELS**2:
        message = f"the pictures inside it have {reader.dots:,} dots together; the most is {MOST_PIXELS**2:,}"
        yield Fault(*reader.start, "logo-form", message, "make them smaller")
    try:
        reckon(reader.page.inside[0], reader.rules)
    except Much as much:
        message, hint = f"this picture asks for too much: {much}", "export it simpler, or as PNG"
        yield Fault(*reader.start, "logo-form", message, hint)


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
        self.page = Element("", {})
        self.open = [self.page]
        self.style: tuple[int, int] | None = None
        self.own = ""
        self.rules = ""
        """The stylesheet that is read, and all of them."""
        self.dots = 0
        """Of all pictures inside it."""

    def read(self, text: str) -> None:
        """Raises ExpatError."""
        if doctype := _DOCTYPE.match(text):
            start, end = doctype.span(1)
            text = text[:start] + re.sub(r"[^\n]", " ", doctype[1]) + text[end:]
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = lambda *_: self._fault("a processing instruction stands here")
        self.parser.Parse(text.encode(), True)

    def size(self) -> tuple[float, float] | None:
        """From the viewBox; without one, from width and height."""
        if "viewBox" in self.attributes:
            box = _BOX.fullmatch(self.attributes["viewBox"])
            said = [box[3], box[4]] if box else []
        else:
            sides = [_LENGTH.fullmatch(self.attributes.get(k, "")) for k in ("width", "height")]
            said = [side[1] for side in sides if side]
        numbers = [float(n) for n in said]
        return (numbers[0], numbers[1]) if len(said) == 2 and all(0 < n < math.inf for n in numbers) else None

    def _at(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _fault(
        self, message: str, hint: str = "remove it, or save the logo as plain SVG or as PNG", rule: str = "logo-unsafe"
    ) -> None:
        self.found.append(Fault(*(self.style or self._at()), rule, message, hint))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.root:
            self.root, self.attributes = name, attributes
            self.start = self._at()
        if self.style:
            self._fault(f"<{local}> stands in its stylesheet")
        elif space in ("", SVG):
            self._drawing(local)
        elif space == "http://www.w3.org/1999/xhtml":
            self._fault(f"<{local}> of a web page stands in the picture")
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)
        if local == "style" and not self.style:
            self.style, self.own = self._at(), ""
        plain = {key: value for key, value in attributes.items() if " " not in key}
        plain.setdefault("href", attributes.get(f"{XLINK} href", ""))
        self.open[-1].inside.append(Element(local if space in ("", SVG) else "", plain))
        self.open.append(self.open[-1].inside[-1])

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
        elif key in ("href", "src"):
            inside = _INSIDE.match(value)
            if not inside:
                self._fault(f"{key} leads out of the file, to '{value[:60]}'", "put what it leads to into the file")
            elif inside[1]:
                self._picture(inside[1], inside[2])
        elif _OUTSIDE.search(value):
            self._fault(f"{key} leads out of the file", "put what it leads to into the file")

    def _picture(self, kind: str, text: str) -> None:
        try:
            self.dots += dots(kind, text, MOST_PIXELS)
        except Wrong as wrong:
            self._fault(f"the picture inside it {wrong}", *wrong.rest)

    def _end(self, name: str) -> None:
        self.open.pop()
        if name.rpartition(" ")[2] == "style":
            if _OUTSIDE.search(self.own):
                self._fault("its stylesheet leads out of the file", "put what it leads to into the file")
            self.rules += f"{self.own}\n"
            self.style, self.own = None, ""

    def _text(self, text: str) -> None:
        if self.style:
            self.own += text
