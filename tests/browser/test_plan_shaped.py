"""A plan that came by link is shaped in place; what is new of it is asked about first, and a copy is one's own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from quiz.asking.bundle import Bundle
from tests.browser.test_plan_page import DESK, open_plan, screen, well
from tests.browsing import PATIENCE

pytestmark = pytest.mark.browser


def cards(page: Page) -> list[str | None]:
    return [card.get_attribute("data-exercise") for card in page.locator("[data-card]").all()]


def test_a_plan_is_changed_in_place_and_a_copy_is_ones_own(page: Page, address: str, compiled: Bundle) -> None:
    """By chips, row by row, and from the catalogue; what was sent stays at its address, and is a press away."""
    names = ["calf-roll", "cat-camel", "cross-body-stretch", "chin-tuck", "glute-bridge", "bird-dog", "chair-squat"]
    text = well(compiled, *names, **{"from": {"name": "Ana"}})
    box = open_plan(page, address, text)
    screen(page, DESK)
    said, undo = page.locator("[data-shaped-text]"), page.locator('[data-action="shape-undo"]').last
    page.locator("[data-shape] > summary").click()
    page.locator('[data-kind="minutes"][data-value="5"]').click()
    expect(said).to_contain_text("minutes")
    fewer = cards(page)
    assert 0 < len(fewer) < len(names)
    expect(page.locator('[data-kind="minutes"][data-value="5"]')).to_have_attribute("aria-pressed", "true")
    undo.click()
    expect(page.locator("[data-card]")).to_have_count(len(names))
    expect(page).to_have_url(f"{address}plan/#{text}")
    row = page.locator('[data-card][data-exercise="chair-squat"]')
    row.locator("[data-swap] > summary").click()
    row.locator('[data-kind="hurts"]').click()
    expect(said).to_contain_text("out, as it hurts")
    expect(page.locator("[data-yours]")).to_contain_text("It came from: Ana")
    own = cards(page)
    assert "chair-squat" not in own
    link = page.locator("[data-keep-link]").input_value()
    assert link == page.url != f"{address}plan/#{text}"
    # It is there after a reload, and knows what it was.
    page.reload()
    page.locator('[data-said="no"]').click()
    expect(box).to_have_attribute("data-state", "shown", timeout=PATIENCE)
    assert cards(page) == own
    page.locator("[data-shape] > summary").click()
    page.get_by_role("button", name="Back to how it was at first").click()
    expect(page).to_have_url(f"{address}plan/#{text}")
    assert cards(page) == names


def test_what_a_change_brings_in_is_asked_about_first(page: Page, address: str, compiled: Bundle) -> None:
    text = well(compiled, "seated-nod")
    box = open_plan(page, address, text)
    screen(page, DESK)
    page.locator("[data-shape] > summary").click()
    page.locator('[data-kind="equipment"][data-value="band"]').click()
    expect(page.locator("[data-shaped-text]")).not_to_have_text("")
    page.locator("[data-add-which]").select_option("bird-dog")
    page.locator('[data-kind="add"]').click()
    expect(box).to_have_attribute("data-state", "ask")
    expect(page.locator("[data-pending]")).to_be_visible()
    expect(page.locator("[data-shaped-text]"), "nothing came of this change yet").to_have_text("")
    page.get_by_role("button", name="Leave the plan as it was").click()
    expect(box).to_have_attribute("data-state", "shown")
    assert cards(page) == ["seated-nod"]
    page.locator("[data-add-which]").select_option("bird-dog")
    page.locator('[data-kind="add"]').click()
    expect(box).to_have_attribute("data-state", "ask")
    screen(page, DESK)
    assert cards(page) == ["seated-nod", "bird-dog"]
    expect(page.locator('[data-shaped] [data-action="shape-undo"]')).to_be_visible()


def test_what_came_of_a_change_goes_out_of_the_way(page: Page, address: str, compiled: Bundle) -> None:
    open_plan(page, address, well(compiled, "seated-nod"))
    screen(page, DESK)
    said = page.locator("[data-shaped]")
    page.locator("[data-shape] > summary").click()
    page.locator('[data-kind="minutes"][data-value="20"]').click()
    expect(said, "a change that changes nothing says so").to_contain_text("Nothing in it changes.")
    page.locator('[data-keep-action="qr"]').click()
    expect(said).to_be_hidden()
    page.locator('[data-kind="minutes"][data-value="30"]').click()
    expect(said.locator('[data-action="shape-undo"]')).to_be_visible()
    said.locator('[data-action="shape-close"]').click()
    expect(said).to_be_hidden()
    page.goto(f"{address}today/")
    kept = page.locator("[data-none] [data-kept-here] a")
    expect(kept, "a routine that is kept is what Today begins with").to_have_attribute("href", re.compile(r"/plan/#\w"))


def test_back_leads_from_a_plan_to_its_questions_and_to_where_it_was_opened(
    page: Page, address: str, compiled: Bundle
) -> None:
    text = well(compiled, "chin-tuck", "glute-bridge")
    box = open_plan(page, address, text)
    screen(page, DESK)
    page.get_by_role("button", name="Keep it on this device").click()
    page.goto(f"{address}plan/")
    kept = page.locator("[data-kept-plans] a")
    kept.click()
    page.locator("[data-recall]").get_by_role("button", name="No", exact=True).click()
    expect(box).to_have_attribute("data-state", "shown", timeout=PATIENCE)
    page.go_back()
    expect(box).to_have_attribute("data-state", "ask")
    expect(page).to_have_url(f"{address}plan/#{text}")
    page.go_forward()
    expect(box).to_have_attribute("data-state", "shown", timeout=PATIENCE)
    expect(page.locator("[data-headline]")).to_be_focused()
    page.go_back()
    page.go_back()
    expect(box).to_have_attribute("data-state", "none")
    expect(kept).to_be_focused()
