"""What scales can and cannot come to, by running quiz/ on them: no answer without a value, no score without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from random import Random
from typing import Any, Final

from generator.bundle.span import answers
from generator.knowledge.base import Knowledge
from generator.reading.document import Path_
from generator.reading.problems import Problem
from generator.rules.scales import Written
from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import Answer, Data, Question, question
from quiz.asking.conditions import tests
from quiz.asking.exact import number, plain_number, table
from quiz.scales.responses import Codes, codes, points
from quiz.scales.score import needs, prepared, varied

RULES = {
    "scale-points": "Every answer to an item has a value in the scale (tried one by one).",
    "scale-table": "Every raw score has a row in the lookup table (tried).",
    "scale-band": "Every score has a band, and every band can be reached (tried).",
    "scale-class": "Whoever has all scores that its classes ask for has a class (tried).",
}
MADE_UP: Final = 500
"""Answer sets that are tried on classes."""
MOST_GAPS: Final = 50
"""Of a scale with more items, not every number of missing ones is tried."""
_NEVER: Final[Data] = {"any": []}


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
    if faults:
        return
    try:
        if d["lookup"] or d["bands"]:
            yield from _words(d, _scores(d, scales, questions, asked))
        if d["classes"]:
            yield from _unclassed(d, scales, questions, asked)
    except BadAnswers:
        return  # a fault of another scale's item, told there


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
    """The raw scores on the way from each item's lowest answer to its highest, gates being open: with all items, and
    with ever fewer of them, as far as the scale allows: not answered, not applicable or hidden."""
    bare = [{**s, "when": None, "classes": [], **({"lookup": None} if s["id"] == d["id"] else {})} for s in scales]
    ladders, away = _ladders(_made_of(d, bare), scales, asked), codes(scales)
    found: set[Fraction] = set()
    for hidden in _hidden(questions, ladders):
        closed = [{**q, "show_if": _NEVER if q["id"] in hidden else None} for q in questions]
        run = prepared(closed, bare)
        for sheets in _fewer({item: ladder for item, ladder in ladders.items() if item not in hidden}, away):
            values = {run(sheet)[d["id"]]["value"] for sheet in sheets} - {None}
            if not values:
                break  # too few for a score
            found |= set(map(number, values))
    return found


def _hidden(questions: Sequence[Data], items: Collection[str]) -> Iterator[frozenset[str]]:
    """What may be hidden together: nothing, what one condition hides, all that any hides."""
    groups: dict[str, set[str]] = {}
    for q in questions:
        if q["show_if"] and q["id"] in items:
            groups.setdefault(repr(q["show_if"]), set()).add(q["id"])
    yield frozenset()
    yield from map(frozenset, groups.values())
    if len(groups) > 1:
        yield frozenset().union(*groups.values())


def _fewer(ladders: Mapping[str, list[Answer]], away: Mapping[str, Codes]) -> Iterator[Iterator[dict[str, Any]]]:
    """Sheets from each item's lowest answer to its highest; then the same without ever more of the items, from either
    end: those that are not applicable where they can be, as that is still an answer. Of many items some numbers."""
    names = list(ladders)
    for n in range(0, len(names), 1 + len(names) // MOST_GAPS):
        gaps = [names[:n], names[len(names) - n :]] if n else [[]]
        yield chain.from_iterable(_climb(ladders, without, away) for without in gaps)


def _climb(
    ladders: Mapping[str, list[Answer]], without: Sequence[str], away: Mapping[str, Codes]
) -> Iterator[dict[str, Any]]:
    coded = {item: min(map(str, away[item])) for item in without if item in away}
    for gone in [coded, {}] if coded else [{}]:
        sheet: dict[str, Any] = {n: _raw(ladder[0]) for n, ladder in ladders.items() if n not in without} | gone
        for item, ladder in ladders.items():
            for answer in ladder if item not in without else ():
                sheet[item] = _raw(answer)
                yield sheet


def _raw(answer: Answer) -> Any:
    return list(answer) if isinstance(answer, tuple) else answer


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


def _unclassed(
    d: Data, scales: Sequence[Data], questions: Sequence[Data], asked: Mapping[str, Question]
) -> Iterator[_Fault]:
    """Answers whose scores are all there, and that no class takes."""
    deciding = [test for row in d["classes"] for test in tests(row["when"])]
    named = {test["scale"] for test in deciding if "scale" in test}
    run, ladders = prepared(questions, scales), _ladders(scales, scales, asked, deciding)
    for sheet in chain(_climb(ladders, (), {}), _made_up(ladders)):
        told = run(sheet)
        if told[d["id"]]["class"] is None and all(told[name]["value"] is not None for name in named):
            found = ", ".join(f"{name} {told[name]['value']}" for name in sorted(named)) or str(sheet)
            message = f"no class of '{d['id']}' takes answers with {found}"
            yield "scale-class", ("classes",), message, "widen a condition, or add a class for them"
            return


def _ladders(
    of: Iterable[Data], scales: Sequence[Data], asked: Mapping[str, Question], deciding: Sequence[Data] = ()
) -> dict[str, list[Answer]]:
    """The answers of their items, and of every question that a class asks, where there are any to choose from."""
    found = {item: _ladder(s, asked[item], scales) for s in of for item in s["items"]}
    found |= {q: answers(asked[q]) for test in deciding if (q := test.get("question")) and q not in found}
    return {name: ladder for name, ladder in found.items() if ladder}


def _made_up(ladders: Mapping[str, list[Answer]]) -> Iterator[dict[str, Any]]:
    chance = Random(0)
    for _ in range(MADE_UP):
        yield {item: _raw(chance.choice(ladder)) for item, ladder in ladders.items()}
