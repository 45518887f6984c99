"""Answers -> judgement: what they come to, before it is put into messages. Safety first, then fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.asking.bundle import NOT_SURE, NOWHERE, Answers, Bundle
from quiz.asking.conditions import is_not_sure
from quiz.judging.findings import Evidence, evidence
from quiz.judging.flow import Flow, flow
from quiz.judging.matching import Match, findings_of, matches


@dataclass(frozen=True)
class Judgement:
    """What the answers come to, before it is put into messages."""

    shown: Flow
    found: Evidence
    painful: frozenset[str]
    outcome: str
    """incomplete, stop, see-first, scored, nothing, match, not-enough or no-pattern."""
    matches: tuple[Match, ...]
    """All syndromes, best first; empty while the gate is shut."""

    @property
    def matched(self) -> list[Match]:
        """The syndromes in a band, when the outcome is a match."""
        return [m for m in self.matches if m.band] if self.outcome == "match" else []


def judge(bundle: Bundle, questionnaire: str, answers: Answers) -> Judgement:
    """Walk the flow, read the findings, match, and name the outcome."""
    shown = flow(bundle, questionnaire, answers)
    if shown.missing:
        return Judgement(shown, {}, frozenset(), "incomplete", ())
    found = evidence(bundle, shown.answers)
    all_matches = tuple(matches(bundle, found, _askable(bundle, shown))) if shown.gate.open else ()
    painful = _painful(shown.answers, bundle)
    if shown.gate.open and _scales_only(bundle, questionnaire):
        return Judgement(shown, found, painful, "scored", all_matches)
    return Judgement(shown, found, painful, _outcome(bundle, shown, found, all_matches, painful), all_matches)


def _scales_only(bundle: Bundle, questionnaire: str) -> bool:
    """Whether it has scales, and beyond the safety screen nothing that bears on a syndrome."""
    own = (bundle.questions[q] for s in bundle.questionnaires[questionnaire] for q in s.questions)
    return questionnaire in bundle.scales and not any(findings_of(bundle, q) for q in own)


def _askable(bundle: Bundle, shown: Flow) -> set[str]:
    return {f for q in shown.questions for f in findings_of(bundle, bundle.questions[q])}


def _painful(answers: Answers, bundle: Bundle) -> frozenset[str]:
    places = answers.get(bundle.where, ())
    assert isinstance(places, tuple)
    return frozenset(p.partition(":")[0] for p in places if p not in (NOWHERE, NOT_SURE))


def _outcome(
    bundle: Bundle, shown: Flow, found: Evidence, all_matches: Iterable[Match], painful: frozenset[str]
) -> str:
    """stop, see-first, nothing, match, not-enough or no-pattern."""
    if not shown.gate.open:
        return shown.gate.level
    if not painful and not _concerned(bundle, shown.answers, found):
        return "nothing"
    if any(m.band for m in all_matches):
        return "match"
    return "no-pattern" if _enough(bundle, shown) else "not-enough"


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
