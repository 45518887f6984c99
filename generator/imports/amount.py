"""An amount as trainers write it -> numbers: "3 x 10", "2-3 sets of 8-12 reps", "3 x 30 sec e/s", "4x8 @ RPE 8"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

MOST: Final = 999
"""What an amount can be at most, as a plan's link has three digits for it."""
_WORDS: Final = {
    "sets": "x set sets round rounds",
    "reps": "rep reps repetition repetitions time times",
    "hold": 's sec secs second seconds "',
    "minutes": "min mins minute minutes '",
    "metres": "m metre metres meter meters",
}
_UNITS: Final = {word: unit for unit, words in _WORDS.items() for word in words.split()}
_SIGNS = str.maketrans({"×": "x", "*": "x", "–": "-", "—": "-", "−": "-", "’": "'", "”": '"', "″": '"', "′": "'"})
_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))")
"""A decimal comma."""
_TOKEN = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?: ?(?:-|to) ?([0-9]+(?:\.[0-9]+)?))?|([a-z]+|[\"'])|[\s,;:.+()/-]+|(.)")
_EACH = re.compile(
    r"(?:(?:on|for) )?(?:each|per|every|ea\.?|/) ?(?:side|leg|arm|foot|hand)s?\b"
    r"|\bboth sides\b|\b[ep]/?s\b|\bea(?:ch)?\b"
)
_BOTH = re.compile(r"(?<![0-9/])([0-9]+) ?/ ?\1(?![0-9/])")
"""10/10: as many on each side."""
_ENDS: Final = r"([0-9]++)(?: ?(?:-|to) ?([0-9]++))?+"
_COUNTED: Final = rf" ?(?:{'|'.join(_UNITS)})(?![a-z])"
_LEFT = re.compile(
    rf"(?:@|\bat|\bwith)? ?(?:\brir ?{_ENDS}(?!{_COUNTED})|(?<![0-9]){_ENDS} ?rir\b(?! ?{_ENDS}(?!{_COUNTED})))"
)
"""RIR 2, or 2 RIR. Of two numbers it is the second, unless a word or a sign behind that one says what it counts."""
_EFFORT = re.compile(rf"(?:@|\bat)? ?\brpe ?{_ENDS}")
_QUIET: Final = {"of", "and", "for", "a", "hold", "holds", "with"}
_PAUSE: Final = {"rest", "pause"}


def read_amount(text: str) -> dict[str, Any] | None:
    """What is meant by it: sets, reps, hold (seconds), metres, rest (seconds), effort (RPE), reserve (repetitions that
    are left), each as [low, high]; `each_side`.

    None where a word of it is not understood, and for a number that no plan could hold.
    """
    left, each = _EACH.subn(" ", _COMMA.sub(".", " ".join(text.translate(_SIGNS).lower().split())))
    left, both = _BOTH.subn(r"\1", left)
    besides: dict[str, list[int]] = {}
    for key, written, least, most in (("effort", _EFFORT, 1, 10), ("reserve", _LEFT, 0, 10)):
        if match := written.search(left):
            low, high = (pick(int(n) for n in match.groups() if n) for pick in (min, max))
            if not least <= low <= high <= most:
                return None
            besides[key] = [low, high]
            left = written.sub(" ", left, count=1)
    tokens = [match for match in _TOKEN.finditer(left) if match[1] or match[3] or match[4]]
    found: dict[str, Any] = {}
    for i, match in enumerate(tokens):
        if match[1]:
            before, unit, after = (tokens[n][3] if 0 <= n < len(tokens) else None for n in (i - 1, i + 1, i + 2))
            key = _key(before, unit, after, found)
            if key in found:
                return None
            times = 60 if _UNITS.get(unit or "") == "minutes" else 1
            ends = sorted(Fraction(n) * times for n in (match[1], match[2] or match[1]))
            if any(end.denominator > 1 for end in ends):
                return None
            found[key] = [int(end) for end in ends]
        elif match[4] or not (match[3] in _UNITS or match[3] in _QUIET or match[3] in _PAUSE):
            return None
    if not found or not all(1 <= low <= high <= MOST for low, high in found.values()):
        return None
    return {**found, **besides, "each_side": bool(each or both)}


def _key(before: str | None, unit: str | None, after: str | None, found: dict[str, Any]) -> str:
    """What a number counts: said by the word behind it, or else by the one before it."""
    meant = _UNITS.get(unit or "")
    if before in _PAUSE or (after in _PAUSE and meant in ("hold", "minutes")):
        return "rest"
    if meant == "sets" and (unit != "x" or "sets" not in found):
        return "sets"
    if meant in ("hold", "minutes") or (before == "hold" and meant is None):
        return "hold"
    return "metres" if meant == "metres" else "reps"
