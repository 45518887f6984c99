"""What scales can and cannot come to, by running quiz/ on them: no answer without a value, no score without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from generator.bundle.span import answers
from generator.knowledge.base import Knowledge
from generator.reading.document import Path_
from generator.reading.problems import Problem
from generator.rules.scales import Written
from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import Answer, Data, Question, question
from quiz.asking.exact import number, plain_number, table
from quiz.scales.responses import codes, points
from quiz.scales.score import needs, prepared, varied

RULES = {
    "scale-points": "Every answer to an item has a value in the scale (tried one by one).",
    "scale-table": "Every raw score has a row in the lookup table (tried).",
    "scale-band": "Every score has a band, and every band can be reached (tried).",
}


def prove(k: Knowledge, w: Written, data: Data) -> Iterator[Problem]:
    """Try every answer of every item, and every step from each scale's lowest score to its highest."""
    told: set[tuple[str, str]] = set()
    for variant in (None, *sorted({v for d in data["scales"] for v in d["variants"]})):
        chosen = varied(data["scales"], variant)
        for i, d in enumerate(chosen):
            path: Path_ = ("scales", i)
            if variant and variant in data["scales"][i]["variants"]:
                path = (*path, "variants", variant)
            for rule, key, message, hint in _scale(d, chosen, data["questions"]):
                if (rule, message) not in told:
                    told.add((rule, message))
                    yield k.problem("questionnaires", w.questionnaire, (*path, *key), rule, message, hint)


_Fault = tuple[str, Path_, str, str]
"""(rule, path inside the scale, message, hint)"""


def _scale(d: Data, scales: Sequence[Data], questions: Sequence[Data]) -> Iterator[_Fault]:
    asked = {q["id"]: question(q) for q in questions}
    faults = [fault for i, item in enumerate(d["items"]) for fault in _item(d, asked[item], ("items", i), scales)]
    yield from faults
    if not faults and (d["lookup"] or d["bands"]):
        try:
            scores = _scores(d, scales, questions, asked)
        except BadAnswers:
            return  # a fault of one of its parts, told there
        yield from _words(d, scores)


def _item(d: Data, q: Question, path: Path_, scales: Sequence[Data]) -> Iterator[_Fault]:
    """Answers to the item that the scale cannot put a number on."""
    if q.sided:
        hint = "ask once, or write two questions"
        yield "scale-points", path, f"'{q.id}' is asked for each side, and a score takes one answer", hint
        return
    worth = points(d, q, codes(scales).get(q.id, frozenset()))
    for answer in answers(q):
        try:
            worth(answer)
        except BadAnswers as bad:
            value = bad.complaints[0]["value"]
            hint = "give the option a value, or a row in recode" if q.options else "give it a row in recode"
            yield "scale-points", path, f"'{q.id}': the answer '{value}' has no value in '{d['id']}'", hint


def _scores(d: Data, scales: Sequence[Data], questions: Sequence[Data], asked: Mapping[str, Question]) -> set[Fraction]:
    """The raw scores on the way from each item's lowest answer to its highest, everything else being open."""
    bare = [{**s, "when": None, "classes": [], **({"lookup": None} if s["id"] == d["id"] else {})} for s in scales]
    run = prepared([{**q, "show_if": None} for q in questions], bare)
    ladders = {item: _ladder(s, asked[item], scales) for s in _made_of(d, bare) for item in s["items"]}
    sheet: dict[str, Any] = {item: ladder[0] for item, ladder in ladders.items() if ladder}
    found: set[Fraction] = set()
    for item, ladder in ladders.items():
        for answer in ladder:
            sheet[item] = list(answer) if isinstance(answer, tuple) else answer
            value = run({n: list(a) if isinstance(a, tuple) else a for n, a in sheet.items()})[d["id"]]["value"]
            found |= {number(value)} if value is not None else set()
    return found


def _ladder(d: Data, q: Question, scales: Sequence[Data]) -> list[Answer]:
    """The item's answers that give something, from least to most; of tick lists, ever more ticks."""
    worth = points(d, q, codes(scales).get(q.id, frozenset()))
    given = [(p, a) for a in answers(q) if not isinstance(p := worth(a), str)]
    rungs = [a for _, a in sorted(given, key=lambda pair: pair[0])]
    if q.kind in ("multiple", "regions"):
        alone = [(o.id,) for o in q.options if o.exclusive]
        ticks = [o.id for o in q.options if not o.exclusive]
        return [*alone, *(tuple(ticks[: n + 1]) for n in range(len(ticks)))]
    return rungs


def _made_of(d: Data, scales: Sequence[Data]) -> Iterator[Data]:
    by_id = {s["id"]: s for s in scales}
    yield d
    for part in sorted(needs({**d, "when": None})):
        yield from _made_of(by_id[part], scales)


def _words(d: Data, scores: set[Fraction]) -> Iterator[_Fault]:
    if d["lookup"]:
        look_up = table(d["lookup"])
        for raw in sorted(x for x in scores if look_up(x) is None):
            yield (
                "scale-table",
                ("lookup",),
                f"the raw score {plain_number(raw)} has no row in '{d['id']}'",
                "add the row",
            )
        scores = {scaled for x in scores if (scaled := look_up(x)) is not None}
    if not d["bands"] or not scores:
        return
    edges = [number(b["at_least"]) for b in d["bands"]]
    low, high = min(scores), max(scores)  # with parts, some that were reached; otherwise the very ends
    if low < edges[0]:
        message = f"scores from {plain_number(low)} up to {plain_number(edges[0])} have no band in '{d['id']}'"
        yield "scale-band", ("bands", 0, "at_least"), message, f"write at_least: {plain_number(low)}"
    for i, edge in enumerate(edges if not d["parts"] else ()):
        if edge > high or (i + 1 < len(edges) and edges[i + 1] <= low):
            ends = f"{plain_number(low)} to {plain_number(high)}"
            message = f"no score of '{d['id']}' reaches '{d['bands'][i]['id']}': they go from {ends}"
            yield "scale-band", ("bands", i, "at_least"), message, "check the numbers of the bands and of the scale"
