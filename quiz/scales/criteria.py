"""Conditions over scores and answers together: gates and classes. True, false, or not known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from quiz.asking.bundle import Data, Question
from quiz.asking.conditions import is_not_sure, judged, passes, retold
from quiz.asking.exact import number
from quiz.scales.responses import Responses


class Outcome(NamedTuple):
    """One scale's score: exact, as reported (rounded, looked up), and what is told of it."""

    exact: Fraction | None
    reported: Fraction | None
    told: Data

    @property
    def closed(self) -> bool:
        return self.told.get("reason") == "closed"


Outcomes = Mapping[str, Outcome]


def criterion(when: Data, asked: Mapping[str, Question]) -> Callable[[Responses, Outcomes], bool | None]:
    """The condition as a function. Its result is None while an answer or score that it hangs on is missing.

    A hidden question and a closed scale pass no test.
    """
    exact = retold(when, lambda test: _exact(test, asked))
    return lambda responses, outcomes: judged(
        exact,
        lambda test: _scale(test, outcomes[test["scale"]]) if "scale" in test else _question(test, responses),
    )


def _exact(test: Data, asked: Mapping[str, Question]) -> Data:
    """The test with the numbers that it compares with exact."""
    if "scale" not in test and not asked[test["question"]].numeric:
        return test
    return {k: number(v) if k in ("equals", "at_least", "at_most") else v for k, v in test.items()}


def _question(test: Data, responses: Responses) -> bool | None:
    name = test["question"]
    answer = responses.answers.get(name)
    if "answered" not in test and name not in responses.hidden and (answer is None or is_not_sure(answer)):
        return None
    return passes(test, answer)


def _scale(test: Data, outcome: Outcome) -> bool | None:
    if "answered" not in test and outcome.reported is None and not outcome.closed:
        return None
    return passes(test, outcome.reported)


def named(row: Data) -> str:
    """The id of a scale, a band or a class, as a score tells it. Raises TypeError for what is no text."""
    if not isinstance(row["id"], str):
        raise TypeError
    return row["id"]


def classes(rows: Iterable[Data], asked: Mapping[str, Question]) -> Callable[[Responses, Outcomes], str | None]:
    """The first class whose condition holds; none when one before it cannot be judged yet."""
    ready = [(named(row), criterion(row["when"], asked)) for row in rows]

    def classify(responses: Responses, outcomes: Outcomes) -> str | None:
        for name, holds_ in ready:
            verdict = holds_(responses, outcomes)
            if verdict is not False:
                return name if verdict else None
        return None

    return classify
