"""Pictures for paper: exercise figures in concrete colours, QR codes, the brand's mark. All of them SVG text."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from html import unescape

import segno

from generator.brand import MARK, Brand
from generator.brand.colours import blend
from generator.brand.logo import size
from generator.drawing.mannequin.style import BASE
from generator.runtime.qr import wide

INK, WHITE = "#1f2d2a", "#ffffff"
FONT = "'Source Sans 3'"

_POSES = re.compile(r'<svg class="cpf-poses".*?</svg>(?=<svg class="cpf-live"|</div>$)', re.DOTALL)
_COLOUR = re.compile(r"--cpf-([a-z]+):(#[0-9a-f]+)")
_RULE = re.compile(r"^\.cpf (?!.*@).*$", re.MULTILINE)
_VARIABLE = re.compile(r"var\(--(?:cpf-)?([a-z-]+)(?:,[^()]*)?\)")
_NUMBERS = ".t{display:none}.c{stroke:#fff;stroke-width:.35em}"
"""The poses' numbers are larger on paper: a rim of white sets them off, in place of a corner of their own."""
_CROSS = (
    f"text{{font:600 11px {FONT}}}.cp-body__skin{{fill:#f1ece2;stroke:#a89f8e;stroke-width:.8}}"
    ".cp-body__line{fill:none;stroke:#a89f8e;stroke-width:.7}"
    ".cp-cross__leader{fill:none;stroke:#4c5a56;stroke-width:.6}"
    ".cp-cross__line{fill:none;stroke-width:5;stroke-linecap:round;opacity:.5}"
    ".cp-cross__line--overactive{stroke:#87431a}.cp-cross__line--underactive{stroke:#17594f;stroke-dasharray:.1 8}"
    ".cp-cross__end{stroke-width:1.4}"
    '.cp-cross__end[data-activity="overactive"]{stroke:#87431a}.cp-cross__end[data-activity="underactive"]{stroke:#17594f}'
    ".cp-cross__name--overactive{fill:#87431a}.cp-cross__name--underactive{fill:#17594f}"
)
"""What body-map.css says of the crossed picture, in the print colours of the steps that ease and strengthen."""
_GROUND = {"overactive": "#f1d9c8", "underactive": "#cfe5de"}
_TEXT = re.compile(r"<title .*?</title>|<desc .*?</desc>")


def figure(html: str, brand: Brand) -> str | None:
    """The key poses out of a page's figure, to print; None where the page has none."""
    found = _POSES.search(html)
    if found is None:
        return None
    return styled(_TEXT.sub("", found[0]), stylesheet(brand))


def styled(picture: str, style: str) -> str:
    """A page's figure as a file of its own, with what its page's styles say; nothing for nothing."""
    head, _, rest = picture.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}' if picture else ""


def cross(drawn: str) -> tuple[str, str] | None:
    """A page's X of a crossed pattern, to print, and what it shows, in words; None where there is none."""
    if not drawn:
        return None
    label = re.search(r'aria-label="([^"]*)"', drawn)
    assert label
    drawn = re.sub(r"url\(#[\w-]*?-?(overactive|underactive)\)", lambda m: _GROUND[m[1]], drawn)
    return styled(drawn, _CROSS), unescape(label[1])


def shape(picture: str) -> float:
    """Width by height of a picture, from its viewBox."""
    box = re.search(r'viewBox="([^"]+)"', picture)
    assert box
    _, _, width, height = map(float, box[1].split())
    return round(width / height, 3)


def stylesheet(brand: Brand) -> str:
    """The figures' own rules and print palette, the worked muscle in the brand's accent, plain enough for typst."""
    accent, primary = brand.colours.light.accent, brand.colours.light.primary
    palette = dict(_COLOUR.findall(BASE.partition("[data-md-color-scheme")[0]))
    palette |= dict(_COLOUR.findall(BASE.partition("@media print")[2].partition("@media")[0]))
    palette |= {"main": accent, "second": blend(accent, WHITE, 0.45), "paper": WHITE}
    palette |= {"ink": primary, "cord": blend(primary, WHITE, 0.8)}
    rules = "".join(_RULE.findall(BASE)).replace(".cpf ", "") + _NUMBERS
    return _VARIABLE.sub(lambda m: palette.get(m[1], FONT), rules)


def qr(address: str) -> tuple[str, float]:
    """A QR code that stands a crease or a coffee stain, and how wide it is printed, in millimetres."""
    out, code = io.BytesIO(), segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=0, dark=INK, xmldecl=False, nl=False)
    return out.getvalue().decode(), wide(int(code.symbol_size(border=0)[0]))


def logo(brand: Brand) -> str:
    """The brand's logo as SVG text, a PNG inside one; the mark in the brand's colour where it has none."""
    data = brand.logo_file("light")
    if data is None:
        return MARK.read_text(encoding="utf-8").replace("currentColor", brand.colours.light.primary)
    if not data.startswith(b"\x89PNG"):
        return data.decode("utf-8-sig")
    width, height = size(data) or (1, 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/png;base64,{b64encode(data).decode()}"/></svg>'
    )
