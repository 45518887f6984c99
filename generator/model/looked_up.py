"""What readers look up: sources, founding documents, terms, evidence notes, and pages written by hand."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from generator.model.parts import Flag, Grade, Id, Model, Name, Proper, Ref, SeedId, SourceId, Text


class Page(Model):
    """The front matter of a page written by hand: content/ID.md."""

    title: Name
    description: Text
    covers: tuple[SeedId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    safety: Flag = False
    """Whether it keeps people safe: an outdated translation does not stand in its place."""
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = ()


class Source(Model):
    """A row of knowledge/sources.yml."""

    id: Id
    title: Proper
    authors: Proper
    year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = None
    published: Proper | None = None
    """Journal, volume, pages; publisher; or site."""
    doi: Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/\S+$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    kind: Literal["review", "trial", "study", "guideline", "textbook", "web", "founding"]
    says: Text
    """What it shows and no more, in one sentence."""
    checked: Flag = False
    """True when its abstract or table was read; false: cited from general knowledge, and the page says so."""


class FoundingRow(Model):
    id: SeedId
    says: Name
    """What stands there, in this project's own words; not that it holds."""
    sources: tuple[SourceId, ...] = Field(min_length=1)


class FoundingGroup(Model):
    """What the founding documents hold of one sort: a row of knowledge/founding.yml."""

    id: Id
    title: Name
    rows: tuple[FoundingRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _numbered(self) -> FoundingGroup:
        for number, row in enumerate(self.rows, start=1):
            wanted = f"{self.id.upper()}-{number:02}"
            if row.id != wanted:
                raise ValueError(f"the rows are numbered: '{row.id}' stands where {wanted} belongs")
        return self


class Term(Model):
    """A row of knowledge/glossary.yml."""

    id: Id
    term: Name
    means: Text


class LayWords(Model):
    """Words that people type, and those the pages have for them: a row of knowledge/lay-words.yml."""

    id: Id
    words: tuple[Name, ...] = Field(min_length=1)
    """What is typed: "glutes", "bum"."""
    means: tuple[Name, ...] = ()
    """How pages say it, from a word's first letter on: a page with "gluteus medius" has "gluteus"."""
    flags: tuple[Annotated[Id, Ref("safety/flags")], ...] = ()
    """The red flags that `words` lead to, and so on."""
    cautions: tuple[Annotated[Id, Ref("safety/cautions")], ...] = ()
    pathways: tuple[Annotated[Id, Ref("pathways")], ...] = ()
    syndromes: tuple[Annotated[Id, Ref("syndromes")], ...] = ()
    muscles: tuple[Annotated[Id, Ref("muscles")], ...] = ()
    pages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z-]+(/[a-z-]+)*/$")], ...] = ()
    """Other pages, as their address stands below the site's: "assessments/quick/"."""

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not self.model_dump(exclude={"id", "words"}, exclude_defaults=True):
            raise ValueError("leads nowhere: give means, flags, cautions, pathways, syndromes, muscles or pages")
        return self


class EvidenceNote(Model):
    """A claim and what research says of it: a row of knowledge/evidence-notes.yml."""

    id: Id
    statement: Text
    grade: Grade
    finds: Text
    site_line: Text
    """The sentence that the site may say."""
    sources: tuple[SourceId, ...] = ()
