"""As much as a plan can hold, and a session made of it. Limits of paper and sense: the ranges of a card are advice."""

from __future__ import annotations

from typing import Final

MOST_EXERCISES: Final = 20
MOST_DAYS: Final = 7
MOST_MINUTES: Final = 180
LIMITS: Final = {
    "sets": (1, 20),
    "reps": (1, 200),
    "hold": (1, 600),
    "metres": (1, 1000),
    "rest": (0, 600),
    "effort": (1, 10),
    "reserve": (0, 10),
    "a_day": (1, 12),
    "days": (1, MOST_DAYS),
}
"""The least and the most of each number of a dose, where it has one."""
SUCH_AS: Final = {"sets": 3, "reps": 10, "hold": 30, "metres": 20, "rest": 60, "effort": 7, "reserve": 2, "days": 3}
"""What is shown as an example of each."""
TEMPO: Final = (0, 60)
"""Seconds of each part."""
MOST_LOAD: Final = 40
"""Characters."""
