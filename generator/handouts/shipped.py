"""All general handouts of a site, made only where something changed: the cache knows a PDF by all that goes into it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from generator.brand import Brand
from generator.bundle.compile import bundle_of
from generator.handouts import paper, typefaces, views
from generator.handouts.desk import Desk, View
from generator.handouts.press import FONTS, HERE, PAPERS, Presses, dump
from generator.knowledge.base import Knowledge
from generator.model import Exercise, Pathway, Questionnaire, Syndrome
from generator.progress import track

MOST_KEPT = 1200
"""PDFs in a cache: enough for a few brands on two papers."""
_COUNT = re.compile(rb"/Type */Pages */Count (\d+)")


_FOLDERS = {
    "pathways": "pathways/",
    "syndromes": "syndromes/",
    "exercises": "exercises/",
    "assessment": "assessments/",
}


class Listed(NamedTuple):
    """One handout that the site has, on every paper."""

    kind: str
    """A key of the phrases `handout.kind`."""
    id: str
    title: str

    def path(self, size: str) -> str:
        """Where it is, below the site's root."""
        folder = _FOLDERS.get(self.kind, "")
        return f"handouts/{size}/{folder}{self.id}.pdf"


class Handout(NamedTuple):
    """A finished PDF, shaped like the site's other artifacts."""

    path: str
    content: bytes
    listed: Listed
    paper: str
    """A key of PAPERS."""

    @property
    def pages(self) -> int:
        """As its page tree says."""
        return max(int(n) for n in _COUNT.findall(self.content))


def listed(k: Knowledge, language: str = "en") -> list[Listed]:
    """What there is, in the order of a reader: the safety sheet, the poster, forms, pathways, patterns, exercises."""
    words = k.phrases[language]
    return [
        Listed("flags", "red-flags", words["page.safety.signs.title"]),
        Listed("steps", "four-steps", words["handout.poster.title"]),
        *(
            Listed("assessment", q.id, q.title)
            for q in k.all("questionnaires", Questionnaire).values()
            if _on_paper(k, q)
        ),
        *(Listed("pathways", p.id, p.title) for p in k.all("pathways", Pathway).values()),
        *(Listed("syndromes", s.id, s.title) for s in k.all("syndromes", Syndrome).values()),
        *(Listed("exercises", e.id, e.title) for e in k.all("exercises", Exercise).values()),
    ]


def _on_paper(k: Knowledge, q: Questionnaire) -> bool:
    """A questionnaire with self-tests is not scored by hand."""
    known = k.questions()
    return not any(known[name][0].test for s in q.sections for name in s.names)


def artifacts(
    k: Knowledge,
    brand: Brand,
    *,
    site: str = "",
    papers: Sequence[str] = tuple(PAPERS),
    cache: Path | None = None,
    fonts: Path | None = None,
) -> Iterator[Handout]:
    """Make every handout on every paper. `site` is the site's address, for QR codes; `cache` a folder for finished
    PDFs, whose content is a matter of time only. Raises HandoutError.
    """
    desk = Desk(k, brand, language=brand.language, address=site)
    make = _makers(desk)
    shelf = _Shelf(cache, fonts)
    views = [(item, make[item.kind](item.id)) for item in (listed(desk.k, brand.language) if papers else ())]

    def made(item: Listed, view: View, size: str) -> Handout:
        content = shelf.get(_TEMPLATES[item.kind], {**view, "paper": PAPERS[size]})
        return Handout(item.path(size), content, item, size)

    work = [(item, view, size) for item, view in views for size in papers]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from track(pool.map(lambda w: made(*w), work), "handouts", len(work))
    shelf.tidy()


_TEMPLATES = {
    "flags": "flags",
    "steps": "steps",
    "assessment": "assessment",
    "pathways": "pathway",
    "syndromes": "syndrome",
    "exercises": "exercise",
}


def _makers(desk: Desk) -> dict[str, Callable[[str], View]]:
    k = desk.k
    return {
        "flags": lambda _: views.flags(desk),
        "steps": lambda _: views.steps(desk),
        "assessment": lambda name: paper.view(
            desk, bundle_of(k, desk.language), k.all("questionnaires", Questionnaire)[name]
        ),
        "pathways": lambda name: views.pathway(desk, k.all("pathways", Pathway)[name]),
        "syndromes": lambda name: views.syndrome(desk, k.all("syndromes", Syndrome)[name]),
        "exercises": lambda name: views.exercise(desk, k.all("exercises", Exercise)[name]),
    }


class _Shelf:
    """Finished PDFs by what went into them: data, template, fonts, typst."""

    def __init__(self, folder: Path | None, fonts: Path | None) -> None:
        self.folder = folder
        self.presses = Presses(fonts)
        self.tools = hashlib.sha256(version("typst").encode())
        for path in (*typefaces.files(FONTS), *(typefaces.files(fonts) if fonts else ())):
            self.tools.update(path.read_bytes())

    def get(self, template: str, view: View) -> bytes:
        """The PDF, from the shelf or fresh."""
        kept = self.folder / f"{self._name(template, view)}.pdf" if self.folder else None
        if kept is not None:
            with suppress(FileNotFoundError):  # not there yet, or tidied away by another build
                os.utime(kept)
                return kept.read_bytes()
        made = self.presses.print(template, view)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(f".{os.getpid()}")
            part.write_bytes(made)
            part.replace(kept)
        return made

    def tidy(self) -> None:
        """Throw away what was not asked for in the longest time, where there is too much."""
        found = sorted(self.folder.glob("*.pdf"), key=_used) if self.folder else []
        for path in found[:-MOST_KEPT]:
            path.unlink(missing_ok=True)

    def _name(self, template: str, view: View) -> str:
        name = self.tools.copy()
        for path in (HERE / "base.typ", HERE / f"{template}.typ"):
            name.update(path.read_bytes())
        name.update(dump(view).encode())
        return name.hexdigest()[:32]


def _used(path: Path) -> float:
    """When a kept PDF was last asked for, in seconds; 0 for one that another build has thrown away meanwhile."""
    with suppress(FileNotFoundError):
        return path.stat().st_mtime
    return 0
