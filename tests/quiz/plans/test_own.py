"""A sender's own exercise in a plan: their words, whole, and never for somebody who has anything to mind, unsaid."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from quiz.asking.bundle import Bundle
from quiz.asking.own import OWN, Own
from quiz.bridge import Engine
from quiz.judging.safety import UNSCREENED, gate_of
from quiz.plans.link import decode, encode
from quiz.plans.plan import BadPlan, as_json
from quiz.plans.reading import read_plan
from quiz.plans.reckoning import reckoned
from quiz.sessions.phases import phases
from quiz.telling.card import dose_told
from quiz.telling.phrase import tell
from tests.bases import CASES
from tests.plans import ask

WALK = {"title": "Wall walk <b>", "how": "Hands on a wall.\nWalk them up & down.", "step": "activate"}
DOSE = {"sets": 3, "reps": 10}


def plan(*items: dict[str, Any]) -> dict[str, Any]:
    return {"format": 2, "items": list(items)}


def own(dose: Any = DOSE, **changes: Any) -> dict[str, Any]:
    return {"own": {**WALK, **changes}, "dose": dose}


def test_it_goes_into_a_link_and_comes_back_whole(compiled: Bundle) -> None:
    made = read_plan(
        compiled,
        plan(
            {"card": "chin-tuck"},
            own(),
            own(
                {"sets": 2, "seconds": 30, "load": "5 kg"},
                title="寝る",
                each_side=True,
                demands=["standing", "balance"],
            )
            | {"side": "left", "note": "Slowly", "growth": {"rule": "by-week", "to": {"sets": 3}}},
            own({"metres": 20}, title="Sled", step="other", demands=[]),
        ),
    )
    again = decode(encode(made))
    assert again == made
    assert as_json(compiled, again)["items"][1] == own()
    assert read_plan(compiled, as_json(compiled, again)) == made


def test_how_much_may_be_said_in_words(compiled: Bundle) -> None:
    """An exercise that counts nothing: page, sheet and link have its sender's words, and no number of ours."""
    made = read_plan(compiled, plan(own({"load": "AMRAP 60s"}), own({"sets": 3, "load": "to failure"}, title="Row")))
    assert decode(encode(made)) == made
    first, second = (e.weeks[0] for e in reckoned(compiled, made, gate_of(compiled, ())))
    assert tell(dose_told(first)["parts"], compiled.words)[0] == "AMRAP 60s"
    assert tell(dose_told(second)["parts"], compiled.words)[0] == "3 sets: to failure"
    assert [(p.kind, p.seconds, p.count) for p in phases(first)][1] == ("work", 60, 0)


@pytest.mark.parametrize(
    ("items", "say"),
    [
        ([own(title="")], "own"),
        ([own(how="  ")], "own"),
        ([own(step="warm-up")], "own"),
        ([own(each_side="yes")], "own"),
        ([own(demands="balance")], "own"),
        ([own(title=["x"])], "text"),
        ([own(title="x" * 81)], "text"),
        ([own(demands=["no-such"])], "unknown-demand"),
        ([own(None)], "own-dose"),
        ([own({"sets": 3})], "own-dose"),
        ([own(icon="x.svg")], "unknown-key"),
        ([own() | {"card": "chin-tuck"}], "unknown-key"),
        ([{"own": "Wall walk", "dose": DOSE}], "own"),
        ([own(), own()], "twice"),
    ],
)
def test_what_is_wrong_is_told(compiled: Bundle, items: list[dict[str, Any]], say: str) -> None:
    with pytest.raises(BadPlan) as bad:
        read_plan(compiled, plan(*items))
    assert f"plan.error.{say}" in [m["say"] for m in bad.value.messages]


def test_a_plan_has_as_many_as_wanted_and_its_link_says_which_do_not_go(engine: Engine) -> None:
    """The sheet has them all; the builder, packs and print know no limit."""
    many = told(engine, [own(title=f"Walk {n}") for n in range(5)])
    assert (many["text"], many["blocked"], len(many["routine"]["cards"])) == (None, None, 5)
    assert "Walk 3 and Walk 4" in many["unlinked"]
    long = told(engine, [own(title=str(n), how="x" * 420) for n in range(3)])
    assert (long["text"], len(long["routine"]["cards"])) == (None, 3)
    assert "1200" in long["unlinked"]


def test_a_link_with_more_than_fits_is_damaged(compiled: Bundle) -> None:
    made = encode(read_plan(compiled, plan(own())))
    part = made[made.index(".x") : made.rindex(".")]
    for many in (part * 4, part.replace(".x", ".xq"), part.replace(".u", ".w")):
        with pytest.raises(BadPlan):
            decode(_checked(made.replace(part, many)))


def test_no_two_exercises_of_a_link_have_one_id(compiled: Bundle) -> None:
    """The same words twice, also with another dose; a card twice; two texts that somebody made to have one sum."""
    cat, dog = (own(title="Walk", how=how) for how in ("A cat. buxoqafs", "A dog. pjhhrdwm"))
    assert _id(cat) == _id(dog)
    for first, second in ((own(), own({"metres": 5})), (cat, dog), ({"card": "chin-tuck"}, {"card": "chin-tuck"})):
        one, other = (encode(read_plan(compiled, plan(item))) for item in (first, second))
        end, part = one.rindex("."), re.findall(r"\.[ix].*(?=\.)", other)
        with pytest.raises(BadPlan) as bad:
            decode(_checked("".join((one[:end], *part, one[end:]))))
        assert bad.value.message == {"say": "plan.error.damaged"}


@pytest.mark.parametrize(
    ("how", "lines"),
    [
        ("Hands on a wall.\nWalk them up.", ["Hands on a wall.", "Walk them up."]),
        ("- Stand tall\n• Bend\n\n* Rise", ["Stand tall", "Bend", "Rise"]),
        ("1. Stand\n2. Bend -- slowly\n-5 is cold", ["1. Stand", "2. Bend -- slowly", "-5 is cold"]),
        ("-", ["-"]),
    ],
)
def test_what_a_sender_wrote_is_told_line_by_line_without_bullets(engine: Engine, how: str, lines: list[str]) -> None:
    sent = told(engine, [own(how=how)])["routine"]["cards"][0]["sent"]
    assert (sent["how"], sent["lines"]) == (how, lines)


def test_the_id_of_a_senders_own_is_no_cards(compiled: Bundle) -> None:
    assert re.fullmatch(OWN + r"[0-9a-f]{8}", _id(own()))
    assert not any(re.fullmatch(OWN + r"[0-9a-f]{8}", name) for name in (*compiled.exercises, *compiled.by_code))


def _id(item: dict[str, Any]) -> str:
    return Own(item["own"]["title"], item["own"]["how"], item["own"]["step"]).id


def _checked(text: str) -> str:
    from quiz.plans.link import check

    body = text[: text.rindex(".") + 1]
    return body + check(body)


def told(engine: Engine, items: list[dict[str, Any]], *cautions: str) -> Any:
    return ask(engine, op="plan-check", plan=plan(*items), cautions=list(cautions), tell=True)["ok"]


def test_it_is_for_nobody_who_has_anything_to_mind_until_its_demands_are_said(engine: Engine, compiled: Bundle) -> None:
    free = told(engine, [own()])
    assert free["text"]
    assert free["exercises"][0]["title"] == WALK["title"]
    assert free["routine"]["cards"][0]["sent"]["how"] == WALK["how"]
    assert free["routine"]["cards"][0]["notes"] == []
    first, *_ = (c for c in compiled.cautions.values() if c.gate == "none" and c.excludes)
    barred = told(engine, [own()], first.id)
    assert barred["text"] is None
    assert "Not screened" in barred["exercises"][0]["conflict"]["why"]
    assert told(engine, [own(demands=[])], first.id)["text"]
    gentle = next(c for c in compiled.cautions.values() if c.gate == "gentle")
    held = told(engine, [own(demands=[])], gentle.id)["routine"]["cards"][0]
    assert [dose["amount"] for dose in held["doses"]] == [["3 sets of 10"]]
    assert "effort 5 out of 10" in held["always"]
    assert told(engine, [own(demands=sorted(first.excludes)[:1])], first.id)["exercises"][0]["conflict"]["caution"]


def test_demands_of_another_version_are_demands_that_nobody_has_looked_at(compiled: Bundle) -> None:
    """A link may come from a site that knows more of them: then it is for nobody who has anything to mind."""
    made = read_plan(compiled, plan(own(demands=["standing"])))
    [item] = made.items
    assert item.own is not None
    newer = replace(made, items=(replace(item, own=replace(item.own, demands=("of-a-later-version", "standing"))),))
    first, *_ = (c for c in compiled.cautions.values() if c.gate == "none" and "standing" not in c.excludes)
    for verdict, screened in ((gate_of(compiled, ()), True), (gate_of(compiled, (first.id,)), False)):
        [known], [entry] = (reckoned(compiled, p, verdict) for p in (made, decode(encode(newer))))
        assert (known.refusal is None, entry.refusal is None) == (True, screened)
    assert entry.refusal is not None
    assert entry.refusal.caution == UNSCREENED


def test_whoever_opens_it_answers_everything_and_sees_whose_words_they_are(
    engine: Engine,
) -> None:
    answers = json.loads((CASES / "answers" / "desk-worker.json").read_text(encoding="utf-8"))
    text = told(engine, [own(), {"card": "chin-tuck"}])["text"]
    asked = ask(engine, op="plan-open", text=text)["ok"]
    every = ask(engine, op="plan-open", text=told(engine, [{"card": "chin-tuck"}])["text"])["ok"]
    assert len(json.dumps(asked["options"])) > len(json.dumps(every["options"]))
    opened = ask(engine, op="plan-open", text=text, answers=answers, tell=True)["ok"]
    assert opened["outcome"] == "open"
    card = opened["routine"]["cards"][0]
    assert card["sent"]["title"] == WALK["title"]
    assert "Nobody here has checked it" in card["sent"]["mark"]
    session = ask(engine, op="session", routine=opened["routine"], records=[], today="2026-11-29", tell=True)["ok"]
    assert session["items"][0]["sent"]["how"] == WALK["how"]
    assert session["items"][0]["exercise"] == card["exercise"]
    assert session["items"][0]["sets"] == 3
