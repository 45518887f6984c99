"""A session through the door: from a told routine and a record to phases, words and a calendar."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from quiz.bridge import Engine
from quiz.sessions.history import progress
from quiz.sessions.record import Done, Record
from tests.bases import CASES
from tests.plans import ask

TODAY = "2026-11-29"
PERSON = json.loads((CASES / "people" / "desk-worker.json").read_text(encoding="utf-8"))["answers"]


@pytest.fixture(scope="module")
def routine(engine: Engine) -> dict[str, Any]:
    found = ask(engine, op="assess", questionnaire="full", answers=PERSON)["ok"]["routine"]
    assert found["growth"]["rule"] == "by-response"
    return dict(found)


def kept(routine: dict[str, Any], on: str, settled: str | None = "settled", **odd: Any) -> dict[str, Any]:
    items = [
        {"card": c["exercise"], "row": 1, "done": True, "felt": "right", "discomfort": 1, **odd}
        for c in routine["cards"]
    ]
    return {"plan": "p", "session": 1, "on": on, "items": items, "effort": 4, "settled": settled}


def session(engine: Engine, routine: dict[str, Any], *done: Any, today: str = TODAY, **more: Any) -> dict[str, Any]:
    reply = ask(engine, op="session", routine=routine, records=list(done), today=today, **more)
    return dict(reply["ok"])


def test_the_first_session_is_the_first_week(engine: Engine, routine: dict[str, Any]) -> None:
    first = session(engine, routine)
    assert [i["exercise"] for i in first["items"]] == [c["exercise"] for c in routine["cards"]]
    assert [i["parts"] for i in first["items"]] == [c["weeks"][0]["parts"] for c in routine["cards"]]
    assert (first["ask"], first["stop"], first["why"]) == (False, False, None)
    assert first["seconds"] == sum(p["seconds"] for i in first["items"] for p in i["phases"]["planned"])
    assert first["progress"]["title"] == {"say": "session.number", "n": 1, "of": routine["days"] * 4}


def test_what_cautions_say_of_an_exercise_goes_with_it(engine: Engine) -> None:
    """Whoever is to bend a knee a third of the way reads it where the knee is bent, too."""
    people = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((CASES / "people").glob("*.json")))
    found = [ask(engine, op="assess", questionnaire="full", answers=p["answers"])["ok"] for p in people]
    limited = 0
    for routine in (one["routine"] for one in found if one["routine"]):
        told = [i["mind"] for i in session(engine, routine)["items"]]
        assert told == [[c["advice"] for c in card["cautions"]] for card in routine["cards"]]
        limited += any(told)
    assert limited > 1
    cards = [{**card, "cautions": [{"id": "one of later"}]} for card in routine["cards"]]
    assert not any(i["mind"] for i in session(engine, {**routine, "cards": cards})["items"])


def test_what_a_trainer_wrote_to_an_exercise_goes_with_it(engine: Engine, routine: dict[str, Any]) -> None:
    cards = [{**routine["cards"][0], "note": "Slowly,\nas we did it."}, *routine["cards"][1:]]
    told = session(engine, {**routine, "cards": cards})["items"]
    assert [item["note"] for item in told] == ["Slowly,\nas we did it.", *[None] * (len(cards) - 1)]
    odd = {**routine, "cards": [{**routine["cards"][0], "note": "x" * 301}]}
    assert ask(engine, op="session", routine=odd, records=[], today=TODAY)["error"]


def test_the_number_of_a_session_is_that_of_its_plan(engine: Engine, routine: dict[str, Any]) -> None:
    """A week holds what was done of any plan; what was kept before records told theirs counts for each."""
    plans = {"2026-11-23": "mine", "2026-11-24": "other", "2026-11-26": "", "2026-11-27": None}
    done = [{**kept(routine, on), "plan": plan} for on, plan in plans.items()]
    done.append({key: value for key, value in kept(routine, "2026-11-28").items() if key != "plan"})
    for plan, n in (("mine", 4), ("new", 3), (None, 6)):
        told = session(engine, routine, *done, plan=plan)["progress"]
        assert (told["number"], sum(day["done"] for day in told["week"])) == (n, 5)
    for plan, first in (("other", "2026-11-24"), ("new", "2026-11-27"), (None, "2026-11-23")):
        assert session(engine, routine, *done, plan=plan)["progress"]["first"] == first
    assert session(engine, routine)["progress"]["first"] is None


def test_a_week_that_settled_moves_the_dose_and_says_so(engine: Engine, routine: dict[str, Any]) -> None:
    days = ("2026-11-16", "2026-11-18", "2026-11-20", "2026-11-22")[: -(-routine["days"] * 2 // 3)]
    then = session(engine, routine, *(kept(routine, on) for on in days))
    assert then["why"] == {"say": "session.why.on"}
    assert [i["parts"] for i in then["items"]] == [c["weeks"][1]["parts"] for c in routine["cards"]]


def test_after_a_stop_sign_that_was_looked_into_all_of_it_begins_anew(engine: Engine, routine: dict[str, Any]) -> None:
    """What had been done of that session by then makes no difference, and be it nothing."""
    good = [kept(routine, f"2026-11-{day:02}") for day in (1, 3, 8, 10, 15, 17, 22, 24)]
    assert any(i["row"] > 1 for i in session(engine, routine, *good)["items"])
    for done in (range(len(routine["cards"])), range(1), range(0)):
        halted = kept(routine, "2026-11-26", "stop")
        halted["items"] = [{**item, "done": n in done} for n, item in enumerate(halted["items"])]
        now = session(engine, routine, *good, halted, screened=True)
        assert (now["why"], {i["row"] for i in now["items"]}) == ({"say": "session.why.again"}, {1})


def test_of_several_reasons_the_gravest_is_told(engine: Engine, routine: dict[str, Any]) -> None:
    well, hurt = kept(routine, "2026-11-25"), kept(routine, "2026-11-27")
    hurt["items"][0]["felt"], hurt["items"][1]["felt"] = "hard", "hurt"
    told = session(engine, routine, well, hurt)
    first, second = ({"say": f"exercises.{c['exercise']}.title"} for c in routine["cards"][:2])
    assert told["why"] == {"say": "session.why.least", "names": [second]}
    assert [i["trouble"] for i in told["items"][:2]] == [None, {"say": "session.trouble.least"}]
    hurt["items"][1]["felt"] = "right"
    assert session(engine, routine, well, hurt)["why"] == {"say": "session.why.hard", "names": [first]}


def test_a_plan_that_begins_where_the_last_one_led_begins_at_its_own_start(
    engine: Engine, routine: dict[str, Any]
) -> None:
    """Nobody leaps: what was done on the last plan's path is not done again on the next one's."""
    days = ("2026-11-16", "2026-11-18", "2026-11-20", "2026-11-22")
    first = session(engine, routine)
    done = [kept(routine, on) for on in days]
    for record in done:
        record["items"] = [{**item, "of": i["of"]} for item, i in zip(record["items"], first["items"], strict=True)]
    assert {i["row"] for i in session(engine, routine, *done)["items"]} == {2}
    later = {**routine, "cards": [{**c, "weeks": c["weeks"][1:]} for c in routine["cards"]]}
    assert {i["row"] for i in session(engine, later, *done)["items"]} == {1}


def test_the_morning_after_is_asked_once_and_never_on_the_same_day(engine: Engine, routine: dict[str, Any]) -> None:
    assert session(engine, routine, kept(routine, "2026-11-28", None))["ask"]
    assert not session(engine, routine, kept(routine, TODAY, None))["ask"]
    assert not session(engine, routine, kept(routine, "2026-11-28"))["ask"]
    assert not session(engine, routine, kept(routine, "2026-11-28", None, done=False))["ask"]
    well = {**routine, "growth": {"rule": "by-week"}}
    assert not session(engine, well, kept(routine, "2026-11-28", None))["ask"], "whoever has no ache"


def test_a_stop_sign_shuts_the_door_until_the_screen_is_answered(engine: Engine, routine: dict[str, Any]) -> None:
    shut = session(engine, routine, kept(routine, "2026-11-28", "stop"))
    assert (shut["stop"], shut["items"], shut["why"]) == (True, [], {"say": "session.why.stop"})
    again = session(engine, routine, kept(routine, "2026-11-28", "stop"), screened=True)
    assert (again["stop"], again["why"]) == (False, {"say": "session.why.again"})
    assert {i["row"] for i in again["items"]} == {1}


def test_beside_a_stop_sign_no_session_is_counted_and_none_named(engine: Engine, routine: dict[str, Any]) -> None:
    told = session(engine, routine, kept(routine, "2026-11-27"), kept(routine, "2026-11-28", "stop"))["progress"]
    assert (told["said"], told["next"], told["next_title"]) == ([{"say": "session.why.stop"}], None, None)
    assert told["title"] == {"say": "session.halted"}
    assert sum(day["done"] for day in told["week"]) == 2


def test_a_stop_sign_holds_whatever_the_clock_says(engine: Engine, routine: dict[str, Any]) -> None:
    """Told in the evening in the east, and looked at in the west, where it is still the day before."""
    assert session(engine, routine, kept(routine, "2026-11-28"), kept(routine, "2026-11-30", "stop"))["stop"]
    assert not session(engine, routine, kept(routine, "2026-11-28"), kept(routine, "2026-11-30", "worse"))["stop"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: {},
        lambda r: {**r, "days": 8},
        lambda r: {**r, "days": True},
        lambda r: {**r, "growth": {"rule": "always"}},
        lambda r: {**r, "cards": [{**r["cards"][0], "exercise": "no-such"}]},
        lambda r: {**r, "cards": [{**r["cards"][0], "start": "up"}]},
        lambda r: {**r, "cards": [{**r["cards"][0], "weeks": []}]},
        lambda r: {**r, "cards": [{**r["cards"][0], "weeks": [{**r["cards"][0]["weeks"][0], "sets": 10**9}]}]},
        lambda r: {**r, "cards": [{**r["cards"][0], "weeks": [{**r["cards"][0]["weeks"][0], "tempo": [1]}]}]},
        lambda r: {**r, "cards": [None]},
        lambda r: {**r, "cards": r["cards"] * 30},
    ],
)
def test_what_is_no_routine_is_refused(engine: Engine, routine: dict[str, Any], spoil: Any) -> None:
    reply = ask(engine, op="session", routine=spoil(routine), records=[None, 7, {"items": {}}], today=TODAY)
    assert reply["error"] == {"say": "error.bad-routine"}


def test_how_a_plan_is_going() -> None:
    def did(*days: str) -> list[Record]:
        return [Record(date.fromisoformat(day), (Done("x", True, "right", None),), None, None) for day in days]

    wednesday = date(2026, 11, 25)
    none = progress([], 3, 4, wednesday)
    assert (none.number, none.of, none.done, none.streak, none.next) == (1, 12, 0, 0, wednesday)
    two = progress(did("2026-11-16", "2026-11-18", "2026-11-23", "2026-11-24"), 3, 4, wednesday)
    assert (two.number, two.done, two.streak, two.next) == (5, 2, 2, date(2026, 11, 26))
    assert [was for _, was in two.week] == [True, True, False, False, False, False, False]
    one = progress(did("2026-11-16", "2026-11-18", "2026-11-23"), 3, 4, wednesday)
    assert (one.done, one.streak, one.next) == (1, 1, wednesday), "the week that is still going breaks nothing"
    twice = progress(did("2026-11-24", "2026-11-24"), 3, 4, wednesday)
    assert (twice.number, twice.done) == (2, 1), "two sessions of a day are one"
    assert progress(did("2026-11-02", "2026-11-04"), 3, 4, wednesday).streak == 0
    assert progress(did("2026-11-02"), 3, 4, wednesday).next == wednesday, "never a day that has gone"
    after = {days: progress(did("2026-11-24"), days, 4, wednesday).next for days in (1, 2, 3, 4, 7)}
    assert after == {n: date(2026, 11, 24) + timedelta(rest) for n, rest in ((1, 7), (2, 3), (3, 2), (4, 1), (7, 1))}


def calendar(engine: Engine, **more: Any) -> Any:
    asked = {"id": "a1b2c3d4", "days": ["WE", "MO"], "time": "07:30", "minutes": 12, "today": TODAY, **more}
    return ask(engine, op="calendar", **asked)


def events(text: str) -> dict[str, Any]:
    """The events of a calendar by their UIDs."""
    found: Any = Calendar.from_ical(text)
    return {str(event["UID"]): event for event in found.walk("VEVENT")}


def test_a_calendar_reads_back(engine: Engine) -> None:
    text = calendar(engine)["ok"]["text"]
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "TZID" not in text, "seven stays seven where summer time begins or ends"
    session_, again = events(text).values()
    start = session_["DTSTART"].dt
    assert start == datetime(2026, 11, 30, 7, 30)  # noqa: DTZ001 (floating)
    assert session_["RRULE"]["BYDAY"] == ["MO", "WE"]
    assert session_["RRULE"]["COUNT"] == [8]
    assert session_["DURATION"].dt == timedelta(minutes=12)
    assert again["DTSTART"].dt == date(2026, 11, 29) + timedelta(28)
    assert [len(event.walk("VALARM")) for event in (session_, again)] == [1, 1]
    assert [event.get("TRANSP") for event in (session_, again)] == [None, "TRANSPARENT"], "the whole day stays free"
    for word in ("pain", "ache", "exercise", "sets", "health", "neck", "muscle"):
        assert word not in text.lower(), "nothing of health"


def test_a_changed_plan_takes_the_place_of_its_older_self(engine: Engine) -> None:
    before, after = calendar(engine)["ok"]["text"], calendar(engine, time="18:00", revision=1)["ok"]["text"]
    assert list(events(before)) == list(events(after))
    for uid, event in events(after).items():
        assert event["SEQUENCE"] > events(before)[uid]["SEQUENCE"]
    later = calendar(engine, today="2026-11-30")["ok"]["text"]
    assert min(e["SEQUENCE"] for e in events(later).values()) > max(e["SEQUENCE"] for e in events(after).values())
    years_off = events(calendar(engine, today="1999-12-31")["ok"]["text"])
    assert all(e["SEQUENCE"] >= 0 for e in years_off.values()), "as the format has it, whatever a clock says"


@pytest.mark.parametrize(
    "odd",
    [
        {"days": []},
        {"days": ["XX"]},
        {"time": "24:00"},
        {"minutes": 0},
        {"id": "A\r\nX:1"},
        {"revision": -1},
        {"days": [["MO"]]},
    ],
)
def test_what_is_no_calendar_is_refused(engine: Engine, odd: dict[str, Any]) -> None:
    assert calendar(engine, **odd)["error"] == {"say": "error.bad-calendar"}


def test_long_lines_are_folded_between_characters() -> None:
    from quiz.sessions.calendar import Reminder, Words
    from quiz.sessions.calendar import calendar as written

    name = "Fünf, sechs; sieben \\ acht — " * 6
    reminder = Reminder("a1b2c3d4", (0,), 7, 5, 10, date(2026, 11, 29), 4, date(2026, 12, 27), 0)
    text = written(reminder, Words(name, name, "N"))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert {str(event["SUMMARY"]) for event in events(text).values()} == {name}
