"""The small sound knowledge base that most tests start from, copied so that each may break its own."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"


def good(folder: Path) -> Path:
    """Copy tests/cases/good and the real phrases to folder/knowledge, and return that."""
    knowledge = folder / "knowledge"
    shutil.copytree(CASES / "good", knowledge)
    shutil.copytree(ROOT / "knowledge" / "phrases", knowledge / "phrases")
    return knowledge


def overlay(knowledge: Path, case: Path) -> None:
    """Lay a case's files over the base. A file named X.delete removes X; expected.txt stays behind."""
    for path in sorted(case.rglob("*")):
        target = knowledge / path.relative_to(case)
        if path.suffix == ".delete":
            target.with_suffix("").unlink()
        elif path.is_file() and path.name != "expected.txt":
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
