"""A page that people wrote asks by a line of its own: [picture: NAME] for a picture, [contact] for how to reach us.

Sources it cites from their page, `sources.md#ID`, whatever page they stand on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.brand import Brand
from generator.drawing import sketches
from generator.drawing.drawn import Drawn
from generator.model import STEPS
from generator.reading.problems import did_you_mean
from generator.site.render import template
from quiz.telling.phrase import tell

_CITED = re.compile(r"\]\(((?:\.\./)*)sources\.md#([\w-]+)\)")
CONTACT = re.compile(r"^\[contact\]$", re.MULTILINE)


class NoSuchPicture(Exception):
    """A page asks for a picture that nobody has drawn."""


def reached(markdown: str, words: Mapping[str, str], brand: Brand, page: str) -> str:
    """Put in how to reach whoever publishes this copy, as the brand file says; `page` is the address they asked on."""
    told = tell({"say": "page.contact.tell", "name": brand.name}, words)
    html = template("contact.html.j2", brand=brand, words=words, tell=told, page=page).strip()
    return CONTACT.sub(lambda _: html, markdown)


def cited(markdown: str, sorts: Mapping[str, str]) -> str:
    """Let links to a source lead to where it stands; `sorts`: source -> its sort, whose page it is on."""
    return _CITED.sub(lambda m: f"]({m[1]}sources/{sorts[m[2]]}.md#{m[2]})" if m[2] in sorts else m[0], markdown)


def put(markdown: str, words: Mapping[str, str], muscles: Mapping[str, Drawn]) -> str:
    """Put in the pictures that a page asks for; `muscles`: where each is drawn. Raises NoSuchPicture."""

    def picture(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name not in sketches.NAMES:
            there = did_you_mean(name, sketches.NAMES) or ", ".join(sketches.NAMES)
            raise NoSuchPicture(f"there is no picture '{name}'; {there}")
        return template(
            "sketches.html.j2", picture=name, words=words, steps=STEPS, draw=sketches, muscles=muscles
        ).strip()

    return sketches.ASKED.sub(picture, markdown)
