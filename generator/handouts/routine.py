"""A plan -> a client's handout: whose it is, what to do, how much, boxes to tick; when to stop.

What is told of it is quiz's, as on the page; here stand the figures, the frame and what to ask before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.brand.fields import link_shown
from generator.handouts.desk import Desk, View
from generator.handouts.press import HandoutError
from generator.model import Caution
from generator.model import Exercise as ExerciseModel
from quiz.asking.answers import BadAnswers, read_answers
from quiz.asking.bundle import Bundle
from quiz.plans.opening import Opening, open_plan, screen_questions, unasked
from quiz.plans.plan import Plan, cleaned
from quiz.routine.doses import WEEKS
from quiz.telling.opening import opening_told
from quiz.telling.phrase import tell

MOST_NAME = 120
MOST_NOTE = 1500
_WORDS = ("note", "ask", "ask-lead", "left-out", "setup", "movement")


def view(
    desk: Desk,
    bundle: Bundle,
    plan: Plan,
    client: str = "",
    note: str = "",
    link: str | None = None,
    answers: Mapping[str, Any] | None = None,
) -> View:
    """A client's routine. With answers to the safety questions it holds only what these allow; without, it says what
    to ask first. Raises HandoutError when the answers call for a clinician.
    """
    client, note = clean(client, MOST_NAME, "name"), clean(note, MOST_NOTE, "note", lines=True)
    opening = unasked(bundle, plan) if answers is None else _open(bundle, plan, answers)
    told = tell(opening_told(bundle, plan, opening), bundle.words)
    routine, about = told["routine"], told["plan"]
    if routine is None:
        raise HandoutError(told["headline"])
    models = desk.k.all("exercises", ExerciseModel)
    title = desk.t("handout.routine.for", name=client) if client else desk.t("handout.routine.title")
    return {
        **desk.frame(title, "routine", None, desk.t("handout.routine.lead")),
        "link": {**desk.link(link), "say": desk.t("handout.routine.online"), "shown": _host(link), "quiet": True}
        if link
        else None,
        "comfort": desk.t("handout.routine.comfort", n=routine["comfort"]),
        "growth": routine["growth"]["text"],
        "words": {n: desk.t(f"handout.routine.{n}") for n in _WORDS},
        "facts": [routine["days_title"], routine["minutes_title"], desk.t("handout.routine.weeks", n=WEEKS)],
        "note": "\n".join(filter(None, (note, about["note"]))),
        "screened": about["screened"],
        "sessions": plan.days,
        "exercises": [_exercise(desk, models.get(card["exercise"]), card) for card in routine["cards"]],
        "left_out": [f"{r['title']}: {r['why']}" for r in told["refused"]] + [w["why"] for w in told["withdrawn"]],
        "ask": [] if answers is not None else _ask(desk, routine["cards"]),
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
        "needs": card["needs"],
        "start": card["start_title"],
        "doses": [{"weeks": d["title"], "amount": " ".join(d["amount"]), "more": d["own"]} for d in card["doses"]],
        "always": card["always"],
        "advice": [*(c["advice"] for c in card["cautions"]), *card["notes"]],
        "note": card["note"] or "",
    }


def _sent(desk: Desk, card: View) -> View:
    own = card["sent"]
    movement = own["how"].split("\n")
    shown = {"title": own["title"], "code": "", "step": desk.step(own["step"]), "movement": movement, "setup": []}
    return {**shown, "feel": None, "figure": None}


def _host(link: str) -> str:
    return link_shown(link).partition("/")[0]


def _ask(desk: Desk, cards: list[View]) -> list[View]:
    """The conditions with which nothing may begin; then, for each exercise, those with which it is left out."""
    cautions, models = desk.k.all("safety/cautions", Caution).values(), desk.k.all("exercises", ExerciseModel)
    rows = [{"title": desk.t("handout.routine.all"), "with": [c.title for c in cautions if c.gate == "see-first"]}]
    for card in cards:
        e, own = models.get(card["exercise"]), card.get("sent", {})
        demands = e.demands if e else own.get("demands", ())
        screened = e.screened if e else "demands" in own
        out = [c.title for c in cautions if c.gate != "see-first" and set(c.excludes) & set(demands)]
        rows.append({"title": card["title"], "with": out if screened else [desk.t("handout.routine.unscreened")]})
    return [row for row in rows if row["with"]]
