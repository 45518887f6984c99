"""A brand -> the files that dress the site in it: colours and fonts, its logo, its icons, the home page's picture."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.brand import MARK, Brand
from generator.brand.colours import blend
from generator.brand.logo import size
from generator.handouts.press import Press
from generator.site.render import template

ICON = "mark.svg"
"""The small picture in the browser's tab, and the mark of a brand without a logo."""
MANIFEST = "site.webmanifest"
PAPER = "#fbf8f2"
ICONS = {
    "icon-180.png": (180, 0.62),
    "icon-192.png": (192, 0.72),
    "icon-512.png": (512, 0.72),
    "icon-cut.png": (512, 0.52),
}
"""File -> its pixels, and how much of them the picture may take: a phone cuts the last one to a shape of its own."""


def files(brand: Brand, words: Mapping[str, str]) -> Iterator[tuple[str, str | bytes]]:
    """(name, content) of each, below the site's assets. `words` are the catalogue's, in the brand's language."""
    yield "brand.css", template("brand.css.j2", brand=brand)
    for scheme in ("light", "dark"):
        data, name = brand.logo_file(scheme), brand.logo_name(scheme)
        if data is not None and name is not None:
            yield name, data
    light, dark = brand.colours.light, brand.colours.dark
    near, far = (blend(light.primary, dark.primary, share) for share in (0.75, 0.4))
    yield "hero.svg", template("hero.svg.j2", near=near, far=far, line=dark.accent)
    yield ICON, template("icon.svg.j2", brand=brand, letter=brand.name[0] if brand.logo else None)
    press = Press()
    for name, (pixels, share) in ICONS.items():
        yield name, press.draw("icon", {**_drawn(brand), "size": pixels, "share": share})[0]
    yield MANIFEST, json.dumps(_manifest(brand, words), ensure_ascii=False, sort_keys=True)


def _drawn(brand: Brand) -> dict[str, object]:
    """What icon.typ draws: a square logo; for one of another shape the name's first letter; without any the mark."""
    primary, name = brand.colours.light.primary, icon(brand)
    data = brand.logo_file("light")
    if data is not None and name != ICON:
        return {"ground": PAPER, "ink": primary, "letter": None, "picture": list(data)}
    mark = MARK.read_text(encoding="utf-8").replace("currentColor", PAPER)
    letter = brand.name[0] if brand.logo else None
    return {"ground": primary, "ink": PAPER, "letter": letter, "picture": list(mark.encode())}


def _manifest(brand: Brand, words: Mapping[str, str]) -> dict[str, object]:
    """How a phone installs the site. It lies two folders below assets/, and all its addresses begin there."""
    root = "../../../"
    pictures = [
        {
            "src": name,
            "sizes": f"{pixels}x{pixels}",
            "type": "image/png",
            "purpose": "maskable" if "cut" in name else "any",
        }
        for name, (pixels, _) in ICONS.items()
    ]
    shortcuts = [
        {"name": words["page.today"], "url": f"{root}today/"},
        {"name": words["page.lost.quick"], "url": f"{root}assessments/quick/"},
    ]
    return {
        "name": brand.name,
        "short_name": brand.name[:12].strip(),
        "description": brand.tagline,
        "lang": brand.language,
        "start_url": root,
        "scope": root,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": brand.colours.light.primary,
        "icons": pictures,
        "shortcuts": shortcuts,
    }


def icon(brand: Brand) -> str:
    """The name of the file that the browser's tab shows: the logo where it is about as wide as high."""
    data, name = brand.logo_file("light"), brand.logo_name("light")
    shape = size(data) if data is not None else None
    return name if name and shape and 0.8 <= shape[0] / shape[1] <= 1.25 else ICON
