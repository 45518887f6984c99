"""Whole results, word for word: tests/cases/golden, on CPython and, for five people, in the browser's Python.

`REWRITE=1 pytest tests/quiz/test_golden.py` writes them anew; read the diff by eye.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from tests.browsing import SPY, open_assessment, spoken_to
from tests.golden import GOLDEN, NAMES, files, person, requests

BROWSED = ("bones", "unsure-and-more", "stop-now", "three-only", "old-link")


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, compiled: Bundle, engine: Engine) -> None:
    folder = GOLDEN / name
    found = files(compiled, name, engine.handle)
    if os.environ.get("REWRITE"):
        _write(folder, found)
    kept = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir() if p.name != "person.json"}
    assert found == kept
    if "outcome" in person(name):
        assert json.loads(found["assess.json"])["outcome"] == person(name)["outcome"]


def _write(folder: Path, found: dict[str, str]) -> None:
    for path in folder.iterdir():
        if path.name not in (*found, "person.json"):
            path.unlink()
    for file, text in found.items():
        (folder / file).write_text(text, encoding="utf-8")


def test_every_kind_of_result_is_among_them() -> None:
    outcomes = {person(name).get("outcome") for name in NAMES}
    assert outcomes >= {"stop", "see-first", "nothing", "match", "no-pattern", "not-enough", "incomplete"}
    assert len(NAMES) >= 25


@pytest.mark.browser
def test_five_in_a_real_browser(page: Page, pyodide_address: str, compiled: Bundle, engine: Engine) -> None:
    """The worker of the built site gives the same bytes: one start of Python for all."""
    page.add_init_script(SPY)
    open_assessment(page, f"{pyodide_address}assessments/quick/")

    def both(text: str) -> str:
        reply = spoken_to(page, text)
        assert reply == engine.handle(text)
        return reply

    for name in BROWSED:
        assert set(requests(compiled, name, both)) <= {"assess", "explain", "plan-open", "plan-check"}
        found = files(compiled, name, both)
        assert found == {file: (GOLDEN / name / file).read_text(encoding="utf-8") for file in found}


def test_no_switch_is_on() -> None:
    """A run that rewrites proves nothing."""
    assert not os.environ.get("REWRITE"), "transcripts rewritten; read the diff, then run again without REWRITE"
