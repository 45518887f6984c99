"""counterpoise assess: answers (JSON, a file or `-`) assessed as the browser does, through the same door."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from generator.bundle.compile import bundle_data, dump
from generator.check import checked
from generator.commands.asked import UserError, ask_knowledge, folder, text_of
from quiz.bridge import Engine, parse
from quiz.door import Refused
from quiz.telling.phrase import tell
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
    answers = text_of(options.answers)
    words = _open(engine := Engine(), options.knowledge)
    try:
        parse(answers)
    except Refused as refused:
        raise UserError(tell(refused.message, words)) from None
    request = f'"questionnaire":{json.dumps(options.questionnaire)},"answers":{answers}}}'
    reply = json.loads(engine.handle(f'{{"op":"assess","today":{json.dumps(options.today)},{request}'))
    if "error" in reply:
        told = tell(reply, words)
        lines = [told["error"], *(f"  {complaint}" for complaint in told.get("complaints", []))]
        raise UserError("\n".join(lines))
    result = reply["ok"]
    if result["outcome"] == "incomplete":
        raise UserError(tell({"say": "error.incomplete", "questions": ", ".join(result["missing"])}, words))
    if options.format == "json":
        print(json.dumps(result, indent=2, sort_keys=True))
    else:
        today = json.dumps(options.today)
        told = json.loads(engine.handle(f'{{"op":"assess","tell":true,"today":{today},{request}'))["ok"]
        asked = json.loads(engine.handle(f'{{"op":"explain","tell":true,{request}'))
        print(report(told, words, asked["ok"]["room"]), end="")
    return 0


def _open(engine: Engine, knowledge: Path) -> dict[str, str]:
    compiled = bundle_data(checked(folder(knowledge)))
    engine.handle(f'{{"op":"open","bundle":{dump(compiled)}}}')
    words: dict[str, str] = compiled["words"]
    return words
