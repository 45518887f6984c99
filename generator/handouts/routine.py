"""A plan -> a client's handout: whose it is, what to do, how much, boxes to tick; when to stop.

What is told of it is quiz's, as on the page; here stand the figures, the frame and what to ask before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from generator.handouts.desk import Desk, View
from generator.handouts.press import HandoutError
from generator.model import Exercise as ExerciseModel
from quiz.asking.answers import BadAnswers, read_answers
from quiz.asking.bundle import Bundle
from quiz.plans.opening import Opening, open_plan, screen_questions, unasked
from quiz.plans.plan import Plan, cleaned
from quiz.telling.opening import opening_told
from quiz.telling.phrase import tell
from quiz.telling.sheet import asked_before

MOST_NAME = 120
MOST_NOTE = 1500
_WORDS = ("note", "ask", "ask-lead", "all", "left-out", "setup", "movement")


def view(
    desk: Desk,
    bundle: Bundle,
    plan: Plan,
    client: str = "",
    note: str = "",
    link: str | None = None,
    answers: Mapping[str, Any] | None = None,
    today: date | None = None,
) -> View:
    """A client's routine. With answers to the safety questions it holds only what these allow; without, it says what
    to ask first. `today` is its day, where the plan does not say when it was made. Raises HandoutError when the answers
    call for a clinician.
    """
    if today and not plan.made:
        plan = replace(plan, made=today.isoformat())
    client, note = clean(client, MOST_NAME, "name"), clean(note, MOST_NOTE, "note", lines=True)
    opening = unasked(bundle, plan) if answers is None else _open(bundle, plan, answers)
    told = tell(opening_told(bundle, plan, opening), bundle.words)
    routine, about = told["routine"], told["plan"]
    if routine is None:
        raise HandoutError(told["headline"])
    models = desk.k.all("exercises", ExerciseModel)
    title = desk.t("handout.routine.for", name=client) if client else desk.t("handout.routine.title")
    frame = desk.frame(title, "routine", None, desk.t("handout.routine.lead"))
    return {
        **frame,
        "brand": {**frame["brand"], "tagline": desk.brand.tagline},
        "link": {**desk.link(link), "say": desk.t("handout.routine.online"), "shown": _host(link)} if link else None,
        "comfort": desk.t("handout.routine.comfort", n=routine["comfort"]),
        "growth": routine["growth"]["text"],
        "words": {n: desk.t(f"handout.routine.{n}") for n in _WORDS},
        "facts": [routine["days_title"], routine["minutes_title"]],
        "dates": about["dates"],
        "from": [] if desk.brand.name in (about["from"] or "") else about["pieces"],
        "colour": about["colour"] or desk.brand.colours.light.accent,
        "note": "\n".join(filter(None, (note, about["note"]))),
        "screened": about["screened"],
        "sessions": plan.days,
        "exercises": [_exercise(desk, models.get(card["exercise"]), card) for card in routine["cards"]],
        "left_out": [f"{r['title']}: {r['why']}" for r in told["refused"]] + [w["why"] for w in told["withdrawn"]],
        "ask": {"all": [], "some": []}
        if answers is not None
        else tell(asked_before(bundle, opening.exercises), bundle.words),
        "stop": desk.stop(),
    }


def clean(text: str, most: int, what: str, lines: bool = False) -> str:
    """Text of a client: no control or direction characters, one line unless `lines`. Too much of it is an error."""
    found = cleaned(text, lines)
    if len(found) > most:
        raise HandoutError(f"the {what} has {len(found)} characters; {most} fit")
    return found


def _open(bundle: Bundle, plan: Plan, raw: Mapping[str, Any]) -> Opening:
    asked = screen_questions(bundle)
    try:
        answers = read_answers(asked, {q: a for q, a in raw.items() if q in asked})
    except BadAnswers as bad:
        raise HandoutError("; ".join(tell(list(bad.complaints), bundle.words))) from None
    opening = open_plan(bundle, plan, answers)
    if opening.outcome == "ask":
        missing = ", ".join(opening.check.missing)
        raise HandoutError(tell({"say": "error.incomplete", "questions": missing}, bundle.words))
    return opening


def _exercise(desk: Desk, e: ExerciseModel | None, card: View) -> View:
    """A card of the routine, with what its exercise shows; one of the sender's own has their words."""
    return {
        **(desk.exercise(e) if e else _sent(desk, card)),
        "named": desk.t("handout.routine.code", code=e.code) if e else None,
        "needs": card["needs"],
        "doses": [{"weeks": d["title"], "amount": " ".join(d["amount"]), "more": d["own"]} for d in card["doses"]],
        "always": [*card["always"], *filter(None, [card["start_title"]])],
        "advice": [*(c["advice"] for c in card["cautions"]), *card["notes"]],
        "note": card["note"] or "",
    }


def _sent(desk: Desk, card: View) -> View:
    own = card["sent"]
    shown = {"title": own["title"], "code": "", "step": desk.step(own["step"]), "movement": [], "setup": []}
    return {**shown, "lines": own["lines"], "feel": None, "figure": None}


def _host(link: str) -> str:
    return urlsplit(link).netloc or link.partition("/")[0]
