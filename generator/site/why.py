"""What may stand behind what: from a symptom to patterns and causes, from those to causes, from a cause to habits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.knowledge.addresses import Web
from generator.knowledge.base import Knowledge
from generator.model import Cause, Finding, Symptom, Syndrome

ORDER = ("symptoms", "syndromes", "causes")
"""The way back."""
NOTHING = "no-symptoms"
"""The symptom behind which nothing stands."""


@dataclass(frozen=True)
class Answer:
    """One answer to "why?": what may stand behind, why that is thought, and where that one step is from.

    `reason` is None where only the page itself says it; `source` is None for what is this project's own judgement.
    """

    kind: str
    model: Symptom | Syndrome | Cause
    reason: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Node:
    """A stop on the way back, and what may stand behind it: `patterns` and `causes`. Without any, the way ends here."""

    kind: str
    model: Symptom | Syndrome | Cause
    patterns: tuple[Answer, ...] = ()
    causes: tuple[Answer, ...] = ()


def nodes(k: Knowledge, web: Web) -> tuple[Node, ...]:
    """Every stop: symptoms, then syndromes, then causes, each in order of title."""
    symptoms, syndromes, causes = k.all("symptoms", Symptom), k.all("syndromes", Syndrome), k.all("causes", Cause)
    findings = k.all("findings", Finding)
    found = [
        Node("symptoms", s, tuple(_patterns(s, syndromes, web)), tuple(Answer("causes", causes[c]) for c in s.causes))
        for s in symptoms.values()
        if s.id != NOTHING
    ]
    found += [Node("syndromes", s, causes=tuple(_causes(s, causes, findings))) for s in syndromes.values()]
    found += [Node("causes", c) for c in causes.values()]
    return tuple(sorted(found, key=lambda node: (ORDER.index(node.kind), node.model.title)))


def _patterns(symptom: Symptom, syndromes: Mapping[str, Syndrome], web: Web) -> Iterator[Answer]:
    """Those that count what this symptom establishes, weightiest first; then those it names."""
    rows = [row for row in web.counted.get(f"symptoms/{symptom.id}", ()) if row.indicator.weight > 0]
    told: set[str] = set()
    for row in sorted(rows, key=lambda row: -row.indicator.weight):
        if row.syndrome not in told:
            told.add(row.syndrome)
            yield Answer("syndromes", syndromes[row.syndrome], row.indicator.reason, row.indicator.source)
    yield from (Answer("syndromes", syndromes[name]) for name in symptom.syndromes if name not in told)


def _causes(syndrome: Syndrome, causes: Mapping[str, Cause], findings: Mapping[str, Finding]) -> Iterator[Answer]:
    """Those whose findings it counts, weightiest first; then those that it names or that name it."""
    told: set[str] = set()
    for indicator in sorted(syndrome.indicators, key=lambda i: -i.weight):
        kind, _, name = findings[indicator.finding].page.partition("/")
        if kind == "causes" and indicator.weight > 0 and name not in told:
            told.add(name)
            yield Answer("causes", causes[name], indicator.reason, indicator.source)
    named = (*syndrome.causes, *(c.id for c in causes.values() if syndrome.id in c.syndromes))
    yield from (Answer("causes", causes[name]) for name in dict.fromkeys(named) if name not in told)
