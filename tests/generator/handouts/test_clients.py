"""Clients' handouts: any name, any plan, batches, the command, and what goes wrong."""

from __future__ import annotations

import io
import json
import resource
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from generator import handouts
from generator.brand import Brand
from generator.handouts import HandoutError, press, routine
from generator.handouts.given import given_plan
from generator.knowledge.base import Knowledge
from quiz.asking.answers import read_answers
from quiz.plans.link import encode
from quiz.plans.opening import open_plan, screen_questions
from quiz.telling.opening import opening_told
from quiz.telling.phrase import tell
from tests.bases import LEADS
from tests.conftest import Run
from tests.paper import smallest, texts

SITE = "https://counterpoise.example"
WELL = {
    "age": 40,
    "where": ["nowhere"],
    **{q: ["none"] for q in LEADS},
}


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


NAMES = {
    "long": "Ana-María Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft Fernández de Córdoba",
    "one word": "W" * 110,
    "hebrew": "שרה כהן־לוי",
    "arabic": "دينا عبد الرحمن",
    "mixed": "Дмитрий Ελένη Nguyễn Thị Hạnh Łukasz",
    "tricks": "Eve\u202e\u0007\n<b>#set text(99pt)</b> $x$ *y* @z \\",
}


@pytest.mark.parametrize("size", press.PAPERS)
def test_no_name_breaks_the_layout(bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path, size: str) -> None:
    source = tmp_path / "plan.json"
    source.write_text(json.dumps(plan))
    plain = read(bureau.make(str(source), "Ann", "", size))
    for name in NAMES.values():
        pdf = read(bureau.make(str(source), name, f"For {name}\nSecond line", size))
        assert len(plain.pages) <= len(pdf.pages) <= len(plain.pages) + 1
        assert pdf.metadata
        assert pdf.metadata.title == f"Routine for {routine.clean(name, 200, 'name')}"
        width, starts = float(pdf.pages[0].mediabox.width), list[float]()

        def seen(text: str, cm: list[float], tm: list[float], *_: object, found: list[float] = starts) -> None:
            found.extend([cm[0] * tm[4] + cm[4]] if text.strip() else [])

        pdf.pages[0].extract_text(visitor_text=seen)
        assert starts
        assert all(0 <= x <= width for x in starts)


def test_a_note_reads_from_the_side_that_its_letters_ask_for(
    bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path
) -> None:
    source = tmp_path / "plan.json"
    source.write_text(json.dumps(plan))
    page = read(bureau.make(str(source), "", "מנוחה ביום שישי.\nRest on Friday.")).pages[0]
    starts: dict[str, float] = {}

    def seen(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        starts.setdefault(text.strip(), cm[0] * tm[4] + cm[4])

    page.extract_text(visitor_text=seen)
    middle = float(page.mediabox.width) / 2
    hebrew = [x for text, x in starts.items() if any("\u0590" <= c <= "\u05ff" for c in text)]
    latin = [x for text, x in starts.items() if "Rest on Friday" in text]
    assert hebrew
    assert latin
    assert min(hebrew) > middle > max(latin)


def test_a_character_that_no_font_has_is_named_and_a_font_mends_it(
    knowledge: Knowledge, brand: Brand, plan: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    source = str(tmp_path / "plan.json")
    with pytest.raises(HandoutError, match=r"漢 \(U\+6F22 CJK UNIFIED IDEOGRAPH-6F22\), .*字.*--fonts"):
        handouts.client(source, knowledge, brand, "漢字")
    shipped, ours, theirs = press.FONTS, tmp_path / "ours", tmp_path / "theirs"
    shutil.copytree(shipped, ours)
    theirs.mkdir()
    shutil.move(ours / "NotoSansHebrew-Regular.ttf", theirs)
    monkeypatch.setattr(press, "FONTS", ours)
    with pytest.raises(HandoutError, match="HEBREW LETTER SHIN"):
        handouts.client(source, knowledge, brand, "שרה")
    assert handouts.client(source, knowledge, brand, "שרה", fonts=theirs)
    for none in (tmp_path / "none", tmp_path / "plan.json"):
        with pytest.raises(HandoutError, match=f"{none.name}: there is no such folder of fonts"):
            handouts.client(source, knowledge, brand, fonts=none)


def test_paper_says_what_the_opened_page_says(bureau: handouts.Bureau, plan: dict[str, Any]) -> None:
    """That a dose is lower than the plan's, and why, and each caution's advice, in the same words."""
    desk, bundle = bureau.desk()
    hard = [{"card": e["code"], "dose": {"seconds": 60, "effort": 9}} for e in plan["exercises"]]
    found, _ = given_plan(json.dumps({"items": hard}), bundle)
    less = 0
    for lead, line in (
        ("pregnancy", "pregnant"),
        ("bones", "very-flexible"),
        ("bones", "osteoporosis"),
        ("bones", "none"),
    ):
        raw = {**WELL, lead: [line], "pregnancy-weeks": 12}
        answers = read_answers(
            screen_questions(bundle), {q: a for q, a in raw.items() if q in screen_questions(bundle)}
        )
        page = tell(opening_told(bundle, found, open_plan(bundle, found, answers)), bundle.words)
        paper = routine.view(desk, bundle, found, answers=raw)
        for card, printed in zip(page["routine"]["cards"], paper["exercises"], strict=True):
            assert [*(c["advice"] for c in card["cautions"]), *card["notes"]] == printed["advice"]
            less += any("Less than the plan's" in note for note in printed["advice"])
    assert less


def test_answers_decide_what_is_in(bureau: handouts.Bureau, plan: dict[str, Any]) -> None:
    found, _ = given_plan(json.dumps(plan), bureau.desk()[1])
    unasked = routine.view(*bureau.desk(), found)
    assert unasked["ask"]["all"]
    assert unasked["ask"]["some"]
    assert not unasked["left_out"]
    hernia = routine.view(*bureau.desk(), found, answers={**WELL, "balance": ["hernia"]})
    assert any("Hernia" in line for line in hernia["left_out"])
    assert len(hernia["exercises"]) < len(unasked["exercises"])
    for other, wrong in (
        ({"chest": ["chest-pressure"]}, "medical help"),
        ({"heart": ["heart-not-cleared"]}, "see someone"),
        ({"ill": ["new-lump"]}, "see someone"),
        ({"weak-or-numb": "not-sure"}, "see someone"),
        ({"weak-or-numb": None}, "not answered"),
    ):
        answers = {**WELL, **other}
        with pytest.raises(HandoutError, match=wrong):
            routine.view(*bureau.desk(), found, answers=answers)


def test_the_link_names_the_brand_of_the_sheet(
    knowledge: Knowledge, brand: Brand, further: Brand, plan: dict[str, Any]
) -> None:
    """Where the fork has that brand; else its own. The link and its code stand on the sheet."""
    bureau = handouts.Bureau(
        knowledge, brand, further=lambda name: further if name == further.reference else None, site=f"{SITE}/"
    )
    wanted = ((further.reference, further), ("gone", brand), (None, brand))
    for reference, theirs in wanted:
        made = given_plan(json.dumps({**plan, "brand": reference}), bureau.desk()[1])[0]
        link = f"{SITE}/plan/#{encode(made)}"
        pdf = read(bureau.make(link))
        assert pdf.metadata is not None
        assert pdf.metadata.author == theirs.name
        assert round(pdf.pages[0].mediabox.width) == {"a4": 595, "letter": 612}[theirs.paper]
        links = {
            a.get_object()["/A"]["/URI"] for p in pdf.pages for a in p.get("/Annots", ()) if "/A" in a.get_object()
        }
        assert link in links
        assert bureau.make(made) == bureau.make(link), "from the plan itself or from its link"


def test_a_bad_row_is_named_and_the_rest_done(bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(plan))
    text = encode(given_plan(str(tmp_path / "p.json"), bureau.desk()[1])[0])
    rows = [
        "Client;Plan;Note;Paper",
        "Ann;p.json;Hello;letter",
        f"Ann;{SITE}/#{text};;",
        "Bob;nothing.json;;",
        f"漢;{text};;",
        f"Cy/../../etc;{text};;",
        f"Dee;{text};;a5",
    ]
    (tmp_path / "clients.csv").write_text("\ufeff" + "\r\n".join(rows), encoding="utf-8")
    done = list(bureau.batch(tmp_path / "clients.csv", tmp_path / "out"))
    assert [(d.row, d.path and d.path.name) for d in done] == [
        (2, "Ann.pdf"),
        (3, "Ann-2.pdf"),
        (4, None),
        (5, None),
        (6, "Cy-etc.pdf"),
        (7, None),
    ]
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"Ann.pdf", "Ann-2.pdf", "Cy-etc.pdf"}
    assert "nothing.json" in done[2].wrong
    assert "漢" in done[3].wrong
    assert "a5" in done[5].wrong
    assert round(read((tmp_path / "out" / "Ann.pdf").read_bytes()).pages[0].mediabox.width) == 612


def test_a_full_disk_leaves_nothing_half_written(bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path) -> None:
    """A file may have a kilobyte here, which is what the device's end looks like to who writes."""
    text = encode(given_plan(json.dumps(plan), bureau.desk()[1])[0])
    (tmp_path / "clients.csv").write_text(f"client,plan\nAnn,{text}\nBob,{text}\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Bob.pdf").write_bytes(b"of last week")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        done = list(bureau.batch(tmp_path / "clients.csv", tmp_path / "out"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert [(d.row, d.path, "could not be written" in d.wrong) for d in done] == [(2, None, True), (3, None, True)]
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == {"Bob.pdf": b"of last week"}


def test_a_link_to_another_site_is_refused(knowledge: Knowledge, brand: Brand, plan: dict[str, Any]) -> None:
    bureau = handouts.Bureau(knowledge, brand, site="https://mine.example/")
    text = encode(given_plan(json.dumps(plan), bureau.desk()[1])[0])
    assert bureau.make(f"https://mine.example/plan/#{text}") == bureau.make(text)
    for other in ("https://mine.example.org/plan/", "https://other.example/"):
        with pytest.raises(HandoutError, match="leads to another site"):
            bureau.make(f"{other}#{text}")


def test_what_is_wrong_with_many_rows_is_told_once(run: Run, plan: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(plan))
    link = run("link", tmp_path / "p.json", "--site", "https://other.example/a")[1].strip()
    table, out = tmp_path / "t.csv", tmp_path / "out"
    plans = [link] * 4 + ["p.json", link, "q.json"]
    table.write_text("plan,client\n" + "".join(f"{plan},C{n}\n" for n, plan in enumerate(plans, 2)))
    status, said, err = run("handout", "--batch", table, "--site", "https://mine.example", "-o", out)
    assert (status, said) == (1, f"1 of 7 handouts written to {out}\n")
    first, last = err.splitlines()
    assert first == (
        f"{table}: rows 2, 3, 4, 5, 7: it leads to another site, https://other.example/a/plan/; if that is yours, "
        "say --site https://other.example/a; to have no link on the sheet, leave --site out"
    )
    assert last.startswith(f"{table}:8: C8: 'q.json' is neither")
    assert run("handout", "--batch", table, "--site", "https://other.example/a", "-o", out)[1].startswith("6 of 7")


@pytest.mark.parametrize("table", ["", "plan\n", 'plan,client\np.json,Ann\np.json,"Bob\n'])
def test_a_table_that_cannot_be_read_writes_nothing(bureau: handouts.Bureau, tmp_path: Path, table: str) -> None:
    (tmp_path / "t.csv").write_text(table)
    with pytest.raises(HandoutError, match=r"t\.csv"):
        list(bureau.batch(tmp_path / "t.csv", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_rows_for_one_plan_are_sheets_of_their_own(
    bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "p.json").write_text(json.dumps(plan))
    rows = 'plan,client,note,\np.json,Ann,"Slowly.\nThen rest.",\n,,,\np.json,,,\np.json,Bob,Briskly,\n'
    (tmp_path / "t.csv").write_text(rows)
    done = list(bureau.batch(tmp_path / "t.csv", tmp_path / "out"))
    assert [(d.row, d.client, d.path and d.path.name) for d in done] == [
        (2, "Ann", "Ann.pdf"),
        (4, "", "row-4.pdf"),
        (5, "Bob", "Bob.pdf"),
    ]
    own: tuple[set[str], ...] = ({"Ann", "Slowly", "Then rest"}, set(), {"Bob", "Briskly"})
    for d, said in zip(done, own, strict=True):
        assert d.path
        text = " ".join(p.extract_text() for p in read(d.path.read_bytes()).pages)
        assert {word for words in own for word in words if word in text} == said


def test_a_batch_has_each_sheet_in_the_brand_that_its_link_names(
    knowledge: Knowledge, brand: Brand, further: Brand, plan: dict[str, Any], tmp_path: Path
) -> None:
    """On that brand's paper, unless the row or the command names one."""
    bureau = handouts.Bureau(knowledge, brand, further=lambda name: further if name == further.reference else None)
    links = [
        f"{SITE}/#{encode(given_plan(json.dumps({**plan, 'brand': name}), bureau.desk()[1])[0])}"
        for name in (further.reference, None)
    ]
    rows = ["plan,client,paper", *(f"{links[n % 2]},C{n},{'a4' if n == 4 else ''}" for n in range(5))]
    (tmp_path / "t.csv").write_text("\n".join(rows))
    done = list(bureau.batch(tmp_path / "t.csv", tmp_path / "out"))
    sheets = [read(d.path.read_bytes()) for d in done if d.path]
    owners = [further.name, brand.name, further.name, brand.name, further.name]
    assert [s.metadata and s.metadata.author for s in sheets] == owners
    assert [round(s.pages[0].mediabox.width) for s in sheets] == [612, 595, 612, 595, 595]


@pytest.mark.parametrize("large", [False, True])
def test_a_row_says_whether_its_print_is_large(
    knowledge: Knowledge, brand: Brand, plan: dict[str, Any], tmp_path: Path, large: bool
) -> None:
    bureau = handouts.Bureau(knowledge, brand, large=large)
    (tmp_path / "p.json").write_text(json.dumps(plan))
    (tmp_path / "t.csv").write_text("plan,client,large\np.json,A,\np.json,B,Yes\np.json,C,no\np.json,D,huge\n")
    *made, wrong = bureau.batch(tmp_path / "t.csv", tmp_path / "out")
    assert [smallest(d.path.read_bytes()) >= 13.99 for d in made if d.path] == [large, True, False]
    assert wrong.wrong == "'huge' does not say whether its print is large: yes or no"


def test_every_system_takes_a_files_name(bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path) -> None:
    """Windows keeps some names for its devices, and knows no difference of case."""
    (tmp_path / "p.json").write_text(json.dumps(plan))
    wanted = ["con", "Aux.PDF", "LPT1", "com²", "Nula", "NULA", "../..", "con.pdf"]
    (tmp_path / "t.csv").write_text("\n".join(["plan,file", *(f"p.json,{name}" for name in wanted)]))
    made = [d.path.name for d in bureau.batch(tmp_path / "t.csv", tmp_path / "out") if d.path]
    assert made == [
        *("client-con.pdf", "client-Aux.pdf", "client-LPT1.pdf", "client-com².pdf"),
        *("Nula.pdf", "NULA-2.pdf", "client.pdf", "client-con-2.pdf"),
    ]
    assert len(list((tmp_path / "out").iterdir())) == len(wanted)


def test_the_command(run: Run, plan: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(plan))
    (tmp_path / "a.json").write_text(json.dumps({**WELL, "balance": ["hernia"]}))
    (tmp_path / "t.csv").write_text("plan,client\np.json,Ann\nq.json,Bob\n")
    source, out = str(tmp_path / "p.json"), str(tmp_path / "x.pdf")
    named = ("--client", "Ann", "--note", "Hi", "--paper", "letter", "--large")
    assert run("handout", "--plan", source, *named, "-o", out) == (0, f"{out} written\n", "")
    assert smallest(Path(out).read_bytes()) >= 13.99
    assert "Made on" in texts(Path(out).read_bytes())[0], "today, where the plan does not say"
    assert read(Path(out).read_bytes()).metadata.title == "Routine for Ann"  # type: ignore[union-attr]
    assert run("handout", "--plan", source, "--answers", tmp_path / "a.json", "-o", out)[0] == 0
    assert "Hernia" in " ".join(p.extract_text() for p in read(Path(out).read_bytes()).pages)
    for answers, wrong in (({**WELL, "age": 45.0}, ""), ("x", "not a JSON object"), (float("nan"), "a.json: NaN and")):
        (tmp_path / "a.json").write_text(json.dumps(answers))
        status, _, err = run("handout", "--plan", source, "--answers", tmp_path / "a.json", "-o", out)
        assert status == (1 if wrong else 0)
        assert wrong in err
    deep = tmp_path / "new" / "er" / "x.PDF"
    assert run("handout", "--plan", source, "-o", deep)[:2] == (0, f"{deep} written\n")
    status, _, err = run("handout", "--plan", source, "-o", tmp_path / "x.doc")
    assert (status, err.count("x.doc does not end in .pdf")) == (1, 1)
    status, _, err = run("handout", "--plan", source, "-o", tmp_path / "p.json" / "x.pdf")
    assert (status, err.count("could not be written: ")) == (1, 1)
    status, said, err = run("handout", "--batch", tmp_path / "t.csv", "-o", tmp_path / "many")
    assert (status, said) == (1, f"1 of 2 handouts written to {tmp_path / 'many'}\n")
    assert "t.csv:3: Bob: 'q.json' is neither" in err
    status, _, err = run("handout", "--batch", tmp_path / "t.csv", "--client", "Ann", "-o", out)
    assert status == 1
    assert "stand in the table" in err
