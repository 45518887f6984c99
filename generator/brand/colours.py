"""Whether text in a colour can be read on a surface, and the nearest colour that can."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable

CONTRAST = 4.5
"""WCAG 2.2 AA for text."""


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours written #rrggbb, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest(colour: str, surface: str) -> str:
    """The colour of the same hue and saturation, as little darker or lighter as passes on `surface`."""
    hue, lightness, saturation = _hls(colour)
    step = -0.005 if _luminance(surface) > 0.18 else 0.005
    while 0 <= (lightness := lightness + step) <= 1:
        found = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
        if contrast(found, surface) >= CONTRAST:
            return found
    return "#000000" if step < 0 else "#ffffff"


def blend(one: str, other: str, share: float) -> str:
    """A colour between two: `share` of it is of the first."""
    parts = zip(_channels(one), _channels(other), strict=True)
    return _hex((share * a + (1 - share) * b for a, b in parts))


def _hls(colour: str) -> tuple[float, float, float]:
    """Hue, lightness, saturation; of light colours older colorsys (Python 3.11.2) reckons the last otherwise."""
    parts = _channels(colour)
    most, least = max(parts), min(parts)
    hue, lightness, saturation = colorsys.rgb_to_hls(*parts)
    return hue, lightness, (most - least) / (2 - most - least) if 0.5 < lightness < 1 else saturation


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * c):02x}" for c in channels)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
