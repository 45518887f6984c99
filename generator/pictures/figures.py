"""The figures of exercises and self-tests on their pages: the picture, and each figure's own small stylesheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.drawing.drawn import Work
from generator.drawing.mannequin.draw import coloured, svg, thumb
from generator.drawing.mannequin.pose import Figure
from generator.drawing.mannequin.style import BASE, stylesheet
from generator.knowledge.base import Knowledge
from generator.model import Exercise, Muscle, SelfTest

FOLDER = "figures"
SHARED = f"{FOLDER}.css"


def name_of(page: Exercise | SelfTest) -> str:
    """The figure's key: unique over exercises and self-tests."""
    return f"x-{page.id}" if isinstance(page, Exercise) else f"t-{page.id}"


def picture(k: Knowledge, page: Exercise | SelfTest, label: str, *, moving: bool = True) -> str:
    """The figure as HTML, or nothing where the page has none. `label` makes its alternative text."""
    if page.figure is None:
        return ""
    work = works(k, page)
    return svg(name_of(page), page.figure, page.title, work, label if work else "{poses}", moving=moving)


def poses(question: str, test: SelfTest) -> str:
    """A self-test's figure without its movement, beside a question about it; nothing where it has none."""
    if test.figure is None:
        return ""
    return svg(f"q-{question}", test.figure, test.title, label="{poses}", moving=False)


def still(k: Knowledge, page: Exercise | SelfTest) -> str:
    """The figure's most telling pose for a card, whose title says it in words; nothing where the page has none."""
    if page.figure is None:
        return ""
    return thumb(page.figure, coloured(works(k, page)))


def works(k: Knowledge, page: Exercise | SelfTest) -> list[Work]:
    """The muscles of an exercise as its figure names them; of a self-test, none. An unknown one goes by its id."""
    known = k.all("muscles", Muscle)
    worked = page.muscles if isinstance(page, Exercise) else ()
    return [
        Work(m.muscle, known[m.muscle].title, m.share, known[m.muscle].drawn.figure)
        if m.muscle in known
        else Work(m.muscle, m.muscle, m.share)
        for m in worked
    ]


def drawable(k: Knowledge) -> Iterator[tuple[Exercise | SelfTest, Figure]]:
    """Every exercise and self-test that has a figure, with it."""
    pages: list[Exercise | SelfTest] = [*k.all("exercises", Exercise).values(), *k.all("tests", SelfTest).values()]
    for page in pages:
        if page.figure is not None:
            yield page, page.figure


def styles(k: Knowledge) -> Iterator[tuple[str, str]]:
    """(path, CSS): what all figures share, then the movement of each, so that a page loads its own only."""
    yield SHARED, BASE
    for page, figure in drawable(k):
        name = name_of(page)
        yield f"{FOLDER}/{name}.css", stylesheet({name: figure}).removeprefix(BASE)
