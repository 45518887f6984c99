"""Pages that people wrote: what a build would stop at, told with its line before anything is built."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from generator.drawing import sketches
from generator.knowledge.addresses import addresses
from generator.knowledge.base import CODE, Knowledge
from generator.model import WRITTEN
from generator.reading.problems import Problem, asks, did_you_mean
from generator.seal import DATA, HINT, runs

_FENCED = re.compile(r"^( *)(```+|~~~+).*?^\1\2[ \t]*$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[(?!\^)[^\[\]]+\]:\s*<?([^\s>]+)", re.MULTILINE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

At = tuple[int, str, str]
"""(offset in the page, what is wrong, how to mend it)."""


def check(root: Path, k: Knowledge) -> list[Problem]:
    """All that is wrong with the pages beside the knowledge folder `root`, in the order of files and lines."""
    folder = root.parent / WRITTEN
    pages = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*.md"))}
    there = {*pages, *(f"{address}{end}" for address in addresses(k) for end in (".md", "/index.md"))}
    return sorted(
        _problem(f"{WRITTEN}/{name}", text, rule, *found)
        for name, path in pages.items()
        for text in [path.read_text(encoding="utf-8", errors="replace")]
        for rule, seek in zip(RULES, CHECKS, strict=True)
        for found in seek(text, name, there)
    )


def page_picture(text: str, _name: str, _there: set[str]) -> Iterator[At]:
    """A page in `content/` asks only for pictures that are here: `[picture: NAME]`."""
    for found in sketches.ASKED.finditer(text):
        if (asked := found[1].strip()) not in sketches.NAMES:
            hint = did_you_mean(asked, sketches.NAMES) or f"there are: {', '.join(sketches.NAMES)}"
            yield found.start(1), f"there is no picture '{asked}'", hint


def page_link(text: str, name: str, there: set[str]) -> Iterator[At]:
    """A link in `content/` to a page, `NAME.md`, leads to one that is written or made."""
    for found in _TARGET.finditer(_words(text)):
        group = 1 if found[1] is not None else 2
        target, _, _ = found[group].partition("#")
        if not target.endswith(".md") or _SCHEME.match(target) or target.startswith("/"):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target)))
        if path not in there:
            near = did_you_mean(path.removesuffix(".md"), (name.removesuffix(".md") for name in there))
            hint = near or "pages are named from this page's folder, such as safety.md"
            yield found.start(group), f"there is no page '{path}'", hint


def page_script(text: str, _name: str, _there: set[str]) -> Iterator[At]:
    """A page in `content/` runs nothing of its own.

    Its policy would not let it.
    """
    page = _Page()
    page.feed(_words(text))
    page.close()
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    for (line, column), what in page.found:
        yield starts[line - 1] + column, f"{what} would run", HINT


CHECKS: tuple[Callable[[str, str, set[str]], Iterator[At]], ...] = (page_link, page_picture, page_script)
RULES = asks(*CHECKS)


class _Page(HTMLParser):
    """Notes what would run, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[tuple[int, int], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(self.getpos(), what) for what in runs(tag, attrs)]
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self.found.append((self.getpos(), "an inline script"))


def _words(text: str) -> str:
    """The same text, as long, without what stands as it is: code and comments."""
    for pattern in (_FENCED, _COMMENT, CODE):
        text = pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    return text


def _problem(path: str, text: str, rule: str, at: int, message: str, hint: str) -> Problem:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Problem(path, line, column, rule, message, hint.strip())
