"""What a fork's layer may do to safety: tighten it, never hide or weaken it. Judges raw data, before any model."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator.knowledge.layers.combine import Edit, is_number
from generator.knowledge.layers.spoken import reworded
from generator.reading.document import Position
from quiz.judging.safety import URGENCIES

RULE = "weakens-safety"
HINT = "a fork may tighten safety, never hide or weaken it; what it needs besides, it adds under an id of its own"
GATES = ("none", "gentle", "see-first")
_SCREEN = "safety/screen"
WHOLE = ("safety/flags", "safety/cautions", "safety/demands")
"""Lists whose shipped rows can only be added to."""
_MAY_GROW = (
    "signs",
    "excludes",
    "modifies",
    "adds",
    "sections",
    "questions",
    "options",
    "cues",
    "leads",
    "news",
    "sources",
)
_MAY_COME = ("help", "why", "text", "effort", "hold", "gate", "findings")
_FREE = ("evidence", "covers")
_KEPT = {
    "exercises": ("demands", "stop_if"),
    "tests": ("demands", "not_if", "not_with"),
    "pathways": ("seen_if",),
    "scoring": ("gentle_excludes",),
}
"""Lists of which nothing can be taken away."""


def untouchable(kind: str, data: Any, screened: Collection[str]) -> str:
    """Why this entity can be neither overridden nor hidden, or "". `screened` names the screen's shelf questions."""
    if kind in WHOLE:
        return "red flags, cautions and demands can be neither hidden nor replaced"
    if kind == _SCREEN:
        return "the safety screen can be neither hidden nor replaced"
    if is_safety_question(kind, data, screened):
        return "safety questions can be neither hidden nor replaced"
    return ""


def unhideable(kind: str) -> str:
    """Why nothing of this kind can be hidden, though it may be overridden, or ""."""
    return "the safety screen asks about every region" if kind == "regions" else ""


def is_safety_question(kind: str, data: Any, screened: Collection[str]) -> bool:
    """Say whether a row of questions.yml belongs to safety."""
    return kind == "questions" and isinstance(data, dict) and (data.get("safety") is True or data.get("id") in screened)


def weaker_edits(kind: str, edits: Collection[Edit], protected: bool) -> Iterator[tuple[Position, str]]:
    """Where, and how, the extension of a shipped entity weakens safety. `protected`: it is one of safety's own."""
    for edit in edits:
        if kind == "phrases":
            for name in reworded(edit):
                yield edit.at, f"the phrase '{name}' is part of safety and stays as it is"
        elif protected and not _is_allowed(edit):
            yield edit.at, _told(edit)


def _is_allowed(edit: Edit) -> bool:
    keys = [str(part) for part in edit.path if isinstance(part, str)]
    last = keys[-1] if keys else ""
    if keys and keys[0] in _FREE:
        return True
    if "when" in keys or "show_if" in keys:  # more ways for it to be true
        inside = keys[max(keys.index(k) for k in ("when", "show_if") if k in keys) + 1 :]
        return edit.how == "appended" and last in ("any", "in", "count") and "not" not in inside
    if edit.how == "appended":
        lax = isinstance(edit.new, dict) and edit.new.get("exclusive") is True
        return not lax and (last in _MAY_GROW or (last == "regions" and bool(edit.old)))
    if edit.how == "added":
        return last in _MAY_COME or last in _MAY_GROW
    for key, order in (("gate", GATES), ("urgency", URGENCIES[::-1])):
        if last == key and edit.old in order and edit.new in order:
            return order.index(edit.new) >= order.index(edit.old)
    return last in ("effort", "hold") and is_number(edit.old) and is_number(edit.new) and edit.new <= edit.old


def _told(edit: Edit) -> str:
    place = next((str(part) for part in reversed(edit.path) if isinstance(part, str)), "")
    if edit.how == "replaced" and all(isinstance(v, int | str) and len(str(v)) < 40 for v in (edit.old, edit.new)):
        return f"'{place}' would go from '{edit.old}' to '{edit.new}'"
    if edit.how == "appended":
        return f"this cannot be appended to '{place}'"
    return f"'{place}' cannot be {edit.how} here"


def weaker(kind: str, before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """(key, message) for each way in which an overridden or extended entity asks for less care than the shipped one."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return
    for key in _KEPT.get(kind, ()):
        yield from _lost(before, after, key)
    if kind == "exercises" and _lower(after.get("level"), before.get("level")):
        yield "level", f"'level' would go from {before['level']} to {after['level']}"
    if kind == "scoring":
        for key in ("gentle_level", "gentle_effort"):
            if _lower(before.get(key), after.get(key)):
                yield key, f"'{key}' would go from {before[key]} to {after[key]}"


def _lost(before: dict[str, Any], after: dict[str, Any], key: str) -> Iterator[tuple[str, str]]:
    kept = after.get(key)
    shipped = before.get(key)
    lost = [d for d in shipped if d not in (kept or ())] if isinstance(shipped, list) else []
    if lost and isinstance(kept, list | None):
        yield key, f"'{key}' would lose: {', '.join(str(d.get('text', d) if isinstance(d, dict) else d) for d in lost)}"


def _lower(one: Any, other: Any) -> bool:
    return is_number(one) and is_number(other) and bool(one < other)
