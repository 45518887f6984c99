"""The kinetic chain: what is reached from where and how far it is trusted; its picture and its page in the browser."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.base import Knowledge
from generator.brand import read as read_brand
from generator.figures.chain import LIMIT, STRENGTHS, Reach, reach, worth_checking
from generator.figures.chain_page import Chain
from generator.figures.chain_svg import HEIGHT, WIDTH, spots
from generator.model import ChainLink, ChainNode
from generator.site.generate import generate
from tests.browsing import serving
from tests.conftest import ROOT


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


# In the browser.


@pytest.mark.browser
def test_a_chosen_place_shows_what_comes_before_and_after(
    knowledge: Knowledge, browser: Browser, tmp_path: Path
) -> None:
    brand, problems = read_brand(ROOT / "local" / "brand.yml")
    assert brand is not None, problems
    text = next(str(a.content) for a in generate(knowledge, brand) if a.path == "chain.md")
    shutil.copytree(ROOT / "site_overrides" / "assets", tmp_path / "chain" / "assets")
    html = text[text.index("<div>") :].replace("../assets", "assets")
    (tmp_path / "chain" / "index.html").write_text(f'<!doctype html><meta charset="utf-8">{html}', encoding="utf-8")
    with serving(tmp_path) as origin:
        page = browser.new_page()
        page.goto(f"{origin}chain/")
        page.locator("[data-choose]").select_option("knee-drifts-in")
        for node, look in (("knee-drifts-in", "chosen"), ("stiff-ankle", "before"), ("kneecap-pain", "after")):
            expect(page.locator(f'[data-node="{node}"]')).to_have_attribute("data-look", look)
        on = page.locator('[data-from="stiff-ankle"][data-to="knee-drifts-in"]')
        expect(on).to_have_attribute("data-on", "")
        expect(page.locator("[data-chosen]")).to_contain_text("may roll in")
        page.locator('[data-chosen] a[href="#node-kneecap-pain"]').click()
        expect(page.locator("[data-choose]")).to_have_value("kneecap-pain")
        page.locator("[data-choose]").select_option("")
        expect(page.locator("[data-look]")).to_have_count(0)
        page.close()
