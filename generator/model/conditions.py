"""The authoring models of conditions: over answers, and where there are scales, over scores too.

What they say is read as quiz.asking.conditions has it: `data`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from generator.model.parts import Flag, Id, Model, Name, Number, QuestionId
from generator.model.scale_parts import Answer, Exact

_TESTS = ("equals", "in", "at_least", "at_most", "answered")


def _word_or_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("an option's id or a number is wanted here")
    return value


def _one_of(*tested: str) -> ConfigDict:
    """For editors: exactly one of these heads is there."""
    return ConfigDict(json_schema_extra={"oneOf": [{"required": [n]} for n in (*tested, "any", "all", "not", "count")]})


class Joined(Model):
    """Conditions joined, or one test: what all conditions have."""

    question: Id | None = None
    answered: Flag | None = None
    """Of a scale: whether it has a score."""
    any: tuple[Self, ...] | None = Field(default=None, min_length=1)
    all: tuple[Self, ...] | None = Field(default=None, min_length=1)
    not_: Self | None = Field(default=None, alias="not")
    count: tuple[Self, ...] | None = Field(default=None, min_length=1)
    """With `at_least`: how many of these must be true."""

    tested: ClassVar[tuple[str, ...]]
    """What can be tested."""

    @property
    def data(self) -> dict[str, Any]:
        """The condition as the engine reads it: only the keys that were written."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        written = self.data
        heads = [n for n in (*self.tested, "any", "all", "not", "count") if n in written]
        if len(heads) != 1:
            raise ValueError(f"a condition has exactly one of: {', '.join(self.tested)}, any, all, not, count")
        tests = [n for n in _TESTS if n in written]
        wanted = heads[0] in (*self.tested, "count")
        if len(tests) != wanted or (heads[0] == "count" and tests != ["at_least"]):
            raise ValueError(
                f"a {' or '.join(self.tested)} needs exactly one of: {', '.join(_TESTS)}; count needs at_least"
            )
        if "scale" in written and "in" in written:
            raise ValueError("in is for options; compare a score with equals, at_least or at_most")
        return self


class Condition(Joined):
    """When something is shown or true. Exactly one of: question (with one test), any, all, not, count."""

    tested = ("question",)
    model_config = _one_of(*tested)

    question: QuestionId | None = None
    equals: Annotated[str | int | float | None, BeforeValidator(_word_or_number)] = None
    in_: tuple[Name, ...] | None = Field(default=None, alias="in")
    """True when the answer, or one of several ticked answers, is one of these."""
    at_least: Number | None = None
    at_most: Number | None = None


class ScoreCondition(Joined):
    """A condition over scores and answers. Exactly one of: scale or question (each with one test), any, all, not,
    count."""

    tested = ("scale", "question")
    model_config = _one_of(*tested)

    scale: Id | None = None
    equals: Answer | None = None
    in_: tuple[Answer, ...] | None = Field(default=None, alias="in")
    """True when the answer, or one of several ticked answers, is one of these options."""
    at_least: Exact | None = None
    at_most: Exact | None = None
