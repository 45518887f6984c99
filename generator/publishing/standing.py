"""HTML that stands in generated Markdown is taken out before Markdown reads the page, and put back after.

Markdown would find it, look at every tag of it and leave it as it is. A page of ours is mostly such HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENS = re.compile(
    r"<(?:article|aside|details|div|dl|figure|h[1-6]|link|nav|ol|p|script|section|table|ul|counterpoise-\w+)\b"
)
"""How HTML begins that Markdown leaves alone."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_ASKED = re.compile(r"<[^<>]*\smarkdown[\s=>]")
"""An element whose inside Markdown is to read."""
_RAW = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_PLACE = re.compile(r"<!--standing-(\d+)-->")
_ID = re.compile(r"\sid=[\"']?([^\"'\s>]+)")


def apart(markdown: str) -> tuple[str, list[str]]:
    """The page with a place for each piece of HTML that is whole, and these pieces."""
    out: list[str] = []
    pieces: list[str] = []
    piece: list[str] = []
    depth = 0
    for line in markdown.splitlines(keepends=True):
        if not piece and not _OPENS.match(line):
            out.append(line)
            continue
        piece.append(line)
        depth += _depth(line)
        if depth > 0:
            continue
        if depth < 0 or not line.rstrip().endswith(">") or _ASKED.search("".join(piece)):
            out += piece  # not whole, or Markdown is to read what follows or stands in it
        else:
            out.append(f"<!--standing-{len(pieces)}-->\n\n")
            pieces.append("".join(piece).rstrip("\n"))
        piece, depth = [], 0
    return "".join([*out, *piece]), pieces


def together(html: str, pieces: Sequence[str]) -> str:
    """The page's HTML with all pieces in their places."""
    return _PLACE.sub(lambda m: pieces[int(m[1])], html)


def anchors(pieces: Sequence[str]) -> set[str]:
    """What can be linked to in them."""
    return {found for piece in pieces for found in _ID.findall(piece)}


def _depth(html: str) -> int:
    """How many elements stay open."""
    tags = _TAG.findall(_RAW.sub("", html))
    return sum(-1 if end else 1 for end, name, rest in tags if name.lower() not in _VOID and not rest.endswith("/"))
