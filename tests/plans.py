"""What the tests of plans share: made-up plans, and made-up people who answered the safety screen."""

from __future__ import annotations

import json
import re
from itertools import count
from random import Random
from typing import Any

from generator.reach.people import person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Answers, Bundle
from quiz.bridge import Engine
from quiz.judging.safety import Gate, gate
from quiz.plans.opening import screen_questions
from quiz.plans.plan import TEXTS, Plan
from quiz.plans.reading import read_plan
from quiz.routine.growth import RULES

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
    return read_plan(bundle, {"questionnaire": "quick", "items": [{"card": n} for n in names], **more})


def plans_made(bundle: Bundle, count: int, seed: int = 7) -> list[Plan]:
    """Made-up plans: doses as cards have them and as trainers write them, with every kind of value."""
    return [read_plan(bundle, made_up(bundle, Random(seed * 10_000 + n))) for n in range(count)]


def made_up(bundle: Bundle, rng: Random) -> dict[str, Any]:
    """The JSON of a made-up plan."""
    names = rng.sample(sorted(bundle.exercises), rng.randint(1, 8))
    raw: dict[str, Any] = {"format": 2, "days": rng.randint(1, 7), "items": [_item(rng, n) for n in names]}
    if rng.random() < 0.5:
        raw |= {"made": f"2026-11-{rng.randint(10, 30)}", "growth": rng.choice(RULES)}
    if rng.random() < 0.3:
        raw |= {"minutes": rng.choice([5, 10, 20, 45]), "questionnaire": "quick"}
    if rng.random() < 0.3:
        raw["from"] = {"name": "Ana & Söhne", "contact": "ana@example.org", "colour": "#1c5d54"}
        raw["note"] = "Well done.\nGo on like that."
    return raw


def _item(rng: Random, name: str) -> dict[str, Any]:
    item: dict[str, Any] = {"card": name}
    if rng.random() < 0.3:
        item["side"] = rng.choice(["left", "right"])
    if rng.random() < 0.3:
        item["note"] = "Slowly, as we did it."[: TEXTS["note"]]
    if rng.random() < 0.6:
        kind = rng.choice([{"reps": 10}, {"seconds": 40}, {"reps": 6, "seconds": 5}, {"metres": 30}, {}])
        more = {"load": "12 kg", "tempo": [3, 1, 2], "rest": 75, "a_day": 2, "days": 2}
        item["dose"] = {"sets": rng.randint(1, 5), **kind, **dict(rng.sample(sorted(more.items()), rng.randint(0, 3)))}
        item["dose"] |= rng.choice([{"effort": 8}, {"reserve": 1}, {}])
    if rng.random() < 0.3:
        most = {"reps": 15} if "reps" in item.get("dose", {}) else {}
        item["growth"] = {"rule": rng.choice([*RULES, "plan"]), "to": {"sets": 6, **most}}
    return item


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


def someone_well(bundle: Bundle) -> Answers:
    """Someone of whom nothing is known that would change an exercise."""
    made = (screened(bundle, seed) for seed in count())
    return next(a for a in made if gate(bundle, a) == Gate("full", (), (), ()))
