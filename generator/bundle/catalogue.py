"""One catalogue of words a language: the sentences of results, and the knowledge's own words that these name."""

from __future__ import annotations

from typing import Any

from generator.bundle.carers import is_told_of, told_of_another
from generator.bundle.questions import in_use
from generator.knowledge.base import Knowledge
from generator.model import (
    Asked,
    Caution,
    ChainLink,
    ChainNode,
    Equipment,
    Exercise,
    Family,
    Finding,
    Habit,
    Muscle,
    Pathway,
    Question,
    Questionnaire,
    RedFlag,
    Region,
    SelfTest,
    Syndrome,
)

PRINTED = ("page.", "ui.", "handout.", "own.")
"""Words that stand on pages and paper already, or that the import says, and are not sent to the engine."""


def words(k: Knowledge, language: str) -> dict[str, str]:
    """The catalogue and the knowledge's own words, by message id: what any sentence of a result is made of."""
    found = {name: text for name, text in k.phrases.get(language, {}).items() if not name.startswith(PRINTED)}
    for kind, of, fields in _SPOKEN:
        for name, entity in k.all(kind, of).items():
            for field in fields:
                found[f"{kind.rpartition('/')[2]}.{name}.{field}"] = getattr(entity, field)
    for r in k.all("regions", Region).values():
        found |= {f"regions.{r.id}.see": r.see} if r.see else {}
    for e in k.all("exercises", Exercise).values():
        found |= {f"exercises.{e.id}.household": e.household} if e.household else {}
    for c in k.all("safety/cautions", Caution).values():
        for m in c.modifies:
            found[f"cautions.{c.id}.on.{m.demand}"] = m.advice
    for q_ in k.all("questionnaires", Questionnaire).values():
        for s in q_.scales:
            found[f"scales.{q_.id}.{s.id}.title"] = s.title
            found |= {f"scales.{q_.id}.{s.id}.{b.id}": b.title for b in s.bands}
            found |= {f"scales.{q_.id}.{s.id}.{c.id}": c.title for c in s.classes}
    # Of safety's, a result names lines in doubt alone, and what a later check is compared by.
    compared = k.scoring.retest.lines if k.scoring and k.scoring.retest else ()
    for q, _, _, _ in in_use(k):
        found[f"questions.{q.id}.ask"] = q.ask
        if not q.safety or (q.kind == "multiple" and q.not_sure) or q.id in compared:
            found |= _answer_words(q, k.all("tests", SelfTest)[q.test].result if q.test else q)
    return found | told_of_another(found) if is_told_of(language) else found


def _answer_words(q: Question, form: Asked) -> dict[str, str]:
    """What the answers to a question are called: by option, or the unit of a number."""
    found = {f"questions.{q.id}.options.{o.id}": o.label for o in form.options}
    numeric = form.numeric
    return {**found, f"questions.{q.id}.unit": f" {form.unit}" if form.unit else ""} if numeric else found


_SPOKEN: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("regions", Region, ("title",)),
    ("pathways", Pathway, ("title", "plain")),
    ("syndromes", Syndrome, ("title", "plain")),
    ("families", Family, ("title", "headline")),
    ("muscles", Muscle, ("title", "plain")),
    ("exercises", Exercise, ("title",)),
    ("habits", Habit, ("title", "do")),
    ("findings", Finding, ("present", "absent")),
    ("safety/flags", RedFlag, ("title", "act")),
    ("safety/cautions", Caution, ("title", "advice")),
    ("equipment", Equipment, ("title",)),
    ("chain", ChainLink, ("mechanism",)),
    ("chain-nodes", ChainNode, ("title",)),
)
