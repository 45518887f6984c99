"""YAML files -> plain data with positions. The only importer of yaml.

YAML is read more narrowly than the standard allows, because its wide reading surprises authors: only true and false
are booleans (yes, no, on, off are words), only decimal numbers are numbers (1:30 and 007 are words); anchors,
aliases, tags, merge keys and several documents in a file are refused.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from generator.problems import Problem

MOST_BYTES = 1_000_000
MOST_DEPTH = 30

Path_ = tuple[str | int, ...]
Position = tuple[int, int]

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")


@dataclass
class Document:
    """One file's data. `positions` maps a path of keys and indexes to (line, column); `keys` to the key's own."""

    path: str
    """As shown to the author: from the folder above the knowledge folder."""
    name: str
    """From the knowledge folder, without .yml: causes/footwear."""
    data: Any
    positions: dict[Path_, Position] = field(default_factory=dict)
    keys: dict[Path_, Position] = field(default_factory=dict)

    def at(self, path: Path_) -> Position:
        """The position of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))

    def at_key(self, path: Path_) -> Position:
        return self.keys.get(path) or self.at(path)

    def problem(self, at: Position, rule: str, message: str, hint: str = "") -> Problem:
        return Problem(self.path, *at, rule=rule, message=message, hint=hint)


class _Bad(Exception):
    def __init__(self, at: Position, rule: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.at, self.rule, self.message, self.hint = at, rule, message, hint


def load(root: Path) -> tuple[list[Document], list[Problem]]:
    """Read every .yml file below `root`, sorted. A file that cannot be read is a problem and no document."""
    documents: list[Document] = []
    problems: list[Problem] = []
    collecting = gc.isenabled()
    gc.disable()  # three times faster on big files: nothing here makes cycles
    try:
        for path in _files(root):
            shown, name = _shown(root, path), path.relative_to(root).with_suffix("").as_posix()
            document = Document(shown, name, None)
            try:
                document.data = _Reader(document).read(_text(root, path))
                documents.append(document)
            except _Bad as bad:
                problems.append(document.problem(bad.at, bad.rule, bad.message, bad.hint))
    finally:
        if collecting:
            gc.enable()
    if not root.is_dir():
        problems.append(
            Problem(root.name, 1, 1, "no-knowledge", "there is no such folder", "name one with --knowledge")
        )
    return documents, problems


def _shown(root: Path, path: Path) -> str:
    return f"{root.name}/{path.relative_to(root).as_posix()}"


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted([*files, *(f for f in folders if f.endswith((".yml", ".yaml")))]):
            if name.endswith((".yml", ".yaml")):
                yield Path(folder) / name


def _text(root: Path, path: Path) -> str:
    start = (1, 1)
    if not path.resolve().is_relative_to(root.resolve()):
        raise _Bad(start, "outside-tree", "this link leads out of the knowledge folder", "copy the file here instead")
    if path.suffix == ".yaml":
        raise _Bad(start, "file-name", "the file's name ends in .yaml", "rename it to end in .yml")
    if path.is_dir():
        raise _Bad(start, "not-a-file", "this is a folder, and a file is wanted here", "rename or remove the folder")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise _Bad(
            start,
            "too-large",
            f"the file has {size:,} bytes; the most is {MOST_BYTES:,}",
            "split it into smaller files",
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        at = (before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise _Bad(at, "encoding", "this is not UTF-8 text", "save the file as UTF-8") from None


class _Reader:
    """Builds data from YAML events, noting positions and refusing what the module's docstring names."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def read(self, text: str) -> Any:
        try:
            self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
            next(self.events)
            event = next(self.events)
            if isinstance(event, yaml.StreamEndEvent):
                raise _Bad((1, 1), "empty-file", "the file is empty", "fill it in, or remove it")
            data = self._value(next(self.events), ())
            next(self.events)
            more = next(self.events)
            if not isinstance(more, yaml.StreamEndEvent):
                raise _Bad(_at(more), "one-document", "a second document begins here", "one file holds one document")
        except yaml.YAMLError as error:
            self._syntax(error)
        if data is None:
            raise _Bad((1, 1), "empty-file", "the file is empty", "fill it in, or remove it")
        return data

    def _syntax(self, error: yaml.YAMLError) -> NoReturn:
        mark = getattr(error, "problem_mark", None)
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = getattr(error, "problem", None) or "it cannot be read"
        hint = "check the indentation, the colons and the quotes here and in the line above"
        raise _Bad(at, "syntax", f"this is not valid YAML: {what}", hint) from None

    def _value(self, event: Any, path: Path_) -> Any:
        at = _at(event)
        self.document.positions[path] = at
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _Bad(at, "no-anchors", "anchors (&) and aliases (*) are not used here", "write the value out")
        if event.tag is not None:
            raise _Bad(at, "no-tags", f"the tag {event.tag} is not used here", "remove the tag")
        if len(path) > MOST_DEPTH:
            raise _Bad(at, "too-deep", f"nested more than {MOST_DEPTH} levels deep", "flatten it")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return _scalar(event)

    def _mapping(self, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            at = _at(event)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
                raise _Bad(at, "no-anchors", "anchors (&) and aliases (*) are not used here", "write the value out")
            if not isinstance(event, yaml.ScalarEvent):
                raise _Bad(at, "bad-key", "a key is a plain word", "put the key on one line, followed by a colon")
            key = event.value
            if key == "<<":
                raise _Bad(at, "no-anchors", "merge keys (<<) are not used here", "write the keys out")
            if key in data:
                first = self.document.keys[(*path, key)]
                raise _Bad(at, "duplicate-key", f"'{key}' stands here and in line {first[0]}", "keep one of them")
            self.document.keys[(*path, key)] = at
            data[key] = self._value(next(self.events), (*path, key))
        return data

    def _sequence(self, path: Path_) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self._value(event, (*path, len(data))))
        return data


def _at(event: Any) -> Position:
    return (event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(event: Any) -> Any:
    text = event.value
    if not event.implicit[0]:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    return float(text) if number[2] else int(text)
