"""The exact choice: every allowed subset of each step, then the best combination of one subset a step.

Needs are separate for each step, so that this is exact; tests compare it with trying every subset there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from quiz.model import STEPS, Bundle

DROP_ORDER: Final = ("inhibit", "lengthen", "integrate")
"""What gives way first when all that is called for cannot fit; never activate."""


@dataclass(frozen=True)
class _Set:
    value: int
    seconds: int
    names: tuple[str, ...]

    def better_than(self, other: _Set) -> bool:
        return (-self.value, self.seconds, self.names) < (-other.value, other.seconds, other.names)


def choose(
    bundle: Bundle,
    called: list[str],
    gives: Mapping[str, dict[str, int]],
    time: Mapping[str, int],
    minutes: int,
    count: int,
) -> tuple[str, ...]:
    """Choose exercises, steps in order. `gives`: exercise -> what it gives each needed muscle; `time`: seconds.

    Each step that is `called` for and can be served is in, dropped in DROP_ORDER while that cannot fit. Ties go to
    the shorter time, then to the first names.
    """
    by_step: dict[str, list[str]] = {s: [] for s in STEPS}
    for name in gives:
        by_step[bundle.exercises[name].step].append(name)
    sets = {s: _subsets(bundle, names, gives, time, minutes, count) for s, names in by_step.items()}
    musts = [s for s in called if len(sets[s]) > 1]
    for required in [*([s for s in musts if s not in DROP_ORDER[:n]] for n in range(len(DROP_ORDER) + 1)), []]:
        best = _best(sets, required, minutes, count)
        if best is not None:
            return best.names
    return ()


def _subsets(
    bundle: Bundle,
    names: list[str],
    gives: Mapping[str, dict[str, int]],
    time: Mapping[str, int],
    minutes: int,
    count: int,
) -> list[_Set]:
    """All subsets of one step's exercises with no family twice, that fit; only those no other one beats."""
    found = [_Set(0, 0, ())]
    totals = {n: sum(gives[n].values()) for n in names}
    names = sorted(_contenders(bundle, names, gives, time), key=lambda n: -totals[n])
    for size in range(1, min(bundle.scoring.per_step, count, len(names)) + 1):
        best: dict[int, int] = {}  # seconds -> the greatest value found in that time
        for group in combinations(names, size):
            seconds = sum(time[n] for n in group)
            if seconds > 60 * minutes or len({bundle.exercises[n].family for n in group}) < size:
                continue
            if sum(totals[n] for n in group) < best.get(seconds, 0):
                continue  # even without any overlap it could not reach what is there
            value = _value([gives[n] for n in group])
            best[seconds] = max(value, best.get(seconds, 0))
            found.append(_Set(value, seconds, tuple(sorted(group))))
    return _unbeaten(found)


def _contenders(
    bundle: Bundle, names: list[str], gives: Mapping[str, dict[str, int]], time: Mapping[str, int]
) -> list[str]:
    """Leave out those that no best set can need: `per_step` others, of different families, are each at least as good.

    Whatever set of at most `per_step` holds such an exercise, one of those others is not in it, nor its family, and
    can take its place.
    """

    def at_least_as_good(y: str, x: str) -> bool:
        if time[y] > time[x] or any(gives[y].get(m, 0) < a for m, a in gives[x].items()):
            return False
        return gives[y] != gives[x] or time[y] < time[x] or y < x

    def rivals(x: str) -> int:
        return len({bundle.exercises[y].family for y in names if y != x and at_least_as_good(y, x)})

    return [x for x in names if rivals(x) < bundle.scoring.per_step]


def _value(gifts: list[dict[str, int]]) -> int:
    """The sum over muscles: the best gift in full, the second half, the third a quarter."""
    if len(gifts) == 1:
        return sum(gifts[0].values())
    by_muscle: dict[str, list[int]] = {}
    for gift in gifts:
        for muscle, amount in gift.items():
            by_muscle.setdefault(muscle, []).append(amount)
    return sum(a >> i for amounts in by_muscle.values() for i, a in enumerate(sorted(amounts, reverse=True)))


def _unbeaten(sets: Iterable[_Set]) -> list[_Set]:
    """Of each size, those that no quicker set equals in value: the only ones an optimum can use."""
    by_size: dict[int, list[_Set]] = {}
    for s in sorted(sets, key=lambda s: (s.seconds, -s.value, s.names)):
        kept = by_size.setdefault(len(s.names), [])
        if not kept or s.value > kept[-1].value:
            kept.append(s)
    return [s for size in sorted(by_size) for s in by_size[size]]


def _best(sets: Mapping[str, list[_Set]], required: list[str], minutes: int, count: int) -> _Set | None:
    partial = [_Set(0, 0, ())]
    for step in STEPS:
        partial = _unbeaten(
            _Set(a.value + b.value, a.seconds + b.seconds, a.names + b.names)
            for a in partial
            for b in sets[step]
            if (b.names or step not in required)
            and len(a.names) + len(b.names) <= count
            and a.seconds + b.seconds <= 60 * minutes
        )
    best: _Set | None = None
    for s in partial:
        if best is None or s.better_than(best):
            best = s
    return best
