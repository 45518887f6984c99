"""All problems of all stages, sorted. Only errors make a check fail."""

from __future__ import annotations

from pathlib import Path

from generator.base import Knowledge
from generator.compile import bundle
from generator.layers import merge
from generator.load import Document, load, load_pages, name_of
from generator.model import WRITTEN
from generator.problems import CheckFailed, Problem, errors
from generator.proofs.prove import Verdict, prove
from generator.rules import asking, effects, meaning, phrases, proofs, references, shape

LOAD_RULES = (
    "no-knowledge",
    "outside-tree",
    "file-name",
    "not-a-file",
    "not-readable",
    "too-large",
    "encoding",
    "empty-file",
    "one-document",
    "syntax",
    "no-anchors",
    "no-tags",
    "too-deep",
    "bad-key",
    "duplicate-key",
)
RULES = LOAD_RULES + shape.RULES + references.RULES + meaning.RULES + asking.RULES + phrases.RULES + merge.RULES
RULES += effects.RULES
"""The id of every rule but the proofs' own (rules/proofs.py); tests/cases/bad has a case for each."""


def check_all(root: Path) -> tuple[Knowledge, list[Problem]]:
    """Read the knowledge folder and report everything that is wrong with it, each fault once."""
    documents, problems = load(root)
    own, faults = _layer(root)
    unread = {name_of(p.path.removeprefix("local/")) for p in problems + faults}
    documents, layer_problems = merge.merge(documents, [d for d in own if unread.isdisjoint(d.within())])
    written, page_faults = load_pages(root.parent / WRITTEN)
    problems += faults + layer_problems + page_faults
    knowledge, shape_problems = shape.read(documents + written, unread | {name_of(p.path) for p in page_faults})
    if not root.is_dir():
        return knowledge, problems
    knowledge, named = merge.without(knowledge, merge.hidden(own))
    problems += shape_problems + named
    for room in (references, meaning, asking, phrases, effects):
        problems += room.check(knowledge)
    return knowledge, sorted(problems)


def _layer(root: Path) -> tuple[list[Document], list[Problem]]:
    """Read the fork's own knowledge, if it has any."""
    folder = root.parent / merge.LOCAL
    return load(folder, merge.LOCAL) if root.is_dir() and folder.is_dir() else ([], [])


def proved(k: Knowledge) -> tuple[list[Verdict], list[Problem]]:
    """Run the questionnaires of a sound knowledge base: what can and cannot be reached, and the problems in that."""
    verdicts = prove(bundle(k))
    return verdicts, sorted(proofs.check(k, verdicts))


def checked(root: Path) -> Knowledge:
    """The knowledge base at `root`. Raises CheckFailed with all problems when it has errors."""
    knowledge, problems = check_all(root)
    if errors(problems):
        raise CheckFailed(problems)
    return knowledge
