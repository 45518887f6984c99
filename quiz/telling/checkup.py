"""A plan in the making, checked -> JSON of messages: what of it cannot be, why, and what could stand instead."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from quiz.asking.answers import short
from quiz.asking.bundle import Bundle, Data
from quiz.judging.safety import UNSCREENED, Gate, Permit, Refusal, gate_of, permit
from quiz.plans.checkup import Checked, check_up
from quiz.plans.link import AMOUNTS, MOST_MINUTES, BadPlan, Plan, amount_range, encode, read_plan
from quiz.plans.opening import most_of
from quiz.routine.doses import SPANS, in_minutes
from quiz.telling.card import card, refused
from quiz.telling.messages import routine_told, say
from quiz.telling.voice import gate_told


def checkup_told(bundle: Bundle, raw: Any, cautions: Sequence[Any]) -> Data:
    """A plan in the making (as quiz.plans.link.read_plan takes it, or with no exercise yet) as JSON of messages.

    Without `minutes` the plan takes as long as its longest week.
    {"blocked": why there can be no handout, "gate", "text": the link's, "routine": what the sheet shows, "exercises":
    [{"exercise", "amounts": what can be set, "conflict", "instead", ...}], "adds": what the cautions ask for}.
    `text` and `routine` are null while it is blocked or empty.
    """
    unknown = [c for c in cautions if not isinstance(c, str) or c not in bundle.cautions]
    if unknown:
        raise BadPlan("unknown-caution", what=short(str(unknown[0])), known=sorted(bundle.cautions))
    if isinstance(raw, dict) and raw.get("exercises") == []:
        return _told(bundle, None, gate_of(bundle, cautions), ())
    timed = isinstance(raw, dict) and raw.get("minutes") is not None
    plan = read_plan(bundle, raw if timed or not isinstance(raw, dict) else {**raw, "minutes": MOST_MINUTES})
    verdict, entries = check_up(bundle, plan, cautions)
    if not timed:
        plan = replace(plan, minutes=max(1, min(MOST_MINUTES, in_minutes(max(_seconds(entries))))))
    return _told(bundle, plan, verdict, entries)


def _seconds(entries: Collection[Checked]) -> list[int]:
    """How long each week takes."""
    return [sum(c.weeks[week].seconds for c in entries if c.weeks) for week in range(len(SPANS))]


def _told(bundle: Bundle, plan: Plan | None, verdict: Gate, entries: tuple[Checked, ...]) -> Data:
    refused = [c for c in entries if isinstance(c.answer, Refusal)]
    blocked = None if verdict.open else say("checkup.see-first")
    if blocked is None and refused:
        blocked = say("checkup.conflicts", n=len(refused))
    free = plan is not None and blocked is None
    told = [_entry(bundle, c, verdict) for c in entries]
    return {
        "blocked": blocked,
        "gate": gate_told(bundle, verdict),
        "text": encode(plan) if plan is not None and free else None,
        "routine": routine_told(plan.days, _seconds(entries), told, aching=True) if plan is not None and free else None,
        "exercises": told,
        "adds": _adds(bundle, verdict, entries) if verdict.open else [],
    }


def _entry(bundle: Bundle, c: Checked, verdict: Gate) -> Data:
    e, a = c.exercise, c.answer
    return {
        **card(bundle, e, c.item.start, c.weeks, a.cautions if isinstance(a, Permit) and verdict.open else ()),
        "each_side": e.each_side,
        "amounts": [_amount(c, key, verdict) for key in AMOUNTS if amount_range(e.dose, key)],
        "conflict": _conflict(a) if isinstance(a, Refusal) else None,
        "instead": [{"exercise": o, "title": say(f"exercises.{o}.title")} for o in c.instead],
    }


def _amount(c: Checked, key: str, verdict: Gate) -> Data:
    """What can be set: within what the card and this client's cautions allow."""
    limit = amount_range(c.exercise.dose, key)
    assert limit is not None
    allowed = most_of(c.exercise, key, c.answer, verdict) if isinstance(c.answer, Permit) else None
    low, most = limit if allowed is None else (min(limit[0], allowed), allowed)
    return {
        "key": key,
        "title": say(f"plan.amount.{key}"),
        "low": low,
        "most": most,
        "value": min(getattr(c.item, key) or low, most),
        "capped": say("checkup.capped", n=most) if most < limit[1] else None,
    }


def _conflict(refusal: Refusal) -> Data:
    named = refusal.caution if refusal.caution not in ("gentle", UNSCREENED) else None
    return {"caution": named, "why": refused(refusal.caution, client=True)}


def _adds(bundle: Bundle, verdict: Gate, entries: tuple[Checked, ...]) -> list[Data]:
    """Exercises that a caution asks for and that are not in the plan yet."""
    chosen = {c.exercise.id for c in entries}
    wanted = {e: c for c in verdict.cautions for e in bundle.cautions[c].adds if e not in chosen}
    return [
        {"exercise": e, "title": say(f"exercises.{e}.title"), "caution": say(f"cautions.{c}.title")}
        for e, c in wanted.items()
        if isinstance(permit(bundle, verdict, bundle.exercises[e]), Permit)
    ]
