"""Conditions as FHIR has them: enableWhen where one level of any or all says it, else a FHIRPath expression."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.fhir.form import SDC, Form, as_json
from quiz.asking.bundle import SIDES, Data
from quiz.asking.conditions import is_test, joined, passes
from quiz.asking.questions import Question

_SHOWN = "sdc-questionnaire-enableWhenExpression"
_SIGNS = {"equals": "=", "at_least": ">=", "at_most": "<="}


def shown(form: Form, condition: Data | None) -> Data:
    """The keys that show an item only where the condition holds; none for None.

    Like quiz.asking.conditions: an unanswered question makes its test false, and either side of a sided one will do.
    """
    if condition is None:
        return {}
    if flat := _flat(form, condition):
        tests, behaviour = flat
        return {"enableWhen": tests, **({"enableBehavior": behaviour} if len(tests) > 1 else {})}
    return {"extension": [{"url": SDC + _SHOWN, "valueExpression": expression(form, condition)}]}


def expression(form: Form, condition: Data) -> Data:
    """The condition as an Expression."""
    return {"language": "text/fhirpath", "expression": _path(form, condition)}


def _flat(form: Form, condition: Data) -> tuple[list[dict[str, Any]], str] | None:
    """Its tests, and whether any or all of them must hold; None where it says more than that."""
    if is_test(condition):
        found = _tests(form, condition)
        return (found, "any") if found else None
    if "not" in condition:
        return None
    parts, wanted = joined(condition)
    found_ = [_tests(form, part) if is_test(part) else [] for part in parts]
    if not all(found_):
        return None
    tests = [test for found in found_ for test in found]
    if wanted == 1:
        return tests, "any"
    return (tests, "all") if wanted == len(tests) == len(parts) else None


def _tests(form: Form, test: Data) -> list[dict[str, Any]]:
    """Rows of enableWhen, any of which is the test; none where it is not to be said so."""
    q, answered = form.read[test["question"]], test.get("answered")
    places = list(item_ids(q))
    if answered is not None:
        rows = [{"question": p, "operator": "exists", "answerBoolean": answered} for p in (*places, *doubt_ids(q))]
        return rows if answered or len(rows) == 1 else []
    if q.numeric:
        sign, value = _compared(test)
        key = "answerInteger" if q.whole else "answerDecimal"
        return [{"question": p, "operator": sign, key: value} for p in places]
    return [{"question": p, "operator": "=", "answerCoding": code} for code in _codes(form, test) for p in places]


def _compared(test: Data) -> tuple[str, int | float]:
    """How a test compares a number, and with what."""
    how = next(how for how in _SIGNS if how in test)
    return _SIGNS[how], as_json(test[how])


def _codes(form: Form, test: Data) -> Iterator[Data]:
    """The options that pass a test."""
    for option, words, _ in form.options(test["question"]):
        if passes(test, option):
            coding = form.coding(test["question"], option, words)
            yield {key: coding[key] for key in ("system", "code")}


def item_ids(q: Question) -> tuple[str, ...]:
    """The linkIds of the items that hold the answer to a question: one, or one a side."""
    return tuple(f"{q.id}/{side}" for side in SIDES) if q.sided else (q.id,)


def doubt_ids(q: Question) -> tuple[str, ...]:
    """Those of the items that say "not sure" of a number; other questions have an option for it."""
    return tuple(map(doubt_id, item_ids(q))) if q.not_sure and q.numeric else ()


def doubt_id(item: str) -> str:
    """The linkId of "not sure" about the number of this item."""
    return f"{item}/not-sure"


def answers(*items: str) -> str:
    """The values that were given to items, as FHIRPath."""
    named = " | ".join(f"'{i}'" for i in items)
    return f"%resource.descendants().where(linkId in ({named})).answer.value"


def _path(form: Form, condition: Data) -> str:
    if is_test(condition):
        return _test(form, condition)
    if "not" in condition:
        return f"{_path(form, condition['not'])}.not()"
    parts = [_path(form, part) for part in joined(condition)[0]]
    if "count" in condition:
        held = " + ".join(f"iif({p}, 1, 0)" for p in parts)
        return f"(({held}) >= {condition['at_least']})"
    return f"({' or '.join(parts)})" if "any" in condition else f"({' and '.join(parts)})"


def _test(form: Form, test: Data) -> str:
    q = form.read[test["question"]]
    if "answered" in test:
        return f"{answers(*item_ids(q), *doubt_ids(q))}.exists(){'' if test['answered'] else '.not()'}"
    if q.numeric:
        sign, value = _compared(test)
        return f"{answers(*item_ids(q))}.where($this {sign} {value}).exists()"
    codes = " or ".join(f"code='{c['code']}'" for c in _codes(form, test))
    return f"{answers(*item_ids(q))}.where({codes or 'false'}).exists()"
