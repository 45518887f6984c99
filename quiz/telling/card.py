"""One exercise as every result tells it: what it is, what it takes, how much of it, and what cautions say about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from quiz.asking.bundle import Bundle, Data, Exercise
from quiz.judging.safety import UNSCREENED
from quiz.routine.doses import Chosen
from quiz.routine.own import as_json
from quiz.telling.amount import amount_told
from quiz.telling.messages import say

_BULLET: Final = re.compile(r"^\s*[-–—•‣▪*·]\s+")


def card(bundle: Bundle, e: Exercise, start: str | None, weeks: Iterable[Chosen], cautions: Collection[str]) -> Data:
    """An exercise as messages; `start` is the side to begin with, `cautions` those that modify it."""
    return {
        "exercise": e.id,
        "code": e.code,
        "title": e.title,
        **sent(e),
        "step": e.step,
        "step_title": say(f"step.{e.step}"),
        "start": start if e.each_side else None,
        "start_title": say(f"card.start.{start or 'either'}") if e.each_side else None,
        "needs": kit_told(e),
        "weeks": [dose_told(week) for week in weeks],
        "cautions": advised(bundle, e, cautions),
    }


def sent(e: Exercise) -> Data:
    """`sent`: the words of whoever gave it, plain text; a card has no such key. `lines` is how it is done, line by
    line, without the bullets that some write; `mark` is what whoever is given it should know of such words."""
    if e.own is None:
        return {}
    lines = [_BULLET.sub("", line).strip() for line in e.own.how.split("\n") if line.strip()]
    return {"sent": {**as_json(e.own), "lines": lines, "mark": say("plan.own.mark")}}


def kit_told(e: Exercise) -> Data | None:
    """What has to be at hand, and what does in its place at home."""
    if not e.kit:
        return None
    kit = [say(f"equipment.{name}.title") for name in e.kit]
    return (
        say("card.needs-or", kit=kit, household=say(f"exercises.{e.id}.household"))
        if e.household
        else say("card.needs", kit=kit)
    )


def refused(caution: str, client: bool = False) -> Data:
    """Why an exercise is not for someone, told to them; of a `client`, to whoever makes their plan."""
    if caution in ("gentle", UNSCREENED):
        return say(f"checkup.{caution}" if client else f"left-out.{caution}")
    return say("checkup.caution" if client else "left-out.caution", what=say(f"cautions.{caution}.title"))


def advised(bundle: Bundle, e: Exercise, cautions: Collection[str]) -> list[Data]:
    """What cautions say about an exercise, each thing once: {"id": the caution's, "advice"}."""
    found = [
        (name, change) for name in cautions for change in bundle.cautions[name].modifies if change.demand in e.demands
    ]
    once: dict[str, Data] = {}
    for name, change in found:
        if any(other in change.said_by and o.demand == change.demand for other, o in found):
            continue
        advice = f"cautions.{name}.on.{change.demand}"
        once.setdefault(bundle.words[advice], {"id": name, "advice": say(advice)})
    return list(once.values())


def dose_told(c: Chosen) -> Data:
    """A dose as values and words: `amount` says how much, `more` what goes with it, the most discomfort last; `parts`
    is both."""
    amount, more = amount_told(replace(c, tempo=c.pace), c.each_side)
    written = (("reserve", c.reserve), ("a-day", c.a_day), ("days", c.days))
    more[-1:-1] = [say(f"dose.{key}", n=n) for key, n in written if n is not None]
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
        "load": c.load,
        "reserve": c.reserve,
        "a_day": c.a_day,
        "days": c.days,
        "amount": amount,
        "more": more,
        "parts": [*amount, *more],
    }
