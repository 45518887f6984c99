"""The kinetic chain: what is reached from where and how far it is trusted; its picture and its page in the browser."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from generator.base import Knowledge
from generator.figures.chain import LIMIT, STRENGTHS, Reach, reach, worth_checking
from generator.figures.chain_page import Chain
from generator.figures.chain_svg import HEIGHT, WIDTH, spots
from generator.model import ChainLink, ChainNode


@pytest.fixture(scope="module")
def chain(knowledge: Knowledge) -> Chain:
    links = tuple(knowledge.all("chain", ChainLink).values())
    return Chain(knowledge.all("chain-nodes", ChainNode), links, str)


@dataclass(frozen=True)
class L:
    id: str
    from_: str
    to: str
    strength: str
    mechanism: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class N:
    id: str
    region: str
    title: str = ""


def test_the_best_way_counts_and_nothing_is_reached_twice() -> None:
    links = [L("1", "a", "b", "limited"), L("2", "b", "c", "moderate"), L("3", "a", "c", "plausible")]
    assert reach(links, ["c"], "before") == [Reach("b", "c", ("2",), 700_000), Reach("a", "c", ("2", "1"), 350_000)]
    assert [r.node for r in reach(links, ["a"], "after")] == ["b", "c"]


def test_three_links_at_most_and_no_circle() -> None:
    links = [L(f"{i}", f"n{i}", f"n{i + 1}", "moderate") for i in range(6)] + [L("back", "n6", "n0", "moderate")]
    assert [r.node for r in reach(links, ["n0"], "after")] == ["n1", "n2", "n3"]
    assert reach(
        [L("1", "a", "a", "moderate"), L("2", "a", "b", "limited"), L("3", "b", "a", "limited")], ["a"], "after"
    ) == [Reach("b", "a", ("2",), 500_000)]


def test_a_weak_way_is_dropped_at_the_limit() -> None:
    assert STRENGTHS["moderate"] * STRENGTHS["limited"] * STRENGTHS["plausible"] == LIMIT
    for last, reached in (("plausible", True), ("contested", False)):
        links = [L("1", "c", "d", "moderate"), L("2", "b", "c", "limited"), L("3", "a", "b", last)]
        assert ("a" in [r.node for r in reach(links, ["d"], "before")]) == reached


def test_worth_checking_names_other_places_only() -> None:
    links = [
        L("1", "ankle", "knee", "moderate"),
        L("2", "knee", "kneecap", "limited"),
        L("3", "knee", "hip", "limited"),
    ]
    nodes = [N("ankle", "ankle-foot"), N("knee", "knee"), N("kneecap", "knee"), N("hip", "hip-buttock")]
    assert [r.node for r in worth_checking(links, nodes, ["knee"])] == ["ankle"]
    assert worth_checking(links, nodes, []) == []


def test_every_node_has_a_dot_of_its_own(chain: Chain) -> None:
    at = spots(chain.nodes.values())
    assert set(at) == set(chain.nodes)
    assert len(set(at.values())) == len(at), "two nodes share a dot: add rows to ROWS"
    for node in chain.nodes.values():
        assert chain.directions(node), f"{node.id} has no link"


def test_every_link_is_drawn(chain: Chain) -> None:
    assert chain.picture().count("data-from=") == len(chain.links)


def test_dots_lie_in_the_frame_apart_from_each_other(chain: Chain) -> None:
    at = list(spots(chain.nodes.values()).values())
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in at)
    near = min((ax - bx) ** 2 + (ay - by) ** 2 for i, (ax, ay) in enumerate(at) for bx, by in at[:i])
    assert near**0.5 >= 13


def test_the_picture_is_strict_and_small(chain: Chain) -> None:
    svg = chain.picture()
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|http", svg)
    assert len(svg) < 32_000
    assert "\n" not in svg
