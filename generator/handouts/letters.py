"""Fonts of a fork's own, and letters that no font here has: told with their place, before a sheet cannot be set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.handouts.desk import FAMILIES
from generator.handouts.press import FONTS, families, named, own_fonts
from generator.handouts.typefaces import face, files, glyphs
from generator.reading.document import Document, Path_
from generator.reading.load import load, load_file
from generator.reading.problems import Problem, did_you_mean

RULES = {
    "no-glyph": "A fork's texts that are printed have only letters that a font here has.",
    "font-licence": "A font in `local/fonts/` may be embedded, by its licence bits.",
    "font-missing": "A brand's fonts are `serif`, `sans`, or a family in `local/fonts/`.",
}
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
    """Tell each letter of a fork's own texts, once a text, that is neither in the shipped fonts nor in local/fonts/;
    and what is wrong with those, and with what a brand says of them."""
    own = own_fonts(local)
    yield from _unusable(own) if own else ()
    known = glyphs(FONTS) | (glyphs(own) if own else frozenset())
    documents = load(local / "knowledge", "local/knowledge")[0] if (local / "knowledge").is_dir() else []
    documents = [d for d in documents if d.name.partition("/")[0] in PRINTED]
    brands = []
    for path in (local / "brand.yml", *sorted((local / "brands").glob("*.yml"))):
        brands += load_file(path, f"local/{path.relative_to(local).as_posix()}")[0] if path.is_file() else []
    for document in brands:
        yield from _unknown(document, own)
    documents += brands
    for document in documents:
        for path_, text in _texts(document.data, ()):
            yield from _lost(document, path_, text, known)


def _unusable(own: Path) -> Iterator[Problem]:
    for path in files(own):
        where = f"local/fonts/{path.relative_to(own).as_posix()}"
        if fault := face(path).fault:
            yield Problem(where, 1, 1, "font-licence", fault, "take it out, and put another into local/fonts/")
        if not face(path).letters:
            hint = "put a whole TrueType or OpenType font in its place, and check its permissions"
            yield Problem(where, 1, 1, "stray-file", "this is no font that can be read", hint).as_warning()


def _unknown(d: Document, own: Path | None) -> Iterator[Problem]:
    said = d.data.get("fonts") if isinstance(d.data, dict) else None
    for key, name in (said if isinstance(said, dict) else {}).items():
        if isinstance(name, str) and name not in FAMILIES and name not in (there := families(own)):
            known = [*FAMILIES, *there]
            hint = did_you_mean(name, known) or f"there are: {', '.join(known)}; put its files into local/fonts/"
            yield d.problem(d.at(("fonts", key)), "font-missing", f"{key}: no font here is called '{name}'", hint)


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
