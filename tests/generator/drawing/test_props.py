"""The things around a body: drawn whole, and as they look from each side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.drawing.mannequin.camera import Piece
from generator.drawing.mannequin.pose import Figure
from generator.drawing.mannequin.scene import Moment, Scene, scene
from generator.drawing.mannequin.skeleton import point

UPRIGHT = {"shows": "x", "base": "standing"}


def _pieces(s: Scene, m: Moment) -> Iterator[Piece]:
    return (p for layer in s.layers(m, ()) for p in layer.shape)


@pytest.mark.parametrize(
    ("prop", "pieces"),
    [
        ("barbell near hand to far hand", ["plate 0", "shaft", "plate 1"]),
        ("kettlebell near hand", ["bell", "grip", "horn 0", "horn 1"]),
        ("cable near hand to 90 200", ["pulley", "cable"]),
        ("cable-column 90", ["column", "foot", *(f"weight {i}" for i in range(4))]),
        ("slab -20 45 to 20 45", ["slab"]),
        ("lever 0 44 to 0 2", ["lever"]),
        ("pad near knee 8 0", ["pad"]),
    ],
)
def test_the_things_of_a_gym_are_drawn_whole(prop: str, pieces: list[str]) -> None:
    s = scene(Figure.model_validate({"poses": [{**UPRIGHT, "props": [prop]}]}))
    assert sorted(p.name.partition(" ")[2] for p in _pieces(s, s.keys[0]) if p.name[0].isdigit()) == sorted(pieces)


def test_a_plate_is_round_from_the_side_and_thin_from_the_front() -> None:
    wide = {}
    for view in ("side", "front"):
        s = scene(Figure.model_validate({"view": view, "poses": [{**UPRIGHT, "props": ["barbell 0 100 size 20 50"]}]}))
        (plate,) = (p for p in _pieces(s, s.keys[0]) if p.name.endswith("plate 1"))
        assert max(y + r for _, y, r in plate.circles) == pytest.approx(120)
        wide[view] = max(x + r for x, _, r in plate.circles) - min(x - r for x, _, r in plate.circles)
    assert wide == {"side": pytest.approx(40), "front": pytest.approx(12)}


def test_a_kettlebell_hangs_the_way_the_fingers_point() -> None:
    for lifted, higher in ((0, False), (180, True)):
        pose = {**UPRIGHT, "bend": {"shoulder": lifted, "elbow": 0}, "props": ["kettlebell near hand"]}
        s = scene(Figure.model_validate({"poses": [pose]}))
        (bell,) = (p for p in _pieces(s, s.keys[0]) if p.name.endswith("bell"))
        assert (bell.circles[0][1] > point(s.keys[0].posture.frames, "near hand")[1]) is higher
