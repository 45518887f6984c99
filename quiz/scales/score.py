"""Scales: published-style scores, exactly as their YAML says (README.md, Scales). Plain data in, plain data out.

Every scale goes through the same steps in the same order: gate -> the answers that count -> recode -> reverse ->
combine -> times and plus -> cap -> rounding -> lookup -> band; then, over all scores together, classes. What no
answer changes is worked out once, and what hangs on a few numbers only, once for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import Data, Question, question
from quiz.asking.conditions import tests
from quiz.asking.exact import Points, lean, number, plain_number, rounded, table
from quiz.scales.criteria import Outcome, Outcomes, classes, criterion, named
from quiz.scales.responses import (
    MOST_KEPT,
    NOT_APPLICABLE,
    UNANSWERED,
    Codes,
    Responses,
    codes,
    points,
    responses_of,
    turned,
)

Scores = dict[str, dict[str, Any]]
Scorer = Callable[[Responses, Outcomes], Outcome]


class UnknownVariant(Exception):
    """No scale has the variant that was asked for. `known` holds those that exist, sorted."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(", ".join(known))
        self.known = known


def score(questions: Sequence[Data], scales: Sequence[Data], answers: Any, variant: str | None = None) -> Scores:
    """Score one answer set (parsed JSON): scale id -> {"value", "answered", "band", "class", "reason"}.

    `value` is an int, exact decimal text, or null with its `reason`: too-few-answered, nothing-applies, not-in-table,
    closed (by its gate) or undecided (what its gate asks is not answered). `answered` counts items and parts; `band`
    and `class` are there where the scale declares them. Raises BadAnswers, naming each item, and UnknownVariant.
    """
    return prepared(questions, scales, variant)(answers)


def each(run: Callable[[Any], Scores], answers: Any) -> Any:
    """Score one answer set by a plan; or a list of them, where a set that cannot be used has its error in its place."""
    return [_or_error(run, one) for one in answers] if isinstance(answers, list) else run(answers)


def _or_error(run: Callable[[Any], Scores], answers: Any) -> dict[str, Any]:
    try:
        return run(answers)
    except BadAnswers as bad:
        return {"error": {"say": "error.bad-answers"}, "complaints": bad.complaints}


def prepared(questions: Sequence[Data], scales: Sequence[Data], variant: str | None = None) -> Callable[[Any], Scores]:
    """The scales as one function of the answers. Data that our own compiler cannot have made raises anything."""
    chosen = varied(scales, variant)
    read = responses_of(questions, codes(chosen))
    run = on_responses({q["id"]: question(q) for q in questions}, chosen)
    return lambda raw: run(read(raw))


def on_responses(asked: Mapping[str, Question], scales: Sequence[Data]) -> Callable[[Responses], Scores]:
    """The same for answers that were read already."""
    chosen = {named(d): d for d in scales}
    not_applicable = codes(chosen.values())
    scorers = [(name, _scorer(chosen[name], asked, not_applicable)) for name in _order(chosen)]
    classed = [(name, classes(d["classes"], asked)) for name, d in chosen.items() if d["classes"]]

    def run(responses: Responses) -> Scores:
        outcomes: dict[str, Outcome] = {}
        for name, scorer in scorers:
            outcomes[name] = scorer(responses, outcomes)
        told = {name: dict(outcomes[name].told) for name in chosen}
        for name, classify in classed:
            told[name]["class"] = classify(responses, outcomes)
        return told

    return run


def varied(scales: Sequence[Data], variant: str | None) -> Sequence[Data]:
    """The scales, with what the named variant changes in them."""
    known = sorted({name for d in scales for name in d["variants"]})
    if variant is not None and variant not in known:
        raise UnknownVariant(known)
    return [{**d, **d["variants"].get(variant, {})} for d in scales]


def needs(d: Data) -> set[str]:
    """The scales that must be scored before this one: its parts, and those that its gate asks."""
    return {*d["parts"], *(test["scale"] for test in tests(d["when"]) if "scale" in test)}


def _order(by_id: Mapping[str, Data]) -> list[str]:
    """Parts before what is made of them. Raises ValueError for a scale that is made of itself."""
    order: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"the scale {name!r} is made of itself")
        if name not in order:
            for part in sorted(needs(by_id[name])):
                visit(part, (*above, name))
            order.append(name)

    for name in by_id:
        visit(name, ())
    return order


class _Element(NamedTuple):
    """An item or a part, with what its answer or its score gives, weight included."""

    name: str
    gives: Callable[[Any], Points | str]
    weight: Points


def _scorer(d: Data, asked: Mapping[str, Question], not_applicable: Mapping[str, Codes]) -> Scorer:
    """One scale, as a function of the answers and of the scales before it."""
    weights = {name: lean(number(d["weights"].get(name, 1))) for name in (*d["items"], *d["parts"])}
    items = [_Element(n, points(d, asked[n], not_applicable.get(n, frozenset())), weights[n]) for n in d["items"]]
    parts = [_Element(n, _part(d, n, weights[n]), weights[n]) for n in d["parts"]]
    gate = criterion(d["when"], asked) if d["when"] else None
    finish = lru_cache(MOST_KEPT)(_finish(d, sum(weights.values())))

    def run(responses: Responses, outcomes: Outcomes) -> Outcome:
        verdict = gate(responses, outcomes) if gate else True
        if not verdict:
            return _no_score(d, "undecided" if verdict is None else "closed", 0)
        total: Points = 0
        load: Points = 0
        given = left_out = 0
        answer: Any
        for name, gives, weight in items:
            answer = responses.answers.get(name)
            worth = UNANSWERED if answer is None else gives(answer)
            if not isinstance(worth, str):
                total, load, given = total + worth, load + weight, given + 1
            elif worth == NOT_APPLICABLE:
                left_out += 1
        away = [e.weight for e in items if e.name in responses.hidden] if responses.hidden else []
        for name, gives, weight in parts:
            worth = gives(outcomes[name])
            if not isinstance(worth, str):
                total, load, given = total + worth, load + weight, given + 1
            elif outcomes[name].closed:
                away.append(weight)
        return finish(total, load, given, left_out, len(items) + len(parts) - len(away), sum(away))

    return run


def _part(d: Data, name: str, weight: Points) -> Callable[[Outcome], Points | str]:
    turn, as_reported = turned(d, name), d["parts_rounded"]

    def gives(outcome: Outcome) -> Points | str:
        value = outcome.reported if as_reported else outcome.exact
        return UNANSWERED if value is None else lean(weight * turn(value))

    return gives


def _finish(d: Data, all_weights: Points) -> Callable[[Points, Points, int, int, int, Points], Outcome]:
    """The rest of a scale: from what the elements sum up to, to the score.

    Its arguments: the weighted total and the weights in it; how many elements gave something, how many do not apply,
    how many there are; and the weights of those that are not there because they are hidden or closed.
    """
    mean, minimum = d["combine"] == "mean", d["minimum"]
    times, plus, cap = number(d["times"]), number(d["plus"]), None if d["cap"] is None else number(d["cap"])
    rounding = d["rounding"] or {"decimals": 0, "how": "none"}
    look_up = table(d["lookup"]) if d["lookup"] else None
    bands = [(number(b["at_least"]), named(b)) for b in d["bands"]]

    def finish(total: Points, load: Points, given: int, left_out: int, of: int, away: Points) -> Outcome:
        answered = given + left_out
        if not of:
            return _no_score(d, "closed", 0)
        if answered < (of if minimum is None else min(minimum, of)) or (mean and not answered):
            return _no_score(d, "too-few-answered", answered)
        if left_out and not given:
            return _no_score(d, "nothing-applies", answered)
        share = Fraction(1, load) if mean else Fraction(all_weights - away) / load if d["prorate"] and given else 1
        x = total * share * times + plus
        exact = x if cap is None else min(x, cap)
        reported = rounded(exact, rounding["decimals"], rounding["how"])
        if look_up:
            found = look_up(reported)
            if found is None:
                return _no_score(d, "not-in-table", answered)
            exact = reported = found
        told: dict[str, Any] = {"value": plain_number(reported), "answered": answered}
        if bands:
            told["band"] = next((name for least, name in reversed(bands) if reported >= least), None)
        return Outcome(exact, reported, told)

    return finish


def _no_score(d: Data, reason: str, answered: int) -> Outcome:
    told = {"value": None, "answered": answered, "reason": reason}
    return Outcome(None, None, {**told, "band": None} if d["bands"] else told)
