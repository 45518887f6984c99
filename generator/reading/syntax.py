"""What is wrong with text that is not YAML: libyaml's complaints in an author's words."""

from __future__ import annotations

import re
from typing import Any

_HIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML calls not printable."""
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_TAB = ("a tab stands here", "put spaces in its place, two for each step inwards")
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
    "found a tab character where an indentation space is expected": _TAB,
    "found a tab character that violates indentation": _TAB,
    "did not find expected alphabetic or numeric character": (
        "a text cannot begin with & or *",
        "put it in quotes",
    ),
    "did not find expected node content": ("something is missing before this", "is there one comma too many?"),
}
"""libyaml's words -> ours, and how to mend it."""
_GLUED = re.compile(r"\s*(?:- +)?([\w-]+):(?=[^ \n/])")
"""A key whose colon is followed by something else than a space, and not by a web address's slashes."""
_MISPLACED = (
    "mapping values are not allowed in this context",
    "could not find expected ':'",
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
)
"""What libyaml says of a line that is not where, or how, its neighbours make one expect it."""
_OPENED = ("simple key", "quoted scalar", "flow sequence", "flow mapping")
"""Where these are left open, the fault is where they began."""


def explain(text: str, error: Any) -> tuple[tuple[int, int], str, str]:
    """Where in `text` it is not YAML, what is wrong, how to mend it. `error` is what libyaml's parser raised."""
    hidden = _HIDDEN.search(text)
    if hidden:
        at = (text.count("\n", 0, hidden.start()) + 1, hidden.start() - text.rfind("\n", 0, hidden.start()))
        return (at, f"an invisible character stands here (U+{ord(hidden[0]):04X})", "remove it")
    what, mark = getattr(error, "problem", None) or "it cannot be read", getattr(error, "problem_mark", None)
    lines = [*_BREAK.split(text), ""]
    line = lines[mark.line] if mark else ""
    before, character = line[: mark.column] if mark else "", line[mark.column :][:1] if mark else ""
    message, hint = _SYNTAX.get(what, (f"this is not valid YAML: {what}", "check the indentation, colons and quotes"))
    if (getattr(error, "context", None) or "").endswith(_OPENED) and "escape" not in what:
        mark = getattr(error, "context_mark", mark)
    elif what.startswith("mapping values") and ": " in before:
        message, hint = "a second colon stands in this line", 'put the text in quotes: "one: two"'
    elif what == "did not find expected key" and before.rstrip().endswith(("'", '"')):
        message = "the text in quotes ended before this"
        hint = 'put the whole in the other kind of quotes: "it\'s so", or \'the "best" one\''
    elif what.startswith("found character that cannot start"):
        message, hint = _TAB if character == "\t" else (f"a text cannot begin with {character}", "put it in quotes")
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if what in _MISPLACED and message == _SYNTAX[what][0]:
        return _closer(lines, at, message, hint)
    return at, message, hint


def _closer(lines: list[str], at: tuple[int, int], message: str, hint: str) -> tuple[tuple[int, int], str, str]:
    """The same, more exact where the lines around show it: a space is missing, a line begins at no other's column."""
    n = at[0] - 1
    line = lines[n]
    above = next((i for i in range(n - 1, -1, -1) if not _quiet(lines[i])), None)
    for i in (n, above):
        if i is not None and (glued := _GLUED.match(lines[i])):
            return (i + 1, glued.end() + 1), "a space is missing after the colon", f"write '{glued[1]}: ...'"
    if dash := re.match(r"\s*-(?=\w)", line):
        return (n + 1, dash.end() + 1), "a space is missing after the dash", "write '- ...'"
    if "colon" in message and above is not None and _is_row(lines[above]):
        return at, message, "begin it with '- ' if it belongs to the list above; else write 'key: value'"
    column, others = len(line) - len(line.lstrip()) + 1, _columns(lines[:n], rows=_is_row(line))
    if others and column not in others:
        there = " or ".join(map(str, others))
        hint = f"it begins in column {column}, and those above in {there}; what belongs together begins in one column"
    return at, message, hint


def _columns(lines: list[str], *, rows: bool) -> list[int]:
    """Where the last lines begin, and the blocks that they are in; a list's row at its dash, for others behind it."""
    found: list[int] = []
    for line in reversed(lines):
        starts = [m.end() + 1 for m in (re.match(r"\s*", line), re.match(r"\s*- +", line)) if m]
        for start in sorted(starts if not rows else starts[:1], reverse=True):
            if not _quiet(line) and (not found or start < found[-1]):
                found.append(start)
    return found[::-1]


def _quiet(line: str) -> bool:
    """Blank, or a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("- ")
