"""What comes along when a text is pasted: spaces that are none, letters that nobody sees, quotes that are letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.reading.document import Position

RULES = {
    "cut-text": "No ` #` cuts a text: it begins a comment, and what follows is gone (a warning).",
    "curly-quotes": "No quotes of a word processor stand around a text: they are letters of it (a warning).",
}
BULLETS = "•·▪◦‣●–—−"
"""What a word processor makes of a dash at the start of a line."""
CURLY = "“”„‟«»‘’‚‛"
_NOWHERE = {"\u200b": "a zero-width space", "\u2060": "a word joiner", "\ufeff": "a byte order mark"}
_SPACES = {"\u00a0": "a no-break space", "\u202f": "a narrow no-break space", "\u2007": "a figure space"}
_STRUCTURE = re.compile(
    rf"^[ \t]*(?P<in>[{''.join(_SPACES)}])|^\s*-(?P<dash>[{''.join(_SPACES)}])"
    rf"|^[ \t]*(?:- +)?[\w-]+:(?P<key>[{''.join(_SPACES)}])|(?P<end>[{''.join(_SPACES)}])\s*$",
    re.MULTILINE,
)
"""Where YAML wants an ordinary space, or none."""
_COMMENT = re.compile(r"[ \t]+#[^\s#!].*")


def unseen(text: str) -> tuple[Position, str, str] | None:
    """Where something stands that nobody sees, and that is not what it looks like; what, and how to mend it."""
    nowhere = re.search(f"[{''.join(_NOWHERE)}]", text)
    space = _STRUCTURE.search(text)
    found = [(m.start(m.lastgroup or 0), m) for m in (nowhere, space) if m]
    if not found:
        return None
    start, _ = min(found, key=lambda one: one[0])
    character = text[start]
    named = _NOWHERE.get(character) or _SPACES[character]
    mend = "remove it" if character in _NOWHERE else "put an ordinary space in its place, or none at a line's end"
    at = (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    return at, f"{named} stands here (U+{ord(character):04X}), which nobody sees", mend


def doubts(value: str, rest: str) -> Iterator[tuple[str, str, str]]:
    """(rule, message, hint) of a text without quotes. `rest` is what follows it in its last line."""
    if _COMMENT.match(rest):
        shown = rest.strip()[:60]
        hint = f"put the whole text in quotes to keep it; for a comment, write a space behind the #: # {shown[1:]}"
        yield "cut-text", f"the text ends before '{shown}': a # behind a space begins a comment", hint
    if len(value) > 1 and value[0] in CURLY and value[-1] in CURLY:
        hint = 'write straight ones, or none; in straight ones they may stay: "“like this”"'
        yield "curly-quotes", f"the quotes in {value[:60]} are letters of the text, and will be shown", hint
