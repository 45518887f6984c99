"""A page that people wrote asks for a small picture by a line of its own: [picture: NAME]."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.figures import sketches
from generator.model import STEPS
from generator.problems import did_you_mean
from generator.site.render import template

NAMES = ("four-steps", "tug-of-war")
_LINE = re.compile(r"^\[picture: ([^\]\n]*)\]$", re.MULTILINE)


class NoSuchPicture(Exception):
    """A page asks for a picture that nobody has drawn."""


def put(markdown: str, words: Mapping[str, str]) -> str:
    """Put in what a page asks for. Raises NoSuchPicture."""

    def picture(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name not in NAMES:
            raise NoSuchPicture(f"there is no picture '{name}'; {did_you_mean(name, NAMES) or ', '.join(NAMES)}")
        return template("sketches.html.j2", picture=name, words=words, steps=STEPS, draw=sketches).strip()

    return _LINE.sub(picture, markdown)
