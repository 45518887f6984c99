"""One scale as quiz/ reads it: plain data, numbers as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model import Model
from generator.model.conditions import Joined
from generator.model.scales import Method, Scale


def scale_data(s: Scale) -> dict[str, Any]:
    """One scale as quiz/ reads it; of each variant, only what it changes."""
    variants = {name: _method(change, change.model_fields_set) for name, change in s.variants.items()}
    return {"id": s.id, **_method(s, Method.model_fields), "variants": variants}


def _method(m: Method, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(m, name)) for name in sorted(names)}


def _plain(value: Any) -> Any:
    if isinstance(value, Joined):
        return value.data
    if isinstance(value, Model):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields if name != "title"}
    return [_plain(v) for v in value] if isinstance(value, tuple) else value
