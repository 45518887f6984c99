"""LHC-Forms, which is not ours, shows our questionnaires, scores them alike, and hides what we hide."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import score
from generator.fhir.conditions import expression
from generator.fhir.form import Form, form_of, of_file
from generator.fhir.questionnaire import SCORE, questionnaire
from generator.fhir.response import response
from generator.knowledge.base import Knowledge
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Answers, Bundle
from quiz.asking.conditions import holds
from quiz.judging.flow import asked
from tests import lforms
from tests.bases import ROOT
from tests.browsing import PATIENCE, serving

CASES = ROOT / "tests" / "cases"
pytestmark = pytest.mark.browser

SHOW = """([questions, answers]) => {
  window.shown = ""
  const { Util } = window.LForms
  let form = Util.convertFHIRQuestionnaireToLForms(questions, "R4")
  if (answers) form = Util.mergeFHIRDataIntoLForms("QuestionnaireResponse", answers, form, "R4")
  Util.addFormToPage(form, "form", {}).then(() => (window.shown = "yes"), (error) => (window.shown = String(error)))
}"""
HOLDS = """([answers, paths]) => {
  const { fhirpath, fhirpathModel } = window.LForms.FHIR.R4
  return paths.map((path) => fhirpath.evaluate(answers, path, { resource: answers }, fhirpathModel))
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with serving(lforms.folder()) as origin:
        opened = browser.new_page()
        opened.set_default_timeout(PATIENCE)
        opened.goto(origin)
        yield opened
        opened.close()


def _show(page: Page, questions: Any, answers: Any = None) -> None:
    page.evaluate(SHOW, [questions, answers])
    page.wait_for_function("window.shown")
    assert page.evaluate("window.shown") == "yes"


@pytest.mark.parametrize(
    "answers",
    [
        {"n1": 2.5, "n2": 3, "w1": "most", "w2": "some"},
        {"n1": 0, "n2": 4, "w1": "never", "w2": "most"},
        {"n1": 20, "n2": 0, "w1": "some", "w2": "not-sure"},
    ],
)
def test_three_scales_come_to_the_same(page: Page, answers: dict[str, Any]) -> None:
    form, data = of_file(CASES / "three-sums.yml")
    _show(page, questionnaire(form))
    for name, value in answers.items():
        if isinstance(value, str):
            words = next(words for option, words, _ in form.options(name) if option == value)
            page.locator(f"[id^='item-{name}/']").get_by_text(words).click()
        else:
            page.locator(f"[id='{name}/1/1']").fill(str(value))
            page.locator(f"[id='{name}/1/1']").press("Tab")
    _, scores = score.counted(data, json.dumps(answers))
    for name, told in scores.items():
        value = "" if told["value"] is None else str(told["value"])
        expect(page.locator(f"[id='{SCORE}{name}/1/1']")).to_have_value(value)


def _people() -> Iterator[dict[str, Any]]:
    for path in sorted((CASES / "people").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["answers"]


def _conditions(form: Form) -> Iterator[tuple[str, Any]]:
    """What can be hidden, and when it is shown."""
    for section in form.sections:
        if section.show_if:
            yield f"section/{section.id}", section.show_if.data
        for name in section.names:
            q = form.written[name]
            if q.show_if:
                yield f"{q.id}/sides" if form.read[q.id].sided else q.id, q.show_if.data
            yield from ((f"{q.id}/{o.id}", o.show_if.data) for o in form.asked(q.id).options if o.show_if)


@pytest.fixture(scope="module")
def form(knowledge: Knowledge, compiled: Bundle) -> Form:
    return form_of(knowledge, "full", compiled.questions, compiled.version)


def _read(compiled: Bundle, answers: Mapping[str, Any]) -> Answers:
    questions = asked(compiled, "full")
    return read_answers(questions, {name: value for name, value in answers.items() if name in questions})


def test_our_conditions_mean_the_same_in_fhirpath(page: Page, form: Form, compiled: Bundle) -> None:
    """Every condition of the safety screen and the full assessment, for each person."""
    conditions = dict(_conditions(form))
    paths = [expression(form, condition)["expression"] for condition in conditions.values()]
    for person in _people():
        answers = _read(compiled, person)
        found = page.evaluate(HOLDS, [response(form, answers), paths])
        ours = {name: [holds(condition, answers)] for name, condition in conditions.items()}
        assert dict(zip(conditions, found, strict=True)) == ours


def test_what_is_hidden_here_is_hidden_there(page: Page, form: Form, compiled: Bundle) -> None:
    answers = _read(compiled, next(_people()))
    _show(page, questionnaire(form), response(form, answers))
    conditions = dict(_conditions(form))
    for section in form.sections:
        open_ = holds(conditions.get(f"section/{section.id}"), answers)
        for name in section.names:
            q = form.read[name]
            item = f"{q.id}/sides" if q.sided else q.id
            shown = open_ and holds(conditions.get(item), answers)
            expect(page.locator(f"[id^='item-{item}/1/']")).to_have_count(1 if shown else 0)
