"""What outranks everything: cautions, red flags, and the screen that asks for them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.conditions import Condition
from generator.model.parts import (
    CautionId,
    DemandId,
    Evidence,
    ExerciseId,
    Flag,
    Id,
    Model,
    QuestionId,
    RegionId,
    SeedId,
    Text,
    Urgency,
)
from generator.model.questions import Section


class Modification(Model):
    demand: DemandId
    advice: Text
    """What to do differently, one instruction shown on the card."""
    effort: Annotated[int, Field(strict=True, ge=1, le=10)] | None = None
    hold: Annotated[int, Field(strict=True, ge=1)] | None = None
    """The most effort (RPE) and the longest hold (seconds) allowed."""
    said_by: tuple[CautionId, ...] = ()
    """Cautions whose advice on the same demand says this too: beside one of them this advice is not repeated."""


class Addition(Model):
    exercise: ExerciseId
    why: Text


class Caution(Model):
    """A condition that changes what is offered: a row of knowledge/safety/cautions.yml."""

    id: Id
    title: Text
    when: Condition
    """Over the safety questions."""
    gate: Literal["none", "gentle", "see-first"] = "none"
    advice: Text
    """What the person reads when it applies."""
    excludes: tuple[DemandId, ...] = ()
    modifies: tuple[Modification, ...] = ()
    adds: tuple[Addition, ...] = ()
    bare_because: Text | None = None
    """Why nothing is left for some patterns, where that is as it should be."""
    evidence: Evidence
    covers: tuple[SeedId, ...] = ()


class RedFlag(Model):
    """A reason to be seen: a row of knowledge/safety/flags.yml."""

    id: Id
    title: Text
    """What it could be about, in plain and calm words; never a diagnosis."""
    regions: tuple[RegionId, ...] = ()
    """Empty: asked of everyone."""
    signs: tuple[Text, ...] = Field(min_length=1)
    """What to look out for, for the page that needs no script."""
    when: Condition
    urgency: Urgency
    act: Text
    """What to do, in one or two sentences. It stands alone: nothing in it soothes or names a later time."""
    crisis: Flag = False
    """The crisis line is called first, and stands before the emergency numbers."""
    evidence: Evidence
    covers: tuple[SeedId, ...] = ()


class News(Model):
    """Everyday words for several leads at once, read by someone who answered all of them some days ago."""

    id: Id
    says: Text
    leads: tuple[QuestionId, ...] = Field(min_length=1)


class Screen(Model):
    """The safety section shared by all questionnaires: knowledge/safety/screen.yml."""

    sections: tuple[Section, ...] = Field(min_length=1)
    age: QuestionId
    """The question that gives the age in years."""
    regions: QuestionId
    """The question that says where it hurts."""
    most: QuestionId | None = None
    """The question that says which of these places bothers most: its options are places."""
    carer: Condition | None = None
    """Who answers for someone else: questions and result then say they in place of you."""
    link: tuple[tuple[QuestionId, ...], ...] = ()
    """Leads that whoever opens a plan's link reads together, by the brief words of their cues: Yes and Not sure open
    them. Those of no group are asked one by one."""
    news: tuple[News, ...] = ()
    """The card "anything new?": whoever was screened lately reads it in place of the leads. Without it nobody is
    remembered."""
