"""All general handouts of a site, made only where something changed: the cache knows a PDF by all that goes into it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from generator.base import Knowledge
from generator.brand import Brand
from generator.handouts import paper, plans, views
from generator.handouts.desk import Desk, View
from generator.handouts.press import HERE, PAPERS, Press, dump
from generator.model import Exercise, Question, Questionnaire, Syndrome


class Listed(NamedTuple):
    """One handout that the site has, on every paper."""

    kind: str
    """A key of the phrases `handout.kind`."""
    id: str
    title: str

    def path(self, size: str) -> str:
        """Where it is, below the site's root."""
        folder = {"syndromes": "syndromes/", "exercises": "exercises/", "assessment": "assessments/"}.get(self.kind, "")
        return f"handouts/{size}/{folder}{self.id}.pdf"


class Handout(NamedTuple):
    """A finished PDF, shaped like the site's other artifacts."""

    path: str
    content: bytes
    listed: Listed
    paper: str


def listed(k: Knowledge, language: str = "en") -> list[Listed]:
    """What there is, in the order of a reader: the safety sheet, the poster, forms, patterns, exercises."""
    words = k.phrases[language]
    return [
        Listed("flags", "red-flags", words["page.safety.signs.title"]),
        Listed("steps", "four-steps", words["handout.poster.title"]),
        *(
            Listed("assessment", q.id, q.title)
            for q in k.all("questionnaires", Questionnaire).values()
            if _on_paper(k, q)
        ),
        *(Listed("syndromes", s.id, s.title) for s in k.all("syndromes", Syndrome).values()),
        *(Listed("exercises", e.id, e.title) for e in k.all("exercises", Exercise).values()),
    ]


def _on_paper(k: Knowledge, q: Questionnaire) -> bool:
    """A questionnaire with self-tests is not scored by hand."""
    known = k.questions()
    asked = [known[n][0] if isinstance(n, str) else n for s in q.sections for n in s.questions]
    return not any(isinstance(found, Question) and found.test for found in asked)


def artifacts(
    k: Knowledge,
    brand: Brand,
    *,
    site: str = "",
    papers: Sequence[str] = tuple(PAPERS),
    cache: Path | None = None,
    logo: str | None = None,
    fonts: Path | None = None,
    language: str = "en",
) -> Iterator[Handout]:
    """Make every handout on every paper. `site` is the site's address, for QR codes; `cache` a folder for finished
    PDFs, whose content is a matter of time only. Raises HandoutError.
    """
    desk = Desk(k, brand, language=language, address=f"{site.rstrip('/')}/" if site else "", logo=logo)
    shelf = _Shelf(cache, fonts)
    make = _makers(desk)
    for item in listed(k, language):
        view = make[item.kind](item.id)
        for size in papers:
            made = shelf.get(_TEMPLATES[item.kind], {**view, "paper": PAPERS[size]})
            yield Handout(item.path(size), made, item, size)


_TEMPLATES = {
    "flags": "flags",
    "steps": "steps",
    "assessment": "assessment",
    "syndromes": "syndrome",
    "exercises": "exercise",
}


def _makers(desk: Desk) -> dict[str, Callable[[str], View]]:
    k = desk.k
    return {
        "flags": lambda _: views.flags(desk),
        "steps": lambda _: views.steps(desk),
        "assessment": lambda name: paper.view(
            desk, plans.engine(k, desk.language), k.all("questionnaires", Questionnaire)[name]
        ),
        "syndromes": lambda name: views.syndrome(desk, k.all("syndromes", Syndrome)[name]),
        "exercises": lambda name: views.exercise(desk, k.all("exercises", Exercise)[name]),
    }


class _Shelf:
    """Finished PDFs by what went into them: data, template, fonts, typst."""

    def __init__(self, folder: Path | None, fonts: Path | None) -> None:
        self.folder, self.fonts = folder, fonts
        self.press: Press | None = None
        self.tools = hashlib.sha256(version("typst").encode())
        for path in sorted([*HERE.glob("fonts/*.ttf"), *(fonts.rglob("*.[ot]t[fc]") if fonts else ())]):
            self.tools.update(path.read_bytes())

    def get(self, template: str, view: View) -> bytes:
        """The PDF, from the shelf or fresh."""
        kept = self.folder / f"{self._name(template, view)}.pdf" if self.folder else None
        if kept is not None and kept.is_file():
            return kept.read_bytes()
        self.press = self.press or Press(self.fonts)
        made = self.press.print(template, view)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(".part")
            part.write_bytes(made)
            part.replace(kept)
        return made

    def _name(self, template: str, view: View) -> str:
        name = self.tools.copy()
        for path in (HERE / "base.typ", HERE / f"{template}.typ"):
            name.update(path.read_bytes())
        name.update(dump(view).encode())
        return name.hexdigest()[:32]
