"""An exercise in the words of whoever gives it: no card of the knowledge, and checked by nobody but them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from zlib import crc32

OWN: Final = "own-"
"""How their ids begin."""


@dataclass(frozen=True)
class Own:
    """Plain text, never markup."""

    title: str
    how: str
    """How it is done; may have lines."""
    step: str
    """One of quiz.asking.bundle.STEPS, or other."""
    each_side: bool = False
    demands: tuple[str, ...] | None = None
    """What whoever gives it says that it asks of a body; None: they did not say, and it is not screened."""

    @property
    def id(self) -> str:
        """The same for the same words, so that what was done of it is found again."""
        return f"{OWN}{crc32(chr(10).join((self.title, self.how)).encode()):08x}"
