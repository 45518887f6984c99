"""local/brand.yml -> Brand: who the site comes from, checked so that its colours can be read."""

from __future__ import annotations

import colorsys
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from generator.load import Document, load
from generator.model import Model, Text
from generator.problems import Problem
from generator.rules import words

RULES = ("brand-missing", "low-contrast")
"""Besides those of shape, which its keys and values are held to as well."""
CONTRAST = 4.5
"""WCAG 2.2 AA for text."""
SURFACES = {"light": "#f1ece2", "dark": "#28312f"}
"""Of the surfaces that text stands on, the one that makes reading hardest; see tokens.css."""

Colour = Annotated[str, StringConstraints(strict=True, pattern=r"^#[0-9a-f]{6}$")]
Scheme = Literal["light", "dark"]


class Colours(Model):
    primary: Colour
    """Links, buttons, the mark."""
    accent: Colour
    """What is hovered or pointed at."""


class Schemes(Model):
    light: Colours
    dark: Colours


class Emergency(Model):
    where: Text
    number: Text


class Brand(Model):
    """Who the site comes from: local/brand.yml."""

    name: Text
    tagline: Text
    colours: Schemes
    report: Annotated[str, StringConstraints(strict=True, pattern=r"^(https://\S+|[^\s@]+@[^\s@]+)$")]
    """Where errors are reported: an e-mail address, or a web address in which {page} stands for the page."""
    emergency: tuple[Emergency, ...] = Field(min_length=1)
    """Emergency numbers; the reader's own country first."""
    crisis: Text
    """Whom to call with thoughts of ending one's life."""
    repository: Annotated[str, StringConstraints(strict=True, pattern=r"^https://\S+$")] | None = None
    """The web address of the repository; with it every page links to its YAML file."""
    branch: Text = "main"
    disclaimer: Text
    """At the foot of every page."""

    def report_link(self, page: str) -> str:
        """Where to report an error on `page` (its address from the site's root)."""
        if "@" in self.report and not self.report.startswith("https://"):
            return f"mailto:{self.report}?subject={page}"
        return self.report.replace("{page}", page)


def read(path: Path) -> tuple[Brand | None, list[Problem]]:
    """Read and check the brand. With an error there is no Brand."""
    documents, problems = load(path.parent)
    document = next((d for d in documents if d.name == path.stem), None)
    problems = [p for p in problems if p.path == f"{path.parent.name}/{path.name}"]
    if document is None:
        if not problems:
            hint = "restore it: it names the site, its colours and its contact"
            problems.append(
                Problem(f"{path.parent.name}/{path.name}", 1, 1, "brand-missing", "this file is missing", hint)
            )
        return None, problems
    try:
        brand = Brand.model_validate(document.data)
    except ValidationError as error:
        return None, sorted(words.problems(document, Brand, document.data, (), error))
    problems = list(_contrasts(document, brand))
    return (None if problems else brand), problems


def _contrasts(d: Document, brand: Brand) -> list[Problem]:
    problems = []
    for scheme, surface in SURFACES.items():
        for name in ("primary", "accent"):
            colour = getattr(getattr(brand.colours, scheme), name)
            ratio = contrast(colour, surface)
            if ratio < CONTRAST:
                message = f"{name}: {colour} on the {scheme} surface {surface} has a contrast of {ratio:.1f}"
                hint = f"{CONTRAST} is needed; the nearest colour that passes is '{nearest(colour, surface)}'"
                problems.append(d.problem(d.at(("colours", scheme, name)), "low-contrast", message, hint))
    return problems


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours written #rrggbb, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest(colour: str, surface: str) -> str:
    """The colour of the same hue and saturation, as little darker or lighter as passes on `surface`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = -0.005 if _luminance(surface) > 0.18 else 0.005
    while 0 <= (lightness := lightness + step) <= 1:
        found = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
        if contrast(found, surface) >= CONTRAST:
            return found
    return "#000000" if step < 0 else "#ffffff"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * c):02x}" for c in channels)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
