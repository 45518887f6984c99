"""A plan in the making, checked -> JSON of messages: what of it cannot be, why, and what could stand instead."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from quiz.asking.bundle import Bundle, Data, Dose, Exercise
from quiz.judging.safety import UNSCREENED, Gate, Permit, Refusal, gate_of, permit
from quiz.plans.checkup import instead
from quiz.plans.draft import Wrong
from quiz.plans.link import encode, shared
from quiz.plans.opening import unasked
from quiz.plans.plan import AMOUNTS, SHARED, WRITTEN, BadPlan, item_json
from quiz.plans.reading import read_draft, unknown_caution
from quiz.plans.reckoning import Entry, reckoned
from quiz.routine.bounds import LIMITS
from quiz.telling.amount import span
from quiz.telling.card import card, refused
from quiz.telling.messages import say
from quiz.telling.opening import notes_told, plan_routine, plan_told
from quiz.telling.sheet import asked_before, doses_told
from quiz.telling.voice import gate_told


def checkup_told(bundle: Bundle, raw: Any, cautions: Any, share: Any = ()) -> Data:
    """A plan in the making (as quiz.plans.reading.read_plan takes it, or with no exercise yet) as JSON of messages.

    `share`: which of quiz.plans.plan.SHARED its link holds.
    {"blocked": why there can be no handout, "gate", "text": the link's, "plan": what it says of itself, "routine":
    what the sheet shows, "exercises": [{"exercise", "amounts": what can be set, "conflict", "instead", ...}, null for
    one that nobody can read], "wrong": [{"at", "field", "why"}], "adds": what the cautions ask for}. `text`, `plan` and
    `routine` are null while it is blocked or empty; `unlinked` says why a plan that can be printed has no link. A bad
    value costs no other one: all else is judged without it.
    """
    if wrong := unknown_caution(bundle, cautions):
        raise BadPlan(messages=(wrong,))
    if not isinstance(share, list | tuple) or not all(part in SHARED for part in share):
        raise BadPlan("share", known=list(SHARED))
    if isinstance(raw, dict) and [] in (raw.get("items"), raw.get("exercises")):
        return _told(bundle, gate_of(bundle, cautions), ())
    draft = read_draft(bundle, raw)
    plan = replace(draft.plan, cautions=tuple(c for c in bundle.cautions if c in cautions))
    opening = unasked(bundle, plan)
    told = _told(bundle, opening.verdict, opening.entries or reckoned(bundle, plan, opening.verdict))
    shown = iter(told["exercises"])
    told = {
        **told,
        "blocked": told["blocked"] or _refused(draft.wrong),
        "exercises": [None if at in draft.unread else next(shown) for at in range(len(draft.unread) + len(plan.items))],
        "wrong": [{"at": w.at, "field": w.field, "why": w.message} for w in draft.wrong],
    }
    if told["blocked"]:
        return told
    try:
        told["text"] = encode(shared(plan, share))
    except BadPlan as bad:
        told["unlinked"] = bad.message
    routine = plan_routine(bundle, plan, opening)
    return {
        **told,
        "plan": plan_told(bundle, plan, opening),
        "routine": {**routine, "ask": asked_before(bundle, opening.exercises)},
    }


def _told(bundle: Bundle, verdict: Gate, entries: Sequence[Entry]) -> Data:
    """Of a plan whose link, if there can be one, is not made yet."""
    chosen = [c.exercise for c in entries if c.exercise]
    return {
        "blocked": _blocked(verdict, sum(1 for c in entries if c.refusal)),
        "gate": gate_told(bundle, verdict),
        "text": None,
        "unlinked": None,
        "plan": None,
        "routine": None,
        "exercises": [_entry(bundle, c, e, verdict, chosen) for c in entries if (e := c.exercise)],
        "wrong": [],
        "adds": _adds(bundle, verdict, chosen) if verdict.open else [],
    }


def _blocked(verdict: Gate, conflicts: int) -> Data | None:
    if not verdict.open:
        return say("checkup.see-first")
    return say("checkup.conflicts", n=conflicts) if conflicts else None


def _refused(wrong: Sequence[Wrong]) -> Data | None:
    """Why what was refused leaves no handout: of an exercise its fields say so themselves."""
    plain = next((w.message for w in wrong if w.at is None), None)
    return plain or (say("checkup.refused", n=len(wrong)) if wrong else None)


def _entry(bundle: Bundle, c: Entry, e: Exercise, verdict: Gate, chosen: Collection[Exercise]) -> Data:
    others = instead(bundle, verdict, e, chosen) if c.refusal and verdict.open else ()
    told = card(bundle, e, c.item.start, c.weeks, c.permit.cautions if c.permit and verdict.open else ())
    return {
        **told,
        **(doses_told(told["weeks"], None) if c.weeks else {"doses": [], "always": []}),
        "each_side": e.each_side,
        "amounts": [_amount(c, None if e.own else _advised(e.dose, key), key) for key in LIMITS],
        "notes": notes_told(c) if c.weeks else [],
        "written": item_json(bundle, c.item),
        "conflict": _conflict(c.refusal) if c.refusal else None,
        "instead": [{"exercise": o, "title": bundle.exercises[o].title} for o in others],
    }


def _amount(c: Entry, limit: tuple[int, int] | None, key: str) -> Data:
    """A field of the dose: what is written, or what the card would have it be (`limit`); `beside`: what the card says,
    where more or less is written; `first`: shown before anything else."""
    written = getattr(c.item.dose, key)
    low, most = LIMITS[key]
    beyond = written is not None and limit is not None and not limit[0] <= written <= limit[1]
    return {
        "key": WRITTEN.get(key, key),
        "title": say(f"plan.amount.{key}"),
        "low": low,
        "most": most,
        "value": written,
        "usual": limit[0] if limit else None,
        "first": key == "sets" or (key in AMOUNTS and (limit is not None or written is not None)),
        "beside": say("checkup.beside", what=span(limit)) if beyond and limit else None,
    }


def _advised(d: Dose, key: str) -> tuple[int, int] | None:
    """From what to what a card advises; None where it has no such amount."""
    limit: tuple[int, int] | None = getattr(d, key, None)
    if d.metres is not None and key in ("reps", "hold"):
        return None
    if key == "reps" and d.hold[1] and d.reps == (1, 1):
        return None
    return limit if limit and limit[1] else None


def _conflict(refusal: Refusal) -> Data:
    named = refusal.caution if refusal.caution not in ("gentle", UNSCREENED) else None
    return {"caution": named, "why": refused(refusal.caution, client=True)}


def _adds(bundle: Bundle, verdict: Gate, chosen: Collection[Exercise]) -> list[Data]:
    """Exercises that a caution asks for and that are not in the plan yet."""
    there = {e.id for e in chosen}
    wanted = {e: c for c in verdict.cautions for e in bundle.cautions[c].adds if e not in there}
    return [
        {"exercise": e, "title": bundle.exercises[e].title, "caution": say(f"cautions.{c}.title")}
        for e, c in wanted.items()
        if isinstance(permit(bundle, verdict, bundle.exercises[e]), Permit)
    ]
