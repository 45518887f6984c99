"""Prose of the knowledge -> Markdown of a page: links to entities lead to their files, and markup is shown."""

from __future__ import annotations

import re

from generator.knowledge.addresses import PageAt, folder
from generator.knowledge.base import CODE, ENTITY_LINK
from generator.model import PAGES
from generator.site.render import template

_MARKUP = re.compile(r"[&<{`]")
"""What would be HTML, attributes or code."""


def prose(here: PageAt, text: str) -> str:
    """Markdown whose links to entities lead to their files, from the file of the page `here`.

    HTML and lists of attributes, {: so }, are shown, not obeyed.
    """
    up, end, parts = "../" * here.path.count("/"), 0, []
    for code in CODE.finditer(text):
        parts += [_plain(text[end : code.start()], up), template("code.md.j2", code=code[2].strip())]
        end = code.end()
    return "".join([*parts, _plain(text[end:], up)])


def _plain(text: str, up: str) -> str:
    """Prose without words in backquotes."""
    shown = _MARKUP.sub(lambda m: f"&#{ord(m[0])};", text)
    return ENTITY_LINK.sub(lambda m: f"]({up}{folder(m[1])}/{m[2]}.md)" if m[1] in PAGES else m[0], shown)
