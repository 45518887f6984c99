"""A plan's text found in what somebody pasted: a whole message, a link with more behind it, one that mail rewrote.

A link knows its format and its check, so that it can be found wherever it stands: behind `%23`, with `&utm_...`, `)`,
`>` or a full stop after it, broken into lines or quoted by a mail program, inside the address of a mail filter.
"""

from __future__ import annotations

import re
from binascii import crc32
from collections.abc import Iterator
from itertools import islice
from typing import Final

from quiz.plans.link import CHECKS, MOST_CHARACTERS, check
from quiz.plans.plan import BadPlan

MOST_PASTED: Final = 100_000
_MOST_TRIED: Final = 20
"""Of what looks like the beginning of a link, so that no text takes long."""
_BEGIN = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9a-f]{12}\.")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_RUN = re.compile(r"[0-9A-Za-z._-]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BROKEN = (re.compile(r"=\r?\n"), re.compile(r"\r?\n[>| \t]*"), re.compile(r"\s+"))
"""How mail breaks a long line: as quoted-printable, into lines that may be quoted, or anywhere."""


def plan_in(text: str) -> str:
    """The text of the plan that stands in a text. Where there is none, raises BadPlan: damaged, newer, not-a-plan."""
    if len(text) > MOST_PASTED:
        raise BadPlan("too-long", most=MOST_PASTED)
    begun = newer = False
    for run, found in begun_so(text, _BEGIN):
        if found:
            return found
        begun, newer = True, newer or run[0] not in CHECKS
    raise BadPlan("newer" if newer else "damaged" if begun or _meant(text) else "not-a-plan")


def begun_so(text: str, begin: re.Pattern[str]) -> Iterator[tuple[str, str | None]]:
    """What in a text begins like a link: all of it that could belong to one, and the whole link, if it is there."""
    for way in dict.fromkeys(_ways(text)):
        for found in islice(begin.finditer(way), _MOST_TRIED):
            run = _RUN.match(way, found.start())
            assert run is not None
            yield run[0], _whole(run[0][:MOST_CHARACTERS])


def _ways(text: str) -> Iterator[str]:
    """The text as it may have been before it was sent."""
    plain = _UNSEEN.sub("", text)
    for _ in range(3):
        yield plain
        yield from (broken.sub("", plain) for broken in _BROKEN)
        again = _PERCENT.sub(lambda p: bytes.fromhex(p[0].replace("%", "")).decode(errors="replace"), plain)
        if again == plain:
            return
        plain = _UNSEEN.sub("", again)


def _whole(run: str) -> str | None:
    """The longest beginning of it that ends with its own check."""
    length, found, sum_, last = CHECKS.get(run[0], 0), None, 0, 0
    for at in (dot.end() for dot in re.finditer(r"\.", run) if length):
        sum_, last = crc32(run[last:at].encode(), sum_), at
        end = run[at : at + length]
        if len(end) == length and check(run[:at], sum_) == end:
            found = run[: at + length]
    return found


def _meant(text: str) -> bool:
    """Whether it looks like the link of a plan that lost its beginning or its end."""
    return "plan/#" in text or re.fullmatch(r"\s*[12][0-9a-f]{0,12}[0-9A-Za-z._-]*\s*", text) is not None
