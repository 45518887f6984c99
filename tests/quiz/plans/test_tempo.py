"""Tempos that trainers write: read in their usual forms, and told in the order in which they are done."""

from __future__ import annotations

import pytest

from quiz.asking.bundle import Bundle
from quiz.judging.safety import gate_of
from quiz.plans.link import decode, encode
from quiz.plans.reading import read_plan
from quiz.plans.reckoning import reckoned
from quiz.plans.tempo import read_tempo
from quiz.sessions.phases import phases
from quiz.telling.card import dose_told
from quiz.telling.phrase import tell
from quiz.telling.session import beats_told

TEMPOS = {
    "3-1-2": (3, 1, 2),
    "3/1/2": (3, 1, 2),
    "312": (3, 1, 2),
    "3010": (3, 0, 1),
    "3-0-1-0": (3, 0, 1),
    "3-0-1-2": (3, 0, 1, 2),
    "31X0": (3, 1, 0),
    "3 1 x 1": (3, 1, 0, 1),
    "10-0-2": (10, 0, 2),
    "X130": None,
    "30": None,
    "30100": None,
    "0000": None,
    "3-1-99": None,
    "slow": None,
    "": None,
}
"""As trainers write it -> seconds to lower, pause, lift (0: as fast as one can) and pause."""


@pytest.mark.parametrize("text", TEMPOS)
def test_a_tempo_is_read_as_trainers_write_it(text: str) -> None:
    assert read_tempo(text) == TEMPOS[text]


@pytest.mark.parametrize(
    ("tempo", "words", "beats"),
    [
        ([3, 1, 2], "in seconds: lower for 3, hold for 1 and up in 2", ["lower 3", "hold 1", "lift 2"]),
        ("3012", "in seconds: lower for 3, up in 1 and hold for 2 at the end", ["lower 3", "lift 1", "hold 2"]),
        ("31X0", "in seconds: lower for 3, hold for 1 and up as fast as you can", ["lower 3", "hold 1", "lift 1"]),
    ],
)
def test_a_written_tempo_is_told_in_its_order(compiled: Bundle, tempo: object, words: str, beats: list[str]) -> None:
    """On page and paper, and in the player, where a lift as fast as one can takes a second."""
    plan = read_plan(compiled, {"items": [{"card": "glute-bridge", "dose": {"tempo": tempo}}]})
    assert decode(encode(plan)) == plan
    (entry,) = reckoned(compiled, plan, gate_of(compiled, ()))
    week = entry.weeks[0]
    assert words in tell(dose_told(week)["parts"], compiled.words)
    work = next(phase for phase in phases(week) if phase.kind == "work")
    assert work.tempo
    told = beats_told(work.tempo)
    assert [f"{beat['beat']} {beat['seconds']}" for beat in told] == beats
    assert sum(beat["seconds"] for beat in told) * work.count == work.seconds
