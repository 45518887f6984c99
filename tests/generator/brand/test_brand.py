"""Brands: two side by side over the same knowledge; logos of every kind; names, numbers and units."""

from __future__ import annotations

import io
import re
import shutil
from base64 import b64encode
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader

from generator import brand as brands
from generator.brand import Brand
from generator.brand.fields import CountryId
from generator.brand.logo import faults, size
from generator.brand.phone import dial, pieces
from generator.handouts import HandoutError, own_fonts, views
from generator.handouts import press as presses
from generator.handouts.desk import Desk
from generator.knowledge.base import Knowledge
from generator.model import Exercise
from generator.reading.problems import CheckFailed
from generator.site import styles
from generator.site.dress import icon
from generator.site.generate import generate
from generator.site.version import ASSETS, build_of, folder_of, shipped
from tests.bases import ROOT
from tests.logos import logos, picture, png, svg

LOCAL = ROOT / "local"
PAPERS = {"a4": (595, 842), "letter": (612, 792)}
LOGOS = logos()


def read(path: Path) -> Brand:
    found, problems = brands.read(path)
    assert found, problems
    return found


@pytest.fixture(scope="module")
def press() -> presses.Press:
    return presses.Press()


def sheet(k: Knowledge, brand: Brand, press: presses.Press, exercise: str, paper: str = "") -> PdfReader:
    view = views.exercise(Desk(k, brand), k.all("exercises", Exercise)[exercise])
    return PdfReader(io.BytesIO(press.print("exercise", {**view, "paper": presses.PAPERS[paper or brand.paper]})))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


# Side by side.


@pytest.fixture(scope="module")
def sites(knowledge: Knowledge, brand: Brand, further: Brand) -> list[dict[str, str]]:
    """The two sites by path; where a build has its own name, it goes by none. Without what every site has."""
    found = []
    for b in (brand, further):
        made = {a.path: _text(a.content) for a in generate(knowledge, b)}
        build = build_of(folder_of(made))
        every = {*shipped(), styles.TOOLS}
        ours = {path: text for path, text in made.items() if path.rpartition("/")[2] not in every}
        found.append({path.replace(f"{build}/", ""): text.replace(build, "") for path, text in ours.items()})
    return found


def _text(content: str | bytes) -> str:
    """Pictures of dots as other signs: they hold no words."""
    return content if isinstance(content, str) else content.decode("utf-8", "replace")


def _traits(brand: Brand) -> set[str]:
    """What only this brand says."""
    colours = {getattr(getattr(brand.colours, s), n) for s in ("light", "dark") for n in ("primary", "accent")}
    return {brand.tagline, brand.disclaimer, brand.report, *brand.contact(), *colours, str(brand.crisis)}


def test_two_brands_share_the_knowledge_and_nothing_else(
    sites: list[dict[str, str]], brand: Brand, further: Brand
) -> None:
    one, other = sites
    assert set(other) - set(one) == {f"{ASSETS}/{further.logo_name(s)}" for s in ("light", "dark")}
    assert set(one) <= set(other)
    for site, theirs in ((one, further), (other, brand)):
        for path, text in site.items():
            assert not [t for t in _traits(theirs) if t in text], path
    said = re.compile(r"(?<![\w/-])Counterpoise")
    assert not [path for path, text in other.items() if path.endswith((".md", "pages.css")) and said.search(text)]
    assert other["safety.md"].count("911") >= 2
    assert "United Kingdom" in one["safety.md"]
    assert "United Kingdom" not in other["safety.md"]
    assert "metres each" in one["exercises/farmer-carry.md"]
    assert "yards each" in other["exercises/farmer-carry.md"]
    assert '"dose.carry":"{n} walks of {metres} yards"' in other[f"{ASSETS}/bundle.json"]
    assert '"dose.carry":"{n} walks of {metres} metres"' in one[f"{ASSETS}/bundle.json"]
    muscles = [p for p in one if p.startswith("muscles/")]
    assert muscles
    assert all(one[p].replace(brand.report, further.report) == other[p] for p in muscles), "the same knowledge"


def test_two_brands_on_paper(knowledge: Knowledge, brand: Brand, further: Brand, press: presses.Press) -> None:
    for ours, theirs, metres in ((brand, further, "metres"), (further, brand, "yards")):
        pdf = sheet(knowledge, ours, press, "farmer-carry")
        text = words(pdf)
        assert pdf.metadata is not None
        assert (pdf.metadata.author, pdf.metadata.title) == (ours.name, "Two-hand carry")
        assert (round(pdf.pages[0].mediabox.width), round(pdf.pages[0].mediabox.height)) == PAPERS[ours.paper]
        assert all(said in text for said in (ours.name, ours.disclaimer, *ours.contact(), f"{metres} each"))
        assert theirs.name not in text
        assert theirs.disclaimer not in text
        fonts = {str(f["/BaseFont"]).partition("+")[2] for f in _fonts(pdf)}
        assert any("SourceSerif4" in f for f in fonts) is (ours.fonts.headings == "serif"), fonts


def _fonts(pdf: PdfReader) -> list[dict[str, object]]:
    return [f.get_object() for p in pdf.pages for f in p["/Resources"]["/Font"].values()]  # type: ignore[index]


def test_an_unknown_brand_is_one_line_with_those_that_are_there(tmp_path: Path) -> None:
    shutil.copytree(LOCAL, tmp_path / "local")
    found, problems = brands.read(brands.find(tmp_path / "local", "rigdeline"))
    assert found is None
    says = "local/brands/rigdeline.yml:1:1: there is no brand 'rigdeline'; there are: ridgeline [brand-missing]"
    assert [str(p) for p in problems] == [says]
    shutil.rmtree(tmp_path / "local" / "brands")
    assert "there is none yet" in str(brands.read(brands.find(tmp_path / "local", "x"))[1][0])


@pytest.mark.parametrize("name", ["a/b", "../x", "My Studio", "/etc/x"])
def test_a_brand_that_cannot_be_called_so(name: str, tmp_path: Path) -> None:
    """What a command is given with --brand, before any path is made of it."""
    with pytest.raises(CheckFailed) as failed:
        brands.find(tmp_path / "local", name)
    says = f"local/brands/{name}.yml:1:1: '{name}' cannot be a brand's name: links and commands call it so [brand-name]"
    assert str(failed.value).splitlines()[0] == says


def test_every_brand_is_checked_and_named_by_its_own_file(tmp_path: Path) -> None:
    shutil.copytree(LOCAL, tmp_path / "local")
    path = brands.find(tmp_path / "local", "ridgeline")
    path.write_text(path.read_text(encoding="utf-8").replace("paper: letter", "paper: legal"), encoding="utf-8")
    (problem,) = brands.check(tmp_path / "local", ("en",))
    assert str(problem).startswith("local/brands/ridgeline.yml:23:8: paper: 'legal' is not one of: a4, letter")
    assert brands.check(tmp_path / "nowhere", ("en",)) == []


# Logos, names, numbers.


def branded(folder: Path, logo: bytes, ending: str) -> Brand:
    """The shipped further brand with another logo."""
    shutil.copytree(LOCAL / "brands", folder / "brands")
    (folder / "brands" / f"ridgeline.{ending}").write_bytes(logo)
    path = folder / "brands" / "ridgeline.yml"
    text = path.read_text(encoding="utf-8").replace("light: ridgeline.svg", f"light: ridgeline.{ending}")
    path.write_text(text, encoding="utf-8")
    return read(path)


SHAPES = {"wide": (800, 100), "tall": (100, 200), "square": (64, 64)}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("ending", ["png", "svg"])
def test_no_logo_breaks_the_layout(
    knowledge: Knowledge, press: presses.Press, tmp_path: Path, shape: str, ending: str
) -> None:
    width, height = SHAPES[shape]
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><path d="M0 0h{width}v9z"/></svg>'
    brand = branded(tmp_path, png(width, height) if ending == "png" else drawn.encode(), ending)
    assert len(sheet(knowledge, brand, press, "glute-bridge").pages) == 1
    assert icon(brand) == (f"logo-light.{ending}" if shape == "square" else "mark.svg")
    assert brand.logo_name("light") == f"logo-light.{ending}"
    assert size(brand.logo_file("light") or b"") == (width, height)


@pytest.mark.parametrize(
    ("logo", "wrong"),
    [
        (png(20, 20), "20 x 20 pixels"),
        (png(900, 100), "900 wide and 100 high"),
        (png(64, 64)[:12], "damaged"),
        (b"\xff\xd8\xff\xe0 a photo", "neither PNG nor SVG in UTF-8"),
        (b"", "neither PNG nor sound SVG: no element found"),
        (b'<?xml version="1.0" encoding="UTF-16"?><svg/>', "in UTF-16, and UTF-8 is wanted"),
        (b'<svg viewBox="0 0 1 1"/>', "does not say that it is SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>a<g/></style></svg>', "<g> stands in its"),
        (b'<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><?xml-stylesheet href="x"?></svg>', "processing"),
    ],
)
def test_what_is_no_logo_is_told(logo: bytes, wrong: str) -> None:
    assert wrong in faults(logo)[0].message


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_is_judged_as_the_table_says(name: str) -> None:
    data, fault = LOGOS[name]
    assert {f.rule for f in faults(data)} == ({"logo-unsafe" if fault == "unsafe" else "logo-form"} if fault else set())


@pytest.mark.parametrize("name", [name for name, logo in LOGOS.items() if not logo.fault])
def test_what_is_taken_is_printed(knowledge: Knowledge, press: presses.Press, tmp_path: Path, name: str) -> None:
    brand = branded(tmp_path, LOGOS[name].data, "png" if name.endswith("png") else "svg")
    assert len(sheet(knowledge, brand, press, "glute-bridge").pages) == 1


def test_a_picture_that_cannot_be_set_is_told(knowledge: Knowledge, press: presses.Press, tmp_path: Path) -> None:
    """Such as a GIF inside an SVG whose only picture holds no dots."""
    hollow = b64encode(picture("gif")[:29] + b"\2\0;").decode()
    inside = f'<image width="100" height="100" href="data:image/gif;base64,{hollow}"/>'
    brand = branded(tmp_path, svg(inside).encode(), "svg")
    with pytest.raises(HandoutError, match="this sheet cannot be set: failed to process image"):
        sheet(knowledge, brand, press, "glute-bridge")


def test_what_drawing_programs_write_is_taken() -> None:
    """A doctype, an editor's own elements, styles and gradients of the file itself."""
    assert not faults(
        b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">\n'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:s="urn:editor" '
        b'width="90mm" height="30mm"><s:view zoom="2"/><metadata>x</metadata><style>.a{fill:url( "#g")}</style>'
        b'<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><use xlink:href="#p"/>'
        b'<path id="p" class="a" style="fill:url(#g)" d="M0 0h9v9z"/></svg>'
    )


LONG = {
    "words": "The Northern Institute for Movement and Everyday Strength, Ltd",
    "one word": "W" * 60,
    "right to left": "مركز الحركة والقوة اليومية للعلاج الطبيعي",
    "mixed": "Łukasz & Nguyễn: Ελένη's Движение",
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("paper", PAPERS)
def test_no_name_breaks_the_layout(
    knowledge: Knowledge, further: Brand, press: presses.Press, name: str, paper: str
) -> None:
    long = {"name": LONG[name][:60], "credentials": "C" * 90, "address": "Flat 3, " * 11, "disclaimer": "Ask. " * 59}
    pdf = sheet(knowledge, further.model_copy(update=long), press, "glute-bridge", paper)
    assert len(pdf.pages) <= 2
    starts: list[float] = []
    pdf.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, *_: starts.append(cm[0] * tm[4] + cm[4]) if text.strip() else None
    )
    assert all(0 <= x <= PAPERS[paper][0] for x in starts)


def test_a_name_without_a_font_is_an_error_that_a_folder_mends(
    knowledge: Knowledge, further: Brand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(HandoutError, match=r"動 \(U\+52D5 .*put a font that does into local/fonts/"):
        sheet(knowledge, further.model_copy(update={"name": "動"}), presses.Press(), "glute-bridge")
    ours, local = tmp_path / "ours", tmp_path / "local"
    shutil.copytree(presses.FONTS, ours)
    assert own_fonts(local) is None
    (local / "fonts").mkdir(parents=True)
    shutil.move(ours / "NotoSansHebrew-Regular.ttf", local / "fonts")
    monkeypatch.setattr(presses, "FONTS", ours)
    hebrew = further.model_copy(update={"name": "תנועה"})
    with pytest.raises(HandoutError, match="HEBREW LETTER TAV"):
        sheet(knowledge, hebrew, presses.Press(), "glute-bridge")
    assert sheet(knowledge, hebrew, presses.Press(own_fonts(local)), "glute-bridge")


def test_each_country_has_numbers() -> None:
    assert set(brands.countries()) == set(get_args(CountryId))
    for country in brands.countries().values():
        assert re.search(r"\d", country.number)
        assert re.search(r"\d", country.crisis)
        assert len(country.crisis) < 160


def test_own_numbers_replace_the_countrys(tmp_path: Path) -> None:
    shutil.copytree(LOCAL / "brands", tmp_path / "brands")
    path = tmp_path / "brands" / "ridgeline.yml"
    path.write_text(path.read_text(encoding="utf-8") + "crisis: Call us on 0800 123 456 now.\n", encoding="utf-8")
    brand = read(path)
    assert brand.crisis == "Call us on 0800 123 456 now."
    assert [e.number for e in brand.emergency] == ["911"]


@pytest.mark.parametrize("name", ["brand.YML", "brand.yaml", "Brand.yml", "BRAND.YAML", "brands/river.YML"])
def test_a_file_that_was_meant_as_a_brand_is_told(tmp_path: Path, name: str) -> None:
    """Whatever its ending: nothing is passed over in silence."""
    path = tmp_path / "local" / name
    path.parent.mkdir(parents=True)
    shutil.copyfile(LOCAL / "brand.yml", path)
    (problem,) = brands.check(tmp_path / "local", ("en",))
    assert (problem.path, problem.rule) == (f"local/{name}", "brand-missing")
    assert "brand.yml" in str(problem.hint) or "river.yml" in str(problem.hint)


def test_digits_of_other_scripts_are_dialled_as_phones_have_them() -> None:
    assert dial("١١٢") == "112"
    assert [link for _, link in pieces("+٣١ ٢٠ ٥٥٥ ٠١٠٠")] == ["tel:+31205550100"]
