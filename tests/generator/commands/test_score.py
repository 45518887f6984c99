"""The command `counterpoise score`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from generator.__main__ import main
from tests.bases import CASES
from tests.conftest import Run


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "form.yml:1:1: keys and values are wanted here [wrong-type]"),
        ("", "form.yml:1:1: the file is empty [empty-file]"),
        ("sections: []\nscales: []\n", "form.yml:1:11: sections: 0 given; at least 1 wanted [bad-value]"),
        ("title: x\n", "form.yml:1:1: 'scales' is missing [missing-key]"),
        ("a: [", "[syntax]"),
    ],
)
def test_no_scale_file(text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.yml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "answers.json").write_text("{}", encoding="utf-8")
    assert main(["score", str(path), "--answers", str(tmp_path / "answers.json")]) == 1
    assert message in capsys.readouterr().err


ODI = str(CASES / "scales" / "odi.yml")
SET = {f"i{i}": 2 for i in range(1, 9)} | {"i9": 0}


def _run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answers: str, *options: str, file: str = ODI
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(answers.encode())))
    status = main(["score", file, "--answers", "-", *options])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_score_prints_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, err = _run(capsys, monkeypatch, json.dumps(SET))
    assert (status, err) == (0, "")
    assert json.loads(out) == {"disability": {"answered": 9, "band": "moderate", "value": 36}}


def test_score_takes_a_variant(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _, out, _ = _run(capsys, monkeypatch, json.dumps(SET), "--variant", "sheet")
    assert json.loads(out)["disability"]["value"] == "35.5"
    status, out, err = _run(capsys, monkeypatch, json.dumps(SET), "--variant", "sheets")
    assert (status, out) == (1, "")
    assert err == "counterpoise: There is no such variant of the scales; these exist: sheet.\n"
    _, _, err = _run(capsys, monkeypatch, "{}", "--variant", "x", file=str(CASES / "scales" / "phq9.yml"))
    assert err == "counterpoise: The scales have no variants.\n"


def test_score_takes_a_list(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, err = _run(capsys, monkeypatch, json.dumps([SET, {"i1": 6}, 7]))
    assert status == 1
    assert err == "counterpoise: 2 of 3 answer sets cannot be used; each has its error in its place\n"
    good, bad, odd = json.loads(out)
    assert good["disability"]["value"] == 36
    assert bad == {"complaints": ["'i1' takes a number from 0 to 5."], "error": "Some answers cannot be used."}
    assert odd["complaints"] == ["An object with answers by question is wanted."]
    assert _run(capsys, monkeypatch, "[]")[:2] == (0, "[]\n")


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            '{"i1": 6, "x": 1}',
            "Some answers cannot be used.\n  'i1' takes a number from 0 to 5.\n  There is no question 'x'",
        ),
        ('{"i1": 1, "i1": 2}', "standard input: 'i1' is given twice in one object; give it once."),
        ("{", "standard input: This is not valid JSON: look at line 1, column 2."),
        ('{"i1": NaN}', "standard input: NaN and Infinity are not numbers"),
        ("3", "Some answers cannot be used.\n  An object with answers by question is wanted."),
    ],
)
def test_score_names_the_fault(
    answers: str, message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = _run(capsys, monkeypatch, answers)
    assert (status, out) == (1, "")
    assert err.startswith(f"counterpoise: {message}")


def test_a_question_stands_in_a_form_once(tmp_path: Path, run: Run) -> None:
    """Of two questions with one id, the second took the first one's place, and the score changed without a word."""
    text = Path(ODI).read_text(encoding="utf-8")
    first = text.index("id: i1")
    path, answers = tmp_path / "form.yml", tmp_path / "answers.json"
    path.write_text(text[:first] + text[first:].replace("id: i2", "id: i1", 1), encoding="utf-8")
    answers.write_text("{}", encoding="utf-8")
    status, out, err = run("score", path, "--answers", answers)
    assert (status, out) == (1, "")
    assert "'i1' stands here and at" in err
    assert "[duplicate-id]" in err


def test_no_such_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    status, _, err = _run(capsys, monkeypatch, "{}", file="nowhere.yml")
    assert status == 1
    assert "nowhere.yml" in err
