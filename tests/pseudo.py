"""Two languages that nobody speaks, made of the English: `xl`, of long words, and `xr`, which runs from right to left.

Whatever shows an English word in one of them was not translated. Both are made where a test wants them, and never ship.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import brand as brands
from generator.brand import told
from generator.check import checked
from generator.commands.asked import local
from generator.knowledge.base import Knowledge
from generator.knowledge.languages.skeleton import work
from generator.knowledge.languages.translated import Original, originals
from generator.knowledge.overlay import Overlay, Tongue, fingerprint
from generator.model import LANGUAGES, WRITTEN, Language, Page, Rendering
from generator.reading.document import Document

TITLES = {"xl": "Ĺóñǵ ẃóŕďś", "xr": "רעזער"}
_ACCENTED = {
    **dict(zip("aeiouyAEIOUY", ("áá", "éé", "íí", "óó", "úú", "ýý", "ÁÁ", "ÉÉ", "ÍÍ", "ÓÓ", "ÚÚ", "ÝÝ"), strict=True)),
    **dict(zip("cdlnrstzhgw", "ćďľńŕśťźĥǵẃ", strict=True)),
}
_HEBREW = dict(zip("abcdefghijklmnopqrstuvwxyz", "אבצדעפגהיחקלמנופקרסתוושחיז", strict=True))
_TABLES = {"xl": str.maketrans(_ACCENTED), "xr": str.maketrans(_HEBREW | {k.upper(): v for k, v in _HEBREW.items()})}
_KEPT = re.compile(
    r"\{[a-z_]+\}|\]\([^)]*\)|\[picture:[^\]]*\]|`[^`]*`|</?[a-z][^>]*>|&\w+;|https?://\S+|\S+@\S+"
    r"|\S+\.(?:com|org|pdf|yml)\b"
)
"""What stays as it is in any language: blanks, where links lead, code, addresses."""
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def said(code: str, text: str) -> str:
    """A text as such a language has it."""
    table, done, out = _TABLES[code], 0, ""
    for found in _KEPT.finditer(text):
        out += text[done : found.start()].translate(table) + found[0]
        done = found.end()
    return out + text[done:].translate(table)


def tongue(code: str, texts: list[Original], top: str) -> Tongue:
    """The language with all of these texts."""
    files: dict[str, dict[str, Rendering]] = {}
    for text in texts:
        files.setdefault(text.file, {})[text.key] = Rendering(en=text.english, to=said(code, text.english))
    document = Document(f"{top}/made", "", None)
    overlays = {file: Overlay(rows, dict.fromkeys(rows, document)) for file, rows in files.items()}
    return Tongue(Language(title=TITLES[code], direction="rtl" if code == "xr" else "ltr"), overlays, {})


def write(root: Path, *codes: str, k: Knowledge | None = None) -> None:
    """Write these languages below a knowledge folder: every text, and the pages of content/ beside it."""
    k = k or checked(root)
    texts = [*originals(k), *_brands(root)]
    for code in codes:
        top = f"knowledge/{LANGUAGES}/{code}"
        into = root / LANGUAGES / code
        for name, text in work(texts, made := tongue(code, texts, top), top).files.items():
            (path := into / f"{name}.yml").parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        about = f"title: {made.about.title}\ndirection: {made.about.direction}\n"
        (into / "language.yml").write_text(about, encoding="utf-8")
        for name in k.kinds[WRITTEN]:
            (path := into / WRITTEN / f"{name}.md").parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(k, code, name), encoding="utf-8")


def _brands(root: Path) -> Iterator[Original]:
    beside, seen = local(root), set[tuple[str, str]]()
    for name in ("", *brands.names(beside)):
        found, problems = brands.read(brands.find(beside, name))
        assert found, problems
        for text in told.originals(found, brands.countries()):
            if (text.file, text.key) not in seen:
                seen.add((text.file, text.key))
                yield text


def _page(k: Knowledge, code: str, name: str) -> str:
    english = k.origins[WRITTEN, name][0].text
    page = k.all(WRITTEN, Page)[name]
    head, _, body = english.removeprefix("---\n").partition("\n---\n")
    for value in (page.title, page.description):
        head = re.sub(r"\s+".join(map(re.escape, value.split())), lambda _, v=value: said(code, v), head)  # type: ignore[misc]
    return f'---\nfrom: "{fingerprint(english)}"\n{head}\n---\n' + "\n".join(_lines(code, body))


def _lines(code: str, body: str) -> Iterator[str]:
    """The lines of a page, without those that are code, or Markdown's alone."""
    fenced = False
    for line in body.split("\n"):
        fenced ^= line.lstrip().startswith("```")
        titled = re.fullmatch(r'(!!! \w+ ")(.*)(")', line)
        if titled:
            yield titled[1] + said(code, titled[2]) + titled[3]
        else:
            yield line if fenced or line.startswith(("{ .", "|---", "[contact]")) else said(code, line)
