"""A trainer's way: a fresh copy of the repository, their brand and logo, their exercise, a built site, a handout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.bases import ROOT, files
from tests.browsing import serving

SITE = "https://moveright.example/clients/"
GUIDE = "".join((ROOT / "content" / "manual" / p).read_text(encoding="utf-8") for p in ("fork.md", "exercise.md"))
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path fill="#7a1f52" d="M5 35L30 5l25 30z"/></svg>\n'
)
BRAND = {
    "name: Counterpoise": "name: Move Right with Noor",
    '"#1c5d54"': '"#7a1f52"',
    "# logo: # files beside this one, SVG with outlined letters or PNG": "logo:",
    "#   light: logo.svg": "  light: noor.svg",
    "# phone: +44 20 7946 0000": "phone: +31 20 555 0100",
    "# credentials: Your name, your qualification, where it can be checked": "credentials: Noor Visser, trainer",
    "# booking: https://you.example/book": "booking: https://moveright.example/book",
    "paper: a4": "paper: letter",
}
CARD = {
    "title:": "title: Wall lean and reach",
    "summary:": "summary: You lean on a wall and reach one arm up.",
    "grade:": "grade: opinion",
    "note:": "note: Commonly taught; not tested by itself.",
    "step:": "step: activate",
    "muscle:": "muscle: serratus-anterior",
    "share:": "share: 3",
    "family:": "family: wall-slide",
    "position:": "position: standing",
    "sides:": "sides: each",
    "level:": "level: 1",
    "demands:": "demands: [overhead-reach, standing]",
    "dose:": "dose: strength",
    "why:": "why: It gives the shoulder blade something to push against.",
    "setup:": "setup: [Stand an arm's length from a wall., Put your forearms on it.]",
    "movement:": "movement: [Lean in a little., Slide one hand up and reach., Come back slowly.]",
    "cues:": "cues: [Keep your ribs down.]",
    "feel:": "feel: Work around the shoulder blade.",
    "mistakes:": "mistakes: [Shrugging the shoulder up.]",
    "stop_if:": "stop_if: [The front of the shoulder hurts.]",
    "# figure:": "figure:\n  view: side\n  poses:\n    - shows: Standing tall",
}


def run(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **env},
    )


def edit(path: Path, changes: dict[str, str]) -> None:
    """Change each line that a key begins, at any depth, as someone would in an editor."""
    text = path.read_text(encoding="utf-8")
    for before, after in changes.items():
        said = after.replace("\\", r"\\")
        text, count = re.subn(rf"^([ ]*(?:- )?){re.escape(before)}.*$", rf"\g<1>{said}", text, count=1, flags=re.M)
        assert count == 1, f"{path.name} has no line '{before}'"
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trainer's copy, with its site built."""
    folder = tmp_path_factory.mktemp("fork")
    for path in files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (folder / "build").mkdir()
    (folder / "build" / "runtime").symlink_to(ROOT / "build" / "runtime")
    brand = folder / "local" / "brand.yml"
    text = brand.read_text(encoding="utf-8")
    for before, after in BRAND.items():
        assert before in text, before
        text = text.replace(before, after, 1)
    brand.write_text(text, encoding="utf-8")
    (folder / "local" / "noor.svg").write_text(LOGO, encoding="utf-8")
    made = run(folder, "generator", "new", "exercise", "wall-lean-reach")
    assert made.returncode == 0, made.stderr
    own = folder / "local" / "knowledge" / "exercises"
    edit(own / "wall-lean-reach.yml", CARD)
    for example in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL):
        said = yaml.safe_load(example)
        place = own.parent / "safety" / "cautions.yml" if isinstance(said, list) else own / f"{said['id']}.yml"
        place.parent.mkdir(exist_ok=True)
        place.write_text(example, encoding="utf-8")
    built = run(folder, "mkdocs", "build", "--strict", SITE_URL=SITE, HANDOUTS="letter")
    assert built.returncode == 0, built.stderr
    return folder


@pytest.mark.parametrize("name", ["wall-lean-reach", "towel-bridge", "sled-push"])
def test_the_exercise_is_on_the_site_in_the_brand(copy: Path, name: str) -> None:
    page = (copy / "site" / "exercises" / name / "index.html").read_text(encoding="utf-8")
    assert ('class="cpf-poses"' in page) == (name != "sled-push"), "a card of five lines has no picture"
    for said in ("Move Right with Noor", "Noor Visser, trainer", 'href="tel:+31205550100"', "moveright.example/book"):
        assert said in page
    assets = next((copy / "site" / "assets" / "counterpoise").glob("*/build.mjs")).parent
    assert f'src="../../assets/counterpoise/{assets.name}/logo-light.svg"' in page
    assert f'href="../../handouts/letter/exercises/{name}.pdf"' in page
    assert "handouts/a4" not in page
    assert (assets / "logo-light.svg").read_text(encoding="utf-8") == LOGO
    assert "#7a1f52" in (assets / "pages.css").read_text(encoding="utf-8")
    listed = (copy / "site" / "handouts" / "index.html").read_text(encoding="utf-8")
    assert f'href="letter/exercises/{name}.pdf"' in listed or f"handouts/letter/exercises/{name}.pdf" in listed


def test_an_extended_card_shows_both_layers(copy: Path) -> None:
    page = (copy / "site" / "exercises" / "glute-bridge" / "index.html").read_text(encoding="utf-8")
    assert "Squeeze first, lift second." in page
    assert "Think of a zip that closes slowly." in page


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("wall-lean-reach", "Wall lean and reach"),
        ("towel-bridge", "Bridge with a towel"),
        ("sled-push", "Sled push"),
    ],
)
def test_the_exercise_is_a_handout_in_the_brand(copy: Path, name: str, title: str) -> None:
    pdf = PdfReader(copy / "site" / "handouts" / "letter" / "exercises" / f"{name}.pdf")
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == (title, "Move Right with Noor")
    assert round(pdf.pages[0].mediabox.width) == 612
    text = " ".join(pdf.pages[0].extract_text().split())
    for said in (title, "Move Right with Noor", "Noor Visser, trainer", "+31 20 555 0100", "Book: moveright.example"):
        assert said in text
    links = {a.get_object()["/A"]["/URI"] for a in pdf.pages[0].get("/Annots", ())}
    assert f"{SITE}exercises/{name}/" in links


@pytest.mark.browser
def test_the_printed_page_has_the_letterhead(copy: Path, browser: Browser) -> None:
    page = browser.new_page()
    with serving(copy / "site") as address:
        page.goto(f"{address}exercises/wall-lean-reach/")
        head = page.locator(".cp-letterhead")
        expect(head).to_be_hidden()
        page.emulate_media(media="print")
        expect(head).to_be_visible()
        expect(head).to_contain_text("Move Right with Noor")
        expect(head).to_contain_text("Noor Visser, trainer")
        expect(page.locator(".cp-paper-foot")).to_contain_text("Education, not medical advice")
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--cp-primary').trim()") == "#7a1f52"
        assert page.locator(".cp-letterhead img").evaluate("image => image.naturalWidth") > 0
    page.close()


def test_a_fault_is_shown_at_its_line_by_the_code_host(copy: Path) -> None:
    path = copy / "local" / "knowledge" / "exercises" / "towel-bridge.yml"
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(text.replace("step: activate", "step: activte"), encoding="utf-8")
        checked = run(copy, "generator", "check", "--format", "github")
    finally:
        path.write_text(text, encoding="utf-8")
    assert checked.returncode == 1
    line = text.splitlines().index("step: activate") + 1
    start = f"::error file=local/knowledge/exercises/towel-bridge.yml,line={line},col=7,title=bad-value::"
    assert any(said.startswith(start) and "%0Adid you mean 'activate'?" in said for said in checked.stdout.splitlines())
