"""Models -> text through Jinja2 templates. Pure; the only importer of jinja2.

Templates named *.md.j2 write Markdown with HTML in it. A value put into one is shown as it is, in Markdown and in HTML
alike: every character that either would read as markup becomes a character reference. Prose is the exception.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"

_MARKUP = re.compile(r"[&<>\"'\\`*_{}\[\]#|~]")
_SPACE = re.compile(r"\s+")
_OPENING = re.compile(r"^([-+])|^(\d+)([.)])")


def template(name: str, **values: Any) -> str:
    """Fill in a template: *.md.j2 as above, *.html.j2 escaped for HTML, others plain. A missing name is an error."""
    return _environment(name.rpartition(".j2")[0].rpartition(".")[2]).get_template(name).render(values)


@cache
def _environment(kind: str) -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=kind in ("md", "html"),
        finalize=_finalize if kind == "md" else None,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["json"] = _json
    return env


def literal(text: str) -> Markup:
    """Text that neither Markdown nor HTML reads as markup, on one line."""
    line = _MARKUP.sub(lambda m: f"&#{ord(m[0])};", _SPACE.sub(" ", text))
    return Markup(_OPENING.sub(lambda m: f"&#{ord(m[1])};" if m[1] else f"{m[2]}&#{ord(m[3])};", line))


def as_is(markdown: str) -> Markup:
    """Markdown that the template takes as it is."""
    return Markup(markdown)


def _finalize(value: Any) -> Any:
    if isinstance(value, Undefined) or hasattr(value, "__html__"):
        return value
    return literal(str(value))


def _json(value: Any) -> Markup:
    """A JSON string, which is also a YAML string: for front matter."""
    return Markup(json.dumps(value, ensure_ascii=False))
