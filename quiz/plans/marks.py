"""What an exercise was like when a plan was made of it: a mark in the plan tells whether it has been changed since."""

from __future__ import annotations

import json
from binascii import crc32

from quiz.asking.bundle import Exercise
from quiz.plans.letters import digits
from quiz.plans.plan import Item


def mark(e: Exercise) -> str:
    """Six characters: three change when what the exercise asks of a body does, three when its dose does.

    What goes into them is part of the format: another choice would make every old link say "changed".
    """
    d = e.dose
    asks = [sorted(e.demands), e.level, e.each_side]
    dose = [d.sets, d.reps, d.hold, d.tempo, d.metres, d.rest, d.days, d.effort, d.discomfort, d.load]
    dose = dose if d.load else dose[:-1]  # there was none when the first links were made
    return "".join(digits(crc32(json.dumps(part, separators=(",", ":")).encode()), 3) for part in (asks, dose))


def changed(item: Item, e: Exercise) -> tuple[str, ...]:
    """What of the exercise is not as it was when the plan was made: "demands", "dose". The sender's own is as it is."""
    if item.own:
        return ()
    now = mark(e)
    parts = (("demands", slice(0, 3)), ("dose", slice(3, 6)))
    return tuple(name for name, part in parts if item.mark[part] != now[part])
