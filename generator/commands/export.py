"""counterpoise export: the generated site sources, written to a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.commands.asked import HERE, ask_owner, folder, local
from generator.manual.reference import chapters

HELP = "write the generated site sources to a folder"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("folder", type=Path, help="where they go; what else is there stays")
    ask_owner(parser)


def run(options: argparse.Namespace) -> int:
    """Write them, and print how many. What else is in the folder stays."""
    from generator.publishing.build import build  # the templates are wanted here only

    knowledge = folder(options.knowledge)
    manual = tuple(chapters(options.whole))
    made = build(knowledge, local(knowledge), options.brand, runtime=HERE / "build" / "runtime", manual=manual)
    if made.lacking:
        print(f"counterpoise: without Python no page can score: {made.lacking}", file=sys.stderr)
    for artifact in made.artifacts:
        path = options.folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = artifact.content
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    print(f"{len(made.artifacts)} files written to {options.folder}")
    print(f"styles and scripts of this build: {made.folder}/")
    return 0
