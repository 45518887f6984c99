"""counterpoise new: a YAML file to fill in, with every key of the model and its meaning; optional ones are comments.

KIND is one of those that have pages, such as exercise or cause. It goes into `local/knowledge/` unless told.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.commands.asked import KNOWLEDGE, UserError, folder
from generator.model import LISTS, PAGES, Model, Ref, code_of, is_id
from generator.reading.load import plain_value

HELP = "write a commented YAML file to fill in"
LOCAL = Path("local/knowledge")
SINGULAR = {"cause" if kind == "causes" else kind.removesuffix("s"): kind for kind in PAGES}
_CODE = re.compile(r"^code: *([a-z0-9]{3})\b", re.MULTILINE)


class NotNew(Exception):
    """No file can be made so: why, and what to do instead."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("kind", choices=sorted(SINGULAR), help="what it is")
    parser.add_argument("id", help="its id, such as band-row")
    parser.add_argument("--knowledge", type=Path, default=LOCAL, metavar="DIR", help=f"where to; {LOCAL} unless given")


def run(options: argparse.Namespace) -> int:
    """Write it, and print where."""
    into = options.knowledge
    if into == LOCAL:
        into = folder(KNOWLEDGE).parent / LOCAL
        into.mkdir(parents=True, exist_ok=True)
    try:
        path = new(into, options.kind, options.id)
    except NotNew as error:
        raise UserError(str(error)) from None
    print(f"{path} written; fill it in, then run: counterpoise check")
    return 0


def new(knowledge: Path, kind: str, name: str) -> Path:
    """Write the file for a new entity and return its path. An exercise is given a short code that no other has.

    `knowledge` is the shipped folder, or a fork's local/knowledge beside it. Raises NotNew when either has one (nothing
    is overwritten), for an id of the wrong form, and for a folder that is not there.
    """
    if not knowledge.is_dir():
        raise NotNew(f"{knowledge}: there is no such folder")
    if not is_id(name):
        raise NotNew(f"'{name}' is not an id: use lower-case words joined by hyphens, such as band-row")
    if not isinstance(plain_value(name), str):
        raise NotNew(f"'{name}' is no text to YAML, unless it is in quotes; choose another id, such as {kind}-{name}")
    own = knowledge.parent.name == "local"
    shipped = knowledge.parent.parent / "knowledge" if own else knowledge
    layer = knowledge if own else knowledge.parent / "local" / "knowledge"
    kinds = SINGULAR[kind]
    path = knowledge / kinds / f"{name}.yml"
    if path.exists():
        raise NotNew(f"{path} exists already; choose another id")
    if own and (shipped / kinds / f"{name}.yml").exists():
        shown = f"knowledge/{kinds}/{name}.yml"
        raise NotNew(f"'{name}' is shipped, as {shown}; choose another id, or write layer: extend to change it")
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {"id": name, "code": _code((shipped, layer), name) if kind == "exercise" else ""}
    schema = f"{'../../../knowledge' if own else '..'}/schema/{kinds}.schema.json"
    first = f"# yaml-language-server: $schema={schema}\n"
    path.write_text(first + "".join(_lines(PAGES[kinds], known, "")), encoding="utf-8")
    return path


def _code(layers: Iterable[Path], name: str) -> str:
    """The first free code that follows from the id, so that the same call gives the same file."""
    cards = (p for layer in layers for p in sorted((layer / "exercises").glob("*.yml")))
    taken = {code for p in cards for code in _CODE.findall(p.read_text(encoding="utf-8", errors="replace"))}
    return code_of(name, taken)


def _lines(model: type[Model], known: dict[str, str], indent: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = field.alias or name
        for line in textwrap.wrap(" ".join((field.description or "").split()), 100):
            yield f"{indent}# {line}\n"
        start = indent if field.is_required() else f"{indent}# "
        inner = _inner(field)
        if known.get(key):
            yield f"{indent}{key}: {known[key]}\n"
        elif inner is not None and field.is_required():
            many = get_origin(field.annotation) is tuple
            yield f"{indent}{key}:\n"
            rows = list(_lines(inner, {}, indent + ("    " if many else "  ")))
            yield from _as_row(rows, indent) if many else rows
        else:
            yield f"{start}{key}:{_sample(field)}\n"


def _as_row(rows: list[str], indent: str) -> Iterator[str]:
    first = next(i for i, row in enumerate(rows) if not row.lstrip().startswith("#"))
    for i, row in enumerate(rows):
        yield f"{indent}  - {row[len(indent) + 4 :]}" if i == first else row


def _parts(hint: Any) -> Iterator[Any]:
    """A type and all that it is made of."""
    yield hint
    for inner in (*get_args(hint), *getattr(hint, "__metadata__", ())):
        yield from _parts(inner)


def _inner(field: FieldInfo) -> type[Model] | None:
    return next((h for h in _parts(field.annotation) if isinstance(h, type) and issubclass(h, Model)), None)


def _sample(field: FieldInfo) -> str:
    """What stands behind the colon: the default or nothing, and as a comment what can stand there."""
    parts = [part for meta in (field.annotation, *field.metadata) for part in _parts(meta)]
    choices = [c for h in parts if get_origin(h) is Literal for c in get_args(h)]
    ref = next((h.kind for h in parts if isinstance(h, Ref)), None)
    inner = _inner(field)
    many = get_origin(field.annotation) is tuple and len(get_args(field.annotation)) == 2
    default = field.default if isinstance(field.default, bool | int | str) and not field.is_required() else None
    value = " []" if many else f" {str(default).lower()}" if default is not None else ""
    if inner is not None:
        return f"{value}  # with: {', '.join(f.alias or n for n, f in inner.model_fields.items())}"
    if choices:
        return f"{value}  # one of: {', '.join(map(str, choices))}"
    if ref in LISTS:
        return f"{value}  # from {ref}.yml"
    return f"{value}  # from {ref}/" if ref in PAGES else value
