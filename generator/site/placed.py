"""A page that people wrote asks for a small picture by a line of its own: [picture: NAME]."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.drawing import small as sketches
from generator.drawing.muscle import Drawn
from generator.model import STEPS
from generator.reading.problems import did_you_mean
from generator.site.render import template


class NoSuchPicture(Exception):
    """A page asks for a picture that nobody has drawn."""


def put(markdown: str, words: Mapping[str, str], muscles: Mapping[str, Drawn]) -> str:
    """Put in what a page asks for; `muscles`: where each is drawn. Raises NoSuchPicture."""

    def picture(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name not in sketches.NAMES:
            there = did_you_mean(name, sketches.NAMES) or ", ".join(sketches.NAMES)
            raise NoSuchPicture(f"there is no picture '{name}'; {there}")
        return template(
            "sketches.html.j2", picture=name, words=words, steps=STEPS, draw=sketches, muscles=muscles
        ).strip()

    return sketches.ASKED.sub(picture, markdown)
