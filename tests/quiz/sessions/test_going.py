"""How clients are doing, as their replies tell it, and the next plan that follows."""

from __future__ import annotations

from typing import Any

import pytest

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from tests.plans import ask, plan_of
from tests.replies import CARDS, TODAY, entry, month, sent, stopped


def test_what_a_clock_ahead_told_leads_no_plan_on(engine: Engine) -> None:
    plan = {"items": [{"card": card} for card in CARDS]}
    now, ahead = month((4, 2)), [entry("x", "2026-12-20", felt="hurt", settled="worse")]
    text = sent(engine, now + ahead, today="2026-12-24")["text"]
    replies = (text, sent(engine, now)["text"])
    assert len({str(ask(engine, op="plan-next", plan=plan, reply=one, today=TODAY)) for one in replies}) == 1


@pytest.mark.parametrize(
    ("entries", "today", "state"),
    [
        (month(), TODAY, "on-track"),
        (month(), "2026-12-20", "quiet"),
        (month((27, 25, 22, 20, 18, 2)), TODAY, "fewer"),
        (month((3,)), TODAY, "on-track"),
        (month((4, 2), felt="hurt"), TODAY, "hurts"),
        (month((4, 2), discomfort=9), TODAY, "hurts"),
        (month((4, 2), discomfort=3), TODAY, "on-track"),  # as much as the cards allow
        (month((4, 2), discomfort=4), TODAY, "hurts"),
        (month((4, 2), settled="worse"), TODAY, "hurts"),
        (month((6,), felt="hurt") + month((4, 2)), TODAY, "hurts"),  # one of the last three
        (month((8,), felt="hurt") + month((6, 4, 2)), TODAY, "on-track"),
        (month((13,)), TODAY, "fewer"),
        (month((14,)), TODAY, "quiet"),
        (month((27, 7, 2)), TODAY, "fewer"),  # a week has seven days
        (month((4, 2), settled="stop"), TODAY, "stop"),
        (month((4, 2)) + stopped("2026-11-28"), TODAY, "stop"),  # at the first exercise, before any was done
        (month((4,)) + stopped("2026-11-25"), TODAY, "stop"),  # of two sessions of a day
        (stopped("2026-11-28"), TODAY, "stop"),
        (stopped("2026-11-20") + month((2,)), TODAY, "on-track"),  # answered since
        ([], TODAY, "none"),
    ],
)
def test_a_roster_tells_who_is_on_track_who_hurts_and_who_went_quiet(
    engine: Engine, entries: list[Any], today: str, state: str
) -> None:
    replies = {"ana": sent(engine, entries)["text"], "odd": "r1", "none": None}
    clients = ask(engine, op="roster", replies=replies, today=today)["ok"]["clients"]
    assert {name: told["state"] for name, told in clients.items()} == {"ana": state}


def test_what_hurts_is_named_with_how_much_it_was_and_how_much_its_card_allows(engine: Engine) -> None:
    """Of the last three sessions, as these make the state; of each exercise the most."""
    entries = month((9,), discomfort=8) + month((6, 4, 2))
    for one, (tuck, bridge) in zip(entries[1:], ((5, 1), (4, 3), (2, None)), strict=True):
        one["value"]["items"][0]["discomfort"] = tuck
        one["value"]["items"][1] |= {"discomfort": bridge, "felt": "right" if bridge == 1 else "hurt"}
    replies = {"ana": sent(engine, entries)["text"], "ben": sent(engine, month())["text"]}
    told = ask(engine, op="roster", replies=replies, today=TODAY, tell=True)["ok"]["clients"]
    assert told["ana"]["hurts"] == ["Chin tuck: 5 of 10, limit 3", "Glute bridge: 3 of 10, limit 3"]
    assert told["ben"]["hurts"] == []
    felt = sent(engine, month((2,), felt="hurt", discomfort=None))["text"]
    told = ask(engine, op="roster", replies={"ana": felt}, today=TODAY, tell=True)["ok"]["clients"]
    assert sorted(told["ana"]["hurts"]) == ["Bird dog", "Chin tuck", "Glute bridge"]


def test_a_line_for_a_clinical_note(engine: Engine) -> None:
    entries = month((27, 25, 22), felt="hard", discomfort=3) + month((4, 2))
    text = sent(engine, entries, activities=[{"on": TODAY, "score": 7, "name": "Gardening"}])["text"]
    told = ask(engine, op="roster", replies={"ana": text}, today=TODAY, tell=True)["ok"]["clients"]["ana"]
    assert " ".join(told["note"]) == (
        "2026-11-02 to 2026-11-27: 5 of 12 planned sessions done. Effort 0–10: 4 in the first session, 4 in the last. "
        "Most discomfort 0–10: 3 in the first session, 2 in the last. By the next morning: settled 5. "
        "Too hard: Chin tuck (3 times), Bird dog (3 times) and Glute bridge (3 times). What matters: "
        "Gardening 7 of 10. As the client reported on 2026-11-29; no finding."
    )
    assert told["line"] == "5 of 12 sessions, the last on 2026-11-27. Reply of 2026-11-29."


def test_a_plan_that_was_one_row_on_begins_there(engine: Engine) -> None:
    plan = {"items": [{"card": card} for card in CARDS]}
    told = ask(engine, op="plan-next", plan=plan, reply=sent(engine, month((9, 7)))["text"], today=TODAY)["ok"]
    assert {(message["say"], message["n"]) for message in told["said"]} == {("reply.next.on", 2)}
    before, after = (ask(engine, op="plan-check", plan=one)["ok"]["routine"]["cards"] for one in (plan, told["plan"]))
    assert [card["weeks"][0] for card in after] == [card["weeks"][1] for card in before]


def test_beside_a_stop_sign_no_plan_goes_on(engine: Engine) -> None:
    """Though nothing of that session was done: the sign came at its first exercise."""
    plan = {"items": [{"card": card} for card in CARDS]}
    for entries in (month() + stopped("2026-11-28"), month(settled="stop")):
        reply = sent(engine, entries)["text"]
        assert ask(engine, op="roster", replies={"ana": reply}, today=TODAY)["ok"]["clients"]["ana"]["state"] == "stop"
        told = ask(engine, op="plan-next", plan=plan, reply=reply, today=TODAY)["ok"]
        assert [message["say"] for message in told["said"]] == ["reply.next.stop"] * len(CARDS)
        assert [item["card"] for item in told["plan"]["items"] if "dose" in item] == []


def test_a_note_tells_the_most_discomfort_and_the_hardest_first(engine: Engine) -> None:
    entries = month((4, 3, 2))
    for n, one in enumerate(entries):
        for item, felt, discomfort in zip(one["value"]["items"], ("right", "hurt", "hard"), (1, 3, 2), strict=True):
            item |= {"discomfort": discomfort + n, "felt": felt if n else "hard"}
    entries[1]["value"] |= {"effort": 9}
    entries[2]["value"] |= {"effort": 2}
    text = sent(engine, entries)["text"]
    told = " ".join(
        ask(engine, op="roster", replies={"ana": text}, today=TODAY, tell=True)["ok"]["clients"]["ana"]["note"]
    )
    assert "Effort 0–10: 4 in the first session, 2 in the last." in told
    assert "Most discomfort 0–10: 3 in the first session, 5 in the last." in told
    assert "Too hard: Bird dog (3 times), Chin tuck (once) and Glute bridge (once)." in told, told


def test_the_next_plan_begins_where_the_last_one_led(engine: Engine, compiled: Bundle) -> None:
    plan = {"format": 2, "days": 3, "items": [{"card": card} for card in CARDS]}
    good, bad = (sent(engine, entries)["text"] for entries in (month(), month(felt="hurt")))
    on = ask(engine, op="plan-next", plan=plan, reply=good, today=TODAY)["ok"]
    assert [message["say"] for message in on["said"]] == ["reply.next.on"] * 3
    first, then = (
        ask(engine, op="plan-check", plan=p)["ok"]["routine"]["cards"][2]["weeks"] for p in (plan, on["plan"])
    )
    assert then[0] in first[1:], "it begins in a later row"
    assert all(week in first for week in then), "and goes on within what it was"
    stays = ask(engine, op="plan-next", plan=plan, reply=bad, today=TODAY)["ok"]
    assert {message["say"] for message in stays["said"]} == {"reply.next.least"}
    assert [item.get("dose") for item in stays["plan"]["items"]] == [None] * 3
    fresh = ask(engine, op="plan-next", plan=plan, reply=good, since="2026-11-28", today=TODAY)["ok"]
    assert fresh["said"] == [], "what was done of an older plan does not count"
    again = ask(engine, op="plan-next", plan=on["plan"], reply=good, since=TODAY, today=TODAY)["ok"]
    assert again["plan"] == on["plan"]
    assert plan_of(compiled, *CARDS).days == 3
