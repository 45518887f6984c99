"""The next row follows from how the last sessions went: the cases, and that it never leaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quiz.sessions.record import FELT, MOST, SETTLED, Done, Record, records
from quiz.sessions.response import WHY, Rule, enough, standing
from tests.bases import CASES

DAY = date(2026, 11, 30)
RULE = Rule(rows=4, days=3, limit=3, by_response=True)


def told(text: str) -> Record:
    """A session as tests/cases/responses.yml tells it."""
    day, settled, *more = text.split()
    felt = next((word for word in more if word in FELT), "right")
    discomfort = next((int(word[1:]) for word in more if word[0] == "d"), None)
    done = Done("bird-dog", True, felt, discomfort)
    return Record(DAY + timedelta(int(day)), (done,), None, settled if settled in SETTLED else None)


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "responses.yml").read_text(encoding="utf-8")), ids=str)
def test_each_response_has_its_row(case: dict[str, Any]) -> None:
    sessions = [told(text) for text in case["sessions"]]
    starts = [standing("bird-dog", RULE, sessions[:n], session.on).row for n, session in enumerate(sessions)]
    then = DAY + timedelta(case["then"]) if "then" in case else sessions[-1].on + timedelta(1)
    now = standing("bird-dog", RULE, sessions, then)
    assert ([*starts, now.row], now.why) == (case["rows"], case["why"])


def test_without_an_ache_the_weeks_alone_decide() -> None:
    plain = Rule(rows=4, days=3, limit=3, by_response=False)
    assert standing("bird-dog", plain, [told("0 -"), told("2 -")], DAY + timedelta(7)).row == 2


def test_what_was_done_of_another_path_leads_nowhere() -> None:
    def on(of: str | None) -> int:
        done = [
            replace(r, items=tuple(replace(i, of=of) for i in r.items)) for r in (told("0 settled"), told("2 settled"))
        ]
        return standing("bird-dog", replace(RULE, of="here"), done, DAY + timedelta(7)).row

    assert [on("here"), on(None), on("else")] == [2, 2, 1]


def test_a_row_of_four_weeks_wants_the_sessions_of_four() -> None:
    rule = Rule(rows=6, days=3, limit=3, by_response=True)
    month = [told(f"{week * 7 + day} settled") for week in range(4) for day in (0, 2)]
    few = [told(f"{day} settled") for day in (28, 30, 41, 54)]
    eight = [told(f"{28 + week * 7 + day} settled") for week in range(4) for day in (0, 2)]
    assert standing("bird-dog", rule, month + few, DAY + timedelta(56)).row == 5
    assert standing("bird-dog", rule, month + eight, DAY + timedelta(56)).row == 6
    assert standing("bird-dog", rule, month + eight, DAY + timedelta(55)).row == 5


def test_of_too_many_records_the_last_count() -> None:
    raw = [{"on": (date(2020, 1, 1) + timedelta(n)).isoformat(), "items": []} for n in range(MOST + 1)]
    found = records(raw, date(2026, 1, 1))
    assert (len(found), found[-1].on) == (MOST, date(2020, 1, 1) + timedelta(MOST))


def test_how_many_are_enough() -> None:
    assert [enough(days) for days in range(1, 8)] == [1, 2, 2, 3, 4, 4, 5]


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([*SETTLED, *FELT, "2026-11-30"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
ITEM = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("row", "felt", "discomfort"), ODD) | {"card": st.just("bird-dog"), "done": ODD}
)
RECORD = st.fixed_dictionaries(
    {}, optional={"on": st.just("2026-11-30") | ODD, "items": st.lists(ITEM) | ODD, "effort": ODD, "settled": ODD}
)


@given(st.lists(RECORD | ODD, max_size=8))
def test_whatever_was_kept_is_read_and_no_row_is_left_out(raw: list[Any]) -> None:
    found = records(raw, DAY)
    now = standing("bird-dog", RULE, found, DAY + timedelta(1))
    assert 1 <= now.row <= RULE.rows
    assert now.why is None or now.why in WHY


@given(st.lists(st.tuples(st.integers(1, 20), st.sampled_from([*SETTLED, "-"]), st.sampled_from(FELT))))
def test_nobody_rises_by_more_than_one_row_and_no_fall_goes_unsaid(days: list[tuple[int, str, str]]) -> None:
    sessions, day, before = [], 0, 1
    for gap, settled, felt in days:
        day += gap
        sessions.append(told(f"{day} {settled} {felt}"))
        now = standing("bird-dog", RULE, sessions, sessions[-1].on)
        assert now.row <= before + 1
        assert now.row >= before or now.why in ("stop", "worse", "hurt", "over", "break") or gap >= 14
        before = now.row
