"""Phases of a session: of every card, in every row, at every level; their time is what the dose promised."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quiz.asking.bundle import Bundle
from quiz.judging.safety import Permit
from quiz.routine.doses import Chosen, row
from quiz.sessions.phases import LEVELS, Phase, levels, phases
from quiz.telling.card import dose_told

FREE = Permit(None, None, ())


def seconds(found: tuple[Phase, ...]) -> int:
    return sum(p.seconds for p in found)


def work(c: Chosen) -> int:
    return c.sets * c.reps * c.once


def sound(c: Chosen, found: tuple[Phase, ...]) -> None:
    kinds = Counter(p.kind for p in found)
    assert (found[0].kind, found[-1].kind) == ("ready", "done")
    assert kinds["ready"] == kinds["done"] == 1
    work = [p for p in found if p.kind in ("work", "hold")]
    assert len(work) == c.sets * (2 if c.each_side else 1)
    still = work[0].kind == "hold"
    assert kinds["rest"] == (c.sets - 1 if c.rest or (still and not c.each_side) else 0), "nobody holds on and on"
    by_side = Counter[str | None]()
    for p in work:
        by_side[p.side] += p.seconds
        assert p.release == (min(c.hold, 10) if still else 0)
        assert p.seconds == c.reps * c.once + p.release * (c.reps - 1) > 0
    assert len(set(by_side.values())) == 1, "both sides are of equal length"
    assert len(by_side) == (2 if c.each_side else 1)
    assert seconds(found) == c.seconds, "a plan promises what its sessions take"
    for one, other in pairwise(found):
        if one.kind != "switch" and one.side != other.side and other.kind != "done":
            assert other.kind in ("switch", "rest"), "nobody changes sides unsaid"


def test_every_card_in_every_row_and_level(compiled: Bundle) -> None:
    for e in compiled.exercises.values():
        weeks = tuple(row(e, n, FREE) for n in range(1, 5))
        for n in range(1, 5):
            less, now, more = levels(weeks, n)
            assert now == weeks[n - 1]
            assert seconds(phases(less)) <= seconds(phases(now)) <= seconds(phases(more))
            counted = now.reps > 1 or now.metres
            if (
                counted
                and n < 4
                and (then := work(weeks[n])) >= work(now) + now.sets * (now.once if now.reps > 1 else 1)
            ):
                assert work(now) < work(more) <= then, "also where the next row adds a set"
            shapes = {tuple((p.kind, p.set, p.side) for p in phases(c, "left")) for c in (less, now, more)}
            assert len(shapes) == 1, "a set can change its level on the way"
            for c in (less, now, more):
                sound(c, phases(c, "left"))
                sound(c, phases(c))


def test_less_is_two_thirds_and_no_hold_is_cut_below_five_seconds(compiled: Bundle) -> None:
    one = row(next(e for e in compiled.exercises.values() if not e.dose.metres), 1, FREE)
    cut = [levels((replace(one, reps=reps, hold=hold),), 1)[0] for reps, hold in ((9, 0), (1, 30), (1, 6), (1, 4))]
    assert [(c.reps, c.hold) for c in cut] == [(6, 0), (1, 20), (1, 5), (1, 4)]


DOSES = st.builds(
    Chosen,
    sets=st.integers(1, 6),
    reps=st.integers(1, 30),
    hold=st.integers(0, 120),
    tempo=st.none() | st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)),
    metres=st.none() | st.integers(1, 60),
    rest=st.integers(0, 180),
    effort=st.none() | st.integers(0, 10),
    discomfort=st.integers(0, 10),
    each_side=st.booleans(),
)


@given(DOSES)
def test_any_dose(c: Chosen) -> None:
    sound(c, phases(c, "right"))
    assert len(levels((c,), 1)) == len(LEVELS)


def test_what_a_side_is_called() -> None:
    c = Chosen(1, 1, 30, None, None, 0, None, 2, True)
    assert [(p.kind, p.side, p.turn, p.seconds) for p in phases(c, "right")] == [
        ("ready", "right", 1, 15),
        ("hold", "right", 1, 30),
        ("switch", "left", 2, 5),
        ("hold", "left", 2, 30),
        ("done", None, 0, 0),
    ]
    assert [p.side for p in phases(c)] == ["first", "first", "other", "other", None]


def test_a_hold_beside_a_tempo_is_counted() -> None:
    """A trainer wrote both, or one of them where the card has the other: the longer hold stands in the middle."""
    c = Chosen(1, 2, 10, (3, 1, 2), None, 0, None, 2, False)
    assert [(p.kind, p.seconds, p.tempo) for p in phases(c)] == [
        ("ready", 20, None),
        ("work", 2 * (3 + 10 + 2), (3, 10, 2)),
        ("done", 0, None),
    ]
    assert c.seconds == 20 + 2 * (3 + 10 + 2)
    assert replace(c, hold=0).seconds == 20 + 2 * (3 + 1 + 2)
    assert {"say": "dose.tempo", "down": 3, "hold": 10, "up": 2} in dose_told(c)["parts"]
