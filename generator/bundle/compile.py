"""The knowledge base -> the bundle that quiz/ runs on: plain JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Mapping
from decimal import Decimal
from typing import Any

from generator.bundle.catalogue import words
from generator.bundle.questions import condition_data, in_use, question_data, section_data
from generator.bundle.scales import scale_data
from generator.bundle.span import span
from generator.knowledge.amounts import own_dose
from generator.knowledge.base import Knowledge
from generator.model import (
    STEPS,
    Cause,
    Caution,
    ChainLink,
    ChainNode,
    Dose,
    Equipment,
    Exercise,
    Finding,
    Habit,
    Muscle,
    Pathway,
    Protocol,
    Questionnaire,
    RedFlag,
    Region,
    Syndrome,
)
from quiz.asking.bundle import Bundle, read_bundle

Data = dict[str, Any]


def bundle_data(k: Knowledge, language: str = "en") -> Data:
    """Compile a knowledge base without errors. Same knowledge, same bundle; `version` is its fingerprint.

    `safety` is that of what the safety screen asks and what follows from it: what is remembered of it hangs on that.
    Told in another language it is the same knowledge: both are the English's.
    """
    assert k.scoring is not None
    assert k.screen is not None
    protocols = {p.syndrome: p for p in k.all("protocols", Protocol).values()}
    doses = k.all("doses", Dose)
    body: Data = {
        "questions": [question_data(k, q) for q, _, _, _ in in_use(k)],
        "screen": [section_data(s) for s in k.screen.sections],
        "age": k.screen.age,
        "where": k.screen.regions,
        "most": k.screen.most,
        "carer": condition_data(k.screen.carer),
        "news": {n.id: list(n.leads) for n in k.screen.news},
        "flags": [
            {"id": f.id, "when": f.when.data, "urgency": f.urgency, "crisis": f.crisis}
            for f in k.all("safety/flags", RedFlag).values()
        ],
        "cautions": [_caution(c) for c in k.all("safety/cautions", Caution).values()],
        "questionnaires": [
            {"id": q.id, "sections": [section_data(s) for s in q.sections], "scales": _scales(k, q)}
            for q in k.all("questionnaires", Questionnaire).values()
        ],
        "findings": [
            {"id": f.id, "kind": f.kind, "sided": f.sided, "page": f.page, "remeasurable": f.remeasurable}
            for f in k.all("findings", Finding).values()
        ],
        "region_findings": {r.id: r.finding for r in k.all("regions", Region).values() if r.finding},
        "syndromes": [_syndrome(s, protocols[s.id]) for s in k.all("syndromes", Syndrome).values()],
        "exercises": [_exercise(e, doses[e.dose], k.kinds["exercises"]) for e in k.all("exercises", Exercise).values()],
        "muscle_regions": {m.id: list(m.regions) for m in k.all("muscles", Muscle).values()},
        "habits": {c.id: list(c.habits) for c in k.all("causes", Cause).values() if c.habits},
        "habit_regions": {h.id: list(h.regions) for h in k.all("habits", Habit).values() if h.regions},
        "habit_demands": {h.id: list(h.demands) for h in k.all("habits", Habit).values() if h.demands},
        "chain": [
            {"id": x.id, "from": x.from_, "to": x.to, "strength": x.strength}
            for x in k.all("chain", ChainLink).values()
        ],
        "chain_regions": {n.id: n.region for n in k.all("chain-nodes", ChainNode).values()},
        "chain_findings": {n.id: list(n.findings) for n in k.all("chain-nodes", ChainNode).values() if n.findings},
        "pathways": [_pathway(p) for p in k.all("pathways", Pathway).values()],
        "equipment": [
            {"id": x.id, "holds": list(x.holds), "for_owners": x.for_owners}
            for x in k.all("equipment", Equipment).values()
        ],
        "scoring": {**k.scoring.model_dump(mode="json"), "whole": condition_data(k.scoring.whole)},
        "words": words(k, language),
        "safety": fingerprint(_safety(k.english or k)),
    }
    return {**body, "version": bundle_data(k.english)["version"] if k.english else fingerprint(body)}


def fingerprint(body: Mapping[str, Any]) -> str:
    """Twelve characters that change whenever the knowledge does."""
    return hashlib.sha256(dump(body).encode()).hexdigest()[:12]


def _safety(k: Knowledge) -> Data:
    """The safety knowledge without its evidence: what is asked, in its words, and what the answers mean."""
    assert k.screen is not None
    without = {"evidence", "covers"}
    asked = [q for q, _, _, _ in in_use(k) if q.safety]
    return {
        "screen": k.screen.model_dump(mode="json"),
        "questions": [{**question_data(k, q), "words": q.model_dump(mode="json")} for q in asked],
        "flags": [f.model_dump(mode="json", exclude=without) for f in k.all("safety/flags", RedFlag).values()],
        "cautions": [c.model_dump(mode="json", exclude=without) for c in k.all("safety/cautions", Caution).values()],
    }


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


def scored(k: Knowledge, questionnaire: str) -> Data:
    """A questionnaire's questions, in the order they are asked, and its scales, both as quiz.scales.score reads them.

    A section's show_if is put into that of its questions. Numbers are exact: whole, or Decimal.
    """
    everything = {name: q for name, (q, _, _, _) in k.questions().items()}
    questions = []
    for kind, name, _, section in k.sections():
        for asked in section.names if kind == "safety/screen" or name == questionnaire else ():
            q = everything[asked]
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


def _caution(c: Caution) -> Data:
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
        "when": condition_data(p.when),
        "not_when": condition_data(p.not_when),
        "anywhere": p.anywhere,
        "grade": p.evidence.grade,
        "steps": {step: list(part.exercises) for step in STEPS if (part := getattr(p, step))},
        "leaves_out": list(p.leaves_out),
        "key": list(p.key_exercises),
    }


def _exercise(e: Exercise, base: Dose, known: Container[str]) -> Data:
    keys = {"sets", "reps", "hold", "tempo", "metres", "rest", "days", "effort", "discomfort", "load"}
    return {
        "id": e.id,
        "code": e.code,
        "step": e.step,
        "muscles": [[m.muscle, m.share] for m in e.muscles],
        "family": e.family,
        "kit": list(e.equipment),
        "household": e.household is not None,
        "each_side": e.sides == "each",
        "sitting": e.position == "sitting",
        "level": e.level,
        "demands": list(e.demands),
        "chosen": e.chosen,
        "screened": e.screened,
        "grade": e.evidence.grade,
        "easier": e.easier if e.easier in known else None,
        "harder": e.harder if e.harder in known else None,
        "dose": own_dose(e, base).model_dump(mode="json", include=keys),
    }
