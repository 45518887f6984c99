"""What readers read, in models: here, since what pictures show is told in words too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """Metadata on a field: a text for readers, which each language says in its own words."""
