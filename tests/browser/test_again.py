"""A check taken again: begun empty but for what stays, and put beside the one before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import faults
from tests.browser.test_plan_page import DESK
from tests.browser.test_recall import QUICK, TODAY, at
from tests.browsing import Watched, take

pytestmark = pytest.mark.browser
RATE = """score => {
  const row = document.querySelector("[data-matter]")
  row.querySelector("input").value ||= "Climbing stairs"
  row.querySelector("select").value = score
  row.dispatchEvent(new Event("input", { bubbles: true }))
  return row.querySelector("input").value
}"""
TICKED = """[...document.querySelectorAll("[data-question] input:checked")]
  .map((input) => input.closest("[data-question]").dataset.question)"""


def test_four_weeks_later_then_and_now_come_first(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    watched = Watched(page, address)
    at(page, TODAY)
    result = take(page, f"{address}{QUICK}", {**DESK, "pain-level": 5})
    expect(page.locator("[data-since]")).to_have_count(0)
    result.get_by_role("button", name="Change my answers").click()
    page.locator("[data-activities] > summary").click()
    page.get_by_label("What is hard, number 1").fill("Climbing stairs")
    page.get_by_label("How well it goes, number 1").select_option("4")
    page.locator("[data-next]").click()
    expect(result).to_be_visible()

    at(page, TODAY + timedelta(days=28))
    result.get_by_role("button", name="Take it again").click()
    expect(page.locator("counterpoise-assessment")).to_have_attribute("data-step", "about")
    asked = set(page.evaluate(TICKED))
    assert "minutes" in asked
    assert not asked & {"where", "pain-level", "chest", "seen-from-side", "tight-after-sitting"}
    assert page.evaluate(RATE, "8") == "Climbing stairs"
    take(page, f"{address}{QUICK}?again", {**DESK, "pain-level": 4})
    since = page.locator("[data-since]")
    expect(since).to_have_attribute("data-verdict", "better")
    expect(page.locator("[data-headline]")).to_have_text("Better than 4 weeks ago")
    first = since.locator(".ca-since__point")
    expect(first.first).to_contain_text("Climbing stairs")
    expect(first.first).to_contain_text("better")
    expect(first.nth(1)).to_contain_text("within what such an answer can vary")
    since.locator("details > summary").click()
    expect(since.locator("details")).to_contain_text("are as they were")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{address}plan/")
    expect(page.get_by_role("link", name="Routine of November 29")).to_be_visible()
    assert watched.said == []
