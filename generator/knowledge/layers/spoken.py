"""The sentences that keep people safe: a fork may add to them, and may not say anything else in their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.knowledge.layers.combine import Edit
from generator.reading.document import Path_, dotted

SPOKEN = (
    # What calls for a person, how fast, and whom to call.
    *(
        "urgency",
        "they",
        "outcome.carer",
        "outcome.stop",
        "outcome.crisis",
        "outcome.see-first",
        "outcome.no-pattern.3",
        "outcome.look-first",
        "outcome.not-enough.3",
        "retest",
    ),
    *("page.safety", "page.all-signs", "page.symptom.see-someone", "page.syndrome.lookalikes", "page.cause.clinician"),
    *("page.sort.clinician", "page.why.end.clinician", "page.assessments.1", "page.assessments.3", "page.handouts.own"),
    *(
        "ui.emergency",
        "ui.plan.emergency",
        "ui.plan.pending",
        "ui.safety-link",
        "ui.no-script",
        "ui.plan.no-script",
        "ui.plan.failed-text",
    ),
    *(
        "ui.restored.safety",
        "ui.result.unsure",
        "ui.result.tell",
        "ui.question.doubt",
        "ui.question.lead",
        "ui.question.lines",
        "ui.question.not-sure",
        "ui.question.doubted",
        "ui.recall",
        "ui.say.recall",
        "ui.question.rushed",
        "unsure",
        "plan.ceiling",
        "plan.screened",
        "ui.result.help",
        "ui.result.help-text",
    ),
    *("ui.result.not", "report.unsure", "report.also", "report.not-a-diagnosis"),
    *(
        "handout.paper.lead",
        "handout.paper.points-how",
        "handout.paper.lead-yes",
        "handout.paper.lead-no",
        "handout.paper.not-sure",
        "handout.flags",
        "handout.see-someone",
        "handout.routine.ask",
        "handout.routine.ask-lead",
        "handout.routine.all",
    ),
    *("handout.paper.safety", "handout.paper.marks", "handout.paper.mark", "handout.paper.together"),
    *("handout.paper.under-16", "handout.paper.letters", "handout.paper.honest"),
    # When to stop.
    *("page.exercise.stop-if", "page.exercise.stop-signs", "page.protocol.progress", "page.test.not-if"),
    *("ui.test.not-if", "handout.stop-any", "handout.poster.rules"),
    # What is not for someone, or only in another way, and why.
    *("plan.outcome", "plan.restricted", "plan.withdrawn", "plan.changed", "ui.plan.gone", "ui.plan.since"),
    *("routine.empty.nothing-safe", "short.refused.caution", "short.refused.gentle", "left-out.caution"),
    *("left-out.gentle", "checkup", "page.scoring.gate", "page.exercise.cautions", "page.exercise.asks"),
    *("page.exercise.asks-nothing", "page.exercise.out", "page.exercise.added", "page.exercise.changed"),
    *("page.exercise.most-effort", "page.exercise.most-hold", "ui.result.gentle", "ui.result.cautions"),
    *("ui.result.left-out", "report.cautions", "report.left-out", "handout.routine.left-out"),
    *("ui.builder.cautions", "ui.builder.cautions-help", "ui.builder.nothing-instead", "ui.builder.adds"),
)
"""Phrases, or all phrases below a key."""
_FORM = ".imperial"
"""Such a form stands in place of the phrase without it, where a brand measures so."""


def is_spoken(name: str) -> bool:
    """Say whether a phrase is one of these."""
    return any(name == p or name.startswith(f"{p}.") for p in SPOKEN)


def reworded(edit: Edit) -> Iterator[str]:
    """The protected phrases whose place an edit of the catalogue takes: it replaces them, or is another form of them.

    A key with a dot in it can spell any of them: `safety.now` below `page`, `now.imperial`, `title.one`.
    """
    if edit.how == "replaced" and any(is_spoken(name) for name, _ in _leaves(edit.path, edit.old)):
        yield dotted(edit.path)
        return
    for name, more in _leaves(edit.path, edit.new):
        if more and is_spoken(name.replace(_FORM, "")):
            yield name


def _leaves(path: Path_, value: Any) -> Iterator[tuple[str, bool]]:
    """(name, whether a key of it says more than itself) of every phrase in a block."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves((*path, key), inner)
    else:
        name = dotted(path)
        yield name, _FORM.strip(".") in path or any("." in str(part) for part in path)
