"""Today's session and how the plan is going -> JSON of messages and values: all that the player needs, and no more."""

from __future__ import annotations

from datetime import date
from typing import Final

from quiz.asking.bundle import Bundle, Data
from quiz.sessions.history import Progress
from quiz.sessions.phases import LEVELS, Phase
from quiz.sessions.response import NAMED, TOO_MUCH, Standing, enough
from quiz.sessions.session import Card, Item, Session, at_row
from quiz.telling.card import advised, dose_told, sent
from quiz.telling.messages import say

FORMAT: Final = 1


def session_told(bundle: Bundle, session: Session, days: int, today: date) -> Data:
    """The next session as JSON of messages."""
    return {
        "format": FORMAT,
        "stop": session.stop,
        "ask": session.ask,
        "why": _why(session),
        "seconds": sum(item.seconds for item in session.items),
        "items": [_item(bundle, item) for item in session.items],
        "progress": _progress(session.progress, days, today) if not session.stop else _halted(session.progress, today),
    }


def card_told(bundle: Bundle, card: Card) -> Data:
    """One exercise alone, in its first row, as an item of a session."""
    return _item(bundle, at_row(card, Standing(1, None)))


def _item(bundle: Bundle, item: Item) -> Data:
    e, dose = item.card.exercise, item.dose
    return {
        "exercise": e.id,
        "title": e.title,
        **sent(e),
        "mind": [one["advice"] for one in advised(bundle, e, item.card.cautions)],
        "row": item.now.row,
        "trouble": say(f"session.trouble.{item.now.why}") if item.now.why in TOO_MUCH else None,
        "of": item.card.mark,
        "sets": dose.sets,
        "limit": dose.discomfort,
        "seconds": item.seconds,
        "parts": dose_told(dose)["parts"],
        "note": item.card.note,
        "phases": {level: [_phase(p) for p in item.phases[level]] for level in LEVELS},
    }


def _phase(p: Phase) -> Data:
    return {
        "kind": p.kind,
        "seconds": p.seconds,
        "set": p.set,
        "side": p.side,
        "turn": p.turn,
        "count": p.count,
        "beats": beats_told(p.tempo) if p.tempo else [],
        "release": p.release,
        "metres": p.metres,
    }


def beats_told(tempo: tuple[int, ...]) -> list[Data]:
    """The parts of a repetition in the order that a dose tells them (quiz/telling/amount.py), each with its seconds."""
    down, hold, up, *top = tempo
    parts = [("move", up), ("hold", hold), ("back", down)] if hold else [("lower", down), ("lift", up)]
    if top:
        parts = [("lower", down), ("hold", hold), ("lift", up or 1), ("hold", top[0])]
    return [{"beat": name, "seconds": n} for name, n in parts if n]


def _why(session: Session) -> Data | None:
    """One sentence; after a stop sign that was looked into, why it begins anew."""
    if session.why == "stop" and not session.stop:
        return say("session.why.again")
    if session.why in NAMED:
        return say(
            f"session.why.{session.why}",
            names=[i.card.exercise.title for i in session.items if i.now.why == session.why],
        )
    return say(f"session.why.{session.why}") if session.why else None


def _progress(p: Progress, days: int, today: date) -> Data:
    """Where the plan stands. Nothing in it scolds: a week that is not full has its sentence, too."""
    said = [say("session.done", n=p.done, of=days)]
    if days > 1 and p.done < days:
        said.append(say("session.enough", n=enough(days), of=days))
    if p.streak:
        said.append(say("session.streak", n=p.streak))
    return {
        "week": _week(p, today),
        "title": say("session.number" if p.number <= p.of else "session.further", n=p.number, of=p.of),
        "number": p.number,
        "said": said,
        "first": p.first.isoformat() if p.first else None,
        "next": p.next.isoformat(),
        "next_title": say("session.today")
        if p.next == today
        else say("session.next", what=say(f"session.day.{p.next.weekday()}")),
    }


def _halted(p: Progress, today: date) -> Data:
    """The same while a stop sign stands: beside it no session is counted, and none named."""
    return {
        "week": _week(p, today),
        "title": say("session.halted"),
        "number": p.number,
        "said": [say("session.why.stop")],
        "first": None,
        "next": None,
        "next_title": None,
    }


def _week(p: Progress, today: date) -> list[Data]:
    return [
        {"on": day.isoformat(), "day": say(f"session.day.{n}"), "done": done, "today": day == today}
        for n, (day, done) in enumerate(p.week)
    ]
