"""What is wrong with text that is not YAML: libyaml's complaints in an author's words."""

from __future__ import annotations

import re
from typing import Any

_HIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML calls not printable."""
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_SYNTAX: dict[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": (
        "this line does not fit the one above",
        "does the line above have a colon? do both begin at the same column?",
    ),
    "could not find expected ':'": ("this line has no colon", "write 'key: value', with a space after the colon"),
    "block sequence entries are not allowed in this context": (
        "a list cannot begin in the middle of a line",
        "begin it in the next line, or write it in brackets: [one, two]",
    ),
    "found unexpected end of stream": ("the quote that opens here is never closed", "close it"),
    "found unexpected document indicator": ("the quote that opens here is never closed", "close it"),
    "did not find expected ',' or ']'": (
        "in the list that opens here, a comma or the closing ] is missing",
        "put texts that have a colon in quotes",
    ),
    "did not find expected ',' or '}'": (
        "in the brace that opens here, a comma or the closing } is missing",
        "put texts that have a colon in quotes",
    ),
    "did not find expected key": ("this does not fit what stands above", "check the indentation"),
    "did not find expected '-' indicator": (
        "this does not belong to the list above",
        "check the indentation; each row begins with '- '",
    ),
    "did not find expected <document start>": ("this does not fit what stands above", "check the indentation"),
    "found unknown escape character": (
        "inside double quotes a backslash has a meaning of its own",
        "write it twice, or use single quotes",
    ),
    "found a tab character where an indentation space is expected": ("a tab stands here", "indent with spaces"),
}
"""libyaml's words -> ours, and how to mend it."""
_OPENED = ("simple key", "quoted scalar", "flow sequence", "flow mapping")
"""Where these are left open, the fault is where they began."""


def explain(text: str, error: Any) -> tuple[tuple[int, int], str, str]:
    """Where in `text` it is not YAML, what is wrong, how to mend it. `error` is what libyaml's parser raised."""
    hidden = _HIDDEN.search(text)
    if hidden:
        at = (text.count("\n", 0, hidden.start()) + 1, hidden.start() - text.rfind("\n", 0, hidden.start()))
        return (at, f"an invisible character stands here (U+{ord(hidden[0]):04X})", "remove it")
    what, mark = getattr(error, "problem", None) or "it cannot be read", getattr(error, "problem_mark", None)
    line = (*_BREAK.split(text), "")[mark.line] if mark else ""
    before, character = line[: mark.column] if mark else "", line[mark.column :][:1] if mark else ""
    message, hint = _SYNTAX.get(what, (f"this is not valid YAML: {what}", "check the indentation, colons and quotes"))
    if (getattr(error, "context", None) or "").endswith(_OPENED) and "escape" not in what:
        mark = getattr(error, "context_mark", mark)
    elif what.startswith("mapping values") and ": " in before:
        message, hint = "a second colon stands in this line", 'put the text in quotes: "one: two"'
    elif what == "did not find expected key" and before.rstrip().endswith(("'", '"')):
        message = "the text in quotes ended before this"
        hint = "put quotes around the whole; write ' inside '...' twice"
    elif what.startswith("found character that cannot start"):
        message, hint = f"a text cannot begin with {character}", "put it in quotes"
        if character == "\t":
            message, hint = "a tab stands here", "indent with spaces"
    return ((mark.line + 1, mark.column + 1) if mark else (1, 1), message, hint)
