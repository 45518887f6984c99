"""A small fork of the repository with its site built, and builds that go wrong in it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result
from mkdocs.__main__ import cli

from tests.bases import ROOT, good

OFF = {"NO_MKDOCS_2_WARNING": "1", "HANDOUTS": "off"}
QUICK = {**os.environ, **OFF}
COMMAND = [sys.executable, "-m", "mkdocs", "build"]


def build(folder: Path, *options: str) -> Result:
    """Build a fork's site without PDFs, in this process, whatever comes of it."""
    return CliRunner(env=OFF).invoke(cli, ["build", "-f", str(folder / "mkdocs.yml"), *options])


def fork(folder: Path, *, built: bool = True) -> Path:
    """Make the fork, and its site."""
    good(folder)
    for name in ("site_overrides", "local"):
        shutil.copytree(ROOT / name, folder / name)
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    (folder / "mkdocs.yml").write_text(configuration + "\n", encoding="utf-8")
    (folder / "build").mkdir()
    (folder / "build" / "runtime").symlink_to(ROOT / "build" / "runtime")
    (folder / "content").mkdir()
    (folder / "content" / "index.md").write_text("# Home\n", encoding="utf-8")
    if not built:
        return folder
    done = build(folder, "--strict")
    assert done.exit_code == 0, done.output
    assert (folder / "site" / "exercises" / "chin-tuck" / "index.html").is_file()
    return folder


def site(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a site: when it was written, and its bytes."""
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): (p.stat().st_mtime_ns, p.read_bytes()) for p in files}


@contextmanager
def changed(path: Path, data: bytes | str) -> Iterator[None]:
    """A file with other content for a while."""
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    try:
        yield
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
