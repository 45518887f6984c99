"""Prose, which is Markdown: its links lead to pages of this site, to https: or to a mail, and its pictures are ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.drawing import sketches
from generator.knowledge.base import CODE, ENTITY_LINK, Knowledge, sentences
from generator.reading.document import Path_
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.together import Rule, together

_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\))?")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)[^)]*\)?")
_NAMED = re.compile(r"\[(?!\^)([^\[\]]*)\]:\s*(\S*)")
"""A link's address apart from its words: [name]: address."""
_SAFE = re.compile(r"https://\S|mailto:\S")
_HINT = "write a page's kind and id, such as [words](muscles/upper-trapezius), or https://..., or mailto:..."


def prose_link(k: Knowledge) -> Iterator[Problem]:
    """Links in prose lead to an entity, to `https:` or to `mailto:`, and their addresses stand behind their words."""
    for kind, name, path, text in _prose(k):
        plain = _IMAGE.sub("", text)
        for found in _NAMED.finditer(plain):
            message = f"the address of '{found[1]}' stands apart from its words"
            yield k.problem(kind, name, path, "prose-link", message, _HINT)
        for found in _TARGET.finditer(ENTITY_LINK.sub("]", plain)):
            if not _SAFE.match(found[1]):
                message = f"a link cannot lead to '{found[1]}'"
                plain_http = found[1].startswith("http://")
                hint = f"write https{found[1][4:]}, if it answers there" if plain_http else _HINT
                yield k.problem(kind, name, path, "prose-link", message, hint)


def prose_picture(k: Knowledge) -> Iterator[Problem]:
    """Prose shows no pictures but those of this site: `[picture: NAME]`."""
    for kind, name, path, text in _prose(k):
        for found in _IMAGE.finditer(text):
            hint = f"take it out; pictures that are here: {', '.join(f'[picture: {n}]' for n in sketches.NAMES)}"
            yield k.problem(kind, name, path, "prose-picture", f"{found[0]} is no picture of this site", hint)
        for found in sketches.ASKED.finditer(text):
            if (asked := found[1].strip()) not in sketches.NAMES:
                hint = did_you_mean(asked, sketches.NAMES) or f"there are: {', '.join(sketches.NAMES)}"
                yield k.problem(kind, name, path, "prose-picture", f"there is no picture '{asked}'", hint)


def _prose(k: Knowledge) -> Iterator[tuple[str, str, Path_, str]]:
    """(kind, id, path, text) of all prose, without its words in backquotes."""
    for kind, name, model in k.entities():
        for path, text in sentences(model, prose=True):
            yield kind, name, path, CODE.sub("", text)


CHECKS: tuple[Rule, ...] = (prose_link, prose_picture)
RULES = asks(*CHECKS)
check = together(CHECKS)
