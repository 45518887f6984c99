"""counterpoise wheel: the engine as a wheel, with a lock for Pyodide, in build/engine/; `make wheel` calls it."""

from __future__ import annotations

import argparse

from generator.commands.asked import HERE, UserError
from generator.runtime import wheel
from generator.runtime.prepare import RuntimeBuildError

HELP = "pack the engine as a wheel, with a lock for Pyodide"


def add(parser: argparse.ArgumentParser) -> None:
    """It has no options."""


def run(_: argparse.Namespace) -> int:
    """Pack it, and say what was written."""
    try:
        for path in wheel.build(HERE / "quiz", HERE / "build" / "engine", HERE / "build" / "pyodide-build"):
            print(path.relative_to(HERE))
    except RuntimeBuildError as error:
        raise UserError(str(error)) from None
    return 0
