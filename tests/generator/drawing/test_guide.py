"""CONTRIBUTING teaches all of the language that figures and muscles are drawn in, and its example is one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest

from generator.drawing.drawn import Drawn, Patch, Pull, Segment
from generator.drawing.drawn import View as MapView
from generator.drawing.mannequin import svg
from generator.drawing.mannequin.measures import JOINTS, PARTS, SIDED_JOINTS, SIDED_PARTS
from generator.drawing.mannequin.pose import PROPS, Base, Figure, Pose, View
from generator.drawing.mannequin.scene import scene
from generator.reading.load import load
from generator.rules import figures as rules
from tests.bases import ROOT


def _guide(title: str = "A pose in ten lines") -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.partition(f"### {title}\n")[2].partition("\n### ")[0]


def test_the_example_of_the_guide_is_a_figure_in_ten_lines(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", _guide(), re.DOTALL)
    assert example.count("\n") == 10
    (tmp_path / "example.yml").write_text(example, encoding="utf-8")
    (document,), problems = load(tmp_path)
    assert problems == []
    figure = Figure.model_validate_json(json.dumps(document.data["figure"]))
    shown = rules.Shown(figure, scene(figure), len(svg("x", figure, "x").encode()))
    assert [fault for rule in rules.CHECKS for fault in rule(shown)] == []


@pytest.mark.parametrize(
    "words", [get_args(Base), get_args(View), PROPS, (*PARTS, *SIDED_PARTS), JOINTS, SIDED_JOINTS, Pose.model_fields]
)
def test_the_guide_names_every_word_of_the_language(words: Iterable[str]) -> None:
    assert set(words) <= _named(_guide())


@pytest.mark.parametrize(
    "words", [Drawn.model_fields, Patch.model_fields, get_args(MapView), get_args(Pull), get_args(Segment)]
)
def test_the_guide_names_every_word_for_where_a_muscle_is(words: Iterable[str]) -> None:
    assert set(words) <= _named(_guide("Where a muscle or a region is"))


def _named(guide: str) -> set[str]:
    text = " ".join(re.sub(r"```.*?```", "", guide, flags=re.DOTALL).split())
    return {word for code in re.findall(r"`([^`]+)`", text) for word in (code, code.split()[0])}
