"""Whoever was screened lately is asked whether anything is new, in a few words, on the page and before each plan."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked
from tests.browser.test_plan_page import DESK, open_plan, screen, well
from tests.browsing import PATIENCE, Watched, answer_shown, awake, go_on, open_assessment, take
from tests.plans import ask

pytestmark = pytest.mark.browser
TODAY = date(2026, 11, 29)
QUICK = "assessments/quick/"
PUT = """([folder, people]) => localStorage.setItem(`${folder}counterpoise/people/1`, JSON.stringify(people))"""
WORDS = """(card) => card.innerText.match(/[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*/gu).length"""
Known = dict[str, Any]


def at(page: Page, day: date) -> None:
    """From now on it is noon of that day on this page."""
    page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def known(engine: Engine, name: str = "Me", **other: Any) -> Known:
    """Somebody who was screened today, as the page keeps them."""
    kept = ask(engine, op="remember", answers={**DESK, **other}, today=TODAY.isoformat())["ok"]["kept"]
    assert kept
    return {"id": name.lower(), "kind": "person", "name": name, "kept": kept}


def put(page: Page, address: str, *people: Known) -> None:
    page.goto(f"{address}safety/")
    folder = address.removeprefix(page.evaluate("location.origin"))
    page.evaluate(PUT, [folder, list(people)])


def people(page: Page) -> list[Known]:
    key = "Object.keys(localStorage).find((key) => key.endsWith('counterpoise/people/1'))"
    found: list[Known] = json.loads(page.evaluate(f"localStorage.getItem({key}) ?? '[]'"))
    return found


def opened(page: Page, address: str, path: str = QUICK) -> Locator:
    """The page once Python has said what is asked; returns the card."""
    page.goto(f"{address}{path}")
    box = page.locator("counterpoise-assessment, counterpoise-plan")
    expect(box).to_have_attribute("data-engine", "ready", timeout=PATIENCE)
    expect(box).not_to_have_attribute("data-busy", "", timeout=PATIENCE)
    return page.locator("[data-recall]")


def say(card: Locator, word: str) -> None:
    card.get_by_role("button", name=word, exact=True).click()


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 360, "height": 740})
    return page


def test_days_later_one_card_stands_in_place_of_the_screen(phone: Page, pyodide_address: str) -> None:
    watched = Watched(phone, pyodide_address)
    at(phone, TODAY)
    take(phone, f"{pyodide_address}{QUICK}", DESK)
    expect(phone.locator("[data-remembered]")).to_contain_text("28 days")
    at(phone, TODAY + timedelta(days=2))
    say(opened(phone, pyodide_address, f"{QUICK}?left#result"), "No")
    expect(phone.locator("[data-outcome]"), "what was left open comes back behind the card").to_be_visible()
    at(phone, TODAY + timedelta(days=3))
    card = opened(phone, pyodide_address)
    expect(card).to_contain_text("Anything new since November 29?")
    expect(phone.locator("[data-form]")).to_be_hidden()
    assert card.evaluate(WORDS) <= 60
    assert card.locator("button:visible").count() == 4
    say(card, "No")
    box = phone.locator("counterpoise-assessment")
    expect(box).to_have_attribute("data-step", "pain", timeout=PATIENCE)
    expect(card).to_be_hidden()
    answer_shown(phone, DESK)
    phone.locator("[data-next]").click()
    expect(phone.locator("[data-problems]:visible").or_(phone.locator('[data-section="goal"]:visible'))).to_be_visible()
    if box.get_attribute("data-step") == "pain":  # an answer has brought up another question
        answer_shown(phone, DESK)
        phone.locator("[data-next]").click()
    expect(box).to_have_attribute("data-step", "goal", timeout=PATIENCE)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert watched.said == []


def test_a_page_that_is_loaded_again_midway_remembers_whoever_goes_on(phone: Page, address: str) -> None:
    """In the tab in which they began; whoever finds the answers in another one may be somebody else."""
    at(phone, TODAY)
    box = open_assessment(phone, f"{address}{QUICK}")
    answer_shown(phone, DESK)
    phone.locator("[data-next]").click()
    expect(box).not_to_have_attribute("data-step", "about", timeout=PATIENCE)
    other = phone.context.new_page()
    at(other, TODAY)
    take(other, f"{address}{QUICK}", DESK)
    expect(other.locator("[data-remembered]")).to_be_hidden()
    assert people(other) == []
    other.close()
    phone.reload()
    awake(phone)
    go_on(phone, DESK)
    expect(phone.locator("[data-remembered]")).to_contain_text("28 days")
    at(phone, TODAY + timedelta(days=1))
    expect(opened(phone, address)).to_contain_text("Anything new since November 29?")


@pytest.mark.parametrize("word", ["Yes", "Not sure", "Someone else"])
def test_whatever_is_new_asks_everything(phone: Page, address: str, engine: Engine, word: str) -> None:
    at(phone, TODAY + timedelta(days=1))
    put(phone, address, known(engine))
    say(opened(phone, address), word)
    expect(phone.locator('[data-section="about"]')).to_be_visible(timeout=PATIENCE)
    expect(phone.locator("[data-form] input:checked")).to_have_count(0)
    expect(phone.locator('input[name="q-age"]')).to_have_value("")
    assert len(people(phone)) == (1 if word == "Someone else" else 0)


@pytest.mark.parametrize(("days", "stands"), [(28, True), (29, False), (-1, False)])
def test_the_card_stands_for_28_days(phone: Page, address: str, engine: Engine, days: int, stands: bool) -> None:
    at(phone, TODAY + timedelta(days=days))
    put(phone, address, known(engine))
    card = opened(phone, address)
    expect(card).to_be_visible() if stands else expect(card).to_be_hidden()
    expect(phone.locator("[data-form]")).to_be_visible(visible=not stands)
    assert len(people(phone)) == stands


def test_a_plan_opens_after_the_card(phone: Page, address: str, engine: Engine, compiled: Bundle) -> None:
    at(phone, TODAY + timedelta(days=1))
    put(phone, address, known(engine, "Anna"))
    card = opened(phone, address, f"plan/#{well(compiled, 'chin-tuck', 'glute-bridge')}")
    expect(card).to_contain_text("Anna: anything new since November 29?")
    expect(phone.locator("[data-form], [data-card]")).to_be_hidden()
    assert card.evaluate(WORDS) <= 60
    say(card, "No")
    expect(phone.locator("[data-outcome]")).to_have_attribute("data-outcome", "open", timeout=PATIENCE)
    expect(phone.locator("[data-card]")).to_have_count(2)
    expect(phone.locator("[data-remembered]")).to_contain_text("Anna")
    expect(opened(phone, address)).to_contain_text("Anna: anything new since November 29?")  # still all of it, as old
    card = opened(phone, address, f"plan/?again#{well(compiled, 'chin-tuck')}")
    say(card, "No")
    expect(phone.locator("[data-outcome]")).to_have_attribute("data-outcome", "open", timeout=PATIENCE)
    other = phone.context.new_page()
    at(other, TODAY + timedelta(days=1))
    say(opened(other, address, f"plan/#{well(compiled, 'glute-bridge')}"), "Not sure")
    expect(other.locator("[data-form]")).to_be_visible(timeout=PATIENCE)
    expect(other.locator("[data-form] input:checked")).to_have_count(0)
    assert people(phone) == []
    phone.bring_to_front()
    phone.locator('[data-action="start"]:visible').first.click()
    expect(phone.locator('[data-press="news-no"]'), "what is new in one tab is asked in the other").to_be_visible()


def test_a_plan_screens_whom_it_does_not_know_and_remembers_them(phone: Page, address: str, compiled: Bundle) -> None:
    text = well(compiled, "chin-tuck")
    open_plan(phone, address, text)
    form = phone.locator("[data-form]")
    assert form.evaluate(WORDS) <= 650, "before anything is answered, the list of places folded or not"
    screen(phone, DESK)
    expect(phone.locator("[data-remembered]")).to_be_visible(timeout=PATIENCE)
    expect(opened(phone, address, f"?again#{text}".replace("?", "plan/?"))).to_be_visible(timeout=PATIENCE)
    wider = well(compiled, *list(compiled.exercises)[:20])
    expect(opened(phone, address, f"plan/?wider#{wider}")).to_be_hidden()
    expect(phone.locator("[data-form]")).to_be_visible(timeout=PATIENCE)


def test_a_sign_that_came_forgets_what_was_kept(phone: Page, address: str, engine: Engine, compiled: Bundle) -> None:
    at(phone, TODAY)
    put(phone, address, known(engine))
    say(opened(phone, address, f"plan/#{well(compiled, 'chin-tuck')}"), "Someone else")
    shown = screen(phone, {**DESK, "chest": ["chest-pressure"]})
    expect(shown).to_have_attribute("data-outcome", "stop")
    expect(phone.locator("[data-remembered]")).to_be_hidden()
    assert [one["id"] for one in people(phone)] == ["me"], "of somebody else nothing is kept"


def test_a_shut_gate_forgets_whoever_it_may_be(phone: Page, address: str, engine: Engine, compiled: Bundle) -> None:
    """Where no card asked who it is: what was filled in before is there again, or the plan asks more than was kept."""
    at(phone, TODAY)
    put(phone, address, known(engine), known(engine, "Anna"))
    phone.goto(f"{address}{QUICK}")
    build = phone.locator("counterpoise-assessment").get_attribute("data-build")
    folder = address.removeprefix(phone.evaluate("location.origin"))
    answers = {q: a for q, a in DESK.items() if q in asked(compiled, "quick")}
    held: dict[str, Any] = {"answers": {**answers, "chest": ["chest-pressure"]}, "of": build}
    held["at"] = 1000 * int(datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC).timestamp())
    phone.evaluate(
        """([folder, held]) => { const text = JSON.stringify(held)
            for (const form of ["quick", "full", "own"])
                localStorage.setItem(`${folder}counterpoise/answers/1/${form}`, text) }""",
        [folder, held],
    )
    opened(phone, address, f"{QUICK}?again#result")
    expect(phone.locator("[data-outcome]")).to_have_attribute("data-outcome", "stop", timeout=PATIENCE)
    expect(phone.locator("#result-title")).to_be_focused()
    assert people(phone) == []
    ages = phone.evaluate(
        """Object.fromEntries(["quick", "full", "own"].map((form) => [form, JSON.parse(
            Object.entries(localStorage).find(([key]) => key.endsWith(`answers/1/${form}`))[1]).at > 0]))"""
    )
    assert ages == {"quick": True, "full": False, "own": False}, "other forms ask of safety anew"


def test_each_name_has_a_memory_of_its_own(phone: Page, address: str, engine: Engine, compiled: Bundle) -> None:
    at(phone, TODAY)
    put(phone, address, known(engine, "Anna"))
    text = well(compiled, "chin-tuck")
    say(opened(phone, address, f"plan/#{text}"), "Someone else")
    screen(phone, DESK)
    note = phone.locator("[data-remembered]")
    expect(note).to_contain_text("Whose safety answers are these?")
    assert [one["name"] for one in people(phone)] == ["Anna"], "nobody is given another's memory"
    note.get_by_label("Name or nickname").fill("Bo")
    note.get_by_role("button", name="Keep under this name").click()
    expect(note).to_contain_text("The safety answers of Bo")
    card = opened(phone, address, f"plan/?again#{text}")
    expect(card).to_contain_text("Who is this?", timeout=PATIENCE)
    assert card.locator("[data-person]").all_inner_texts() == ["Anna", "Bo"]
    card.get_by_role("button", name="Bo", exact=True).click()
    expect(card).to_contain_text("Bo: anything new since November 29?")
    say(card, "No")
    expect(phone.locator("[data-outcome]")).to_have_attribute("data-outcome", "open", timeout=PATIENCE)
    phone.get_by_role("button", name="Forget my safety answers").click()
    assert [one["name"] for one in people(phone)] == ["Anna"]


def test_a_memory_that_was_tampered_with_asks_everything(phone: Page, address: str, engine: Engine) -> None:
    sound = known(engine)
    at(phone, TODAY)
    changes: list[dict[str, Any]] = [
        {"version": "0" * 12},
        {"answers": {**sound["kept"]["answers"], "chest": ["chest-pressure"]}},
        {"asked": {}},
    ]
    for change in changes:
        put(phone, address, {**sound, "kept": {**sound["kept"], **change}})
        expect(opened(phone, address)).to_be_hidden()
        expect(phone.locator('[data-section="about"]')).to_be_visible(timeout=PATIENCE)
        expect(phone.locator("[data-form] input:checked")).to_have_count(0)


def test_answers_are_kept_for_a_day_and_can_be_erased(page: Page, address: str, compiled: Bundle) -> None:
    open_plan(page, address, well(compiled, "chin-tuck"))
    screen(page, DESK)
    page.evaluate("for (const key in localStorage) if (/people/.test(key)) delete localStorage[key]")  # no card
    page.reload()
    expect(page.locator("[data-restored]")).to_be_visible()
    expect(page.locator('input[name="q-age"]')).to_have_value(str(DESK["age"]))
    page.locator('[data-restored] [data-action="erase"]').click()
    expect(page.locator('input[name="q-age"]')).to_have_value("")
    page.reload()
    expect(page.locator('input[name="q-age"]')).to_have_value("")


def test_the_start_page_and_today_say_when_to_look_again(phone: Page, address: str) -> None:
    at(phone, TODAY)
    take(phone, f"{address}{QUICK}", DESK)
    phone.wait_for_function("() => Object.keys(localStorage).some((key) => key.endsWith('results/1'))")
    for days, due in ((27, False), (28, True)):
        at(phone, TODAY + timedelta(days=days))
        phone.goto(address)
        expect(phone.locator("[data-kept-name]")).to_be_visible()
        expect(phone.locator("[data-kept-again]")).to_be_visible(visible=due)
        phone.goto(f"{address}today/")
        expect(phone.locator("[data-again-on]")).to_have_text("" if due else "Take the check again on Dec 27.")
        expect(phone.locator("[data-again-open]")).to_be_visible(visible=due)
    phone.locator("[data-again-open]").click()
    expect(phone.locator("counterpoise-assessment")).to_have_attribute("data-questionnaire", "quick")
    phone.goto(address)
    phone.locator("[data-kept-again-open]").click()
    expect(phone.locator("counterpoise-assessment")).to_have_attribute("data-questionnaire", "quick")
