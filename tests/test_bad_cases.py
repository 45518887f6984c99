"""Every rule has a bad YAML case beside its exact report: tests/cases/bad/RULE or RULE--VARIANT.

A case's files are laid over tests/cases/good. Comment lines in them point at the fault in the line above, so that
positions are stated twice: "#   ^" at the caret's column, "#<" at column 1. `REWRITE=1 pytest tests/test_bad_cases.py`
writes the reports anew; read the diff by eye.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.check import RULES, check_all
from generator.problems import Problem
from generator.rules import words
from generator.schema import schemas
from tests.bases import CASES, good, overlay

BAD = CASES / "bad"
NAMES = sorted(p.name for p in BAD.iterdir())
MIXED = "all-at-once"
"""The case that breaks several rules; all others break exactly one."""


def _not_utf8(knowledge: Path) -> None:
    path = knowledge / "habits/walk-more.yml"
    path.write_bytes(path.read_bytes().replace(b"small daily", "täglich".encode("latin-1")))


def _outside_file(knowledge: Path) -> None:
    other = knowledge.parent / "secret.yml"
    other.write_text("id: secret\n", encoding="utf-8")
    (knowledge / "habits/secret.yml").symlink_to(other)


def _outside_folder(knowledge: Path) -> None:
    other = knowledge.parent / "elsewhere"
    (knowledge / "tests").rename(other)
    (knowledge / "tests").symlink_to(other, target_is_directory=True)


def _remove_all(knowledge: Path) -> None:
    knowledge.rename(knowledge.with_name("moved"))


MADE: dict[str, Callable[[Path], None]] = {
    "encoding": _not_utf8,
    "no-knowledge": _remove_all,
    "not-a-file": lambda k: (k / "habits/odd.yml").mkdir(),
    "not-a-file--pipe": lambda k: os.mkfifo(k / "habits/pipe.yml"),
    "not-readable": lambda k: (k / "habits/gone.yml").symlink_to("nowhere.yml"),
    "not-readable--loop": lambda k: (k / "habits/loop.yml").symlink_to("loop.yml"),
    "outside-tree": _outside_file,
    "outside-tree--folder": _outside_folder,
    "too-large": lambda k: (k / "habits/large.yml").write_text("# padding\n" * 1_000_000, encoding="utf-8") and None,
    "too-deep--20000": lambda k: (k / "habits/deep.yml").write_text("x: " + "[" * 20_000, encoding="utf-8") and None,
}
"""Cases that cannot be committed as files."""


def _carets(folder: Path) -> set[tuple[str, int, int]]:
    """(path, line, column) of everything that the case's own comments point at."""
    found = set()
    for path in folder.rglob("*.yml"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line == "#<" or re.fullmatch(r"# *\^", line):
                column = 1 if line == "#<" else len(line)
                found.add((f"knowledge/{path.relative_to(folder).as_posix()}", number, column))
    return found


def _report(problems: list[Problem]) -> str:
    return "".join(f"{p}\n" for p in problems)


@pytest.mark.parametrize("name", NAMES)
def test_bad_case(name: str, tmp_path: Path) -> None:
    knowledge, case = good(tmp_path), BAD / name
    overlay(knowledge, case)
    MADE.get(name, lambda _: None)(knowledge)
    _, problems = check_all(knowledge)
    report, expected = _report(problems), case / "expected.txt"
    if os.environ.get("REWRITE"):
        expected.write_text(report, encoding="utf-8")
    assert report == expected.read_text(encoding="utf-8")
    rules = {p.rule for p in problems}
    if name == MIXED:
        assert len(rules) > 5
        return
    assert rules == {name.partition("--")[0]}
    pointed = _carets(case)
    assert {(p.path, p.line, p.column) for p in problems if p.path in {path for path, _, _ in pointed}} == pointed
    assert pointed or name in MADE or {(p.line, p.column) for p in problems} == {(1, 1)}


def test_good_case_is_clean(tmp_path: Path) -> None:
    assert _report(check_all(good(tmp_path))[1]) == ""


BASE = sorted(p.relative_to(CASES / "good").as_posix() for p in (CASES / "good").rglob("*.yml"))


@pytest.mark.parametrize("name", BASE)
def test_a_faulty_file_is_one_problem(name: str, tmp_path: Path) -> None:
    """What else depends on the file is not reported: one fault, one problem."""
    knowledge = good(tmp_path)
    path = knowledge / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "]\n", encoding="utf-8")
    assert [p.rule for p in check_all(knowledge)[1]] == ["syntax"]
    path.write_text(text + ("  zzz: 1\n" if text.startswith("-") else "zzz: 1\n"), encoding="utf-8")
    assert [p.rule for p in check_all(knowledge)[1]] == ["unknown-key"]


def test_hidden_files_are_not_read(tmp_path: Path) -> None:
    """Editors and operating systems leave such files behind."""
    knowledge = good(tmp_path)
    for name in ("habits/._nap.yml", "habits/.nap.yml.swp", ".trash/nap.yml", "habits/nap.yml~"):
        (knowledge / name).parent.mkdir(exist_ok=True)
        (knowledge / name).write_bytes(b"\xff")
    assert _report(check_all(knowledge)[1]) == ""


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Windows editors write one."""
    knowledge = good(tmp_path)
    path = knowledge / "habits/walk-more.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert _report(check_all(knowledge)[1]) == ""


def test_every_form_has_words() -> None:
    """A value of the wrong form is told what form is wanted, not a regular expression."""
    patterns = {found for text in schemas().values() for found in _patterns(json.loads(text))}
    assert patterns == set(words.FORMS)


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from [schema["pattern"]] if isinstance(schema.get("pattern"), str) else []
        yield from schema.get("patternProperties", ())
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _patterns(inner)


def test_every_rule_has_a_bad_case() -> None:
    assert {n.partition("--")[0] for n in NAMES} - {MIXED} == set(RULES)
    assert len(set(RULES)) == len(RULES)


def test_no_switch_is_on() -> None:
    """A run that rewrites proves nothing."""
    assert not os.environ.get("REWRITE"), "reports rewritten; read the diff, then run again without REWRITE"
