"""A drawn picture, taken apart: what is drawn, and all around it."""

from __future__ import annotations

import re

_PICTURE = re.compile(r"(.*?<svg )([^>]*>(?:<title.*?</title><desc.*?</desc>)?)(.*)(</svg>.*)", re.DOTALL)


def apart(picture: str) -> tuple[str, str, str, str]:
    """What stands before the outermost <svg>, its attributes and words, what it draws, and the end.

    All empty but the first where there is no picture.
    """
    found = _PICTURE.fullmatch(picture)
    return (found[1], found[2], found[3], found[4]) if found else (picture, "", "", "")
