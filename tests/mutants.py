"""Small wrong changes of meaning, each tried in a copy of the tree: the test that its row names must fail.

`make mutants` runs it; the rows are those of tests/mutants.yml. A change that no test notices survives: it is told at
the end, and the exit status is 1 when more than MOST_SURVIVORS do, or a row no longer fits the code.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml

from tests.bases import ROOT, files

ROWS = ROOT / "tests" / "mutants.yml"
MOST_SURVIVORS = 3
Row = dict[str, str]


def rows() -> list[Row]:
    """The table; each row has wrong, file, old, new and test."""
    found: list[Row] = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    return found


def misfits(found: Iterable[Row]) -> list[str]:
    """Rows whose old text does not stand in its file exactly once."""
    counted = ((row, (ROOT / row["file"]).read_text(encoding="utf-8").count(row["old"])) for row in found)
    return [f"{row['wrong']}: stands {n} times in {row['file']}: {row['old']}" for row, n in counted if n != 1]


def survives(copy: Path, row: Row) -> bool:
    """Make one change in the copy, run its test, and undo it."""
    path = copy / row["file"]
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace(row["old"], row["new"]), encoding="utf-8")
    try:
        return _run(copy, row["test"]).returncode == 0
    finally:
        path.write_text(right, encoding="utf-8")


def _run(copy: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests of the copy, but for those in a browser, which would build a site for every change."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not browser", *tests]
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):  # 1 is failed tests; the others are no verdict
        raise SystemExit(f"{' '.join(tests)} cannot be run:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    return run


def main() -> int:
    """Try every row, or those whose words the command line names."""
    found = [row for row in rows() if not sys.argv[1:] or any(word in row["wrong"] for word in sys.argv[1:])]
    if wrong := misfits(found):
        print("\n".join(wrong), file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        for path in files():
            target = copy / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        asis = _run(copy, *sorted({row["test"] for row in found}))
        if asis.returncode:
            print(f"a test of the table fails on the code as it is:\n{asis.stdout[-2000:]}", file=sys.stderr)
            return 1
        alive = []
        for n, row in enumerate(found, start=1):
            survived = survives(copy, row)
            alive += [row] if survived else []
            print(f"{n} of {len(found)}: {row['wrong']}: {'SURVIVES' if survived else 'found'}", flush=True)
    print(f"{len(found) - len(alive)} found, {len(alive)} survived")
    return int(len(alive) > MOST_SURVIVORS)


if __name__ == "__main__":
    sys.exit(main())
