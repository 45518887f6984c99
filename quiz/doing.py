"""Requests and replies of the door about doing a plan: sessions, the calendar, and what goes back to a trainer."""

from typing import Any, Final, NotRequired, TypedDict

Json = dict[str, Any]


class Session(TypedDict):
    """Compile the next session of a routine, from the record of those that were done."""

    routine: Json
    """As a result or an opened plan tells it; with no cards only how the plan is going is told."""
    records: list[Json]
    """As quiz/sessions/record.py describes them; what is none is left aside."""
    today: str
    """Such as 2026-11-29."""
    screened: NotRequired[bool]
    """Whether the safety questions were answered since the last record."""
    plan: NotRequired[str | None]
    """The text of its link; only sessions of this plan make the number of the next one."""


class Sessioned(TypedDict):
    format: int
    """1."""
    stop: bool
    """The last session brought a stop sign: there is none before the safety questions are answered again."""
    ask: bool
    """Whether the last session's ache had settled is to be asked first."""
    why: Json | None
    """A message: why it is more, the same or less than the last time."""
    seconds: int
    """All of it."""
    items: list[Json]
    """One an exercise: its phases at three levels, each with its seconds."""
    progress: Json
    """This week, which session is next, and when."""


class Calendar(TypedDict):
    """Write a calendar file of sessions, without a word of what is done in them."""

    id: str
    """The plan's own; the same one takes the place of what it wrote before."""
    days: list[str]
    """MO to SU."""
    time: str
    """Such as 07:30, wherever the reader is."""
    minutes: int
    """Of a session."""
    today: str
    """Such as 2026-11-29; the first day that may have a session."""
    revision: NotRequired[int]
    """How often it was changed today."""


class Calendared(TypedDict):
    text: str
    """The file, iCalendar."""


class ReplyWrite(TypedDict):
    """Put together what someone sends back to their trainer, and say what is in it."""

    sender: str
    """Anything that tells this device from others, and nobody who uses it."""
    entries: list[Json]
    """What the device keeps of sessions: {"id", "revision", "value": a record}."""
    days: int
    """Sessions a week that the plan asks for."""
    shown: list[str]
    """Which of quiz.sessions.reply.PARTS they choose to show."""
    today: str
    """Such as 2026-11-29."""
    name: NotRequired[str]
    """As they typed it; at most 80 characters."""
    note: NotRequired[str]
    """At most 300 characters."""
    activities: NotRequired[list[Json]]
    """{"on", "score" 0-10, "name"}; what is none is left out."""
    plan: NotRequired[str | None]
    """The text of its link; sessions of other plans are left out."""


class ReplyWritten(TypedDict):
    text: str
    """What stands behind the # of the kit's address."""
    sessions: int
    """How many are in it: the last ones."""
    said: list[Json]
    """Messages: what is in it, and what is not."""


class ReplyRead(TypedDict):
    """Find a reply in what was pasted, and say what it brings."""

    text: str
    """A link, or a whole message that holds one."""
    replies: Json
    """Client -> the reply that is kept of them."""
    today: str
    """Such as 2026-11-29."""
    client: NotRequired[str | None]
    """Whose it is taken for; null: whoever's replies come from the same device."""
    cards: NotRequired[list[str]]
    """The exercises of that client's plan."""


class ReplyFound(TypedDict):
    reply: Json
    """{"name", "note", "on", "sessions"} as it says them."""
    whose: str | None
    """The client whose replies come from the same device."""
    news: int
    """How many of its sessions are not kept yet."""
    said: list[Json]
    """Messages: what is in it, and what speaks against its being this client's."""
    kept: str
    """What to keep for this client."""


class Roster(TypedDict):
    """Say how clients are doing."""

    replies: Json
    """Client -> the reply that is kept of them."""
    today: str
    """Such as 2026-11-29."""


class Rostered(TypedDict):
    clients: Json
    """Client -> {"state", "title", "line", "hurts": what did lately, "words": theirs, "note": for a clinical note}."""


class PlanNext(TypedDict):
    """Make the next plan of the last one, and of how it went."""

    plan: Json
    """As quiz.plans.plan has it."""
    cautions: NotRequired[list[str]]
    """Their ids."""
    reply: str
    """What is kept of the client's."""
    since: NotRequired[str | None]
    """The day from which the last plan was done; sessions before it do not count."""
    today: str
    """Such as 2026-11-29."""


class PlannedNext(TypedDict):
    plan: Json
    """As quiz.plans.plan has it."""
    said: list[Json]
    """Messages: where each exercise begins that does not begin as before, and why."""


DOOR: Final[dict[str, tuple[Any, Any]]] = {
    "session": (Session, Sessioned),
    "calendar": (Calendar, Calendared),
    "reply-write": (ReplyWrite, ReplyWritten),
    "reply-read": (ReplyRead, ReplyFound),
    "roster": (Roster, Rostered),
    "plan-next": (PlanNext, PlannedNext),
}
"""As in quiz/door.py."""
