"""Every figure keeps the rules, and the drawing its promises: small, strict, the same each time, limbs that hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from generator.base import Knowledge
from generator.figures import Work, name_of, rules, stylesheet, svg
from generator.figures.body import SIDED_POINTS
from generator.figures.motion import key
from generator.figures.muscles import MUSCLES
from generator.figures.outline import band, path
from generator.figures.pose import Figure
from generator.figures.presets import PRESETS
from generator.figures.scene import scene
from generator.figures.vector import about_x, about_y, about_z, angles, size, sub, times
from generator.model import Exercise, Muscle, SelfTest

BONES = (("thigh", "shin"), ("shin", "foot"), ("upper-arm", "forearm"), ("forearm", "hand"))
NO_MOVEMENT = {"flexible-joints", "limb-girth"}
"""Self-tests that are a list of questions or a measurement, with nothing to do that a figure could show."""
FORBIDDEN = re.compile(r"\sstyle=|<style|\son\w+=|<script|javascript:")


@pytest.fixture(scope="module")
def drawn(knowledge: Knowledge) -> dict[str, tuple[Figure, str]]:
    """Every figure and its picture, by name."""
    return {name: (figure, svg(name, figure, title, works)) for name, figure, title, works in _figures(knowledge)}


def _figures(k: Knowledge) -> Iterator[tuple[str, Figure, str, list[Work]]]:
    muscles = k.all("muscles", Muscle)
    for e in k.all("exercises", Exercise).values():
        if e.figure:
            yield (
                name_of(e.id, e.code),
                e.figure,
                e.title,
                [Work(w.muscle, muscles[w.muscle].title, w.share) for w in e.muscles],
            )
    for t in k.tests().values():
        if t.figure:
            yield name_of(t.id), t.figure, t.title, []


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
    for name, figure, title, works in _figures(knowledge):
        root = ElementTree.fromstring(drawn[name][1])
        image = root[0]
        assert image.get("role") == "img"
        named = [e for i in (image.get("aria-labelledby") or "").split() for e in root.iter() if e.get("id") == i]
        text = " ".join("".join(e.itertext()) for e in named)
        assert title in text
        assert all(p.shows in text for p in figure.poses), name
        assert all(w.title in text for w in works if w.share == 3), name


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
    name, figure, title, works = next(_figures(knowledge))
    again = Figure.model_validate_json(figure.model_dump_json())
    assert svg(name, again, title, works) == drawn[name][1]
    assert stylesheet({name: again}) == stylesheet({name: figure})


def test_every_muscle_can_be_coloured(knowledge: Knowledge) -> None:
    assert set(knowledge.all("muscles", Muscle)) <= set(MUSCLES)


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
    shown = rules.Shown("exercises", "x", figure, scene(figure), "x", ())
    found = {f.__name__.replace("_", "-") for f in rules.CHECKS if list(f(shown))}
    assert rule in found


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
