"""Models -> JSON Schemas: what a file may say, for editors and for the reference."""

from __future__ import annotations

from typing import Any

from generator.brand.fields import Brand
from generator.knowledge.layers.merge import LAYERS
from generator.model import LISTS, PAGES, SINGLES, Model, Unscreened

MEANT = "override: this stands in place of the shipped one. extend: its keys are added. hide: the shipped one is gone."
Schema = dict[str, Any]


def shipped() -> dict[str, Schema]:
    """Kind of file -> its schema, of every kind."""
    models: dict[str, type[Model]] = {"brand": Brand, **PAGES, **SINGLES}
    whole = {name: _whole(name, model) for name, model in models.items()}
    return whole | {name: _listed(model.model_json_schema()) for name, model in LISTS.items()}


def layered() -> dict[str, Schema]:
    """The same for a fork's files that change a shipped one."""
    whole = {n: _layered(_whole(n, model), n in SINGLES) for n, model in {**PAGES, **SINGLES}.items()}
    return whole | {name: _listed(_layered(model.model_json_schema())) for name, model in LISTS.items()}


def _whole(name: str, model: type[Model]) -> Schema:
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


def _listed(row: Schema) -> Schema:
    """The schema of a file that holds a list of such rows."""
    inner = {key: value for key, value in row.items() if key != "$defs"}
    return {"type": "array", "items": inner, "$defs": row.get("$defs", {})}


def _layered(whole: Schema, single: bool = False) -> Schema:
    """The schema of a part: it says by `layer` what it does to the shipped one, and leaves out what stays."""
    part: Schema = _lenient(whole)
    known = [key for key in ("id", "term") if key in whole.get("required", ())]
    layer = {"enum": list(LAYERS[:2] if single else LAYERS), "description": MEANT}
    return {**part, "properties": {"layer": layer, **part["properties"]}, "required": known}


def _lenient(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_lenient(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {k: _lenient(v) for k, v in schema.items() if not _asks(k, v)}


def _asks(key: str, value: Any) -> bool:
    """Whether this part of a schema says which keys have to be there."""
    if not isinstance(value, list):
        return False
    return key == "required" or all(isinstance(v, dict) and [*v] == ["required"] for v in value)
