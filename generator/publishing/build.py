"""The build, from the YAML to every file of the site. MkDocs and `counterpoise export` both call it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import quiz
from generator import brand as brands
from generator.brand import Brand
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
    owner, faults = brands.read(brands.find(local, brand), found.phrases or ("en",))
    problems = sorted([*problems, *faults])

    # Where those are sound, see where written pages lead. Stop at an error, before anything is made.
    if not errors(problems):
        problems = written.check(knowledge, found)
    if owner is None or errors(problems):
        raise CheckFailed(errors(problems))

    # Print the handouts; what did not change comes from the cache.
    handouts = tuple(printed(found, owner, site=site, papers=papers, cache=cache, fonts=own_fonts(local)))

    # Take the Python that browsers run. Without it pages can be read, and nothing can be scored.
    try:
        python, lacking = {name: path.read_bytes() for name, path in prepare.files(runtime).items()}, ""
    except prepare.RuntimeBuildError as error:
        python, lacking = {}, str(error)

    # Make every page, and what pages run on, in a folder that is named by its content.
    artifacts = tuple(generate(found, owner, handouts, python, manual))

    # Tell who shares a page, and who follows what changes: of a site that has an address.
    if site:
        log = knowledge.parent / CHANGES
        changes = log.read_text(encoding="utf-8") if log.is_file() else ""
        artifacts += tuple(Artifact(path, text) for path, text in feed.files(changes, owner, site).items())
        artifacts += tuple(Artifact(path, png) for path, png in social.cards(found, owner))

    # Publish the engine as a package too, where it was made of this one.
    packed = wheel.files(engine, Path(quiz.__file__).parent) if engine else {}
    artifacts += tuple(Artifact(f"{wheel.PUBLISHED}/{name}", path.read_bytes()) for name, path in packed.items())
    return Built(found, owner, artifacts, version.folder_of(artifact.path for artifact in artifacts), lacking)
