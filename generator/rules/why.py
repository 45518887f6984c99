"""Guided chains of why: they lead on, and claim no more than a may."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.knowledge.base import Knowledge
from generator.model import WhyChain
from generator.reading.problems import Problem, asks
from generator.rules.together import Rule, together

MODEST = ("may", "might", "can", "could", "perhaps", "sometimes", "in this model", "is said", "are said")
_MODEST = re.compile(rf"\b({'|'.join(MODEST)})\b", re.IGNORECASE)


def why_in_circles(k: Knowledge) -> Iterator[Problem]:
    """A guided chain in `why.yml` visits no page twice: that would explain a thing by itself."""
    for name, chain in k.all("why", WhyChain).items():
        seen = [chain.page, *(why.page for why in chain.whys)]
        for i, why in enumerate(chain.whys):
            if why.page in seen[: i + 1]:
                message = f"'{why.page}' explains itself: the chain has been there"
                yield k.problem("why", name, ("whys", i, "page"), "why-in-circles", message, "name another page")


def why_too_sure(k: Knowledge) -> Iterator[Problem]:
    """Each answer of a guided chain says may, or one of its kin."""
    for name, chain in k.all("why", WhyChain).items():
        for i, why in enumerate(chain.whys):
            if not _MODEST.search(why.says):
                hint = f"use one of: {', '.join(MODEST)}"
                message = "an answer that sounds certain"
                yield k.problem("why", name, ("whys", i, "says"), "why-too-sure", message, hint)


CHECKS: tuple[Rule, ...] = (why_in_circles, why_too_sure)
RULES = asks(*CHECKS)
check = together(CHECKS)
