"""Pictures for paper: exercise figures in concrete colours, QR codes, the brand's mark. All of them SVG text."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import segno

from generator.brand import Brand
from generator.figures import Work, svg
from generator.handouts.press import HERE
from generator.model import Exercise, Muscle

INK = "#1f2d2a"

_POSES = re.compile(r'<svg class="cpf-poses".*?</svg>(?=<svg class="cpf-live"|</div>$)', re.DOTALL)
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
    """The figures' classes in the brand's colours, on white paper: the worked muscle in its accent."""
    main = brand.colours.light.accent
    ink = brand.colours.light.primary
    return (
        "path{stroke:#fff;stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round;paint-order:stroke}"
        ".near{fill:#c9d1d9}.far{fill:#98a4b0}.hair{fill:#5b6875}"
        f".m3{{stroke:none;fill:{main}}}.m2{{stroke:none;fill:{mix(main, 0.45)}}}"
        ".prop,.mat{fill:#eee8dc;stroke:#b3a688;stroke-width:.8}.wall{fill:#f2efe8;stroke:#b3a688;stroke-width:.6}"
        f".cord{{fill:{mix(ink, 0.8)};stroke-width:.8}}.r{{stroke-width:1.8}}.q{{stroke:none}}"
        ".g{stroke:#b3a688;stroke-width:1.2;fill:none}.e,.a{fill:none;stroke-width:4.6}"
        f".a{{stroke:{ink};stroke-width:2}}"
        f".c{{fill:{ink};font-family:'Source Sans 3';font-weight:600;font-size:11px}}"
    )


def mix(colour: str, share: float) -> str:
    """A colour (#rrggbb) thinned with white: `share` of it is left."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - p) * share):02x}" for p in parts)


def qr(address: str) -> str:
    """A QR code that stands a crease or a coffee stain."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, dark=INK, xmldecl=False, nl=False)
    return out.getvalue().decode()


def mark(colour: str) -> str:
    """The mark that stands where a brand has no logo, in its own colour."""
    return (HERE / "mark.svg").read_text(encoding="utf-8").replace("currentColor", colour)
