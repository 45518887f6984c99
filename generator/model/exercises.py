"""What people do: exercise cards with their doses and demands, and small daily changes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from generator.drawing.mannequin.pose import Figure
from generator.model.parts import (
    Alert,
    CardStep,
    Count,
    DemandId,
    DoseId,
    Entity,
    EquipmentId,
    Evidence,
    Flag,
    Id,
    Model,
    MuscleId,
    Name,
    OrId,
    Proper,
    Prose,
    Range,
    RegionId,
    SeedId,
    Text,
)
from quiz.routine.bounds import MOST_LOAD

Load = Annotated[Name, Field(max_length=MOST_LOAD)]
Variant = Annotated[Proper, OrId()]
_CODE = r"^[a-z0-9]{3}$"


class Dose(Model):
    """How much: a row of knowledge/doses.yml. Seconds, whole numbers; ranges from which one value is chosen."""

    id: Id
    title: Name
    sets: Range
    reps: Range = (1, 1)
    hold: Range = (0, 0)
    """Seconds held each repetition (rolling and stretching: reps 1, hold 30 to 60)."""
    tempo: tuple[Count, Count, Count] | None = None
    """Seconds lowering, holding, lifting, each repetition: [4, 2, 1]."""
    metres: Range | None = None
    """For carries: distance each repetition, instead of reps and hold."""
    rest: Range = (0, 0)
    """Seconds between sets."""
    days: Range
    """Days a week."""
    effort: Range | None = None
    """RPE, 0-10."""
    load: Load | None = None
    """A weight or a band, in a few words."""
    discomfort: Annotated[int, Field(strict=True, ge=0, le=10)] = 2
    """The most discomfort allowed, 0-10."""
    breathing: Text
    covers: tuple[SeedId, ...] = ()
    evidence: Evidence


class DoseChange(Model):
    """What one exercise does differently from the dose it is based on."""

    sets: Range | None = None
    reps: Range | None = None
    hold: Range | None = None
    tempo: tuple[Count, Count, Count] | None = None
    metres: Range | None = None
    rest: Range | None = None
    days: Range | None = None
    effort: Range | None = None
    load: Load | None = None


class Worked(Model):
    muscle: MuscleId
    share: Annotated[int, Field(strict=True, ge=1, le=3)]
    """3 = its main target, 1 = a helper."""
    opinion: Flag = False
    """True: that it works this muscle is this project's opinion, and its page says so."""


class Exercise(Entity):
    """An exercise card: knowledge/exercises/ID.yml."""

    code: Annotated[str, StringConstraints(strict=True, pattern=_CODE)]
    """Permanent short code for links; never reused."""
    formerly: tuple[Id, ...] = ()
    library_only: Flag = False
    """True: no self-assessment ever chooses it; people can read it, and trainers give it."""
    screened: Flag = True
    """False: what it asks of a body is not known yet. Then only id, title, movement and dose are required; no
    self-assessment chooses it, and it is left out for everyone who has anything to mind."""
    step: CardStep
    """other: none of the four, such as warming up; no routine calls for it."""
    muscles: tuple[Worked, ...] = Field(min_length=1)
    """Inhibit: muscles eased. Lengthen: muscles stretched. Activate, integrate: muscles worked."""
    family: Id
    """Variants of one movement share a family; a routine holds at most one of a family."""
    equipment: tuple[EquipmentId, ...] = ()
    household: Text | None = None
    """What does instead of the equipment, at home; with it the exercise needs no equipment."""
    position: Id
    """standing, standing-or-sitting, sitting, kneeling, half-kneeling, all-fours, supine, prone, side-lying, hanging,
    walking, any (as its movement says); or a fork's own, whose words are the phrase `page.position.ID`."""
    sides: Literal["both", "each"]
    """each: done on one side, then the other; doses count each side."""
    level: Annotated[int, Field(strict=True, ge=1, le=3)]
    """1 anyone, 2 some practice, 3 regular training."""
    demands: tuple[DemandId, ...]
    """What it asks of a body (safety/demands.yml): [] for nothing. Cautions act on these: leave none out."""
    dose: DoseId
    change: DoseChange = DoseChange()
    why: Text
    setup: tuple[Text, ...] = Field(min_length=1)
    movement: tuple[Text, ...] = Field(min_length=2)
    """Numbered steps, short sentences, for someone alone at home."""
    cues: tuple[Text, ...] = Field(min_length=1)
    feel: Text
    mistakes: tuple[Text, ...] = Field(min_length=1)
    stop_if: tuple[Alert, ...] = Field(min_length=1)
    easier: Variant | None = None
    """An exercise id, or a sentence."""
    harder: Variant | None = None
    """An exercise id, or a sentence."""
    figure: Figure | None = None
    """Its picture, as poses."""

    @property
    def chosen(self) -> bool:
        """Whether a self-assessment may choose it."""
        return self.screened and not self.library_only

    def says(self, key: str) -> bool:
        """Whether its author said what stands under a key, which has a value of its own where nobody did."""
        return True


_LETTERS = "abcdefghijkmnpqrstuvwxyz"
_DIGITS = f"{_LETTERS}23456789"
"""Without those that are mistaken for others on paper: l, o, 0, 1. A letter comes first: 372 would be a number."""


def code_of(name: str, taken: Collection[str] = ()) -> str:
    """The first short code not `taken` that follows from an exercise's id, so that the same id gives the same code."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    while (code := _LETTERS[number % 24] + _DIGITS[number // 24 % 32] + _DIGITS[number // 768 % 32]) in taken:
        number += 1
    return code


class Unscreened(Exercise):
    """An exercise card that says `screened: false`: a trainer's own, of which little is known yet."""

    screened: Literal[False]
    summary: Text = ""
    """Where it is not said: the movement's first sentence."""
    evidence: Evidence = Evidence.model_construct(grade="opinion", note="", sources=())
    code: Annotated[str, StringConstraints(strict=True, pattern=_CODE)] = ""
    """Where it is not said it follows from the id."""
    step: CardStep = "other"
    muscles: tuple[Worked, ...] = ()
    family: Id = ""
    """Where it is not said, the id."""
    position: Id = "any"
    sides: Literal["both", "each"] = "both"
    level: Annotated[int, Field(strict=True, ge=1, le=3)] = 1
    demands: tuple[DemandId, ...] = ()
    why: Text = ""
    setup: tuple[Text, ...] = ()
    movement: tuple[Text, ...] = Field(min_length=1)
    cues: tuple[Text, ...] = ()
    feel: Text = ""
    mistakes: tuple[Text, ...] = ()
    stop_if: tuple[Alert, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, data: Any) -> Any:
        """With what follows from what is there."""
        if not isinstance(data, dict) or not isinstance(data.get("id"), str):
            return data
        movement = data.get("movement")
        first = movement[0] if isinstance(movement, list) and movement and isinstance(movement[0], str) else None
        said = {"summary": first} if first else {}
        return {**said, "code": code_of(data["id"]), "family": data["id"], **data}

    def says(self, key: str) -> bool:
        """Never that it is for anyone: nobody knows."""
        return key in self.model_fields_set and (key != "level" or self.level > 1)


class Habit(Entity):
    """A small daily change: knowledge/habits/ID.yml."""

    do: Text
    """One instruction, as the result page shows it."""
    how: Prose
    regions: tuple[RegionId, ...] = ()
    demands: tuple[DemandId, ...] = ()
    """What it asks of a body: whom a caution bars from that is not told it."""


class Demand(Model):
    """What an exercise can ask of a body: a row of knowledge/safety/demands.yml."""

    id: Id
    title: Name
    means: Text
    """When an author must tick it."""


class Equipment(Model):
    """A row of knowledge/equipment.yml."""

    id: Id
    title: Name
    aliases: tuple[Name, ...] = ()
    """What else people call it, who look for exercises with it."""
    holds: tuple[EquipmentId, ...] = ()
    """What is there with it: whoever has this has those, and the question asks for this alone."""
    for_owners: Flag = False
    """True: those who lack it are not told that it is missing, nor what it would bring."""
    covers: tuple[SeedId, ...] = ()
