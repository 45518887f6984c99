"""The card of an exercise, where a result shows it: fetched once it is wanted, and its page linked where it is gone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_plan_page import DESK
from tests.browsing import PATIENCE, take

pytestmark = pytest.mark.browser
GONE = {"gone": (404, ""), "another file in its place": (200, "<p>The start page</p>")}


def test_without_its_card_an_exercise_is_linked(page: Page, address: str) -> None:
    """Whatever the host sends in its place; and the next try shows it."""
    held = "**/cards/*.html"
    page.route(held, lambda route: route.fulfill(status=404))
    result = take(page, f"{address}assessments/quick/", DESK)
    how = result.locator("[data-how]").first
    for status, body in GONE.values():
        page.unroute(held)
        page.route(held, lambda route, s=status, b=body: route.fulfill(status=s, body=b, content_type="text/html"))
        how.locator("summary").click()
        expect(how.locator("a")).to_have_attribute("href", re.compile(r"/exercises/[a-z-]+/$"), timeout=PATIENCE)
        how.locator("summary").click()
    page.unroute(held)
    how.locator("summary").click()
    expect(how.locator("[data-exercise-setup] li").first).to_be_visible(timeout=PATIENCE)
    expect(how.locator("[data-exercise-movement] li").first).to_be_visible()
    expect(how.locator("a")).to_have_count(0)
