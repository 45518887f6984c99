"""counterpoise handout: a client's routine as a PDF to print, in the brand that its link names.

With --batch, one for each row of a table (columns `plan`, `client`, `note`, `paper`, `large`, `file`; only `plan` is
needed) into the folder that --output names. --site puts the plan's link and QR code on it. --answers are the client's
to the safety questions: only what these allow is in. --large prints in letters of 14 points, for whoever sees less
well; a row says it with yes or no. --language says it in another language that the knowledge has. A plan that does not
say when it was made gets today's date. With --scheduler a batch is made by the workers of a Dask cluster, which see
these folders at the same place.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.brand import Brand, names
from generator.cluster import NoCluster, spreading
from generator.commands.asked import UserError, ask_owner, ask_scheduler, ask_site, folder, local, owned, owner
from generator.handouts.batch import Bureau, Done, batch, written
from generator.handouts.press import PAPERS, HandoutError, own_fonts
from generator.handouts.table import COLUMNS, Row
from quiz.bridge import parse
from quiz.door import Refused
from quiz.telling.phrase import tell

HELP = "write a client's routine as a PDF to print"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--plan", metavar="LINK|FILE", help="a plan's link, or a file with a plan, link or assessment")
    what.add_argument(
        "--batch",
        type=Path,
        metavar="TABLE",
        help=f"CSV or XLSX, one handout a row; columns: {', '.join(COLUMNS)}",
    )
    parser.add_argument("--client", default="", metavar="NAME", help="whose it is")
    parser.add_argument("--note", default="", metavar="TEXT", help="a few words for them")
    parser.add_argument("--paper", choices=tuple(PAPERS), default="", help="the brand's, unless given")
    parser.add_argument("--large", action="store_true", help="large print: 14 points or more")
    parser.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help="JSON: their answers to the safety questions; only what these allow is in",
    )
    parser.add_argument(
        "--fonts", type=Path, metavar="DIR", help="more fonts, for other scripts; local/fonts unless given"
    )
    parser.add_argument("--language", default="", metavar="CODE", help="of the sheet; the brand's, unless given")
    ask_site(parser)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE.pdf", help="the PDF; with --batch a folder for them"
    )
    ask_scheduler(parser)
    ask_owner(parser)


def run(options: argparse.Namespace) -> int:
    """Write one handout or many; the exit status is 1 when a row could not be used."""
    order = Order(
        folder(options.knowledge),
        options.brand,
        options.site,
        options.fonts and options.fonts.resolve(),
        options.large,
        options.language,
        datetime.now().astimezone(),
    )
    try:
        return _batch(options, order) if options.batch else _one(options, order)
    except (HandoutError, NoCluster) as error:
        raise UserError(str(error)) from None


class Order(NamedTuple):
    """How sheets are to be made, wherever that is."""

    knowledge: Path
    brand: str
    site: str
    fonts: Path | None
    large: bool
    language: str
    given: datetime
    """When, so that a later one reads knowledge, brand and fonts again; its day is the sheets'."""


@lru_cache(maxsize=1)
def bureau(order: Order) -> Bureau:
    """What makes them: read once for all sheets of an order. Raises CheckFailed and HandoutError."""
    knowledge, first = owned(order.knowledge, order.brand)
    if order.language and order.language not in knowledge.spoken:
        known = ", ".join(knowledge.spoken)
        raise HandoutError(f"there are no words in '{order.language}'; there are some in: {known}")
    beside = local(order.knowledge)
    there = () if order.brand else names(beside)  # what links may name, unless one brand is for all

    def further(name: str) -> Brand | None:
        return owner(beside, name, knowledge) if name in there else None

    fonts = order.fonts or own_fonts(beside)
    how: dict[str, Any] = {
        "site": order.site,
        "fonts": fonts,
        "large": order.large,
        "today": order.given.date(),
        "language": order.language,
    }
    return Bureau(knowledge, first, further=further, **how)


def sheet(order: Order, paper: str, row: Row) -> bytes | str:
    """One row's, on a worker of a cluster."""
    return bureau(order).sheet(row, paper)


def _one(given: argparse.Namespace, order: Order) -> int:
    if given.scheduler:
        raise HandoutError("--scheduler is for many: it goes with --batch")
    if given.output.suffix.lower() != ".pdf":
        raise HandoutError(f"{given.output} does not end in .pdf, and a PDF is what it would be")
    maker = bureau(order)
    answers = _answers(given.answers, maker.desk()[1].words) if given.answers else None
    made = maker.make(given.plan, given.client, given.note, given.paper, answers)
    written(given.output, made)
    print(f"{given.output} written")
    return 0


def _batch(given: argparse.Namespace, order: Order) -> int:
    if given.client or given.note or given.answers:
        raise HandoutError("with --batch, names and notes stand in the table; leave out --client, --note and --answers")
    maker = bureau(order)  # also where others make them: what is wrong with brand or knowledge is told once, here
    table, told = given.batch.resolve(), lambda note: print(f"{given.batch}: {note}", file=sys.stderr)
    with spreading(given.scheduler) as spread:
        if spread:
            done = list(batch(table, given.output, partial(spread, partial(sheet, order, given.paper)), told))
        else:
            done = list(maker.batch(table, given.output, given.paper, told))
    bad: dict[str, list[Done]] = {}
    for row in (d for d in done if d.path is None):
        bad.setdefault(row.wrong, []).append(row)
    for wrong, rows in bad.items():
        print(f"{given.batch}{_where(rows)}: {wrong}", file=sys.stderr)
    print(f"{len(done) - sum(map(len, bad.values()))} of {len(done)} handouts written to {given.output}")
    return 1 if bad else 0


def _where(bad: Sequence[Done]) -> str:
    """The row, and whose it is; of several that have one fault their numbers."""
    if len(bad) == 1:
        return f":{bad[0].row}: {bad[0].client or '(no name)'}"
    return f": rows {', '.join(str(d.row) for d in bad)}"


def _answers(path: Path, words: Mapping[str, str]) -> dict[str, Any]:
    try:
        found = parse(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise HandoutError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    except Refused as wrong:
        raise HandoutError(f"{path}: {tell(wrong.message, words)}") from None
    if not isinstance(found, dict):
        raise HandoutError(f"{path} is not a JSON object of answers")
    return found
