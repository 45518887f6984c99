"""What `check` tells a fork: letters that cannot be printed, and not what somebody else has to mend."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import brand
from generator.check import check_all
from generator.handouts.press import FONTS
from generator.handouts.typefaces import glyphs
from generator.model import SelfTest
from tests.bases import ORDINARY, ROOT, good
from tests.conftest import Run

CARD = """\
id: sled
title: Sled push {title}
screened: false
dose: strength
movement: [Push., {movement}]
"""


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    knowledge = good(tmp_path)
    (tmp_path / "local").mkdir()
    shutil.copyfile(ROOT / "local/brand.yml", tmp_path / "local/brand.yml")
    return knowledge


def _own(knowledge: Path, title: str = "hard", movement: str = "Rest.") -> Path:
    path = knowledge.parent / "local/knowledge/exercises/sled.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CARD.format(title=title, movement=movement), encoding="utf-8")
    return path


def test_a_letter_that_no_font_has_is_told_with_its_place(run: Run, fork: Path) -> None:
    """An emoji, and a script without a font here; Arabic, Vietnamese and a no-break space have theirs."""
    _own(fork, "🏋 مرحبا", "Đẩy mạnh – “so”\u202f!, 推")
    status, out, _ = run("check", "--knowledge", fork)
    assert status == 1
    assert out.splitlines()[:4] == [
        "local/knowledge/exercises/sled.yml:2:8: no font here has 🏋 (U+1F3CB WEIGHT LIFTER) [no-glyph]",
        "    take it out, or put a font that has it into local/fonts/",
        "local/knowledge/exercises/sled.yml:5:38: no font here has 推 (U+63A8 CJK UNIFIED IDEOGRAPH-63A8) [no-glyph]",
        "    take it out, or put a font that has it into local/fonts/",
    ]


def test_the_fonts_letters_are_read_from_their_own_tables() -> None:
    found = glyphs(FONTS)
    assert {ord(c) for c in "aÄñżжßאبđữ–“”×€"} <= found
    assert not {ord(c) for c in "推🏋あ한"} & found


def test_a_font_in_a_folder_below_is_found_as_the_press_finds_it(tmp_path: Path) -> None:
    (tmp_path / "hebrew").mkdir()
    shutil.copyfile(FONTS / "NotoSansHebrew-Regular.ttf", tmp_path / "hebrew" / "Noto.TTF")
    assert ord("א") in glyphs(tmp_path)


def test_a_fork_is_told_of_its_own_and_asks_for_the_rest(run: Run, fork: Path) -> None:
    sources = fork / "sources.yml"
    row = "id: nobody-2020\n  kind: review\n  authors: N\n  year: 2020\n  title: T\n  says: No.\n  checked: false"
    sources.write_text(sources.read_text(encoding="utf-8") + f"\n- {row}\n", encoding="utf-8")
    assert "nothing cites 'nobody-2020'" in run("check", "--knowledge", fork)[1], "without a layer it is whoever's own"
    _own(fork, "#2")
    status, out, _ = run("check", "--knowledge", fork)
    assert (status, "nobody-2020" in out, "the text ends before '#2'" in out) == (0, False, True)
    assert out.splitlines()[-1].endswith(" more about what is shipped (--all)")
    assert "nothing cites 'nobody-2020'" in run("check", "--knowledge", fork, "--all")[1]


@pytest.mark.parametrize("name", ["Logo.SVG", "my logo.svg", "art work/Logo 2.Svg"])
def test_a_logo_may_be_called_as_people_call_it(fork: Path, name: str) -> None:
    local = fork.parent / "local"
    path = local / "brand.yml"
    text = path.read_text(encoding="utf-8")
    before = "# logo: # files beside this one, SVG with outlined letters or PNG\n#   light: logo.svg\n"
    assert before in text
    path.write_text(text.replace(before, f"logo:\n  light: {name}\n"), encoding="utf-8")
    (local / name).parent.mkdir(exist_ok=True)
    shutil.copyfile(ROOT / "local/brands/ridgeline.svg", local / name)
    found, problems = brand.read(path)
    assert [str(p) for p in problems] == []
    assert found
    assert found.logo_name("light") == "logo-light.svg"


def test_a_decimal_comma_is_a_point_where_it_can_be_nothing_else(fork: Path) -> None:
    path = fork / "tests/head-to-wall.yml"
    text = path.read_text(encoding="utf-8")
    assert "max: 20\n" in text
    path.write_text(text.replace("max: 20\n", "max: 20,5\n"), encoding="utf-8")
    k, problems = check_all(fork)
    assert [str(p) for p in problems] == []
    assert k.all("tests", SelfTest)["head-to-wall"].result.max == 20.5


@pytest.mark.parametrize(
    ("shut", "told"),
    [
        ("local/knowledge/exercises", "local/knowledge/exercises:1:1: the folder cannot be read [not-readable]"),
        ("local/brands", "local/brands:1:1: the folder cannot be read [not-readable]"),
        ("local", "local/brand.yml:1:1: this cannot be read [not-readable]"),
        ("content", "content:1:1: the folder cannot be read [not-readable]"),
    ],
)
def test_a_folder_that_nobody_may_read_is_told_not_passed_over(fork: Path, shut: str, told: str) -> None:
    _own(fork)
    for name in ("brands", "../content"):
        (fork.parent / "local" / name).mkdir()
    (fork.parent / shut).chmod(0)
    command = [*ORDINARY, sys.executable, "-m", "generator", "check", "--knowledge", str(fork)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    (fork.parent / shut).chmod(0o700)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert told in ran.stdout.splitlines()


@pytest.mark.parametrize("unread", [b"nonsense", None])
def test_a_font_that_cannot_be_read_is_told(run: Run, fork: Path, unread: bytes | None) -> None:
    """A folder that is called as a font is not one."""
    path = fork.parent / "local/fonts/hebrew.ttf"
    path.parent.mkdir()
    if unread is None:
        path.mkdir()
        path = path / "x.ttf"
    path.write_bytes(unread or b"")
    status, out, err = run("check", "--knowledge", fork)
    assert (status, err) == (0, "")
    where = path.relative_to(fork.parent).as_posix()
    assert f"{where}:1:1: warning: this is no font that can be read [stray-file]" in out
