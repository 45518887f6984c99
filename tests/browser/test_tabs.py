"""Tabs that are open beside each other: each goes on with what another one changed, and with nothing else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from quiz.asking.bundle import Bundle
from tests.browser.test_kept import put
from tests.browser.test_plan_page import DESK, open_plan, screen, well
from tests.browsing import PATIENCE, answer

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


def test_today_leads_to_what_goes_to_a_trainer_once(page: Page, address: str) -> None:
    routine = {"id": "a", "plan": "2plan", "days": 3, "rule": "steady", "minutes": 10}
    put(page, address, routine=routine)
    page.goto(f"{address}today/#today-send")
    expect(page.locator("section[data-now]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-send-block] h2")).to_be_in_viewport()
    page.locator("h1").scroll_into_view_if_needed()
    other = page.context.new_page()
    put(other, address, routine={**routine, "days": 4})
    expect(page.locator("[data-facts]")).to_contain_text("of 4 sessions")
    expect(page.locator("h1")).to_be_in_viewport()


def test_two_tabs_of_a_plan_go_on_with_each_others_answers(page: Page, address: str, compiled: Bundle) -> None:
    text = well(compiled, "chin-tuck", "glute-bridge")
    age = 'input[name="q-age"]'
    box = open_plan(page, address, text)
    other = page.context.new_page()
    open_plan(other, address, text)
    page.locator(age).fill("34")
    expect(other.locator(age)).to_have_value("34")
    answer(other.locator('[data-question="where"]'), ["neck:left"])
    expect(page.locator('[name="q-where"][value="neck:left"]')).to_be_checked()
    screen(page, DESK)
    third = page.context.new_page()
    open_plan(third, address, well(compiled, "chin-tuck"))
    third.locator('[data-recall] [data-action="someone"]').click()
    third.locator(age).fill("60")
    expect(third.locator("counterpoise-plan")).not_to_have_attribute("data-busy", "", timeout=PATIENCE)
    expect(box, "another plan's answers are no part of this one's").to_have_attribute("data-state", "shown")
    expect(page.locator(age)).to_have_value("34")
    other.locator(age).fill("12")
    expect(page.locator(age)).to_have_value("12")
    expect(box, "what a child is asked comes before any plan").to_have_attribute("data-state", "ask")
    screen(page, DESK)
    other.locator('form [data-action="erase"]').dispatch_event("click")
    expect(box).to_have_attribute("data-state", "ask")
    for one in (page, other):
        expect(one.locator(age)).to_have_value("")


def test_of_a_plan_in_two_tabs_whoever_sits_there_has_their_own_answers(
    page: Page, address: str, compiled: Bundle
) -> None:
    text = well(compiled, "chin-tuck", "glute-bridge")
    age = 'input[name="q-age"]'
    box = open_plan(page, address, text)
    screen(page, DESK)
    other = page.context.new_page()
    open_plan(other, address, text)
    other.locator('[data-recall] [data-action="someone"]').click()
    other.locator(age).fill("60")
    expect(other.locator("counterpoise-plan")).not_to_have_attribute("data-busy", "", timeout=PATIENCE)
    expect(box).to_have_attribute("data-state", "shown")
    expect(page.locator(age)).to_have_value(str(DESK["age"]))
    third = page.context.new_page()
    open_plan(third, address, text)
    third.locator('[data-recall] [data-said="not-sure"]').click()
    expect(box, "the same person is not sure whether anything is new").to_have_attribute("data-state", "ask")
    expect(other.locator(age)).to_have_value("60")
