"""Locked: where answers are no other host can be asked, and no text becomes an element or a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import SPY, awake
from tests.builds import Build, Host, hosting

pytestmark = pytest.mark.browser


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
