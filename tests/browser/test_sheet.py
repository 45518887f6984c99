"""A routine on paper, printed by whoever opened its link; and a sheet that was printed, called back."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from quiz.asking.bundle import Bundle
from quiz.plans.link import decode, encode
from tests.browser.test_plan_page import DESK, open_plan, screen, well
from tests.paper import codes, dots, filled, smallest, texts
from tests.paper import pages as paper_pages

pytestmark = pytest.mark.browser


def test_the_sheet_on_paper(page: Page, address: str, compiled: Bundle) -> None:
    """On either paper, in small and in large print, with dark pages around: no card is split, nothing is too small, no
    page is nearly empty, its margins are white, its code can be read and its name is in the file."""
    names = ["chest-ball", "doorway-stretch", "chin-tuck", "band-pull-apart", "glute-bridge", "standing-row"]
    titles = [compiled.words[f"exercises.{name}.title"] for name in names]
    page.add_init_script("window.print = () => {}")
    url = well(compiled, *names, days=3, made="2026-11-21")
    open_plan(page, address, url)
    expect(page.locator("[data-news]")).to_have_text("")
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    for paper, size, large in (("letter", (612, 792), False), ("a4", (595, 842), True)):
        page.evaluate(
            """paper => { const tool = document.querySelector("counterpoise-plan")
            tool.dataset.brand = JSON.stringify({ ...JSON.parse(tool.dataset.brand), paper }) }""",
            paper,
        )
        screen(page, DESK)
        page.get_by_label("In large print").set_checked(large)
        page.get_by_role("button", name="Print the routine").click()
        expect(page.locator("[data-keep-status]")).to_contain_text("sheet is ready")
        expect(page.locator("[data-sheet-qr] svg")).to_have_count(1)
        made = page.pdf(prefer_css_page_size=True, tagged=True)
        sheet = PdfReader(io.BytesIO(made))
        assert [round(float(n)) for n in sheet.pages[0].mediabox[2:]] == list(size)
        assert sheet.metadata
        assert sheet.metadata.title == "Your routine"
        pages = texts(made)
        for n, text in enumerate(pages, 1):
            assert text.count("Getting ready:") == sum(f"{title} " in text for title in titles), "a card is split"
            assert f"Your routine Page {n} of {len(pages)}" in text
            assert "Take a self-assessment" not in text, "the page around the sheet is printed"
        assert sum(text.count("Getting ready:") for text in pages) == page.locator("[data-card]").count() > 3
        assert "Take the check again on 19 December 2026" in pages[0]
        assert smallest(made) >= (13.9 if large else 9.9)
        assert min(filled(made, 0.13)) > 1 / 3
        assert all(dots(found, 24)[0, 0] > 250 for found in paper_pages(made)), "a margin is dark"
        assert codes(made) == [f"{address}plan/#{url}"]
        page.get_by_role("button", name="Change my answers").click()


def test_a_sheet_that_cannot_be_printed_is_said_and_one_that_was_is_called_back(
    page: Page, address: str, compiled: Bundle
) -> None:
    page.add_init_script("window.print = () => { throw new Error('no printer') }")
    plan = decode(well(compiled, "chin-tuck", "glute-bridge"))
    gone, changed = replace(plan.items[1], code="zzz"), replace(plan.items[0], mark="zzz" + plan.items[0].mark[3:])
    open_plan(page, address, encode(replace(plan, items=(changed, gone))))
    for told in ("[data-news]", ".ca-result__head"):
        if told != "[data-news]":
            screen(page, DESK)
        expect(page.locator(told)).to_be_visible()
        expect(page.locator(f"{told} [data-new]")).to_have_count(2)
        expect(page.locator(told)).to_contain_text(
            "Chin tuck What this exercise asks of a body has been described anew"
        )
        expect(page.locator(told)).to_contain_text("(code zzz) is no longer offered. Leave it out.")
    page.get_by_role("button", name="Print the routine").click()
    expect(page.locator("[data-keep-status]")).to_contain_text("could not be made")
