"""Tabs that are open beside each other: each goes on with what another one changed, and with nothing else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_kept import put
from tests.browsing import PATIENCE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("where", "name", "place"),
    [
        ("builder/", "packs", "[data-packs]"),
        ("brand-kit/", "roster", "[data-clients]"),
        ("today/", "sessions", "[data-rows]"),
        ("plan/", "plans", "[data-kept-plans]"),
    ],
)
def test_a_page_is_painted_anew_only_where_another_tab_changed_what_it_shows(
    page: Page, address: str, where: str, name: str, place: str
) -> None:
    page.goto(f"{address}{where}")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", re.compile("idle|ready"), timeout=PATIENCE)
    page.locator(place).evaluate("(place) => place.append(Object.assign(new Image(), { className: 'mark' }))")
    page.evaluate("addEventListener('storage', ({ key }) => { document.body.dataset.heard = key })")
    other = page.context.new_page()
    put(other, address, filler=["of no page"])
    expect(page.locator("body")).to_have_attribute("data-heard", re.compile("/filler/1$"))
    expect(page.locator(f"{place} .mark")).to_have_count(1)
    put(other, address, **{name: []})
    expect(page.locator(f"{place} .mark")).to_have_count(0)


def test_today_goes_on_with_a_routine_that_another_tab_began_or_erased(page: Page, address: str) -> None:
    page.goto(f"{address}today/")
    expect(page.locator("[data-send-block]")).to_be_hidden()
    other = page.context.new_page()
    put(other, address, routine={"id": "a", "plan": "2plan", "days": 3, "rule": "steady", "minutes": 10})
    expect(page.locator("[data-send-block]")).to_be_visible()
    expect(page.locator("section[data-now]")).to_be_visible(timeout=PATIENCE)
    other.evaluate("localStorage.clear()")
    expect(page.locator("[data-send-block]")).to_be_hidden()
    expect(page.locator("section[data-now]")).to_be_hidden()
