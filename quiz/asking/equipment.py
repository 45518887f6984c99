"""What can be owned: pieces that hold others, as a gym does, and pieces of which only their owners hear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Equipment:
    holds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Piece -> the pieces that are there with it."""
    for_owners: frozenset[str] = frozenset()
    """Pieces of which those who lack them hear nothing: no exercise is told as left out for want of one."""

    def owned(self, ticked: Iterable[str]) -> frozenset[str]:
        """All pieces of whoever ticks these."""
        return frozenset(piece for t in ticked for piece in (t, *self.holds.get(t, ())))


NO_EQUIPMENT = Equipment()


def equipment(rows: Iterable[dict[str, Any]]) -> Equipment:
    """Read the bundle's rows."""
    found = list(rows)
    holds = {row["id"]: frozenset(row["holds"]) for row in found if row["holds"]}
    return Equipment(holds, frozenset(row["id"] for row in found if row["for_owners"]))
