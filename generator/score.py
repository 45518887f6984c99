"""A questionnaire file with scales -> its scores, without a knowledge base: read, check, compile, score."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from generator.bundle.compile import scored
from generator.knowledge.base import Knowledge, links
from generator.model import Questionnaire
from generator.model.scales import Scale
from generator.reach.scale_scores import prove
from generator.reading.document import Document
from generator.reading.load import load_file
from generator.reading.problems import CheckFailed, Problem, errors
from generator.rules import asking, conditions, scales, shape, wording
from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import Answers, Data, question
from quiz.bridge import parse
from quiz.door import Refused
from quiz.scales.responses import codes, responses_of
from quiz.scales.score import Scores, UnknownVariant, each, on_responses, prepared
from quiz.telling.phrase import tell

MOST_CHARACTERS = 256_000_000
"""A file of 100,000 long answer sets has some 40 million."""
PHRASES = Path(__file__).resolve().parents[1] / "knowledge" / "phrases" / "en.yml"
_BARE: dict[str, Any] = {
    "id": "questionnaire",
    "title": "-",
    "summary": "-",
    "minutes": 1,
    "intro": "-",
    "evidence": {"grade": "heuristic", "note": "-"},
}
"""What a page needs and scoring does not."""


class Scored(Questionnaire):
    """A questionnaire with scales. For scoring alone, `sections` and `scales` are enough."""

    scales: tuple[Scale, ...] = Field(min_length=1)


class Unusable(Exception):
    """The answers, or the name of the variant, cannot be used; the text says which and why."""


class Unreadable(Unusable):
    """The text of the answers is no JSON, or more than is read."""


def score_file(path: Path, answers_text: str, variant: str | None = None) -> str:
    """Score the answers (JSON: one answer set, or a list of them) with the scales of the file: JSON text.

    Raises CheckFailed for faults of the file, and Unusable.
    """
    return as_text(scores(path, answers_text, variant))


def scores(path: Path, answers_text: str, variant: str | None = None) -> Any:
    """What score_file returns, as data. In a list, an answer set that cannot be used has its error in its place."""
    data = compiled(path)
    with usable():
        run = prepared(data["questions"], data["scales"], variant)
        result = each(run, parse(answers_text, most=MOST_CHARACTERS))
    if isinstance(result, list) and any(map(is_error, result)):
        spoken = catalogue()
        return [tell(row, spoken) if is_error(row) else row for row in result]
    return result


def counted(data: Data, answers_text: str) -> tuple[Answers, Scores]:
    """One answer set, read: the answers that count, and the scores they come to. `data`: compiled. Raises Unusable."""
    with usable():
        raw = parse(answers_text)
        read = responses_of(data["questions"], codes(data["scales"]))(raw)
        return read.answers, on_responses({q["id"]: question(q) for q in data["questions"]}, data["scales"])(read)


@contextmanager
def usable() -> Iterator[None]:
    """Say in words what is wrong with answers, or with the name of a variant. Raises Unusable."""
    try:
        yield
    except UnknownVariant as unknown:
        say = "error.unknown-variant" if unknown.known else "error.no-variants"
        raise Unusable(_told({"say": say, "known": unknown.known})) from None
    except Refused as refused:
        raise Unreadable(_told(refused.message)) from None
    except BadAnswers as bad:
        raise Unusable("\n  ".join([_told({"say": "error.bad-answers"}), *map(_told, bad.complaints)])) from None


def is_error(row: dict[str, Any]) -> bool:
    """Say whether this stands in place of an answer set's scores."""
    return isinstance(row.get("complaints"), list)


def as_text(result: Any) -> str:
    """JSON with sorted keys; a list has one line a set."""
    if not isinstance(result, list):
        return json.dumps(result, indent=2, sort_keys=True) + "\n"
    rows = ",\n".join(json.dumps(row, sort_keys=True) for row in result)
    return f"[\n{rows}\n]\n" if rows else "[]\n"


def _told(message: Data) -> str:
    return str(tell(message, catalogue()))


def catalogue() -> dict[str, str]:
    """The words of errors."""
    documents, _ = load_file(PHRASES)
    found = shape.read([Document("", "phrases/en", d.data) for d in documents])[0].phrases
    return dict(found["en"])


def read(path: Path) -> tuple[Knowledge, scales.Written]:
    """Read the file as a knowledge base of one questionnaire. Raises CheckFailed with everything that is wrong."""
    documents, problems = load_file(path)
    for document in documents:
        model, faults = _validate(document)
        problems += faults
        if model is not None:
            k = Knowledge({"questionnaires": {model.id: model}}, None, None, {}, {_place(model): (document, ())})
            problems += _check(k, model)
            if not errors(problems):
                found = next(scales.written(k))
                problems += prove(k, found, scored(k, found.questionnaire))
            if not errors(problems):
                return k, found
    raise CheckFailed(sorted(problems))


def _place(q: Questionnaire) -> tuple[str, str]:
    return "questionnaires", q.id


def _validate(d: Document) -> tuple[Scored | None, list[Problem]]:
    if not isinstance(d.data, dict):
        return None, [d.problem((1, 1), "wrong-type", "keys and values are wanted here", "write 'key: value' lines")]
    try:
        return Scored.model_validate({**_BARE, **d.data}), []
    except ValidationError as error:
        return None, list(wording.problems(d, Scored, d.data, (), error))


def _check(k: Knowledge, q: Scored) -> Iterator[Problem]:
    yield from shape.written_out_twice(k)
    yield from _elsewhere(k, q)
    looking = (conditions.condition_option, conditions.condition_looks_back)
    for rule in (asking.question_form, *looking, asking.question_twice):
        yield from rule(k)
    yield from scales.check(k)


def _elsewhere(k: Knowledge, q: Scored) -> Iterator[Problem]:
    """What only a knowledge base could add to the questions."""
    known = k.questions()
    for link in links(q):
        if link.kind == "tests" or (link.kind == "questions" and link.id not in known):
            message, hint = f"'{link.id}' is not in this file", "write the question out here"
            yield k.problem(*_place(q), link.path, "missing-reference", message, hint)
    for question_, kind, name, path in known.values():
        if question_.kind == "regions":
            message, hint = f"'{question_.id}' needs a body map, which is not in this file", "write kind: multiple"
            yield k.problem(kind, name, (*path, "kind"), "missing-reference", message, hint)


def compiled(path: Path) -> dict[str, Any]:
    """The file's questions and scales as quiz/ reads them: {"questions", "scales"}. Raises CheckFailed."""
    k, found = read(path)
    return scored(k, found.questionnaire)
