"""The kinetic chain as a graph: what may sit before and after a place, and how much the way there can be trusted.

Standard library only, and no number but whole ones: the same on CPython and in Pyodide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Strength = Literal["moderate", "limited", "plausible", "contested"]
Way = Literal["before", "after"]

STRENGTHS: dict[str, int] = {"moderate": 70, "limited": 50, "plausible": 30, "contested": 20}
"""How much of the trust in a place is handed on along a link, in percent. This project's own judgement."""
HOPS = 3
"""How far a link is followed."""
LIMIT = 105_000
"""Moderate x limited x plausible: a longer or weaker way says nothing. In percent to the power of HOPS."""


class Link(Protocol):
    """A row of knowledge/chain.yml: `to` may go with `from`; never that it follows from it."""

    @property
    def id(self) -> str: ...
    @property
    def from_(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def mechanism(self) -> str: ...
    @property
    def strength(self) -> str: ...
    @property
    def sources(self) -> Sequence[str]: ...


class Node(Protocol):
    """A row of knowledge/chain-nodes.yml."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def region(self) -> str: ...


@dataclass(frozen=True)
class Reach:
    """A node that can be reached: the links there, the nearest to the start first, and the trust that is left."""

    node: str
    start: str
    links: tuple[str, ...]
    trust: int
    """The product of the links' strengths, in percent to the power of HOPS; a direct link's is STRENGTHS x 10,000."""

    @property
    def hops(self) -> int:
        return len(self.links)


def reach(links: Iterable[Link], starts: Iterable[str], way: Way, hops: int = HOPS, limit: int = LIMIT) -> list[Reach]:
    """List the nodes that `hops` links or fewer lead to, each once, by its best way; the most trusted first.

    A way never comes back to where it has been, nor to a start. Of equal ways the shorter counts, then the first.
    """
    steps = _steps(links, way)
    starts = tuple(dict.fromkeys(starts))
    best: dict[str, Reach] = {}
    for start in starts:
        for found in _ways(steps, Reach(start, start, (), 100**hops), hops, limit, frozenset(starts)):
            known = best.get(found.node)
            if known is None or _order(found) < _order(known):
                best[found.node] = found
    return sorted(best.values(), key=lambda r: (*_order(r), r.node))


def _order(r: Reach) -> tuple[int, int]:
    return -r.trust, r.hops


def _steps(links: Iterable[Link], way: Way) -> Mapping[str, list[tuple[str, str, int]]]:
    """Node -> (next node, link, strength) in the direction asked for."""
    steps: dict[str, list[tuple[str, str, int]]] = {}
    for link in links:
        here, there = (link.to, link.from_) if way == "before" else (link.from_, link.to)
        steps.setdefault(here, []).append((there, link.id, STRENGTHS[link.strength]))
    return steps


def _ways(
    steps: Mapping[str, list[tuple[str, str, int]]], at: Reach, hops: int, limit: int, seen: frozenset[str]
) -> Iterator[Reach]:
    if at.hops == hops:
        return
    for there, link, strength in steps.get(at.node, ()):
        trust = at.trust * strength // 100
        if there not in seen and trust >= limit:
            onward = Reach(there, at.start, (*at.links, link), trust)
            yield onward
            yield from _ways(steps, onward, hops, limit, seen | {there})


def worth_checking(
    links: Iterable[Link], nodes: Iterable[Node], painful: Collection[str], hops: int = HOPS, limit: int = LIMIT
) -> list[Reach]:
    """For places that hurt (region ids), list what sits upstream, elsewhere: areas worth checking, never a cause."""
    regions = {n.id: n.region for n in nodes}
    starts = [name for name, region in regions.items() if region in painful]
    return [r for r in reach(links, starts, "before", hops, limit) if regions[r.node] not in painful]
