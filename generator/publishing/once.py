"""`make site` builds once: where neither what a site is made of changed since, nor the site, it is left as it is.

    python -m generator.publishing.once SITE COMMAND...

COMMAND builds the folder SITE. What both were then is noted in build/made/; any doubt means that it is built.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import distributions
from pathlib import Path

MADE_OF = (
    *(
        "mkdocs.yml",
        "requirements.lock",
        "CHANGELOG.md",
        "knowledge",
        "local",
        "content",
        "site_overrides",
        "generator",
        "quiz",
    ),
    *("build/runtime", "build/engine"),
)
ASKED = ("BRAND", "HANDOUTS", "KNOWLEDGE", "SITE_URL")
"""What mkdocs.yml reads of the environment."""
SERVERS = Path("build") / "servers"
NOTES = Path("build") / "made"


def main(arguments: Sequence[str]) -> int:
    """Build, or say that there is nothing to build; returns what COMMAND returned."""
    site, command = Path(arguments[0]), arguments[1:]
    note = NOTES / f"{hashlib.sha256(str(site.resolve()).encode()).hexdigest()[:16]}.json"
    before = made_of(command)
    if site.is_dir() and _noted(note) == [before, standing(site)]:
        print(f"==> nothing changed: {site}/ is as it was built")
        return 0
    note.unlink(missing_ok=True)
    status = subprocess.run(command, check=False).returncode
    if status == 0:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps([before, standing(site)]), encoding="utf-8")
    return status


def made_of(command: Sequence[str]) -> str:
    """A hash over the content of every file that a site is made of, what is asked for, and what builds it."""
    found = hashlib.sha256(repr([command, sys.version, *(os.environ.get(name, "") for name in ASKED)]).encode())
    found.update(repr(sorted((d.name, d.version) for d in distributions())).encode())
    named = Path(os.environ.get("KNOWLEDGE") or "knowledge")
    for path in (p for name in dict.fromkeys((*map(Path, MADE_OF), named)) for p in _files(name)):
        found.update(f"{path}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def standing(site: Path) -> str:
    """A hash over name, size and time of every file of a site and for its host: whoever changes one leaves a trace."""
    found = hashlib.sha256()
    for path in (*_files(site), *_files(SERVERS)):
        row = path.stat()
        found.update(f"{path}\0{row.st_size}\0{row.st_mtime_ns}\0".encode())
    return found.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "node_modules"))
        yield from (Path(folder) / name for name in sorted(names) if (Path(folder) / name).is_file())


def _noted(note: Path) -> object:
    try:
        return json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
