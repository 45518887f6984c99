"""JSON that anyone wrote -> a plan, checked against the knowledge of today: one complaint for each bad value.

It reads the shape of plan.py, the shape before it ({"exercises": [{"exercise" or "code", "start", "sets", ...}]}, whose
amounts stand beside the exercise), and the routine of an assessment.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from quiz.asking.answers import short
from quiz.asking.bundle import SIDES, Bundle, Data, Exercise
from quiz.asking.exact import is_whole
from quiz.asking.own import Own
from quiz.plans.draft import Draft, Wrong
from quiz.plans.link import is_brand
from quiz.plans.marks import mark
from quiz.plans.plan import (
    AMOUNTS,
    AS_PLAN,
    FORMAT,
    GROWN,
    MOST_BRAND,
    MOST_ID,
    MOST_NOTE,
    TEXTS,
    WRITTEN,
    BadPlan,
    Dosage,
    Growth,
    Item,
    Plan,
    Sender,
    cleaned,
)
from quiz.plans.tempo import read_tempo
from quiz.routine.bounds import LIMITS, MOST_DAYS, MOST_EXERCISES, MOST_MINUTES, SUCH_AS, TEMPO
from quiz.routine.growth import RULES
from quiz.routine.own import exercise_of, read_own

_KEYS: Final = frozenset(
    {"format", "knowledge", "made", "days", "growth", "minutes", "questionnaire", "brand", "cautions", "from"}
    | {"note", "items"}
)
_ITEM: Final = frozenset(["card", "side", "dose", "growth", "note"])
_OWN: Final = frozenset(["title", "how", "step", "each_side", "demands"])
_SENDER: Final = ("name", "contact", "colour")
_NUMBERS: Final = {WRITTEN.get(key, key): key for key in LIMITS}
_DOSE: Final = frozenset((*_NUMBERS, "tempo", "load"))
_GROWN: Final = {WRITTEN.get(key, key): key for key in GROWN}


def from_assessment(bundle: Bundle, assessment: Any, brand: Any = None, made: str | None = None) -> Plan:
    """The routine of an assessment (JSON, as quiz.telling.assessment gives it) as a plan of `brand`.

    No dose is written: it is the card's, and a ceiling that a caution set would tell of the caution. Whoever opens
    the plan answers for their own.
    """
    routine = assessment.get("routine") if isinstance(assessment, dict) else None
    if not isinstance(routine, dict):
        raise BadPlan("no-routine")
    try:
        raw = {
            "format": FORMAT,
            "questionnaire": assessment["questionnaire"],
            "days": routine["days"],
            "minutes": max(routine["minutes"]),
            "brand": brand,
            "made": made,
            "items": [{"card": card["code"], "side": card["start"]} for card in routine["cards"]],
        }
    except (LookupError, TypeError, ValueError):
        raise BadPlan("no-routine") from None
    return read_plan(bundle, raw)


def read_plan(bundle: Bundle, raw: Any) -> Plan:
    """Read a plan that someone put together (parsed JSON). Raises BadPlan with every complaint.

    `knowledge` is not believed: the plan is of today's, which it was read against.
    """
    draft = read_draft(bundle, raw)
    if draft.wrong:
        raise BadPlan(messages=tuple(wrong.message for wrong in draft.wrong))
    return draft.plan


def read_draft(bundle: Bundle, raw: Any) -> Draft:
    """The same, but that a bad value costs no other one. Raises BadPlan for what is no plan at all."""
    if not isinstance(raw, dict):
        raise BadPlan("not-a-plan")
    if "format" not in raw and isinstance(raw.get("exercises"), list):
        raw = _as_now(raw)
    if not isinstance(raw.get("items"), list):
        raise BadPlan("not-a-plan")
    if raw.get("format", FORMAT) != FORMAT:
        raise BadPlan("newer" if isinstance(raw["format"], int) and raw["format"] > FORMAT else "not-a-plan")
    return _Reading(bundle).plan(raw)


def _as_now(raw: Data) -> Data:
    """The shape before, in today's. A key that it never had is left aside, as it was then."""
    kept = {key: raw[key] for key in ("days", "minutes", "questionnaire", "brand") if key in raw}
    return {**kept, "items": [_item_now(entry) for entry in raw["exercises"]]}


def _item_now(entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    dose = {WRITTEN.get(key, key): entry[key] for key in AMOUNTS if entry.get(key) is not None}
    return {"card": entry.get("exercise", entry.get("code")), "side": entry.get("start"), "dose": dose or None}


class _Reading:
    """One reading: what is wrong is collected, so that all of it is told at once."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.wrong: list[Wrong] = []
        self.unread: set[int] = set()
        self.at: int | None = None
        """The exercise that is read."""

    def complain(self, say: str, field: str | None = None, **values: Any) -> None:
        self.wrong.append(Wrong(self.at, field, {"say": f"plan.error.{say}", **values}))

    def plan(self, raw: Data) -> Draft:
        bundle, made = self.bundle, None
        self._known(raw, _KEYS)
        questionnaire, brand, rule = raw.get("questionnaire"), raw.get("brand"), raw.get("growth")
        if questionnaire is not None and not (
            isinstance(questionnaire, str) and questionnaire in bundle.questionnaires
        ):
            self.complain("unknown-questionnaire", known=sorted(bundle.questionnaires))
            questionnaire = None
        if brand is not None and not (isinstance(brand, str) and is_brand(brand)):
            self.complain("brand", most=MOST_BRAND)
            brand = None
        if rule is not None and rule not in RULES:
            self.complain("growth", "growth", known=list(RULES))
            rule = None
        if raw.get("made") is not None:
            made = self._day(raw["made"])
        cautions = raw.get("cautions")
        if cautions is not None and (wrong := unknown_caution(self.bundle, cautions)):
            self.wrong.append(Wrong(None, None, wrong))
            cautions = None
        days = self._number(raw.get("days", bundle.scoring.days), "days", 1, MOST_DAYS)
        minutes = raw.get("minutes")
        if minutes is not None:
            minutes = self._number(minutes, "minutes", 1, MOST_MINUTES)
        sender = self._sender(raw.get("from"))
        note = self._text(raw.get("note"), "note", MOST_NOTE, lines=True)
        items = self._items(raw["items"])
        known = tuple(c for c in bundle.cautions if c in (cautions or ()))
        days = days or bundle.scoring.days
        plan = Plan(bundle.version, days, items, minutes, questionnaire, brand, made, rule, known, sender, note)
        return Draft(plan, tuple(self.wrong), frozenset(self.unread))

    def _items(self, raw: list[Any]) -> tuple[Item, ...]:
        if not 1 <= len(raw) <= MOST_EXERCISES:
            self.complain("how-many", most=MOST_EXERCISES)
            return ()
        items: list[Item] = []
        for self.at, entry in enumerate(raw):
            if (item := self._item(entry)) is None:
                self.unread.add(self.at)
                continue
            if any(item.code == other.code for other in items):
                self.complain("twice", exercise=(self._own_exercise(item.own) or self.bundle.by_code[item.code]).title)
            items.append(item)
        self.at = None
        return tuple(items)

    def _item(self, raw: Any) -> Item | None:
        if isinstance(raw, dict) and "own" in raw:
            return self._own_item(raw)
        name = raw.get("card") if isinstance(raw, dict) else None
        bundle = self.bundle
        e = bundle.exercises.get(name) or bundle.by_code.get(name) if isinstance(name, str) else None
        if e is None:
            self.complain("unknown-exercise", what=name[:MOST_ID] if isinstance(name, str) else "")
            return None
        self._known(raw, _ITEM)
        return self._of(e, mark(e), raw)

    def _of(self, e: Exercise, mark_: str, raw: Data) -> Item:
        side = raw.get("side")
        if side not in (None, *SIDES):
            self.complain("side", "side")
            side = None
        return Item(
            e.code,
            mark_,
            side if e.each_side else None,
            self._dose(raw.get("dose"), e),
            self._growth(raw.get("growth"), e),
            self._text(raw.get("note"), "note", TEXTS["note"], e, lines=True),
            e.own,
        )

    # The sender's own

    def _own_item(self, raw: Data) -> Item | None:
        self._known(raw, _ITEM - {"card"} | {"own"})
        e = self._own_exercise(self._own(raw["own"]))
        if e is None:
            return None
        item = self._of(e, "", raw)
        if not (item.dose.counted or item.dose.load):
            self.complain("own-dose", "reps", exercise=e.title)
        return item

    def _own(self, raw: Any) -> Own | None:
        if not isinstance(raw, dict):
            self.complain("own")
            return None
        self._known(raw, _OWN)
        title = self._text(raw.get("title"), "title", TEXTS["title"])
        how = self._text(raw.get("how"), "how", TEXTS["how"], lines=True)
        own = read_own({**raw, "title": title, "how": how})
        if own is None:
            self.complain("own")
        elif unknown := [d for d in own.demands or () if d not in self.bundle.demands]:
            self.complain("unknown-demand", what=short(unknown[0]))
        return own

    def _own_exercise(self, own: Own | None) -> Exercise | None:
        return exercise_of(self.bundle, own) if own else None

    def _dose(self, raw: Any, e: Exercise) -> Dosage:
        if raw is None:
            return Dosage()
        if not isinstance(raw, dict):
            self.complain("dose", exercise=e.title)
            return Dosage()
        self._known(raw, _DOSE, e)
        said: dict[str, Any] = {}
        for name, key in _NUMBERS.items():
            if raw.get(name) is not None:
                said[key] = self._number(raw[name], key, *LIMITS[key], e)
        if said.get("metres") and (said.get("reps") or said.get("hold")):
            self.complain("either", "metres", exercise=e.title)
            said["metres"] = None
        if said.get("effort") and said.get("reserve") is not None:
            self.complain("effort-either", "reserve", exercise=e.title)
            said["reserve"] = None
        if raw.get("tempo") is not None:
            said["tempo"] = read_tempo(raw["tempo"])
            if said["tempo"] is None:
                self.complain("tempo", "tempo", exercise=e.title, most=TEMPO[1])
        return Dosage(**said, load=self._text(raw.get("load"), "load", TEXTS["load"], e))

    def _growth(self, raw: Any, e: Exercise) -> Growth | None:
        if raw is None:
            return None
        rule: Any
        rule, to = (raw.get("rule"), raw.get("to") or {}) if isinstance(raw, dict) else (raw, {})
        fits = rule in (*RULES, AS_PLAN) and isinstance(to, dict) and set(to) <= set(_GROWN)
        if not fits or (isinstance(raw, dict) and set(raw) > {"rule", "to"}):
            self.complain("growth-of", "growth", exercise=e.title, known=[*RULES, AS_PLAN])
            return None
        most = {
            key: self._number(to[name], key, *LIMITS[key], e, f"to-{name}")
            for name, key in _GROWN.items()
            if name in to
        }
        return Growth(rule, tuple((key, n) for key, n in most.items() if n is not None))

    def _sender(self, raw: Any) -> Sender | None:
        if raw is None:
            return None
        if not isinstance(raw, dict):
            self.complain("from")
            return None
        self._known(raw, frozenset(_SENDER))
        colour = raw.get("colour")
        if colour is not None and not (isinstance(colour, str) and re.fullmatch("#[0-9a-f]{6}", colour)):
            self.complain("colour")
            colour = None
        name, contact = (self._text(raw.get(key), key, TEXTS[key]) for key in ("name", "contact"))
        found = Sender(name, contact, colour)
        return found if found != Sender() else None

    # Values

    def _known(self, raw: Data, keys: frozenset[str], e: Exercise | None = None) -> None:
        for key in sorted(raw.keys() - keys):
            of = {"exercise": e.title} if e else {}
            name = str(key)[:MOST_ID]
            self.complain("unknown-key-of" if e else "unknown-key", name, key=name, known=sorted(keys), **of)

    def _number(
        self, value: Any, key: str, low: int, most: int, e: Exercise | None = None, field: str | None = None
    ) -> int | None:
        if is_whole(value, low, most):
            return int(value)
        field = field or WRITTEN.get(key, key)
        what = {"what": {"say": f"plan.amount.{key}"}, "low": low, "most": most, "example": SUCH_AS.get(key, low)}
        self.complain("amount-of", field, exercise=e.title, **what) if e else self.complain("amount", field, **what)
        return None

    def _text(self, value: Any, key: str, most: int, e: Exercise | None = None, lines: bool = False) -> str | None:
        if value is None:
            return None
        text = cleaned(value, lines) if isinstance(value, str) and len(value) <= 4 * most else None
        if text is None or len(text) > most:
            what = {"what": {"say": f"plan.text.{key}"}, "most": most}
            self.complain("text-of", key, exercise=e.title, **what) if e else self.complain("text", key, **what)
            return None
        return text or None

    def _day(self, value: Any) -> str | None:
        try:
            made = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
        except ValueError:
            made = None
        if made is None or not 2020 <= made.year < 2200:
            self.complain("made")
            return None
        return made.isoformat()


def unknown_caution(bundle: Bundle, raw: Any) -> Data | None:
    """The complaint about cautions that are no list of known ids; None where they are one."""
    row = raw if isinstance(raw, list | tuple) else [raw]
    unknown = [c for c in row if not isinstance(c, str) or c not in bundle.cautions]
    if not unknown and row is raw:
        return None
    what = short(str(next(iter(unknown), raw)))
    return {"say": "plan.error.unknown-caution", "what": what, "known": sorted(bundle.cautions)}
