"""Numbers as people type them, in every number field: "1,5" is 1.5 or refused with words, never 15."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_builder import add, builder
from tests.browsing import open_assessment
from tests.pyodide import NODE, ROOT

TYPED: dict[str, float | str | None] = {
    "": None,
    "  ": None,
    "3": 3,
    " 12 ": 12,
    "2.5": 2.5,
    "1,5": 1.5,
    "0,75": 0.75,
    "1.500": 1.5,
    "0,500": 0.5,
    "-2": -2,
    "\u22122,5": -2.5,
    "+4": 4,
    "\uff13\uff0c\uff15": 3.5,
    "1 000": 1000,
    **dict.fromkeys(
        ["1,500", "12,000", "1.000,5", "1,2,3", "five", "5e3", "0x10", ".5", "5.", "1/2", "9" * 30, "3 cm"], "NaN"
    ),
}
"""What is typed -> the number that is read; NaN is told to be none."""
ASKED = """const { numberOf } = await import(process.argv[1])
const typed = JSON.parse(process.argv[2]).map((value) => numberOf({ value }))
console.log(JSON.stringify(typed, (_, value) => Number.isNaN(value) ? "NaN" : value))"""


def test_numbers_are_read_as_people_mean_them() -> None:
    if not Path(NODE).exists():
        pytest.skip("no Node: run `make test`, which gets one")
    module = str(ROOT / "site_overrides/assets/counterpoise/form/numbers.mjs")
    command = [NODE, "--input-type=module", "-e", ASKED, module, json.dumps(list(TYPED))]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert dict(zip(TYPED, json.loads(run.stdout), strict=True)) == TYPED


@pytest.mark.browser
def test_the_builders_numbers_are_typed(page: Page, address: str) -> None:
    builder(page, address)
    add(page, "chin-tuck")
    status = page.locator("[data-status]")
    for field in (page.get_by_label("Days a week"), page.locator('[data-item] [data-field="sets"]')):
        before = field.input_value()
        for typed, said in (("1,5", "whole number from 1 to"), ("1,500", "one number in digits"), ("99", "from 1 to")):
            field.fill("")
            field.press_sequentially(typed)
            expect(field).to_have_value(typed)
            field.press("Tab")
            expect(status).to_contain_text(said)
            expect(field).to_have_value(before)
        field.fill("")
        field.press("Tab")
        expect(field).to_have_value(before)
    page.get_by_label("Days a week").fill("5")
    page.get_by_label("Days a week").press("Tab")
    page.reload()
    expect(page.get_by_label("Days a week")).to_have_value("5")


@pytest.mark.browser
def test_the_self_assessments_numbers_are_typed(page: Page, address: str) -> None:
    """Every number field of the long one is text with a decimal keyboard; that of age is typed into."""
    box = open_assessment(page, f"{address}assessments/full/")
    assert page.locator("input[type=number]").count() == 0
    assert page.locator("input[data-number]").count() > 10
    age = page.locator('input[name="q-age"]')
    error = page.locator('[data-question="age"] [data-error]')
    for typed, said in (("400,5", "from"), ("4,500", "one number in digits"), ("forty", "one number in digits")):
        age.fill("")
        age.press_sequentially(typed)
        expect(age).to_have_value(typed)
        page.locator("[data-next]").click()
        expect(error).to_contain_text(said)
    age.fill("")
    age.press_sequentially("34,5")
    page.locator("[data-next]").click()
    expect(error).to_contain_text("a whole number from")
    expect(page.locator("[data-problems]")).to_contain_text("questions need another look")
    for question in page.locator('[data-section="about"] [data-question]:visible:not([data-question="age"])').all():
        question.locator("input").last.check()
    page.locator("[data-next]").click()
    expect(page.locator("[data-problems]")).to_contain_text("One answer cannot be used as it is typed")
    age.fill("34,0")
    page.wait_for_function("Object.values(localStorage).some((text) => text.includes('\"age\":34'))")
    expect(error).to_be_hidden()
    expect(box).to_have_attribute("data-mode", "steps")
