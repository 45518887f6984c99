"""counterpoise sites: the site of every brand of a fork, one after the other: `make site BRAND=all`.

The first brand's goes into `site/`, one of `local/brands/NAME.yml` into `build/site-NAME/`. A brand that cannot be
built is told, its last good site stays, and the others are built. With --scheduler the workers of a Dask cluster build
them; they see this folder at the same place.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from generator import brand
from generator.cluster import NoCluster, spreading
from generator.commands.asked import UserError, ask_scheduler
from generator.progress import track

HELP = "build the site of every brand"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    ask_scheduler(parser)


def run(options: argparse.Namespace) -> int:
    """Build them all; the exit status is 1 when one failed."""
    root = Path.cwd()
    if not (root / "mkdocs.yml").is_file():
        raise UserError(f"{root} has no mkdocs.yml: run this where the site is")
    found = ["", *brand.names(root / "local")]
    try:
        with spreading(options.scheduler) as spread:
            told = (spread or map)(partial(_built, root), found)
            return _said(root, dict(zip(found, track(told, "sites", len(found)), strict=True)))
    except NoCluster as error:
        raise UserError(str(error)) from None


def _built(root: Path, name: str) -> str:
    """Build a brand's site, as `BRAND=NAME mkdocs build --strict` does; why that failed, "" where not."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder_of(root, name))]
    env = {**os.environ, "BRAND": name, "NO_MKDOCS_2_WARNING": "1"}
    made = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    return made.stderr or f"MkDocs ended with {made.returncode}" if made.returncode else ""


def folder_of(root: Path, name: str) -> Path:
    """Where a brand's site is built; that of the first, "", where `make site` builds it."""
    return root / "build" / f"site-{name}" if name else root / "site"


def _said(root: Path, told: dict[str, str]) -> int:
    """Where each site is, and why one is not new."""
    for name, wrong in told.items():
        where = folder_of(root, name).relative_to(root)
        what = f"not built, and as it was: {wrong.strip()}" if wrong else "built"
        print(f"{where}/: {what}", file=sys.stderr if wrong else sys.stdout)
    failed = sum(map(bool, told.values()))
    print(f"{len(told) - failed} of {len(told)} sites built")
    return 1 if failed else 0
