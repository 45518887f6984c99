"""The menu as mkdocs.yml has it -> the menu of this knowledge, in the words of a language."""

from __future__ import annotations

from typing import Any

from generator.knowledge.base import Knowledge
from generator.knowledge.languages.translated import ENGLISH


def renamed(menu: Any, k: Knowledge, code: str) -> Any:
    """A menu or a title as mkdocs.yml has it, in English, as a language says those words."""
    said = {text: k.phrases[code][name] for name, text in k.phrases[ENGLISH].items() if name in k.phrases[code]}

    def inside(entry: Any) -> Any:
        if isinstance(entry, list):
            return [inside(one) for one in entry]
        if isinstance(entry, dict):
            return {said.get(name, name): inside(below) for name, below in entry.items()}
        return entry

    return said.get(menu, menu) if isinstance(menu, str) else inside(menu)


def without(nav: Any, gone: tuple[str, ...]) -> Any:
    """The menu as it is written, without pages whose path begins with one of `gone`; what holds none is left out."""
    if isinstance(nav, list):
        return [kept for kept in (without(entry, gone) for entry in nav) if kept]
    if isinstance(nav, dict):
        return {title: kept for title, below in nav.items() if (kept := without(below, gone))}
    return None if str(nav).startswith(gone) else nav
