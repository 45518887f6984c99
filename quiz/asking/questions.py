"""Questions as the engine reads them, and what answers to them are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

Number = int | Decimal
Value = str | Number
Answer = Value | tuple[str, ...] | Mapping[str, Value]
"""single: option id; multiple, regions: ids in the question's order; number, scale: a number; sided: by side."""
Answers = Mapping[str, Answer]
Data = Mapping[str, Any]

NOT_SURE: Final = "not-sure"
NOWHERE: Final = "nowhere"
SIDES: Final = ("left", "right")


@dataclass(frozen=True)
class Option:
    id: str
    findings: tuple[tuple[str, str | None, int], ...]
    """(finding, side or None, strength in percent) when chosen."""
    exclusive: bool
    concern: bool
    value: int | None
    show_if: Data | None
    yields_to: str | None = None
    """A line of the same list beside which it does not count."""


def counts_whole(kind: str, step: Number | float | None, lowest: Number | float) -> bool:
    """Whether whole numbers alone answer a question of this kind: its steps are whole, from a whole one on."""
    step = step or (1 if kind == "scale" else None)
    return step is not None and step % 1 == 0 and lowest % 1 == 0


@dataclass(frozen=True)
class Measure:
    """A number as a finding: 0 % at `none_at`, 100 % at `full_at`."""

    finding: str
    none_at: Number
    full_at: Number


@dataclass(frozen=True)
class Difference:
    """A left-right difference as a finding on the worse side; up to `error` it counts as none."""

    finding: str
    error: Number
    full_at: Number
    worse: str


@dataclass(frozen=True)
class Question:
    id: str
    kind: str
    sided: bool
    options: tuple[Option, ...]
    min: Number
    max: Number
    measures: tuple[Measure, ...]
    difference: Difference | None
    optional: bool
    safety: bool
    not_sure: bool
    doubt_counts: bool
    """Of a list of safety: a line in doubt counts as ticked, unless that would shut the gate."""
    show_if: Data | None
    demands: frozenset[str]
    not_with: frozenset[str]
    """Of a self-test: what it asks of a body, and further cautions with which it is not asked."""
    sets: str | None
    """The limit of the routine that the answer sets: minutes, count, days, level or equipment."""
    step: Number | None = None
    """Of a number; None: any number, but for a scale whole ones."""

    @cached_property
    def numeric(self) -> bool:
        """Whether a number answers it."""
        return self.kind in ("number", "scale")

    @cached_property
    def whole(self) -> bool:
        """Whether a number that answers it is a whole one."""
        return counts_whole(self.kind, self.step, self.min)

    def asks(self, options: Collection[str]) -> bool:
        """Whether these of its options leave something to ask: a list of ticks wants a line beside none of these."""
        return self.kind != "multiple" or any(o.id in options and not o.exclusive for o in self.options)

    @cached_property
    def establishes(self) -> frozenset[str]:
        """The findings that its answers can establish; those of a body map stand in the bundle."""
        named = {finding for o in self.options for finding, _, _ in o.findings} | {m.finding for m in self.measures}
        return frozenset(named | ({self.difference.finding} if self.difference else set()))


@dataclass(frozen=True)
class Section:
    id: str
    questions: tuple[str, ...]
    show_if: Data | None
    pick: int | None
    goes_on: bool = False
    """Of the screen: after it only an emergency ends the questions; less urgent signs wait for the next section."""


def _option(d: Data) -> Option:
    findings = tuple((f, side, strength) for f, side, strength in d["findings"])
    return Option(d["id"], findings, d["exclusive"], d["concern"], d["value"], d["show_if"], d.get("yields_to"))


def question(d: Data) -> Question:
    """Read one question of the bundle."""
    gap = d["difference"]
    return Question(
        id=d["id"],
        kind=d["kind"],
        sided=d["sided"],
        options=tuple(_option(o) for o in d["options"]),
        min=d["min"],
        max=d["max"],
        measures=tuple(Measure(m["finding"], m["none_at"], m["full_at"]) for m in d["measures"]),
        difference=Difference(gap["finding"], gap["error"], gap["full_at"], gap["worse"]) if gap else None,
        optional=d["optional"],
        safety=d["safety"],
        not_sure=d["not_sure"],
        doubt_counts=d["doubt_counts"],
        show_if=d["show_if"],
        demands=frozenset(d["demands"]),
        not_with=frozenset(d["not_with"]),
        sets=d["sets"],
        step=d.get("step"),
    )


def section(d: Data) -> Section:
    """Read one section of the bundle."""
    return Section(d["id"], tuple(d["questions"]), d["show_if"], d["pick"], d.get("goes_on", False))


def without_sides(q: Question) -> Question:
    """The same question asked once, for reading one side of a sided answer."""
    return replace(q, sided=False)
