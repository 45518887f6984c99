"""Leads of the safety screen: what No, Yes and Not sure stand for, once the lines behind them change."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from quiz.asking.bundle import Bundle
from tests.browser.test_assessment import PEOPLE
from tests.browser.test_plan_page import open_plan, well
from tests.browsing import PATIENCE, answer, answer_shown, open_assessment

pytestmark = pytest.mark.browser


def test_a_no_stands_for_no_line_that_was_not_there(page: Page, address: str) -> None:
    answers = PEOPLE["nothing-wrong"]["answers"] | {"where": ["low-back:left"]}
    box = open_assessment(page, f"{address}assessments/quick/")
    page.locator("[data-next]").click()
    expect(page.locator("[data-places] > summary"), "whoever sees no map is not sent to Nowhere first").to_be_focused()
    for step in ("about", "urgent"):
        expect(box).to_have_attribute("data-step", step)
        answer_shown(page, answers)
        page.locator("[data-next]").click()
    expect(page.locator("[data-rushed]"), "all No, faster than anybody reads").to_be_visible()
    page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "signs")
    page.locator("[data-back]").click()
    expect(page.locator('#q-head input[value="no"]')).to_be_checked()
    page.locator("[data-back]").click()
    expect(box).to_have_attribute("data-step", "about")
    answer_shown(page, {"where": ["head-jaw"]})
    page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "urgent")
    expect(page.locator("#q-head input:checked"), "it has lines that nobody read").to_have_count(0)
    expect(page.locator('#q-saddle input[value="no"]')).to_be_checked()


def test_who_answers_for_someone_reads_of_them(page: Page, address: str) -> None:
    """From there on, and back; in the list of answers, for a screen reader, and in the result."""
    box = open_assessment(page, f"{address}assessments/quick/")
    cues = page.locator("#q-mood-cues")
    expect(cues).to_contain_text("thoughts of ending your life")
    page.locator("#q-for-whom-someone").check()
    expect(cues).to_contain_text("thoughts of ending their life")
    page.locator("#q-for-whom-me").check()
    expect(cues).to_contain_text("thoughts of ending your life")
    answers = PEOPLE["nothing-wrong"]["answers"] | {"where": ["nowhere"], "for-whom": "someone"}
    answer_shown(page, answers)
    page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "urgent")
    page.locator('#q-head input[value="yes"]').check()
    doubt = page.locator('#q-head input[value="not-sure:worst-headache"]')
    expect(doubt).to_have_attribute("aria-label", re.compile("The worst headache of their life"))
    page.locator("#q-head-worst-headache").check()
    page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "result", timeout=PATIENCE)
    expect(page.locator("[data-headline]")).to_have_text("They need medical help before anything else")
    expect(page.locator("[data-carer]")).to_be_visible()


def test_no_to_all_that_a_link_asks_faster_than_anybody_reads_is_asked_about(
    page: Page, address: str, compiled: Bundle
) -> None:
    box = open_plan(page, address, well(compiled, "chin-tuck", "glute-bridge"))
    for name, value in {"where": ["nowhere"], "age": 40}.items():
        answer(page.locator(f'[data-question="{name}"]'), value)
    expect(box).not_to_have_attribute("data-busy", "", timeout=PATIENCE)
    page.locator("[data-leads-answer][value=no], [data-lead-answer][value=no]").locator("visible=true").evaluate_all(
        "all => all.forEach((no) => no.click())"
    )
    page.locator("[data-next]").click()
    expect(page.locator("[data-rushed]")).to_be_focused(timeout=PATIENCE)
    page.locator("[data-next]").click()
    expect(box, "once").to_have_attribute("data-state", "shown", timeout=PATIENCE)
