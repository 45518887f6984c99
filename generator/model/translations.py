"""What the files of a language say: knowledge/languages/CODE/, beside the originals, which stay English."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from generator.model.looked_up import Page
from generator.model.parts import Model, Proper, Review, seen

LANGUAGE_CODE = r"[a-z]{2}(-[a-z]{2})?"
"""Of a language: es, pt-br."""
Rendered = Annotated[str, StringConstraints(strict=True), AfterValidator(seen)]


class Language(Model):
    """A language itself: language.yml."""

    title: Proper
    """What it calls itself, such as Español."""
    direction: Literal["ltr", "rtl"] = "ltr"
    """Where its lines begin: left, or right."""
    small: tuple[Proper, ...] = ()
    """Small words that the search passes over, such as the, of, with."""
    endings: tuple[Proper, ...] = ()
    """Endings that tell forms of one word apart: the search takes off the longest that is there, and leaves three
    letters or more."""


class Rendering(Model):
    """One text in both languages."""

    en: Rendered
    """The English that `to` was made from, word for word. Where the original has moved on, `to` is outdated."""
    to: Rendered = ""
    """The same in the language of the file; empty: not there yet."""


class Translation(Model):
    """The texts of one original, by where they stand in it."""

    reviewed: Review | None = None
    """Who checked the translation clinically, in which role, when. Without it pages say that nobody did."""
    texts: dict[str, Rendering]


class TranslatedPage(Page):
    """The front matter of a translated page: content/ID.md."""

    from_: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")] = Field(alias="from")
    """The fingerprint of the English page it was made from."""
    reviewed: Review | None = None
