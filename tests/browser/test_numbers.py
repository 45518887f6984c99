"""Numbers as people type them, in every number field: "1,5" is 1.5 or refused with words, never 15."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_builder import add, builder, settled
from tests.browsing import open_assessment


@pytest.mark.browser
def test_the_builders_numbers_are_typed(page: Page, address: str) -> None:
    builder(page, address)
    add(page, "chin-tuck")
    for field, good in ((page.locator("[data-days]"), "5"), (page.locator('[data-item] [data-field="sets"]'), "2")):
        for typed in ("1,5", "1,500", "99"):
            field.fill("")
            field.press_sequentially(typed)
            expect(field).to_have_value(typed)
            field.press("Tab")
            settled(page)
            expect(field).to_have_attribute("aria-invalid", "true")
            expect(field).to_have_value(typed)
            expect(page.locator("[data-refused]")).to_contain_text("whole number from 1 to")
        field.fill(good)
        field.press("Tab")
        settled(page)
        expect(page.locator("[data-refused]")).to_have_count(0)
        expect(field).to_have_value(good)
    page.get_by_label("Days a week", exact=True).fill("5")
    page.get_by_label("Days a week", exact=True).press("Tab")
    page.reload()
    expect(page.get_by_label("Days a week", exact=True)).to_have_value("5")


@pytest.mark.browser
def test_the_self_assessments_numbers_are_typed(page: Page, address: str) -> None:
    """Every number field of the long one is text with a decimal keyboard; that of age is typed into."""
    box = open_assessment(page, f"{address}assessments/full/")
    assert page.locator("input[type=number]").count() == 0
    assert page.locator("input[data-number]").count() > 10
    age = page.locator('input[name="q-age"]')
    error = page.locator('[data-question="age"] [data-error]')
    for typed, said in (("400,5", "from"), ("4,500", "one number in digits"), ("forty", "one number in digits")):
        age.fill("")
        age.press_sequentially(typed)
        expect(age).to_have_value(typed)
        page.locator("[data-next]").click()
        expect(error).to_contain_text(said)
    age.fill("")
    age.press_sequentially("34,5")
    page.locator("[data-next]").click()
    expect(error).to_contain_text("a whole number from")
    expect(page.locator("[data-problems]")).to_contain_text("questions need another look")
    for question in page.locator('[data-section="about"] [data-question]:visible:not([data-question="age"])').all():
        question.locator("input").last.check()
    page.locator("[data-next]").click()
    expect(page.locator("[data-problems]")).to_contain_text("One answer cannot be used as it is typed")
    age.fill("34,0")
    page.wait_for_function("Object.values(localStorage).some((text) => text.includes('\"age\":34'))")
    expect(error).to_be_hidden()
    expect(box).to_have_attribute("data-mode", "steps")
