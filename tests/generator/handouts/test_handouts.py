"""Handouts: real PDFs of every kind, read back; made again only when changed; points by hand against the engine's."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from generator import handouts
from generator.brand import Brand
from generator.bundle.compile import bundle_of
from generator.handouts import illustrations, paper, press, shipped, views
from generator.handouts.desk import Desk
from generator.knowledge.base import Knowledge
from generator.model import Exercise, Pathway, Questionnaire, Syndrome
from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.asking.conditions import holds
from quiz.judging.findings import evidence
from quiz.judging.flow import asked, flow
from quiz.judging.matching import match
from quiz.judging.safety import LEVELS
from tests.paper import codes, filled, smallest, texts

SITE = "https://counterpoise.example"
FOOT = 0.08
SIZES = {"a4": (595, 842), "letter": (612, 792)}


@pytest.fixture(scope="module")
def desk(knowledge: Knowledge, brand: Brand) -> Desk:
    return Desk(knowledge, brand, address=f"{SITE}/")


@pytest.fixture(scope="module")
def printer() -> press.Press:
    return press.Press()


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
        "pathways": ("pathway", views.pathway(desk, next(iter(k.all("pathways", Pathway).values())))),
        "exercises": ("exercise", views.exercise(desk, next(iter(k.all("exercises", Exercise).values())))),
        "assessment": ("assessment", form(desk)),
    }


def form(desk: Desk) -> dict[str, Any]:
    return paper.view(desk, bundle_of(desk.k), desk.k.all("questionnaires", Questionnaire)["quick"])


@pytest.mark.parametrize("size", SIZES)
def test_each_kind_is_a_tagged_pdf_with_title_language_author_and_address(
    desk: Desk, printer: press.Press, size: str
) -> None:
    for kind, (template, view) in kinds(desk).items():
        made = printer.print(template, {**view, "paper": press.PAPERS[size]})
        if kind == "exercises":
            assert made == press.Press().print(template, {**view, "paper": press.PAPERS[size]}), "other bytes"
        pdf = read(made)
        assert smallest(made) >= 9.99, kind
        assert min(filled(made, FOOT)) > 1 / 3, f"{kind}: a page that is nearly empty"
        assert codes(made) == [view["link"]["url"]], kind
        for n, text in enumerate(texts(made), 1):
            assert f"{view['title']} Page {n} of {len(pdf.pages)}" in text, kind
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
        most = {"syndromes": 4, "pathways": 4, "assessment": 15, "flags": 3}.get(kind, 1)
        assert len(pdf.pages) <= most, f"{kind} takes {len(pdf.pages)} pages"


@pytest.mark.parametrize("size", SIZES)
def test_the_longest_exercises_fit_on_one_piece_of_paper(desk: Desk, printer: press.Press, size: str) -> None:
    cards = sorted(
        desk.k.all("exercises", Exercise).values(), key=lambda e: -len(e.model_dump_json(exclude={"figure"}))
    )
    for e in cards[:6]:
        made = printer.print("exercise", {**views.exercise(desk, e), "paper": press.PAPERS[size]})
        assert len(read(made).pages) <= 2, e.id
        assert min(filled(made, FOOT)) > 1 / 3, e.id


def _structure(element: Any, inside: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every element of a PDF's structure tree, with the kinds of those around it and its own."""
    found = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, list):
        for kid in found:
            yield from _structure(kid, inside)
    elif isinstance(found, dict):
        here = (*inside, str(found["/S"])) if "/S" in found else inside
        if "/S" in found:
            yield here, found
        yield from _structure(found.get("/K", []), here)


def test_another_checkers_rules_hold(desk: Desk, printer: press.Press) -> None:
    """What PDF/UA checkers ask besides: the title shown, tab order, fonts inside, pictures told, headings in order."""
    for kind, (template, view) in kinds(desk).items():
        pdf = read(printer.print(template, {**view, "paper": "a4"}))
        root: Any = pdf.trailer["/Root"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"], kind
        elements = list(_structure(root["/StructTreeRoot"]["/K"]))
        assert all(e.get("/Alt") for path, e in elements if path[-1] == "/Figure"), kind
        levels = [int(path[-1][2:]) for path, _ in elements if re.fullmatch(r"/H[1-6]", path[-1])]
        assert levels, kind
        assert levels[0] == 1, kind
        assert all(b <= a + 1 for a, b in pairwise(levels)), f"{kind}: {levels}"
        assert all("/L" in path for path, _ in elements if path[-1] == "/LI"), kind
        assert all("/Table" in path for path, _ in elements if path[-1] in ("/TR", "/TH", "/TD")), kind
        for page in pdf.pages:
            assert "/Annots" not in page or str(page["/Tabs"]) == "/S", kind
            for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
                (inner,) = font.get_object()["/DescendantFonts"]
                assert {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"]), kind
                assert "/ToUnicode" in font.get_object(), kind


def test_without_a_site_there_is_no_qr_code(knowledge: Knowledge, brand: Brand, printer: press.Press) -> None:
    view = views.flags(Desk(knowledge, brand))
    assert view["link"] is None
    assert "/Annots" not in read(printer.print("flags", view)).pages[0]


def test_everything_listed_is_made_once_and_only_again_when_it_changed(
    knowledge: Knowledge, brand: Brand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [x for x in handouts.listed(knowledge) if x.kind in ("flags", "steps")]
    monkeypatch.setattr(shipped, "listed", lambda *_: few)
    first = list(handouts.artifacts(knowledge, brand, site=SITE, cache=tmp_path))
    assert [h.path for h in first] == [f"handouts/{s}/{n}.pdf" for n in ("red-flags", "four-steps") for s in SIZES]
    monkeypatch.setattr(press.Presses, "print", None)
    assert list(handouts.artifacts(knowledge, brand, site=f"{SITE}/", cache=tmp_path)) == first
    with pytest.raises(TypeError):
        list(handouts.artifacts(knowledge, brand.model_copy(update={"name": "Another"}), site=SITE, cache=tmp_path))
    monkeypatch.setattr(shipped, "MOST_KEPT", 3)
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere")  # as one that another build throws away just now
    list(handouts.artifacts(knowledge, brand, site=SITE, cache=tmp_path))
    assert len(list(tmp_path.iterdir())) == 3


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
    rules = illustrations.stylesheet(desk.brand)
    assert "var(" not in rules
    assert "@" not in rules
    assert desk.brand.colours.light.accent in rules
    drawn = [e for e in desk.k.all("exercises", Exercise).values() if e.figure]
    view = desk.exercise(drawn[0])
    assert view["figure"].startswith("<svg")
    assert view["figure"].count("<svg") == view["figure"].count("</svg>")
    assert drawn[0].title in view["alt"]


def ticked(answer: Any) -> list[str]:
    values = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else [answer]
    return [str(v) for v in values]


def points(rows: list[dict[str, Any]], raw: dict[str, Any], shown: set[str], side: str) -> tuple[int, int]:
    """What a person writes into one field of the form: (points, of); (0, 0) for a field that does not count."""
    found = []
    for row in rows:
        name = row["question"]
        if name not in shown or name not in raw or raw[name] == "not-sure" or raw[name] == ["not-sure"]:
            continue
        ticks = ticked(raw[name])
        got = [p[side] for p in row["points"] if p["option"] in ticks]
        if isinstance(raw[name], int):
            steps = [p for p in row["points"] if Fraction(p["option"]) <= raw[name]]
            got = [max((p[side] for p in steps), default=0)]
        found.append((max(got, default=0, key=abs), row["of"]))
    return max((p for p, _ in found), default=0), max((of for _, of in found), default=0)


def test_points_by_hand_are_the_engines(desk: Desk, compiled: Bundle) -> None:
    """For made-up people: the same questions open, the same support comes out, and the gate is never laxer."""
    view = form(desk)
    questions = asked(compiled, "quick")
    gates = {
        "emergency": "stop",
        "same-day": "stop",
        "days": "see-first",
        "before-starting": "see-first",
        "gentle": "gentle",
    }
    scored = 0
    for seed in range(150):
        raw = person(compiled, "quick", seed)
        answers = read_answers(questions, raw)
        seen = flow(compiled, "quick", answers)
        marks = {gates[m["id"]] for m in _marks(view, raw)}
        together = [f.urgency for f in compiled.flags if f.id in view["combined"] and holds(f.when, answers)]
        paper_gate = max([*marks, *(gates[u] for u in together), "full"], key=LEVELS.index)
        age = seen.answers.get("age", 99)
        known = seen.gate.unsure or (isinstance(age, int) and age < 16)
        assert known or LEVELS.index(paper_gate) >= LEVELS.index(seen.gate.level), seed
        if not seen.gate.open:
            continue
        opened = _opened(view, raw)
        assert opened == {q for q in seen.questions if q in opened | _lettered(view)}, seed
        found = evidence(compiled, seen.answers)
        shown = set(seen.answers)
        for p in view["patterns"]:
            for side in ("left", "right") if p["sided"] else (None,):
                engine = match(compiled, compiled.syndromes[p["id"]], side, found, set())
                fields = [points(rows, raw, shown, side or "left") for rows in p["groups"]]
                total, of = (sum(column) for column in zip(*fields, strict=True))
                assert engine.support == (max(0, 10 * total // of) if of else 0), (seed, p["id"], side)
                scored += 1
    assert scored > 200


def _marks(view: dict[str, Any], raw: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for q in (q for s in view["safety"] for q in s["questions"]):
        found += [o["mark"] for o in q["options"] if o.get("mark") and o["id"] in ticked(raw.get(q["id"]))]
        if q.get("from") and isinstance(raw.get(q["id"]), int) and raw[q["id"]] >= q["from"]["n"]:
            found.append(q["from"]["mark"])
    return found


def _lettered(view: dict[str, Any]) -> set[str]:
    return {q["id"] for s in view["sections"] for q in s["questions"] if q["letter"]}


def _opened(view: dict[str, Any], raw: dict[str, Any]) -> set[str]:
    """The questions with a letter that the ticks open."""
    letters = set()
    for q in (q for s in (*view["safety"], *view["sections"]) for q in s["questions"]):
        ticks = {t.partition(":")[0] for t in ticked(raw.get(q["id"]))}
        letters |= {found for o in q["options"] if o["id"] in ticks for found in o["letters"].split()}
    return {q["id"] for s in view["sections"] for q in s["questions"] if q["letter"] in letters}


def test_each_tick_is_marked_with_what_it_comes_to(desk: Desk) -> None:
    marks = {
        (q["id"], o["id"]): o["mark"] and o["mark"]["id"]
        for s in form(desk)["safety"]
        for q in s["questions"]
        for o in q["options"]
    }
    assert marks["chest", "chest-pressure"] == "emergency"
    assert marks["weak-or-numb", "foot-drop"] == "same-day"
    assert marks["illness", "supervised-only"] == "before-starting"
    assert marks["illness", "cancer-past"] == "gentle"
    assert marks["illness", "none"] is None
