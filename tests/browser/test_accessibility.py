"""axe-core finds nothing on the main kinds of pages: on a desk and on a phone; in the dark, no colour that is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.bases import ROOT
from tests.browsing import PATIENCE, open_assessment, take

pytestmark = pytest.mark.browser
AXE = ROOT / "build" / "node" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "",
    "exercises/",
    "exercises/bird-dog/",
    "tests/knee-to-wall/",
    "syndromes/lower-crossed/",
    "muscles/iliopsoas/",
    "the-four-steps/",
    "how-to-read/",
    "chain/",
    "safety/",
    "lookalikes/",
    "scoring/",
    "plan/",
    "today/",
    "offline/",
    "builder/",
    "brand-kit/",
    "assessments/",
)
SCREENS: dict[str, tuple[Literal["light", "dark"], int]] = {
    "light": ("light", 1280),
    "dark": ("dark", 1280),
    "phone": ("light", 360),
}
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours, of those that are on."""


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page on one of the screens."""
    scheme, width = SCREENS[request.param]
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def faults(page: Page, *rules: str) -> list[str]:
    """What axe-core says of the page as it is now: rule, and the first elements it means. Of all rules, or of some."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options).then(r => r.violations)", options)
    return [f"{v['id']}: {[n['target'] for n in v['nodes'][:3]]} {v['nodes'][0]['failureSummary']}" for v in found]


def judged(screen: Page) -> list[str]:
    """In the dark only colours: whatever else axe-core looks at is the same as in the light."""
    dark = screen.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return faults(screen, *(COLOURS if dark else ()))


def test_pages(screen: Page, address: str) -> None:
    found = {}
    for path in PAGES:
        screen.goto(address + path)
        found[path] = judged(screen)
    assert {path: what for path, what in found.items() if what} == {}


def test_a_self_assessment_and_its_result(screen: Page, address: str) -> None:
    open_assessment(screen, f"{address}assessments/quick/")
    assert judged(screen) == [], "the question with the body map"
    person = json.loads((ROOT / "tests/cases/people/desk-worker.json").read_text(encoding="utf-8"))
    take(screen, f"{address}assessments/quick/", person["answers"])
    assert judged(screen) == [], "the result"
