"""Red flags, and cautions: what is to be minded before exercise, as the bundle has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from quiz.asking.questions import Data


@dataclass(frozen=True)
class Flag:
    id: str
    when: Data
    urgency: str
    crisis: bool
    """The crisis line is called first."""


@dataclass(frozen=True)
class Modification:
    """What a caution changes about exercises that make a demand."""

    demand: str
    effort: int | None
    hold: int | None
    """The most effort and the longest hold in seconds."""
    said_by: frozenset[str]
    """Cautions whose advice on this demand says the same or more."""


@dataclass(frozen=True)
class Caution:
    id: str
    when: Data
    gate: str
    excludes: frozenset[str]
    modifies: tuple[Modification, ...]
    adds: tuple[str, ...]

    @cached_property
    def heeds(self) -> frozenset[str]:
        """The demands that it excludes, or changes something about."""
        return self.excludes | {change.demand for change in self.modifies}


def flag(d: Data) -> Flag:
    """Read a red flag of the bundle."""
    return Flag(d["id"], d["when"], d["urgency"], d["crisis"])


def caution(d: Data) -> Caution:
    """Read a caution of the bundle."""
    changes = tuple(Modification(m["demand"], m["effort"], m["hold"], frozenset(m["said_by"])) for m in d["modifies"])
    return Caution(d["id"], d["when"], d["gate"], frozenset(d["excludes"]), changes, tuple(d["adds"]))
