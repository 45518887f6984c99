"""A site is built when something changed that it is made of, or in it, and else not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publishing.once import ASKED, MADE_OF, main

BUILD = (
    "import pathlib, sys; site = pathlib.Path('site'); site.mkdir(exist_ok=True); "
    "built = pathlib.Path('built'); built.write_text(built.read_text() + '|' if built.exists() else '|'); "
    "(site / 'index.html').write_text(pathlib.Path('mkdocs.yml').read_text()); "
    "sys.exit(pathlib.Path('broken').exists())"
)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Ask for the site; returns how often it has been built."""
    monkeypatch.chdir(tmp_path)
    for name in MADE_OF:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if path.suffix:
            path.write_text(name, encoding="utf-8")
        else:
            (path / "deep").mkdir(parents=True)
            (path / "deep" / "file").write_text(name, encoding="utf-8")

    def ask() -> int:
        main(["site", sys.executable, "-c", BUILD])
        return len((tmp_path / "built").read_text(encoding="utf-8"))

    return ask


def test_what_did_not_change_is_not_built_again(built: Callable[[], int]) -> None:
    assert [built(), built(), built()] == [1, 1, 1]


@pytest.mark.parametrize("name", MADE_OF)
def test_whatever_it_is_made_of_is_seen(built: Callable[[], int], name: str) -> None:
    """Another content of the same length and time, a new file, one that is gone, one that moved."""
    file = Path(name) if Path(name).suffix else Path(name) / "deep" / "file"
    built()
    row = file.stat()
    file.write_text(file.read_text(encoding="utf-8").upper(), encoding="utf-8")
    os.utime(file, ns=(row.st_atime_ns, row.st_mtime_ns))
    assert [built(), built()] == [2, 2]
    if not Path(name).suffix:
        (file.parent / "more").write_text("", encoding="utf-8")
        assert [built(), built()] == [3, 3]
        file.rename(file.with_name("moved"))
        assert [built(), built()] == [4, 4]


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_for_is_seen(built: Callable[[], int], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    built()
    monkeypatch.setenv(name, "other")
    assert [built(), built()] == [2, 2]


@pytest.mark.parametrize("change", ["written", "gone", "more"])
def test_a_site_that_was_touched_is_built_anew(built: Callable[[], int], change: str) -> None:
    built()
    page = Path("site/index.html")
    if change == "written":
        page.write_text("other", encoding="utf-8")
    elif change == "gone":
        page.unlink()
    else:
        page.with_name("more.html").write_text("", encoding="utf-8")
    assert built() == 2


def test_a_build_that_failed_is_tried_again(built: Callable[[], int]) -> None:
    Path("broken").write_text("", encoding="utf-8")
    assert [built(), built()] == [1, 2]
    Path("broken").unlink()
    assert [built(), built()] == [3, 3]
    assert main(["site", sys.executable, "-c", BUILD]) == 0


def test_what_changes_while_it_is_built_is_built_next(built: Callable[[], int]) -> None:
    during = [sys.executable, "-c", f"import pathlib; pathlib.Path('content/deep/file').write_text('during'); {BUILD}"]
    assert [main(["site", *during]) for _ in range(3)] == [0, 0, 0]
    assert len(Path("built").read_text(encoding="utf-8")) == 2
