"""A real browser on the built site: finding Chromium, serving a folder, answering a self-assessment like a person."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Locator, Page, Playwright, expect

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--liftoff-only",  # a page lives for seconds: compiling Python's hot parts anew would not pay
]
NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "chromium-browser", "msedge")
"""The first has no windows to draw: it starts in half the time."""
MISSING = (
    "no Chromium that starts: install one (Debian: apt-get install chromium-headless-shell), or name it in CHROME_PATH"
)
PATIENCE = 25_000
"""Milliseconds until a test gives up on what it waits to see; far more than that takes on a slow machine."""


def found(playwright: Playwright) -> str | None:
    """The browser of $CHROME_PATH, the PATH, or Playwright itself, in that order; None where there is none."""
    named = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return named or (own if Path(own).exists() else None)


def chromium(playwright: Playwright) -> Browser | None:
    """Start the browser that is there; None where there is none."""
    path = found(playwright)
    return playwright.chromium.launch(executable_path=path, args=FLAGS) if path else None


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing about it."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class names it so)
        pass


@contextmanager
def serving(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yields the address, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def at_rest(page: Page) -> None:
    """Wait until a page that has loaded has nothing more to do.

    Its network does not tell: where a worker's script is asked for, "networkidle" may never come.
    """
    page.wait_for_function("() => document.readyState === 'complete'")
    page.evaluate("() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))")


@dataclass
class Watched:
    """What a page said and asked for while it was watched."""

    page: Page
    origin: str
    said: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", self._requested)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.outside.append(request.url)


def shown_questions(page: Page) -> list[Locator]:
    """The questions of the section that is shown."""
    return [q for q in page.locator("[data-section]:visible [data-question]").all() if q.is_visible()]


def answer(question: Locator, value: Any) -> None:
    """Answer one question as a person would: click what is shown, type numbers."""
    name = question.get_attribute("data-question")
    if question.get_attribute("data-lead") is not None:
        lead = "no" if value == ["none"] else "not-sure" if str(value[0]).startswith("not-sure") else "yes"
        _tick(question.locator(f'input[data-lead-answer][value="{lead}"]'))
        value = [] if lead == "no" else value
    for places in question.locator("details[data-places]:not([open]) > summary").all():
        places.click()
    parts = value.items() if isinstance(value, dict) else [("", value)]
    for side, one in parts:
        field_name = f"q-{name}.{side}" if side else f"q-{name}"
        inputs = question.locator(f'input[name="{field_name}"]')
        if inputs.first.get_attribute("data-number") is not None and one != "not-sure":
            inputs.first.fill(str(one))
        else:
            for option in one if isinstance(one, list) else [one]:
                _tick(question.locator(f'input[name="{field_name}"][value="{option}"]'))


def answer_together(page: Page, answers: dict[str, Any]) -> bool:
    """On a plan's page, answer the next leads that are asked as one: No where no line of them is to be ticked.

    Says whether there were any.
    """
    for group in page.locator("[data-leads]:visible:not(:has([data-leads-answer]:checked))").all():
        leads = [q.get_attribute("data-question") or "" for q in group.locator("[data-question]").all()]
        no = all(answers.get(lead, ["none"]) == ["none"] for lead in leads)
        group.locator(f'[data-leads-answer][value="{"no" if no else "yes"}"]').check()
        expect(page.locator("counterpoise-plan")).not_to_have_attribute("data-busy", "", timeout=PATIENCE)
        return True
    return False


def _tick(box: Locator) -> None:
    """Press a box; once more where a question that came up meanwhile has moved it from under the press."""
    try:
        box.check()
    except Error:
        box.check()


def open_assessment(page: Page, address: str) -> Locator:
    """Open a self-assessment and wait for its Python; returns the custom element."""
    page.goto(address)
    return awake(page)


def awake(page: Page) -> Locator:
    """Wait until the page's self-assessment goes step by step; returns the custom element."""
    box = page.locator("counterpoise-assessment")
    expect(box).to_have_attribute("data-engine", "ready", timeout=PATIENCE)
    expect(box).to_have_attribute("data-mode", "steps", timeout=PATIENCE)  # slow machines see the whole form before
    return box


def answer_shown(page: Page, answers: dict[str, Any], by_hand: bool = False) -> None:
    """Answer what the shown section asks, as far as `answers` go: at once by script, or press by press."""
    if not by_hand:
        page.evaluate(_PRESS, answers)
        return
    for question in shown_questions(page):
        name = question.get_attribute("data-question")
        if name in answers and question.is_visible():
            answer(question, answers[name])


_PRESS = """answers => {
  const press = (input) => input.checked || input.click()
  const write = (input, value) => {
    input.value = value
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const section = [...document.querySelectorAll("[data-section]")].find((one) => one.checkVisibility())
  for (const q of section?.querySelectorAll("[data-question]") ?? []) {
    const id = q.dataset.question
    if (!(id in answers) || !q.checkVisibility()) continue
    let value = answers[id]
    if ("lead" in q.dataset) {
      const [first] = value
      const word = first === "none" ? "no" : String(first).startsWith("not-sure") ? "not-sure" : "yes"
      press(q.querySelector(`input[data-lead-answer][value="${word}"]`))
      if (word === "no") value = []
    }
    const sided = typeof value === "object" && !Array.isArray(value)
    for (const [side, one] of sided ? Object.entries(value) : [["", value]]) {
      const inputs = [...q.querySelectorAll(`input[name="q-${id}${side && `.${side}`}"]`)]
      if (inputs.length && "number" in inputs[0].dataset && one !== "not-sure") write(inputs[0], one)
      else for (const option of [one].flat()) press(inputs.find((input) => input.value === String(option)))
    }
  }
}"""
"""What `answer` does for one question, for all that are shown."""


_MOVED = """step => {
  const box = document.querySelector("counterpoise-assessment")
  return box.dataset.step !== step || box.querySelector(":is([data-problems], [data-rushed]):not([hidden])")
}"""


def take(page: Page, address: str, answers: dict[str, Any], by_hand: bool = False) -> Locator:
    """Open a self-assessment, answer what is shown, section by section, and return the result."""
    open_assessment(page, address)
    return go_on(page, answers, by_hand)


def go_on(page: Page, answers: dict[str, Any], by_hand: bool = False) -> Locator:
    """Answer what is shown, section by section, on a page that is open; returns the result."""
    box = page.locator("counterpoise-assessment")
    for _ in range(30):
        step = box.get_attribute("data-step")
        if step == "result":
            break
        answer_shown(page, answers, by_hand)
        page.locator("[data-next]").click()
        page.wait_for_function(_MOVED, arg=step, timeout=PATIENCE)
        if box.get_attribute("data-step") == step:  # an answer brought up another question there, or was asked about
            answer_shown(page, answers, by_hand)
            page.locator("[data-next]").click()
        expect(box).not_to_have_attribute("data-step", step or "", timeout=PATIENCE)
    result = page.locator("[data-outcome]")
    expect(result).to_be_visible()
    return result


SPY = """window.Worker = class extends Worker {
  constructor(...given) { super(...given); if (given[1]?.type === "module") window.spied = this }
}"""
"""For `add_init_script`: keeps the page's Python at hand, wherever its file is; the search has a classic script."""

_SPEAK = """text => new Promise((resolve, reject) => {
  const id = `spoken ${Math.random()}`
  window.spied.addEventListener("message", function heard({ data }) {
    if (data.id !== id) return
    window.spied.removeEventListener("message", heard)
    data.error ? reject(new Error(data.error)) : resolve(data.text)
  })
  window.spied.postMessage({ id, text })
})"""


def spoken_to(page: Page, text: str) -> str:
    """One request straight to the Python of a page that was opened with SPY; returns the reply as it came."""
    reply: str = page.evaluate(_SPEAK, text)
    return reply
