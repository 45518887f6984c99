"""Notices of what a site hands out that others made, with each licence: from notices.yml, and what is installed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution, requires
from pathlib import Path
from typing import Any

from generator.reading.load import load_file

FOLDER = "assets/licences"
"""Where the texts are, below the site's root."""
PARTS = ("theme", "search", "python", "qr", "sheets")
_HERE = Path(__file__)
_LOCKED = _HERE.parents[1] / "runtime" / "package-lock.json"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Notice:
    """One thing: `version` is "" where nothing says it, `text` whole, with whose it is."""

    name: str
    part: str
    version: str
    by: tuple[str, ...]
    licence: str
    source: str
    text: str

    @property
    def path(self) -> str:
        """Where its licence can be read, below the site's root."""
        return f"{FOLDER}/{re.sub('[^a-z0-9]+', '-', self.name.lower()).strip('-')}.txt"


@cache
def notices() -> tuple[Notice, ...]:
    """Read them all."""
    ((document,), _) = load_file(_HERE.with_suffix(".yml"))
    locked = json.loads(_LOCKED.read_text(encoding="utf-8"))["packages"]
    return tuple(_notice(row, document.data["texts"], locked) for row in document.data["things"])


def by_part() -> dict[str, list[Notice]]:
    """The same, part by part."""
    return {part: [notice for notice in notices() if notice.part == part] for part in PARTS}


def built_with() -> Iterator[tuple[str, str]]:
    """(name, version) of the packages that build a site, and are no part of it."""
    for wanted in requires("counterpoise") or ():
        name = _NAME.match(wanted)
        if name and "extra ==" not in wanted:
            yield name[0], distribution(name[0]).version


def _notice(row: Mapping[str, Any], texts: Mapping[str, Any], packages: Mapping[str, Any]) -> Notice:
    package = row.get("package", "")
    locked = packages.get(f"node_modules/{package}")
    own = package and not locked
    version = locked["version"] if locked else distribution(package).version if package else ""
    body = _installed(package) if own else _text(row["licence"], texts)
    whose = "" if own else "".join(f"{_whose(who, row)}\n" for who in row["by"]) + f"{row['licence']}\n\n"
    head = f"{row['name']} {version}".strip()
    text = f"{head}\n{row['from']}\n\n{whose}{body.strip()}\n"
    return Notice(row["name"], row["part"], version, tuple(row["by"]), row["licence"], row["from"], text)


def _whose(who: str, row: Mapping[str, Any]) -> str:
    return who if row["licence"] == "Public domain" else f"Copyright (c) {who}"


def _text(licence: str, texts: Mapping[str, Any]) -> str:
    """The text of a licence, and of its exception."""
    return "\n\n".join(_one(texts[name]) for name in licence.split(" WITH "))


def _one(source: Mapping[str, str]) -> str:
    if "file" in source:
        return (_HERE.parents[1] / source["file"]).read_text(encoding="utf-8")
    return source["text"] if "text" in source else _installed(source["package"])


def _installed(package: str) -> str:
    """The licence's text that came with a package."""
    files = distribution(package).files or ()
    found = sorted(str(file.locate()) for file in files if file.match("*.dist-info/licenses/LICENSE*"))
    return Path(found[0]).read_text(encoding="utf-8")
