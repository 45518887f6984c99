"""Every rule of the check: what it asks, and what it says of a case that breaks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator import brand, check
from generator.handouts import letters
from generator.manual.chapter import Chapter, Section, Table
from generator.reach import never
from generator.rules import plain_words, written

CASES = ("tests/cases/bad", "tests/cases/bad-brand")
"""Below the project: a folder RULE or RULE--VARIANT for each way to break a rule, its report in expected.txt."""
COLUMNS = ("rule", "asks", "says", "mend")
_PROBLEM = re.compile(r"^\S.*?:[0-9]+:[0-9]+: (?:warning: )?(.*) \[([a-z-]+)\](?:\n    (.*))?$", re.MULTILINE)


class Example(NamedTuple):
    case: str
    """The folder, below that of the project."""
    says: str
    mend: str


def every() -> dict[str, str]:
    """Rule -> what it asks, in its own words; in the order in which the check comes to them."""
    found = dict(check.RULES)
    for room in (plain_words, never, written, brand, letters):
        found |= room.RULES
    return found


def examples(root: Path) -> dict[str, Example]:
    """Rule -> what is said of the first case that breaks it, where the project in `root` has its cases."""
    found: dict[str, Example] = {}
    for path in sorted(p for cases in CASES for p in (root / cases).glob("*/expected.txt")):
        rule = path.parent.name.partition("--")[0]
        for says, told, mend in _PROBLEM.findall(path.read_text(encoding="utf-8")):
            if told == rule and rule not in found:
                found[rule] = Example(path.parent.relative_to(root).as_posix(), says, mend)
    return found


def chapter(shown: Mapping[str, Example]) -> Chapter:
    """All rules in one table."""
    rows = tuple(
        (f"`{rule}`", asks, *(shown[rule][1:] if rule in shown else ("", ""))) for rule, asks in every().items()
    )
    return Chapter("rules", "rules", (Section("rules", "counterpoise check", tables=(Table(COLUMNS, rows),)),))
