"""Whether a condition holds over the answers that count. The one evaluator of `show_if` and `when`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from quiz.asking.bundle import NOT_SURE, SIDES, Answer, Answers, Data, Value

C = TypeVar("C", covariant=True)


def holds(condition: Data | None, answers: Answers) -> bool:
    """Say whether `condition` is true; None is always true. An unanswered question makes its test false.

    A sided answer passes when either side does; a body-map answer "shoulder:left" also passes for "shoulder".
    """
    if condition is None:
        return True
    if "question" in condition:
        return _holds(condition, answers.get(condition["question"]))
    for joined, decides in (("any", True), ("all", False)):
        if joined in condition:
            for part in condition[joined]:  # plain loops: this runs thousands of times for one assessment
                if holds(part, answers) is decides:
                    return decides
            return not decides
    if "not" in condition:
        return not holds(condition["not"], answers)
    return sum(1 for c in condition["count"] if holds(c, answers)) >= int(condition["at_least"])


def _holds(test: Data, answer: Answer | None) -> bool:
    if "answered" in test:
        return (answer is not None) is test["answered"]
    if answer is None:
        return False
    for value in _values(answer):  # noqa: SIM110
        if _passes(test, value):
            return True
    return False


def _values(answer: Answer) -> tuple[Value, ...]:
    if isinstance(answer, Mapping):
        return tuple(answer[side] for side in SIDES if side in answer)
    return answer if isinstance(answer, tuple) else (answer,)


def _passes(condition: Data, value: Value) -> bool:
    if isinstance(value, str):
        if "equals" in condition:
            return condition["equals"] in (value, value.partition(":")[0])
        return "in" in condition and (value in condition["in"] or value.partition(":")[0] in condition["in"])
    if "equals" in condition:
        return bool(value == condition["equals"])
    if "at_least" in condition:
        return bool(value >= condition["at_least"])
    return "at_most" in condition and bool(value <= condition["at_most"])


def tests(condition: Data | None) -> Iterator[Data]:
    """Every test of one question in a condition."""
    if condition is None:
        return
    if "question" in condition:
        yield condition
    inner = [c for key in ("any", "all", "count") for c in condition.get(key, ())]
    for c in [*inner, *([condition["not"]] if "not" in condition else ())]:
        yield from tests(c)


class Shown(Protocol[C]):
    """What a condition can hide: a section, a question, an option."""

    @property
    def show_if(self) -> C | None: ...


class Asked(Shown[C], Protocol[C]):
    """A question, here or as it was written."""

    @property
    def id(self) -> str: ...
    @property
    def options(self) -> Sequence[Shown[C]]: ...


def bringing(asked: Iterable[tuple[Shown[C], Asked[C]]]) -> dict[str, list[C]]:
    """Question -> what brings it, or an option of it, up. `asked` pairs each question with its section."""
    found: dict[str, list[C]] = {}
    for section, q in asked:
        ways = (section.show_if, q.show_if, *(o.show_if for o in q.options))
        found.setdefault(q.id, []).extend(c for c in ways if c is not None)
    return found


def behind(conditions: Iterable[Data], brings: Mapping[str, Iterable[Data]]) -> Iterator[Data]:
    """Every test that conditions hang on: their own, and those of what brings their questions up, and so on."""
    ahead, met = list(conditions), set[str]()
    while ahead:
        for test in tests(ahead.pop(0)):
            yield test
            if test["question"] not in met:
                met.add(test["question"])
                ahead += brings.get(test["question"], ())


def is_not_sure(answer: Answer | None) -> bool:
    """Say whether an answer, a side of it, or a line of its list is "not sure"."""
    return answer is not None and any(isinstance(v, str) and v.partition(":")[0] == NOT_SURE for v in _values(answer))


def doubts(answer: Answer) -> tuple[str, ...]:
    """The lines of a list that were named as not sure ("not-sure:LINE"); none where it was said of the whole list."""
    told = (v.partition(":") for v in _values(answer) if isinstance(v, str))
    return tuple(line for head, _, line in told if head == NOT_SURE and line)
