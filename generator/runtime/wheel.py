"""The engine as a wheel of its own, and a pyodide-lock.json that holds it: for any page that runs Pyodide.

setuptools makes the wheel, of `quiz/` and its pyproject.toml. pyodide-build writes the lock: Pyodide's own, with this
package alone in it, so that a page fetches nothing else. It needs Python 3.12, and gets an environment of its own with
the newest interpreter there is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.runtime.prepare import RuntimeBuildError, pyodide

LOCK = "pyodide-lock.json"
PUBLISHED = "assets/engine"
"""Where a site has them: no hash in it, as other pages name it."""
LEAST = (3, 12)
"""The Python that pyodide-build asks for."""
_ROOT = Path(__file__).resolve().parents[2]
_PINNED = Path(__file__).with_name("pyodide-build.lock")
_BESIDE = ("pyproject.toml", "README.md", "CHANGELOG.md")
_DATED = "315532800"
"""1980-01-01, in which a wheel's archive begins to count: same engine, same bytes."""


def build(quiz: Path, out: Path, tools: Path) -> list[Path]:
    """Write the wheel of the package `quiz` and its lock into `out`; what was there goes once both are made.

    `tools` is where pyodide-build is installed, the first time. Raises RuntimeBuildError.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        wheel = _wheel(quiz, work)
        lock = _lock(wheel, work, tools)
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        return [Path(shutil.copy(path, out)) for path in (wheel, lock)]


def files(out: Path, quiz: Path) -> dict[str, Path]:
    """What a site publishes of it by file name: nothing where it was not made, or was made of another engine."""
    wheel = next(out.glob("*.whl"), None)
    if wheel is None or not (out / LOCK).is_file():
        return {}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if name.endswith(".py")}
    now = {path.relative_to(quiz.parent).as_posix(): path.read_bytes() for path in quiz.rglob("*.py")}
    return {path.name: path for path in (wheel, out / LOCK)} if packed == now else {}


def _wheel(quiz: Path, work: Path) -> Path:
    source = work / "source"
    shutil.copytree(quiz, source / "quiz", ignore=shutil.ignore_patterns("__pycache__", *_BESIDE))
    for path in (*(quiz / name for name in _BESIDE), _ROOT / "LICENSE"):
        shutil.copy(path, source)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    _run([*pip, "--no-build-isolation", "--wheel-dir", str(work), str(source)], "the wheel", SOURCE_DATE_EPOCH=_DATED)
    return next(work.glob("*.whl"))


def _lock(wheel: Path, work: Path, tools: Path) -> Path:
    whole = json.loads((pyodide() / LOCK).read_text(encoding="utf-8"))
    bare, lock = work / "bare.json", work / LOCK
    bare.write_text(json.dumps({**whole, "packages": {}}), encoding="utf-8")
    command = [_pyodide(tools), "lockfile", "add-wheels", "--input", str(bare), "--output", str(lock)]
    _run([*command, "--base-path", str(work), str(wheel)], "the lock")
    return lock


def _pyodide(tools: Path) -> str:
    """The command of pyodide-build, installed as pinned. Whoever comes while another installs it waits for that."""
    command = tools / "bin" / "pyodide"
    said = tools / _PINNED.name
    with _alone(tools):
        if not command.exists() or not said.is_file() or said.read_bytes() != _PINNED.read_bytes():
            shutil.rmtree(tools, ignore_errors=True)
            _run([newest(), "-m", "venv", str(tools)], "an environment for pyodide-build")
            pip = [str(tools / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
            _run([*pip, "--require-hashes", "-r", str(_PINNED)], "pyodide-build")
            shutil.copy(_PINNED, said)
    return str(command)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else is at the folder: a file beside it is locked."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def newest() -> str:
    """The newest Python that is there, this one, on the PATH or of pyenv. Raises RuntimeBuildError below LEAST."""
    found = {version: path for path in _pythons() if (version := _version(path)) >= LEAST}
    if not found:
        raise RuntimeBuildError(
            "the lock of the engine's wheel is made by pyodide-build, which needs Python 3.12 or newer: none is here.\n"
            "Install one beside this, then run `make wheel` again"
        )
    return found[max(found)]


def _pythons() -> Iterator[str]:
    yield sys.executable
    names = [f"python3.{minor}" for minor in range(LEAST[1], LEAST[1] + 8)]
    yield from filter(None, map(shutil.which, ("python3", *names)))
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    yield from (str(path) for name in names for path in versions.glob(f"*/bin/{name}"))


def _version(python: str) -> tuple[int, ...]:
    run = subprocess.run([python, "--version"], capture_output=True, text=True, check=False)
    return tuple(map(int, re.findall(r"\d+", run.stdout)[:3])) if run.returncode == 0 else ()


def _run(command: list[str], what: str, **env: str) -> None:
    run = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **env})
    if run.returncode:
        told = "\n".join((run.stdout + run.stderr).strip().splitlines()[-8:])
        raise RuntimeBuildError(f"{what} could not be made:\n{told}")
