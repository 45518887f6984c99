"""Whose it is: the brands and fonts that go with a knowledge folder, for every command alike; links that name one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.handouts import press
from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked
from quiz.plans.link import decode
from tests.bases import CASES, ROOT, good
from tests.conftest import Run
from tests.plans import ask

DESK = json.loads((CASES / "people" / "desk-worker.json").read_text(encoding="utf-8"))["answers"]
PLAN = '{"exercises": [{"code": "a05"}]}'


@pytest.fixture
def owned(tmp_path: Path) -> Path:
    """A working folder with knowledge of its own, and brands and fonts of its own beside it."""
    good(tmp_path)
    local = tmp_path / "local"
    shutil.copytree(ROOT / "local" / "brands", local / "brands")
    (local / "brands" / "ridgeline.yml").rename(local / "brands" / "south.yml")
    text = (ROOT / "local" / "brand.yml").read_text(encoding="utf-8")
    (local / "brand.yml").write_text(text.replace("name: Counterpoise", "name: North Side"), encoding="utf-8")
    return tmp_path


def _named(exported: Path, name: str) -> bool:
    return any(name in path.read_text(encoding="utf-8") for path in exported.rglob("*.md"))


@pytest.mark.parametrize("inside", [True, False], ids=["from inside", "from elsewhere"])
def test_the_brands_are_those_beside_the_knowledge(
    run: Run, owned: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, inside: bool
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(owned if inside else elsewhere)
    known = [] if inside else ["--knowledge", owned / "knowledge"]
    assert run("check", *known)[0] == 0
    assert run("export", owned / "out", *known)[0] == 0
    assert _named(owned / "out", "North Side")
    (owned / "p.json").write_text(PLAN, encoding="utf-8")
    status, link, _ = run("link", owned / "p.json", "--brand", "south", *known)
    assert (status, decode(link.strip().partition("#")[2]).brand) == (0, "south")
    owners = {}
    for source in (owned / "p.json", link.strip()):
        assert run("handout", "--plan", source, "-o", owned / "x.pdf", *known)[0] == 0
        owners[source] = PdfReader(owned / "x.pdf").metadata.author  # type: ignore[union-attr]
    assert list(owners.values()) == ["North Side", "Ridgeline Movement Studio"]
    assert "there are: south" in run("link", owned / "p.json", "--brand", "ridgeline", *known)[2]
    (owned / "local" / "brand.yml").write_text("name: [", encoding="utf-8")
    for command in (["check"], ["export", owned / "out"], ["handout", "--plan", link.strip(), "-o", owned / "x.pdf"]):
        status, out, err = run(*command, *known)
        assert status == 1
        assert "local/brand.yml:" in out + err


def test_without_brands_beside_the_knowledge_the_shipped_are_taken(run: Run, tmp_path: Path) -> None:
    """A layer alone, as `new` begins one, is no brand."""
    (tmp_path / "local" / "knowledge").mkdir(parents=True)
    assert run("export", tmp_path / "out", "--knowledge", good(tmp_path))[0] == 0
    assert _named(tmp_path / "out", "Counterpoise")


def test_the_fonts_are_those_beside_the_knowledge(run: Run, owned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(press.FONTS, owned / "fonts")
    monkeypatch.setattr(press, "FONTS", owned / "fonts")
    (owned / "p.json").write_text(PLAN, encoding="utf-8")
    command = ["handout", "--plan", owned / "p.json", "--client", "שרה", "-o", owned / "x.pdf"]
    monkeypatch.chdir(owned)
    (owned / "local" / "fonts").mkdir()
    (owned / "fonts" / "NotoSansHebrew-Regular.ttf").rename(owned / "Hebrew.ttf")
    assert "HEBREW LETTER SHIN" in run(*command)[2]
    (owned / "Hebrew.ttf").rename(owned / "local" / "fonts" / "Hebrew.ttf")
    assert run(*command)[0] == 0


def test_the_link_of_an_assessment_is_the_browsers(run: Run, tmp_path: Path, compiled: Bundle, engine: Engine) -> None:
    answers = {name: value for name, value in DESK.items() if name in asked(compiled, "quick")}
    assessment = ask(engine, op="assess", questionnaire="quick", answers=answers)["ok"]
    (tmp_path / "a.json").write_text(json.dumps(assessment), encoding="utf-8")
    for brand in ("", "ridgeline"):
        theirs = ask(engine, op="plan-encode", assessment=assessment, brand=brand or None)["ok"]["text"]
        assert decode(theirs).brand == (brand or None)
        given = ["--brand", brand] if brand else []
        assert run("link", tmp_path / "a.json", *given, "--site", "https://a.example/b/") == (
            0,
            f"https://a.example/b/plan/#{theirs}\n",
            "",
        )
    assert (
        run("link", tmp_path / "a.json")[1]
        == f"plan/#{ask(engine, op='plan-encode', assessment=assessment)['ok']['text']}\n"
    )


def test_what_has_no_link_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"routine": null}', encoding="utf-8")
    status, out, err = run("link", tmp_path / "a.json")
    assert (status, out) == (1, "")
    assert err.startswith("counterpoise: ")
    with pytest.raises(SystemExit):
        run("link", tmp_path / "a.json", "--site", "a.example")
