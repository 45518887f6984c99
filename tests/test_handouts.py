"""Handouts: real PDFs, read back; the form's points against the engine; clients, batches and what goes wrong."""

from __future__ import annotations

import argparse
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from generator import brand as brands
from generator import handouts
from generator.base import Knowledge
from generator.brand import Brand
from generator.handouts import HandoutError, cli, paper, pictures, plans, press, shelf, views
from generator.handouts.desk import Desk
from generator.model import Exercise, Questionnaire, Syndrome
from generator.people import person
from quiz import answers as reading
from quiz.findings import evidence
from quiz.flow import asked, flow
from quiz.matching import match
from quiz.model import Bundle
from quiz.plan import encode

ROOT = Path(__file__).resolve().parent.parent
SITE = "https://counterpoise.example"
SIZES = {"a4": (595, 842), "letter": (612, 792)}
WELL = {
    "age": 40,
    "where": ["nowhere"],
    **{q: ["none"] for q in ("emergency", "nerves", "unwell", "injury-or-joint", "health", "body")},
}


@pytest.fixture(scope="module")
def brand() -> Brand:
    found, problems = brands.read(ROOT / "local" / "brand.yml")
    assert found, problems
    return found


@pytest.fixture(scope="module")
def desk(knowledge: Knowledge, brand: Brand) -> Desk:
    return Desk(knowledge, brand, address=f"{SITE}/")


@pytest.fixture(scope="module")
def printer() -> press.Press:
    return press.Press()


@pytest.fixture(scope="module")
def bureau(knowledge: Knowledge, brand: Brand) -> handouts.Bureau:
    return handouts.Bureau(knowledge, brand)


@pytest.fixture(scope="module")
def plan(knowledge: Knowledge) -> dict[str, Any]:
    """A plan as JSON: an exercise of each step, and one that a hernia excludes."""
    cards = knowledge.all("exercises", Exercise).values()
    first = {step: next(e for e in cards if e.step == step) for step in ("inhibit", "lengthen", "activate", "integrate")}
    strained = next(e for e in cards if "abdominal-strain" in e.demands and e not in first.values())
    entries = [{"code": e.code} for e in (*first.values(), strained)]
    return {"days": 4, "minutes": 25, "exercises": entries}


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def kinds(desk: Desk) -> dict[str, tuple[str, dict[str, Any]]]:
    k = desk.k
    return {
        "flags": ("flags", views.flags(desk)),
        "steps": ("steps", views.steps(desk)),
        "syndromes": ("syndrome", views.syndrome(desk, next(iter(k.all("syndromes", Syndrome).values())))),
        "exercises": ("exercise", views.exercise(desk, next(iter(k.all("exercises", Exercise).values())))),
        "assessment": ("assessment", form(desk)),
    }


def form(desk: Desk) -> dict[str, Any]:
    return paper.view(desk, plans.engine(desk.k), desk.k.all("questionnaires", Questionnaire)["quick"])


@pytest.mark.parametrize("size", SIZES)
def test_each_kind_is_a_tagged_pdf_with_title_language_author_and_address(
    desk: Desk, printer: press.Press, size: str
) -> None:
    for kind, (template, view) in kinds(desk).items():
        made = printer.print(template, {**view, "paper": press.PAPERS[size]})
        assert made == press.Press().print(template, {**view, "paper": press.PAPERS[size]}), f"{kind}: other bytes"
        pdf = read(made)
        root: Any = pdf.trailer["/Root"]
        assert pdf.metadata is not None
        assert (pdf.metadata.title, pdf.metadata.author) == (view["title"], desk.brand.name)
        assert pdf.metadata.creation_date is None
        assert root["/Lang"] == "en"
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert (round(pdf.pages[0].mediabox.width), round(pdf.pages[0].mediabox.height)) == SIZES[size]
        text = words(pdf)
        assert desk.brand.name in text
        assert desk.brand.disclaimer in text
        uris = [a.get_object()["/A"]["/URI"] for p in pdf.pages for a in p.get("/Annots", ())]
        assert [u for u in uris if u.startswith(SITE)], kind
        assert kind in ("syndromes", "assessment") or len(pdf.pages) == 1, f"{kind} takes {len(pdf.pages)} pages"


@pytest.mark.parametrize("size", SIZES)
def test_the_longest_exercises_fit_on_one_page(desk: Desk, printer: press.Press, size: str) -> None:
    cards = sorted(desk.k.all("exercises", Exercise).values(), key=lambda e: -len(e.model_dump_json(exclude={"figure"})))
    for e in cards[:10]:
        view = {**views.exercise(desk, e), "paper": press.PAPERS[size]}
        assert len(read(printer.print("exercise", view)).pages) == 1, e.id


def test_without_a_site_there_is_no_qr_code(knowledge: Knowledge, brand: Brand, printer: press.Press) -> None:
    view = views.flags(Desk(knowledge, brand))
    assert view["link"] is None
    assert "/Annots" not in read(printer.print("flags", view)).pages[0]


def test_everything_listed_is_made_once_and_only_again_when_it_changed(
    knowledge: Knowledge, brand: Brand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [x for x in handouts.listed(knowledge) if x.kind in ("flags", "steps")]
    monkeypatch.setattr(shelf, "listed", lambda *_: few)
    first = list(handouts.artifacts(knowledge, brand, site=SITE, cache=tmp_path))
    assert [h.path for h in first] == [f"handouts/{s}/{n}.pdf" for n in ("red-flags", "four-steps") for s in SIZES]
    monkeypatch.setattr(shelf, "Press", None)
    assert list(handouts.artifacts(knowledge, brand, site=f"{SITE}/", cache=tmp_path)) == first
    with pytest.raises(TypeError):
        list(handouts.artifacts(knowledge, brand.model_copy(update={"name": "Another"}), site=SITE, cache=tmp_path))


def test_paths_are_unique_and_every_entity_has_its_handout(knowledge: Knowledge) -> None:
    found = handouts.listed(knowledge)
    paths = [x.path(size) for x in found for size in SIZES]
    assert len(set(paths)) == len(paths)
    ids = {(x.kind, x.id) for x in found}
    assert {("exercises", e) for e in knowledge.kinds["exercises"]} <= ids
    assert {("syndromes", s) for s in knowledge.kinds["syndromes"]} <= ids
    assert ("assessment", "quick") in ids
    assert ("assessment", "full") not in ids


def test_figures_are_in_plain_colours(desk: Desk) -> None:
    rules = pictures.stylesheet(desk.brand)
    assert "var(" not in rules
    assert "@" not in rules
    assert desk.brand.colours.light.accent in rules
    drawn = [e for e in desk.k.all("exercises", Exercise).values() if e.figure]
    view = desk.exercise(drawn[0])
    assert view["figure"].startswith("<svg") and view["figure"].count("<svg") == view["figure"].count("</svg>")
    assert drawn[0].title in view["alt"]


NAMES = {
    "long": "Ana-María Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft Fernández de Córdoba y Toledo",
    "one word": "W" * 110,
    "hebrew": "שרה כהן־לוי",
    "arabic": "دينا عبد الرحمن",
    "mixed": "Дмитрий Ελένη Nguyễn Thị Hạnh Łukasz",
    "tricks": "Eve\u202e\u0007\n<b>#set text(99pt)</b> $x$ *y* @z \\",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", SIZES)
def test_no_name_breaks_the_layout(bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path, name: str, size: str) -> None:
    source = tmp_path / "plan.json"
    source.write_text(json.dumps(plan))
    pdf = read(bureau.make(str(source), NAMES[name], f"For {NAMES[name]}\nSecond line", size))
    plain = read(bureau.make(str(source), "Ann", "", size))
    assert len(plain.pages) <= len(pdf.pages) <= len(plain.pages) + 1
    assert pdf.metadata and pdf.metadata.title == f"Routine for {plans.clean(NAMES[name], 200, 'name')}"
    width, starts = float(pdf.pages[0].mediabox.width), list[float]()
    pdf.pages[0].extract_text(visitor_text=lambda text, cm, tm, *_: starts.append(cm[0] * tm[4] + cm[4]) if text.strip() else None)
    assert starts and all(0 <= x <= width for x in starts)


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
    with pytest.raises(HandoutError, match="no such folder"):
        handouts.client(source, knowledge, brand, fonts=tmp_path / "none")


def test_a_plan_comes_as_link_text_file_or_assessment(bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path) -> None:
    source = tmp_path / "plan.json"
    source.write_text(json.dumps(plan))
    found, link = plans.find(str(source), bureau.bundle)
    text = encode(found)
    (tmp_path / "link.txt").write_text(f"{SITE}/plan/#{text}\n")
    (tmp_path / "assessment.json").write_text(
        json.dumps({"questionnaire": found.questionnaire, "routine": {"days": 4, "minutes": [25], "cards": [{"code": i.code, "start": None} for i in found.items]}})
    )
    assert link is None
    assert plans.find(text, bureau.bundle) == (found, None)
    assert plans.find(str(tmp_path / "link.txt"), bureau.bundle) == (found, f"{SITE}/plan/#{text}")
    assert plans.find(str(tmp_path / "assessment.json"), bureau.bundle)[0].items == found.items
    assert len(text) < 400


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("nowhere.json", "neither a file nor"),
        (f"{SITE}/plan/#1abc.zz", "damaged"),
        ('{"exercises": []}', "1 to 20"),
        ('{"exercises": [{"code": "zzz"}]}', "no exercise 'zzz'"),
        ("{", "not valid JSON"),
    ],
)
def test_what_is_no_plan_is_told(bureau: handouts.Bureau, source: str, wrong: str) -> None:
    with pytest.raises(HandoutError, match=wrong):
        bureau.make(source)


def test_answers_decide_what_is_in(bureau: handouts.Bureau, plan: dict[str, Any], desk: Desk) -> None:
    found, _ = plans.find(json.dumps(plan), bureau.bundle)
    unasked = plans.view(desk, bureau.bundle, found)
    assert unasked["ask"] and not unasked["left_out"]
    hernia = plans.view(desk, bureau.bundle, found, answers={**WELL, "body": ["hernia"]})
    assert any("Hernia" in line for line in hernia["left_out"])
    assert len(hernia["exercises"]) < len(unasked["exercises"])
    for answers, wrong in (({**WELL, "emergency": ["chest-pressure"]}, "medical help"), ({"age": 40}, "not answered")):
        with pytest.raises(HandoutError, match=wrong):
            plans.view(desk, bureau.bundle, found, answers=answers)
