"""The styles of pages, written in many files -> the two that browsers fetch: one for all pages, one more for the tools.

What a page loads later, when someone asks for it, stays a file of its own: the player's, and how each figure moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PAGES, TOOLS = "pages.css", "tools.css"
JOINED = {
    PAGES: ("brand", "tokens", "counterpoise", "theme", "entities", "body-map", "sketches", "figures", "print"),
    TOOLS: (
        *("assessment", "assessment-result", "body-places", "plan", "sheet", "builder", "today"),
        *("chain-map", "why"),
    ),
}
"""Sheet -> its parts: what comes later wins."""
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def joined(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that pages run on, with the two sheets in the place of their parts."""
    parts = {f"{part}.css" for names in JOINED.values() for part in names}
    sheets = {
        sheet: "\n".join(_COMMENT.sub("", files[f"{part}.css"].decode("utf-8")).strip() for part in names).encode()
        for sheet, names in JOINED.items()
    }
    return {name: content for name, content in files.items() if name not in parts} | sheets
