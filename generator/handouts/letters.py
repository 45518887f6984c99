"""Letters that no font here has: told with their place, before a sheet that needs them cannot be set."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from generator.handouts.press import FONTS, font_files, named, own_fonts
from generator.reading.document import Document, Path_
from generator.reading.load import load, load_file
from generator.reading.problems import Problem

RULES = {"no-glyph": "A fork's texts that are printed have only letters that a font here has."}
PRINTED = (
    "exercises",
    "syndromes",
    "protocols",
    "pathways",
    "safety",
    "questionnaires",
    "questions",
    "muscles",
    "doses",
)
"""What stands on handouts: its folders and lists."""
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
_VARIANTS = range(0xFE00, 0xFE10)


def check(local: Path) -> Iterator[Problem]:
    """Tell each letter of a fork's own texts, once a text, that is neither in the shipped fonts nor in local/fonts/."""
    own = own_fonts(local)
    known = glyphs(FONTS) | (glyphs(own) if own else frozenset())
    for font in font_files(own) if own else ():
        if not _of_font(font):
            where = f"local/{font.relative_to(local).as_posix()}"
            hint = "put a whole TrueType or OpenType font in its place, and check its permissions"
            yield Problem(where, 1, 1, "stray-file", "this is no font that can be read", hint).as_warning()
    documents = load(local / "knowledge", "local/knowledge")[0] if (local / "knowledge").is_dir() else []
    documents = [d for d in documents if d.name.partition("/")[0] in PRINTED]
    for path in (local / "brand.yml", *sorted((local / "brands").glob("*.yml"))):
        documents += load_file(path, f"local/{path.relative_to(local).as_posix()}")[0] if path.is_file() else []
    for document in documents:
        for path_, text in _texts(document.data, ()):
            yield from _lost(document, path_, text, known)


def _lost(d: Document, path: Path_, text: str, known: frozenset[int]) -> Iterator[Problem]:
    for character in dict.fromkeys(text):
        code = ord(character)
        if code in known or code in _VARIANTS or unicodedata.category(character) in _UNSEEN:
            continue
        hint = "take it out, or put a font that has it into local/fonts/"
        yield d.problem(d.at(path), "no-glyph", f"no font here has {named(character)}", hint)


def _texts(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in rows:
        yield from _texts(inner, (*path, key))
    if isinstance(value, str):
        yield path, value


@cache
def glyphs(folder: Path) -> frozenset[int]:
    """The characters that the fonts in a folder have, together. A font that cannot be read has none."""
    return frozenset().union(*map(_of_font, font_files(folder)))


def _of_font(path: Path) -> frozenset[int]:
    try:
        return frozenset(_mapped(path.read_bytes()))
    except (OSError, struct.error, IndexError):
        return frozenset()


def _mapped(data: bytes) -> Iterator[int]:
    """The characters of a font's cmap tables (OpenType, "cmap"): formats 4 and 12, which all fonts for text have."""
    starts = [0]
    if data[:4] == b"ttcf":
        starts = list(struct.unpack_from(f">{struct.unpack_from('>I', data, 8)[0]}I", data, 12))
    for start in starts:
        (tables,) = struct.unpack_from(">H", data, start + 4)
        for n in range(tables):
            tag, _, at, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * n)
            if tag == b"cmap":
                yield from _subtables(data, at)


def _subtables(data: bytes, cmap: int) -> Iterator[int]:
    (many,) = struct.unpack_from(">H", data, cmap + 2)
    for n in range(many):
        (offset,) = struct.unpack_from(">I", data, cmap + 8 + 8 * n)
        at = cmap + offset
        (form,) = struct.unpack_from(">H", data, at)
        if form == 4:
            (twice,) = struct.unpack_from(">H", data, at + 6)
            ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
            firsts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
            yield from (code for first, end in zip(firsts, ends, strict=True) for code in range(first, end + 1))
        elif form == 12:
            (groups,) = struct.unpack_from(">I", data, at + 12)
            for g in range(groups):
                first, end, _ = struct.unpack_from(">III", data, at + 16 + 12 * g)
                yield from range(first, min(end, 0x10FFFF) + 1)
