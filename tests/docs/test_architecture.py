"""The rules of the house, as tests: who may import what, what is listed where, what no file may hold."""

from __future__ import annotations

import ast
import json
import posixpath
import re
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter

import pytest

from generator.commands.schema import stale
from tests.bases import ROOT, files

FILES = [p.relative_to(ROOT).as_posix() for p in files()]
PYTHON = [f for f in FILES if f.endswith(".py")]
SHIPPED = [f for f in PYTHON if f.startswith(("generator/", "quiz/"))]
QUIZ = [f for f in PYTHON if f.startswith("quiz/")]
MOST_LINES = 350
LONGER: dict[str, str] = {}
"""Files that may be longer, and why."""


def _tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


MODULES = {_module(f): f for f in PYTHON}


def _imports(file: str) -> set[str]:
    """The modules that a file imports anywhere in it, "generator.rules.shape" rather than the package alone."""
    found: set[str] = set()
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in MODULES else node.module or "")
    return found


# Who may import what.

NOT_IN_PYODIDE = {
    "threading",
    "_thread",
    "multiprocessing",
    "concurrent",
    "subprocess",
    "socket",
    "ssl",
    "select",
    "signal",
}
IMPURE = {"os", "io", "pathlib", "random", "secrets", "uuid", "time", "locale", "tempfile", "shutil", "urllib", "http"}


@pytest.mark.parametrize("file", QUIZ)
def test_quiz_needs_nothing_but_the_standard_library(file: str) -> None:
    roots = {name.partition(".")[0] for name in _imports(file)}
    assert roots <= {"quiz", *sys.stdlib_module_names}
    assert roots.isdisjoint(NOT_IN_PYODIDE | IMPURE | {"asyncio"})


ONLY = {
    "yaml": {"generator/reading/load.py"},
    "jinja2": {"generator/site/render.py"},
    "mkdocs": {"generator/plugin.py"},
    "openpyxl": {"generator/imports/xlsx.py"},
    "distributed": {"generator/cluster.py"},
    "rich": {"generator/progress.py"},
    "typst": {"generator/handouts/press.py"},
}


@pytest.mark.parametrize("package", ONLY)
def test_one_file_imports_it(package: str) -> None:
    assert {f for f in SHIPPED if any(name.partition(".")[0] == package for name in _imports(f))} == ONLY[package]


def test_schemas_are_fresh() -> None:
    assert stale(ROOT / "knowledge" / "schema") == [], "run: counterpoise schema --write"


SCRIPTS = "site_overrides/assets/counterpoise/"


def test_modules_of_the_page_import_only_from_rooms_above() -> None:
    """In the order of their table in ARCHITECTURE.md; inside a room no module is part of a circle."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = re.findall(
        r"^\| `([\w.]+/?)` \|", text.partition(f"`{SCRIPTS}`")[2].partition("Beside them")[0], re.MULTILINE
    )
    modules = {f.removeprefix(SCRIPTS) for f in FILES if f.startswith(SCRIPTS) and f.endswith(".mjs")}
    turn = {m: next(i for i, room in enumerate(rooms) if m.startswith(room)) for m in modules}
    order = TopologicalSorter[str]()
    for module in sorted(modules):
        source = (ROOT / SCRIPTS / module).read_text(encoding="utf-8")
        for at in re.findall(r'^(?:import|export) .*?"(\.[\w./-]+)"', source, re.MULTILINE):
            other = posixpath.normpath(posixpath.join(posixpath.dirname(module), at))
            assert turn[other] <= turn[module], f"{module} imports {other}"
            order.add(module, other)
    order.prepare()


# What no file may hold.


@pytest.mark.parametrize("file", [f for f in FILES if f.endswith((".py", ".mjs", ".css"))])
def test_files_are_short(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES or file in LONGER, f"{lines} lines; split it"


def test_exceptions_are_needed() -> None:
    for file in LONGER:
        assert (ROOT / file).read_text(encoding="utf-8").count("\n") > MOST_LINES


_TAGS = (
    "a|b|body|button|circle|div|em|fieldset|form|g|h1|h2|h3|h4|head|html|i|img|input|label|li|link|meta|nav|ol|option"
)
_TAG = re.compile(rf"</?({_TAGS}|p|path|script|section|select|span|strong|style|svg|table|td|th|tr|ul)[\s/>]")


def _literals(tree: ast.Module) -> Iterator[str]:
    """Every string literal that is not a docstring, an attribute's included."""
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


MARKUP = {
    "generator/seal.py": "adds one tag to pages that are finished, and finds their scripts",
    "generator/publishing/headers.py": "finds the policy that each finished page has",
    "generator/commands/figures.py": "writes one page with every figure, to look at",
    "generator/handouts/illustrations.py": "takes a figure's SVG out of its page for paper",
}
"""Files outside templates and figures that may hold a tag, and why."""


@pytest.mark.parametrize("file", [f for f in SHIPPED if not f.startswith("generator/drawing/") and f not in MARKUP])
def test_no_markup_in_python(file: str) -> None:
    found = [text for text in _literals(_tree(file)) if _TAG.search(text)]
    assert not found, "HTML belongs into generator/site/templates/ or site_overrides/"


FORBIDDEN_CALLS = {"hash", "id", "float", "round", "open", "print", "input", "eval", "exec", "globals", "vars"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp", "getlocale", "strftime"}


@pytest.mark.parametrize("file", QUIZ)
def test_quiz_gives_the_same_bytes_everywhere(file: str) -> None:
    """No clock, no chance, no floats, no locale, and no order that differs from run to run."""
    for node in ast.walk(_tree(file)):
        where = f"{file}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS, f"{where}: {node.func.id}()"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in CLOCKS, f"{where}: .{node.func.attr}()"
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"{where}: a float"
        if isinstance(node, ast.For | ast.comprehension):
            assert not _is_set(node.iter), f"{where}: iterates over a set; sort it"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("list", "tuple"):
            assert not any(map(_is_set, node.args)), f"{where}: takes the order of a set; sort it"


def _is_set(node: ast.expr) -> bool:
    """Whether an expression is plainly a set: a display, a comprehension, set(), or these combined with | & - ^."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitOr | ast.BitAnd | ast.Sub | ast.BitXor) and _is_set(node.left)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("set", "frozenset")
    return isinstance(node, ast.Set | ast.SetComp)


def _messages(file: str) -> Iterator[tuple[int, str]]:
    """(line, pattern) of every message id that a file of quiz/ says; what is filled in matches any one word."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
            name = node.args[0]
            parts = name.values if isinstance(name, ast.JoinedStr) else [name]
            if all(isinstance(p, ast.Constant | ast.FormattedValue) for p in parts):
                yield (
                    node.lineno,
                    "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[^ ]+" for p in parts),
                )


def test_every_message_has_a_sentence(bundle_text: str) -> None:
    """What quiz/ says stands in the catalogue that the bundle carries."""
    words = json.loads(bundle_text)["words"]
    said = [(file, line, pattern) for file in QUIZ for line, pattern in _messages(file)]
    assert len(said) > 20
    for file, line, pattern in said:
        assert any(re.fullmatch(pattern, word) for word in words), f"{file}:{line}: no phrase '{pattern}'"


OUTSIDE = re.compile(
    r"\.\./shar" + r"ed\b|/wor" + r"k/(main|shar" + r"ed|\.library)\b|(?<![\w.])/(ro" + r"ot|ho" + r"me)/"
)
"""Written in pieces, so that this line is not found itself."""
TEXT = (".py", ".md", ".yml", ".json", ".mjs", ".css", ".html", ".j2", ".toml", ".txt", ".svg", "Makefile")


def test_nothing_points_outside_the_repository() -> None:
    found = []
    for file in FILES:
        if file.endswith(TEXT):
            for number, line in enumerate((ROOT / file).read_text(encoding="utf-8").splitlines(), start=1):
                found += [f"{file}:{number}"] if OUTSIDE.search(line) else []
    assert not found


def test_every_file_ends_with_one_newline() -> None:
    for file in FILES:
        if file.endswith(TEXT) and not file.endswith(".j2") and not file.startswith("tests/cases/"):
            text = (ROOT / file).read_text(encoding="utf-8")
            assert not text or (text.endswith("\n") and not text.endswith("\n\n")), file
