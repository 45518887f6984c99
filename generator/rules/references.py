"""References: whatever is named exists. One rule, because one walk finds every reference."""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import Knowledge, links
from generator.model import LISTS, PAGES
from generator.problems import Problem, did_you_mean

RULES = ("missing-reference",)


def check(k: Knowledge) -> Iterator[Problem]:
    """Report every name without a bearer, with the place that should define it."""
    questions = k.questions()
    for kind, name, model in k.entities():
        for link in links(model):
            known = questions if link.kind == "questions" else k.kinds.get(link.kind, {})
            if link.id in known:
                continue
            home = f"knowledge/{link.kind}/{link.id}.yml" if link.kind in PAGES else f"knowledge/{link.kind}.yml"
            missing = "does not exist" if link.kind in PAGES else f"has no '{link.id}'"
            if link.kind not in PAGES and link.kind not in LISTS:
                home, missing = f"'{link.kind}'", "is not a kind of page"
            hint = did_you_mean(link.id, known)
            yield k.problem(kind, name, link.path, "missing-reference", f"'{link.id}': {home} {missing}", hint)
