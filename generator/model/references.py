"""What readers look up: sources, terms, evidence notes, and pages written by hand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.model.words import Flag, Grade, Id, Model, SeedId, SourceId, Text


class Page(Model):
    """The front matter of a page written by hand: content/ID.md."""

    title: Text
    description: Text
    covers: tuple[SeedId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = ()


class Source(Model):
    """A row of knowledge/sources.yml."""

    id: Id
    title: Text
    authors: Text
    year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = None
    published: Text | None = None
    """Journal, volume, pages; publisher; or site."""
    doi: Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/\S+$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    kind: Literal["review", "trial", "study", "guideline", "textbook", "web", "founding"]
    says: Text
    """What it shows and no more, in one sentence."""
    checked: Flag = False
    """True when its abstract or table was read; false: cited from general knowledge, and the page says so."""


class Term(Model):
    """A row of knowledge/glossary.yml."""

    id: Id
    term: Text
    means: Text


class EvidenceNote(Model):
    """A claim and what research says of it: a row of knowledge/evidence-notes.yml."""

    id: Id
    statement: Text
    grade: Grade
    finds: Text
    site_line: Text
    """The sentence that the site may say."""
    sources: tuple[SourceId, ...] = ()
