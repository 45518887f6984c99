"""Questions and sections as quiz/ reads them: plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.knowledge.base import Knowledge
from generator.model import Asked, Condition, Option, Question, Region, Section, SelfTest

Data = dict[str, Any]


def in_use(k: Knowledge) -> Iterable[tuple[Question, str, str, Any]]:
    """Questions that the screen or a questionnaire asks; the others are left on their shelf."""
    named = {q for _, _, _, s in k.sections() for q in s.names}
    return [entry for name, entry in k.questions().items() if name in named]


def question_data(k: Knowledge, q: Question) -> Data:
    """One question as the engine reads it: a self-test's form and a body map's regions filled in."""
    form: Asked = q
    demands: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    if q.test is not None:
        test = k.all("tests", SelfTest)[q.test]
        form, demands, not_with = test.result, test.demands, test.not_with
    options = region_options(k) if q.kind == "regions" else [_option(o) for o in form.options]
    gap = form.difference
    return {
        "id": q.id,
        "kind": form.kind,
        "sided": form.sided,
        "options": options,
        "min": form.lowest,
        "max": form.highest,
        "step": form.step,
        "measures": [m.model_dump(mode="json") for m in form.measures],
        "difference": gap.model_dump(mode="json") if gap else None,
        "optional": q.optional,
        "safety": q.safety,
        "not_sure": q.not_sure and form.kind != "text",
        "doubt_counts": q.doubt_counts,
        "show_if": condition_data(q.show_if),
        "demands": list(demands),
        "not_with": list(not_with),
        "sets": q.sets,
    }


def region_options(k: Knowledge) -> list[Data]:
    """The body map's options: each region, or its two sides, then "nowhere"."""
    places: list[tuple[str, bool]] = []
    for r in k.all("regions", Region).values():
        places += [(f"{r.id}:{side}", False) for side in ("left", "right")] if r.sided else [(r.id, False)]
    places.append(("nowhere", True))
    return [
        {"id": p, "findings": [], "exclusive": alone, "concern": False, "value": None, "show_if": None}
        for p, alone in places
    ]


def _option(o: Option) -> Data:
    parts = [(ref.partition("."), strength) for ref, strength in o.findings.items()]
    return {
        "id": o.id,
        "findings": [[finding, side or None, strength] for (finding, _, side), strength in parts],
        "exclusive": o.exclusive,
        "yields_to": o.yields_to,
        "concern": o.concern,
        "value": o.value,
        "show_if": condition_data(o.show_if),
    }


def condition_data(c: Condition | None) -> Data | None:
    return c.data if c else None


def section_data(s: Section) -> Data:
    names = s.names
    found = {"id": s.id, "questions": names, "show_if": condition_data(s.show_if), "pick": s.pick}
    return {**found, "goes_on": True} if s.goes_on else found
