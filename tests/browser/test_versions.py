"""One version at a time: whatever comes from another build, a page answers as one build does, or says it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from generator.site import version
from tests.browsing import PATIENCE, answer_shown, awake
from tests.builds import Build, Host, fulfil

ANSWERS = {"age": 40, "where": ["neck:left"], "warning": ["none"], "body": ["thin-bones", "new-fall"]}
"""To the old build, which knows nothing of falls, someone with thin bones who may start gently."""

Builds = tuple[Build, Build]


# Names.


def test_whatever_changes_gives_every_part_another_address(builds: Builds) -> None:
    old, new = builds
    assert old.assets != new.assets
    served = [{p.relative_to(b.folder).as_posix() for p in b.folder.rglob("*.*")} for b in builds]
    kept = (".html", ".txt")  # pages, and licences, which are no part of what a page runs
    shared = {path for path in served[0] & served[1] if not path.endswith(kept)}
    assert {Path(path).name for path in shared} == {
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "minisearch.mjs",
        "qr.zip.wasm",
        "tables.zip.wasm",
        "guard.js",
    }
    assert all(old.content(path) == new.content(path) for path in shared), "what keeps its name keeps its bytes"


FILES = {
    version.BUILD: (version.SHIPPED / version.BUILD).read_bytes(),
    version.BUNDLE: b"{}",
    "a.mjs": b"1\n",
    Path(version.GUARD).name: b"2\n",
}
PYTHON = {"pyodide.mjs": b"1", "pyodide.asm.wasm": b"2", "library.zip.wasm": b"3", "memory.bin.wasm": b"4"}


@pytest.mark.parametrize("name", [name for name in (*FILES, *PYTHON) if name != Path(version.GUARD).name])
def test_each_byte_is_in_the_name(name: str) -> None:
    before = version.publish(FILES, PYTHON)
    assert version.publish(FILES, PYTHON) == before
    files, python = ({**given, **({name: given[name] + b" "} if name in given else {})} for given in (FILES, PYTHON))
    after = version.publish(files, python)
    assert after.folder != before.folder
    kept = {path for path in before.files if path in after.files and before.files[path] == after.files[path]}
    changed = {"pyodide.mjs", "pyodide.asm.wasm"} if name.startswith("pyodide.") else {name}
    assert kept - {version.GUARD} == {
        path for path in before.files if path.startswith(version.RUNTIME) and Path(path).name not in changed
    }


def test_every_module_asks_whether_it_belongs(builds: Builds) -> None:
    build, _ = builds
    for path in (build.folder / build.assets).rglob("*.mjs"):
        asks = f'belongs("{version.build_of(build.assets)}")' in path.read_text(encoding="utf-8").splitlines()[0]
        assert asks or path.name == version.BUILD, path.name


def test_every_module_asks_whether_those_it_imports_are_whole(builds: Builds) -> None:
    build, _ = builds
    for path in (build.folder / build.assets).rglob("*.mjs"):
        if path.name == version.BUILD:
            continue
        first, *lines, last = path.read_text(encoding="utf-8").splitlines()
        assert last == "export { belongs as whole }", path.name
        imported = re.findall(r'^(?:import|export) (?:[^"(]* from )?"(.+)"$', "\n".join(lines), re.MULTILINE)
        asked = re.findall(r'import { whole as whole\d+ } from "(.+?)"', first)
        assert asked == [one for one in imported if not one.endswith(f"/{version.BUILD}")], path.name
    assert (
        (build.folder / build.assets / version.BUILD).read_text().split("\nexport ")[-1].startswith("function belongs(")
    )


# Mixed: a part of the page's build is answered with the other build's.

PARTS: dict[str, tuple[str, ...]] = {
    "every module": ("*.mjs",),
    "every module but the page's own": ("[b-z]*.mjs",),
    "the page's own module": ("assessment.mjs",),
    "a module deep down": ("answers.mjs",),
    "the module that names the build": ("build.mjs",),
    "the page's side of Python": ("engine.mjs",),
    "the worker": ("worker.mjs",),
    "the library and the memory": ("library.zip.wasm", "memory.bin.wasm"),
    "the bundle": ("bundle.json",),
    "all but the page": ("*.mjs", "guard.js", "library.zip.wasm", "memory.bin.wasm", "bundle.json"),
}


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def _mix(page: Page, here: Build, other: Build, names: tuple[str, ...]) -> None:
    """Answer for these parts of one build with those of another, whatever their addresses are there."""

    def swap(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        fulfil(route, other, other.find(name))

    ours = [p.name for p in here.folder.rglob("*.*") if any(fnmatch(p.name, name) for name in names)]
    for name in ours:
        page.context.route(f"**/assets/**/{name}", swap)


def _said(page: Page) -> Locator:
    """The boxes that say what failed."""
    return page.locator("counterpoise-assessment > :is([data-guard], [data-failed]):visible")


@pytest.mark.browser
@pytest.mark.parametrize("way", ["new page, old part", "old page, new part"])
@pytest.mark.parametrize("part", PARTS)
def test_a_mixed_page_says_so_and_answers_nothing(builds: Builds, host: Host, page: Page, part: str, way: str) -> None:
    here, other = reversed(builds) if way.startswith("new") else builds
    host.build = here
    _mix(page, here, other, PARTS[part])
    page.goto(f"{host.address}assessments/quick/")
    expect(_said(page)).to_have_count(1, timeout=PATIENCE)
    said = _said(page).inner_text()
    assert "two versions" in said or "did not arrive, or not whole" in said, said
    expect(_said(page).locator("[data-reload]")).to_be_visible()
    assert not page.locator("[data-outcome]").count()
    if part in ("a module deep down", "the worker", "the bundle"):
        page.context.unroute_all()
        _said(page).locator("[data-reload]").click()
        awake(page)


# A cache, and a server that moves from one build to the next.


_CARDS_ARRIVED = """() => {
  const there = new Set(performance.getEntriesByType("resource").map((part) => part.name.split("/").pop()))
  const asked = [...document.querySelectorAll("[data-outcome] [data-figure]")].map((one) => one.dataset.exercise)
  return asked.every((exercise) => there.has(`${exercise}.html`))
}"""
"""A result asks for its cards when it is shown already: who leaves before they came has kept less than it shows."""


def _outcome(page: Page) -> str:
    """Take the assessment until it says what may be done; returns the level."""
    box = awake(page)
    offered = page.locator('[data-question="body"] input').evaluate_all("all => all.map((input) => input.value)")
    answers: dict[str, Any] = {**ANSWERS, "body": [a for a in ANSWERS["body"] if a in offered]}  # type: ignore[attr-defined]
    answers |= {"sitting": "long", "turning": {"left": 7, "right": 6}, "head-wall": 6, "minutes": "five"}
    for _ in range(8):
        step = box.get_attribute("data-step")
        if step == "result":
            break
        answer_shown(page, answers)
        page.locator("[data-next]").click()
        expect(box).not_to_have_attribute("data-step", step or "", timeout=PATIENCE)
    page.wait_for_function(_CARDS_ARRIVED, timeout=PATIENCE)
    return page.locator("[data-outcome]").get_attribute("data-level") or ""


@pytest.mark.browser
def test_what_a_browser_kept_is_the_old_build_whole_and_one_reload_brings_the_new(
    builds: Builds, host: Host, page: Page
) -> None:
    host.build = builds[0]
    page.goto(f"{host.address}assessments/quick/")
    assert _outcome(page) == "gentle"
    host.build = builds[1]
    host.asked.clear()
    page.goto("about:blank")
    page.goto(f"{host.address}assessments/quick/")
    page.locator('[data-foot] [data-action="restart"]').click()
    page.locator('[data-action="erase"]').click()
    assert _outcome(page) == "gentle", "what the old page asks, the old engine answers"
    assert not [path for path in host.asked if path.startswith(version.ASSETS)]
    page.goto(f"{host.address}assessments/quick/#step-about")
    expect(page.locator("counterpoise-assessment")).to_have_attribute("data-step", "about")
    page.reload()
    assert _outcome(page) == "stop"


@pytest.mark.browser
def test_a_kept_page_whose_worker_is_gone_says_so_and_one_reload_brings_the_new(
    builds: Builds, host: Host, page: Page
) -> None:
    host.build, host.unkept = builds[0], ("worker.mjs",)
    page.goto(f"{host.address}assessments/quick/")
    awake(page)
    host.build = builds[1]
    page.goto("about:blank")
    page.goto(f"{host.address}assessments/quick/")
    expect(page.locator("counterpoise-assessment")).to_have_attribute("data-engine", "failed", timeout=PATIENCE)
    expect(_said(page)).to_contain_text("a file did not arrive")
    _said(page).locator("[data-reload]").click()
    assert _outcome(page) == "stop"
    host.unkept = ()


@pytest.mark.browser
@pytest.mark.parametrize("tool", ["assessments/quick/", "plan/#1a03-a04", "builder/", "brand-kit/"])
def test_a_kept_page_whose_folder_is_gone_says_so_and_one_reload_brings_the_new(
    builds: Builds, host: Host, page: Page, tool: str
) -> None:
    host.build, host.unkept = builds[0], (".mjs", ".css", ".js")
    page.goto(host.address + tool)
    host.build = builds[1]
    page.goto("about:blank")
    page.goto(host.address + tool)
    said = page.locator("[data-build] > [data-guard]:visible").first
    expect(said).to_contain_text("is missing, damaged or still on its way")
    expect(said).to_be_in_viewport()
    said.locator("[data-reload]").click()
    expect(page.locator(f'[data-build="{version.build_of(builds[1].assets)}"]').first).to_be_attached()
    expect(page.locator("[data-build]:defined").first).to_be_attached()
    host.unkept = ()


# Flipped bits.


FLIPPED = {
    "pyodide.asm.wasm": b"Fatal Python error",
    "library.zip.wasm": b"quiz/judging/safety.pyc",
    "bundle.json": b"findings",
}
"""Where in them something else would stand, and all would start and answer all the same."""


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]


@pytest.fixture
def plain(browser: Browser, builds: Builds) -> Iterator[BrowserContext]:
    """A site without https, as in a studio's own network: browsers give its scripts no way to hash."""
    context = browser.new_context()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://studio.example/")
        fulfil(route, builds[1], f"{path}index.html" if path.endswith("/") else path)

    context.route("http://studio.example/**", answer)
    yield context
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", [*FLIPPED, ""])
def test_a_flipped_bit_is_noticed_in_plain_http_too(plain: BrowserContext, builds: Builds, name: str) -> None:
    page, build = plain.new_page(), builds[1]
    if name:
        path = build.find(name)
        content = build.content(path)
        at = content.index(FLIPPED[name]) + 4
        plain.route("**/memory.bin.wasm", lambda route: route.abort())  # it is there in the place of the library
        plain.route(f"**/{name}", lambda route: fulfil(route, build, path, _flipped(content, at)))
    page.goto("http://studio.example/assessments/quick/")
    assert page.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    box = page.locator("counterpoise-assessment")
    expect(box).to_have_attribute("data-engine", "failed" if name else "ready", timeout=PATIENCE)
    if name:
        expect(_said(page)).to_contain_text("did not arrive, or not whole")


@pytest.mark.browser
def test_a_bad_copy_that_the_browser_kept_is_asked_for_anew(builds: Builds, host: Host, page: Page) -> None:
    host.build, host.unkept = builds[1], ()
    path = builds[1].find("memory.bin.wasm")
    whole = builds[1].content(path)
    served = builds[1].folder / path
    served.write_bytes(_flipped(whole, len(whole) // 2))
    page.goto(f"{host.address}plan/")
    page.evaluate("path => fetch(path).then((r) => r.arrayBuffer()).then(() => 0)", host.address + path)
    served.write_bytes(whole)
    page.goto(f"{host.address}assessments/quick/")
    awake(page)
