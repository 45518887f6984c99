"""A finished site folder -> each page with its Content-Security-Policy: a <meta>, as static hosts set no headers.

The policy lets the theme's own inline scripts run and no other. What else would run on a page stops the build: a text
that became markup somewhere must not be signed, and one that the policy blocks should not be there either.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types default counterpoise"
)
SCRIPTS = "partials/javascripts"
"""Where a theme keeps its inline scripts, below its templates."""
_META = '<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
_CHARSET = re.compile(r"""<meta\s+charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)
_WHOLE = re.compile(r"\s*<!doctype html", re.IGNORECASE)
"""How a page begins; what pages fetch and take apart has none of it."""
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_BLANK = re.compile(r"\{\{.*?\}\}")
DATA = ("application/json", "application/ld+json")
"""What a script says it is that is none: browsers run no such thing."""
_ADDRESS = r"[\w./%~-]*"
"""What fills a blank in a theme's script: a page's way to the root. Nothing that would end a string."""
_WRITTEN = re.compile(r"<script([^<>]*)>(.*?)</script>", re.DOTALL)
_NO_CODE = re.compile(
    r"(?: (?:async|defer|type=\"module\"|id=\"[\w-]+\"))*"
    r"(?: src=\"[^\"]*\"| type=\"application/(?:ld\+)?json\")"
    r"(?: [\w-]+=\"[^\"]*\")*"
)
"""The attributes of a script that is a file, or data."""
_TAG = re.compile(r"<[a-zA-Z]")
_SCRIPT_TAG = re.compile("<script", re.IGNORECASE)
_PLAIN_TAG = re.compile(r"<[a-zA-Z][\w-]*(?:\s+[\w:.-]+(?:=\"[^\"]*\"|=[\w./#-]+)?)*\s*/?>")
_HANDLER = re.compile(r"\s[oO][nN]")
_VALUE = re.compile(r"=\"([^\"]*)\"")
_HIDDEN = re.compile(r"[\x00-\x20]")
_LONGEST = 60
HINT = "a script of your own goes into a file, which extra_javascript in mkdocs.yml names"


class Unsafe(Exception):
    """Pages hold what would run and is not the theme's. One line for each."""


def theirs(templates: Iterable[Path]) -> list[re.Pattern[str]]:
    """The inline scripts that a theme brings, from the folders of its templates."""
    files = (file for folder in templates for file in sorted((folder / SCRIPTS).glob("*.html")))
    found = (code for file in files for code in _SCRIPT.findall(file.read_text(encoding="utf-8")))
    return [re.compile(_ADDRESS.join(map(re.escape, _BLANK.split(code)))) for code in found]


def seal(site: Path, known: Iterable[re.Pattern[str]]) -> int:
    """Add the policy to every HTML page below `site`; return how many. A sealed page stays as it is.

    `known` are the inline scripts that may run. Raises Unsafe, with every page that holds another.
    """
    known, count, faults = tuple(known), 0, []
    for path in sorted(site.rglob("*.html")):
        html = path.read_bytes().decode("utf-8")
        try:
            sealed = seal_page(html, known)
        except Unsafe as fault:
            faults.append(f"{path.relative_to(site).as_posix()}: {fault}")
            continue
        if sealed != html:
            path.write_bytes(sealed.encode("utf-8"))
            count += 1
    if faults:
        raise Unsafe("\n".join([*faults, f"    {HINT}"]))
    return count


def seal_page(html: str, known: Iterable[re.Pattern[str]]) -> str:
    """Put the policy behind the charset, so that it holds for all that follows. Nothing else changes. Raises Unsafe."""
    known = tuple(known)
    scripts = _seen(html, known)
    if scripts is None:
        scripts = _found(html, known)
    head = _CHARSET.search(html)
    if head is None and _WHOLE.match(html):
        raise Unsafe('the page says no charset, behind which its policy stands: <meta charset="utf-8">')
    if head is None or html.startswith(_META.partition(" content")[0], head.end()):
        return html
    hashes = "".join(f" '{h}'" for h in dict.fromkeys(map(_hash, scripts)))
    return html[: head.end()] + _META.format(policy=POLICY.format(hashes=hashes)) + html[head.end() :]


def _seen(html: str, known: Iterable[re.Pattern[str]]) -> list[str] | None:
    """The inline scripts of a page that a look is enough for: plain tags, each script a file, data or known.

    None where the page is to be taken apart. Whatever is not written as our templates and the theme write it is.
    """
    scripts = []
    for attributes, code in _WRITTEN.findall(html):
        if not attributes:
            scripts.append(code)
        elif not _NO_CODE.fullmatch(attributes):
            return None
    rest = _WRITTEN.sub("", html)
    tags = _PLAIN_TAG.findall(rest)
    written = "".join(tags)
    values = {value for value in _VALUE.findall(written) if ":" in value or "&" in value}
    sure = (
        len(tags) == len(_TAG.findall(rest))
        and not _SCRIPT_TAG.search(rest)
        and not _HANDLER.search(_VALUE.sub("", written))
        and not any(_is_code(unescape(value)) for value in values)
        and all(any(k.fullmatch(code) for k in known) for code in scripts)
    )
    return scripts if sure else None


def _is_code(value: str) -> bool:
    return _HIDDEN.sub("", value).lower().startswith("javascript:")


def _found(html: str, known: Iterable[re.Pattern[str]]) -> list[str]:
    """The inline scripts of a page. Raises Unsafe."""
    page = _Page()
    page.feed(html)
    page.close()
    strange = [f"the inline script {_short(c)}" for c in page.scripts if not any(k.fullmatch(c) for k in known)]
    if faults := [*strange, *page.faults]:
        raise Unsafe(f"{'; '.join(faults)}: not the theme's own, and would run")
    return page.scripts


class _Page(HTMLParser):
    """What would run on a page: `scripts`, the code of those that are written out; `faults`, handlers and links."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.faults: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults += runs(tag, attrs)
        given = dict(attrs)
        self.inside = tag == "script" and "src" not in given and given.get("type") not in DATA
        if self.inside:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def runs(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
    """The attributes that run something: handlers of events, and links that are code."""
    for name, value in attrs:
        if name.startswith("on") or _is_code(value or ""):
            yield f"<{tag} {name}={_short(value or '')}>"


def _short(code: str) -> str:
    line = " ".join(code.split())
    return repr(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}...")


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
