"""counterpoise assess: answers (JSON, a file or `-`) assessed as the browser does, through the same door."""

from __future__ import annotations

import argparse
import json

from generator.check import checked
from generator.commands.asked import ask_knowledge, folder
from generator.commands.door import Door
from quiz.telling.report import report

HELP = "assess answers as the browser does"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("questionnaire", help="its id, such as quick")
    parser.add_argument("--answers", required=True, metavar="FILE", help="a JSON file, or - for standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text to read, or the JSON itself")
    parser.add_argument("--today", metavar="DATE", help="the date to count the re-test from, such as 2026-11-21")
    ask_knowledge(parser)


def run(options: argparse.Namespace) -> int:
    """Print the assessment."""
    door = Door(checked(folder(options.knowledge)))
    given = door.readable(options.answers)
    request = {"questionnaire": options.questionnaire, "today": options.today}
    result = door.assessed(given, **request)
    if options.format == "json":
        print(json.dumps(result, indent=2, sort_keys=True))
    else:
        told = door.assessed(given, tell=True, **request)
        explained = door.answer(given, op="explain", tell=True, questionnaire=options.questionnaire)
        print(report(told, door.words, explained["room"]), end="")
    return 0
