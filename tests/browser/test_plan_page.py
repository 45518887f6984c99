"""A routine is kept as a link, a code and a sheet; whoever opens the link passes safety first."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.runtime import qr
from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.judging.flow import asked
from quiz.plans.link import decode, encode
from tests.bases import ROOT
from tests.browsing import PATIENCE, Watched, answer, answer_together, take
from tests.conftest import BASE
from tests.plans import ask, plan_of

pytestmark = pytest.mark.browser
PEOPLE = {
    p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "tests/cases/people").glob("*.json"))
}
DESK = PEOPLE["desk-worker"]["answers"]


def open_plan(page: Page, address: str, text: str) -> Locator:
    """Open a plan's address; returns the custom element once its questions, or its complaint, are shown."""
    page.goto(f"{address}plan/#{text}")
    box = page.locator("counterpoise-plan")
    expect(box).to_have_attribute("data-state", re.compile("ask|none"), timeout=PATIENCE)
    return box


def screen(page: Page, answers: dict[str, Any]) -> Locator:
    """Answer the safety questions as they come up, and ask for the plan; returns what is shown then."""
    box = page.locator("counterpoise-plan")
    done: set[str] = set()
    while True:
        if answer_together(page, answers):
            continue
        names = [q.get_attribute("data-question") or "" for q in page.locator("[data-question]:visible").all()]
        ahead = [name for name in names if name not in done]
        if not ahead:
            break
        done.add(ahead[0])
        if ahead[0] in answers:
            question = page.locator(f'[data-question="{ahead[0]}"]')
            answer(question, _offered(question, answers[ahead[0]]))
            expect(box).not_to_have_attribute("data-busy", "", timeout=PATIENCE)  # it may hide or bring up what follows
    shown, rushed = page.locator("[data-outcome]"), page.locator("[data-rushed]")
    page.locator("[data-next]").click()
    expect(shown.or_(rushed).locator("visible=true").first).to_be_attached(timeout=PATIENCE)
    if rushed.is_visible():  # whether that is asked hangs on how fast this machine presses
        page.locator("[data-next]").click()
    expect(box).to_have_attribute("data-state", "shown", timeout=PATIENCE)
    return shown


def _offered(question: Locator, value: Any) -> Any:
    """Of the lines that a person would tick, those that this plan asks about; else the last one, "none of these"."""
    if not isinstance(value, list):
        return value
    for places in question.locator("details[data-places]:not([open]) > summary").all():
        places.click()
    if question.get_attribute("data-lead") is not None:
        question.locator('[data-lead-answer][value="yes"]').check()  # only then its lines can be seen
    kept = [v for v in value if question.locator(f'input[value="{v}"]').is_visible()]
    return kept or [question.locator("input[data-exclusive]").last.get_attribute("value")]


def well(bundle: Bundle, *names: str, **more: Any) -> str:
    return encode(plan_of(bundle, *names, **more))


# From a result to a link, a code and a sheet.


def test_a_routine_is_kept_and_opened_by_someone_else(browser: Browser, page: Page, pyodide_address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched = Watched(page, pyodide_address)
    result = take(page, f"{pyodide_address}assessments/quick/", DESK)
    link = result.locator("[data-keep-link]")
    expect(link).to_be_visible(timeout=PATIENCE)
    url = link.input_value()
    assert url.startswith(f"{pyodide_address}plan/#2")
    assert len(url) < 400
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("[data-keep-status]")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == url
    first = [card.get_attribute("data-exercise") for card in result.locator("[data-card]").all()]
    doses = result.locator("[data-week='1'] .ca-dose__parts").all_inner_texts()
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print the routine").click()
    expect(page.locator("[data-keep-status]")).to_contain_text("sheet is ready")
    sheets = page.locator(".cp-paper [data-sheet-card]")
    assert [card.get_attribute("data-exercise") for card in sheets.all()] == first
    assert watched.outside == []
    assert watched.said == []

    other = browser.new_context()
    opened = other.new_page()
    watched = Watched(opened, pyodide_address)
    open_plan(opened, pyodide_address, url.partition("#")[2])
    shown = screen(opened, DESK)
    expect(shown).to_have_attribute("data-outcome", "open")
    assert [card.get_attribute("data-exercise") for card in shown.locator("[data-card]").all()] == first
    assert shown.locator("[data-week='1'] .ca-dose__parts").all_inner_texts() == doses
    expect(shown.locator("[data-figure] svg").first).to_be_visible()
    assert watched.outside == []
    assert watched.said == []
    other.close()


def test_the_code_is_fetched_on_demand_and_holds_the_link(page: Page, pyodide_address: str, compiled: Bundle) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_plan(page, pyodide_address, well(compiled, "chin-tuck"))
    result = screen(page, DESK)
    url = result.locator("[data-keep-link]").input_value()
    page.get_by_role("button", name="Show a QR code").click()
    code = page.locator("[data-keep-qr] svg")
    expect(code).to_be_visible()
    expect(code.locator("title")).not_to_be_empty()
    drawn = json.loads(qr.drawing(url))
    assert code.locator("path").get_attribute("d") == drawn["path"]
    assert code.get_attribute("viewBox") == f"0 0 {drawn['size']} {drawn['size']}"
    assert not any(url.partition("#")[2] in request for request in asked), "the plan never leaves the browser"


def test_nobody_fetches_the_code_who_wants_none(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    take(page, f"{address}assessments/quick/", DESK)
    expect(page.locator("[data-keep-link]")).to_be_visible()
    assert any("memory.bin.wasm" in url for url in asked)
    assert not any("qr.zip.wasm" in url for url in asked)


def test_a_code_that_does_not_arrive_is_said(page: Page, address: str, compiled: Bundle) -> None:
    page.route("**/qr.zip.wasm", lambda route: route.abort())
    open_plan(page, address, well(compiled, "chin-tuck"))
    screen(page, DESK)
    page.get_by_role("button", name="Show a QR code").click()
    expect(page.locator("[data-keep-status]")).to_contain_text("could not be drawn")
    page.unroute("**/qr.zip.wasm")
    page.get_by_role("button", name="Show a QR code").click()
    expect(page.locator("[data-keep-qr] svg")).to_be_visible()


# Safety, and what became of the plan.


def test_whose_plan_it_is_stands_before_the_questions(page: Page, address: str, compiled: Bundle) -> None:
    """In words of theirs that are nothing but text, and links once the plan is open."""
    name, contact = "<b>Kim</b>", "+47 22 33 44 55 · kim.example/book · javascript:alert(1) · <a href=x>x</a>"
    more = {"from": {"name": name, "contact": contact}, "note": "See you."}
    box = open_plan(page, address, well(compiled, "chin-tuck", **more))
    expect(box.locator("[data-first]")).to_have_text(f"From {name}: 1 exercise")
    expect(box).not_to_contain_text("kim.example")
    shown = screen(page, DESK)
    expect(box.locator("[data-first]")).to_be_hidden()
    expect(shown.locator("[data-from]")).to_have_text(f"From: {name} · {contact}")
    links = shown.locator("[data-from] a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert links == ["tel:+4722334455", "https://kim.example/book"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "No name, no note"),
        ({"note": "Slowly"}, "its sender put"),
        ({"cautions": ["falls"]}, "its sender put"),
    ],
)
def test_it_says_what_its_link_holds(
    page: Page, address: str, compiled: Bundle, more: dict[str, Any], told: str
) -> None:
    """Copied or shown as a code, a plan's link is read by others: what a sender put into it is still in there."""
    open_plan(page, address, well(compiled, "chin-tuck", **more))
    screen(page, DESK)
    expect(page.locator("[data-keep-text]")).to_contain_text(told)


def test_a_red_flag_keeps_the_plan_shut(page: Page, address: str, compiled: Bundle) -> None:
    box = open_plan(page, address, well(compiled, "chin-tuck", **{"from": {"name": "Kim", "contact": "kim.example"}}))
    shown = screen(page, {**DESK, "chest": ["chest-pressure"]})
    expect(shown).to_have_attribute("data-outcome", "stop")
    expect(box).not_to_contain_text("Kim")
    expect(shown.locator("[data-flag]").first).to_be_visible()
    expect(page.locator("[data-card], [data-keep-link]")).to_have_count(0)
    page.get_by_role("button", name="Change my answers").click()
    expect(page.locator("[data-form]")).to_be_visible()


def test_what_is_unanswered_blocks_and_is_named(page: Page, address: str, compiled: Bundle) -> None:
    box = open_plan(page, address, well(compiled, "chin-tuck"))
    page.locator("[data-next]").click()
    expect(page.locator("[data-problems]")).to_contain_text("Age")
    expect(box).to_have_attribute("data-state", "ask")
    expect(page.locator("[data-card]")).to_have_count(0)


def test_what_was_withdrawn_or_changed_since_is_told(page: Page, address: str, compiled: Bundle) -> None:
    made = plan_of(compiled, "chin-tuck", "standing-row")
    gone, other = replace(made.items[0], code="zzz"), replace(made.items[1], mark="000000")
    text = encode(replace(made, version="0123456789ab", items=(made.items[0], gone, other)))
    open_plan(page, address, text)
    shown = screen(page, DESK)
    expect(shown.locator("[data-withdrawn]")).to_contain_text("zzz")
    expect(shown.locator('[data-card][data-exercise="standing-row"] [data-note]')).to_have_count(2)
    expect(shown.locator('[data-card][data-exercise="chin-tuck"] [data-note]')).to_have_count(0)
    expect(shown).to_contain_text("Since this plan was made or printed")


@pytest.mark.parametrize("text", ["", "x", "1<script>", "%00", "9abcdef", "10123456789ab.quick.3.12..b7kh5n2pt0000"])
def test_what_is_no_plan_gets_one_calm_sentence(page: Page, address: str, engine: Engine, text: str) -> None:
    watched = Watched(page, address)
    box = open_plan(page, address, text)
    expect(box).to_have_attribute("data-state", "none")
    said = page.locator("[data-none-text]").inner_text()
    assert said
    assert "<" not in said
    expect(page.get_by_role("link", name="Take a self-assessment")).to_be_visible()
    assert watched.said == []


def test_a_link_can_be_pasted(page: Page, address: str, compiled: Bundle) -> None:
    box = open_plan(page, address, "")
    text = well(compiled, "chin-tuck")
    link = f"https://elsewhere.example/plan/#{text[:9]}\n{text[9:20]} \t{text[20:]}"  # as mail breaks long lines
    broken = f"  Hello Ben, your plan: {link}. See you on Friday! "
    page.get_by_label("Paste the link of a plan").evaluate(
        "(field, text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
        "field.focus(); document.execCommand('insertText', false, data.getData('text/plain')) }",
        broken,
    )
    page.get_by_role("button", name="Open the plan").click()
    expect(box).to_have_attribute("data-state", "ask", timeout=PATIENCE)
    assert page.url == f"{address}plan/#{text}"
    page.goto(f"{address}plan/#{text}.%20&utm_source=mail")
    page.reload()
    expect(box).to_have_attribute("data-state", "ask", timeout=PATIENCE)
    assert page.url == f"{address}plan/#{text}", "what a mail program added goes"


HELD = """() => {
    const post = Worker.prototype.postMessage
    window.held = []
    Worker.prototype.postMessage = function (...given) { held.push(() => post.apply(this, given)) }
    window.letGo = () => {
        Worker.prototype.postMessage = post
        for (const send of held) send()
    }
}"""
"""From now on every message to Python waits until it is let go."""


def held(page: Page, address: str, text: str) -> Locator:
    """A plan whose answers are to be changed, with a Python that takes its time from now on."""
    box = open_plan(page, address, text)
    screen(page, DESK)
    page.get_by_role("button", name="Change my answers").click()
    expect(box).to_have_attribute("data-state", "ask")
    page.evaluate(HELD)
    return box


def asked_again(page: Page, times: int) -> None:
    """Wait until Python has been sent so many messages, or more where somebody types slowly."""
    page.wait_for_function("times => held.length >= times", arg=times, timeout=PATIENCE)


@pytest.mark.parametrize("asked_before", [False, True])
def test_enter_counts_while_python_is_at_the_answers(
    page: Page, address: str, compiled: Bundle, asked_before: bool
) -> None:
    """Right after typing, when Python has not been asked yet, and a little later, when its answer is on its way."""
    box = held(page, address, well(compiled, "chin-tuck"))
    age = page.locator('input[name="q-age"]')
    age.press("End")
    age.press("Backspace")
    age.press("5")
    if asked_before:
        asked_again(page, 1)
    age.press("Enter")
    page.evaluate("letGo()")
    expect(box).to_have_attribute("data-state", "shown", timeout=PATIENCE)
    expect(page.locator("[data-card]")).to_have_count(1)


def test_whoever_goes_on_answering_is_shown_no_old_result(page: Page, address: str, compiled: Bundle) -> None:
    box = held(page, address, well(compiled, "chin-tuck"))
    page.locator("[data-next]").click()
    page.locator('#g-chest [data-leads-answer][value="yes"]').check()
    page.locator('#q-chest [data-lead-answer][value="yes"]').check()
    page.locator('input[name="q-chest"]').first.check()
    asked_again(page, 2)
    page.evaluate("letGo()")
    expect(box).not_to_have_attribute("data-busy", "", timeout=PATIENCE)
    expect(box).to_have_attribute("data-state", "ask")
    page.locator("[data-next]").click()
    expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", "stop", timeout=PATIENCE)


def test_without_python_or_script_it_says_what_to_do(
    page: Page, site: Path, pyodide_address: str, compiled: Bundle
) -> None:
    page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    page.goto(f"{pyodide_address}plan/#{well(compiled, 'chin-tuck')}")
    expect(page.locator("[data-failed]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-form]")).to_be_hidden()
    page.unroute("**/pyodide.asm.wasm")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-form]")).to_be_visible(timeout=PATIENCE)
    html = (site / BASE / "plan/index.html").read_text(encoding="utf-8")
    said = re.search(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert said
    assert "printed sheet" in said[1]
    assert re.search(r"<form [^>]*data-form[^>]* hidden", html), "questions that lead nowhere are not shown"


def test_the_same_link_from_the_browser_and_from_cpython(
    page: Page, pyodide_address: str, compiled: Bundle, engine: Engine
) -> None:
    result = take(page, f"{pyodide_address}assessments/quick/", DESK)
    expect(result.locator("[data-keep-link]")).to_be_visible(timeout=PATIENCE)
    theirs = result.locator("[data-keep-link]").input_value().partition("#")[2]
    answers = {name: value for name, value in DESK.items() if name in asked(compiled, "quick")}
    today = decode(theirs).made
    assessment = ask(engine, op="assess", questionnaire="quick", answers=answers, today=today)["ok"]
    assert assessment["plan"] == theirs
    assert encode(decode(theirs)) == theirs


def test_every_link_ever_published_still_opens(engine: Engine) -> None:
    """tests/cases/plan-links.txt only grows: such links are on paper."""
    lines = (Path(ROOT) / "tests/cases/plan-links.txt").read_text(encoding="utf-8").splitlines()
    links = [line for line in lines if line and not line.startswith("#")]
    assert len(links) >= 5
    for link in links:
        assert decode(encode(decode(link))) == decode(link)
        assert "ok" in ask(engine, op="plan-open", text=link, answers={})
