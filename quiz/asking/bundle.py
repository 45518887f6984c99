"""The values that the engine works on, read from the bundle (plain JSON that generator/bundle/compile.py writes).

Units: strengths and shares in percent (0-100, whole), support in permille (0-1000, whole), times in seconds.
Nothing here is a float, so that every result is exact and the same on every Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from quiz.asking.chain import Row
from quiz.asking.equipment import NO_EQUIPMENT, Equipment, equipment
from quiz.asking.own import Own
from quiz.asking.pathways import GRADES, Pathway, pathway
from quiz.asking.precautions import Caution as Caution
from quiz.asking.precautions import Flag as Flag
from quiz.asking.precautions import caution, flag
from quiz.asking.questions import NOT_SURE as NOT_SURE
from quiz.asking.questions import NOWHERE as NOWHERE
from quiz.asking.questions import SIDES as SIDES
from quiz.asking.questions import Answer as Answer
from quiz.asking.questions import Answers as Answers
from quiz.asking.questions import Data as Data
from quiz.asking.questions import Measure as Measure
from quiz.asking.questions import Number as Number
from quiz.asking.questions import Option as Option
from quiz.asking.questions import Question as Question
from quiz.asking.questions import Section as Section
from quiz.asking.questions import Value as Value
from quiz.asking.questions import question as question
from quiz.asking.questions import section
from quiz.asking.questions import without_sides as without_sides
from quiz.asking.retest import Retest as Retest
from quiz.asking.retest import retest

THEY: Final = "they."
"""Before the id of a message: how it is said of someone else."""
STEPS: Final = ("inhibit", "lengthen", "activate", "integrate")


@dataclass(frozen=True)
class Finding:
    id: str
    kind: str
    sided: bool
    page: str
    remeasurable: bool


@dataclass(frozen=True)
class Indicator:
    finding: str
    weight: int
    group: str | None


@dataclass(frozen=True)
class MuscleState:
    muscle: str
    activity: str
    length: str
    priority: int
    eased: bool
    """Whether easing it is worth a try where it is overactive."""


@dataclass(frozen=True)
class Syndrome:
    id: str
    family: str
    sided: bool
    indicators: tuple[Indicator, ...]
    muscles: tuple[MuscleState, ...]
    protocol: Mapping[str, tuple[str, ...]]
    """step -> exercises in order of preference."""
    causes: tuple[str, ...]
    requires: tuple[frozenset[str], ...] = ()
    """Of each, one finding must be present for any band."""
    regions: frozenset[str] = frozenset()
    """The places that it concerns."""

    @cached_property
    def groups(self) -> tuple[tuple[Indicator, ...], ...]:
        """The indicators that speak for it, those that say nearly the same together."""
        groups: dict[str, list[Indicator]] = {}
        for i in self.indicators:
            if i.weight > 0:
                groups.setdefault(f"group:{i.group}" if i.group else i.finding, []).append(i)
        return tuple(map(tuple, groups.values()))


@dataclass(frozen=True)
class Dose:
    """Ranges (low, high), both included; one value is chosen from each."""

    sets: tuple[int, int]
    reps: tuple[int, int]
    hold: tuple[int, int]
    tempo: tuple[int, ...] | None
    metres: tuple[int, int] | None
    rest: tuple[int, int]
    days: tuple[int, int]
    effort: tuple[int, int] | None
    discomfort: int
    load: str | None = None
    """A weight or a band, in a few words."""


@dataclass(frozen=True)
class Exercise:
    id: str
    code: str
    step: str
    muscles: tuple[tuple[str, int], ...]
    """(muscle, share 1-3)."""
    family: str
    kit: tuple[str, ...]
    """What it is done with."""
    household: bool
    """Something from home does as well."""
    each_side: bool
    level: int
    demands: frozenset[str]
    dose: Dose
    chosen: bool = True
    """Whether a self-assessment may choose it; a trainer may give all."""
    screened: bool = True
    """Whether it is known what it asks of a body."""
    rank: int = 0
    """How well it is supported: 0 is best, an index of GRADES."""
    easier: str | None = None
    harder: str | None = None
    """Exercises that are so, where its card names them."""
    sitting: bool = False  # and only so
    own: Own | None = None
    """The words of whoever gave it; None: it is a card of the knowledge."""

    @property
    def title(self) -> Data:
        """A message."""
        return {"say": "plan.own.title", "title": self.own.title} if self.own else {"say": f"exercises.{self.id}.title"}

    @cached_property
    def equipment(self) -> frozenset[str]:
        """What must be owned."""
        return frozenset() if self.household else frozenset(self.kit)


@dataclass(frozen=True)
class Scoring:
    bands: tuple[tuple[str, int], ...]
    """(id, support in permille from which it holds), lowest first."""
    top_needs_kinds: int
    coverage: int
    """Permille."""
    protocol_bonus: int
    concern_bonus: int
    per_step: int
    retest_days: int
    minutes: int
    count: int
    days: int
    level: int
    """What holds where the questionnaire does not ask."""
    gentle_excludes: frozenset[str]
    gentle_level: int
    gentle_effort: int
    habits: tuple[str, ...]
    """Habits that suit everyone, where the answers name too few."""
    whole: Data | None = None
    """When patterns that concern no aching place are worked on, too; None: always."""
    retest: Retest | None = None
    """None: later checks are not compared."""


@dataclass(frozen=True)
class Bundle:
    version: str
    questions: Mapping[str, Question]
    screen: tuple[Section, ...]
    age: str
    where: str
    most: str | None
    flags: tuple[Flag, ...]
    cautions: Mapping[str, Caution]
    questionnaires: Mapping[str, tuple[Section, ...]]
    findings: Mapping[str, Finding]
    region_findings: Mapping[str, str]
    syndromes: Mapping[str, Syndrome]
    exercises: Mapping[str, Exercise]
    muscle_regions: Mapping[str, tuple[str, ...]]
    habits: Mapping[str, tuple[str, ...]]
    """cause -> habits."""
    habit_regions: Mapping[str, frozenset[str]]
    habit_demands: Mapping[str, frozenset[str]]
    """habit -> the places it is for; a habit that is not here is for all."""
    scoring: Scoring
    words: Mapping[str, str]
    """The catalogue: message id -> sentence, and kind.id.field -> the knowledge's own words."""
    scales: Mapping[str, tuple[Data, ...]] = field(default_factory=dict)
    """Questionnaire -> its scales, for quiz/scales/score.py; only of those that have any."""
    chain: tuple[Row, ...] = ()
    chain_regions: Mapping[str, str] = field(default_factory=dict)
    """Node of the kinetic chain -> the region it is in."""
    equipment: Equipment = NO_EQUIPMENT
    chain_findings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Node -> the findings that say whether it is so."""
    pathways: tuple[Pathway, ...] = ()
    news: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Group of the card "anything new?" -> the lists of the screen it stands for; none: nobody is remembered."""
    safety: str = ""
    """Changes with what the safety screen asks, and with what follows from it."""
    carer: Data | None = None
    """Who answers for someone else."""

    @cached_property
    def words_of_another(self) -> Mapping[str, str]:
        """The catalogue as it is told of someone else, to whoever answers for them."""
        return {**self.words, **{n.removeprefix(THEY): said for n, said in self.words.items() if n.startswith(THEY)}}

    @cached_property
    def by_code(self) -> Mapping[str, Exercise]:
        """The exercises by their permanent codes, as plans name them."""
        return {e.code: e for e in self.exercises.values()}

    @cached_property
    def demands(self) -> frozenset[str]:
        """All that an exercise asks of a body, or a caution heeds."""
        made, heeded = (e.demands for e in self.exercises.values()), (c.heeds for c in self.cautions.values())
        return frozenset().union(*made, *heeded)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The places of the body map, in its order."""
        ids = (o.id.partition(":")[0] for o in self.questions[self.where].options)
        return tuple(r for r in dict.fromkeys(ids) if r != NOWHERE)


def _pair(value: Any) -> tuple[int, int]:
    return (value[0], value[1])


def _syndrome(d: Data) -> Syndrome:
    return Syndrome(
        id=d["id"],
        family=d["family"],
        sided=d["sided"],
        indicators=tuple(Indicator(i["finding"], i["weight"], i["group"]) for i in d["indicators"]),
        muscles=tuple(MuscleState(**m) for m in d["muscles"]),
        protocol={step: tuple(d["protocol"][step]) for step in STEPS},
        causes=tuple(d["causes"]),
        requires=tuple(frozenset(group) for group in d["requires"]),
        regions=frozenset(d["regions"]),
    )


def _dose(d: Data) -> Dose:
    return Dose(
        sets=_pair(d["sets"]),
        reps=_pair(d["reps"]),
        hold=_pair(d["hold"]),
        tempo=(d["tempo"][0], d["tempo"][1], d["tempo"][2]) if d["tempo"] else None,
        metres=_pair(d["metres"]) if d["metres"] else None,
        rest=_pair(d["rest"]),
        days=_pair(d["days"]),
        effort=_pair(d["effort"]) if d["effort"] else None,
        discomfort=d["discomfort"],
        load=d.get("load"),
    )


def _exercise(d: Data) -> Exercise:
    return Exercise(
        id=d["id"],
        code=d["code"],
        step=d["step"],
        muscles=tuple((m, share) for m, share in d["muscles"]),
        family=d["family"],
        kit=tuple(d["kit"]),
        household=d["household"],
        each_side=d["each_side"],
        level=d["level"],
        demands=frozenset(d["demands"]),
        dose=_dose(d["dose"]),
        chosen=d["chosen"],
        screened=d["screened"],
        rank=GRADES.index(d["grade"]),
        easier=d.get("easier"),
        harder=d.get("harder"),
        sitting=d["sitting"],
    )


def _scoring(d: Data) -> Scoring:
    return Scoring(
        bands=tuple((b["id"], 10 * b["at_least"]) for b in d["bands"]),
        top_needs_kinds=d["top_needs_kinds"],
        coverage=10 * d["coverage"],
        protocol_bonus=d["protocol_bonus"],
        concern_bonus=d["concern_bonus"],
        per_step=d["per_step"],
        retest_days=d["retest_days"],
        minutes=d["minutes"],
        count=d["count"],
        days=d["days"],
        level=d["level"],
        gentle_excludes=frozenset(d["gentle_excludes"]),
        gentle_level=d["gentle_level"],
        gentle_effort=d["gentle_effort"],
        habits=tuple(d["habits"]),
        whole=d["whole"],
        retest=retest(d.get("retest")),
    )


def read_bundle(d: Data) -> Bundle:
    """Read the whole bundle. It comes from our own compiler: a malformed one is a programmer's mistake."""
    return Bundle(
        version=d["version"],
        questions={q["id"]: question(q) for q in d["questions"]},
        screen=tuple(section(s) for s in d["screen"]),
        age=d["age"],
        where=d["where"],
        most=d["most"],
        flags=tuple(map(flag, d["flags"])),
        cautions={c["id"]: caution(c) for c in d["cautions"]},
        questionnaires={q["id"]: tuple(section(s) for s in q["sections"]) for q in d["questionnaires"]},
        findings={f["id"]: Finding(**f) for f in d["findings"]},
        region_findings=d["region_findings"],
        syndromes={s["id"]: _syndrome(s) for s in d["syndromes"]},
        exercises={e["id"]: _exercise(e) for e in d["exercises"]},
        muscle_regions={m: tuple(r) for m, r in d["muscle_regions"].items()},
        habits={c: tuple(h) for c, h in d["habits"].items()},
        habit_regions={h: frozenset(r) for h, r in d["habit_regions"].items()},
        habit_demands={h: frozenset(r) for h, r in d["habit_demands"].items()},
        scoring=_scoring(d["scoring"]),
        words=d["words"],
        scales={q["id"]: tuple(q["scales"]) for q in d["questionnaires"] if q["scales"]},
        equipment=equipment(d["equipment"]),
        chain=tuple(Row(x["id"], x["from"], x["to"], x["strength"]) for x in d["chain"]),
        chain_regions=d["chain_regions"],
        chain_findings={n: tuple(f) for n, f in d["chain_findings"].items()},
        pathways=tuple(map(pathway, d["pathways"])),
        news={n: tuple(lists) for n, lists in d["news"].items()},
        safety=d["safety"],
        carer=d["carer"],
    )
