"""Plans and replies: what they hold as JSON and as the text of a link, from where they are declared."""

from __future__ import annotations

from collections.abc import Iterator

from generator.manual import declared
from generator.manual.chapter import Cells, Chapter, Section, Table
from quiz.plans import link, plan
from quiz.routine.bounds import LIMITS
from quiz.sessions import post, reply


def chapter() -> Chapter:
    """A plan as JSON, its doses, its link; a reply."""
    numbers = Table(("key", "type", "means"), tuple(_numbers()))
    texts = Table(("key", "type"), tuple((f"`{key}`", f"text of at most {most} characters") for key, most in _texts()))
    return Chapter(
        "plans",
        "plans",
        (
            Section("json", "plan.json", plan.__doc__ or "", tables=(numbers, texts)),
            Section("link", "plan/#2...", link.__doc__ or ""),
            Section("reply", "r1...", "\n\n".join((post.__doc__ or "", reply.__doc__ or ""))),
        ),
    )


def _numbers() -> Iterator[Cells]:
    for key, (least, most) in LIMITS.items():
        shape = f"whole number ({least} to {most})"
        yield f"`{plan.WRITTEN.get(key, key)}`", shape, declared.said(plan.Dosage, key)


def _texts() -> Iterator[tuple[str, int]]:
    yield from plan.TEXTS.items()
