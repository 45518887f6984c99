"""Every figure keeps the rules, and the drawing its promises: small, strict, the same each time, limbs that hold."""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import get_args
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from generator.brand import Brand
from generator.commands.figures import sheet
from generator.drawing.drawn import Patch, Segment, Work
from generator.drawing.mannequin import stylesheet, svg
from generator.drawing.mannequin.camera import ARM, LEG, TORSO, Piece
from generator.drawing.mannequin.draw import thumb
from generator.drawing.mannequin.framing import frame
from generator.drawing.mannequin.measures import SIDED_POINTS
from generator.drawing.mannequin.motion import key
from generator.drawing.mannequin.outline import band, path, seen
from generator.drawing.mannequin.pose import Figure
from generator.drawing.mannequin.presets import PRESETS
from generator.drawing.mannequin.scene import Moment, Scene, scene
from generator.drawing.mannequin.skeleton import point
from generator.drawing.mannequin.vector import about_x, about_y, about_z, angles, size, sub, times
from generator.knowledge.base import Knowledge
from generator.model import Exercise, Muscle, SelfTest
from generator.pictures.figures import drawable, name_of, still, works
from generator.rules import figures as rules
from generator.site.generate import generate

BONES = (("thigh", "shin"), ("shin", "foot"), ("upper-arm", "forearm"), ("forearm", "hand"))
NO_MOVEMENT = {"flexible-joints", "limb-girth"}
"""Self-tests that are a list of questions or a measurement, with nothing to do that a figure could show."""
FORBIDDEN = re.compile(r"\sstyle=|<style|\son\w+=|<script|javascript:")


@pytest.fixture(scope="module")
def drawn(knowledge: Knowledge) -> dict[str, tuple[Figure, str]]:
    """Every figure and its picture, by name."""
    return {name: (figure, svg(name, figure, title, worked)) for name, figure, title, worked in _figures(knowledge)}


def _figures(k: Knowledge) -> Iterator[tuple[str, Figure, str, list[Work]]]:
    for page, figure in drawable(k):
        yield name_of(page), figure, page.title, works(k, page)


def test_everything_that_moves_has_a_figure(knowledge: Knowledge) -> None:
    missing = [e.id for e in knowledge.all("exercises", Exercise).values() if e.figure is None]
    missing += [t.id for t in knowledge.all("tests", SelfTest).values() if t.figure is None]
    assert set(missing) <= NO_MOVEMENT


def test_every_figure_keeps_every_rule(knowledge: Knowledge) -> None:
    assert [str(p) for p in rules.check(knowledge)] == []


def test_limbs_keep_their_length_at_every_moment(drawn: dict[str, tuple[Figure, str]]) -> None:
    for name, (figure, _) in drawn.items():
        s = scene(figure)
        first = s.keys[0].posture.frames
        for m in (m for way in s.between for m in way):
            for a, b in BONES:
                for side in ("near", "far"):
                    lengths = [size(sub(f[f"{side} {a}"][0], f[f"{side} {b}"][0])) for f in (first, m.posture.frames)]
                    assert abs(lengths[0] - lengths[1]) < 0.2, (name, side, a)


def test_pictures_are_strict_and_small(drawn: dict[str, tuple[Figure, str]]) -> None:
    for name, (_, text) in drawn.items():
        ElementTree.fromstring(text)
        assert not FORBIDDEN.search(text), name
        assert len(text.encode()) <= rules.MOST_BYTES, name


def test_pictures_speak(drawn: dict[str, tuple[Figure, str]], knowledge: Knowledge) -> None:
    for name, figure, title, worked in _figures(knowledge):
        root = ElementTree.fromstring(drawn[name][1])
        image = root[0]
        assert image.get("role") == "img"
        named = [e for i in (image.get("aria-labelledby") or "").split() for e in root.iter() if e.get("id") == i]
        text = " ".join("".join(e.itertext()) for e in named)
        assert title in text
        assert all(p.shows in text for p in figure.poses), name
        assert all(w.title in text for w in worked if w.share == 3), name


def test_moving_figures_have_keyframes_and_only_those(drawn: dict[str, tuple[Figure, str]]) -> None:
    sheet = stylesheet({name: figure for name, (figure, _) in drawn.items()})
    frames = set(re.findall(r"@keyframes ([\w-]+)\{", sheet))
    classes = {c for _, text in drawn.values() for found in re.findall(r'class="([^"]*)"', text) for c in found.split()}
    used = {c for c in classes if re.search(r"-\d+$", c)}
    assert used == frames
    assert sheet.count("{") == sheet.count("}")
    assert sheet.index("@keyframes") > sheet.index("no-preference")


def test_names_do_not_collide(drawn: dict[str, tuple[Figure, str]]) -> None:
    assert len({key(name) for name in drawn}) == len(drawn)
    ids = [i for _, text in drawn.values() for i in re.findall(r'\bid="([^"]+)"', text)]
    assert len(ids) == len(set(ids))


def test_same_figure_same_bytes(knowledge: Knowledge, drawn: dict[str, tuple[Figure, str]]) -> None:
    name, figure, title, worked = next(_figures(knowledge))
    again = Figure.model_validate_json(figure.model_dump_json())
    assert svg(name, again, title, worked) == drawn[name][1]
    assert stylesheet({name: again}) == stylesheet({name: figure})


def test_every_muscle_can_be_coloured(knowledge: Knowledge) -> None:
    assert [m.id for m in knowledge.all("muscles", Muscle).values() if not m.drawn.figure] == []


def test_a_patch_may_be_on_every_segment_with_muscles() -> None:
    assert {*ARM, *LEG, *TORSO, "head"} == set(get_args(Segment))


@pytest.mark.parametrize("base", sorted(PRESETS))
def test_every_base_posture_is_a_figure(base: str) -> None:
    figure = Figure.model_validate({"poses": [{"shows": "x", "base": base}]})
    assert 'role="img"' in svg("x", figure, "x")


@pytest.mark.parametrize(
    "fault",
    [
        {"shows": "x", "base": "flying"},
        {"shows": "x", "base": "standing", "bend": {"near tail": 3}},
        {"shows": "x", "base": "standing", "touch": {"near hand": "moon 3"}},
        {"shows": "x", "base": "standing", "touch": {"near hip": "floor 3"}},
        {"shows": "x", "base": "standing", "props": ["sofa 30"]},
        {"shows": "x", "base": "standing", "arrows": ["up"]},
        {"shows": "x", "base": "standing", "colour": "red"},
    ],
)
def test_what_the_language_does_not_know_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Figure.model_validate({"poses": [fault]})


@pytest.mark.parametrize(
    ("rule", "pose"),
    [
        ("figure-joint", {"bend": {"near elbow": 170}}),
        ("figure-contact", {"touch": {"near hand": "floor 60"}}),
        ("figure-wall", {"touch": {"near hand": "wall 130"}}),
        ("figure-floor", {"pelvis": [0, 30], "touch": {"foot": None}}),
        ("figure-sides", {"turn": 180, "touch": {"foot": None}}),
        ("figure-arrow", {"arrows": ["near hand"]}),
        ("figure-frame", {"props": ["chair 200", "chair -200"]}),
    ],
)
def test_each_rule_finds_its_fault(rule: str, pose: dict[str, object]) -> None:
    figure = Figure.model_validate({"poses": [{"shows": "x", "base": "standing", **pose}]})
    shown = rules.Shown(figure, scene(figure), 0)
    found = {f.__name__.replace("_", "-") for f in rules.CHECKS if list(f(shown))}
    assert rule in found


def test_a_held_hand_may_slip_by_two_millimetres() -> None:
    """A hand that is to hold ever lower places: first it slips by a little, then by what is a fault."""
    little = beyond = 0
    for tenths in range(700, 800):
        pose = {"shows": "x", "base": "standing", "touch": {"near hand": f"0 {tenths / 10}"}}
        figure = Figure.model_validate({"poses": [pose]})
        shown = rules.Shown(figure, scene(figure), 0)
        wanted, reached = shown.scene.keys[0].posture.held["near hand"]
        gap = math.dist(wanted, reached)
        assert bool(list(rules.figure_contact(shown))) == (gap > 0.2)
        little += 0.1 < gap <= 0.2
        beyond += 0.2 < gap < 0.35
    assert little
    assert beyond


def test_a_jaw_opens_in_figures_that_bend_it() -> None:
    closed, opened = ({"shows": "x", "base": "sitting", "bend": {"jaw": angle}} for angle in (0, 25))
    chins = [point(k.posture.frames, "chin") for k in scene(Figure.model_validate({"poses": [closed, opened]})).keys]
    assert chins[1][1] < chins[0][1] - 1


def test_an_arch_lifts_in_figures_that_bend_it() -> None:
    flat, lifted = ({"shows": "x", "base": "standing", "bend": {"near arch": rise}} for rise in (0, 2))
    s = scene(Figure.model_validate({"poses": [flat, lifted]}))
    tops = [max(y + r for p in _pieces(s, m) if p.kind == "hollow" for _, y, r in p.circles) for m in s.keys]
    assert tops == [pytest.approx(0, abs=0.3), pytest.approx(2, abs=0.3)]
    assert "hollow" not in svg("x", Figure.model_validate({"poses": [flat]}), "x")


def _pieces(s: Scene, m: Moment) -> Iterator[Piece]:
    return (p for layer in s.layers(m, ()) for p in layer.shape)


def test_all_of_the_body_is_inside_the_frame(drawn: dict[str, tuple[Figure, str]]) -> None:
    for name, (figure, _) in drawn.items():
        s = scene(figure)
        box = frame(s)
        for m in [] if figure.zoom else s.keys:
            for part in ("crown", "near hand", "far hand", "near toes", "far toes", "pelvis"):
                x, y, _ = seen(s.camera, point(m.posture.frames, part), 0)
                assert box.x <= x <= box.x + box.w, (name, part)
                assert box.y <= -y <= box.y + box.h, (name, part)


def test_the_contact_sheet_shows_every_figure(knowledge: Knowledge, drawn: dict[str, tuple[Figure, str]]) -> None:
    html, css, count = sheet(knowledge)
    assert count == len(drawn) == html.count("<figure ")
    assert css.count("@keyframes") == len(set(re.findall(r"@keyframes ([\w-]+)", css)))


# The still on a card.

MOST_STILL = 450
"""What the index of all exercises may weigh more for each figure: bytes, as it is sent."""
UPRIGHT = {"shows": "x", "base": "standing"}
ONE_LEG = {**UPRIGHT, "touch": {"near foot": None}, "bend": {"near hip": 60, "near knee": 80}}


def _thumb(*poses: Mapping[str, object], **figure: object) -> str:
    patch = Patch.model_validate({"on": "thigh", "faces": "front", "balls": "3.8 -7 1 4.3, 2.1 -35 0.5 3.2"})
    return thumb(Figure.model_validate({"poses": poses, **figure}), [Work("quadriceps", "Quadriceps", 3, (patch,))])


def test_every_card_whose_page_has_a_figure_shows_it(knowledge: Knowledge, brand: Brand) -> None:
    pages = {a.path: str(a.content) for a in generate(knowledge, brand)}
    drawn: dict[str, Mapping[str, Exercise | SelfTest]] = {
        "exercises": knowledge.all("exercises", Exercise),
        "tests": knowledge.all("tests", SelfTest),
    }
    for kind, entities in drawn.items():
        cards = pages[f"{kind}/index.md"].split('<li class="cp-card ')[1:]
        shown = {m[1]: card for card in cards if (m := re.search(rf'href="[./]+{kind}/([\w-]+)/"', card))}
        assert set(shown) == set(entities)
        for name, page in entities.items():
            assert shown[name].count("cpf-still") == (1 if page.figure else 0), name
    for name in knowledge.kinds["protocols"]:
        text = pages[f"protocols/{name}.md"]
        assert text.count("cpf-still") == text.count('<li class="cp-card ') > 3, name


def test_stills_are_light_decoration(knowledge: Knowledge) -> None:
    stills = {name_of(page): still(knowledge, page) for page, _ in drawable(knowledge)}
    for name, drawn in stills.items():
        assert ElementTree.fromstring(drawn).get("aria-hidden") == "true", name
        assert not FORBIDDEN.search(drawn), name
        assert not re.search(r"\sid=|href=|<text|role=", drawn), name
    exercises = [drawn for name, drawn in stills.items() if name.startswith("x-")]
    assert len(gzip.compress("\n".join(exercises).encode(), mtime=0)) <= MOST_STILL * len(exercises)


def test_a_still_is_the_last_pose_or_the_one_that_says_most() -> None:
    assert _thumb(UPRIGHT, ONE_LEG) == _thumb(ONE_LEG)
    assert _thumb(UPRIGHT, ONE_LEG, still=1) == _thumb(UPRIGHT)
    assert _thumb(UPRIGHT) != _thumb(ONE_LEG)


def test_a_limb_behind_its_twin_is_not_drawn() -> None:
    assert "far" not in _thumb(UPRIGHT)
    assert 'class="far"' in _thumb(ONE_LEG)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_card_keeps_its_figures_place_before_it_is_drawn(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    measure = """() => [...document.querySelectorAll(".cp-card__figure")].map(slot => {
        const [a, b] = [slot, slot.parentElement].map(e => e.getBoundingClientRect())
        return [a.width, a.height, a.left >= b.left && a.right <= b.right && a.top >= b.top, b.height]
    })"""
    for place in ("exercises/", "tests/", "protocols/flat-back/"):
        page.goto(address + place)
        drawn = page.evaluate(measure)
        assert len({(round(w), round(h)) for w, h, _, _ in drawn}) == 1
        assert all(w > 60 and h > 60 and inside for w, h, inside, _ in drawn)
        page.evaluate("document.querySelectorAll('.cp-card__figure svg').forEach(svg => svg.remove())")
        assert page.evaluate(measure) == drawn
    context.close()


def test_knees_bend_backwards() -> None:
    """A crouch solved from where the feet are has its knees in front."""
    pose = {"shows": "x", "base": "standing", "pelvis": [-20, 55], "lean": 30}
    frames = scene(Figure.model_validate({"poses": [pose]})).keys[0].posture.frames
    assert frames["near shin"][0][0] > frames["near thigh"][0][0]
    assert frames["near shin"][0][0] > frames["near foot"][0][0]


@pytest.mark.parametrize("turned", [(20.0, 30.0, -40.0), (-150.0, 60.0, 10.0), (0.0, 0.0, 0.0)])
def test_angles_undo_turning(turned: tuple[float, float, float]) -> None:
    a, b, c = turned
    assert angles(times(about_z(a), about_x(b), about_y(c))) == pytest.approx(turned, abs=1e-6)


def test_a_rubber_band_goes_round() -> None:
    circles = [(0.0, 0.0, 3.0), (10.0, 0.0, 2.0), (5.0, 1.0, 1.0)]
    touched = band(circles)
    assert {c for c, _, _ in touched} == set(circles[:2])
    assert all(b >= a for _, a, b in touched)
    assert touched[-1][2] - touched[0][1] == pytest.approx(6.283185, abs=1e-5)
    assert all(x[2] == pytest.approx(y[1]) for x, y in pairwise(touched))
    assert path(circles).startswith("M")


def test_a_ball_is_round() -> None:
    arcs = re.findall(r"a(\d+) (\d+) 0 10(-?\d+) 0", path([(3.3, -2.1, 3.4)]))
    assert len(arcs) == 2
    assert all(2 * int(rx) == 2 * int(ry) == abs(int(chord)) for rx, ry, chord in arcs)


def test_points_lie_on_known_segments() -> None:
    posture = scene(Figure.model_validate({"poses": [{"shows": "x", "base": "standing"}]})).keys[0].posture
    for segment, _ in SIDED_POINTS.values():
        assert f"near {segment}" in posture.frames or segment in posture.frames
