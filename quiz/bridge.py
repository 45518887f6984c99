"""The only door from JavaScript and the command line: text in, text out. It never raises and never echoes a parser.

quiz/door.py declares its requests and replies.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from quiz.asking.answers import BadAnswers, read_answers, short
from quiz.asking.bundle import Answer, Answers, Bundle, read_bundle
from quiz.asking.conditions import holds
from quiz.asking.earlier import lasting, read_activities, read_earlier, read_kindly
from quiz.door import Refused, checked, date_in, date_or_none
from quiz.judging.flow import asked, flow
from quiz.plans.link import decode, encode
from quiz.plans.opening import screen_questions
from quiz.plans.pasted import plan_in
from quiz.plans.plan import BadPlan, Plan
from quiz.plans.reading import from_assessment, read_plan
from quiz.plans.remembered import plain, recall, remember
from quiz.plans.shaping import open_shaped
from quiz.routine.shaping import BadShape
from quiz.scales.score import UnknownVariant, each, prepared
from quiz.telling.assessment import assess
from quiz.telling.checkup import checkup_told
from quiz.telling.doing import SERVED as DOING
from quiz.telling.explain import changes_told
from quiz.telling.opening import shaped_told
from quiz.telling.phrase import tell
from quiz.telling.room import room_told

MOST_CHARACTERS = 16_000_000
MOST_DEPTH = 60
MOST_DIGITS = 40
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
"""Also one that is never closed: it is scanned once, not again from every quote inside it."""
_BRACKET = re.compile(r"[\[\]{}]")
_STRETCH = 1 << 16
"""How many characters are searched at once: what is nested too deep is refused at its beginning, however long it is."""


class Engine:
    """Holds the opened bundle between requests."""

    def __init__(self) -> None:
        self.bundle: Bundle | None = None

    def handle(self, text: str) -> str:
        """Serve one request. Keys of the reply are sorted: the same request gives the same bytes everywhere."""
        tells = False
        try:
            request = parse(text)
            tells = isinstance(request, dict) and request.get("tell") is True
            reply = {"ok": self._serve(checked(request), request)}
        except Refused as refused:
            reply = {"error": refused.message}
        except BadAnswers as unusable:
            reply = {"error": {"say": "error.bad-answers"}, "complaints": unusable.complaints}
        except BadShape as bad:
            reply = {"error": bad.message}
        except BadPlan as bad_plan:
            reply = {"error": bad_plan.message}
            if len(bad_plan.messages) > 1:
                reply["complaints"] = list(bad_plan.messages)
        if tells and self.bundle is not None:
            reply = tell(reply, words_for(self.bundle, request.get("answers")))
        return json.dumps(reply, sort_keys=True, separators=(",", ":"))

    def _serve(self, op: str, request: dict[str, Any]) -> Any:
        if op == "open":
            self.bundle = _open(request["bundle"])
            return {"version": self.bundle.version}
        if op == "score":
            return _score(request)
        if self.bundle is None:
            raise Refused("not-open")
        return _SERVED[op](self.bundle, request)


def words_for(bundle: Bundle, raw: Any) -> Mapping[str, str]:
    """The catalogue for whoever gave these answers: for themselves, or for someone else."""
    if not isinstance(raw, dict) or bundle.carer is None:
        return bundle.words
    said = {name: answer for name, answer in raw.items() if isinstance(answer, str)}
    return bundle.words_of_another if holds(bundle.carer, said) else bundle.words


def parse(text: str, most: int = MOST_CHARACTERS) -> Any:
    """Parse JSON from anywhere: size and depth are checked first, numbers stay exact, keys stand once, no NaN."""
    if len(text) > most:
        raise Refused("too-large")
    depth, bare = 0, _STRING.sub("", text)
    for start in range(0, len(bare), _STRETCH):
        for bracket in _BRACKET.findall(bare, start, start + _STRETCH):
            depth += 1 if bracket in "[{" else -1
            if depth > MOST_DEPTH:
                raise Refused("too-deep", most=MOST_DEPTH)
    try:
        return json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=_no_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as broken:
        raise Refused("not-json", line=broken.lineno, column=broken.colno) from None


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Refused("long-number", most=MOST_DIGITS)
    return int(digits)


def _decimal(digits: str) -> Decimal:
    """Exact, and within what every Python's decimal can hold: 32-bit ones stop at smaller exponents."""
    if len(digits) > MOST_DIGITS or len(digits.lower().partition("e")[2]) > 3:
        raise Refused("long-number", most=MOST_DIGITS)
    return Decimal(digits)


def _no_constant(_: str) -> None:
    raise Refused("not-a-number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand in it once: of two answers to one question nobody knows which was meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused("key-twice", key=_twice([name for name, _ in pairs]))
    return found


def _once(rows: list[dict[str, Any]]) -> None:
    """Refuse rows of which two have one id."""
    ids = [row["id"] for row in rows]
    if len(set(ids)) < len(ids):
        raise Refused("id-twice", id=_twice(ids))


def _twice(names: list[str]) -> str:
    """The first of the names that stands there more than once."""
    return short(next(name for name, n in Counter(names).items() if n > 1))


def _open(raw: Any) -> Bundle:
    try:
        return read_bundle(raw)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise Refused("bad-bundle") from None


def _questionnaire(bundle: Bundle, request: dict[str, Any]) -> tuple[str, dict[str, Answer]]:
    name = _known(bundle, request)
    return name, read_answers(asked(bundle, name), request.get("answers", {}))


def _known(bundle: Bundle, request: dict[str, Any]) -> str:
    name: str = request["questionnaire"]
    if name not in bundle.questionnaires:
        raise Refused("unknown-questionnaire", known=sorted(bundle.questionnaires))
    return name


def _flow(bundle: Bundle, request: dict[str, Any]) -> Any:
    name, answers = _questionnaire(bundle, request)
    shown = flow(bundle, name, answers)
    return {
        "sections": [{"id": section, "questions": list(questions)} for section, questions in shown.sections],
        "options": {q: list(options) for q, options in shown.options.items()},
        "missing": list(shown.missing),
        "gate": shown.gate.level,
    }


def _assess(bundle: Bundle, request: dict[str, Any]) -> Any:
    name, answers = _questionnaire(bundle, request)
    shape, change = request.get("shape"), request.get("change")
    before, activities = read_earlier(asked(bundle, name), request.get("before")), request.get("activities")
    today = date_or_none(request.get("today"))
    result = assess(bundle, name, answers, today, shape, change, before, read_activities(activities))
    if "routine" not in result:
        return result
    return {**result, "plan": _link(bundle, result, request.get("brand"), request.get("today"))}


def _again(bundle: Bundle, request: dict[str, Any]) -> Any:
    name = _known(bundle, request)
    kept = lasting(bundle, read_kindly(asked(bundle, name), request["answers"]))
    return {"stays": sorted(kept)}


def _link(bundle: Bundle, assessment: dict[str, Any], brand: str | None, today: str | None) -> str | None:
    """The text of the routine's link; None where no plan can be made of it."""
    try:
        return encode(from_assessment(bundle, assessment, brand, today))
    except BadPlan:
        return None


def _explain(bundle: Bundle, request: dict[str, Any]) -> Any:
    name, answers = _questionnaire(bundle, request)
    return {"changes": changes_told(bundle, name, answers), "room": room_told(bundle, name, answers)}


def _plan_encode(bundle: Bundle, request: dict[str, Any]) -> Any:
    found, assessment = request.get("plan"), request.get("assessment")
    made = read_plan(bundle, found) if found is not None else from_assessment(bundle, assessment, request.get("brand"))
    return {"text": encode(made)}


def _plan_open(bundle: Bundle, request: dict[str, Any]) -> Any:
    text = plan_in(request["text"])
    sent = decode(text)
    shape, change = request.get("shape"), request.get("change")
    found = open_shaped(bundle, sent, _screened(bundle, request), shape, change)
    return {
        **shaped_told(bundle, sent, found),
        "text": text,
        "link": text if found.plan == sent else encode(found.plan),
    }


def _screened(bundle: Bundle, request: dict[str, Any]) -> Answers:
    """The answers to the safety screen; whatever else came along is left aside."""
    asked_, raw = screen_questions(bundle), request.get("answers", {})
    return read_answers(asked_, {n: a for n, a in raw.items() if n in asked_})


def _plan_of(request: dict[str, Any]) -> Plan | None:
    return decode(plan_in(request["text"])) if "text" in request else None


def _remember(bundle: Bundle, request: dict[str, Any]) -> Any:
    answers, today = _screened(bundle, request), date_in(request["today"])
    return {"kept": remember(bundle, _plan_of(request), answers, today, request.get("before"))}


def _recall(bundle: Bundle, request: dict[str, Any]) -> Any:
    found = recall(bundle, _plan_of(request), request["kept"], date_in(request["today"]), request.get("said"))
    return {"ask": found.ask, "answers": {q: plain(a) for q, a in found.answers.items()}, "gone": found.gone}


def _plan_check(bundle: Bundle, request: dict[str, Any]) -> Any:
    return checkup_told(bundle, request["plan"], request.get("cautions", []), request.get("share", []))


_SERVED: dict[str, Callable[[Bundle, dict[str, Any]], Any]] = {
    "flow": _flow,
    "again": _again,
    "assess": _assess,
    "explain": _explain,
    "plan-encode": _plan_encode,
    "plan-open": _plan_open,
    "plan-check": _plan_check,
    "remember": _remember,
    "recall": _recall,
    **DOING,
}


def _score(request: dict[str, Any]) -> Any:
    try:
        questions, rows = request["questions"], request["scales"]
        for named in (questions, rows, *(q["options"] for q in questions)):
            _once(named)
        run = prepared(questions, rows, request.get("variant"))
        return each(run, request.get("answers", {}))
    except BadAnswers:
        raise
    except UnknownVariant as unknown:
        raise Refused("unknown-variant" if unknown.known else "no-variants", known=unknown.known) from None
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError):
        raise Refused("bad-scales") from None


_engine = Engine()
handle: Callable[[str], str] = _engine.handle
"""The door that the browser uses."""
