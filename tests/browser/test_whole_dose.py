"""A dose in full, written in the builder: its sheet, its link and the plan page say the same, word for word."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from generator.brand import Brand
from generator.handouts import Bureau
from generator.knowledge.base import Knowledge
from quiz.asking.bundle import Bundle
from quiz.plans.link import decode
from quiz.plans.opening import unasked
from quiz.plans.plan import Dosage, Plan
from quiz.telling.opening import opening_told
from quiz.telling.phrase import tell
from tests.browser.test_builder import add, builder, link, paper
from tests.browser.test_plan_page import DESK, open_plan, screen
from tests.paper import texts

pytestmark = pytest.mark.browser
LEAVES = """sheet => { const found = [], walk = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT)
    while (walk.nextNode())
      if (!walk.currentNode.parentElement.closest("svg")) found.push(walk.currentNode.textContent.trim())
    return found.filter((text) => text && !/^[0-9]$/.test(text)) }"""


def _as_a_file(page: Page, plan: Plan, address: str, knowledge: Knowledge, brand: Brand) -> None:
    """The file that the program makes of the plan has every word that the browser prints, and the other way round."""
    page.get_by_role("button", name="Print the routine").click()
    expect(page.locator(".cp-paper [data-sheet-n]").last).not_to_be_empty()
    ours = {_squeezed(leaf) for leaf in page.locator(".cp-paper .cp-sheet").evaluate(LEAVES)}
    printed = page.pdf(prefer_css_page_size=True)
    made = Bureau(knowledge, brand, site=address).make(plan, "Zoë Example")
    browser, file = (" ".join(texts(one)) for one in (printed, made))
    assert len(ours) > 60
    assert {leaf for leaf in ours if leaf not in _squeezed(file)} == set()
    assert _words(browser) == _words(file)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad\ufffe-]", "", text)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[A-Za-zë]{3,}", text.replace("\u200b", "")) if word not in ("counterpoise",)}


def test_a_whole_dose_is_said_alike_by_builder_sheet_and_opened_plan(
    page: Page, address: str, compiled: Bundle, knowledge: Knowledge, brand: Brand
) -> None:
    """3 x 10 with a weight, growing; what is ticked is in the link, and a card's range is advice beside the field."""
    builder(page, address)
    add(page, "glute-bridge", "chin-tuck")
    item = page.locator('[data-item][data-exercise="glute-bridge"]')

    def write(key: str, value: str) -> None:
        field = item.locator(f'[data-field="{key}"]')
        if field.evaluate("(f) => f.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)
            field.press("Tab")
            expect(item.locator(f'[data-field="{key}"]')).to_have_value(value)

    write("sets", "9")
    expect(item.locator(".cb-field__beside")).to_contain_text("The card says")
    write("sets", "3")
    write("reps", "10")
    expect(item.locator(".cb-item__doses")).to_contain_text("3 sets of 10")
    assert item.locator(".cb-item__doses li b").count() == 1, "what is written stays"
    item.locator("summary").focus()
    page.keyboard.press("Enter")
    for key, value in {"load": "12 kg", "tempo": "3-1-2", "rest": "75", "effort": "7", "a_day": "2"}.items():
        write(key, value)
    write("growth", "by-week")
    write("to-reps", "14")
    expect(item.locator(".cb-item__doses")).to_contain_text("3 sets of 14")
    write("note", "Slowly")
    page.locator("[data-days]").fill("4")
    page.locator("[data-days]").press("Tab")
    page.get_by_label("For whom").fill("Zoë Example")
    page.locator("[data-note]").fill("For Ben")
    page.locator("[data-note]").press("Tab")
    bare = decode(link(page).partition("#")[2])
    assert (bare.note, bare.sender, bare.items[0].note, bare.days) == (None, None, None, 4)
    assert bare.items[0].dose == Dosage(3, 10, rest=75, effort=7, a_day=2, tempo=(3, 1, 2), load="12 kg")
    for part in ("My notes", "Who it is from"):
        page.get_by_label(part).check()
    expect(page.locator("[data-keep-text]")).to_contain_text("ticked")
    made = page.locator(".cb-item__doses li").all_inner_texts()
    text = link(page).partition("#")[2]
    plan = decode(text)
    assert (plan.note, plan.items[0].note) == ("For Ben", "Slowly")
    assert plan.sender
    assert len(text) < 400
    told = paper(page)
    _as_a_file(page, plan, address, knowledge, brand)
    open_plan(page, address, text)
    shown = screen(page, DESK)
    expect(shown.locator("[data-from]")).to_be_visible()
    expect(shown).to_contain_text("For Ben")
    page.get_by_role("button", name="Print the routine").click()
    expect(page.locator("[data-keep-status]")).to_contain_text("sheet is ready")
    opened = page.locator(".cp-sheet [data-sheet-card]")
    cards = opening_told(compiled, plan, unasked(compiled, plan))["routine"]["cards"]
    for at, card in enumerate(tell(cards, compiled.words)):
        for dose in card["doses"]:
            for piece in (*dose["amount"], *dose["own"], *card["always"]):
                assert piece in told, piece
                expect(opened.nth(at)).to_contain_text(piece)
                assert any(piece in line for line in made), piece
        for number, week in enumerate(card["weeks"], 1):
            parts = shown.locator("[data-card]").nth(at).locator(f"[data-week='{number}'] .ca-dose__part")
            assert parts.evaluate_all("all => all.map((p) => p.textContent)") == week["parts"]
    for piece in ("For Ben", "Slowly"):
        assert piece in told
        expect(page.locator(".cp-sheet")).to_contain_text(piece)
