"""What the tests of plans share: made-up plans, and made-up people who answered the safety screen."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Answers, Bundle
from quiz.bridge import Engine
from quiz.plans.link import Plan, read_plan
from quiz.plans.opening import screen_questions

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-._~%<>\"'/\\é\0 "


SMALL = frozenset(
    {"and", "are", "but", "can", "for", "had", "has", "have", "her", "his", "how", "its", "may", "new", "not", "now"}
    | {"one", "our", "out", "she", "the", "too", "was", "who", "you", "been", "from", "like", "more", "much", "said"}
    | {"since", "that", "then", "this", "very", "were", "what", "when", "with", "your"}
)


def stems(text: str) -> set[str]:
    """The first four letters of each word that says something."""
    return {word[:4] for word in re.findall(r"[a-z']{3,}", text.lower()) if word not in SMALL}


def ask(engine: Engine, **request: Any) -> Any:
    return json.loads(engine.handle(json.dumps(request)))


def plan_of(bundle: Bundle, *names: str, **more: Any) -> Plan:
    return read_plan(bundle, {"questionnaire": "quick", "exercises": [{"exercise": n} for n in names], **more})


def whole(bundle: Bundle) -> list[Plan]:
    """Plans that hold, between them, every exercise."""
    names = list(bundle.exercises)
    return [plan_of(bundle, *names[i : i + 20]) for i in range(0, len(names), 20)]


def screened(bundle: Bundle, seed: int) -> Answers:
    """A made-up person's answers to the safety screen."""
    raw = person(bundle, "full", seed)
    screen = screen_questions(bundle)
    return read_answers(screen, {n: a for n, a in raw.items() if n in screen})


def mutated(rng: Random, text: str) -> str:
    """A link with a few small changes, as a mail program, a typing hand or a vandal makes them."""
    for _ in range(rng.randint(1, 3)):
        at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
        new = "".join(rng.choices(_LETTERS, k=rng.randint(0, 3)))
        kind = rng.random()
        if kind < 0.6:
            text = text[:at] + rng.choice("0123456789abcdef") + text[at + 1 :]
        elif kind < 0.8:
            text = text[:at] + new + text[at:]
        else:
            text = text[:at] + text[min(to, at + 30) :]
    return text
