"""The kinetic chain: what is reached from where and how far it is trusted; its picture and its page in the browser."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from generator.brand import read as read_brand
from generator.drawing.maps.chain_map import HEIGHT, WIDTH, spots
from generator.knowledge.base import Knowledge
from generator.model import ChainLink, ChainNode
from generator.pictures.chain import Chain
from generator.reach.people import person
from generator.site.generate import generate
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.asking.chain import LIMIT, STRENGTHS, Reach, reach, worth_checking
from quiz.bridge import Engine
from quiz.judging.flow import asked
from quiz.judging.verdict import judge
from quiz.telling.assessment import assess
from quiz.telling.phrase import tell
from quiz.telling.report import report
from tests.bases import ROOT
from tests.browsing import serving


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


def test_worth_checking_names_other_places_one_link_away_the_best_backed_first() -> None:
    links = [
        L("1", "hip", "knee", "limited"),
        L("2", "ankle", "knee", "moderate"),
        L("3", "knee", "kneecap", "limited"),
        L("4", "calf", "ankle", "moderate"),
        L("5", "trunk", "kneecap", "limited"),
    ]
    regions = {"ankle": "ankle-foot", "knee": "knee", "kneecap": "knee", "hip": "hip-buttock", "calf": "lower-leg"}
    regions["trunk"] = "low-back"
    assert [r.node for r in worth_checking(links, regions, ["knee"])] == ["ankle", "hip", "trunk"]
    assert [r.node for r in worth_checking(links, regions, ["knee", "ankle-foot"])] == ["calf", "hip", "trunk"]
    assert worth_checking(links, regions, []) == []


def test_every_place_that_hurts_gets_only_other_places(chain: Chain) -> None:
    regions = {n.id: n.region for n in chain.nodes.values()}
    for region in set(regions.values()):
        assert all(regions[r.node] != region for r in worth_checking(chain.links, regions, [region]))


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


# In the result.


def test_a_result_names_at_most_three_other_places(engine: Engine, compiled: Bundle) -> None:
    """Only while a routine may exist, and never a place that hurts."""
    seen = 0
    for seed in range(150):
        answers = person(compiled, "quick", seed)
        request = {"op": "assess", "questionnaire": "quick", "answers": answers}
        result = json.loads(engine.handle(json.dumps(request)))["ok"]
        if result["outcome"] == "incomplete":
            continue
        painful = {place.partition(":")[0] for place in answers.get("where", [])}
        places = result["elsewhere"]
        assert len(places) <= 3
        assert not places or result["gate"]["level"] in ("gentle", "full")
        assert all(compiled.chain_regions[p["node"]] not in painful for p in places)
        order = [STRENGTHS[p["strength"]] for p in places]
        assert order == sorted(order, reverse=True)
        seen += bool(places)
    assert seen > 20


def test_what_someone_said_no_to_is_not_worth_a_look(compiled: Bundle) -> None:
    """A bad ankle sprain is not told to whoever answered that they had none; nor a stiff ankle, a rounder back ..."""
    heedless = replace(compiled, chain_findings={})
    spared: set[str] = set()
    for seed in range(150):
        raw = person(compiled, "full", seed)
        answers = read_answers(asked(compiled, "full"), raw)
        before, now = (_places(assess(b, "full", answers)) for b in (heedless, compiled))
        found = judge(compiled, "full", answers).found
        spared |= set(before) - set(now)
        for node in now:
            told = [percent for (f, _), percent in found.items() if f in compiled.chain_findings.get(node, ())]
            assert not told or any(told), (seed, node)
    assert {"past-ankle-sprain", "stiff-ankle"} <= spared


def _places(result: Any) -> list[str]:
    return [p["node"] for p in result.get("elsewhere", [])]


def test_the_report_says_it_with_its_label(
    compiled: Bundle, knowledge: Knowledge, engine: Engine, bundle_text: str
) -> None:
    answers = json.loads((ROOT / "tests/cases/people/desk-worker.json").read_text(encoding="utf-8"))["answers"]
    asked_of = asked(compiled, "quick")
    request = {"op": "assess", "questionnaire": "quick", "answers": {q: a for q, a in answers.items() if q in asked_of}}
    result = json.loads(engine.handle(json.dumps(request)))["ok"]
    words = json.loads(bundle_text)["words"]
    text = " ".join(report(tell(result, words), words).split())
    for place in result["elsewhere"]:
        link = knowledge.all("chain", ChainLink)[place["link"]]
        assert f"({words['chain.strength.' + link.strength]}). {link.mechanism}" in text
    assert result["elsewhere"]


# In the browser.


@pytest.mark.browser
def test_a_chosen_place_shows_what_comes_before_and_after(
    knowledge: Knowledge, browser: Browser, tmp_path: Path
) -> None:
    brand, problems = read_brand(ROOT / "local" / "brand.yml")
    assert brand is not None, problems
    made = {a.path: a.content for a in generate(knowledge, brand)}
    for path, content in made.items():
        if path.endswith(".mjs"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    text = str(made["chain.md"])
    (tmp_path / "chain").mkdir()
    html = f'<!doctype html><meta charset="utf-8">{text[text.index("<div>") :]}'
    (tmp_path / "chain" / "index.html").write_text(html, encoding="utf-8")
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
