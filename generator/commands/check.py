"""counterpoise check: every problem in the knowledge and the brands, as `path:line:column: message [rule]`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from generator import brand
from generator.check import check_all, drawn, proved, readable
from generator.commands.asked import ask_knowledge, folder, local
from generator.handouts import letters
from generator.knowledge.layers.merge import LOCAL
from generator.reach.prove import Verdict
from generator.reading.problems import Problem, annotation, errors
from generator.rules import written

HELP = "report every problem in the knowledge"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--explain", action="store_true", help="print every proof: reachable, impossible or undecided")
    parser.add_argument("--all", action="store_true", help="in a fork, the warnings about what is shipped too")
    parser.add_argument("--format", choices=("text", "github"), default="text", help="github: shown at the line there")
    ask_knowledge(parser)


def run(options: argparse.Namespace) -> int:
    """Print the problems, and how many there are; the exit status is 1 when there are errors."""
    root = folder(options.knowledge)
    try:
        return _told(root, options)
    except PermissionError as error:  # of a whole folder; a file's is told with the others
        where = os.path.relpath(error.filename, root.parent)
        _print([Problem(where, 1, 1, "not-readable", "this cannot be read", "check its permissions")], options)
        return 1


def _told(root: Path, options: argparse.Namespace) -> int:
    knowledge, problems = check_all(root)
    problems = sorted(problems + drawn(knowledge) + readable(knowledge))
    verdicts: list[Verdict] = []
    if not errors(problems):
        verdicts, found = proved(knowledge)
        problems += [*found, *written.check(root, knowledge)]
    problems += brand.check(local(root), knowledge.spoken)
    problems += letters.check(root.parent / "local")
    shipped = set() if options.all or not _has_own(root) else {p for p in problems if _of_others(p)}
    problems = [p for p in problems if p not in shipped]
    _print(problems, options)
    if options.explain:
        print("".join(f"{verdict}\n" for verdict in verdicts), end="")
    wrong, warned = len(errors(problems)), len(problems) - len(errors(problems))
    entities = sum(1 for _ in knowledge.entities())
    parts = [_count(entities, "entity", "entities"), _count(wrong, "error"), _count(warned, "warning")]
    parts += [f"{len(shipped)} more about what is shipped (--all)"] if shipped else []
    print(", ".join(parts))
    return 1 if wrong else 0


def _print(problems: list[Problem], options: argparse.Namespace) -> None:
    for problem in problems:
        print(annotation(problem) if options.format == "github" else problem)


def _has_own(root: Path) -> bool:
    """Say whether there is knowledge of a fork's own."""
    return any((root.parent / LOCAL).rglob("*.yml"))


def _of_others(problem: Problem) -> bool:
    """Say whether a fork leaves this to somebody else: a warning about what is shipped."""
    return problem.severity == "warning" and not problem.path.startswith("local/")


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or f'{one}s'}"
