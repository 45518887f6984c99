"""The card of an exercise, where a result shows it: fetched once it is wanted, and its page linked where it is gone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_plan_page import DESK
from tests.browsing import PATIENCE, take

pytestmark = pytest.mark.browser
GONE = {"gone": (404, ""), "another file in its place": (200, "<p>The start page</p>")}


def _sends(status: int, body: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body=body, content_type="text/html")


def test_without_its_card_an_exercise_is_linked(page: Page, address: str) -> None:
    """Whatever the host sends in its place; and the next try shows it."""
    held = "**/cards/*.html"
    page.route(held, _sends(*GONE["gone"]))
    result = take(page, f"{address}assessments/quick/", DESK)
    how = result.locator("[data-how]").first
    for status, body in GONE.values():
        page.unroute(held)
        page.route(held, _sends(status, body))
        how.locator("summary").click()
        expect(how.locator("[data-how-body] a")).to_have_attribute(
            "href", re.compile(r"/exercises/[a-z-]+/$"), timeout=PATIENCE
        )
        how.locator("summary").click()
    page.unroute(held)
    how.locator("summary").click()
    expect(how.locator("[data-exercise-setup] li").first).to_be_visible(timeout=PATIENCE)
    expect(how.locator("[data-exercise-movement] li").first).to_be_visible()
    expect(how.locator("[data-how-body] a")).to_have_count(0)
