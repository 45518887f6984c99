"""Answers -> judgement: what they come to, before it is put into messages. Safety first, then fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quiz.asking.bundle import Answers, Bundle
from quiz.asking.conditions import holds, is_not_sure
from quiz.asking.pathways import Pathway
from quiz.judging.findings import Evidence, evidence
from quiz.judging.flow import Flow, flow
from quiz.judging.matching import Match, findings_of, matches
from quiz.judging.places import aching, beside, pathways_of, worst


@dataclass(frozen=True)
class Judgement:
    """What the answers come to, before it is put into messages."""

    shown: Flow
    found: Evidence
    painful: frozenset[str]
    outcome: str
    """incomplete, stop, see-first, scored, nothing, no-ache, match, not-enough or no-pattern."""
    matches: tuple[Match, ...]
    """All syndromes, best first; empty while the gate is shut."""

    pathways: Mapping[str, tuple[Pathway, ...]] = field(default_factory=dict)
    """Each place that aches, in the order of the body map -> its pathways; empty while the gate is shut."""
    beside: tuple[Pathway, ...] = ()
    """Those for this person wherever they ache, and where nothing does; none while the gate is shut."""
    concern: frozenset[str] = frozenset()
    """The syndromes that concern a place that aches; all of them where none does, or the whole body is wanted."""
    most: str | None = None
    """The aching place that bothers most, where it was said."""

    @property
    def matched(self) -> list[Match]:
        """The syndromes in a band that concern an aching place, when the outcome is a match."""
        return [m for m in self.banded if m.syndrome in self.concern]

    @property
    def also(self) -> list[Match]:
        """The other syndromes in a band."""
        return [m for m in self.banded if m.syndrome not in self.concern]

    @property
    def banded(self) -> list[Match]:
        """All syndromes in a band, for someone with something to work on."""
        return [m for m in self.matches if m.band] if self.outcome in ("match", "no-pattern", "not-enough") else []

    @property
    def told(self) -> tuple[Pathway, ...]:
        """Every pathway that is told, each once."""
        return tuple({p.id: p for told in (*self.pathways.values(), self.beside) for p in told}.values())

    @property
    def paths(self) -> tuple[Pathway, ...]:
        """The first pathway of each place that aches, each once; then those beside them."""
        return (*{told[0].id: told[0] for told in self.pathways.values() if told}.values(), *self.beside)


def judge(bundle: Bundle, questionnaire: str, answers: Answers) -> Judgement:
    """Walk the flow, read the findings, match, and name the outcome."""
    shown = flow(bundle, questionnaire, answers)
    if shown.missing:
        return Judgement(shown, {}, frozenset(), "incomplete", ())
    found = evidence(bundle, shown.answers)
    all_matches = tuple(matches(bundle, found, _askable(bundle, shown))) if shown.gate.open else ()
    painful = aching(bundle, shown.answers)
    places = tuple(r for r in bundle.regions if r in painful) if shown.gate.open else ()
    told = pathways_of(bundle, shown.answers, places)
    concern = _concern(bundle, shown.answers, frozenset(place for place in painful if told.get(place)), painful)
    if shown.gate.open and _scales_only(bundle, questionnaire):
        return Judgement(shown, found, painful, "scored", all_matches)
    fits = beside(bundle, shown.answers) if shown.gate.open else ()
    outcome = _outcome(bundle, shown, found, [m for m in all_matches if m.syndrome in concern], painful, fits)
    return Judgement(shown, found, painful, outcome, all_matches, told, fits, concern, worst(bundle, shown.answers))


def _concern(bundle: Bundle, answers: Answers, helped: frozenset[str], painful: frozenset[str]) -> frozenset[str]:
    """The syndromes of the places that there is something to do for: an ache to be looked at first has no pattern."""
    every = frozenset(bundle.syndromes)
    if not painful or holds(bundle.scoring.whole, answers):
        return every
    return frozenset(s.id for s in bundle.syndromes.values() if not s.regions.isdisjoint(helped))


def _scales_only(bundle: Bundle, questionnaire: str) -> bool:
    """Whether it has scales, and beyond the safety screen nothing that bears on a syndrome."""
    own = (bundle.questions[q] for s in bundle.questionnaires[questionnaire] for q in s.questions)
    return questionnaire in bundle.scales and not any(findings_of(bundle, q) for q in own)


def _askable(bundle: Bundle, shown: Flow) -> set[str]:
    return {f for q in shown.questions for f in findings_of(bundle, bundle.questions[q])}


def _outcome(
    bundle: Bundle,
    shown: Flow,
    found: Evidence,
    all_matches: Iterable[Match],
    painful: frozenset[str],
    fits: tuple[Pathway, ...],
) -> str:
    """stop, see-first, nothing, no-ache, match, not-enough or no-pattern."""
    if not shown.gate.open:
        return shown.gate.level
    if not painful and not _concerned(bundle, shown.answers, found):
        return "no-ache" if fits else "nothing"
    if any(m.band for m in all_matches):
        return "match"
    enough = _enough(bundle, shown)
    if not painful and (fits or enough):
        return "no-ache"
    return "no-pattern" if enough else "not-enough"


def _enough(bundle: Bundle, shown: Flow) -> bool:
    """Of the questions that give evidence, safety apart, enough were answered with something else than "not sure"."""
    telling = [
        q for q in shown.questions if not bundle.questions[q].safety and findings_of(bundle, bundle.questions[q])
    ]
    sure = [q for q in telling if q in shown.answers and not is_not_sure(shown.answers[q])]
    return 1000 * len(sure) >= bundle.scoring.coverage * len(telling)


def _concerned(bundle: Bundle, answers: Answers, found: Evidence) -> bool:
    if any(percent and bundle.findings[f].kind == "symptom" for (f, _), percent in found.items()):
        return True
    chosen = ((bundle.questions[q], a if isinstance(a, tuple) else (a,)) for q, a in answers.items())
    return any(o.concern and o.id in values for q, values in chosen for o in q.options)
