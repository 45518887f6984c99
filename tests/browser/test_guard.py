"""Never a dead page: whatever does not arrive, a tool works, or says within eight seconds what can be done without."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import takewhile

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from generator.site import version
from tests.browsing import PATIENCE
from tests.builds import Build, Host

pytestmark = pytest.mark.browser
WAIT = 8000
FAULTS = ("404", "wrong type", "cut short", "stalled")
CLEANLY = "cut between two statements"
TOOLS = {
    "counterpoise-assessment": "assessments/quick/",
    "counterpoise-plan": "plan/#1a03-a04",
    "counterpoise-builder": "builder/",
    "counterpoise-brand-kit": "brand-kit/",
}
PYTHON = ("worker.mjs", "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "library.zip.wasm", "bundle.json")
MEMORY = "memory.bin.wasm"
"""Where it does not come, the library does."""
_STATEMENT = re.compile(rb"^[a-z]", re.MULTILINE)
"""Begins one that stands in no other; the last of a module is what its build has added."""
_IMPORT = re.compile(r'^(?:import|export) .*?from "([\w./-]+\.mjs)"|^import "([\w./-]+\.mjs)"', re.MULTILINE)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


def graph(build: Build, name: str) -> set[str]:
    """A module and all that it imports."""
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            found = _IMPORT.findall(build.content(f"{build.assets}/{name}").decode())
            ahead += [
                posixpath.normpath(f"{posixpath.dirname(name)}/{one or other}").lstrip("/") for one, other in found
            ]
    return seen


def spoil(context: BrowserContext, build: Build, name: str, fault: str) -> None:
    """Have one file not arrive as it should."""

    def answer(route: Route) -> None:
        content = build.content(build.find(name))
        if fault == "404":
            route.fulfill(status=404, body="Not found", content_type="text/html")
        elif fault == "wrong type":
            headers = {"Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff"}
            route.fulfill(body=content, headers=headers)
        elif fault == "cut short":
            half = content[: len(content) // 2]
            route.fulfill(body=half, content_type="text/javascript" if name.endswith("js") else "application/wasm")
        elif fault == CLEANLY:
            route.fulfill(body=content[: [*_STATEMENT.finditer(content)][-2].start()], content_type="text/javascript")
        # stalled: it is never answered

    context.route(f"**/{name}", answer)


def opened(context: BrowserContext, host: Host, tool: str) -> tuple[Page, Locator]:
    """A tool's page, with eight seconds gone by."""
    page = context.new_page()
    page.clock.install()
    page.goto(host.address + TOOLS[tool], wait_until="commit")
    box = page.locator(tool)
    box.wait_for(state="attached")
    return page, box


def cases(build: Build, tool: str) -> Iterator[tuple[str, str]]:
    """Every module of the page that no tool before it has, each with another fault; its own with all of them."""
    entries = {name: f"pages/{name.removeprefix('counterpoise-')}.mjs" for name in TOOLS}
    entry = entries[tool]
    before = (graph(build, entries[name]) for name in takewhile(tool.__ne__, TOOLS))
    for i, name in enumerate(sorted(graph(build, entry).difference(*before))):
        yield from ((name, fault) for fault in (FAULTS if name == entry else (FAULTS[i % 4],)))
        if name != version.BUILD:
            yield name, CLEANLY


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_whose_modules_do_not_arrive_says_so(
    context: BrowserContext, build: Build, host: Host, tool: str
) -> None:
    for name, fault in cases(build, tool):
        context.route("**/assets/runtime/**", lambda route: None)
        spoil(context, build, name, fault)
        page, box = opened(context, host, tool)
        page.locator("[data-guard]").first.wait_for(state="attached")
        page.clock.run_for(WAIT)
        said = box.locator("> [data-guard]")
        expect(said, f"{name}, {fault}").to_be_visible()
        expect(said).to_contain_text("is missing, damaged or still on its way")
        expect(said.locator("[data-reload]")).to_be_visible()
        expect(said.locator('a[href$="safety/"]')).to_be_visible()
        page.close()
        context.unroute_all()


@pytest.mark.parametrize("name", ["guard.js", "tables.mjs", "tools.css", "pages.css", "q-where-map.svg"])
@pytest.mark.parametrize("fault", FAULTS)
def test_what_a_tool_can_do_without_does_not_stop_it(
    context: BrowserContext, build: Build, host: Host, name: str, fault: str
) -> None:
    context.route("**/assets/runtime/**", lambda route: None)
    if not (name.endswith(".css") and fault == "stalled"):  # a browser shows nothing before its styles
        spoil(context, build, name, fault)
    page, box = opened(context, host, "counterpoise-assessment")
    expect(box).to_have_attribute("data-mode", "steps")
    page.clock.run_for(WAIT)
    expect(box.locator("> [data-guard]")).to_be_hidden()
    expect(box.locator("[data-section]:visible").first).to_be_visible()


LACKING = {
    "WebAssembly": "delete globalThis.WebAssembly",
    "workers": "delete globalThis.Worker",
    "Blob addresses, of which a worker is started": "delete URL.createObjectURL",
    "a browser that may not ask for another thread": "window.Worker = class { constructor() { throw new Error() } }",
}


@pytest.mark.parametrize("tool", ["counterpoise-assessment", "counterpoise-plan", "counterpoise-builder"])
@pytest.mark.parametrize("lacking", LACKING)
def test_what_a_browser_lacks_is_said_and_can_be_tried_again(
    context: BrowserContext, build: Build, host: Host, tool: str, lacking: str
) -> None:
    context.add_init_script(LACKING[lacking])
    if lacking == "WebAssembly":  # what is started for a page is not told of it
        worker = build.content(build.find("worker.mjs")).decode() + f"\n;{LACKING[lacking]}"
        context.route("**/worker.mjs", lambda route: route.fulfill(body=worker, content_type="text/javascript"))
    page, box = opened(context, host, tool)
    if tool == "counterpoise-builder":
        page.evaluate("() => document.querySelector('counterpoise-builder').start?.()")
    expect(box).to_have_attribute("data-engine", "failed", timeout=PATIENCE)
    said = box.locator("[data-failed]:visible, [data-state-failed]:visible, [role=alert]:visible").first
    expect(said).to_contain_text("cannot run it")
    expect(said.locator("[data-reload], [data-action=retry]").first).to_be_visible()


@pytest.mark.parametrize(
    ("name", "fault"), [*((name, fault) for name in PYTHON for fault in FAULTS), ("worker.mjs", CLEANLY)]
)
def test_python_that_does_not_arrive_is_said(
    context: BrowserContext, build: Build, host: Host, name: str, fault: str
) -> None:
    if (name, fault) in (
        ("pyodide.asm.wasm", "wrong type"),
        ("library.zip.wasm", "wrong type"),
        ("bundle.json", "wrong type"),
    ):
        return  # what is no script is used by what it holds
    for other in (*PYTHON, MEMORY):
        if other in ("pyodide.asm.wasm", MEMORY, "bundle.json") and name.endswith("mjs"):
            context.route(f"**/{other}", lambda route: None)
    if name == "library.zip.wasm":
        spoil(context, build, MEMORY, "404")
    spoil(context, build, name, fault)
    page, box = opened(context, host, "counterpoise-assessment")
    if fault == "stalled":
        expect(box).to_have_attribute("data-engine", "loading")
        said = box.locator("[data-slow]")
        while not said.is_visible():  # each step forward gives it as long again
            page.clock.run_for(WAIT)
        expect(said).to_contain_text("is taking long")
    else:
        expect(box).to_have_attribute("data-engine", "failed", timeout=PATIENCE)
        said = box.locator("[data-failed]")
        expect(said).to_contain_text(re.compile("did not arrive"))
    expect(said.locator("[data-reload]")).to_be_visible()
    expect(said.locator('a[href$="safety/"]')).to_be_visible()
    expect(said.locator('a[href$="scoring/"]')).to_be_visible()


@pytest.mark.parametrize("tool", ["counterpoise-today", "counterpoise-brand-kit"])
def test_where_a_tool_does_some_things_without_python_it_is_said_that_the_rest_is_missing(
    context: BrowserContext, build: Build, host: Host, tool: str
) -> None:
    spoil(context, build, "pyodide.asm.wasm", "404")
    page = context.new_page()
    page.goto(f"{host.address}{tool.removeprefix('counterpoise-')}/")
    box = page.locator(f"{tool}:defined")
    box.evaluate("tool => tool.start()")
    expect(box).to_have_attribute("data-engine", "failed", timeout=PATIENCE)
    said = box.locator("[data-slow]")
    expect(said).to_contain_text("a file does not arrive")
    expect(said.locator("[data-reload]")).to_be_visible()


def test_while_python_is_late_the_whole_form_is_answered_and_nothing_moves_when_it_comes(
    context: BrowserContext, build: Build, host: Host
) -> None:
    waiting: list[Route] = []
    context.route(f"**/{MEMORY}", lambda route: waiting.append(route))
    page, box = opened(context, host, "counterpoise-assessment")
    expect(box).to_have_attribute("data-engine", "loading")
    box.locator("[data-next]").click()
    expect(box).to_have_attribute("data-busy", "")
    while box.get_attribute("data-mode") != "late":
        page.clock.run_for(WAIT)
    said, sections = box.locator("[data-slow]"), box.locator("[data-section]")
    expect(said).to_be_in_viewport(ratio=0.3)
    assert said.evaluate(
        "box => box.getBoundingClientRect().bottom < document.querySelector('form').getBoundingClientRect().top"
    )
    assert sections.count() > 3
    expect(box.locator("[data-section]:visible")).to_have_count(sections.count())
    expect(box.locator("[data-next]")).to_be_hidden()
    expect(box.locator("[data-failed]")).to_be_hidden()
    page.locator('input[name="q-age"]').fill("40")
    late = page.locator('[data-question="sitting"]')
    late.locator("input").first.check()
    late.evaluate("q => q.scrollIntoView({ block: 'center' })")
    top = late.evaluate("q => q.getBoundingClientRect().top")
    for route in waiting:
        route.continue_()
    expect(box).to_have_attribute("data-mode", "steps")
    expect(box).to_have_attribute("data-step", late.evaluate("q => q.closest('[data-section]').dataset.section"))
    expect(box.locator("[data-section]:visible")).to_have_count(1)
    expect(box).not_to_have_attribute("data-busy", "")
    moved = abs(late.evaluate("q => q.getBoundingClientRect().top") - top)
    end = page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")  # no further down
    assert moved < 2 or end, moved
    expect(late).to_be_in_viewport(ratio=1)
    assert late.evaluate("q => q.contains(document.activeElement)")
    expect(late.locator("input").first).to_be_checked()
    expect(page.locator('input[name="q-age"]')).to_have_value("40")
    expect(said).to_be_hidden()


def test_what_comes_late_is_used_and_the_words_go(context: BrowserContext, build: Build, host: Host) -> None:
    waiting: list[Route] = []
    context.route("**/assets/runtime/**", lambda route: None)
    context.route("**/fill.mjs", lambda route: waiting.append(route))
    page, box = opened(context, host, "counterpoise-assessment")
    page.locator("[data-guard]").first.wait_for(state="attached")
    page.clock.run_for(WAIT)
    expect(box.locator("> [data-guard]")).to_be_visible()
    context.unroute("**/fill.mjs")  # whoever asks only now is not kept waiting
    for route in waiting:
        route.continue_()
    expect(box).to_have_attribute("data-mode", "steps")
    expect(box.locator("> [data-guard]")).to_be_hidden()


def test_a_page_opened_from_a_folder_says_so(context: BrowserContext, build: Build) -> None:
    """Browsers run no modules there."""
    page = context.new_page()
    page.clock.install()
    page.goto((build.folder / "assessments" / "quick" / "index.html").as_uri())
    page.clock.run_for(WAIT)
    expect(page.locator("counterpoise-assessment > [data-guard]")).to_be_visible()


@pytest.mark.parametrize("tool", TOOLS)
def test_without_scripts_a_tool_says_what_works(browser: Browser, host: Host, tool: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address + TOOLS[tool])
    said = page.locator(f"{tool} > noscript")
    expect(said).to_be_visible()
    expect(said.locator("a").first).to_be_visible()
    expect(page.locator("[data-guard]:visible, [data-slow]:visible")).to_have_count(0)
    context.close()


def test_a_filter_that_does_not_arrive_leaves_the_whole_list(context: BrowserContext, build: Build, host: Host) -> None:
    spoil(context, build, "filter.mjs", "404")
    context.route("**/assets/runtime/**", lambda route: None)
    page, box = opened(context, host, "counterpoise-builder")
    page.clock.run_for(WAIT)
    late = box.locator("counterpoise-filter")
    expect(late.locator("form")).to_be_hidden()
    expect(late.locator("[data-guard]")).to_have_text("The filter did not arrive. Everything is listed below.")
