"""Every key of every YAML file: its type, whether it is needed, its default and its meaning, from the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from generator.brand.fields import Brand
from generator.manual.chapter import Cells, Chapter, Section, Table, one_line
from generator.manual.schemas import Schema, shipped
from generator.model import LISTS, PAGES, SINGLES, Model, Ref
from generator.rules.wording import FORMS

MODELS: Mapping[str, type[Model]] = {**PAGES, **LISTS, **SINGLES, "brand": Brand}
"""Kind of file -> the model of the file, or of one of its rows."""
COLUMNS = ("key", "type", "needed", "default", "means")
_BEGINNING = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BARE = {"integer": "whole number", "number": "number", "string": "text", "boolean": "`true` or `false`"}


def chapters() -> Iterator[Chapter]:
    """One for each kind of file."""
    for kind, schema in shipped().items():
        yield Chapter(f"keys-{kind.replace('/', '-')}", "keys", tuple(_sections(kind, schema)), file_of(kind))


def file_of(kind: str) -> str:
    """The file that a kind stands in, as its author names it."""
    if kind == "brand":
        return "local/brand.yml"
    return f"{kind}/ID.yml" if kind in PAGES else f"{kind}.yml"


def table(kind: str) -> Table:
    """The keys of a file of this kind, or of a row of it."""
    return next(_sections(kind, shipped()[kind])).tables[0]


def _sections(kind: str, whole: Schema) -> Iterator[Section]:
    """The keys of the file itself, then those of each part that it is made of."""
    schema = whole.get("items", whole)
    later = whole.get("else", {}).get("required", ())
    names = _names(MODELS[kind])
    rows = tuple(_rows(schema, names.get(MODELS[kind].__name__, {}), later))
    yield Section("file", file_of(kind), one_line(MODELS[kind].__doc__), tables=(Table(COLUMNS, rows),))
    for name, part in whole.get("$defs", {}).items():
        if part.get("properties"):
            own = tuple(_rows(part, names.get(name, {})))
            yield Section(_id(name), _spoken(name), one_line(part.get("description")), tables=(Table(COLUMNS, own),))


def _rows(schema: Schema, names: Mapping[str, str], later: Iterable[str] = ()) -> Iterator[Cells]:
    """A row for each key. `names` says whose ids a key holds, `later` what only a screened card needs."""
    for key, part in schema["properties"].items():
        needed = "yes" if key in schema.get("required", ()) else "screened" if key in later else ""
        yield f"`{key}`", shape(part, names.get(key, "")), needed, _default(part), one_line(part.get("description"))


def _default(part: Schema) -> str:
    found = part.get("default")
    plain = isinstance(found, bool | int | float | str) or (isinstance(found, list) and found)
    return f"`{json.dumps(found, ensure_ascii=False)}`" if plain and found != "" else ""


def shape(part: Schema, of: str = "") -> str:
    """What may stand at a key, in words. `of` is the kind whose ids they are."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return f"[{_spoken(name)}](#{_id(name)})"
    if "anyOf" in part:
        return " or ".join(shape(one, of) for one in part["anyOf"] if one != {"type": "null"})
    if "enum" in part or "const" in part:
        choices = part.get("enum") or [part["const"]]
        return f"{'one of ' if len(choices) > 1 else ''}{', '.join(f'`{choice}`' for choice in choices)}"
    kind = part.get("type", "")
    if not kind:
        return "text or number"
    if kind == "array":
        return _list(part, of)
    if kind == "object":
        return _map(part, of)
    if isinstance(kind, list):
        return " or ".join(_BARE[one] for one in kind)
    return _text(part, of) if kind == "string" else f"{_BARE[kind]}{_between(part, 'minimum', 'maximum')}"


def _text(part: Schema, of: str) -> str:
    if of:
        return (
            f"an id from `{of}/`"
            if of in PAGES
            else f"an id from `{of}.yml`"
            if of in LISTS
            else FORMS[part["pattern"]]
        )
    if "pattern" in part:
        return FORMS[part["pattern"]]
    if part.get("format") == "date":
        return "a date such as 2026-03-01"
    return f"text{f' of at most {most} characters' if (most := part.get('maxLength')) else ''}{_such(part)}"


def _such(part: Schema) -> str:
    return f", such as `{part['examples'][0]}`" if "examples" in part else ""


def _list(part: Schema, of: str) -> str:
    if "prefixItems" in part:
        return f"{len(part['prefixItems'])} in brackets, each a {shape(part['prefixItems'][0], of)}{_such(part)}"
    return f"list{_between(part, 'minItems', 'maxItems')} of: {shape(part['items'], of)}"


def _map(part: Schema, of: str) -> str:
    inner = part.get("additionalProperties") or next(iter(part.get("patternProperties", {}).values()), None)
    value = f": {shape(inner, of)}" if isinstance(inner, dict) and inner else ""
    return f"names, each with a value{value}"


def _between(part: Schema, low: str, high: str) -> str:
    """The bounds of a number, or of how many."""
    least, most = part.get(low), part.get(high)
    if least is not None and most is not None:
        return f" ({least} to {most})"
    return f" (at least {least})" if least else f" (at most {most})" if most is not None else ""


def _id(name: str) -> str:
    return _BEGINNING.sub("-", name).lower()


def _spoken(name: str) -> str:
    return _BEGINNING.sub(" ", name).lower()


def _names(model: type[BaseModel]) -> dict[str, dict[str, str]]:
    """Model -> key -> the kind whose ids it holds, of a model and all that it is made of."""
    found: dict[str, dict[str, str]] = {}
    _into(found, model)
    return found


def _into(found: dict[str, dict[str, str]], model: type[BaseModel]) -> None:
    if model.__name__ in found:
        return
    found[model.__name__] = keys = {}
    for name, field in model.model_fields.items():
        for part in (p for meta in (field.annotation, *field.metadata) for p in parts(meta)):
            if isinstance(part, Ref):
                keys[field.alias or name] = part.kind
            elif isinstance(part, type) and issubclass(part, BaseModel):
                _into(found, part)


def parts(hint: Any) -> Iterator[Any]:
    """A type and all that it is made of."""
    yield hint
    for inner in (*get_args(hint), *getattr(hint, "__metadata__", ())):
        yield from parts(inner)
