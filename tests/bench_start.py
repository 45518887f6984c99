"""Until Python can score, on the built site and plain: medians of alternating runs, each in a new profile."""

from __future__ import annotations

import shutil
import statistics
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Playwright, sync_playwright

from generator.runtime.prepare import pyodide
from tests.bases import ROOT
from tests.browsing import FLAGS, found, serving

RUNS = 7
_PLAIN = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
import { loadPyodide } from "./pyodide.mjs"
const python = await loadPyodide({ indexURL: new URL(".", location).href })
python.unpackArchive(await (await fetch("quiz.zip")).arrayBuffer(), "zip")
const { handle } = python.pyimport("quiz.bridge")
handle(`{"bundle":${await (await fetch("bundle.json")).text()},"op":"open"}`)
window.ready = performance.now()
</script>"""
_WATCH = """new MutationObserver(() => {
  const tool = document.querySelector("counterpoise-assessment")
  if (tool?.dataset.engine === "ready") window.ready ??= performance.now()
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-engine"] })"""


def starting(site: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds, the first time and again, of plain Pyodide with this engine, and of the quick assessment's page."""
    spent: dict[str, list[tuple[float, float]]] = {"plain": [], "ours": []}
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        _plain(Path(folder), site)
        with serving(Path(folder)) as plain, serving(site) as ours:
            for _ in range(RUNS):
                spent["plain"].append(_visits(playwright, plain))
                spent["ours"].append(_visits(playwright, f"{ours}assessments/quick/"))
    return {name: (_median(runs, 0), _median(runs, 1)) for name, runs in spent.items()}


def _median(runs: list[tuple[float, float]], which: int) -> float:
    return statistics.median(run[which] for run in runs)


def _plain(folder: Path, site: Path) -> None:
    """A page that starts Pyodide as its own guide says."""
    shutil.copytree(pyodide(), folder, dirs_exist_ok=True)
    shutil.copy(next(site.glob("assets/counterpoise/*/bundle.json")), folder)
    with zipfile.ZipFile(folder / "quiz.zip", "w") as pack:
        for path in sorted((ROOT / "quiz").rglob("*.py")):
            pack.write(path, path.relative_to(ROOT))
    (folder / "index.html").write_text(_PLAIN, encoding="utf-8")


def _visits(playwright: Playwright, address: str) -> tuple[float, float]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        return _visit(playwright, profile, address), _visit(playwright, profile, address)


def _visit(playwright: Playwright, profile: str, address: str) -> float:
    flags = [flag for flag in FLAGS if not flag.startswith("--js-flags")]
    context = playwright.chromium.launch_persistent_context(profile, executable_path=found(playwright), args=flags)
    context.add_init_script(_WATCH)
    page = context.pages[0]
    page.goto(address)
    page.wait_for_function("() => window.ready", timeout=120_000)
    spent: float = page.evaluate("() => window.ready")
    page.wait_for_load_state("networkidle")
    context.close()
    return spent
