"""A client's sheet as a coarse printer prints it: what stands where, how small its letters are, that its code reads."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from generator import handouts
from generator.brand import Brand
from generator.handouts.given import given_plan
from generator.knowledge.base import Knowledge
from quiz.plans.link import encode
from tests.paper import codes, filled, smallest, texts

SITE = "https://counterpoise.example"
SENDER = {"name": "Ana & Söhne", "contact": "030 1234", "colour": "#7a1f5c"}
SHEETS: dict[str, dict[str, Any]] = {
    "one": {},
    "six": {"growth": "by-response", "from": SENDER, "note": "Well done.\nGo on."},
    "twelve": {"cautions": ["osteoporosis"], "note": "A long note. " * 40, "from": SENDER},
}


@pytest.mark.parametrize("large", [False, True])
def test_a_sheet_says_whose_it_is_and_can_be_read(knowledge: Knowledge, brand: Brand, large: bool) -> None:
    """From whom, of which day, when to stop before what to do; on each page the name; in letters that can be read."""
    bureau = handouts.Bureau(knowledge, brand, site=SITE, large=large, today=date(2026, 11, 29))
    bundle = bureau.desk()[1]
    for (name, more), many in zip(SHEETS.items(), (1, 6, 12), strict=True):
        items = [{"card": e} for e in list(bundle.exercises)[:many]]
        made = given_plan(json.dumps({"format": 2, "days": 4, "items": items, **more}), bundle)[0]
        sheet = bureau.make(made, "Zoë Example", paper="letter" if many == 6 else "a4")
        pages = texts(sheet)
        assert all(f"Routine for Zoë Example Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1)), name
        text = " ".join(pages)
        assert "Made on 29 November 2026" in text
        assert "Take the check again on 27 December 2026" in text
        assert ("From: Ana & Söhne · 030 1234" in pages[0]) == ("from" in more)
        assert 0 < text.index("When to stop an exercise") < text.index("Getting ready:"), "what to mind comes first"
        assert text.index("Then:") < text.index("Ask before you start")
        assert smallest(sheet) >= (13.99 if large else 9.99), name
        assert min(filled(sheet, 0.095 if large else 0.07)) > 1 / 3, f"{name}: a page that is nearly empty"
        assert codes(sheet) == [f"{SITE}/plan/#{encode(made)}"], "a coarse print of its code can be read"


def test_the_longest_link_can_be_read_from_a_coarse_print(knowledge: Knowledge, brand: Brand) -> None:
    bureau = handouts.Bureau(knowledge, brand, site=SITE)
    items = [{"card": e, "note": f"Slowly, {e}, as we did it."} for e in list(bureau.desk()[1].exercises)[:12]]
    note = "".join(chr(97 + n * n % 26) for n in range(600))
    made = given_plan(json.dumps({"format": 2, "items": items, "note": note, "from": SENDER}), bureau.desk()[1])[0]
    assert len(encode(made)) > 1200
    assert codes(bureau.make(made)) == [f"{SITE}/plan/#{encode(made)}"]
