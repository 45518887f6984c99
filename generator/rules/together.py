"""A room of rules that each look at the knowledge alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.knowledge.base import Knowledge
from generator.reading.problems import Problem

Rule = Callable[[Knowledge], Iterator[Problem]]


def together(rules: tuple[Rule, ...]) -> Rule:
    """All rules of a room as one."""

    def check(k: Knowledge) -> Iterator[Problem]:
        for rule in rules:
            yield from rule(k)

    return check
