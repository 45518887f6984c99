"""Names of clients and packs that look alike: the second is asked about, and kept as it was typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_brand_kit import kit
from tests.browser.test_brand_kit_clients import client, pack
from tests.browser.test_builder import add
from tests.browser.test_kept import save_as, shelf

pytestmark = pytest.mark.browser


def test_a_name_that_only_looks_like_another_asks_and_is_kept_as_typed(page: Page, address: str) -> None:
    kit(page, address)
    client(page, "Ann Lee", "")
    for typed in ("ann\u00a0 lee", "\uff21NN \u200bLee"):
        page.locator("[data-client]").fill(typed)
        page.locator("[data-roster] button").click()
        dialog = page.locator("dialog[data-taken]")
        expect(dialog).to_contain_text("There is a client “Ann Lee” already")
        dialog.get_by_role("button", name="Keep both").click()
        expect(dialog).to_be_hidden()
    page.locator("[data-client]").fill("\u200b \u2060")
    page.locator("[data-roster] button").click()
    client(page, "Bob", "")
    assert {c["name"] for c in shelf(page, "roster")} == {
        "Ann Lee",
        "ann\u00a0 lee (2)",
        "\uff21NN \u200bLee (3)",
        "Bob",
    }
    pack(page, address, "Desk", "chin-tuck")
    save_as(page, "DESK ")  # the open pack's own name, typed otherwise: it is called so from now on
    expect(page.get_by_role("button", name="Open DESK", exact=True)).to_be_visible()
    page.get_by_role("button", name="Start a new plan").click()
    add(page, "glute-bridge")
    save_as(page, "desk")
    expect(page.locator("dialog[data-taken]")).to_contain_text("There is a pack “DESK” already")
