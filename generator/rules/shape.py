"""Shape: every document is of a known kind, has its keys, types and ids. Turns pydantic's findings into our words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.base import Knowledge
from generator.load import Document, Path_
from generator.model import LISTS, PAGES, SINGLES, Model, Scoring, Screen
from generator.problems import Problem, did_you_mean

RULES = (
    "unknown-file",
    "unknown-key",
    "missing-key",
    "wrong-type",
    "bad-value",
    "duplicate-id",
    "id-not-file-name",
    "missing-file",
)

_CLOCK = re.compile(r"([0-9]+):([0-9]{2})")


def read(documents: list[Document]) -> tuple[Knowledge, list[Problem]]:
    """Turn documents into the knowledge base. What has faults is left out of it and reported."""
    reader = _Reader()
    for document in documents:
        reader.take(document)
    for name in SINGLES:
        if name not in reader.singles and all(d.name != name for d in documents):
            reader.problems.append(
                Problem(f"knowledge/{name}.yml", 1, 1, "missing-file", "this file is missing", "restore it")
            )
    scoring, screen = reader.singles.get("scoring"), reader.singles.get("safety/screen")
    knowledge = Knowledge(
        kinds=reader.kinds,
        scoring=scoring if isinstance(scoring, Scoring) else None,
        screen=screen if isinstance(screen, Screen) else None,
        phrases=reader.phrases,
        origins=reader.origins,
    )
    return knowledge, reader.problems


class _Reader:
    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, Model]] = {kind: {} for kind in (*PAGES, *LISTS)}
        self.singles: dict[str, Model] = {}
        self.phrases: dict[str, dict[str, str]] = {}
        self.origins: dict[tuple[str, str], tuple[Document, Path_]] = {}
        self.problems: list[Problem] = []

    def take(self, d: Document) -> None:
        folder, _, stem = d.name.partition("/")
        if d.name in LISTS:
            self._list(d)
        elif d.name in SINGLES:
            model = self._validate(d, SINGLES[d.name], d.data, ())
            if model is not None:
                self.singles[d.name] = model
                self.origins[d.name, ""] = (d, ())
        elif folder in PAGES and stem and "/" not in stem:
            self._page(d, folder, stem)
        elif folder == "phrases" and stem and "/" not in stem:
            self._phrases(d, stem)
        else:
            known = [*LISTS, *SINGLES, *(f"{f}/{stem or '...'}" for f in (*PAGES, "phrases"))]
            hint = did_you_mean(d.name, known) or f"known folders: {', '.join(PAGES)}"
            self.problems.append(d.problem((1, 1), "unknown-file", f"nothing reads '{d.name}.yml'", hint))

    def _page(self, d: Document, kind: str, stem: str) -> None:
        model = self._validate(d, PAGES[kind], d.data, ())
        if isinstance(d.data, dict) and isinstance(d.data.get("id"), str) and d.data["id"] != stem:
            message = f"the id '{d.data['id']}' is not the file's name"
            self.problems.append(d.problem(d.at(("id",)), "id-not-file-name", message, f"write id: {stem}"))
        elif model is not None:
            self._keep(d, kind, stem, model, ())

    def _list(self, d: Document) -> None:
        if not isinstance(d.data, list):
            self.problems.append(
                d.problem((1, 1), "wrong-type", "a list is wanted here", "begin each row with '- id:'")
            )
            return
        for i, row in enumerate(d.data):
            model = self._validate(d, LISTS[d.name], row, (i,))
            if model is not None:
                self._keep(d, d.name, model.id, model, (i,))  # type: ignore[attr-defined]

    def _keep(self, d: Document, kind: str, name: str, model: Model, path: Path_) -> None:
        if name in self.kinds[kind]:
            first, start = self.origins[kind, name]
            place = f"{first.path}:{first.at(start)[0]}"
            self.problems.append(
                d.problem(
                    d.at((*path, "id")), "duplicate-id", f"'{name}' stands here and at {place}", "rename one of them"
                )
            )
            return
        self.kinds[kind][name] = model
        self.origins[kind, name] = (d, path)

    def _phrases(self, d: Document, language: str) -> None:
        flat: dict[str, str] = {}
        for path, value in _leaves(d.data, ()):
            if isinstance(value, str):
                flat[".".join(map(str, path))] = value
            else:
                hint = "put it in quotes" if value is not None else "write the sentence"
                self.problems.append(d.problem(d.at(path), "wrong-type", f"text is wanted, not {_show(value)}", hint))
        self.phrases[language] = flat

    def _validate(self, d: Document, model: type[Model], data: Any, start: Path_) -> Model | None:
        if not isinstance(data, dict):
            hint = "write 'key: value' lines"
            self.problems.append(d.problem(d.at(start), "wrong-type", "keys and values are wanted here", hint))
            return None
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self.problems.append(_problem(d, model, data, start, fault))
            return None


def _leaves(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    else:
        yield path, value


def _problem(d: Document, model: type[Model], data: Any, start: Path_, fault: ErrorDetails) -> Problem:
    kind, value = fault["type"], fault["input"]
    path, owner = _locate(model, data, fault)
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = [f.alias or name for name, f in owner.model_fields.items()]
        hint = did_you_mean(key, known) or f"known keys: {', '.join(known)}"
        return d.problem(d.at_key((*start, *path)), "unknown-key", f"unknown key '{key}'", hint)
    if kind == "missing":
        doc = owner.model_fields[key].description if key in owner.model_fields else None
        return d.problem(d.at((*start, *path[:-1])), "missing-key", f"'{key}' is missing", _first_line(doc))
    rule = (
        "wrong-type" if kind.endswith(("_type", "_parsing", "_instance")) or kind == "int_from_float" else "bad-value"
    )
    message, hint = _words(kind, value, fault.get("ctx", {}), fault["msg"])
    return d.problem(d.at((*start, *path)), rule, f"{key}: {message}" if key else message, hint)


def _locate(model: type[Model], data: Any, fault: ErrorDetails) -> tuple[Path_, type[BaseModel]]:
    """The fault's path in the data (without pydantic's own tags), and the model that owns its last key."""
    path: list[str | int] = []
    owner: type[BaseModel] = model
    here = data
    for i, part in enumerate(fault["loc"]):
        last = i == len(fault["loc"]) - 1
        if isinstance(here, dict) and (part in here or (last and fault["type"] == "missing")):
            if path:
                owner = _inner(owner, path[-1]) or owner
            path.append(part)
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path_owner = _inner(owner, path[-1]) if path and isinstance(path[-1], str) else None
            owner = path_owner or owner
            path.append(part)
            here = here[part]
    return tuple(path), owner


def _inner(owner: type[BaseModel], key: str | int) -> type[BaseModel] | None:
    """The model that the field `key` of `owner` holds, if it holds one."""
    fields = {f.alias or name: f for name, f in owner.model_fields.items()}
    return _model_in(fields[str(key)].annotation) if str(key) in fields else None


def _model_in(hint: Any) -> type[BaseModel] | None:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    for inner in getattr(hint, "__args__", ()):
        found = _model_in(inner)
        if found:
            return found
    return None


def _words(kind: str, value: Any, ctx: dict[str, Any], fallback: str) -> tuple[str, str]:
    """What is wrong and how to mend it, for pydantic's error `kind`."""
    shown = _show(value)
    if kind in ("bool_type", "bool_parsing"):
        return f"true or false is wanted, not {shown}", "write true or false, without quotes"
    if kind in ("int_type", "int_parsing", "int_from_float"):
        clock = _CLOCK.fullmatch(value) if isinstance(value, str) else None
        hint = (
            f"write the time in seconds: {int(clock[1]) * 60 + int(clock[2])}"
            if clock
            else "write digits, without quotes"
        )
        return f"a whole number is wanted, not {shown}", hint
    if kind == "string_type":
        return f"text is wanted, not {shown}", "put it in quotes" if not isinstance(value, dict | list) else ""
    if kind in ("tuple_type", "list_type"):
        return f"a list is wanted, not {shown}", "begin each row with '- '"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"keys and values are wanted, not {shown}", ""
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", str(ctx.get("expected", "")))
        return f"{shown} is not one of: {', '.join(known)}", did_you_mean(str(value), known)
    if kind == "string_pattern_mismatch":
        return f"{shown} does not have the right form", f"it must match {ctx.get('pattern')}"
    if kind in ("too_short", "too_long"):
        return f"{ctx.get('actual_length')} given, {ctx.get('min_length', ctx.get('max_length'))} wanted", ""
    if kind == "string_too_short":
        return "it is empty", "write a sentence, or remove the key"
    if kind in ("greater_than_equal", "less_than_equal"):
        edge = f"at least {ctx['ge']}" if "ge" in ctx else f"at most {ctx['le']}"
        return f"{shown} is out of range; {edge} is wanted", ""
    if kind.startswith("date"):
        return f"a date is wanted, not {shown}", "write it like 2026-11-21"
    if kind == "value_error":
        return str(ctx["error"]), ""
    return f"{fallback[0].lower()}{fallback[1:]}, not {shown}", ""


def _show(value: Any) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value[:60]}'" if isinstance(value, str) else str(value)


def _first_line(text: str | None) -> str:
    return text.strip().splitlines()[0] if text else ""
