"""A check taken again: begun empty but for what stays, and put beside the one before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import faults
from tests.browser.test_plan_page import DESK
from tests.browser.test_recall import QUICK, TODAY, at
from tests.browsing import Watched, awake, go_on, take

pytestmark = pytest.mark.browser
RATE = """score => {
  const row = document.querySelector("[data-matter]")
  row.querySelector("input").value ||= "Climbing stairs"
  row.querySelector("select").value = score
  row.dispatchEvent(new Event("input", { bubbles: true }))
  return row.querySelector("input").value
}"""
PLANS = "Object.entries(localStorage).find(([key]) => key.endsWith('plans/1'))[1]"
TICKED = """[...document.querySelectorAll("[data-question] input:checked")]
  .map((input) => input.closest("[data-question]").dataset.question)"""


def test_four_weeks_later_then_and_now_come_first(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    watched = Watched(page, address)
    at(page, TODAY)
    result = take(page, f"{address}{QUICK}", {**DESK, "pain-level": 5})
    expect(page.locator("[data-since]")).to_have_count(0)
    headline = result.locator("[data-headline]").inner_text()
    exercise = result.locator(".ca-card__title").first.inner_text()
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
    # What was told on either day can be read again, and says nothing of safety.
    page.goto(f"{address}{QUICK}")
    awake(page)
    page.get_by_text("Read an earlier result").click()
    expect(page.locator("[data-earlier]")).to_contain_text("What is known may have changed since")
    earlier = page.locator("[data-earlier-list] details")
    expect(earlier.locator("summary")).to_have_text(["Result of December 27, 2026", "Result of November 29, 2026"])
    earlier.last.locator("summary").click()
    expect(earlier.last).to_contain_text(headline)
    expect(earlier.last).to_contain_text(exercise)
    assert not earlier.last.locator("a, button, input").count(), "it is there to be read"
    # It has an address of its own, which holds nobody's name.
    expect(page).to_have_url(f"{address}{QUICK}#result=2026-11-29")
    earlier.first.locator("summary").click()
    expect(page).to_have_url(f"{address}{QUICK}#result=2026-12-27")
    page.go_back()
    expect(page).to_have_url(f"{address}{QUICK}#result=2026-11-29")
    expect(page.locator("[data-earlier-list] details[open] > summary")).to_have_text("Result of November 29, 2026")
    page.reload()
    awake(page)
    expect(earlier.last.locator("summary")).to_be_focused()
    expect(earlier.last).to_contain_text(headline)
    page.go_back()
    expect(page.locator("[data-earlier-list] details[open]")).to_have_count(0)
    page.go_forward()
    expect(earlier.last).to_have_attribute("open", "")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert watched.said == []


def test_what_each_person_left_is_theirs_alone(page: Page, address: str) -> None:
    """Anna, then Ben on the same device, then Anna again."""
    watched = Watched(page, address)
    at(page, TODAY)
    take(page, f"{address}{QUICK}", {**DESK, "pain-level": 5})
    named(page, "Anna")
    assert page.evaluate(RATE, "4") == "Climbing stairs"
    page.get_by_text("Change time, days or equipment").click()
    page.locator('[data-kind="minutes"][data-value="20"]').click()
    expect(page.locator("[data-shaped-text]")).not_to_be_empty()

    page.reload()
    expect(page.locator("[data-restored-text]")).to_have_text("The answers of Anna from before are filled in.")
    expect(page.locator("[data-outcome]")).to_be_visible()
    page.goto(f"{address}{QUICK}?ben")
    awake(page)
    page.locator("[data-restored]").get_by_role("button", name="Someone else").click()
    expect(page.locator("[data-form] input:checked")).to_have_count(0)
    assert page.evaluate("[...document.querySelectorAll('[data-matter] input')].map((i) => i.value).join('')") == ""
    go_on(page, {**DESK, "pain-level": 3})
    expect(page.locator('[data-kind="minutes"][aria-pressed="true"]')).not_to_have_attribute("data-value", "20")
    named(page, "Ben")
    assert checks(page) == ["Anna 2026-11-29", "Ben 2026-11-29"], "each once, whoever named oneself later"

    plans = page.evaluate(PLANS)
    at(page, TODAY + timedelta(days=9))
    page.goto(f"{address}{QUICK}?anna#result")
    card = page.locator("[data-recall]")
    card.get_by_role("button", name="Anna", exact=True).click()
    card.get_by_role("button", name="No", exact=True).click()
    expect(page.locator("[data-outcome]"), "what Anna left, not Ben").to_be_visible()
    expect(page.locator('[data-kind="minutes"][aria-pressed="true"]')).to_have_attribute("data-value", "20")
    assert page.evaluate("document.querySelector('[data-matter] input').value") == "Climbing stairs"
    expect(page.locator("[data-since]"), "nothing is compared with itself").to_have_count(0)
    assert page.evaluate(PLANS) == plans, "a plan that is shown again is the one that was kept"
    assert checks(page) == ["Anna 2026-11-29", "Ben 2026-11-29"]

    page.goto(f"{address}{QUICK}?anew")
    card.get_by_role("button", name="Anna", exact=True).click()
    card.get_by_role("button", name="No", exact=True).click()
    box = page.locator("counterpoise-assessment")
    expect(box).to_have_attribute("data-step", "pain")
    go_on(page, {**DESK, "pain-level": 5})
    expect(page.locator("[data-remembered]")).to_contain_text("The safety answers of Anna")
    assert checks(page) == ["Anna 2026-11-29", "Ben 2026-11-29", "Anna 2026-12-08"]
    expect(page.locator("[data-since]")).to_be_visible()

    page.get_by_role("button", name="Forget my safety answers").click()
    note = page.locator("[data-remembered]")
    expect(note).to_contain_text("Anna: the safety answers are forgotten. Earlier checks are still here.")
    note.get_by_role("button", name="Delete the earlier checks too").click()
    assert checks(page) == ["Ben 2026-11-29"]
    page.locator("[data-result] [data-action=restart]").click()
    expect(page.locator("[data-confirm]")).to_contain_text("The answers of Anna")
    page.locator("[data-confirm] [data-action=erase]").click()
    expect(page.locator("[data-status]")).to_contain_text("The answers of Anna here are erased")
    assert checks(page) == ["Ben 2026-11-29"]
    kept = page.evaluate("Object.keys(localStorage).filter((key) => /(answers|shape|activities)\\/1/.test(key))")
    assert [key.rpartition("/")[2] for key in kept] == ["quick:ben"]
    page.goto(f"{address}plan/")
    expect(page.locator("[data-kept-plans] a")).to_have_text(["Routine of November 29", "Routine for Ben"])
    assert watched.said == []


def named(page: Page, name: str) -> None:
    note = page.locator("[data-remembered]")
    note.get_by_label("Name or nickname").fill(name)
    note.get_by_role("button", name="Keep under this name").click()
    expect(note).to_contain_text(f"The safety answers of {name}")


def checks(page: Page) -> list[str]:
    """Whose checks are kept, and of when, the oldest first."""
    kept = "JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith('results/1'))[1])"
    found: list[list[str]] = page.evaluate(
        f"{kept}.filter((one) => one.value).map(({{ value }}) => [value.on, value.who]).sort()"
    )
    return [f"{who} {on}" for on, who in found]
