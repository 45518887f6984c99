"""A brand -> the files that dress the site in it: colours and fonts, its logo, its icon, the home page's picture."""

from __future__ import annotations

from collections.abc import Iterator

from generator.brand import Brand
from generator.brand.colours import blend
from generator.brand.logo import size
from generator.site.render import template

ICON = "mark.svg"
"""The small picture in the browser's tab, and the mark of a brand without a logo."""


def files(brand: Brand) -> Iterator[tuple[str, str | bytes]]:
    """(name, content) of each, below the site's assets."""
    yield "brand.css", template("brand.css.j2", brand=brand)
    for scheme in ("light", "dark"):
        data, name = brand.logo_file(scheme), brand.logo_name(scheme)
        if data is not None and name is not None:
            yield name, data
    light, dark = brand.colours.light, brand.colours.dark
    near, far = (blend(light.primary, dark.primary, share) for share in (0.75, 0.4))
    yield "hero.svg", template("hero.svg.j2", near=near, far=far, line=dark.accent)
    yield ICON, template("icon.svg.j2", brand=brand, letter=brand.name[0] if brand.logo else None)


def icon(brand: Brand) -> str:
    """The name of the file that the browser's tab shows: the logo where it is about as wide as high."""
    data, name = brand.logo_file("light"), brand.logo_name("light")
    shape = size(data) if data is not None else None
    return name if name and shape and 0.8 <= shape[0] / shape[1] <= 1.25 else ICON
