"""The Makefile, where a folder's name has a space and a dollar sign, and where what is given would be a command."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.bases import ROOT

STUB = '#!/bin/sh\nprintf "%s|" "$0" "$@" >> said\necho >> said\n'


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with the Makefile, all of it installed: each program writes down how it was called."""
    folder = tmp_path / "my $HOME; folder"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / "build" / "runtime").mkdir(parents=True)
    shutil.copyfile(ROOT / "Makefile", folder / "Makefile")
    lock = folder / "generator" / "runtime" / "package-lock.json"
    lock.parent.mkdir(parents=True)
    lock.touch()
    for name in ("requirements.lock", "pyproject.toml"):
        (folder / name).touch()
    for name in ("mkdocs", "python", "pip", "counterpoise"):
        program = folder / ".venv" / "bin" / name
        program.write_text(STUB, encoding="utf-8")
        program.chmod(0o755)
    return folder


def _made(here: Path, *given: str) -> list[str]:
    for file in (".venv/.ready", "build/runtime/.ready"):
        (here / file).touch()
    made = subprocess.run(["make", "-s", *given], cwd=here, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert sorted(p.name for p in here.iterdir() if p.is_file()) == [
        *("Makefile", "pyproject.toml", "requirements.lock", "said")
    ]
    return (here / "said").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("task", "name", "said"),
    [
        (
            "site",
            "BRAND",
            "-m|generator.publishing.once|build/site-{0}|.venv/bin/mkdocs|build|--strict|--site-dir|build/site-{0}|",
        ),
        ("serve", "PORT", "serve|--dev-addr|127.0.0.1:{0}|"),
        ("fuzz", "SECONDS", "-m|tests.fuzz|{0}|"),
    ],
)
@pytest.mark.parametrize("text", ["x;touch run", "`touch run`", "$(touch run)", '"; touch run; "', "a b"])
def test_what_is_given_is_passed_on_and_not_run(here: Path, task: str, name: str, said: str, text: str) -> None:
    (line,) = _made(here, task, f"{name}={text.replace('$', '$$')}")
    assert line.partition("|")[2] == said.format(text)


def test_all_brands_are_a_command_of_their_own(here: Path) -> None:
    (line,) = _made(here, "site", "BRAND=all", "SCHEDULER=tcp://host:8786")
    assert line == ".venv/bin/counterpoise|sites|--scheduler|tcp://host:8786|"


def test_what_was_broken_off_while_it_installed_is_begun_anew(here: Path) -> None:
    """A Python without pip is what is left of Ctrl-C while the environment is made."""
    (here / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    env = {**os.environ, "PYTHON": str(here / "newer python")}
    newer = here / "newer python"
    newer.write_text('#!/bin/sh\nprintf "%s|" "$@" >> asked\necho >> asked\n', encoding="utf-8")
    newer.chmod(0o755)
    subprocess.run(["make", "-s", ".venv/.ready"], cwd=here, env=env, capture_output=True, check=False)
    assert "-m|venv|--clear|.venv|" in (here / "asked").read_text(encoding="utf-8")
