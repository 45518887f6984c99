"""The docs name every command, option, make target, rule and key; their examples run and their links lead somewhere."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

from generator import __main__ as cli
from generator import brand, reading, rules
from generator.handouts import letters
from generator.knowledge.layers import merge, stray
from generator.model import Exercise
from generator.reach import never, scale_scores
from tests.bases import ROOT, files


def test_the_readme_names_no_other_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {cli.name_of(command.__name__) for command in cli.COMMANDS}
    assert set(re.findall(r"counterpoise ([a-z]+)\b", readme)) <= known


def test_every_room_is_in_architecture() -> None:
    """Those of quiz/ and generator/ are in its table, which is written from the code; here are the others."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for file in files():
        room = file.relative_to(ROOT).parts[0]
        if file.relative_to(ROOT).parts[1:] and not room.startswith("."):
            assert f"`{room}/" in text, f"ARCHITECTURE.md does not name {room}/"


def test_the_examples_in_the_docs_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that read answers; the others have no example of their own, or take long."""
    monkeypatch.chdir(ROOT)
    lines = [
        found
        for file in ("README.md", "CONTRIBUTING.md")
        for block in re.findall(r"```sh\n(.*?)```", (ROOT / file).read_text(encoding="utf-8"), re.DOTALL)
        for found in re.findall(r"\bcounterpoise ((?:assess|score)\b.*)$", block, re.MULTILINE)
    ]
    assert lines
    for line in lines:
        assert cli.main(line.split()) == 0, capsys.readouterr().err


DOCS = [p.relative_to(ROOT).as_posix() for p in files() if p.suffix == ".md" and "cases" not in p.parts]


@pytest.mark.parametrize("file", [d for d in DOCS if not d.startswith("content/")])
def test_links_in_the_docs_lead_somewhere(file: str) -> None:
    """content/ is checked by MkDocs."""
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", (ROOT / file).read_text(encoding="utf-8")):
        if not target.startswith(("https://", "mailto:")):
            assert (ROOT / file).parent.joinpath(target).exists(), f"{file} links to {target}"


def test_every_rule_is_in_contributing() -> None:
    """Its table is written from the rules; each says what it asks in one paragraph, and none is called like another."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| rule | what it asks |")[2]
    names = re.findall(r"^\| \[?`([a-z-]+)`.* \| [^|]+\.(?: \([^|]+\)\.)? \|$", text, re.MULTILINE)
    rooms = [import_module(f"generator.rules.{m.name}") for m in pkgutil.iter_modules(rules.__path__)]
    rooms += [reading, merge, stray, scale_scores, never, brand, letters]
    assert sorted(names) == sorted(rule for room in rooms for rule in getattr(room, "RULES", ()))


def test_every_key_of_an_exercise_is_in_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| rule | what it asks |")[0]
    rows = re.findall(r"^ +\| (`.+?) \|", text, re.MULTILINE)
    keys = [key for row in rows for key in re.findall(r"`([a-z_]+)`", row)]
    assert sorted(["id", *keys]) == sorted(Exercise.model_fields)
