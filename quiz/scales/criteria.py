"""Conditions over scores and answers together: gates and classes. True, false, or not known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from quiz.asking.bundle import Data, Question
from quiz.asking.conditions import holds, is_not_sure
from quiz.asking.exact import number
from quiz.scales.responses import Sheet


class Outcome(NamedTuple):
    """One scale's score: exact, as reported (rounded, looked up), and what is told of it."""

    exact: Fraction | None
    reported: Fraction | None
    told: Data

    @property
    def closed(self) -> bool:
        return self.told.get("reason") == "closed"


Outcomes = Mapping[str, Outcome]


def named(when: Data | None) -> Iterable[str]:
    """The scales that a condition asks."""
    if when is None:
        return
    if "scale" in when:
        yield when["scale"]
    for inner in _inner(when):
        yield from named(inner)


def _inner(when: Data) -> list[Data]:
    return [*when.get("any", ()), *when.get("all", ()), *([when["not"]] if "not" in when else [])]


def judged(when: Data, asked: Mapping[str, Question]) -> Callable[[Sheet, Outcomes], bool | None]:
    """The condition as a function. Its result is None while an answer or score that it hangs on is missing.

    A hidden question and a closed scale pass no test.
    """
    inner = [judged(c, asked) for c in _inner(when)]
    if "not" in when:
        return lambda sheet, outcomes: _not(inner[0](sheet, outcomes))
    if "any" in when or "all" in when:
        decides = "any" in when
        return lambda sheet, outcomes: _of([c(sheet, outcomes) for c in inner], decides)
    test, answered = _test(when, asked), "answered" in when
    if "scale" not in when:
        return lambda sheet, _: _question(test, answered, sheet)
    return lambda _, outcomes: _scale(test, answered, outcomes[when["scale"]])


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found


def _of(found: list[bool | None], decides: bool) -> bool | None:
    return decides if decides in found else None if None in found else not decides


def _test(when: Data, asked: Mapping[str, Question]) -> Data:
    """The test as quiz.asking.conditions reads it, its numbers exact."""
    name = when.get("question") or when["scale"]
    numeric = "scale" in when or asked[name].kind in ("number", "scale")
    exact = ("equals", "at_least", "at_most") if numeric else ()
    return {"question": name, **{k: number(v) if k in exact else v for k, v in when.items() if k != "question"}}


def _question(test: Data, answered: bool, sheet: Sheet) -> bool | None:
    name = test["question"]
    answer = sheet.answers.get(name)
    if not answered and name not in sheet.hidden and (answer is None or is_not_sure(answer)):
        return None
    return holds(test, sheet.answers)


def _scale(test: Data, answered: bool, outcome: Outcome) -> bool | None:
    if not answered and outcome.reported is None and not outcome.closed:
        return None
    known: Any = {} if outcome.reported is None else {test["question"]: outcome.reported}
    return holds(test, known)


def classes(rows: Iterable[Data], asked: Mapping[str, Question]) -> Callable[[Sheet, Outcomes], str | None]:
    """The first class whose condition holds; none when one before it cannot be judged yet."""
    ready = [(row["id"], judged(row["when"], asked)) for row in rows]

    def classify(sheet: Sheet, outcomes: Outcomes) -> str | None:
        for name, holds_ in ready:
            verdict = holds_(sheet, outcomes)
            if verdict is not False:
                return name if verdict else None
        return None

    return classify
