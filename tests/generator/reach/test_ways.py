"""The exact search behind the proofs: over generated questionnaires it finds what trying all answers finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import chain, combinations, islice, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.bundle.compile import bundle_of
from generator.check import check_all
from generator.reach.ways import ways
from quiz.asking.answers import read_answers
from quiz.asking.bundle import NOT_SURE, SIDES, Bundle, Caution, Flag, Question, Section, question
from quiz.judging.flow import asked, flow
from quiz.judging.safety import URGENCIES
from tests.bases import good

Raw = dict[str, Any]
BARE: Raw = {
    **dict.fromkeys(("difference", "sets", "show_if")),
    **{key: [] for key in ("measures", "demands", "not_with")},
    "doubt_counts": False,
}
OPTION: Raw = {"findings": [], "concern": False, "value": None, "exclusive": False, "show_if": None}
NUMBERS = [Decimal(n) / 4 for n in (0, 2, 4, 5, 6, 7, 8, 12)]
"""Between 0 and 3, one on each edge that a test may have, and one between each two."""
MOST = 400


@cache
def _base() -> Bundle:
    with TemporaryDirectory() as folder:
        return bundle_of(check_all(good(Path(folder)))[0])


def _condition(rng: Random, asked: Sequence[Question], depth: int = 2) -> Raw:
    """A condition over these questions: also one that can never pass."""
    head = rng.choice(["test", "test", "any", "all", "not", "count"]) if depth else "test"
    if head == "not":
        return {"not": _condition(rng, asked, depth - 1)}
    if head != "test":
        parts = [_condition(rng, asked, depth - 1) for _ in range(rng.randint(1, 3))]
        return {head: parts, **({"at_least": rng.randint(0, 4)} if head == "count" else {})}
    q = rng.choice(asked)
    if rng.randrange(6) == 0:
        return {"question": q.id, "answered": rng.random() < 0.5}
    if q.options:
        return {"question": q.id, "in": [rng.choice(q.options).id for _ in range(rng.randint(1, 2))]}
    key = rng.choice(["at_least", "at_most", "equals"])
    return {"question": q.id, key: rng.choice([-1, 0, 1, Decimal("1.5"), 2, 3, 4])}


def _maybe(rng: Random, asked: Sequence[Question]) -> Raw | None:
    return _condition(rng, asked) if asked and rng.random() < 0.5 else None


def _question(rng: Random, name: str, before: Sequence[Question]) -> Question:
    kind = rng.choice(["single", "multiple", "number", "sided"])
    options: list[Raw] = []
    if kind in ("single", "multiple"):
        ids = [f"{name}{i}" for i in range(rng.randint(1, 2))]
        options = [{**OPTION, "id": i, "show_if": _maybe(rng, before)} for i in [*ids, "none"]]
        options[0]["yields_to"] = rng.choice([None, *ids[1:]])
        options[-1]["exclusive"] = kind == "multiple"
    form = {"kind": "scale" if kind == "sided" else kind, "sided": kind == "sided", "options": options}
    flags = {key: rng.random() < 0.5 for key in ("optional", "safety", "not_sure")}
    return question({**BARE, **form, **flags, "id": name, "min": 0, "max": 3, "show_if": _maybe(rng, before)})


def _bundle(rng: Random, picks: bool = False) -> Bundle:
    """The small base with generated questions in generated sections, and generated flags and cautions."""
    made: list[Question] = []
    sections: list[Section] = []
    for i in range(rng.randint(2, 3)):
        show_if = _maybe(rng, made)
        here = [f"q{len(made) + j}" for j in range(rng.randint(1, 2))]
        for name in here:
            made.append(_question(rng, name, tuple(made)))
        sections.append(Section(f"s{i}", tuple(here), show_if, 1 if picks and rng.random() < 0.5 else None))
    screened = [q for q in made if q.id not in sections[-1].questions]
    if rng.random() < 0.5:
        made[-1] = replace(made[-1], demands=frozenset({"impact"}), not_with=frozenset({"c1"}))
    flags = [Flag(f"f{i}", _condition(rng, screened), rng.choice(URGENCIES), crisis=False) for i in range(2)]
    gates = [rng.choice(["none", "gentle", "see-first"]) for _ in range(2)]
    bars = [frozenset({"impact"} if i else ()) for i in range(2)]
    cautions = [Caution(f"c{i}", _condition(rng, screened), gates[i], bars[i], (), ()) for i in range(2)]
    return replace(
        _base(),
        questions={q.id: q for q in made},
        screen=tuple(sections[:-1]),
        questionnaires={"quick": (sections[-1],)},
        flags=tuple(flags),
        cautions={c.id: c for c in cautions},
    )


def _answers(q: Question) -> list[Any]:
    """Every answer that conditions could tell from another, and none."""
    unsure = [NOT_SURE] if q.not_sure else []
    if q.kind == "multiple":
        beside = [NOT_SURE] if q.safety and q.not_sure else []
        free = [
            *(o.id for o in q.options if not o.exclusive),
            *beside,
            *(f"{NOT_SURE}:{o.id}" for o in q.options[:1] if beside),
        ]
        ticks = chain.from_iterable(combinations(free, n) for n in range(1, len(free) + 1))
        return [None, *map(list, ticks), *([o.id] for o in q.options if o.exclusive), *([u] for u in unsure)]
    numbers = [n for n in NUMBERS if not (q.whole and n % 1)]
    one: list[Any] = [*([o.id for o in q.options] or numbers), *unsure]
    if q.sided:
        return [None, *(dict(zip(SIDES, pair, strict=True)) for pair in product([None, *one], repeat=2))]
    return [None, *one]


def _everyone(b: Bundle) -> tuple[bool, Iterator[Raw]]:
    """All answer sets, or as many made by chance where there are too many; and whether they are all."""
    each: Mapping[str, list[Any]] = {name: _answers(q) for name, q in b.questions.items()}
    many = 1
    for own in each.values():
        many *= len(own)
    if many <= MOST:
        return True, (dict(zip(each, one, strict=True)) for one in product(*each.values()))
    rng = Random(many)
    return False, ({name: rng.choice(own) for name, own in each.items()} for _ in range(MOST))


def _reached(b: Bundle, raw: Raw) -> set[tuple[str, str]]:
    shown = flow(b, "quick", read_answers(asked(b, "quick"), raw))
    found = {("question", q) for q in shown.questions}
    found |= {("option", f"{q}={o}") for q, options in shown.options.items() for o in options}
    return found | {("flag", f) for f in shown.gate.flags} | {("caution", c) for c in shown.gate.cautions}


def _claims(b: Bundle) -> Iterator[tuple[str, str]]:
    yield from (("question", q) for q in b.questions)
    yield from (("option", f"{q.id}={o.id}") for q in b.questions.values() for o in q.options)
    yield from (("flag", f.id) for f in b.flags)
    yield from (("caution", c) for c in b.cautions)


@settings(max_examples=120, derandomize=True)
@given(seed=st.integers(0, 1_000_000))
@example(seed=83)
def test_the_search_finds_all_that_trying_everything_finds_and_no_more(seed: int) -> None:
    b = _bundle(Random(seed))
    whole, everyone = _everyone(b)
    reached = set().union(*(_reached(b, raw) for raw in everyone))
    for about in _claims(b):
        found = list(islice(ways(b, "quick", *about), 5))
        assert found or about not in reached, "what is reached is not impossible"
        assert not (whole and found) or about in reached
        for way in found:
            assert about in _reached(b, way), "the answers found are enough, whatever else is answered"


@settings(max_examples=40, derandomize=True)
@given(seed=st.integers(0, 1_000_000))
@example(seed=797_071)
def test_what_a_section_that_picks_may_ask_is_not_impossible(seed: int) -> None:
    b = _bundle(Random(seed), picks=True)
    reached = set().union(*(_reached(b, raw) for raw in _everyone(b)[1]))
    assert all(any(True for _ in ways(b, "quick", *about)) for about in reached)
