"""Files of answers and of scores, Parquet or CSV -> streams of record batches, however many people there are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from csv import reader
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from generator.cluster import spreading
from generator.cohort import BadTable
from generator.cohort.arrow import csv, pa, parquet
from generator.cohort.scorer import ScoringKey, scorer

ROWS: Final = 20_000
"""Rows that are held at a time."""
AT_ONCE: Final = 32
"""Parts of a table that a cluster has at a time."""
_ENDINGS: Final = (".parquet", ".csv")


def scored(path: Path, key: ScoringKey, scheduler: str, left_out: Callable[[str], None]) -> Iterator[Any]:
    """The scores of a table, batch by batch; with a `scheduler` by the workers of a cluster.

    `left_out` is as in `batches`. Raises BadTable, UnknownVariant and NoCluster.
    """
    with spreading(scheduler) as spread:
        if not (spread and (parts := pieces(path))):
            yield from map(scorer(key), batches(path, left_out))
            return
        for start in range(0, len(parts), AT_ONCE):
            for found in spread(partial(of_piece, key), parts[start : start + AT_ONCE]):
                yield from found


class Piece(NamedTuple):
    """A part of a Parquet file that any worker reads for itself."""

    path: Path
    group: int


def pieces(path: Path) -> list[Piece]:
    """The row groups of a Parquet file in which rows stand. Raises BadTable."""
    if path.suffix.lower() != ".parquet":
        raise BadTable(f"{path} cannot be shared out among workers: write it as Parquet")
    with _told(path, "read"):
        found = parquet.ParquetFile(path).metadata
        return [Piece(path, n) for n in range(found.num_row_groups) if found.row_group(n).num_rows]


def of_piece(key: ScoringKey, piece: Piece) -> list[Any]:
    """The scores of a part, on a worker of a cluster. Raises BadTable."""
    return list(map(scorer(key), _group(piece)))


def _group(piece: Piece) -> Iterator[Any]:
    _ending(piece.path)
    with _told(piece.path, "read"):
        yield from parquet.ParquetFile(piece.path).iter_batches(ROWS, row_groups=[piece.group], use_threads=False)


def batches(path: Path, left_out: Callable[[str], None] = lambda _: None) -> Iterator[Any]:
    """The record batches of a Parquet or CSV file; of a table without rows an empty one. Raises BadTable.

    CSV is read as text. A line of it with too few or too many cells is told to `left_out`.
    """
    _ending(path)
    with _told(path, "read"):
        schema, found = _opened(path, left_out)
        if (first := next(found, None)) is None:
            yield pa.RecordBatch.from_pylist([], schema=schema)
            return
        yield first
        yield from found


def _opened(path: Path, left_out: Callable[[str], None]) -> tuple[Any, Iterator[Any]]:
    if path.suffix.lower() == ".parquet":
        file = parquet.ParquetFile(path)
        return file.schema_arrow, file.iter_batches(ROWS, use_threads=False)
    mark, heading = _heading(path)

    def skip(row: Any) -> str:
        left_out(f"line {row.number} has {row.actual_columns} cells in place of {row.expected_columns}")
        return "skip"

    opened = csv.open_csv(
        path,
        read_options=csv.ReadOptions(block_size=1 << 22, use_threads=False),
        parse_options=csv.ParseOptions(delimiter=mark, newlines_in_values=True, invalid_row_handler=skip),
        convert_options=csv.ConvertOptions(column_types=dict.fromkeys(heading, pa.string())),
    )
    return opened.schema, iter(opened)


def _heading(path: Path) -> tuple[str, list[str]]:
    """What stands between the cells of a CSV file, and its first row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        line = file.readline()
    mark = max(",;\t", key=line.count)
    heading = next(reader([line], delimiter=mark), [])
    if not any(heading):
        raise BadTable(f"{path} is empty: its first row names the columns")
    return mark, heading


@contextmanager
def writing(path: Path) -> Iterator[Callable[[Any], None]]:
    """Write batches into a file, which is there when all are: a file that was there before stays until then.

    Raises BadTable where the file cannot be written.
    """
    _ending(path)
    beside = path.with_name(f".{path.name}.part")
    writer: Any = None

    def write(batch: Any) -> None:
        nonlocal writer
        with _told(path, "written"):
            if writer is None:
                kind = parquet.ParquetWriter if path.suffix.lower() == ".parquet" else csv.CSVWriter
                writer = kind(beside, batch.schema)
            writer.write_batch(batch)

    try:
        yield write
        if writer is not None:
            with _told(path, "written"):
                writer.close()
                beside.replace(path)
    finally:
        if writer is not None:
            with suppress(OSError, pa.ArrowException):
                writer.close()
        beside.unlink(missing_ok=True)


def _ending(path: Path) -> None:
    if pa is None:
        raise BadTable("tables need pyarrow: install the extra `tables`, pip install -e '.[tables]'")
    if path.suffix.lower() not in _ENDINGS:
        raise BadTable(f"{path} is neither .parquet nor .csv")


@contextmanager
def _told(path: Path, done: str) -> Iterator[None]:
    """What goes wrong within is told of this file, in one line: it cannot be `done`."""
    try:
        yield
    except UnicodeDecodeError:
        raise BadTable(f"{path} is not UTF-8 text; save it as UTF-8") from None
    except (OSError, pa.ArrowException) as error:
        number = error.errno if isinstance(error, OSError) else None
        why = os.strerror(number) if number else str(error).partition("\n")[0]
        raise BadTable(f"{path} cannot be {done}: {why}") from None
