"""Exercises of the sender's own: read from JSON, and judged as every other one is.

Nobody but the sender knows what one asks of a body. Where they said so, cautions act on that; where they did not, or
in words that this site does not know, it is not screened, and refused to whoever has anything to mind.
"""

from __future__ import annotations

from typing import Any, Final

from quiz.asking.bundle import STEPS, Bundle, Data, Dose, Exercise
from quiz.asking.own import Own

OTHER: Final = "other"
OWN_STEPS: Final = (*STEPS, OTHER)
_DOSE: Final = Dose(
    sets=(1, 1),
    reps=(1, 1),
    hold=(0, 0),
    tempo=None,
    metres=None,
    rest=(30, 30),
    days=(1, 7),
    effort=None,
    discomfort=3,
)
"""What the sender did not write."""


def as_json(own: Own) -> Data:
    """What `read_own` reads."""
    found: dict[str, Any] = {"title": own.title, "how": own.how, "step": own.step}
    if own.each_side:
        found["each_side"] = True
    if own.demands is not None:
        found["demands"] = list(own.demands)
    return found


def read_own(raw: Any) -> Own | None:
    """JSON that anyone wrote; None where it is none. How long its texts are is looked at elsewhere."""
    if not isinstance(raw, dict):
        return None
    title, how, step = raw.get("title"), raw.get("how"), raw.get("step", OTHER)
    each, demands = raw.get("each_side", False), raw.get("demands")
    listed = demands is None or (isinstance(demands, list) and all(isinstance(d, str) for d in demands))
    if not (isinstance(title, str) and isinstance(how, str) and title and how):
        return None
    if step not in OWN_STEPS or not isinstance(each, bool) or not listed:
        return None
    return Own(title, how, step, each, tuple(sorted(set(demands))) if demands is not None else None)


def exercise_of(bundle: Bundle, own: Own) -> Exercise:
    """The words of a sender as an exercise to be judged."""
    known = own.demands is not None and bundle.demands.issuperset(own.demands)
    return Exercise(
        id=own.id,
        code=own.id,
        step=own.step,
        muscles=(),
        family=OTHER,
        kit=(),
        household=False,
        each_side=own.each_side,
        level=1,
        demands=frozenset(own.demands or ()) if known else frozenset(),
        dose=_DOSE,
        chosen=False,
        screened=known,
        own=own,
    )
