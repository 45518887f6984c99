"""The examples of quiz/README.md: the ten lines, and each of the 14 things that a scale can say, with its results."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.model.scales import Method
from generator.score import Unusable, score_file
from tests.bases import ROOT

TEXT = (ROOT / "quiz" / "README.md").read_text(encoding="utf-8").partition("## Scales")[2]
QUESTIONS = re.findall(r"```yaml\n(sections:.*?)```", TEXT, re.DOTALL)[0]
EXAMPLES = re.findall(r"^#### ([0-9]+)\. .*?```yaml\n(.*?)```\n\n```text\n(.*?)```", TEXT, re.DOTALL | re.MULTILINE)


def test_there_is_one_example_for_each() -> None:
    assert [int(number) for number, _, _ in EXAMPLES] == list(range(1, 15))


def test_every_key_has_an_example() -> None:
    shown = "".join(scales for _, scales, _ in EXAMPLES)
    keys = [*Method.model_fields, "variants"]
    assert [key for key in keys if not re.search(rf"\b{key}:", shown)] == []


@pytest.mark.parametrize(("number", "scales", "lines"), EXAMPLES, ids=[f"point-{n}" for n, _, _ in EXAMPLES])
def test_example(number: str, scales: str, lines: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(f"{QUESTIONS}scales:\n{scales}", encoding="utf-8")
    for line in lines.splitlines():
        before, _, expected = line.partition(" => ")
        variant, _, answers = before.partition("{")
        if not expected.startswith("{"):
            with pytest.raises(Unusable) as caught:
                score_file(path, "{" + answers)
            assert str(caught.value) == f"Some answers cannot be used.\n  {expected}"
            continue
        scores = json.loads(score_file(path, "{" + answers, variant.strip() or None))
        for name, value in json.loads(expected).items():
            scale, _, key = name.partition(".")
            told = scores[scale]
            assert (told[key] if key else told.get("reason", told["value"])) == value, (number, line, scores)


def test_the_ten_lines(
    bundle_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "quiz" / "README.md").read_text(encoding="utf-8").partition("## Scales")[0]
    [(code, output)] = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", readme, re.DOTALL)
    assert sum(bool(line) for line in code.splitlines()) == 10
    (tmp_path / "bundle.json").write_text(bundle_text, encoding="utf-8")
    shutil.copyfile(ROOT / "tests" / "cases" / "answers" / "desk-worker.json", tmp_path / "answers.json")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "quiz/README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in printed] == [line.partition(":")[0] for line in output.splitlines()]
