"""A self-assessment in a page of another site: as high as it is, without the site around it, and its links lead out."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browsing import PATIENCE, serving

HOST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Studio</title>
<h1>Our studio</h1>
<script src="{site}assets/engine/embed.js"></script>
<counterpoise-embed questionnaire="quick" label="A quick check"></counterpoise-embed>
<p id="after">What comes after it</p>
"""
_HIGH = "([least, most]) => { const h = document.querySelector('iframe').offsetHeight; return h > least && h < most }"


def test_two_lines_put_it_into_a_page_of_another_site(page: Page, address: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(HOST.format(site=address), encoding="utf-8")
    with serving(tmp_path) as origin:
        page.goto(origin)
        held = page.frame_locator('iframe[title="A quick check"]')
        box = held.locator("counterpoise-assessment")
        expect(box.locator('[data-question="where"]')).to_be_visible(timeout=PATIENCE)
        for around in (".md-header", ".md-footer", ".md-sidebar"):
            expect(held.locator(around).locator("visible=true")).to_have_count(0)
        expect(held.locator(".cp-embedded")).to_contain_text("not medical advice")

        page.wait_for_function(_HIGH, arg=[641, 3_000], timeout=PATIENCE)  # a frame that nobody told is 640 high
        before = page.locator("iframe").bounding_box()
        assert before
        held.locator("details[data-places] > summary").click()
        page.wait_for_function(_HIGH, arg=[before["height"] + 200, 60_000], timeout=PATIENCE)
        inner = held.locator("html").evaluate("root => [root.scrollHeight, root.clientHeight]")
        assert inner[0] <= inner[1], "nothing of it has to be scrolled to inside"
        held.locator("details[data-places] > summary").click()
        page.wait_for_function(_HIGH, arg=[200, before["height"] + 1], timeout=PATIENCE)

        with page.context.expect_page() as opened:
            held.locator(".ca-emergency a:visible").first.click()
        assert opened.value.url.startswith(f"{address}safety/")
        assert page.url == origin


def test_a_page_of_its_own_is_whole(page: Page, address: str) -> None:
    """`?embed` outside a frame leaves everything where it is."""
    page.goto(f"{address}assessments/quick/?embed")
    expect(page.locator(".md-header")).to_be_visible()
    expect(page.locator(".cp-embedded")).to_be_hidden()
