"""The authoring models: what every YAML file under knowledge/ may say, and nothing else.

One class is one kind of file or list row. Every model is frozen and refuses unknown keys. Identifiers are
lower-case words joined by hyphens; a file's stem is its `id`. Percentages, weights and seconds are whole
numbers, so that scoring is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from generator.figures.pose import Figure


@dataclass(frozen=True)
class Ref:
    """Metadata on a field: its value is the id of an entity or row of `kind`. Rules and links both ways follow it."""

    kind: str
    """A key of PAGES or LISTS; "*" when the value names the folder itself, as in causes/footwear."""


Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Text = Annotated[str, StringConstraints(strict=True, min_length=1, strip_whitespace=True)]
"""One or more plain sentences. No HTML, no Markdown."""
Prose = Annotated[str, StringConstraints(strict=True, min_length=1, strip_whitespace=True)]
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


def _finite(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f"a number is wanted, not '{value}'")
    return value


def _word_or_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("an option's id or a number is wanted here")
    return value


Number = Annotated[int | float, BeforeValidator(_finite)]
Range = Annotated[tuple[Count, Count], BeforeValidator(_as_pair), AfterValidator(_in_order)]
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
    who: Text
    role: Text
    date: date


class Entity(Model):
    """What every page has."""

    id: Id
    """The file's stem; also its address on the site. Never changed once published."""
    title: Text
    summary: Text
    """One or two plain sentences: the page's first lines and its entry in lists and search."""
    aliases: tuple[Text, ...] = ()
    """Everyday words people search for, such as "tech neck"."""
    covers: tuple[SeedId, ...] = ()
    """Rows of the founding documents that this page carries, such as CAUSE-03."""
    evidence: Evidence
    reviewed: Review | None = None
    """Who checked it clinically, in which role, when. Without it the page says "not yet clinically reviewed"."""


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


class Symptom(Entity):
    """Something a person feels or sees: knowledge/symptoms/ID.yml."""

    about: Prose
    """What it is like, what it may and may not mean."""
    see_someone: Text
    """When to have it looked at, and by whom."""
    regions: tuple[RegionId, ...] = ()
    causes: tuple[CauseId, ...] = ()
    syndromes: tuple[SyndromeId, ...] = ()


class Region(Model):
    """A place on the body map: a row of knowledge/regions.yml, head to foot."""

    id: Id
    title: Text
    sided: Flag
    """True where left and right are asked apart."""
    view: Literal["front", "back", "both"]
    finding: FindingId | None = None
    """What an ache here establishes."""


class Muscle(Entity):
    """A muscle, group, or pulled bone: knowledge/muscles/ID.yml."""

    plain: Text
    """What a reader who knows no anatomy would call it."""
    where: Text
    does: Text
    """What it does in daily movement."""
    regions: tuple[RegionId, ...] = Field(min_length=1)


class MuscleState(Model):
    """What a syndrome's model says of one muscle. Activity and length are two facts, neither implies the other."""

    muscle: MuscleId
    activity: Literal["overactive", "underactive", "unclear"]
    """overactive calls for inhibit; underactive calls for activate and integrate; unclear for nothing."""
    length: Literal["short", "long", "unclear"] = "unclear"
    """short calls for lengthen; long must never be stretched; unclear calls for nothing."""
    priority: Annotated[int, Field(strict=True, ge=1, le=3)] = 2
    """3 = central to the pattern, 1 = at its edge."""


class Indicator(Model):
    """A weighted link from a finding to the syndrome in whose file it stands."""

    finding: FindingId
    weight: Annotated[int, Field(strict=True, ge=-5, le=5)]
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
    plain: Text
    """The headline for readers, after "Your answers fit ...": lower case, no jargon."""
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
    requires: tuple[tuple[FindingId, ...], ...] = ()
    """Of each of these lists one finding must be present, or the syndrome reaches no band."""


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


class Dose(Model):
    """How much: a row of knowledge/doses.yml. Seconds, whole numbers; ranges from which one value is chosen."""

    id: Id
    title: Text
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


class Worked(Model):
    muscle: MuscleId
    share: Annotated[int, Field(strict=True, ge=1, le=3)]
    """3 = its main target, 1 = a helper."""


class Exercise(Entity):
    """An exercise card: knowledge/exercises/ID.yml."""

    code: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]{3}$")]
    """Permanent short code for links; never reused."""
    formerly: tuple[Id, ...] = ()
    library_only: Flag = False
    """True: a card to read and to hand out, never put into a routine by the engine."""
    step: StepName
    muscles: tuple[Worked, ...] = Field(min_length=1)
    """Inhibit: muscles eased. Lengthen: muscles stretched. Activate, integrate: muscles worked."""
    family: Id
    """Variants of one movement share a family; a routine holds at most one of a family."""
    equipment: tuple[EquipmentId, ...] = ()
    household: Text | None = None
    """What does instead of the equipment, at home; with it the exercise needs no equipment."""
    position: Literal[
        "standing",
        "sitting",
        "kneeling",
        "half-kneeling",
        "all-fours",
        "supine",
        "prone",
        "side-lying",
        "hanging",
        "walking",
    ]
    sides: Literal["both", "each"]
    """each: done on one side, then the other; doses count each side."""
    level: Annotated[int, Field(strict=True, ge=1, le=3)]
    """1 anyone, 2 some practice, 3 regular training."""
    demands: tuple[DemandId, ...] = ()
    """What it asks of a body (safety/demands.yml). Cautions act on these: leave none out."""
    dose: DoseId
    change: DoseChange = DoseChange()
    why: Text
    setup: tuple[Text, ...] = Field(min_length=1)
    movement: tuple[Text, ...] = Field(min_length=2)
    """Numbered steps, short sentences, for someone alone at home."""
    cues: tuple[Text, ...] = Field(min_length=1)
    feel: Text
    mistakes: tuple[Text, ...] = Field(min_length=1)
    stop_if: tuple[Text, ...] = Field(min_length=1)
    easier: Text | None = None
    """An exercise id, or a sentence."""
    harder: Text | None = None
    """An exercise id, or a sentence."""
    figure: Figure | None = None
    """Its picture, as poses."""


class Habit(Entity):
    """A small daily change: knowledge/habits/ID.yml."""

    do: Text
    """One instruction, as the result page shows it."""
    how: Prose
    regions: tuple[RegionId, ...] = ()


class Option(Model):
    id: Id
    label: Text
    help: Text | None = None
    findings: dict[SidedFinding, Percent] = {}
    """Finding (`.left` or `.right` after it names the side) -> strength in percent when chosen. For the other,
    unchosen options of a question that lists the finding, the strength is 0."""
    exclusive: Flag = False
    """Choosing it unticks all others ("none of these")."""
    concern: Flag = False
    """Choosing it says the person has a symptom or a goal, so a routine makes sense."""
    value: Count | None = None
    """The number it stands for, in a question that `sets` a limit of the routine."""
    show_if: Condition | None = None


class Condition(Model):
    """When something is shown or true. Exactly one of: question (with one test), any, all, not, count."""

    question: QuestionId | None = None
    equals: Annotated[str | int | float | None, BeforeValidator(_word_or_number)] = None
    in_: tuple[Text, ...] | None = Field(default=None, alias="in")
    """True when the answer, or one of several ticked answers, is one of these."""
    at_least: Number | None = None
    at_most: Number | None = None
    answered: Flag | None = None
    any: tuple[Condition, ...] | None = None
    all: tuple[Condition, ...] | None = None
    not_: Condition | None = Field(default=None, alias="not")
    count: tuple[Condition, ...] | None = None
    """With `at_least`: how many of these must be true."""

    @model_validator(mode="after")
    def _one_thing(self) -> Condition:
        heads = [n for n in ("question", "any", "all", "not_", "count") if getattr(self, n) is not None]
        if len(heads) != 1:
            raise ValueError("a condition has exactly one of: question, any, all, not, count")
        tests = [n for n in ("equals", "in_", "at_least", "at_most", "answered") if getattr(self, n) is not None]
        wanted = {"question": 1, "count": 1}.get(heads[0], 0)
        if len(tests) != wanted or (heads[0] == "count" and tests != ["at_least"]):
            raise ValueError(
                "a question needs exactly one of: equals, in, at_least, at_most, answered; count needs at_least"
            )
        return self


class Measure(Model):
    """How a number becomes a finding: 0 % at `none_at`, 100 % at `full_at`, a straight line between."""

    finding: FindingId
    none_at: Number
    full_at: Number


class Difference(Model):
    """How a left-right difference becomes a finding on the worse side."""

    finding: FindingId
    error: Number
    """A difference up to this is the test's own error and counts as none."""
    full_at: Number
    worse: Literal["lower", "higher"]
    """Whether the lower or the higher number is the stiffer or weaker side."""


class Asked(Model):
    """What a question and a self-test's result share: how the answer is given and what it establishes."""

    kind: Literal["single", "multiple", "number", "scale", "regions"]
    sided: Flag = False
    """True: asked once for the left and once for the right (single, number and scale only)."""
    options: tuple[Option, ...] = ()
    unit: Text | None = None
    min: Number | None = None
    max: Number | None = None
    step: Number | None = None
    low: Text | None = None
    """What the low end of a scale means."""
    high: Text | None = None
    measures: tuple[Measure, ...] = ()
    difference: Difference | None = None


class Question(Asked):
    """A row of knowledge/questions.yml, or written out inside a questionnaire."""

    id: Id
    ask: Text
    help: Text | None = None
    why: Text | None = None
    """Why it is asked, for readers who wonder."""
    show_if: Condition | None = None
    optional: Flag = False
    safety: Flag = False
    """A safety question: never optional, "not sure" counts as see-first, never named as a way to change a result."""
    test: TestId | None = None
    """A self-test that gives the answer; its page's result defines kind, options and findings."""
    sets: Literal["minutes", "count", "days", "level", "equipment"] | None = None
    """The limit of the routine that the answer sets: options carry `value`, those of equipment are equipment ids."""
    not_sure: Flag = True
    """Offers "I am not sure" (for a self-test: "I could not do this")."""


class Result(Asked):
    """The result of a self-test, in a form that a questionnaire can ask."""

    ask: Text


class SelfTest(Entity):
    """Something to try at home: knowledge/tests/ID.yml."""

    regions: tuple[RegionId, ...] = Field(min_length=1)
    equipment: tuple[Text, ...] = ()
    """What you need, in plain words."""
    helper: Flag = False
    minutes: Annotated[int, Field(strict=True, ge=1, le=10)]
    setup: tuple[Text, ...] = Field(min_length=1)
    movement: tuple[Text, ...] = Field(min_length=1)
    """Numbered steps."""
    result: Result
    meaning: Prose
    """What counts, the usual range, the error, and what it does not say."""
    not_if: tuple[Text, ...] = Field(min_length=1)
    demands: tuple[DemandId, ...] = ()
    """As on exercises: a caution that excludes one hides the test in questionnaires."""
    figure: Figure | None = None
    """Its picture, as poses."""


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


class Demand(Model):
    """What an exercise can ask of a body: a row of knowledge/safety/demands.yml."""

    id: Id
    title: Text
    means: Text
    """When an author must tick it."""


class Modification(Model):
    demand: DemandId
    advice: Text
    """What to do differently, one instruction shown on the card."""
    effort: Annotated[int, Field(strict=True, ge=1, le=10)] | None = None
    hold: Annotated[int, Field(strict=True, ge=1)] | None = None
    """The most effort (RPE) and the longest hold (seconds) allowed."""


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
    """What to do, in one or two sentences."""
    evidence: Evidence
    covers: tuple[SeedId, ...] = ()


def _id_or_question(value: Any) -> str:
    return "id" if isinstance(value, str) else "question"


class Section(Model):
    id: Id
    title: Text
    text: Text | None = None
    show_if: Condition | None = None
    questions: tuple[
        Annotated[
            Annotated[QuestionId, Tag("id")] | Annotated[Question, Tag("question")], Discriminator(_id_or_question)
        ],
        ...,
    ] = Field(min_length=1)
    """Ids from questions.yml, or questions written out."""
    pick: Annotated[int, Field(strict=True, ge=1)] | None = None
    """Ask at most this many: those that could change the outcome most. For self-tests."""


class Questionnaire(Entity):
    """A self-assessment: knowledge/questionnaires/ID.yml. The shared safety section always comes first."""

    minutes: Annotated[int, Field(strict=True, ge=1)]
    intro: Prose
    sections: tuple[Section, ...] = Field(min_length=1)


class Screen(Model):
    """The safety section shared by all questionnaires: knowledge/safety/screen.yml."""

    sections: tuple[Section, ...] = Field(min_length=1)
    age: QuestionId
    """The question that gives the age in years."""
    regions: QuestionId
    """The question that says where it hurts."""


class Page(Model):
    """The front matter of a page written by hand: content/ID.md."""

    title: Text
    description: Text
    covers: tuple[SeedId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = ()


class Source(Model):
    """A row of knowledge/sources.yml."""

    id: Id
    title: Text
    authors: Text
    year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = None
    published: Text | None = None
    """Journal, volume, pages; publisher; or site."""
    doi: Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/\S+$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    kind: Literal["review", "trial", "study", "guideline", "textbook", "web", "founding"]
    says: Text
    """What it shows and no more, in one sentence."""
    checked: Flag = False
    """True when its abstract or table was read; false: cited from general knowledge, and the page says so."""


class Equipment(Model):
    """A row of knowledge/equipment.yml."""

    id: Id
    title: Text
    covers: tuple[SeedId, ...] = ()


class Term(Model):
    """A row of knowledge/glossary.yml."""

    id: Id
    term: Text
    means: Text


class Family(Model):
    """Overlapping syndromes under one headline: a row of knowledge/families.yml."""

    id: Id
    title: Text
    headline: Text


class ChainNode(Model):
    """A place of the kinetic-chain map: a row of knowledge/chain-nodes.yml."""

    id: Id
    title: Text
    region: RegionId


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
    movement: Id
    view: Text
    title: Text
    overactive: tuple[MuscleId, ...]
    underactive: tuple[MuscleId, ...]
    verified: Flag
    """Whether the row was read in a copy of the model's table; false: general teaching."""
    sources: tuple[SourceId, ...] = ()


class EvidenceNote(Model):
    """A claim and what research says of it: a row of knowledge/evidence-notes.yml."""

    id: Id
    statement: Text
    grade: Grade
    finds: Text
    site_line: Text
    """The sentence that the site may say."""
    sources: tuple[SourceId, ...] = ()


class Band(Model):
    id: Id
    title: Text
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


Option.model_rebuild()
Condition.model_rebuild()

PAGES: dict[str, type[Entity]] = {
    "causes": Cause,
    "symptoms": Symptom,
    "muscles": Muscle,
    "syndromes": Syndrome,
    "protocols": Protocol,
    "exercises": Exercise,
    "habits": Habit,
    "tests": SelfTest,
    "questionnaires": Questionnaire,
}
"""Folder -> model: one file, one entity, one page."""

WRITTEN = "content"
"""The folder, beside knowledge/, of pages written by hand; their front matter is a Page."""

LISTS: dict[str, type[Model]] = {
    "regions": Region,
    "findings": Finding,
    "doses": Dose,
    "questions": Question,
    "sources": Source,
    "equipment": Equipment,
    "glossary": Term,
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
