"""counterpoise schema: JSON Schemas derived from the models, for editors; compared, or written anew.

With --local those of a fork's layer, into `knowledge/schema/local/`, which git ignores; setting up does this.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.brand.fields import Brand
from generator.commands.asked import HERE, KNOWLEDGE, UserError
from generator.knowledge.layers.merge import LAYERS
from generator.model import LISTS, PAGES, SINGLES, Model, Unscreened

HELP = "compare the JSON Schemas with the models"
MEANT = "override: this stands in place of the shipped one. extend: its keys are added. hide: the shipped one is gone."


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--write", action="store_true", help="write them to knowledge/schema/")
    parser.add_argument(
        "--local", action="store_true", help="write those of a fork's layer, to knowledge/schema/local/"
    )


def run(options: argparse.Namespace) -> int:
    """Say which are out of date, or write them."""
    folder = HERE / KNOWLEDGE / "schema"
    if options.local:
        print(f"{_written(folder / 'local', layered())} schemas written")
        return 0
    old = stale(folder)
    if options.write:
        write(folder)
    elif old:
        raise UserError(f"out of date: {', '.join(old)}; run: counterpoise schema --write")
    print(f"{len(old)} schemas {'written' if options.write else 'out of date'}")
    return 0


def schemas() -> dict[str, str]:
    """File name -> schema text, for every kind of file."""
    models: dict[str, type[Model]] = {"brand": Brand, **PAGES, **SINGLES}
    whole = {name: _whole(name, model) for name, model in models.items()}
    listed = {name: _listed(model.model_json_schema()) for name, model in LISTS.items()}
    return {_file(name): _dump(schema) for name, schema in {**whole, **listed}.items()}


def layered() -> dict[str, str]:
    """The same for a fork's files that change a shipped one."""
    whole = {n: _layered(_whole(n, model), n in SINGLES) for n, model in {**PAGES, **SINGLES}.items()}
    listed = {name: _listed(_layered(model.model_json_schema())) for name, model in LISTS.items()}
    return {_file(name): _dump(schema) for name, schema in {**whole, **listed}.items()}


def _whole(name: str, model: type[Model]) -> dict[str, Any]:
    """A model's schema; that of exercises asks for less of a card that says `screened: false`."""
    schema = model.model_json_schema()
    if name != "exercises":
        return schema
    less, keys = Unscreened.model_json_schema(), schema["properties"]
    shorter = {
        key: n
        for key, part in less["properties"].items()
        if (n := part.get("minItems")) != keys[key].get("minItems") and n
    }
    return {
        **schema,
        "properties": {**keys, **{key: {**keys[key], "minItems": n} for key, n in shorter.items()}},
        "required": [key for key in schema["required"] if key in less["required"]],
        "if": {"properties": {"screened": {"const": False}}, "required": ["screened"]},
        "else": {
            "required": schema["required"],
            "properties": {key: {"minItems": keys[key]["minItems"]} for key in shorter},
        },
    }


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    """The schema of a file that holds a list of such rows."""
    inner = {key: value for key, value in row.items() if key != "$defs"}
    return {"type": "array", "items": inner, "$defs": row.get("$defs", {})}


def _layered(whole: dict[str, Any], single: bool = False) -> dict[str, Any]:
    """The schema of a part: it says by `layer` what it does to the shipped one, and leaves out what stays."""
    part: dict[str, Any] = _lenient(whole)
    known = [key for key in ("id", "term") if key in whole.get("required", ())]
    layer = {"enum": list(LAYERS[:2] if single else LAYERS), "description": MEANT}
    return {**part, "properties": {"layer": layer, **part["properties"]}, "required": known}


def _lenient(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_lenient(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {k: _lenient(v) for k, v in schema.items() if not (k == "required" and isinstance(v, list))}


def _file(name: str) -> str:
    return f"{name.replace('/', '-')}.schema.json"


def _dump(schema: dict[str, Any]) -> str:
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def stale(folder: Path) -> list[str]:
    """Names of the schemas in `folder` that differ from the models, are missing, or belong to nothing."""
    wanted = schemas()
    there = {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(folder: Path) -> None:
    """Make `folder` hold exactly the schemas of the models."""
    _written(folder, schemas())


def _written(folder: Path, wanted: Mapping[str, str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(wanted)
