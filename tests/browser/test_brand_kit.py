"""The brand kit: a trainer's brand and clients on the device alone, on paper, and as a fork's brand file."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from pypdf import PdfReader

from generator.brand import SURFACES, read
from generator.brand.colours import nearest
from quiz.plans.link import decode
from tests.browser.test_builder import add, builder, link
from tests.browsing import Watched
from tests.logos import logos, png

pytestmark = pytest.mark.browser
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30"><path fill="#804000" d="M2 2h56v26h-56z"/></svg>'


def kit(page: Page, address: str) -> Locator:
    page.add_init_script("window.print = () => {}")
    page.goto(f"{address}brand-kit/")
    box = page.locator("counterpoise-brand-kit [data-tool]")
    expect(box).to_be_visible()
    return box


def fill_in(page: Page, label: str, value: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(value)
    field.press("Tab")


def branded(page: Page, address: str, suffix: str = "svg", data: bytes = SVG) -> None:
    kit(page, address)
    fill_in(page, "Your name, or your studio's", "North Side: Studio “Ü”")
    page.get_by_label("Logo", exact=True).set_input_files({"name": f"l.{suffix}", "mimeType": "", "buffer": data})
    expect(page.locator("[data-logo-shown]")).to_be_visible()
    page.get_by_label("Main colour").fill("#7a1f5c")
    fill_in(page, "Phone", "+44 20 7946 0000")
    fill_in(page, "Web address", "https://north.example/studio")
    fill_in(page, "Your qualification", 'M. Doe, "coach" #7')
    page.get_by_label("Paper").select_option("letter")
    expect(page.locator("[data-status]")).to_contain_text("Kept on this device")


def paper(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(p.extract_text() for p in pdf.pages).split())


def test_the_kit_brands_the_builder_and_its_prints(page: Page, address: str) -> None:
    watched = Watched(page, address)
    branded(page, address)
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("North Side: Studio “Ü”")
    builder(page, address)
    add(page, "chin-tuck")
    page.get_by_role("button", name="Print the routine").click()
    expect(page.locator("[data-keep-status]")).to_contain_text("sheet is ready")
    sheet = page.locator(".cp-paper .cp-sheet")
    assert (sheet.locator("img").get_attribute("src") or "").startswith("data:image/svg+xml;base64,")
    colour = sheet.locator(".cp-sheet__brand b").evaluate("el => getComputedStyle(el).color")
    assert colour == "rgb(122, 31, 92)"
    pdf = paper(page)
    assert [round(float(n)) for n in pdf.pages[0].mediabox[2:]] == [612, 792]
    for told in ("North Side: Studio “Ü”", "+44 20 7946 0000", "north.example/studio", 'M. Doe, "coach" #7'):
        assert told in words(pdf)
    assert watched.outside == []
    assert watched.said == []


def test_the_box_says_whose_name_the_link_would_hold(page: Page, address: str) -> None:
    builder(page, address)
    add(page, "chin-tuck")
    box, name = page.get_by_label("Who it is from"), page.locator("[data-share] [data-sender]")
    expect(name).to_have_text("Counterpoise")
    branded(page, address)
    builder(page, address)
    expect(name).to_have_text("North Side: Studio “Ü”")
    box.check()
    expect(page.locator("[data-keep-text]")).to_contain_text("ticked")
    sender = decode(link(page).partition("#")[2]).sender
    assert sender
    assert sender.name == name.inner_text()


def test_the_link_names_a_further_brand_and_no_kit(page: Page, address: str) -> None:
    """Of a site made with BRAND=NAME. A kit that is kept on the device is no brand that a site could know."""

    def ridgeline(route: Route) -> None:
        reply = route.fetch()
        text, own = reply.text(), "&#34;reference&#34;: null"
        assert own in text
        route.fulfill(response=reply, body=text.replace(own, "&#34;reference&#34;: &#34;ridgeline&#34;"))

    page.route("**/builder/", ridgeline)
    builder(page, address)
    add(page, "chin-tuck")
    expect(page.locator("[data-keep-link]")).to_have_value(re.compile(r"\.bridgeline\."))
    assert decode(link(page).partition("#")[2]).brand == "ridgeline"
    branded(page, address)
    builder(page, address)
    expect(page.locator("[data-keep-link]")).to_have_value(re.compile(r"#"))
    assert decode(link(page).partition("#")[2]).brand is None


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_the_download_is_a_brand_file_that_the_generator_takes(
    page: Page, address: str, tmp_path: Path, suffix: str
) -> None:
    data = SVG if suffix == "svg" else png(200, 100)
    page.route("**/brand-kit/", _in_a_repository)
    branded(page, address, suffix, data)
    page.get_by_role("button", name="Download brand.yml").click()
    expect(page.locator("[data-status]")).to_contain_text("Say where your readers report errors")
    report = page.get_by_label("Where readers report errors")
    expect(report).to_be_focused()
    expect(report).to_have_accessible_description(re.compile("Only a copy of this site needs it.*an e-mail address"))
    fill_in(page, "Where readers report errors", "nobody")
    expect(page.locator("[data-status]")).to_contain_text("All but the marked fields")
    fill_in(page, "Where readers report errors", "errors@north.example")
    expect(page.locator('[data-problem="report"]')).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download brand.yml").click()
    local = tmp_path / "local"
    local.mkdir()
    download.value.save_as(local / "brand.yml")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the logo").click()
    download.value.save_as(local / f"logo.{suffix}")
    assert (local / f"logo.{suffix}").read_bytes() == data
    brand, problems = read(local / "brand.yml")
    assert problems == []
    assert brand is not None
    assert brand.name == "North Side: Studio “Ü”"
    assert brand.colours.light.primary == "#7a1f5c"
    assert (brand.phone, brand.paper) == ("+44 20 7946 0000", "letter")
    assert brand.credentials == 'M. Doe, "coach" #7'
    assert brand.logo_file("light") == data
    assert brand.emergency
    assert (brand.report, brand.repository, brand.branch) == ("errors@north.example", None, "main")


def _in_a_repository(route: Route) -> None:
    """The page as a site has it whose brand file names its repository."""
    reply = route.fetch()
    text, branch = reply.text(), "&#34;branch&#34;:&#34;main&#34;"
    assert branch in text
    theirs = "&#34;repository&#34;:&#34;https://github.com/they/theirs&#34;,&#34;branch&#34;:&#34;theirs&#34;"
    route.fulfill(response=reply, body=text.replace(branch, theirs))


def test_a_colour_that_cannot_be_read_gets_the_nearest_that_can(page: Page, address: str) -> None:
    kit(page, address)
    fill_in(page, "Your name, or your studio's", "Pale")
    page.get_by_label("Main colour").fill("#ffd9a0")
    expect(page.locator('[data-problem="primary"]')).to_contain_text("hard to read")
    expect(page.locator("[data-status]")).to_contain_text("All but the marked fields")
    take = page.locator('[data-action="take-colour"][data-name="primary"]')
    expect(take).to_contain_text(nearest("#ffd9a0", SURFACES["light"]))
    take.click()
    expect(page.locator('[data-problem="primary"]')).to_be_hidden()
    expect(page.locator("[data-status]")).to_contain_text("Kept on this device")


def test_one_refused_field_keeps_no_other_from_being_kept(page: Page, address: str) -> None:
    """All others are there after a reload; a bare web address gets its beginning."""
    kit(page, address)
    fill_in(page, "Your name, or your studio's", "North")
    fill_in(page, "Phone", "5")
    fill_in(page, "Web address", "www.north.example/studio")
    expect(page.get_by_label("Web address", exact=True)).to_have_value("https://www.north.example/studio")
    fill_in(page, "Your qualification", "Coach")
    expect(page.locator("[data-status]")).to_contain_text("All but the marked fields")
    page.reload()
    expect(page.get_by_label("Your qualification", exact=True)).to_have_value("Coach")
    expect(page.get_by_label("Web address", exact=True)).to_have_value("https://www.north.example/studio")
    expect(page.get_by_label("Phone", exact=True)).to_have_value("")


PAINTED = """([kind, wide]) => { const canvas = document.createElement("canvas")
    Object.assign(canvas, { width: wide, height: wide / 2 }).getContext("2d").fillRect(9, 9, 90, 90)
    return canvas.toDataURL(kind).split(",")[1] }"""


@pytest.mark.parametrize(("kind", "wide"), [("image/jpeg", 1600), ("image/png", 2600)])
def test_a_photo_or_a_large_picture_becomes_a_logo_that_fits(page: Page, address: str, kind: str, wide: int) -> None:
    kit(page, address)
    data = base64.b64decode(page.evaluate(PAINTED, [kind, wide]))
    page.get_by_label("Logo", exact=True).set_input_files({"name": "l", "mimeType": kind, "buffer": data})
    shown = page.locator("[data-logo-shown] img")
    expect(shown).to_have_attribute("src", re.compile("^data:image/png;base64,"))
    expect(page.locator('[data-problem="logo"]')).to_be_hidden()
    assert shown.evaluate("(img) => img.decode().then(() => Math.max(img.naturalWidth, img.naturalHeight))") <= 1000


LOGOS = logos()


def test_logos_are_judged_as_the_table_says(page: Page, address: str, assets: str) -> None:
    kit(page, address)
    files = {name: base64.b64encode(logo.data).decode() for name, logo in LOGOS.items()}
    theirs: dict[str, str | None] = page.evaluate(
        """async ([base, files]) => {
            const { readLogo } = await import(base + "trainer/logo.mjs")
            const { rules } = document.querySelector("counterpoise-brand-kit").dataset
            const found = {}
            for (const [name, text] of Object.entries(files)) {
                const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
                found[name] = (await readLogo(new File([bytes], name), JSON.parse(rules).logo)).fault
            }
            return found
        }""",
        [address + assets, files],
    )
    assert theirs == {name: logo.fault for name, logo in LOGOS.items()}
    page.get_by_label("Logo", exact=True).set_input_files(
        {"name": "l.svg", "mimeType": "image/svg+xml", "buffer": LOGOS["script"].data}
    )
    expect(page.locator('[data-problem="logo"]')).to_contain_text("more than a drawing")
    expect(page.locator("[data-logo-shown]")).to_be_hidden()
