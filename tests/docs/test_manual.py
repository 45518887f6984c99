"""What the docs tell to write and to run: every sample is written into a copy, every command is run there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from generator import __main__ as cli
from generator import brand
from generator.check import check_all, drawn
from generator.drawing.mannequin.pose import Figure
from generator.reading.problems import errors
from tests.bases import ROOT

MANUAL = sorted((ROOT / "content").rglob("*.md"))
PAGES = [p.relative_to(ROOT).as_posix() for p in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *MANUAL)]
DATA = ("yaml", "json", "csv")
TRIED = {
    "html": "tests/browser/test_embed.py has a page with these lines",
    "js": "tests/generator/runtime loads the wheel so",
}
"""Samples that other tests try."""
ELSEWHERE = {
    "git clone ADDRESS counterpoise && cd counterpoise": "is how this copy came here",
    "make serve": "serves until it is stopped",
    "make test": "runs this",
    "REWRITE=1 .venv/bin/python -m pytest tests/generator/rules/test_bad_cases.py": "writes reports anew",
    "REWRITE=1 .venv/bin/python -m pytest tests/quiz/test_golden.py": "writes results anew",
}
"""Commands that are not run here, and why."""
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^ *(?:\.venv/bin/)?counterpoise (.+)$", re.MULTILINE)


class Sample(NamedTuple):
    kind: str
    text: str
    file: str
    """What the words before it call it; nothing where they do not."""


def samples(page: str) -> Iterator[Sample]:
    """The samples of a page, in their order. That of a file is named last before it: `local/brand.yml`:"""
    text = (ROOT / page).read_text(encoding="utf-8")
    at = 0
    while match := _FENCE.search(text, at):
        before = text[at : match.start()].rstrip()
        names = re.findall(r"`([\w./-]+)`", before.rpartition("\n\n")[2])
        yield Sample(match[2], match[3], names[-1] if names and before.endswith(":") else "")
        at = match.end()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, as far as commands look at it, with the samples of every page in it."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("knowledge", "local", "content", "tests/cases/answers"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("schema"))
    for sample in (s for page in PAGES for s in samples(page) if s.kind in DATA and s.file):
        path = folder / sample.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sample.text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_every_sample_is_tried(page: str) -> None:
    for sample in samples(page):
        if sample.kind in DATA:
            assert sample.file or sample.text.startswith("figure:"), f"the words before do not name it:\n{sample.text}"
        else:
            assert sample.kind in {"", "sh", *TRIED}, sample.kind


def test_the_samples_are_sound_together(copy: Path) -> None:
    knowledge, problems = check_all(copy / "knowledge")
    assert errors([*problems, *drawn(knowledge), *brand.check(copy / "local", ("en",))]) == []
    assert {"sled-push", "towel-bridge"} <= knowledge.kinds["exercises"].keys()
    assert "stairs" in knowledge.kinds["questionnaires"]


def test_a_pose_in_ten_lines_is_one() -> None:
    (sample,) = (s for s in samples("CONTRIBUTING.md") if s.text.startswith("figure:"))
    assert len(Figure.model_validate(yaml.safe_load(sample.text)["figure"]).poses) == 2


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "counterpoise " in (ROOT / page).read_text(encoding="utf-8")]
)
def test_every_command_runs(
    page: str, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy)
    for sample in (s for s in samples(page) if s.kind == "sh"):
        for line in (line.partition("  #")[0].strip() for line in sample.text.splitlines()):
            assert _COMMAND.match(line) or line in ELSEWHERE, f"{page}: '{line}' is not run"
    indented = "".join(s.text for s in samples(page) if s.kind == "sh") + "\n".join(
        re.findall(r"^ {4,}\.venv/bin/counterpoise .+$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    )
    for command in _COMMAND.findall(indented):
        status = cli.main(shlex.split(command))
        told = capsys.readouterr()
        Path("local/knowledge/exercises/band-row.yml").unlink(missing_ok=True)  # an empty form is not a page yet
        if command.startswith("score") and "--table" in command:
            assert Path("scores.csv").read_text(encoding="utf-8").count("\n") == 4
        else:
            assert status == 0, (command, told)
        if command.startswith("fhir"):
            assert json.loads(told.out)["resourceType"] in ("Questionnaire", "Bundle", "CarePlan")
