"""Messages that several results share: {"say": id, ...values}, told later by quiz/phrase.py."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from quiz.doses import Chosen
from quiz.model import Bundle, Data, Exercise
from quiz.safety import Gate


def say(name: str, **values: Any) -> Data:
    """Make a message."""
    return {"say": name, **values}


def paragraphs(bundle: Bundle, name: str) -> list[Data]:
    """The catalogue's paragraphs NAME.1, NAME.2 ... as many as it has."""
    count = 1
    while f"{name}.{count}" in bundle.words:
        count += 1
    return [say(f"{name}.{i}") for i in range(1, count)]


def side_told(side: str | None) -> Data | None:
    return say(f"side.{side}") if side else None


def sided(name: str, side: str | None) -> Data:
    return say("reason.on-side", side=side_told(side), what=say(name)) if side else say(name)


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


def routine_told(days: int, seconds: Sequence[int], cards: Sequence[Data]) -> Data:
    """A routine of `days` a week; `seconds` is how long it takes in each week, told in minutes, rounded up."""
    minutes = [-(-s // 60) for s in seconds]
    return {
        "days": days,
        "days_title": say("routine.days", n=days),
        "minutes": minutes,
        "minutes_title": say("routine.minutes", n=minutes[0]),
        "cards": list(cards),
        "weeks": [say(f"routine.week.{week}") for week in range(1, len(minutes) + 1)],
        "empty": [],
        "left_out": [],
    }


def dose_told(c: Chosen) -> Data:
    if c.metres is not None:
        amount = say("dose.carry", n=c.sets, metres=c.metres)
    elif c.hold and c.reps == 1:
        amount = say("dose.hold", n=c.sets, hold=c.hold)
    elif c.hold:
        amount = say("dose.holds", n=c.sets, reps=c.reps, hold=c.hold)
    else:
        amount = say("dose.reps", n=c.sets, reps=c.reps)
    parts = [amount]
    parts += [say("dose.each-side")] if c.each_side else []
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
