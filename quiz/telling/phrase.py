"""Messages -> sentences. A message is {"say": id, ...values}; the catalogue holds the sentence for each id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_HOLE = re.compile(r"\{([a-z_]+)\}")


def tell(value: Any, words: Mapping[str, str]) -> Any:
    """Replace every message inside `value` by its sentence; everything else stays as it is.

    A message without values is said as it stands: braces in the knowledge's own words are no blanks. A value `n` of 1
    prefers the sentence "ID.one". Lists inside a sentence are joined by "list.comma" and "list.and".
    Raises KeyError for a message that the catalogue lacks: a programmer's mistake.
    """
    if isinstance(value, list | tuple):
        return [tell(v, words) for v in value]
    if not isinstance(value, dict):
        return value
    if "say" not in value:
        return {k: tell(v, words) for k, v in value.items()}
    name = value["say"]
    if len(value) == 1:
        return words[name]
    sentence = words[f"{name}.one"] if value.get("n") == 1 and f"{name}.one" in words else words[name]
    return _HOLE.sub(lambda hole: _inline(tell(value[hole[1]], words), words), sentence)


def _inline(value: Any, words: Mapping[str, str]) -> str:
    if not isinstance(value, list):
        return str(value)
    parts = [str(v) for v in value]
    if len(parts) < 2:
        return "".join(parts)
    return words["list.comma"].join(parts[:-1]) + words["list.and"] + parts[-1]
