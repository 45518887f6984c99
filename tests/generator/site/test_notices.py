"""Whatever a site hands out that others made has its notice, and the whole text of its licence."""

from __future__ import annotations

import json
import re
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import material
import pytest
import yaml
from pypdf import PdfReader

from generator.runtime import prepare
from generator.site.notices import FOLDER, Notice, notices
from tests.bases import ROOT
from tests.conftest import BASE

RUNTIME = ROOT / "build" / "runtime"
NODE = ROOT / "build" / "node" / "node_modules"
THEME = Path(material.__file__).parent / "templates" / "assets"
ROWS = yaml.safe_load((ROOT / "generator" / "site" / "notices.yml").read_text(encoding="utf-8"))["things"]
NAMES = {notice.name.lower() for notice in notices()}
TELLING = {
    "0BSD": "with or without fee",
    "Apache-2.0": "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
    "Apache-2.0 WITH LLVM-exception": "Sections 4(a), 4(b) and 4(d)",
    "BSD-2-Clause": "this list of conditions",
    "BSD-3-Clause": "may be used to endorse or promote products",
    "MIT": "Permission is hereby granted, free of charge",
    "MPL-2.0": "Mozilla Public License Version 2.0",
    "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1",
    "PSF-2.0": "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
    "Public domain": "public domain",
    "Unicode-3.0": "this copyright and permission notice appear with all copies",
    "W3C-20150513": "The full text of this NOTICE",
    "Zlib": "must not be misrepresented as being the original",
    "bzip2-1.0.6": "The origin of this software must not be misrepresented",
    "dtoa": "this entire notice is included",
}
"""Licence -> words that stand in it alone, or nearly."""


@pytest.mark.parametrize("notice", notices(), ids=lambda notice: notice.name)
def test_each_says_whose_it_is_and_has_its_licence(notice: Notice) -> None:
    text = " ".join(notice.text.split())
    assert TELLING[notice.licence] in text
    assert notice.by
    assert notice.source in text
    for holder in notice.by:
        missing = [word for word in re.findall("[A-Z][a-z]{3,}", holder) if word not in text]
        assert not missing, f"{holder}: {missing}"


@pytest.mark.parametrize("row", [row for row in ROWS if "mark" in row], ids=lambda row: row["name"])
def test_what_is_said_to_be_in_pythons_files_is(row: dict[str, str]) -> None:
    assert row["mark"].encode() in (RUNTIME / row["in"]).read_bytes()


def test_each_of_pythons_parts_in_c_that_stands_on_a_library_names_it() -> None:
    """Those of Pyodide's build: what a new one links anew is to be looked up there."""
    stands_on = {
        "_bz2": "bzip2",
        "_ctypes": "libffi",
        "_decimal": "libmpdec",
        "_lzma": "liblzma",
        "_sqlite3": "sqlite",
        "_zstd": "zstandard",
        "pyexpat": "expat",
        "zlib": "zlib",
        "unicodedata": "unicode character database",
        **{f"_{name}": "hacl*" for name in ("blake2", "hmac", "md5", "sha1", "sha2", "sha3")},
    }
    linked = {found.decode() for found in re.findall(rb"PyInit_(\w+)", (RUNTIME / "pyodide.asm.wasm").read_bytes())}
    own = (NODE / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8")
    assert json.loads(own)["info"]["python"] == "3.14.2", (
        "another Python: look at what its build links, then say so here"
    )
    assert linked & stands_on.keys() == stands_on.keys()
    assert set(stands_on.values()) <= NAMES
    assert not {"_ssl", "_hashlib", "_curses", "readline", "_uuid", "_gdbm"} & linked


@pytest.mark.parametrize("source", sorted([*THEME.rglob("*.map"), NODE / "pyodide" / "pyodide.mjs.map"]), ids=str)
def test_what_is_packed_into_a_script_or_a_style_is_named(source: Path) -> None:
    if "workers" in source.parts:
        return  # not published
    sources = json.loads(source.read_text(encoding="utf-8"))["sources"]
    packed = {
        found[1] for path in sources if (found := re.search(r"(?:node_modules|vendor)/((?:@[^/]+/)?[^/]+)", path))
    }
    assert packed <= NAMES, packed - NAMES


def test_each_file_of_the_runtime_is_of_something_named() -> None:
    of = {
        "pyodide": "pyodide",
        "library": "cpython",
        "memory": "cpython",
        "qr": "segno",
        "tables": "cpython",
        "minisearch": "minisearch",
    }
    assert {of[name.partition(".")[0]] for name in prepare.MADE} <= NAMES


def test_minisearch_has_the_words_that_came_with_it() -> None:
    came = " ".join((NODE / "minisearch" / "LICENSE.txt").read_text(encoding="utf-8").split())
    told = next(notice.text for notice in notices() if notice.name == "minisearch")
    assert came.partition("Permission")[2] in " ".join(told.split())


def test_each_font_that_ships_is_named() -> None:
    fonts = {path.name.partition("-")[0] for path in (ROOT / "generator" / "handouts" / "fonts").glob("*.ttf")}
    assert {_spaced(font) for font in fonts} <= NAMES


def test_nothing_that_is_locked_is_under_the_gpl_alone() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = {name.partition("=")[0] for name in re.findall(r"^[\w.-]+==", lock, re.MULTILINE)}
    here = [package for package in distributions() if package.name.lower().replace("_", "-") in found]
    assert len(here) > 30
    for package in here:
        meta: Any = package.metadata
        said = meta.get("License-Expression") or meta.get("License") or " ".join(meta.get_all("Classifier") or ())
        assert not re.search(r"\bA?GPL|GNU (Affero )?General", said), f"{package.name}: {said[:80]}"


@pytest.mark.browser
def test_the_site_holds_each_text_and_nothing_else_that_others_made(site: Path) -> None:
    built_site = site / BASE
    for notice in notices():
        assert (built_site / notice.path).read_text(encoding="utf-8") == notice.text
    page = (built_site / "licences" / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(rf'href="\.\./({FOLDER}/[^"]+)"', page)) == {notice.path for notice in notices()}
    ours = ("counterpoise", "engine", "handouts", "licences", "offline", "runtime")
    others = [p for p in (built_site / "assets").rglob("*") if p.is_file()]
    others = [p for p in others if p.relative_to(built_site / "assets").parts[0] not in ours]
    theirs = {path.name for path in THEME.rglob("*")}
    assert [path for path in others if path.name not in theirs] == []
    embedded = {font for sheet in sorted(built_site.rglob("*.pdf"))[:40] for font in _embedded(sheet)}
    assert embedded
    assert embedded <= NAMES


def _embedded(sheet: Path) -> set[str]:
    """The families of a PDF's fonts: "source sans 3" for "XYZABC+SourceSans3-Semibold"."""
    pages: list[Any] = list(PdfReader(sheet).pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"].get("/Font", {}).values()]
    names = {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts}
    return {_spaced(name) for name in names}


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name).lower()
