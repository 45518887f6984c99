"""JSON Schemas derived from the models, for editors: committed in knowledge/schema/, tested fresh."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.model import LISTS, PAGES, SINGLES


def schemas() -> dict[str, str]:
    """File name -> schema text, for every kind of file."""
    found: dict[str, str] = {}
    for name, model in {**PAGES, **SINGLES}.items():
        found[_file(name)] = _dump(model.model_json_schema())
    for name, model in LISTS.items():
        row = model.model_json_schema()
        definitions = row.pop("$defs", {})
        found[_file(name)] = _dump({"type": "array", "items": row, "$defs": definitions})
    return found


def _file(name: str) -> str:
    return f"{name.replace('/', '-')}.schema.json"


def _dump(schema: dict[str, Any]) -> str:
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def stale(folder: Path) -> list[str]:
    """Names of the schemas in `folder` that differ from the models, are missing, or belong to nothing."""
    wanted = schemas()
    there = {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.json")} if folder.is_dir() else {}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(folder: Path) -> None:
    """Make `folder` hold exactly the schemas of the models."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = schemas()
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
