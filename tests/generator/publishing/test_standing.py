"""HTML taken out of a page before Markdown reads it, and put back: the page is what Markdown alone makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest

from generator.brand import Brand
from generator.check import checked
from generator.publishing import standing
from generator.site.generate import generate
from tests.bases import good

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
CASES = {
    "a heading on the next line": "<p>One</p>\n## Two { #two }\n<p>Three</p>\n",
    "words behind the end": "<p>One</p> and *more*\n",
    "Markdown inside": '<div class="a" markdown>\nOne *two*\n</div>\n',
    "Markdown inside, as a value": '<section><div markdown="1">\n\nOne *two*\n\n</div></section>\n',
    "empty lines inside": "<section>\n\n<ul>\n<li>One</li>\n\n</ul>\n</section>\n\n*two*\n",
    "one that never ends": "<div>\n<p>One</p>\n\n*two*\n",
    "one that never began": "<p>One</p></div>\n\n*two*\n",
    "a sign in a value": '<p title="a > b">One</p>\n\n*two*\n',
    "a link begins a sentence": '<a href="x">One</a> and *two*\n',
    "code that looks like it": "```\n<p>One</p>\n```\n",
    "nothing closes it": '<p><img src="x"><br></p>\n\n*two*\n',
}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", markdown.Markdown(extensions=EXTENSIONS).convert(text))


def _apart(text: str) -> str:
    rest, pieces = standing.apart(text)
    html = markdown.Markdown(extensions=EXTENSIONS).convert(rest)
    return re.sub(r"\s+", " ", standing.together(html, pieces))


@pytest.mark.parametrize("name", CASES)
def test_what_is_taken_out_comes_back(name: str) -> None:
    assert _apart(CASES[name]) == _plain(CASES[name])


def test_every_generated_page_is_what_markdown_makes_of_it(tmp_path: Path, brand: Brand) -> None:
    pages = [str(a.content) for a in generate(checked(good(tmp_path)), brand) if a.path.endswith(".md")]
    texts = [re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL) for page in pages]
    lone = re.compile(r"<p>(<link [^>]*>) ?</p>")  # Markdown makes a paragraph of a line with nothing to show
    assert [text[:80] for text in texts if _apart(text) != lone.sub(r"\1", _plain(text))] == []
    assert sum(len(standing.apart(text)[0]) for text in texts) < 0.6 * sum(map(len, texts))


def test_what_can_be_linked_to_is_known() -> None:
    _, pieces = standing.apart('<div id="one">\n<p id=two></p></div>\n\n## Three\n')
    assert standing.anchors(pieces) == {"one", "two"}
