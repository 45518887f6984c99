"""Replies of clients -> JSON of messages: what one brings, how each of them is doing, a line for a note."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from quiz.asking.bundle import Bundle, Data
from quiz.sessions.going import Going, Hurt, going
from quiz.sessions.onward import Moved
from quiz.sessions.post import BadReply, is_of, read, reply_in, written
from quiz.sessions.reply import PARTS, Activity, Reply, arrived, to_come, together
from quiz.telling.messages import say

_STAYS: Final = (None, "hold")
"""Why an exercise is where it was; further on, it has gone on before."""


def reply_sent(reply: Reply) -> Data:
    """What a device sends: its text, and in words what is in it and what is not."""
    return {"text": written(reply), "sessions": len(reply.sessions), "said": _holds(reply)}


def _holds(reply: Reply) -> list[Data]:
    n = len(reply.sessions)
    first = reply.sessions[0].on.isoformat() if n else ""
    last = reply.sessions[-1].on.isoformat() if n else ""
    said = [say("reply.holds", n=n, first=first, last=last) if n else say("reply.holds-none")]
    if any(sent.effort is not None for sent in reply.sessions):
        said.append(say("reply.effort"))
    parts = [part for part in PARTS if part != "activities"]
    said += [say(f"reply.shows.{part}") for part in parts if part in reply.shown]
    said += [say(f"reply.hides.{part}") for part in parts if part not in reply.shown]
    return said + (_activities(reply) or [say("reply.hides.activities")])


def _activities(reply: Reply) -> list[Data]:
    return [say("reply.activities", what=[_activity(a) for a in reply.activities])] if reply.activities else []


def _activity(a: Activity) -> Data:
    (first, _), (last, n) = a.scores[0], a.scores[-1]
    if first == last:
        return say("reply.activity", what=a.name, n=n)
    text = ", ".join(str(score) for _, score in a.scores[:-1])
    return say("reply.activity-then", what=a.name, text=text, n=n, first=first.isoformat(), last=last.isoformat())


def reply_read(
    bundle: Bundle, text: str, replies: Mapping[str, Any], client: str | None, cards: Collection[str], today: date
) -> Data:
    """A pasted reply, against those that are kept by client.

    `client`: whose it is taken for; None: whoever sent from the same device before. `cards`: the exercises of that
    client's plan. {"reply": what it says, "whose": the client of the same device or null, "news": sessions that are not
    kept yet, "said": messages, "kept": the text to keep for the client}. Raises BadReply.
    """
    new = read(reply_in(text))
    whose = next((name for name, raw in replies.items() if is_of(raw, new.sender) and _kept(raw)), None)
    client = whose if client is None else client
    before = _kept(replies.get(client)) if client is not None else None
    kept = arrived(new, today)
    kept = together(replace(before, sender=new.sender), kept, today) if before else kept
    there = {(s.on, s.id) for s in before.sessions} if before else set()
    news = sum((s.on, s.id) not in there for s in new.sessions)
    return {
        "reply": {"name": new.name, "note": new.note, "on": new.on.isoformat(), "sessions": len(new.sessions)},
        "whose": whose,
        "news": news,
        "said": [
            *_holds(new),
            *_warned(bundle, new, before, whose, client, cards, today),
            *_repeated(kept, before, news),
        ],
        "kept": written(kept),
    }


def _kept(raw: Any) -> Reply | None:
    try:
        return read(raw)
    except BadReply:
        return None


def _warned(
    bundle: Bundle,
    new: Reply,
    before: Reply | None,
    whose: str | None,
    client: str | None,
    cards: Collection[str],
    today: date,
) -> Iterator[Data]:
    if whose is not None and client != whose:
        yield say("reply.another-client")
    elif before is not None and before.sender != new.sender:
        yield say("reply.another-device")
    done = {part.code for sent in new.sessions for part in sent.parts}
    known = {bundle.by_code[code].id for code in done if code in bundle.by_code}
    if cards and known and known.isdisjoint(cards):
        yield say("reply.another-plan")
    if gone := len(done) - len(known):
        yield say("reply.gone", n=gone)
    if any(to_come(day, today) for day in (new.on, *(sent.on for sent in new.sessions))):
        yield say("reply.to-come")


def _repeated(kept: Reply, before: Reply | None, news: int) -> Iterator[Data]:
    if before is None:
        return
    if kept == before:
        yield say("reply.twice")
    else:
        yield say("reply.news", n=news) if news else say("reply.no-news")


def roster_told(bundle: Bundle, replies: Mapping[str, Any], today: date) -> Data:
    """How each client is doing; nothing for a text that is no reply."""
    clients = {
        name: _client(bundle, arrived(reply, today), today)
        for name, raw in replies.items()
        if (reply := _kept(raw)) is not None
    }
    return {"clients": clients}


def _client(bundle: Bundle, reply: Reply, today: date) -> Data:
    g = going(bundle, reply, today)
    return {
        "state": g.state,
        "title": say(f"reply.state.{g.state}"),
        "line": _line(g, reply),
        "hurts": [_hurts(bundle, one) for one in g.hurts],
        "words": reply.note,
        "note": [*_figures(bundle, g), *_activities(reply), say("reply.note.self-reported", date=reply.on.isoformat())],
    }


def _line(g: Going, reply: Reply) -> Data:
    if g.last is None:
        return say("reply.line-none", date=reply.on.isoformat())
    return say("reply.line", n=g.sessions, count=g.planned, last=g.last.isoformat(), date=reply.on.isoformat())


def _figures(bundle: Bundle, g: Going) -> Iterator[Data]:
    """The sentences of a note: figures alone, for whoever reads it to judge."""
    if g.first is None or g.last is None:
        yield say("reply.note.none")
        return
    span = {"first": g.first.isoformat(), "last": g.last.isoformat()}
    yield say("reply.note.sessions", n=g.sessions, count=g.planned, **span)
    for kind, ends in (("effort", g.effort), ("ache", g.ache)):
        if ends:
            yield say(f"reply.note.{kind}", first=ends[0], last=ends[1])
    if g.mornings:
        yield say("reply.note.mornings", what=[say(f"reply.morning.{kind}", n=n) for kind, n in g.mornings])
    for kind, counted in (("hard", g.hard), ("hurt", g.hurt)):
        if counted:
            yield say(f"reply.note.{kind}", what=[_often(bundle, code, n) for code, n in counted])


def _often(bundle: Bundle, code: str, n: int) -> Data:
    return say("reply.often", what=_named(bundle, code), n=n)


def _hurts(bundle: Bundle, one: Hurt) -> Data:
    e, what = bundle.by_code.get(one.code), _named(bundle, one.code)
    if one.most is None or e is None:
        return say("reply.hurts.felt", what=what)
    return say("reply.hurts.told", what=what, count=one.most, most=e.dose.discomfort)


def _named(bundle: Bundle, code: str) -> Data:
    e = bundle.by_code.get(code)
    return say(f"exercises.{e.id}.title") if e else say("reply.unknown")


def onward_told(plan: Data, moved: Sequence[Moved]) -> Data:
    """The next plan, and of each exercise where it begins and why, the gravest first."""
    return {"plan": plan, "said": [_moved(m) for m in moved if not (m.first and m.now.why in _STAYS)]}


def _moved(m: Moved) -> Data:
    why = "on" if m.now.why in _STAYS else m.now.why
    return say(f"reply.next.{why}", exercise=say(f"exercises.{m.exercise}.title"), n=m.now.row)
