"""One plan, one meaning: whichever door tells it, its weeks, minutes, doses and notes are the same, word for word."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from generator import handouts
from generator.handouts import routine
from generator.handouts.given import given_plan
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle
from quiz.judging.safety import gate
from quiz.plans.link import decode, encode
from quiz.plans.opening import open_plan, screen_questions, unasked
from quiz.plans.plan import Plan, as_json
from quiz.plans.reading import read_plan
from quiz.telling.checkup import checkup_told
from quiz.telling.opening import opening_told
from quiz.telling.phrase import tell
from tests.generator.handouts.test_clients import WELL
from tests.plans import plans_made

PLANS = 200
PRINTED = 6


def _said(told: Any, words: Any) -> list[Any]:
    """Of a routine: its days, its minutes, and of each exercise the doses week by week, the notes and the advice."""
    told = tell(told, words)
    cards = [
        (
            card["exercise"],
            card["start_title"],
            [week["parts"] for week in card["weeks"]],
            [(dose["title"], dose["amount"], dose["own"]) for dose in card["doses"]],
            card["always"],
            [a["advice"] for a in card["cautions"]],
            card["notes"],
            card["note"],
        )
        for card in told["cards"]
    ]
    return [told["days_title"], told["minutes"], told["growth"], told["comfort"], cards]


def _printed(view: Any) -> list[Any]:
    """The same of a sheet, as far as it shows it."""
    return [
        [
            (
                [(d["weeks"], d["amount"], d["more"]) for d in e["doses"]],
                e["always"],
                e["advice"],
                e["note"],
            )
            for e in view["exercises"]
        ],
        view["facts"][:2],
        view["growth"],
    ]


def _as_printed(routine: Any, words: Any) -> list[Any]:
    told = tell(routine, words)
    return [
        [
            (
                [(d["title"], " ".join(d["amount"]), d["own"]) for d in c["doses"]],
                [*c["always"], *filter(None, [c["start_title"]])],
                [*(a["advice"] for a in c["cautions"]), *c["notes"]],
                c["note"] or "",
            )
            for c in told["cards"]
        ],
        [told["days_title"], told["minutes_title"]],
        told["growth"]["text"],
    ]


def test_every_door_says_the_same(bureau: handouts.Bureau, tmp_path: Path) -> None:
    desk, bundle = bureau.desk()
    words = bundle.words
    well = read_answers(screen_questions(bundle), {q: a for q, a in WELL.items() if q in screen_questions(bundle)})
    assert gate(bundle, well).level == "full"
    grown = 0
    for plan in plans_made(bundle, PLANS):
        told = opening_told(bundle, plan, unasked(bundle, plan))
        said = _said(told["routine"], words)
        grown += len({tuple(w) for _, _, weeks, *_ in said[4] for w in map(tuple, weeks)}) > len(said[4])
        for same in _ways(bundle, plan):
            assert same == plan
            assert _said(opening_told(bundle, same, unasked(bundle, same))["routine"], words) == said
        checked = checkup_told(bundle, as_json(bundle, plan), [], ["notes", "from", "cautions"])
        assert _said(checked["routine"], words) == said
        assert decode(checked["text"]) == plan
        weeks = [tell([w["parts"] for w in e["weeks"]], words) for e in checked["exercises"]]
        assert weeks == [card[2] for card in said[4]]
        opened = opening_told(bundle, plan, open_plan(bundle, plan, well))
        assert _said(opened["routine"], words)[4] == said[4] or plan.growth != "by-response"
        assert _printed(routine.view(desk, bundle, plan)) == _as_printed(told["routine"], words)
        assert _printed(routine.view(desk, bundle, plan, answers=WELL)) == _as_printed(opened["routine"], words)
    assert grown > PLANS / 4


def _ways(bundle: Bundle, plan: Plan) -> list[Plan]:
    """The plan through its link, through a message that holds it, and through a file."""
    text = encode(plan)
    message = f"Hello,\nhttps://example.org/plan/#{text}.\nBye"
    file = json.dumps(as_json(bundle, plan))
    return [
        decode(text),
        given_plan(message, bundle)[0],
        read_plan(bundle, json.loads(file)),
        given_plan(file, bundle)[0],
    ]


def test_a_row_of_a_table_and_a_single_sheet_print_it_alike(bureau: handouts.Bureau, tmp_path: Path) -> None:
    _, bundle = bureau.desk()
    plans = plans_made(bundle, PRINTED, seed=3)
    with (tmp_path / "all.csv").open("w", newline="", encoding="utf-8") as table:
        csv.writer(table).writerows([["plan"], *([encode(plan)] for plan in plans)])
    for plan, done in zip(plans, bureau.batch(tmp_path / "all.csv", tmp_path / "out"), strict=True):
        assert done.path is not None, done.wrong
        row, single = done.path.read_bytes(), bureau.make(encode(plan))
        assert row == single
        text = _squeezed(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(row)).pages))
        told = tell(opening_told(bundle, plan, unasked(bundle, plan)), bundle.words)["routine"]
        for card in told["cards"]:
            for piece in (card["title"], *card["notes"], card["note"] or "", *card["always"]):
                assert _squeezed(piece) in text, piece
            for dose in card["doses"]:
                for piece in (*dose["amount"], *dose["own"]):
                    assert _squeezed(piece) in text, piece
        assert _squeezed(told["minutes_title"]) in text


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad-]", "", text)
