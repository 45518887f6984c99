"""A table that the builder brings -> a trainer's own exercises as it keeps them. The browser runs this very file, with
those beside it that it imports, from an archive of its own that is fetched with the first table."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from generator.imports.columns import LEFT_OUT, BadColumns, Column, columns
from generator.imports.rows import Own, own_cards
from generator.imports.sheets import found, of_text
from generator.imports.table import BadTable, clean
from generator.imports.texts import Found, NotReadable
from generator.imports.workbook import sheets
from quiz.asking.bundle import Data
from quiz.plans.plan import WRITTEN
from quiz.routine.bounds import LIMITS, MOST_LOAD
from quiz.telling.phrase import tell

MOST_TITLE: Final = 80
MOST_HOW: Final = 900
MOST_NOTES: Final = 4_000
"""Characters that the builder keeps of each."""
_DOSE: Final = {WRITTEN.get(key, key): key for key in ("sets", "reps", "hold", "metres", "rest", "effort", "reserve")}
_MUCH: Final = ("reps", "hold", "metres")
MOST_VIDEO: Final = 200
_LISTS: Final = ("setup", "movement", "cues", "stop_if", "mistakes")


def read(request: str) -> str:
    """JSON in: {"text"} or {"bytes": base64}, "map": {column: key}, "words": the sentences own.*. JSON out: {"error",
    "columns"}, or {"notes", "columns": [{"name", "key"}], "rows": [{"row", "title", "value", "doubts"}]}, all told.

    With "kind": "clients" a table of people: {"clients": [{"name", "pack"}]}, or {"error"}.
    `value` is what the page's kept/own.mjs keeps, null for a row without a name. What has no place in it is in its
    notes.
    """
    asked = json.loads(request)
    words: Mapping[str, str] = asked["words"]
    if asked.get("kind") == "clients":
        return json.dumps(_clients(asked, words))
    try:
        read = _found(asked)
        mapped = columns(read.table.heading, asked.get("map") or {})
    except NotReadable as error:
        return json.dumps({"error": str(error)})
    except (BadTable, BadColumns) as error:
        return json.dumps({"error": tell(error.message, words), "columns": _columns(asked)})
    told = [{"row": own.row, "title": own.title, **_told(own, words)} for own in own_cards(mapped, read.table.rows)]
    return json.dumps({"notes": read.notes, "columns": _shown(mapped), "rows": told})


_PERSON: Final = {
    "name": ("name", "client", "clients", "client name", "full name", "first name", "last name", "surname"),
    "pack": ("pack", "plan", "program", "programme"),
}
"""What a column of people is -> how it is headed."""


def _clients(asked: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """People and their packs. Where no heading says what a column is, the first holds names, from its first row on."""
    try:
        listed = _found(asked).table
    except NotReadable as error:
        return {"error": str(error)}
    except BadTable as error:
        return {"error": tell(error.message, words)}
    heads = [" ".join(clean(head).casefold().split()) for head in listed.heading]
    at = {key: [i for i, head in enumerate(heads) if head in names] for key, names in _PERSON.items()}
    rows = [row.cells for row in listed.rows]
    if not at["name"]:
        at, rows = {"name": [0], "pack": []}, [*(row.cells for row in listed.above), listed.heading, *rows]
    people = ({key: _joined(cells, columns) for key, columns in at.items()} for cells in rows)
    return {"clients": [person for person in people if person["name"]]}


def _joined(cells: Sequence[str], columns: Sequence[int]) -> str:
    return " ".join(" ".join(clean(cells[i]) for i in columns if i < len(cells)).split())


def _found(asked: Mapping[str, Any]) -> Found:
    text = asked.get("text")
    return of_text(text) if text is not None else found(base64.b64decode(asked["bytes"]), sheets)


def _columns(asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The headings of a table of which nobody could say what its columns are."""
    try:
        heading = _found(asked).table.heading
    except (NotReadable, BadTable):
        return []
    return [{"name": name, "key": None} for name in heading if name]


def _shown(mapped: tuple[Column, ...]) -> list[dict[str, Any]]:
    return [{"name": column.name, "key": column.key} for column in mapped if column.name]


def _told(own: Own, words: Mapping[str, str]) -> dict[str, Any]:
    if not own.title:
        return {"value": None, "doubts": tell(list(own.doubts), words)}
    doubts: list[Data] = list(own.doubts)
    dose, below = _dose(own, doubts, words)
    how = [line for key in _LISTS for line in own.lists.get(key, ())] or [words["own.as-shown"]]
    how += own.said if below else ()
    how += [line for line in own.printed if line not in own.said]
    text = "\n".join(how)
    if len(text) > MOST_HOW or len(own.title) > MOST_TITLE:
        doubts.append({"say": "own.doubt.cut"})
    notes = "\n".join(_besides(own, text))
    value: dict[str, Any] = {"title": own.title[:MOST_TITLE], "how": text[:MOST_HOW], "step": own.step, "dose": dose}
    value |= {"each_side": True} if own.each_side else {}
    value |= {"video": own.texts["video"]} if _is_video(own.texts.get("video", "")) else {}
    value |= {"notes": notes[:MOST_NOTES]} if notes else {}
    return {"value": value, "doubts": tell(doubts, words)}


def _dose(own: Own, doubts: list[Data], words: Mapping[str, str]) -> tuple[dict[str, Any], bool]:
    """How much, as a plan has it: in numbers, or else in the row's own words; and whether those stand below instead."""
    dose, load = _numbers(own, doubts), own.texts.get("load", "")
    if dose is None:
        said = ", ".join(filter(None, [*own.said, load]))
        below = len(said) > MOST_LOAD
        return {"load": words["own.as-below"] if below else said}, below
    return dose | ({"load": load} if 0 < len(load) <= MOST_LOAD else {}), False


def _numbers(own: Own, doubts: list[Data]) -> dict[str, Any] | None:
    """How much a row says as numbers that a plan can hold, the low end of ranges, which is told; None: its own words
    say it. No number comes in that the row does not have."""
    over = [high for key, (_, high) in own.amount.items() if high > LIMITS[key][1]]
    if over:
        doubts.append({"say": "own.doubt.amount", "text": ", ".join(own.said)[:60]})
    if over or any(line in own.said for line in own.printed):
        return None
    doubts += [{"say": "own.doubt.range", "low": low, "high": high} for low, high in own.amount.values() if low < high]
    if not any(key in own.amount for key in _MUCH):
        doubts.append({"say": "own.doubt.no-amount"})
    return {name: own.amount[key][0] for name, key in _DOSE.items() if key in own.amount}


def _is_video(text: str) -> bool:
    return len(text) <= MOST_VIDEO and text.startswith("https://") and " " not in text


def _besides(own: Own, how: str) -> Iterator[str]:
    """What the row says and the exercise has no place for."""
    if len(own.title) > MOST_TITLE:
        yield own.title
    if len(how) > MOST_HOW:
        yield how[MOST_HOW:]
    for key in own.lists:
        if key not in _LISTS:
            yield f"{key}: {', '.join(own.lists[key])}"
    for key, text in own.texts.items():
        if not (_is_video(text) if key == "video" else key == "load" and len(text) <= MOST_LOAD):
            yield f"{key}: {text}"
    yield from (f"{key}: {low}-{high}" for key, (low, high) in own.amount.items() if low != high)
    yield from (f"{column or LEFT_OUT}: {text}" for column, text in own.kept if column != "step")
