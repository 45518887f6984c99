"""A template and its data -> a tagged PDF, or a picture for screens. The only importer of typst."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import typst

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


class Press:
    """typst with the fonts in this folder and in `font_path`, read once. No system fonts: same bytes anywhere."""

    def __init__(self, font_path: Path | None = None) -> None:
        if font_path is not None and not font_path.is_dir():
            raise HandoutError(f"{font_path}: there is no such folder of fonts")
        paths = [FONTS, *([font_path] if font_path else [])]
        self.fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(p) for p in paths]
        )
        self.compiler = typst.Compiler(root=str(HERE), font_paths=self.fonts, ignore_system_fonts=True)

    def print(self, template: str, data: Mapping[str, Any]) -> bytes:
        """Fill in NAME.typ. Raises HandoutError naming every character that no font has, or a picture's fault."""
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

    def draw(self, template: str, data: Mapping[str, Any]) -> bytes:
        """Fill in NAME.typ, of one page, as a PNG: a point of it is a pixel."""
        made = self.compiler.compile(
            str(HERE / f"{template}.typ"), format="png", ppi=72, sys_inputs={"data": dump(data)}
        )
        assert isinstance(made, bytes)
        return made

    def _compile(self, template: str, text: str) -> bytes:
        made = self.compiler.compile(
            str(HERE / f"{template}.typ"), format="pdf", sys_inputs={"data": text}, pdf_standards=STANDARD
        )
        assert isinstance(made, bytes)
        return made


def font_files(folder: Path) -> list[Path]:
    """The fonts in a folder and in those below it, as typst takes them."""
    endings = (".ttf", ".otf", ".ttc", ".otc")
    return [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in endings and path.is_file()]


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
