"""How somebody can be reached, in their own words: cut where a telephone or a web address stands beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quiz.asking.bundle import Data

_ENDS: Final = r"(?=$|[\s·,;|])"
_BEGINS: Final = r"(?<![^\s·,;|:])"
_SITE: Final = r"(?:https://)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?:/[A-Za-z0-9/_.~?=&%+-]*)?"
_NUMBER: Final = (
    r"(?![0-9]{2}([./])[0-9]{2}\1[0-9]{4})"  # no 01.02.2026
    r"(?:\+|\(?0)[0-9()](?:[ ./()-]{0,2}[0-9()]){4,18}"  # +47 22 33 44 55, (020) 7946 0018
    r"|\(?[2-9][0-9]{2}\)?[ .-][0-9]{3}[ .-][0-9]{4}"  # (555) 123-4567
    r"|[1-9][0-9](?: [0-9]{2}){3,4}"  # 22 33 44 55
)
_FOUND: Final = re.compile(rf"{_BEGINS}(?:(?P<site>{_SITE})|(?P<number>{_NUMBER})){_ENDS}")
_DIALLED: Final = range(6, 16)
"""Digits that a telephone number has."""


def reached(text: str) -> Iterator[Data]:
    """The pieces of a text: {"text", "href"}, which is null where it leads nowhere: tel: and https: alone."""
    at = 0
    for found in _FOUND.finditer(text):
        href = _site(found["site"]) if found["site"] else _call(found["number"])
        if href:
            yield from _plain(text[at : found.start()])
            yield {"text": found[0], "href": href}
            at = found.end()
    yield from _plain(text[at:])


def _plain(text: str) -> Iterator[Data]:
    if text:
        yield {"text": text, "href": None}


def _site(text: str) -> str:
    return text if text.startswith("https://") else f"https://{text}"


def _call(text: str) -> str | None:
    """As a phone dials it; the nought in brackets behind a country's number is left out."""
    number = re.sub(r"[^0-9+]", "", re.sub(r"^(\+[^(]*)\(0\)", r"\1", text))
    return f"tel:{number}" if len(number.lstrip("+")) in _DIALLED else None
