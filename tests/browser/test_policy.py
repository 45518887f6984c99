"""Locked: where answers are no other host can be asked, and no text becomes an element or a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PATIENCE, SPY, awake
from tests.builds import Build, Host, hosting, two

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return two(tmp_path_factory.mktemp("builds"))[0]


@pytest.fixture(scope="module")
def host(build: Build) -> Iterator[Host]:
    with hosting(build) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


REACH = """address => Promise.all([
  fetch(address + "fetched", { mode: "no-cors" }).then(() => "fetched", (error) => error.name),
  import(address + "imported.mjs").then(() => "imported", (error) => error.name),
  new Promise((done) => {
    try {
      const socket = new WebSocket(address.replace("http", "ws") + "socket")
      socket.onopen = () => done("open")
      socket.onerror = () => done("Error")
    } catch (error) { done(error.name) }
  }),
])"""
"""Tries to reach another host, in every way that a worker has."""
SINKS = {
    "markup": "document.body.innerHTML = '<img src=x>'",
    "more markup": "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
    "a page": "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
    "a script's code": "document.createElement('script').text = '1'",
    "a worker": "new Worker('https://foreign.example/worker.js')",
    "a policy": "trustedTypes.createPolicy('mine', { createHTML: (text) => text })",
}


def test_no_other_host_can_be_asked_from_where_the_answers_are(page: Page, build: Build, host: Host) -> None:
    with hosting(build) as foreign:
        page.add_init_script(SPY)
        page.goto(f"{host.address}assessments/quick/")
        awake(page)
        (worker,) = page.workers
        assert "open" not in worker.evaluate(REACH, foreign.address)
        assert "open" not in page.evaluate(REACH, foreign.address)
        assert foreign.asked == []
        assert worker.evaluate("() => self.origin") == page.evaluate("location.origin")


def test_no_text_becomes_an_element_or_a_script(page: Page, host: Host) -> None:
    page.goto(f"{host.address}plan/")
    expect(page.locator("counterpoise-plan")).to_have_attribute("data-state", "none")
    for name, code in SINKS.items():
        caught = page.evaluate(f"() => {{ try {{ {code} }} catch (error) {{ return error.name }} return null }}")
        assert caught in ("TypeError", "EvalError"), name


PAYLOADS = [
    before + tag + after
    for tag in (
        *('<img src=x onerror="ran=1">', "<script>ran=1</script>", "<svg onload=ran=1>", "<iframe srcdoc='<script>'>"),
        *("<b data-payload>", "<a href=javascript:ran=1>x</a>", "<math><mi xlink:href=javascript:ran=1>", "<style>*{}"),
        *("javascript:ran=1", "{constructor}", "{{7*7}}", "${ran=1}", "{n}", "&lt;b&gt;", "<!--", "]]>", "</template>"),
        *(
            "onfocus=ran=1 autofocus",
            "data-action=erase-all",
            "\u202e<b>",
            "\0<b>",
            "<\x00b>",
            "%3Cb%3E",
            "<b/onclick=x>",
        ),
        *("</textarea><b>", "</title><b>", "</script><script>ran=1", "<form action=//x>", "<base href=//x/>"),
    )
    for before in ("", '"', "'", '">', "'>", "x ", "</p>")
    for after in ("", " x", '"', "'", "-->")
]
"""A thousand texts that would be markup, code or a blank somewhere."""
STORED = """texts => {
  const plan = { days: 3, items: [{ card: "chin-tuck", note: "" }] }
  const [name, phone, primary, logo, paper] = texts
  const items = texts.slice(0, 8).map((text) => ({ card: "chin-tuck", note: text, dose: { load: text } }))
  const value = { text: "1a03-a04", name, made: "2026-11-01" }
  const kept = {
    packs: texts.map((text, n) => ({ id: `p${n}${text}`, kind: "pack", name: `${n} ${text}`, plan })),
    roster: texts.map((text, n) => ({ id: `c${n}${text}`, kind: "client", name: `${n} ${text}`, pack: text })),
    brand: { id: "k", kind: "kit", name, phone, primary, logo, paper },
    draft: { ...plan, items },
    plans: texts.slice(0, 12).map((text, n) => (
      { id: `l${n}`, kind: "plan", revision: 1, changed: 1, value: { ...value, name: text } })),
  }
  for (const [key, value] of Object.entries(kept))
    localStorage.setItem(`/a/path/counterpoise/${key}/1`, JSON.stringify(value))
}"""
LAID = """() => [window.ran ?? 0, document.querySelectorAll(
  "[data-payload], [onerror], [onload], [onfocus], [onclick], base, iframe, [href^='javascript:'], form[action='//x']",
).length, [...document.querySelectorAll("main script")].filter((one) => one.text.includes("ran=1")).length]"""


def test_a_thousand_texts_of_strangers_run_nowhere_and_become_no_element(page: Page, host: Host) -> None:
    """Through what a device keeps, ten pages' worth of them, and through every field of the trainer's pages."""
    assert len(PAYLOADS) >= 1000
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{host.address}plan/")
    for at in range(0, len(PAYLOADS), 100):
        page.evaluate(STORED, PAYLOADS[at : at + 100])
        for tool in ("builder", "brand-kit", "plan") if at == 0 else ("builder", "brand-kit"):
            page.goto(f"{host.address}{tool}/")
            expect(page.locator("[data-build]:defined").first).to_be_attached()
            assert page.evaluate(LAID) == [0, 0, 0], tool
    for tool in ("builder", "brand-kit", "plan"):
        page.goto(f"{host.address}{tool}/")
        fields = "input:not([type]), input[type=text], input[type=search], input[type=tel], input[type=url], textarea"
        for n, field in enumerate(page.locator(f"[data-build] :is({fields}):visible").all()):
            field.evaluate(
                """(field, texts) => texts.forEach((text) => {
                  field.value = text
                  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }))
                })""",
                PAYLOADS[n * 50 : n * 50 + 100],
            )
        assert page.evaluate(LAID) == [0, 0, 0], tool
    assert not [text for text in said if "Content Security Policy" in text or "TrustedHTML" in text]
