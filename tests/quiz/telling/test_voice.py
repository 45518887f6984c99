"""One voice: the strictest finding speaks, the rest is what else to tell; doubts name their line and how soon."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.brand.phone import pieces
from quiz.asking.bundle import NOT_SURE, Answers, Bundle
from quiz.bridge import Engine
from quiz.judging import safety
from quiz.telling.phrase import tell
from quiz.telling.report import report
from tests.bases import ROOT

WELL: dict[str, Any] = json.loads((ROOT / "tests/cases/people/nothing-wrong.json").read_text())["answers"]


def result(engine: Engine, **answers: Any) -> Any:
    request = {"op": "assess", "questionnaire": "full", "answers": {**WELL, "where": ["low-back:left"], **answers}}
    return json.loads(engine.handle(json.dumps({**request, "tell": True})))["ok"]


ACHE = {
    "pain-level": 3,
    "how-long": "under-six-weeks",
    "affects-life": "rarely",
    "after-use": "settles",
    "before": ["none"],
}
"""What is asked besides, "before" only beside some signs."""


def test_nothing_softer_stands_beside_a_cracked_bone(compiled: Bundle, engine: Engine) -> None:
    told = result(engine, **ACHE, injury=["sudden-bone-pain"], bones=["osteoporosis"])
    assert told["gate"]["urgency"] == {"id": "same-day", "when": "Be seen today"}
    assert [f["id"] for f in told["gate"]["flags"]] == ["fragile-bone-signs"]
    assert {x["title"] for x in told["gate"]["also"]} == {"Thin bones", "A sign to tell your doctor about"}
    text = " ".join(report(told, compiled.words).split())
    for soft in ("harmless", "start gently", "two weeks", "better than feared", "do move"):
        assert soft not in text
    assert text.count("Be seen today") == 1
    assert text.index("Be seen today") < text.index("A bone may have cracked") < text.index("Also tell them")


def test_the_strictest_urgency_is_told_once(engine: Engine) -> None:
    told = result(
        engine,
        **{**ACHE, "ill": ["fever"], "lasting": ["rest-pain", "several-joints"], "weak-or-numb": ["growing-weakness"]},
    )
    assert told["gate"]["urgency"]["id"] == "emergency"
    assert [f["id"] for f in told["gate"]["flags"]] == ["spine-infection-signs"]
    assert [x["id"] for x in told["gate"]["also"] if x["kind"] == "flag"] == [
        *("nerve-loss-signs", "several-swollen-joints", "feverish-now"),
    ]
    assert "act" not in json.dumps(list(told["gate"]["also"]))
    assert "within" not in json.dumps(told["gate"])


def test_thoughts_of_ending_life_stop_and_keep_their_words(engine: Engine) -> None:
    told = result(engine, **ACHE, mood=["self-harm"])
    assert told["outcome"] == "stop"
    assert told["gate"]["crisis"]
    assert told["gate"]["urgent"]
    assert told["gate"]["flags"][0]["title"] == "You do not have to be alone with this"
    assert "help works" in told["gate"]["flags"][0]["act"]
    assert told["headline"] == "Please talk to someone now"
    assert "Something you ticked" not in json.dumps(told["intro"])


def test_of_a_crisis_and_another_emergency_the_numbers_come_first(engine: Engine) -> None:
    told = result(engine, **ACHE, mood=["self-harm"], chest=["chest-pressure"])
    assert (told["gate"]["urgent"], told["gate"]["crisis"]) == (True, False)
    assert told["headline"] == "Please get medical help before anything else"
    assert [f["id"] for f in told["gate"]["flags"]] == ["heart-warning-signs", "self-harm-thoughts"]


@pytest.mark.parametrize("mood", [["not-sure:self-harm"], ["not-sure"]])
def test_whoever_is_not_sure_of_wanting_to_live_hears_kind_words_and_the_crisis_line(
    engine: Engine, mood: list[str]
) -> None:
    told = result(engine, **ACHE, mood=mood)
    assert told["gate"]["crisis"]
    assert told["headline"] == "Please talk to someone now"
    assert told["gate"]["urgency"]["when"] == "Ask now"
    assert "crisis line" in told["gate"]["ask"]


def test_low_mood_alone_brings_a_person_to_call_and_a_gentle_start(engine: Engine) -> None:
    for answer in ("very-low", "not-sure:very-low"):
        told = result(engine, **ACHE, mood=[answer])
        assert (told["gate"]["level"], told["gate"]["crisis"]) == ("gentle", False)
        assert "very-low-mood" in [c["id"] for c in told["gate"]["cautions"]]
        assert told["routine"]["cards"]
    assert result(engine, **ACHE, mood=["not-sure:self-harm"])["gate"]["crisis"]


@pytest.mark.parametrize(
    ("answers", "urgency", "lines"),
    [
        ({"ill": ["not-sure:fever"], "lasting": ["not-sure:rest-pain"]}, "emergency", ["fever", "rest-pain"]),
        ({"ill": ["fever"], "lasting": ["not-sure:hot-joint"]}, "emergency", ["hot-joint"]),
        (
            {"where": ["neck:left"], "head": ["not-sure:unfamiliar-pain", "not-sure:neck-dizzy"]},
            "emergency",
            ["unfamiliar-pain", "neck-dizzy"],
        ),
        (
            {"weak-or-numb": ["not-sure:clumsy-hands", "not-sure:unsteady-legs"]},
            "same-day",
            ["clumsy-hands", "unsteady-legs"],
        ),
        # what has nothing to do with the two keeps its own time
        (
            {"ill": ["not-sure:fever", "not-sure:weight-loss"], "lasting": ["not-sure:rest-pain"]},
            "emergency",
            ["fever", "rest-pain"],
        ),
    ],
)
def test_doubts_are_judged_together(engine: Engine, answers: dict[str, Any], urgency: str, lines: list[str]) -> None:
    gate = result(engine, **ACHE, **answers)["gate"]
    assert gate["urgency"]["id"] == urgency
    assert [u["line"] for u in gate["unsure"]] == lines


def test_a_doubt_without_lines_is_looked_at_beside_others_in_each_way_it_could_be(compiled: Bundle) -> None:
    """The last of its options is the one that, with another doubt, would be urgent."""
    asked = replace(compiled.questions["how-long"], safety=True)
    both = [
        {"question": "how-long", "in": [asked.options[-1].id]},
        {"question": "weak-or-numb", "in": ["clumsy-hands"]},
    ]
    flag = replace(compiled.flags[0], urgency="same-day", when={"all": both})
    bundle = replace(compiled, questions={**compiled.questions, "how-long": asked}, flags=(flag,))
    doubts: Answers = {"how-long": NOT_SURE, "weak-or-numb": ("not-sure:clumsy-hands",)}
    assert {u.question: u.urgency for u in safety.gate(bundle, doubts).unsure} == dict.fromkeys(doubts, "same-day")


@pytest.mark.parametrize(
    ("answers", "urgency", "when", "titles"),
    [
        ({"chest": ["not-sure:chest-pressure"]}, "emergency", "Ask now", ["Pressure, squeezing or heavy pain"]),
        ({"sudden": ["not-sure:swollen-calf"]}, "same-day", "Ask today", ["One calf or thigh newly swollen"]),
        ({"lasting": ["not-sure:several-joints"]}, "days", "Ask within days", ["Several joints swollen"]),
        ({"ill": ["not-sure:weight-loss"]}, "before-starting", "Ask before you start", ["Clear weight loss"]),
        # with the sign it would be the second of two
        ({"lasting": ["rest-pain"], "ill": ["not-sure:weight-loss"]}, "days", "Ask within days", ["Clear weight loss"]),
    ],
)
def test_not_sure_names_the_line_and_how_soon(
    engine: Engine, answers: dict[str, Any], urgency: str, when: str, titles: list[str]
) -> None:
    told = result(engine, **ACHE, **answers)
    gate = told["gate"]
    assert told["outcome"] == "see-first"
    assert gate["urgency"] == {"id": urgency, "when": when}
    assert all(u["title"].startswith(t) for u, t in zip(gate["unsure"], titles, strict=True))
    assert gate["ask"]


def test_not_sure_of_a_whole_list_names_its_lines_the_most_urgent_first(compiled: Bundle, engine: Engine) -> None:
    told = result(engine, **ACHE, **{"weak-or-numb": ["not-sure"]})
    gate = told["gate"]
    also = [x for x in gate["also"] if x["kind"] == "unsure"]
    assert (told["outcome"], gate["urgency"]["when"]) == ("see-first", "Ask today")
    assert "An arm or leg that is getting weaker" in [u["title"] for u in gate["unsure"]]
    assert {u["urgency"] for u in gate["unsure"]} == {"same-day"}
    shown = {o.id for o in compiled.questions["weak-or-numb"].options if o.show_if is None and not o.exclusive}
    assert shown <= {u["line"] for u in (*gate["unsure"], *also)}
    assert also


def test_not_sure_about_health_asks_first_only_where_a_yes_would(engine: Engine) -> None:
    """What a yes would only make gentler counts as a yes."""
    for lead, line in (("balance", "reflux"), ("heart", "bleeding")):
        assert result(engine, **ACHE, **{lead: [f"not-sure:{line}"]}) == result(engine, **ACHE, **{lead: [line]})
    for lead, line in (("heart", "heart-not-cleared"), ("pregnancy", "pregnant-not-cleared")):
        gate = result(engine, **ACHE, **{"balance": ["not-sure:reflux"], lead: [f"not-sure:{line}"]})["gate"]
        assert (gate["level"], [u["line"] for u in gate["unsure"]]) == ("see-first", [line])
        assert gate["urgency"]["when"] == "Ask before you start"
    gate = result(engine, **ACHE, heart=["not-sure"])["gate"]
    told = [u["line"] for u in (*gate["unsure"], *gate["also"])]
    assert {"heart-not-cleared", "pressure-not-controlled", "aneurysm"} <= set(told)
    assert "pressure-controlled" not in told


def test_a_doubt_that_is_more_urgent_than_a_flag_speaks(engine: Engine) -> None:
    growing = {"how-long": "six-weeks", "lasting": ["steadily-worse"]}
    told = result(engine, **{**ACHE, **growing}, sudden=["not-sure:cold-limb"])
    assert told["gate"]["urgency"]["when"] == "Ask now"
    assert not told["gate"]["flags"]
    assert [x["id"] for x in told["gate"]["also"] if x["kind"] == "flag"] == ["pain-that-keeps-growing"]


def test_a_doubt_that_would_bring_no_other_flag_than_is_raised_is_what_else_to_tell(engine: Engine) -> None:
    told = result(engine, **ACHE, chest=["chest-pressure", f"{NOT_SURE}:sudden-breathless"])["gate"]
    assert ([f["id"] for f in told["flags"]], told["unsure"], told["ask"]) == (["heart-warning-signs"], [], None)
    assert [(x["line"], x["urgency"]) for x in told["also"]] == [("sudden-breathless", "before-starting")]


def test_a_line_in_doubt_that_is_ticked_too_counts_as_ticked(engine: Engine) -> None:
    told = result(engine, **ACHE, chest=["chest-pressure", "not-sure:chest-pressure"])
    assert told["outcome"] == "stop"
    assert not told["gate"]["unsure"]


@pytest.mark.parametrize(
    ("question", "weaker", "stricter"),
    [
        ("heart", "pressure-controlled", "pressure-not-controlled"),
        ("heart", "heart-cleared", "heart-not-cleared"),
        ("pregnancy", "pregnant", "pregnant-not-cleared"),
    ],
)
def test_of_two_lines_that_exclude_each_other_the_stricter_counts(
    compiled: Bundle, engine: Engine, question: str, weaker: str, stricter: str
) -> None:
    both, strict = (result(engine, **ACHE, **{question: ticks}) for ticks in ([weaker, stricter], [stricter]))
    assert both == strict
    assert both["outcome"] == "see-first"
    titles = [c["title"] for c in (*both["gate"]["first"], *both["gate"]["also"])]
    assert not any(("under control" in t and "not" not in t) or "with a go-ahead" in t for t in titles), titles


def test_all_that_a_shut_gate_could_say_is_in_words(compiled: Bundle) -> None:
    for u in ("emergency", "same-day", "days", "before-starting"):
        for name in ("when", "ask"):
            assert tell({"say": f"unsure.{name}.{u}"}, compiled.words)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("144 (ambulance) or 112", ["144", "112"]),
        ("call 112, or 113 for the line", ["112", "113"]),
        ("call Lifeline on 13 11 14 now, at any hour", ["131114"]),
        ("Samaritans on 116 123, 24 hours a day", ["116123"]),
        ("116 123 24 hours a day", ["116123"]),
        ("0800 111 0 111 (24/7, 365 days)", ["08001110111"]),
        ("1-800-273-TALK (8255)", ["18002738255"]),
        ("1800 RESPECT", ["18007377328"]),
        ("call 111 NHS", ["111"]),
        ("+44 (0)20 7946 0000", ["+442079460000"]),
        ("(020) 7946 0000.", ["02079460000"]),
        ("15 minutes", []),
        ("call 988; findahelpline.com lists more.", ["988", "https://findahelpline.com"]),
    ],
)
def test_numbers_in_a_text_are_dialled_as_they_are_meant(text: str, numbers: list[str]) -> None:
    found = list(pieces(text))
    assert "".join(said for said, _ in found) == text
    assert [link.removeprefix("tel:") for _, link in found if link] == numbers
