"""The body maps: shapes inside the frame and mirrored, strict markup, map and list in step."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.drawing.drawn import Drawn
from generator.drawing.maps.body_map import place_style, result_map, where_map
from generator.drawing.maps.crossed import State, corners
from generator.drawing.maps.silhouette import HALF, HEIGHT, LINES, MIDLINE, VIEWS, WIDTH, Shape, place, spline
from generator.knowledge.base import Knowledge
from generator.model import Muscle, Region, Syndrome
from generator.pictures.bodies import Body
from generator.site import form, later
from quiz.telling.phrase import tell
from tests.bases import ROOT
from tests.browsing import serving

ASSETS = ROOT / "site_overrides" / "assets"
SHAPES = [
    *((f"outline {v}", v, HALF[v]) for v in VIEWS),
    *((f"line {v}", v, s) for v in VIEWS for _, s in LINES[v]),
]


@pytest.fixture(scope="module")
def body(knowledge: Knowledge) -> Body:
    return Body(knowledge.all("muscles", Muscle), lambda key, **values: _say(knowledge, key, **values), str)


def _say(knowledge: Knowledge, key: str, **values: str) -> str:
    said = tell({"say": key, **values}, knowledge.phrases["en"])
    assert isinstance(said, str)
    return said


def _regions(knowledge: Knowledge) -> list[Region]:
    return list(knowledge.all("regions", Region).values())


def _where(knowledge: Knowledge) -> str:
    return where_map(_regions(knowledge), knowledge.phrases["en"].__getitem__, "w")


def _result(knowledge: Knowledge) -> str:
    muscles = knowledge.all("muscles", Muscle).values()
    return result_map(muscles, "alt", knowledge.phrases["en"].__getitem__, "r")


# Shapes.


def test_every_region_has_a_place_in_its_views(knowledge: Knowledge) -> None:
    for region in _regions(knowledge):
        shapes = [(v, shape) for v in VIEWS if (shape := region.drawn.on(v))]
        assert shapes, region.id
        for view, shape in shapes:
            test_left_and_right_are_mirrored_inside_the_frame(region.id, view, shape)
            if not region.sided:
                assert shape[0][0] == shape[-1][0] == 0, f"{region.id} does not begin and end on the midline"


def test_every_muscle_is_drawn(knowledge: Knowledge) -> None:
    assert [m.id for m in knowledge.all("muscles", Muscle).values() if not m.drawn.map] == []


@pytest.mark.parametrize(("name", "view", "shape"), SHAPES, ids=[s[0] for s in SHAPES])
def test_left_and_right_are_mirrored_inside_the_frame(name: str, view: str, shape: Shape) -> None:
    seen = next(v for v in VIEWS if v == view)
    left, right = place(seen, "left", shape), place(seen, "right", shape)
    for (ax, ay, _), (bx, by, _) in zip(left, right, strict=True):
        assert ax - MIDLINE[seen] == pytest.approx(MIDLINE[seen] - bx)
        assert ay == by
        assert abs(ax - MIDLINE[seen]) <= WIDTH / 4
        assert 0 <= ay <= HEIGHT


def test_the_right_hand_is_on_the_viewers_left_in_front_and_on_the_right_behind() -> None:
    assert place("front", "right", ((10, 0),))[0][0] < MIDLINE["front"]
    assert place("back", "right", ((10, 0),))[0][0] > MIDLINE["back"]


@pytest.mark.parametrize("view", VIEWS)
def test_the_figure_is_seven_and_a_half_heads_tall(view: str) -> None:
    low = max(p[1] for p in HALF[next(v for v in VIEWS if v == view)])
    assert low / 50 == pytest.approx(7.5, abs=0.1)


def test_muscles_lie_on_the_body(knowledge: Knowledge) -> None:
    """Every corner of a muscle is within the outline, or at most a line's width outside it."""
    for muscle in knowledge.all("muscles", Muscle).values():
        for view, shapes in muscle.drawn.map.items():
            for point in (point for shape in shapes for point in shape):
                assert _inside(HALF[view], point[0], point[1]), f"{muscle.id} {view} {point}"


def _inside(outline: object, x: float, y: float, slack: float = 1.5) -> bool:
    points = [(p[0], p[1]) for p in outline]  # type: ignore[attr-defined]
    near = min((px - x) ** 2 + (py - y) ** 2 for px, py in points)
    crossings = sum(
        (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True)
    )
    return crossings % 2 == 1 or near < slack**2 or x <= slack


def test_a_path_is_closed_and_short() -> None:
    assert spline([(0, 0, True), (10.04, 0, True), (10, -0.5, True)]) == "M0 0l10 0l0-.5l-10 .5z"
    round_ = spline([(0, 0, False), (10, 0, False), (10, 10, False), (0, 10, False)])
    assert re.fullmatch(r"M0 0c[^cs]+(s[^cs]+){3}z", round_)
    assert spline([(0, 0, False), (5, 3, False), (9, 3, False)], closed=False).count("s") == 1


# Markup.


def test_no_style_and_no_script_in_any_picture(knowledge: Knowledge, body: Body) -> None:
    syndromes = knowledge.all("syndromes", Syndrome).values()
    pictures = [_where(knowledge), _result(knowledge), *(body.pattern(s) for s in syndromes)]
    pictures += [body.muscle(m) for m in knowledge.all("muscles", Muscle).values()]
    pictures += [body.cross(s) for s in syndromes]
    for svg in pictures:
        assert not re.search(r"\sstyle=|<style|<script|\son\w+=|http", svg)
        assert "\n" not in svg, "Markdown would end the block"


def test_pictures_are_small(knowledge: Knowledge, body: Body) -> None:
    assert len(_where(knowledge)) < 24_000
    assert len(_result(knowledge)) < 38_000
    for muscle in knowledge.all("muscles", Muscle).values():
        assert len(body.muscle(muscle)) < 10_000, muscle.id
    for syndrome in knowledge.all("syndromes", Syndrome).values():
        assert len(body.pattern(syndrome)) < 20_000, syndrome.id


def test_every_place_of_the_list_is_on_the_map_and_in_its_stylesheet(knowledge: Knowledge) -> None:
    names = [n for r in _regions(knowledge) for n in ([f"{r.id}:left", f"{r.id}:right"] if r.sided else [r.id])]
    svg, css = _where(knowledge), place_style(_regions(knowledge))
    assert {*re.findall(r'data-place="([^"]+)"', svg)} == set(names)
    for name in names:
        assert f'[value="{name}"]:checked) [data-place="{name}"]' in css


def test_a_picture_is_named_for_those_who_do_not_see_it(knowledge: Knowledge, body: Body) -> None:
    soleus = knowledge.all("muscles", Muscle)["soleus"]
    assert 'role="img" aria-label="Where it is: Soleus' in body.muscle(soleus)


def test_a_muscle_nobody_has_drawn_has_no_picture(body: Body) -> None:
    soleus = body.muscles["soleus"]
    assert isinstance(soleus, Muscle)
    assert body.muscle(soleus.model_copy(update={"drawn": Drawn()})) == ""


# The X.


def test_the_crossed_syndromes_cross_and_one_sided_ones_do_not(knowledge: Knowledge, body: Body) -> None:
    found = [s.id for s in knowledge.all("syndromes", Syndrome).values() if body.cross(s)]
    assert {"upper-crossed", "lower-crossed"} <= set(found)
    assert {"knee-valgus", "elevated-shoulder", "pronation-distortion"}.isdisjoint(found)


def test_lines_that_do_not_meet_make_no_x() -> None:
    apart = [
        State("upper-trapezius", "overactive", 3, (-15, 62)),
        State("pectoralis-minor", "overactive", 3, (13, 86)),
        State("gluteus-maximus", "underactive", 3, (-22, 198)),
        State("abdominals", "underactive", 3, (13, 150)),
    ]
    assert corners(apart) is None


# In the browser.


@pytest.fixture(scope="module")
def page(knowledge: Knowledge, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The quick check alone on a page; Python is not there, so that the whole form is open."""
    folder = tmp_path_factory.mktemp("map")
    shutil.copytree(ASSETS, folder / "assets")
    here = folder / "assets" / "counterpoise"
    (here / "body-places.css").write_text(place_style(_regions(knowledge)), encoding="utf-8")
    for name, content in later.files(form.parts_later(knowledge, "en")):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(content, encoding="utf-8")
    styles = ("tokens", "body-map", "assessment", "body-places")
    sheets = "".join(f'<link rel="stylesheet" href="assets/counterpoise/{n}.css">' for n in styles)
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">{sheets}'
        '<body data-md-color-scheme="default"><article class="md-typeset">'
        + form.render(knowledge, "quick", root="./"),
        encoding="utf-8",
    )
    with serving(folder) as origin:
        opened = browser.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
        opened.goto(origin)
        expect(opened.locator("counterpoise-assessment")).to_have_attribute("data-mode", "plain")
        opened.locator("[data-body-map]").scroll_into_view_if_needed()
        expect(opened.locator("[data-body-map] [data-later]")).to_have_count(0)
        yield opened
        opened.close()


def _fill(page: Page, name: str) -> str:
    found: str = page.locator(f'[data-place="{name}"] .cp-body__area').first.evaluate("el => getComputedStyle(el).fill")
    return found


def _tap(page: Page, name: str) -> None:
    page.locator(f'[data-place="{name}"] .cp-body__hit').first.click(force=True)


@pytest.mark.browser
def test_a_tap_ticks_the_list_and_the_list_colours_the_map(page: Page) -> None:
    tick = page.locator('input[value="knee:left"]')
    page.mouse.move(0, 0)
    plain = _fill(page, "knee:right")
    _tap(page, "knee:left")
    expect(tick).to_be_checked()
    expect(page.locator("[data-place-name]")).to_have_text("Knee, left")
    page.mouse.move(0, 0)
    chosen = _fill(page, "knee:left")
    assert chosen != plain
    assert _fill(page, "knee:right") == plain
    page.locator("details", has=tick).locator("summary").first.click()
    tick.uncheck()
    page.mouse.move(0, 0)
    assert _fill(page, "knee:left") == plain
    tick.focus()
    page.keyboard.press("Space")
    page.mouse.move(0, 0)
    assert _fill(page, "knee:left") == chosen


@pytest.mark.browser
def test_nowhere_clears_the_map_and_a_tap_clears_nowhere(page: Page) -> None:
    nowhere = page.locator('input[value="nowhere"]')
    _tap(page, "shoulder:right")
    nowhere.check()
    expect(page.locator('input[value="shoulder:right"]')).not_to_be_checked()
    page.mouse.move(0, 0)
    assert _fill(page, "shoulder:right") == _fill(page, "thigh:left")
    _tap(page, "low-back:left")
    expect(nowhere).not_to_be_checked()
    expect(page.locator('input[value="low-back:left"]')).to_be_checked()


@pytest.mark.browser
def test_every_place_can_be_tapped_on_a_small_phone(page: Page) -> None:
    """Where each hit shape can be hit at all, it is at least 24 pixels wide and high, on one of the views."""
    sizes: dict[str, list[float]] = page.evaluate(
        """() => {
            const best = {}
            for (const hit of document.querySelectorAll(".cp-body__hit")) {
                const { width, height } = hit.getBoundingClientRect()
                const name = hit.parentElement.dataset.place
                const least = Math.min(width, height)
                if (!(name in best) || least > best[name][0]) best[name] = [least, width, height]
            }
            return best
        }"""
    )
    assert len(sizes) == 25
    assert all(least >= 24 for least, _, _ in sizes.values()), sizes


@pytest.mark.browser
def test_the_map_takes_no_focus_and_is_not_read_out(page: Page) -> None:
    assert page.locator("counterpoise-body-map :is(a, button, input, [tabindex])").count() == 0
    expect(page.locator("counterpoise-body-map svg")).to_have_attribute("aria-hidden", "true")


@pytest.mark.browser
def test_the_result_shows_each_muscle_as_the_list_names_it(page: Page) -> None:
    found: list[list[str]] = page.evaluate(
        """async () => {
            const { paintMuscles } = await import("./assets/counterpoise/form/body-map.mjs")
            const result = document.querySelector('template[data-template="result"]').content.cloneNode(true)
            await paintMuscles(result, [
                { id: "soleus", activity: "overactive", side: null },
                { id: "gluteus-medius", activity: "underactive", side: "left" },
                { id: "hamstrings", activity: "unclear", side: "both" },
            ])
            return [...result.querySelectorAll("[data-muscle][data-activity]")]
                .map((g) => [g.dataset.muscle, g.dataset.side, g.dataset.activity, g.getAttribute("fill")])
        }"""
    )
    assert sorted(found, key=str) == [
        ["gluteus-medius", "left", "underactive", "url(#ca-muscles-underactive)"],
        ["hamstrings", "left", "unclear", None],
        ["hamstrings", "right", "unclear", None],
        ["soleus", "left", "overactive", "url(#ca-muscles-overactive)"],
        ["soleus", "right", "overactive", "url(#ca-muscles-overactive)"],
    ]
