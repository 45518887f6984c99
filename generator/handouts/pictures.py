"""Pictures for paper: exercise figures in concrete colours, QR codes, the brand's mark. All of them SVG text."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

import segno

from generator.brand import Brand
from generator.figures import Work, svg
from generator.figures.style import BASE
from generator.handouts.press import HERE
from generator.model import Exercise, Muscle

INK = "#1f2d2a"
FONT = "'Source Sans 3'"

_POSES = re.compile(r'<svg class="cpf-poses".*?</svg>(?=<svg class="cpf-live"|</div>$)', re.DOTALL)
_COLOUR = re.compile(r"--cpf-([a-z]+):(#[0-9a-f]+)")
_RULE = re.compile(r"^\.cpf (?!.*@).*$", re.MULTILINE)
_VARIABLE = re.compile(r"var\(--(?:cpf-)?([a-z-]+)(?:,[^()]*)?\)")
_TEXT = re.compile(r"<title .*?</title>|<desc .*?</desc>")


def figure(e: Exercise, muscles: Mapping[str, Muscle], brand: Brand) -> str | None:
    """The key poses of an exercise, to print; None where the card has none."""
    if e.figure is None:
        return None
    found = _POSES.search(svg("f", e.figure, e.title, works(e, muscles)))
    assert found, e.id
    picture = _TEXT.sub("", found[0])
    head, _, rest = picture.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{stylesheet(brand)}</style>{rest}'


def shape(picture: str) -> float:
    """Width by height of a picture, from its viewBox."""
    box = re.search(r'viewBox="([^"]+)"', picture)
    assert box
    _, _, width, height = map(float, box[1].split())
    return round(width / height, 3)


def works(e: Exercise, muscles: Mapping[str, Muscle]) -> list[Work]:
    """The muscles of an exercise as its figure names them."""
    return [Work(w.muscle, muscles[w.muscle].title, w.share) for w in e.muscles]


def stylesheet(brand: Brand) -> str:
    """The figures' own rules and print palette, the worked muscle in the brand's accent, plain enough for typst."""
    accent, primary = brand.colours.light.accent, brand.colours.light.primary
    palette = dict(_COLOUR.findall(BASE.partition("[data-md-color-scheme")[0]))
    palette |= dict(_COLOUR.findall(BASE.partition("@media print")[2].partition("@media")[0]))
    palette |= {"main": accent, "second": mix(accent, 0.45), "ink": primary, "cord": mix(primary, 0.8), "paper": "#fff"}
    rules = "".join(_RULE.findall(BASE)).replace(".cpf ", "")
    return _VARIABLE.sub(lambda m: palette.get(m[1], FONT), rules)


def mix(colour: str, share: float) -> str:
    """A colour (#rrggbb) thinned with white: `share` of it is left."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - p) * share):02x}" for p in parts)


def qr(address: str) -> str:
    """A QR code that stands a crease or a coffee stain."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, dark=INK, xmldecl=False, nl=False)
    return out.getvalue().decode()


def logo(path: Path) -> str:
    """A logo file as SVG text: an SVG as it is (its letters outlined: fonts are not looked up), a PNG inside one."""
    data = path.read_bytes()
    if not data.startswith(b"\x89PNG"):
        return data.decode("utf-8-sig")
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/png;base64,{b64encode(data).decode()}"/></svg>'
    )


def mark(colour: str) -> str:
    """The mark that stands where a brand has no logo, in its own colour."""
    return (HERE / "mark.svg").read_text(encoding="utf-8").replace("currentColor", colour)
