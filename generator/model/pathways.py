"""Pathways: what to do for a plain ache in a place, with a pattern or without one."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from generator.model.conditions import Condition
from generator.model.parts import (
    STEPS,
    Alert,
    Entity,
    ExerciseId,
    Grade,
    Model,
    Name,
    Prose,
    RegionId,
    SourceId,
    Text,
    Urgency,
)
from generator.model.patterns import ProtocolStep


class Help(Model):
    """Something that helps, and how well research supports it."""

    what: Text
    grade: Grade
    sources: tuple[SourceId, ...] = ()
    """Ids from sources.yml. May be empty only for opinion and heuristic."""


class Expected(Model):
    """What to expect by a week."""

    week: Annotated[int, Field(strict=True, ge=1, le=104)]
    text: Text


class SeenIf(Model):
    """When to be seen, and how soon."""

    text: Alert
    within: Urgency


class Pathway(Entity):
    """What to do for a plain ache in a place: knowledge/pathways/ID.yml."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": [step]} for step in STEPS]})

    places: tuple[RegionId, ...] = Field(min_length=1)
    """The place it belongs to first, then others that it serves."""
    when: Condition | None = None
    """Over asked questions: whom it is for. Without it, it is the general pathway of its place."""
    not_when: Condition | None = None
    """Whom it is not for, even so."""
    anywhere: bool = False
    """Whether it is told to whoever `when` fits, beside what aches, and where nothing does."""
    plain: Name
    """What it is, as a sentence of a result says it: a short clause in lower case, such as "an ache at the front of
    the knee"."""
    course: Prose
    """How it usually goes, and how long it takes."""
    helps: tuple[Help, ...] = Field(min_length=1)
    """What helps; pages tell it in order of evidence."""
    self_care: tuple[Text, ...] = Field(min_length=1)
    """What to do on any day, a sentence each."""
    expect: tuple[Expected, ...] = Field(min_length=1)
    inhibit: ProtocolStep | None = None
    lengthen: ProtocolStep | None = None
    activate: ProtocolStep | None = None
    integrate: ProtocolStep | None = None
    """A step may be left out; `course` then says why. Of those there are, activate and integrate carry most."""
    leaves_out: tuple[ExerciseId, ...] = ()
    """What does not suit this ache, even where a pattern asks for it; `course` says why."""
    key_exercises: tuple[ExerciseId, ...] = Field(min_length=1)
    """The best supported ones, the best first; each stands in one of the steps."""
    seen_if: tuple[SeenIf, ...] = Field(min_length=1)
    """When to be seen; pages tell the most urgent first. A fork may add to these and take none away."""
    sources: tuple[SourceId, ...] = ()
    """What course, self-care, expectations and steps rest on, beside the sources of `evidence` and `helps`."""

    @model_validator(mode="after")
    def _does_something(self) -> Pathway:
        if self.anywhere and not self.when:
            raise ValueError("say with when: whom a pathway is for that is told anywhere")
        if not any(getattr(self, step) for step in STEPS):
            raise ValueError("write at least one of the steps: inhibit, lengthen, activate, integrate")
        for step in STEPS:
            part: ProtocolStep | None = getattr(self, step)
            both = set(part.exercises).intersection(self.leaves_out) if part else set()
            if both:
                raise ValueError(f"{step} names what leaves_out leaves out: {', '.join(sorted(both))}")
        return self
