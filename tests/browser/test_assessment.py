"""The built site in a real browser: the self-assessment taken like a person, silent, without outside requests."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.reach.people import person
from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from tests.bases import ROOT
from tests.browsing import PATIENCE, Watched, answer_shown, at_rest, awake, open_assessment, take

pytestmark = pytest.mark.browser
PEOPLE = {
    p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "tests/cases/people").glob("*.json"))
}


BY_HAND = (("pregnant", "quick"), ("lifter", "full"))
"""Press by press, with Pyodide: of the full check one, as what comes of all is told by tests/quiz/test_people.py."""


@pytest.mark.parametrize(("name", "questionnaire"), [*BY_HAND, *((n, "quick") for n in PEOPLE if n != "pregnant")])
def test_a_person_takes_it(page: Page, address: str, pyodide_address: str, name: str, questionnaire: str) -> None:
    someone = PEOPLE[name]
    expected = someone["expect"][questionnaire]
    by_hand = (name, questionnaire) in BY_HAND
    address = pyodide_address if by_hand else address
    watched = Watched(page, address)
    result = take(page, f"{address}assessments/{questionnaire}/", someone["answers"], by_hand)
    expect(result).to_have_attribute("data-outcome", expected["outcome"])
    expect(result).to_have_attribute("data-level", expected["level"])
    expect(result.locator("[data-headline]")).not_to_be_empty()
    expect(page.locator(".cp-lead"), "what introduces it stays at its first step").to_be_hidden()
    if expected["outcome"] == "match":
        result.locator("details:has([data-match]) > summary").first.click()
    for lead in expected.get("leads", []):
        expect(result.locator(f'[data-match="{lead}"]')).to_be_visible()
    for flag in expected.get("flags", []):
        expect(result.locator(f'[data-flag^="{flag}"]')).to_be_visible()
    cards = result.locator("[data-card]")
    if expected["outcome"] == "match":
        assert cards.count() >= 3
        assert len(result.locator("[data-headline]").inner_text()) < 70, "a title: a place, a pattern, how well it fits"
        expect(result.locator(".ca-match__plain").first).to_be_visible()
        expect(result.locator("[data-habit]")).to_have_count(2)
        expect(result.locator("[data-minutes]")).to_contain_text("minute")
    elif expected["outcome"] == "no-pattern":
        expect(result.locator("[data-place]").first).to_be_visible()
        expect(cards.first).to_be_visible()
    else:
        expect(cards).to_have_count(0)
    assert "%" not in result.inner_text(), "readers see bands in words, never percentages"
    assert watched.outside == []
    assert watched.said == []


def test_a_line_in_doubt_is_named_and_numbers_to_call_come_first(page: Page, address: str) -> None:
    ache = {
        "where": ["low-back:left"],
        "pain-level": 3,
        "how-long": "under-six-weeks",
        "affects-life": "rarely",
        "after-use": "settles",
    }
    unsure = {"chest": ["chest-pressure"], "sudden": ["not-sure:cold-limb"]}
    sure = PEOPLE["nothing-wrong"]["answers"] | ache
    box = open_assessment(page, f"{address}assessments/quick/")
    answer_shown(page, sure)
    page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "urgent", timeout=PATIENCE)
    lines = page.locator('[data-question="sudden"] [data-lines]')
    expect(lines).to_be_hidden()
    answer_shown(page, unsure)
    expect(lines).to_be_visible()
    page.locator('#q-chest input[value="no"]').check()
    expect(page.locator("#q-chest [data-lines]")).to_be_hidden()
    page.reload()
    awake(page)
    expect(page.locator('input[value="not-sure:cold-limb"]')).to_be_checked()
    expect(page.locator('#q-chest input[value="no"]')).to_be_checked()
    result = take(page, f"{address}assessments/quick/", {k: v for k, v in sure.items() if k != "sudden"})
    expect(result).to_have_attribute("data-outcome", "see-first")
    expect(result.locator("[data-when]")).to_have_text("Ask now")
    expect(result.locator("[data-unsure] li")).to_have_text(
        ["An arm or leg that suddenly turned cold, pale or numb, or that you cannot move"]
    )
    calls = result.locator("a[href^='tel:']")
    assert calls.first.get_attribute("href") == "tel:112"
    _in_order(result.locator("[data-when]"), calls.first, result.locator("[data-unsure]"))


def _in_order(*places: Locator) -> None:
    tops = [place.evaluate("place => place.getBoundingClientRect().top") for place in places]
    assert tops == sorted(tops), tops


def test_to_whom_life_is_too_much_kind_words_come_first(page: Page, address: str) -> None:
    answers = PEOPLE["nothing-wrong"]["answers"] | {"mood": ["self-harm"]}
    result = take(page, f"{address}assessments/quick/", answers)
    expect(result).to_have_attribute("data-outcome", "stop")
    helpline = result.locator('a[href="https://findahelpline.com"]')
    _in_order(result.locator("[data-headline]"), result.locator("[data-flag] p"), helpline, result.locator("dl").first)
    expect(result.locator("[data-headline]")).to_have_text("Please talk to someone now")
    assert "Something you ticked" not in result.inner_text()


def test_lines_that_cannot_both_be_true_untick_each_other(page: Page, address: str) -> None:
    open_assessment(page, f"{address}assessments/quick/")
    lines = [f'input[name="q-heart"][value="{v}"]' for v in ("pressure-controlled", "pressure-not-controlled")]
    for one, other in (lines, lines[::-1]):
        page.evaluate("line => document.querySelector(line).click()", one)
        page.evaluate("line => document.querySelector(line).click()", other)
        assert page.locator(other).is_checked()
        assert not page.locator(one).is_checked()


def test_answers_survive_a_reload_and_another_tab_and_can_be_erased(page: Page, address: str) -> None:
    open_assessment(page, f"{address}assessments/quick/")
    answer_shown(page, PEOPLE["runner"]["answers"])
    page.reload()
    awake(page)
    expect(page.locator('input[name="q-age"]')).to_have_value("29")
    other = page.context.new_page()
    open_assessment(other, f"{address}assessments/quick/")
    other.locator('input[name="q-age"]').fill("30")
    expect(page.locator('input[name="q-age"]')).to_have_value("30")
    page.evaluate("document.querySelector('input[name=q-for-whom]:not(:checked)').click()")
    expect(other.locator('input[name="q-for-whom"]:checked')).to_have_value(
        page.locator('input[name="q-for-whom"]:checked').input_value()
    )
    other.locator('input[name="q-age"]').fill("31")
    expect(page.locator('input[name="q-age"]')).to_have_value("31")
    page.locator('[data-foot] [data-action="restart"]').click()
    page.locator('[data-action="erase"]').click()
    for one in (page, other):
        expect(one.locator('input[name="q-age"]')).to_have_value("")
    page.reload()
    awake(page)
    expect(page.locator('input[name="q-age"]')).to_have_value("")


def test_an_unanswered_question_is_named_and_can_be_reached(page: Page, address: str) -> None:
    box = open_assessment(page, f"{address}assessments/quick/")
    page.locator("[data-next]").click()
    problems = page.locator("[data-problems]")
    expect(problems).to_be_visible()
    expect(problems).to_contain_text("Age")
    assert page.evaluate("document.activeElement.closest('[data-problems], [data-question]') !== null")
    expect(box).to_have_attribute("data-step", "about")


def test_the_back_button_goes_one_section_back(page: Page, address: str) -> None:
    box = open_assessment(page, f"{address}assessments/quick/")
    answer_shown(page, PEOPLE["nothing-wrong"]["answers"])
    page.locator("[data-next]").click()
    expect(box).not_to_have_attribute("data-step", "about")
    page.go_back()
    expect(box).to_have_attribute("data-step", "about")
    expect(page.locator('input[name="q-age"]')).to_have_value("34")


def test_the_form_can_be_read_and_answered_without_any_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}assessments/quick/")
    assert page.locator("[data-section]").count() >= 6
    for section in page.locator("[data-section]").all():
        expect(section).to_be_visible()
    page.locator('input[name="q-age"]').fill("40")
    page.goto(f"{address}safety/")
    expect(page.get_by_text("between the inner thighs").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("part", ["pyodide.asm.wasm", "worker.mjs", "{library.zip,memory.bin}.wasm", "bundle.json"])
def test_a_failure_is_said_and_the_answers_stay(page: Page, pyodide_address: str, part: str) -> None:
    page.route(f"**/{part}", lambda route: route.abort())
    page.goto(f"{pyodide_address}assessments/quick/")
    box = page.locator("counterpoise-assessment")
    page.locator('input[name="q-age"]').fill("40")
    expect(box).to_have_attribute("data-engine", "failed", timeout=PATIENCE)
    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator("[data-failed-reason]")).not_to_be_empty()
    expect(page.locator('input[name="q-age"]')).to_have_value("40")
    page.unroute(f"**/{part}")
    page.locator('[data-action="retry"]').click()
    awake(page)
    expect(page.locator('input[name="q-age"]')).to_have_value("40")


PAGES = (
    "",
    "plan/",
    "builder/",
    "brand-kit/",
    "safety/",
    "how-to-read/",
    "evidence/",
    "scoring/",
    "chain/",
    "lookalikes/",
    "sources/",
    "glossary/",
    "assessments/",
    "assessments/quick/",
    "causes/",
    "causes/stationary-positions/",
    "symptoms/forward-head-position/",
    "muscles/upper-trapezius/",
    "syndromes/upper-crossed/",
    "protocols/upper-crossed/",
    "exercises/",
    "exercises/glute-bridge/",
    "habits/centre-the-screen/",
    "handouts/",
    "for-trainers/",
    "tests/knee-to-wall/",
)


def test_nothing_sticks_out_sideways(page: Page, address: str) -> None:
    for path in PAGES:
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(address + path)
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} px wide in a window of {width}"


def test_pages_are_silent_and_stay_at_home(page: Page, address: str) -> None:
    watched = Watched(page, address)
    for path in PAGES:
        page.goto(address + path)
        at_rest(page)
    assert watched.outside == []
    assert watched.said == []


def test_an_address_cut_off_in_a_sign_shows_the_whys_from_the_start(page: Page, address: str) -> None:
    watched = Watched(page, address)
    page.goto(f"{address}why/#%E0%A4%A")
    expect(page.locator("[data-starts]")).to_be_visible()
    expect(page.locator("[data-all]")).to_be_hidden()
    assert watched.said == []


def test_the_same_bytes_in_the_browser(
    page: Page, pyodide_address: str, assets: str, compiled: Bundle, engine: Engine
) -> None:
    page.goto(f"{pyodide_address}assessments/quick/")
    requests = [
        {"op": "assess", "questionnaire": name, "answers": person(compiled, name, 900 + seed), "today": "2026-11-21"}
        for name in ("quick", "full")
        for seed in range(13)
    ]
    texts: list[Any] = page.evaluate(
        """async ([base, requests]) => {
            const { Engine } = await import(base + "python/engine.mjs")
            const engine = new Engine()
            engine.start(base + "bundle.json")
            const replies = []
            for (const request of requests) replies.push(await engine.ask(request))
            engine.stop()
            return replies
        }""",
        [pyodide_address + assets, requests],
    )
    assert len(texts) == 26
    for request, theirs in zip(requests, texts, strict=True):
        ours = json.loads(engine.handle(json.dumps(request)))
        assert json.dumps(theirs, sort_keys=True) == json.dumps(ours, sort_keys=True)


def test_a_lead_opens_its_lines_and_no_closes_them(page: Page, address: str) -> None:
    open_assessment(page, f"{address}assessments/quick/")
    answer_shown(page, PEOPLE["no-pattern"]["answers"])
    page.locator("[data-next]").click()
    lead = page.locator("#q-chest")
    lines, none = lead.locator("[data-lines]"), lead.locator('[data-lines] input[value="none"]')
    expect(lines).to_be_hidden()
    for opens in ("yes", "not-sure"):
        lead.locator(f'input[value="{opens}"]').check()
        expect(lines).to_be_visible()
        expect(lead.locator("[data-lines] input:checked")).to_have_count(0)
    page.locator("[data-next]").click()
    expect(lead.locator("[data-error]")).to_contain_text("Tick a line")
    line, doubt = (lead.locator(f'input[value="{v}"]') for v in ("chest-pressure", "not-sure:chest-pressure"))
    doubt.check()
    line.check()
    expect(doubt).not_to_be_checked()
    lead.locator('input[value="no"]').check()
    expect(lines).to_be_hidden()
    expect(line).not_to_be_checked()
    expect(none).to_be_checked()
    expect(page.locator('#q-head [data-cue="neck"]'), "a cue without a line that is asked").to_be_hidden()
    page.locator('[data-action="every"]').click()
    expect(page.locator("#q-head [data-lines]")).to_be_visible()
    page.locator('#q-head input[value="head-knock"]').check()
    expect(page.locator('#q-head input[value="yes"]')).to_be_checked()


def test_all_no_faster_than_can_be_read_is_asked_about_once(page: Page, address: str) -> None:
    box = open_assessment(page, f"{address}assessments/quick/")
    answer_shown(page, PEOPLE["no-pattern"]["answers"])
    page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "urgent", timeout=PATIENCE)
    page.clock.set_fixed_time(page.evaluate("new Date().toISOString()"))  # however slow this machine is
    answer_shown(page, PEOPLE["no-pattern"]["answers"])
    page.locator("[data-next]").click()
    expect(page.locator("[data-rushed]")).to_be_visible(timeout=PATIENCE)
    expect(box).to_have_attribute("data-step", "urgent")
    page.locator("[data-next]").click()
    expect(box).not_to_have_attribute("data-step", "urgent", timeout=PATIENCE)


def test_answers_that_were_asked_otherwise_are_set_aside_kindly(page: Page, address: str) -> None:
    """Kept by an older form, whose lists are gone: what is not about safety stays, and safety is asked anew."""
    box = open_assessment(page, f"{address}assessments/quick/")
    answer_shown(page, PEOPLE["no-pattern"]["answers"])
    page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "urgent", timeout=PATIENCE)
    page.evaluate(
        """() => {
          const key = Object.keys(localStorage).find((name) => name.includes("answers"))
          const kept = JSON.parse(localStorage.getItem(key))
          kept.answers = { ...kept.answers, emergency: ["none"], goal: "ache", chest: ["none"] }
          localStorage.setItem(key, JSON.stringify(kept))
        }"""
    )
    page.goto("about:blank")
    box = open_assessment(page, f"{address}assessments/quick/")
    expect(page.locator("[data-restored-safety]")).to_be_visible()
    expect(page.locator('input[name="q-age"]')).to_have_value("")
    assert page.locator('input[name="q-goal"][value="ache"]').is_checked()
    assert not page.locator("#q-chest input:checked").count()
