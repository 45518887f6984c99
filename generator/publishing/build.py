"""The build, from the YAML to every file of the site. MkDocs and `counterpoise export` both call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import quiz
from generator import brand as brands
from generator.brand import Brand
from generator.brand.told import spoken
from generator.check import check_all
from generator.handouts import artifacts as printed
from generator.handouts import own_fonts
from generator.knowledge.base import Knowledge
from generator.manual.chapter import Chapter
from generator.publishing import feed, social
from generator.reading.problems import CheckFailed, errors
from generator.rules import written
from generator.runtime import prepare, wheel
from generator.site import version
from generator.site.generate import Artifact, generate

CHANGES = "CHANGELOG.md"
"""Lies beside the knowledge."""


@dataclass(frozen=True)
class Built:
    """All that a site is made of, in memory: nothing is written yet."""

    knowledge: Knowledge
    brand: Brand
    artifacts: tuple[Artifact, ...]
    folder: str
    """What pages run on, below the site's root: a folder that its content names."""
    lacking: str
    """Why no page can score, where Python for the browser was not made."""
    further: Mapping[str, Built] = field(default_factory=dict)
    """The same in further languages, each in the folder of its code."""


def build(
    knowledge: Path,
    local: Path,
    brand: str = "",
    *,
    runtime: Path,
    engine: Path | None = None,
    site: str = "",
    papers: Sequence[str] = (),
    cache: Path | None = None,
    manual: Sequence[Chapter] = (),
) -> Built:
    """Make a site of the YAML in `knowledge`, in the brand of that name in `local`, "" for the first.

    `engine` holds the wheel of the engine, where one was made; `site` is where it is published, `papers` what handouts
    are printed on, `cache` the folder that keeps those, `manual` the reference.
    Raises CheckFailed with all that is wrong, and HandoutError.
    """
    # Read the knowledge, a fork's layer over it and the pages that people wrote; find all that is wrong with it.
    found, problems = check_all(knowledge)

    # Read whose site it is.
    owner, faults = brands.read(brands.find(local, brand), found.spoken)
    problems = sorted([*problems, *faults])

    # Where those are sound, see where written pages lead. Stop at an error, before anything is made.
    if not errors(problems):
        problems = written.check(knowledge, found)
    if owner is None or errors(problems):
        raise CheckFailed(errors(problems))

    # Take the Python that browsers run. Without it pages can be read, and nothing can be scored.
    try:
        python, lacking = {name: path.read_bytes() for name, path in prepare.files(runtime).items()}, ""
    except prepare.RuntimeBuildError as error:
        python, lacking = {}, str(error)

    # Make the pages, in the site's own language and then in each further one.
    make = _Maker(python, lacking, papers, cache, own_fonts(local), manual)
    own = make.pages(*spoken(found, owner, owner.language), site)
    tree = version.Tree("../", version.build_of(own.folder))
    further = {
        code: make.pages(*spoken(found, owner, code), f"{site}{code}/" if site else "", tree)
        for code in owner.languages
    }

    # Tell who follows what changes: of a site that has an address.
    more: list[Artifact] = []
    if site:
        log = knowledge.parent / CHANGES
        changes = log.read_text(encoding="utf-8") if log.is_file() else ""
        more += [Artifact(path, text) for path, text in feed.files(changes, owner, site).items()]

    # Publish the engine as a package too, where it was made of this one.
    packed = wheel.files(engine, Path(quiz.__file__).parent) if engine else {}
    more += [Artifact(f"{wheel.PUBLISHED}/{name}", path.read_bytes()) for name, path in packed.items()]
    return replace(own, artifacts=(*own.artifacts, *more), further=further)


@dataclass(frozen=True)
class _Maker:
    """What the pages of every language are made with."""

    python: Mapping[str, bytes]
    lacking: str
    papers: Sequence[str]
    cache: Path | None
    fonts: Path | None
    manual: Sequence[Chapter]

    def pages(self, k: Knowledge, owner: Brand, site: str, tree: version.Tree = version.ROOT) -> Built:
        """The pages of one language, which are published at `site`."""
        # Print the handouts; what did not change comes from the cache.
        handouts = tuple(printed(k, owner, site=site, papers=self.papers, cache=self.cache, fonts=self.fonts))

        # Make every page, and what pages run on, in a folder that is named by its content.
        artifacts = tuple(generate(k, owner, handouts, self.python, self.manual, tree))

        # Tell who shares a page, of a site that has an address.
        cards = social.cards(k, owner) if site else ()
        artifacts += tuple(Artifact(path, png) for path, png in cards)
        return Built(k, owner, artifacts, version.folder_of(artifact.path for artifact in artifacts), self.lacking)
