"""The exact choice: every allowed subset of each step, then the best combination of one subset a step.

Needs are separate for each step, so that this is exact; tests compare it with trying every subset there is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from quiz.asking.bundle import STEPS, Bundle
from quiz.routine.needs import is_key

DROP_ORDER: Final = ("inhibit", "lengthen", "integrate")
"""What gives way first when all that is called for cannot fit; never activate."""


_FIELD: Final = 1_000
"""More than any sum over a set of one thing that decides between equals."""
_RANK: Final = _FIELD**4
"""More than the handicaps of any set: its value counts in full before they do."""


class _Set(NamedTuple):
    value: int
    """What it gives x _RANK, less its exercises' handicaps."""
    seconds: int
    names: tuple[str, ...]
    size: int
    """How many of them count."""

    def better_than(self, other: _Set) -> bool:
        return (-self.value, self.seconds, self.names) < (-other.value, other.seconds, other.names)


@dataclass(frozen=True)
class Choices:
    """The sets of exercises that fit the time, whatever their number: step -> those that an optimum can use."""

    bundle: Bundle
    gives: Mapping[str, dict[str, int]]
    minutes: int
    sets: Mapping[str, list[_Set]]


def choices(
    bundle: Bundle,
    gives: Mapping[str, dict[str, int]],
    time: Mapping[str, int],
    minutes: int,
    free: Collection[str] = (),
    household: Collection[str] = (),
) -> Choices:
    """List what may be chosen. `gives`: exercise -> what it gives each needed muscle; `time`: seconds.

    `free`: those that count nothing. `household`: those done with something from home, since what they need is not
    owned. Ties go to fewer `household` ones, then to the better supported, the easier, those that ask less of a body,
    the shorter time; the first names are last, so that there is one answer.
    """
    handicap = {n: _handicap(bundle, n, household) for n in gives}
    by_step: dict[str, list[str]] = {s: [] for s in STEPS}
    for name in gives:
        by_step[bundle.exercises[name].step].append(name)
    sets = {s: _subsets(bundle, names, gives, time, minutes, free, handicap) for s, names in by_step.items()}
    return Choices(bundle, gives, minutes, sets)


def choose(found: Choices, called: list[str], count: int) -> tuple[str, ...]:
    """Choose exercises, steps in order: at most `count`, those that count nothing on top.

    Each step that is `called` for and can be served is in, dropped in DROP_ORDER while that cannot fit, or while it
    costs what key exercises give their pathway.
    """
    bundle, gives, minutes, sets = found.bundle, found.gives, found.minutes, found.sets
    musts = [s for s in called if len(sets[s]) > 1]
    best = (
        _best(sets, required, minutes, count)
        for required in [*([s for s in musts if s not in DROP_ORDER[:n]] for n in range(len(DROP_ORDER) + 1)), []]
    )
    fitting = (b.names for b in best if b is not None)
    chosen = next(fitting, ())
    keys = {n for n, given in gives.items() if any(map(is_key, given))}
    if keys.issubset(chosen):
        return chosen
    freest = _best(sets, [], minutes, count)
    most = _for_keys(bundle, gives, freest.names if freest else ())
    while _for_keys(bundle, gives, chosen) < most:
        chosen = next(fitting)  # the last of them is the freest
    return chosen


def _handicap(bundle: Bundle, name: str, household: Collection[str]) -> int:
    """What decides between equals, the weightiest first; the less, the better."""
    e = bundle.exercises[name]
    found = 0
    for part in (name in household, e.rank, e.level, len(e.demands)):
        found = _FIELD * found + part
    return found


def _for_keys(bundle: Bundle, gives: Mapping[str, dict[str, int]], names: Collection[str]) -> int:
    """What the key exercises among these give their pathways."""
    gifts = {n: {need: a for need, a in gives[n].items() if is_key(need)} for n in names}
    return sum(_value([g for n, g in gifts.items() if bundle.exercises[n].step == step]) for step in STEPS)


def _subsets(
    bundle: Bundle,
    names: list[str],
    gives: Mapping[str, dict[str, int]],
    time: Mapping[str, int],
    minutes: int,
    free: Collection[str],
    handicap: Mapping[str, int],
) -> list[_Set]:
    """All subsets of one step's exercises with no family twice, that fit; only those no other one beats."""
    totals = {n: sum(gives[n].values()) for n in names}
    names = _contenders(bundle, sorted(names, key=lambda n: -totals[n]), gives, totals, time, handicap)
    family = {n: bundle.exercises[n].family for n in names}
    found = [_Set(0, 0, (), 0)]
    for length in range(1, min(bundle.scoring.per_step, len(names)) + 1):
        for s in _of_length(length, names, family, gives, totals, time, 60 * minutes):
            value = _RANK * s.value - sum(handicap[n] for n in s.names)
            found.append(s._replace(value=value, size=sum(n not in free for n in s.names)))
    return _unbeaten(found)


def _of_length(
    length: int,
    names: list[str],
    family: Mapping[str, str],
    gives: Mapping[str, dict[str, int]],
    totals: Mapping[str, int],
    time: Mapping[str, int],
    most: int,
) -> list[_Set]:
    """The subsets of one length that no quicker one of that length gives more than, and perhaps some more.

    Their value is what they give.

    `names` come with the greatest totals first. What an exercise adds to a set is at most its total, so that whole
    branches can be left out: those whose best case is less than what a set as quick already gives.
    """
    found: list[_Set] = []
    stairs = _Stairs()
    sums = [0, *accumulate(totals[n] for n in names)]
    quickest = min(time[n] for n in names)

    def grow(group: tuple[str, ...], start: int, seconds: int, value: int, left: int) -> None:
        least = stairs.best(seconds + left * quickest)
        for i in range(start, len(names) - left + 1):
            if value + sums[i + left] - sums[i] < least:
                return
            name = names[i]
            spent = seconds + time[name]
            if spent + (left - 1) * quickest > most or any(family[name] == family[other] for other in group):
                continue
            if left == 1 and value + totals[name] < stairs.best(spent):
                continue
            larger = (*group, name)
            apart = all(gives[name].keys().isdisjoint(gives[other]) for other in group)
            worth = value + totals[name] if apart else _value([gives[n] for n in larger])
            if left > 1:
                grow(larger, i + 1, spent, worth, left - 1)
            elif worth >= stairs.best(spent):
                stairs.add(spent, worth)
                found.append(_Set(worth, spent, tuple(sorted(larger)), length))

    grow((), 0, 0, 0, length)
    return found


class _Stairs:
    """The greatest value found so far within any number of seconds."""

    def __init__(self) -> None:
        self.seconds: list[int] = [-1]
        self.values: list[int] = [0]

    def best(self, seconds: int) -> int:
        return self.values[bisect_right(self.seconds, seconds) - 1]

    def add(self, seconds: int, value: int) -> None:
        at = bisect_right(self.seconds, seconds)
        end = at
        while end < len(self.values) and self.values[end] <= value:
            end += 1
        self.seconds[at:end], self.values[at:end] = [seconds], [value]


def _contenders(
    bundle: Bundle,
    names: list[str],
    gives: Mapping[str, dict[str, int]],
    totals: Mapping[str, int],
    time: Mapping[str, int],
    handicap: Mapping[str, int],
) -> list[str]:
    """Leave out those that no best set can need: `per_step` others, of different families, are each at least as good.

    Whatever set of at most `per_step` holds such an exercise, one of those others is not in it, nor its family, and
    can take its place. `names` come with the greatest totals first, and so does what is left.
    """

    def at_least_as_good(y: str, x: str) -> bool:
        if any(gives[y].get(m, 0) < a for m, a in gives[x].items()) or handicap[y] > handicap[x]:
            return False
        return gives[y] != gives[x] or time[y] < time[x] or handicap[y] < handicap[x] or y < x

    def needed(x: str) -> bool:
        rivals: set[str] = set()
        for y in names:
            if totals[y] < totals[x]:
                return True
            if y != x and time[y] <= time[x] and at_least_as_good(y, x):
                rivals.add(bundle.exercises[y].family)
                if len(rivals) >= bundle.scoring.per_step:
                    return False
        return True

    return [x for x in names if needed(x)]


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
    """Those that an optimum can use: no set of which as few count is worth more in no more time, or as much in less."""
    by_size: dict[int, list[_Set]] = {}
    for s in sets:
        by_size.setdefault(s.size, []).append(s)
    found: list[_Set] = []
    fewer = _Stairs()
    for size in sorted(by_size):
        kept: list[_Set] = []
        for s in sorted(by_size[size], key=lambda s: (s.seconds, -s.value, s.names)):
            if kept and s.value <= kept[-1].value:
                continue
            least = fewer.best(s.seconds)
            if s.value > least or not size or (s.value == least and fewer.best(s.seconds - 1) < least):
                kept.append(s)
        for s in kept:
            if s.value > fewer.best(s.seconds):
                fewer.add(s.seconds, s.value)
        found += kept
    return found


def _best(sets: Mapping[str, list[_Set]], required: list[str], minutes: int, count: int) -> _Set | None:
    partial = [_Set(0, 0, (), 0)]
    for step in STEPS:
        partial = _unbeaten(
            _Set(a.value + b.value, a.seconds + b.seconds, a.names + b.names, a.size + b.size)
            for a in partial
            for b in sets[step]
            if (b.names or step not in required) and a.size + b.size <= count and a.seconds + b.seconds <= 60 * minutes
        )
    best: _Set | None = None
    for s in partial:
        if best is None or s.better_than(best):
            best = s
    return best
