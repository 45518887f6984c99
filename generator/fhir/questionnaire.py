"""A questionnaire -> a FHIR Questionnaire: conditions as enableWhen, plain sums worked out in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from generator.fhir.conditions import answers, doubt_id, expression, shown
from generator.fhir.form import CORE, SDC, Form, as_json
from generator.model import Option, Section
from generator.model.scales import Scale
from quiz.asking.bundle import SIDES, Data
from quiz.asking.exact import number, plain_number, table
from quiz.asking.questions import Question

_CONTROL = "http://hl7.org/fhir/questionnaire-item-control"
SCORE = "score/"
"""Before a scale's id: the linkId of its score."""


def questionnaire(form: Form) -> Data:
    """The resource: plain data for JSON. `draft`, as nobody has reviewed it clinically."""
    q = form.questionnaire
    named = {"title": q.title, "description": q.summary} if q.title != "-" else {}
    sums = [_score(form, s) for s in form.scales if plain_sum(form, s)]
    return {
        "resourceType": "Questionnaire",
        "url": form.url,
        "version": form.version,
        "name": q.id.title().replace("-", ""),
        **named,
        "status": "draft",
        "subjectType": ["Patient"],
        "item": [*(_section(form, s) for s in form.sections), *([_scores(sums)] if sums else [])],
    }


def _section(form: Form, s: Section) -> Data:
    said = [{"linkId": f"{s.id}/text", "type": "display", "text": s.text}] if s.text else []
    asked = [item for name in s.names for item in _items(form, name)]
    return {
        "linkId": section_id(s),
        "type": "group",
        "text": s.title,
        **shown(form, s.show_if.data if s.show_if else None),
        "item": [*said, *asked],
    }


def section_id(s: Section) -> str:
    """The linkId of a section: a question may have the same id."""
    return f"section/{s.id}"


def _items(form: Form, name: str) -> Iterator[Data]:
    """A question: one item, a group of two sides, and what says that a number is not known."""
    q, written = form.read[name], form.written[name]
    when = shown(form, written.show_if.data if written.show_if else None)
    if not q.sided:
        yield from _sides(form, name, name, written.ask, when)
        return
    sides = [item for side in SIDES for item in _sides(form, name, f"{name}/{side}", form.sides[side], {})]
    yield {"linkId": f"{name}/sides", "type": "group", "text": written.ask, **when, "item": sides}


def _sides(form: Form, name: str, item: str, text: str, when: Data) -> Iterator[Data]:
    q, doubted = form.read[name], form.read[name].not_sure and form.read[name].numeric
    required = {} if q.optional or doubted else {"required": True}
    kind = _answered(form, q)
    extension = [*when.get("extension", ()), *kind.pop("extension", ())]
    told = list(_told(form, name, item))
    yield {
        "linkId": item,
        "text": text,
        **{key: value for key, value in when.items() if key != "extension"},
        **required,
        **kind,
        **({"extension": extension} if extension else {}),
        **({"item": told} if told else {}),
    }
    if doubted:
        yield {"linkId": doubt_id(item), "type": "boolean", "text": form.doubt, **when}


def _answered(form: Form, q: Question) -> dict[str, Any]:
    """How an item is answered: its type, its options or its ends."""
    if q.kind == "text":
        return {"type": "text"}
    if q.numeric:
        kind = "integer" if q.whole else "decimal"
        value = f"value{kind.title()}"
        ends = [{"url": CORE + end, value: as_json(at)} for end, at in (("minValue", q.min), ("maxValue", q.max))]
        unit = form.asked(q.id).unit
        of = [{"url": CORE + "questionnaire-unit", "valueCoding": {"display": unit}}] if unit else []
        return {"type": kind, "extension": [*ends, *of]}
    many = q.kind != "single"
    control = _control("check-box" if many else "radio-button")
    options = [_option(form, q, *option) for option in form.options(q.id)]
    more = [_toggled(form, q, o) for o in form.asked(q.id).options if o.show_if]
    return {
        "type": "choice",
        **({"repeats": True} if many else {}),
        "extension": [control, *more],
        "answerOption": options,
    }


def _option(form: Form, q: Question, option: str, words: str, alone: bool) -> Data:
    worth = _worth(form, q, option)
    more = [{"url": CORE + "ordinalValue", "valueDecimal": as_json(worth)}] if worth is not None else []
    more += (
        [{"url": CORE + "questionnaire-optionExclusive", "valueBoolean": True}] if alone and q.kind != "single" else []
    )
    return {**({"extension": more} if more else {}), "valueCoding": form.coding(q.id, option, words)}


def _toggled(form: Form, q: Question, o: Option) -> Data:
    """An option that is there only where its condition holds."""
    assert o.show_if is not None
    return {
        "url": SDC + "sdc-questionnaire-answerOptionsToggleExpression",
        "extension": [
            {"url": "option", "valueCoding": form.coding(q.id, o.id, o.label)},
            {"url": "expression", "valueExpression": expression(form, o.show_if.data)},
        ],
    }


def _told(form: Form, name: str, item: str) -> Iterator[Data]:
    """What stands beside it: the words of its ends, and its help."""
    asked, written = form.asked(name), form.written[name]
    for control, text in (("lower", asked.low), ("upper", asked.high), ("help", written.help)):
        if text:
            yield {"linkId": f"{item}/{control}", "type": "display", "text": text, "extension": [_control(control)]}


def _control(code: str) -> Data:
    return {
        "url": CORE + "questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [{"system": _CONTROL, "code": code}]},
    }


def plain_sum(form: Form, s: Scale) -> bool:
    """Whether the score is just what its answers sum up to, all of them given: then FHIR programs can, too."""
    more = (s.when, s.parts, s.not_applicable, s.reverse, s.weights, s.lookup, s.cap, s.prorate)
    whole = s.minimum is None or s.minimum == len(s.items)
    shift = number(s.times) == 1 and number(s.plus) == 0
    return s.combine == "sum" and whole and shift and not any(more) and all(_plain(form, s, i) for i in s.items)


def _plain(form: Form, s: Scale, item: str) -> bool:
    """A number that is taken as it is; or an option, which has one worth in all scales."""
    q = form.read[item]
    recoded = _recoded(s, item)
    if q.sided or item not in form.always or q.kind not in ("single", "number", "scale"):
        return False
    if q.kind != "single":
        return recoded is None
    return all(_worth(form, q, o.id) is not None for o in q.options)


def _worth(form: Form, q: Question, option: str) -> Fraction | None:
    """What an option is worth, where all scales agree, and a decimal number says it exactly."""
    found = {worth for s in form.scales if q.id in s.items and (worth := _value(s, q, option)) is not None}
    return next(iter(found)) if len(found) == 1 and all("/" not in str(plain_number(w)) for w in found) else None


def _value(s: Scale, q: Question, option: str) -> Fraction | None:
    rows = _recoded(s, q.id)
    own = next((o.value for o in q.options if o.id == option), None)
    worth = table(rows)(option) if rows else own
    return None if worth is None else Fraction(worth)


def _recoded(s: Scale, item: str) -> Mapping[str, int | str] | None:
    return next((r.values for r in s.recode if item in (r.items or s.items)), None)


def _scores(items: list[Data]) -> Data:
    return {"linkId": "scores", "type": "group", "item": items}


def _score(form: Form, s: Scale) -> Data:
    """An item that works the score out: once all is answered, as the engine does."""
    named = [i for i in s.items if form.read[i].kind == "single"]
    counted = [i for i in s.items if i not in named]
    worth = [(answers(*counted), counted), (f"{answers(*named)}.ordinal()", named)]
    given = " and ".join(f"{path}.count() = {len(items)}" for path, items in worth if items)
    total = " + ".join(f"{path}.aggregate($this + $total, 0)" for path, items in worth if items)
    return {
        "linkId": f"{SCORE}{s.id}",
        "type": "decimal",
        "text": s.title,
        "readOnly": True,
        "extension": [
            {
                "url": SDC + "sdc-questionnaire-calculatedExpression",
                "valueExpression": {"language": "text/fhirpath", "expression": f"iif({given}, {total}, {{}})"},
            },
        ],
    }
