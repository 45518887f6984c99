"""What is done shaped by whoever does it: other limits, exercises swapped, taken out, added or kept.

A shape asks; it decides nothing. Whatever it asks of a result passes the gate, the ceilings and the exact choice that
the first routine passed (quiz/routine/compose.py), so that no change brings in what is barred, and steps stay in order.
A plan is shaped by the same changes: quiz/plans/shaping.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from quiz.asking.bundle import Bundle, Data, Exercise
from quiz.asking.exact import is_whole
from quiz.judging.safety import Gate, Permit, permit
from quiz.judging.verdict import Judgement
from quiz.routine.compose import Limits, Routine, limits, routine_of

MOST: Final = 20
"""Exercises, in all, that a shape keeps or leaves out."""
MAIN: Final = 3
"""The share of a muscle that is an exercise's main target."""


class BadShape(Exception):
    """What is asked for cannot be. `message` says why: {"say", ...}."""

    def __init__(self, say: str, **values: Any) -> None:
        super().__init__(say)
        self.message = {"say": f"shape.error.{say}", **values}


@dataclass(frozen=True)
class Shape:
    """How a routine is to differ from what the answers lead to. None: as they say."""

    minutes: int | None = None
    days: int | None = None
    level: int | None = None
    count: int | None = None
    equipment: tuple[str, ...] | None = None
    floor: bool = True
    """Whether exercises on the floor are wanted."""
    out: tuple[str, ...] = ()
    """Exercises that are not wanted."""
    kept: tuple[str, ...] = ()
    """Exercises that stay, whatever else changes, as far as they are allowed and fit the time."""

    def within(self, bundle: Bundle, limits: Limits) -> Limits:
        """The limits with this shape."""
        own = {name: v for name in ("minutes", "days", "level", "count") if (v := getattr(self, name)) is not None}
        owned = limits.equipment if self.equipment is None else bundle.equipment.owned(self.equipment)
        return replace(limits, **own, equipment=owned, floor=self.floor, out=frozenset(self.out), kept=self.kept)

    @property
    def told(self) -> Data:
        """As JSON, which `read_shape` takes; only what differs."""
        return {f.name: v for f in fields(self) if (v := getattr(self, f.name)) != f.default}


def read_shape(bundle: Bundle, raw: Any) -> Shape:
    """Read a shape, as a device kept it. What is known no more is left aside; anything else raises BadShape."""
    if raw is None:
        return Shape()
    if not isinstance(raw, dict) or not raw.keys() <= {f.name for f in fields(Shape)}:
        raise BadShape("not-a-shape")
    numbers = {name: raw.get(name) for name in ("minutes", "days", "level")}
    count = raw.get("count")
    counted = all(n is None or type(n) is int for n in numbers.values()) and (count is None or is_whole(count, 0, MOST))
    if not counted or type(raw.get("floor", True)) is not bool:
        raise BadShape("not-a-shape")
    chosen = {name: n for name, n in numbers.items() if n in choices(bundle, name)}
    out, kept = (_names(raw.get(name, []), bundle.exercises) for name in ("out", "kept"))
    equipment = raw.get("equipment")
    owned = None if equipment is None else _names(equipment, pieces_asked(bundle))
    return Shape(**chosen, count=count, equipment=owned, floor=raw.get("floor", True), out=out, kept=kept)


def _names(raw: Any, known: Iterable[str]) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or len(raw) > MOST or not all(isinstance(one, str) for one in raw):
        raise BadShape("not-a-shape")
    found = set(known)
    return tuple(dict.fromkeys(one for one in raw if one in found))


def choices(bundle: Bundle, limit: str) -> tuple[int, ...]:
    """The values from which a limit is chosen: those of the question that sets it."""
    return tuple(o.value for q in bundle.questions.values() if q.sets == limit for o in q.options if o.value)


def pieces_asked(bundle: Bundle) -> set[str]:
    """The equipment that questions ask for, which is what can be chosen."""
    asked = (q for q in bundle.questions.values() if q.sets == "equipment")
    return {o.id for q in asked for o in q.options if not o.exclusive}


LAST: list[tuple[Bundle, Judgement, Limits, Routine | None]] = []
"""What was composed last, as a change begins where the one before ended, and a way back leads there."""
REMEMBERED: Final = 4


def _routine(bundle: Bundle, j: Judgement, within: Limits) -> Routine | None:
    for known, of, made_within, routine in LAST:
        if known is bundle and made_within == within and of == j:
            return routine
    routine = routine_of(bundle, j, within)
    LAST[:] = [(bundle, j, within, routine), *LAST[: REMEMBERED - 1]]
    return routine


def shaped(bundle: Bundle, j: Judgement, raw: Any = None, change: Any = None) -> tuple[Shape, Limits, Routine | None]:
    """The routine of a judgement in the shape that a device kept, after one change; and that shape, and its limits.

    Where nothing is left in that shape, as the answers are others now, it is as they say. Raises BadShape.
    """
    shape, plain = read_shape(bundle, raw), limits(bundle, j.shown.answers)
    now = _routine(bundle, j, shape.within(bundle, plain))
    if now is None:
        shape, now = Shape(), _routine(bundle, j, plain)
    if change is None or now is None:
        return shape, shape.within(bundle, plain), now
    shape = reshaped(_now(bundle, j.shown.gate, shape, shape.within(bundle, plain), now), change)
    then = _routine(bundle, j, shape.within(bundle, plain))
    if then is None or not then.cards:
        raise BadShape("nothing-left")
    if misses(change, shape, [c.exercise for c in then.cards]):
        raise BadShape("no-room")
    return shape, shape.within(bundle, plain), then


def _now(bundle: Bundle, verdict: Gate, shape: Shape, within: Limits, routine: Routine) -> Now:
    extra = frozenset(c.exercise for c in routine.cards if c.added_by)
    return Now(bundle, verdict, shape, within, {c.exercise: c.instead for c in routine.cards}, extra)


@dataclass(frozen=True)
class Now:
    """Where a change begins."""

    bundle: Bundle
    verdict: Gate
    shape: Shape
    within: Limits
    there: Mapping[str, tuple[str, ...]]
    """The exercises that are done, in their order: what could stand in the place of each, the best first."""
    extra: frozenset[str] = frozenset()
    """Those that a caution adds, on top of the number."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.there)

    def one(self, value: Any) -> str:
        """The exercise that is meant."""
        if not isinstance(value, str) or value not in self.there:
            raise BadShape("not-there")
        return value

    def by_hand(self, names: Iterable[str], out: Iterable[str] = ()) -> Shape:
        """From now on these exercises, and no others; those that a caution adds are on top of the number."""
        kept = tuple(names)
        left = dict.fromkeys(n for n in (*self.shape.out, *out) if n not in kept)
        count = sum(n not in self.extra for n in kept)
        return replace(self.shape, kept=kept, count=count, out=tuple(left)[-MOST:])


def misses(change: Mapping[str, Any], shape: Shape, there: Iterable[str | None]) -> bool:
    """Whether a change that brings an exercise in cost another one that was to stay, or found no room for it."""
    return next(iter(change)) in ("add", "swap", "easier", "harder") and not set(shape.kept) <= set(there)


def reshaped(now: Now, change: Any) -> Shape:
    """The shape after one change.

    {"minutes", "days" or "level": one of their `choices`}, {"equipment": what is owned}, {"floor": whether it is
    wanted}, {"swap": [an exercise, one of those that could stand in its place]}, {"out", "add", "easier", "harder",
    "hurts" or "keep": an exercise}, {"reset": true}. Raises BadShape.
    """
    kind, value = next(iter(change.items())) if isinstance(change, dict) and len(change) == 1 else ("", None)
    if kind not in _CHANGES:
        raise BadShape("not-a-change")
    return _CHANGES[kind](now, kind, value)


def _limit(now: Now, kind: str, value: Any) -> Shape:
    limit: dict[str, Any] = {kind: value}
    if type(value) is not int or value not in choices(now.bundle, kind):
        raise BadShape("not-a-change")
    return replace(now.shape, **limit, count=now.shape.count if kind == "days" else None)


def _owned(now: Now, _: str, value: Any) -> Shape:
    return replace(now.shape, equipment=_names(value, pieces_asked(now.bundle)), count=None)


def _floor(now: Now, _: str, value: Any) -> Shape:
    if not isinstance(value, bool):
        raise BadShape("not-a-change")
    return replace(now.shape, floor=value, count=None)


def _swap(now: Now, _: str, value: Any) -> Shape:
    old, new = value if isinstance(value, list) and len(value) == 2 else (None, None)
    name = now.one(old)
    if new not in now.there[name]:
        raise BadShape("not-the-same-job")
    return _other(now, name, str(new))


def _out(now: Now, _: str, value: Any) -> Shape:
    name = now.one(value)
    if len(now.names) == 1:
        raise BadShape("last")
    return now.by_hand((n for n in now.names if n != name), [name])


def _add(now: Now, _: str, value: Any) -> Shape:
    e = now.bundle.exercises.get(value) if isinstance(value, str) else None
    if e is None or not (e.chosen and e.screened):
        raise BadShape("unknown")
    if not isinstance(permit(now.bundle, now.verdict, e), Permit):
        raise BadShape("barred")
    if len(now.names) >= MOST:
        raise BadShape("full", most=MOST)
    return now.by_hand(dict.fromkeys((*now.names, e.id)))


def _other(now: Now, old: str, new: str) -> Shape:
    """Another exercise in the place of one of the routine, or, where it is there already, that one alone."""
    return now.by_hand(dict.fromkeys(new if n == old else n for n in now.names), [old])


def _variant(now: Now, kind: str, value: Any) -> Shape:
    old = now.one(value)
    new = variant(now.bundle, now.verdict, now.within, now.bundle.exercises[old], kind)
    if new is None:
        raise BadShape("no-easier" if kind == "easier" else "no-harder")
    return _other(now, old, str(new))


def variant(bundle: Bundle, verdict: Gate, within: Limits, of: Exercise, kind: str) -> str | None:
    """The easier or harder exercise that a card names, where it is for this person."""
    e = bundle.exercises.get(getattr(of, kind) or "")
    return e.id if e is not None and _for_them(bundle, verdict, within, e) else None


def _hurts(now: Now, kind: str, value: Any) -> Shape:
    """What hurts goes; another one that is no harder and for its main muscles comes, where there is one."""
    name = now.one(value)
    hurts, others = now.bundle.exercises[name], (now.bundle.exercises[n] for n in now.there[name])
    new = next((o.id for o in others if _same_job(hurts, o)), None)
    return _other(now, name, new) if new else _out(now, kind, value)


def _same_job(e: Exercise, other: Exercise) -> bool:
    mains, theirs = ({m for m, share in one.muscles if share == MAIN} for one in (e, other))
    return other.level <= e.level and other.id != e.harder and not mains.isdisjoint(theirs)


def addable(bundle: Bundle, verdict: Gate, within: Limits, there: Collection[str]) -> list[str]:
    """The exercises that are not `there` and could be: allowed, known, and with what is at hand."""
    return [e.id for e in bundle.exercises.values() if e.id not in there and _for_them(bundle, verdict, within, e)]


def _for_them(bundle: Bundle, verdict: Gate, within: Limits, e: Exercise) -> bool:
    return e.chosen and e.screened and within.fit(e) and isinstance(permit(bundle, verdict, e), Permit)


def _keep(now: Now, _: str, value: Any) -> Shape:
    return replace(now.shape, kept=tuple(dict.fromkeys((*now.shape.kept, now.one(value)))))


def _reset(_: Now, __: str, ___: Any) -> Shape:
    return Shape()


_CHANGES: Final[dict[str, Callable[[Now, str, Any], Shape]]] = {
    "minutes": _limit,
    "days": _limit,
    "level": _limit,
    "equipment": _owned,
    "floor": _floor,
    "swap": _swap,
    "out": _out,
    "add": _add,
    "easier": _variant,
    "harder": _variant,
    "hurts": _hurts,
    "keep": _keep,
    "reset": _reset,
}
