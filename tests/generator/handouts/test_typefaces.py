"""Fonts of a fork's own: names in any script, families that a brand names, and only what their licence bits allow."""

from __future__ import annotations

import io
import shutil
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from generator.brand import Brand
from generator.handouts import Bureau, HandoutError, letters, views
from generator.handouts.desk import Desk
from generator.handouts.press import FONTS, PAPERS, Press
from generator.handouts.typefaces import face
from generator.knowledge.base import Knowledge
from generator.model import Exercise
from quiz.plans.plan import Plan
from tests.bases import ROOT
from tests.plans import plan_of
from tests.typefaces import FAMILY, typeface

LATIN = "Chin tuck"
"""What the headline is set in."""
NAMES = {
    "arabic": "دينا عبد الرحمن",
    "hebrew": "שרה כהן",
    "cyrillic": "Дмитрий Иванович",
    "vietnamese": "Nguyễn Thị Hạnh",
    "chinese": "王小明",
    "japanese": "さとう はなこ",
    "korean": "김민준",
    "beyond": "𠮷野",
}
SHIPPED = ("arabic", "hebrew", "cyrillic", "vietnamese")
"""The fonts that ship have these."""


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fork's folder with a font for what the shipped ones lack."""
    folder = tmp_path_factory.mktemp("fork") / "local"
    (folder / "fonts" / "studio").mkdir(parents=True)
    data = typeface("".join(name for script, name in NAMES.items() if script not in SHIPPED) + LATIN)
    (folder / "fonts" / "studio" / "Own Grace.TTF").write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def plan(bureau: Bureau) -> Plan:
    return plan_of(bureau.desk()[1], "chin-tuck", "glute-bridge")


def _own(pdf: bytes) -> bool:
    """Whether the fork's font is in it: typst names it by what it was made from."""
    resources: list[Any] = [page["/Resources"] for page in PdfReader(io.BytesIO(pdf)).pages]
    used = [font.get_object() for found in resources for font in found.get("/Font", {}).values()]
    return any("NotoSansHebrew" in str(font["/BaseFont"]) for font in used)


def test_names_in_every_script_are_printed_on_every_paper(
    knowledge: Knowledge, brand: Brand, local: Path, plan: Plan
) -> None:
    name = "김 " + NAMES["vietnamese"]
    bureau = Bureau(knowledge, brand.model_copy(update={"name": name, "credentials": name}), fonts=local / "fonts")
    for (script, client), paper in product(NAMES.items(), PAPERS):
        made = bureau.make(plan, client, f"{client}\n{client}", paper)
        reader = PdfReader(io.BytesIO(made))
        assert reader.metadata
        assert (reader.metadata.author, client in str(reader.metadata.title)) == (name, True)
        letters_ = {c for page in reader.pages for c in page.extract_text()}
        assert script in ("arabic", "hebrew") or set(client + name) <= letters_, script
        assert _own(made)


def test_a_brand_names_a_family_of_its_own(knowledge: Knowledge, brand: Brand, local: Path) -> None:
    def sheet(family: str, fonts: Path | None) -> bytes:
        whose = brand.model_copy(update={"fonts": brand.fonts.model_copy(update={"headings": family})})
        return Press(fonts).print(
            "exercise", views.exercise(Desk(knowledge, whose), knowledge.all("exercises", Exercise)["chin-tuck"])
        )

    assert _own(sheet(FAMILY, local / "fonts"))
    assert not _own(sheet("serif", local / "fonts"))
    with pytest.raises(
        HandoutError, match="no font here is called 'Studio Own Grace'; put its files into local/fonts/"
    ):
        sheet(FAMILY, None)
    assert brand.fonts.model_copy(update={"headings": FAMILY, "text": FAMILY}).web("text") == "sans"


@pytest.mark.parametrize(
    ("bits", "fault"),
    [
        (0x0000, ""),
        (0x0004, ""),
        (0x0008, ""),
        (0x0006, ""),
        (0x0002, "its licence forbids to embed it (fsType 2)"),
        (0x0104, "its licence forbids to embed a part of it, which is all that a PDF holds (fsType 260)"),
        (0x0200, "its licence allows to embed pictures of its letters alone (fsType 512)"),
    ],
)
def test_only_what_its_licence_bits_allow_is_embedded(
    knowledge: Knowledge, brand: Brand, plan: Plan, tmp_path: Path, bits: int, fault: str
) -> None:
    path = tmp_path / "local" / "fonts" / "own.ttf"
    path.parent.mkdir(parents=True)
    path.write_bytes(typeface("漢", bits))
    assert face(path).fault == fault
    shutil.copyfile(ROOT / "local" / "brand.yml", tmp_path / "local" / "brand.yml")
    told = [str(problem) for problem in letters.check(tmp_path / "local")]
    if not fault:
        assert told == []
        assert Bureau(knowledge, brand, fonts=path.parent).make(plan, "漢")
        return
    hint = "\n    take it out, and put another into local/fonts/"
    assert told == [f"local/fonts/own.ttf:1:1: {fault} [font-licence]{hint}"]
    with pytest.raises(HandoutError, match="fsType"):
        Bureau(knowledge, brand, fonts=path.parent)


def test_what_is_no_font_and_a_family_that_is_not_there_are_told(tmp_path: Path, local: Path) -> None:
    shutil.copytree(local, tmp_path / "local")
    here = tmp_path / "local"
    (here / "fonts" / "cut.otf").write_bytes((FONTS / "SourceSans3-It.ttf").read_bytes()[:900])
    text = (ROOT / "local" / "brand.yml").read_text(encoding="utf-8")
    said = "fonts:\n  headings: Studio Own Grce\n  text: sans\n"
    (here / "brand.yml").write_text(text.partition("fonts:")[0] + said, encoding="utf-8")
    told = [str(problem) for problem in letters.check(here)]
    assert told[0].startswith("local/fonts/cut.otf:1:1: warning: this is no font that can be read [stray-file]")
    line = text.partition("fonts:")[0].count("\n") + 2
    assert told[1:] == [
        f"local/brand.yml:{line}:13: headings: no font here is called 'Studio Own Grce' [font-missing]"
        "\n    did you mean 'Studio Own Grace'?"
    ]
    (here / "fonts" / "cut.otf").unlink()
    (here / "brand.yml").write_text(text.partition("fonts:")[0] + said.replace("Grce", "Grace"), encoding="utf-8")
    assert list(letters.check(here)) == []
