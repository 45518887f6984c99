"""Artifacts -> a folder, for site builders other than MkDocs and for reading what is generated."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.site.generate import Artifact


def export(artifacts: Iterable[Artifact], folder: Path) -> int:
    """Write every artifact below `folder`, which is made; return how many. What else is in it stays."""
    count = 0
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = artifact.content
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        count += 1
    return count
