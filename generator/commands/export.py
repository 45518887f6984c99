"""counterpoise export: the generated site sources, written to a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.commands.asked import HERE, ask_owner, owned
from generator.runtime import pack

HELP = "write the generated site sources to a folder"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("folder", type=Path)
    ask_owner(parser)


def run(options: argparse.Namespace) -> int:
    """Write them, and print how many."""
    from generator.site import export, generate, version  # the templates are wanted here only

    made = list(generate.generate(*owned(options), runtime=_python()))  # all, before the first is written
    count = export.export(made, options.folder)
    print(f"{count} files written to {options.folder}")
    print(f"styles and scripts of this build: {version.folder_of(artifact.path for artifact in made)}/")
    return 0


def _python() -> dict[str, bytes]:
    """Python for the browser, where it was made."""
    try:
        return {name: path.read_bytes() for name, path in pack.files(HERE / "build" / "runtime").items()}
    except pack.RuntimeBuildError as error:
        print(f"counterpoise: without Python no page can score: {error}", file=sys.stderr)
        return {}
