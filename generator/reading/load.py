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
from pathlib import Path
from typing import Any

import yaml

from generator.reading import pasted, syntax
from generator.reading.document import Document, Path_, Position
from generator.reading.problems import Problem

MOST_BYTES = 1_000_000
MOST_DEPTH = 30

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")
ENDING = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""Also what was meant to end in .yml."""
_PAGE = re.compile(r"\.md$")


class _Bad(Exception):
    def __init__(self, at: Position, rule: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.at, self.rule, self.message, self.hint = at, rule, message, hint


def load(root: Path, top: str | None = None) -> tuple[list[Document], list[Problem]]:
    """Read every .yml file below `root`, sorted. A file that cannot be read is a problem and no document.

    `top` is what the author knows the folder as, such as local/knowledge; else its own name.
    """
    top = top or root.name
    documents: list[Document] = []
    problems: list[Problem] = []
    collecting = gc.isenabled()
    gc.disable()  # three times faster on big files: nothing here makes cycles
    try:
        for path in _files(root):
            shown = path.relative_to(root).as_posix()
            document = Document(f"{top}/{shown}".removesuffix("/."), ENDING.sub("", shown), None)
            try:
                reader = _Reader(document)
                document.data = reader.read(_text(root, path))
                documents.append(document)
                problems += reader.doubts
            except _Bad as bad:
                problems.append(document.problem(bad.at, bad.rule, bad.message, bad.hint))
    finally:
        if collecting:
            gc.enable()
    if not root.is_dir():
        there = os.path.lexists(root)
        message = "this is no folder" if there else "there is no such folder"
        hint = "put a folder of this name in its place" if there else "name one with --knowledge"
        problems.append(Problem(top, 1, 1, "no-knowledge", message, hint))
    return documents, problems


def load_pages(folder: Path, top: str = "") -> tuple[list[Document], list[Problem]]:
    """Read the front matter of every Markdown page below `folder`; a page without one is no document.

    `top` is what the author knows the folder as; else its own name.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in _files(folder, _PAGE):
        inside = path.relative_to(folder).as_posix()
        document = Document(
            f"{top or folder.name}/{inside}".removesuffix("/."), _PAGE.sub("", f"{folder.name}/{inside}"), None
        )
        try:
            document.text = _text(folder, path).replace("\r\n", "\n")
            start, _, rest = document.text.partition("---\n")
            if start or "\n---\n" not in rest:
                continue
            document.data = _Reader(document).read("\n" + rest.partition("\n---\n")[0])
            documents.append(document)
        except _Bad as bad:
            problems.append(document.problem(bad.at, bad.rule, bad.message, bad.hint))
    return documents, problems


def load_file(path: Path, shown: str = "") -> tuple[list[Document], list[Problem]]:
    """Read one YAML file, wherever it is. `shown` is what its author knows it as. Raises OSError when there is none."""
    real = Path(os.path.realpath(path, strict=True))
    document = Document(shown or path.as_posix(), path.stem, None)
    try:
        document.data = _Reader(document).read(_text(real.parent, real))
    except _Bad as bad:
        return [], [document.problem(bad.at, bad.rule, bad.message, bad.hint)]
    return [document], []


def name_of(path: str) -> str:
    """The name of the document shown to the author at `path`, or that would be there."""
    return ENDING.sub("", path.partition("/")[2])


def _files(root: Path, ending: re.Pattern[str] = ENDING) -> Iterator[Path]:
    """What is, or is taken for, such a file, links to folders, and folders that cannot be read. Hidden files and
    folders are not ours."""
    shut: list[Path] = []
    for folder, folders, files in os.walk(root, onerror=lambda error: shut.append(Path(error.filename))):
        here = Path(folder)
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        odd = [f for f in folders if ending.search(f) or (here / f).is_symlink()]
        for name in sorted([*odd, *(f for f in files if ending.search(f) and not f.startswith("."))]):
            yield here / name
    yield from (folder for folder in shut if folder.is_dir())


def _text(root: Path, path: Path) -> str:
    start = (1, 1)
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise _Bad(start, "outside-tree", f"this link leads out of {root.name}/", "put what it leads to here instead")
    if path.is_symlink() and path.is_dir():
        raise _Bad(start, "not-a-file", "links to folders are not followed", "put the folder itself here")
    if path.is_dir() and not os.access(path, os.R_OK):
        raise _Bad(start, "not-readable", "the folder cannot be read", "check its permissions")
    if path.is_dir():
        raise _Bad(start, "not-a-file", "this is a folder, and a file is wanted here", "rename or remove the folder")
    ending = ENDING.search(path.name)
    if ending and ending[0] != ".yml":
        raise _Bad(start, "file-name", f"the file's name ends in {ending[0]}", "rename it to end in .yml")
    if not path.exists():
        raise _Bad(start, "not-readable", "this link leads nowhere", "remove it, or put the file here instead")
    if not path.is_file():
        raise _Bad(start, "not-a-file", "this is not an ordinary file", "remove it")
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
    except OSError as error:
        raise _Bad(
            start, "not-readable", f"the file cannot be read: {error.strerror}", "check its permissions"
        ) from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.rpartition(b"\n")[2]
        at = (before.count(b"\n") + 1, len(line.decode("utf-8-sig")) + 1)
        raise _Bad(at, "encoding", "this is not UTF-8 text", "save the file as UTF-8") from None


class _Reader:
    """Builds data from YAML events, noting positions and refusing what the module's docstring names."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.doubts: list[Problem] = []
        self.lines: list[str] = []

    def read(self, text: str) -> Any:
        if found := pasted.unseen(text):
            raise _Bad(found[0], "syntax", *found[1:])
        self.lines = syntax.lines(text)
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
                raise _Bad(
                    _at(more), "one-document", "a second document begins here", "remove the line ---, or make two files"
                )
        except yaml.YAMLError as error:
            at, message, hint = syntax.explain(text, error)
            raise _Bad(at, "syntax", message, hint) from None
        if data is None:
            raise _Bad((1, 1), "empty-file", "the file is empty", "fill it in, or remove it")
        return data

    def _value(self, event: Any, path: Path_) -> Any:
        at = _at(event)
        self.document.positions[path] = at
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _Bad(at, "no-anchors", "anchors (&) and aliases (*) are not used here", "write the value out")
        _untagged(event, at)
        if len(path) > MOST_DEPTH:
            raise _Bad(at, "too-deep", f"nested more than {MOST_DEPTH} levels deep", "flatten it")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        if not event.implicit[0]:
            return event.value
        self._rows(event)
        line, end = self.lines[event.end_mark.line], event.end_mark.column
        for rule, message, hint in pasted.doubts(event.value, line[end:]):
            self.doubts.append(self.document.problem(at, rule, message, hint).as_warning())
        return plain_value(event.value)

    def _rows(self, event: Any) -> None:
        """No line of a text without quotes looks like a row of a list: one further in than its neighbours is no row."""
        for n in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self.lines[n]
            if (bare := line.lstrip()).startswith("- "):
                message = "this is no row of its own: it stands further in than the one above, and is part of its text"
                raise _Bad((n + 1, len(line) - len(bare) + 1), "syntax", message, "begin all dashes in one column")

    def _mapping(self, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            at = _at(event)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
                raise _Bad(at, "no-anchors", "anchors (&) and aliases (*) are not used here", "write the value out")
            _untagged(event, at)
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


def _untagged(event: Any, at: Position) -> None:
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise _Bad(at, "no-tags", f"tags ({tag}) are not used here", "remove the tag")


def plain_value(text: str) -> Any:
    """What a text without quotes is read as: nothing, a switch, a number or that text."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    return float(text) if number[2] else int(text)
