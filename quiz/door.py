"""The door's requests and replies, declared once: what is checked, the docs and the JavaScript types come from here.

Any request may say `tell: true`: then messages in its reply, {"say": id, ...values}, become sentences. A reply is
{"ok": ...} as below, or {"error": message, "complaints": [messages]}.
"""  # no postponed annotations here: Python 3.11 could not tell what need not be there

import re
from datetime import date
from typing import Any, Final, NotRequired, TypedDict, get_args, get_origin, get_type_hints

from quiz import doing

Json = dict[str, Any]


class Refused(Exception):
    """A request that cannot be served; `message` says why."""

    def __init__(self, say: str, **values: Any) -> None:
        super().__init__(say)
        self.message = {"say": f"error.{say}", **values}


class Open(TypedDict):
    """Take the knowledge: once, before all others but `score`."""

    bundle: Json
    """What `counterpoise export` writes as bundle.json."""


class Opened(TypedDict):
    version: str
    """The knowledge's fingerprint: twelve characters."""


class Flow(TypedDict):
    """Say what to show now."""

    questionnaire: str
    """Its id."""
    answers: NotRequired[Json]
    """Question -> answer: an option, a list of options, a number, or {"left", "right"} of them."""


class Flowed(TypedDict):
    sections: list[Json]
    """Those with a question to show: {"id", "questions": ids}."""
    options: Json
    """Question -> ids of the options to show."""
    missing: list[str]
    """Shown questions that must be answered and are not."""
    gate: str
    """full, gentle, see-first or stop."""


class Shape(TypedDict):
    shape: NotRequired[Json | None]
    """How the routine is to differ from what the answers, or a plan, lead to: as a reply's `shape` had it."""
    change: NotRequired[Json | None]
    """One more change, as quiz.routine.shaping.reshaped takes it."""


class Shaped(TypedDict):
    shape: NotRequired[Json | None]
    """How it differs from what the answers, or a plan, lead to; null where it does not."""
    within: NotRequired[Json | None]
    """What it keeps to: minutes, days, level, equipment, floor, and what stays; null where there is none."""
    more: NotRequired[list[Json]]
    """Exercises that could be added: {"exercise", "title"}."""


class Assess(Flow, Shape):
    """Assess the answers."""

    today: NotRequired[str | None]
    """Such as 2026-11-21; the day from which the next assessment is counted."""
    brand: NotRequired[str | None]
    """The brand that the plan's link names."""
    before: NotRequired[list[Json]]
    """Earlier checks of the same person: {"on", "answers" to the `measured` questions, "activities"}."""
    activities: NotRequired[list[Json]]
    """What matters to them today: {"name", "score" from 0, not at all, to 10, as well as ever}; at most three."""


class Incomplete(TypedDict):
    format: int
    """1."""
    version: str
    """The knowledge's fingerprint."""
    questionnaire: str
    """Its id."""
    outcome: str
    """incomplete, else what quiz.judging.verdict comes to."""


class Assessed(Incomplete, Shaped):
    missing: NotRequired[list[str]]
    """While it is incomplete: the questions to be answered. Then there is nothing below."""
    headline: NotRequired[Json]
    """A message."""
    carer: NotRequired[Json | None]
    """A message to whoever answered for someone else: whom all of it is about; null for others."""
    intro: NotRequired[list[Json]]
    """Messages, a paragraph each."""
    lead: NotRequired[Json | None]
    """The first words in one sentence, where a routine follows."""
    gate: NotRequired[Json]
    """What safety allows, and what it tells to do."""
    places: NotRequired[list[Json]]
    """Each place that aches: its pattern, its pathways, or whom to see; last, of no place, what fits whatever aches."""
    scores: NotRequired[list[Json]]
    """One a scale; none while the gate is shut."""
    matches: NotRequired[list[Json]]
    """Patterns, the best first; support and coverage in permille."""
    seen: NotRequired[list[Json]]
    """Patterns that concern no aching place, told after."""
    muscles: NotRequired[list[Json]]
    """What the patterns say of muscles."""
    elsewhere: NotRequired[list[Json]]
    """What else is worth checking."""
    routine: NotRequired[Json | None]
    """Cards with doses, week by week; minutes a session; what to mind first. null where there is none."""
    plan: NotRequired[str | None]
    """The routine as a link's text; null where no plan can be made of it."""
    habits: NotRequired[list[Json]]
    """Daily changes."""
    retest: NotRequired[Json | None]
    """When to assess again."""
    since: NotRequired[Json | None]
    """Then and now, with a verdict; null where there is no check before that is some days old."""
    measured: NotRequired[list[str]]
    """The questions whose answers a later check takes as `before`."""


class Again(TypedDict):
    """Say which answers hold when the check is taken again: all else is asked afresh."""

    questionnaire: str
    """Its id."""
    answers: Json
    """Those of the check before; what cannot be used of it is left aside."""


class Repeated(TypedDict):
    stays: list[str]
    """Questions."""


class Explain(Flow):
    """Say what one other answer would change, and what more room for the routine would bring."""


class Explained(TypedDict):
    changes: list[Json]
    """One a question and another answer."""
    room: list[Json]
    """What more minutes, equipment or experience would bring."""


class PlanEncode(TypedDict):
    """Make a link's text of a plan, or of an assessment's routine."""

    plan: NotRequired[Json]
    """As quiz.plans.plan has it."""
    assessment: NotRequired[Json]
    """As `assess` gives it; not read where there is a plan."""
    brand: NotRequired[str | None]
    """Of the assessment's plan."""


class PlanEncoded(TypedDict):
    text: str
    """What stands behind the # of the plan page's address."""


class PlanOpen(Shape):
    """Ask the safety questions of a plan, then say what of it is for this person."""

    text: str
    """A link, what stands behind its #, or any text that holds one: a whole message."""
    answers: NotRequired[Json]
    """To the safety screen; others are left aside."""


class PlanOpened(PlanEncoded, Shaped):
    link: str
    """The text of the plan as it is here, which is another one where it was changed."""
    outcome: str
    """ask, stop, see-first, nothing-left or open."""
    headline: Json
    """A message."""
    intro: list[Json]
    """Messages, a paragraph each."""
    plan: Json
    """What it says of itself, with `news` of its exercises since; `written` is all of it, as quiz.plans.plan has it."""
    sections: list[Json]
    """Safety questions of this plan to show: {"id", "questions": ids}."""
    options: Json
    """Question -> ids of the options to show."""
    missing: list[str]
    """Those still to be answered."""
    gate: Json | None
    """What safety allows; null while something is to be answered."""
    routine: Json | None
    """Cards with doses, week by week; what to mind first. null unless it is open."""
    refused: list[Json]
    """Exercises that are not for this person, each with why."""
    withdrawn: list[Json]
    """Those that are known no more."""


class Remember(TypedDict):
    """Say what a device may keep of an answered safety screen, for one named person."""

    answers: NotRequired[Json]
    """To the safety screen; others are left aside."""
    today: str
    """Such as 2026-11-21."""
    text: NotRequired[str]
    """Of the plan that was opened; without it a self-assessment asked."""
    before: NotRequired[Json | None]
    """What was kept and spared this person the screen; null: all of it was asked."""


class Remembered(TypedDict):
    kept: Json | None
    """What `recall` takes; null while a question is open, and where there is no routine: then nothing is kept."""


class Recall(TypedDict):
    """Say what is asked of someone whose screen was kept."""

    kept: Json
    """As `remember` gave it. Anything else leads to every question, never to an error."""
    today: str
    """Such as 2026-11-21."""
    text: NotRequired[str]
    """Of the plan to be opened; without it a self-assessment asks."""
    said: NotRequired[str | None]
    """Whether anything is new: no, yes or not-sure; null: not asked yet."""


class Recalled(TypedDict):
    ask: str
    """all: every question; card: whether anything is new; rest: what `answers` leave open."""
    answers: Json
    """Those that hold today."""
    gone: bool
    """What was kept holds no more for any question, and can be forgotten."""


class PlanCheck(TypedDict):
    """Judge a plan in the making for someone with these cautions."""

    plan: Json
    """As quiz.plans.plan has it, or with no exercise yet."""
    cautions: NotRequired[list[str]]
    """Their ids."""
    share: NotRequired[list[str]]
    """Which of notes, from and cautions its link holds; none unless given."""


class PlanChecked(TypedDict):
    blocked: Json | None
    """A message: why there can be no handout; then, and while it is empty, the next three are null."""
    text: str | None
    """The link's."""
    unlinked: Json | None
    """A message: why a plan that can be printed has no link."""
    plan: Json | None
    """What it says of itself."""
    routine: Json | None
    """What the sheet shows."""
    gate: Json
    """What safety allows someone with these cautions."""
    exercises: list[Json | None]
    """Each as asked for: what can be set, what stands against it, what could stand instead; null: it cannot be read."""
    wrong: list[Json]
    """Bad values, without which all else is judged: {"at": whose, "field", "why"}."""
    adds: list[Json]
    """What the cautions ask for."""


class Score(TypedDict):
    """Score answers with scales, without a bundle."""

    questions: list[Json]
    """As `counterpoise export` compiles them."""
    scales: list[Json]
    """The same."""
    answers: NotRequired[Json | list[Json]]
    """One answer set, or a list of them."""
    variant: NotRequired[str | None]
    """The name of a variant of the scales."""


DOOR: Final[dict[str, tuple[Any, Any]]] = {
    "open": (Open, Opened),
    "flow": (Flow, Flowed),
    "assess": (Assess, Assessed),
    "again": (Again, Repeated),
    "explain": (Explain, Explained),
    "plan-encode": (PlanEncode, PlanEncoded),
    "plan-open": (PlanOpen, PlanOpened),
    "plan-check": (PlanCheck, PlanChecked),
    "remember": (Remember, Remembered),
    "recall": (Recall, Recalled),
    **doing.DOOR,
    "score": (Score, Json | list[Json]),
}
"""Op -> its request, and what stands under "ok" in its reply. Of a score: by scale, or a list of such"""
_DATE: Final = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_KINDS: Final = {bool: "truth", int: "number", str: "text", dict: "object", list: "list", type(None): "null"}
_HINTS: Final = {op: get_type_hints(request) for op, (request, _) in DOOR.items()}


def kinds(hint: Any) -> tuple[type, ...]:
    """The types of JSON values that a key takes."""
    origin = get_origin(hint) or hint
    return (origin,) if origin in _KINDS else tuple(k for part in get_args(hint) for k in kinds(part))


def checked(request: Any) -> str:
    """The op of a request whose keys are all there, are known, and hold what they should; raises Refused."""
    if not isinstance(request, dict):
        raise Refused("not-an-object")
    if not isinstance(op := request.get("op"), str) or op not in DOOR:
        raise Refused("unknown-op")
    hints = _HINTS[op]
    for key in sorted(DOOR[op][0].__required_keys__ - request.keys()):
        raise Refused("missing-key", key=key, op=op)
    for key in sorted(request.keys() - hints.keys() - {"op", "tell"}):
        raise Refused("unknown-key", key=key[:64], op=op, known=sorted(hints))
    for key in sorted(hints.keys() & request.keys()):
        if type(request[key]) not in (wanted := kinds(hints[key])):  # JSON's true is no number
            raise Refused("wrong-kind", key=key, wanted=[{"say": f"error.kind.{_KINDS[k]}"} for k in wanted])
    return op


def date_or_none(raw: str | None) -> date | None:
    """A date, where one is given; raises Refused."""
    return None if raw is None else date_in(raw)


def date_in(raw: str) -> date:
    """A date like 2026-11-21; raises Refused."""
    try:
        return date.fromisoformat(raw if _DATE.fullmatch(raw) else "")
    except ValueError:
        raise Refused("bad-date") from None
