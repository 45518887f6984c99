"""The knowledge -> the same in another language; and every text of it, for whoever translates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from generator.knowledge.base import Knowledge, Told
from generator.knowledge.languages.retold import Say, retold
from generator.knowledge.layers.spoken import is_spoken
from generator.knowledge.overlay import Found, Overlay, Sheet, State, Tongue, fingerprint
from generator.model import LISTS, PAGES, SINGLES, WRITTEN, Model, Page
from generator.reading.document import Path_, dotted

PHRASES, ENGLISH = "phrases", "en"


class Original(NamedTuple):
    """A text for readers: the file that it is written in, where there, and whether it keeps people safe."""

    file: str
    key: str
    english: str
    safety: bool


def originals(k: Knowledge) -> Iterator[Original]:
    """Every text of the knowledge, in the order of the files; not the pages in content/, which are translated whole."""
    for kind, name, model in _translatable(k):
        found: list[Original] = []
        file, start = _place(kind, name)

        def noted(path: Path_, text: str, safety: bool, file: str = file, found: list[Original] = found) -> str:
            found.append(Original(file, dotted(path), text, safety))
            return text

        retold(model, noted, start, _is_safety(kind))
        yield from found
    for name, text in _sentences(k):
        yield Original(PHRASES, name, text, is_spoken(name))


def translated(k: Knowledge, language: str) -> Knowledge:
    """The knowledge as it is told in a language. What is missing is told in English, and outdated safety is, too.

    `told` says of each thing how far it is translated.
    """
    tongue, told = k.languages[language], dict[tuple[str, str], Told]()

    def other(kind: str, name: str, model: Any) -> Any:
        file, start = _place(kind, name)
        counting = _Counting(tongue.of(file))
        new = retold(model, counting.say, start, _is_safety(kind))
        told[kind, name] = counting.told()
        return new

    kinds: dict[str, dict[str, Model]] = {kind: dict(models) for kind, models in k.kinds.items()}
    singles: dict[str, Any] = {}
    for kind, name, model in _translatable(k):
        if kind in SINGLES:
            singles[kind] = other(kind, name, model)
        else:
            kinds[kind][name] = other(kind, name, model)
    for name, page in k.all(WRITTEN, Page).items():
        sheet = sheet_of(k, tongue, name)
        told[WRITTEN, name] = Told(1, int(sheet is None), bool(sheet and sheet.head.reviewed))
        if sheet:
            kinds[WRITTEN][name] = page.model_copy(
                update={"title": sheet.head.title, "description": sheet.head.description}
            )
    counting = _Counting(tongue.of(PHRASES))
    said = {name: counting.say((name,), text, is_spoken(name)) for name, text in _sentences(k)}
    words = {**k.phrases[ENGLISH], **said, **k.phrases.get(language, {})}
    told[PHRASES, language] = counting.told()
    return replace(
        k,
        kinds=kinds,
        scoring=singles.get("scoring"),
        screen=singles.get("safety/screen"),
        phrases={**k.phrases, language: words},
        told=told,
        english=k,
    )


def standing(k: Knowledge, language: str, name: str) -> State:
    """How a page of content/ stands in a language."""
    sheet = k.languages[language].pages.get(name)
    if sheet is None:
        return "missing"
    return "fresh" if sheet.head.from_ == fingerprint(k.origins[WRITTEN, name][0].text) else "stale"


def sheet_of(k: Knowledge, tongue: Tongue, name: str) -> Sheet | None:
    """What stands in place of a page of content/, if anything may."""
    sheet = tongue.pages.get(name)
    page = k.all(WRITTEN, Page)[name]
    if sheet is None or (page.safety and sheet.head.from_ != fingerprint(k.origins[WRITTEN, name][0].text)):
        return None
    return sheet


def use(found: Found, english: str, safety: bool) -> str:
    """What readers get: the translation, unless it is missing, or outdated and about safety."""
    return english if found.state == "missing" or (safety and found.state == "stale") else found.to


class _Counting:
    """Looks texts up in one file of a language, and counts how many of them stay English."""

    def __init__(self, overlay: Overlay) -> None:
        self.overlay, self.texts, self.english = overlay, 0, 0

    @property
    def say(self) -> Say:
        return self._say

    def _say(self, path: Path_, text: str, safety: bool) -> str:
        said = self.overlay.find(dotted(path), text)
        self.texts += 1
        self.english += said.state == "missing" or (safety and said.state == "stale")
        return use(said, text, safety)

    def told(self) -> Told:
        return Told(self.texts, self.english, self.overlay.review is not None)


def _translatable(k: Knowledge) -> Iterator[tuple[str, str, Model]]:
    return ((kind, name, model) for kind, name, model in k.entities() if kind != WRITTEN)


def _sentences(k: Knowledge) -> Iterator[tuple[str, str]]:
    """The catalogue's, without those that say nothing."""
    return ((name, text) for name, text in k.phrases.get(ENGLISH, {}).items() if text)


def _place(kind: str, name: str) -> tuple[str, Path_]:
    """The file of a thing, and where it begins there."""
    if kind in PAGES:
        return f"{kind}/{name}", ()
    return kind, (name,) if kind in LISTS else ()


def _is_safety(kind: str) -> bool:
    return kind.startswith("safety/")
