"""A plan -> a client's handout: whose it is, what to do, how much, boxes to tick; when to stop."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.brand.fields import link_shown
from generator.handouts.desk import Desk, View
from generator.handouts.press import HandoutError
from generator.model import Caution
from generator.model import Exercise as ExerciseModel
from quiz.asking.answers import BadAnswers, read_answers
from quiz.asking.bundle import Bundle, Data, Exercise
from quiz.judging.safety import Gate, Permit
from quiz.plans.link import (
    AMOUNTS,
    Item,
    Plan,
    amount_range,
    changed,
)
from quiz.plans.opening import Opening, open_plan, screen_questions
from quiz.routine.doses import SPANS, WEEKS, Chosen, path
from quiz.routine.growth import fitted, rule
from quiz.telling.card import advised, kit_told, refused
from quiz.telling.opening import notes_told
from quiz.telling.phrase import tell

MOST_NAME = 120
MOST_NOTE = 1500
_WORDS = ("note", "ask", "ask-lead", "left-out", "more", "setup", "movement")
_GENTLE = Gate("gentle", (), (), ())


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
    models = desk.k.all("exercises", ExerciseModel)
    cards = {code: models[e.id] for code, e in bundle.by_code.items()}
    opening = _open(bundle, plan, answers) if answers is not None else None
    unasked = _unasked(bundle, plan) if opening is None else {}
    found: list[tuple[ExerciseModel, Item, tuple[Chosen, ...], list[str]]] = []
    notes = []
    for i, item in enumerate(plan.items):
        card = cards.get(item.code)
        if card is None:
            notes.append(desk.t("plan.withdrawn", code=item.code))
            continue
        e = bundle.exercises[card.id]
        weeks: tuple[Chosen, ...]
        said: list[Data]
        if opening is None:
            weeks = unasked[i]
            said = [{"say": f"plan.changed.{what}"} for what in changed(item, e)]
        else:
            entry = opening.entries[i]
            if entry.refusal is not None:
                why = tell(refused(entry.refusal.caution), bundle.words)
                notes.append(f"{card.title}: {why}")
                continue
            weeks = entry.weeks
            said = [a["advice"] for a in advised(bundle, e, entry.permit.cautions if entry.permit else ())]
            said += notes_told(entry)
        found.append((card, item, weeks, [tell(x, bundle.words) for x in said]))
    if not found:
        raise HandoutError(tell({"say": "plan.outcome.nothing-left.headline"}, bundle.words))
    usual = Counter(week.discomfort for _, _, weeks, _ in found for week in weeks).most_common(1)[0][0]
    shown = []
    for card, item, weeks, advice in found:
        e = bundle.exercises[card.id]
        shown.append(
            {
                **desk.exercise(card),
                "needs": tell(kit_told(e), bundle.words),
                "start": desk.t(f"card.start.{item.start or 'either'}") if e.each_side else None,
                "doses": _weeks(desk, weeks, e.each_side, usual),
                "advice": advice,
            }
        )
    title = desk.t("handout.routine.for", name=client) if client else desk.t("handout.routine.title")
    frame = desk.frame(title, "routine", None, desk.t("handout.routine.lead"))
    return {
        **frame,
        "link": {**desk.link(link), "say": desk.t("handout.routine.online"), "shown": _host(link), "quiet": True}
        if link
        else None,
        "comfort": desk.t("handout.routine.comfort", n=usual),
        "growth": desk.t(f"growth.{rule(opening is None or opening.aching, [weeks for _, _, weeks, _ in found])}"),
        "words": {n: desk.t(f"handout.routine.{n}") for n in _WORDS},
        "facts": [
            desk.t("routine.days", n=plan.days),
            desk.t("routine.minutes", n=plan.minutes),
            desk.t("handout.routine.weeks", n=WEEKS),
        ],
        "note": note,
        "sessions": plan.days,
        "exercises": shown,
        "left_out": notes,
        "ask": [] if opening else _ask(desk, [cards[i.code] for i in plan.items if i.code in cards]),
        "stop": desk.stop(),
    }


def clean(text: str, most: int, what: str, lines: bool = False) -> str:
    """Text of a client: no control or direction characters, one line unless `lines`. Too much of it is an error."""
    kept = "".join(c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text)
    kept = "".join(c for c in kept if not ("‪" <= c <= "‮" or "⁦" <= c <= "⁩"))
    found = "\n".join(" ".join(line.split()) for line in kept.split("\n")) if lines else " ".join(kept.split())
    if len(found) > most:
        raise HandoutError(f"the {what} has {len(found)} characters; {most} fit")
    return found.strip()


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
    if opening.outcome in ("stop", "see-first"):
        raise HandoutError(tell({"say": f"outcome.{opening.outcome}.headline"}, bundle.words))
    return opening


def _unasked(bundle: Bundle, plan: Plan) -> dict[int, tuple[Chosen, ...]]:
    """The paths where nobody was asked, by place in the plan: the gentle ones, with what the plan itself says."""
    known = [(i, e, item) for i, item in enumerate(plan.items) if (e := bundle.by_code.get(item.code))]
    gentle = Permit(bundle.scoring.gentle_effort, None, ())
    paths = [(e.step, tuple(_said(e, item, week) for week in path(e, gentle, _GENTLE))) for _, e, item in known]
    return dict(zip((i for i, _, _ in known), fitted(plan.minutes, paths), strict=True))


def _said(e: Exercise, item: Item, week: Chosen) -> Chosen:
    said = {key: getattr(item, key) for key in AMOUNTS if getattr(item, key) is not None}
    return replace(week, **{k: min(value, limit[1]) for k, value in said.items() if (limit := amount_range(e.dose, k))})


def _host(link: str) -> str:
    return link_shown(link).partition("/")[0]


def _weeks(desk: Desk, weeks: tuple[Chosen, ...], each_side: bool, usual: int) -> list[View]:
    """The doses, weeks that are alike taken together. The usual discomfort stands above all of them."""
    found: list[View] = []
    for n, chosen in enumerate(weeks, 1):
        told = desk.amount(chosen, each_side, usual)
        if found and found[-1]["amount"] == told["amount"] and found[-1]["more"] == told["more"]:
            found[-1]["last"] = n
        else:
            found.append({**told, "first": n, "last": n})
    for d in found:
        first, last = SPANS[d["first"] - 1][0], SPANS[d["last"] - 1][1]
        both = f"{first}–{last}" if first < last else str(first)
        d["weeks"] = f"{desk.t('handout.week')} {both}" if len(found) > 1 else None
    return found


def _ask(desk: Desk, cards: list[ExerciseModel]) -> list[View]:
    """The conditions with which nothing may begin; then, for each exercise, those with which it is left out."""
    cautions = desk.k.all("safety/cautions", Caution).values()
    rows = [{"title": desk.t("handout.routine.all"), "with": [c.title for c in cautions if c.gate == "see-first"]}]
    for e in cards:
        out = [c.title for c in cautions if c.gate != "see-first" and set(c.excludes) & set(e.demands)]
        rows.append({"title": e.title, "with": out if e.screened else [desk.t("handout.routine.unscreened")]})
    return [row for row in rows if row["with"]]
