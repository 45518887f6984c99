"""A finished site folder -> what keeps it without a network: a service worker, and all text of the site in one file.

Pages are much alike: as lists of lines that stand once, all of them are a fifth of what they are one by one. What is no
text is listed with its hash, the handouts apart from it, since only who asks for them gets them. Same site, same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
NAME = "offline.js"
"""Below the site's root: a service worker may answer for its own folder and those below it."""
FOLDER = "assets/offline"
LEAVE = HERE / "leave.js"
"""Takes the worker's place where there is to be none."""
_TEXT = (".html", ".css", ".mjs", ".js", ".json", ".svg", ".txt", ".webmanifest")
_BINARY = (".wasm", ".png", ".webp", ".jpg", ".jpeg", ".gif", ".ico", ".woff2")
_SHEETS = ".pdf"
_AS_IT_IS = ("assets/runtime/",)
"""Python, which browsers keep over many builds: not in the pack, which each build makes anew."""
_FOR_OTHERS = re.compile(r"([a-z]{2}(-[a-z]{2})?/)?assets/social/")
"""Pictures that those fetch who show a link to a page, in any language."""
_UNMADE = 'const SITE = { version: "", top: [], pack: [], files: [], sheets: ["", "", 0] }\n'
_DIGITS = 16


def finish(site: Path) -> str:
    """Write the worker, the pack and the list of handouts into a site whole but for them; return its version."""
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    paths = [path for path in paths if not (_FOR_OTHERS.match(path) or path.startswith(FOLDER) or path == NAME)]
    text = [p for p in paths if p.endswith(_TEXT) and not p.startswith(_AS_IT_IS)]
    files = [p for p in paths if p.endswith(_BINARY) or p.startswith(_AS_IT_IS)]
    printed = [p for p in paths if p.endswith(_SHEETS)]
    sheets = [[path, _integrity((site / path).read_bytes())] for path in printed]
    row = {
        "top": sorted({path.partition("/")[0] if "/" in path else "" for path in paths}),
        "pack": _write(site, ".json", pack(site, text)),
        "files": [[path, _integrity((site / path).read_bytes())] for path in files],
        "sheets": [*_write(site, ".sheets.json", sheets), sum((site / path).stat().st_size for path in printed)],
    }
    source = (HERE / "worker.js").read_text(encoding="utf-8")
    assert _UNMADE in source, f"{HERE / 'worker.js'} lacks the line that is filled in"
    version = _name(_json(row) + source)
    made = source.replace(_UNMADE, f"const SITE = {_json({'version': version, **row})}\n")
    (site / NAME).write_text(made, encoding="utf-8")
    return version


def pack(site: Path, paths: Iterable[str]) -> dict[str, object]:
    """Texts as {lines, files}: every line once, and each file as the numbers of its lines."""
    lines: dict[str, int] = {}
    files = {
        path: [lines.setdefault(line, len(lines)) for line in (site / path).read_bytes().decode("utf-8").split("\n")]
        for path in paths
    }
    return {"lines": list(lines), "files": files}


def _write(site: Path, ending: str, content: object) -> list[str]:
    text = _json(content).encode("utf-8")
    path = f"{FOLDER}/{_name(text.decode('utf-8'))}{ending}"
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(text)
    return [path, _integrity(text)]


def _name(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]


def _integrity(content: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
