"""The page on privacy names everything that the modules of the page keep on a device, and nothing else."""

from __future__ import annotations

import re

import yaml

from tests.bases import ROOT

MODULES = ROOT / "site_overrides" / "assets" / "counterpoise"
_SHELF = re.compile(r'new (?:Shelf|Entries)\(\s*(?:tool\.root|this\.root|root),\s*([\w"-]+)')
_STORES = re.compile(r"\b(?:localStorage|sessionStorage)\.setItem\(|\bindexedDB\b|document\.cookie|\bcaches\.open\(")
_NAMES = re.compile(r'^const ([A-Z]+) = "([a-z]+)"', re.MULTILINE)
STORES = {"kept/photos.mjs": 3, "kept/shelf.mjs": 2, "kept/tab.mjs": 1}
"""Who writes to the browser's storage by itself, how often: photos, the shelves, and a tab's own marks."""


def test_all_that_is_kept_is_on_the_page() -> None:
    named, stores = {"offline", "photos"}, {}
    for path in sorted(MODULES.rglob("*.mjs")):
        text = path.read_text(encoding="utf-8")
        constants = dict(_NAMES.findall(text))
        found = {constants.get(name, name) for name in _SHELF.findall(text)}
        named |= {name.strip('"') for name in found if name != "name"}  # Entries hands its own name on
        if writes := len(_STORES.findall(text)):
            stores[path.relative_to(MODULES).as_posix()] = writes
    phrases = yaml.safe_load((ROOT / "knowledge" / "phrases" / "en.yml").read_text(encoding="utf-8"))
    told = set(phrases["page"]["privacy"]["kept"])
    assert named == told, "say in knowledge/phrases/en.yml, page.privacy.kept, what is kept under each name"
    assert stores == STORES, "what is kept goes through kept/shelf.mjs"
