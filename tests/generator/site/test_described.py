"""What pages say of themselves to machines is what schema.org defines, and no more than is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.brand import Brand
from generator.knowledge.addresses import KINDS
from generator.knowledge.base import Knowledge
from generator.model import Entity, Exercise, Review
from generator.site import described
from tests.bases import ROOT
from tests.conftest import BASE

NODE = ROOT / "build" / "node" / "node_modules"
TYPES = {"MedicalWebPage", "WebSite"}
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def _address(target: str) -> str:
    return f"../../{target}/"


def _every(k: Knowledge, brand: Brand) -> list[dict[str, Any]]:
    pages: list[Entity] = [page for kind in KINDS for page in k.kinds[kind].values()]  # type: ignore[misc]
    return [described.home(brand), *(described.entity(k, page, "en", _address) for page in pages)]


def _checked(rows: list[dict[str, Any]], folder: Path) -> str:
    """What the types of schema.org (schema-dts) say of them: nothing where all is as it is defined there."""
    lines = [
        f"export const d{n}: WithContext<{row['@type']}> = {json.dumps(row, ensure_ascii=False)}"
        for n, row in enumerate(rows)
    ]
    head = f'import type {{ {", ".join(sorted(TYPES))}, WithContext }} from "schema-dts"'
    (folder / "pages.ts").write_text("\n".join([head, *lines]), encoding="utf-8")
    (folder / "node_modules").symlink_to(NODE)
    options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--types", ""]
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        [str(NODE / ".bin" / "tsc"), *options, "pages.ts"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
    )
    assert run.returncode == 0 or run.stdout, run.stderr
    return run.stdout


def test_each_page_is_described_as_schema_org_defines_it(knowledge: Knowledge, brand: Brand, tmp_path: Path) -> None:
    rows = _every(knowledge, brand)
    assert {row["@type"] for row in rows} == TYPES
    assert {row.get("mainEntity", {}).get("@type") for row in rows} == {None, "HowTo", "ExercisePlan"}
    assert _checked(rows, tmp_path) == ""


@pytest.mark.parametrize(
    "wrong",
    [{"lastReviewd": "2026-01-01"}, {"mainEntity": {"@type": "HowTo", "step": 7}}, {"about": {"@type": "Muscel"}}],
    ids=lambda wrong: str(*wrong),
)
def test_what_schema_org_does_not_define_is_found(wrong: dict[str, Any], brand: Brand, tmp_path: Path) -> None:
    row = {**described.home(brand), "@type": "MedicalWebPage", **wrong}
    assert "error TS" in _checked([row], tmp_path)


def test_a_page_was_reviewed_where_its_file_says_so(knowledge: Knowledge) -> None:
    page = knowledge.all("exercises", Exercise)["chin-tuck"]
    told = {"lastReviewed", "reviewedBy"}
    assert not told & described.entity(knowledge, page, "en", _address).keys()
    review = Review(who="Dr Jo Bloggs", role="physiotherapist", date=date(2026, 3, 1))
    data = described.entity(knowledge, page.model_copy(update={"reviewed": review}), "en", _address)
    assert data["lastReviewed"] == "2026-03-01"
    assert data["reviewedBy"]["jobTitle"] == "physiotherapist"


def test_no_text_ends_the_element_it_stands_in() -> None:
    text = {"name": '</script><script>alert(7)</script> & "x"'}
    assert "<" not in described.written(text)
    assert json.loads(described.written(text)) == text


@pytest.mark.browser
def test_the_built_pages_say_it(site: Path, knowledge: Knowledge) -> None:
    for path, sort in {"": "WebSite", "exercises/chin-tuck/": "MedicalWebPage"}.items():
        found = _DATA.findall((site / BASE / path / "index.html").read_text(encoding="utf-8"))
        assert [json.loads(data)["@type"] for data in found] == [sort]
    pathway = json.loads(_DATA.findall((site / BASE / "pathways/achilles/index.html").read_text(encoding="utf-8"))[0])
    for part in pathway["mainEntity"]["hasPart"]:
        assert (site / BASE / "pathways" / "achilles" / part["url"] / "index.html").is_file()
