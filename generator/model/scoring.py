"""The numbers of matching and routine."""

from __future__ import annotations

from pydantic import Field

from generator.model.conditions import Condition
from generator.model.parts import Count, DemandId, HabitId, Id, Model, Name, Percent, QuestionId, SourceId


class Band(Model):
    id: Id
    title: Name
    at_least: Percent


class Retest(Model):
    """What a later check is compared by."""

    ache: QuestionId
    """How strong the ache is, 0 to 10."""
    lines: tuple[QuestionId, ...] = ()
    """Further questions of the safety screen that are told then and now; each one's first option is the best."""
    stays: tuple[QuestionId, ...] = ()
    """Questions whose answers do not change, or are no measure of anything: filled in again, all others are empty."""
    enough: Count
    """Points out of 10 from which a change, of the ache or of the activities' mean, is more than answers vary by
    themselves."""
    from_days: Count
    """Earlier than so many days after the first time nothing is compared."""
    sources: tuple[SourceId, ...] = Field(min_length=1)


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
    retest: Retest | None = None
    """Without it later checks are not compared."""
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
