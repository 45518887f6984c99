"""A review is of a content: whatever changes after it is told, by the page, the check, the sheet and the list."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.knowledge.base import Knowledge
from generator.knowledge.reviewed import content, state
from generator.model import Exercise, Review
from tests.bases import good
from tests.conftest import Run


def _reviewed(page: Exercise, of: str | None) -> Exercise:
    review = Review(who="Jo Bloggs", role="physiotherapist", date=date(2026, 3, 1), content=of)
    return page.model_copy(update={"reviewed": review})


def test_a_review_holds_until_the_content_changes(knowledge: Knowledge) -> None:
    page = knowledge.all("exercises", Exercise)["chin-tuck"]
    signed = _reviewed(page, content(page))
    assert state(page) == "not"
    assert state(signed) == "yes"
    assert content(signed) == content(page), "that it was reviewed is no part of what was"
    for change in ({"title": "Chin tuck."}, {"stop_if": page.stop_if[1:]}, {"demands": ()}, {"figure": None}):
        assert state(signed.model_copy(update=change)) == "changed"
    assert state(_reviewed(page, None)) == "yes"


def test_no_two_pages_have_one_content(knowledge: Knowledge) -> None:
    every = [content(page) for page in knowledge.all("exercises", Exercise).values()]
    assert len(set(every)) == len(every)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The small knowledge, whose chin tuck was reviewed."""
    folder = good(tmp_path)
    path = folder / "exercises" / "chin-tuck.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}reviewed: {{who: Jo Bloggs, role: nurse, date: 2026-03-01}}\n", encoding="utf-8")
    return folder


def test_the_list_tells_first_what_has_changed(run: Run, base: Path) -> None:
    path = base / "exercises" / "band-row.yml"
    more = "reviewed: {who: Al Roe, role: doctor, date: 2026-04-01, content: 0123456789ab}\n"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    status, out, _ = run("review", "--knowledge", base)
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "exercises/band-row: reviewed by Al Roe, doctor, 2026-04-01, and changed since"
    assert lines[1] == "exercises/chin-tuck: reviewed by Jo Bloggs, nurse, 2026-03-01"
    assert "exercises: 5 not reviewed" in lines


def test_the_sheet_holds_what_is_signed_and_its_lines_hold_that(run: Run, base: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    status, out, err = run("review", "exercises/neck-stretch", "--output", sheet, "--knowledge", base)
    assert status == 0, err
    path = base / "exercises" / "neck-stretch.yml"
    lines = out.partition("\n\n")[2]
    number = lines.strip().rpartition("content: '")[2].rstrip("'")
    text = " ".join(page.extract_text() for page in PdfReader(sheet).pages)
    for said in (number, "Signature", "demands", "evidence"):
        assert said in text
    filled = lines.replace("NAME", "Jo").replace("PROFESSION", "nurse").replace("YYYY-MM-DD", "2026-03-01")
    path.write_text(path.read_text(encoding="utf-8") + filled, encoding="utf-8")
    assert "exercises/neck-stretch: reviewed by Jo, nurse, 2026-03-01\n" in run("review", "--knowledge", base)[1]
    assert "reviewed-since" not in run("check", "--knowledge", base)[1]
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    assert "reviewed-since" in run("check", "--knowledge", base)[1]


def test_a_page_that_is_not_there_is_told(run: Run, base: Path) -> None:
    shutil.rmtree(base.parent / "local", ignore_errors=True)
    status, _, err = run("review", "exercises/chin-tuk", "--knowledge", base)
    assert status == 1
    assert "did you mean 'exercises/chin-tuck'?" in err
