"""A plan as the text of a link: versioned, short, and readable by all later versions.

Letters, digits, "-", "_" and "." only, for a URL's fragment. It is written in format 2, parts in this order:
  2KNOWLEDGE.PART.PART...CHECK
A part is a letter and its value: d days, m minutes, q questionnaire, b brand, t made (days since 2020), g growth (s, w
or r), c cautions (ids, "_" between), f and k and h the sender's name, contact and colour, n the note; then exercises:
i CODE MARK, the side (l or r), sets s, repetitions r, seconds h, metres m, rest p, effort e, reserve v, times a day a,
days y, tempo w1-2-3 or w1-2-3-4, growth g (s, w, r or p for the plan's) and up to what; after each, l its load, n its
note.
An exercise of the sender's own is x, its step (i, l, a, c for integrate, o), 2 where each side does it, and the same
from the side on; after it stand besides o its title, u how it is done, and z its demands, "_" before each.
Texts are UTF-8 in base64 for URLs. CHECK (6) tells a link that was cut or mistyped. A part with another letter comes
from a newer site. Names, notes and cautions are in it only where whoever sends it said so (`shared`).

Format 1 is read for ever: 1KNOWLEDGE.QUESTIONNAIRE.DAYS.MINUTES.BRAND.ITEM.ITEM...CHECK, where CHECK has 4 characters
and an item is CODE MARK, side, s, r, h, m. What it says of a dose is held still, and the rest of it grows.
"""

from __future__ import annotations

import re
from binascii import crc32
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, Final

from quiz.asking.own import Own
from quiz.plans.letters import DIGITS, digits, packed, unpacked
from quiz.plans.plan import (
    AMOUNTS,
    AS_PLAN,
    GROWN,
    MOST_BRAND,
    MOST_ID,
    MOST_NOTE,
    MOST_OWN,
    MOST_WORDS,
    TEXTS,
    BadPlan,
    Dosage,
    Growth,
    Item,
    Plan,
    Sender,
    cleaned,
)
from quiz.routine.bounds import LIMITS, MOST_DAYS, MOST_EXERCISES, MOST_MINUTES, TEMPO

MOST_CHARACTERS: Final = 8_000
CHECKS: Final = {"1": 4, "2": 6, "r": 6}
"""Format -> how many characters its check has; r: replies (quiz/sessions/post.py)."""
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_N = r"(0|[1-9][0-9]{0,3})"
_BRAND = re.compile(_ID)
_START: Final = date(2020, 1, 1)
_SIDES: Final = {"l": "left", "r": "right", "": None}
_RULES: Final = {"s": "steady", "w": "by-week", "r": "by-response", "p": AS_PLAN}
_NUMBERS: Final = {
    "sets": "s",
    "reps": "r",
    "hold": "h",
    "metres": "m",
    "rest": "p",
    "effort": "e",
    "reserve": "v",
    "a_day": "a",
    "days": "y",
}
_AMOUNT_2: Final = (
    "".join(rf"(?:{letter}{_N})?" for letter in _NUMBERS.values())
    + rf"(?:w{_N}-{_N}-{_N}(?:-{_N})?)?(?:g([swrp])"
    + "".join(rf"(?:{_NUMBERS[key]}{_N})?" for key in GROWN)
    + ")?"
)
_ITEM_2 = re.compile(rf"([0-9a-z]{{3}})([{DIGITS}]{{6}})([lr]?){_AMOUNT_2}")
_OWN_2 = re.compile(rf"([ilaco])(2?)([lr]?){_AMOUNT_2}")
_STEPS: Final = {"i": "inhibit", "l": "lengthen", "a": "activate", "c": "integrate", "o": "other"}
_HEAD: Final = "dmqbtgcfkhn"
"""The letters before the first exercise, in their order."""
_TAIL: Final = "ln"
_TAIL_OWN: Final = "lnouz"


def encode(plan: Plan) -> str:
    """Write a plan as the text of a link.

    Raises BadPlan for one of which a link cannot hold all, ValueError for what `reading.read_plan` would not have let
    through.
    """
    own = [item.own for item in plan.items if item.own]
    if len(own) > MOST_OWN:
        raise BadPlan("own-many", most=MOST_OWN, names=[o.title for o in own[MOST_OWN:]])
    if (n := sum(len(o.title) + len(o.how) for o in own)) > MOST_WORDS:
        raise BadPlan("own-long", n=n, most=MOST_WORDS)
    body = f"2{'.'.join([plan.version, *_parts(plan)])}."
    text = body + digits(crc32(body.encode()), CHECKS["2"])
    if len(text) > MOST_CHARACTERS:
        raise BadPlan("long-link")
    try:
        same = decode(text) == plan
    except BadPlan as bad:
        raise ValueError(bad.message["say"]) from None
    if not same:
        raise ValueError("not a plan that can be written")
    return text


def shared(plan: Plan, parts: Collection[str]) -> Plan:
    """The plan with only those of plan.SHARED that its sender wants in the link."""
    if "notes" not in parts:
        plan = replace(plan, note=None, items=tuple(replace(item, note=None) for item in plan.items))
    if "from" not in parts:
        plan = replace(plan, sender=None)
    return plan if "cautions" in parts else replace(plan, cautions=())


def _parts(plan: Plan) -> Iterator[str]:
    sender = plan.sender or Sender()
    head = {
        "d": str(plan.days),
        "m": str(plan.minutes) if plan.minutes else None,
        "q": plan.questionnaire,
        "b": plan.brand,
        "t": str((date.fromisoformat(plan.made) - _START).days) if plan.made else None,
        "g": plan.growth and _letter(plan.growth),
        "c": "_".join(plan.cautions) or None,
        "f": packed(sender.name),
        "k": packed(sender.contact),
        "h": sender.colour and sender.colour[1:],
        "n": packed(plan.note),
    }
    yield from (f"{letter}{value}" for letter, value in head.items() if value is not None)
    for item in plan.items:
        dose = item.dose
        numbers = "".join(f"{letter}{n}" for key, letter in _NUMBERS.items() if (n := getattr(dose, key)) is not None)
        tempo = "w" + "-".join(map(str, dose.tempo)) if dose.tempo else ""
        grows = ""
        if item.growth:
            grows = f"g{_letter(item.growth.rule)}" + "".join(f"{_NUMBERS[key]}{n}" for key, n in item.growth.to)
        amount = f"{(item.start or '')[:1]}{numbers}{tempo}{grows}"
        own = item.own
        yield (
            f"x{_letter(own.step, _STEPS)}{'2' * own.each_side}{amount}" if own else f"i{item.code}{item.mark}{amount}"
        )
        texts = [("l", dose.load), ("n", item.note), *([("o", own.title), ("u", own.how)] if own else [])]
        yield from (f"{letter}{packed(text)}" for letter, text in texts if text)
        if own and own.demands is not None:
            yield f"z_{'_'.join(own.demands)}"


def _letter(meant: str, letters: Mapping[str, str] = _RULES) -> str:
    return next(letter for letter, name in letters.items() if name == meant)


def decode(text: Any) -> Plan:
    """Read the text of a link, made by this or any earlier version. Raises BadPlan with one complaint."""
    if not isinstance(text, str) or not text or len(text) > MOST_CHARACTERS or not text.isascii():
        raise BadPlan("not-a-plan")
    if text[0] not in _READERS:
        raise BadPlan("newer" if text[0].isdigit() and text[0] > max(_READERS) else "not-a-plan")
    body = text[: -CHECKS[text[0]]]
    if text != body + check(body):
        raise BadPlan("damaged")
    plan = _READERS[text[0]](body[1:])
    if len({item.code for item in plan.items}) < len(plan.items):
        raise BadPlan("damaged")  # whatever is told, drawn or kept of an exercise goes by its code
    return plan


def check(body: str, known: int | None = None) -> str:
    """The last characters of a link that begins with its format and ends with a dot; `known`: the sum of its bytes."""
    return digits(crc32(body.encode()) if known is None else known, CHECKS.get(body[:1], 0))


# Format 2.


def _read_2(body: str) -> Plan:
    version, *parts = body.split(".")
    if not re.fullmatch(r"[0-9a-f]{12}", version) or len(parts) < 2 or parts.pop():
        raise BadPlan("damaged")
    first = next((n for n, part in enumerate(parts) if part[:1] in ("i", "x")), len(parts))
    head = _lettered(parts[:first], _HEAD)
    rows: list[list[str]] = []
    for part in parts[first:]:
        rows[-1].append(part) if part[:1] not in ("i", "x") else rows.append([part])
    if not 1 <= len(rows) <= MOST_EXERCISES or "d" not in head:
        raise BadPlan("damaged")
    colour = head.get("h")
    sender = Sender(
        _text(head.get("f"), TEXTS["name"]),
        _text(head.get("k"), TEXTS["contact"]),
        f"#{_matched(colour, '[0-9a-f]{6}')}" if colour is not None else None,
    )
    items = tuple(_own_2(row) if row[0][:1] == "x" else _item_2(row) for row in rows)
    own = [item.own for item in items if item.own]
    if len(own) > MOST_OWN or sum(len(o.title) + len(o.how) for o in own) > MOST_WORDS:
        raise BadPlan("damaged")
    return Plan(
        version=version,
        days=_number(head["d"], 1, MOST_DAYS),
        items=items,
        minutes=_number(head["m"], 1, MOST_MINUTES) if "m" in head else None,
        questionnaire=_named(head.get("q"), MOST_ID),
        brand=_named(head.get("b"), MOST_BRAND),
        made=(_START + timedelta(days=_number(head["t"], 0, 99_999))).isoformat() if "t" in head else None,
        growth=_RULES[_matched(head["g"], "[swr]")] if "g" in head else None,
        cautions=tuple(_matched(c, _ID) for c in head["c"].split("_")) if "c" in head else (),
        sender=sender if sender != Sender() else None,
        note=_text(head.get("n"), MOST_NOTE, lines=True),
    )


def _item_2(row: list[str]) -> Item:
    found = _ITEM_2.fullmatch(row[0][1:])
    if found is None:
        raise BadPlan("newer" if re.match(rf"[0-9a-z]{{3}}[{DIGITS}]{{6}}[a-z]", row[0][1:]) else "damaged")
    code, mark_, side, *rest = found.groups()
    return _given(code, mark_, side, rest, _lettered(row[1:], _TAIL))


def _own_2(row: list[str]) -> Item:
    found = _OWN_2.fullmatch(row[0][1:])
    if found is None:
        raise BadPlan("damaged")
    step, each, side, *rest = found.groups()
    more = _lettered(row[1:], _TAIL_OWN)
    title, how = _text(more.get("o"), TEXTS["title"]), _text(more.get("u"), TEXTS["how"], lines=True)
    if title is None or how is None or (side and not each):
        raise BadPlan("damaged")
    asks = tuple(_matched(d, _ID) for d in more["z"][1:].split("_") if more["z"] != "_") if "z" in more else None
    own = Own(title, how, _STEPS[step], bool(each), asks)
    return replace(_given(own.id, "", side, rest, more), own=own)


def _given(code: str, mark_: str, side: str, rest: Sequence[str | None], more: Mapping[str, str]) -> Item:
    numbers, tempo, rule, most = rest[:9], rest[9:13], rest[13], rest[14:]
    said = {key: _number(n, *LIMITS[key]) for key, n in zip(_NUMBERS, numbers, strict=True) if n is not None}
    to = tuple((key, _number(n, *LIMITS[key])) for key, n in zip(GROWN, most, strict=True) if n is not None)
    return Item(
        code,
        mark_,
        _SIDES[side],
        Dosage(
            **said,
            tempo=tuple(_number(n, *TEMPO) for n in tempo if n is not None) or None,
            load=_text(more.get("l"), TEXTS["load"]),
        ),
        Growth(_RULES[rule], to) if rule else None,
        _text(more.get("n"), TEXTS["note"], lines=True),
    )


def _lettered(parts: list[str], letters: str) -> dict[str, str]:
    """Parts by their letters, which stand in this order; one with another letter is of a newer site."""
    found: dict[str, str] = {}
    last = -1
    for part in parts:
        at = letters.find(part[:1]) if part else -1
        if at < 0:
            raise BadPlan("newer" if part[:1].isalpha() else "damaged")
        if at <= last or len(part) < 2:
            raise BadPlan("damaged")
        found[part[0]], last = part[1:], at
    return found


def _number(text: str, low: int, most: int) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,5}", text) or not low <= int(text) <= most:
        raise BadPlan("damaged")
    return int(text)


def _matched(text: str, pattern: str) -> str:
    if not re.fullmatch(pattern, text):
        raise BadPlan("damaged")
    return text


def _named(text: str | None, most: int) -> str | None:
    if text is not None and len(text) > most:
        raise BadPlan("damaged")
    return _matched(text, _ID) if text is not None else None


def _text(said: str | None, most: int, lines: bool = False) -> str | None:
    if said is None:
        return None
    try:
        text = unpacked(said)
    except ValueError:
        raise BadPlan("damaged") from None
    if not text or len(text) > most or cleaned(text, lines) != text:
        raise BadPlan("damaged")
    return text


# Format 1.

_HEAD_1 = re.compile(rf"([0-9a-f]{{12}})\.({_ID})\.([1-7])\.([1-9][0-9]{{0,2}})\.({_ID})?")
_ITEM_1 = re.compile(
    rf"([a-z0-9]{{3}})([{DIGITS}]{{6}})([lr]?)"
    + "".join(rf"(?:{_NUMBERS[key]}([1-9][0-9]{{0,2}}))?" for key in AMOUNTS)
)
_MOST_1: Final = 1_000


def _read_1(body: str) -> Plan:
    parts = body.split(".")
    head = _HEAD_1.fullmatch(".".join(parts[:5]))
    items = [_ITEM_1.fullmatch(part) for part in parts[5:-1]]
    if head is None or parts[-1] or not 1 <= len(items) <= MOST_EXERCISES or len(body) > _MOST_1:
        raise BadPlan("damaged")
    version, questionnaire, days, minutes, brand = head.groups()
    if int(minutes) > MOST_MINUTES or len(brand or "") > MOST_BRAND or len(questionnaire) > MOST_ID:
        raise BadPlan("damaged")
    return Plan(
        version,
        int(days),
        tuple(_item_1(*item.groups()) if item else _damaged() for item in items),
        int(minutes),
        questionnaire,
        brand,
    )


def _item_1(code: str, mark_: str, side: str, *amounts: str | None) -> Item:
    sets, reps, hold, metres = (
        _number(n, *LIMITS[key]) if n else None for key, n in zip(AMOUNTS, amounts, strict=True)
    )
    dose = Dosage(sets, reps, hold, metres)
    return Item(code, mark_, _SIDES[side], dose, Growth(AS_PLAN) if dose != Dosage() else None)


def _damaged() -> Item:
    raise BadPlan("damaged")


_READERS: Final[dict[str, Callable[[str], Plan]]] = {"1": _read_1, "2": _read_2}
"""Format -> its reader. A format that was ever published stays."""


def is_brand(name: str) -> bool:
    """Whether a brand can be called this in a link."""
    return len(name) <= MOST_BRAND and _BRAND.fullmatch(name) is not None


assert set(_NUMBERS) | {"tempo", "load"} == {f.name for f in fields(Dosage)}
