"""What every handout is laid out with: the knowledge, the brand, the words, the paper; and what several say alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.brand import Brand, worded
from generator.brand.fields import link_shown
from generator.handouts import illustrations
from generator.handouts.press import PAPERS
from generator.knowledge.addresses import page_at
from generator.knowledge.amounts import own_dose
from generator.knowledge.base import LINK, Knowledge
from generator.model import STEPS, Dose, Exercise, Source
from generator.pictures import figures
from quiz.telling.amount import Amounts, amount_told, span
from quiz.telling.contact import reached
from quiz.telling.phrase import tell

FAMILIES = {"sans": "Source Sans 3", "serif": "Source Serif 4"}
"""The fonts that ship, as a brand names them."""
View = dict[str, Any]
"""What a template reads: JSON data, every word in it ready to be set."""

_EMPHASIS = re.compile(r"\*\*?([^*]+)\*\*?")


@dataclass(frozen=True)
class Desk:
    k: Knowledge
    brand: Brand
    language: str = "en"
    paper: str = "a4"
    """A key of PAPERS."""
    address: str = ""
    """Where the site is, kept with a slash at its end; empty: not known, and no QR code."""
    drawn: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)
    """Figures that were drawn already, by exercise."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "k", worded(self.k, self.brand))
        object.__setattr__(self, "address", f"{self.address.rstrip('/')}/" if self.address else "")

    @property
    def phrases(self) -> Mapping[str, str]:
        """The catalogue."""
        return self.k.phrases[self.language]

    def t(self, key: str, **values: Any) -> str:
        """One sentence of the catalogue."""
        said = tell({"say": key, **values}, self.phrases)
        assert isinstance(said, str)
        return said

    def words(self, *names: str) -> dict[str, str]:
        """Sentences without blanks, by the last part of their name under `handout`."""
        return {name: self.t(f"handout.{name}") for name in names}

    def numbered(self, key: str) -> list[str]:
        """The sentences KEY.1, KEY.2 ... as many as there are."""
        found: list[str] = []
        while (name := f"{key}.{len(found) + 1}") in self.phrases:
            found.append(self.phrases[name])
        return found

    def frame(self, title: str, kind: str, where: str | None, about: str = "") -> View:
        """The parts that all handouts share. `where` is the page's address below the site's; None: it has none."""
        link = f"{self.address}{where}" if self.address and where is not None else None
        brand = self.brand
        return {
            "title": title,
            "about": about,
            "kind": self.t(f"handout.kind.{kind}"),
            "paper": PAPERS[self.paper],
            "language": self.language,
            "direction": self.k.about(self.language).direction,
            "brand": {
                "name": brand.name,
                "primary": brand.colours.light.primary,
                "accent": brand.colours.light.accent,
                "credentials": brand.credentials,
                "contact": [list(reached(line)) for line in brand.contact() if line != brand.credentials],
                "book": self.t("handout.book", link=link_shown(brand.booking)) if brand.booking else None,
                "booking": brand.booking,
                "disclaimer": brand.disclaimer,
                "logo": illustrations.logo(brand),
                "fonts": [FAMILIES.get(name, name) for name in (brand.fonts.headings, brand.fonts.text)],
            },
            "link": self.link(link) if link else None,
            "days": self.t("handout.days").split(),
            "week": self.t("handout.week"),
            "page": self.t("handout.page"),
        }

    def link(self, url: str) -> View:
        """A web address and its QR code, which is `wide` millimetres."""
        code, wide = illustrations.qr(url)
        return {
            "url": url,
            "shown": link_shown(url),
            "qr": code,
            "wide": wide,
            "alt": self.t("handout.qr.alt", url=url),
            "say": self.t("handout.qr.say"),
        }

    def step(self, name: str) -> View:
        """A step's number, its name, and the field's where that is another."""
        title, theirs = self.t(f"step.{name}"), self.t(f"page.step.{name}")
        number = STEPS.index(name) + 1 if name in STEPS else 0
        return {"id": name, "number": number, "title": title, "field": theirs if theirs != title.lower() else None}

    def dose_of(self, e: Exercise) -> Dose:
        return own_dose(e, self.k.all("doses", Dose)[e.dose])

    def exercise(self, e: Exercise) -> View:
        """A card in short: what it looks like, how to do it, how much."""
        d = self.dose_of(e)
        return {
            "title": e.title,
            "code": e.code,
            "step": self.step(e.step),
            "movement": list(e.movement),
            "setup": list(e.setup),
            "feel": e.feel,
            **self.picture(e),
            **self.amount(d, e.sides == "each"),
            "often": self.often(d),
            "sessions": d.days[1],
        }

    def picture(self, e: Exercise) -> View:
        """The figure, its shape, and what it shows, in words."""
        if e.id not in self.drawn:
            self.drawn[e.id] = illustrations.figure(
                figures.picture(self.k, e, self.phrases["page.figure.label"]), self.brand
            )
        drawn = self.drawn[e.id]
        if drawn is None or e.figure is None:
            return {"figure": None}
        poses = [p.shows.rstrip(".") for p in e.figure.poses]
        shown = "; ".join(f"{i}. {p}" for i, p in enumerate(poses, 1)) if len(poses) > 1 else poses[0]
        return {
            "figure": drawn,
            "shape": illustrations.shape(drawn),
            "alt": self.t("handout.figure", title=e.title, poses=shown),
        }

    def amount(self, d: Amounts, each_side: bool) -> View:
        """A dose in words: the amount in one line, the rest in another."""
        amount, more = amount_told(d, each_side)
        return {"amount": " ".join(tell(amount, self.phrases)), "more": tell(more, self.phrases)}

    def often(self, d: Dose) -> str:
        """On how many days a week."""
        return self.t("routine.days", n=span(d.days))

    def references(self, ids: Iterable[str]) -> list[str]:
        """Sources as one line each, the founding documents last."""
        sources = self.k.all("sources", Source)
        found = sorted((sources[i] for i in dict.fromkeys(ids)), key=lambda s: (s.kind == "founding", s.authors))
        return [reference(s) for s in found]

    def stop(self) -> View:
        """The signs to stop any exercise."""
        return {
            "title": self.t("page.safety.stop.title"),
            "lead": self.t("page.safety.stop.lead"),
            "signs": self.numbered("page.safety.stop"),
        }

    def numbers(self) -> View:
        """Whom to call."""
        rows = [{"where": e.where, "number": e.number} for e in self.brand.emergency]
        return {"now": self.t("page.safety.now"), "rows": rows, "crisis": self.brand.crisis}


def reference(s: Source) -> str:
    """A source in one line."""
    parts = [s.authors, f"({s.year})" if s.year else "", s.title, s.published or "", f"doi:{s.doi}" if s.doi else ""]
    return ". ".join(p.rstrip(".") for p in parts if p).replace(". (", " (") + "."


def plain_paragraphs(prose: str) -> list[str]:
    """Paragraphs of Markdown -> paragraphs of words."""
    text = _EMPHASIS.sub(r"\1", LINK.sub(r"\1", prose))
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", text) if p.strip()]


def where(kind: str, name: str) -> str:
    """The address of an entity's page below the site's."""
    return page_at(kind, name).address
