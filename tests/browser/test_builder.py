"""The handout builder, used like a trainer: with the mouse, with the keyboard alone, and on paper."""

from __future__ import annotations

import io
import json

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from quiz.asking.bundle import Bundle
from quiz.plans.link import decode
from tests.browsing import PATIENCE, Watched

pytestmark = pytest.mark.browser


def builder(page: Page, address: str, rest: str = "") -> Locator:
    page.add_init_script("window.print = () => {}")
    page.goto(f"{address}builder/{rest}")
    box = page.locator("counterpoise-builder")
    expect(box).to_have_attribute("data-engine", "ready", timeout=PATIENCE)
    return box


def settled(page: Page) -> None:
    """Wait until the list is that of the plan: Python has judged it."""
    expect(page.locator("counterpoise-builder")).not_to_have_attribute("data-busy", "", timeout=PATIENCE)


def add(page: Page, *names: str) -> None:
    for name in names:
        settled(page)
        before = page.locator("[data-item]").count()
        page.locator(f'[data-card] [data-action="add"][data-exercise="{name}"]').click()
        expect(page.locator("[data-item]")).to_have_count(before + 1)


def mind(page: Page, caution: str) -> None:
    """Tick something that the client has to mind, in its group."""
    box = page.locator(f'input[name="caution"][value="{caution}"]')
    folded = page.locator("details:not([open])", has=box)
    while folded.count():
        folded.first.locator("> summary").click()
    box.check()


def chosen(page: Page) -> list[str | None]:
    settled(page)
    return [item.get_attribute("data-exercise") for item in page.locator("[data-item]").all()]


def link(page: Page) -> str:
    return page.locator("[data-keep-link]").input_value()


def paper(page: Page) -> str:
    page.get_by_role("button", name="Print the routine").click()
    expect(page.locator("[data-keep-status]")).to_contain_text("sheet is ready")
    text = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    return " ".join(text.split())


def test_print_is_pressed_straight_after_the_name(page: Page, address: str) -> None:
    """Leaving the field paints the page anew between press and release; the press counts all the same."""
    builder(page, address)
    add(page, "chin-tuck")
    page.get_by_label("For whom").fill("Zoë Example-Person")
    button = page.get_by_role("button", name="Print the routine")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    expect(page.get_by_label("For whom")).not_to_be_focused()
    page.mouse.up()
    expect(page.locator("[data-keep-status]")).to_contain_text("sheet is ready")
    expect(page.locator(".cp-paper")).to_contain_text("Zoë Example-Person")


def test_a_plan_is_made_reordered_and_printed(page: Page, pyodide_address: str, compiled: Bundle) -> None:
    watched = Watched(page, pyodide_address)
    urls: list[str] = []
    page.on("request", lambda request: urls.append(f"{request.url} {request.post_data or ''}"))
    builder(page, pyodide_address)
    add(page, "chest-ball", "chin-tuck", "glute-bridge")
    item = page.locator('[data-item][data-exercise="glute-bridge"]')
    item.get_by_label("sets").fill("2")
    item.get_by_label("sets").press("Tab")
    item.get_by_label("Your note").fill("Slowly, please")
    item.get_by_label("Your note").press("Tab")
    item.get_by_role("button", name="Move up").click()
    expect(page.locator("[data-item]").nth(1)).to_have_attribute("data-exercise", "glute-bridge")
    assert chosen(page) == ["chest-ball", "glute-bridge", "chin-tuck"]
    expect(page.locator('[data-item][data-exercise="glute-bridge"] [data-field="note"]')).to_have_value(
        "Slowly, please"
    )
    page.locator("[data-days]").fill("4")
    page.locator("[data-days]").press("Tab")
    page.get_by_label("For whom").fill("Zoë Example-Person")
    page.get_by_label("For whom").press("Tab")
    expect(page.locator("[data-status]")).not_to_contain_text("wants")
    plan = decode(link(page).partition("#")[2])
    assert plan.days == 4
    codes = [compiled.exercises[name].code for name in ("chest-ball", "glute-bridge", "chin-tuck")]
    assert [i.code for i in plan.items] == codes
    assert plan.items[1].dose.sets == 2
    text = paper(page)
    for told in (
        "Zoë Example-Person",
        "Slowly, please",
        "4 days a week",
        "Glute bridge",
        "When to stop an exercise",
        "Ask before you start",
    ):
        assert told.casefold() in text.casefold(), told
    for secret in ("Example-Person", "Slowly", "Zo%C3%AB"):
        assert not any(secret in url for url in urls)
        assert secret not in page.evaluate("location.href")
        assert secret not in link(page)
    assert watched.outside == []
    assert watched.said == []


def test_the_catalogue_is_searched_and_filtered(page: Page, address: str, compiled: Bundle) -> None:
    builder(page, address)
    cards = page.locator("#cb-cards [data-card]:visible")
    assert cards.count() == len(compiled.exercises)
    page.locator(".cb-filter").get_by_label("Step").select_option("lengthen")
    names = [card.get_attribute("data-exercise") or "" for card in cards.all()]
    assert {compiled.exercises[name].step for name in names} == {"lengthen"}
    page.get_by_role("searchbox").last.fill("doorway")
    expect(cards.and_(page.locator('[data-exercise="doorway-stretch"]'))).to_have_count(1)
    expect(cards.nth(4), "all but a few are gone").to_have_count(0)
    page.get_by_label("Name of the pack").fill("Not asked for")
    page.get_by_role("searchbox").last.press("Enter")
    expect(page.locator(".cb-pack")).to_have_count(0)
    page.get_by_role("searchbox").last.fill("xylophone")
    expect(page.get_by_text("Nothing fits.")).to_be_visible()


def test_cautions_mark_every_conflict_and_offer_another(page: Page, address: str, compiled: Bundle) -> None:
    builder(page, address)
    caution = compiled.cautions["osteoporosis"]
    barred = next(e.id for e in compiled.exercises.values() if e.demands & caution.excludes)
    add(page, barred, "chin-tuck")
    expect(page.locator("[data-keep-link]")).to_be_visible()
    mind(page, "osteoporosis")
    conflict = page.locator(f'[data-item][data-exercise="{barred}"] [data-conflict]')
    expect(conflict).to_be_visible()
    expect(page.locator("[data-blocked]")).to_contain_text("does not go with these cautions")
    expect(page.locator("[data-keep-link]")).to_have_count(0)
    expect(page.locator("[data-adds] li")).not_to_have_count(0)
    swap = conflict.locator('[data-action="swap"]')
    if swap.count():
        swap.first.click()
    else:
        page.locator(f'[data-item][data-exercise="{barred}"] [data-action="remove"]').click()
    expect(page.locator("[data-conflict]")).to_have_count(0)
    expect(page.locator("[data-blocked]")).to_be_hidden()
    expect(page.locator("[data-keep-link]")).to_be_visible()
    assert "osteo" not in link(page)
    mind(page, "recent-surgery")
    expect(page.locator("[data-blocked]")).to_contain_text("clinician")
    expect(page.locator("[data-keep-link]")).to_have_count(0)


def test_packs_are_kept_renamed_and_deleted(page: Page, address: str) -> None:
    builder(page, address)
    add(page, "chin-tuck", "glute-bridge")
    page.get_by_label("Name of the pack").fill("Desk day")
    page.get_by_role("button", name="Save as a pack").click()
    expect(page.locator("[data-status]")).to_contain_text("Desk day")
    page.get_by_role("button", name="Start a new plan").click()
    expect(page.locator("[data-item]")).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("[data-item]")).to_have_count(2)
    page.get_by_role("button", name="Start a new plan").click()
    expect(page.locator("[data-item]")).to_have_count(0)
    page.reload()
    page.get_by_role("button", name="Open Desk day").click()
    expect(page.locator("[data-item]")).to_have_count(2, timeout=PATIENCE)
    page.get_by_label("Name of the pack").fill("Office")
    page.get_by_role("button", name="Rename Desk day").click()
    expect(page.get_by_role("button", name="Open Office")).to_be_visible()
    expect(page.get_by_role("button", name="Open Desk day")).to_have_count(0)
    page.get_by_role("button", name="Delete Office").click()
    expect(page.locator(".cb-pack")).to_have_count(0)
    page.reload()
    expect(page.locator(".cb-pack")).to_have_count(0)
    expect(page.get_by_role("button", name="Bring back")).to_have_count(0)


def test_a_deleted_pack_can_be_brought_back_by_keyboard(page: Page, address: str) -> None:
    builder(page, address)
    for name, exercise in (("Desk", "chin-tuck"), ("Legs", "glute-bridge")):
        add(page, exercise)
        page.get_by_label("Name of the pack").fill(name)
        page.get_by_role("button", name="Save as a pack").click()
    page.get_by_role("button", name="Delete Desk").press("Enter")
    expect(page.locator(".cb-pack")).to_have_count(1)
    expect(page.locator("[data-status]")).to_contain_text("is deleted")
    expect(page.get_by_role("button", name="Bring back Desk")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Open Desk")).to_be_focused()
    expect(page.get_by_role("button", name="Bring back")).to_have_count(0)
    page.reload()
    page.get_by_role("button", name="Open Desk").click()
    expect(page.locator("[data-item]")).to_have_count(1, timeout=PATIENCE)
    assert chosen(page) == ["chin-tuck"]


def test_links_to_exercises_say_that_they_open_a_new_tab(page: Page, address: str) -> None:
    builder(page, address)
    add(page, "chin-tuck")
    expect(page.locator("[data-status]")).to_have_text("“Chin tuck” is added. The plan has one exercise.")
    for place in ("#cb-cards [data-card]", "[data-item]"):
        opened = page.locator(f'{place}[data-exercise="chin-tuck"] a')
        expect(opened).to_have_accessible_name("Chin tuck (opens in a new tab)")
        with page.expect_popup() as popup:
            opened.click()
        assert popup.value.url == f"{address}exercises/chin-tuck/"
        popup.value.close()


def test_the_draft_survives_a_reload_and_a_card_can_be_sent_here(page: Page, address: str) -> None:
    builder(page, address)
    add(page, "chin-tuck")
    page.goto(f"{address}exercises/glute-bridge/")
    page.get_by_role("link", name="Add to a handout").click()
    expect(page.locator("[data-item]")).to_have_count(2, timeout=PATIENCE)
    assert chosen(page) == ["chin-tuck", "glute-bridge"]
    assert "#add" not in page.url


def test_without_storage_it_says_so_and_works(page: Page, address: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }")
    builder(page, address)
    add(page, "chin-tuck")
    page.get_by_label("Name of the pack").fill("Desk day")
    page.get_by_role("button", name="Save as a pack").click()
    expect(page.locator("[data-status]")).to_contain_text("does not let us keep")
    assert len(link(page)) < 400


def test_a_damaged_shelf_does_no_harm(page: Page, address: str) -> None:
    broken = [
        None,
        7,
        {"name": 3, "plan": {"items": "x"}},
        {"name": "ok", "plan": {"days": 99, "cautions": [1], "items": [{}]}},
    ]
    page.goto(f"{address}builder/")
    page.evaluate(
        "([packs]) => { const at = new URL('../', document.baseURI).pathname + 'counterpoise/';"
        "localStorage.setItem(at + 'packs/1', packs); localStorage.setItem(at + 'draft/1', '{') }",
        [json.dumps(broken)],
    )
    watched = Watched(page, address)
    builder(page, address)
    page.get_by_role("button", name="Open ok").click()
    expect(page.locator("[data-days]")).to_have_value("3")
    assert watched.said == []


def test_a_plan_from_before_the_knowledge_changed_still_opens(page: Page, address: str) -> None:
    items = [{"exercise": "no-longer-there"}, {"exercise": "chin-tuck", "sets": 900, "note": "Stays"}]
    old = {"days": 2, "cautions": ["no-longer-there"], "items": items}
    page.goto(f"{address}builder/")
    page.evaluate(
        "([draft]) => localStorage.setItem(new URL('../', document.baseURI).pathname + 'counterpoise/draft/1', draft)",
        [json.dumps(old)],
    )
    builder(page, address)
    expect(page.locator("[data-item]")).to_have_count(1)
    expect(page.locator("[data-refused]")).to_contain_text("from 1 to 20")
    expect(page.locator('[data-field="note"]')).to_have_value("Stays")
    page.locator('[data-field="sets"]').fill("")
    page.locator('[data-field="sets"]').press("Tab")
    expect(page.locator("[data-keep-link]")).to_be_visible()


def test_by_keyboard_alone(page: Page, address: str) -> None:
    builder(page, address)
    page.locator('[data-card] [data-action="add"]').first.focus()
    for _ in range(3):
        page.keyboard.press("Enter")
        for _ in range(3):  # its name, its star, its button
            page.keyboard.press("Tab")
    expect(page.locator("[data-item]")).to_have_count(3)
    first = chosen(page)[0]
    page.locator('[data-item] [data-action="down"]').first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-item]").nth(1)).to_have_attribute("data-exercise", first or "")
    assert page.evaluate("document.activeElement.dataset.action") == "down", "the keyboard stays with what it moved"
    page.keyboard.press("Enter")
    expect(page.locator("[data-item]").nth(2)).to_have_attribute("data-exercise", first or "")
    assert page.evaluate("document.activeElement.dataset.action") == "up"
    page.locator('[data-item] [data-action="remove"]').last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-item]")).to_have_count(2)
    assert page.evaluate("document.activeElement.closest('[data-item]') !== null")


def test_a_dose_out_of_range_is_said(page: Page, address: str) -> None:
    builder(page, address)
    add(page, "chin-tuck")
    field = page.locator('[data-item] [data-field="sets"]')
    field.fill("900")
    field.press("Tab")
    expect(page.locator("[data-item] [data-refused]")).to_contain_text("from 1 to")
    expect(field).to_have_value("900")
    expect(page.locator("[data-keep]")).to_be_hidden()


UNNAMED = """() => [...document.querySelectorAll('article :is(input, select, textarea, button, a[href], summary)')]
    .filter((el) => el.checkVisibility() && !(el.labels?.length && el.labels[0].textContent.trim())
        && !el.getAttribute('aria-label') && !el.textContent.trim() && !el.title)
    .map((el) => el.outerHTML)"""


@pytest.mark.parametrize("width", [360, 1280])
def test_all_is_named_and_nothing_sticks_out(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    builder(page, address)
    add(page, "chin-tuck", "half-kneeling-hip-flexor-stretch")
    for more in page.locator("[data-more] summary").all():
        more.click()
    page.locator('[data-field="growth"]').first.select_option("by-week")
    expect(page.locator('[data-field="to-sets"]')).to_be_visible()
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
