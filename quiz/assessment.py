"""Answers -> assessment: the whole result as JSON of message ids and values. Safety first, then fit, then routine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quiz.conditions import is_not_sure
from quiz.findings import Evidence, evidence
from quiz.flow import Flow, flow
from quiz.matching import Match, Reason, findings_of, matches
from quiz.model import NOT_SURE, NOWHERE, Answers, Bundle, Data
from quiz.routine import Card, Chosen, LeftOut, Routine, compose, limits
from quiz.safety import Gate

FORMAT = 1
HABITS = 2
MUSCLES = 2
"""The most muscles that a card's reason names."""


@dataclass(frozen=True)
class Judgement:
    """What the answers come to, before it is put into messages."""

    shown: Flow
    found: Evidence
    painful: frozenset[str]
    outcome: str
    """incomplete, stop, see-first, nothing, match, not-enough or no-pattern."""
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
    return Judgement(shown, found, painful, _outcome(bundle, shown, found, all_matches, painful), all_matches)


def assess(bundle: Bundle, questionnaire: str, answers: Answers, today: date | None = None) -> dict[str, Any]:
    """Assess answers that were read. Unanswered questions come back as outcome "incomplete", nothing else then."""
    j = judge(bundle, questionnaire, answers)
    result: dict[str, Any] = {"format": FORMAT, "version": bundle.version, "questionnaire": questionnaire}
    if j.outcome == "incomplete":
        return {**result, "outcome": j.outcome, "missing": list(j.shown.missing)}
    gate, matched = j.shown.gate, j.matched
    within = limits(bundle, j.shown.answers)
    routine = compose(bundle, matched, j.painful, gate, within) if matched else None
    return {
        **result,
        "outcome": j.outcome,
        "headline": headline(bundle, j.outcome, matched),
        "intro": paragraphs(bundle, f"outcome.{j.outcome}"),
        "gate": gate_told(bundle, gate),
        "matches": _matches(bundle, matched),
        "muscles": _muscles(bundle, matched),
        "routine": _routine(bundle, routine) if routine else None,
        "habits": _habits(bundle, j.found, matched) if gate.open else [],
        "retest": _retest(bundle, today) if gate.open else None,
    }


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


def say(name: str, **values: Any) -> Data:
    """Make a message."""
    return {"say": name, **values}


def paragraphs(bundle: Bundle, name: str) -> list[Data]:
    """The catalogue's paragraphs NAME.1, NAME.2 ... as many as it has."""
    count = 1
    while f"{name}.{count}" in bundle.words:
        count += 1
    return [say(f"{name}.{i}") for i in range(1, count)]


def headline(bundle: Bundle, outcome: str, matched: list[Match]) -> Data:
    if outcome != "match":
        return say(f"outcome.{outcome}.headline")
    heads = dict.fromkeys(bundle.syndromes[m.syndrome].family for m in matched)
    leads = [next(m for m in matched if bundle.syndromes[m.syndrome].family == f) for f in heads]
    best = leads[0]
    plain = [say(f"syndromes.{m.syndrome}.plain") for m in leads if m.band == best.band]
    return say(f"outcome.match.headline.{best.band}", patterns=plain)


def gate_told(bundle: Bundle, verdict: Gate) -> Data:
    urgency = {f.id: f.urgency for f in bundle.flags}
    return {
        "level": verdict.level,
        "flags": [
            {
                "id": f,
                "urgency": urgency[f],
                "when": say(f"urgency.{urgency[f]}"),
                "title": say(f"flags.{f}.title"),
                "act": say(f"flags.{f}.act"),
            }
            for f in verdict.flags
        ],
        "cautions": [
            {
                "id": c,
                "gate": bundle.cautions[c].gate,
                "title": say(f"cautions.{c}.title"),
                "advice": say(f"cautions.{c}.advice"),
            }
            for c in verdict.cautions
        ],
        "unsure": [{"question": q, "ask": say(f"questions.{q}.ask")} for q in verdict.unsure],
    }


def _side(side: str | None) -> Data | None:
    return say(f"side.{side}") if side else None


def _matches(bundle: Bundle, matched: list[Match]) -> list[Data]:
    """The matched syndromes; one matched on both sides is told once, with the stronger side's reasons."""
    told: list[Data] = []
    families: set[str] = set()
    sides = {m.syndrome: [n.side for n in matched if n.syndrome == m.syndrome] for m in matched}
    for m in matched:
        if any(t["syndrome"] == m.syndrome for t in told):
            continue
        family = bundle.syndromes[m.syndrome].family
        told.append(
            {
                "syndrome": m.syndrome,
                "family": family,
                "leads": family not in families,
                "side": "both" if len(sides[m.syndrome]) == 2 else m.side,
                "side_title": _side("both" if len(sides[m.syndrome]) == 2 else m.side),
                "band": m.band,
                "band_title": say(f"band.{m.band}"),
                "support": m.support,
                "coverage": m.coverage,
                "next": _next_band(bundle, m),
                "title": say(f"syndromes.{m.syndrome}.title"),
                "plain": say(f"syndromes.{m.syndrome}.plain"),
                "for": [_reason(r) for r in _ordered(m.reasons) if r.weight * r.strength > 0],
                "against": [_reason(r) for r in _ordered(m.reasons) if r.weight * r.strength <= 0],
            }
        )
        families.add(family)
    return told


def _next_band(bundle: Bundle, m: Match) -> Data | None:
    """The next band, and how many permille of support it is away; 0 when only another kind of evidence is wanted."""
    names = [name for name, _ in bundle.scoring.bands]
    above = bundle.scoring.bands[names.index(m.band or "") + 1 :]
    if not above:
        return None
    name, at_least = above[0]
    return {"band": name, "title": say(f"band.{name}"), "missing": max(0, at_least - m.support)}


def _ordered(reasons: Iterable[Reason]) -> list[Reason]:
    """The weightiest first. An absent finding that would have spoken against says nothing, so it is left out."""
    telling = [r for r in reasons if r.weight > 0 or r.strength > 0]
    return sorted(telling, key=lambda r: (-abs(r.weight) * r.strength, -abs(r.weight)))


def _reason(r: Reason) -> Data:
    return {
        "finding": r.finding,
        "side": r.side,
        "weight": r.weight,
        "strength": r.strength,
        "text": _sided(f"findings.{r.finding}.{'present' if r.strength else 'absent'}", r.side),
    }


def _sided(name: str, side: str | None) -> Data:
    return say("reason.on-side", side=_side(side), what=say(name)) if side else say(name)


def _muscles(bundle: Bundle, matched: list[Match]) -> list[Data]:
    """The muscles of the matched syndromes, the best supported syndrome's view first, each muscle once."""
    told: dict[str, Data] = {}
    for m in matched:
        for state in bundle.syndromes[m.syndrome].muscles:
            if state.muscle not in told and (state.activity != "unclear" or state.length != "unclear"):
                told[state.muscle] = {
                    "id": state.muscle,
                    "title": say(f"muscles.{state.muscle}.title"),
                    "plain": say(f"muscles.{state.muscle}.plain"),
                    "activity": state.activity,
                    "length": state.length,
                    "activity_title": say(f"activity.{state.activity}"),
                    "length_title": say(f"length.{state.length}"),
                    "side": m.side,
                }
    return sorted(told.values(), key=lambda t: ("overactive", "underactive", "unclear").index(t["activity"]))


def _routine(bundle: Bundle, r: Routine) -> Data:
    return {
        "days": r.days,
        "days_title": say("routine.days", n=r.days),
        "minutes": [-(-s // 60) for s in r.seconds],
        "minutes_title": say("routine.minutes", n=-(-r.seconds[0] // 60)),
        "cards": [_card(bundle, c) for c in r.cards],
        "weeks": [say(f"routine.week.{w}") for w in range(1, len(r.seconds) + 1)],
        "empty": [
            {"step": step, "title": say(f"step.{step}"), "why": say(f"routine.empty.{why}")} for step, why in r.empty
        ],
        "left_out": [_left_out(x) for x in r.left_out],
    }


def _card(bundle: Bundle, c: Card) -> Data:
    muscles = [say(f"muscles.{m}.plain") for m in c.muscles[:MUSCLES]]
    if c.syndrome and c.finding:
        finding, side = c.finding
        why = say(
            f"card.why.{c.step}",
            muscles=muscles,
            pattern=say(f"syndromes.{c.syndrome}.title"),
            finding=_sided(f"findings.{finding}.present", side),
        )
    else:
        why = say("card.why.added", caution=say(f"cautions.{c.added_by}.title"))
    return {
        "exercise": c.exercise,
        "code": bundle.exercises[c.exercise].code,
        "title": say(f"exercises.{c.exercise}.title"),
        "step": c.step,
        "step_title": say(f"step.{c.step}"),
        "start": c.start,
        "start_title": say(f"card.start.{c.start or 'either'}") if c.each_side else None,
        "why": why,
        "muscles": list(c.muscles),
        "instead": [{"exercise": e, "title": say(f"exercises.{e}.title")} for e in c.instead],
        "weeks": [dose_told(w, c.each_side) for w in c.weeks],
        "cautions": [
            {"id": name, "advice": say(f"cautions.{name}.on.{demand}")}
            for name in c.cautions
            for demand, _, _ in bundle.cautions[name].modifies
            if demand in bundle.exercises[c.exercise].demands
        ],
    }


def dose_told(c: Chosen, each_side: bool) -> Data:
    if c.metres is not None:
        amount = say("dose.carry", n=c.sets, metres=c.metres)
    elif c.hold and c.reps == 1:
        amount = say("dose.hold", n=c.sets, hold=c.hold)
    elif c.hold:
        amount = say("dose.holds", n=c.sets, reps=c.reps, hold=c.hold)
    else:
        amount = say("dose.reps", n=c.sets, reps=c.reps)
    parts = [amount]
    parts += [say("dose.each-side")] if each_side else []
    if c.tempo:
        name = "dose.tempo" if c.tempo[1] else "dose.tempo-no-hold"
        parts.append(say(name, down=c.tempo[0], hold=c.tempo[1], up=c.tempo[2]))
    parts += [say("dose.rest", rest=c.rest)] if c.rest and c.sets > 1 else []
    parts += [say("dose.effort", effort=c.effort)] if c.effort is not None else []
    parts += [say("dose.discomfort", discomfort=c.discomfort)]
    return {
        "sets": c.sets,
        "reps": c.reps,
        "hold": c.hold,
        "tempo": list(c.tempo) if c.tempo else None,
        "metres": c.metres,
        "rest": c.rest,
        "effort": c.effort,
        "discomfort": c.discomfort,
        "seconds": c.seconds,
        "parts": parts,
    }


def _left_out(x: LeftOut) -> Data:
    detail = {"caution": "cautions", "equipment": "equipment", "long": "muscles"}.get(x.because)
    values = {"what": say(f"{detail}.{x.detail}.title")} if detail else {}
    return {
        "exercise": x.exercise,
        "title": say(f"exercises.{x.exercise}.title"),
        "because": x.because,
        "detail": x.detail,
        "why": say(f"left-out.{x.because}", **values),
    }


def _habits(bundle: Bundle, found: Evidence, matched: list[Match]) -> list[Data]:
    """Two habits: from the causes the person named, those that weigh most in the matches first; then the defaults."""
    weights = {r.finding: r.weight * r.strength for m in reversed(matched) for r in m.reasons}
    present = [f for (f, _), percent in found.items() if percent and bundle.findings[f].kind == "cause"]
    causes = [bundle.findings[f].page.partition("/")[2] for f in sorted(present, key=lambda f: -weights.get(f, 0))]
    named = [h for c in causes for h in bundle.habits.get(c, ())]
    chosen = list(dict.fromkeys([*named, *bundle.scoring.habits]))[:HABITS]
    return [{"id": h, "title": say(f"habits.{h}.title"), "do": say(f"habits.{h}.do")} for h in chosen]


def _retest(bundle: Bundle, today: date | None) -> Data:
    days = bundle.scoring.retest_days
    return {
        "days": days,
        "date": (today + timedelta(days=days)).isoformat() if today else None,
        "text": say("retest", n=days // 7),
    }
