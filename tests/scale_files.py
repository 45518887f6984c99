"""Small questionnaire files with scales, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.score import compiled, score_file
from quiz.scales.score import score

YES_NO = "options: [{id: yes, label: Yes}, {id: no, label: No}]"
QUESTIONS = f"""\
sections:
  - id: items
    title: Items
    questions:
      - {{id: i1, ask: Item 1, kind: scale, min: 0, max: 4}}
      - {{id: i2, ask: Item 2, kind: scale, min: 0, max: 4}}
      - {{id: i3, ask: Item 3, kind: scale, min: 0, max: 4}}
      - {{id: n1, ask: Item 4, kind: number, min: 0, max: 100, unit: kg}}
      - {{id: y1, ask: Item 5, kind: single, {YES_NO}}}
      - {{id: y2, ask: Item 6, kind: single, show_if: {{question: y1, equals: yes}}, {YES_NO}}}
      - {{id: p1, ask: Item 7, kind: scale, sided: true, min: 0, max: 4}}
"""


def write(folder: Path, scales: str, questions: str = QUESTIONS) -> Path:
    """Write a file with these scales; each line of `scales` is a row, or part of one."""
    path = folder / "form.yml"
    path.write_text(f"{questions}scales:\n{scales}\n", encoding="utf-8")
    return path


def told(folder: Path, scales: str, answers: Any, variant: str | None = None) -> Any:
    """All that is told, scale by scale."""
    return json.loads(score_file(write(folder, scales), json.dumps(answers), variant))


def values(folder: Path, scales: str, answers: Any, variant: str | None = None) -> dict[str, Any]:
    """Each scale's value, or its reason for having none."""
    return {name: t.get("reason", t["value"]) for name, t in told(folder, scales, answers, variant).items()}


def scored(path: Path, answers: Any, variant: str | None = None) -> Any:
    """The same by the engine alone, without JSON between."""
    data = compiled(path)
    return score(data["questions"], data["scales"], answers, variant)
