"""Tables of answers -> tables of scores, batch by batch, however many people: the only importer of pyarrow, the extra
`tables`.

A column that is named like a question holds its answers, `knee:left` those of one side; every other column is carried
over. Nothing is rounded on the way: whole numbers, decimals and texts are read as they stand.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from generator import score
from quiz.asking.answers import BadAnswers
from quiz.asking.bundle import SIDES, Data, Question, question
from quiz.scales.score import Scores, prepared, varied
from quiz.telling.phrase import tell

try:
    import pyarrow as pa
    from pyarrow import csv as arrow_csv
    from pyarrow import parquet
except ModuleNotFoundError:  # told when a table is asked for
    pa = None

ROWS: Final = 20_000
"""Rows that are held at a time."""
DIGITS: Final = (38, 12)
"""Of a score as a decimal: in all, and behind the point."""
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_ENDINGS: Final = (".parquet", ".csv")


class BadTable(Exception):
    """A table that cannot be read or written, in one line."""


class Plan(NamedTuple):
    """How a table is scored: the same for every batch, on every machine."""

    data: Data
    """Questions and scales, as generator.score.compiled gives them."""
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


def scorer(plan: Plan) -> Callable[[Any], Any]:
    """A function from a record batch of answers to one of scores, row by row: for any engine that maps Arrow batches.

    Each scale has the columns NAME, NAME.answered and NAME.reason, with NAME.band and NAME.class where it declares
    them; with `decimals` NAME.exact says in text what no decimal can. `error` says why a row has no scores. Raises
    UnknownVariant, and BadTable for columns that do not fit.
    """
    scales = varied(plan.data["scales"], plan.variant)
    run = prepared(plan.data["questions"], scales)
    asked = {d["id"]: question(d) for d in plan.data["questions"]}
    words = score.catalogue()

    def scored(batch: Any) -> Any:
        names = batch.schema.names
        columns = _columns(names, asked)
        carried = [name for name in names if name not in columns]
        cells = [[column.answer(cell) for cell in batch.column(name).to_pylist()] for name, column in columns.items()]
        found = [_scored(run, words, _answers(columns.values(), row)) for row in zip(*cells, strict=True)]
        made = dict(_told(scales, found, plan.decimals))
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


# Tables as files


class Piece(NamedTuple):
    """A part of a Parquet file that any worker reads for itself."""

    path: Path
    group: int


def pieces(path: Path) -> list[Piece]:
    """The row groups of a Parquet file. Raises BadTable."""
    if path.suffix.lower() != ".parquet":
        raise BadTable(f"{path} cannot be shared out among workers: write it as Parquet")
    with _readable(path):
        return [Piece(path, n) for n in range(parquet.ParquetFile(path).num_row_groups)]


def of_piece(plan: Plan, piece: Piece) -> list[Any]:
    """The scores of a part, on a worker of a cluster."""
    run = _scorer(_Key(plan))
    batches = parquet.ParquetFile(piece.path).iter_batches(ROWS, row_groups=[piece.group], use_threads=False)
    return [run(batch) for batch in batches]


class _Key:
    """A plan by what it says, so that a worker prepares it once."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.said = plan, repr(plan)

    def __hash__(self) -> int:
        return hash(self.said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.said == self.said


@lru_cache(maxsize=1)
def _scorer(key: _Key) -> Callable[[Any], Any]:
    return scorer(key.plan)


def batches(path: Path, left_out: Callable[[str], None] = lambda _: None) -> Iterator[Any]:
    """The record batches of a Parquet or CSV file; of a table without rows an empty one. Raises BadTable.

    CSV is read as text. A line of it with too few or too many cells is told to `left_out`.
    """
    _ending(path)
    with _readable(path):
        schema, found = _opened(path, left_out)
        first = next(found, None)
        yield first if first is not None else pa.RecordBatch.from_pylist([], schema=schema)
        yield from found


def _opened(path: Path, left_out: Callable[[str], None]) -> tuple[Any, Iterator[Any]]:
    if path.suffix.lower() == ".parquet":
        file = parquet.ParquetFile(path)
        return file.schema_arrow, file.iter_batches(ROWS, use_threads=False)
    mark, heading = _heading(path)

    def skip(row: Any) -> str:
        left_out(f"line {row.number} has {row.actual_columns} cells in place of {row.expected_columns}")
        return "skip"

    reader = arrow_csv.open_csv(
        path,
        read_options=arrow_csv.ReadOptions(block_size=1 << 22, use_threads=False),
        parse_options=arrow_csv.ParseOptions(delimiter=mark, newlines_in_values=True, invalid_row_handler=skip),
        convert_options=arrow_csv.ConvertOptions(column_types=dict.fromkeys(heading, pa.string())),
    )
    return reader.schema, iter(reader)


def _heading(path: Path) -> tuple[str, list[str]]:
    """What stands between the cells of a CSV file, and its first row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        line = file.readline()
    mark = max(",;\t", key=line.count)
    heading = next(csv.reader([line], delimiter=mark), [])
    if not any(heading):
        raise BadTable(f"{path} is empty: its first row names the columns")
    return mark, heading


@contextmanager
def writing(path: Path) -> Iterator[Callable[[Any], None]]:
    """Write batches into a file, which is there when all are: a file that was there before stays until then."""
    _ending(path)
    beside = path.with_name(f".{path.name}.part")
    writer: Any = None

    def write(batch: Any) -> None:
        nonlocal writer
        if writer is None:
            kind = parquet.ParquetWriter if path.suffix.lower() == ".parquet" else arrow_csv.CSVWriter
            writer = kind(beside, batch.schema)
        writer.write_batch(batch)

    try:
        yield write
        if writer is not None:
            writer.close()
            beside.replace(path)
    except OSError as error:
        raise BadTable(f"{path} cannot be written: {_why(error)}") from None
    finally:
        if writer is not None:
            writer.close()
        beside.unlink(missing_ok=True)


def _ending(path: Path) -> None:
    if pa is None:
        raise BadTable("tables need pyarrow: install the extra `tables`, pip install -e '.[tables]'")
    if path.suffix.lower() not in _ENDINGS:
        raise BadTable(f"{path} is neither .parquet nor .csv")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadTable(f"{path} cannot be read: {_why(error)}") from None
    except UnicodeDecodeError:
        raise BadTable(f"{path} is not UTF-8 text; save it as UTF-8") from None
    except pa.ArrowException as error:
        raise BadTable(f"{path} cannot be read: {str(error).partition(chr(10))[0]}") from None


def _why(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else str(error)
