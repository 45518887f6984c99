"""The gate: which red flags and cautions the answers raise, and what each exercise may still ask of this body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from quiz.asking.bundle import NOT_SURE, Answer, Answers, Bundle, Exercise, Flag, Question, Section, Value
from quiz.asking.conditions import doubts, holds, is_not_sure, passes, tests

LEVELS: Final = ("full", "gentle", "see-first", "stop")
URGENCIES: Final = ("emergency", "same-day", "days", "before-starting")
AT_ONCE: Final = URGENCIES[:1]
"""What ends the questions in the middle of a section."""
_MOST_TOGETHER: Final = 64
"""So many combinations of doubts are looked at; a doubt about a line has one way to be so."""
UNSCREENED: Final = "unscreened"
"""Of an exercise of which nobody has said what it asks of a body: it is only for people with nothing to mind."""
LEVEL_OF: Final = {"emergency": "stop", "same-day": "stop", "days": "see-first", "before-starting": "see-first"}


@dataclass(frozen=True)
class Unsure:
    """A line of a safety list, or a safety question without lines, that was answered "not sure"."""

    question: str
    line: str | None
    urgency: str
    """How soon to ask: as soon as somebody would have to look if it were so."""
    crisis: bool
    """Whether what it would bring at that urgency is a crisis, and nothing else."""


@dataclass(frozen=True)
class Gate:
    """What safety allows. `level` is one of LEVELS; no routine exists at "see-first" and "stop"."""

    level: str
    flags: tuple[str, ...]
    """Raised red flags, the most urgent first."""
    cautions: tuple[str, ...]
    unsure: tuple[Unsure, ...]

    @property
    def open(self) -> bool:
        return self.level in ("full", "gentle")


@dataclass(frozen=True)
class Permit:
    """An exercise is allowed, with ceilings: RPE, and seconds held. None is no ceiling."""

    effort: int | None
    hold: int | None
    cautions: tuple[str, ...]
    """The cautions that modify it."""


@dataclass(frozen=True)
class Refusal:
    """An exercise is not allowed. `caution` is the one that says so, or "gentle", or UNSCREENED."""

    caution: str
    demand: str | None


def gate(bundle: Bundle, answers: Answers) -> Gate:
    """Judge the visible answers. The strictest of all flags, cautions and "not sure" answers decides."""
    answers = {name: _settled(bundle, answers, bundle.questions[name]) for name in answers}
    raised = _raised(bundle, answers)
    cautions = tuple(c.id for c in bundle.cautions.values() if holds(c.when, answers))
    unsure = tuple(_unsure(bundle, answers, raised))
    levels = [LEVEL_OF[f.urgency] for f in raised] + (["see-first"] if unsure else [])
    return Gate(_level(bundle, cautions, levels), tuple(f.id for f in raised), cautions, unsure)


def _raised(bundle: Bundle, answers: Answers) -> list[Flag]:
    """The most urgent first."""
    return sorted((f for f in bundle.flags if holds(f.when, answers)), key=lambda f: URGENCIES.index(f.urgency))


def _settled(bundle: Bundle, answers: Answers, q: Question) -> Answer:
    """An answer whose doubts name their lines: "not sure" of a whole list means each line of it that is shown.

    Where doubts count, what would not shut the gate if it were ticked is ticked; of a whole list, where nothing would.
    """
    answer = answers[q.id]
    if not (q.safety and q.kind == "multiple" and is_not_sure(answer) and isinstance(answer, tuple)):
        return answer
    ticked = tuple(o.id for o in q.options if o.id in answer)
    shown = (o.id for o in q.options if not o.exclusive and o.id not in ticked and holds(o.show_if, answers))
    lines = doubts(answer) or tuple(shown)
    if q.doubt_counts:
        sure = {**answers, q.id: ticked}
        grave = tuple(line for line in lines if _shuts(bundle, sure, {**sure, q.id: (*ticked, line)}))
        ticked += tuple(line for line in lines if line not in grave and (doubts(answer) or not grave))
        lines = grave
    return (*ticked, *(f"{NOT_SURE}:{line}" for line in lines))


def _shuts(bundle: Bundle, before: Answers, after: Answers) -> bool:
    """Say whether the later answers bring a red flag, or a caution that wants a clinician, which the earlier do not."""
    asking = (c.when for c in bundle.cautions.values() if c.gate == "see-first")
    return any(holds(when, after) and not holds(when, before) for when in (*(f.when for f in bundle.flags), *asking))


_Doubt = tuple[str, str | None]
"""The question, and its line, if it has lines."""


@dataclass(frozen=True)
class _Way:
    """What a doubt could turn out to be: this answer to its question, or this line ticked besides."""

    question: Question
    value: Value


def _unsure(bundle: Bundle, answers: Answers, raised: Collection[Flag]) -> Iterator[Unsure]:
    """Each doubt, and what would have to be looked at if it were so: by itself, or together with the other doubts."""
    doubted = dict(_doubted(bundle, answers))
    if not doubted:
        return
    new = [f for f in bundle.flags if f not in raised]
    looks = {f.id: {test["question"] for test in tests(f.when)} for f in new}
    brought: dict[_Doubt, set[str]] = {doubt: set() for doubt in doubted}
    for doubt, ways in doubted.items():
        for way in ways:
            alone = _so(answers, [way])
            brought[doubt] |= {f.id for f in new if way.question.id in looks[f.id] and holds(f.when, alone)}
    for all_so in islice(product(*doubted.values()), _MOST_TOGETHER) if len(doubted) > 1 else ():
        for flag, credited in _together(answers, new, all_so):
            for doubt, ways in doubted.items():
                brought[doubt] |= {flag.id} if any(way in ways for way in credited) else set()
    for (name, line), found in brought.items():
        flags = [f for f in new if f.id in found]
        urgency = min((f.urgency for f in flags), key=URGENCIES.index, default=URGENCIES[-1])
        crisis = [f.crisis for f in flags if f.urgency == urgency]
        yield Unsure(name, line, urgency, bool(crisis) and all(crisis))


def _doubted(bundle: Bundle, answers: Answers) -> Iterator[tuple[_Doubt, list[_Way]]]:
    """Every doubt, and the ways in which it could be so."""
    for name, answer in answers.items():
        q = bundle.questions[name]
        if q.safety and is_not_sure(answer):
            for line in doubts(answer) or (None,):
                yield (name, line), [_Way(q, value) for value in ([line] if line else _possible(q, answers))]


def _together(
    answers: Answers, flags: Collection[Flag], all_so: Collection[_Way]
) -> Iterator[tuple[Flag, Collection[_Way]]]:
    """The flags that all these ways raise at once, with those that it takes; where none is needed, all that it sees."""
    so = _so(answers, all_so)
    for flag in (f for f in flags if holds(f.when, so)):
        seen = [way for way in all_so if _looks_at(flag, way)]
        needed = [w for w in seen if not holds(flag.when, _so(answers, [x for x in all_so if x is not w]))]
        yield flag, needed or seen


def _possible(q: Question, answers: Answers) -> list[Value]:
    """What a question without lines that was answered "not sure" could be answered."""
    return [o.id for o in q.options if holds(o.show_if, answers)] if q.options else [q.min, q.max]


def _so(answers: Answers, ways: Iterable[_Way]) -> Answers:
    """The answers, if all of these were so."""
    found = dict(answers)
    for way in ways:
        before = found[way.question.id]
        found[way.question.id] = (*before, str(way.value)) if isinstance(before, tuple) else way.value
    return found


def _looks_at(flag: Flag, way: _Way) -> bool:
    """Say whether a red flag's condition would see it."""
    own = (test for test in tests(flag.when) if test["question"] == way.question.id)
    return any("answered" in test or passes(test, way.value) for test in own)


def gate_of(bundle: Bundle, cautions: Collection[str]) -> Gate:
    """The gate for someone of whom only the cautions are known. They are taken in the bundle's order."""
    known = tuple(c for c in bundle.cautions if c in cautions)
    return Gate(_level(bundle, known), (), known, ())


def _level(bundle: Bundle, cautions: Collection[str], levels: Collection[str] = ()) -> str:
    """The strictest of what the cautions ask for and of other levels."""
    asked = {bundle.cautions[c].gate for c in cautions} - {"none"}
    return max(asked.union(levels), key=LEVELS.index, default="full")


def stops(bundle: Bundle, answers: Answers, urgencies: Collection[str]) -> bool:
    """Say whether a flag of one of these urgencies is raised; only flags stop, so that the rest need not be judged."""
    return any(f.urgency in urgencies and holds(f.when, answers) for f in bundle.flags)


def ending(section: Section) -> tuple[str, ...]:
    """The urgencies that end the questions after a section of the screen."""
    return AT_ONCE if section.goes_on else tuple(u for u in URGENCIES if LEVEL_OF[u] == "stop")


def excluded(bundle: Bundle, cautions: Collection[str], demands: Collection[str]) -> bool:
    """Say whether any of the cautions excludes any of the demands."""
    return any(not bundle.cautions[c].excludes.isdisjoint(demands) for c in cautions)


def permit(bundle: Bundle, g: Gate, exercise: Exercise) -> Permit | Refusal:
    """Say whether this person may do this exercise. Every door to a routine asks here."""
    for name in g.cautions:
        barred = sorted(bundle.cautions[name].excludes & exercise.demands)
        if barred:
            return Refusal(name, barred[0])
    if not exercise.screened and (g.cautions or g.level != "full"):
        return Refusal(UNSCREENED, None)
    efforts, holds_, modified = [], [], []
    if g.level == "gentle":
        barred = sorted(bundle.scoring.gentle_excludes & exercise.demands)
        if barred or exercise.level > bundle.scoring.gentle_level:
            return Refusal("gentle", barred[0] if barred else None)
        efforts.append(bundle.scoring.gentle_effort)
    for name in g.cautions:
        for change in bundle.cautions[name].modifies:
            if change.demand in exercise.demands:
                modified.append(name)
                efforts += [change.effort] if change.effort is not None else []
                holds_ += [change.hold] if change.hold is not None else []
    return Permit(min(efforts, default=None), min(holds_, default=None), tuple(dict.fromkeys(modified)))
