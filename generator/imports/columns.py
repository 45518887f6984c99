"""What the columns of a table are: told by their headings, or by whoever brings the table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.imports.table import clean

HEADINGS: Final = {
    "title": "name, exercise, exercise name, title, movement name",
    "movement": "how, how to, how to do it, instructions, description, steps, technique, execution, movement",
    "setup": "setup, start, starting position, preparation, getting ready",
    "cues": "cues, cue, coaching cues, coaching points, tips, think of, coaching notes, coaching",
    "mistakes": "mistakes, common mistakes, avoid, errors",
    "feel": "feel, you should feel, sensation",
    "stop_if": "stop, stop if, contraindications",
    "why": "why, purpose, reason, benefit, benefits",
    "summary": "summary, in short",
    "aliases": "aliases, other names, alternate names, alternative names, also called, synonyms",
    "dose": "dose, amount, how much, sets x reps, sets and reps, sets & reps, sets reps, prescription, volume",
    "sets": "sets, set, rounds",
    "reps": "reps, rep, repetitions, repeats, reps per set",
    "hold": "hold, holds, time, duration, seconds, hold time",
    "rest": "rest, rest time, pause, break",
    "load": "load, weight, weights, band, resistance, load kg, load lb, weight kg, weight lb, weight lbs, kg, lb, lbs",
    "step": "step, phase, category, type, kind",
    "sides": "side, sides, each side, unilateral",
    "muscles": "muscle, muscles, target, target muscle, target muscles, primary muscles, muscle group, body part",
    "helpers": "secondary muscles, secondary muscle, synergists, helpers, also works",
    "equipment": "equipment, equip, gear, kit, tools, equipment needed, you need",
    "position": "position, body position",
    "level": "level, difficulty",
    "video": "video, video link, video url, link, url, demo, demo video, youtube",
}
"""Key -> how people head its column."""
LISTS: Final = ("movement", "setup", "cues", "mistakes", "stop_if", "aliases", "muscles", "helpers", "equipment")
"""Keys that several columns may fill together."""
LEFT_OUT: Final = "-"
"""In place of a key: nobody wants this column."""
_OTHER = re.compile(r"[\W_]+")


class BadColumns(Exception):
    """`message` is the one complaint about what a column was said to be."""

    def __init__(self, say: str, **values: object) -> None:
        super().__init__(say)
        self.message = {"say": f"own.columns.{say}", **values}


@dataclass(frozen=True)
class Column:
    name: str
    key: str | None
    """One of HEADINGS, or LEFT_OUT; None: what stands in it is kept as a note."""
    again: bool = False
    """Another column is its key already."""


def columns(heading: Sequence[str], said: Mapping[str, str]) -> tuple[Column, ...]:
    """Recognise each column. `said` is column -> key, as someone decided it. Raises BadColumns."""
    for name, key in said.items():
        if key not in (*HEADINGS, LEFT_OUT):
            raise BadColumns("unknown-key", key=key, known=[*HEADINGS])
        if _plain(name) not in map(_plain, heading):
            raise BadColumns("unknown-column", column=name, known=[h for h in heading if h])
    decided = {_plain(name): key for name, key in said.items()}
    found: list[Column] = []
    taken = set(decided.values())
    for name in (" ".join(clean(name).split()) for name in heading):
        meant = decided.get(_plain(name)) or _KNOWN.get(_plain(name))
        again = _plain(name) not in decided and meant in taken and meant not in LISTS
        taken |= {meant} if meant else set()
        found.append(Column(name, None if again else meant, again))
    if "title" not in taken:
        raise BadColumns("no-name", known=[h for h in heading if h])
    return tuple(found)


def _plain(name: str) -> str:
    return _OTHER.sub("", name.casefold())


_KNOWN: Final = {_plain(name): key for key, names in HEADINGS.items() for name in names.split(",")}
