"""A failing check never touches the last good site: mkdocs reports and stops before it cleans or writes anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bases import CASES, ROOT, good, overlay

FAULTS = ["syntax", "missing-reference", "all-at-once", "encoding"]


def _build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _files(site: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a site: when it was written, and its bytes."""
    files = (p for p in site.rglob("*") if p.is_file())
    return {p.relative_to(site).as_posix(): (p.stat().st_mtime_ns, p.read_bytes()) for p in files}


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small fork of the repository, with its site built."""
    folder = tmp_path_factory.mktemp("fork")
    good(folder)
    for name in ("site_overrides", "local"):
        shutil.copytree(ROOT / name, folder / name)
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    (folder / "mkdocs.yml").write_text(configuration + "\n", encoding="utf-8")
    (folder / "content").mkdir()
    (folder / "content" / "index.md").write_text("# Home\n", encoding="utf-8")
    built = _build(folder)
    assert built.returncode == 0, built.stderr
    assert (folder / "site" / "exercises" / "chin-tuck" / "index.html").is_file()
    return folder


@pytest.mark.xdist_group("fork")
@pytest.mark.parametrize("name", FAULTS)
def test_faulty_knowledge_leaves_the_site_alone(name: str, fork: Path, tmp_path: Path) -> None:
    before, knowledge = _files(fork / "site"), fork / "knowledge"
    shutil.copytree(knowledge, tmp_path / "sound")
    try:
        overlay(knowledge, CASES / "bad" / name)
        if name == "encoding":
            path = knowledge / "habits/walk-more.yml"
            path.write_bytes(path.read_bytes().replace(b"small daily", b"t\xe4glich"))
        built = _build(fork)
    finally:
        shutil.rmtree(knowledge)
        shutil.move(tmp_path / "sound", knowledge)
    assert built.returncode != 0
    assert (CASES / "bad" / name / "expected.txt").read_text(encoding="utf-8") in built.stderr
    assert "Traceback" not in built.stderr
    assert _files(fork / "site") == before


@pytest.mark.xdist_group("fork")
def test_the_menu_leaves_out_pages_that_a_fork_has_nothing_for(fork: Path) -> None:
    """The small knowledge has no kinetic chain: its page is neither made nor missed."""
    configuration = fork / "mkdocs.yml"
    before = configuration.read_text(encoding="utf-8")
    menu = "nav:\n  - Home: index.md\n  - Body:\n      - muscles/index.md\n      - Chain: chain.md\n"
    try:
        configuration.write_text(before + menu, encoding="utf-8")
        built = _build(fork, "--site-dir", "site-with-menu")
    finally:
        configuration.write_text(before, encoding="utf-8")
    assert built.returncode == 0, built.stderr
    assert "chain.md" not in built.stderr
    assert "chain" not in (fork / "site-with-menu" / "index.html").read_text(encoding="utf-8")


@pytest.mark.xdist_group("fork")
def test_a_faulty_brand_leaves_the_site_alone(fork: Path) -> None:
    before, path = _files(fork / "site"), fork / "local" / "brand.yml"
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(text.replace("name:", "nmae:", 1), encoding="utf-8")
        built = _build(fork)
    finally:
        path.write_text(text, encoding="utf-8")
    assert built.returncode != 0
    assert "local/brand.yml" in built.stderr
    assert "Traceback" not in built.stderr
    assert _files(fork / "site") == before
