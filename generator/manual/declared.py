"""Classes that declare what a text holds: typed dictionaries and dataclasses, whose keys have docstrings below them."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from generator.manual.chapter import Cells, one_line


def keys(declared: Any) -> dict[str, Any]:
    """The keys of a class with their types; none of what is declared no further."""
    return get_type_hints(declared) if is_typeddict(declared) or hasattr(declared, "__dataclass_fields__") else {}


def rows(declared: Any) -> Iterator[Cells]:
    """A row for each key: the key, its type, whether it is needed, its meaning."""
    for key, hint in keys(declared).items():
        yield f"`{key}`", f"`{script(hint)}`", "yes" if needed(declared, key) else "", said(declared, key)


def needed(declared: Any, key: str) -> bool:
    """Whether a key has to be there."""
    if is_typeddict(declared):
        return key in declared.__required_keys__
    return bool(inspect.signature(declared).parameters[key].default is inspect.Parameter.empty)


def script(hint: Any) -> str:
    """A type as TypeScript names it."""
    if is_typeddict(hint):
        return str(hint.__name__)
    if get_origin(hint) in (list, tuple):
        row = next(iter(get_args(hint)))
        return f"{script(row)}[]"
    if get_origin(hint) is dict:
        return "Json"
    if isinstance(hint, type):
        return {str: "string", int: "number", bool: "boolean", type(None): "null"}.get(hint, hint.__name__)
    return " | ".join(map(script, get_args(hint)))


def said(declared: Any, key: str) -> str:
    """The docstring under a key, of the class or of one that it builds on."""
    return _said(declared.__module__).get((key, declared.__name__), "")


@cache
def _said(module: str) -> dict[tuple[str, str], str]:
    """(key, class) -> the docstring under it, of a module and of what it takes from a neighbour."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(inspect.getsource(sys.modules[module])).body:
        if not isinstance(node, ast.ClassDef):
            continue
        bases = [b.id for b in node.bases if isinstance(b, ast.Name)]
        found |= {(key, node.name): text for (key, owner), text in found.items() if owner in bases}
        for field, text in pairwise(node.body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
                found[field.target.id, node.name] = one_line(str(ast.literal_eval(text.value)))
    return found
