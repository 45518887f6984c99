"""What a client did goes back to the trainer, who reads it beside the name; no server is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import faults
from tests.browsing import Watched
from tests.builds import hosting, played

pytestmark = pytest.mark.browser
MONDAY = "2026-11-30T09:00:00"
KEPT = """days => {
  const items = [["side-hold", "hard"], ["chin-tuck", "right"]].map(
    ([card, felt]) => ({ card, row: 1, done: true, felt, discomfort: 2 }))
  const plan = (i) => (i ? "2p" : "2another") // whose session stays here
  const value = (on, i) => ({ plan: plan(i), session: i, on, items, effort: 5, settled: "settled" })
  const sessions = days.map((on, i) => ({ id: `s${i}`, kind: "session", revision: 1, changed: i, value: value(on, i) }))
  const root = `${new URL("../", location.href).pathname}counterpoise/`
  const routine = { id: "a1b2c3d4", plan: "2p", days: 3, rule: "by-response", minutes: 12 }
  localStorage[`${root}sessions/1`] = JSON.stringify(sessions)
  localStorage[`${root}routine/1`] = JSON.stringify(routine)
  const check = (on, score) => ({ of: "quick", who: "", on, answers: {}, activities: [{ name: "Stairs", score }] })
  const checks = [check("2026-11-01", 4), check("2026-11-29", 7)]
  const results = checks.map((value) => ({ id: value.on, kind: "result", revision: 1, changed: 1, value }))
  localStorage[`${root}results/1`] = JSON.stringify(results)
  const pack = { id: "p1", kind: "pack", name: "Neck", plan: { days: 3, cautions: [], items: [{ card: "chin-tuck" }] } }
  localStorage[`${root}packs/1`] = JSON.stringify([pack])
  localStorage[`${root}roster/1`] = JSON.stringify([{ id: "c1", kind: "client", name: "Ana", pack: "p1" }])
}"""


def test_what_was_done_goes_back_to_the_trainer_and_becomes_the_next_plan(page: Page, tmp_path: Path) -> None:
    with hosting(played(tmp_path)) as host:
        walk(page, host.address)


def sound(watched: Watched) -> None:
    """Nothing is wrong; what the tool that looks says itself about styles in a shadow is not the page's."""
    said = list(watched.said)
    assert faults(watched.page) == []
    watched.said[:] = said


def walk(page: Page, address: str) -> None:
    watched = Watched(page, address)
    page.clock.install(time=MONDAY)
    page.goto(f"{address}today/")
    page.evaluate(KEPT, ["2026-11-19", "2026-11-20", "2026-11-23", "2026-11-25", "2026-11-27"])
    page.reload()
    expect(page.locator("[data-number]")).to_have_text("Session 5 of 12")
    assert page.locator("[name=shown]:checked").count() == 0, "nothing is shown unasked"
    page.locator("[name=shown][value=ache]").check()
    page.locator("[name=shown][value=marks]").check()
    expect(page.locator("[data-matters] figcaption")).to_have_text("Stairs: 2 checks, from 4 to 7 of 10")
    page.get_by_label("What matters to you: Stairs").check()
    page.locator("[data-send] [name=name]").fill("ana")
    page.locator("[data-send] [name=note]").fill("Better <b>now</b>.")
    page.locator("[data-send] button").click()
    expect(page.locator("[data-sent-said] li")).to_have_count(5)
    page.locator('[data-action="sent-qr"]').click()
    expect(page.locator("[data-sent-qr] .cp-qr")).to_be_visible()
    sound(watched)
    link = page.locator("[data-sent-link]").input_value()
    page.route("**/worker.mjs", lambda route: route.abort())
    page.goto(link)  # here the trainer's device is the same, and Python does not come at first
    expect(page.locator("[data-status]")).to_contain_text("The reply is not lost: it stands in the field.")
    expect(page.locator("[data-pasted]")).to_have_value(link.partition("#")[2])
    assert page.url == link, "a page that is loaded again reads it"
    page.unroute("**/worker.mjs")
    watched.said.clear()
    page.locator("[data-paste-reply] button").click()
    reply = page.locator("[data-reply]")
    expect(reply).to_be_visible()
    expect(page.locator("[data-reply-client] option:checked")).to_have_text("Ana")
    expect(page.locator("[data-reply-said]")).to_contain_text("4 sessions, from 2026-11-20 to 2026-11-27.")
    expect(page.locator("[data-reply-said]")).to_contain_text("Stairs 4, then 7 of 10 (2026-11-01 to 2026-11-29)")
    expect(page.locator("[data-reply-words]")).to_have_text("Better <b>now</b>.")
    assert "#" not in page.url
    sound(watched)
    reply.get_by_role("button", name="Keep it").click()
    told = page.locator(".cb-told")
    expect(told).to_have_attribute("data-state", "on-track")
    expect(told).to_contain_text("4 of 6 sessions, the last on 2026-11-27.")
    for text, said in ((link, "It counts once."), (f"{link[:-40]}", "damaged or was cut off"), ("Hello", "no reply")):
        page.locator("[data-pasted]").fill(f"> Hi!\n{text}\n")
        page.locator("[data-paste-reply] button").click()
        if said != "It counts once.":
            expect(page.locator("[data-status]")).to_contain_text(said)
            continue
        expect(page.locator("[data-reply-said]")).to_contain_text(said)
        reply.get_by_role("button", name="Leave it").click()
    told.get_by_role("button", name="Next plan Ana").click()
    expect(page.locator("[data-status]")).to_contain_text("is Ana's plan now.")
    expect(page.get_by_label("Pack of Ana").locator("option:checked")).to_have_text("Ana · 2026-11-30")
    sound(watched)
    told.get_by_role("link", name="Open the plan").click()
    expect(page.locator("[data-item]")).to_have_count(1)
    page.goto(f"{address}today/")
    page.locator('[data-action="erase-all"]').click()
    page.locator('[data-action="erase-confirmed"]').click()
    expect(page.locator("[data-none]")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    assert (watched.said, watched.outside) == ([], [])
