"""Changes to a routine or to a plan, made up for tests."""

from __future__ import annotations

from random import Random
from typing import Any

from quiz.asking.bundle import Bundle
from quiz.routine.shaping import choices, pieces_asked


def a_change(rng: Random, bundle: Bundle, now: Any) -> dict[str, Any]:
    """One that the page offers, or one that somebody made up."""
    cards: list[dict[str, Any]] = now["routine"]["cards"]
    card: dict[str, Any] = rng.choice(cards) if cards else {"exercise": "none", "instead": []}
    other = rng.choice(list(bundle.exercises))
    instead = [x["exercise"] for x in card["instead"]]
    equipment = sorted(pieces_asked(bundle))
    return rng.choice(
        [
            {"minutes": rng.choice(choices(bundle, "minutes"))},
            {"level": rng.choice(choices(bundle, "level"))},
            {"days": rng.choice(choices(bundle, "days"))},
            {"equipment": rng.sample(equipment, rng.randint(0, len(equipment)))},
            {"floor": rng.random() < 0.5},
            {"swap": [card["exercise"], rng.choice([*instead, other])]},
            {"out": card["exercise"]},
            {"add": other},
            {"add": rng.choice([x["exercise"] for x in now["more"]] or [other])},
            {rng.choice(("easier", "harder", "hurts")): card["exercise"]},
            {"keep": card["exercise"]},
        ]
    )
