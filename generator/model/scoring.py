"""The numbers of matching and routine."""

from __future__ import annotations

from pydantic import Field

from generator.model.conditions import Condition
from generator.model.parts import Count, DemandId, HabitId, Id, Model, Name, Percent


class Band(Model):
    id: Id
    title: Name
    at_least: Percent


class Scoring(Model):
    """The numbers of matching and routine: knowledge/scoring.yml. All are this project's judgement."""

    bands: tuple[Band, ...] = Field(min_length=2)
    """Lowest first; below the first band a syndrome is not shown."""
    top_needs_kinds: Count
    """Kinds of evidence the top band needs, one of them a self-test."""
    coverage: Percent
    """The share of a syndrome's weight that must have been answered."""
    protocol_bonus: Percent
    """How much more an exercise named in the syndrome's protocol counts."""
    concern_bonus: Percent
    """How much more a muscle in a painful region counts."""
    per_step: Count
    """The most exercises of one step in a routine."""
    retest_days: Count
    minutes: Count
    """With count, days and level: the routine's limits where the questionnaire does not ask."""
    count: Count
    days: Count
    level: Count
    gentle_excludes: tuple[DemandId, ...]
    """With gentle_level and gentle_effort: what the gentle route never has, and its ceilings."""
    gentle_level: Count
    gentle_effort: Count
    habits: tuple[HabitId, ...]
    """Habits that suit everyone, where the answers name too few."""
    whole: Condition | None = None
    """When patterns that concern no aching place are worked on, too; without it, always."""
