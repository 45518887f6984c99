"""The patterns: causes, symptoms, what establishes them, the syndromes they speak for, their four steps, and why."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from generator.model.parts import (
    Alert,
    CauseId,
    Entity,
    Evidence,
    ExerciseId,
    FamilyId,
    FindingId,
    FindingKind,
    Flag,
    HabitId,
    Id,
    Model,
    MuscleId,
    Name,
    Prose,
    Ref,
    RegionId,
    SourceId,
    SymptomId,
    SyndromeId,
    Text,
)


class Cause(Entity):
    """Something that may contribute to an imbalance: knowledge/causes/ID.yml."""

    kind: Literal["cause", "mechanism"] = "cause"
    """A mechanism explains how causes act (synergist takeover); nobody can tick it in a questionnaire."""
    how: Prose
    """How it may contribute, in this project's own words."""
    try_this: Prose
    """What a reader can do about it, safely; for clinician-only causes: whom to ask."""
    habits: tuple[HabitId, ...] = ()
    symptoms: tuple[SymptomId, ...] = ()
    syndromes: tuple[SyndromeId, ...] = ()
    """Syndromes it is said to contribute to."""
    clinician_only: Flag = False
    """Never self-treat: the page refers."""


class SeeSomeone(Model):
    """When to have it looked at, and by whom: sentences by how soon. At least one of them is there."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    emergency: Alert | None = None
    same_day: Alert | None = None
    days: Alert | None = None
    later: Alert | None = None
    """When there is no hurry, or no need."""

    @model_validator(mode="after")
    def _says_something(self) -> SeeSomeone:
        if not (self.emergency or self.same_day or self.days or self.later):
            raise ValueError("say when to see someone: emergency, same_day, days or later")
        return self


class Symptom(Entity):
    """Something a person feels or sees: knowledge/symptoms/ID.yml."""

    about: Prose
    """What it is like, what it may and may not mean."""
    see_someone: SeeSomeone
    """When to have it looked at, and by whom: at least one of these lines."""
    regions: tuple[RegionId, ...] = ()
    causes: tuple[CauseId, ...] = ()
    syndromes: tuple[SyndromeId, ...] = ()


class MuscleState(Model):
    """What a syndrome's model says of one muscle. Activity and length are two facts, neither implies the other."""

    muscle: MuscleId
    activity: Literal["overactive", "underactive", "unclear"]
    """overactive calls for inhibit; underactive calls for activate and integrate; unclear for nothing."""
    length: Literal["short", "long", "unclear"] = "unclear"
    """short calls for lengthen; long must never be stretched; unclear calls for nothing."""
    priority: Annotated[int, Field(strict=True, ge=1, le=3)] = 2
    """3 = central to the pattern, 1 = at its edge."""
    eased: bool = True
    """No, where studies found nothing gained by easing it: then an overactive one calls for no inhibit."""


class Indicator(Model):
    """A weighted link from a finding to the syndrome in whose file it stands."""

    finding: FindingId
    weight: Annotated[int, Field(strict=True, ge=-5, le=5, json_schema_extra={"not": {"const": 0}})]
    """1 to 5 speaks for the syndrome when present; -5 to -1 speaks against it."""
    group: Id | None = None
    """Correlated findings share a group: only its strongest counts."""
    reason: Text
    """Why this finding bears on the syndrome, in one sentence."""
    source: SourceId | None = None
    """A source key; without one the weight is labelled this project's own judgement (heuristic)."""

    @model_validator(mode="after")
    def _weighs_something(self) -> Indicator:
        if self.weight == 0:
            raise ValueError("a weight of 0 says nothing; remove the indicator or give it 1 to 5, or -5 to -1")
        return self


class Syndrome(Entity):
    """A pattern of overactive and underactive muscles: knowledge/syndromes/ID.yml."""

    family: FamilyId
    """Overlapping syndromes share a family; a result shows one headline a family."""
    plain: Name
    """What it is, for readers, under its name in a result: lower case, no jargon."""
    sided: Flag = False
    """True where left and right are judged apart."""
    regions: tuple[RegionId, ...] = Field(min_length=1)
    look: Prose
    """How it is said to look."""
    complaints: Prose
    """What is reported together with it: association, never cause."""
    contributors: Prose
    honest: Prose
    """What research does and does not say; includes that the pattern is common in people without pain, where true."""
    lookalikes: Prose
    """What else can look like it and belongs to a professional."""
    muscles: tuple[MuscleState, ...] = Field(min_length=2)
    causes: tuple[CauseId, ...] = ()
    symptoms: tuple[SymptomId, ...] = ()
    indicators: tuple[Indicator, ...] = Field(min_length=3)
    requires: tuple[tuple[FindingId, ...], ...] = Field(min_length=1)
    """Its cardinal signs: of each of these lists one finding must be present, or the syndrome reaches no band."""


class ProtocolStep(Model):
    why: Text
    exercises: tuple[ExerciseId, ...] = Field(min_length=1)
    """In order of preference."""


class Protocol(Entity):
    """The four steps for one syndrome: knowledge/protocols/ID.yml, with the syndrome's id."""

    syndrome: SyndromeId
    inhibit: ProtocolStep
    lengthen: ProtocolStep
    activate: ProtocolStep
    integrate: ProtocolStep
    progress: Prose
    """How to move on over four weeks, and when to stop or be seen."""


class Finding(Model):
    """What an answer or a test establishes: a row of knowledge/findings.yml."""

    id: Id
    kind: FindingKind
    page: Annotated[str, StringConstraints(pattern=r"^(causes|symptoms|tests)/[a-z0-9-]+$"), Ref("*")]
    """The page it belongs to."""
    sided: Flag = False
    remeasurable: Flag = False
    """True where the same person could honestly get another answer in four weeks."""
    present: Text
    """After "Speaks for it:" - "you sit more than seven hours on most days"."""
    absent: Text
    """After "Speaks against it:" - "you do not sit for long"."""


class Family(Model):
    """Overlapping syndromes under one headline: a row of knowledge/families.yml."""

    id: Id
    title: Name
    headline: Name


_WHY = r"^(causes|symptoms|muscles|syndromes)/[a-z0-9-]+$"


class Why(Model):
    """One further "why?" of a guided chain, and its answer."""

    ask: Text
    says: Text
    """The answer, in modest words: may, is said, in this model."""
    page: Annotated[str, StringConstraints(pattern=_WHY), Ref("*")]
    """Where more is said of it, such as muscles/iliopsoas."""
    evidence: Evidence
    """Of the answer, not of what its page is about."""


class WhyChain(Model):
    """From what a person notices back to what may lie behind it, one why at a time: a row of knowledge/why.yml."""

    id: Id
    title: Name
    page: Annotated[str, StringConstraints(pattern=_WHY), Ref("*")]
    """What is noticed."""
    says: Text
    whys: tuple[Why, ...] = Field(min_length=2)
    end: Text
    """Why it is a good place to stop asking: something to change, or someone to ask."""
    habits: tuple[HabitId, ...] = ()
    """What to change there."""
    sources: tuple[SourceId, ...] = ()
    """What `end` rests on."""
