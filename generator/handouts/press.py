"""A template and its data -> a tagged PDF, or a picture for screens. The only importer of typst."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import typst

from generator.handouts import typefaces

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: tagged, titled, every picture described. typst refuses to write anything less."""
PAPERS = {"a4": "a4", "letter": "us-letter"}
"""Paper as a brand names it -> as typst does."""
MOST_NAMED = 12
"""How many characters without a glyph one error names."""

_NO_GLYPH = re.compile(r"the text `\"(.+)\"` could not be displayed", re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class HandoutError(Exception):
    """A handout that cannot be made, and what would mend it: for whoever asked for it."""


def papers_of(wanted: object) -> tuple[str, ...]:
    """The papers that an option names: "a4 letter", one of them, or "off". Raises HandoutError."""
    if wanted in (False, "off"):
        return ()
    found = tuple(str(wanted).replace(",", " ").lower().split())
    if unknown := [p for p in found if p not in PAPERS]:
        raise HandoutError(f"'{unknown[0]}' is not a paper; write some of: {', '.join(PAPERS)}; or: off")
    return found


class Press:
    """typst with the fonts in this folder and in `font_path`, read once. No system fonts: same bytes anywhere."""

    def __init__(self, font_path: Path | None = None) -> None:
        if font_path is not None and not font_path.is_dir():
            raise HandoutError(f"{font_path}: there is no such folder of fonts")
        for path, fault in faults(font_path) if font_path else ():
            raise HandoutError(f"{path}: {fault}; take it out, and put another there")
        self.fonts = _fonts(FONTS, *([font_path] if font_path else []))
        self.compiler = typst.Compiler(root=str(HERE), font_paths=self.fonts, ignore_system_fonts=True)

    def print(self, template: str, data: Mapping[str, Any]) -> bytes:
        """Fill in NAME.typ. Raises HandoutError naming every character that no font has, a font that is not here, or a
        picture's fault.
        """
        for family in data.get("brand", {}).get("fonts", ()):
            if family not in self.fonts.families():
                raise HandoutError(f"no font here is called '{family}'; put its files into local/fonts/")
        text = dump(data)
        missing: list[str] = []
        while True:
            try:
                made = self._compile(template, text)
            except typst.TypstError as error:
                found = _NO_GLYPH.search(str(error))
                lost = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), found[1]) if found else ""
                if not lost or lost not in text or len(missing) >= MOST_NAMED:
                    raise HandoutError(_lost(missing) if missing else f"this sheet cannot be set: {error}") from error
                missing.append(lost)
                text = text.replace(lost, "")
                continue
            if missing:
                raise HandoutError(_lost(missing))
            return made

    def draw(self, template: str, data: Mapping[str, Any]) -> list[bytes]:
        """Fill in NAME.typ, each of its pages as a PNG: a point of it is a pixel."""
        made = self.compiler.compile(
            str(HERE / f"{template}.typ"), format="png", ppi=72, sys_inputs={"data": dump(data)}
        )
        return [page for page in (made if isinstance(made, list) else [made]) if page is not None]

    def _compile(self, template: str, text: str) -> bytes:
        made = self.compiler.compile(
            str(HERE / f"{template}.typ"), format="pdf", sys_inputs={"data": text}, pdf_standards=STANDARD
        )
        assert isinstance(made, bytes)
        return made


class Presses:
    """A press for each thread: typst lets other threads run while it sets a page."""

    def __init__(self, font_path: Path | None = None) -> None:
        self.font_path = font_path
        self._own = threading.local()
        self._own.press = Press(font_path)

    def print(self, template: str, data: Mapping[str, Any]) -> bytes:
        """As the press of this thread prints it."""
        if not hasattr(self._own, "press"):
            self._own.press = Press(self.font_path)
        made: bytes = self._own.press.print(template, data)
        return made


def faults(folder: Path) -> list[tuple[Path, str]]:
    """The fonts in a folder that no sheet may be set in, and why."""
    return [(path, fault) for path in typefaces.files(folder) if (fault := typefaces.face(path).fault)]


def families(folder: Path | None) -> list[str]:
    """What the fonts in a folder are called, as a brand may name them."""
    return list(_fonts(folder).families()) if folder else []


def _fonts(*folders: Path) -> typst.Fonts:
    paths = list(map(str, folders))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def own_fonts(local: Path) -> Path | None:
    """The folder of a fork's own fonts, if it has one: local/fonts/."""
    return local / "fonts" if (local / "fonts").is_dir() else None


def dump(data: Mapping[str, Any]) -> str:
    """The data as the template reads it; what the cache knows a handout by."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _lost(missing: list[str]) -> str:
    letters = ", ".join(" ".join(named(c) for c in text) for text in missing)
    return f"no font here has {letters}; put a font that does into local/fonts/, or name its folder (--fonts DIR)"


def named(character: str) -> str:
    """A character as an error names it."""
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"
