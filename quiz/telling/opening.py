"""An opened plan -> JSON of messages and values, shaped like an assessment, so that the same templates show it."""

from __future__ import annotations

from quiz.asking.bundle import Bundle, Data
from quiz.judging.safety import UNSCREENED
from quiz.plans.link import Plan
from quiz.plans.opening import Entry, Opening
from quiz.routine.doses import SPANS
from quiz.telling.card import card, refused
from quiz.telling.messages import paragraphs, routine_told, say
from quiz.telling.minding import minding
from quiz.telling.voice import gate_told, spoken


def opening_told(bundle: Bundle, plan: Plan, opening: Opening) -> Data:
    """An opened plan as JSON of messages. `routine` is as in an assessment, without what only its answers can say."""
    check, outcome = opening.check, opening.outcome
    gate = gate_told(bundle, check.gate)
    routine = _routine(bundle, plan, opening) if outcome == "open" else None
    words = spoken(outcome, gate) if outcome in ("stop", "see-first") else f"plan.outcome.{outcome}"
    return {
        "outcome": outcome,
        "headline": say(f"{words}.headline", n=len(plan.items)),
        "intro": paragraphs(bundle, words),
        "plan": {
            "questionnaire": plan.questionnaire if plan.questionnaire in bundle.questionnaires else None,
            "version": plan.version,
            "current": not any(e.changed or e.status == "withdrawn" for e in opening.entries),
            "brand": plan.brand,
            "days": plan.days,
            "minutes": plan.minutes,
            "exercises": len(plan.items),
        },
        "sections": [{"id": section, "questions": list(questions)} for section, questions in check.sections],
        "options": {q: list(options) for q, options in check.options.items()},
        "missing": list(check.missing),
        "gate": gate if outcome != "ask" else None,
        "routine": {**routine, "mind": minding(bundle, gate["cautions"], routine["cards"])} if routine else None,
        "refused": [_refused(e) for e in opening.entries if e.refusal],
        "withdrawn": [_withdrawn(e) for e in opening.entries if e.status == "withdrawn"],
    }


def _routine(bundle: Bundle, plan: Plan, opening: Opening) -> Data:
    cards = [e for e in opening.entries if e.weeks]
    seconds = [sum(e.weeks[week].seconds for e in cards) for week in range(len(SPANS))]
    return routine_told(plan.days, seconds, [_card(bundle, e) for e in cards], opening.aching)


def notes_told(entry: Entry) -> list[Data]:
    """What page and paper say about an exercise: what is new since the plan was made; that it is less than planned."""
    less = [say("plan.restricted")] if entry.status == "restricted" else []
    return [say(f"plan.changed.{what}") for what in entry.changed] + less


def _card(bundle: Bundle, entry: Entry) -> Data:
    e = bundle.exercises[entry.exercise or ""]
    return {
        **card(bundle, e, entry.item.start, entry.weeks, entry.permit.cautions if entry.permit else ()),
        "why": say("plan.why"),
        "muscles": [m for m, _ in e.muscles],
        "instead": [],
        "status": entry.status,
        "changed": list(entry.changed),
        "notes": notes_told(entry),
    }


def _refused(entry: Entry) -> Data:
    assert entry.refusal is not None
    caution, named = entry.refusal.caution, ("gentle", UNSCREENED)
    return {
        "exercise": entry.exercise,
        "code": entry.item.code,
        "title": say(f"exercises.{entry.exercise}.title"),
        "because": caution if caution in named else "caution",
        "detail": None if caution in named else caution,
        "changed": list(entry.changed),
        "why": refused(caution),
    }


def _withdrawn(entry: Entry) -> Data:
    return {"code": entry.item.code, "why": say("plan.withdrawn", code=entry.item.code)}
