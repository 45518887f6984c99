"""How much, as trainers write it: read where it can be, and otherwise left as it is written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.imports.amount import read_amount
from generator.imports.browser import read
from tests.workbooks import own_words


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3 x 10", {"sets": [3, 3], "reps": [10, 10]}),
        ("2–3 sets of 8–12 reps", {"sets": [2, 3], "reps": [8, 12]}),
        ("10 reps x 3 sets", {"sets": [3, 3], "reps": [10, 10]}),
        ("3 × 30 sec each side", {"sets": [3, 3], "hold": [30, 30], "each_side": True}),
        ("3x10/side", {"sets": [3, 3], "reps": [10, 10], "each_side": True}),
        ("1,5 min", {"hold": [90, 90]}),
        ("2 x 20 m", {"sets": [2, 2], "metres": [20, 20]}),
        ("3 x 10 x 5 s", {"sets": [3, 3], "reps": [10, 10], "hold": [5, 5]}),
        ("3x10, rest 90 sec", {"sets": [3, 3], "reps": [10, 10], "rest": [90, 90]}),
        ("3x10, 90 sec rest", {"sets": [3, 3], "reps": [10, 10], "rest": [90, 90]}),
        ("4x8 @ RPE 8", {"sets": [4, 4], "reps": [8, 8], "effort": [8, 8]}),
        ("3x10 RIR 2", {"sets": [3, 3], "reps": [10, 10], "reserve": [2, 2]}),
        ("2 RIR 3x10", {"sets": [3, 3], "reps": [10, 10], "reserve": [2, 2]}),
        ("RIR 2 3x10", {"sets": [3, 3], "reps": [10, 10], "reserve": [2, 2]}),
        ("3x10 with 2 RIR", {"sets": [3, 3], "reps": [10, 10], "reserve": [2, 2]}),
        ("1 RIR 2 sets of 8", {"sets": [2, 2], "reps": [8, 8], "reserve": [1, 1]}),
        ("3x10 RIR 2-3", {"sets": [3, 3], "reps": [10, 10], "reserve": [2, 3]}),
        ("1-2 RIR, 3-4 x 10", {"sets": [3, 4], "reps": [10, 10], "reserve": [1, 2]}),
        ("3x8-10 RIR 2, 60 s rest", {"sets": [3, 3], "reps": [8, 10], "rest": [60, 60], "reserve": [2, 2]}),
        ("3x10 RIR 2 3", None),
        ("3x8-10, RIR 2", {"sets": [3, 3], "reps": [8, 10], "reserve": [2, 2]}),
        ("3x12 e/s", {"sets": [3, 3], "reps": [12, 12], "each_side": True}),
        ("3x12 ea side", {"sets": [3, 3], "reps": [12, 12], "each_side": True}),
        ("2 x 30s per side", {"sets": [2, 2], "hold": [30, 30], "each_side": True}),
        ("1x10/10", {"sets": [1, 1], "reps": [10, 10], "each_side": True}),
        ("5/5", {"reps": [5, 5], "each_side": True}),
        ("20 min", None),
        ("5/8", None),
        ("5,5,3,3", None),
        ("3 x max", None),
        ("AMRAP 60s", None),
        ("3x5 @ RPE 11", None),
        ("AMRAP", None),
        ("5 x 5 @ 80%", None),
        ("2,5 x 10", None),
        ("3 x 1000", None),
        ("", None),
    ],
)
def test_amounts_as_trainers_write_them(text: str, meant: dict[str, Any] | None) -> None:
    assert read_amount(text) == (None if meant is None else {"each_side": False, **meant})


@pytest.mark.parametrize(
    ("table", "dose", "doubts"),
    [
        ("Name,How,Sets x reps\nRow,Pull.,5/3/1\n", {"load": "5/3/1"}, 1),
        ("Name,How,Sets x reps\nRow,Pull.,3-10\n", {"load": "3-10"}, 1),
        ("Name,How,Time,Rest\nRow,Pull.,20 min,60\n", {"load": "Hold: 20 min"}, 1),
        ("Name,How,Sets,Reps,Load\nRow,Pull.,3,max,12 kg\n", {"load": "Sets: 3, Reps: max, 12 kg"}, 1),
        (f"Name,How,Dose\nRow,Pull.,{'as many as you like ' * 3}\n", {"load": "as written below"}, 1),
        ("Name,How\nRow,Pull.\n", {}, 1),
        (
            "Name,How,Dose,Equip.,Coaching notes\nRow,Pull.,4x8 @ RPE 8,band,Slow\n",
            {"sets": 4, "reps": 8, "effort": 8},
            0,
        ),
        ("Block 1,,\nWeeks 1-4,,\nName,How,Reps\nRow,Pull.,10\n", {"reps": 10}, 0),
        ("Plan of Ann\nName;How;Reps\nRow;Pull.;10\n", {"reps": 10}, 0),
    ],
)
def test_no_amount_is_invented(table: str, dose: dict[str, Any], doubts: int) -> None:
    """What no plan can count comes in as it is written, told once; rows above the headings are a title."""
    (row,) = json.loads(read(json.dumps({"text": table, "words": own_words()})))["rows"]
    assert (row["value"]["dose"], len(row["doubts"])) == (dose, doubts), row["doubts"]
    assert row["value"]["how"].splitlines()[0] == "Pull."
    assert ("as many" in row["value"]["how"]) == (dose == {"load": "as written below"})
