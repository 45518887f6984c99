"""A trainer with nothing but the browser: own exercises, written and from a table, to paper and to a client."""

from __future__ import annotations

import base64
import json
import struct

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from quiz.plans.link import decode
from quiz.plans.plan import MOST_OWN
from tests.browser.test_builder import add, builder, link, mind, paper, settled
from tests.browser.test_kept import put, shelf
from tests.browser.test_plan_page import DESK, open_plan, screen
from tests.browsing import Watched
from tests.logos import picture, svg
from tests.workbooks import typed_in

pytestmark = pytest.mark.browser

COLLECTION = [
    {
        "name": f"Cable move {n}",
        "force": "pull",
        "level": "beginner",
        "mechanic": "compound",
        "equipment": "cable",
        "primaryMuscles": ["lats"],
        "secondaryMuscles": ["biceps"],
        "instructions": ["Stand tall.", f"Pull {n}."],
        "category": "strength",
        "images": [f"Cable_{n}/0.jpg"],
        "id": f"Cable_{n}",
    }
    for n in range(20)
]
"""Rows in the shape of a public collection."""


def found(page: Page, query: str) -> list[str]:
    """The first titles that a query shows."""
    page.get_by_role("searchbox").last.fill(query)
    first = page.locator("#cb-cards [data-card]:visible [data-title]")
    expect(page.locator("counterpoise-filter")).to_have_attribute("data-found", query)
    return first.all_inner_texts()[:5]


_REPLACED = """() => {
  const table = document.querySelector("[data-table]")
  const text = table.querySelector("textarea")
  text.value = "Name;How\\nLunge;Step.\\n"
  text.dispatchEvent(new Event("input", { bubbles: true }))
  table.querySelector("[value=bring]").click()
}"""
"""Another table is pasted, and what was found in the one before is to come in."""


def fields(form: Locator, name: str, how: str) -> None:
    form.get_by_label("What it is called").fill(name)
    form.get_by_label("How to do it").fill(how)
    form.get_by_label("Which step it is").select_option("activate")
    form.locator("[name=sets]").fill("3")
    form.locator("[name=amount]").fill("10")


_CHOSEN = """([base64, more, press]) => {
  const form = document.querySelector("[data-own-form]")
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const files = new DataTransfer()
  files.items.add(new File([bytes, new Uint8Array(more)], "g.jpg", { type: "image/jpeg" }))
  const field = form.querySelector("[data-own-photo]")
  field.files = files.files
  field.dispatchEvent(new Event("change", { bubbles: true }))
  if (press) form.querySelector(press).click()
}"""
"""A photo with so many bytes more is chosen, and a button pressed before any of it could be read."""
_PHOTOS = """() => new Promise((resolve, reject) => {
  const name = new URL("../counterpoise/photos", location).pathname
  const opening = indexedDB.open(name)
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const asking = opening.result.transaction("photos").objectStore("photos").count()
    asking.onsuccess = () => (opening.result.close(), resolve(asking.result))
  }
})"""
"""Of how many exercises this device has photos."""


def photo(place: str) -> bytes:
    """A JPEG that says where it was taken."""
    plain = picture("jpeg")
    told = b"Exif\0\0" + place.encode()
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told + plain[2:]


def test_a_trainers_own_exercise_goes_from_the_form_to_paper_and_to_a_client(page: Page, address: str) -> None:
    watched = Watched(page, address)
    builder(page, address)
    page.get_by_role("button", name="Write your own exercise").click()
    form = page.locator("[data-own-form]")
    form.get_by_role("button", name="Put it into the plan").click()
    expect(form.locator("[data-own-problems] li")).to_have_count(4)
    fields(form, "Wall <b>walk</b>", "- Hands on a wall.\n- Walk them up.")
    form.locator("summary").click()
    told, photos = form.locator("[data-own-photo-told]"), form.locator("[data-own-photos] img")
    heic = b"\0\0\0\x18ftypheic\0\0\0\0" + bytes(40)
    for name, data, said in (
        ("b.jpg", heic, "HEIC"),
        ("c.jpg", svg("<script/>").encode(), "a drawing or a page"),
        ("d.jpg", picture("jpeg")[:200], "damaged"),
        ("e.jpg", b"text", "not a photo"),
    ):
        form.locator("[data-own-photo]").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})
        expect(told).to_contain_text(said)
    page.evaluate(_CHOSEN, ["", 26_000_000, None])
    expect(told).to_contain_text("too large")
    file = FilePayload(name="f.jpg", mimeType="image/jpeg", buffer=photo("48.2, 16.3"))
    form.locator("[data-own-photo]").set_input_files([file, file, file])
    expect(photos).to_have_count(2)
    expect(told).to_contain_text("At most 2")
    form.get_by_label("Link to a video").fill("https://video.example/1")
    form.get_by_role("button", name="Put it into the plan").click()

    item = page.locator("[data-item]")
    expect(item).to_contain_text("Not screened")
    expect(item.locator("[data-field=sets]")).to_have_value("3")
    add(page, "chin-tuck")
    expect(page.locator("[data-keep-link]")).to_be_visible()
    own = decode(link(page).partition("#")[2]).items[0].own
    assert own
    assert (own.title, own.how, own.demands) == ("Wall <b>walk</b>", "- Hands on a wall.\n- Walk them up.", None)
    assert "video" not in link(page)
    text = paper(page)
    for words in ("Wall <b>walk</b>", "Walk them up.", "3 sets of 10", "video.example/1"):
        assert words in text, words
    assert "Nobody here has checked it" not in text, "whoever wrote it prints it"
    page.locator("[data-preview] summary").click()
    shown = page.locator("[data-preview-sheet] [data-sheet-figure] > img")
    expect(shown).to_have_count(2)
    how = page.locator("[data-preview-sheet] [data-sheet-movement]").first
    assert how.evaluate("(e) => e.innerText") == "Hands on a wall.\nWalk them up."
    assert "RXhpZg" not in (shown.first.get_attribute("src") or ""), "Exif, in base64"

    mind(page, "osteoporosis")
    expect(item.first.locator("[data-conflict]")).to_contain_text("Not screened")
    item.first.get_by_role("button", name="Change").click()
    expect(photos).to_have_count(2)
    form.get_by_label("I have gone through").check()
    form.get_by_role("button", name="Put it into the plan").click()
    expect(page.locator("[data-conflict]")).to_have_count(0)
    for _ in range(2):  # back to before the caution
        page.get_by_role("button", name="Undo", exact=True).click()
    expect(item.first).to_contain_text("Not screened")
    expect(page.locator('input[name="caution"]:checked')).to_have_count(0)

    taken = base64.b64encode(photo("48.2, 16.3")).decode()
    write = page.get_by_role("button", name="Write your own exercise")
    write.click()
    fields(form, "Heel drop", "Rise, and go down slowly.")
    page.evaluate(_CHOSEN, [taken, 0, 'button[value=""]'])
    write.click()
    expect(photos).to_have_count(0)
    fields(form, "Heel drop", "Rise, and go down slowly.")
    form.get_by_label("Only for this plan").check()
    page.evaluate(_CHOSEN, [taken, 0, 'button[value="keep"]'])
    expect(form.locator("[data-own-problems] li")).to_contain_text("stay with an exercise that is kept")
    form.get_by_label("Only for this plan").uncheck()
    form.get_by_role("button", name="Take away").click()
    page.evaluate(_CHOSEN, [taken, 0, 'button[value="keep"]'])
    expect(item.last).to_contain_text("Heel drop")
    assert page.evaluate(_PHOTOS) == 2
    item.last.get_by_role("button", name="Change").click()
    expect(photos).to_have_count(1)
    form.get_by_role("button", name="Delete").click()
    expect(page.locator("[data-card][data-own]")).to_have_count(1)
    assert page.evaluate(_PHOTOS) == 1
    page.get_by_role("button", name="Bring back Heel drop").click()
    expect(page.locator("[data-card][data-own]")).to_have_count(2)
    assert page.evaluate(_PHOTOS) == 2
    item.last.get_by_role("button", name="Take out").click()

    assert watched.outside == []
    assert watched.said == []
    text = link(page).partition("#")[2]
    open_plan(page, address, text)
    screen(page, DESK)
    card = page.locator("[data-card]").first
    expect(card).to_contain_text("Wall <b>walk</b>")
    expect(card).to_contain_text("In the words of whoever sent this plan")
    card.locator("summary").first.click()
    expect(card.locator("[data-how-body] li")).to_have_text(["Hands on a wall.", "Walk them up."])
    expect(card.locator("a")).to_have_count(0)
    page.get_by_role("button", name="Start", exact=False).first.click()
    expect(page.locator("[data-screen=before], [data-screen=play]").first).to_be_attached()


def test_a_collection_comes_in_whole_and_is_found_by_words_that_are_not_exact(page: Page, pyodide_address: str) -> None:
    builder(page, pyodide_address)
    for query, title in (
        ("squats", "squat"),
        ("glutes", "bridge"),
        ("hamstirng", "ham"),
        ("bird-dog", "bird dog"),
    ):
        assert any(title in name.lower() for name in found(page, query)), (query, found(page, query))
    page.locator(".cb-filter__count button").click()
    page.get_by_role("button", name="Bring in a table").click()
    table = page.locator("[data-table]")
    table.locator("textarea").fill("What;How\nSquat;Sit down.\n;x\n")
    expect(table).to_contain_text("No column says")
    table.locator('select[data-column="What"]').select_option("title")
    expect(table).to_contain_text("1 exercises come in. Doubtful rows: 2.")
    expect(table.locator(".cb-doubts li").last).to_contain_text("It has no name")
    page.evaluate(_REPLACED)
    expect(table.get_by_role("button", name="Take in one exercise")).to_be_enabled()
    expect(page.locator("#cb-cards [data-card][data-own]")).to_have_count(0)
    book = FilePayload(name="own.xlsx", mimeType="", buffer=typed_in())
    table.locator("[data-table-file]").set_input_files(book)
    table.get_by_role("button", name="Take in 3 exercises").click()
    expect(page.locator("#cb-cards [data-card][data-own] [data-title]")).to_have_text(
        ["Sled & <push>", "Sled pull", "Sled walk"]
    )
    page.get_by_role("button", name="Take these 3 out again").click()
    page.get_by_role("button", name="Bring in a table").click()
    file = FilePayload(name="all.json", mimeType="application/json", buffer=json.dumps(COLLECTION).encode())
    table.locator("[data-table-file]").set_input_files(file)
    table.get_by_role("button", name="Take in 20 exercises").click()
    own = page.locator("#cb-cards [data-card][data-own]")
    expect(own).to_have_count(20)
    assert found(page, "cable mvoe 7")[0] == "Cable move 7"
    page.locator(".cb-filter__count button").click()
    own.first.get_by_role("button", name="Star").click()
    page.get_by_text("Starred", exact=True).click()
    expect(page.locator("#cb-cards [data-card]:visible")).to_have_count(1)
    page.locator("[data-as=sets]").fill("4")
    page.locator("[data-as=reps]").fill("12")
    page.locator("[data-as=reps]").press("Tab")
    page.get_by_text("All", exact=True).click()
    add(page, "glute-bridge")
    expect(page.locator("[data-item] .cb-item__doses")).to_contain_text("4 sets of 12")
    page.reload()
    expect(own).to_have_count(20)
    expect(page.locator("[data-as=reps]")).to_have_value("12")
    page.goto(f"{pyodide_address}pathways/neck/")
    page.get_by_role("link", name="Open in the builder").click()
    expect(page.locator("[data-item]")).not_to_have_count(1)
    expect(page.locator("[data-status]")).to_contain_text("Neck")


def test_what_was_chosen_for_paper_stays_where_a_plan_has_no_link(page: Page, address: str) -> None:
    own = [{"title": f"Walk {n}", "how": "On.", "step": "other"} for n in range(MOST_OWN + 1)]
    items = [{"own": words, "dose": {"sets": 2, "reps": 8}} for words in own]
    put(page, address, draft={"days": 3, "cautions": [], "items": items})
    builder(page, address)
    expect(page.locator("[data-keep-text]")).to_contain_text(f"at most {MOST_OWN}")
    for part in ("link", "action=copy", "action=qr"):
        expect(page.locator(f"[data-keep-{part}]:visible")).to_have_count(0)
    page.locator("[data-keep-large]").check()
    page.locator("[data-days]").fill("4")
    page.locator("[data-days]").press("Tab")
    settled(page)
    expect(page.locator("[data-keep-large]")).to_be_checked()


def test_undoing_a_change_leaves_what_another_tab_changed_since(page: Page, address: str) -> None:
    words = {"title": "Walk", "how": "On.", "step": "other"}
    entry = {"id": "w", "kind": "own", "revision": 1, "changed": 1, "value": {**words, "dose": {"sets": 3, "reps": 10}}}
    draft = {"days": 3, "cautions": [], "items": [{"own": {"id": "w", **words}}]}
    put(page, address, own=[entry], draft=draft)
    builder(page, address)
    change(page, "Slowly.", photo("48.2, 16.3"))
    assert page.evaluate(_PHOTOS) == 1
    page.locator("[data-own-undo]").click()
    expect(page.locator("[data-status]")).to_contain_text("It is as it was")
    assert how(page) == ("On.", "On.")
    assert page.evaluate(_PHOTOS) == 0, "the photo came with what is undone"
    change(page, "Slowly.")
    other = page.context.new_page()
    builder(other, address)
    change(other, "Fast.", photo("48.2, 16.3"))
    page.locator("[data-own-undo]").click()
    expect(page.locator("[data-status]")).to_contain_text("It is as it was")
    settled(page)
    assert how(page) == ("Fast.", "Fast.")
    assert page.evaluate(_PHOTOS) == 1


def change(page: Page, how: str, picture: bytes | None = None) -> None:
    """Change how the plan's first exercise goes."""
    form = page.locator("[data-own-form]")
    page.locator("[data-item]").get_by_role("button", name="Change").click()
    form.get_by_label("How to do it").fill(how)
    if picture:
        form.locator("summary").click()
        file = FilePayload(name="f.jpg", mimeType="image/jpeg", buffer=picture)
        form.locator("[data-own-photo]").set_input_files(file)
        expect(form.locator("[data-own-photos] img")).to_have_count(1)
    form.locator('button[value="keep"]').click()
    expect(page.locator("[data-status]")).to_contain_text("kept")
    settled(page)


def how(page: Page) -> tuple[str, str]:
    """How it goes, as it is kept, and as the plan has it."""
    return shelf(page, "own")[0]["value"]["how"], shelf(page, "draft")["items"][0]["own"]["how"]
