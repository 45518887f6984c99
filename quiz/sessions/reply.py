"""What a client sends back to a trainer, as the text of a link: sessions done, and of how they went what they choose.

Letters, digits, "-", "_" and "." only, for a URL's fragment. Format 1, parts in this order, none of them needed but
the first three:

  r1SENDER.oDAY.dDAYS.PART.PART...CHECK

SENDER (8) is a number made up on the client's device: it tells whose reply comes again, and not who that is. oDAY (3):
when it was sent, days since 2020. dDAYS: sessions a week. Then tPARTS, which of PARTS its sender lets be seen (a the
ache, m the marks, v what matters); n the name, w the note, where they were typed; x CODE CODE...: the exercises that
sessions name by their place in this list; an activity, v DAY SCORE NAME, or told more than once y N, N times DAY SCORE,
NAME; s, a session:

  DAY (3) ID (4) REVISION-EFFORT-SETTLED-DID (3), then for each exercise PLACE-DONE-FELT-DISCOMFORT (3)

Numbers are base 32, the lowest digit first (quiz/plans/letters.py); those of a group are one number of several bases.
Texts are UTF-8 in base64 for URLs. CHECK (6) tells a text that was cut or mistyped. The same reply is always the same
text, and no other text is read as one. Replies of one sender are put together in any order and any number of times:
of a session the later revision stands, else what tells more of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, Final

from quiz.plans.letters import DIGITS, digits, number, packed, unpacked
from quiz.plans.link import MOST_CHARACTERS, check
from quiz.plans.pasted import MOST_PASTED, begun_so
from quiz.plans.plan import cleaned
from quiz.routine.bounds import MOST_DAYS
from quiz.sessions.record import FELT, SETTLED

_LETTERS: Final = {"ache": "a", "marks": "m", "activities": "v"}
PARTS: Final = tuple(_LETTERS)
"""What its sender chooses to show: discomfort and the morning after; easy, hard and hurt; what matters to them. A
session itself is its day, what was done of it, and how hard it was."""
MOST_NAME: Final = 80
MOST_NOTE: Final = 300
MOST_ACTIVITIES: Final = 5
MOST_SCORES: Final = 8
"""Of an activity."""
MOST_SESSIONS: Final = 200
"""The last ones of all replies together."""
MOST_ITEMS: Final = 20
_MOST_CODES: Final = 250
_START: Final = date(2020, 1, 1)
_END: Final = _START + timedelta(days=len(DIGITS) ** 3 - 1)
"""The first day that three digits tell, and the last."""
_BEGIN = re.compile(r"(?<![0-9A-Za-z])r[1-9][0-9a-z]{8}\.")
_CODE = re.compile(r"[0-9a-z]{3}")
_SENDER = re.compile(f"[{DIGITS}]{{8}}")
_ID = re.compile(f"[{DIGITS}]{{4}}")
_SETTLED: Final = (None, *SETTLED)
_FELT: Final = (None, *FELT)
_TENTHS: Final = (None, *range(11))
_LENGTH: Final = 12
"""Characters of a session without its exercises."""
_HEAD: Final = (2, len(_SETTLED), len(_TENTHS), 256)
_ITEM: Final = (len(_TENTHS), len(_FELT), 2, _MOST_CODES)
"""Bases of a group's numbers, the lowest first."""


class BadReply(Exception):
    """What came is no reply; `word` names the sentence that says why, below error."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)


@dataclass(frozen=True)
class Part:
    """One exercise of a session, by its permanent code."""

    code: str
    done: bool
    felt: str | None
    """One of FELT; None: not shown."""
    discomfort: int | None


@dataclass(frozen=True)
class Sent:
    """A session; what its sender does not show is None."""

    on: date
    id: str
    """Four digits, the same in every reply."""
    revision: int
    did: bool
    effort: int | None
    settled: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Activity:
    """How well something goes that matters to them."""

    name: str
    scores: tuple[tuple[date, int], ...]
    """(day, 0-10), the oldest first."""


@dataclass(frozen=True)
class Reply:
    sender: str
    on: date
    days: int
    """Sessions a week that the plan asks for."""
    shown: tuple[str, ...] = ()
    """Of PARTS."""
    name: str | None = None
    note: str | None = None
    activities: tuple[Activity, ...] = ()
    sessions: tuple[Sent, ...] = ()
    """The oldest first."""


def written(reply: Reply) -> str:
    """The text of a reply, without its oldest sessions where there are more than a text holds.

    Raises ValueError for what no reader would take.
    """
    text = _encoded(reply)
    if (over := len(text) - MOST_CHARACTERS) > 0:
        lengths = accumulate(_LENGTH + 3 * len(sent.parts) for sent in reply.sessions)
        gone = next((n for n, length in enumerate(lengths, 1) if length >= over), None)
        if gone is None:
            raise ValueError("too long")
        reply = replace(reply, sessions=reply.sessions[gone:])
        text = _encoded(reply)
    if read(text) != reply:
        raise ValueError("not a reply that can be written")
    return text


def is_of(text: Any, sender: str) -> bool:
    """Whether a text is a reply of this sender, as far as its beginning tells."""
    return isinstance(text, str) and text.startswith(f"r1{sender}.")


def _encoded(reply: Reply) -> str:
    body = f"{'.'.join(['r1' + reply.sender, *_parts(reply)])}."
    return body + check(body)


def _parts(reply: Reply) -> Iterator[str]:
    yield f"o{_day(reply.on)}"
    yield f"d{reply.days}"
    if reply.shown:
        yield "t" + "".join(_LETTERS[part] for part in PARTS if part in reply.shown)
    yield from (f"{letter}{packed(text)}" for letter, text in (("n", reply.name), ("w", reply.note)) if text)
    codes = sorted({part.code for sent in reply.sessions for part in sent.parts})
    if codes:
        yield "x" + "".join(codes)
    for a in reply.activities:
        head = f"y{digits(len(a.scores), 1)}" if len(a.scores) > 1 else "v"
        yield head + "".join(f"{_day(on)}{digits(score, 1)}" for on, score in a.scores) + packed(a.name)
    places = {code: n for n, code in enumerate(codes)}
    for sent in reply.sessions:
        how = (int(sent.did), _SETTLED.index(sent.settled), _TENTHS.index(sent.effort), sent.revision)
        groups = [(_TENTHS.index(p.discomfort), _FELT.index(p.felt), int(p.done), places[p.code]) for p in sent.parts]
        told = "".join(digits(_group(group, _ITEM), 3) for group in groups)
        yield f"s{_day(sent.on)}{sent.id}{digits(_group(how, _HEAD), 3)}{told}"


def _day(day: date) -> str:
    return digits((day - _START).days, 3)


def _group(numbers: Sequence[int], bases: Sequence[int]) -> int:
    found = 0
    for n, base in zip(reversed(numbers), reversed(bases), strict=True):
        found = found * base + n
    return found


def _apart(found: int, bases: Sequence[int]) -> tuple[int, ...]:
    numbers = []
    for base in bases:
        found, n = divmod(found, base)
        numbers.append(n)
    if found:
        raise ValueError
    return tuple(numbers)


# Reading.


def reply_in(text: str) -> str:
    """The text of the reply that stands in what somebody pasted. Raises BadReply where there is none."""
    if len(text) > MOST_PASTED:
        raise BadReply("reply.too-long")
    begun = newer = False
    for run, found in begun_so(text, _BEGIN):
        if run[1] != "1":
            newer = True
        elif found:
            return found
        begun = True
    if newer:
        raise BadReply("reply.newer")
    if begun:
        raise BadReply("reply.damaged")
    raise BadReply("reply.plan" if "plan/#" in text else "reply.no-reply")


def read(text: Any) -> Reply:
    """Read the text of a reply. Raises BadReply."""
    if not isinstance(text, str) or not text.isascii() or not 11 < len(text) <= MOST_CHARACTERS:
        raise BadReply("reply.no-reply")
    if not _BEGIN.match(text) or text[1] != "1":
        raise BadReply("reply.newer" if _BEGIN.match(text) else "reply.no-reply")
    body = text[:-6]
    if text != body + check(body):
        raise BadReply("reply.damaged")
    try:
        reply = _read(body)
    except (ValueError, LookupError, OverflowError):
        raise BadReply("reply.damaged") from None
    if _encoded(reply) != text:
        raise BadReply("reply.damaged")  # the same said otherwise
    return reply


def _read(body: str) -> Reply:
    head, *parts, end = body.split(".")
    by: dict[str, list[str]] = {letter: [] for letter in "odtnwxvys"}
    for part in parts:
        by[part[:1]].append(part[1:])
    codes = by["x"][0] if by["x"] else ""
    names = [codes[i : i + 3] for i in range(0, len(codes), 3)]
    if end or not all(map(_CODE.fullmatch, names)) or len(names) > _MOST_CODES:
        raise ValueError
    sessions = tuple(_session(part, names) for part in by["s"])
    activities = tuple(_activity(part) for part in parts if part[:1] in ("v", "y"))
    if len(sessions) > MOST_SESSIONS or len(activities) > MOST_ACTIVITIES or sessions != ordered(sessions):
        raise ValueError
    return Reply(
        sender=_matched(head[2:], _SENDER),
        on=_date(by["o"][0]),
        days=range(1, MOST_DAYS + 1)[int(by["d"][0]) - 1],
        shown=tuple(part for part in PARTS if by["t"] and _LETTERS[part] in by["t"][0]),
        name=_text(by["n"], MOST_NAME),
        note=_text(by["w"], MOST_NOTE),
        activities=activities,
        sessions=sessions,
    )


def _activity(part: str) -> Activity:
    n, rest = (number(part[1]), part[2:]) if part[0] == "y" else (1, part[1:])
    scores = tuple((_date(rest[i : i + 3]), _tenth(rest[i + 3 : i + 4])) for i in range(0, 4 * n, 4))
    days = [on for on, _ in scores]
    if n > MOST_SCORES or days != sorted(set(days)):
        raise ValueError
    return Activity(_text([rest[4 * n :]], MOST_NAME) or "", scores)


def _session(part: str, codes: Sequence[str]) -> Sent:
    did, settled, effort, revision = _apart(number(part[7:10]), _HEAD)
    groups = [_apart(number(part[i : i + 3]), _ITEM) for i in range(10, len(part), 3)]
    if len(groups) > MOST_ITEMS:
        raise ValueError
    items = tuple(Part(codes[at], bool(done), _FELT[felt], _TENTHS[d]) for d, felt, done, at in groups)
    id_ = _matched(part[3:7], _ID)
    return Sent(_date(part[:3]), id_, revision, bool(did), _TENTHS[effort], _SETTLED[settled], items)


def _matched(text: str, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(text):
        raise ValueError
    return text


def _date(text: str) -> date:
    if len(text) != 3:
        raise ValueError
    return _START + timedelta(days=number(text))


def _tenth(text: str) -> int:
    return range(11)[number(text)]


def _text(found: Sequence[str], most: int) -> str | None:
    if not found:
        return None
    text = unpacked(found[0])
    if not text or len(text) > most or cleaned(text) != text:
        raise ValueError
    return text


# Together, and what of it a wrong clock told.


def to_come(day: date, today: date) -> bool:
    """Whether only a clock that is ahead can have told it; where its sender is, it may be tomorrow."""
    return day > today + timedelta(days=1)


def tellable(day: date) -> bool:
    """Whether a reply can name it; other days only a wrong clock tells."""
    return _START <= day <= _END


def nearest(day: date) -> date:
    """The day, or what is nearest to it of those that a reply can name."""
    return min(max(day, _START), _END)


def arrived(reply: Reply, today: date) -> Reply:
    """A reply that is read today; one of a day to come is of today."""
    return replace(reply, on=nearest(today)) if to_come(reply.on, today) else reply


def ordered(sessions: Iterable[Sent]) -> tuple[Sent, ...]:
    """One of each id: the later revision, else the one that tells more; the oldest first, the last of many."""
    found: dict[tuple[date, str], Sent] = {}
    for sent in sessions:
        key = (sent.on, sent.id)
        if key not in found or _rank(sent) > _rank(found[key]):
            found[key] = sent
    return tuple(found[key] for key in sorted(found))[-MOST_SESSIONS:]


def _rank(sent: Sent) -> tuple[int, int, str]:
    told = [sent.effort, sent.settled, *(x for part in sent.parts for x in (part.felt, part.discomfort))]
    return sent.revision, sum(x is not None for x in told), repr(sent)


def together(one: Reply, other: Reply, today: date) -> Reply:
    """Two replies as one: what is said beside the sessions is the later one's. One of a day to come is later than none.

    Raises ValueError where they are not of one sender.
    """
    if one.sender != other.sender:
        raise ValueError("replies of two senders")
    later = max(one, other, key=lambda r: (not to_come(r.on, today), r.on, repr(replace(r, sessions=()))))
    both = ordered((*one.sessions, *other.sessions))
    while len({part.code for sent in both for part in sent.parts}) > _MOST_CODES:
        both = both[1:]
    return replace(later, sessions=both)
