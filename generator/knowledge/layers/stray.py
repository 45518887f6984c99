"""Files of a fork's own folder that nothing reads: the wrong folder, the wrong ending, a stray name. Never an error."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.model import LANGUAGES, LISTS, PAGES, SINGLES
from generator.reading.load import ENDING
from generator.reading.problems import Problem, nearest

RULES = {"stray-file": "Whatever lies in `local/` is read by something (a warning)."}
_PICTURES, _FONTS = (".svg", ".png"), (".ttf", ".otf", ".ttc")
_TABLES = (".csv", ".tsv", ".xlsx", ".json")
_QUIET = ("readme", "license", "changelog")
"""What a folder may hold beside what is read, whatever its ending."""
_KINDS = (*PAGES, *LISTS, *SINGLES, "phrases", "safety")


def check(local: Path) -> Iterator[Problem]:
    """Tell every file below local/ that nothing reads. What is meant as a brand, the room of brands tells."""
    for folder, folders, files in os.walk(local):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(f for f in files if not f.startswith(".") and not f.lower().startswith(_QUIET)):
            path = (Path(folder) / name).relative_to(local)
            if hint := _wrong(path):
                message = "nothing reads this file"
                yield Problem(f"local/{path.as_posix()}", 1, 1, "stray-file", message, hint).as_warning()


def _wrong(path: Path) -> str:
    """How to mend a file that lies where nothing reads it; "" for one that is read, or told elsewhere."""
    top, ending, yaml = path.parts[0], path.suffix.lower(), ENDING.search(path.name)
    if path.parts == ("knowledge",):
        return ""  # which should be a folder, and is told
    if top == "knowledge":
        page = ending == ".md" and path.parts[1] == LANGUAGES
        return "" if yaml or page else _not_yaml(ending)
    if top == "fonts" and len(path.parts) > 1:
        return "" if ending in _FONTS else "handouts take fonts that end in .ttf or .otf"
    if yaml and len(path.parts) == 1 and path.stem.casefold() == "brand":
        return "" if path.stem == "brand" else "did you mean 'brand.yml'? It is written in lower-case letters"
    if yaml and top == "brands" and len(path.parts) == 2:
        return ""
    if yaml and len(path.parts) == 2 and nearest(top, ["brands"]):
        return f"did you mean 'local/brands/{path.name}'?"
    if yaml:
        return _moved(path, ENDING.sub("", path.as_posix()))
    if ending in _PICTURES:
        return "" if len(path.parts) == 1 or top == "brands" else "logos lie beside brand.yml, or in brands/"
    return _not_yaml(ending)


def _moved(path: Path, name: str) -> str:
    """Where a YAML file belongs that lies outside of local/knowledge/."""
    known = [*LISTS, *SINGLES, *(f"{kind}/{path.stem}" for kind in PAGES)]
    first = name.partition("/")[0]
    if name in known or first in _KINDS:
        return f"move it to local/knowledge/{name}.yml"
    if meant := nearest(name, [*known, "brand"]):
        return f"did you mean 'local/{meant if meant == 'brand' else f'knowledge/{meant}'}.yml'?"
    return "brands are local/brand.yml and local/brands/NAME.yml; all else is below local/knowledge/"


def _not_yaml(ending: str) -> str:
    if ending in _TABLES:
        return "counterpoise import takes in the exercises of a table; then it can lie anywhere else"
    if ending in (".doc", ".docx", ".odt", ".rtf", ".txt", ".md"):
        return "knowledge is written in files that end in .yml: counterpoise new makes one to fill in"
    return "take it out, or put it where it is used: logos beside brand.yml, fonts in fonts/, knowledge as .yml"
