"""What a reference is made of. Texts and cells are plain, with `code` and [links to a section](#id)."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

Cells = tuple[str, ...]

_PIECE = re.compile(r"`([^`]+)`|\[([^\]]+)\]\(#([\w-]+)\)")


@dataclass(frozen=True)
class Table:
    """Rows below the columns, which are named as in the phrases `page.manual.column`."""

    columns: Cells
    rows: tuple[Cells, ...]
    head: str = ""
    """What the rows are, as in the phrases `page.manual.head`, where a section has several tables."""


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    """As it is written in code or on a command line."""
    says: str = ""
    sample: str = ""
    """What stands as it is."""
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """One page of the reference."""

    path: str
    """Below the reference: "rules", "keys-exercises"."""
    topic: str
    """What its title and lead are called in the phrases, below `page.manual`."""
    sections: tuple[Section, ...]
    subject: str = ""
    """What is put into title and lead."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text: code, a link to a section, or neither."""

    text: str
    code: bool = False
    to: str = ""


def pieces(text: str) -> list[Piece]:
    """Text as the pieces that it is made of."""
    found: list[Piece] = []
    at = 0
    for match in _PIECE.finditer(text):
        found += [Piece(text[at : match.start()])] if match.start() > at else []
        code, words, to = match.groups()
        found.append(Piece(code, code=True) if code else Piece(words, to=to))
        at = match.end()
    return [*found, Piece(text[at:])] if at < len(text) else found


def blocks(text: str) -> list[tuple[bool, str]]:
    """A docstring as (stands as it is, paragraph): lines that are indented stand as they are."""
    found: list[tuple[bool, list[str]]] = []
    for line in inspect.cleandoc(text).split("\n"):
        kept = line.startswith(" ")
        if not line:
            found.append((kept, []))
        elif found and found[-1][0] == kept:
            found[-1][1].append(line)
        else:
            found.append((kept, [line]))
    return [(kept, "\n".join(lines) if kept else " ".join(lines)) for kept, lines in found if lines]


def one_line(text: str | None) -> str:
    """A docstring in one line."""
    return " ".join((text or "").split())
