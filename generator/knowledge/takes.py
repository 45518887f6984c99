"""What an exercise takes, in words, as its page and its sheet say it: only what its author said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.knowledge.base import Knowledge
from generator.model import Equipment, Exercise


class Fact(NamedTuple):
    """What it is called, its icon, and what it is."""

    term: str
    icon: str
    text: str


def takes(k: Knowledge, e: Exercise, say: Callable[..., str]) -> Iterator[Fact]:
    """The facts of a card; `say` tells a message of the catalogue."""
    kit = k.all("equipment", Equipment)
    if e.says("position"):
        yield Fact(say("page.exercise.position"), "position", say(f"page.position.{e.position}"))
    if e.says("equipment"):
        found = [kit[name].title for name in e.equipment] or [say("page.equipment.none")]
        yield Fact(say("page.exercise.equipment"), "kit", say("list.comma").join(found))
    if e.change.load:
        yield Fact(say("page.exercise.load"), "kit", e.change.load)
    if e.says("sides"):
        yield Fact(say("page.exercise.sides"), "sides", say(f"page.sides.{e.sides}"))
    if e.says("level"):
        yield Fact(say("page.exercise.level"), "level", say(f"page.level.{e.level}"))
