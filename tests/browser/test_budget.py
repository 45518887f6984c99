"""What a well adult reads and presses before the first question that is not about safety, and in all: within budget."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.knowledge.base import Knowledge
from quiz.asking.bundle import Bundle
from quiz.plans.link import encode
from tests.bases import CASES, LEADS
from tests.browsing import PATIENCE, answer, answer_shown, open_assessment
from tests.plans import plan_of
from tests.quiz.plans.test_stranger import MOST, well, words_of

pytestmark = pytest.mark.browser
COUNT = """step => {
  const nav = document.querySelector("[data-nav], counterpoise-plan .ca-nav")
  const first = step === "about" || step === "plan"
  const root = first ? document.querySelector(".md-content__inner")
    : step === "answers" ? document.querySelector("[data-check]") : document.querySelector(`[data-section="${step}"]`)
  const after = (e) => first && nav.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING && !nav.contains(e)
  const folded = (e) => e.closest("details:not([open])") && !e.closest("summary")
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !after(e) && !folded(e)
  const unread = "template, script, style, svg, .ca-vh, noscript, .headerlink, .ca-scale__step"
  const read = (e) => seen(e) && !e.closest(unread)
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  let words = 0
  while (texts.nextNode()) {
    if (!read(texts.currentNode.parentElement)) continue
    words += (texts.currentNode.textContent.match(/[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*/gu) ?? []).length
  }
  const controls = [...root.querySelectorAll("input, button, summary, a[href]")].filter(
    (e) => seen(e) && !e.matches(".headerlink") && !e.closest("[data-places] > :not(summary)"))
  const scales = [...root.querySelectorAll(".ca-scale")].filter(seen).map((e) => 1 - e.querySelectorAll("input").length)
  const maps = root.querySelectorAll("[data-body-map]").length
  return { words, controls: controls.length + maps + scales.reduce((a, b) => a + b, 0) }
}"""
"""Of a step: the words to be read, nothing opened, and what can be pressed; map and scale are one control each."""
SAFETY = ("about", "urgent", "signs", "health", "pain")


def walked(
    page: Page, address: str, questionnaire: str, answers: dict[str, Any], end: str = "result"
) -> dict[str, dict[str, int]]:
    """Answer everything up to a step; step -> what it showed."""
    box = open_assessment(page, f"{address}assessments/{questionnaire}/")
    found: dict[str, dict[str, int]] = {}
    while (step := box.get_attribute("data-step") or "") != end:
        found[step] = page.evaluate(COUNT, step)
        if step == "answers":
            break
        answer_shown(page, answers)
        if step == "pain":  # an answer has brought it up, below that answer: it is read before Next
            expect(page.locator("#q-after-use")).to_be_visible()
        answer_shown(page, answers)
        if step != "about":
            found[step] = page.evaluate(COUNT, step)
        page.locator("[data-next]").click()
        rushed = page.locator("[data-rushed]")
        expect(page.locator(f'[data-section="{step}"]:visible').or_(rushed).first).to_be_attached()
        page.wait_for_function(
            """step => document.querySelector("counterpoise-assessment").dataset.step !== step
                || !document.querySelector("[data-rushed]").hidden""",
            arg=step,
            timeout=PATIENCE,
        )
        if box.get_attribute("data-step") == step:
            page.locator("[data-next]").click()
            expect(box).not_to_have_attribute("data-step", step, timeout=PATIENCE)
    return found


def test_little_is_read_before_the_ache_is_asked_about(page: Page, address: str) -> None:
    """A well adult up to there, and one with a sore low back, which of all places asks most, up to the result."""
    well = json.loads((CASES / "people/nothing-wrong.json").read_text(encoding="utf-8"))["answers"]
    ache = {"where": ["low-back:left"], "pain-level": 3, "after-use": "settles", "how-long": "under-six-weeks"}
    answers = {**well, **{lead: ["none"] for lead in LEADS}, "affects-life": "rarely", "age": 34}
    shown = walked(page, address, "quick", {**answers, "where": ["nowhere"]}, "goal")
    assert sum(s["words"] for s in shown.values()) <= 540, shown
    assert sum(s["controls"] for s in shown.values()) <= 60, shown  # three answers to each of fifteen leads are 45
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    shown = walked(page, address, "quick", {**answers, **ache})
    safety = [shown[step] for step in SAFETY if step in shown]
    assert sum(s["words"] for s in safety) <= 650, shown
    assert sum(s["controls"] for s in safety) <= 68, shown
    assert sum(s["words"] for step, s in shown.items() if step != "answers") <= 1100, shown
    assert sum(s["words"] for s in shown.values()) <= 1500, shown


def test_a_link_asks_little_of_a_stranger(page: Page, address: str, knowledge: Knowledge, compiled: Bundle) -> None:
    """All above the button once place and age are told, of a plan that asks for the floor, the neck and a stretch.

    Leads are asked as one, by few words. No to all is No to each; Yes opens them, and nothing in them is answered.
    """
    plan = plan_of(compiled, "chin-tuck", "glute-bridge", "doorway-stretch", "chair-squat")
    page.goto(f"{address}plan/#{encode(plan)}")
    box = page.locator("counterpoise-plan")
    expect(box).to_have_attribute("data-state", "ask", timeout=PATIENCE)
    for name, value in (("where", ["low-back:left"]), ("age", 34)):
        answer(page.locator(f'[data-question="{name}"]'), value)
        expect(box).not_to_have_attribute("data-busy", "", timeout=PATIENCE)
    page.locator("details[data-places] > summary").click()
    shown = page.evaluate(COUNT, "plan")
    counted = words_of(knowledge, well(compiled, plan, 34, "low-back:left"), signed=False)
    assert shown["words"] == counted <= MOST, "what is counted without a browser, of every plan, is what is read"
    assert shown["controls"] <= 40, shown
    page.locator("[data-next]").click()
    groups = page.locator("[data-leads]:visible")
    open_ = groups.count() + 3  # mood, pregnancy, how strong it is
    expect(page.locator("[data-problems] li")).to_have_count(open_, timeout=PATIENCE)
    for group in groups.all():
        group.locator('[data-leads-answer][value="no"]').check()
    first = page.locator("#g-chest")
    first.locator('[data-leads-answer][value="not-sure"]').check()
    expect(page.locator("#q-chest")).to_be_visible()
    expect(first.locator("[data-question] input:checked")).to_have_count(0)
    first.locator('[data-leads-answer][value="no"]').check()
    expect(page.locator("#q-chest")).to_be_hidden()
    expect(first.locator('input[value="none"]:checked')).to_have_count(2)
    answer(page.locator('[data-question="where"]'), ["neck:left"])
    expect(first.locator("[data-leads-answer]:checked"), "a line came up that nobody read").to_have_count(0)
