"""What a figure's picture shows: rows no higher than needed, numbers of one size, a floor, close-ups that say so."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from generator.drawing.mannequin import svg
from generator.drawing.mannequin.framing import SEEN, disc, extent, frame, lettering, panes, roomy
from generator.drawing.mannequin.pose import Figure
from generator.drawing.mannequin.scene import scene
from generator.drawing.mannequin.skeleton import point
from generator.knowledge.base import Knowledge
from generator.pictures.figures import drawable

UPRIGHT = {"shows": "x", "base": "standing"}
LYING = {"shows": "x", "base": "supine"}


def _figure(*poses: Mapping[str, object], **said: object) -> Figure:
    return Figure.model_validate({"poses": poses, **said})


def test_numbers_look_the_same_in_every_figure(knowledge: Knowledge) -> None:
    for page, figure in drawable(knowledge):
        s = scene(figure)
        found = panes(s, roomy(s, frame(s)))
        width, height = extent(found)
        pixels = min(SEEN[0] / width, SEEN[1] / height)
        assert 16 < lettering(found) * pixels < 22, page.id


def test_a_row_is_as_high_as_its_poses() -> None:
    s = scene(_figure(LYING, {"shows": "x", "bend": {"near hip": 90}}))
    low, high = (pane.box for pane in panes(s, frame(s)))
    assert high.h > low.h + 40
    assert low.y + low.h == high.y + high.h


@pytest.mark.parametrize("view", ["three-quarter", "rear-quarter", "high", "front-high"])
def test_people_seen_from_above_stand_on_a_floor(view: str) -> None:
    left, right, top, bottom = disc(scene(_figure(UPRIGHT, view=view)))
    assert left[0] < -8 < 8 < right[0]
    assert bottom[1] < left[1] < top[1]


@pytest.mark.parametrize("said", [{"view": "side"}, {"view": "above"}, {"view": "high", "zoom": ["head"]}])
def test_others_need_no_floor(said: dict[str, object]) -> None:
    assert disc(scene(_figure(UPRIGHT, **said))) == []


def test_a_mat_is_floor_enough() -> None:
    assert disc(scene(_figure({**LYING, "props": ["mat 0"]}, view="high"))) == []


def test_a_close_up_is_framed_and_its_number_has_a_corner() -> None:
    drawn = svg("x", _figure(UPRIGHT, {"shows": "x", "bend": {"neck": 20}}, zoom=["head"]), "x")
    assert len(re.findall(r'class="t".*?class="r".*?<text class="c"', drawn)) == 2
    assert 'class="r"' not in svg("x", _figure(UPRIGHT, LYING), "x")


def test_a_close_up_shows_the_floor_only_where_it_reaches() -> None:
    assert 'class="g"' in svg("x", _figure(UPRIGHT, zoom=["near toes"]), "x")
    assert 'class="g"' not in svg("x", _figure(UPRIGHT, zoom=["head"]), "x")


def test_the_chin_drops_more_than_it_goes_back() -> None:
    shut, open_ = scene(_figure(UPRIGHT, {"shows": "x", "bend": {"jaw": 24}})).keys
    before, after = (point(m.posture.frames, "chin") for m in (shut, open_))
    assert before[1] - after[1] > 3 > before[0] - after[0] > 0


@pytest.mark.parametrize(("works", "told"), [("near", False), ("both", False), ("far", True)])
def test_a_figure_whose_left_side_works_says_so(works: str, told: bool) -> None:
    assert ('data-works="left"' in svg("x", _figure(UPRIGHT, works=works), "x")) == told
