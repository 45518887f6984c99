"""What is asked: questions, self-tests, and the questionnaires that hold them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from generator.drawing.mannequin.pose import Figure
from generator.model.conditions import Condition
from generator.model.parts import (
    Alert,
    CautionId,
    Count,
    DemandId,
    Entity,
    FindingId,
    Flag,
    Id,
    Model,
    Name,
    Number,
    Percent,
    Prose,
    QuestionId,
    RegionId,
    SidedFinding,
    TestId,
    Text,
)
from generator.model.scales import Scale
from quiz.asking.questions import counts_whole


class Option(Model):
    id: Id
    label: Text
    help: Text | None = None
    cue: Id | None = None
    """The cue of its question under which people find it."""
    findings: dict[SidedFinding, Percent] = Field(default={})
    """Finding (`.left` or `.right` after it names the side) -> strength in percent when chosen. For the other,
    unchosen options of a question that lists the finding, the strength is 0."""
    exclusive: Flag = False
    """Choosing it unticks all others ("none of these")."""
    yields_to: Id | None = None
    """A stricter line of the same list that cannot be true with it: ticked together, that one alone counts."""
    concern: Flag = False
    """Choosing it says the person has a symptom or a goal, so a routine makes sense."""
    value: Count | None = None
    """The number it stands for, in a question that `sets` a limit of the routine."""
    show_if: Condition | None = None


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


class Cue(Model):
    """A few everyday words that stand for lines of a list, which opens only when they are recognised."""

    id: Id
    says: Text
    brief: Text | None = None
    """The same in the fewest words, for whoever opens a link: they may take in more than its lines. None: `says`."""


class Asked(Model):
    """What a question and a self-test's result share: how the answer is given and what it establishes."""

    kind: Literal["single", "multiple", "number", "scale", "regions", "text"]
    """text: in the person's own words. Nothing judges them; they stay on the device and are shown as they stand."""
    sided: Flag = False
    """True: asked once for the left and once for the right (single, number and scale only)."""
    options: tuple[Option, ...] = ()
    unit: Name | None = None
    min: Number | None = None
    max: Number | None = None
    step: Number | None = None
    low: Text | None = None
    """What the low end of a scale means."""
    high: Text | None = None
    measures: tuple[Measure, ...] = ()
    difference: Difference | None = None

    @property
    def lowest(self) -> int | float:
        """The smallest number that can be given: 0 unless it says otherwise."""
        return 0 if self.min is None else self.min

    @property
    def highest(self) -> int | float:
        """The largest number that can be given: 10 unless it says otherwise."""
        return 10 if self.max is None else self.max

    @property
    def numeric(self) -> bool:
        """Whether a number answers it."""
        return self.kind in ("number", "scale")

    @property
    def whole(self) -> bool:
        """Whether only whole numbers answer it."""
        return counts_whole(self.kind, self.step, self.lowest)


class Question(Asked):
    """A row of knowledge/questions.yml, or written out inside a questionnaire."""

    id: Id
    ask: Text
    help: Text | None = None
    why: Text | None = None
    """Why it is asked, for readers who wonder."""
    show_if: Condition | None = None
    optional: Flag = False
    cues: tuple[Cue, ...] = ()
    """Makes a list of ticks a lead: asked by its cues with Yes, No and Not sure. Only No leaves its lines closed, and
    answers each of them with no."""
    safety: Flag = False
    """A safety question: never optional, "not sure" counts as see-first, never named as a way to change a result."""
    test: TestId | None = None
    """A self-test that gives the answer; its page's result defines kind, options and findings."""
    shows: TestId | None = None
    """A self-test whose figure shows what to look at. One with `test` shows that test's."""
    sets: Literal["minutes", "count", "days", "level", "equipment"] | None = None
    """The limit of the routine that the answer sets: options carry `value`, those of equipment are equipment ids."""
    not_sure: Flag = True
    """Offers "I am not sure" (for a self-test: "I could not do this")."""
    doubt_counts: Flag = False
    """Of a list of safety: a line in doubt counts as ticked, unless that would shut the gate: then ask first."""
    idle_because: Text | None = None
    """Why it is asked, or has options alike, although that changes no result. For authors; readers do not see it."""


class Result(Asked):
    """The result of a self-test, in a form that a questionnaire can ask."""

    ask: Text


class SelfTest(Entity):
    """Something to try at home: knowledge/tests/ID.yml."""

    regions: tuple[RegionId, ...] = Field(min_length=1)
    equipment: tuple[Name, ...] = ()
    """What you need, in plain words."""
    helper: Flag = False
    minutes: Annotated[int, Field(strict=True, ge=1, le=10)]
    setup: tuple[Text, ...] = Field(min_length=1)
    movement: tuple[Text, ...] = Field(min_length=1)
    """Numbered steps."""
    result: Result
    meaning: Prose
    """What counts, the usual range, the error, and what it does not say."""
    not_if: tuple[Alert, ...] = Field(min_length=1)
    demands: tuple[DemandId, ...] = ()
    """As on exercises: a caution that excludes one hides the test in questionnaires."""
    not_with: tuple[CautionId, ...] = ()
    """Further cautions that hide it there: those that `not_if` tells of."""
    figure: Figure | None = None
    """Its picture, as poses."""


def _id_or_question(value: Any) -> str:
    return "id" if isinstance(value, str) else "question"


class Section(Model):
    id: Id
    title: Name
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
    goes_on: Flag = False
    """In the safety screen: after it only an emergency ends the questions; what is less urgent waits for the next
    section, whose lines may make it more urgent."""

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of its questions, in the order they are asked."""
        return tuple(entry if isinstance(entry, str) else entry.id for entry in self.questions)


class Questionnaire(Entity):
    """A self-assessment: knowledge/questionnaires/ID.yml. The shared safety section always comes first."""

    minutes: Annotated[int, Field(strict=True, ge=1)] | None = None
    """Read from older files, and not used: what is promised is counted from the words and answers."""
    intro: Prose
    sections: tuple[Section, ...] = Field(min_length=1)
    scales: tuple[Scale, ...] = ()
    """Published-style scores of its questions, instead of syndromes or beside them; see quiz/README.md."""
