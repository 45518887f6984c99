"""The brand kit's last change, of a field or the logo, is undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_brand_kit import SVG, fill_in, kit
from tests.browser.test_brand_kit_clients import read_file
from tests.browser.test_kept import STATUS, shelf

pytestmark = pytest.mark.browser


def test_a_logo_that_went_can_be_brought_back(page: Page, address: str) -> None:
    kit(page, address)
    fill_in(page, "Your name, or your studio's", "North")
    page.get_by_label("Logo", exact=True).set_input_files({"name": "l.svg", "mimeType": "", "buffer": SVG})
    page.get_by_role("button", name="Take the logo away").click()
    expect(page.locator("[data-logo-shown]")).to_be_hidden()
    page.get_by_role("button", name="Undo the last change").click()
    expect(page.locator("[data-logo-shown]")).to_be_visible()
    expect(page.get_by_label("Logo", exact=True)).to_be_focused()
    expect(page.locator(STATUS)).to_contain_text("Kept on this device")
    assert shelf(page, "brand")["logo"].startswith("data:image/svg+xml")


def test_the_last_change_of_a_field_can_be_undone(page: Page, address: str) -> None:
    kit(page, address)
    undo = page.get_by_role("button", name="Undo the last change")
    expect(undo).to_be_disabled()
    fill_in(page, "Your name, or your studio's", "North")
    fill_in(page, "Phone", "+44 20 7946 0000")
    fill_in(page, "Phone", "5")
    expect(page.locator(STATUS)).to_contain_text("All but the marked fields")
    undo.click()
    expect(page.get_by_label("Phone")).to_be_focused()
    expect(page.get_by_label("Phone")).to_have_value("+44 20 7946 0000")
    expect(page.locator(STATUS)).to_contain_text("Kept on this device")
    page.get_by_label("Main colour").fill("#7a1f5c")
    page.get_by_label("Paper").select_option("letter")
    page.get_by_label("Paper").press("Tab")  # leaving a field is no change
    undo.press("Enter")
    expect(page.get_by_label("Paper")).to_be_focused()
    kept = shelf(page, "brand")
    assert (kept["paper"], kept["primary"], kept["phone"]) == ("a4", "#7a1f5c", "+44 20 7946 0000")
    undo.press("Enter")  # the undoing was a change, too
    assert shelf(page, "brand")["paper"] == "letter"
    page.get_by_label("Phone").fill("+44 20 7946 0009")  # typed, and not left
    page.reload()
    expect(page.get_by_label("Phone")).to_have_value("+44 20 7946 0009")
    expect(undo).to_be_disabled()
    read_file(page, {"counterpoise": 2, "clients": [], "packs": [], "kit": {"name": "South"}})
    page.locator('button[value="import"]').click()
    expect(page.get_by_label("Your name")).to_have_value("South")
    fill_in(page, "Your name, or your studio's", "Further south")
    page.get_by_role("button", name="Undo what the file changed").click()
    expect(page.get_by_label("Your name")).to_have_value("North")
    undo.click()
    expect(page.get_by_label("Your name")).to_have_value("Further south")
    page.get_by_role("button", name="Delete everything").click()
    page.locator('[data-action="erase-confirmed"]').click()
    expect(undo).to_be_disabled()


def test_what_another_tab_kept_is_not_written_over(page: Page, address: str) -> None:
    kit(page, address)
    fill_in(page, "Your name, or your studio's", "North")
    other = page.context.new_page()
    kit(other, address)
    fill_in(other, "Phone", "+44 20 7946 0000")
    expect(page.get_by_label("Phone")).to_have_value("+44 20 7946 0000")
    fill_in(page, "Link for bookings", "https://north.example/book")
    kept = shelf(other, "brand")
    assert (kept["phone"], kept["booking"]) == ("+44 20 7946 0000", "https://north.example/book")
    other.get_by_role("button", name="Delete everything").click()
    other.locator("[data-action=erase-confirmed]").click()
    expect(page.get_by_label("Your name")).to_have_value("")
