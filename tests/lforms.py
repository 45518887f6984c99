"""LHC-Forms, an independent program that shows FHIR questionnaires: its built files, fetched once, as they were pinned.

The registry's package is taken as it is: its files are ready for a page, and what it was built from is not needed.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import subprocess
import tarfile
from pathlib import Path

from generator.runtime.prepare import tools
from tests.bases import ROOT

PACKAGE = "lforms@40.1.3"
INTEGRITY = "WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ=="
"""SHA-512 of the package."""
NEEDED = ("webcomponent/", "fhir/R4/")
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A questionnaire</title>
<link rel="stylesheet" href="lforms/webcomponent/styles.css">
<body>
<div id="form"></div>
<script src="lforms/webcomponent/assets/lib/zone.min.js"></script>
<script src="lforms/webcomponent/lhc-forms.js"></script>
<script src="lforms/fhir/R4/lformsFHIR.min.js"></script>
</body>
"""


def folder() -> Path:
    """A folder to serve: index.html with an empty form, and the program beside it."""
    built = ROOT / "build" / "lforms" / PACKAGE
    built.parent.mkdir(parents=True, exist_ok=True)
    with built.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (built / "index.html").is_file():
            _unpack(_fetched(built.parent), built / "lforms")
            (built / "index.html").write_text(PAGE, encoding="utf-8")
    return built


def _fetched(into: Path) -> Path:
    _, npm = tools()
    run = subprocess.run([*npm, "pack", "--silent", PACKAGE], cwd=into, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"npm could not fetch {PACKAGE}: {run.stderr}"
    package = into / run.stdout.split()[-1]
    found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    assert found == INTEGRITY, f"{PACKAGE} is not what was pinned"
    return package


def _unpack(package: Path, into: Path) -> None:
    """Write what a page needs of the package, without maps."""
    start = "package/dist/lforms/"
    with tarfile.open(package) as archive:
        for member in archive:
            name = member.name.removeprefix(start)
            if member.isfile() and name.startswith(NEEDED) and not name.endswith(".map"):
                path = into / name
                path.parent.mkdir(parents=True, exist_ok=True)
                content = archive.extractfile(member)
                assert content
                path.write_bytes(content.read())
