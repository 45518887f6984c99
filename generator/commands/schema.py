"""counterpoise schema: JSON Schemas derived from the models, for editors; compared, or written anew.

With --local those of a fork's layer, into `knowledge/schema/local/`, which git ignores; setting up does this.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.commands.asked import HERE, KNOWLEDGE, UserError
from generator.manual.schemas import layered, shipped

HELP = "compare the JSON Schemas with the models"


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
        print(f"{_written(folder / 'local', schemas(layered()))} schemas written")
        return 0
    old = stale(folder)
    if options.write:
        write(folder)
    elif old:
        raise UserError(f"out of date: {', '.join(old)}; run: counterpoise schema --write")
    print(f"{len(old)} schemas {'written' if options.write else 'out of date'}")
    return 0


def schemas(made: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """File name -> schema text."""
    return {f"{name.replace('/', '-')}.schema.json": _dump(schema) for name, schema in made.items()}


def _dump(schema: dict[str, Any]) -> str:
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def stale(folder: Path) -> list[str]:
    """Names of the schemas in `folder` that differ from the models, are missing, or belong to nothing."""
    wanted = schemas(shipped())
    there = {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(folder: Path) -> None:
    """Make `folder` hold exactly the schemas of the models."""
    _written(folder, schemas(shipped()))


def _written(folder: Path, wanted: Mapping[str, str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(wanted)
