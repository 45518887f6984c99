"""counterpoise import: exercises from a table (CSV, TSV, XLSX, JSON) as cards of your own, each of them not screened.

They go into `local/knowledge/exercises/`. Whatever is doubtful is told with its row's number; --dry-run only tells.
--map says what a column is, such as `--map "Coach's words=cues"`; `=-` leaves it out. Nothing is written over, unless
--replace says so.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from generator.check import check_all
from generator.commands.asked import UserError, ask_knowledge, folder
from generator.imports import files
from generator.imports.cards import Card, cards
from generator.imports.columns import BadColumns, Column, columns
from generator.imports.rows import Own, own_cards
from generator.imports.table import BadTable
from generator.imports.texts import NotReadable
from generator.knowledge.base import Knowledge
from generator.knowledge.layers.merge import LOCAL
from generator.reading.problems import CheckFailed, did_you_mean
from quiz.telling.phrase import tell

HELP = "take in exercises from a spreadsheet or a public collection"
MANY = 500
"""So many cards make a site slow to build."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("file", type=Path, help="a table: .csv, .tsv, .xlsx or .json")
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=KEY", help="what a column is; may be given several times"
    )
    parser.add_argument("--sheet", default="", metavar="NAME", help="which sheet of a workbook; else the first")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument("--replace", action="store_true", help="write over own cards that say something else")
    ask_knowledge(parser)


def run(options: argparse.Namespace) -> int:
    """Tell how each column is read, what is doubtful, what is written; the exit status is 1 where nothing can be."""
    root = folder(options.knowledge)
    knowledge, problems = check_all(root)
    if "en" not in knowledge.phrases:
        raise CheckFailed(problems)
    words = knowledge.phrases["en"]
    try:
        found = files.read(options.file, options.sheet, " (--sheet NAME)")
        mapped = columns(found.table.heading, _said(options.map))
    except NotReadable as error:
        raise UserError(f"{options.file}: {error}") from None
    except (BadTable, BadColumns) as error:
        raise UserError(f"{options.file}: {tell(error.message, words)}{_meant(error)}") from None
    for note in found.notes:
        print(f"{options.file}: {note}")
    _show(mapped)
    into = root.parent / LOCAL / "exercises"
    rows = own_cards(mapped, found.table.rows)
    made = cards(knowledge, rows, words["own.as-shown"])
    doubtful = _doubts(rows, made, found.counted, knowledge)
    written, kept = _write(made, into, replace=options.replace, dry=options.dry_run)
    for line in kept:
        print(line)
    left = sum(not row.title for row in rows)
    print(_summary(len(rows), written, doubtful, left, found.counted, options.dry_run))
    if len(made) > MANY:
        print(f"{len(made)} cards are many: each has a page, and building the site will take minutes")
    return 0 if made else 1


def _said(pairs: Sequence[str]) -> dict[str, str]:
    """What --map says. The key stands behind the last "="."""
    found = {}
    for pair in pairs:
        column, equals, key = pair.rpartition("=")
        if not equals or not column:
            raise UserError(f"--map {pair}: write COLUMN=KEY, such as Instructions=movement")
        found[column.strip()] = key.strip()
    return found


def _meant(error: BadTable | BadColumns) -> str:
    wrong, known = (error.message.get(name) for name in ("key", "known"))
    wrong = wrong or error.message.get("column")
    hint = did_you_mean(str(wrong), map(str, known)) if wrong and isinstance(known, list) else ""
    return f"\n    {hint}" if hint else ""


def _show(mapped: Sequence[Column]) -> None:
    """The table of columns: what each is read as."""
    wide = max((len(column.name) for column in mapped), default=0)
    for column in mapped:
        if column.name:
            kept = "kept as a note: another column says this" if column.again else "kept as a note"
            print(f"  {column.name:<{wide}}  {'left out' if column.key == '-' else column.key or kept}")


def _doubts(rows: Sequence[Own], made: Sequence[Card], counted: str, k: Knowledge) -> int:
    """Tell every doubtful row; return how many there are."""
    words = k.phrases["en"]
    more = {card.row: card.doubts for card in made}
    doubtful = 0
    for own in rows:
        told = [*own.doubts, *more.get(own.row, ())]
        doubtful += bool(told)
        for doubt in told:
            name = f" ({own.title})" if own.title else ""
            print(f"{counted} {own.row}{name}: {tell(doubt, words)}")
    return doubtful


def _write(made: Sequence[Card], into: Path, *, replace: bool, dry: bool) -> tuple[int, list[str]]:
    """Write what is new; (how many were written, what to say of files that stay as they are)."""
    written = 0
    kept: list[str] = []
    for card in made:
        path = into / f"{card.id}.yml"
        there = path.read_text(encoding="utf-8", errors="replace") if path.exists() else None
        if there == card.text:
            kept.append(f"{path.name} is there already, just like this")
        elif there is not None and not replace:
            kept.append(f"{path.name} is there already and says something else; it stays (--replace writes over it)")
        else:
            written += 1
            if not dry:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(card.text, encoding="utf-8")
    return written, kept


def _summary(rows: int, written: int, doubtful: int, left: int, counted: str, dry: bool) -> str:
    many = f"{rows} {counted if rows == 1 else {'row': 'rows', 'entry': 'entries'}[counted]}"
    parts = [many, f"{written} {'to write' if dry else 'written'}", f"{doubtful} doubtful", f"{left} left out"]
    then = "nothing was written (--dry-run)" if dry else "now run: counterpoise check"
    return f"{', '.join(parts)}; {then}"
