"""The brand kit's clients: on the device alone, printed in one job, moved, brought back and deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quiz.asking.bundle import Bundle
from tests.browser.test_brand_kit import branded, kit, paper
from tests.browser.test_builder import UNNAMED, add, builder, mind
from tests.browser.test_plan_page import DESK, open_plan, screen, well
from tests.browsing import PATIENCE, Watched

pytestmark = pytest.mark.browser
CLIENT = "Zoë Example-Person"


def pack(page: Page, address: str, name: str, *exercises: str) -> None:
    builder(page, address)
    page.get_by_role("button", name="Start a new plan").click()
    expect(page.locator("[data-item]")).to_have_count(0)
    add(page, *exercises)
    page.get_by_label("Name of the pack").fill(name)
    page.get_by_role("button", name="Save as a pack").click()
    expect(page.get_by_role("button", name=f"Open {name}", exact=True)).to_be_visible()


def client(page: Page, name: str, pack_name: str) -> None:
    page.locator("[data-client]").fill(name)
    page.locator("[data-client-pack]").select_option(pack_name)
    page.locator("[data-roster] button").click()
    expect(page.locator(f'input[name="client"][data-name="{name}"]')).to_have_count(1)


def given(page: Page, name: str) -> str | None:
    """The name of the pack that a client has."""
    return page.get_by_label(f"Pack of {name}").locator("option:checked").text_content()


def test_a_batch_is_one_job_and_names_never_leave(page: Page, pyodide_address: str) -> None:
    watched = Watched(page, pyodide_address)
    urls: list[str] = []
    page.on("request", lambda request: urls.append(f"{request.url} {request.post_data or ''}"))
    pack(page, pyodide_address, "Desk", "chin-tuck", "doorway-stretch")
    pack(page, pyodide_address, "Legs", "glute-bridge")
    kit(page, pyodide_address)
    client(page, CLIENT, "Desk")
    client(page, "Ann Other", "Legs")
    client(page, "Nobody Yet", "")
    page.get_by_role("button", name="Print the ticked").click()
    expect(page.locator("[data-status]")).to_contain_text("Tick at least one")
    for name in (CLIENT, "Ann Other", "Nobody Yet"):
        page.locator(f'input[name="client"][data-name="{name}"]').check()
    both = page.get_by_label("I print on both sides")
    expect(both).not_to_be_checked()
    both.check()
    page.get_by_role("button", name="Print the ticked").click()
    expect(page.locator("[data-status]")).to_contain_text("2 sheets are ready", timeout=PATIENCE)
    expect(page.locator("[data-skipped]")).to_contain_text("Nobody Yet")
    expect(page.locator(".cp-paper .cp-sheet")).to_have_count(2)
    pdf = paper(page)
    pages = [" ".join(p.extract_text().split()) for p in pdf.pages]
    assert any(CLIENT in text and "Chin tuck" in text and "Ann Other" not in text for text in pages)
    assert any("Ann Other" in text and "Glute bridge" in text and CLIENT not in text for text in pages)
    first, second = (sum(f"Routine for {name} Page" in text for text in pages) for name in ("Ann Other", CLIENT))
    assert (len(pages), page.title()) == (first + first % 2 + second, "Brand kit - Counterpoise")
    assert f"Routine for {CLIENT} Page 1 of {second}" in pages[first + first % 2], "a fresh piece of paper"
    both.uncheck()
    page.get_by_role("button", name="Print the ticked").click()
    expect(page.locator(".cp-paper .cp-sheet__page")).to_have_count(first + second)
    for name in ("Example-Person", "Zo%C3%AB", "Other", "Nobody"):
        assert not any(name in url for url in urls)
    assert watched.outside == []
    assert watched.said == []


def test_a_pack_that_its_cautions_forbid_is_not_printed(page: Page, address: str) -> None:
    pack(page, address, "Desk", "chin-tuck")
    mind(page, "recent-surgery")
    expect(page.locator("[data-blocked]")).to_be_visible()
    page.get_by_role("button", name="Save as a pack").click()
    kit(page, address)
    client(page, CLIENT, "Desk")
    page.locator('input[name="client"]').check()
    page.get_by_role("button", name="Print the ticked").click()
    expect(page.locator("[data-skipped]")).to_contain_text("clinician", timeout=PATIENCE)
    expect(page.locator(".cp-paper")).to_have_count(0)


def test_all_moves_to_another_device_and_can_be_deleted(page: Page, address: str, tmp_path: Path) -> None:
    pack(page, address, "Desk", "chin-tuck")
    branded(page, address)
    client(page, CLIENT, "Desk")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all as a file").click()
    download.value.save_as(tmp_path / "all.json")
    saved = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    ((made, had),) = [(c["name"], c["pack"]) for c in saved["clients"]]
    assert (made, [had]) == (CLIENT, [p["id"] for p in saved["packs"] if p["name"] == "Desk"])
    page.get_by_role("button", name="Delete everything").click()
    page.locator('[data-action="erase-confirmed"]').click()
    expect(page.locator("[data-status]")).to_contain_text("Everything is deleted")
    expect(page.locator('input[name="client"]')).to_have_count(0)
    assert (
        page.evaluate(
            "Object.keys(localStorage).filter((k) => k.includes('counterpoise') && localStorage[k].includes('Zo'))"
        )
        == []
    )
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("")
    page.locator("[data-import]").set_input_files(tmp_path / "all.json")
    page.locator('button[value="import"]').click()
    expect(page.locator(f'input[name="client"][data-name="{CLIENT}"]')).to_have_count(1)
    expect(page.get_by_label("Your name")).to_have_value("North Side: Studio “Ü”")
    read_file(page, [1])
    expect(page.locator("[data-status]")).to_contain_text("not a file that was saved here")


KEPT = "Object.keys(localStorage).filter((key) => key.includes('counterpoise/')).sort()"


def test_everything_is_deleted_and_nothing_of_another_site(page: Page, address: str, compiled: Bundle) -> None:
    """The draft with a client's cautions, and the answers of plans and self-assessments, as well."""
    page.goto(f"{address}assessments/quick/")
    page.locator('input[name="q-age"]').fill("40")
    open_plan(page, address, well(compiled, "chin-tuck"))
    screen(page, DESK)
    pack(page, address, "Desk", "chin-tuck")
    mind(page, "osteoporosis")
    branded(page, address)
    client(page, CLIENT, "Desk")
    page.evaluate("localStorage.setItem('/elsewhere/counterpoise/draft/1', 'theirs')")
    kept = " ".join(page.evaluate(KEPT))
    for part in ("answers/1/quick", "answers/1/plan", "draft/1", "packs/1", "roster/1", "brand/1"):
        assert part in kept
    page.get_by_role("button", name="Delete everything").click()
    expect(page.locator("dialog[data-confirm]")).to_contain_text("your answers and plans")
    page.locator('[data-action="erase-confirmed"]').click()
    expect(page.locator("[data-status]")).to_contain_text("Everything is deleted")
    assert page.evaluate(KEPT) == ["/elsewhere/counterpoise/draft/1"]
    builder(page, address)
    expect(page.locator("[data-item]")).to_have_count(0)
    expect(page.locator("input[name=caution]:checked")).to_have_count(0)


def test_a_removed_client_can_be_brought_back_by_keyboard(page: Page, address: str) -> None:
    pack(page, address, "Desk", "chin-tuck")
    kit(page, address)
    client(page, CLIENT, "Desk")
    page.get_by_role("button", name=f"Remove {CLIENT}").press("Enter")
    expect(page.locator("input[name=client]")).to_have_count(0)
    expect(page.locator("[data-status]")).to_contain_text("is off the list")
    expect(page.get_by_role("button", name=f"Bring back {CLIENT}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name=CLIENT)).to_be_focused()
    assert given(page, CLIENT) == "Desk"
    expect(page.get_by_role("button", name="Bring back")).to_have_count(0)


def test_a_full_list_says_so_and_loses_nobody(page: Page, address: str) -> None:
    kit(page, address)
    everyone = [{"name": f"Client {n}", "pack": ""} for n in range(500)]
    read_file(page, {"counterpoise": 1, "clients": everyone, "packs": [], "kit": None})
    expect(page.locator("[data-news]")).to_contain_text("500 clients are added: “Client 0”, “Client 1”")
    page.locator('button[value="import"]').click()
    expect(page.locator("[data-status]")).to_contain_text("Read and kept: 500 clients")
    page.locator("[data-client]").fill("One more")
    page.locator("[data-roster] button").click()
    expect(page.locator("[data-status]")).to_contain_text("at most 500 clients")
    expect(page.locator("[data-client]")).to_have_value("One more")
    expect(page.locator("input[name=client]")).to_have_count(500)
    page.get_by_role("button", name="Remove Client 7", exact=True).click()
    page.locator("[data-roster] button").click()
    expect(page.locator("[data-status]")).to_contain_text("One more is on the list")


def test_a_file_with_too_many_clients_changes_nothing(page: Page, address: str) -> None:
    watched = Watched(page, address)
    kit(page, address)
    client(page, CLIENT, "")
    everyone = [{"name": f"{n}", "pack": ""} for n in range(200_000)]
    read_file(page, {"counterpoise": 1, "clients": everyone, "packs": [], "kit": None})
    expect(page.locator("[data-status]")).to_contain_text("at most 500 clients")
    expect(page.locator("input[name=client]")).to_have_count(1)
    assert watched.said == []


def test_of_one_name_there_is_one_client(page: Page, address: str) -> None:
    kit(page, address)
    plan = {"days": 3, "cautions": [], "items": [{"exercise": "chin-tuck"}]}
    packs = [None, {"name": "A", "plan": plan}, {"name": "B", "plan": plan}]
    twins = [{"name": CLIENT, "pack": "A"}, {"name": CLIENT, "pack": "B"}]
    read_file(page, {"counterpoise": 1, "clients": twins, "packs": packs, "kit": None})
    page.locator('button[value="import"]').click()
    expect(page.locator("[data-status]")).to_contain_text("Read and kept: one client, 2 packs")
    expect(page.locator("input[name=client]")).to_have_count(1)
    assert given(page, CLIENT) == "B"
    table = f"Name;Pack\n{CLIENT};A\nBob;Gone\n".encode()
    page.locator("[data-import]").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": table})
    expect(page.locator("[data-news] li")).to_have_text(
        [
            "One client is added: “Bob”.",
            f"One client takes the place of what they were here: “{CLIENT}”.",
            "A pack is not here: “Gone”. Who was to have it keeps what they have, or has none.",
        ],
        timeout=PATIENCE,
    )
    page.locator('button[value="import"]').click()
    expect(page.locator("input[name=client]")).to_have_count(2)
    assert (given(page, CLIENT), given(page, "Bob")) == ("A", "No pack")
    page.locator("[data-import]").set_input_files({"name": "t.xlsx", "mimeType": "", "buffer": b"PK"})
    expect(page.locator("[data-status]")).to_contain_text("Nothing came in: this workbook cannot be opened")


def test_where_no_table_can_be_read_it_is_said_why(page: Page, pyodide_address: str) -> None:
    page.route("**/tables.zip.wasm", lambda route: route.abort())
    kit(page, pyodide_address)
    page.locator("[data-import]").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": b"Name\nAnn\n"})
    said = "Nothing came in: the part that reads tables did not arrive. Try again."
    expect(page.locator("[data-status]")).to_have_text(said, timeout=PATIENCE)
    page.unroute_all()
    page.locator("[data-import]").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": b"Name\nAnn\n"})
    expect(page.locator("[data-news] li")).to_have_text(["One client is added: “Ann”."], timeout=PATIENCE)


def read_file(page: Page, what: Any) -> None:
    data = json.dumps(what).encode()
    page.locator("[data-import]").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": data})


def test_a_hostile_file_does_no_harm(page: Page, address: str) -> None:
    watched = Watched(page, address)
    kit(page, address)
    evil: dict[str, Any] = {
        "name": "<img src=x onerror=alert(1)>",
        "logo": "https://elsewhere.example/a.svg",
        "suffix": "../../x",
        "primary": "red; background: url(https://elsewhere.example/)",
        "paper": 7,
        "web": ["x"],
    }
    clients = [{"name": "<b>x</b>", "pack": "p"}, {"name": 3}, None, "x"]
    read_file(
        page, {"counterpoise": 1, "clients": clients, "packs": [{"plan": {}}, {"name": "p", "plan": 3}], "kit": evil}
    )
    expect(page.locator("[data-news]")).to_contain_text("One client is added: “<b>x</b>”")
    expect(page.locator("[data-news]")).to_contain_text("parts of the file cannot be used")
    page.locator('button[value="import"]').click()
    expect(page.locator("[data-status]")).to_contain_text("Read and kept: one client, your brand")
    expect(page.locator('input[name="client"]')).to_have_count(1)
    expect(page.locator("[data-clients]").get_by_text("<b>x</b>")).to_be_visible()
    expect(page.locator("[data-logo-shown]")).to_be_hidden()
    expect(page.get_by_label("Your name")).to_have_value(evil["name"])
    page.reload()
    expect(page.locator('input[name="client"]')).to_have_count(1)
    assert watched.outside == []
    assert watched.said == []


@pytest.mark.parametrize("width", [360, 1280])
def test_all_is_named_and_nothing_sticks_out(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    kit(page, address)
    client(page, "A" * 60, "")
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
