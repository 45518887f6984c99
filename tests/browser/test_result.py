"""The result on a phone: little to read before Start, nothing said three times, and a routine shaped in place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.bases import CASES
from tests.browser.test_accessibility import faults
from tests.browsing import PATIENCE, Watched, take

pytestmark = pytest.mark.browser
PEOPLE = {p.stem: json.loads(p.read_text(encoding="utf-8"))["answers"] for p in (CASES / "people").glob("*.json")}
KNEE = {**PEOPLE["no-pattern"], "where": ["knee:left"], "pain-level": 3, "how-long": "six-weeks"}
OPEN = """result => {
  const start = result.querySelector('[data-action="start"]')
  const texts = document.createTreeWalker(result, NodeFilter.SHOW_TEXT)
  const folded = (e) => e.closest("details:not([open])") && !e.closest("summary")
  const found = []
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement
    if (!e.checkVisibility() || folded(e) || e.closest("svg, .ca-vh, [aria-hidden], [data-week], button")) continue
    found.push([texts.currentNode.textContent.trim(), Boolean(start.compareDocumentPosition(e) & 2)])
  }
  return found.filter(([text]) => text)
}"""
"""What is open of a result, but for doses and buttons: each text, and whether it stands before Start."""
HEARD = """addEventListener("counterpoise:start", (event) => {
  window.begun = event.detail.cards
  event.stopPropagation()
}, true)"""
"""Start is heard by nobody else."""
ROW = """result => (result.querySelector("[data-card]").getBoundingClientRect().top
    - result.getBoundingClientRect().top) / innerHeight"""
"""How many screens come before the first exercise."""


def rows(result: Locator) -> list[str]:
    found: list[str] = result.locator("[data-card]").evaluate_all("all => all.map((one) => one.dataset.exercise)")
    return found


def read(result: Locator) -> tuple[int, list[str]]:
    """The words before Start, and what of three words or more stands open more than twice."""
    found: list[tuple[str, bool]] = result.evaluate(OPEN)
    words = sum(len(text.split()) for text, before in found if before)
    texts = [text for text, _ in found]
    return words, [t for t in set(texts) if len(t.split()) > 3 and texts.count(t) > 2]


def test_a_routine_is_read_at_once_and_shaped_in_place(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    watched = Watched(page, address)
    result = take(page, f"{address}assessments/quick/", KNEE)
    words, often = read(result)
    assert words <= 250
    assert often == []
    assert result.evaluate(ROW) <= 1.2
    expect(result.locator("[data-mind] .ca-mind__stop")).to_be_visible()
    before = rows(result)
    page.evaluate(HEARD)
    result.get_by_role("button", name="Start", exact=True).click()
    assert [card["exercise"] for card in page.evaluate("window.begun")] == before
    expect(result.locator("[data-how][open]"), "without a player the first one's steps open").to_have_count(1)

    result.locator("[data-shape] > summary").click()
    result.locator('input[name="ca-week"][value="4"]').check()
    stays = result.locator("[data-card]").first.element_handle()
    chip = result.locator('[data-kind="minutes"][data-value="40"]')
    chip.click()
    said = page.locator("[data-shaped-text]")
    expect(said).to_contain_text("of your 40 minutes", timeout=PATIENCE)
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chip).to_be_focused()
    expect(result.locator("[data-how][open]"), "what was opened stays open").to_have_count(1)
    expect(result.locator('input[name="ca-week"][value="4"]')).to_be_checked()
    assert stays.evaluate("e => e.isConnected && e.querySelector('svg') !== null"), "what is the same is not made anew"
    assert faults(page) == []

    first = result.locator("[data-card]").first
    first.locator("[data-swap] > summary").click()
    other = first.locator('[data-kind="swap"]').first
    new = other.get_attribute("data-other")
    other.click()
    expect(said).to_contain_text("is swapped for", timeout=PATIENCE)
    assert new in rows(result)
    assert before[0] not in rows(result)
    expect(result.locator("[data-keep-link]")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(said).to_have_text("It is as it was before.", timeout=PATIENCE)
    assert rows(result)[0] == before[0]
    first.locator("[data-swap] > summary").click()
    first.locator('[data-kind="out"]').click()
    expect(said).to_contain_text("is taken out", timeout=PATIENCE)
    left = rows(result)
    assert before[0] not in left

    page.reload()
    expect(page.locator("counterpoise-assessment")).to_have_attribute("data-step", "result", timeout=PATIENCE)
    assert rows(result) == left, "it is as it was left"
    result.locator("[data-shape] > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Back to how it was at first").click()
    expect(said).to_have_text("It is as it was at first.", timeout=PATIENCE)
    assert rows(result) == before
    page.get_by_role("button", name="Undo").click()
    expect(said).to_have_text("It is as it was before.", timeout=PATIENCE)
    assert rows(result) == left

    url = result.locator("[data-keep-link]").input_value()
    for path in ("", "assessments/full/"):
        page.goto(address + path)
        expect(page.locator("[data-kept-open]")).to_have_attribute("href", url)
        assert faults(page) == []
    page.goto(f"{address}plan/")
    page.get_by_role("link", name="Your routine").click()
    expect(page.locator("[data-recall]"), "safety first, as with any plan").to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="No", exact=True).click()
    opened = page.locator("[data-outcome]")
    expect(opened).to_have_attribute("data-outcome", "open", timeout=PATIENCE)
    assert sorted(rows(opened)) == sorted(left)
    here = page.locator("[data-keep-here]")
    expect(here).to_have_attribute("aria-pressed", "true")
    here.click()
    expect(page.locator("[data-keep-status]")).to_contain_text("no longer kept")
    page.goto(address)
    expect(page.locator("counterpoise-kept")).to_be_hidden()
    assert watched.said == []


def test_what_more_room_would_bring_is_told_of_the_routine_as_the_answers_have_it(page: Page, address: str) -> None:
    """Of a routine that is shaped to forty minutes, "with 20 minutes" is not so."""
    result = take(page, f"{address}assessments/quick/", PEOPLE["gentle"])
    expect(result.locator("[data-room]")).to_have_count(1, timeout=PATIENCE)
    result.locator("[data-shape] > summary").click()
    result.locator('[data-kind="minutes"][data-value="40"]').click()
    expect(page.locator("[data-shaped-text]")).to_contain_text("40 minutes", timeout=PATIENCE)
    expect(result.locator("[data-room]")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(result.locator("[data-room]")).to_have_count(1, timeout=PATIENCE)


@pytest.mark.parametrize("name", ["gentle", "pregnant"])
def test_whoever_has_much_to_mind_reads_little_more(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    answers: dict[str, Any] = PEOPLE[name]
    result = take(page, f"{address}assessments/quick/", answers)
    words, often = read(result)
    assert words <= 250
    assert often == []
    assert result.evaluate(ROW) <= 1.2
    page.evaluate("window.print = () => { window.onPaper = true }")
    result.locator('[data-action="print"]').click()
    page.wait_for_function("window.onPaper")
    page.emulate_media(media="print")
    cautions = result.locator("[data-mind] [data-caution] > :is(p, dd)").all()
    assert cautions
    for advice in cautions:
        expect(advice, "on paper nothing can be unfolded").to_be_visible()
    expect(result.locator("button:visible"), "on paper nothing can be pressed").to_have_count(0)
    assert result.locator(".ca-more[open]").evaluate_all(
        "all => all.every((e) => getComputedStyle(e).breakInside === 'auto')"
    )
