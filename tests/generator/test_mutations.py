"""Whatever is wrong with the knowledge, the check says so: it never ends in a traceback, and every report is in form.

`MUTATIONS=100000` tries more than a run of all tests has time for; `make deep` tries 3,000.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import pytest

from generator.check import RULES, drawn, judge_documents, proved
from generator.reach import never
from generator.reading.document import Document
from generator.reading.load import load
from generator.reading.problems import Problem, annotation, errors
from generator.rules import plain_words
from tests.bases import CASES, ROOT, good, overlay
from tests.conftest import Run
from tests.deep import tries
from tests.mutations import Mutator

MUTATIONS = tries("MUTATIONS", 600)
PEOPLE = 3
KNOWN = {*RULES, *never.RULES, *plain_words.RULES}


@pytest.fixture(scope="module")
def mutator(tmp_path_factory: pytest.TempPathFactory) -> Mutator:
    """Eleven exercises, one of them not screened, two patterns, two questionnaires, one of them with a score."""
    knowledge = good(tmp_path_factory.mktemp("base"))
    overlay(knowledge, CASES / "more")
    documents, problems = load(knowledge)
    assert problems == []
    read, problems = judge_documents(documents, [], [], [])
    assert problems + drawn(read) + proved(read)[1] == []
    return Mutator(documents, tmp_path_factory.mktemp("faults"))


def _in_form(problems: list[Problem]) -> None:
    assert len(set(problems)) == len(problems)
    for p in problems:
        assert p.rule in KNOWN
        assert p.line >= 1
        assert p.column >= 1
        assert p.severity in ("error", "warning")
        assert re.fullmatch(r"(local/)?knowledge/[a-z0-9/-]+\.yml", p.path), p
        assert p.message
        assert len(str(p).encode()) < 9_000, p
        assert len(str(p).splitlines()) == (2 if p.hint else 1), p
        assert len(annotation(p).splitlines()) == 1, p


@pytest.mark.parametrize("part", range(4))
def test_any_fault_is_told(part: int, mutator: Mutator) -> None:
    """One fault, or two at once; where nothing is wrong after all, the proofs run too."""
    sound = 0
    for seed in range(part, MUTATIONS * 2 // 3, 4):
        try:
            sound += _checked(*mutator.mutated(Random(seed), 1 + seed % 2), proofs_too=seed % 3 == 0)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
    assert sound, "some change harms nothing"


def _checked(shipped: list[Document], own: list[Document], unread: list[Problem], proofs_too: bool) -> bool:
    """Run all of the check but for reading ages, which take long; say whether it ended without an error."""
    k, problems = judge_documents(shipped, own, [], unread)
    problems = problems + drawn(k)
    if proofs_too and not errors(problems):
        problems += proved(k, PEOPLE)[1]
    _in_form(problems)
    return not errors(problems)


ENDED = {
    "a number of 5,000 digits": ("scoring.yml", "minutes: 10", f"minutes: {'9' * 5000}"),
    "an age that begins late": ("safety/screen.yml", "min: 1\n", "min: 50\n"),
    "an age that begins with a fraction": ("safety/screen.yml", "min: 1\n", "min: 20.5\n"),
    "a range without a whole number": ("questions.yml", "min: 0\n  max: 30.5\n", "min: 0.2\n  max: 0.8\n"),
    "a measure that is full beyond the range": (
        "tests/head-to-wall.yml",
        "none_at: 2, full_at: 6",
        "none_at: 2, full_at: 60",
    ),
    "a measure that begins before the range": (
        "tests/head-to-wall.yml",
        "none_at: 2, full_at: 6",
        "none_at: -2.5, full_at: 6",
    ),
    "a question all of whose options may be hidden": (
        "questions.yml",
        "{id: bell, label: A bell}\n    - {id: none, label: None of these, exclusive: true}",
        "{id: bell, label: A bell, show_if: {question: age, at_least: 60}}\n"
        "    - {id: none, label: None of these, exclusive: true, show_if: {question: age, at_least: 60}}",
    ),
    "a single question all of whose options may be hidden": (
        "questions.yml",
        "{id: new, label: New to it, value: 1}\n    - {id: used, label: Used to it, value: 3}",
        "{id: new, label: New to it, value: 1, show_if: {question: age, at_least: 60}}\n"
        "    - {id: used, label: Used to it, value: 3, show_if: {question: age, at_least: 60}}",
    ),
    "a self-test's option that looks at nothing": (
        "tests/head-to-wall.yml",
        "kind: number\n  unit: cm\n  min: 0\n  max: 20\n  measures:\n"
        "    - {finding: head-wall-gap, none_at: 2, full_at: 6}",
        "kind: single\n  options:\n    - {id: near, label: It touches, show_if: {question: goal, in: [curious]}}\n"
        "    - {id: far, label: It does not, findings: {head-wall-gap: 100}}",
    ),
}
"""Where the check, or its proofs, once ended in a traceback or without an end: file, what stands there, the fault."""


@pytest.mark.parametrize("name", ENDED)
def test_what_once_ended_the_check(name: str, tmp_path: Path, run: Run) -> None:
    knowledge = good(tmp_path)
    overlay(knowledge, CASES / "more")
    file, before, after = ENDED[name]
    path = knowledge / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    status, out, err = run("check", "--knowledge", knowledge)
    assert (status in (0, 1), err) == (True, "")
    assert out.splitlines()[-1].endswith("warnings") or "warning" in out.splitlines()[-1]


def _whole(folder: Path) -> Mutator:
    """The shipped knowledge, to put faults into; its copy is checked as a whole."""
    shutil.copytree(ROOT / "knowledge", folder / "knowledge", ignore=shutil.ignore_patterns("schema"))
    return Mutator(load(folder / "knowledge")[0], folder / "faults")


@pytest.mark.parametrize("form", ["text", "github"])
def test_faults_in_the_whole_knowledge_are_told(form: str, tmp_path: Path, run: Run) -> None:
    """Fifteen at once, each in a file of its own, through the command line."""
    mutator, rng = _whole(tmp_path), Random(form)
    changed = mutator.texts(rng, 15)
    for name, text in changed.items():
        path = tmp_path / "knowledge" / f"{name}.yml"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
    status, out, err = run("check", "--knowledge", tmp_path / "knowledge", "--format", form)
    assert (status, err) == (1, "")
    *told, count = out.splitlines()
    assert re.fullmatch(r"[0-9]+ entities, [0-9]+ errors?, [0-9]+ warnings?", count)
    line = r"[a-z0-9/.-]+:[0-9]+:[0-9]+: .+ \[[a-z-]+\]|    \S.*"
    if form == "github":
        line = r"::(error|warning) file=[^,:]+,line=[0-9]+,col=[0-9]+,title=[a-z-]+::.+"
    assert [one for one in told if not re.fullmatch(line, one)] == []
