"""Pathways as the engine reads them: what to do for an ache in a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from quiz.asking.questions import Data

GRADES: Final = ("strong", "moderate", "weak", "contested", "opinion", "heuristic")
"""How well something is supported, the best first."""


@dataclass(frozen=True)
class Pathway:
    id: str
    places: tuple[str, ...]
    """Regions; the place it belongs to first."""
    when: Data | None
    not_when: Data | None
    anywhere: bool
    """Whether it is told to whoever it fits, beside what aches, and where nothing does."""
    grade: str
    steps: Mapping[str, tuple[str, ...]]
    """step -> exercises in order of preference, of the steps that it has."""
    leaves_out: frozenset[str]
    """Exercises that do not suit this ache, even where a pattern asks for them."""
    key: tuple[str, ...]
    """The best supported exercises, the best first."""

    @cached_property
    def exercises(self) -> frozenset[str]:
        return frozenset(e for named in self.steps.values() for e in named)

    @property
    def general(self) -> bool:
        """Whether it is for everyone who aches there, but for those whom its `not_when` names."""
        return self.when is None


def pathway(d: Data) -> Pathway:
    return Pathway(
        id=d["id"],
        places=tuple(d["places"]),
        when=d["when"],
        not_when=d["not_when"],
        anywhere=d["anywhere"],
        grade=d["grade"],
        steps={step: tuple(named) for step, named in d["steps"].items()},
        leaves_out=frozenset(d["leaves_out"]),
        key=tuple(d["key"]),
    )
