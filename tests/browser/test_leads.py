"""Leads of the safety screen: what No, Yes and Not sure stand for, once the lines behind them change."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_assessment import PEOPLE
from tests.browsing import answer_shown, open_assessment

pytestmark = pytest.mark.browser


def test_a_no_stands_for_no_line_that_was_not_there(page: Page, address: str) -> None:
    answers = PEOPLE["nothing-wrong"]["answers"] | {"where": ["low-back:left"]}
    box = open_assessment(page, f"{address}assessments/quick/")
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
