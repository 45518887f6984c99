"""What several tests share: the real knowledge, compiled once a process."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from generator import __main__ as cli
from generator import brand as brands
from generator.brand import Brand
from generator.bundle.compile import bundle_data, dump
from generator.check import checked
from generator.knowledge.base import Knowledge
from generator.site.version import ASSETS, BUILD
from quiz.asking.bundle import Bundle, read_bundle
from quiz.bridge import Engine
from tests.bases import ROOT
from tests.browsing import MISSING, PATIENCE, chromium, serving
from tests.outside import Outside

settings.register_profile("patient", deadline=None)  # a busy machine is no fault
settings.load_profile("patient")
expect.set_options(timeout=PATIENCE)


LONGEST = (
    *("site/test_markup", "generator/test_trainer", "browser/test_assessment", "generator/test_mutations"),
    *("test_crowd_3", "test_crowd_4", "test_crowd_1", "test_crowd_2", "reach/test_prove", "test_last_good_site"),
    *("browser/", "rules/test_bad_cases", "commands/", "handouts/"),
)
"""The files that take longest, which go first: at the end no process is alone with one of them. Of those that need the
built site one goes ahead, so that nobody waits for it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def turn(item: pytest.Item) -> int:
        return next((n for n, name in enumerate(LONGEST) if name in item.path.as_posix()), len(LONGEST))

    items.sort(key=turn)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test in a browser waits for it half of its time."""
    return (os.cpu_count() or 1) + 1


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line and return (exit status, output, error output)."""

    def runner(*arguments: str | Path) -> tuple[int, str, str]:
        status = cli.main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return runner


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge base."""
    return checked(ROOT / "knowledge")


@pytest.fixture(scope="session")
def brand() -> Brand:
    """The shipped brand."""
    found, problems = brands.read(brands.find(ROOT / "local"))
    assert found, problems
    return found


@pytest.fixture(scope="session")
def further() -> Brand:
    """The sample of a second brand."""
    found, problems = brands.read(brands.find(ROOT / "local", "ridgeline"))
    assert found, problems
    return found


@pytest.fixture(scope="session")
def bundle_text(knowledge: Knowledge) -> str:
    """The bundle as the site ships it."""
    return dump(bundle_data(knowledge))


@pytest.fixture(scope="session")
def compiled(bundle_text: str) -> Bundle:
    """The bundle as the engine reads it."""
    return read_bundle(json.loads(bundle_text, parse_float=Decimal))


@pytest.fixture(scope="session")
def engine(bundle_text: str) -> Engine:
    """An engine with the bundle opened."""
    opened = Engine()
    assert "ok" in json.loads(opened.handle(f'{{"op":"open","bundle":{bundle_text}}}'))
    return opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium a process: Playwright starts once in each."""
    with sync_playwright() as playwright:
        found = chromium(playwright)
        if found is None:
            if os.environ.get("CI") == "true":
                pytest.fail(MISSING)
            pytest.skip(MISSING)
        yield found
        found.close()


BASE = "under/a/path/"
"""The site is served below a path, as on a project page: relative addresses are tested on the way."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site's folder that is served, one build for all processes; the site stands in it at BASE.

    Where TESTED_SITE names one that was built of these very files, as .ci/run does, a copy of that is taken.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "served"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes first builds; the others wait for it
        if (folder / BASE).exists():
            return folder
        if built := os.environ.get("TESTED_SITE"):
            shutil.copytree(built, folder / BASE)
        else:
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / BASE)]
            quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
            made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=quiet)
            assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="session")
def pyodide_address(site: Path) -> Iterator[str]:
    """The built site's address: its pages start Pyodide, which takes three seconds each time."""
    with serving(site) as origin:
        yield origin + BASE


@pytest.fixture(scope="session")
def address(site: Path, pyodide_address: str) -> Iterator[str]:
    """The same site's, whose pages ask this Python in Pyodide's place (tests/outside.py); `make deep` does without."""
    if os.environ.get("PAGES") == "pyodide":
        yield pyodide_address
        return
    with serving(site, Outside) as origin:
        yield origin + BASE


@pytest.fixture(scope="session")
def assets(site: Path) -> str:
    """The folder that this build's modules and bundle are in, below the site's address."""
    folder = next((site / BASE / ASSETS).glob(f"*/{BUILD}")).parent
    return f"{ASSETS}/{folder.name}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has been nowhere yet, and can keep no site: what a test answers for a server is asked for."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened.add_init_script("delete Navigator.prototype.serviceWorker")
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
