"""Spreadsheets and collections become cards of a fork's own: what is doubtful is told by its row, nothing is lost."""

from __future__ import annotations

import io
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from generator.brand import Brand
from generator.bundle.compile import bundle_of
from generator.check import check_all
from generator.handouts import routine, views
from generator.handouts.desk import Desk
from generator.imports.browser import read
from generator.model import Exercise
from quiz.plans.reading import read_plan
from tests.bases import CASES, ROOT, good
from tests.conftest import Run
from tests.workbooks import own_words, with_result

TABLES = yaml.safe_load((CASES / "tables.yml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small base, with a trainer's dose."""
    good(tmp_path)
    doses = yaml.safe_load((ROOT / "knowledge/doses.yml").read_text(encoding="utf-8"))
    own = next(row for row in doses if row["id"] == "own")
    with (tmp_path / "knowledge/doses.yml").open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump([own]))
    return tmp_path


def _import(run: Run, folder: Path, data: str | bytes, *options: str, name: str = "t.csv") -> tuple[int, list[str]]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    status, out, err = run("import", path, "--knowledge", folder / "knowledge", *options)
    text = f"{out}{err}".replace(f"{folder}/", "").replace("counterpoise: ", "")
    return status, [line for line in text.splitlines() if not re.match(r"  \S", line)]


def _cards(folder: Path) -> dict[str, Any]:
    found = sorted((folder / "local/knowledge/exercises").glob("*.yml"))
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in found}


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_each_table_is_told(run: Run, folder: Path, case: dict[str, Any]) -> None:
    maps = [part for pair in case.get("map", ()) for part in ("--map", pair)]
    status, said = _import(run, folder, case["table"], "--dry-run", *maps)
    assert "\n".join(said) == case["fails"] if "fails" in case else said == case["says"]
    assert status == ("fails" in case)
    assert not (folder / "local").exists()


def test_whatever_came_in_is_sound_and_comes_in_once(run: Run, folder: Path) -> None:
    """Every table above, one after the other; then again. A card that someone has edited stays as it is."""
    for case in TABLES:
        maps = [part for pair in case.get("map", ()) for part in ("--map", pair)]
        _import(run, folder, case["table"], *maps)
    k, problems = check_all(folder / "knowledge")
    assert [str(p) for p in problems] == []
    card = k.all("exercises", Exercise)["kniebeuge"]
    assert (card.title, card.movement, card.screened) == ("Kniebeuge", ("Setz dich.",), False)
    edited = folder / "local/knowledge/exercises/sled-push.yml"
    edited.write_text(edited.read_text(encoding="utf-8").replace("Sled push", "Prowler"), encoding="utf-8")
    before = {path: path.read_text(encoding="utf-8") for path in (folder / "local").rglob("*.yml")}
    table = TABLES[0]["table"]
    _, said = _import(run, folder, table)
    assert said[0] == "sled-push.yml is there already and says something else; it stays (--replace writes over it)"
    assert {path: path.read_text(encoding="utf-8") for path in before} == before
    assert _import(run, folder, table, "--replace")[1][-1].startswith("1 row, 1 written")
    assert _import(run, folder, table)[1][0] == "sled-push.yml is there already, just like this"


def test_a_card_says_what_its_row_said(run: Run, folder: Path) -> None:
    table = (
        "Name\tHow\tSets\tReps\tRest\tLoad kg\tSide\tTarget\tEquipment\tLevel\tNotes of mine\n"
        'Row it\t"1. Hold the band. 2. Pull."\t3\t8-12\t60 s\t4-6\teach\tUpper trapezius\tbands\teasy\tuse # 2: red\n'
    )
    _import(run, folder, table, name="t.tsv")
    text = (folder / "local/knowledge/exercises/row-it.yml").read_text(encoding="utf-8")
    assert "# Notes of mine: use # 2: red\n" in text
    card = yaml.safe_load(text)
    assert re.fullmatch("[a-z0-9]{3}", card.pop("code"))
    assert card == {
        "id": "row-it",
        "title": "Row it",
        "screened": False,
        "muscles": [{"muscle": "upper-trapezius", "share": 3}],
        "equipment": ["band"],
        "sides": "each",
        "level": 1,
        "dose": "own",
        "change": {"sets": [3, 3], "reps": [8, 12], "rest": [60, 60], "load": "4-6 kg"},
        "movement": ["Hold the band.", "Pull."],
    }


def test_that_nothing_is_needed_is_said_where_the_row_said_it(run: Run, folder: Path) -> None:
    _import(run, folder, "Name,How,Equipment\nPush,Up.,Body weight\nPull,Down.,\nSled,Push.,prowler\n")
    assert [(name, card.get("equipment")) for name, card in _cards(folder).items()] == [
        ("pull", None),
        ("push", []),
        ("sled", None),
    ]
    assert check_all(folder / "knowledge")[1] == []


def test_a_weight_goes_where_the_amount_goes(run: Run, folder: Path, brand: Brand) -> None:
    """Onto a client's sheet, unless the plan has another one; and onto its page and its own sheet."""
    long = "two of the blue bands, knotted, behind the knees"
    table = f'Name,How,Dose,Weight\nFarmer\'s carry,Walk tall.,4 x 20m,"24kg KBs, red"\nSled,Push.,3 x 10,"{long}"\n'
    _import(run, folder, table)
    assert _cards(folder)["sled"]["cues"] == [f"With {long}"], "it is too long for a dose"
    k, problems = check_all(folder / "knowledge")
    assert [str(p) for p in problems] == []
    bundle, desk = bundle_of(k), Desk(k, brand)
    for dose, amount in (
        ({}, "4 walks of 20 metres with 24kg KBs, red"),
        ({"load": "32 kg"}, "4 walks of 20 metres with 32 kg"),
    ):
        plan = read_plan(bundle, {"format": 2, "items": [{"card": "farmer-s-carry", "dose": dose}]})
        assert routine.view(desk, bundle, plan)["exercises"][0]["doses"][0]["amount"] == amount
    facts = views.exercise(desk, k.all("exercises", Exercise)["farmer-s-carry"])["facts"]
    assert facts == [{"term": "Weight or band", "text": "24kg KBs, red"}]


@pytest.mark.parametrize(
    ("encoding", "start"), [("utf-8", ""), ("utf-8", "\ufeff"), ("utf-16", ""), ("cp1252", ""), ("utf-8", "sep=;\n")]
)
def test_every_usual_encoding_is_read(run: Run, folder: Path, encoding: str, start: str) -> None:
    _, said = _import(run, folder, f"{start}Name;How\nPlié;Beuge die Knie – tief.\n".encode(encoding))
    assert _cards(folder)["plie"]["title"] == "Plié"
    told = "t.csv: this is not UTF-8 text; it was read as Windows-1252: look at letters such as é and ü"
    assert (said[0] == told) == (encoding == "cp1252")


def test_five_thousand_rows_come_in_each_with_its_own_code(run: Run, folder: Path) -> None:
    rows = "".join(f"Drill {n},Do it.,3 x {n % 20 + 1}\n" for n in range(5000))
    status, said = _import(run, folder, f"Name,How,Dose\n{rows}", "--dry-run")
    assert (status, said[0]) == (0, "5000 rows, 5000 to write, 0 doubtful, 0 left out; nothing was written (--dry-run)")
    assert said[1] == "5000 cards are many: each has a page, and building the site will take minutes"


def test_a_workbook_is_read_sheet_by_sheet(run: Run, folder: Path) -> None:
    """Numbers as they look; a formula that was never worked out; what became a date; another sheet."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Legs"
    for row in (
        ["Name", "How", "Sets", "Reps", "Hold"],
        ["Sled push", "Push.", 3, date(2026, 12, 8), None],
        [None] * 5,
        ["Sled pull", "Pull.", "=1+2", 10.0, "30 s"],
    ):
        sheet.append(row)
    book.create_sheet("Arms").append(["Name"])
    data = io.BytesIO()
    book.save(data)
    status, said = _import(run, folder, data.getvalue(), name="t.xlsx")
    assert status == 0
    assert said == [
        "t.xlsx: only the sheet 'Legs' is read; others: Arms (--sheet NAME)",
        "row 2 (Sled push): The spreadsheet made a date of “Reps”. It is taken as 8-12.",
        "row 4 (Sled pull): “Sets” holds a formula without its result: =1+2. It is kept as a note.",
        "2 rows, 2 written, 2 doubtful, 0 left out; now run: counterpoise check",
    ]
    cards = _cards(folder)
    assert cards["sled-push"]["change"] == {"sets": [3, 3], "reps": [8, 12]}
    assert cards["sled-pull"]["change"] == {"reps": [10, 10], "hold": [30, 30]}
    worked_out = with_result(data.getvalue(), "3")
    _, said = _import(run, folder, worked_out, "--dry-run", name="t.xlsx")
    assert "row 4 (Sled pull): “Sets” holds a formula. What it last came to is taken: 3." in said


@pytest.mark.parametrize(
    ("data", "name", "wrong"),
    [
        (b"PK\x03\x04 nonsense", "t.xlsx", "this workbook cannot be opened: "),
        (b"\xd0\xcf\x11\xe0old", "t.xls", "this is an old spreadsheet (.xls), or has a password; "),
        (b'[{"name": "Sled push"', "t.json", "this is not valid JSON: line 1, column 22: "),
        (b"[1, 2]", "t.json", "this JSON holds no list of exercises"),
        (b'"' + b"x" * 200_000 + b'"\n', "t.csv", "Row 1: a cell of this row is too long."),
    ],
)
def test_what_is_no_table_is_told(run: Run, folder: Path, data: bytes, name: str, wrong: str) -> None:
    status, [said] = _import(run, folder, data, name=name)
    assert (status, said.startswith(f"{name}: {wrong}")) == (1, True), said


def test_letters_that_no_file_can_hold_are_left_out(run: Run, folder: Path) -> None:
    entry = b'[{"name": "Sled \\ud800drag\\uffff", "instructions": ["Drag it."]}]'
    assert _import(run, folder, entry, name="t.json")[0] == 0
    assert _cards(folder)["sled-drag"]["title"] == "Sled drag"


def test_without_knowledge_the_import_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Name,How\nSled drag,Drag it.\n", encoding="utf-8")
    status, _, err = run("import", tmp_path / "t.csv", "--knowledge", tmp_path / "knowledge")
    assert (status, "[no-knowledge]" in err) == (1, True)


def test_how_hard_it_is_comes_onto_the_card(run: Run, folder: Path) -> None:
    """Effort into its dose; repetitions that are left, which no card counts, as a note."""
    _import(run, folder, "Name,How,Dose\nSled push,Push.,4x8 @ RPE 7-8\nSled pull,Pull.,3x10 RIR 2\n")
    cards = _cards(folder)
    assert cards["sled-push"]["change"] == {"sets": [4, 4], "reps": [8, 8], "effort": [7, 8]}
    assert cards["sled-pull"]["change"] == {"sets": [3, 3], "reps": [10, 10]}
    text = (folder / "local/knowledge/exercises/sled-pull.yml").read_text(encoding="utf-8")
    assert "# reserve: 2\n" in text
    assert [str(p) for p in check_all(folder / "knowledge")[1]] == []


MOVES = [
    ("Kettlebell Goblet Squat", "kettlebells", "quadriceps", "strength"),
    ("Barbell Hip Thrust", "barbell", "glutes", "powerlifting"),
    ("Seated Cable Row", "cable", "middle back", "strength"),
    ("Slide Board Pike", "other", "abdominals", "strength"),
    ("Standing Calf Raise", "dumbbell", "calves", "strength"),
    ("Band Pull Apart", "bands", "shoulders", "strength"),
    ("Triceps Rope Pushdown", "cable", "triceps", "strength"),
    ("90/90 Hip Switch", "body only", "abductors", "stretching"),
    ("Doorway Chest Stretch", None, "chest", "stretching"),
    ("Lat Stretch on a Rack", "other", "lats", "stretching"),
    ("Calf Roll", "foam roll", "calves", "stretching"),
    ("Box Jump", "other", "quadriceps", "plyometrics"),
    ("Rope Skipping", "other", "calves", "cardio"),
    ("Farmer's Walk", "dumbbell", "forearms", "strongman"),
    ("Power Clean", "barbell", "hamstrings", "olympic weightlifting"),
    ("Medicine Ball Slam", "medicine ball", "abdominals", "plyometrics"),
    ("Back Extension on a Ball", "exercise ball", "lower back", "strength"),
    ("Curl with an E-Z Bar", "e-z curl bar", "biceps", "strength"),
    ("Neck Nod", "body only", "neck", "strength"),
    ("Barbell Shrug", "barbell", "traps", "strength"),
]


def test_a_collection_of_twenty_comes_in_whole_with_no_edit(run: Run, tmp_path: Path) -> None:
    """In the shape of a public collection; the rows are this test's own. Over the shipped knowledge, not the small."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    entries = [
        {
            "name": name,
            "force": None,
            "level": ("beginner", "intermediate", "expert")[n % 3],
            "mechanic": "compound",
            "equipment": equipment,
            "primaryMuscles": [muscle],
            "secondaryMuscles": ["glutes"] if muscle != "glutes" else [],
            "instructions": ["Take your place.", "Move slowly, and breathe.", "Come back."],
            "category": category,
            "images": [f"{name.replace(' ', '_')}/0.jpg"],
            "id": name.replace(" ", "_"),
        }
        for n, (name, equipment, muscle, category) in enumerate(MOVES)
    ]
    status, said = _import(run, tmp_path, json.dumps(entries), name="exercises.json")
    assert (status, said[-1].partition(" doubtful")[0][:22]) == (0, "20 entries, 20 written")
    k, problems = check_all(tmp_path / "knowledge")
    assert [str(p) for p in problems if p.path.startswith("local/")] == []
    own = {name: e for name, e in k.all("exercises", Exercise).items() if not e.screened}
    assert len(own) == len(MOVES)
    assert all(len(e.movement) == 3 for e in own.values())
    assert {(e.step, e.dose) for e in own.values()} == {
        ("activate", "own"),
        ("lengthen", "stretch"),
        ("other", "own"),
    }
    kept = (tmp_path / "local/knowledge/exercises/slide-board-pike.yml").read_text(encoding="utf-8")
    assert "# mechanic: compound\n" in kept
    assert "# images: Slide_Board_Pike/0.jpg\n" in kept


@pytest.mark.parametrize(
    ("table", "clients"),
    [
        ("Name,Pack\nAnn,Desk day\n,x\nBob,\n", [("Ann", "Desk day"), ("Bob", "")]),
        ("First name;Last name;Born\nZoë;Ng;1970\n", [("Zoë Ng", "")]),
        ("Ann\nBob\n", [("Ann", ""), ("Bob", "")]),
        ("Ann\nBob\nSmith, John\nZoe", [("Ann", ""), ("Bob", ""), ("Smith", ""), ("Zoe", "")]),
        ("Spring\nName,Pack\nAnn,Desk\n", [("Ann", "Desk")]),
    ],
)
def test_the_kit_reads_people_from_a_table(table: str, clients: list[tuple[str, str]]) -> None:
    told = json.loads(read(json.dumps({"kind": "clients", "text": table, "words": {}})))
    assert [(c["name"], c["pack"]) for c in told["clients"]] == clients


def test_the_builder_reads_what_the_command_reads() -> None:
    """Nothing of a row is lost: what an own exercise has no place for is in its notes."""
    table = f"Name,How,Reps,Who,Band\nSquat,{'Sit. ' * 200},8-12,me,{'red ' * 20}\n,x,,,\nPlank,,lots,,red\n"
    squat, nameless, plank = json.loads(read(json.dumps({"text": table, "words": own_words()})))["rows"]
    assert squat["value"]["dose"] == {"reps": 8}
    assert len(squat["value"]["how"]) == 900
    assert all(part in squat["value"]["notes"] for part in ("reps: 8-12", "Who: me", "Sit.", "load: red red"))
    assert nameless["value"] is None
    assert nameless["doubts"]
    assert plank["value"]["dose"] == {"load": "Reps: lots, red"}, "its own words, and no number that it does not have"
    assert [doubt for doubt in squat["doubts"] if "8 to 12" in doubt]


def test_a_link_to_a_video_comes_along() -> None:
    table = "Name,How,Video link\nRow,Pull.,https://video.example/1\nPush,Push.,see the app\n"
    row, push = json.loads(read(json.dumps({"text": table, "words": own_words()})))["rows"]
    assert row["value"]["video"] == "https://video.example/1"
    assert push["value"]["notes"] == "video: see the app"


def test_a_side_is_heard_in_any_cell_and_the_first_amount_stands() -> None:
    long = "Walk " * 17
    table = f"Name,How,Dose,Sets,Reps\nRow,Pull.,3 x 10,4,12 each leg\n{long},Walk.,2 x 5,,\n"
    row, walk = json.loads(read(json.dumps({"text": table, "words": own_words()})))["rows"]
    assert row["value"]["each_side"]
    assert row["value"]["dose"] == {"sets": 3, "reps": 10}
    assert "each_side" not in walk["value"]
    assert (len(walk["value"]["title"]), len(walk["doubts"])) == (80, 1), "what was cut is told"
    assert long.strip() in walk["value"]["notes"]
