"""What is wrong with text that is not YAML: libyaml's complaints in an author's words."""

from __future__ import annotations

import re
from typing import Any

from generator.reading.pasted import BULLETS, CURLY

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
_QUOTE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?([\"'])")
"""A line whose text, or whose key's, begins with a quote."""
_BEHIND = ("did not find expected key", "did not find expected '-' indicator")
"""What it says of words behind a text in quotes."""
_OPENED = ("simple key", "quoted scalar", "flow sequence", "flow mapping")
"""Where these are left open, the fault is where they began."""


def explain(text: str, error: Any) -> tuple[tuple[int, int], str, str]:
    """Where in `text` it is not YAML, what is wrong, how to mend it. `error` is what libyaml's parser raised."""
    hidden = _HIDDEN.search(text)
    if hidden:
        at = (text.count("\n", 0, hidden.start()) + 1, hidden.start() - text.rfind("\n", 0, hidden.start()))
        return (at, f"an invisible character stands here (U+{ord(hidden[0]):04X})", "remove it")
    what, mark = getattr(error, "problem", None) or "it cannot be read", getattr(error, "problem_mark", None)
    found = lines(text)
    line = found[mark.line] if mark else ""
    before, character = line[: mark.column] if mark else "", line[mark.column :][:1] if mark else ""
    message, hint = _SYNTAX.get(what, (f"this is not valid YAML: {what}", "check the indentation, colons and quotes"))
    if (getattr(error, "context", None) or "").endswith(_OPENED) and "escape" not in what:
        mark = getattr(error, "context_mark", mark)
        opened = found[mark.line][mark.column :] if mark else ""
        if message.startswith("the quote") and opened[:1] in ("'", '"'):
            message, hint = _never(opened)
    elif what.startswith("mapping values") and ": " in before:
        message, hint = "a second colon stands in this line", 'put the text in quotes: "one: two"'
        if curly := next((c for c in before if c in CURLY), ""):
            message, hint = f"{curly} is a letter to YAML, not a quote", 'write straight ones: "one: two"'
    elif what in _BEHIND and before.rstrip().endswith(("'", '"')):
        if mark and (quote := _opened(found, (mark.line + 1, mark.column + 1))):
            return quote
        message = "the text in quotes ended before this"
        hint = 'put the whole in the other kind of quotes: "it\'s so", or \'the "best" one\''
    elif what.startswith("found character that cannot start"):
        message, hint = _TAB if character == "\t" else (f"a text cannot begin with {character}", "put it in quotes")
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if what in _MISPLACED and message == _SYNTAX[what][0]:
        return _opened(found, at) or _closer(found, at, message, hint)
    return at, message, hint


def lines(text: str) -> list[str]:
    """The lines of a text, as YAML counts them, and an empty one behind the last."""
    return [*_BREAK.split(text), ""]


def _opened(lines: list[str], at: tuple[int, int]) -> tuple[tuple[int, int], str, str] | None:
    """The quote that was not closed in its line and goes on to another text's, just before the place of a fault."""
    quote, start = "", (0, 0)
    for n, line in enumerate(lines[: at[0]]):
        ahead = line if n < at[0] - 1 else line[: at[1] - 1]
        if not quote:
            opens = _QUOTE.match(ahead)
            if not opens:
                continue
            quote, start, ahead = opens[1], (n + 1, opens.start(1) + 1), ahead[opens.end() :]
        ends = _closed(ahead, quote)
        if ends is None:
            continue
        if n + 1 == at[0] and start[0] < at[0]:
            return start, *_never(lines[start[0] - 1][start[1] - 1 :], f"; it goes on to line {n + 1}")
        quote = ""
    return None


def _closed(text: str, quote: str) -> int | None:
    """Where a text in quotes ends; None: not in this line."""
    found = re.search(r"(?:[^\\\"]|\\.)*\"" if quote == '"' else r"(?:[^']|'')*'(?!')", text)
    return found.end() if found else None


def _never(text: str, more: str = "") -> tuple[str, str]:
    """What is wrong with a quote that is not closed in its line, and how to mend it. `text` begins with it."""
    if text[0] == "'" and text[1:2].isalpha() and not text.rstrip().endswith("'"):
        mend = 'an apostrophe that begins a text is a quote to YAML; put the whole in double quotes: "\'Tis so."'
        return f"the quote that opens here is never closed{more}", mend
    return (
        f"the quote that opens here is never closed{more}",
        f"close it at the end of its line: {text.rstrip()[:60]}{text[0]}",
    )


def _closer(lines: list[str], at: tuple[int, int], message: str, hint: str) -> tuple[tuple[int, int], str, str]:
    """The same, more exact where the lines around show it: a space is missing, a line begins at no other's column."""
    n = at[0] - 1
    line = lines[n]
    above = next((i for i in range(n - 1, -1, -1) if not _quiet(lines[i])), None)
    for i in (n, above):
        if i is not None and (glued := _GLUED.match(lines[i])):
            return (i + 1, glued.end() + 1), "a space is missing after the colon", f"write '{glued[1]}: ...'"
    if line.strip()[:1] and line.strip()[0] in BULLETS:
        start = len(line) - len(line.lstrip()) + 1
        return (n + 1, start), *bulleted(line.strip()[0])
    if dash := re.match(r"\s*-(?=\w)", line):
        return (n + 1, dash.end() + 1), "a space is missing after the dash", "write '- ...'"
    if "colon" in message and above is not None and _is_row(lines[above]):
        return at, message, "begin it with '- ' if it belongs to the list above; else write 'key: value'"
    column, others = len(line) - len(line.lstrip()) + 1, _columns(lines[:n], rows=_is_row(line))
    if others and column not in others:
        there = " or ".join(map(str, others))
        hint = f"it begins in column {column}, and those above in {there}; what belongs together begins in one column"
    return at, message, hint


def bulleted(character: str) -> tuple[str, str]:
    """What is wrong with a row that begins with such a letter, and how to mend it."""
    return f"'{character}' is no dash: a word processor made it of one", "begin each row with '- ', typed anew"


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
