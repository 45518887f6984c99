"""A bad build never costs the last good site, whatever stops it and wherever; and check tells it first."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from subprocess import PIPE, STDOUT

import pytest
from click.testing import Result

from generator.publishing.beside import CannotBuild, begin, finish, give_up
from tests.bases import CASES, ORDINARY, ROOT, overlay
from tests.conftest import Run
from tests.forks import COMMAND, QUICK, build, changed, fork, site


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small fork with a good site."""
    return fork(tmp_path_factory.mktemp("fork"))


@pytest.fixture(autouse=True)
def kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where a test takes the fork: its site is the same file for file afterwards, and nothing stands beside it."""
    if "good" not in request.fixturenames:
        yield
        return
    folder: Path = request.getfixturevalue("good")
    before = site(folder / "site")
    yield
    assert site(folder / "site") == before
    assert [p.name for p in folder.glob(".site.*")] == []


def failed(built: Result) -> str:
    """What a build that fails says; a person can read it."""
    assert built.exit_code != 0
    assert isinstance(built.exception, SystemExit), built.exception
    return built.output


# What is wrong with what was written.


@pytest.mark.parametrize("name", ["syntax", "missing-reference", "all-at-once", "encoding"])
def test_faulty_knowledge_leaves_the_site_alone(name: str, good: Path, tmp_path: Path) -> None:
    knowledge = good / "knowledge"
    shutil.copytree(knowledge, tmp_path / "sound")
    try:
        overlay(knowledge, CASES / "bad" / name)
        if name == "encoding":
            path = knowledge / "habits/walk-more.yml"
            path.write_bytes(path.read_bytes().replace(b"small daily", b"t\xe4glich"))
        said = failed(build(good))
    finally:
        shutil.rmtree(knowledge)
        shutil.move(tmp_path / "sound", knowledge)
    assert (CASES / "bad" / name / "expected.txt").read_text(encoding="utf-8") in said


FAULTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "brand": ("local/brand.yml", "nmae: Nobody\n", ("local/brand.yml",)),
    "script": (
        "site_overrides/404.html",
        '<!doctype html><meta charset="utf-8"><script>alert(1)</script>',
        ("404.html: the inline script 'alert(1)'",),
    ),
    "anchor": ("content/index.md", "# Home\n\n[Gone](exercises/chin-tuck.md#gone)\n", ("#gone", "in strict mode")),
}
"""Fault -> the file it stands in, what is written there, what is said."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_build_that_fails_leaves_the_site_alone(good: Path, name: str) -> None:
    file, text, said = FAULTS[name]
    with changed(good / file, text):
        told = failed(build(good, "--strict"))
    assert all(part in told for part in said), told


def test_the_menu_leaves_out_pages_that_a_fork_has_nothing_for(good: Path, tmp_path: Path) -> None:
    """The small knowledge has no kinetic chain: its page is neither made nor missed."""
    menu = "nav:\n  - Home: index.md\n  - Body:\n      - muscles/index.md\n      - Chain: chain.md\n"
    with changed(good / "mkdocs.yml", (good / "mkdocs.yml").read_text(encoding="utf-8") + menu):
        built = build(good, "--site-dir", str(tmp_path / "site"))
    assert built.exit_code == 0, built.output
    assert "chain.md" not in built.output
    assert "chain" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


# What happens to a build.

HOLD = """
from pathlib import Path


def on_post_page(output, page, config):
    print("at work", flush=True)
    Path("go-on").read_text()
"""
"""A hook of MkDocs that stops a build after its first page, until somebody writes to the pipe."""


@contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A real build in a process of its own, in the middle of writing pages."""
    os.mkfifo(folder / "go-on")
    configuration = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    with (
        changed(folder / "hold.py", HOLD),
        changed(folder / "mkdocs.yml", configuration + "hooks: [hold.py]\n"),
        subprocess.Popen(
            [*COMMAND, "--quiet"],
            cwd=folder,
            text=True,
            stdout=PIPE,
            stderr=STDOUT,
            env=QUICK,
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore it
        ) as process,
    ):
        try:
            assert process.stdout
            assert process.stdout.readline() == "at work\n"
            yield process
        finally:
            process.kill()
            (folder / "go-on").unlink()


def test_ctrl_c_leaves_the_site_alone_and_a_second_build_meanwhile_does_nothing(good: Path) -> None:
    with held(good) as process:
        assert (good / ".site.new").is_dir()
        assert "another build is at work" in failed(build(good))
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate()
    assert process.returncode == 1
    assert "Traceback" not in said


def test_a_killed_build_leaves_the_site_alone_and_no_traces_for_long(good: Path) -> None:
    before = site(good / "site")
    with held(good) as process:
        process.kill()
        process.wait()
    assert site(good / "site") == before
    assert (good / ".site.new").is_dir()
    with changed(good / "local/brand.yml", "nmae: Nobody\n"):
        failed(build(good))


def test_a_full_disk_leaves_the_site_alone(good: Path) -> None:
    """A limit on the size of files stands in for it: the system refuses the first longer one, in the middle."""
    built = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 80; exec "$@"', "sh", *COMMAND],
        cwd=good,
        stdout=PIPE,
        stderr=STDOUT,
        text=True,
        check=False,
        env=QUICK,
    )
    assert built.returncode == 1
    assert "File too large" in built.stdout
    assert "The last good site is as it was." in built.stdout
    assert "Traceback" not in built.stdout


def test_a_build_that_died_between_the_two_renames_is_put_right(good: Path) -> None:
    (good / "site").rename(good / ".site.old")
    with changed(good / "local/brand.yml", "nmae: Nobody\n"):
        failed(build(good))


def test_a_good_build_takes_its_place_with_what_else_is_kept_there(good: Path, tmp_path: Path) -> None:
    """Through a link, as some hosts have it; hidden files are the host's."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / ".htaccess").write_text("Options -Indexes\n", encoding="utf-8")
    (tmp_path / "real" / "index.html").touch()
    (tmp_path / "real" / "old.html").touch()
    (tmp_path / "link").symlink_to("real")
    built = build(good, "--strict", "--site-dir", str(tmp_path / "link"))
    assert built.exit_code == 0, built.output
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / ".htaccess").read_text(encoding="utf-8") == "Options -Indexes\n"
    assert not (tmp_path / "real" / "old.html").exists()
    assert "Content-Security-Policy" in (tmp_path / "real" / "index.html").read_text(encoding="utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "real"]


# The folders.


def test_nothing_is_built_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotBuild, match="is a file"):
        begin(tmp_path / "site")
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_nothing_is_built_over_what_is_no_site(tmp_path: Path) -> None:
    """Such as the knowledge, where a folder was mistaken; a hidden file is a host's."""
    (tmp_path / "knowledge" / "safety").mkdir(parents=True)
    with pytest.raises(CannotBuild, match="holds what is no site, such as safety"):
        begin(tmp_path / "knowledge")
    assert [p.name for p in tmp_path.iterdir()] == ["knowledge"]
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".nojekyll").touch()
    finish(begin(tmp_path / "site"))


def test_a_site_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    made = begin(tmp_path / "a" / "site")
    (made.new / "index.html").write_text("one", encoding="utf-8")
    assert not made.site.exists()
    finish(made)
    assert (made.site / "index.html").read_text(encoding="utf-8") == "one"
    again = begin(made.site)
    (again.new / "index.html").write_text("two", encoding="utf-8")
    with pytest.raises(CannotBuild, match="another build"):
        begin(made.site)
    give_up(again)
    assert site(made.site)["index.html"][1] == b"one"
    assert [p.name for p in made.site.parent.iterdir()] == ["site"]


BUILT = """
from pathlib import Path
from generator.publishing.beside import begin, finish
made = begin(Path("site"))
(made.new / "cards").mkdir()
(made.new / "index.html").touch()
finish(made)
"""


@pytest.mark.parametrize("shut", ["site", "site/cards", ".site.new", ".site.new/cards"])
def test_what_was_made_read_only_is_in_the_way_of_no_build(tmp_path: Path, shut: str) -> None:
    (tmp_path / shut / "mine").mkdir(parents=True)
    (tmp_path / shut.partition("/")[0] / "index.html").touch()
    (tmp_path / shut).chmod(0o555)
    for _ in range(2):
        subprocess.run(
            [*ORDINARY, sys.executable, "-c", BUILT], cwd=tmp_path, check=True, env={"PYTHONPATH": str(ROOT)}
        )
        assert [p.name for p in tmp_path.iterdir()] == ["site"]
        assert sorted(p.name for p in (tmp_path / "site").iterdir()) == ["cards", "index.html"]


@pytest.mark.parametrize("last", ["site", ".site.old"])
def test_whatever_a_dead_build_left_is_cleared_away(tmp_path: Path, last: str) -> None:
    for name in {last, ".site.old", ".site.new"}:
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, encoding="utf-8")
    made = begin(tmp_path / "site")
    assert list(made.new.iterdir()) == []
    give_up(made)
    assert {p.name: (p / "index.html").read_text(encoding="utf-8") for p in tmp_path.iterdir()} == {"site": last}


# What a build would stop at, the check tells first, with its line.

WRITTEN = """\
# Home

[picture: stepz]

[Fine](exercises/chin-tuck.md#setup), [fine](scoring.md), `[no link](none.md)`, [gone](habitz/index.md)

```html
<script>alert(1)</script> [no link](none.md)
```

Hello <b onclick="alert(2)">you</b>. <!-- [no link](none.md) -->

<script>alert(3)</script>

[So]: our-team.md
"""
TOLD = """\
content/index.md:3:11: there is no picture 'stepz' [page-picture]
    there are: four-steps, tug-of-war
content/index.md:5:88: there is no page 'habitz/index.md' [page-link]
    did you mean 'habits/index'?
content/index.md:11:7: <b onclick='alert(2)'> would run [page-script]
    a script of your own goes into a file, which extra_javascript in mkdocs.yml names
content/index.md:13:1: an inline script would run [page-script]
    a script of your own goes into a file, which extra_javascript in mkdocs.yml names
content/index.md:15:7: there is no page 'our-team.md' [page-link]
    pages are named from this page's folder, such as safety.md
"""


def test_what_is_wrong_in_written_pages_is_told_at_its_line_by_check_and_build(good: Path, run: Run) -> None:
    with changed(good / "content/index.md", WRITTEN):
        status, out, _ = run("check", "--knowledge", good / "knowledge")
        said = failed(build(good))
    assert status == 1
    assert TOLD in out
    assert TOLD.strip() in said


def test_a_blank_that_nothing_fills_in_is_told_at_its_line(good: Path, run: Run) -> None:
    """In a fork's own sentence and in a shipped one, by the check and by the build."""
    words = "page:\n  minutes: About {nn} minutes\n"
    with changed(good / "local/knowledge/phrases/en.yml", words):
        status, out, _ = run("check", "--knowledge", good / "knowledge")
        said = failed(build(good))
    fault = "local/knowledge/phrases/en.yml:2:12: nothing fills in {nn} [unknown-blank]\n    did you mean 'n'?"
    assert status == 1
    assert fault in out
    assert fault in said
    shipped = good / "knowledge/phrases/en.yml"
    with changed(shipped, shipped.read_text(encoding="utf-8").replace('"{n} minutes"', '"{nn} minutes"')):
        status, out, _ = run("check", "--knowledge", good / "knowledge")
        said = failed(build(good))
    fault = "nothing fills in {nn} [unknown-blank]\n    did you mean 'n'?"
    told = [line for line in out.splitlines() if "{nn}" in line]
    assert status == 1
    assert fault in out
    assert told
    assert all(line in said for line in told)
