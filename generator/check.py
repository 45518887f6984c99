"""All problems of all stages, sorted. Only errors make a check fail."""

from __future__ import annotations

from pathlib import Path

from generator.base import Knowledge
from generator.load import load, load_pages, name_of
from generator.model import WRITTEN
from generator.problems import CheckFailed, Problem, errors
from generator.rules import asking, meaning, phrases, references, shape

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
RULES = LOAD_RULES + shape.RULES + references.RULES + meaning.RULES + asking.RULES + phrases.RULES
"""The id of every rule; tests/cases/bad has a case for each."""


def check_all(root: Path) -> tuple[Knowledge, list[Problem]]:
    """Read the knowledge folder and report everything that is wrong with it, each fault once."""
    documents, problems = load(root)
    written, faults = load_pages(root.parent / WRITTEN)
    documents, problems = documents + written, problems + faults
    knowledge, shape_problems = shape.read(documents, {name_of(p.path) for p in problems})
    if not root.is_dir():
        return knowledge, problems
    problems += shape_problems
    for room in (references, meaning, asking, phrases):
        problems += room.check(knowledge)
    return knowledge, sorted(problems)


def checked(root: Path) -> Knowledge:
    """The knowledge base at `root`. Raises CheckFailed with all problems when it has errors."""
    knowledge, problems = check_all(root)
    if errors(problems):
        raise CheckFailed(problems)
    return knowledge
