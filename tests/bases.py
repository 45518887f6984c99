"""The small sound knowledge base that most tests start from, copied so that each may break its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
_SCREEN = yaml.safe_load((ROOT / "knowledge" / "safety" / "screen.yml").read_text(encoding="utf-8"))
LEADS = tuple(q["id"] for s in _SCREEN["sections"] for q in s["questions"] if "cues" in q)
"""The leads of the shipped safety screen, in the order they are asked."""


_DROPPED = "--{}=-dac_override,-dac_read_search"
ORDINARY = ["setpriv", *map(_DROPPED.format, ("bounding-set", "inh-caps"))] if os.geteuid() == 0 else []
"""Before a command: what it may not read or write is closed to it, also where the tests run as root."""


def good(folder: Path) -> Path:
    """Copy tests/cases/good and the real phrases to folder/knowledge, and return that."""
    knowledge = folder / "knowledge"
    shutil.copytree(CASES / "good", knowledge)
    shutil.copytree(ROOT / "knowledge" / "phrases", knowledge / "phrases")
    return knowledge


def overlay(knowledge: Path, case: Path) -> None:
    """Lay a case's files over the base. A file named X.delete removes X; expected.txt stays behind.

    What the case has in local/ goes beside the base, as a fork's own layer.
    """
    for path in sorted(case.rglob("*")):
        inside = path.relative_to(case)
        target = (knowledge.parent if inside.parts[0] == "local" else knowledge) / inside
        if path.suffix == ".delete":
            target.with_suffix("").unlink()
        elif path.is_file() and path.name != "expected.txt":
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def files() -> Iterator[Path]:
    """Every file of the repository that is neither git's own nor ignored, sorted."""
    patterns = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split())]

    def kept(path: Path) -> bool:
        inside = f"/{path.relative_to(ROOT).as_posix()}"
        return not any(fnmatch(inside if p.startswith("/") else path.name, p) for p in patterns)

    for folder, folders, names in os.walk(ROOT):
        here = Path(folder)
        folders[:] = sorted(f for f in folders if kept(here / f))
        yield from (here / n for n in sorted(names) if kept(here / n))
