"""Small pictures: strict, drawn from a pattern's own muscles, put where a page asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

import pytest

from generator.brand import Brand
from generator.drawing import sketches
from generator.drawing.drawn import Pull
from generator.drawing.mannequin.framing import frame
from generator.drawing.mannequin.pose import Figure
from generator.drawing.mannequin.scene import scene
from generator.drawing.sketches import NAMES
from generator.knowledge.base import Knowledge
from generator.model import STEPS, Muscle, Syndrome
from generator.pictures.bodies import Body
from generator.publishing.placed import NoSuchPicture, put, reached
from tests.bases import ROOT

FORBIDDEN = re.compile(r"\sstyle=|<style|\son\w+=|<script|<text")


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> Mapping[str, str]:
    return knowledge.phrases["en"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gets_the_picture_it_asks_for(name: str, words: Mapping[str, str]) -> None:
    html = put(f"Before.\n\n[picture: {name}]\n\nAfter.", words, {})
    assert html.startswith("Before.\n\n<")
    assert "[picture" not in html
    assert "\n\n" not in html.removeprefix("Before.\n\n").removesuffix("\n\nAfter."), "Markdown would end the block"
    pictures = re.findall(r"<svg [^>]*>", html)
    assert len(pictures) >= 2
    assert all('role="img"' in p and 'aria-label=""' not in p for p in pictures)
    assert not FORBIDDEN.search(html)


def test_a_picture_that_nobody_drew_is_told() -> None:
    with pytest.raises(NoSuchPicture, match="did you mean 'tug-of-war'"):
        put("[picture: tug-of-ward]", {}, {})


def test_a_page_says_how_to_reach_whoever_publishes_it(words: Mapping[str, str], brand: Brand, further: Brand) -> None:
    """From the brand file; where that gives the one way only, it says so."""
    bare, own = (reached("Before.\n\n[contact]\n\nAfter.", words, b, "about/") for b in (brand, further))
    assert f'Please tell {brand.name}: <a href="mailto:{brand.report}?subject=about/">{brand.report}</a>.' in bare
    assert words["page.contact.none"] in bare
    assert further.contact()
    assert all(line in unescape(own) for line in further.contact())
    assert words["page.contact.none"] not in own
    assert "\n\n" not in own.removeprefix("Before.\n\n").removesuffix("\n\nAfter."), "Markdown would end the block"


def test_every_picture_is_on_some_page() -> None:
    pages = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "content").glob("*.md"))
    assert set(re.findall(r"^\[picture: (.+)\]$", pages, re.MULTILINE)) == set(NAMES)


@pytest.mark.parametrize("step", STEPS)
def test_the_four_steps_fit_their_common_frame(step: str) -> None:
    _, pose = sketches.STEPS[step]
    box = frame(scene(Figure.model_validate({"poses": [{"shows": "x", **pose}]})))
    assert box.h <= sketches.FRAME.h + 40, "a wall may go on above"
    assert 'role="img"' in sketches.step(step, "x", {})


def test_the_four_steps_show_the_muscle_that_each_is_done_for(knowledge: Knowledge) -> None:
    drawn = {m.id: m.drawn for m in knowledge.all("muscles", Muscle).values()}
    for step in STEPS:
        assert 'class="m3"' in sketches.step(step, "x", drawn)
        assert 'class="m3"' not in sketches.step(step, "x", {})


@pytest.mark.parametrize(
    ("muscles", "way"),
    [
        ([("front-down", "overactive", 3), ("back-down", "underactive", 3)], "forward"),
        ([("back-up", "overactive", 3), ("front-up", "underactive", 3)], "forward"),
        ([("back-down", "overactive", 3), ("front-down", "underactive", 3)], "back"),
        ([("front-down", "overactive", 3), ("back-up", "underactive", 3), ("front-up", "underactive", 3)], None),
        ([("front-down", "overactive", 3)], None),
        ([(None, "overactive", 3), (None, "underactive", 3)], None),
    ],
)
def test_pulls_that_agree_tip_the_pelvis(muscles: list[tuple[Pull | None, str, int]], way: str | None) -> None:
    assert sketches.tips(sketches.pulls(muscles)) == way


def test_a_groups_most_important_muscle_speaks_for_it() -> None:
    found = sketches.pulls([("back-down", "overactive", 1), ("back-down", "underactive", 3)])
    assert found["back-down"] == "underactive"


def test_the_patterns_of_the_pelvis_have_their_seesaw(knowledge: Knowledge) -> None:
    syndromes = knowledge.all("syndromes", Syndrome)
    body = Body(knowledge.all("muscles", Muscle), lambda key, **_: key, str)
    shown = {name: [way for way, _ in body.seesaw(syndromes[name])] for name in syndromes}
    assert shown["lower-crossed"] == ["level", "forward"]
    assert shown["flat-back"] == ["level", "back"]
    assert shown["upper-crossed"] == []


def test_the_seesaw_tips_forward_by_lowering_its_front() -> None:
    """The person faces right, and y goes down."""
    even = sketches.pulls([])
    beams = {way: re.search(r'__beam" d="M(\S+) (\S+)L(\S+) (\S+)"', sketches.seesaw(even, way, "x")) for way in WAYS}
    drop = {way: float(found[4]) - float(found[2]) for way, found in beams.items() if found}
    assert drop[None] == 0
    assert drop["forward"] > 5
    assert drop["back"] < -5


WAYS: tuple[str | None, ...] = (None, "forward", "back")
