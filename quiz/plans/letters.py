"""Numbers and texts in the letters of links: those that no mail program, address bar or hand mistakes."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Final, overload

DIGITS: Final = "0123456789abcdefghjkmnpqrstvwxyz"


def digits(number: int, length: int) -> str:
    """The last so many digits of a number, five bits each, the lowest first."""
    return "".join(DIGITS[number >> 5 * i & 31] for i in range(length))


def number(text: str) -> int:
    """What `digits` wrote. Raises ValueError for other letters."""
    return sum(DIGITS.index(letter) << 5 * i for i, letter in enumerate(text))


@overload
def packed(text: str) -> str: ...
@overload
def packed(text: None) -> None: ...
def packed(text: str | None) -> str | None:
    """A text in base64 for URLs."""
    return urlsafe_b64encode(text.encode()).decode().rstrip("=") if text is not None else None


def unpacked(text: str) -> str:
    """What `packed` wrote, in its only spelling. Raises ValueError for anything else."""
    try:
        found = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (Error, ValueError):
        raise ValueError("not what was packed") from None
    if packed(found) != text:
        raise ValueError("not what was packed")
    return found
