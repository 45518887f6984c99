"""A plan as it is given: as a link, text, JSON or a file; what is none; and what of it is there no more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import handouts
from generator.handouts import HandoutError, routine
from generator.handouts.given import given_plan
from generator.model import Exercise
from quiz.plans.link import encode

SITE = "https://counterpoise.example"


def test_a_plan_comes_as_link_text_file_or_assessment(
    bureau: handouts.Bureau, plan: dict[str, Any], tmp_path: Path
) -> None:
    source = tmp_path / "plan.json"
    source.write_text(json.dumps(plan))
    found, link = given_plan(str(source), bureau.desk()[1])
    text = encode(found)
    (tmp_path / "link.txt").write_text(f"{SITE}/plan/#{text}\n")
    (tmp_path / "assessment.json").write_text(
        json.dumps(
            {
                "questionnaire": found.questionnaire,
                "routine": {
                    "days": 4,
                    "minutes": [25],
                    "cards": [{"code": i.code, "start": None} for i in found.items],
                },
            }
        )
    )
    assert link is None
    assert given_plan(text, bureau.desk()[1]) == (found, None)
    assert given_plan(str(tmp_path / "link.txt"), bureau.desk()[1]) == (found, f"{SITE}/plan/#{text}")
    assert given_plan(str(tmp_path / "assessment.json"), bureau.desk()[1])[0].items == found.items
    assert len(text) < 400
    link = f"{SITE}/plan/#{text}"
    (tmp_path / "mail.txt").write_text(f"\n {link[:50]}\n    {link[50:70]} {link[70:]}\t\r\n")
    assert given_plan(str(tmp_path / "mail.txt"), bureau.desk()[1]) == (found, link)
    assert given_plan(f"{link[:50]}\n{link[50:]}", bureau.desk()[1]) == (found, link)
    message = f"Book at https://booking.example/me any day.\nYour plan: {link}. See https://booking.example"
    assert given_plan(message, bureau.desk()[1]) == (found, link)


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("nowhere.json", "neither a file nor"),
        (f"{SITE}/plan/#1abc.zz", "damaged"),
        ('{"exercises": []}', "1 to 20"),
        ('{"exercises": [{"code": "zzz"}]}', "no exercise 'zzz'"),
        ("{", "not valid JSON"),
        ('{"exercises": [NaN]}', "NaN"),
        ("x" * 5000, "neither a file nor"),
    ],
)
def test_what_is_no_plan_is_told(bureau: handouts.Bureau, source: str, wrong: str) -> None:
    with pytest.raises(HandoutError, match=wrong):
        bureau.make(source)


def test_what_plans_hold_no_more_is_named(bureau: handouts.Bureau, plan: dict[str, Any]) -> None:
    """An exercise that was withdrawn. One that is only in the library is given like any other."""
    found, _ = given_plan(json.dumps(plan), bureau.desk()[1])
    item, *others = found.items
    library = bureau.desk()[0].k.all("exercises", Exercise)["plantar-ball-roll"]
    assert library.library_only
    for code, left_out in (("zzz", [True]), (library.code, [])):
        paper = routine.view(*bureau.desk(), replace(found, items=(replace(item, code=code), *others)))
        assert [code in line for line in paper["left_out"]] == left_out
        assert len(paper["exercises"]) == len(found.items) - len(left_out)
