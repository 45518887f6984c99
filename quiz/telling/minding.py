"""What to mind before any exercise of a routine: what cautions say of it as a whole, and of its exercises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quiz.asking.bundle import Bundle, Data
from quiz.telling.messages import say

SEVERAL: Final = 3
"""What so many cards ask for is told once, above them; what fewer ask for stands beside each."""


def minding(bundle: Bundle, cautions: Sequence[Data], cards: Sequence[Data]) -> Data:
    """What someone is to mind with these cards, whose `cautions` the gate tells.

    {"cautions": those by which all of it is gentle; "advice": what any of them says of several cards;
    "others": the rest, of which the names are enough for now}
    """
    whole = [c for c in cautions if bundle.cautions[c["id"]].gate != "none"]
    return {
        "cautions": whole,
        "advice": _advice(bundle, cards),
        "others": [c for c in cautions if c not in whole],
    }


def _advice(bundle: Bundle, cards: Sequence[Data]) -> list[Data]:
    """Each advice that several cards have: {"names": theirs, "what": all that is said of just these}."""
    about: dict[str, tuple[Data, list[str]]] = {}
    for card in cards:
        for one in card["cautions"]:
            _, names = about.setdefault(bundle.words[one["advice"]["say"]], (one["advice"], []))
            names.append(card["exercise"])
    titles = {card["exercise"]: card["title"] for card in cards}
    together: dict[tuple[str, ...], list[Data]] = {}
    for advice, names in about.values():
        if len(names) >= SEVERAL:
            together.setdefault(tuple(names), []).append(advice)
    return [{"names": say("mind.of", names=[titles[n] for n in names]), "what": a} for names, a in together.items()]
