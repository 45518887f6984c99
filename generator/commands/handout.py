"""counterpoise handout: a client's routine as a PDF to print, in the brand that its link names.

With --batch, one for each row of a table (columns `plan`, `client`, `note`, `paper`, `large`, `file`; only `plan` is
needed) into the folder that --output names. --site puts the plan's link and QR code on it. --answers are the client's
to the safety questions: only what these allow is in. --large prints in letters of 14 points, for whoever sees less
well; a row says it with yes or no. A plan that does not say when it was made gets today's date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.brand import Brand, names
from generator.commands.asked import UserError, ask_owner, ask_site, folder, local, owned, owner
from generator.handouts.batch import Bureau, written
from generator.handouts.press import PAPERS, HandoutError, own_fonts
from generator.handouts.table import COLUMNS
from quiz.bridge import parse
from quiz.door import Refused
from quiz.telling.phrase import tell

HELP = "write a client's routine as a PDF to print"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--plan", metavar="LINK|FILE", help="a plan's link, or a file with a plan, link or assessment")
    what.add_argument(
        "--batch", type=Path, metavar="FILE.csv", help=f"one handout a row; columns: {', '.join(COLUMNS)}"
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
    ask_site(parser)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE.pdf", help="the PDF; with --batch a folder for them"
    )
    ask_owner(parser)


def run(options: argparse.Namespace) -> int:
    """Write one handout or many; the exit status is 1 when a row could not be used."""
    knowledge, first = owned(options)
    beside = local(folder(options.knowledge))
    there = () if options.brand else names(beside)  # what links may name, unless one brand is for all

    def further(name: str) -> Brand | None:
        return owner(beside, name, knowledge) if name in there else None

    try:
        fonts = options.fonts or own_fonts(beside)
        today = datetime.now().astimezone().date()
        how: dict[str, Any] = {"site": options.site, "fonts": fonts, "large": options.large, "today": today}
        return _write(options, Bureau(knowledge, first, further=further, **how))
    except HandoutError as error:
        raise UserError(str(error)) from None


def _write(given: argparse.Namespace, bureau: Bureau) -> int:
    if given.batch is None:
        answers = _answers(given.answers, bureau.desk()[1].words) if given.answers else None
        made = bureau.make(given.plan, given.client, given.note, given.paper, answers)
        written(given.output, made)
        print(f"{given.output} written")
        return 0
    if given.client or given.note or given.answers:
        raise HandoutError("with --batch, names and notes stand in the table; leave out --client, --note and --answers")
    done = list(bureau.batch(given.batch, given.output, given.paper, _progress))
    bad = [d for d in done if d.path is None]
    for d in bad:
        print(f"{given.batch}:{d.row}: {d.client or '(no name)'}: {d.wrong}", file=sys.stderr)
    print(f"{len(done) - len(bad)} of {len(done)} handouts written to {given.output}")
    return 1 if bad else 0


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


def _progress(n: int, of: int) -> None:
    """One line that counts on a terminal; elsewhere a line at every tenth."""
    if sys.stderr.isatty():
        print(f"\r{n} of {of}", end="\n" if n == of else "", file=sys.stderr, flush=True)
    elif n == of or n * 10 // of > (n - 1) * 10 // of:
        print(f"{n} of {of}", file=sys.stderr)
