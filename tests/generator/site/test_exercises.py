"""The page of an exercise."""

from __future__ import annotations

from generator.brand import Brand
from generator.knowledge.addresses import page_at
from generator.knowledge.base import Knowledge
from generator.model import Exercise
from generator.site.generate import generate


def test_a_muscle_that_no_research_names_is_said_to_be_our_opinion(knowledge: Knowledge, brand: Brand) -> None:
    pages = {a.path: str(a.content) for a in generate(knowledge, brand) if a.path.startswith("exercises/")}
    ours = {e.id: sum(worked.opinion for worked in e.muscles) for e in knowledge.all("exercises", Exercise).values()}
    assert ours["standing-row"]
    assert ours == {e: pages[page_at("exercises", e).file].count("our opinion, not research") for e in ours}
