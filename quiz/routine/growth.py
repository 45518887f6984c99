"""How a plan grows: by which rule, in which row of its path an exercise is each week, and what of it the time allows.

A path has rows that each ask no less than the one before (quiz/routine/doses.py). Nobody stays in the first for ever:
week by week the full route takes the next row, the gentle one a row for two weeks; after four weeks a row lasts four.
RULES say who turns the page:

  steady       every week is the same: nothing of these exercises has room to grow
  by-week      the weeks do; for whoever has no ache
  by-response  the ache does: settled by the next morning, on; lingering, hold; worse, back one; a stop sign, stop

The last is the pain-monitoring model (silbernagel-2007 in knowledge/sources.yml), with the cards' own, lower limits of
discomfort. It holds for whoever aches, and for paper made for someone who was not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from quiz.routine.doses import SPANS, Chosen

RULES: Final = ("steady", "by-week", "by-response")
STRONG: Final = ("activate", "integrate")
"""The steps that strengthen: what they need to grow comes before all else, as they have the most support."""


def rule(aching: bool, paths: Iterable[Sequence[object]]) -> str:
    """The one of RULES for someone with these paths: of each exercise, what it is week by week."""
    if all(week == path[0] for path in paths for week in path):
        return "steady"
    return "by-response" if aching else "by-week"


def fitted(minutes: int, paths: Sequence[tuple[str, tuple[Chosen, ...]]]) -> list[tuple[Chosen, ...]]:
    """The paths, each with its exercise's step, as far as so many minutes allow.

    Each week every exercise grows as much as still fits, those that strengthen first: wholly, or without a further set,
    or in effort alone, which takes no time.
    """
    now = [weeks[0] for _, weeks in paths]
    done = [now]
    order = sorted(range(len(paths)), key=lambda i: paths[i][0] not in STRONG)
    for week in range(1, len(SPANS)):
        now = list(now)
        for i in order:
            spare = 60 * minutes - sum(c.seconds for c in now) + now[i].seconds
            whole = paths[i][1][week]
            if whole.seconds > spare:
                less = without_set(now[i], whole)
                whole = less if less.seconds <= spare else replace(now[i], effort=whole.effort)
            now[i] = whole
        done.append(now)
    return [tuple(week[i] for week in done) for i in range(len(paths))]


def without_set(now: Chosen, whole: Chosen) -> Chosen:
    """As much as the whole asks without a further set, and no less than now."""
    metres = None if whole.metres is None else max(whole.metres, now.metres or 0)
    return replace(whole, sets=now.sets, reps=max(now.reps, whole.reps), hold=max(now.hold, whole.hold), metres=metres)
