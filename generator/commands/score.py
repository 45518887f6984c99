"""counterpoise score: answers, one set or a list of them, scored with the scales of a questionnaire file."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator import score
from generator.commands.asked import UserError, text_of

HELP = "score answers with the scales of a questionnaire file"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("file", type=Path, metavar="FILE.yml", help="a questionnaire with scales, in any folder")
    parser.add_argument(
        "--answers", required=True, metavar="FILE", help="JSON, one answer set or a list of them; - for standard input"
    )
    parser.add_argument("--variant", metavar="NAME", help="score as this variant of the scales says")


def run(options: argparse.Namespace) -> int:
    """Print the scores; sets that cannot be used have their error in their place, and are counted at the end."""
    try:
        result = score.scores(options.file, text_of(options.answers), options.variant)
    except score.Unusable as error:
        raise UserError(str(error)) from None
    print(score.as_text(result), end="")
    unusable = sum(map(score.is_error, result)) if isinstance(result, list) else 0
    if unusable:
        raise UserError(f"{unusable} of {len(result)} answer sets cannot be used; each has its error in its place")
    return 0
