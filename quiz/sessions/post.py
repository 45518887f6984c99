"""A reply as the text of a link, and back.

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
text, and no other text is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, Final

from quiz.plans.letters import DIGITS, digits, number, packed, unpacked
from quiz.plans.link import MOST_CHARACTERS, check
from quiz.plans.pasted import MOST_PASTED, begun_so
from quiz.plans.plan import cleaned
from quiz.routine.bounds import MOST_DAYS
from quiz.sessions.record import FELT, SETTLED
from quiz.sessions.reply import (
    MOST_ACTIVITIES,
    MOST_CODES,
    MOST_ITEMS,
    MOST_NAME,
    MOST_NOTE,
    MOST_SCORES,
    MOST_SESSIONS,
    PARTS,
    START,
    Activity,
    Part,
    Reply,
    Sent,
    ordered,
)

_LETTERS: Final = {"ache": "a", "marks": "m", "activities": "v"}
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
_ITEM: Final = (len(_TENTHS), len(_FELT), 2, MOST_CODES)
"""Bases of a group's numbers, the lowest first."""


class BadReply(Exception):
    """What came is no reply; `word` names the sentence that says why, below error."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)


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
    return digits((day - START).days, 3)


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
    if end or not all(map(_CODE.fullmatch, names)) or len(names) > MOST_CODES:
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
    return START + timedelta(days=number(text))


def _tenth(text: str) -> int:
    return range(11)[number(text)]


def _text(found: Sequence[str], most: int) -> str | None:
    if not found:
        return None
    text = unpacked(found[0])
    if not text or len(text) > most or cleaned(text) != text:
        raise ValueError
    return text
