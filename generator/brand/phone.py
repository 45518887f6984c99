"""Telephone numbers and sites inside a text -> links: `1-800-273-TALK` is tel:18002738255, `+44 (0)20` tel:+4420."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from unicodedata import digit

Piece = tuple[str, str | None]
"""A piece of a text, and where it leads: tel:NUMBER or https://SITE; None: nowhere."""
SHORTEST = 3
"""Digits from which a number in a sentence is taken for a telephone's; shorter ones, such as 15, have to be named."""

_GROUP = r"(?:\(\d+\)|\d)"
_COUNTED = r"(?!\d*\)?\s*(?:/|:|%|hours?\b|h\b|days?\b|weeks?\b|years?\b|minutes?\b|am\b|pm\b))"
"""What follows is counted, not dialled: 24/7, 24 hours a day."""
_LINK = re.compile(
    r"(?P<site>\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b)|"
    rf"(?<![\w/:.])\+?{_COUNTED}{_GROUP}(?:{_GROUP}|[ \u00a0.-]{_COUNTED}{_GROUP})*"
    r"(?:(?:-[A-Z]{2,}|(?<=[01]\d{3}) [A-Z]{2,})(?:[ -][A-Z]{2,}|-?\d+)*(?: ?\(\d+\))?)?"
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def pieces(text: str, short: Collection[str] = (), shortest: int = SHORTEST) -> Iterator[Piece]:
    """Cut a text at its sites and telephone numbers: of `shortest` digits or more, and those that `short` names."""
    at = 0
    for found in _LINK.finditer(text):
        number = dial(found[0])
        if not found["site"] and len(number) < shortest and number not in short:
            continue
        if found.start() > at:
            yield text[at : found.start()], None
        yield found[0], f"https://{found[0]}" if found["site"] else f"tel:{number}"
        at = found.end()
    if at < len(text):
        yield text[at:], None


def dial(number: str) -> str:
    """A number as a phone dials it: digits, after a plus where it has one. Letters are those of the keys.

    Digits of other scripts, such as Arabic ones, are dialled as 0 to 9.
    """
    spelt = re.sub(r"([A-Z]) ?\(\d+\)$", r"\1", number)  # its letters once more, as digits
    dialled = re.sub(r"\D", "", re.sub(r"^(\+[^(]*)\(0\)", r"\1", spelt).translate(_KEYS))
    digits = "".join(str(digit(one)) for one in dialled)
    return f"+{digits}" if number.startswith("+") else digits
