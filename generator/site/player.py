"""The player of sessions as one file, which a page fetches when someone presses Start; and an exercise for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.brand import Brand
from generator.bundle.compile import dump
from generator.knowledge.base import Knowledge
from generator.site.form import Words, block
from generator.site.render import template
from quiz.asking.bundle import Bundle
from quiz.judging.safety import Permit
from quiz.routine.doses import row
from quiz.sessions.session import Card
from quiz.telling.phrase import tell
from quiz.telling.session import FORMAT, card_told

NAME = "player.html"


def dialog(k: Knowledge, brand: Brand) -> str:
    """Render the dialog with all its screens and words."""
    phrases = k.phrases[brand.language]
    return block(
        template(
            "player.html.j2",
            news=k.screen.news if k.screen else (),
            words=Words(phrases),
            phrases=phrases,
            emergency=brand.emergency_calls(),
        )
    )


def alone(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """(path, JSON) of each exercise that may be chosen as a session of its own, in its lowest dose and in words."""
    for name, e in ((name, e) for name, e in bundle.exercises.items() if e.chosen):
        lowest = row(e, 1, Permit(None, None, ()))
        told = tell(card_told(bundle, Card(e, None, (lowest,))), bundle.words)
        found = {"format": FORMAT, "seconds": told["seconds"], "items": [told], "why": None, "progress": None}
        yield f"alone/{name}.json", dump(found)


def tried(exercise: str, phrases: Mapping[str, str], *, root: str, assets: str) -> str:
    """The button on an exercise's page. `root` leads to the site's start, `assets` to what it runs on."""
    words = Words(phrases)
    return block(template("try.html.j2", exercise=exercise, words=words, root=root, assets=assets))
