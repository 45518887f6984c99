"""The catalogue in a brand's units: where a sentence has an imperial form, that one stands in its place."""

from __future__ import annotations

from dataclasses import replace

from generator.brand.fields import Brand
from generator.knowledge.base import Knowledge

FORM = ".imperial"
"""Ends the key of a sentence in imperial units; dose.carry.imperial stands in place of dose.carry."""


def worded(k: Knowledge, brand: Brand) -> Knowledge:
    """The knowledge, its sentences as this brand says them. Doing it twice changes nothing."""
    if brand.units == "metric":
        return k
    said = {
        language: {**words, **{key.replace(FORM, ""): text for key, text in words.items() if FORM in key}}
        for language, words in k.phrases.items()
    }
    return replace(k, phrases=said)
