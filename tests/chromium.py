"""What `make test` runs first: a Chromium for the browser tests. The one that is there; else one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from tests.browsing import MISSING, found

INSTALL = [sys.executable, "-m", "playwright", "install", "chromium"]
UPDATE = ["apt-get", "update", "-qq"]
APT = ["apt-get", "install", "-y", "-qq"]


def there() -> str | None:
    """The browser that the tests would start, if it starts."""
    with sync_playwright() as playwright:
        path = found(playwright)
    try:
        started = path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return None
    return path if started else None


def ways() -> Iterator[list[list[str]]]:
    """How one can be installed here, the way that leaves the system alone first."""
    yield [INSTALL]
    if shutil.which("apt-get") and os.geteuid() == 0:
        yield [UPDATE, [*APT, "chromium-headless-shell"]]
        yield [[*APT, "chromium"]]


def _run(command: list[str]) -> None:
    """Run one, and say in a line what went wrong."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet)
    if ran.returncode:
        said = next((line for line in ran.stderr.splitlines() if line.strip()), f"it ended with {ran.returncode}")
        print(f"    {said.strip()}", file=sys.stderr)


def main() -> int:
    """Say where the browser is, or how to get one; the exit status is 1 where there is none."""
    tried = ways() if not os.environ.get("CHROME_PATH") else iter(())
    while not (path := there()):
        commands = next(tried, None)
        if commands is None:
            print(MISSING, file=sys.stderr)
            return 1
        print(f"==> no Chromium here: {' '.join(commands[-1])}", file=sys.stderr)
        for command in commands:
            _run(command)
    print(f"==> testing with {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
