"""A plan opened: which safety questions must be answered first, and what of it this person may do today.

A link proves nothing about who opens it: whoever it is answers the flags, the cautions that ask for a clinician's word
first or bear on the plan's exercises, and how strong the ache is, before anything of it is shown. While a stop or
see-first flag stands there is no routine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from quiz.asking.bundle import Answers, Bundle, Caution, Data, Exercise, Question, Value
from quiz.asking.conditions import behind, bringing, judged, named, passes, tests
from quiz.judging.flow import Flow, flow
from quiz.judging.places import aching
from quiz.judging.safety import LEVELS, Gate, Refusal, gate_of, permit
from quiz.plans.plan import Dosage, Plan
from quiz.plans.reckoning import Entry, exercise_of_item, reckoned

_SCREEN: Final = ""
"""The name of the questionnaire that asks nothing after the safety screen."""


@dataclass(frozen=True)
class Check:
    """The safety questions for one plan, as far as they are answered."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """(section, its questions to show)."""
    options: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    """Those still to be answered; none once the answers say stop."""
    gate: Gate

    @property
    def outcome(self) -> str:
        """ask, stop, see-first or open."""
        if self.missing:
            return "ask"
        return "open" if self.gate.open else self.gate.level


@dataclass(frozen=True)
class Opening:
    """A plan for the person who opened it. `entries` is empty unless the outcome is open or nothing-left."""

    check: Check
    outcome: str
    entries: tuple[Entry, ...]
    verdict: Gate
    """What the answers, and the cautions that the plan itself names, allow."""
    aching: bool | None = None
    """Whether a place aches; None: nobody was asked."""

    @property
    def exercises(self) -> list[Exercise]:
        """Those that this person may do."""
        return [e.exercise for e in self.entries if e.exercise and e.weeks]


def screen_questions(bundle: Bundle) -> dict[str, Question]:
    """Every question of the safety screen."""
    return {q: bundle.questions[q] for s in bundle.screen for q in s.questions}


def screen_check(bundle: Bundle, answers: Answers) -> Check:
    """The same without a plan: every question of the screen."""
    shown = _screened(bundle, answers)
    return Check(shown.sections, shown.options, shown.missing, shown.gate)


def safety_check(bundle: Bundle, plan: Plan, answers: Answers) -> Check:
    """Name the safety questions for this plan, those that are still to be asked, and what the answers come to.

    Left out is what could make no difference: answers behind no flag, no caution that shuts the gate, and none that
    changes or refuses one of the plan's exercises or holds down a dose that somebody wrote. Left out, too, is what only
    makes the start smaller, but for how strong the ache is: how it settles, how long it has lasted, what it keeps
    somebody from. Few words are read as they are meant, and they are needed for the stop signs; and the player asks
    after each session how the ache went, and takes the next one back by it. What tells nothing without a line of a list
    is asked once that line is ticked.
    """
    shown = _screened(bundle, answers)
    exercises = [e for item in plan.items if (e := exercise_of_item(bundle, item)) is not None]
    written = any(item.own or item.dose != Dosage() for item in plan.items)
    bearing = _bearing(bundle, exercises, written, shown.answers)
    narrowed = {
        q: _narrowed(bundle.questions[q], left, bearing[q]) for q, left in shown.options.items() if q in bearing
    }
    options = {q: left for q, left in narrowed.items() if bundle.questions[q].asks(left)}
    sections = [(s, tuple(q for q in names if q in options)) for s, names in shown.sections]
    missing = tuple(q for q in shown.missing if q in options)
    return Check(tuple((s, names) for s, names in sections if names), options, missing, shown.gate)


def _screened(bundle: Bundle, answers: Answers) -> Flow:
    return flow(replace(bundle, questionnaires={_SCREEN: ()}), _SCREEN, answers)


def open_plan(bundle: Bundle, plan: Plan, answers: Answers) -> Opening:
    """Judge each exercise of the plan for the person whose answers these are."""
    check = safety_check(bundle, plan, answers)
    verdict = tightened(bundle, plan, check.gate)
    if check.missing or not verdict.open:
        return Opening(check, "ask" if check.missing else verdict.level, (), verdict)
    return _opened(bundle, plan, check, verdict, bool(aching(bundle, answers)))


def unasked(bundle: Bundle, plan: Plan) -> Opening:
    """The plan for someone of whom at most its cautions are known. Nothing asks for a clinician: paper says what to ask
    first."""
    verdict = gate_of(bundle, plan.cautions)
    check = Check((), {}, (), verdict)
    if not verdict.open:
        return Opening(check, verdict.level, (), verdict)
    return _opened(bundle, plan, check, verdict, None)


def tightened(bundle: Bundle, plan: Plan, gate: Gate) -> Gate:
    """The gate with the cautions that whoever made the plan told of: they add to what the answers say."""
    told = gate_of(bundle, {*gate.cautions, *plan.cautions})
    return replace(gate, level=max(gate.level, told.level, key=LEVELS.index), cautions=told.cautions)


def _opened(bundle: Bundle, plan: Plan, check: Check, verdict: Gate, aches: bool | None) -> Opening:
    entries = reckoned(bundle, plan, verdict)
    return Opening(check, "open" if any(e.weeks for e in entries) else "nothing-left", entries, verdict, aches)


# Which questions bear on a plan.

_Words = set[Value] | None
"""The options that bear on it; None: the whole question does."""


def _bearing(bundle: Bundle, exercises: Sequence[Exercise], written: bool, answers: Answers) -> dict[str, _Words]:
    """Question -> what of it could matter to someone who would do these exercises and has answered so far."""
    asked = [(section, bundle.questions[q]) for section in bundle.screen for q in section.questions]
    every: list[Data] = [
        {"question": q.id, "answered": True}
        for _, q in asked
        if q.id in (bundle.age, bundle.where) or q.kind == "scale"
    ]
    acting = [c.when for c in bundle.cautions.values() if _acts(bundle, c, exercises, written)]

    def known(test: Data) -> bool | None:
        return None if _of_the_ache(bundle, test) else passes(test, answers.get(test["question"]))

    hanging = [
        test
        for when in (*(flag.when for flag in bundle.flags), *acting)
        for test in tests(when)
        if bundle.questions[test["question"]].kind == "multiple" or judged(when, known) is None
    ]
    found: dict[str, _Words] = {}
    for test in behind((*every, *hanging), bringing(asked)):
        name = test["question"]
        words, before = set(named(test)), found.get(name, set())
        found[name] = before | words if words and before is not None else None
    return found


def _acts(bundle: Bundle, c: Caution, exercises: Sequence[Exercise], written: bool) -> bool:
    """Whether a caution shuts the gate, or changes or refuses one of these exercises: of one not screened, any does.
    One that is gentle refuses what is hard, and holds down what somebody wrote of a dose."""
    if c.gate == "see-first" or not all(e.screened for e in exercises):
        return True
    if not c.heeds or all(_of_the_ache(bundle, test) for test in tests(c.when)):
        return False  # it only makes the start smaller
    gently = Gate("gentle", (), (), ())
    return (written and c.gate == "gentle") or any(
        not c.heeds.isdisjoint(e.demands) or (c.gate == "gentle" and isinstance(permit(bundle, gently, e), Refusal))
        for e in exercises
    )


def _of_the_ache(bundle: Bundle, test: Data) -> bool:
    """Whether it is asked of how the ache goes: neither age nor place, nor a list of ticks."""
    q = bundle.questions[test["question"]]
    return q.kind != "multiple" and q.id not in (bundle.age, bundle.where)


def _narrowed(q: Question, options: tuple[str, ...], words: _Words) -> tuple[str, ...]:
    """A tick list without the lines that do not bear on the plan; other questions whole."""
    if q.kind != "multiple" or words is None:
        return options
    alone = {o.id for o in q.options if o.exclusive}
    return tuple(o for o in options if o in words or o in alone)
