"""A model -> the same model in other words: every text for readers in it, found by how its fields are typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.knowledge.base import marked
from generator.model import OrId, Said, Warns, is_id
from generator.reading.document import Path_

M = TypeVar("M", bound=BaseModel)
Say = Callable[[Path_, str, bool], str]
"""(where it stands, the text, whether it keeps people safe) -> what stands in its place. Rows with an id are known by
that: their place in a list may change."""


def retold(model: M, say: Say, path: Path_ = (), safety: bool = False) -> M:
    """The model with each text as `say` has it. `safety`: all of it keeps people safe."""
    safety = safety or getattr(model, "safety", False) is True
    changed: dict[str, Any] = {}
    for name, (key, marker) in _fields(type(model)).items():
        old = getattr(model, name)
        new = _retold(old, say, (*path, key), safety or isinstance(marker, Warns), marker)
        if new is not old:
            changed[name] = new
    return model.model_copy(update=changed) if changed else model


def _retold(value: Any, say: Say, path: Path_, safety: bool, marker: Said | None) -> Any:
    if isinstance(value, BaseModel):
        return retold(value, say, path, safety)
    if isinstance(value, dict):
        found = {key: _retold(inner, say, (*path, key), safety, marker) for key, inner in value.items()}
        return found if any(found[key] is not value[key] for key in found) else value
    if isinstance(value, tuple):
        rows = tuple(_retold(row, say, (*path, _name(row, i)), safety, marker) for i, row in enumerate(value))
        return rows if any(new is not old for new, old in zip(rows, value, strict=True)) else value
    if marker is None or not isinstance(value, str) or not value or (isinstance(marker, OrId) and is_id(value)):
        return value
    return say(path, value, safety)


def _name(row: Any, number: int) -> str | int:
    name = getattr(row, "id", None)
    return name if isinstance(name, str) else number


@cache
def _fields(model: type[BaseModel]) -> dict[str, tuple[str, Said | None]]:
    """Field -> its key in YAML, and what marks it as a text."""
    return {name: (field.alias or name, marked(Said, field)) for name, field in model.model_fields.items()}
