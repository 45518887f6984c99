"""What a session says to who does it: what to mind, wherever it is done; what was too much, and what can be done."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from playwright.sync_api import Page, Route, expect

from quiz.asking.bundle import Bundle, read_bundle
from quiz.plans.link import encode
from tests.browser.test_accessibility import faults
from tests.browser.test_plan_page import open_plan, screen
from tests.browser.test_player import MONDAY, WELL, at, build, host, opened
from tests.builds import Host
from tests.plans import plan_of

__all__ = ("build", "host")
pytestmark = pytest.mark.browser


def bundle_of(host: Host) -> Bundle:
    assert host.build
    return read_bundle(json.loads(host.build.content(f"{host.build.assets}/bundle.json"), parse_float=Decimal))


def test_what_a_caution_asks_stands_first_wherever_the_exercise_is_done(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.clock.install(time=MONDAY)
    open_plan(page, host.address, encode(plan_of(bundle_of(host), "side-hold")))
    screen(page, {**WELL, "body": ["thin-bones"]})
    said = "Begin with a light band."
    row = page.locator('[data-card][data-exercise="side-hold"]')
    for _ in ("closed", "open"):
        expect(row.get_by_text(said)).to_be_visible()
        row.locator("[data-how] > summary").click()
    before = "(all, [a, b]) => all.findIndex((e) => e.matches(a)) < all.findIndex((e) => e.matches(b))"
    assert row.locator("*").evaluate_all(before, [".ca-card__caution", "[data-how-body]"])
    page.locator('[data-action="start"]').click()
    page.locator('[data-press="start"]').click()
    expect(page.locator(".cp-player [data-said]")).to_contain_text(said)
    for kind in ("ready", "hold", "switch", "hold"):
        assert at(page)[0] == kind
        expect(page.locator("[data-limits]")).to_have_text(said)
        assert faults(page) == [], kind
        page.locator('[data-press="next"]').click()
    page.locator('[data-press="steps"]').click()
    steps, limits = (page.locator(f"[data-{part}]").bounding_box() for part in ("steps", "limits"))
    assert steps
    assert limits
    assert limits["y"] + limits["height"] <= steps["y"]


def test_what_was_too_much_is_named_at_once_and_left_out_of_the_plan(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.clock.install(time=MONDAY)
    open_plan(page, host.address, encode(plan_of(bundle_of(host), "side-hold", "chin-tuck", minutes=60)))
    screen(page, WELL)
    page.locator('[data-action="start"]').click()
    page.locator('[data-choice="hands"]').check()
    page.locator('[data-press="start"]').click()
    page.locator('[data-press="hurts"]').click()
    page.locator('[data-screen=hurts] [data-press="on"]').click()  # it was a mistake
    expect(page.locator("[data-screen=play]")).to_be_visible()
    page.clock.fast_forward("30:00")
    expect(page.locator("[data-player]")).to_have_attribute("data-at", "after")
    expect(page.locator("[data-after] input:checked")).to_have_count(0)
    page.locator('input[name="side-hold"][value="9"]').check()
    page.locator('input[name="chin-tuck"][value="0"]').check()
    assert faults(page) == []
    page.locator("[data-after] [type=submit]").click()
    told = page.locator("[data-trouble] li")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("Side hold It was too much")
    expect(page.locator("[data-end-next]")).to_have_text("Next: Wednesday.")
    assert faults(page) == []
    told.get_by_role("button", name="Leave it out").click()
    expect(told).to_contain_text("“Side hold” is taken out.")
    page.locator('[data-screen=end] [data-press="close"]').click()
    expect(page.locator("[data-card]")).to_have_count(1)
    page.goto(f"{host.address}today/")
    begin = page.locator("[data-begin]")
    expect(begin).to_be_visible()
    page.goto(begin.evaluate("link => link.href"))
    expect(page.locator("[data-next]"), "a plan of one's own asks, too").to_be_visible()
    page.locator("[data-next]").click()
    expect(page.locator("[data-card]")).to_have_count(1)


SOUNDED = """() => {
  window.sounded = []
  window.AudioContext = class {
    get currentTime() { return 0 }
    get destination() { return this }
    resume() {}
    close() {}
    connect(to) { return to }
    createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to } }
    createOscillator() {
      const frequency = {}
      return { frequency, connect: (to) => to, start() { sounded.push(frequency.value) }, stop() {} }
    }
  }
}"""
"""What is to sound, in Hz: no test hears."""


def test_between_holds_there_is_time_to_let_go(page: Page, host: Host) -> None:
    """It is shown, counted, said and sounded, as each hold is; what is held lasts as long as before."""
    page.add_init_script(f"({SOUNDED})()")
    (_, hold, *_) = opened(page, host, "exercises/short-holds/")["planned"]
    assert (hold["kind"], hold["count"], hold["seconds"], hold["release"]) == ("hold", 3, 3 * 5 + 2 * 5, 5)
    page.locator('[data-choice="tones"]').check()
    page.locator('[data-press="start"]').click()
    page.locator('[data-press="next"]').click()
    under = page.locator("[data-screen=play] [data-under]")
    said = page.locator(".cp-player [data-said]")
    expect(said).to_have_text("Hold. 3 holds of 5 seconds.")
    expect(under).to_have_text("seconds, hold 1 of 3")
    for told, kind, aloud, pitch in (
        ("Let go slowly, then hold 2 of 3", "release", "Let go slowly, then hold 2 of 3", 880),
        ("seconds, hold 2 of 3", "hold", "Hold 2 of 3", 660),
        ("Let go slowly, then hold 3 of 3", "release", "Let go slowly, then hold 3 of 3", 880),
        ("seconds, hold 3 of 3", "hold", "Hold 3 of 3", 660),
    ):
        assert page.evaluate("sounded.splice(0)").count(pitch) <= 1
        page.clock.run_for(5_000)
        expect(under).to_have_text(told)
        expect(said).to_have_text(aloud)
        assert at(page)[0] == kind
        assert at(page)[2] in ("4", "5")
        assert page.evaluate("sounded").count(pitch) == 1, told
    assert faults(page) == []


def test_the_figure_stands_above_what_is_pressed(page: Page, host: Host) -> None:
    """Where no caution stands above it, too."""
    opened(page, host)
    page.set_viewport_size({"width": 320, "height": 568})
    page.locator('[data-press="start"]').click()
    top, figure, now = (page.locator(f".cp-player__{part}").bounding_box() for part in ("top", "figure", "now"))
    assert top
    assert figure
    assert now
    assert (top["y"], figure["y"]) == (0, 0)
    assert figure["height"] > 568 / 5
    assert figure["y"] + figure["height"] <= now["y"]
    page.set_viewport_size({"width": 740, "height": 360})
    steps, now = (page.locator(part).bounding_box() for part in ("[data-steps-button]", ".cp-player__now"))
    assert steps
    assert now
    assert steps["x"] + steps["width"] <= now["x"], "lying down it stands beside"


def test_a_session_that_does_not_come_is_said_and_one_that_comes_late_goes_on(page: Page, host: Host) -> None:
    waiting: list[Route] = []
    page.clock.install(time=MONDAY)
    page.route("**/alone/*.json", lambda route: waiting.append(route))
    page.goto(f"{host.address}exercises/short-holds/")
    page.locator("[data-try]").click()
    page.locator('[data-press="news-no"]').click()
    title = page.locator("[data-screen=before] [data-title]")
    expect(title).to_have_text("Your session")
    page.clock.run_for(8_000)
    expect(title).to_contain_text("What comes next could not be worked out.")
    waiting.pop().continue_()
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(title).to_have_text("Your session")
