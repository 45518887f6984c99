"""A thousand texts that would be markup or code somewhere: none runs, none becomes an element or an attribute."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.builds import Host

pytestmark = pytest.mark.browser


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
