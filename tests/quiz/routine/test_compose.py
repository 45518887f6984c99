"""The routine is the best one: on small generated cases the choice equals trying every subset there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.asking.bundle import STEPS, Bundle, Dose, Exercise, MuscleState, Scoring, Syndrome
from quiz.judging.matching import Match, Reason
from quiz.judging.safety import Gate
from quiz.routine.compose import Limits, compose
from quiz.routine.needs import needs
from quiz.routine.search import DROP_ORDER

MUSCLES = ("one", "two", "three")
OPEN = Gate("full", (), (), ())
SCORING = Scoring((("some", 400),), 2, 500, 50, 100, 2, 28, 10, 4, 3, 1, frozenset(), 1, 5, ())
PER_STEP = SCORING.per_step


def _dose(hold: int) -> Dose:
    return Dose((1, 2), (1, 1), (hold, hold + 20), None, None, (0, 0), (3, 5), None, 2)


@st.composite
def _exercises(draw: st.DrawFn) -> list[Exercise]:
    count = draw(st.integers(2, 8))
    made = []
    for i in range(count):
        served = draw(st.lists(st.sampled_from(MUSCLES), min_size=1, max_size=2, unique=True))
        made.append(
            Exercise(
                id=f"e{i}",
                code=f"e{i:02}",
                step=draw(st.sampled_from(STEPS)),
                muscles=tuple((m, draw(st.integers(1, 3))) for m in served),
                family=draw(st.sampled_from(["a", "b", "c", f"own{i}"])),
                kit=draw(st.sampled_from([(), ("band",), ("band", "ball")])),
                household=True,
                each_side=draw(st.booleans()),
                level=draw(st.integers(1, 2)),
                demands=draw(st.frozensets(st.sampled_from(["balance", "impact"]))),
                dose=_dose(draw(st.sampled_from([30, 60, 100]))),
                rank=draw(st.integers(0, 5)),
            )
        )
    return made


_STATES = st.lists(
    st.builds(
        MuscleState,
        muscle=st.sampled_from(MUSCLES),
        activity=st.sampled_from(["overactive", "underactive", "unclear"]),
        length=st.sampled_from(["short", "unclear"]),
        priority=st.integers(1, 3),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda s: s.muscle,
)
_LIMITS = st.builds(
    Limits,
    minutes=st.sampled_from([1, 2, 4, 8, 40]),
    count=st.integers(1, 10),
    days=st.just(3),
    level=st.just(2),
    equipment=st.sampled_from([frozenset(), frozenset({"band"})]),
)


def _bundle(exercises: list[Exercise], states: list[MuscleState], preferred: list[str]) -> Bundle:
    protocol = {step: tuple(e.id for e in exercises if e.step == step and e.id in preferred) for step in STEPS}
    syndrome = Syndrome("s", "f", False, (), tuple(states), protocol, ())
    return Bundle(
        "v", {}, (), "age", "where", None, (), {}, {}, {}, {}, {"s": syndrome},
        {e.id: e for e in exercises}, dict.fromkeys(MUSCLES, ("here",)), {}, {}, {}, SCORING, {},
    )  # fmt: skip


def _seconds(e: Exercise, row: int) -> int:
    """Of the first row, or of the second, half way up."""
    return (sum(e.dose.hold) // 2 if row == 2 else e.dose.hold[0]) * (2 if e.each_side else 1) + 20


def _value(group: Iterable[Exercise], wanted: dict[tuple[str, str], int], within: Limits, preferred: list[str]) -> int:
    gifts: dict[tuple[str, str], list[int]] = {}
    for e in group:
        named, home = (150 if e.id in preferred else 100), (100 if within.equipment.issuperset(e.kit) else 75)
        for muscle, share in e.muscles:
            if wanted.get((e.step, muscle)):
                gift = wanted[e.step, muscle] * share**2 * named * (125 - 5 * e.rank) * home // 1_000_000
                gifts.setdefault((e.step, muscle), []).append(gift)
    return sum(g >> i for each in gifts.values() for i, g in enumerate(sorted(each, reverse=True)))


def _rank(
    group: Collection[Exercise], wanted: dict[tuple[str, str], int], within: Limits, preferred: list[str], row: int
) -> tuple[int, ...]:
    """What counts, in this order: the greatest value, then the fewest done with something from home, the best
    supported, the easiest, those that ask least of a body, the least time.
    """
    at_home = sum(not within.equipment.issuperset(e.kit) for e in group)
    ranks, levels = sum(e.rank for e in group), sum(e.level for e in group)
    demands = sum(len(e.demands) for e in group)
    value = _value(group, wanted, within, preferred)
    return value, -at_home, -ranks, -levels, -demands, -sum(_seconds(e, row) for e in group)


def _brute(
    bundle: Bundle, wanted: dict[tuple[str, str], int], within: Limits, preferred: list[str], row: int
) -> tuple[int, ...]:
    """The best rank of any subset that keeps all limits, with as many called-for steps as can fit."""
    useful = [e for e in bundle.exercises.values() if any(wanted.get((e.step, m)) for m, _ in e.muscles)]

    def allowed(group: tuple[Exercise, ...]) -> bool:
        by_step = [[e for e in group if e.step == s] for s in STEPS]
        return (
            len(group) <= within.count
            and sum(_seconds(e, row) for e in group) <= 60 * within.minutes
            and all(len(g) <= PER_STEP and len({e.family for e in g}) == len(g) for g in by_step)
        )

    every = chain.from_iterable(combinations(useful, n) for n in range(len(useful) + 1))
    groups = [g for g in every if allowed(g)]
    musts = [s for s in STEPS if any(e.step == s and _seconds(e, row) <= 60 * within.minutes for e in useful)]
    for required in [*([s for s in musts if s not in DROP_ORDER[:n]] for n in range(len(DROP_ORDER) + 1)), []]:
        left = [g for g in groups if all(any(e.step == s for e in g) for s in required)]
        if left:
            return max(_rank(g, wanted, within, preferred, row) for g in left)
    return (0,) * 6


@settings(max_examples=400, deadline=None)
@given(_exercises(), _STATES, _LIMITS, st.integers(400, 1000), st.booleans(), st.data())
def test_the_choice_equals_brute_force(
    exercises: list[Exercise], states: list[MuscleState], within: Limits, support: int, hurts: bool, data: st.DataObject
) -> None:
    preferred = data.draw(st.lists(st.sampled_from([e.id for e in exercises]), unique=True))
    bundle = _bundle(exercises, states, preferred)
    matched = [Match("s", None, support, 1000, "some", ())]
    painful = {"here"} if hurts else set()
    found = compose(bundle, _with_reason(matched), painful, OPEN, within)
    if found is None:  # all that is possible only helps along where it aches
        assert hurts
        return
    wanted = needs(bundle, matched, painful)
    chosen = [bundle.exercises[c.exercise] for c in found.cards]
    ranks = {
        row: (_rank(chosen, wanted, within, preferred, row), _brute(bundle, wanted, within, preferred, row))
        for row in (1, 2)
    }
    helps = any(share > 1 for e in chosen for _, share in e.muscles) if hurts else chosen
    assert len(set(ranks[2])) == 1 or (len(set(ranks[1])) == 1 and helps)
    assert max(found.seconds) <= 60 * within.minutes
    again = compose(bundle, _with_reason(matched), painful, OPEN, within)
    assert again == found


def _card(name: str, kit: tuple[str, ...] = (), hold: int = 30, share: int = 3, step: str = "activate") -> Exercise:
    served = (("one", share),)
    return Exercise(name, f"c-{name}", step, served, name, kit, True, False, 1, frozenset(), _dose(hold))


WEAK = [MuscleState("one", "underactive", "unclear", 3, True)]
MATCHED = [Match("s", None, 1000, 1000, "some", (Reason("f", None, 1, 100),))]
NOTHING_OWNED = Limits(10, 1, 3, 1, frozenset())


def _chosen(exercises: list[Exercise], within: Limits) -> tuple[str, tuple[str, ...]]:
    found = compose(_bundle(exercises, WEAK, []), MATCHED, set(), OPEN, within)
    assert found is not None
    (card,) = found.cards
    return card.exercise, card.instead


def test_of_equals_the_one_that_needs_nothing_comes_first() -> None:
    """A quicker band is no reason for tied tights, unless the band is owned, or gives more than a third more."""
    band, free = _card("a-band", ("band",)), _card("free", hold=60)
    assert _chosen([band, free], NOTHING_OWNED) == ("free", ("a-band",))
    assert _chosen([band, free], replace(NOTHING_OWNED, equipment=frozenset({"band"}))) == ("a-band", ("free",))
    assert _chosen([band, _card("free", hold=60, share=2)], NOTHING_OWNED)[0] == "a-band"
    assert _chosen([replace(band, rank=0), replace(free, rank=5)], NOTHING_OWNED)[0] == "free"


def test_what_could_stand_in_comes_best_first() -> None:
    """What gives most; of equals what needs nothing, then the older code. Two at most."""
    made = [_card("best"), _card("b-weak", share=1), _card("a-band", ("band",), share=2), _card("free", share=2)]
    assert _chosen(made, NOTHING_OWNED) == ("best", ("free", "a-band"))
    assert _chosen(made[:3], NOTHING_OWNED) == ("best", ("a-band", "b-weak"))
    assert _chosen([*made[:2], _card("a-weak", share=1)], NOTHING_OWNED) == ("best", ("a-weak", "b-weak"))
    elsewhere = replace(_card("other", share=2), muscles=(("two", 3),))
    too_long = _card("long", hold=700)
    assert _chosen([made[0], elsewhere, too_long], NOTHING_OWNED) == ("best", ())


def test_a_card_names_the_answer_that_spoke_strongest() -> None:
    """Weight times strength, not weight alone; what spoke against is never named."""
    reasons = (Reason("heavy", None, 5, 20), Reason("strong", "left", 2, 100), Reason("against", None, -5, 100))
    matched = [replace(MATCHED[0], reasons=reasons)]
    found = compose(_bundle([_card("a")], WEAK, []), matched, set(), OPEN, NOTHING_OWNED)
    assert found is not None
    assert found.cards[0].finding == ("strong", "left")


def test_a_long_muscle_is_not_stretched() -> None:
    """What one pattern calls short and another long is left alone, and the step says why it is empty."""
    short, long = (MuscleState("one", "unclear", length, 3, True) for length in ("short", "long"))
    bundle = _bundle([_card("a", step="lengthen")], [short], [])
    other = replace(bundle.syndromes["s"], id="t", muscles=(long,))
    both = replace(bundle, syndromes={**bundle.syndromes, "t": other})
    alone = compose(bundle, MATCHED, set(), OPEN, NOTHING_OWNED)
    assert alone is not None
    assert [c.exercise for c in alone.cards] == ["a"]
    found = compose(both, [*MATCHED, replace(MATCHED[0], syndrome="t")], set(), OPEN, NOTHING_OWNED)
    assert found is not None
    assert (found.cards, found.empty) == ((), (("lengthen", "nothing-safe"),))


def test_an_aching_place_counts_twice() -> None:
    """The shipped bonus, a hundred percent, falls on muscles of places that bother this person, and on no others."""
    bundle = _bundle([_card("a")], WEAK, [])
    plain = needs(bundle, MATCHED, set())
    assert plain == {("activate", "one"): 3000, ("integrate", "one"): 3000}
    assert needs(bundle, MATCHED, {"elsewhere"}) == plain
    assert needs(bundle, MATCHED, {"here", "elsewhere"}) == {key: 2 * need for key, need in plain.items()}


def _with_reason(matched: list[Match]) -> list[Match]:
    return [Match(m.syndrome, m.side, m.support, m.coverage, m.band, (Reason("f", None, 1, 100),)) for m in matched]


@pytest.mark.parametrize("level", ["see-first", "stop"])
def test_no_routine_while_the_gate_is_shut(level: str) -> None:
    bundle = _bundle([], [], [])
    assert compose(bundle, [], set(), Gate(level, (), (), ()), Limits(10, 4, 3, 1, frozenset())) is None
