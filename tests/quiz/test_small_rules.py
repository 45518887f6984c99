"""Small rules of a result, each on the least that shows it: bands, sides, order, rounding, the unsure gate."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from generator.knowledge.base import Knowledge
from generator.model import SelfTest
from generator.site import facets
from quiz.asking.bundle import NOT_SURE, Answers, Bundle, Dose, Exercise, Finding, Indicator, Measure, Syndrome
from quiz.bridge import Engine
from quiz.judging import safety
from quiz.judging.findings import evidence, strength
from quiz.judging.flow import flow
from quiz.judging.matching import Match, Reason, match
from quiz.judging.safety import Gate, Permit
from quiz.judging.verdict import Judgement
from quiz.routine.doses import SPANS, Chosen, dose, path
from quiz.routine.growth import fitted, rule
from quiz.telling.assessment import _habits, _ordered
from quiz.telling.sheet import routine_told
from tests.bases import CASES
from tests.plans import ask, plan_of

DESK = json.loads((CASES / "people" / "desk-worker.json").read_text(encoding="utf-8"))["answers"]
FREE = Permit(None, None, ())
OPEN = Gate("full", (), (), ())


def _quick(compiled: Bundle, **other: Any) -> dict[str, Any]:
    names = {q for s in (*compiled.screen, *compiled.questionnaires["quick"]) for q in s.questions}
    return {n: a for n, a in {**DESK, **other}.items() if n in names}


# The unsure gate.


def _unsure(bundle: Bundle) -> list[str]:
    """The questions of safety that this person is asked, and whose doubts never count as ticks."""
    asked = [bundle.questions[n] for s in bundle.screen for n in s.questions if n in DESK]
    return [q.id for q in asked if q.not_sure and not q.doubt_counts]


def test_whoever_is_unsure_about_a_safety_question_sees_someone_first(compiled: Bundle, engine: Engine) -> None:
    """Each such question alone, in an assessment and before a plan; nothing to do, nothing explained, no date."""
    from quiz.plans.link import encode

    text = encode(plan_of(compiled, "chin-tuck"))
    assert len(_unsure(compiled)) >= 4
    for name in _unsure(compiled):
        answers = _quick(compiled, before=["none"], **{name: NOT_SURE})  # asked only beside another sign
        result = ask(engine, op="assess", questionnaire="quick", answers=answers)["ok"]
        assert (result["outcome"], result["gate"]["level"]) == ("see-first", "see-first")
        assert {u["question"] for u in result["gate"]["unsure"]} == {name}
        assert (result["routine"], result["habits"], result["matches"], result["retest"]) == (None, [], [], None)
        explained = ask(engine, op="explain", questionnaire="quick", answers=answers)["ok"]
        assert explained == {"changes": [], "room": []}
        opened = ask(engine, op="plan-open", text=text, answers=answers)["ok"]
        assert (opened["outcome"], opened["routine"]) == ("see-first", None)
        assert {u["question"] for u in opened["gate"]["unsure"]} == {name}


def test_being_unsure_never_softens_a_stop_nor_a_caution(compiled: Bundle) -> None:
    for flag in compiled.flags:
        alone = replace(compiled, flags=(replace(flag, when={"question": "age", "at_least": 0}),))
        level = safety.gate(alone, {"age": 40, "weak-or-numb": (NOT_SURE,)}).level
        assert level == ("stop" if flag.urgency in ("emergency", "same-day") else "see-first")


def test_only_a_stop_ends_the_questions(compiled: Bundle, engine: Engine) -> None:
    """Whoever must see someone first is still asked the rest of the screen: there may be a stop in it."""
    unsure = _quick(compiled, ill=None, **{"weak-or-numb": NOT_SURE})
    result = ask(engine, op="assess", questionnaire="quick", answers=unsure)["ok"]
    assert (result["outcome"], result["missing"]) == ("incomplete", ["ill"])
    stopped = {**unsure, "chest": ["chest-pressure"], "weak-or-numb": None}
    result = ask(engine, op="assess", questionnaire="quick", answers=stopped)["ok"]
    assert (result["outcome"], result["gate"]["level"]) == ("stop", "stop")


def test_being_unsure_elsewhere_shuts_no_gate(compiled: Bundle) -> None:
    others = {n: NOT_SURE for n, q in compiled.questions.items() if q.not_sure and not q.safety and not q.sided}
    assert len(others) > 20
    assert safety.gate(compiled, others) == Gate("full", (), (), ())


# Bands.

FINDINGS = {
    "sign": Finding("sign", "sign", False, "tests/x", True),
    "test": Finding("test", "self-test", False, "tests/x", True),
    "ache": Finding("ache", "symptom", False, "symptoms/x", False),
    "tight": Finding("tight", "symptom", False, "symptoms/x", False),
    "sits": Finding("sits", "cause", False, "causes/x", False),
    "stands": Finding("stands", "cause", False, "causes/x", False),
}


def _band(compiled: Bundle, percents: dict[str, int], asked: set[str] | None = None) -> str | None:
    indicators = tuple(Indicator(name, 2, None) for name in FINDINGS if name in (asked or percents))
    syndrome = Syndrome("s", "f", False, indicators, (), {}, ())
    found: dict[tuple[str, str | None], int] = {(name, None): percent for name, percent in percents.items()}
    return match(replace(compiled, findings=FINDINGS), syndrome, None, found, asked or set(percents)).band


@pytest.mark.parametrize(
    ("percents", "band"),
    [
        ({"sign": 100}, None),
        ({"test": 100}, None),
        ({"sign": 100, "sits": 0}, None),
        ({"sign": 100, "sits": 100}, "fair"),
        ({"sits": 100, "stands": 100}, None),
        ({"sits": 100, "stands": 100, "ache": 100}, None),
        ({"ache": 100, "tight": 100}, "fair"),
        ({"ache": 100, "tight": 100, "sign": 100}, "fair"),
        ({"test": 100, "ache": 100}, "well"),
        ({"test": 100, "ache": 59}, "fair"),
        ({"test": 100, "ache": 60}, "well"),
        ({"sign": 60, "ache": 60}, "fair"),
        ({"sign": 60, "ache": 58}, "some"),
        ({"sign": 40, "ache": 40}, "some"),
        ({"sign": 40, "ache": 38}, None),
    ],
)
def test_bands(compiled: Bundle, percents: dict[str, int], band: str | None) -> None:
    """One finding alone reaches none; causes need more; the last band wants a self-test; edges count."""
    assert _band(compiled, percents) == band


def test_what_speaks_against_takes_from_the_support(compiled: Bundle) -> None:
    """In permille of what speaks for it: (2 x 100 + 2 x 100 - 3 x 50) / 4, and never below nothing."""
    bundle = replace(compiled, findings=FINDINGS)

    def support(against: int, percent: int) -> int:
        indicators = (Indicator("sign", 2, None), Indicator("ache", 2, None), Indicator("tight", -against, None))
        found: dict[tuple[str, str | None], int] = {("sign", None): 100, ("ache", None): 100, ("tight", None): percent}
        return match(bundle, Syndrome("s", "f", False, indicators, (), {}, ()), None, found, set(FINDINGS)).support

    assert [support(3, percent) for percent in (0, 50, 100)] == [1000, 625, 250]
    assert support(5, 100) == 0


def test_a_difference_is_told_of_the_worse_side(compiled: Bundle) -> None:
    """Knee to wall: less is worse; what is within the error of measuring is none."""
    gap = compiled.questions["test-knee-to-wall"].difference
    assert gap is not None
    assert gap.worse == "lower"

    def sides(left: int, right: int) -> list[int]:
        found = evidence(compiled, {"test-knee-to-wall": {"left": left, "right": right}})
        return [found[gap.finding, side] for side in ("left", "right")]

    assert sides(5, 15) == [100, 0]
    assert sides(15, 5) == [0, 100]
    assert sides(10, 10 + int(gap.error)) == sides(10, 10) == [0, 0]


def test_half_of_what_can_be_asked_must_be_answered(compiled: Bundle) -> None:
    asked = {"sign", "ache", "tight", "sits"}
    assert _band(compiled, {"sign": 100, "ache": 100}, asked) == "fair"
    assert _band(compiled, {"sign": 100, "ache": 100}, {*asked, "stands"}) is None


def test_strength_is_rounded_down_and_kept_within(compiled: Bundle) -> None:
    measure = Measure("x", 0, 3)
    assert [strength(measure, n) for n in (-1, 0, 1, 2, 3, 4)] == [0, 0, 33, 66, 100, 100]
    assert [strength(Measure("x", 30, 10), n) for n in (31, 30, 29, 17, 10, 9)] == [0, 0, 5, 65, 100, 100]


def test_one_warning_sign_is_a_caution_and_two_a_flag(compiled: Bundle) -> None:
    """Signs that say little alone are counted: ticks that are neither count for nothing."""
    flag = next(f for f in compiled.flags if f.id == "serious-illness-signs")
    assert flag.urgency == "days"
    one: Answers = {"ill": ("weight-loss",), "age": 40}
    two: Answers = {**one, "lasting": ("rest-pain",)}
    found = safety.gate(compiled, one)
    assert ("one-warning-sign" in found.cautions, found.level) == (True, "gentle")
    found = safety.gate(compiled, two)
    assert flag.id in found.flags
    assert found.level == "see-first"


# Amounts.


def _exercise(**more: Any) -> Exercise:
    d = Dose((1, 3), (5, 10), (0, 0), None, None, (30, 60), (3, 5), (3, 6), 2)
    given: dict[str, Any] = {"each_side": False, "dose": replace(d, **more)}
    return Exercise("e", "e01", "activate", (("m", 3),), "f", (), False, level=1, demands=frozenset(), **given)


WEEKS_ON = range(1, len(SPANS) + 1)


def test_a_dose_climbs_and_then_gains_a_set_that_begins_lower() -> None:
    """The middle is rounded down, but is never the low end of a range; effort climbs too; a further set is no jump."""
    found = [dose(_exercise(), n, FREE, OPEN) for n in WEEKS_ON]
    assert [(c.sets, c.reps, c.effort, c.rest) for c in found] == [
        (1, 5, 3, 30),
        (1, 7, 4, 30),
        (2, 5, 6, 30),
        (2, 7, 6, 30),
        (3, 7, 6, 30),
        (3, 10, 6, 30),
    ]
    two = [dose(_exercise(sets=(1, 2), reps=(10, 15)), n, FREE, OPEN) for n in WEEKS_ON]
    assert [(c.sets, c.reps) for c in two] == [(1, 10), (1, 12), (1, 15), (2, 10), (2, 12), (2, 15)]
    one = [dose(_exercise(sets=(2, 2)), n, FREE, OPEN).reps for n in WEEKS_ON]
    assert one == [5, 7, 10, 10, 10, 10]
    assert dose(_exercise(reps=(5, 6)), 2, FREE, OPEN).reps == 6
    assert dose(_exercise(hold=(20, 61)), 3, Permit(5, 30, ()), OPEN) == replace(
        dose(_exercise(hold=(20, 61)), 3, FREE, OPEN), effort=5, hold=30
    )


def test_a_stretch_gets_there_in_four_weeks() -> None:
    e = replace(_exercise(reps=(1, 1), hold=(30, 60)), step="lengthen")
    found = [dose(e, n, FREE, OPEN) for n in WEEKS_ON]
    assert [(c.sets, c.hold) for c in found] == [(1, 30), (1, 60), (2, 60), (3, 60), (3, 60), (3, 60)]


def test_no_row_of_any_card_asks_less_or_much_more(compiled: Bundle) -> None:
    """Of all shipped cards: a row is never less in all, and within four weeks at most three times the one before."""
    for e in compiled.exercises.values():
        work = [c.sets * c.reps * c.once for c in path(e, FREE, OPEN)]
        assert work == sorted(work), (e.id, work)
        assert all(after <= 3 * before for before, after in pairwise(work[:4])), (e.id, work)
        top = dose(e, len(SPANS), FREE, OPEN)
        assert (top.sets, top.reps, top.hold) == (e.dose.sets[1], e.dose.reps[1], e.dose.hold[1]), e.id


def test_the_gentle_route_grows_at_half_the_pace() -> None:
    """Each row lasts two of the first four weeks, and four of those after."""
    e, gentle = _exercise(), Gate("gentle", (), (), ())
    full = path(e, FREE, OPEN)
    assert path(e, FREE, gentle) == (full[0], full[0], full[1], full[1], full[2], full[3])


def _fitted(minutes: int, *exercises: Exercise) -> list[tuple[Chosen, ...]]:
    return fitted(minutes, [(e.step, path(e, FREE, OPEN)) for e in exercises])


def test_what_does_not_fit_grows_in_part() -> None:
    """Seconds: 20 to get ready, 3 a repetition. In one minute no second set fits, and effort takes no time."""
    e = _exercise(reps=(5, 14))
    (weeks,) = _fitted(1, e)
    assert [(c.sets, c.reps, c.effort) for c in weeks] == [(1, 5, 3), (1, 9, 4), (1, 9, 6), *3 * [(1, 10, 6)]]
    assert [c.seconds for c in weeks] == [35, 47, 47, 50, 50, 50]
    (weeks,) = _fitted(2, e)
    assert [(c.sets, c.reps) for c in weeks][2:] == [(2, 7), *3 * [(2, 10)]], "a further set waits"


def test_what_strengthens_grows_first() -> None:
    eased, strong = replace(_exercise(), step="inhibit"), _exercise()
    one, two = _fitted(2, eased, strong)
    assert [(c.sets, c.reps) for c in two[:4]] == [(1, 5), (1, 7), (1, 7), (1, 7)]
    assert one[-1].seconds + two[-1].seconds <= 120
    assert [weeks[-1].sets for weeks in _fitted(4, eased, strong)] == [2, 3]


def test_who_turns_the_page() -> None:
    assert rule(True, [(1, 1), (2, 2)]) == rule(False, []) == "steady"
    assert (rule(False, [(1, 1), (1, 2)]), rule(True, [(1, 2)])) == ("by-week", "by-response")


@pytest.mark.parametrize(
    ("more", "seconds"),
    [
        ({}, 35),
        ({"sets": 3}, 3 * 15 + 2 * 30 + 20),
        ({"each_side": True}, 50),
        ({"each_side": True, "sets": 3}, 6 * 15 + 2 * (30 + 5) + 20),
        ({"each_side": True, "sets": 2, "rest": 0}, 4 * 15 + 5 + 5 + 20),
        ({"hold": 10}, 5 * 10 + 4 * 10 + 20),
        ({"hold": 30, "sets": 2}, 2 * (5 * 30 + 4 * 10) + 30 + 20),
        ({"hold": 8, "sets": 2, "reps": 1, "rest": 0}, 8 + 8 + 8 + 20),
        ({"tempo": (3, 1, 2)}, 50),
        ({"metres": 20, "reps": 1}, 40),
    ],
)
def test_how_long_a_dose_takes(more: dict[str, Any], seconds: int) -> None:
    plain = Chosen(1, 5, 0, None, None, 30, None, 2, False)
    assert replace(plain, **more).seconds == seconds


def test_minutes_are_rounded_up() -> None:
    told = routine_told(3, (0, 1, 60, 61), [], "steady")
    assert told["minutes"] == [0, 1, 1, 2]
    assert told["minutes_title"] == {"say": "routine.minutes", "n": 0}


# Order.


CAUSES = {name: Finding(name, "cause", False, f"causes/{name}", False) for name in ("c1", "c2")}


def _habits_of(compiled: Bundle, *painful: str) -> list[str]:
    """Of someone whose best match weighs c2 more than c1, while the next one weighs c1 most of all."""
    bundle = replace(
        compiled,
        findings=CAUSES,
        habits={"c1": ("h1",), "c2": ("h2",)},
        habit_demands={},
        habit_regions={"h1": frozenset({"neck"})},
        scoring=replace(compiled.scoring, habits=("all-1", "all-2")),
    )
    best = Match("s", None, 900, 1000, "fair", (Reason("c1", None, 1, 100), Reason("c2", None, 2, 100)))
    other = Match("t", None, 800, 1000, "fair", (Reason("c1", None, 5, 100),))
    found: dict[tuple[str, str | None], int] = {(name, None): 100 for name in CAUSES}
    j = Judgement(flow(compiled, "quick", {}), found, frozenset(painful), "match", (best, other))
    return [h["id"] for h in _habits(bundle, j, [best, other])]


def test_habits_follow_the_weightiest_cause_of_the_best_match(compiled: Bundle) -> None:
    """Two, of what fits where it aches; where nothing aches, any; what is missing is filled with everyone's."""
    assert _habits_of(compiled, "neck") == ["h2", "h1"]
    assert _habits_of(compiled) == ["h2", "h1"]
    assert _habits_of(compiled, "knee") == ["h2", "all-1"]


def test_what_speaks_against_is_told_where_it_is_there(compiled: Bundle) -> None:
    """The weightiest first, present or not; what would speak against and is absent says nothing."""
    here, small, absent, idle = (Reason("x", None, *n) for n in ((-3, 100), (1, 100), (2, 0), (-2, 0)))
    assert _ordered([idle, absent, small, here]) == [here, small, absent]


def test_reasons_come_weightiest_first(compiled: Bundle, engine: Engine) -> None:
    result = ask(engine, op="assess", questionnaire="quick", answers=_quick(compiled))["ok"]
    for m in result["matches"]:
        weights = [abs(r["weight"]) * r["strength"] for r in m["for"]]
        assert weights == sorted(weights, reverse=True)
        assert len(set(weights)) > 1


def test_alone_or_with_a_helper(knowledge: Knowledge) -> None:
    """The filter of self-tests tells them apart as their files do."""
    wanting = {name for name, test in knowledge.all("tests", SelfTest).items() if test.helper}
    cards = facets.facets(knowledge, "tests")["cards"]
    assert {e.id for e, values in cards if values["alone"] == ("helper",)} == wanting
    assert {e.id for e, values in cards if values["alone"] == ("alone",)} == {e.id for e, _ in cards} - wanting
    assert 0 < len(wanting) < len(cards)
