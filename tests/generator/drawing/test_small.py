"""Small pictures: strict, drawn from a pattern's own muscles, put where a page asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from generator.drawing import small as sketches
from generator.drawing.mannequin.framing import frame
from generator.drawing.mannequin.pose import Figure
from generator.drawing.mannequin.scene import scene
from generator.drawing.small import NAMES
from generator.knowledge.base import Knowledge
from generator.model import STEPS, Syndrome
from generator.site.placed import NoSuchPicture, put
from tests.bases import ROOT

FORBIDDEN = re.compile(r"\sstyle=|<style|\son\w+=|<script|<text")


@dataclass(frozen=True)
class S:
    muscle: str
    activity: str
    priority: int = 3


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> Mapping[str, str]:
    return knowledge.phrases["en"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gets_the_picture_it_asks_for(name: str, words: Mapping[str, str]) -> None:
    html = put(f"Before.\n\n[picture: {name}]\n\nAfter.", words)
    assert html.startswith("Before.\n\n<")
    assert "[picture" not in html
    assert "\n\n" not in html.removeprefix("Before.\n\n").removesuffix("\n\nAfter."), "Markdown would end the block"
    pictures = re.findall(r"<svg [^>]*>", html)
    assert len(pictures) >= 2
    assert all('role="img"' in p and 'aria-label=""' not in p for p in pictures)
    assert not FORBIDDEN.search(html)


def test_a_picture_that_nobody_drew_is_told() -> None:
    with pytest.raises(NoSuchPicture, match="did you mean 'tug-of-war'"):
        put("[picture: tug-of-ward]", {})


def test_every_picture_is_on_some_page() -> None:
    pages = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "content").glob("*.md"))
    assert set(re.findall(r"^\[picture: (.+)\]$", pages, re.MULTILINE)) == set(NAMES)


@pytest.mark.parametrize("step", STEPS)
def test_the_four_steps_fit_their_common_frame(step: str) -> None:
    _, pose = sketches.STEPS[step]
    box = frame(scene(Figure.model_validate({"poses": [{"shows": "x", **pose}]})))
    assert box.h <= sketches.FRAME.h + 40, "a wall may go on above"
    assert 'role="img"' in sketches.step(step, "x")


@pytest.mark.parametrize(
    ("muscles", "way"),
    [
        ([S("iliopsoas", "overactive"), S("gluteus-maximus", "underactive")], "forward"),
        ([S("erector-spinae", "overactive"), S("abdominals", "underactive")], "forward"),
        ([S("hamstrings", "overactive"), S("iliopsoas", "underactive")], "back"),
        ([S("iliopsoas", "overactive"), S("erector-spinae", "underactive"), S("abdominals", "underactive")], None),
        ([S("iliopsoas", "overactive")], None),
        ([S("upper-trapezius", "overactive"), S("rhomboids", "underactive")], None),
    ],
)
def test_pulls_that_agree_tip_the_pelvis(muscles: list[S], way: str | None) -> None:
    assert sketches.tips(sketches.pulls(muscles)) == way


def test_a_groups_most_important_muscle_speaks_for_it() -> None:
    found = sketches.pulls([S("hamstrings", "overactive", 1), S("gluteus-maximus", "underactive", 3)])
    assert found["back-down"] == "underactive"


def test_the_patterns_of_the_pelvis_have_their_seesaw(knowledge: Knowledge) -> None:
    syndromes = knowledge.all("syndromes", Syndrome)
    assert sketches.tips(sketches.pulls(syndromes["lower-crossed"].muscles)) == "forward"
    assert sketches.tips(sketches.pulls(syndromes["flat-back"].muscles)) == "back"
    assert sketches.tips(sketches.pulls(syndromes["upper-crossed"].muscles)) is None


def test_the_seesaw_tips_forward_by_lowering_its_front() -> None:
    """The person faces right, and y goes down."""
    even = sketches.pulls([])
    beams = {way: re.search(r'__beam" d="M(\S+) (\S+)L(\S+) (\S+)"', sketches.seesaw(even, way, "x")) for way in WAYS}
    drop = {way: float(found[4]) - float(found[2]) for way, found in beams.items() if found}
    assert drop[None] == 0
    assert drop["forward"] > 5
    assert drop["back"] < -5


WAYS: tuple[str | None, ...] = (None, "forward", "back")
