"""The command line: one command a file, in generator/commands/."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import Final

from generator.commands import (
    assess,
    check,
    export,
    fhir,
    figures,
    handout,
    import_,
    link,
    new,
    review,
    runtime,
    schema,
    score,
    sites,
    translate,
    wheel,
)
from generator.commands.asked import UserError
from generator.reading.problems import CheckFailed

COMMANDS: Final = (
    *(check, assess, score, export, figures, schema, new, import_, translate, link, handout, review, fhir, sites),
    *(runtime, wheel),
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0, or 1 when something is wrong with the input, or 2 for bad usage."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads the output has seen enough, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except CheckFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    except UserError as error:
        print(f"counterpoise: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error
        print(f"counterpoise: {what}", file=sys.stderr)
        return 1


def name_of(module: str) -> str:
    """What a command is called, from its module: that of a word that Python keeps for itself ends in "_"."""
    return module.rpartition(".")[2].rstrip("_")


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    whole = argparse.ArgumentParser(prog="counterpoise", description="Knowledge in, a site with self-assessments out.")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        said = " ".join((command.__doc__ or "").partition(": ")[2].split())
        added = commands.add_parser(name_of(command.__name__), help=command.HELP, description=said)
        added.set_defaults(run=command.run, whole=whole)
        command.add(added)
    return whole


if __name__ == "__main__":
    sys.exit(main())
