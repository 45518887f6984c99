"""What was read from one file: its data, and where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.reading.problems import Problem

Path_ = tuple[str | int, ...]
"""Keys and indexes, from the file's top."""
Position = tuple[int, int]
"""Line and column, from 1."""


class Elsewhere(tuple[int, int]):
    """A position in another file than its document's own: a document merged from two layers has both."""

    path: str

    @classmethod
    def of(cls, position: Position, path: str) -> Elsewhere:
        made = cls(position)
        made.path = path
        return made


def dotted(path: Path_) -> str:
    """A place in a document in one word: steps.0.title."""
    return ".".join(map(str, path))


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
    text: str = ""
    """All of a page; `data` is its front matter. Of YAML it is not kept."""

    def at(self, path: Path_) -> Position:
        """The position of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))

    def at_key(self, path: Path_) -> Position:
        return self.keys.get(path) or self.at(path)

    def within(self) -> set[str]:
        """Its own name and those of the folders around it: safety/flags, safety."""
        parts = self.name.split("/")
        return {"/".join(parts[: i + 1]) for i in range(len(parts))}

    def where(self, path: Path_) -> str:
        """The file and line of the value at `path`, as one document's problem names another's place."""
        at = self.at(path)
        return f"{self._file(at)}:{at[0]}"

    def problem(self, at: Position, rule: str, message: str, hint: str = "") -> Problem:
        return Problem(self._file(at), *at, rule=rule, message=message, hint=hint)

    def _file(self, at: Position) -> str:
        return at.path if isinstance(at, Elsewhere) else self.path
