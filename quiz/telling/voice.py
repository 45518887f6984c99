"""What the gate says, in one voice: the strictest finding says how soon and what to do; the rest is what else to tell.

While the gate is shut nothing but this is told: of other red flags, lines in doubt and cautions only their names. So
nothing that soothes, promises a start or names a later time can stand beside a red flag.
"""

from __future__ import annotations

from quiz.asking.bundle import Bundle, Data, Flag
from quiz.judging.safety import URGENCIES, Gate, Unsure
from quiz.telling.messages import say


def gate_told(bundle: Bundle, verdict: Gate) -> Data:
    """The gate as JSON of messages.

    {"level", "urgent": whom to call comes first, "crisis": kind words and the crisis line before all, where
    nothing else is as urgent,
    "urgency": {"id", "when": said once} or null, "flags": those of that urgency, with what to do,
    "unsure": the lines in doubt of that urgency, "ask": what to do about them, "first": the cautions that want a
    clinician, where nothing is more urgent, "also": what else to tell them,
    "cautions": what was taken into account; none while the gate is shut}
    """
    if verdict.open:
        return {**_silent(verdict), "cautions": [_caution(bundle, c) for c in verdict.cautions]}
    by_id = {f.id: f for f in bundle.flags}
    raised = [by_id[name] for name in verdict.flags]
    told = [*(f.urgency for f in raised), *(u.urgency for u in verdict.unsure)]
    urgency = min(told, key=URGENCIES.index, default=URGENCIES[-1])
    flags = [f for f in raised if f.urgency == urgency]
    unsure = [u for u in verdict.unsure if u.urgency == urgency]
    asking = [c for c in verdict.cautions if bundle.cautions[c].gate == "see-first"]
    first = asking if urgency == URGENCIES[-1] else []
    crisis = urgency == URGENCIES[0] and all([*(f.crisis for f in flags), *(u.crisis for u in unsure)])
    also = [f for f in raised if f not in flags]
    return {
        **_silent(verdict),
        "urgent": verdict.level == "stop" or urgency == URGENCIES[0],
        "crisis": crisis,
        "urgency": {"id": urgency, "when": say(f"urgency.{urgency}" if flags or first else f"unsure.when.{urgency}")},
        "flags": [_flag(f) for f in flags],
        "unsure": [_unsure(u) for u in unsure],
        "ask": say("unsure.ask.crisis" if crisis else f"unsure.ask.{urgency}") if unsure else None,
        "first": [_caution(bundle, c) for c in first],
        "also": [
            *({"kind": "flag", "id": f.id, "urgency": f.urgency, "title": say(f"flags.{f.id}.title")} for f in also),
            *({"kind": "unsure", **_unsure(u)} for u in verdict.unsure if u not in unsure),
            *(
                {"kind": "caution", "id": c, "title": say(f"cautions.{c}.title")}
                for c in verdict.cautions
                if bundle.cautions[c].gate != "none" and c not in first
            ),
        ],
    }


def spoken(outcome: str, gate: Data) -> str:
    """Whose headline and first words an outcome has; of one that cannot wait, those of a crisis come before all."""
    return "crisis" if gate["crisis"] else outcome


def _silent(verdict: Gate) -> Data:
    return {
        "level": verdict.level,
        "urgent": False,
        "crisis": False,
        "urgency": None,
        "flags": [],
        "unsure": [],
        "ask": None,
        "first": [],
        "also": [],
        "cautions": [],
    }


def _flag(f: Flag) -> Data:
    return {"id": f.id, "urgency": f.urgency, "title": say(f"flags.{f.id}.title"), "act": say(f"flags.{f.id}.act")}


def _unsure(u: Unsure) -> Data:
    title = say(f"questions.{u.question}.options.{u.line}" if u.line else f"questions.{u.question}.ask")
    return {"question": u.question, "line": u.line, "urgency": u.urgency, "title": title}


def _caution(bundle: Bundle, name: str) -> Data:
    return {
        "id": name,
        "gate": bundle.cautions[name].gate,
        "title": say(f"cautions.{name}.title"),
        "advice": say(f"cautions.{name}.advice"),
    }
