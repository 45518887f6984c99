"""The pages of pathways: what is told in which order, and which pages lead to them."""

from __future__ import annotations

import re

from markupsafe import escape

from generator.brand import Brand
from generator.knowledge.base import Knowledge
from generator.model import Pathway, Symptom, Syndrome
from generator.site.generate import generate

GRADES = ("strong", "moderate", "weak", "contested", "opinion", "heuristic")
URGENCIES = ("emergency", "same-day", "days", "before-starting")


def _pages(k: Knowledge, brand: Brand) -> dict[str, str]:
    return {a.path: a.content for a in generate(k, brand) if isinstance(a.content, str)}


def test_a_pathway_is_told_in_order(knowledge: Knowledge, brand: Brand) -> None:
    """What helps in order of evidence, weeks as they come, the most urgent reason to be seen first."""
    pages = _pages(knowledge, brand)
    for name, p in knowledge.all("pathways", Pathway).items():
        page = pages[f"pathways/{name}.md"]
        helps = page.partition('class="cp-helps"')[2]
        grades = re.findall(r"cp-grade--(\w+)", helps.partition("</ul>")[0])
        assert grades == sorted(grades, key=GRADES.index)
        assert len(grades) == len(p.helps)
        assert [helps.index(h.what) > 0 for h in p.helps] == [True] * len(p.helps)
        weeks = [int(n) for n in re.findall(r"From week (\d+)", page)]
        assert weeks == sorted(row.week for row in p.expect)
        rows = re.findall(r"cp-when__row--([\w-]+)", page)
        assert rows == [u for u in URGENCIES if u in {s.within for s in p.seen_if}]
        assert all(escape(s.text) in page for s in p.seen_if)


def test_pages_of_a_place_lead_to_its_pathway(knowledge: Knowledge, brand: Brand) -> None:
    pages = _pages(knowledge, brand)
    symptoms, syndromes = knowledge.all("symptoms", Symptom), knowledge.all("syndromes", Syndrome)
    placed = [("symptoms", n, s.regions) for n, s in symptoms.items()]
    placed += [("syndromes", n, s.regions) for n, s in syndromes.items()]
    for kind, name, regions in placed:
        there = {p.id for p in knowledge.all("pathways", Pathway).values() if p.places[0] in regions}
        found = set(re.findall(r'href="\.\./\.\./pathways/([\w-]+)/"', pages[f"{kind}/{name}.md"]))
        assert there <= found, name
