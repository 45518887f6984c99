"""An editor that knows the schemas marks what the check refuses by its shape, and nothing else."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.manual.schemas import Schema, layered, shipped
from generator.model import LISTS, PAGES
from generator.reading.load import load
from tests.bases import CASES, ROOT, good, overlay

FORMATS = Draft202012Validator.FORMAT_CHECKER
SHAPE = ("bad-value", "missing-key", "unknown-key", "wrong-type")
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]

MEANT = {
    "bad-value--condition": "a question that is asked, and no test of it",
    "bad-value--numbered": "what stands at other rows",
    "bad-value--range": "which of two numbers is higher",
    "bad-value--unseen": "characters that nobody sees, in any text",
    "bad-value--unseen-phrase": "phrases, which have no schema",
    "unknown-key--translation": "translations, which have no schema",
    "wrong-type--phrase": "phrases, which have no schema",
}
"""Cases that more than the shape of a file decides, and what does."""


def _kind(inside: str) -> str:
    """The kind of a file that lies so below a knowledge folder."""
    name = inside.removesuffix(".yml")
    return name if name in {*LISTS, "scoring", "safety/screen"} else name.partition("/")[0]


def faults(folder: Path, schemas: dict[str, Schema]) -> dict[str, list[str]]:
    """File below the folder -> what an editor marks in it."""
    found = {}
    for document in load(folder)[0]:
        inside = document.path.partition("knowledge/")[2]
        schema = schemas.get(_kind(inside))
        if schema is not None:
            found[inside] = [
                e.message for e in Draft202012Validator(schema, format_checker=FORMATS).iter_errors(document.data)
            ]
    return found


@pytest.mark.parametrize("folder", [ROOT / "knowledge", CASES / "good"], ids=["shipped", "good"])
def test_nothing_is_marked_in_what_is_sound(folder: Path, tmp_path: Path) -> None:
    knowledge = folder if folder.name == "knowledge" else good(tmp_path)
    told = faults(knowledge, shipped())
    assert len(told) > 20
    assert {file: said for file, said in told.items() if said} == {}


CASES_OF_SHAPE = sorted(p for p in (CASES / "bad").iterdir() if p.name.partition("--")[0] in SHAPE)


@pytest.mark.parametrize("case", CASES_OF_SHAPE, ids=lambda case: case.name)
def test_what_the_check_refuses_by_its_shape_is_marked(case: Path, tmp_path: Path) -> None:
    knowledge = good(tmp_path)
    overlay(knowledge, case)
    own = knowledge.parent / "local" / "knowledge"
    told = {**faults(knowledge, shipped()), **(faults(own, layered()) if own.is_dir() else {})}
    assert any(told.values()) == (case.name not in MEANT), told


def _matches(name: str, files: list[str]) -> bool:
    """As editors do: a pattern may begin at any folder, and one with ! in front takes files out."""
    found = {pattern.startswith("!") for pattern in files if fnmatch(f"/{name}", f"*/{pattern.removeprefix('!')}")}
    return found == {False}


def test_an_editor_knows_the_schema_of_every_file() -> None:
    """Of what is shipped, and of what a fork lays over it: just one."""
    for kind in shipped():
        for where in ("knowledge", "local/knowledge") if kind != "brand" else ("local",):
            name = f"{where}/{kind}{'/some' if kind in PAGES else ''}.yml"
            (schema,) = (s for s, files in SETTINGS.items() if _matches(name, files))
            folder = "knowledge/schema/local" if where == "local/knowledge" else "knowledge/schema"
            assert schema == f"./{folder}/{kind.replace('/', '-')}.schema.json"
