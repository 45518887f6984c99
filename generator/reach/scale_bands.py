"""Which bands and classes of scales some answers reach: each with a witness, or undecided."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from generator.bundle.span import answers
from generator.reach.prove import Verdict
from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import Data, Question, question
from quiz.asking.exact import number
from quiz.scales.score import prepared

PEOPLE = 400


def reached(questionnaire: str, data: Data) -> Iterator[Verdict]:
    """Try made-up sheets, from those that answer everything low to those that answer everything high."""
    run = prepared(data["questions"], data["scales"])
    seen: dict[tuple[str, str], Any] = {}
    for sheet in _sheets([question(q) for q in data["questions"]]):
        try:
            scores = run(sheet)
        except BadAnswers:  # an answer without a value: a fault that scales/prove.py tells
            continue
        for scale, told in scores.items():
            for word in (told.get("band"), told.get("class")):
                if word is not None:
                    seen.setdefault((scale, word), {"questionnaire": questionnaire, "answers": sheet})
    for d in data["scales"]:
        for row in (*d["bands"], *d["classes"]):
            witness = seen.get((d["id"], row["id"]))
            yield Verdict("score", f"{d['id']}={row['id']}", "reachable" if witness else "undecided", witness)


def _sheets(questions: list[Question]) -> Iterator[dict[str, Any]]:
    asked = [q for q in questions if not q.sided and q.kind != "regions"]
    for seed in range(PEOPLE):
        rng = Random(seed)
        level, spread = (seed % 21) / 20, (seed // 21) / 10
        yield {q.id: _answer(q, min(1.0, max(0.0, level + rng.uniform(-spread, spread))), rng) for q in asked}


def _answer(q: Question, level: float, rng: Random) -> Any:
    """The answer this far up the question's range; of tick lists, about so many ticks."""
    if q.kind == "multiple":
        alone = [o.id for o in q.options if o.exclusive]
        return [o.id for o in q.options if not o.exclusive and rng.random() < level] or alone[:1]
    if q.kind == "single":
        return rng.choice(q.options).id
    found = answers(q)
    step = number(q.step) if q.step else 1
    if len(found) == 2 and q.max - q.min > 1:
        many = int((number(q.max) - number(q.min)) / step)
        value = number(q.min) + step * round(level * many)
        return int(value) if value.denominator == 1 else found[round(level)]
    return found[round(level * (len(found) - 1))]
