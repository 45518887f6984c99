"""counterpoise score: answers, one set, a list or a whole table of them, scored with a questionnaire file's scales.

With --table each row of a Parquet or CSV file is an answer set: a column is named like its question (`knee:left` for
one side), options of one answer stand in a cell with `;` between them, and columns with other names are carried over.
Scores are exact: text, or with `--numbers decimal` decimals where they are some. A row that cannot be used says why in
its column `error`. No table is in memory as a whole. With --scheduler the workers of a Dask cluster score the row
groups of a Parquet file, which they see at the same place.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import score
from generator.cluster import NoCluster
from generator.cohort import BadTable
from generator.commands.asked import UserError, ask_scheduler, named, text_of

HELP = "score answers with the scales of a questionnaire file"
TOLD = 20
"""Rows whose faults are told one by one."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("file", type=Path, metavar="FILE.yml", help="a questionnaire with scales, in any folder")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--answers", metavar="FILE", help="JSON, one answer set or a list of them; - for standard input")
    what.add_argument("--table", type=Path, metavar="FILE", help="one answer set a row: .parquet or .csv")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the scores of a table: .parquet or .csv")
    parser.add_argument(
        "--numbers", choices=("text", "decimal"), default="text", help="how a table's scores are written"
    )
    parser.add_argument("--variant", metavar="NAME", help="score as this variant of the scales says")
    ask_scheduler(parser)


def run(options: argparse.Namespace) -> int:
    """Print the scores, or write them; what cannot be used has its error in its place, and is counted at the end."""
    try:
        bad, of, what = _table(options) if options.table else _answers(options)
    except score.Unreadable as error:
        raise UserError(f"{named(options.answers)}: {error}") from None
    except (score.Unusable, BadTable, NoCluster) as error:
        raise UserError(str(error)) from None
    if bad:
        raise UserError(f"{bad} of {of} {what} cannot be used; each has its error in its place")
    return 0


def _answers(options: argparse.Namespace) -> tuple[int, int, str]:
    if options.output or options.scheduler:
        raise UserError("--output and --scheduler go with --table")
    result = score.scores(options.file, text_of(options.answers), options.variant)
    print(score.as_text(result), end="")
    sets = result if isinstance(result, list) else []
    return sum(map(score.is_error, sets)), len(sets), "answer sets"


def _table(options: argparse.Namespace) -> tuple[int, int, str]:
    from generator.cohort import streams  # pyarrow, wanted here only
    from generator.cohort.scorer import key_of

    if not options.output:
        raise UserError("--output says where the scores of the table go")
    table, output = options.table.resolve(), options.output.resolve()
    if table == output:
        raise UserError("--output is the table itself: name another file")
    key = key_of(score.compiled(options.file), options.variant, options.numbers == "decimal")
    left_out: list[str] = []
    bad = of = 0
    with score.usable(), streams.writing(output) as write:
        for batch in streams.scored(table, key, options.scheduler, left_out.append):
            write(batch)
            for n, wrong in enumerate(batch.column("error").to_pylist(), of + 1):
                if wrong is not None:
                    bad += 1
                    if bad <= TOLD:
                        print(f"{options.output}: row {n}: {wrong}", file=sys.stderr)
            of += batch.num_rows
    for line in left_out[:TOLD]:
        print(f"{options.table}: {line}: it is left out", file=sys.stderr)
    print(f"{of - bad} of {of + len(left_out)} rows scored into {options.output}")
    return bad + len(left_out), of + len(left_out), "rows"
