"""A tempo as trainers write it: 3-1-2, 3010, 3-0-1-0, 31X0. Seconds to lower, to pause, to lift, to pause again."""

from __future__ import annotations

import re
from typing import Any, Final

from quiz.asking.exact import is_whole
from quiz.routine.bounds import TEMPO

_FAST: Final = 2
"""The part that may be X, as fast as it can be: the lift. It is kept as no seconds at all."""
_APART: Final = re.compile(r"[^0-9X]+")
_TOGETHER: Final = re.compile(r"[0-9]{2}[0-9X][0-9]?")


def read_tempo(raw: Any) -> tuple[int, ...] | None:
    """Three or four whole numbers, in a list or as people write them; a last pause that is none is left out."""
    parts = _parts(raw.upper().strip()) if isinstance(raw, str) else raw
    if not isinstance(parts, list) or len(parts) not in (3, 4) or not all(is_whole(n, *TEMPO) for n in parts):
        return None
    found = tuple(int(n) for n in parts)
    return (found[:3] if not any(found[3:]) else found) if any(found) else None


def _parts(text: str) -> list[int] | None:
    parts = list(text) if _TOGETHER.fullmatch(text) else _APART.split(text)
    if "X" in (*parts[:_FAST], *parts[_FAST + 1 :]) or not all(re.fullmatch("[0-9]{1,2}|X", part) for part in parts):
        return None
    return [0 if part == "X" else int(part) for part in parts]
