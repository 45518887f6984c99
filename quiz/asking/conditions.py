"""Conditions: `show_if` and `when`, of questions and of scales. Their shape, their walker and their evaluator.

A condition is a test, {"question" or "scale": id} and one of equals, in, at_least, at_most, answered; or conditions
joined: {"any": [...]}, {"all": [...]}, {"not": ...}, {"count": [...], "at_least": n}. Nothing else knows this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Protocol, TypeVar

from quiz.asking.bundle import NOT_SURE, SIDES, Answer, Answers, Data, Value

C = TypeVar("C", covariant=True)
Path = tuple[str | int, ...]
JOINED: Final = ("any", "all", "count")


def is_test(condition: Data) -> bool:
    """Say whether a condition is a test of one question or scale, not conditions joined."""
    return "question" in condition or "scale" in condition


def joined(condition: Data) -> tuple[Sequence[Data], int]:
    """What any, all or count join, and how many of them must hold."""
    if "any" in condition:
        return condition["any"], 1
    if "all" in condition:
        return condition["all"], len(condition["all"])
    return condition["count"], int(condition["at_least"])


def placed(condition: Data | None, path: Path = ()) -> Iterator[tuple[Data, Path]]:
    """Every test in a condition, with its path."""
    if condition is None:
        return
    if is_test(condition):
        yield condition, path
    for key in JOINED:
        for i, part in enumerate(condition.get(key, ())):
            yield from placed(part, (*path, key, i))
    yield from placed(condition.get("not"), (*path, "not"))


def tests(condition: Data | None) -> Iterator[Data]:
    """Every test in a condition."""
    return (test for test, _ in placed(condition))


def named(test: Data) -> tuple[Value, ...]:
    """The answers that a test names, by equals or in."""
    return (test["equals"],) if "equals" in test else tuple(test.get("in", ()))


def ticks(condition: Data | None) -> Iterator[tuple[str, str]]:
    """(question, option) of each option that helps a condition to hold: its tests name it, and none under a not."""
    for test, path in placed(condition):
        if "not" not in path:
            yield from ((test["question"], word) for word in named(test) if isinstance(word, str))


def judged(condition: Data, test: Callable[[Data], bool | None]) -> bool | None:
    """Say whether a condition is true, false or not known (None), as `test` says it of each of its tests."""
    if "question" in condition or "scale" in condition:
        return test(condition)
    if "not" in condition:
        found = judged(condition["not"], test)
        return None if found is None else not found
    parts, wanted = joined(condition)
    spare, unknown = len(parts) - wanted, 0
    for part in parts:  # a plain loop: this runs thousands of times for one assessment
        found = judged(part, test)
        if found:
            wanted -= 1
            if wanted <= 0:
                return True
        elif found is None:
            unknown += 1
        else:
            spare -= 1
            if spare < 0:
                return False
    return True if wanted <= 0 else None if unknown >= wanted else False


def retold(condition: Data, test: Callable[[Data], Data]) -> Data:
    """The same condition with each of its tests as `test` tells it."""
    if is_test(condition):
        return test(condition)
    if "not" in condition:
        return {"not": retold(condition["not"], test)}
    return {key: [retold(c, test) for c in part] if key in JOINED else part for key, part in condition.items()}


def holds(condition: Data | None, answers: Answers) -> bool:
    """Say whether `condition` is true; None is always true. An unanswered question makes its test false.

    A sided answer passes when either side does; a body-map answer "shoulder:left" also passes for "shoulder".
    """
    if condition is None:
        return True
    if "question" in condition:  # most are one test: this runs thousands of times for one assessment
        return passes(condition, answers.get(condition["question"]))
    return judged(condition, lambda test: passes(test, answers.get(test["question"]))) is True


def passes(test: Data, answer: Answer | Fraction | None) -> bool:
    """Say whether an answer passes a test; that there is none passes only `answered: false`."""
    if "answered" in test:
        return (answer is not None) is test["answered"]
    if answer is None:
        return False
    for value in _values(answer):  # noqa: SIM110
        if _passes(test, value):
            return True
    return False


def _values(answer: Answer | Fraction) -> tuple[Value | Fraction, ...]:
    if isinstance(answer, Mapping):
        return tuple(answer[side] for side in SIDES if side in answer)
    return answer if isinstance(answer, tuple) else (answer,)


def _passes(condition: Data, value: Value | Fraction) -> bool:
    if isinstance(value, str):
        if "equals" in condition:
            return condition["equals"] in (value, value.partition(":")[0])
        return "in" in condition and (value in condition["in"] or value.partition(":")[0] in condition["in"])
    if "equals" in condition:
        return bool(value == condition["equals"])
    if "at_least" in condition:
        return bool(value >= condition["at_least"])
    return "at_most" in condition and bool(value <= condition["at_most"])


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
