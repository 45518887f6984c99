"""counterpoise runtime: the Python that browsers run, prepared in build/runtime/; `make runtime` calls it."""

from __future__ import annotations

import argparse

from generator.commands.asked import HERE, UserError
from generator.runtime import prepare

HELP = "prepare the Python runtime for the browser"


def add(parser: argparse.ArgumentParser) -> None:
    """It has no options."""


def run(_: argparse.Namespace) -> int:
    """Prepare it; only a cheap check when it is up to date."""
    try:
        prepare.prepare(HERE / "quiz", HERE / "build" / "runtime")
    except prepare.RuntimeBuildError as error:
        raise UserError(str(error)) from None
    return 0
