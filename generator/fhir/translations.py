"""A resource in English, and the same in other languages -> one resource that says each text in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.fhir.form import CORE
from quiz.asking.bundle import Data

_SAID = ("title", "description", "text", "display")
"""What is said to people, in all that we write."""


def with_translations(resource: Data, others: Mapping[str, Data]) -> Data:
    """The resource, each of its texts with what stands there in the `others`, by language: FHIR's extension for it."""
    found: Data = _merged(resource, others)
    return found


def _merged(value: Any, others: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_merged(row, {code: other[i] for code, other in others.items()}) for i, row in enumerate(value)]
    if not isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for key, inner in value.items():
        theirs = {code: other[key] for code, other in others.items()}
        found[key] = _merged(inner, theirs)
        if key in _SAID and isinstance(inner, str):
            told = [_extension(code, text) for code, text in theirs.items() if text != inner]
            if told:
                found[f"_{key}"] = {"extension": told}
    return found


def _extension(language: str, text: str) -> Data:
    parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": text}]
    return {"url": f"{CORE}translation", "extension": parts}
