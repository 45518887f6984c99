"""The knowledge base: all entities and rows by kind and id, where each was written, and what points where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast, get_args

from pydantic.fields import FieldInfo

from generator.knowledge.overlay import Tongue
from generator.model import (
    Language,
    Markdown,
    Model,
    Question,
    Questionnaire,
    Ref,
    Scoring,
    Screen,
    Section,
    SelfTest,
    Sentences,
)
from generator.reading.document import Document, Path_
from generator.reading.problems import Problem

ENTITY_LINK = re.compile(r"\]\(([a-z]+)/([a-z0-9-]+)\)")
"""Where a link inside prose leads, when it is to an entity: kind, id."""
CODE = re.compile(r"(?<![\\`])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
"""Words inside prose that stand as they are: the quotes around them, the words."""
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
"""A whole link inside prose: what it says."""
T = TypeVar("T", bound=Model)
M = TypeVar("M")


@dataclass(frozen=True)
class Link:
    """A reference inside an entity: where it stands, and what it names."""

    path: Path_
    kind: str
    id: str


class Told(NamedTuple):
    """How far a thing is translated: its texts, those still in English, and whether a clinician checked the others."""

    texts: int
    english: int
    reviewed: bool


@dataclass(frozen=True)
class Knowledge:
    """Everything that was read and has the right shape.

    `kinds` maps a kind (a key of PAGES or LISTS) to id -> model, in file order; `origins` maps (kind, id) to the
    document and the path inside it; `phrases` maps a language to message id -> sentence.
    """

    kinds: Mapping[str, Mapping[str, Model]]
    scoring: Scoring | None
    screen: Screen | None
    phrases: Mapping[str, Mapping[str, str]]
    origins: Mapping[tuple[str, str], tuple[Document, Path_]]
    claimed: frozenset[tuple[str, str]] = frozenset()
    """(kind, id) of what was written but has faults of its own: naming it is no second fault. The id "*" stands for
    all of a kind."""

    languages: Mapping[str, Tongue] = field(default_factory=dict)
    """What it can be told in beside English, by its code."""
    told: Mapping[tuple[str, str], Told] = field(default_factory=dict)
    """(kind, id) -> how much of it is told in the language it was translated into; empty where this is English."""
    english: Knowledge | None = None
    """What it was translated from; None where this is English."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that it can be told in."""
        return tuple(dict.fromkeys(("en", *self.phrases, *self.languages)))

    def about(self, code: str) -> Language:
        """What a language says of itself; one without files of its own calls itself by its code."""
        found = self.languages.get(code)
        return found.about if found else Language(title="English" if code == "en" else code)

    def all(self, kind: str, model: type[T]) -> Mapping[str, T]:
        """All of one kind. `model` only tells the type checker what they are."""
        return cast("Mapping[str, T]", self.kinds.get(kind, {}))

    def may_have(self, kind: str, name: str) -> bool:
        """Say whether a faulty file or row defines this."""
        return not self.claimed.isdisjoint({(kind, name), (kind, "*")})

    def complete(self, *kinds: str) -> bool:
        """Say whether nothing of these kinds has faults of its own, so that what is not there is missing."""
        return all(kind not in kinds for kind, _ in self.claimed)

    def entities(self) -> Iterator[tuple[str, str, Model]]:
        """(kind, id, model) of everything, the two single files included."""
        for kind, by_id in self.kinds.items():
            for name, model in by_id.items():
                yield kind, name, model
        for kind, single in (("scoring", self.scoring), ("safety/screen", self.screen)):
            if single is not None:
                yield kind, "", single

    def problem(self, kind: str, name: str, path: Path_, rule: str, message: str, hint: str = "") -> Problem:
        """A problem at a place inside an entity."""
        document, start = self.origins[kind, name]
        return document.problem(document.at((*start, *path)), rule, message, hint)

    def tests(self) -> Mapping[str, SelfTest]:
        return self.all("tests", SelfTest)

    def sections(self) -> Iterator[tuple[str, str, Path_, Section]]:
        """(kind, id, path, section) of the safety screen, then of every questionnaire."""
        if self.screen is not None:
            for i, section in enumerate(self.screen.sections):
                yield "safety/screen", "", ("sections", i), section
        for name, q in self.all("questionnaires", Questionnaire).items():
            for i, section in enumerate(q.sections):
                yield "questionnaires", name, ("sections", i), section

    def asked(self) -> Iterator[tuple[Section, Question]]:
        """Every question that is asked, with the section that asks it; without those that nothing defines."""
        known = self.questions()
        for _, _, _, section in self.sections():
            for name in section.names:
                if name in known:
                    yield section, known[name][0]

    def questions(self) -> dict[str, tuple[Question, str, str, Path_]]:
        """Every question by id, from questions.yml and from where it is written out: (question, kind, id, path)."""
        found = {name: (q, "questions", name, ()) for name, q in self.all("questions", Question).items()}
        out: dict[str, tuple[Question, str, str, Path_]] = {**found}
        for kind, name, path, section in self.sections():
            for i, q in enumerate(section.questions):
                if isinstance(q, Question):
                    out.setdefault(q.id, (q, kind, name, (*path, "questions", i)))
        return out


def links(model: Model) -> Iterator[Link]:
    """Everything that a model names: fields marked with Ref, and links inside its texts."""
    yield from _links(model, None, ())


def _links(value: Any, ref: Ref | None, path: Path_) -> Iterator[Link]:
    if isinstance(value, Model):
        for name, (key, field_ref) in _fields(type(value)).items():
            yield from _links(getattr(value, name), field_ref, (*path, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _links(item, ref, (*path, i))
    elif isinstance(value, dict):
        for key in value:
            yield from _links(key, ref, (*path, key))
    elif isinstance(value, str) and ref is not None:
        kind, _, name = value.partition("/") if ref.kind == "*" else (ref.kind, "", value.partition(".")[0])
        yield Link(path, kind, name)
    elif isinstance(value, str):
        for found in ENTITY_LINK.finditer(value):
            yield Link(path, found[1], found[2])


def sentences(
    value: Any, path: Path_ = (), skip: type[Model] | None = None, prose: bool = False
) -> Iterator[tuple[Path_, str]]:
    """Every text for readers (fields marked with Sentences; of those all `prose`) in a model, with its path.

    Models of `skip` are left out.
    """
    if isinstance(value, Model):
        for name, (key, _) in _fields(type(value)).items():
            inner = getattr(value, name)
            if name in _read(type(value), prose):
                yield from _texts(inner, (*path, key))
            elif skip is None or not isinstance(inner, skip):
                yield from sentences(inner, (*path, key), skip, prose)
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            if skip is None or not isinstance(item, skip):
                yield from sentences(item, (*path, i), skip, prose)


def _texts(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*path, i))
    elif isinstance(value, str):
        yield path, value


def within(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Model]]:
    """A model, and every model inside it, each with its path."""
    if isinstance(value, Model):
        yield path, value
        for name, (key, _) in _fields(type(value)).items():
            yield from within(getattr(value, name), (*path, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from within(item, (*path, i))


@cache
def _fields(model: type[Model]) -> dict[str, tuple[str, Ref | None]]:
    return {name: (field.alias or name, marked(Ref, field)) for name, field in model.model_fields.items()}


@cache
def _read(model: type[Model], prose: bool) -> frozenset[str]:
    fields, marker = model.model_fields.items(), Markdown if prose else Sentences
    return frozenset(name for name, field in fields if marked(marker, field))


def marked(marker: type[M], field: FieldInfo) -> M | None:
    """The first metadata of a kind on a field, however deep in its type."""
    return _find(marker, (*field.metadata, field.annotation))


def _find(marker: type[M], hints: tuple[Any, ...]) -> M | None:
    for hint in hints:
        if isinstance(hint, marker):
            return hint
        deeper = (*getattr(hint, "__metadata__", ()), *get_args(hint))
        if deeper and (found := _find(marker, deeper)):
            return found
    return None
