"""A new YAML file to fill in: every key of the model, its meaning as a comment, the optional ones commented out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.model import PAGES, Model

SINGULAR = {"cause" if kind == "causes" else kind.removesuffix("s"): kind for kind in PAGES}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def new(knowledge: Path, kind: str, name: str) -> Path:
    """Write the file for a new entity and return its path.

    Raises FileExistsError when there is one (nothing is overwritten) and OSError for an id of the wrong form.
    """
    if not _ID.fullmatch(name):
        raise OSError(f"'{name}' is not an id: use lower-case words joined by hyphens, such as band-row")
    folder = SINGULAR[kind]
    path = knowledge / folder / f"{name}.yml"
    if path.exists():
        raise FileExistsError(f"{path} exists already; choose another id")
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = f"# yaml-language-server: $schema=../schema/{folder}.schema.json\n"
    path.write_text(schema + "".join(_lines(PAGES[folder], {"id": name}, "")), encoding="utf-8")
    return path


def _lines(model: type[Model], known: dict[str, str], indent: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = field.alias or name
        for line in textwrap.wrap(" ".join((field.description or "").split()), 100):
            yield f"{indent}# {line}\n"
        start = indent if field.is_required() else f"{indent}# "
        inner = _inner(field)
        if key in known:
            yield f"{indent}{key}: {known[key]}\n"
        elif inner is not None and field.is_required():
            many = get_origin(field.annotation) is tuple
            yield f"{indent}{key}:\n"
            rows = list(_lines(inner, {}, indent + ("    " if many else "  ")))
            yield from _as_row(rows, indent) if many else rows
        else:
            yield f"{start}{key}: {_sample(field)}\n"


def _as_row(rows: list[str], indent: str) -> Iterator[str]:
    first = next(i for i, row in enumerate(rows) if not row.lstrip().startswith("#"))
    for i, row in enumerate(rows):
        yield f"{indent}  - {row[len(indent) + 4 :]}" if i == first else row


def _inner(field: FieldInfo) -> type[Model] | None:
    hints = [field.annotation, *get_args(field.annotation)]
    return next((h for h in hints if isinstance(h, type) and issubclass(h, Model)), None)


def _sample(field: FieldInfo) -> str:
    """What to write first: the choices of a closed list, an empty list, or nothing."""
    hint: Any = field.annotation
    choices = [a for a in get_args(hint) if isinstance(a, str)]
    if choices:
        return f"{choices[0]}  # or: {', '.join(choices[1:])}" if len(choices) > 1 else choices[0]
    if get_origin(hint) is tuple:
        return "[]"
    if not field.is_required() and isinstance(field.default, bool | int | str):
        return str(field.default).lower()
    return ""
