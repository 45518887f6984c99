"""An opened plan -> JSON of messages and values, shaped like an assessment, so that the same templates show it."""

from __future__ import annotations

from datetime import date

from quiz.asking.bundle import Bundle, Data
from quiz.judging.safety import UNSCREENED
from quiz.plans.marks import changed
from quiz.plans.opening import Opening
from quiz.plans.plan import Plan, Sender, as_json
from quiz.plans.reckoning import Ceiling, Entry, rules
from quiz.plans.shaping import Shaped
from quiz.routine.doses import SPANS
from quiz.telling.card import card, refused, sent
from quiz.telling.contact import reached
from quiz.telling.messages import paragraphs, say
from quiz.telling.minding import minding
from quiz.telling.shaping import all_named, time_told, ways_told, within_told
from quiz.telling.sheet import dates_told, routine_told
from quiz.telling.voice import gate_told, spoken


def opening_told(bundle: Bundle, plan: Plan, opening: Opening) -> Data:
    """An opened plan as JSON of messages. `routine` is as in an assessment, without what only its answers can say."""
    check, outcome = opening.check, opening.outcome
    gate = gate_told(bundle, opening.verdict)
    routine = plan_routine(bundle, plan, opening) if outcome == "open" else None
    words = f"outcome.{spoken(outcome, gate)}" if outcome in ("stop", "see-first") else f"plan.outcome.{outcome}"
    return {
        "outcome": outcome,
        "headline": say(f"{words}.headline", n=len(plan.items)),
        "intro": paragraphs(bundle, words),
        "plan": plan_told(bundle, plan, opening),
        "sections": [{"id": section, "questions": list(questions)} for section, questions in check.sections],
        "options": {q: list(options) for q, options in check.options.items()},
        "missing": list(check.missing),
        "gate": gate if outcome != "ask" else None,
        "routine": {**routine, "mind": minding(bundle, gate["cautions"], routine["cards"])} if routine else None,
        "refused": [_refused(e) for e in opening.entries if e.refusal],
        "withdrawn": [
            {"code": e.item.code, "why": _withdrawn(e.item.code)} for e in opening.entries if e.status == "withdrawn"
        ],
    }


def shaped_told(bundle: Bundle, sent: Plan, found: Shaped) -> Data:
    """A plan opened in a shape: as `opening_told`, with what can be changed of it.

    `yours`: whose plan it was before it was changed; null where it is as it was `sent`.
    """
    told, within, shape = opening_told(bundle, found.plan, found.opening), found.within, found.shape.told or None
    yours = _yours(sent.sender if found.opening.verdict.open else None) if shape else None
    told = {
        **told,
        "shape": shape,
        "within": None,
        "more": [],
        "plan": {**told["plan"], "yours": yours, "handed": _handed(sent)},
    }
    if within is None:
        return told
    routine = told["routine"]
    ways = [ways_told(bundle, found.opening.verdict, within, e) for e in found.opening.exercises]
    cards = [
        {**c, "instead": all_named(found.instead[c["exercise"]]), **more}
        for c, more in zip(routine["cards"], ways, strict=True)
    ]
    time = time_told(routine["minutes"], within) if found.shape.minutes else None
    return {
        **told,
        "within": within_told(within),
        "more": all_named(found.more),
        "routine": {**routine, "cards": cards, "time": time},
    }


def _yours(sender: Sender | None) -> Data:
    who = _who(sender) if sender else ""
    return say("plan.yours.from", who=who) if who else say("plan.yours.own")


def plan_told(bundle: Bundle, plan: Plan, opening: Opening) -> Data:
    """What a plan says of itself: `written` is the plan as quiz.plans.plan has it, the rest is told of it.

    `current`: nothing that it holds was changed or withdrawn since; `news` tells what was. `pieces` is `from`, cut
    where it leads to a telephone or the web; `first` is what stands before the questions. While the gate is shut
    nobody else's words, no day and nothing that was taken into account stand beside what it says.
    """
    sender, shut, news = plan.sender, not opening.verdict.open, news_told(bundle, plan)
    return {
        "questionnaire": plan.questionnaire if plan.questionnaire in bundle.questionnaires else None,
        "version": plan.version,
        "current": not news,
        "news": [] if shut else news,
        "brand": plan.brand,
        "days": plan.days,
        "minutes": plan.minutes,
        "exercises": len(plan.items),
        "made": plan.made,
        "dates": dates_told(bundle, date.fromisoformat(plan.made) if plan.made and not shut else None),
        "from": _from(sender) if sender and not shut else None,
        "pieces": _pieces(sender) if sender and not shut else [],
        "first": _first(plan) if not shut else None,
        "colour": sender.colour if sender else None,
        "note": None if shut else plan.note,
        "handed": _handed(plan),
        "screened": None if shut else _screened(bundle, plan),
        "written": as_json(bundle, plan),
    }


def news_told(bundle: Bundle, plan: Plan) -> list[Data]:
    """What is new of a plan's exercises since it was made or printed: [{"exercise", "code", "title", "why": messages}];
    of one that is withdrawn `exercise` and `title` are null."""
    found: list[Data] = []
    for item in plan.items:
        if item.own:
            continue
        e = bundle.by_code.get(item.code)
        if e is None:
            found.append({"exercise": None, "code": item.code, "title": None, "why": [_withdrawn(item.code)]})
        elif new := changed(item, e):
            told = [say(f"plan.changed.{what}") for what in new]
            found.append({"exercise": e.id, "code": e.code, "title": e.title, "why": told})
    return found


def _from(sender: Sender) -> Data | None:
    who = _who(sender)
    return say("plan.from", who=who) if who else None


def _pieces(sender: Sender) -> list[Data]:
    """`from` in pieces: {"text", "href"}."""
    begun = [sender.name, ""] if sender.name and sender.contact else [sender.name or ""]
    found = [{"text": say("plan.from", who=" · ".join(begun)), "href": None}]
    return [*found, *reached(sender.contact or "")] if _who(sender) else []


def _first(plan: Plan) -> Data | None:
    """Whose it is and how large, which is all that is said of it before the questions."""
    name = plan.sender.name if plan.sender else None
    return say("plan.first", who=name, n=len(plan.items)) if name else None


def _handed(plan: Plan) -> bool:
    """Whether somebody gave it, who may want to hear how it goes: it says whose it is, or holds a word of theirs."""
    return plan.sender is not None or plan.note is not None or any(item.note for item in plan.items)


def _who(sender: Sender) -> str:
    return " · ".join(part for part in (sender.name, sender.contact) if part)


def _screened(bundle: Bundle, plan: Plan) -> Data | None:
    known = [say(f"cautions.{c}.title") for c in plan.cautions if c in bundle.cautions]
    return say("plan.screened", what=known) if known else None


def plan_routine(bundle: Bundle, plan: Plan, opening: Opening) -> Data:
    """The routine of a plan that is open, as page, sheet and printed file show it."""
    cards = [e for e in opening.entries if e.weeks]
    seconds = [sum(e.weeks[week].seconds for e in cards) for week in range(len(SPANS))]
    by, other = rules(plan, opening.entries, opening.aching)
    return routine_told(plan.days, seconds, [_card(bundle, e, other.get(e.item.code)) for e in cards], by)


def notes_told(entry: Entry) -> list[Data]:
    """What every door says about an exercise: what is new since the plan was made; what of it is less, and why."""
    new = [say(f"plan.changed.{what}") for what in entry.changed]
    if entry.ceilings:
        return new + [_ceiling(c) for c in entry.ceilings]
    return new + ([say("plan.restricted")] if entry.less else [])


def _ceiling(c: Ceiling) -> Data:
    because = say("plan.ceiling.gentle") if c.because == "gentle" else say(f"cautions.{c.because}.title")
    if c.key == "load":
        return say("plan.ceiling.load", most=c.most, because=because)
    what = say(f"plan.amount.{c.key}")
    if c.key == "reserve":
        return say("plan.ceiling.least", what=what, asked=c.asked, least=c.most, because=because)
    return say("plan.ceiling.most", what=what, asked=c.asked, most=c.most, because=because)


def _card(bundle: Bundle, entry: Entry, rule: str | None) -> Data:
    e = entry.exercise
    assert e is not None
    grows = [say(f"plan.growth.{rule}")] if rule else []
    return {
        **card(bundle, e, entry.item.start, entry.weeks, entry.permit.cautions if entry.permit else ()),
        "why": say("plan.why"),
        "muscles": [m for m, _ in e.muscles],
        "instead": [],
        "status": entry.status,
        "changed": list(entry.changed),
        "notes": [*grows, *notes_told(entry)],
        "note": entry.item.note,
    }


def _refused(entry: Entry) -> Data:
    e = entry.exercise
    assert e is not None
    assert entry.refusal is not None
    caution, named = entry.refusal.caution, ("gentle", UNSCREENED)
    return {
        "exercise": e.id,
        "code": entry.item.code,
        "title": e.title,
        **sent(e),
        "because": caution if caution in named else "caution",
        "detail": None if caution in named else caution,
        "changed": list(entry.changed),
        "why": refused(caution),
    }


def _withdrawn(code: str) -> Data:
    return say("plan.withdrawn", code=code)
