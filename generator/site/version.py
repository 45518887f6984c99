"""What pages run on -> the names it is published under, so that parts of two builds never work together.

Modules, styles, pictures and the bundle go into one folder, named by a hash over all of them: whatever changes, every
address changes, and the relative imports inside still hold. What browsers should keep over many builds lies outside,
each part in a folder named by its own content: Pyodide, the library with quiz/, and what draws QR codes. build.mjs
names the build, and those parts with their hashes; every other module asks it first whether it belongs (see there).

A host may hold a file that was cut short, and where a cut falls between two statements the rest still runs. So the last
line of every module is an export that whoever imports it asks for: browsers run nothing that a cut module is part of.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ASSETS = "assets/counterpoise"
RUNTIME = "assets/runtime"
SHIPPED = Path(__file__).resolve().parents[2] / "site_overrides" / ASSETS
BUNDLE, BUILD = "bundle.json", "build.mjs"
GUARD = f"{ASSETS}/guard.js"
"""Lies beside the folders, at an address that never changes: it speaks where the folder of a kept page is gone."""
_UNMADE = 'export const PARTS = {}\nexport const BUILD = ""\nexport const SITE = ""\nexport const EDITION = ""\n'
_MADE = (
    "export const PARTS = {parts}\nexport const BUILD = {build}\n"
    "export const SITE = {site}\nexport const EDITION = {edition}\n"
)
_ASKS = 'import {{ belongs }} from "{up}build.mjs"; {neighbours}belongs("{build}") '
"""Goes before a module's first comment, on its line: imports come first all the same, and lines keep their numbers."""
_NEIGHBOUR = 'import {{ whole as whole{n} }} from "{path}"; '
_WHOLE = b"\nexport { belongs as whole }\n"
_IMPORTED = re.compile(rb'^import [^"(]*"([^"]+\.mjs)"', re.MULTILINE)
_TOGETHER = "pyodide."
"""These find one another by their names, so they share a folder."""
_DIGITS = 16


@dataclass(frozen=True)
class Tree:
    """The pages of one language: those of the site's own stand at its root, every other's in a folder there."""

    up: str = ""
    """From the start of these pages to the site's: "" or "../"."""
    edition: str = ""
    """The name of the build at the root; there it need not be said."""


ROOT = Tree()
"""Where the site's own language has its pages."""


@dataclass(frozen=True)
class Published:
    """`folder` is below the site's root; `files` maps paths below the root to contents."""

    folder: str
    files: Mapping[str, bytes]


def shipped() -> dict[str, bytes]:
    """Read the modules, styles and pictures that every site has: path inside the folder -> content."""
    files = (path for path in sorted(SHIPPED.rglob("*")) if path.is_file())
    return {path.relative_to(SHIPPED).as_posix(): path.read_bytes() for path in files}


def build_of(folder: str) -> str:
    """The build's name in its folder's; empty where nothing was published."""
    return folder.removeprefix(ASSETS).removeprefix("/")


def folder_of(paths: Iterable[str]) -> str:
    """The folder of the build among a site's paths."""
    return next(path for path in paths if path.endswith(f"/{BUILD}")).rpartition("/")[0]


def publish(files: Mapping[str, bytes], runtime: Mapping[str, bytes], tree: Tree = ROOT) -> Published:
    """Give files their published names and contents. Same files, same names. The runtime is all trees': at the root.

    `files` maps paths inside the folder to contents, build.mjs and bundle.json among them; `runtime` the file names of
    generator.runtime.prepare. Without a runtime the pages say that Python did not arrive.
    """
    files = dict(files)
    guard = files.pop(Path(GUARD).name)
    places = _places(runtime)
    parts = {name: {"at": f"../../../{tree.up}{path}"} for name, path in places.items()}
    for name, content in [(BUNDLE, files[BUNDLE]), *runtime.items()]:
        parts.setdefault(name, {"at": name})["integrity"] = _integrity(content)
    build = _name(_made(files, parts, "", tree))
    folder = f"{ASSETS}/{build}"
    return Published(
        folder,
        {
            **{f"{folder}/{name}": content for name, content in sorted(_made(files, parts, build, tree).items())},
            GUARD: guard,
            **{places[name]: content for name, content in sorted(runtime.items()) if not tree.up},
        },
    )


def _places(runtime: Mapping[str, bytes]) -> dict[str, str]:
    together = {name: content for name, content in runtime.items() if name.startswith(_TOGETHER)}
    named = {name: _name(together if name in together else {name: content}) for name, content in runtime.items()}
    return {name: f"{RUNTIME}/{named[name]}/{name}" for name in sorted(runtime)}


def _made(files: Mapping[str, bytes], parts: object, build: str, tree: Tree) -> dict[str, bytes]:
    """The files as they are published, for a build of this name."""
    made = {name: _asking(name, content, build) for name, content in files.items()}
    return {**made, BUILD: _told(files[BUILD], build, parts, tree)}


def _asking(name: str, content: bytes, build: str) -> bytes:
    if not name.endswith(".mjs"):
        return content
    up = "../" * name.count("/") or "./"
    imported = [path.decode() for path in _IMPORTED.findall(content) if not path.endswith(f"/{BUILD}".encode())]
    neighbours = "".join(_NEIGHBOUR.format(n=n, path=path) for n, path in enumerate(imported))
    return _ASKS.format(up=up, neighbours=neighbours, build=build).encode() + content + _WHOLE


def _told(source: bytes, build: str, parts: object, tree: Tree) -> bytes:
    text = source.decode("utf-8")
    assert _UNMADE in text, f"{SHIPPED / BUILD} lacks the lines that are filled in"
    values = {"parts": parts, "build": build, "site": tree.up, "edition": tree.edition or build}
    return text.replace(_UNMADE, _MADE.format(**{k: _json(v) for k, v in values.items()})).encode("utf-8")


def _name(files: Mapping[str, bytes]) -> str:
    """A hash over names and contents."""
    rows = sorted((name, hashlib.sha256(content).hexdigest()) for name, content in files.items())
    return hashlib.sha256(_json(rows).encode()).hexdigest()[:_DIGITS]


def _integrity(content: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
