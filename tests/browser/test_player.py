"""A session, full screen: every phase in time, on both sides; whatever goes wrong, nothing of it is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.asking.bundle import read_bundle
from quiz.plans.link import encode
from tests.browser.test_accessibility import faults
from tests.browser.test_plan_page import open_plan, screen
from tests.browsing import Watched
from tests.builds import Build, Host, hosting, played
from tests.plans import plan_of

pytestmark = pytest.mark.browser
HOLD = "exercises/side-hold/"
MONDAY = "2026-11-30T09:00:00"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return played(tmp_path_factory.mktemp("player"))


@pytest.fixture
def host(build: Build) -> Iterator[Host]:
    with hosting(build) as served:
        yield served


def opened(page: Page, host: Host, path: str = HOLD) -> Any:
    """Open the player with a clock that can be hurried, past what it asks first; returns the phases."""
    page.clock.install(time=MONDAY)
    page.goto(host.address + path)
    page.route("**/player.html", lambda route: route.fulfill(body="<p>half"), times=1)
    page.locator("[data-try]").click()
    expect(page.locator("[data-try-missing]")).to_contain_text("The player has not come.")
    page.locator("[data-try]").click()
    page.locator('[data-press="news-no"]').click()
    expect(page.locator("[data-ready]")).to_be_visible()
    assert host.build
    alone = json.loads(host.build.content(f"{host.build.assets}/alone/{path.split('/')[1]}.json"))
    return alone["items"][0]["phases"]


def at(page: Page) -> tuple[str, str, str]:
    """(phase, where in it, the number)."""
    box = page.locator("[data-player]")
    texts = [page.locator(f"[data-screen=play] [data-{part}]").inner_text() for part in ("line", "big")]
    return box.get_attribute("data-kind") or "", texts[0], texts[1]


def until(page: Page, seconds: float) -> None:
    """So long after Start, whatever has gone by on this machine since: between steps the clock runs on by itself."""
    page.clock.run_for(max(0, round(seconds * 1000 - page.evaluate("performance.now() - began"))))


def due(phases: list[dict[str, Any]], seconds: float) -> tuple[dict[str, Any], float]:
    """The phase after so many seconds, and what is left of it."""
    for phase in phases:
        if seconds < phase["seconds"]:
            return phase, phase["seconds"] - seconds
        seconds -= phase["seconds"]
    raise AssertionError("it is over")


def test_hands_free_every_phase_of_both_sides_comes_in_time(page: Page, host: Host) -> None:
    watched = Watched(page, host.address)
    phases = opened(page, host)["planned"]
    page.set_viewport_size({"width": 320, "height": 568})
    page.locator('[data-choice="hands"]').check()
    assert faults(page) == []
    page.evaluate(
        """() => { window.heard = []
        addEventListener("click", () => { window.began = performance.now() }, { capture: true, once: true })
        const said = document.querySelector("[data-said]")
        new MutationObserver(() => heard.push(said.textContent)).observe(said, { childList: true }) }"""
    )
    page.locator('[data-press="start"]').click()
    page.locator(".cp-player .cpf").wait_for()
    sides = {"first": "First side, 1 of 2", "other": "Other side, 2 of 2"}
    gone = 0
    for n, phase in enumerate(phases[:-1]):
        until(page, gone + 1.5)
        kind, line, big = at(page)
        assert kind == phase["kind"]
        assert line == f"{sides[phase['side']]} · Set {phase['set']} of 6"
        assert abs(int(big) - (phase["seconds"] - 1.5)) <= 1
        if n < 4:
            page.emulate_media(reduced_motion="no-preference")
            mirrored = page.locator(".cp-player .cpf-live").evaluate("e => getComputedStyle(e).transform !== 'none'")
            assert mirrored == (phase["side"] == "other")
            page.emulate_media(reduced_motion="reduce")
            assert faults(page) == [], kind
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            size = page.locator("[data-big]").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
            assert size >= 64
        gone += phase["seconds"]
    until(page, gone + 1)
    expect(page.locator("[data-player]")).to_have_attribute("data-at", "after")
    heard = page.evaluate("heard")
    assert len(heard) == len(phases), "each phase is said once, and the end"
    assert heard[:3] == [
        "Side hold. Get into place. First side. Set 1 of 6.",
        "Hold. First side. Hold 60 seconds.",
        "Switch sides. Other side.",
    ]
    assert faults(page) == []
    page.locator('input[name="effort"][value="6"]').check()
    page.locator('input[name="side-hold"][value="1"]').check()
    page.locator("[data-after] [type=submit]").click()
    kept = page.evaluate("JSON.parse(Object.entries(localStorage).find(([key]) => key.includes('/sessions/'))[1])")
    (entry,) = kept
    assert entry["value"]["items"] == [
        {
            "card": "side-hold",
            "row": 1,
            "of": entry["value"]["items"][0]["of"],
            "done": True,
            "felt": "right",
            "discomfort": 1,
        }
    ]
    assert (entry["value"]["effort"], entry["value"]["on"], entry["revision"]) == (6, "2026-11-30", 1)
    assert faults(page) == []
    assert (watched.said, watched.outside) == ([], [])


def test_a_hidden_tab_and_a_reload_lose_no_second(page: Page, host: Host) -> None:
    phases = opened(page, host)["planned"]
    page.locator('[data-choice="hands"]').check()
    page.locator('[data-press="start"]').click()
    page.clock.run_for(10_000)
    page.clock.fast_forward("10:00")
    page.clock.run_for(200)
    phase, left = due(phases, 610.2)
    kind, line, big = at(page)
    assert (kind, f"Set {phase['set']}" in line) == (phase["kind"], True)
    assert abs(int(big) - left) < 1
    page.clock.run_for(10_000)
    expected = at(page)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("[data-try]")).to_be_visible()
    expect(other.locator("dialog")).to_have_count(0)  # one tab plays
    other.close()
    page.reload()
    box = page.locator("[data-player]")
    expect(box).to_have_attribute("data-still", "")
    page.clock.run_for(60_000)
    *stands, big = at(page)
    assert (*stands, abs(int(big) - int(expected[2])) <= 1) == (*expected[:2], True), "it stands where it was"
    page.locator('[data-press="pause"]').click()
    page.clock.run_for(5_000)
    assert abs(int(at(page)[2]) - (int(big) - 5)) <= 1
    # Too hard, then Hurts: the next set, and this one.
    page.locator('[data-felt="hard"]').click()
    expect(page.locator("[data-said], [data-note]")).to_have_text(["The next set asks less."] * 2)
    page.locator('[data-press="hurts"]').click()
    expect(page.locator("[data-screen=hurts]")).to_be_visible()
    assert faults(page) == []
    page.locator('[data-press="easier"]').click()
    page.emulate_media(reduced_motion="no-preference")
    page.locator('[data-press="leave"]').click()
    expect(page.locator("[data-screen=leave]")).to_contain_text("Side hold · First side, 1 of 2")
    page.keyboard.press("Escape")
    expect(page.locator("[data-screen=play]")).to_be_visible()
    moves = page.locator("[data-figure]").evaluate("e => e.getAnimations({ subtree: true }).map(m => m.playState)")
    assert moves, "it is drawn"
    assert "running" not in moves, "while one holds the figure stands"
    page.emulate_media(reduced_motion="reduce")
    page.locator('[data-press="hurts"]').click()
    page.locator('[data-press="end-stop"]').click()
    expect(page.locator("[data-end-title]")).to_have_text("Stop here for now")
    assert faults(page) == []
    page.locator("[data-screen-link]").click()
    page.wait_for_url(re.compile("/assessments/$"))


WELL = {"age": 34, "where": ["neck:left"], "warning": ["none"], "body": ["none"]}


def test_a_plan_is_played_kept_and_asked_about_the_next_day(page: Page, host: Host) -> None:
    """From the plan's Start to Today, and again: what is new comes first, then how the morning was, then why."""
    watched = Watched(page, host.address)
    page.clock.install(time=MONDAY)
    assert host.build
    bundle = read_bundle(json.loads(host.build.content(f"{host.build.assets}/bundle.json"), parse_float=Decimal))
    text = encode(plan_of(bundle, items=[{"card": "side-hold", "note": "<b>Slow"}, {"card": "chin-tuck"}], minutes=60))
    open_plan(page, host.address, text)
    screen(page, WELL)
    start = page.locator('[data-action="start"]')
    page.route("**/player.html", lambda route: route.fulfill(body="<p>half"), times=1)
    start.click()
    expect(page.locator("[data-status]").last).to_contain_text("The player has not come.")
    start.click()
    expect(page.locator("[data-list] li")).to_have_count(2)
    expect(page.locator("[data-player] [data-number]")).to_have_text("Session 1 of 12")
    (minutes,) = re.findall(r"\d+", page.locator("[data-player] [data-time]").inner_text())
    page.locator('[data-choice="hands"]').check()
    page.locator('[data-press="start"]').click()
    page.clock.run_for(1000)
    assert at(page)[0] == "ready"
    expect(page.locator("[data-given]")).to_have_text("<b>Slow")
    page.clock.fast_forward("20:00")
    expect(page.locator("[data-player]")).to_have_attribute("data-at", "after")
    page.locator("[data-after] [type=submit]").click()
    expect(page.locator("[data-tell-link][href$='today/#today-send']")).to_have_text("Tell your trainer")
    page.locator('[data-screen=end] [data-press="close"]').click()
    # One card of it alone: in the player, not on a new page.
    page.locator("[data-how] summary").first.click()
    page.locator("[data-one]").first.click()
    page.locator('[data-press="news-no"]').click()
    expect(page.locator("[data-list] li")).to_have_count(1)
    page.locator('[data-screen=before] [data-press="close"]').click()
    # The next day, on the same page.
    page.clock.fast_forward("25:00:00")
    start.click()
    page.locator('[data-press="news-no"]').click()
    page.locator('[data-answer="settled"]').click()
    expect(page.locator("[data-player] [data-why]")).to_have_text("Today is the same as last time.")
    expect(page.locator("[data-player] [data-number]")).to_have_text("Session 2 of 12")
    page.locator('[data-screen=before] [data-press="close"]').click()
    page.goto(f"{host.address}today/")
    expect(page.locator("[data-number]")).to_have_text("Session 2 of 12")
    expect(page.locator("[data-week] [data-done]")).to_have_count(1)
    expect(page.locator("[data-facts]")).to_have_text("This week: 1 of 3 sessions. 2 are enough. Next: Wednesday.")
    expect(page.locator(f"[data-begin][href$='{text}']")).to_have_text("Open your plan")
    expect(page.locator("[data-again-on]")).to_have_text(["Take the check again on Dec 28."])
    expect(page.locator("[data-rows] tr")).to_contain_text("2 of 2")
    assert faults(page) == []
    page.locator('[name="day"][value="TU"]').check()
    with page.expect_download() as calendar:
        page.locator("[data-calendar] button").click()
    written = calendar.value.path().read_text(encoding="utf-8")
    assert "BYDAY=TU" in written
    assert f"DURATION:PT{minutes}M" in written
    with page.expect_download() as copy:
        page.locator('.ct-row [data-action="json"]').click()
    page.locator('[data-action="delete"]').click()
    expect(page.locator("[data-rows] tr")).to_have_count(0)
    page.locator("[data-import]").set_input_files(copy.value.path())
    expect(page.locator("[data-status]")).to_have_text("What the copy holds is added. What was here stays.")
    expect(page.locator("[data-rows] tr")).to_have_count(0)  # what was deleted stays so
    page.evaluate("for (const key of Object.keys(localStorage)) if (!/routine/.test(key)) localStorage.removeItem(key)")
    page.locator("[data-import]").set_input_files(copy.value.path())
    expect(page.locator("[data-rows] tr")).to_have_count(1)
    # The morning after brought a stop sign: the plan opens only when all is answered again, and begins anew.
    page.evaluate(
        """() => { for (const [key, text] of Object.entries(localStorage))
            localStorage[key] = text.replace('"settled":"settled"', '"settled":null') }"""
    )
    open_plan(page, host.address, text)
    screen(page, WELL)
    start.click()
    page.locator('[data-answer="stop"]').click()
    expect(page.locator("[data-end-title]")).to_have_text("Stop here for now")
    page.locator("[data-today-link]").click()
    expect(page.locator("[data-facts]")).to_contain_text("There is no session until the safety questions are answered")
    expect(page.locator("[data-number]")).to_have_text("No session for now")
    expect(page.locator("[data-calendar-block], [data-again]").locator("visible=true")).to_have_count(0)
    page.goto(host.address + HOLD)  # nor is there one of a single exercise
    page.locator("[data-try]").click()
    page.locator('[data-press="news-no"]').click()
    expect(page.locator("[data-end-title]")).to_have_text("Stop here for now")
    page.goto(f"{host.address}today/")
    page.locator("[data-begin]").click()
    expect(page.locator("counterpoise-plan")).to_have_attribute("data-state", "ask")
    expect(page.locator("[data-form] input:checked")).to_have_count(0)
    screen(page, WELL)
    start.click()
    expect(page.locator("[data-player] [data-why]")).to_have_text(
        "There was a stop sign, so this begins with the first week again."
    )
    assert (watched.said, watched.outside) == ([], [])


BARE = """
delete Navigator.prototype.wakeLock
delete Navigator.prototype.vibrate
Object.defineProperty(window, "speechSynthesis", { value: undefined })
Object.defineProperty(window, "AudioContext", { value: undefined })
Storage.prototype.setItem = () => { throw new Error("no") }
"""


def test_by_keyboard_alone_in_a_browser_that_has_nothing(browser: Browser, host: Host) -> None:
    """No storage, no wake lock, no speech, no sound, lying down: it goes to its end and says what is not kept."""
    context = browser.new_context(viewport={"width": 740, "height": 360}, color_scheme="dark")
    page = context.new_page()
    page.add_init_script(BARE)
    watched = Watched(page, host.address)
    page.clock.install(time=MONDAY)
    page.goto(f"{host.address}{HOLD}")
    page.locator("[data-try]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-news]")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-go]")).to_be_focused()
    page.locator('[data-choice="voice"]').check()
    page.locator('[data-choice="tones"]').check()
    expect(page.locator("[data-silent]")).to_be_visible()
    page.locator("[data-go]").press("Enter")
    expect(page.locator("[data-screen=play]")).to_be_visible()
    page.clock.run_for(90_000)
    assert at(page)[0] == "ready", "by hand nobody is hurried"
    page.keyboard.press("ArrowRight")
    page.clock.run_for(3_400)
    assert at(page)[0::2] == ("hold", "57")
    page.keyboard.press(" ")
    page.clock.run_for(9_000)
    assert at(page)[2] == "57"
    page.keyboard.press(" ")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-steps]")).to_contain_text("Begin slowly.")
    assert faults(page) == []
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(500)
    assert at(page)[2] == "60"
    page.keyboard.press("Escape")
    page.locator('[data-screen=leave] [data-press="end"]').press("Enter")
    page.locator("[data-after] [type=submit]").press("Enter")
    expect(page.locator("[data-end-title]")).to_have_text(
        "This browser does not let us keep it. The session itself is done."
    )
    page.locator('[data-screen=end] [data-press="close"]').press("Enter")
    expect(page.locator("[data-player]")).to_have_count(0)
    expect(page.locator("[data-try]")).to_be_focused()
    assert watched.said == []
    context.close()


def test_the_network_may_go_once_a_session_runs(page: Page, host: Host) -> None:
    opened(page, host)
    page.locator('[data-press="start"]').click()
    page.locator(".cp-player .cpf").wait_for()
    page.context.set_offline(True)
    page.locator('[data-press="next"]').click()
    page.clock.run_for(63_000)
    assert at(page)[:2] == ("switch", "Other side, 2 of 2 · Set 1 of 6")
    page.context.set_offline(False)
