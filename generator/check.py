"""All problems of all stages, sorted. Only errors make a check fail."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from generator.bundle.compile import bundle_data, scored
from generator.knowledge import equipment
from generator.knowledge.base import Knowledge
from generator.knowledge.layers import merge, stray
from generator.model import LANGUAGES, WRITTEN
from generator.reach import never
from generator.reach import scale_scores as scale_proofs
from generator.reach.prove import PEOPLE, Verdict, prove
from generator.reach.scale_bands import reached
from generator.reading import RULES as READ
from generator.reading.document import Document
from generator.reading.load import load, load_pages, name_of
from generator.reading.problems import CheckFailed, Problem, errors
from generator.rules import (
    asking,
    conditions,
    effects,
    figures,
    leads,
    meaning,
    pathways,
    phrases,
    plain_words,
    prose,
    protocols,
    references,
    scales,
    shape,
    translations,
    voice,
    why,
)

ALONE = (
    references,
    meaning,
    protocols,
    pathways,
    asking,
    conditions,
    leads,
    prose,
    effects,
    why,
    voice,
    scales,
    translations,
)
"""The rooms of rules that look at nothing but the knowledge."""
ROOMS = (shape, *ALONE, phrases, merge, stray, scale_proofs, figures)
RULES = READ | {rule: asks for room in ROOMS for rule, asks in room.RULES.items()}
"""Every rule, but those of reach/never.py and rules/plain_words.py; each has a case in tests/cases/bad."""


def check_all(root: Path) -> tuple[Knowledge, list[Problem]]:
    """Read the knowledge folder and report everything that is wrong with it, each fault once."""
    documents, problems = load(root)
    own, faults = _layer(root)
    written, page_faults = load_pages(root.parent / WRITTEN)
    sheets, sheet_faults = load_pages(root / LANGUAGES, f"{root.name}/{LANGUAGES}")
    documents += sheets
    problems += faults + page_faults + sheet_faults
    problems += stray.check(root.parent / "local")
    if not root.is_dir():
        return shape.read([])[0], problems
    return judge_documents(documents, own, written, problems)


def judge_documents(
    documents: list[Document], own: list[Document], written: list[Document], problems: list[Problem]
) -> tuple[Knowledge, list[Problem]]:
    """The knowledge in what was read (shipped, a fork's own, pages), and all its problems, with those of reading it."""
    unread = {name_of(p.path.removeprefix("local/")) for p in errors(problems)}
    shipped = next((shape.catalogue_of(d.data) for d in documents if d.name == shape.PHRASES), {})
    documents, tongues = translations.apart(documents)
    own, own_tongues = translations.apart(own)
    documents, layer_problems = merge.merge(documents, [d for d in own if unread.isdisjoint(d.within())])
    knowledge, shape_problems = shape.read(documents + written, unread)
    languages, language_problems = translations.read(tongues + own_tongues)
    knowledge = replace(knowledge, languages=languages)
    knowledge, named = merge.without(knowledge, merge.hidden(own))
    problems = problems + layer_problems + shape_problems + language_problems + named
    for room in ALONE:
        problems += room.check(knowledge)
    problems += phrases.check(knowledge, shipped)
    if not errors(problems):  # quick, unlike the proofs about whole questionnaires
        for w in scales.written(knowledge):
            problems += scale_proofs.prove(knowledge, w, scored(knowledge, w.questionnaire))
    if not errors(problems):
        problems += effects.idle_answer(knowledge)
    return equipment.offered(knowledge), sorted(problems)


def _layer(root: Path) -> tuple[list[Document], list[Problem]]:
    """Read the fork's own knowledge, if it has any, and the pages that it translated."""
    folder = root.parent / merge.LOCAL
    if not os.path.lexists(folder):
        return [], []
    documents, problems = load(folder, merge.LOCAL)
    sheets, faults = load_pages(folder / LANGUAGES, f"{merge.LOCAL}/{LANGUAGES}")
    return documents + sheets, problems + faults


def drawn(k: Knowledge) -> list[Problem]:
    """Solve the figure of every exercise and self-test that was read: what no body can do, or no phone can show."""
    return sorted(figures.check(k))


def readable(k: Knowledge) -> list[Problem]:
    """What reads harder than it may. Takes a second, and a library that a site build need not load."""
    return sorted(plain_words.check(k))


def proved(k: Knowledge, people: int = PEOPLE) -> tuple[list[Verdict], list[Problem]]:
    """Run the questionnaires of a sound knowledge base: what can and cannot be reached, and the problems in that.

    `people` is how many made-up people answer each before anything is searched for.
    """
    verdicts = prove(bundle_data(k), people)
    for w in scales.written(k):
        verdicts += reached(w.questionnaire, scored(k, w.questionnaire))
    return verdicts, sorted(never.check(k, verdicts))


def checked(root: Path) -> Knowledge:
    """The knowledge base at `root`. Raises CheckFailed with all problems when it has errors."""
    knowledge, problems = check_all(root)
    if errors(problems):
        raise CheckFailed(problems)
    return knowledge
