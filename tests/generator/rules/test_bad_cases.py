"""Every rule has a bad YAML case beside its exact report: tests/cases/bad/RULE or RULE--VARIANT.

A case's files are laid over tests/cases/good. Comment lines in them point at the fault in the line above, so that
positions are stated twice: "#   ^" at the caret's column, "#<" at column 1. REWRITE=1 with
`pytest tests/generator/rules/test_bad_cases.py` writes the reports anew; read the diff by eye.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import brand
from generator.check import RULES, check_all, drawn
from generator.manual.schemas import shipped
from generator.reading.load import load
from generator.reading.problems import Problem
from generator.rules import shape, wording
from tests.bases import CASES, ROOT, good, overlay

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


def _own_file(knowledge: Path) -> None:
    own = knowledge.parent / "local" / "knowledge"
    own.parent.mkdir()
    own.write_text("my exercises\n", encoding="utf-8")


MADE: dict[str, Callable[[Path], object]] = {
    "encoding": _not_utf8,
    "no-knowledge": _remove_all,
    "no-knowledge--own": _own_file,
    "not-a-file": lambda k: (k / "habits/odd.yml").mkdir(),
    "not-a-file--pipe": lambda k: os.mkfifo(k / "habits/pipe.yml"),
    "not-readable": lambda k: (k / "habits/gone.yml").symlink_to("nowhere.yml"),
    "not-readable--loop": lambda k: (k / "habits/loop.yml").symlink_to("loop.yml"),
    "logo-form--large": lambda local: (local / "logo.svg").write_bytes(b" " * 200_001),
    "logo-form--other-name": lambda local: (local / "logo.svg").write_bytes(b"\x89PNG\r\n\x1a\n"),
    "outside-tree": _outside_file,
    "outside-tree--folder": _outside_folder,
    "too-large": lambda k: (k / "habits/large.yml").write_text("# padding\n" * 1_000_000, encoding="utf-8"),
    "too-deep--20000": lambda k: (k / "habits/deep.yml").write_text("x: " + "[" * 20_000, encoding="utf-8"),
}
"""Cases that cannot be committed as files."""


def _carets(folder: Path) -> set[tuple[str, int, int]]:
    """(path, line, column) of everything that the case's own comments point at."""
    found = set()
    for path in folder.rglob("*.yml"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line == "#<" or re.fullmatch(r"# *\^", line):
                column = 1 if line == "#<" else len(line)
                inside = path.relative_to(folder).as_posix()
                found.add((inside if inside.startswith("local/") else f"knowledge/{inside}", number, column))
    return found


def _report(problems: list[Problem]) -> str:
    return "".join(f"{p}\n" for p in problems)


@pytest.mark.parametrize("name", NAMES)
def test_bad_case(name: str, tmp_path: Path) -> None:
    knowledge, case = good(tmp_path), BAD / name
    overlay(knowledge, case)
    MADE.get(name, id)(knowledge)
    read, problems = check_all(knowledge)
    problems = sorted(problems + drawn(read))
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


BRANDS = sorted(p.name for p in (CASES / "bad-brand").iterdir())


@pytest.mark.parametrize("name", BRANDS)
def test_bad_brand(name: str, tmp_path: Path) -> None:
    """The same for brands: tests/cases/bad-brand/RULE--VARIANT holds an edit of the shipped one, logos, its name."""
    case = CASES / "bad-brand" / name
    called = (case / "name.txt").read_text(encoding="utf-8").strip() if (case / "name.txt").is_file() else ""
    path = tmp_path / "local" / (f"brands/{called}.yml" if called else "brand.yml")
    shutil.copytree(case, path.parent, ignore=shutil.ignore_patterns("*.txt"))
    MADE.get(name, id)(path.parent)
    text = (ROOT / "local" / "brand.yml").read_text(encoding="utf-8")
    edit = (case / "edit.txt").read_text(encoding="utf-8")
    if called:
        path.write_text(text, encoding="utf-8")
    if edit:
        before, after = edit.split("\n=>\n")
        assert before in text, "the shipped brand has changed; change the case"
        path.write_text(text.replace(before, after.rstrip("\n"), 1), encoding="utf-8")
    found, problems = brand.read(path)
    report, expected = _report(problems), case / "expected.txt"
    if os.environ.get("REWRITE"):
        expected.write_text(report, encoding="utf-8")
    assert found is None
    assert report == expected.read_text(encoding="utf-8")
    assert {p.rule for p in problems} == {name.partition("--")[0]}


def test_every_brand_rule_has_a_bad_case() -> None:
    assert set(brand.RULES) <= {n.partition("--")[0] for n in BRANDS}
    assert brand.read(ROOT / "local" / "brand.yml")[1] == []


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


HABIT = (CASES / "good" / "habits" / "walk-more.yml").read_text(encoding="utf-8")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    start=st.integers(0, len(HABIT)),
    gone=st.integers(0, 40),
    put=st.text(
        alphabet=st.sampled_from(" \n\t-:#'\"[]{},&*!|>%@`?\\~0a\r\x85\u2028\ufeff\x07\U0001f600"), max_size=12
    ),
)
def test_any_text_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, start: int, gone: int, put: str) -> None:
    """Whatever happens to a file, the check goes on, and points into the file."""
    knowledge = tmp_path_factory.mktemp("text") / "knowledge"
    (knowledge / "habits").mkdir(parents=True)
    text = HABIT[:start] + put + HABIT[start + gone :]
    (knowledge / "habits" / "walk-more.yml").write_text(text, encoding="utf-8", newline="")
    _, problems = shape.read(*load(knowledge)[:1])
    _, unread = load(knowledge)
    lines = len(re.findall("\r\n|[\n\r\x85\u2028\u2029]", text)) + 1
    assert all(1 <= p.line <= lines and p.column >= 1 for p in unread + problems)


ODD: list[Any] = [
    None,
    True,
    5,
    -1,
    1.5,
    "x",
    "not-sure",
    "",
    [],
    {},
    [[]],
    {"a": 1},
    [1, 2],
    "a/b",
    [None],
    {"question": "age"},
]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from _places(value[key], (*path, key))


@pytest.mark.parametrize("seed", range(4))
def test_any_value_anywhere_is_told(seed: int, tmp_path: Path) -> None:
    """Whatever stands at whatever key, the check goes on."""
    knowledge, rng = good(tmp_path), Random(seed)
    for _ in range(40):
        path = knowledge / rng.choice(BASE)
        text = path.read_text(encoding="utf-8")
        (document,) = (d for d in load(path.parent)[0] if d.name == path.stem)
        place = rng.choice([p for p in _places(document.data) if p])
        inner = document.data
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = rng.choice(ODD)
        path.write_text(json.dumps(document.data, indent=1), encoding="utf-8")
        _, problems = check_all(knowledge)
        assert len(set(problems)) == len(problems)
        path.write_text(text, encoding="utf-8")


def test_hidden_files_are_not_read(tmp_path: Path) -> None:
    """Editors and operating systems leave such files behind."""
    knowledge = good(tmp_path)
    for name in ("habits/._nap.yml", "habits/.nap.yml.swp", ".trash/nap.yml", "habits/nap.yml~"):
        (knowledge / name).parent.mkdir(exist_ok=True)
        (knowledge / name).write_bytes(b"\xff")
    assert _report(check_all(knowledge)[1]) == ""


def test_pages_written_by_hand_are_read_as_strictly(tmp_path: Path) -> None:
    """The front matter of content/*.md: places are those in the page, and no page can stop the check."""
    knowledge, content = good(tmp_path), tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text("---\ntitle: A\ndescripton: A page\n---\n# A\n", encoding="utf-8")
    (content / "b.md").write_text("---\r\ntitle: B\r\ndescription: yes: no\r\n---\r\n", encoding="utf-8", newline="")
    (content / "c.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (content / "d.md").mkdir()
    (content / "e.md").write_text("---\ntitle: E\ndescription: E\nsources: [revew-2020]\n---\n", encoding="utf-8")
    (content / "f.md").write_text("# No front matter\n", encoding="utf-8")
    assert [str(p).partition("\n")[0] for p in check_all(knowledge)[1]] == [
        "content/a.md:2:1: 'description' is missing [missing-key]",
        "content/a.md:3:1: unknown key 'descripton' [unknown-key]",
        "content/b.md:3:17: a second colon stands in this line [syntax]",
        "content/c.md:2:8: this is not UTF-8 text [encoding]",
        "content/d.md:1:1: this is a folder, and a file is wanted here [not-a-file]",
        "content/e.md:4:11: 'revew-2020': knowledge/sources.yml has no 'revew-2020' [missing-reference]",
    ]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Windows editors write one."""
    knowledge = good(tmp_path)
    path = knowledge / "habits/walk-more.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert _report(check_all(knowledge)[1]) == ""


def test_every_form_has_words() -> None:
    """A value of the wrong form is told what form is wanted, not a regular expression."""
    patterns = {found for schema in shipped().values() for found in _patterns(schema)}
    assert patterns == set(wording.FORMS)


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from [schema["pattern"]] if isinstance(schema.get("pattern"), str) else []
        yield from schema.get("patternProperties", ())
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _patterns(inner)


def test_every_rule_has_a_bad_case() -> None:
    assert {n.partition("--")[0] for n in NAMES} - {MIXED} == set(RULES)


def test_no_switch_is_on() -> None:
    """A run that rewrites proves nothing."""
    assert not os.environ.get("REWRITE"), "reports rewritten; read the diff, then run again without REWRITE"
