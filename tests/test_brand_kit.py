"""The brand kit: a trainer's brand and clients on the device alone, on paper, and as a fork's brand file."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from pypdf import PdfReader

from generator.brand import SURFACES, logo, read
from generator.brand.colours import CONTRAST, contrast, nearest
from quiz.plan import decode
from tests.browsing import PATIENCE, Watched
from tests.test_builder import UNNAMED, add, builder, link

pytestmark = pytest.mark.browser
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30"><path fill="#804000" d="M2 2h56v26h-56z"/></svg>'
CLIENT = "Zoë Example-Person"


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


def pack(page: Page, address: str, name: str, *exercises: str) -> None:
    builder(page, address)
    page.get_by_role("button", name="Start a new plan").click()
    expect(page.locator("[data-item]")).to_have_count(0)
    add(page, *exercises)
    page.get_by_label("Name of the pack").fill(name)
    page.get_by_role("button", name="Save as a pack").click()
    expect(page.get_by_role("button", name=f"Open {name}")).to_be_visible()


def client(page: Page, name: str, pack_name: str) -> None:
    page.locator("[data-client]").fill(name)
    page.locator("[data-client-pack]").select_option(pack_name)
    page.locator("[data-roster] button").click()
    expect(page.locator(f'input[name="client"][data-name="{name}"]')).to_have_count(1)


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
    expect(page.locator("[data-keep-link]")).to_have_value(re.compile(r"\.ridgeline\."))
    assert decode(link(page).partition("#")[2]).brand == "ridgeline"
    branded(page, address)
    builder(page, address)
    expect(page.locator("[data-keep-link]")).to_have_value(re.compile(r"#"))
    assert decode(link(page).partition("#")[2]).brand is None


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_the_download_is_a_brand_file_that_the_generator_takes(
    page: Page, address: str, tmp_path: Path, suffix: str
) -> None:
    data = SVG if suffix == "svg" else _png(200, 100)
    branded(page, address, suffix, data)
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


def test_a_colour_that_cannot_be_read_gets_the_nearest_that_can(page: Page, address: str) -> None:
    kit(page, address)
    fill_in(page, "Your name, or your studio's", "Pale")
    page.get_by_label("Main colour").fill("#ffd9a0")
    expect(page.locator('[data-problem="primary"]')).to_contain_text("hard to read")
    expect(page.locator("[data-status]")).to_contain_text("Not kept yet")
    take = page.locator('[data-action="take-colour"][data-name="primary"]')
    expect(take).to_contain_text(nearest("#ffd9a0", SURFACES["light"]))
    take.click()
    expect(page.locator('[data-problem="primary"]')).to_be_hidden()
    expect(page.locator("[data-status]")).to_contain_text("Kept on this device")


def test_contrast_is_reckoned_as_the_generator_does(page: Page, address: str) -> None:
    rng = Random(3)
    rows = [(f"#{rng.randrange(1 << 24):06x}", surface) for surface in SURFACES.values() for _ in range(400)]
    kit(page, address)
    theirs: list[Any] = page.evaluate(
        """async ([base, rows, wanted]) => {
            const { contrast, nearest } = await import(base + "assets/counterpoise/colour.mjs")
            return rows.map(([c, s]) => [contrast(c, s), nearest(c, s, wanted)])
        }""",
        [address, rows, CONTRAST],
    )
    for (colour, surface), (ratio, better) in zip(rows, theirs, strict=True):
        assert ratio == pytest.approx(contrast(colour, surface), abs=1e-9)
        assert better == nearest(colour, surface), colour


def _png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0" + b"\0" * 8


def _svg(inside: str, head: str = 'viewBox="0 0 60 30"') -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {head}>{inside}</svg>".encode()


LOGOS = {
    "plain": SVG,
    "gradient": _svg('<defs><linearGradient id="g"/></defs><rect width="9" height="9" fill="url(#g)"/>'),
    "own-style": _svg("<style>.a{fill:#123456}</style><path class='a' d='M0 0h9v9z'/>"),
    "script": _svg("<script>alert(1)</script>"),
    "handler": _svg('<path d="M0 0h9v9z" onload="alert(1)"/>'),
    "text": _svg("<text>North</text>"),
    "foreign": _svg("<foreignObject/>"),
    "link": _svg('<a xlink:href="https://elsewhere.example/"><path d="M0 0h9v9z"/></a>'),
    "outside": _svg('<image href="https://elsewhere.example/a.png"/>'),
    "use-outside": _svg('<use xlink:href="https://elsewhere.example/a.svg#a"/>'),
    "style-outside": _svg("<style>@import 'https://elsewhere.example/a.css';</style>"),
    "attribute-outside": _svg('<rect width="9" height="9" fill="url(https://elsewhere.example/a.svg#a)"/>'),
    "entity": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG,
    "sizeless": _svg('<path d="M0 0h9v9z"/>', head=""),
    "sized": _svg('<path d="M0 0h9v9z"/>', head='width="60" height="30"'),
    "too-long": _svg('<path d="M0 0h9v9z"/>', head='viewBox="0 0 900 30"'),
    "html": b"<html><body>no</body></html>",
    "broken": b"<svg",
    "jpeg": b"\xff\xd8\xff\xe0" + b"\0" * 40,
    "small": _png(20, 20),
    "fine-png": _png(400, 200),
    "tall-png": _png(100, 500),
    "heavy": SVG + b" " * logo.MOST_BYTES,
}


def test_logos_are_judged_as_the_generator_does(page: Page, address: str) -> None:
    kit(page, address)
    files = {name: base64.b64encode(data).decode() for name, data in LOGOS.items()}
    theirs: dict[str, str | None] = page.evaluate(
        """async ([base, files]) => {
            const { readLogo } = await import(base + "assets/counterpoise/logo.mjs")
            const { rules } = document.querySelector("counterpoise-brand-kit").dataset
            const found = {}
            for (const [name, text] of Object.entries(files)) {
                const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
                found[name] = (await readLogo(new File([bytes], name), JSON.parse(rules).logo)).fault
            }
            return found
        }""",
        [address, files],
    )
    ours = {name: bool(logo.faults(data)) for name, data in LOGOS.items()}
    assert {name: fault is not None for name, fault in theirs.items()} == ours
    assert sum(ours.values()) > 10
    page.get_by_label("Logo", exact=True).set_input_files(
        {"name": "l.svg", "mimeType": "image/svg+xml", "buffer": LOGOS["script"]}
    )
    expect(page.locator('[data-problem="logo"]')).to_contain_text("more than a drawing")
    expect(page.locator("[data-logo-shown]")).to_be_hidden()


def test_a_batch_is_one_job_and_names_never_leave(page: Page, address: str) -> None:
    watched = Watched(page, address)
    urls: list[str] = []
    page.on("request", lambda request: urls.append(f"{request.url} {request.post_data or ''}"))
    pack(page, address, "Desk", "chin-tuck", "doorway-stretch")
    pack(page, address, "Legs", "glute-bridge")
    kit(page, address)
    client(page, CLIENT, "Desk")
    client(page, "Ann Other", "Legs")
    client(page, "Nobody Yet", "")
    page.get_by_role("button", name="Print the ticked").click()
    expect(page.locator("[data-status]")).to_contain_text("Tick at least one")
    for name in (CLIENT, "Ann Other", "Nobody Yet"):
        page.locator(f'input[name="client"][data-name="{name}"]').check()
    page.get_by_role("button", name="Print the ticked").click()
    expect(page.locator("[data-status]")).to_contain_text("2 sheets are ready", timeout=PATIENCE)
    expect(page.locator("[data-skipped]")).to_contain_text("Nobody Yet")
    expect(page.locator(".cp-paper .cp-sheet")).to_have_count(2)
    pdf = paper(page)
    pages = [" ".join(p.extract_text().split()) for p in pdf.pages]
    assert any(CLIENT in text and "Chin tuck" in text and "Ann Other" not in text for text in pages)
    assert any("Ann Other" in text and "Glute bridge" in text and CLIENT not in text for text in pages)
    for name in ("Example-Person", "Zo%C3%AB", "Other", "Nobody"):
        assert not any(name in url for url in urls)
    assert watched.outside == []
    assert watched.said == []


def test_a_pack_that_its_cautions_forbid_is_not_printed(page: Page, address: str) -> None:
    pack(page, address, "Desk", "chin-tuck")
    page.locator("summary", has_text="What your client has to mind").click()
    page.locator('input[name="caution"][value="recent-surgery"]').check()
    expect(page.locator("[data-blocked]")).to_be_visible()
    page.get_by_role("button", name="Save as a pack").click()
    kit(page, address)
    client(page, CLIENT, "Desk")
    page.locator('input[name="client"]').check()
    page.get_by_role("button", name="Print the ticked").click()
    expect(page.locator("[data-skipped]")).to_contain_text("clinician", timeout=PATIENCE)
    expect(page.locator(".cp-paper")).to_have_count(0)


def test_all_moves_to_another_device_and_can_be_deleted(page: Page, address: str, tmp_path: Path) -> None:
    pack(page, address, "Desk", "chin-tuck")
    branded(page, address)
    client(page, CLIENT, "Desk")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all as a file").click()
    download.value.save_as(tmp_path / "all.json")
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["clients"] == [
        {"name": CLIENT, "pack": "Desk"}
    ]
    page.get_by_role("button", name="Delete everything").click()
    page.locator('[data-action="erase-confirmed"]').click()
    expect(page.locator("[data-status]")).to_contain_text("Everything is deleted")
    expect(page.locator('input[name="client"]')).to_have_count(0)
    assert (
        page.evaluate(
            "Object.keys(localStorage).filter((k) => k.includes('counterpoise') && localStorage[k].includes('Zo'))"
        )
        == []
    )
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("")
    page.locator("[data-import]").set_input_files(tmp_path / "all.json")
    expect(page.locator(f'input[name="client"][data-name="{CLIENT}"]')).to_have_count(1)
    expect(page.get_by_label("Your name")).to_have_value("North Side: Studio “Ü”")
    read_file(page, [1])
    expect(page.locator("[data-status]")).to_contain_text("not a file that was saved here")


def read_file(page: Page, what: Any) -> None:
    data = json.dumps(what).encode()
    page.locator("[data-import]").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": data})


def test_a_hostile_file_does_no_harm(page: Page, address: str) -> None:
    watched = Watched(page, address)
    kit(page, address)
    evil = {
        "name": "<img src=x onerror=alert(1)>",
        "logo": "https://elsewhere.example/a.svg",
        "suffix": "../../x",
        "primary": "red; background: url(https://elsewhere.example/)",
        "paper": 7,
        "web": ["x"],
    }
    clients = [{"name": "<b>x</b>", "pack": "p"}, {"name": 3}, None, "x"]
    read_file(
        page, {"counterpoise": 1, "clients": clients, "packs": [{"plan": {}}, {"name": "p", "plan": 3}], "kit": evil}
    )
    expect(page.locator("[data-status]")).to_contain_text("One client was read")
    expect(page.locator('input[name="client"]')).to_have_count(1)
    expect(page.get_by_text("<b>x</b>")).to_be_visible()
    expect(page.locator("[data-logo-shown]")).to_be_hidden()
    expect(page.get_by_label("Your name")).to_have_value(evil["name"])
    page.reload()
    expect(page.locator('input[name="client"]')).to_have_count(1)
    assert watched.outside == []
    assert watched.said == []


@pytest.mark.parametrize("width", [360, 1280])
def test_all_is_named_and_nothing_sticks_out(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    kit(page, address)
    client(page, "A" * 60, "")
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
