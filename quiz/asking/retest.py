"""What a later check is compared by, as the engine reads it."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.asking.questions import Data


@dataclass(frozen=True)
class Retest:
    ache: str
    """The question how strong the ache is, 0 to 10."""
    lines: tuple[str, ...]
    """Further questions of the safety screen that are compared; each one's first option is the best."""
    stays: frozenset[str]
    """Questions that are filled in again."""
    enough: int
    """Points out of 10."""
    from_days: int


def retest(d: Data | None) -> Retest | None:
    """Read it from the bundle; None where later checks are not compared."""
    return Retest(d["ache"], tuple(d["lines"]), frozenset(d["stays"]), d["enough"], d["from_days"]) if d else None
