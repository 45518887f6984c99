"""What must hold of everyone's routine: it is for what aches, has the best supported exercises, grows, and fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from quiz.asking.bundle import Bundle, Exercise
from quiz.asking.pathways import Pathway
from quiz.judging.safety import Gate, Permit, permit
from quiz.routine.doses import WEEKS, row

Raw = dict[str, Any]
Holds = Callable[[Bundle, Raw, Any], None]
_ROOM: Final = 2
"""The row of an exercise's path that has to fit the minutes."""


def asked_for(bundle: Bundle, raw: Raw) -> dict[str, int]:
    """The limits in the answers, the knowledge's own where there are none. Hidden answers are not looked at."""
    s = bundle.scoring
    within = {"minutes": s.minutes, "count": s.count, "days": s.days, "level": s.level}
    for name, answer in raw.items():
        q = bundle.questions[name]
        if q.sets in within:
            within[q.sets] = next((o.value for o in q.options if o.id == answer and o.value), within[q.sets])
    return within


def owned(bundle: Bundle, raw: Raw) -> frozenset[str]:
    return bundle.equipment.owned(raw["equipment"] if isinstance(raw.get("equipment"), list) else ())


def verdict_of(result: Any) -> Gate:
    return Gate(result["gate"]["level"], (), tuple(c["id"] for c in result["gate"]["cautions"]), ())


def cards_of(bundle: Bundle, result: Any) -> list[Exercise]:
    return [bundle.exercises[c["exercise"]] for c in (result["routine"] or {"cards": []})["cards"]]


def added(bundle: Bundle, result: Any) -> set[str]:
    """The exercises that this person's cautions add."""
    return {e for c in result["gate"]["cautions"] for e in bundle.cautions[c["id"]].adds}


def paths_of(bundle: Bundle, result: Any) -> list[Pathway]:
    """The pathways that the routine is made of: of each place the first, and all of those beside."""
    by_id = {p.id: p for p in bundle.pathways}
    told = (w["id"] for p in result["places"] for w in p["pathways"][: None if p["place"] is None else 1])
    return [by_id[name] for name in dict.fromkeys(told)]


def a_routine_is_for_what_aches(bundle: Bundle, raw: Raw, result: Any) -> None:
    """Not every exercise misses every place that aches, but for those that a caution adds."""
    aching = {p["place"] for p in result["places"]} - {None}
    named = {w["id"] for p in result["places"] for w in p["pathways"] if p["place"]}
    paths = {e for p in bundle.pathways if p.id in named for e in p.exercises}
    cards = [e for e in cards_of(bundle, result) if e.id not in added(bundle, result)]
    worked = {r for e in cards for m, s in e.muscles if s > 1 for r in bundle.muscle_regions[m]}
    assert not cards or not aching or worked & aching or paths.intersection(e.id for e in cards)


def key_exercises_are_in(bundle: Bundle, raw: Raw, result: Any) -> None:
    """Each key exercise that may be in is in: none is out that the other key exercises leave room for."""
    within, paths, cards = asked_for(bundle, raw), paths_of(bundle, result), cards_of(bundle, result)
    keys = [e for p in paths for e in p.key]
    first = [e for e in cards if e.id in keys or e.id in added(bundle, result)]
    spent = sum(_seconds(bundle, e, result) for e in first)
    counted = sum(e.id not in added(bundle, result) for e in first)
    for e in _possible(bundle, raw, result, keys) if result["routine"] else ():
        beside = [other for other in first if other.step == e.step]
        full = len(beside) >= bundle.scoring.per_step or any(other.family == e.family for other in beside)
        if e not in cards and not full and counted < within["count"]:
            assert spent + _seconds(bundle, e, result) > 60 * within["minutes"], e.id


def a_free_equal_comes_first(bundle: Bundle, raw: Raw, result: Any) -> None:
    """Nothing is done with something from home where an exercise that needs nothing is in no way less."""
    has, cards, lists = owned(bundle, raw), cards_of(bundle, result), _lists(bundle, result)
    special = {e for p in paths_of(bundle, result) for e in p.key} | added(bundle, result)
    for e in (e for e in cards if not has.issuperset(e.kit) and e.id not in special):
        taken = {other.family for other in cards if other is not e and other.step == e.step}
        for free in _possible(bundle, raw, result, bundle.exercises):
            if free.step != e.step or free in cards or free.family in taken or not has.issuperset(free.kit):
                continue
            less = any(dict(free.muscles).get(m, 0) < share for m, share in e.muscles) or free.rank > e.rank
            slower = _seconds(bundle, free, result) > _seconds(bundle, e, result)
            named = any(e.id in known and free.id not in known for known in lists)
            assert less or slower or named, (e.id, free.id)


def minutes_are_met_or_told(bundle: Bundle, raw: Raw, result: Any) -> None:
    """The first week takes what was offered, or a line says why it does not, and what the last one will."""
    routine, offered = result["routine"], asked_for(bundle, raw)["minutes"]
    if routine and routine["cards"]:
        first, last = routine["minutes"][0], routine["minutes"][-1]
        assert first <= last <= offered
        assert bool(routine["time"]) == (first < offered)
        four = routine["minutes"][3]
        told = "same" if first == last else "soon" if four == last else "grows"
        assert not routine["time"] or routine["time"]["say"] == f"routine.time.{told}"
        assert not routine["time"] or routine["time"].get("four", last) == four or told == "same"


def _lists(bundle: Bundle, result: Any) -> tuple[set[str], set[str]]:
    """The exercises that a matched pattern's protocol names, and those that a pathway names."""
    protocols = (bundle.syndromes[m["syndrome"]].protocol for m in result["matches"])
    patterns = {e for protocol in protocols for exercises in protocol.values() for e in exercises}
    return patterns, {e for p in paths_of(bundle, result) for e in p.exercises}


def _possible(bundle: Bundle, raw: Raw, result: Any, names: Iterable[str]) -> Iterator[Exercise]:
    """Those of the exercises that the gate, what is owned, the level and the patterns' long muscles allow."""
    level, has, gate = asked_for(bundle, raw)["level"], owned(bundle, raw), verdict_of(result)
    long = {s.muscle for m in result["matches"] for s in bundle.syndromes[m["syndrome"]].muscles if s.length == "long"}
    for e in (bundle.exercises[name] for name in names if name in bundle.exercises):
        stretched = e.step == "lengthen" and not long.isdisjoint(m for m, share in e.muscles if share == 3)
        wanted = e.chosen and e.level <= level and e.equipment <= has and not stretched
        if wanted and isinstance(permit(bundle, gate, e), Permit):
            yield e


def _seconds(bundle: Bundle, e: Exercise, result: Any) -> int:
    allowed = permit(bundle, verdict_of(result), e)
    assert isinstance(allowed, Permit)
    return row(e, _ROOM, allowed).seconds


def a_routine_grows(bundle: Bundle, raw: Raw, result: Any) -> None:
    """Nobody whose exercises have room stays at the first week; gentle gets half way at most; an ache sets the pace."""
    if not result["routine"] or not result["routine"]["cards"]:
        return
    routine, level = result["routine"], result["gate"]["level"]
    room = False
    for card in routine["cards"]:
        e, first, last = bundle.exercises[card["exercise"]], card["weeks"][0], card["weeks"][WEEKS - 1]
        allowed = permit(bundle, verdict_of(result), e)
        assert isinstance(allowed, Permit)
        d, most = e.dose, {"hold": allowed.hold, "effort": allowed.effort}
        for key, limit in (("reps", d.reps), ("hold", d.hold), ("metres", d.metres), ("effort", d.effort)):
            low, high = (min(v, most.get(key) or v) for v in limit or (0, 0))
            room |= low < high
            values = [week[key] or 0 for week in card["weeks"]][:WEEKS]
            assert values[0] == low
            assert level == "full" or values[-1] - low <= max(1, ((limit or (0, 0))[1] - (limit or (0, 0))[0]) // 2)
        work = [week["sets"] * week["reps"] * (week["hold"] or 1) * (week["metres"] or 1) for week in card["weeks"]]
        assert work == sorted(work)
        assert level == "full" or first["sets"] == last["sets"]
    grows = any(card["weeks"][0] != card["weeks"][-1] for card in routine["cards"])
    assert grows or not room
    pace = "by-response" if any(p["place"] for p in result["places"]) else "by-week"
    assert routine["growth"]["rule"] == (pace if grows else "steady")


ROUTINES: tuple[Holds, ...] = (
    a_routine_is_for_what_aches,
    key_exercises_are_in,
    a_free_equal_comes_first,
    minutes_are_met_or_told,
    a_routine_grows,
)
