"""Packs, clients and brand kits that are kept: nothing is mixed, and nothing replaced unasked or for good."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_brand_kit import kit
from tests.browser.test_brand_kit_clients import CLIENT, client, given, pack, read_file
from tests.browser.test_builder import add, builder, chosen
from tests.browsing import PATIENCE, Watched

pytestmark = pytest.mark.browser

STATUS = "[data-status]"


def save_as(page: Page, name: str) -> None:
    page.get_by_label("Name of the pack").fill(name)
    page.get_by_role("button", name="Save as a pack").click()


def shelf(page: Page, name: str) -> Any:
    """What stands on the device under a name."""
    key = f"new URL('../', document.baseURI).pathname + 'counterpoise/{name}/1'"
    return page.evaluate(f"JSON.parse(localStorage.getItem({key}))")


def put(page: Page, address: str, **values: Any) -> None:
    """Stand values on the device's shelves, as texts where they are texts."""
    page.goto(f"{address}brand-kit/")
    for name, value in values.items():
        text = value if isinstance(value, str) else json.dumps(value)
        page.evaluate(
            "([name, text]) => localStorage.setItem(new URL('../', document.baseURI).pathname"
            " + `counterpoise/${name}/1`, text)",
            [name, text],
        )


def plan(*exercises: str) -> dict[str, Any]:
    return {"days": 3, "cautions": [], "items": [{"exercise": e} for e in exercises]}


def opened(page: Page, name: str) -> list[str | None]:
    page.get_by_role("button", name=f"Open {name}", exact=True).click()
    expect(page.locator(STATUS)).to_contain_text(f"“{name}” is open")
    return chosen(page)


def test_a_taken_name_asks_and_both_can_stay(page: Page, address: str) -> None:
    pack(page, address, "Desk", "chin-tuck")
    page.get_by_role("button", name="Start a new plan").click()
    add(page, "glute-bridge", "doorway-stretch")
    save_as(page, "Desk")
    dialog = page.locator("dialog[data-taken]")
    expect(dialog).to_contain_text("There is a pack “Desk” already")
    expect(dialog.get_by_role("button", name="Change nothing")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cb-pack")).to_have_count(1)
    save_as(page, "Desk")
    dialog.get_by_role("button", name="Keep both").click()
    expect(page.get_by_role("button", name="Open Desk (2)")).to_be_visible()
    assert opened(page, "Desk (2)") == ["glute-bridge", "doorway-stretch"]
    assert opened(page, "Desk") == ["chin-tuck"]


def test_what_a_save_replaces_can_be_brought_back(page: Page, address: str) -> None:
    pack(page, address, "Desk", "chin-tuck")
    page.get_by_role("button", name="Start a new plan").click()
    add(page, "glute-bridge")
    save_as(page, "Desk")
    page.locator("dialog[data-taken]").get_by_role("button", name="Replace it").click()
    expect(page.locator(STATUS)).to_contain_text("“Undo” brings back what it held")
    expect(page.locator(".cb-pack")).to_have_count(1)
    page.get_by_role("button", name="Undo the change to “Desk”").click()
    assert opened(page, "Desk") == ["chin-tuck"]
    add(page, "doorway-stretch")  # its own name: no question, and an undo
    page.get_by_role("button", name="Save as a pack").click()
    expect(page.locator(STATUS)).to_contain_text("is saved")
    page.get_by_role("button", name="Undo the change to “Desk”").click()
    assert opened(page, "Desk") == ["chin-tuck"]


def test_a_plan_brought_back_is_not_saved_over_the_pack_opened_meanwhile(page: Page, address: str) -> None:
    pack(page, address, "Client A", "chin-tuck")
    pack(page, address, "Client B", "glute-bridge")
    opened(page, "Client A")
    opened(page, "Client B")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator('[data-item][data-exercise="chin-tuck"]')).to_be_visible()
    expect(page.get_by_label("Name of the pack")).to_have_value("")
    save_as(page, "Client B")
    expect(page.locator("dialog[data-taken]")).to_be_visible()


def test_renaming_keeps_each_clients_own_plan(page: Page, address: str) -> None:
    pack(page, address, "A", "chin-tuck")
    pack(page, address, "B", "glute-bridge")
    kit(page, address)
    client(page, "Ann", "A")
    client(page, "Bob", "B")
    builder(page, address)
    page.get_by_label("Name of the pack").fill("B")
    page.get_by_role("button", name="Rename A", exact=True).click()
    dialog = page.locator("dialog[data-taken]")
    expect(dialog).to_contain_text("“B (2)”")
    expect(dialog.get_by_role("button", name="Replace it")).to_be_hidden()
    dialog.get_by_role("button", name="Keep both").click()
    expect(page.get_by_role("button", name="Open B (2)")).to_be_visible()
    kit(page, address)
    assert (given(page, "Ann"), given(page, "Bob")) == ("B (2)", "B")
    for box in page.locator("input[name=client]").all():
        box.check()
    page.get_by_role("button", name="Print the ticked").click()
    expect(page.locator(STATUS)).to_contain_text("2 sheets are ready", timeout=PATIENCE)
    sheets = page.locator(".cp-paper .cp-sheet").all_text_contents()
    assert ["Chin tuck" in s for s in sheets] == ["for Ann" in s for s in sheets] == [True, False]
    builder(page, address)
    page.get_by_label("Name of the pack").fill("C")
    page.get_by_role("button", name="Rename B", exact=True).click()
    page.get_by_role("button", name="Undo the change to “B”").click()
    expect(page.get_by_role("button", name="Open B", exact=True)).to_be_focused()


def test_renaming_another_pack_leaves_the_open_one_open(page: Page, address: str) -> None:
    pack(page, address, "A", "chin-tuck")
    pack(page, address, "B", "glute-bridge")
    page.get_by_role("button", name="Open A", exact=True).click()
    page.get_by_label("Name of the pack").fill("C")
    page.get_by_role("button", name="Rename B", exact=True).click()
    expect(page.get_by_role("button", name="Open C", exact=True)).to_be_visible()
    expect(page.get_by_label("Name of the pack")).to_have_value("A")
    save_as(page, "C")
    expect(page.locator("dialog[data-taken]")).to_be_visible()


def test_a_taken_clients_name_asks_and_packs_given_can_be_taken_back(page: Page, address: str) -> None:
    pack(page, address, "Desk", "chin-tuck")
    kit(page, address)
    client(page, CLIENT, "Desk")
    page.locator("[data-client]").fill(CLIENT)
    page.locator("[data-client-pack]").select_option("")
    page.locator("[data-roster] button").click()
    dialog = page.locator("dialog[data-taken]")
    expect(dialog).to_contain_text(f"There is a client “{CLIENT}” already")
    dialog.get_by_role("button", name="Change nothing").click()
    assert given(page, CLIENT) == "Desk"
    page.locator("[data-roster] button").click()
    dialog.get_by_role("button", name="Keep both").click()
    expect(page.get_by_label(f"Pack of {CLIENT} (2)")).to_be_visible()
    page.locator("[data-client]").fill(CLIENT)
    page.locator("[data-roster] button").click()
    dialog.get_by_role("button", name="Give this pack").click()
    expect(page.locator(STATUS)).to_contain_text("has no pack now")
    page.get_by_role("button", name="Undo the change to").click()
    expect(page.get_by_label(f"Pack of {CLIENT}", exact=True).locator("option:checked")).to_have_text("Desk")


# Reading a file.


def test_a_file_says_what_it_changes_and_can_be_undone(page: Page, address: str) -> None:
    here = {
        "packs": [{"name": "Desk", "plan": plan("chin-tuck")}, {"name": "Legs", "plan": plan("glute-bridge")}],
        "roster": [{"name": "Ann", "pack": "Desk"}],
        "brand": {"name": "North", "primary": "#7a1f5c", "accent": "#7a1f5c"},
    }
    put(page, address, **here)
    kit(page, address)
    before = {name: shelf(page, name) for name in here}
    found = {
        "counterpoise": 2,
        "packs": [
            {"id": "name:Desk", "kind": "pack", "name": "Desk", "plan": plan("doorway-stretch")},
            {"id": "other", "kind": "pack", "name": "Legs", "plan": plan("chin-tuck")},
        ],
        "clients": [{"id": "c", "kind": "client", "name": "Bob", "pack": "other"}, {"name": 7}],
        "kit": {"id": "k", "kind": "kit", "name": "South"},
    }
    read_file(page, found)
    news = page.locator("[data-news]")
    for line in (
        "One pack takes the place of what it was here: “Desk”",
        "There is a pack “Legs” already. The one in the file is called “Legs (2)”",
        "One client is added: “Bob”",
        "Your brand is replaced by this one: “South”",
        "One part of the file cannot be used",
    ):
        expect(news).to_contain_text(line)
    page.get_by_role("button", name="Leave all as it is").click()
    expect(page.locator(STATUS)).to_contain_text("Nothing of the file was kept")
    assert {name: shelf(page, name) for name in here} == before
    read_file(page, found)
    page.locator('button[value="import"]').click()
    expect(page.locator(STATUS)).to_contain_text("Read and kept: one client, 2 packs, your brand")
    assert (given(page, "Ann"), given(page, "Bob")) == ("Desk", "Legs (2)")
    expect(page.get_by_label("Your name")).to_have_value("South")
    undo = page.get_by_role("button", name="Undo what the file changed")
    expect(undo).to_be_focused()
    undo.click()
    expect(page.locator("input[name=client]")).to_have_count(1)
    expect(page.get_by_label("Your name")).to_have_value("North")
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("North")
    builder(page, address)
    assert opened(page, "Desk") == ["chin-tuck"]
    assert opened(page, "Legs") == ["glute-bridge"]


def test_a_file_that_is_here_already_changes_nothing(page: Page, address: str) -> None:
    kit(page, address)
    everything = {"counterpoise": 1, "packs": [{"name": "Desk", "plan": plan("chin-tuck")}], "clients": [], "kit": None}
    read_file(page, everything)
    page.locator('button[value="import"]').click()
    expect(page.locator(STATUS)).to_contain_text("Read and kept: one pack")
    read_file(page, everything)
    expect(page.locator(STATUS)).to_contain_text("is here already")
    read_file(page, {**everything, "counterpoise": 4})
    expect(page.locator(STATUS)).to_contain_text("newer version")


FULL = """() => {
  let text = 'x'.repeat(1 << 20)
  for (let n = 0; text; n += 1) {
    try { localStorage.setItem(`filler-${n}`, text) } catch { text = text.slice(0, text.length >> 1) }
  }
}"""


def test_a_file_that_does_not_fit_changes_nothing(page: Page, address: str) -> None:
    """The browser's own limit is reached: packs would fit after the clients went, the kit's logo would not."""
    put(page, address, packs=[{"name": "Desk", "plan": plan("chin-tuck")}], roster=[{"name": "Ann", "pack": "Desk"}])
    kit(page, address)
    client(page, "Bob", "")
    before = {name: shelf(page, name) for name in ("packs", "roster", "brand")}
    page.evaluate(FULL)
    many = [{"name": f"Pack {n}", "plan": plan("chin-tuck")} for n in range(100)]
    read_file(page, {"counterpoise": 1, "clients": [{"name": "Eve", "pack": ""}], "packs": many, "kit": {"name": "N"}})
    page.locator('button[value="import"]').click()
    expect(page.locator(STATUS)).to_contain_text("Nothing of the file was kept, and all is as it was")
    assert {name: shelf(page, name) for name in ("packs", "roster", "brand")} == before
    expect(page.locator("input[name=client]")).to_have_count(2)


def test_added_is_said_only_when_it_is_kept(page: Page, address: str) -> None:
    builder(page, address)
    page.evaluate(FULL)
    add(page, "chin-tuck")
    expect(page.locator(STATUS)).to_contain_text("does not let us keep")
    expect(page.locator(STATUS)).not_to_contain_text("is added")
    save_as(page, "Desk")
    expect(page.locator(STATUS)).to_contain_text("does not let us keep")
    expect(page.locator(".cb-pack")).to_have_count(0)
    kit(page, address)
    page.locator("[data-client]").fill("X" * 80)
    page.locator("[data-roster] button").click()
    expect(page.locator(STATUS)).to_contain_text("does not let us keep")
    expect(page.locator("input[name=client]")).to_have_count(0)
    expect(page.locator("[data-client]")).to_have_value("X" * 80)


def test_with_storage_forbidden_every_tool_works_and_says_so(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
    watched = Watched(page, address)
    builder(page, address)
    add(page, "chin-tuck")
    expect(page.locator(STATUS)).to_contain_text("does not let us keep")
    kit(page, address)
    page.locator("[data-client]").fill("Ann")
    page.locator("[data-roster] button").click()
    expect(page.locator(STATUS)).to_contain_text("does not let us keep")
    assert set(watched.said) == {"no"}, "the theme's own script says so; nothing else goes wrong"


def test_what_was_kept_by_name_is_carried_over(page: Page, address: str) -> None:
    """The shape before ids: packs and clients by their names. Ids are the same in each tab, and renames follow."""
    put(
        page,
        address,
        packs=[{"name": "Desk", "plan": plan("chin-tuck")}, {"name": "Legs", "plan": plan("glute-bridge")}],
        roster=[{"name": "Ann", "pack": "Desk"}, {"name": "Bob", "pack": ""}, {"name": "Cy", "pack": "Gone"}],
        brand={"name": "North", "tagline": "", "primary": "#7a1f5c", "accent": "#7a1f5c", "logo": "", "suffix": ""},
    )
    kit(page, address)
    expect(page.locator("[data-aside]")).to_be_hidden()
    expect(page.get_by_label("Your name")).to_have_value("North")
    assert [given(page, name) for name in ("Ann", "Bob", "Cy")] == ["Desk", "No pack", "No pack"]
    builder(page, address)
    page.get_by_label("Name of the pack").fill("Office")
    page.get_by_role("button", name="Rename Desk").click()
    expect(page.get_by_role("button", name="Open Office")).to_be_visible()
    kit(page, address)
    assert given(page, "Ann") == "Office"
    assert {(p["id"], p["kind"], p["name"]) for p in shelf(page, "packs")} == {
        ("name:Desk", "pack", "Office"),
        ("name:Legs", "pack", "Legs"),
    }


def test_all_can_be_deleted_before_any_of_it_is_read(page: Page, address: str) -> None:
    put(page, address, brand={"name": "North"}, roster=[{"name": "Ann", "pack": ""}])
    page.goto(f"{address}brand-kit/?reset")
    expect(page.locator("dialog[data-confirm]")).to_be_visible()
    expect(page.locator("[data-tool]")).to_be_hidden()
    assert "North" not in page.content()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Your name")).to_have_value("North")
    assert page.url == f"{address}brand-kit/"
    page.goto(f"{address}brand-kit/?reset")
    page.locator('[data-action="erase-confirmed"]').click()
    expect(page.locator(STATUS)).to_contain_text("Everything is deleted")
    expect(page.get_by_label("Your name")).to_have_value("")
    assert page.url == f"{address}brand-kit/"
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('counterpoise'))") == []
