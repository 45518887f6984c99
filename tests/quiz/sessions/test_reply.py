"""Replies to a trainer: read again as they were written, harmless whatever comes, and counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.plans.link import check, decode, encode
from quiz.sessions.post import BadReply, read, reply_in, written
from quiz.sessions.record import FELT, SETTLED
from quiz.sessions.reply import MOST_SCORES, MOST_SESSIONS, PARTS, Activity, Part, Reply, Sent, ordered, together
from tests.plans import ask, mutated, plan_of
from tests.replies import CARDS, DAY, TODAY, entry, found, month, said, sent, stopped


def made_up(compiled: Bundle, rng: Random, sender: str = "0000000a") -> Reply:
    codes = [e.code for e in compiled.exercises.values()]

    def part(code: str) -> Part:
        return Part(code, rng.random() < 0.9, rng.choice([None, *FELT]), rng.choice([None, *range(11)]))

    def session() -> Sent:
        on = DAY - timedelta(rng.randint(0, 400))
        told = (rng.randint(0, 255), True, rng.choice([None, *range(11)]), rng.choice([None, *SETTLED]))
        id_ = "".join(rng.choices("0123456789abcdefghjkmnpqrstvwxyz", k=4))
        return Sent(on, id_, *told, tuple(map(part, rng.sample(codes, rng.randint(0, 8)))))

    name = rng.choice([None, "Zoë", "A. <b>&amp;"])

    def activity(name: str) -> Activity:
        days = sorted(rng.sample(range(400), rng.randint(1, MOST_SCORES)))
        return Activity(name, tuple((DAY - timedelta(400 - day), rng.randint(0, 10)) for day in days))

    sessions = ordered(session() for _ in range(rng.randint(0, 30)))
    shown = tuple(part for part in PARTS if rng.random() < 0.5)
    matters = tuple(map(activity, rng.sample(["Stairs", "Gärten", "Sleep.", "v1"], rng.randint(0, 4))))
    return Reply(sender, DAY, rng.randint(1, 7), shown, name, rng.choice([None, "All well."]), matters, sessions)


def test_a_reply_reads_back_and_fits_into_a_code(engine: Engine) -> None:
    told = {"on": "2026-11-20", "score": 6, "name": "Climbing stairs"}
    made = sent(engine, month(), name="Ana", note="Knees are better.", activities=[told, {"on": "x"}, None])
    assert len(made["text"]) < 450
    assert [message["say"] for message in made["said"]] == [
        f"reply.{name}" for name in ("holds", "effort", "shows.ache", "shows.marks", "activities")
    ]
    reply = read(made["text"])
    assert (reply.name, reply.note, reply.days, len(reply.sessions)) == ("Ana", "Knees are better.", 3, 12)
    assert reply.activities == (Activity("Climbing stairs", ((date(2026, 11, 20), 6),)),)
    assert written(reply) == made["text"]
    brought = found(engine, f"Hello!\n> https://x.example/brand-kit/#{made['text']}. Bye")
    assert (brought["kept"], brought["news"], brought["whose"]) == (made["text"], 12, None)


def test_what_is_not_shown_is_not_in_it(engine: Engine) -> None:
    bare = sent(
        engine,
        month(felt="hurt", discomfort=9, settled="worse"),
        shown=[],
        activities=[{"on": TODAY, "score": 1, "name": "Stairs"}],
    )
    assert said(bare) == ["holds", "effort", "hides.ache", "hides.marks", "hides.activities"]
    assert read(bare["text"]).activities == ()
    assert "effort" not in said(sent(engine, month(effort=None)))
    for session in read(bare["text"]).sessions:
        assert (session.settled, {(p.felt, p.discomfort) for p in session.parts}) == (None, {(None, None)})
    assert sent(engine, [])["said"][0] == {"say": "reply.holds-none"}
    undone = entry("u", TODAY)
    undone["value"]["items"] = [{**item, "done": False} for item in undone["value"]["items"]]
    odd = [undone, None, {}, {"id": 7, "value": {}}, {"id": "x", "value": 3}, entry("later", "2027-01-01")]
    assert sent(engine, odd)["sessions"] == 0


def test_sessions_of_another_plan_stay(engine: Engine, compiled: Bundle) -> None:
    """An assessment's plan is the same one on whichever day its result is looked at; a trainer's is what was sent.
    What was kept before records told their plan goes with any, and an exercise that was tried alone with none."""
    mine, later, other = (
        encode(plan_of(compiled, *cards, made=made))
        for cards, made in ((CARDS, "2026-11-01"), (CARDS, "2026-11-09"), (CARDS[:2], "2026-11-01"))
    )
    plans = {27: mine, 25: later, 22: other, 20: "", 18: None, 15: "not a link"}
    entries = [entry(f"s{ago}", (DAY - timedelta(ago)).isoformat(), plan=plan) for ago, plan in plans.items()]

    def sent_of(plan: str | None) -> set[int]:
        return {(DAY - s.on).days for s in read(sent(engine, entries, plan=plan)["text"]).sessions}

    assert sent_of(mine) == sent_of(later) == {27, 25, 18}
    assert (sent_of(other), sent_of(""), sent_of("not a link")) == ({22, 18}, {20, 18}, {15, 18})
    assert sent_of(None) == set(plans)
    given = [encode(replace(decode(text), questionnaire=None)) for text in (mine, later)]
    assert [len(read(sent(engine, [entry("a", TODAY, plan=given[0])], plan=p)["text"]).sessions) for p in given] == [
        1,
        0,
    ]


def test_what_matters_goes_with_its_course(engine: Engine) -> None:
    """One name however it is written, one score a day, the first and the last of many; what is none is left out."""
    days = [DAY - timedelta(7 * n) for n in range(20, -1, -1)]
    told = [
        {"on": day.isoformat(), "score": n % 11, "name": "Stairs" if n % 2 else " stairs"} for n, day in enumerate(days)
    ]
    odd = [{"on": "2026-12-24", "score": 3, "name": "Skiing"}, {"on": TODAY, "score": True, "name": "Skiing"}]
    made = sent(engine, [], activities=[*told, *odd, {"on": TODAY, "score": 9, "name": "Sleep"}, told[-1]])
    stairs, sleep = read(made["text"]).activities
    assert (stairs.name, [on for on, _ in stairs.scores]) == ("stairs", [days[0], *days[1 - MOST_SCORES :]])
    assert sleep == Activity("Sleep", ((DAY, 9),))
    assert len(made["text"]) < 120
    note = ask(engine, op="roster", replies={"ana": made["text"]}, today=TODAY, tell=True)["ok"]["clients"]["ana"][
        "note"
    ]
    assert note[1] == (
        "What matters: stairs 0, 3, 4, 5, 6, 7, 8, then 9 of 10 (2026-07-12 to 2026-11-29) and Sleep 9 of 10."
    )


OLD = (
    "r1skrzjv21.owe2.d3.tam.nQW5h.wV2VsbC4.xa01a18.vke26Q2xpbWJpbmcgc3RhaXJz.vve27Q2xpbWJpbmcgc3RhaXJz."
    "ste23jffd50330v60.6m80hk"
)


def test_a_reply_that_was_once_written_is_read_for_ever(engine: Engine) -> None:
    """Trainers keep them: the text never changes, and its meaning neither."""
    reply = read(OLD)
    stairs = [Activity("Climbing stairs", ((date(2026, 11, day), score),)) for day, score in ((20, 6), (28, 7))]
    parts = (Part("a01", True, "hard", 2), Part("a18", True, "hard", 2))
    session = Sent(date(2026, 11, 27), "3jff", 1, True, 4, "settled", parts)
    told = (DAY, 3, ("ache", "marks"), "Ana", "Well.", tuple(stairs), (session,))
    assert reply == Reply("skrzjv21", *told)
    assert written(reply) == OLD
    assert said(found(engine, OLD)) == ["holds", "effort", "shows.ache", "shows.marks", "activities"]


def test_made_up_replies_read_back(compiled: Bundle) -> None:
    for n in range(300):
        reply = made_up(compiled, Random(n))
        assert read(written(reply)) == reply


def both(one: Reply, other: Reply) -> Reply:
    return together(one, other, DAY)


def test_together_in_any_order_and_any_number_of_times(compiled: Bundle) -> None:
    for n in range(100):
        a, b, c = (made_up(compiled, Random(n * 3 + i)) for i in range(3))
        c = replace(c, sessions=ordered([*c.sessions, *(replace(s, revision=7) for s in a.sessions)]))
        b, c = replace(b, on=DAY + timedelta(n % 5 - 2)), replace(c, on=DAY + timedelta(n % 7 - 3))
        one = both(a, both(b, c))
        assert one == both(both(c, a), b) == both(one, a) == both(one, one)
        assert len({(s.on, s.id) for s in one.sessions}) == len(one.sessions)
        assert read(written(one)) == one
    with pytest.raises(ValueError, match="two senders"):
        both(a, made_up(compiled, Random(1), "0000000b"))


def test_of_very_many_sessions_the_last_are_kept(compiled: Bundle) -> None:
    codes = [e.code for e in compiled.exercises.values()][:20]
    parts = tuple(Part(code, True, "right", 1) for code in codes)
    days = [DAY - timedelta(n) for n in range(MOST_SESSIONS + 50)]
    many = ordered(Sent(day, "aaaa", 1, True, None, None, parts) for day in days)
    assert len(many) == MOST_SESSIONS
    text = written(Reply("0000000a", DAY, 3, sessions=many))
    assert len(text) <= 8_000
    assert read(text).sessions[-1].on == DAY


def test_ten_thousand_mutated_replies_are_harmless(engine: Engine, compiled: Bundle) -> None:
    """Cut, mistyped, run together or forged with a right check: told, or a reply that stands as it was written."""
    rng = Random(15)
    texts = [
        sent(engine, month(), name="Ana", note="Well.")["text"],
        *(written(made_up(compiled, rng)) for _ in range(9)),
    ]
    taken, told = 0, set[str]()
    for n in range(10_000):
        text = mutated(rng, texts[n % len(texts)])
        if n % 3 == 0:  # a vandal who knows the check
            text = (body := text[: max(0, len(text) - 6)]) + check(body)
        try:
            reply = read(reply_in(text))
        except BadReply as bad:
            told.add(bad.word)
            continue
        assert read(written(reply)) == reply
        taken += 1
        if n % 50 == 0:
            clients = ask(engine, op="roster", replies={"c": written(reply)}, today=TODAY, tell=True)["ok"]["clients"]
            assert "{" not in clients["c"]["line"]
    assert taken < 5_000
    assert told == {"reply.no-reply", "reply.damaged", "reply.newer"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no-reply"),
        ("Hello, how are you?", "no-reply"),
        ("r1", "no-reply"),
        ("r20000000a.oabc.d3.000000", "newer"),
        ("r10000000a.oabc.d3.000000", "damaged"),
        ("x" * 200_000, "too-long"),
        ("https://x.example/plan/#2abc", "plan"),
    ],
)
def test_what_is_no_reply_says_what_it_is(engine: Engine, text: str, word: str) -> None:
    assert found(engine, text)["error"] == {"say": f"error.reply.{word}"}


def test_the_same_reply_twice_counts_once_and_later_ones_add(engine: Engine) -> None:
    first, all_ = (sent(engine, entries)["text"] for entries in (month()[:6], month()))
    kept = found(engine, first)["kept"]
    again = found(engine, first, replies={"ana": kept})
    assert (again["whose"], again["news"], again["kept"]) == ("ana", 0, kept)
    assert said(again)[-1] == "twice"
    more = found(engine, all_, replies={"ana": kept})
    assert (more["news"], more["said"][-1]) == (6, {"say": "reply.news", "n": 6})
    late = found(engine, first, replies={"ana": more["kept"]})  # an old message, read after a newer one
    assert late["kept"] == more["kept"]
    changed = month()
    changed[0] = {**changed[0], "revision": 2, "value": {**changed[0]["value"], "settled": "worse"}}
    mended = found(engine, sent(engine, changed)["text"], replies={"ana": more["kept"]})
    assert said(mended)[-1] == "no-news"
    assert read(mended["kept"]).sessions[0].settled == "worse"


def test_what_a_clock_ahead_told_takes_the_place_of_nothing_that_came_later(engine: Engine) -> None:
    """Its day is the one on which it came: the next reply, with the clock put right, is the later one."""
    early = sent(engine, month((9, 7)), today="2030-01-01", note="Of 2030.")["text"]
    late = sent(engine, month((2,)), days=2, note="Of now.")["text"]
    came = found(engine, early, today="2026-11-25")["kept"]
    assert read(came).on == date(2026, 11, 25)
    for before in (came, early):  # early: as it was kept once
        kept = read(found(engine, late, replies={"ana": before})["kept"])
        assert (kept.on, kept.note, kept.days, len(kept.sessions)) == (DAY, "Of now.", 2, 3)
    once = found(engine, early, replies={"ana": late})
    assert (read(once["kept"]).note, "to-come" in said(once)) == ("Of 2030.", True), (
        "nobody knows better than it came now"
    )
    told = ask(engine, op="roster", replies={"ana": early}, today=TODAY)["ok"]["clients"]["ana"]
    assert (told["line"]["count"], told["line"]["date"]) == (6, TODAY)


@pytest.mark.parametrize("today", ["1999-12-31", "2109-09-20", TODAY])
def test_what_a_clock_told_that_is_years_off_keeps_no_reply_from_being_written(engine: Engine, today: str) -> None:
    """Three digits name the days of ninety years: what was told on others is left out, but for a stop sign."""
    of_1970 = [entry("early", "1970-01-01"), *stopped("1970-01-02")]
    matters = [{"on": on, "score": 4, "name": "Stairs"} for on in ("1970-01-01", "2026-11-01")]
    text = sent(engine, [*of_1970, *month((2,))], today=today, activities=matters)["text"]
    told = read(text)
    assert {s.settled for s in told.sessions if s.on.year == 2020} == {"stop"}
    later = [s for s in told.sessions if s.on.year == 2026]
    assert (len(later), len(told.activities)) == ((0, 0) if today < TODAY else (1, 1))
    assert all(on.year == 2026 for a in told.activities for on, _ in a.scores)
    assert read(found(engine, text, today="1999-12-31")["kept"]).sessions == told.sessions


def test_another_clients_reply_is_told_before_it_is_kept(engine: Engine) -> None:
    mine, theirs = (sent(engine, month(), sender=who)["text"] for who in ("device-1", "device-2"))
    kept = {"ana": mine, "ben": theirs, "odd": "nonsense", "more": 7}
    swapped = found(engine, theirs, replies=kept, client="ana")
    assert (swapped["whose"], "another-client" in said(swapped)) == ("ben", True)
    device = found(engine, sent(engine, month(), sender="device-3")["text"], replies=kept, client="ana")
    assert (device["whose"], "another-device" in said(device)) == (None, True)
    assert len(read(device["kept"]).sessions) == 12, "the same sessions from a new phone count once"
    elsewhere = found(engine, mine, cards=["doorway-stretch"])
    assert "another-plan" in said(elsewhere)
    assert "another-plan" not in said(found(engine, mine, cards=["bird-dog"]))
    early = sent(engine, month((1,)), today="2027-03-01")["text"]
    assert "to-come" in said(found(engine, early))


def test_what_is_refused(engine: Engine) -> None:
    ok: dict[str, Any] = {"sender": "d", "entries": [], "days": 3, "shown": [], "today": TODAY}
    odds: list[dict[str, Any]] = [{"days": 9}, {"shown": ["names"]}, {"shown": [[]]}]
    for odd in odds:
        assert ask(engine, op="reply-write", **{**ok, **odd})["error"] == {"say": "error.bad-reply"}
    plan = {"items": [{"card": "bird-dog"}]}
    assert ask(engine, op="plan-next", plan=plan, reply="x", today=TODAY)["error"] == {"say": "error.reply.no-reply"}
