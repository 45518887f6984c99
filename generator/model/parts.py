"""What all authoring models are made of: identifiers that name other files, sentences, numbers, evidence.

One class is one kind of file or list row. Every model is frozen and refuses unknown keys. Identifiers are
lower-case words joined by hyphens; a file's stem is its `id`. Percentages, weights and seconds are whole
numbers, so that scoring is exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.drawing.said import Said as Said


@dataclass(frozen=True)
class Ref:
    """Metadata on a field: its value is the id of an entity or row of `kind`. Rules and links both ways follow it."""

    kind: str
    """A key of PAGES or LISTS; "*" when the value names the folder itself, as in causes/footwear."""


@dataclass(frozen=True)
class Sentences(Said):
    """Metadata on a field: sentences for readers. rules/plain_words.py grades how hard they are."""


@dataclass(frozen=True)
class Markdown(Sentences):
    """Metadata on a field: its sentences are Markdown. rules/prose.py looks at where they lead."""


@dataclass(frozen=True)
class Warns(Sentences):
    """Metadata on a field: sentences that keep people safe. An outdated translation does not stand in their place."""


@dataclass(frozen=True)
class OrId(Sentences):
    """Metadata on a field: sentences, or the id of something else."""


_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LONGEST_ID = 64
Id = Annotated[str, StringConstraints(strict=True, pattern=_ID, max_length=_LONGEST_ID)]


def is_id(text: str) -> bool:
    """Say whether a text has the form of an Id."""
    return len(text) <= _LONGEST_ID and bool(re.fullmatch(_ID, text))


UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what follows. Letters that run from right to left need
neither: they bring their direction with them."""


def seen(text: str) -> str:
    """The text, where nothing invisible stands in it."""
    if found := UNSEEN.search(text):
        raise PydanticCustomError("unseen", "invisible", {"code": f"U+{ord(found[0]):04X}"})
    return text


Proper = Annotated[str, StringConstraints(strict=True, min_length=1, strip_whitespace=True), AfterValidator(seen)]
"""What is called the same in every language: people, what they wrote. No HTML, no Markdown."""
Name = Annotated[Proper, Said()]
"""What something is called; no sentence. No HTML, no Markdown."""
Text = Annotated[Proper, Sentences()]
"""One or more plain sentences. No HTML, no Markdown."""
Alert = Annotated[Proper, Warns()]
"""A Text that keeps people safe: when to stop, whom to see."""
Prose = Annotated[Proper, Markdown()]
"""Paragraphs of Markdown. Links to other pages are written `[words](muscles/upper-trapezius)`."""
Whole = Annotated[int, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0)]
Percent = Annotated[int, Field(strict=True, ge=0, le=100)]
Flag = Annotated[bool, Field(strict=True)]
SourceId = Annotated[Id, Ref("sources")]
HabitId = Annotated[Id, Ref("habits")]
SymptomId = Annotated[Id, Ref("symptoms")]
SyndromeId = Annotated[Id, Ref("syndromes")]
RegionId = Annotated[Id, Ref("regions")]
CauseId = Annotated[Id, Ref("causes")]
MuscleId = Annotated[Id, Ref("muscles")]
FindingId = Annotated[Id, Ref("findings")]
ExerciseId = Annotated[Id, Ref("exercises")]
EquipmentId = Annotated[Id, Ref("equipment")]
DemandId = Annotated[Id, Ref("safety/demands")]
CautionId = Annotated[Id, Ref("safety/cautions")]
DoseId = Annotated[Id, Ref("doses")]
FamilyId = Annotated[Id, Ref("families")]
NodeId = Annotated[Id, Ref("chain-nodes")]
QuestionId = Annotated[Id, Ref("questions")]
TestId = Annotated[Id, Ref("tests")]
SidedFinding = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.(left|right))?$"), Ref("findings")
]
SeedId = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]+-[0-9]{2}$")]
StepName = Literal["inhibit", "lengthen", "activate", "integrate"]
STEPS: tuple[StepName, ...] = ("inhibit", "lengthen", "activate", "integrate")
CardStep = Literal["inhibit", "lengthen", "activate", "integrate", "other"]
CARD_STEPS: tuple[CardStep, ...] = (*STEPS, "other")
"""The steps, and what is none of them, such as warming up: no routine calls for that."""
Grade = Literal["strong", "moderate", "weak", "contested", "opinion", "heuristic"]
Urgency = Literal["emergency", "same-day", "days", "before-starting"]
FindingKind = Literal["cause", "symptom", "sign", "self-test"]
Side = Literal["left", "right"]


def _as_pair(value: Any) -> Any:
    return (value, value) if isinstance(value, int) and not isinstance(value, bool) else value


def _in_order(value: tuple[int, int]) -> tuple[int, int]:
    if value[0] > value[1]:
        raise ValueError(f"a range goes from low to high, not [{value[0]}, {value[1]}]")
    return value


_COMMA = re.compile(r"-?[0-9]+,[0-9]{1,2}")
"""A decimal comma, where it can be nothing else: behind three digits it may part thousands."""


def _finite(value: Any) -> Any:
    if isinstance(value, str) and _COMMA.fullmatch(value):
        value = float(value.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f"a number is wanted, not '{value}'")
    return value


Number = Annotated[int | float, BeforeValidator(_finite)]
_WHOLE = {"type": "integer", "minimum": 0}
_PAIR = {"type": "array", "prefixItems": [_WHOLE, _WHOLE], "minItems": 2, "maxItems": 2, "examples": [[20, 30]]}
Range = Annotated[
    tuple[Count, Count],
    BeforeValidator(_as_pair),
    AfterValidator(_in_order),
    WithJsonSchema({"anyOf": [_WHOLE, _PAIR]}),
]
"""`[low, high]`, both included; a single number stands for both ends."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Evidence(Model):
    grade: Grade
    """strong, moderate, weak: how well research supports it. contested: research disagrees. opinion: the view of
    a practitioner or expert. heuristic: a rule this project made up."""
    note: Text
    """One honest sentence: what is known and what is not."""
    sources: tuple[SourceId, ...] = ()
    """Ids from sources.yml. May be empty only for opinion and heuristic."""


class Review(Model):
    who: Proper
    role: Proper
    date: date
    content: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")] | None = None
    """The fingerprint of what was reviewed; `counterpoise review KIND/ID` says it. With it a later change is told."""


class Entity(Model):
    """What every page has."""

    id: Id
    """The file's stem; also its address on the site. Never changed once published."""
    title: Name
    summary: Text
    """One or two plain sentences: the page's first lines and its entry in lists and search."""
    aliases: tuple[Name, ...] = ()
    """Everyday words people search for, such as "tech neck"."""
    covers: tuple[SeedId, ...] = ()
    """Rows of the founding documents that this page carries, such as CAUSE-03."""
    evidence: Evidence
    reviewed: Review | None = None
    """Who checked it clinically, in which role, when. Without it the page says "not yet clinically reviewed"."""
