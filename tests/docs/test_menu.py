"""What mkdocs.yml calls things in English has a sentence of the catalogue, so that other languages can say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator.knowledge.base import Knowledge
from tests.bases import ROOT

MANUAL = "Manual"
"""Below it all is for whoever keeps a copy, and in English."""


def _titles(menu: Any) -> Iterator[str]:
    if isinstance(menu, list):
        for entry in menu:
            yield from _titles(entry)
    elif isinstance(menu, dict):
        for title, below in menu.items():
            yield title
            yield from _titles(below) if title != MANUAL else ()


def test_every_title_of_the_menu_can_be_translated(knowledge: Knowledge) -> None:
    found = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    switches = [scheme["toggle"]["name"] for scheme in found["theme"]["palette"]]
    (toc,) = (extension["toc"] for extension in found["markdown_extensions"] if "toc" in extension)
    said = set(knowledge.phrases["en"].values())
    assert [t for t in (*_titles(found["nav"]), *switches, toc["permalink_title"]) if t not in said] == []
