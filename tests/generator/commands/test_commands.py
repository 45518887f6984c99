"""The command line: what each command prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
import yaml

from generator import __main__ as cli
from generator.check import check_all
from generator.commands import schema
from generator.commands.new import SINGULAR
from generator.manual.schemas import layered, shipped
from generator.reading.problems import errors
from generator.site import version
from tests.bases import CASES, ROOT, good, overlay
from tests.conftest import Run

ANSWERS = {
    "age": 40,
    "where": ["neck:left"],
    "warning": ["none"],
    "body": ["none"],
    "sitting": "long",
    "turning": {"left": 8, "right": 2},
    "head-wall": 5,
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return good(tmp_path)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(ANSWERS), encoding="utf-8")
    return path


# check


def test_check_of_sound_knowledge(run: Run, base: Path) -> None:
    assert run("check", "--knowledge", base) == (0, "45 entities, 0 errors, 0 warnings\n", "")


def test_check_of_faulty_knowledge(run: Run, base: Path) -> None:
    overlay(base, CASES / "bad" / "all-at-once")
    status, out, err = run("check", "--knowledge", base)
    report = (CASES / "bad" / "all-at-once" / "expected.txt").read_text(encoding="utf-8")
    assert (status, err) == (1, "")
    assert out.startswith(report)
    assert re.fullmatch(r"\d+ entities, 9 errors, 0 warnings\n", out.removeprefix(report))


def test_check_with_one_warning_passes(run: Run, base: Path) -> None:
    overlay(base, CASES / "bad" / "unused-source")
    status, out, _ = run("check", "--knowledge", base)
    assert (status, out.splitlines()[-1]) == (0, "46 entities, 0 errors, 1 warning")


def test_check_of_no_knowledge(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("check", "--knowledge", tmp_path / "nowhere")
    assert (status, out.splitlines()[-1]) == (1, "0 entities, 1 error, 0 warnings")


def test_the_shipped_knowledge_passes() -> None:
    """Without the proofs, which take their time and have their own test."""
    assert errors(check_all(ROOT / "knowledge")[1]) == []


# assess


def test_assess_as_text(run: Run, base: Path, answers: Path) -> None:
    status, out, err = run("assess", "quick", "--answers", answers, "--knowledge", base, "--today", "2026-11-21")
    assert (status, err) == (0, "")
    assert "fits “" in out.splitlines()[0]
    assert "a pattern of the head held forward" in " ".join(out.split())
    for word in ("Speaks for it:", "Ball on the shoulder", "3 days a week", "2026-12-19", "Get up every half hour."):
        assert word in out
    assert max(map(len, out.splitlines())) <= 88


def test_assess_as_json(run: Run, base: Path, answers: Path) -> None:
    command = ["assess", "quick", "--answers", answers, "--knowledge", base, "--format", "json"]
    status, out, _ = run(*command)
    result = json.loads(out)
    assert (status, result["outcome"]) == (0, "match")
    assert [c["exercise"] for c in result["routine"]["cards"]] == [
        "shoulder-ball",
        "neck-stretch",
        "chin-tuck",
        "band-row",
    ]
    assert run(*command)[1] == out


def test_assess_from_standard_input(run: Run, base: Path, answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run("assess", "quick", "--answers", answers, "--knowledge", base)
    for data in (answers.read_bytes(), b"\xef\xbb\xbf" + answers.read_bytes()):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), errors="surrogateescape"))
        assert run("assess", "quick", "--answers", "-", "--knowledge", base) == expected


def test_what_is_not_utf_8_is_told(run: Run, answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers.write_bytes(b'{"where": ["\xe9"]}')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(answers.read_bytes()), errors="surrogateescape"))
    for name, called in ((answers, answers), ("-", "standard input")):
        says = f"counterpoise: {called} is not UTF-8 text; save it as UTF-8\n"
        assert run("assess", "quick", "--answers", name) == (1, "", says)


def test_assess_with_a_flag_gives_no_routine(run: Run, base: Path, answers: Path) -> None:
    answers.write_text(json.dumps({**ANSWERS, "warning": ["chest-pressure"]}), encoding="utf-8")
    status, out, _ = run("assess", "quick", "--answers", answers, "--knowledge", base)
    assert status == 0
    assert "Call your emergency number now." in out
    assert "Ball on the shoulder" not in out


def test_assess_refuses(run: Run, base: Path, answers: Path) -> None:
    """Answers have their own test; here what else can be wrong."""
    known = ["--answers", answers, "--knowledge", base]
    says = "counterpoise: There is no such questionnaire; these exist: quick.\n"
    assert run("assess", "quik", *known) == (1, "", says)
    says = "counterpoise: A date like 2026-11-21 is wanted.\n"
    assert run("assess", "quick", *known, "--today", "21/11/2026") == (1, "", says)
    overlay(base, CASES / "bad" / "missing-reference")
    report = (CASES / "bad" / "missing-reference" / "expected.txt").read_text(encoding="utf-8")
    assert run("assess", "quick", *known) == (1, "", report)


# export


def test_export(run: Run, base: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    status, out, _ = run("export", one, "--knowledge", base)
    written = {p.relative_to(one): p.read_bytes() for p in one.rglob("*") if p.is_file()}
    assets = version.folder_of(path.as_posix() for path in written)
    assert (status, out) == (0, f"{len(written)} files written to {one}\nstyles and scripts of this build: {assets}/\n")
    assert {Path("exercises/chin-tuck.md"), Path("exercises/index.md"), Path("assessments/quick.md")} <= set(written)
    run("export", other, "--knowledge", base)
    assert {p.relative_to(other): p.read_bytes() for p in other.rglob("*") if p.is_file()} == written


def test_export_of_faulty_knowledge_writes_nothing(run: Run, base: Path, tmp_path: Path) -> None:
    overlay(base, CASES / "bad" / "missing-reference")
    status, _, err = run("export", tmp_path / "out", "--knowledge", base)
    assert status == 1
    assert err == (CASES / "bad" / "missing-reference" / "expected.txt").read_text(encoding="utf-8")
    assert not (tmp_path / "out").exists()


# schema


def test_schema(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "knowledge" / "schema"
    schema.write(folder)
    monkeypatch.setattr(schema, "HERE", tmp_path)
    assert run("schema") == (0, "0 schemas out of date\n", "")
    (folder / "causes.schema.json").write_text("{}\n", encoding="utf-8")
    (folder / "old.schema.json").write_text("{}\n", encoding="utf-8")
    says = "counterpoise: out of date: causes.schema.json, old.schema.json; run: counterpoise schema --write\n"
    assert run("schema") == (1, "", says)
    assert run("schema", "--write") == (0, "2 schemas written\n", "")
    assert run("schema")[0] == 0
    assert run("schema", "--local") == (0, f"{len(layered())} schemas written\n", "")
    assert {p.name for p in (folder / "local").iterdir()} == set(schema.schemas(layered()))
    assert run("schema")[0] == 0


def test_schemas_of_the_layer_ask_for_the_id_alone() -> None:
    whole, part = (found["exercises"] for found in (shipped(), layered()))
    assert "layer" not in whole["properties"]
    assert part["properties"]["layer"]["enum"] == ["override", "extend", "hide"]
    assert part["required"] == ["id"]
    assert {"title", "demands"} <= set(part["properties"]) & set(whole["required"] + ["demands"])
    assert not any("required" in d for d in part["$defs"].values())
    assert layered()["scoring"]["properties"]["layer"]["enum"] == ["override", "extend"]


# new


@pytest.mark.parametrize("kind", sorted(SINGULAR))
def test_new(kind: str, run: Run, base: Path) -> None:
    status, out, err = run("new", kind, "new-one", "--knowledge", base)
    path = base / SINGULAR[kind] / "new-one.yml"
    assert (status, out, err) == (0, f"{path} written; fill it in, then run: counterpoise check\n", "")
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["id"] == "new-one"
    assert text.startswith(f"# yaml-language-server: $schema=../schema/{SINGULAR[kind]}.schema.json\n")
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    _, out, _ = run("check", "--knowledge", base)
    said = [line for line in out.splitlines()[:-1] if not line.startswith("    ")]
    assert said, "an empty form is not a page yet"
    for line in said:  # what is left to do is to fill it in; no key is unknown, none is missing
        assert re.search(r"nothing stands here|0 given", line), line


FILLED = {
    "exercise": {
        "title:": "title: Band pull",
        "summary:": "summary: Pull a band apart.",
        "grade:": "grade: opinion",
        "note:": "note: Commonly taught.",
        "step:": "step: activate",
        "muscle:": "muscle: thoracic-erectors",
        "share:": "share: 3",
        "family:": "family: band-pull",
        "position:": "position: standing",
        "sides:": "sides: both",
        "level:": "level: 1",
        "dose:": "dose: strength",
        "why:": "why: It works the upper back.",
        "setup:": "setup: [Hold the band.]",
        "movement:": "movement: [Pull slowly., Come back slowly.]",
        "cues:": "cues: [Keep breathing.]",
        "feel:": "feel: Mild work.",
        "mistakes:": "mistakes: [Going too fast.]",
        "stop_if:": "stop_if: [It hurts sharply.]",
    },
    "cause": {
        "title:": "title: Low desk",
        "summary:": "summary: A desk that is too low.",
        "grade:": "grade: opinion",
        "note:": "note: Often named.",
        "how:": "how: The head follows the screen.",
        "try_this:": "try_this: Raise the screen.",
    },
}
"""What an author writes for each empty key, by the key as the form has it."""


@pytest.mark.parametrize("kind", FILLED)
def test_new_filled_in_passes_the_check(kind: str, run: Run, base: Path) -> None:
    run("new", kind, "new-one", "--knowledge", base)
    path = base / SINGULAR[kind] / "new-one.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for key, filled in FILLED[kind].items():
        (at,) = (i for i, line in enumerate(lines) if re.match(rf" *(- )?{key}", line))
        lines[at] = lines[at][: lines[at].index(key)] + filled
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run("check", "--knowledge", base) == (0, "46 entities, 0 errors, 0 warnings\n", "")


def test_new_exercises_get_codes_of_their_own(run: Run, base: Path) -> None:
    for i in range(40):
        run("new", "exercise", f"new-{i}", "--knowledge", base)
    codes = [yaml.safe_load(p.read_text(encoding="utf-8"))["code"] for p in (base / "exercises").glob("*.yml")]
    assert all(isinstance(c, str) and re.fullmatch("[a-z0-9]{3}", c) for c in codes)
    assert len(set(codes)) == 47


def test_new_goes_into_the_forks_own_layer(run: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base.parent)
    path = base.parent / "local" / "knowledge" / "exercises" / "nap.yml"
    says = f"{path} written; fill it in, then run: counterpoise check\n"
    assert run("new", "exercise", "nap") == (0, says, "")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../knowledge/schema/exercises.schema.json\n")
    shipped = {yaml.safe_load(p.read_text(encoding="utf-8"))["code"] for p in (base / "exercises").glob("*.yml")}
    assert yaml.safe_load(text)["code"] not in shipped
    says = "counterpoise: 'chin-tuck' is shipped, as knowledge/exercises/chin-tuck.yml; choose another id"
    assert run("new", "exercise", "chin-tuck")[2].startswith(says)
    run("new", "exercise", "nap", "--knowledge", base)
    assert (
        yaml.safe_load((base / "exercises" / "nap.yml").read_text(encoding="utf-8"))["code"]
        != yaml.safe_load(text)["code"]
    )


def test_new_refuses(run: Run, base: Path) -> None:
    path = base / "habits" / "walk-more.yml"
    before = path.read_bytes()
    says = f"counterpoise: {path} exists already; choose another id\n"
    assert run("new", "habit", "walk-more", "--knowledge", base) == (1, "", says)
    assert path.read_bytes() == before
    for name in ("Walk", "walk more", "../walk", "walk_more", "", "w" * 65):
        says = f"counterpoise: '{name}' is not an id: use lower-case words joined by hyphens, such as band-row\n"
        assert run("new", "habit", name, "--knowledge", base) == (1, "", says)
    for name in ("true", "2024", "null", "0"):  # YAML reads these as no text
        says = f"counterpoise: '{name}' is no text to YAML, unless it is in quotes; choose another id, such as "
        assert run("new", "habit", name, "--knowledge", base) == (1, "", f"{says}habit-{name}\n")
        assert not (base / "habits" / f"{name}.yml").exists()
    says = f"counterpoise: {base / 'none'}: there is no such folder\n"
    assert run("new", "habit", "nap", "--knowledge", base / "none") == (1, "", says)
    assert not (base / "none").exists()


# usage


@pytest.mark.parametrize("arguments", [[], ["chek"], ["new", "plan", "x"], ["assess", "quick"], ["check", "--fast"]])
def test_bad_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: counterpoise")
