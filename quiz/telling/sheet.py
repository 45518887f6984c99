"""A routine told, for page and paper: its weeks and minutes, and how much of each exercise a sheet says by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from quiz.asking.bundle import Bundle, Data, Exercise
from quiz.routine.doses import SPANS, in_minutes
from quiz.telling.messages import say, spread

_REST: Final = "dose.rest"


def routine_told(days: int, seconds: Sequence[int], cards: Sequence[Data], by: str) -> Data:
    """A routine of `days` a week; `seconds` is how long it takes in each of SPANS, told in minutes, rounded up.

    `by` is the rule that it grows by, one of quiz.routine.growth.RULES. `comfort` and each card's `doses` and `always`
    are what a sheet says of amounts.
    """
    minutes = [in_minutes(s) for s in seconds]
    comfort = usual(cards)
    return {
        "days": days,
        "days_title": say("routine.days", n=days),
        "on": spread(days),
        "minutes": minutes,
        "minutes_title": say("routine.minutes", n=minutes[0]),
        "cards": [{**card, **doses_told(card["weeks"], comfort)} for card in cards],
        "comfort": comfort,
        "weeks": [say(f"routine.week.{first}") for first, _ in SPANS[: len(minutes)]],
        "spans": [list(span) for span in SPANS[: len(minutes)]],
        "growth": {"rule": by, "text": say(f"growth.{by}")},
        "empty": [],
        "left_out": [],
    }


def dates_told(bundle: Bundle, made: date | None) -> list[Data]:
    """What a sheet says of its days: when the plan was made, and when to take the check again."""
    if made is None:
        return []
    again = made + timedelta(days=bundle.scoring.retest_days)
    return [say("plan.made", date=_day(made)), say("plan.again", date=_day(again))]


def _day(day: date) -> Data:
    return say("day", day=day.day, month=say(f"month.{day.month}"), year=day.year)


def asked_before(bundle: Bundle, exercises: Sequence[Exercise]) -> Data:
    """What a sheet asks of whoever was not screened: {"all": the conditions with which nothing of it may begin, "some":
    [{"title", "numbers": of the exercises to leave out, "1, 3"}]}."""
    cautions = bundle.cautions.values()
    some = [
        (
            say(f"cautions.{c.id}.title"),
            [n for n, e in enumerate(exercises, 1) if e.screened and c.excludes & e.demands],
        )
        for c in cautions
        if c.gate != "see-first"
    ]
    some.append((say("plan.unscreened"), [n for n, e in enumerate(exercises, 1) if not e.screened]))
    return {
        "all": [say(f"cautions.{c.id}.title") for c in cautions if c.gate == "see-first"],
        "some": [{"title": title, "numbers": ", ".join(map(str, found))} for title, found in some if found],
    }


def usual(cards: Iterable[Data]) -> int | None:
    """The most discomfort that most doses allow, which stands once above all cards; of as many, the lower."""
    often = Counter(week["discomfort"] for card in cards for week in card["weeks"])
    return min(often, key=lambda n: (-often[n], n), default=None)


def doses_told(weeks: Sequence[Data], comfort: int | None) -> Data:
    """{"weeks": each with its words as `parts` alone, "doses": one a run of weeks that are alike, {"first", "last",
    "title": null where they are all alike, "amount", "own": what holds in these weeks alone}, "always": what goes with
    all of them; a rest between sets, where those that have several rest alike}."""
    shown = [{**week, "more": week["more"][: -1 if week["discomfort"] == comfort else None]} for week in weeks]
    runs: list[dict[str, Any]] = []
    for n, week in enumerate(shown, 1):
        if runs and (runs[-1]["amount"], runs[-1]["more"]) == (week["amount"], week["more"]):
            runs[-1]["last"] = n
        else:
            runs.append({"amount": week["amount"], "more": week["more"], "first": n, "last": n})
    every = [run["more"] for run in runs]
    always = [part for part in max(every, key=len, default=[]) if all(_holds(part, more) for more in every)]
    return {
        "weeks": [_whole(week) for week in weeks],
        "doses": [
            {
                "first": SPANS[run["first"] - 1][0],
                "last": SPANS[run["last"] - 1][1],
                "title": _title(SPANS[run["first"] - 1][0], SPANS[run["last"] - 1][1]) if len(runs) > 1 else None,
                "amount": run["amount"],
                "own": [part for part in run["more"] if part not in always],
            }
            for run in runs
        ],
        "always": always,
    }


def _holds(part: Data, more: Sequence[Data]) -> bool:
    """Whether it goes with a week that has these parts; any rest goes with a week that has none."""
    return part in more or (part["say"] == _REST and all(p["say"] != _REST for p in more))


def _whole(week: Data) -> Data:
    return {key: value for key, value in week.items() if key not in ("amount", "more")}


def _title(first: int, last: int) -> Data:
    return say("routine.weeks", first=first, last=last) if last > first else say(f"routine.week.{first}")
