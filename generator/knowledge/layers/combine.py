"""Values out of several documents -> one document, in which every value knows the file and line it was written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from generator.reading.document import Document, Elsewhere, Path_, Position

NAMES = ("id", "demand", "muscle", "finding", "exercise")
"""What a row of a list is known by."""


class Part(NamedTuple):
    """A value, and where it was written."""

    document: Document
    path: Path_
    value: Any

    def inside(self, key: str | int) -> Part:
        return Part(self.document, (*self.path, key), self.value[key])

    def at(self, *inside: str | int) -> Position:
        return Elsewhere.of(self.document.at((*self.path, *inside)), self.document.path)

    def bare(self) -> Part:
        """Without `layer`."""
        if not isinstance(self.value, dict):
            return self
        return self._replace(value={k: v for k, v in self.value.items() if k != "layer"})


def known_by(row: Any) -> str:
    found = [row[key] for key in NAMES if isinstance(row.get(key), str)] if isinstance(row, dict) else []
    return found[0] if found else ""


@dataclass(frozen=True)
class Edit:
    """One thing that an extension did to a shipped entity."""

    path: Path_
    """Inside the merged entity."""
    at: Position
    how: Literal["replaced", "added", "appended"]
    """A value was replaced, a key was added to a mapping, a row to a list."""
    old: Any
    """The value before; of "appended", the list before."""
    new: Any


class Writer:
    """Builds a document out of values of others, and notes what an extension did."""

    def __init__(self, path: str, name: str) -> None:
        self.document = Document(path, name, None)
        self.edits: list[Edit] = []

    def whole(self, part: Part) -> None:
        self.document.data = self._copy(part, ())

    def extended(self, base: Part, own: Part) -> None:
        self.document.data = self._extend(base, own, ())

    def rows(self, parts: Iterable[Part]) -> None:
        self.document.positions[()] = (1, 1)
        self.document.data = [self._copy(part, (i,)) for i, part in enumerate(parts)]

    def _copy(self, part: Part, to: Path_) -> Any:
        self._place(part, to)
        if isinstance(part.value, dict):
            return {key: self._copy(part.inside(key), (*to, key)) for key in part.value}
        if isinstance(part.value, list):
            return [self._copy(part.inside(i), (*to, i)) for i in range(len(part.value))]
        return part.value

    def _place(self, part: Part, to: Path_) -> None:
        d = self.document
        d.positions[to] = self._position(part.document, part.document.at(part.path))
        if part.path in part.document.keys:
            d.keys[to] = self._position(part.document, part.document.keys[part.path])

    def _position(self, source: Document, at: Position) -> Position:
        """As it is in the document that is being written: only what comes from another file says from which."""
        path = at.path if isinstance(at, Elsewhere) else source.path
        here: Position = (at[0], at[1])
        return here if path == self.document.path else Elsewhere.of(here, path)

    def _extend(self, base: Part, own: Part, to: Path_) -> Any:
        if isinstance(base.value, dict) and isinstance(own.value, dict):
            self._place(base, to)
            return {key: self._entry(base, own, key, (*to, key)) for key in {**base.value, **own.value}}
        if isinstance(base.value, list) and isinstance(own.value, list) and not _is_value(own.value):
            self._place(base, to)
            return self._append(base, own, to)
        if base.value != own.value:
            self.edits.append(Edit(to, own.at(), "replaced", base.value, own.value))
        return self._copy(own, to)

    def _entry(self, base: Part, own: Part, key: str, to: Path_) -> Any:
        if key not in own.value:
            return self._copy(base.inside(key), to)
        if key in base.value:
            return self._extend(base.inside(key), own.inside(key), to)
        self.edits.append(Edit(to, own.at(key), "added", None, own.value[key]))
        return self._copy(own.inside(key), to)

    def _append(self, base: Part, own: Part, to: Path_) -> list[Any]:
        """The shipped rows, merged with the fork's rows of their names; new ones last, but before a "none of these"."""
        rows = [base.inside(i) for i in range(len(base.value))]
        names = [known_by(row.value) for row in rows]
        partners: dict[int, Part] = {}
        new: list[Part] = []
        for row in (own.inside(i) for i in range(len(own.value))):
            name = known_by(row.value)
            if name and name in names and names.index(name) not in partners:
                partners[names.index(name)] = row
            elif isinstance(row.value, dict | list) or row.value not in base.value:
                new.append(row)
        end = len(rows)
        while end and isinstance(rows[end - 1].value, dict) and rows[end - 1].value.get("exclusive") is True:
            end -= 1
        self.edits += [Edit(to, row.at(), "appended", base.value, row.value) for row in new]
        data = []
        for i, (row, partner) in enumerate(
            [*((rows[n], partners.get(n)) for n in range(end)), *((row, None) for row in new)]
            + [(rows[n], partners.get(n)) for n in range(end, len(rows))]
        ):
            data.append(self._extend(row, partner, (*to, i)) if partner else self._copy(row, (*to, i)))
        return data


def _is_value(items: list[Any]) -> bool:
    """Say whether a list is one value, such as a range, rather than a list of things."""
    return bool(items) and all(map(is_number, items))


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
