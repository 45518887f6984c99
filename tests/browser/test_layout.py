"""How pages sit on a screen and on paper: nothing jumps, nothing floats over a tool, a phone has room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import at_rest
from tests.paper import dots, filled, pages

pytestmark = pytest.mark.browser


def test_nothing_jumps_while_a_page_loads(browser: Browser, address: str) -> None:
    """The layout shift that people see on a phone, as browsers score it: below 0.1 is good, a fifth of it wanted."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(
        """window.shifted = 0
        new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.shifted += e.value)))
            .observe({ type: "layout-shift", buffered: true })"""
    )
    for path in (
        "exercises/",
        "habits/",
        "symptoms/",
        "syndromes/",
        "evidence-notes/",
        "handouts/",
        "builder/",
        "plan/",
        "assessments/quick/",
    ):
        page.goto(address + path)
        at_rest(page)
        expect(page.locator("counterpoise-filter:not(:defined), [data-tool][hidden]")).to_have_count(0)
        assert page.evaluate("window.shifted") < 0.02, path
    context.close()


def test_a_filter_that_cannot_work_is_not_shown(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}symptoms/")
    expect(page.locator(".cp-filter")).to_be_hidden()
    expect(page.locator("[data-card]").first).to_be_visible()
    context.close()


def test_a_printed_pattern_names_its_exercises_and_tests(page: Page, address: str) -> None:
    page.goto(f"{address}syndromes/upper-crossed/")
    page.emulate_media(media="print")
    for exercise in ("Chin tuck", "Doorway chest stretch"):
        expect(page.locator("#steps ~ .cp-connected").get_by_text(exercise, exact=True)).to_be_visible()
    expect(page.locator("#judged ~ .cp-chips li").first).to_be_visible()
    expect(page.locator("#connected + .cp-connected")).to_be_hidden()
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert all(dots(sheet, 24)[0, 0] > 250 for sheet in pages(page.pdf())), "a margin is dark"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", ["chain/", "why/", "causes/footwear/", "exercises/chin-tuck/", "assessments/quick/"])
def test_no_printed_page_is_two_thirds_empty(page: Page, address: str, path: str, paper: str) -> None:
    page.goto(address + path)
    at_rest(page)
    made = page.pdf(format=paper, prefer_css_page_size=True)
    assert min(filled(made, 0)) > 1 / 3


def test_nothing_floats_over_a_tool(page: Page, address: str) -> None:
    for path in ("assessments/quick/", "plan/", "builder/", "brand-kit/", "why/"):
        page.goto(address + path)
        expect(page.locator(".md-top")).to_have_css("display", "none")


def test_a_table_that_scrolls_can_be_reached_and_has_a_name(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    for path in ("lookalikes/", "the-process/", "scoring/"):
        page.goto(address + path)
        box = page.locator('article [role="region"][tabindex="0"]').first
        expect(box).to_be_visible()
        assert box.get_attribute("aria-label")
        assert not page.evaluate(
            """[...document.querySelectorAll("article *")].some(e => e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0
                 && /auto|scroll/.test(getComputedStyle(e).overflowX) && !e.querySelector("a, button, input"))"""
        ), path
    page.set_viewport_size({"width": 1600, "height": 900})
    expect(page.locator('article [role="region"][tabindex="0"]')).to_have_count(0)
    context.close()


def test_the_filter_leaves_a_phone_room_and_opens_when_it_is_used(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}exercises/")
    form = page.locator(".cp-filter")
    expect(form).to_be_visible()
    box = form.bounding_box()
    assert box is not None
    assert box["height"] < 220
    expect(page.locator('[name="region"]')).to_be_hidden()
    page.goto(f"{address}exercises/?region=neck")
    expect(page.locator('[name="region"]')).to_be_visible()
    expect(page.locator('[name="region"]')).to_have_value("neck")
    everything = page.locator("[data-card]").count()
    assert 0 < page.locator("[data-card]:visible").count() < everything, (
        "what the filter hides is hidden on a phone too"
    )
    page.goto(f"{address}compensations/")
    page.locator("[data-more] summary").click()
    page.locator('[name="movement"]').select_option("single-leg-squat")
    expect(page.locator("[data-card]:visible")).to_have_count(6)
    context.close()
