"""One thing that is wrong in the knowledge, as a value, and how it is written: for people, and for a code host."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

MOST_SHOWN = 1_000
"""Characters of a message: what is quoted in it may be a page."""


@dataclass(frozen=True, order=True)
class Problem:
    """Where (path as shown to the author, line and column from 1), which rule, what is wrong, how to mend it."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def as_warning(self) -> Problem:
        """The same, which does not make a check fail."""
        return replace(self, severity="warning")

    def __str__(self) -> str:
        word = "" if self.severity == "error" else "warning: "
        hint = f"\n    {_line(self.hint)}" if self.hint else ""
        return f"{_line(self.path)}:{self.line}:{self.column}: {word}{_line(self.message)} [{self.rule}]{hint}"


def annotation(p: Problem) -> str:
    """The problem as a workflow command, which the code host shows at the line."""
    told = _line(p.message).replace("%", "%25") + (f"%0A{_line(p.hint).replace('%', '%25')}" if p.hint else "")
    path = _line(p.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{p.severity} file={path},line={p.line},col={p.column},title={p.rule}::{told}"


def _line(text: str) -> str:
    """The text as one line of what can be seen and written: a message may quote whatever stood in a file."""
    seen = text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return seen if len(seen) <= MOST_SHOWN else f"{seen[: MOST_SHOWN - 100]} ... {seen[-80:]}"


class CheckFailed(Exception):
    """The knowledge has errors. `problems` holds all of them, sorted."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def asks(*rules: Callable[..., object]) -> dict[str, str]:
    """Rule -> what it asks: the name, and the first paragraph of the docstring, of functions that each are a rule."""
    said = {rule.__name__.replace("_", "-"): (rule.__doc__ or "").partition("\n\n")[0] for rule in rules}
    return {rule: " ".join(text.split()) for rule, text in said.items()}


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or nothing."""
    words = sorted(known)
    if same := next((one for one in words if one.casefold() == word.casefold()), None):
        return same
    near = get_close_matches(word, words, n=1, cutoff=0.6) or get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known word, or nothing."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else ""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only those that make a check fail."""
    return [p for p in problems if p.severity == "error"]
