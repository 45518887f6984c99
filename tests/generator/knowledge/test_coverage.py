"""The founding documents: every one of their 292 rows is carried by an entity or a page through `covers`."""

from __future__ import annotations

from generator.knowledge.base import Knowledge
from generator.model import FoundingGroup


def test_every_row_of_the_founding_documents_has_a_place(knowledge: Knowledge) -> None:
    rows = {row.id for group in knowledge.all("founding", FoundingGroup).values() for row in group.rows}
    assert len(rows) == 292
    carried = {row for _, _, model in knowledge.entities() for row in getattr(model, "covers", ())}
    assert sorted(rows - carried) == []


def test_the_knowledge_is_as_wide_as_promised(knowledge: Knowledge) -> None:
    counts = {kind: len(by_id) for kind, by_id in knowledge.kinds.items()}
    least = {
        "syndromes": 27,
        "protocols": 27,
        "pathways": 10,
        "exercises": 104,
        "tests": 40,
        "causes": 30,
        "symptoms": 24,
        "habits": 18,
        "safety/flags": 32,
        "safety/cautions": 28,
        "chain": 50,
        "evidence-notes": 30,
        "compensations": 25,
    }
    assert {kind: counts[kind] for kind in least if counts[kind] < least[kind]} == {}
