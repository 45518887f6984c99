"""The site without a network: kept whole after one visit, exchanged whole, apart from others, gone when told."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator import offline
from generator.site import version
from quiz.asking.bundle import Bundle
from quiz.plans.link import encode
from tests.bases import CASES, LEADS
from tests.browsing import PATIENCE, awake, take
from tests.builds import Build, Host, hosting
from tests.conftest import BASE
from tests.plans import plan_of

pytestmark = pytest.mark.browser
WELL = json.loads((CASES / "people" / "nothing-wrong.json").read_text(encoding="utf-8"))["answers"]
TOLD = "Told anew in the later build."
KEPT = "async () => { await navigator.serviceWorker.ready; return (await caches.keys()).sort() }"


def _build(folder: Path) -> Build:
    return Build(
        folder, next((folder / version.ASSETS).glob(f"*/{version.BUILD}")).parent.relative_to(folder).as_posix()
    )


@pytest.fixture(scope="module")
def builds(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    """The site as it is built, and a later one: its parts have other addresses, and one page says something else."""
    old = _build(site / BASE)
    folder = tmp_path_factory.mktemp("later") / "site"
    shutil.copytree(old.folder, folder, copy_function=os.link)
    name = version.build_of(old.assets)
    (folder / old.assets).rename(folder / version.ASSETS / name[::-1])
    for path in [*folder.rglob("*.html"), *folder.rglob("*.mjs"), *folder.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        path.unlink()  # it is the older site's, too
        told = TOLD if path == folder / "about" / "index.html" else ""
        path.write_text(text.replace(name, name[::-1]).replace("</article>", f"{told}</article>"), encoding="utf-8")
    shutil.rmtree(folder / offline.FOLDER)
    offline.finish(folder)
    return old, _build(folder)


@pytest.fixture(scope="module")
def host(builds: tuple[Build, Build]) -> Iterator[Host]:
    with hosting(builds[0]) as served:
        yield served


@pytest.fixture
def context(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    opened = browser.new_context(reduced_motion="reduce")
    opened.set_default_timeout(PATIENCE)
    yield opened
    host.down = False
    opened.close()


def _of(page: Page) -> str:
    """The folder that a page runs on."""
    return page.locator("script[src*='/pages/update.mjs']").get_attribute("src") or ""


def test_one_visit_keeps_the_site_and_a_new_one_takes_its_place_whole(
    context: BrowserContext, builds: tuple[Build, Build], host: Host, compiled: Bundle
) -> None:
    old, new = builds
    page, here = context.new_page(), host.address
    page.goto(here)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one ?? null)") is None
    page.goto(f"{here}assessments/quick/")
    awake(page)
    (kept,) = page.evaluate(KEPT)
    assert kept.startswith("/a/path/counterpoise/offline/")
    expect(page.locator("counterpoise-update"), "there was no version before").to_be_hidden()
    others = ["/a/path/fork/counterpoise/offline/1", "/a/path/counterpoise/offline/counterpoise/offline/1"]
    page.evaluate("names => Promise.all(names.map((name) => caches.open(name).then(() => 0)))", others)

    host.down = True
    expect(take(page, f"{here}assessments/quick/", {**WELL, **{lead: ["none"] for lead in LEADS}})).to_be_visible()
    page.goto(f"{here}plan/#{encode(plan_of(compiled, 'chin-tuck'))}")
    expect(page.locator("counterpoise-plan")).to_have_attribute("data-state", "ask")
    page.goto(f"{here}exercises/chin-tuck/")
    expect(page.locator("h1")).to_have_text("Chin tuck¶")
    page.get_by_role("button", name="Try it now").click()
    expect(page.locator("[role=dialog], dialog").first).to_be_visible()
    page.goto(f"{here}exercises/?from=elsewhere#list")
    expect(page.locator("h1").first).to_contain_text("Exercises")
    sheet = f"{here}handouts/a4/exercises/chin-tuck.pdf"
    page.goto(sheet)
    expect(page.locator("[data-missing]")).to_be_visible()
    host.down = False
    page.goto(f"{here}offline/")
    page.locator('[data-action="sheets"]').click()
    expect(page.locator("[data-state]")).to_contain_text("with the handouts")
    host.down = True
    got = page.evaluate(
        """sheet => fetch(sheet, { headers: { Range: "bytes=1-4" } })
        .then(async (r) => [r.status, r.headers.get("Content-Range"), await r.text()])""",
        sheet,
    )
    assert got == [206, f"bytes 1-4/{(old.folder / sheet.removeprefix(here)).stat().st_size}", "PDF-"]

    host.down, host.build = False, new
    page.goto(f"{here}about/")
    said = page.locator("counterpoise-update")
    expect(said).to_be_visible()
    expect(said, "it covers nothing").to_have_css("position", "static")
    said.locator("[data-close]").click()
    expect(said).to_be_hidden()
    other = context.new_page()
    other.goto(f"{here}assessments/quick/")
    awake(other)
    for one in (page, other):
        assert old.assets in _of(one)
    page.reload()
    assert old.assets in _of(page)
    assert TOLD not in page.content()
    step = other.locator("counterpoise-assessment").get_attribute("data-step")
    page.locator("counterpoise-update [data-now]").click()
    expect(page.locator(f"script[src*='{new.assets}/pages/update.mjs']")).to_be_attached()
    expect(other.locator("[data-taken]"), "who enters something is told, and goes on").to_be_visible()
    assert old.assets in _of(other)
    assert other.locator("counterpoise-assessment").get_attribute("data-step") == step
    other.locator("[data-reload-now]").click()
    expect(other.locator(f"script[src*='{new.assets}/pages/update.mjs']")).to_be_attached()
    host.down = True
    page.reload()
    expect(page.locator("article")).to_contain_text(TOLD)
    assert len(page.evaluate(KEPT)) == 3, "the older version is gone"
    assert set(others) < set(page.evaluate(KEPT)), "what other sites kept is not"
    assert page.evaluate("sheet => fetch(sheet).then((r) => r.status)", sheet) == 200
    other.goto(f"{here}assessments/quick/")
    awake(other)

    host.down = False
    page.goto(f"{here}offline/")
    page.locator('[data-action="forget"]').click()
    expect(page.locator("[data-state]")).to_contain_text("no visit keeps it")
    other.reload()
    awake(other)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one ?? null)") is None
    page.locator('[data-action="keep"]').click()
    expect(page.locator("[data-state]")).to_contain_text("It is kept.")
    worker = new.folder / offline.NAME
    worker.unlink()
    shutil.copyfile(offline.LEAVE, worker)
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.wait_for_function(
        "async () => (await caches.keys()).length === 2 && !(await navigator.serviceWorker.getRegistration())"
    )


def test_a_device_without_room_says_so_and_keeps_nothing(
    context: BrowserContext, builds: tuple[Build, Build], host: Host
) -> None:
    host.build = builds[0]
    page = context.new_page()
    page.goto(f"{host.address}offline/")
    origin = page.evaluate("location.origin")
    context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1_000_000})
    page.locator('[data-action="keep"]').click()
    expect(page.locator("[data-state]")).to_contain_text("There is no room")
    assert page.evaluate("caches.keys()") == []
    expect(page.locator('[data-action="keep"]')).to_be_visible()
