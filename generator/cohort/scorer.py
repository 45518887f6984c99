"""A record batch of answers -> one of scores, row by row: for any engine that maps Arrow batches.

A column that is named like a question holds its answers, `knee:left` those of one side; every other column is carried
over. Nothing is rounded on the way: whole numbers, decimals and texts are read as they stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from generator import score
from generator.cohort import BadTable
from generator.cohort.arrow import pa
from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import SIDES, Data, Question, question
from quiz.scales.score import Scores, prepared, varied
from quiz.telling.phrase import tell

DIGITS: Final = (38, 12)
"""Of a score as a decimal: in all, and behind the point."""
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def key_of(form: Data, variant: str | None = None, decimals: bool = False) -> ScoringKey:
    """The key of a form as generator.score.compiled gives it."""
    return ScoringKey(json.dumps(form, default=float), variant, decimals)


class ScoringKey(NamedTuple):
    """How answers are scored: the same for every batch, on every machine."""

    form: str
    """Questions and scales in JSON, whose numbers are read exactly."""
    variant: str | None = None
    decimals: bool = False
    """Scores as decimal128 rather than as text."""


@dataclass(frozen=True)
class _Column:
    """A column of answers: whose, and of which side."""

    question: Question
    side: str | None

    def answer(self, cell: Any) -> Any:
        """A cell as an answer; None where nothing is given."""
        if isinstance(cell, str):
            cell = cell.strip()
            return self._of_text(cell) if cell else None
        if isinstance(cell, float):
            return None if cell != cell else int(cell) if cell.is_integer() else Decimal(repr(cell))
        if isinstance(cell, bool):
            cell = "yes" if cell else "no"
        return str(cell) if isinstance(cell, int) and not self.question.numeric else cell

    def _of_text(self, text: str) -> Any:
        if self.question.numeric and _NUMBER.fullmatch(text):
            return int(text) if "." not in text else Decimal(text)
        many = self.question.kind in ("multiple", "regions")
        return [part for one in text.split(";") if (part := one.strip())] if many else text


@lru_cache(maxsize=1)
def scorer(key: ScoringKey) -> Callable[[Any], Any]:
    """A function from a record batch of answers to one of scores.

    Each scale has the columns NAME, NAME.answered and NAME.reason, with NAME.band and NAME.class where it declares
    them; with `decimals` NAME.exact says in text what no decimal can. `error` says why a row has no scores. Raises
    UnknownVariant, and BadTable for columns that do not fit.
    """
    form = json.loads(key.form, parse_float=Decimal)
    scales = varied(form["scales"], key.variant)
    run = prepared(form["questions"], scales)
    asked = {d["id"]: question(d) for d in form["questions"]}
    words = score.catalogue()

    def scored(batch: Any) -> Any:
        names = batch.schema.names
        columns = _columns(names, asked)
        carried = [name for name in names if name not in columns]
        cells = [[column.answer(cell) for cell in batch.column(name).to_pylist()] for name, column in columns.items()]
        found = [_scored(run, words, _answers(columns.values(), row)) for row in zip(*cells, strict=True)]
        made = dict(_told(scales, found, key.decimals))
        if twice := sorted(made.keys() & set(carried)):
            raise BadTable(f"the column '{twice[0]}' would be there twice; name it otherwise")
        return pa.record_batch({**{name: batch.column(name) for name in carried}, **made})

    return scored


def _columns(names: Sequence[str], asked: Mapping[str, Question]) -> dict[str, _Column]:
    found = {}
    for name in names:
        of, _, side = name.partition(":")
        if (q := asked.get(of)) and (side in SIDES if q.sided else not side):
            found[name] = _Column(q, side or None)
    if len(set(names)) < len(names):
        raise BadTable(f"two columns are named '{next(n for n in names if names.count(n) > 1)}'")
    if not found:
        wanted = [f"{q.id}:{side}" for q in asked.values() for side in (SIDES if q.sided else ())] or list(asked)
        raise BadTable(f"no column is named like a question; these are asked: {', '.join(wanted[:12])}")
    return found


def _answers(columns: Any, row: Sequence[Any]) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    for column, answer in zip(columns, row, strict=True):
        if answer is None:
            continue
        if column.side:
            raw.setdefault(column.question.id, {})[column.side] = answer
        else:
            raw[column.question.id] = answer
    return raw


def _scored(run: Callable[[Any], Scores], words: Mapping[str, str], raw: dict[str, Any]) -> Scores | str:
    """The scores, or why there are none."""
    try:
        return run(raw)
    except BadAnswers as bad:
        return "; ".join(str(tell(complaint, words)) for complaint in bad.complaints)


def _told(scales: Sequence[Data], found: Sequence[Scores | str], decimals: bool) -> Iterator[tuple[str, Any]]:
    """(column, its values) of all scales, and of what is wrong."""
    for d in scales:
        name, rows = d["id"], [None if isinstance(one, str) else one[d["id"]] for one in found]
        values = [None if row is None or row["value"] is None else str(row["value"]) for row in rows]
        if decimals:
            fits = [_decimal(value) for value in values]
            yield name, pa.array(fits, pa.decimal128(*DIGITS))
            odd = [value if fit is None else None for value, fit in zip(values, fits, strict=True)]
            yield f"{name}.exact", pa.array(odd, pa.string())
        else:
            yield name, pa.array(values, pa.string())
        yield f"{name}.answered", pa.array([row and row["answered"] for row in rows], pa.int32())
        for key in ("reason", *(key for key, of in (("band", "bands"), ("class", "classes")) if d[of])):
            yield f"{name}.{key}", pa.array([row and row.get(key) for row in rows], pa.string())
    yield "error", pa.array([one if isinstance(one, str) else None for one in found], pa.string())


@lru_cache(4096)
def _decimal(value: str | None) -> Decimal | None:
    """None for a fraction, and for more digits than DIGITS has."""
    if value is None or "/" in value:
        return None
    exact = Decimal(value)
    digits, behind = DIGITS
    fits = -int(exact.as_tuple().exponent) <= behind and abs(exact) < Decimal(10) ** (digits - behind)
    return exact if fits else None
