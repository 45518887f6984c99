"""The engine's wheel: installed alone, loaded by Pyodide from its lock under Node and in a browser, the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.runtime import wheel
from generator.runtime.prepare import RuntimeBuildError
from generator.score import compiled
from quiz.bridge import Engine
from tests.bases import CASES, ROOT
from tests.browsing import PATIENCE, serving
from tests.pyodide import NODE

TOOLS = ROOT / "build" / "pyodide-build"
PYODIDE = ROOT / "build" / "node" / "node_modules" / "pyodide"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
PERSON = json.loads((CASES / "golden" / "score-sbst" / "person.json").read_text(encoding="utf-8"))
REQUESTS = [
    json.dumps({"op": "score", **compiled(CASES / "scales" / PERSON["scale"]), "answers": PERSON["answers"]}),
    '{"op":"flow"}',
    "nonsense",
]
UNDER_NODE = """
import fs from "node:fs"
const [folder, engine, requests] = process.argv.slice(1)
const { loadPyodide } = await import(`${folder}/pyodide.mjs`)
const lock = fs.readFileSync(`${engine}/pyodide-lock.json`, "utf8")
const py = await loadPyodide({ indexURL: folder, lockFileContents: JSON.parse(lock), packageBaseUrl: `${engine}/` })
await py.loadPackage("counterpoise-quiz", { messageCallback() {} })
const { handle } = py.pyimport("quiz.bridge")
console.log(JSON.stringify(JSON.parse(requests).map((one) => handle(one))))
"""
OF_ANOTHER_SITE = """<!doctype html>
<title>Another site</title>
<script type="module">
  import { loadPyodide } from "./core/pyodide.mjs"
  const py = await loadPyodide({ lockFileURL: new URL("engine/pyodide-lock.json", location).href })
  await py.loadPackage("counterpoise-quiz")
  const { handle } = py.pyimport("quiz.bridge")
  window.handle = handle
</script>
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and its lock."""
    out = tmp_path_factory.mktemp("engine")
    wheel.build(ROOT / "quiz", out, TOOLS)
    return out


@pytest.fixture(scope="module")
def replies() -> list[str]:
    """What this Python says."""
    engine = Engine()
    replies = [engine.handle(request) for request in REQUESTS]
    assert "ok" in json.loads(replies[0])
    return replies


def test_the_lock_names_the_wheel_and_nothing_else(packed: Path) -> None:
    (entry,) = json.loads((packed / wheel.LOCK).read_text(encoding="utf-8"))["packages"].values()
    content = (packed / entry["file_name"]).read_bytes()
    assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    assert (entry["depends"], entry["imports"]) == ([], ["quiz"])
    assert sorted(path.name for path in packed.iterdir()) == [entry["file_name"], wheel.LOCK]


def test_the_same_engine_is_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    again = wheel.build(ROOT / "quiz", tmp_path / "again", TOOLS)
    assert [path.read_bytes() for path in again] == [(packed / path.name).read_bytes() for path in again]


def test_installed_in_a_bare_environment_it_needs_nothing(packed: Path, tmp_path: Path, replies: list[str]) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--target"]
    installed = subprocess.run([*pip, str(tmp_path), *map(str, packed.glob("*.whl"))], capture_output=True, text=True)
    assert installed.returncode == 0, installed.stderr
    code = "import json, sys; sys.path.insert(0, sys.argv[1]); from quiz.bridge import handle\n"
    code += "print(json.dumps([handle(one) for one in json.loads(sys.argv[2])]))"
    command = [sys.executable, "-I", "-S", "-c", code, str(tmp_path), json.dumps(REQUESTS)]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == replies
    assert (tmp_path / "quiz" / "py.typed").exists()


def test_pyodide_under_node_loads_it_by_name(packed: Path, replies: list[str]) -> None:
    command = [NODE, "--input-type=module", "-e", UNDER_NODE, str(PYODIDE), str(packed), json.dumps(REQUESTS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert json.loads(ran.stdout) == replies


@pytest.mark.browser
def test_another_sites_page_loads_it_by_name(packed: Path, tmp_path: Path, page: Page, replies: list[str]) -> None:
    (tmp_path / "index.html").write_text(OF_ANOTHER_SITE, encoding="utf-8")
    (tmp_path / "core").mkdir()
    for name in CORE:
        shutil.copy(PYODIDE / name, tmp_path / "core")
    (tmp_path / "engine").symlink_to(packed)
    with serving(tmp_path) as address:
        page.goto(address)
        page.wait_for_function("() => !!window.handle", timeout=PATIENCE)
        assert [page.evaluate("one => window.handle(one)", request) for request in REQUESTS] == replies


def test_a_site_publishes_what_was_made_of_this_engine_alone(packed: Path, tmp_path: Path) -> None:
    assert set(wheel.files(packed, ROOT / "quiz")) == {path.name for path in packed.iterdir()}
    assert wheel.files(tmp_path, ROOT / "quiz") == {}
    other = tmp_path / "quiz"
    shutil.copytree(ROOT / "quiz", other)
    (other / "bridge.py").write_text("# another\n", encoding="utf-8")
    assert wheel.files(packed, other) == {}


def test_without_a_python_for_the_tool_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel, "LEAST", (99, 0))
    with pytest.raises(RuntimeBuildError, match=r"needs Python 3\.12 or newer: none is here"):
        wheel.newest()
