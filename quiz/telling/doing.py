"""The door's requests about doing a plan (quiz/doing.py), served."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from quiz.asking.bundle import Bundle
from quiz.door import Refused, date_in, date_or_none
from quiz.plans.plan import BadPlan
from quiz.plans.reading import unknown_caution
from quiz.routine.bounds import MOST_DAYS, MOST_MINUTES
from quiz.routine.doses import WEEKS
from quiz.sessions.calendar import Reminder, Words, calendar, weekdays
from quiz.sessions.going import as_records
from quiz.sessions.onward import onward
from quiz.sessions.post import BadReply, read
from quiz.sessions.record import records
from quiz.sessions.reply import PARTS
from quiz.sessions.sending import composed
from quiz.sessions.session import routine, session
from quiz.telling.reply import onward_told, reply_read, reply_sent, roster_told
from quiz.telling.session import session_told

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_ID = re.compile(r"[a-z0-9]{8,64}")


def _session(bundle: Bundle, request: dict[str, Any]) -> Any:
    today = date_in(request["today"])
    try:
        found = routine(bundle, request["routine"])
    except (LookupError, TypeError, ValueError, AttributeError):
        raise Refused("bad-routine") from None
    done, screened = records(request["records"], today), request.get("screened") is True
    made = session(found, done, today, screened, request.get("plan"))
    return session_told(bundle, made, found.days, today)


def _calendar(bundle: Bundle, request: dict[str, Any]) -> Any:
    time, day = _TIME.fullmatch(request["time"]), date_in(request["today"])
    minutes, revision = request["minutes"], request.get("revision", 0)
    try:
        days = weekdays(request["days"])
    except ValueError:
        days = ()
    if not (days and time and _ID.fullmatch(request["id"]) and 0 < minutes <= MOST_MINUTES and 0 <= revision < 100):
        raise Refused("bad-calendar")
    hour, minute = int(time[1]), int(time[2])
    again = day + timedelta(days=bundle.scoring.retest_days)
    reminder = Reminder(request["id"], days, hour, minute, minutes, day, WEEKS, again, revision)
    return {"text": calendar(reminder, Words(*(bundle.words[f"calendar.{w}"] for w in ("session", "again", "name"))))}


def _reply_write(bundle: Bundle, request: dict[str, Any]) -> Any:
    days, shown = request["days"], request["shown"]
    if not 1 <= days <= MOST_DAYS or not all(part in PARTS for part in shown):
        raise Refused("bad-reply")
    more = {key: request[key] for key in ("name", "note", "activities", "plan") if key in request}
    told = {"sender": request["sender"], "entries": request["entries"], "days": days}
    return reply_sent(composed(bundle, **told, **more, shown=set(shown), today=date_in(request["today"])))


def _reply_read(bundle: Bundle, request: dict[str, Any]) -> Any:
    cards = [card for card in request.get("cards", []) if isinstance(card, str)]
    try:
        return reply_read(
            bundle, request["text"], request["replies"], request.get("client"), cards, date_in(request["today"])
        )
    except BadReply as bad:
        raise Refused(bad.word) from None


def _roster(bundle: Bundle, request: dict[str, Any]) -> Any:
    return roster_told(bundle, request["replies"], date_in(request["today"]))


def _plan_next(bundle: Bundle, request: dict[str, Any]) -> Any:
    today, cautions = date_in(request["today"]), request.get("cautions", [])
    since = date_or_none(request.get("since"))
    if wrong := unknown_caution(bundle, cautions):
        raise BadPlan(messages=(wrong,))
    try:
        done = as_records(bundle, read(request["reply"]), today)
    except BadReply as bad:
        raise Refused(bad.word) from None
    done = tuple(record for record in done if since is None or record.on >= since)
    return onward_told(*onward(bundle, request["plan"], cautions, done, today))


SERVED: Final[dict[str, Callable[[Bundle, dict[str, Any]], Any]]] = {
    "session": _session,
    "calendar": _calendar,
    "reply-write": _reply_write,
    "reply-read": _reply_read,
    "roster": _roster,
    "plan-next": _plan_next,
}
