"""The browser's Python under Node: one start, many requests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "build" / "runtime"
NODE = shutil.which("node") or str(ROOT / ".venv/bin/node")
MISSING = "no runtime, or no Node: run `make runtime` first"


def wanted() -> None:
    """Skip the test where there is no runtime; in CI, fail it."""
    if not (RUNTIME / "library.zip.wasm").exists() or not Path(NODE).exists():
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)


def handled(requests: Iterable[str], memory: str = "") -> list[str]:
    """The replies of quiz.bridge.handle in Pyodide, in order, from one new engine, put back from `memory` if named."""
    run = subprocess.run(
        [NODE, str(ROOT / "tests" / "runtime_node.mjs"), str(RUNTIME), *([memory] if memory else [])],
        input="".join(f"{request}\n" for request in requests),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [str(json.loads(line)) for line in run.stdout.splitlines()]
