"""The kinetic chain as a graph: what may sit before and after a place, and how much the way there can be trusted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

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
    def strength(self) -> str: ...


@dataclass(frozen=True)
class Row:
    """A link as the bundle has it."""

    id: str
    from_: str
    to: str
    strength: str


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


def reach(links: Sequence[Link], starts: Iterable[str], way: Way, hops: int = HOPS, limit: int = LIMIT) -> list[Reach]:
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


def worth_checking(links: Sequence[Link], regions: Mapping[str, str], painful: Collection[str]) -> list[Reach]:
    """For places that hurt, list what is one link upstream, in another place: worth a look, never a cause.

    `regions` is where each node is. The most trusted first, then in the order of the links.
    """
    starts = [node for node, region in regions.items() if region in painful]
    near = reach(links, starts, "before", hops=1, limit=0)
    order = {link.id: i for i, link in enumerate(links)}
    elsewhere = [r for r in near if regions[r.node] not in painful]
    return sorted(elsewhere, key=lambda r: (-r.trust, order[r.links[0]]))
