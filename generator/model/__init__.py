"""The authoring models: what every YAML file under knowledge/ may say, and nothing else."""

from __future__ import annotations

from typing import Any

from generator.model.body import ChainLink as ChainLink
from generator.model.body import ChainNode as ChainNode
from generator.model.body import Compensation as Compensation
from generator.model.body import Muscle as Muscle
from generator.model.body import Region as Region
from generator.model.conditions import Condition as Condition
from generator.model.exercises import Demand as Demand
from generator.model.exercises import Dose as Dose
from generator.model.exercises import DoseChange as DoseChange
from generator.model.exercises import Equipment as Equipment
from generator.model.exercises import Exercise as Exercise
from generator.model.exercises import Habit as Habit
from generator.model.exercises import Unscreened as Unscreened
from generator.model.exercises import Worked as Worked
from generator.model.exercises import code_of as code_of
from generator.model.looked_up import EvidenceNote as EvidenceNote
from generator.model.looked_up import FoundingGroup as FoundingGroup
from generator.model.looked_up import FoundingRow as FoundingRow
from generator.model.looked_up import LayWords as LayWords
from generator.model.looked_up import Page as Page
from generator.model.looked_up import Source as Source
from generator.model.looked_up import Term as Term
from generator.model.parts import CARD_STEPS as CARD_STEPS
from generator.model.parts import STEPS as STEPS
from generator.model.parts import CauseId as CauseId
from generator.model.parts import Count as Count
from generator.model.parts import DemandId as DemandId
from generator.model.parts import DoseId as DoseId
from generator.model.parts import Entity as Entity
from generator.model.parts import EquipmentId as EquipmentId
from generator.model.parts import Evidence as Evidence
from generator.model.parts import ExerciseId as ExerciseId
from generator.model.parts import FamilyId as FamilyId
from generator.model.parts import FindingId as FindingId
from generator.model.parts import FindingKind as FindingKind
from generator.model.parts import Flag as Flag
from generator.model.parts import Grade as Grade
from generator.model.parts import HabitId as HabitId
from generator.model.parts import Id as Id
from generator.model.parts import Markdown as Markdown
from generator.model.parts import Model as Model
from generator.model.parts import MuscleId as MuscleId
from generator.model.parts import Name as Name
from generator.model.parts import NodeId as NodeId
from generator.model.parts import Number as Number
from generator.model.parts import OrId as OrId
from generator.model.parts import Percent as Percent
from generator.model.parts import Proper as Proper
from generator.model.parts import Prose as Prose
from generator.model.parts import QuestionId as QuestionId
from generator.model.parts import Range as Range
from generator.model.parts import Ref as Ref
from generator.model.parts import RegionId as RegionId
from generator.model.parts import Review as Review
from generator.model.parts import Said as Said
from generator.model.parts import SeedId as SeedId
from generator.model.parts import Sentences as Sentences
from generator.model.parts import Side as Side
from generator.model.parts import SidedFinding as SidedFinding
from generator.model.parts import SourceId as SourceId
from generator.model.parts import StepName as StepName
from generator.model.parts import SymptomId as SymptomId
from generator.model.parts import SyndromeId as SyndromeId
from generator.model.parts import TestId as TestId
from generator.model.parts import Text as Text
from generator.model.parts import Urgency as Urgency
from generator.model.parts import Warns as Warns
from generator.model.parts import Whole as Whole
from generator.model.parts import is_id as is_id
from generator.model.pathways import Expected as Expected
from generator.model.pathways import Help as Help
from generator.model.pathways import Pathway as Pathway
from generator.model.pathways import SeenIf as SeenIf
from generator.model.patterns import Cause as Cause
from generator.model.patterns import Family as Family
from generator.model.patterns import Finding as Finding
from generator.model.patterns import Indicator as Indicator
from generator.model.patterns import MuscleState as MuscleState
from generator.model.patterns import Protocol as Protocol
from generator.model.patterns import ProtocolStep as ProtocolStep
from generator.model.patterns import Symptom as Symptom
from generator.model.patterns import Syndrome as Syndrome
from generator.model.patterns import Why as Why
from generator.model.patterns import WhyChain as WhyChain
from generator.model.questions import Asked as Asked
from generator.model.questions import Difference as Difference
from generator.model.questions import Measure as Measure
from generator.model.questions import Option as Option
from generator.model.questions import Question as Question
from generator.model.questions import Questionnaire as Questionnaire
from generator.model.questions import Result as Result
from generator.model.questions import Section as Section
from generator.model.questions import SelfTest as SelfTest
from generator.model.safety import Addition as Addition
from generator.model.safety import Caution as Caution
from generator.model.safety import Modification as Modification
from generator.model.safety import RedFlag as RedFlag
from generator.model.safety import Screen as Screen
from generator.model.scoring import Band as Band
from generator.model.scoring import Scoring as Scoring
from generator.model.translations import LANGUAGE_CODE as LANGUAGE_CODE
from generator.model.translations import Language as Language
from generator.model.translations import Rendering as Rendering
from generator.model.translations import TranslatedPage as TranslatedPage
from generator.model.translations import Translation as Translation

PAGES: dict[str, type[Entity]] = {
    "causes": Cause,
    "symptoms": Symptom,
    "muscles": Muscle,
    "syndromes": Syndrome,
    "protocols": Protocol,
    "pathways": Pathway,
    "exercises": Exercise,
    "habits": Habit,
    "tests": SelfTest,
    "questionnaires": Questionnaire,
}
"""Folder -> model: one file, one entity, one page."""


def model_of(kind: str, data: Any) -> type[Entity]:
    """The model of a page's file: of an exercise that says `screened: false`, the one that requires less."""
    unscreened = kind == "exercises" and isinstance(data, dict) and data.get("screened", True) is not True
    return Unscreened if unscreened else PAGES[kind]


WRITTEN = "content"
"""The folder, beside knowledge/, of pages written by hand; their front matter is a Page."""

LISTS: dict[str, type[Model]] = {
    "regions": Region,
    "findings": Finding,
    "doses": Dose,
    "questions": Question,
    "sources": Source,
    "founding": FoundingGroup,
    "why": WhyChain,
    "equipment": Equipment,
    "glossary": Term,
    "lay-words": LayWords,
    "families": Family,
    "chain-nodes": ChainNode,
    "chain": ChainLink,
    "compensations": Compensation,
    "evidence-notes": EvidenceNote,
    "safety/flags": RedFlag,
    "safety/cautions": Caution,
    "safety/demands": Demand,
}
"""File (without .yml) -> model of one row: short lists that share a file."""

SINGLES: dict[str, type[Model]] = {"scoring": Scoring, "safety/screen": Screen}
"""File (without .yml) -> model of the whole file."""

LANGUAGES = "languages"
"""The folder of translations: languages/CODE/, and in it files named as their originals."""
