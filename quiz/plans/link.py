"""A plan: a routine that fits in a link. Its text is versioned, short, and readable by all later versions.

Format 1, for a URL's fragment (letters, digits, "-" and "." only):
  1VERSION.QUESTIONNAIRE.DAYS.MINUTES.BRAND.ITEM.ITEM...CHECK
An item is an exercise's permanent code (3 characters), its mark (6: what it asked of a body and how much, when the
link was made), the side to start with (l or r), and the dose where it is not the card's low one: s3, r12, h30 or m20
for sets, repetitions, seconds held, metres. BRAND is the name of a further brand's file, or nothing for the site's
own. CHECK (4) tells a link that was cut or mistyped. No name, no note and no health answer is ever part of it.
"""

from __future__ import annotations

import json
import re
from binascii import crc32
from dataclasses import dataclass
from typing import Any, Final

from quiz.asking.bundle import SIDES, Bundle, Data, Dose, Exercise

FORMAT: Final = "1"
MOST_CHARACTERS: Final = 1_000
MOST_EXERCISES: Final = 20
MOST_DAYS: Final = 7
MOST_MINUTES: Final = 180
AMOUNTS: Final = {"sets": "s", "reps": "r", "hold": "h", "metres": "m"}
"""What of a dose a plan may say, and its letter."""
_DIGITS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_CHECK: Final = 4
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_AMOUNTS = "".join(rf"(?:{letter}([1-9][0-9]{{0,2}}))?" for letter in AMOUNTS.values())
_ITEM = re.compile(rf"([a-z0-9]{{3}})([{_DIGITS}]{{6}})([lr]?){_AMOUNTS}")
_HEAD = re.compile(rf"([0-9a-f]{{12}})\.({_ID})\.([1-7])\.([1-9][0-9]{{0,2}})\.({_ID})?")
_BRAND = re.compile(_ID)
MOST_BRAND: Final = 24
MOST_ID: Final = 64


class BadPlan(Exception):
    """What came is not a plan. `message` is the one complaint: {"say", ...}."""

    def __init__(self, say: str, **values: Any) -> None:
        super().__init__(say)
        self.message = {"say": f"plan.error.{say}", **values}


@dataclass(frozen=True)
class Item:
    """One exercise of a plan. None: as the card says."""

    code: str
    mark: str
    """See `mark`."""
    start: str | None = None
    sets: int | None = None
    reps: int | None = None
    hold: int | None = None
    metres: int | None = None


@dataclass(frozen=True)
class Plan:
    version: str
    """Of the knowledge that it was made with."""
    questionnaire: str
    days: int
    minutes: int
    brand: str | None
    items: tuple[Item, ...]


def encode(plan: Plan) -> str:
    """Write a plan as the text of a link. Raises ValueError for what `read_plan` would not have let through."""
    head = f"{plan.version}.{plan.questionnaire}.{plan.days}.{plan.minutes}.{plan.brand or ''}"
    body = f"{FORMAT}{head}.{'.'.join(map(_item, plan.items))}."
    text = body + _digits(crc32(body.encode()), _CHECK)
    try:
        same = decode(text) == plan
    except BadPlan as bad:
        raise ValueError(bad.message["say"]) from None
    if not same:
        raise ValueError("not a plan that can be written")
    return text


def _item(item: Item) -> str:
    amounts = "".join(f"{letter}{getattr(item, name) or ''}" for name, letter in AMOUNTS.items() if getattr(item, name))
    return item.code + item.mark + (item.start or "")[:1] + amounts


def decode(text: Any) -> Plan:
    """Read the text of a link, made by this or any earlier version. Raises BadPlan with one complaint."""
    if not isinstance(text, str) or not text or len(text) > MOST_CHARACTERS or not text.isascii():
        raise BadPlan("not-a-plan")
    if text[0] not in _READERS:
        raise BadPlan("newer" if text[0].isdigit() and text[0] > max(_READERS) else "not-a-plan")
    if _digits(crc32(text[:-_CHECK].encode()), _CHECK) != text[-_CHECK:]:
        raise BadPlan("damaged")
    return _READERS[text[0]](text[1:-_CHECK])


def _read_1(body: str) -> Plan:
    parts = body.split(".")
    head = _HEAD.fullmatch(".".join(parts[:5]))
    items = [_ITEM.fullmatch(part) for part in parts[5:-1]]
    if head is None or parts[-1] or not 1 <= len(items) <= MOST_EXERCISES:
        raise BadPlan("damaged")
    version, questionnaire, days, minutes, brand = head.groups()
    if int(minutes) > MOST_MINUTES or len(brand or "") > MOST_BRAND or len(questionnaire) > MOST_ID:
        raise BadPlan("damaged")
    found = []
    for item in items:
        if item is None:
            raise BadPlan("damaged")
        code, mark_, side, *amounts = item.groups()
        start = {"l": "left", "r": "right", "": None}[side]
        found.append(Item(code, mark_, start, *(int(a) if a else None for a in amounts)))
    return Plan(version, questionnaire, int(days), int(minutes), brand, tuple(found))


_READERS: Final = {"1": _read_1}
"""Format -> its reader. A format that was ever published stays."""


def from_assessment(bundle: Bundle, assessment: Any, brand: Any = None) -> Plan:
    """The routine of an assessment (JSON, as quiz.telling.assessment gives it) as a plan of `brand`.

    No dose is written: it is the card's, and a ceiling that a caution set would tell of the caution. Whoever opens
    the plan answers for their own.
    """
    routine = assessment.get("routine") if isinstance(assessment, dict) else None
    if not isinstance(routine, dict):
        raise BadPlan("no-routine")
    try:
        raw = {
            "questionnaire": assessment["questionnaire"],
            "days": routine["days"],
            "minutes": max(routine["minutes"]),
            "brand": brand,
            "exercises": [{"code": card["code"], "start": card["start"]} for card in routine["cards"]],
        }
    except (LookupError, TypeError, ValueError):
        raise BadPlan("no-routine") from None
    return read_plan(bundle, raw)


def read_plan(bundle: Bundle, raw: Any) -> Plan:
    """Read a plan that someone put together (parsed JSON), against the knowledge of today. Raises BadPlan.

    {"questionnaire", "days", "minutes", "brand": null, "exercises": [{"code" or "exercise", "start": "left", "sets",
    "reps", "hold", "metres"}, ...]}. An amount is from 1 to the most that the card allows.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("exercises"), list):
        raise BadPlan("not-a-plan")
    questionnaire, brand, exercises = raw.get("questionnaire"), raw.get("brand"), raw["exercises"]
    if not isinstance(questionnaire, str) or questionnaire not in bundle.questionnaires:
        raise BadPlan("unknown-questionnaire", known=sorted(bundle.questionnaires))
    if brand is not None and not (isinstance(brand, str) and is_brand(brand)):
        raise BadPlan("brand", most=MOST_BRAND)
    if not 1 <= len(exercises) <= MOST_EXERCISES:
        raise BadPlan("how-many", most=MOST_EXERCISES)
    days = _amount(raw.get("days", bundle.scoring.days), "days", MOST_DAYS)
    minutes = _amount(raw.get("minutes", bundle.scoring.minutes), "minutes", MOST_MINUTES)
    items = tuple(_entry(bundle, entry) for entry in exercises)
    codes = [item.code for item in items]
    if twice := next((code for code in codes if codes.count(code) > 1), None):
        raise BadPlan("twice", exercise=_title(bundle.by_code[twice]))
    return Plan(bundle.version, questionnaire, days, minutes, brand, items)


def _entry(bundle: Bundle, raw: Any) -> Item:
    name = raw.get("exercise", raw.get("code")) if isinstance(raw, dict) else None
    e = bundle.exercises.get(name) or bundle.by_code.get(name) if isinstance(name, str) else None
    if e is None:
        raise BadPlan("unknown-exercise", what=name[:MOST_ID] if isinstance(name, str) else "")
    start = raw.get("start")
    if start not in (None, *SIDES):
        raise BadPlan("side")
    amounts: dict[str, int | None] = {}
    for key in AMOUNTS:
        limit, value = amount_range(e.dose, key), raw.get(key)
        if value is not None and limit is None:
            raise BadPlan("not-of-this", what={"say": f"plan.amount.{key}"}, exercise=_title(e))
        chosen = None if value is None or limit is None else _amount(value, key, limit[1], e)
        amounts[key] = chosen if limit and chosen != limit[0] else None
    return Item(e.code, mark(e), start if e.each_side else None, **amounts)


def amount_range(d: Dose, key: str) -> tuple[int, int] | None:
    """From what to what an amount of a dose goes; None where the exercise has no such amount."""
    limit: tuple[int, int] | None = getattr(d, key)
    if d.metres is not None and key in ("reps", "hold"):
        return None
    return limit if limit and limit[1] else None


def _amount(value: Any, key: str, most: int, e: Exercise | None = None) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        what = {"say": f"plan.amount.{key}"}
        raise (
            BadPlan("amount-of", what=what, most=most, exercise=_title(e))
            if e
            else BadPlan("amount", what=what, most=most)
        )
    return value


def _title(e: Exercise) -> Data:
    return {"say": f"exercises.{e.id}.title"}


def mark(e: Exercise) -> str:
    """Six characters: three change when what the exercise asks of a body does, three when its dose does.

    What goes into them is part of format 1: another choice would make every old link say "changed".
    """
    d = e.dose
    asks = [sorted(e.demands), e.level, e.each_side]
    dose = [d.sets, d.reps, d.hold, d.tempo, d.metres, d.rest, d.days, d.effort, d.discomfort]
    return "".join(_digits(crc32(json.dumps(part, separators=(",", ":")).encode()), 3) for part in (asks, dose))


def changed(item: Item, e: Exercise) -> tuple[str, ...]:
    """What of the exercise is not as it was when the plan was made: "demands", "dose"."""
    now = mark(e)
    parts = (("demands", slice(0, 3)), ("dose", slice(3, 6)))
    return tuple(name for name, part in parts if item.mark[part] != now[part])


def is_brand(name: str) -> bool:
    """Whether a brand can be called this in a link."""
    return len(name) <= MOST_BRAND and _BRAND.fullmatch(name) is not None


def _digits(number: int, length: int) -> str:
    return "".join(_DIGITS[number >> 5 * i & 31] for i in range(length))
