"""What a routine should reach, and what each exercise would give: by the patterns, and by the pathways of what aches.

A pattern needs muscles, so that any exercise for them gives. A pathway names its exercises: only these give what it
needs, and its key exercises more than all others together, the first of each pathway in full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from quiz.asking.bundle import STEPS, Bundle, Exercise
from quiz.asking.pathways import Pathway
from quiz.judging.matching import Match
from quiz.routine.growth import STRONG

Needs = Mapping[tuple[str, str], int]
"""(step, muscle) -> need."""

KEY_NEED: Final = 1_000_000_000_000
"""The need for a pathway's key exercise: more, even a sixteenth of it, than all others together can give."""
_KEY: Final = "pathway:"
_ADDED: Final = "caution:"
ADDED_NEED: Final = 1_000 * KEY_NEED
"""The need for an exercise that a caution adds: more than all key exercises together can give."""
KEPT_NEED: Final = 100 * KEY_NEED
"""The need for an exercise that is to stay, whatever else changes: more than all key exercises together can give."""
_KEPT: Final = "kept:"
_SURE: Final = 1000
"""A pathway is there for whoever aches: its support in permille."""
_LESS: Final = 4
"""For a pathway a muscle elsewhere than its places counts a quarter, and so does one that is eased or lengthened; and
so do key exercises of what is told beside the ache: the ache comes first. For whoever stands, what is practised sitting
in the step that brings strength into daily movement counts a quarter, too: it is there for those who sit."""
_BEST: Final = 125
_GRADE: Final = 5
"""In percent: an exercise that is strongly supported counts a quarter more, with each grade below 5 less."""
_HOME: Final = 75
"""One that is done with something from home, in place of what is not owned, counts three quarters: a free equal, and
one that is nearly as good, is chosen before it; not before a key exercise, which is the best supported."""
CALLS: Final = (
    ("activity", "overactive", ("inhibit",)),
    ("length", "short", ("lengthen",)),
    ("activity", "underactive", ("activate", "integrate")),
)
"""(what is known of a muscle, its value, the steps that this calls for)"""


def needs(bundle: Bundle, matched: Iterable[Match], painful: Collection[str]) -> dict[tuple[str, str], int]:
    """What each step should reach: (step, muscle) -> need, the greatest over the matched syndromes."""
    found: dict[tuple[str, str], int] = {}
    for m in matched:
        for state in bundle.syndromes[m.syndrome].muscles:
            near = not set(bundle.muscle_regions[state.muscle]).isdisjoint(painful)
            need = m.support * state.priority * (100 + (bundle.scoring.concern_bonus if near else 0)) // 100
            for step in calls_for(state.activity, state.length, state.eased):
                found[step, state.muscle] = max(need, found.get((step, state.muscle), 0))
    return found


@cache
def calls_for(activity: str, length: str, eased: bool) -> tuple[str, ...]:
    """The steps that a muscle's state calls for; inhibit only where it is worth a try to ease it."""
    state = {"activity": activity, "length": length}
    asked = (step for key, value, steps in CALLS if state[key] == value for step in steps)
    return tuple(step for step in asked if eased or step != "inhibit")


def called(bundle: Bundle, wanted: Needs, paths: Sequence[Pathway]) -> list[str]:
    """The steps that a routine should hold."""
    asked = {step for step, _ in wanted}
    asked |= {s for p in paths for s in STRONG if any(_chosen(bundle, e) for e in p.steps.get(s, ()))}
    return [s for s in STEPS if s in asked]


def _chosen(bundle: Bundle, name: str) -> bool:
    return name in bundle.exercises and bundle.exercises[name].chosen


def local(bundle: Bundle, muscle: str, p: Pathway) -> bool:
    """Whether a muscle is at one of a pathway's places; all are, of one that is for anywhere."""
    return p.anywhere or not set(bundle.muscle_regions[muscle]).isdisjoint(p.places)


def preferred(bundle: Bundle, matched: Iterable[Match]) -> set[str]:
    return {e for m in matched for step in STEPS for e in bundle.syndromes[m.syndrome].protocol[step]}


def is_key(need: str) -> bool:
    """Whether a need of `worth` is a pathway's for its key exercises, for one that is to stay, or a caution's."""
    return need.startswith((_KEY, _KEPT, _ADDED))


def worth(
    bundle: Bundle,
    e: Exercise,
    wanted: Needs,
    named: bool,
    paths: Sequence[Pathway],
    caution: str | None,
    at_home: bool = False,
    kept: bool = False,
    stands: bool = False,
) -> dict[str, int]:
    """What the exercise would give each needed muscle of its step, each pathway it is a key of, and a caution.

    `named`: the protocol of a matched syndrome names it. `at_home`: it is done with something from home instead.
    `kept`: it is to stay, whatever else changes. `stands`: whoever does it may stand.
    """
    factor = (_BEST - _GRADE * e.rank) * (_HOME if at_home else 100)
    if stands and e.sitting and e.step == STEPS[-1]:
        factor //= _LESS
    bonus = 100 + (bundle.scoring.protocol_bonus if named else 0)
    found = {
        m: wanted[e.step, m] * share * share * bonus * factor // 1_000_000
        for m, share in e.muscles
        if wanted.get((e.step, m))
    }
    near = _SURE * (100 + bundle.scoring.concern_bonus) * (100 + bundle.scoring.protocol_bonus) // 10_000
    for p in paths:
        if e.id in p.exercises:
            for m, share in e.muscles:
                less = (1 if local(bundle, m, p) else _LESS) * (1 if e.step in STRONG else _LESS)
                found[m] = max(found.get(m, 0), near * share * share * factor // (10_000 * less))
        if e.id in p.key:
            found[f"{_KEY}{p.id}"] = KEY_NEED * (100 - p.key.index(e.id)) // (100 * (_LESS if p.anywhere else 1))
    if kept:
        found[f"{_KEPT}{e.id}"] = KEPT_NEED
    if caution is not None:
        found[f"{_ADDED}{caution}:{e.id}"] = ADDED_NEED
    return found
