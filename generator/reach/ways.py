"""Whether any answers bring something about: an exact search over what the conditions that it hangs on can tell apart.

The walk is that of quiz/judging/flow.py, with answers that are not chosen yet: a condition is true, false, or waits
for one of them. Where it is false it says for which of the choices, so that the search goes back to the last that
matters. Only which questions a section with `pick` leaves out is not followed: there both are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import floor
from typing import Any, Final, NamedTuple

from generator.reach.people import Raw
from quiz.asking.bundle import NOT_SURE, SIDES, Bundle, Data, Number, Option, Question, Section, Value
from quiz.asking.conditions import holds, is_test, joined, passes, tests
from quiz.asking.pathways import Pathway
from quiz.judging.safety import ending

MOST_STEPS: Final = 20_000
"""After so many the search gives up."""
_TICKS: Final = "*"
"""In place of the one answer to a tick list: its options are chosen one by one."""
_Choice = tuple[str, str]
"""(question, part): the part is "" for the answer, a side of a sided one, an option to tick, or `_PICKED`."""
_PICKED: Final = "*"
"""Whether a section that picks asks the question."""


class TooLong(Exception):
    """The search was given up: nothing is known."""


class Truth(NamedTuple):
    """What is known of a condition, and which choices decided it; of an open one (None), the choice to make next."""

    holds: bool | None
    why: frozenset[_Choice]


_NEVER: Final[Data] = {"any": []}
_YES, _NO = (Truth(known, frozenset()) for known in (True, False))


def ways(b: Bundle, questionnaire: str, claim: str, subject: str) -> Iterator[Raw]:
    """Answers that show a question or an option ("QUESTION=OPTION"), or raise a flag or a caution, from all there are.

    What is not in them makes no difference. None at all: it is impossible. Raises TooLong.
    """
    walk = _Walk(b, questionnaire)
    for _ in walk.solutions(lambda: walk.goal(claim, subject)):
        yield walk.answers()


@dataclass
class _Walk:
    b: Bundle
    questionnaire: str
    made: dict[_Choice, Any] = field(default_factory=dict)
    known: dict[str, Truth] = field(default_factory=dict)
    """Whether a question is shown, for the choices made so far."""
    steps: int = 0
    domains: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Question -> what can be chosen for the whole of it, found once."""

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return self.b.screen + self.b.questionnaires[self.questionnaire]

    @cached_property
    def when(self) -> dict[str, int]:
        """Question -> its turn."""
        return {name: turn for turn, name in enumerate(q for s in self.sections for q in s.questions)}

    @cached_property
    def section(self) -> dict[str, int]:
        return {q: i for i, s in enumerate(self.sections) for q in s.questions}

    def ends(self, section: int) -> int:
        """The turn after a section."""
        return sum(len(s.questions) for s in self.sections[: section + 1])

    def solutions(self, goal: Callable[[], Truth]) -> Generator[None, None, frozenset[_Choice]]:
        """Stop at each set of choices that makes the goal true; return the choices for which there is no other."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooLong
        self.known.clear()
        truth = goal()
        if truth.holds is not None:
            if truth.holds:
                yield
            return frozenset(self.made) if truth.holds else truth.why
        (choice,) = truth.why
        blamed: frozenset[_Choice] = frozenset()
        for value in self.domain(choice):
            self.made[choice] = value
            why = yield from self.solutions(goal)
            del self.made[choice]
            if choice not in why:
                return why
            blamed |= why - {choice}
        return blamed

    def domain(self, choice: _Choice) -> Iterable[Any]:
        name, part = choice
        q = self.b.questions[name]
        if part == _PICKED or (part and not q.sided):
            return (True, False)
        if name not in self.domains:
            self.domains[name] = tuple(self._domain(q))
        return self.domains[name]

    def _domain(self, q: Question) -> Iterable[Any]:
        unsure = (NOT_SURE,) if q.not_sure else ()
        if q.kind in ("multiple", "regions"):
            return (*(o.id for o in q.options if o.exclusive), _TICKS, *unsure, None)
        return (*(o.id for o in q.options), *(() if q.options else numbers(self.b, q)), *unsure, None)

    def answers(self) -> Raw:
        """The choices made, as answers."""
        raw: Raw = {}
        for (name, part), value in self.made.items():
            q = self.b.questions[name]
            if part == "" and value != _TICKS and value is not None:
                raw[name] = [value] if q.kind in ("multiple", "regions") else value
            elif q.sided and value is not None and part in SIDES:
                raw.setdefault(name, {})[part] = value
            elif value is True and part != _PICKED:
                raw.setdefault(name, []).append(part)
        return raw

    def goal(self, claim: str, subject: str) -> Truth:
        name, _, rest = subject.partition("=")
        end = self.ends(len(self.b.screen) - 1)
        if claim == "flag":
            return self.value(next(f.when for f in self.b.flags if f.id == name), end)
        if claim == "caution":
            return self.value(self.b.cautions[name].when, end)
        if claim == "pathway":
            return self.told(next(p for p in self.b.pathways if p.id == name))
        if name not in self.when:
            return _NO
        shown = self.shown(name)
        if claim == "question" or shown.holds is False:
            return shown
        option = next(o for o in self.b.questions[name].options if o.id == rest)
        return _joined((shown, self.value(option.show_if, self.when[name])), decides=False)

    def told(self, p: Pathway) -> Truth:
        """Whether one of its places is ticked, or none has to be, and it fits; at the end of all questions."""
        turn = len(self.when)
        place = _YES if p.anywhere else self.value({"question": self.b.where, "in": list(p.places)}, turn)
        return _joined((place, self.value(p.when, turn), _not(self.value(p.not_when or _NEVER, turn))), decides=False)

    def value(self, c: Data | None, turn: int) -> Truth:
        """What is known of a condition when the questions before a turn have been asked."""
        if c is None:
            return _YES
        if is_test(c):
            return self.test(c, turn)
        if "not" in c:
            return _not(self.value(c["not"], turn))
        parts, least = joined(c)
        return _several((self.value(part, turn) for part in parts), len(parts), least)

    def test(self, c: Data, turn: int) -> Truth:
        name = c["question"]
        if self.when.get(name, turn) >= turn:
            return _YES if holds(c, {}) else _NO
        given = self.given(self.b.questions[name], lambda value: "answered" in c or passes(c, value))
        found = given if given.holds is False else _joined((given, self.shown(name)), decides=False)
        return _not(found) if c.get("answered") is False else found

    def given(self, q: Question, passes: Callable[[Value], bool]) -> Truth:
        """Whether, if the question is shown, a value that passes is among the answers that count."""
        if q.sided:
            return _joined((self.one(q, side, passes) for side in SIDES), decides=True)
        if self.made.get((q.id, "")) != _TICKS:
            return self.one(q, "", passes)
        options = (self.ticked(q, o) for o in q.options if not o.exclusive and passes(o.id))
        beside = q.safety and q.not_sure and passes(NOT_SURE)  # a safety list may be ticked and in doubt
        found = _joined((*options, *([self.chosen((q.id, NOT_SURE))] if beside else ())), decides=True)
        return _because(found, (q.id, ""))

    def one(self, q: Question, part: str, passes: Callable[[Value], bool]) -> Truth:
        choice = (q.id, part)
        if choice not in self.made:
            many = q.kind in ("multiple", "regions")
            could = [o.id for o in q.options] if many else []
            could += [v for v in self.domain(choice) if v not in (None, _TICKS)]
            return Truth(None, frozenset({choice})) if any(map(passes, could)) else _NO
        value = self.made[choice]
        option = next((o for o in q.options if o.id == value), None) if not part else None
        here = Truth(value is not None and passes(value), frozenset({choice}))
        if not here.holds or option is None:
            return here
        return _because(self.value(option.show_if, self.when[q.id]), choice)

    def ticked(self, q: Question, o: Option) -> Truth:
        """Whether a tick counts: it is shown, and so is no ticked line that it yields to."""
        stronger = [p for p in q.options if p.id == o.yields_to and not p.exclusive]
        here = ((self.chosen((q.id, p.id)), self.value(p.show_if, self.when[q.id])) for p in (o, *stronger))
        own, *others = (_joined(parts, decides=False) for parts in here)
        return _joined((own, *map(_not, others)), decides=False)

    def chosen(self, choice: _Choice) -> Truth:
        return Truth(self.made.get(choice), frozenset({choice}))

    def shown(self, name: str) -> Truth:
        if name not in self.known:
            self.known[name] = self._shown(name)
        return self.known[name]

    def _shown(self, name: str) -> Truth:
        why: frozenset[_Choice] = frozenset()
        for hurdle in self.hurdles(name):
            if not hurdle.holds:
                return hurdle
            why |= hurdle.why
        return Truth(True, why)

    def hurdles(self, name: str) -> Iterator[Truth]:
        """What must be true for a question to be shown, as quiz/judging/flow.py has it."""
        q, i = self.b.questions[name], self.section[name]
        section = self.sections[i]
        yield self.value(section.show_if, self.when[section.questions[0]])
        yield self.value(q.show_if, self.when[name])
        if q.kind == "multiple":
            lines = (self.value(o.show_if, self.when[name]) for o in q.options if not o.exclusive)
            yield _joined(lines, decides=True)
        if section.pick is not None and section.pick < len(section.questions):
            yield self.chosen((name, _PICKED))
        for j in range(min(i, len(self.b.screen))):
            ended = ending(self.sections[j])
            yield from (_not(self.value(f.when, self.ends(j))) for f in self.b.flags if f.urgency in ended)
        if i >= len(self.b.screen):
            yield from self.opens(q)

    def opens(self, q: Question) -> Iterator[Truth]:
        """What opens the gate, and what a caution has against a self-test."""
        end, gentle = self.ends(len(self.b.screen) - 1), not q.demands.isdisjoint(self.b.scoring.gentle_excludes)
        yield from (_not(self.value(f.when, end)) for f in self.b.flags)
        for name in (name for s in self.b.screen for name in s.questions if self.b.questions[name].safety):
            unsure = self.given(self.b.questions[name], lambda value: value == NOT_SURE)
            yield _not(_joined((unsure, self.shown(name)), decides=False))
        for c in self.b.cautions.values():
            bars = c.gate == "see-first" or c.id in q.not_with or not c.excludes.isdisjoint(q.demands)
            if bars or (gentle and c.gate == "gentle"):
                yield _not(self.value(c.when, end))


def _joined(parts: Iterable[Truth], decides: bool) -> Truth:
    """Any (`decides`: True) or all (False) of the parts."""
    waits: Truth | None = None
    why: frozenset[_Choice] = frozenset()
    for part in parts:
        if part.holds is decides:
            return part
        if part.holds is None:
            waits = waits or part
        else:
            why |= part.why
    return waits or Truth(not decides, why)


def _because(t: Truth, choice: _Choice) -> Truth:
    """What is asked only since this was chosen hangs on that too."""
    return t if t.holds is None else Truth(t.holds, t.why | {choice})


def _not(t: Truth) -> Truth:
    return t if t.holds is None else Truth(not t.holds, t.why)


def _several(parts: Iterable[Truth], of: int, least: int) -> Truth:
    """At least so many of the parts, of which there are `of`."""
    found: dict[bool | None, list[Truth]] = {True: [], False: [], None: []}
    enough = {True: least, False: of - least + 1}
    for decides, wanted in enough.items():
        if wanted <= 0:
            return Truth(decides, frozenset())
    for part in parts:
        found[part.holds].append(part)
        if part.holds is not None and len(found[part.holds]) == enough[part.holds]:
            return Truth(part.holds, frozenset().union(*(p.why for p in found[part.holds])))
    return found[None][0]


def numbers(b: Bundle, q: Question) -> list[Number]:
    """One number for each way in which conditions can tell answers to `q` apart: their edges, and between them.

    Of a question that whole numbers answer, only those.
    """
    edges = sorted({q.min, q.max, *(e for e in _compared(b, q.id) if q.min <= e <= q.max)})
    found: list[Number] = [*edges]
    for low, high in pairwise(edges):
        whole = floor(low) + 1
        found.append(whole if whole < high else (Decimal(low) + Decimal(high)) / 2)
    return sorted((n for n in found if not (q.whole and n % 1)), key=lambda n: (n != int(n), n))


def _compared(b: Bundle, name: str) -> Iterator[Number]:
    """What conditions compare the answers to a question with."""
    sections = [*b.screen, *(s for own in b.questionnaires.values() for s in own)]
    conditions = [f.when for f in b.flags] + [c.when for c in b.cautions.values()] + [s.show_if for s in sections]
    conditions += [c for p in b.pathways for c in (p.when, p.not_when)]
    for q in b.questions.values():
        conditions += [q.show_if, *(o.show_if for o in q.options)]
    for test in (test for c in conditions for test in tests(c) if test["question"] == name):
        yield from (test[k] for k in ("equals", "at_least", "at_most") if isinstance(test.get(k), int | Decimal))
