"""The knowledge base -> the bundle that quiz/ runs on: plain JSON, and one catalogue of words a language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from generator.bundle.scales import scale_data
from generator.bundle.span import span
from generator.knowledge.amounts import own_dose
from generator.knowledge.base import Knowledge
from generator.model import (
    STEPS,
    Asked,
    Cause,
    ChainLink,
    ChainNode,
    Condition,
    Dose,
    Equipment,
    Exercise,
    Family,
    Finding,
    Habit,
    Muscle,
    Option,
    Pathway,
    Protocol,
    Question,
    Questionnaire,
    RedFlag,
    Region,
    Section,
    SelfTest,
    Syndrome,
)
from generator.model import Caution as CautionModel
from quiz.asking.bundle import Bundle, read_bundle

Data = dict[str, Any]


def bundle_data(k: Knowledge, language: str = "en") -> Data:
    """Compile a knowledge base without errors. Same knowledge, same bundle; `version` is its fingerprint."""
    assert k.scoring is not None
    assert k.screen is not None
    protocols = {p.syndrome: p for p in k.all("protocols", Protocol).values()}
    doses = k.all("doses", Dose)
    body: Data = {
        "questions": [question_data(k, q) for q, _, _, _ in _in_use(k)],
        "screen": [_section(s) for s in k.screen.sections],
        "age": k.screen.age,
        "where": k.screen.regions,
        "news": {n.id: list(n.leads) for n in k.screen.news},
        "flags": [
            {"id": f.id, "when": f.when.data, "urgency": f.urgency, "crisis": f.crisis}
            for f in k.all("safety/flags", RedFlag).values()
        ],
        "cautions": [_caution(c) for c in k.all("safety/cautions", CautionModel).values()],
        "questionnaires": [
            {"id": q.id, "sections": [_section(s) for s in q.sections], "scales": _scales(k, q)}
            for q in k.all("questionnaires", Questionnaire).values()
        ],
        "findings": [
            {"id": f.id, "kind": f.kind, "sided": f.sided, "page": f.page, "remeasurable": f.remeasurable}
            for f in k.all("findings", Finding).values()
        ],
        "region_findings": {r.id: r.finding for r in k.all("regions", Region).values() if r.finding},
        "syndromes": [_syndrome(s, protocols[s.id]) for s in k.all("syndromes", Syndrome).values()],
        "exercises": [_exercise(e, doses[e.dose]) for e in k.all("exercises", Exercise).values() if not e.library_only],
        "muscle_regions": {m.id: list(m.regions) for m in k.all("muscles", Muscle).values()},
        "habits": {c.id: list(c.habits) for c in k.all("causes", Cause).values() if c.habits},
        "habit_regions": {h.id: list(h.regions) for h in k.all("habits", Habit).values() if h.regions},
        "chain": [
            {"id": x.id, "from": x.from_, "to": x.to, "strength": x.strength}
            for x in k.all("chain", ChainLink).values()
        ],
        "chain_regions": {n.id: n.region for n in k.all("chain-nodes", ChainNode).values()},
        "chain_findings": {n.id: list(n.findings) for n in k.all("chain-nodes", ChainNode).values() if n.findings},
        "pathways": [_pathway(p) for p in k.all("pathways", Pathway).values()],
        "scoring": {**k.scoring.model_dump(mode="json"), "whole": _condition(k.scoring.whole)},
        "words": words(k, language),
    }
    return {**body, "version": fingerprint(body)}


def fingerprint(body: Mapping[str, Any]) -> str:
    """Twelve characters that change whenever the knowledge does."""
    return hashlib.sha256(dump(body).encode()).hexdigest()[:12]


def bundle_of(k: Knowledge, language: str = "en") -> Bundle:
    """The bundle as the engine reads it."""
    return read_bundle(exactly(bundle_data(k, language)))


def exactly(compiled: Mapping[str, Any]) -> Data:
    """The same data with exact numbers, as the engine gets them from JSON."""
    data: Data = json.loads(dump(compiled), parse_float=Decimal)
    return data


def dump(data: Mapping[str, Any]) -> str:
    """JSON with sorted keys and fixed separators."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _in_use(k: Knowledge) -> Iterable[tuple[Question, str, str, Any]]:
    """Questions that the screen or a questionnaire asks; the others are left on their shelf."""
    named = {q if isinstance(q, str) else q.id for _, _, _, s in k.sections() for q in s.questions}
    return [entry for name, entry in k.questions().items() if name in named]


def question_data(k: Knowledge, q: Question) -> Data:
    """One question as the engine reads it: a self-test's form and a body map's regions filled in."""
    form: Asked = q
    demands: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    if q.test is not None:
        test = k.all("tests", SelfTest)[q.test]
        form, demands, not_with = test.result, test.demands, test.not_with
    options = region_options(k) if q.kind == "regions" else [_option(o) for o in form.options]
    gap = form.difference
    return {
        "id": q.id,
        "kind": form.kind,
        "sided": form.sided,
        "options": options,
        "min": form.lowest,
        "max": form.highest,
        "step": form.step,
        "measures": [m.model_dump(mode="json") for m in form.measures],
        "difference": gap.model_dump(mode="json") if gap else None,
        "optional": q.optional,
        "safety": q.safety,
        "not_sure": q.not_sure,
        "doubt_counts": q.doubt_counts,
        "show_if": _condition(q.show_if),
        "demands": list(demands),
        "not_with": list(not_with),
        "sets": q.sets,
    }


def region_options(k: Knowledge) -> list[Data]:
    """The body map's options: each region, or its two sides, then "nowhere"."""
    places: list[tuple[str, bool]] = []
    for r in k.all("regions", Region).values():
        places += [(f"{r.id}:{side}", False) for side in ("left", "right")] if r.sided else [(r.id, False)]
    places.append(("nowhere", True))
    return [
        {"id": p, "findings": [], "exclusive": alone, "concern": False, "value": None, "show_if": None}
        for p, alone in places
    ]


def _option(o: Option) -> Data:
    parts = [(ref.partition("."), strength) for ref, strength in o.findings.items()]
    return {
        "id": o.id,
        "findings": [[finding, side or None, strength] for (finding, _, side), strength in parts],
        "exclusive": o.exclusive,
        "yields_to": o.yields_to,
        "concern": o.concern,
        "value": o.value,
        "show_if": _condition(o.show_if),
    }


def _condition(c: Condition | None) -> Data | None:
    return c.data if c else None


def _section(s: Section) -> Data:
    names = [q if isinstance(q, str) else q.id for q in s.questions]
    found = {"id": s.id, "questions": names, "show_if": _condition(s.show_if), "pick": s.pick}
    return {**found, "goes_on": True} if s.goes_on else found


def scored(k: Knowledge, questionnaire: str) -> Data:
    """A questionnaire's questions, in the order they are asked, and its scales, both as quiz.scales.score reads them.

    A section's show_if is put into that of its questions. Numbers are exact: whole, or Decimal.
    """
    everything = {name: q for name, (q, _, _, _) in k.questions().items()}
    questions = []
    for kind, name, _, section in k.sections():
        for entry in section.questions if kind == "safety/screen" or name == questionnaire else ():
            q = everything[entry if isinstance(entry, str) else entry.id]
            conditions = [c.data for c in (section.show_if, q.show_if) if c]
            show_if = {"all": conditions} if len(conditions) > 1 else conditions[0] if conditions else None
            questions.append({**question_data(k, q), "show_if": show_if})
    scales = [scale_data(s) for s in k.all("questionnaires", Questionnaire)[questionnaire].scales]
    return exactly({"questions": questions, "scales": scales})


def _scales(k: Knowledge, q: Questionnaire) -> list[Data]:
    """A questionnaire's scales, each with the ends that its score cannot pass."""
    if not q.scales:
        return []
    data = scored(k, q.id)
    return [{**d, "span": span(d, data["scales"], data["questions"])} for d in data["scales"]]


def _caution(c: CautionModel) -> Data:
    return {
        "id": c.id,
        "when": c.when.data,
        "gate": c.gate,
        "excludes": list(c.excludes),
        "modifies": [m.model_dump(mode="json", exclude={"advice"}) for m in c.modifies],
        "adds": [a.exercise for a in c.adds],
    }


def _syndrome(s: Syndrome, p: Protocol) -> Data:
    return {
        "id": s.id,
        "family": s.family,
        "sided": s.sided,
        "indicators": [{"finding": i.finding, "weight": i.weight, "group": i.group} for i in s.indicators],
        "requires": [list(group) for group in s.requires],
        "regions": list(s.regions),
        "muscles": [m.model_dump(mode="json") for m in s.muscles],
        "protocol": {step: list(getattr(p, step).exercises) for step in STEPS},
        "causes": list(s.causes),
    }


def _pathway(p: Pathway) -> Data:
    return {
        "id": p.id,
        "places": list(p.places),
        "when": _condition(p.when),
        "not_when": _condition(p.not_when),
        "grade": p.evidence.grade,
        "steps": {step: list(part.exercises) for step in STEPS if (part := getattr(p, step))},
        "key": list(p.key_exercises),
    }


def _exercise(e: Exercise, base: Dose) -> Data:
    keys = {"sets", "reps", "hold", "tempo", "metres", "rest", "days", "effort", "discomfort"}
    return {
        "id": e.id,
        "code": e.code,
        "step": e.step,
        "muscles": [[m.muscle, m.share] for m in e.muscles],
        "family": e.family,
        "kit": list(e.equipment),
        "household": e.household is not None,
        "each_side": e.sides == "each",
        "level": e.level,
        "demands": list(e.demands),
        "grade": e.evidence.grade,
        "dose": own_dose(e, base).model_dump(mode="json", include=keys),
    }


PRINTED = ("page.", "ui.", "handout.")
"""Words that stand on pages and paper already, and are not sent to the engine."""


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
    for c in k.all("safety/cautions", CautionModel).values():
        for m in c.modifies:
            found[f"cautions.{c.id}.on.{m.demand}"] = m.advice
    for q_ in k.all("questionnaires", Questionnaire).values():
        for s in q_.scales:
            found[f"scales.{q_.id}.{s.id}.title"] = s.title
            found |= {f"scales.{q_.id}.{s.id}.{b.id}": b.title for b in s.bands}
            found |= {f"scales.{q_.id}.{s.id}.{c.id}": c.title for c in s.classes}
    for q, _, _, _ in _in_use(k):
        found[f"questions.{q.id}.ask"] = q.ask
        if not q.safety or (q.kind == "multiple" and q.not_sure):  # of safety's, a result names lines in doubt alone
            found |= _answer_words(q, k.all("tests", SelfTest)[q.test].result if q.test else q)
    return found


def _answer_words(q: Question, form: Asked) -> dict[str, str]:
    """What the answers to a question are called: by option, or the unit of a number."""
    found = {f"questions.{q.id}.options.{o.id}": o.label for o in form.options}
    numeric = form.kind in ("number", "scale")
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
    ("safety/cautions", CautionModel, ("title", "advice")),
    ("equipment", Equipment, ("title",)),
    ("chain", ChainLink, ("mechanism",)),
    ("chain-nodes", ChainNode, ("title",)),
)
