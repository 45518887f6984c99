"""What the page of the kinetic chain shows: the picture, and for each node what may come before and after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.drawing.maps.chain_map import Node, chain_svg
from quiz.asking.chain import HOPS, LIMIT, STRENGTHS, Link, Reach, Way, reach


@dataclass(frozen=True)
class Further:
    """A node two or three links away, and the one it is reached through."""

    node: Node
    through: Node


@dataclass(frozen=True)
class Direction:
    """One way from a node: the direct links, and what lies further on."""

    way: Way
    links: Sequence[tuple[Link, Node]]
    further: Sequence[Further]


@dataclass(frozen=True)
class Chain:
    """The whole graph, for the template."""

    nodes: Mapping[str, Node]
    links: Sequence[Link]
    mark: Callable[[str], str]

    @property
    def strengths(self) -> Mapping[str, int]:
        """What a link of each strength hands on, in percent."""
        return STRENGTHS

    @property
    def least(self) -> float:
        """What must be left of the trust after several links, in percent."""
        return LIMIT / float(100 ** (HOPS - 1))

    def picture(self) -> str:
        return self.mark(
            chain_svg(tuple(self.nodes.values()), self.links, {n.id: n.title for n in self.nodes.values()})
        )

    def at(self, region: str) -> list[Node]:
        """The nodes of a region, in file order."""
        return [n for n in self.nodes.values() if n.region == region]

    def directions(self, node: Node) -> list[Direction]:
        """What may come before a node, then what may come after; a way without any link is left out."""
        found = []
        for way in _WAYS:
            direct = [
                (link, self.nodes[link.from_ if way == "before" else link.to])
                for link in self.links
                if (link.to if way == "before" else link.from_) == node.id
            ]
            if direct:
                onward = [self._further(r, way) for r in reach(self.links, [node.id], way) if r.hops > 1]
                near = {other.id for _, other in direct}
                found.append(Direction(way, direct, [f for f in onward if f.node.id not in near]))
        return found

    def _further(self, r: Reach, way: Way) -> Further:
        last = next(link for link in self.links if link.id == r.links[-1])
        return Further(self.nodes[r.node], self.nodes[last.to if way == "before" else last.from_])


_WAYS: tuple[Way, ...] = ("before", "after")
