"""References: whatever is named exists. One rule, because one walk finds every reference."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.knowledge.base import Knowledge, Link, links
from generator.model import LISTS, PAGES
from generator.reading.problems import Problem, did_you_mean
from generator.rules.wording import as_dose

RULES = {"missing-reference": "Whatever is named exists."}
MOST_LISTED = 15


def check(k: Knowledge) -> Iterator[Problem]:
    """Report every name without a bearer, with the place that should define it."""
    questions = k.questions()
    for kind, name, model in k.entities():
        for link in links(model):
            known = questions if link.kind == "questions" else k.kinds.get(link.kind, {})
            if link.id in known or k.may_have(link.kind, link.id):
                continue
            message, hint = _words(link, known)
            hint = (as_dose(link.id) if link.kind == "doses" else "") or did_you_mean(link.id, known) or hint
            yield k.problem(kind, name, link.path, "missing-reference", message, hint)


def _words(link: Link, known: Collection[str]) -> tuple[str, str]:
    """The message, with the place that should define the name, and what to do when nothing like it exists."""
    if link.kind in PAGES:
        message = f"'{link.id}': knowledge/{link.kind}/{link.id}.yml does not exist"
        return message, f"to write it: counterpoise new {link.kind.removesuffix('s')} {link.id}"
    if link.kind in LISTS:
        few = 0 < len(known) <= MOST_LISTED
        return (
            f"'{link.id}': knowledge/{link.kind}.yml has no '{link.id}'",
            f"it has: {', '.join(known)}" if few else "",
        )
    message = f"'{link.kind}/{link.id}': there are no pages of the kind '{link.kind}'"
    return message, did_you_mean(link.kind, PAGES) or f"the kinds are: {', '.join(PAGES)}"
