"""The body: regions, muscles, and what goes together along the kinetic chain."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.drawing.drawn import Drawn, DrawnRegion
from generator.model.parts import (
    Alert,
    Entity,
    FindingId,
    Flag,
    Id,
    Model,
    MuscleId,
    Name,
    NodeId,
    RegionId,
    SourceId,
    TestId,
    Text,
)


class Region(Model):
    """A place on the body map: a row of knowledge/regions.yml, head to foot."""

    id: Id
    title: Name
    sided: Flag
    """True where left and right are asked apart."""
    drawn: DrawnRegion = DrawnRegion()
    """Where it is on the body map; without this the list alone has it."""
    finding: FindingId | None = None
    """What an ache here establishes."""
    see: Alert | None = None
    """Whom to see for an ache here, where no pathway is for everyone."""


class Muscle(Entity):
    """A muscle, group, or pulled bone: knowledge/muscles/ID.yml."""

    plain: Name
    """What a reader who knows no anatomy would call it."""
    where: Text
    does: Text
    """What it does in daily movement."""
    regions: tuple[RegionId, ...] = Field(min_length=1)
    drawn: Drawn = Drawn()
    """Where it is on the body map and on the figures."""


class ChainNode(Model):
    """A place of the kinetic-chain map: a row of knowledge/chain-nodes.yml."""

    id: Id
    title: Name
    region: RegionId
    findings: tuple[FindingId, ...] = ()
    """What answers say of it: a result does not name it to someone who said no to all of these that they were asked."""


class ChainLink(Model):
    """What may go together along the kinetic chain: a row of knowledge/chain.yml. Never a cause."""

    id: Id
    from_: NodeId = Field(alias="from")
    to: NodeId
    mechanism: Text
    strength: Literal["moderate", "limited", "plausible", "contested"]
    sources: tuple[SourceId, ...] = ()


class Compensation(Model):
    """What an expert model says of a sign in a movement: a row of knowledge/compensations.yml."""

    id: Id
    movement: Literal["overhead-squat", "single-leg-squat", "push", "pull"]
    test: TestId | None = None
    """The self-test in which it can be seen."""
    view: Literal["front", "side", "back"]
    title: Name
    overactive: tuple[MuscleId, ...]
    underactive: tuple[MuscleId, ...]
    verified: Flag
    """Whether the row was read in a copy of the model's table; false: general teaching."""
    sources: tuple[SourceId, ...] = ()
