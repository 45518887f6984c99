"""Answers -> a QuestionnaireResponse, and what they come to -> Observations: one Bundle."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from generator.fhir.conditions import doubt_id
from generator.fhir.form import UCUM, Form, as_json, urn
from generator.fhir.questionnaire import section_id
from generator.model.scales import Scale
from quiz.asking.bundle import NOT_SURE, SIDES, Answer, Answers, Data

_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_SURVEY = "http://terminology.hl7.org/CodeSystem/observation-category"
_REASONS = {"closed": "not-applicable", "nothing-applies": "not-applicable"}
"""Why there is no score, in FHIR's code; all others are unknown, and told in words."""


def response(form: Form, answers: Answers) -> Data:
    """The answers that count, below their sections; all that are wanted are there."""
    groups = []
    for s in form.sections:
        if items := [item for name in s.names if name in answers for item in _items(form, name, answers[name])]:
            groups.append({"linkId": section_id(s), "text": s.title, "item": items})
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{form.url}|{form.version}",
        "status": "completed",
        **({"item": groups} if groups else {}),
    }


def _items(form: Form, name: str, answer: Answer) -> Iterator[Data]:
    text = form.written[name].ask
    if isinstance(answer, Mapping):
        sides = [
            item
            for side in SIDES
            if side in answer
            for item in _item(form, name, f"{name}/{side}", form.sides[side], answer[side])
        ]
        yield {"linkId": f"{name}/sides", "text": text, "item": sides}
    else:
        yield from _item(form, name, name, text, answer)


def _item(form: Form, name: str, item: str, text: str, answer: Any) -> Iterator[Data]:
    q = form.read[name]
    if q.numeric and answer == NOT_SURE:
        yield {"linkId": doubt_id(item), "text": form.doubt, "answer": [{"valueBoolean": True}]}
        return
    yield {"linkId": item, "text": text, "answer": [_value(form, name, one) for one in _each(answer)]}


def _each(answer: Any) -> tuple[Any, ...]:
    return answer if isinstance(answer, tuple) else (answer,)


def _value(form: Form, name: str, value: Any) -> Data:
    q = form.read[name]
    if q.numeric:
        return {"valueInteger" if q.whole else "valueDecimal": as_json(value)}
    if q.kind == "text":
        return {"valueString": value}
    words = next(words for option, words, _ in form.options(name) if option == value)
    return {"valueCoding": form.coding(name, value, words)}


def observations(form: Form, scores: Mapping[str, Data]) -> Iterator[Data]:
    """One for each score, as quiz.scales.score tells it: the number, its band and class; or why there is none."""
    for s in (s for s in form.scales if s.id in scores):
        told = scores[s.id]
        meant = [_meaning(form, s, told[key]) for key in ("band", "class") if told.get(key)]
        yield _observation(form, s.id, s.title, {**_scored(told), **({"interpretation": meant} if meant else {})})


def results(form: Form, told: Data) -> Iterator[Data]:
    """What an assessment, told in words, comes to: scores, what safety allows, patterns' bands. No diagnosis."""
    yield from observations(form, {row["scale"]: row for row in told["scores"]})
    gate = _concept(form, "gate", told["gate"]["level"], told["headline"])
    yield _observation(form, "gate", "What the safety questions allow", {"valueCodeableConcept": gate})
    for match in told["matches"]:
        band = _concept(form, "band", match["band"], match["band_title"])
        side = {"note": [{"text": match["side_title"]}]} if match["side_title"] else {}
        code = f"pattern/{match['syndrome']}"
        yield _observation(form, code, match["title"], {"valueCodeableConcept": band, **side})


def _observation(form: Form, code: str, title: str, found: Data) -> Data:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": _SURVEY, "code": "survey"}]}],
        "code": {"coding": [{"system": form.system, "code": code, "display": title}], "text": title},
        **found,
    }


def _concept(form: Form, owner: str, code: str, words: str) -> Data:
    return {"coding": [form.coding(owner, code, words)], "text": words}


def _meaning(form: Form, s: Scale, name: str) -> Data:
    title = {**{b.id: b.title for b in s.bands}, **{c.id: c.title for c in s.classes}}[name]
    return _concept(form, s.id, name, title)


def _scored(told: Data) -> Data:
    value = told["value"]
    if value is None:
        code = _REASONS.get(told["reason"], "unknown")
        return {"dataAbsentReason": {"coding": [{"system": _ABSENT, "code": code}], "text": told["reason"]}}
    exact = Fraction(value)
    if isinstance(value, str) and "/" in value:
        ends = {"numerator": exact.numerator, "denominator": exact.denominator}
        return {"valueRatio": {end: {"value": number} for end, number in ends.items()}}
    return {"valueQuantity": {"value": as_json(exact), "unit": "points", "system": UCUM, "code": "{score}"}}


def bundle(answered: Data, observed: Iterator[Data]) -> Data:
    """Both as one collection, each observation saying which answers it is made of."""
    source = address(answered)
    made = [{**o, "derivedFrom": [{"reference": source}]} for o in observed]
    entries = [{"fullUrl": address(resource), "resource": resource} for resource in (answered, *made)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def address(resource: Data) -> str:
    """What names a resource in a bundle: the same for the same content."""
    return urn(json.dumps(resource, sort_keys=True))
