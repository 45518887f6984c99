"""One voice: what a shut gate says neither soothes nor names a later time.

What may be said there is decided by quiz/telling/voice.py; here its sentences are read, those of English knowledge
at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.knowledge.base import Knowledge
from generator.model import Caution, Pathway, RedFlag
from generator.reading.document import Path_
from generator.reading.problems import Problem, asks
from generator.rules.together import Rule, together

SOOTHING = re.compile(
    r"\b(harmless|nothing serious|not (dangerous|serious)|no hurry|do not worry|feared|most (people|such|of these)"
    r"|(usually|often|is|are) (fine|safe)|good for you|you can start|start gently|come back when"
    r"|settles|will pass|goes away)\b",
    re.IGNORECASE,
)
"""What promises, or makes light."""
LATER = {
    "emergency": ("tomorrow", "soon", "days", "weeks?", "months?", "next visit"),
    "same-day": ("tomorrow", "soon", "days", "weeks?", "months?", "next visit"),
    "days": ("weeks", "months?", "next visit"),
    "before-starting": (),
}
"""Urgency -> times that are later."""


def soothes(k: Knowledge) -> Iterator[Problem]:
    """What a red flag, and a caution of gate see-first, tells to do neither soothes nor names a later time.

    Nor does what stands beside an urgency on a pathway soothe, nor what the safety screen says around its lines.
    """
    for name, flag in k.all("safety/flags", RedFlag).items():
        for key in ("title", "act"):
            yield from _soothing(k, "safety/flags", name, (key,), getattr(flag, key))
        for i, sign in enumerate(flag.signs):
            yield from _soothing(k, "safety/flags", name, ("signs", i), sign)
        times = LATER[flag.urgency]
        for key in ("title", "act") if times else ():
            late = re.search(rf"\b({'|'.join(times)})\b", getattr(flag, key), re.IGNORECASE)
            if late:
                message = f"'{late[0]}' is later than {flag.urgency}, which is this flag's urgency"
                hint = "one time is told, the flag's own; say it in the evidence note if it has to be said"
                yield k.problem("safety/flags", name, (key,), "soothes", message, hint)
    for name, caution in k.all("safety/cautions", Caution).items():
        if caution.gate != "none":
            yield from _soothing(k, "safety/cautions", name, ("title",), caution.title)
        if caution.gate == "see-first":
            yield from _soothing(k, "safety/cautions", name, ("advice",), caution.advice)
    for name, pathway in k.all("pathways", Pathway).items():
        for i, seen in enumerate(pathway.seen_if):
            yield from _soothing(k, "pathways", name, ("seen_if", i, "text"), seen.text)
    yield from _screen(k)


def _screen(k: Knowledge) -> Iterator[Problem]:
    """What the safety screen says: over a section, in and around each question, and on the card of what is new."""
    sections = k.screen.sections if k.screen else ()
    asked = {q for s in sections for q in s.names}
    for q, kind, name, path in (found for found in k.questions().values() if found[0].id in asked):
        told = [((*path, key), getattr(q, key)) for key in ("ask", "why", "help", "low", "high")]
        told += [((*path, "cues", i, "says"), cue.says) for i, cue in enumerate(q.cues)]
        for i, line in enumerate(q.options):
            told += [((*path, "options", i, key), getattr(line, key)) for key in ("label", "help")]
        for at, text in told:
            yield from _soothing(k, kind, name, at, text or "")
    for i, section in enumerate(sections):
        for key in ("title", "text"):
            yield from _soothing(k, "safety/screen", "", ("sections", i, key), getattr(section, key) or "")
    for i, news in enumerate(k.screen.news if k.screen else ()):
        yield from _soothing(k, "safety/screen", "", ("news", i, "says"), news.says)


def _soothing(k: Knowledge, kind: str, name: str, path: Path_, text: str) -> Iterator[Problem]:
    found = SOOTHING.search(text)
    if found:
        message = f"'{found[0]}' soothes, where someone is told to be seen"
        yield k.problem(kind, name, path, "soothes", message, "say what to do; what is likely belongs into the note")


CHECKS: tuple[Rule, ...] = (soothes,)
RULES = asks(*CHECKS)
check = together(CHECKS)
