"""Tables of answers: each row scores as its answers do alone, whatever types and files they stand in."""

from __future__ import annotations

import json
import subprocess
import sys
from csv import DictReader
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from generator.score import scores
from tests.bases import CASES, ROOT
from tests.conftest import Run

SCALES = CASES / "scales"
INSTRUMENTS: dict[str, Any] = json.loads((SCALES / "cases.json").read_text(encoding="utf-8"))["instruments"]
FILES: dict[str, Any] = json.loads((SCALES / "mapping.json").read_text(encoding="utf-8"))
PARTS = """sections:
  - id: s
    title: S
    questions:
      - {id: knee, ask: Knee, kind: scale, sided: true}
      - {id: signs, ask: Signs, kind: multiple, options: [{id: hot, label: Hot}, {id: stiff, label: Stiff}]}
      - {id: much, ask: Much, kind: number, min: 0, max: 9, step: 0.5, unit: points}
      - {id: old, ask: Old, kind: single, options: [{id: "yes", label: Yes, value: 1}, {id: "no", label: No, value: 0}]}
scales:
  - {id: sum, title: Sum, items: [much, old], combine: sum, minimum: 1, prorate: false}
  - {id: third, title: Third, items: [much, old], combine: mean, times: 1/3, minimum: 2}
  - {id: count, title: Count, items: [signs], combine: count, minimum: 1}
"""


def _alone(row: dict[str, Any], name: str) -> Any:
    """What a row says of a scale, as `score --answers` says it."""
    found = {key: row[f"{name}.{key}"] for key in ("band", "class") if f"{name}.{key}" in row}
    reason = {"reason": row[f"{name}.reason"]} if row[f"{name}.reason"] else {}
    return {"value": row[name], "answered": row[f"{name}.answered"], **found, **reason}


def _rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [{name: cell or None for name, cell in row.items()} for row in DictReader(file)]
    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.yml"
    path.write_text(PARTS, encoding="utf-8")
    return path


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_published_scores_come_out_of_tables(instrument: str, ending: str, run: Run, tmp_path: Path) -> None:
    cases, file = INSTRUMENTS[instrument]["cases"], SCALES / str(FILES[instrument]["file"])
    answers = [case["answers"] for case in cases]
    names = sorted({name for one in answers for name in one})
    table = pa.table({"case": [case["id"] for case in cases], **{n: [one.get(n) for one in answers] for n in names}})
    given, out = tmp_path / f"given.{ending}", tmp_path / f"scores.{ending}"
    csv.write_csv(table, given) if ending == "csv" else parquet.write_table(table, given, row_group_size=7)
    assert run("score", file, "--table", given, "-o", out)[0] == 0
    for case, alone, row in zip(cases, scores(file, json.dumps(answers)), _rows(out), strict=True):
        assert str(row["case"]) == case["id"]
        assert not row["error"]
        for name, told in alone.items():
            said = {key: None if value is None else str(value) for key, value in told.items()}
            assert {k: str(v) for k, v in _alone(row, name).items() if v not in (None, "")} == {
                k: v for k, v in said.items() if v is not None
            }


def test_cells_of_every_type(form: Path, run: Run, tmp_path: Path) -> None:
    """Whole numbers that were made floats by a gap, decimals, texts, truth values, lists, words from a dictionary."""
    table = {
        "who": pa.array(["a", "b", "c", "d"]).dictionary_encode(),
        "knee:left": pa.array([3.0, None, float("nan"), 11.0]),
        "knee:right": pa.array([4, 5, None, 10], pa.int8()),
        "much": pa.array([Decimal("0.5"), Decimal("8.5"), None, Decimal("0.3")]),
        "signs": pa.array([["hot"], ["hot", "stiff"], [], None]),
        "old": pa.array([True, False, None, True]),
    }
    parquet.write_table(pa.table(table), tmp_path / "t.parquet")
    status, said, told = run("score", form, "--table", tmp_path / "t.parquet", "-o", tmp_path / "s.parquet")
    first, second, third, fourth = _rows(tmp_path / "s.parquet")
    assert (first["who"], first["sum"], first["third"], first["count"]) == ("a", "1.5", "0.25", "1")
    assert (second["sum"], second["third"], second["count"]) == ("8.5", "17/12", "2")
    assert (third["sum"], third["sum.reason"], third["error"]) == (None, "too-few-answered", None)
    assert fourth["sum"] is None
    assert "'knee' takes a number from 0 to 10" in fourth["error"]
    assert "step" in fourth["error"]
    assert (status, said.splitlines()) == (1, [f"3 of 4 rows scored into {tmp_path / 's.parquet'}"])
    assert f"s.parquet: row 4: {fourth['error']}" in told
    assert "1 of 4 rows cannot be used" in told


def test_a_spreadsheets_csv(form: Path, run: Run, tmp_path: Path) -> None:
    """A mark of its encoding, semicolons, spaces, empty cells, several options in a cell, a line that is too long."""
    rows = "Zoë;3;4; 0.5 ;hot;yes", 'Ben;;;;"hot ; stiff";', "Al;1;2;3;hot;no;9"
    text = "\n".join(["\ufeffname;knee:left;knee:right;much;signs;old", *rows])
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    status, said, told = run("score", form, "--table", tmp_path / "t.csv", "-o", tmp_path / "s.csv")
    zoe, ben = _rows(tmp_path / "s.csv")
    assert (zoe["name"], zoe["sum"], zoe["third"]) == ("Zoë", "1.5", "0.25")
    assert (ben["sum.reason"], ben["count"]) == ("too-few-answered", "2")
    assert status == 1
    assert "line 4 has 7 cells in place of 6: it is left out" in told
    assert "2 of 3 rows scored" in said


def test_scores_as_decimals(form: Path, run: Run, tmp_path: Path) -> None:
    """What is no decimal is said beside, and never rounded."""
    parquet.write_table(pa.table({"much": [0.5, 3.0], "old": ["yes", "no"]}), tmp_path / "t.parquet")
    options = ("--numbers", "decimal", "-o", tmp_path / "s.parquet")
    assert run("score", form, "--table", tmp_path / "t.parquet", *options)[0] == 0
    first, second = _rows(tmp_path / "s.parquet")
    assert (first["sum"], first["sum.exact"]) == (Decimal("1.5"), None)
    assert (first["third"], first["third.exact"]) == (Decimal("0.25"), None)
    assert (second["third"], second["third.exact"]) == (Decimal("0.5"), None)
    parquet.write_table(pa.table({"much": [0.5], "old": ["no"]}), tmp_path / "t.parquet")
    assert run("score", form, "--table", tmp_path / "t.parquet", *options)[0] == 0
    assert [(row["third"], row["third.exact"]) for row in _rows(tmp_path / "s.parquet")] == [(None, "1/12")]


def test_a_table_is_read_and_written_in_pieces(form: Path, run: Run, tmp_path: Path) -> None:
    """Whatever its row groups, the rows stay in their order, and none is lost."""
    many = 45_000
    table = pa.table({"n": range(many), "much": [n % 10 for n in range(many)]})
    parquet.write_table(table, tmp_path / "t.parquet", row_group_size=30_000)
    assert run("score", form, "--table", tmp_path / "t.parquet", "-o", tmp_path / "s.parquet")[0] == 0
    found = parquet.read_table(tmp_path / "s.parquet")
    assert found.column("n").to_pylist() == list(range(many))
    assert found.column("sum").to_pylist() == [str(n % 10) for n in range(many)]


@pytest.mark.parametrize(
    ("table", "options", "told"),
    [
        ({"x": [1]}, (), "no column is named like a question; these are asked: knee:left, knee:right"),
        ({"much": [1], "sum": [1]}, (), "the column 'sum' would be there twice; name it otherwise"),
        ({"much": [1]}, ("-o", "s.txt"), "s.txt is neither .parquet nor .csv"),
        ({"much": [1]}, ("-o", "t.parquet"), "--output is the table itself: name another file"),
        ({"much": [1]}, ("--variant", "x"), "The scales have no variants."),
        ({"much": [1]}, ("-o", "away/s.csv"), "away/s.csv cannot be written: No such file or directory"),
        (None, (), "t.parquet cannot be read: No such file or directory"),
        ({}, (), "no column is named like a question"),
        ({"much": [1], "tags": [["a"]]}, ("-o", "s.csv"), "s.csv cannot be written: Unsupported Type:list"),
    ],
)
def test_a_table_that_does_not_fit(
    table: Any,
    options: tuple[str, ...],
    told: str,
    form: Path,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line says why, and what was there before stays."""
    monkeypatch.chdir(tmp_path)
    if table is not None:
        parquet.write_table(pa.table(table), "t.parquet")
    Path("s.parquet").write_text("before", encoding="utf-8")
    status, said, wrong = run(
        "score", form, "--table", "t.parquet", *(options if "-o" in options else (*options, "-o", "s.parquet"))
    )
    assert (status, said) == (1, "")
    assert told in wrong
    assert "Traceback" not in wrong
    assert Path("s.parquet").read_text(encoding="utf-8") == "before"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty: its first row names the columns"),
        ("a\n\ud800", "is not UTF-8"),
        ("PAR1\n1\n", "no column is named"),
    ],
)
def test_what_is_no_table(text: str, told: str, form: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(text.encode("utf-16" if "\ud800" in text else "utf-8", "surrogatepass"))
    status, _, wrong = run("score", form, "--table", tmp_path / "t.csv", "-o", tmp_path / "s.csv")
    assert (status, told in wrong) == (1, True), wrong


def test_a_heading_alone_is_a_table_of_nobody(form: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("who,much\n", encoding="utf-8")
    status, said, _ = run("score", form, "--table", tmp_path / "t.csv", "-o", tmp_path / "s.csv")
    assert (status, said) == (0, f"0 of 0 rows scored into {tmp_path / 's.csv'}\n")
    assert (tmp_path / "s.csv").read_text(encoding="utf-8").startswith('"who","sum"')


def test_no_other_command_waits_for_pyarrow() -> None:
    command = [sys.executable, "-c", "import sys, generator.__main__; sys.exit('pyarrow' in sys.modules)"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_without_the_extra_one_line_says_what_to_install(form: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("much\n1\n", encoding="utf-8")
    hidden = "import sys; sys.modules['pyarrow'] = None; from generator.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", hidden, "score", str(form), "--table", "t.csv", "-o", "s.csv"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)}
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "counterpoise: tables need pyarrow: install the extra `tables`, pip install -e '.[tables]'\n"
