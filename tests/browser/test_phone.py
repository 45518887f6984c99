"""A phone, and text twice as large on it: no page is wider, no word is broken, nothing that sticks takes the room."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.asking.bundle import Bundle
from tests.browser.test_loop import KEPT
from tests.browser.test_plan_page import DESK, open_plan, screen, well
from tests.browsing import PATIENCE, answer_shown, go_on, open_assessment

pytestmark = pytest.mark.browser
HIGH = 760
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
TWICE = "document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '40px'))"
BROKEN = r"""() => {
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
  const broken = []
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const box = text.parentElement
    if (!box.checkVisibility() || box.closest(".ca-vh, svg")) continue
    for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word)
    }
  }
  return broken
}"""
LAID_OUT = """() => {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  return rules.filter((rule) => /flex|grid/.test(rule.style?.display)).map((rule) => rule.selectorText)
    .filter((name) => document.querySelector(`:is(ul, ol, dl):is(${name})`))
    .filter((name) => getComputedStyle(document.querySelector(`:is(ul, ol, dl):is(${name})`)).display === "flow-root")
}"""
"""Rules of ours that lay out a list, where the theme's rule for lists stands in their way."""


@pytest.fixture(params=["text as it is", "text twice as large"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": HIGH}, reduced_motion="reduce", service_workers="block"
    )
    context.set_default_timeout(PATIENCE)
    if request.param == "text twice as large":
        context.add_init_script(TWICE)
    yield context.new_page()
    context.close()


def fits(page: Page, what: str) -> None:
    assert page.evaluate(WIDER) <= 0, f"{what} is wider than a phone"
    assert page.evaluate(BROKEN) == [], what
    assert page.evaluate(LAID_OUT) == [], what


def test_a_self_assessment_and_its_result_fit(phone: Page, address: str) -> None:
    open_assessment(phone, f"{address}assessments/quick/")
    fits(phone, "the first part")
    phone.locator("[data-next]").click()
    expect(phone.locator("[data-problems]")).to_be_visible()
    fits(phone, "what is missing")
    answer_shown(phone, DESK)
    phone.locator("[data-next]").click()
    expect(phone.locator("counterpoise-assessment")).to_have_attribute("data-step", "urgent")
    phone.locator("[data-next]").click()
    expect(phone.locator("[data-problems]")).to_be_visible()
    left = phone.locator("[data-lead]:visible").first.evaluate("e => e.getBoundingClientRect().left")
    assert left > 0, "what is marked stays on the screen"
    phone.locator("[data-lead-answer][value=yes]:visible").first.check()
    fits(phone, "the lines of a lead")
    twice = phone.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
    for name in (".md-header", ".ca-nav"):
        bar = phone.locator(name)
        phone.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        box = bar.bounding_box()
        assert box is not None
        assert (-box["height"] < box["y"] < HIGH) is not twice, f"{name} sticks where it leaves room"
    go_on(phone, DESK)
    for fold in phone.locator("[data-swap]:visible > summary, [data-shape]:visible > summary").all()[:2]:
        fold.click()
    fits(phone, "the result")


def test_a_plan_fits(phone: Page, address: str, compiled: Bundle) -> None:
    open_plan(phone, address, well(compiled, "chin-tuck", "glute-bridge", "doorway-stretch"))
    fits(phone, "what a link asks")
    cues = phone.locator("[data-brief]").locator("visible=true")
    expect(cues.locator("b"), "whoever reads bold words alone sees what is asked").to_have_count(cues.count())
    phone.locator("[data-next]").click()
    expect(phone.locator("[data-problems]")).to_be_visible()
    fits(phone, "what is missing")
    screen(phone, DESK)
    phone.locator("[data-shape] > summary").click()
    phone.locator('[data-kind="minutes"][data-value="40"]').click()
    expect(phone.locator("[data-shaped-text]")).to_be_visible()
    fits(phone, "a plan that was changed")
    phone.get_by_role("button", name="Start", exact=True).click()
    expect(phone.locator("[data-player]")).to_be_visible()
    fits(phone, "the player")
    phone.goto(f"{address}plan/")
    expect(phone.locator("counterpoise-plan")).to_have_attribute("data-state", re.compile("none"), timeout=PATIENCE)
    fits(phone, "no plan")


def test_today_fits(phone: Page, address: str) -> None:
    phone.clock.install(time="2026-11-30T09:00:00")
    phone.goto(f"{address}today/")
    fits(phone, "Today, with nothing kept")
    phone.evaluate(KEPT, ["2026-11-19", "2026-11-20", "2026-11-23", "2026-11-25", "2026-11-27"])
    phone.reload()
    expect(phone.locator("[data-week] li")).to_have_count(7, timeout=PATIENCE)
    tops = phone.locator("[data-week] li").evaluate_all(
        "all => all.map((e) => Math.round(e.getBoundingClientRect().top))"
    )
    assert len(set(tops)) == 1, "a week is a row"
    fits(phone, "Today")
