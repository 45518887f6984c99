"""A page -> what it is in the terms of schema.org: data (JSON-LD) for whoever reads pages by machine.

Only what is so: education is a page about health, how an exercise is done a HowTo, what to do step by step an
ExercisePlan. No pattern is called a condition, and a page was reviewed where its file says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.brand import Brand
from generator.knowledge.base import Knowledge
from generator.knowledge.reviewed import state
from generator.model import STEPS, Entity, Equipment, Exercise, Muscle, Pathway, Protocol, Source, Syndrome

_CONTEXT = "https://schema.org"
Url = Callable[[str], str]


def written(data: Mapping[str, Any]) -> str:
    """The data as a page's script element holds it: nothing in it ends the element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def home(brand: Brand) -> dict[str, Any]:
    """The home page: the site."""
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": brand.name,
        "description": brand.tagline,
        "inLanguage": brand.language,
        "isAccessibleForFree": True,
    }


def entity(k: Knowledge, page: Entity, language: str, url: Url) -> dict[str, Any]:
    """The page of one entity. `url` gives the address of "exercises/ID" from there."""
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "MedicalWebPage",
        "name": page.title,
        "description": page.summary,
        "inLanguage": language,
    }
    if page.reviewed and state(page) == "yes":
        data["lastReviewed"] = page.reviewed.date.isoformat()
        data["reviewedBy"] = {"@type": "Person", "name": page.reviewed.who, "jobTitle": page.reviewed.role}
    if isinstance(page, Syndrome):
        data["about"] = _named(
            "Muscle", "muscles", _titles(k.all("muscles", Muscle), (m.muscle for m in page.muscles)), url
        )
    elif isinstance(page, Exercise):
        data["mainEntity"] = _how_to(k, page)
    elif isinstance(page, Pathway | Protocol):
        data["mainEntity"] = _plan(k, page, url)
    sources = k.all("sources", Source)
    if cited := [_source(sources[name]) for name in page.evidence.sources]:
        data["citation"] = cited
    return data


def _how_to(k: Knowledge, e: Exercise) -> dict[str, Any]:
    kit = k.all("equipment", Equipment)
    return {
        "@type": "HowTo",
        "name": e.title,
        "tool": [{"@type": "HowToTool", "name": kit[name].title} for name in e.equipment],
        "step": [{"@type": "HowToStep", "text": line} for line in (*e.setup, *e.movement)],
    }


def _plan(k: Knowledge, page: Pathway | Protocol, url: Url) -> dict[str, Any]:
    steps = (getattr(page, step) for step in STEPS)
    wanted = dict.fromkeys(name for step in steps if step for name in step.exercises)
    parts = _named("HowTo", "exercises", _titles(k.all("exercises", Exercise), wanted), url)
    return {"@type": "ExercisePlan", "name": page.title, "hasPart": parts}


def _titles(every: Mapping[str, Entity], names: Iterable[str]) -> dict[str, str]:
    return {name: every[name].title for name in names}


def _named(sort: str, kind: str, titles: Mapping[str, str], url: Url) -> list[dict[str, str]]:
    return [{"@type": sort, "name": title, "url": url(f"{kind}/{name}")} for name, title in titles.items()]


def _source(s: Source) -> dict[str, str]:
    address = f"https://doi.org/{s.doi}" if s.doi else s.url
    return {"@type": "CreativeWork", "name": s.title, **({"url": address} if address else {})}
