"""The rows of a table -> a trainer's own exercises, each with what is doubtful about it. Nothing is left unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.imports.amount import read_amount
from generator.imports.columns import LEFT_OUT, LISTS, Column
from generator.imports.table import Row, clean

STEPS: Final = {
    "inhibit": "ease inhibit release roll rolling smr massage",
    "lengthen": "lengthen stretch stretching flexibility",
    "activate": "activate activation strength strengthen strengthening powerlifting weightlifting strongman isolation",
    "integrate": "integrate integration combine functional",
    "other": "other warmup warm cardio plyometrics balance mobility conditioning cooldown",
}
"""Step -> the words that people write for it."""
_STEP_OF: Final = {word: step for step, words in STEPS.items() for word in words.split()}
TEXTS: Final = ("feel", "why", "summary", "position", "level", "load", "video")
MOST_NAME: Final = 120
_NUMBERED = re.compile(r"(?:^|(?<=\s))(?:step )?[0-9]{1,2}[.)]\s+", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦‣]+\s+|(?:step )?[0-9]{1,2}[.):]\s*)", re.IGNORECASE)
_FORMULA = re.compile(r"=\s*(?:[-+($A-Za-z]|[0-9.]+\s*[-+*/]).*", re.DOTALL)
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")
_NUMBERS = re.compile(r"[0-9.,\s–—to-]+")
_BARE = re.compile(r"[0-9]+ ?[-–—] ?[0-9]+")
"""In a column of sets and repetitions nobody can say whether 3-10 is 3 x 10, or from 3 to 10."""
_WEIGHT = re.compile(r"\b(kg|lb)s?\b", re.IGNORECASE)
_YES: Final = ("yes", "true", "x", "1", "each", "one", "unilateral", "each side", "per side")


@dataclass(frozen=True)
class Own:
    """One exercise as its row tells it."""

    row: int
    title: str
    """Empty: nobody can say what it is called, and it does not come in."""
    lists: Mapping[str, tuple[str, ...]]
    """One of LISTS -> its lines."""
    texts: Mapping[str, str]
    """Of TEXTS, as far as they are there."""
    amount: Mapping[str, tuple[int, int]]
    """sets, reps, hold, metres, rest, effort, reserve: lowest and highest."""
    step: str
    each_side: bool
    said: tuple[str, ...]
    """How much, in its own words, without rests."""
    printed: tuple[str, ...]
    """What of how much nobody here understands."""
    kept: tuple[tuple[str, str], ...]
    """(column, text): what no key takes, kept as a note."""
    doubts: tuple[dict[str, Any], ...]


def own_cards(found: Sequence[Column], rows: Sequence[Row]) -> list[Own]:
    """Read every row. Of two with one name the second says so; both are there."""
    first: dict[str, int] = {}
    cards = []
    for row in rows:
        card = _Reader(found, row).card()
        known = first.setdefault(card.title.casefold(), card.row)
        if card.title and known != card.row:
            told = {"say": "own.doubt.same-name", "title": card.title, "row": known}
            card = replace(card, doubts=(*card.doubts, told))
        cards.append(card)
    return cards


def lines_of(text: str) -> tuple[str, ...]:
    """A text as the list that it is: by line, else by number; bullets and numbers are taken off."""
    found = clean(text).split("\n")
    if len(found) == 1 and len(_NUMBERED.findall(found[0])) > 1:
        found = _NUMBERED.split(found[0])
    return tuple(line for line in (_BULLET.sub("", one).strip() for one in found) if line)


class _Reader:
    """Reads one row, noting doubts."""

    def __init__(self, found: Sequence[Column], row: Row) -> None:
        self.row = row
        self.doubts: list[dict[str, Any]] = [dict(told) for told in row.told]
        self.kept: list[tuple[str, str]] = []
        self.printed: list[str] = []
        self.cells: dict[str, list[str]] = {}
        for i, cell in enumerate(row.cells):
            column = found[i] if i < len(found) else Column("", None)
            if text := self._seen(column, cell):
                self._put(column, text)

    def card(self) -> Own:
        title = " ".join(self._one("title").split())
        lists = {key: self._lines(key) for key in LISTS}
        amount = self._amount()
        if not title:
            self._doubt("no-name")
        elif len(title) > MOST_NAME:
            self._doubt("long-name", n=len(title))
        if title and not lists["movement"]:
            self._doubt("no-movement")
        each = bool(amount.pop("each_side", False)) or self._one("sides").casefold() in _YES
        return Own(
            row=self.row.number,
            title=title,
            lists={key: lines for key, lines in lists.items() if lines},
            texts={key: text for key in TEXTS if (text := self._one(key))},
            amount={key: (low, high) for key, (low, high) in amount.items()},
            step=self._step(),
            each_side=each,
            said=tuple(_worded(key, text) for key, text in _said(self.cells) if key != "rest"),
            printed=tuple(self.printed),
            kept=tuple(self.kept),
            doubts=tuple(self.doubts),
        )

    def _seen(self, column: Column, cell: str) -> str:
        """A cell's text; what a spreadsheet could not work out is told and kept, and is no text."""
        text = clean(cell)
        wrong = "formula" if _FORMULA.fullmatch(text) else "error" if _ERROR.match(text) else ""
        if not wrong or column.key == LEFT_OUT:
            return text
        self._doubt(wrong, column=column.name, text=text[:60])
        self.kept.append((column.name, text))
        return ""

    def _put(self, column: Column, text: str) -> None:
        if column.key is not None:
            unit = _WEIGHT.search(column.name) if column.key == "load" else None
            if unit and _NUMBERS.fullmatch(text):
                text = f"{text} {unit[1].lower()}"
            if column.key != LEFT_OUT:
                self.cells.setdefault(column.key, []).append(text)
            return
        if not column.name:
            self._doubt("stray", text=text[:60])
        self.kept.append((column.name, text))

    def _one(self, key: str) -> str:
        return " ".join(" ".join(self.cells.get(key, ())).split())

    def _lines(self, key: str) -> tuple[str, ...]:
        found = tuple(line for cell in self.cells.get(key, ()) for line in lines_of(cell))
        if key not in ("muscles", "helpers", "equipment", "aliases"):
            return found
        return tuple(part.strip() for line in found for part in re.split(r"[,;/]|\band\b", line) if part.strip())

    def _amount(self) -> dict[str, Any]:
        """What the row says of how much; a cell that is not understood is printed on the card as it stands."""
        found: dict[str, Any] = {}
        for key, said in _said(self.cells):
            text = f"{said} {_COUNTS[key]}".strip() if _NUMBERS.fullmatch(said) else said
            amount = None if key == "dose" and _BARE.fullmatch(said) else read_amount(text)
            if amount is None:
                self._doubt("amount", text=said[:60])
                self.printed.append(_worded(key, said))
                continue
            if key == "rest" and "hold" in amount:
                amount["rest"] = amount.pop("hold")
            found = {**amount, **found, "each_side": amount["each_side"] or found.get("each_side", False)}
        return found

    def _step(self) -> str:
        """The step that a word of its column means; a column that says none of them is kept."""
        said = self._one("step")
        words = re.findall(r"[a-z]+", said.casefold().replace("warm-up", "warmup").replace("warm up", "warmup"))
        step = next((_STEP_OF[word] for word in words if word in _STEP_OF), "")
        if said and not step:
            self._doubt("unknown", text=said[:60], what={"say": "own.what.step"})
        if said:
            self.kept.append(("step", said))
        return step or "other"

    def _doubt(self, name: str, **values: object) -> None:
        self.doubts.append({"say": f"own.doubt.{name}", **values})


_COUNTS: Final = {"dose": "", "sets": "sets", "reps": "reps", "hold": "s", "rest": "s"}
"""What a number alone counts, by its column."""


def _worded(key: str, text: str) -> str:
    return text if key == "dose" else f"{key.capitalize()}: {text}"


def _said(cells: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for key in _COUNTS:
        yield from ((key, text) for text in cells.get(key, ()))
