"""What a trainer mistypes in the builder costs nothing else, wherever it goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from quiz.plans.link import decode
from tests.browser.test_builder import add, builder, link, mind, settled

pytestmark = pytest.mark.browser


def item(page: Page, name: str) -> Locator:
    return page.locator(f'[data-item][data-exercise="{name}"]')


def write(page: Page, name: str, key: str, value: str) -> Locator:
    """Type a value into a field of an exercise, leave it, and wait for what Python says."""
    found = item(page, name)
    field = found.locator(f'[data-field="{key}"]')
    if not field.is_visible():
        found.locator("summary").click()
    field.fill(value)
    field.press("Tab")
    settled(page)
    return item(page, name).locator(f'[data-field="{key}"]')


def test_one_refused_value_costs_no_other_one_and_a_caution_acts(page: Page, address: str) -> None:
    """It stays in view with its reason; the rest is taken up; until it is mended there is no link and no sheet."""
    builder(page, address)
    add(page, "goblet-squat", "hip-thrust")
    write(page, "goblet-squat", "sets", "3")
    write(page, "goblet-squat", "reps", "10")
    tempo = write(page, "goblet-squat", "tempo", "slow")
    expect(tempo).to_have_value("slow")
    expect(tempo).to_have_attribute("aria-invalid", "true")
    expect(item(page, "goblet-squat").locator("[data-refused]")).to_contain_text("3010")
    expect(page.locator("[data-keep]")).to_be_hidden()
    write(page, "hip-thrust", "sets", "5")
    write(page, "hip-thrust", "load", "100 kg")
    expect(item(page, "hip-thrust").locator(".cb-item__doses")).to_contain_text("100 kg")
    expect(item(page, "hip-thrust").locator(".cb-item__doses")).to_contain_text("5 sets")
    mind(page, "osteoporosis")
    settled(page)
    expect(item(page, "goblet-squat").locator(".cb-item__advice, [data-conflict]").first).to_be_visible()
    expect(tempo).to_have_value("slow")
    page.locator('input[name="caution"][value="osteoporosis"]').uncheck()
    settled(page)
    write(page, "goblet-squat", "tempo", "3010")
    expect(page.locator("[data-refused]")).to_have_count(0)
    first, second = decode(link(page).partition("#")[2]).items
    assert (first.dose.sets, first.dose.reps, first.dose.tempo) == (3, 10, (3, 0, 1))
    assert (second.dose.sets, second.dose.load) == (5, "100 kg")


def test_a_pack_and_the_draft_keep_all_but_what_was_refused(page: Page, address: str) -> None:
    builder(page, address)
    add(page, "goblet-squat")
    for key, value in {"sets": "3", "reps": "10", "tempo": "slow", "load": "20 kg"}.items():
        write(page, "goblet-squat", key, value)
    page.locator("[data-days]").fill("9")
    page.locator("[data-days]").press("Tab")
    settled(page)
    expect(page.locator("[data-days]")).to_have_value("9")
    expect(page.locator("[data-blocked]")).to_contain_text("from 1 to 7")
    page.locator("[data-pack-name]").fill("Legs")
    page.locator("[data-pack-name]").press("Enter")
    expect(page.locator("[data-status]")).to_contain_text("without 2 values")
    for shelf in ("draft", "packs"):
        kept = page.evaluate(
            "(name) => Object.entries(localStorage).find(([key]) => key.endsWith(`${name}/1`))[1]", shelf
        )
        assert "slow" not in kept
        assert '"9"' not in kept
        assert "20 kg" in kept
    page.reload()
    expect(item(page, "goblet-squat").locator('[data-field="sets"]')).to_have_value("3")
    page.get_by_role("button", name="Open Legs").click()
    settled(page)
    expect(item(page, "goblet-squat").locator('[data-field="load"]')).to_have_value("20 kg")
    expect(item(page, "goblet-squat").locator('[data-field="tempo"]')).to_have_value("")
    assert decode(link(page).partition("#")[2]).items[0].dose.sets == 3


def test_an_exercise_that_is_there_is_shown_and_one_that_stands_twice_can_be_taken_out(
    page: Page, address: str
) -> None:
    builder(page, address)
    add(page, "chin-tuck", "glute-bridge")
    page.locator('[data-card] [data-action="add"][data-exercise="chin-tuck"]').click()
    expect(page.locator("[data-status]")).to_contain_text("in the plan already")
    expect(item(page, "chin-tuck").locator("[data-title]")).to_be_focused()
    expect(page.locator("[data-item]")).to_have_count(2)
    twice = """() => { const key = Object.keys(localStorage).find((key) => key.endsWith("draft/1"))
        const plan = JSON.parse(localStorage[key])
        const own = { title: "Wall walk", how: "Up.", step: "activate", demands: ["no-such"] }
        plan.items.push({ card: "chin-tuck", dose: { sets: 2 } }, { own, dose: { reps: 5 } })
        localStorage[key] = JSON.stringify(plan) }"""
    page.evaluate(twice)
    page.reload()
    expect(page.locator("[data-item]")).to_have_count(4)
    expect(page.locator("[data-item]").nth(2).locator("[data-refused]")).to_contain_text("twice")
    page.locator("[data-pack-name]").fill("All of it")
    page.locator("[data-pack-name]").press("Enter")
    expect(page.locator("[data-status]"), "it is whole").to_have_text("The pack “All of it” is saved on this device.")
    for at in (3, 2):
        page.locator("[data-item]").nth(at).locator('[data-action="remove"]').click()
        expect(page.locator("[data-item]")).to_have_count(at)
    settled(page)
    assert len(decode(link(page).partition("#")[2]).items) == 2


def test_a_range_grows_and_units_are_read(page: Page, address: str) -> None:
    """10-12 is 10 that grows to 12; seconds and effort are read with what stands around them; a word is told there."""
    builder(page, address)
    add(page, "goblet-squat")
    expect(write(page, "goblet-squat", "reps", "10-12")).to_have_value("10")
    expect(item(page, "goblet-squat").locator('[data-field="to-reps"]')).to_have_value("12")
    expect(page.locator("[data-status]")).to_contain_text("grows up to 12")
    expect(write(page, "goblet-squat", "effort", "RPE 8")).to_have_value("8")
    expect(write(page, "goblet-squat", "rest", "90s")).to_have_value("90")
    days = page.locator("[data-days]")
    days.fill("4 days a week")
    days.press("Tab")
    expect(days).to_have_value("4")
    settled(page)
    assert decode(link(page).partition("#")[2]).days == 4
    expect(write(page, "goblet-squat", "sets", "a few")).to_have_value("a few")
    expect(item(page, "goblet-squat").locator("[data-refused]")).to_contain_text(
        "whole number from 1 to 20 here, such as 3"
    )
