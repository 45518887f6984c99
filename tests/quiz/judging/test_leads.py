"""The two levels of the safety screen: every line is found under its lead, and the lines alone give the gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
import yaml

from generator.knowledge.base import Knowledge
from generator.model import Question
from generator.reach.people import changed, person
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Answers, Bundle, Data
from quiz.judging.flow import Flow, asked, flow
from quiz.judging.safety import Gate, gate
from tests.bases import LEADS, ROOT
from tests.deep import tries
from tests.plans import stems

SAID: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (ROOT / "tests/cases/line-recognition.yml").read_text(encoding="utf-8")
)
PEOPLE = tries("SCREEN", 150)
"""Made-up people; `make deep` asks 20,000."""


def _leads(knowledge: Knowledge) -> dict[str, Question]:
    return {name: knowledge.questions()[name][0] for name in LEADS}


def test_every_line_is_put_in_everyday_words_under_its_lead(knowledge: Knowledge) -> None:
    lines = {name: {o.id for o in q.options if not o.exclusive} for name, q in _leads(knowledge).items()}
    assert {name: set(told) for name, told in SAID.items()} == lines


@pytest.mark.parametrize("lead", SAID)
def test_whoever_is_told_a_line_recognises_its_lead(knowledge: Knowledge, lead: str) -> None:
    """Its own words, and how people put it, have a word in common with what the lead asks."""
    q = _leads(knowledge)[lead]
    says = {cue.id: stems(cue.says) for cue in q.cues}
    every = stems(q.ask).union(*says.values())
    for o in (o for o in q.options if not o.exclusive):
        assert stems(o.label) & (says[o.cue or ""] | stems(q.ask)), f"{o.id} shares no word with its cue"
        for told in SAID[lead][o.id]:
            assert stems(told) & every, f"'{told}' shares no word with '{q.ask}'"


def test_whoever_is_told_a_line_recognises_it_in_a_link(knowledge: Knowledge) -> None:
    """Where several leads are asked as one their brief words are read, without the lead's own title."""
    leads = _leads(knowledge)
    assert knowledge.screen
    groups = {name: group for group in knowledge.screen.link for name in group}
    words = {(name, c.id): stems(c.brief or c.says) for name, q in leads.items() for c in q.cues}
    for name, q in leads.items():
        every = set().union(*(words[one, c.id] for one in groups.get(name, (name,)) for c in leads[one].cues))
        for o in (o for o in q.options if not o.exclusive):
            assert stems(o.label) & words[name, o.cue or ""], f"{o.id} shares no word with its brief cue"
            for told in SAID[name][o.id]:
                assert stems(told) & every, f"'{told}' is not found in {groups.get(name, name)}"


def _everywhere(bundle: Bundle) -> Iterator[tuple[int, str, Flow]]:
    """(age, place, what is asked there of someone well), at ages on both sides of every limit."""
    for age in (5, 16, 17, 18, 25, 26, 34, 49, 50, 55, 56, 70, 110):
        for place in (o.id for o in bundle.questions[bundle.where].options):
            well = {bundle.age: age, bundle.where: (place,), **dict.fromkeys(LEADS, ("none",))}
            yield age, place, flow(bundle, "quick", well)


def test_a_lead_that_is_asked_has_a_line(compiled: Bundle) -> None:
    """At every age and place; and whoever answers No to a lead of which no line shows is not asked at all."""
    for age, place, shown in _everywhere(compiled):
        for name in (n for n in LEADS if n in shown.questions):
            assert set(shown.options[name]) > {"none"}, (age, place, name)


def test_a_cue_promises_no_line_that_is_not_there(knowledge: Knowledge, compiled: Bundle) -> None:
    """At every age and place: each word of a cue that its lines say is said by one of those that open."""
    lines = {name: [o for o in q.options if o.cue] for name, q in _leads(knowledge).items()}
    for age, place, shown in _everywhere(compiled):
        for name, q in ((n, q) for n, q in _leads(knowledge).items() if n in shown.questions):
            for cue in q.cues:
                all_of_it = {o.id: stems(o.label) for o in lines[name] if o.cue == cue.id}
                there = [words for line, words in all_of_it.items() if line in shown.options[name]]
                promised = stems(cue.says) & set().union(*all_of_it.values())
                assert not there or promised <= set().union(*there), (age, place, cue.says)


def _in_one_list(bundle: Bundle) -> Bundle:
    """The same screen with all lines of all leads in one list, as if nobody had sorted them."""

    def moved(c: Data) -> Data:
        found = {k: [moved(x) for x in v] if k in ("any", "all", "count") else v for k, v in c.items()}
        if "not" in c:
            found["not"] = moved(c["not"])
        return {**found, "question": "lines"} if c.get("question") in LEADS else found

    leads = [bundle.questions[name] for name in LEADS]
    options = tuple(o for q in leads for o in q.options if not o.exclusive)
    lines = replace(leads[0], id="lines", options=options, doubt_counts=False)
    return replace(
        bundle,
        questions={**bundle.questions, "lines": lines},
        flags=tuple(replace(f, when=moved(f.when)) for f in bundle.flags),
        cautions={name: replace(c, when=moved(c.when)) for name, c in bundle.cautions.items()},
    )


def _flat(answers: Answers) -> dict[str, Any]:
    ticks = tuple(v for name in LEADS for v in answers.get(name, ()) if v != "none")  # type: ignore[union-attr]
    return {**{n: a for n, a in answers.items() if n not in LEADS}, "lines": ticks}


def test_the_lines_alone_give_the_gate(compiled: Bundle) -> None:
    """For everyone the gate is that of their ticked lines, whichever lead they stand under."""
    flat = _in_one_list(compiled)
    levels: dict[str, int] = {}
    for seed in range(PEOPLE):
        raw = person(compiled, "quick", seed)
        for someone in (raw, *(changed(compiled, "quick", raw, seed + k * PEOPLE) for k in (0, 1))):
            answers = flow(compiled, "quick", read_answers(asked(compiled, "quick"), someone)).answers
            if "not-sure" in str({n: answers.get(n) for n in LEADS}):
                continue  # what a doubt comes to hangs on the list that it is said of
            expected, found = gate(flat, _flat(answers)), gate(compiled, answers)
            assert _known(found) == _known(expected), someone
            levels[found.level] = levels.get(found.level, 0) + 1
    assert min(levels.get(level, 0) for level in ("full", "gentle", "see-first", "stop")) > PEOPLE / 30, levels


def _known(g: Gate) -> Mapping[str, Any]:
    return {"level": g.level, "flags": g.flags, "cautions": g.cautions}


def test_same_day_signs_wait_for_what_may_make_them_an_emergency(compiled: Bundle) -> None:
    """A hot foot ends nothing before fever was asked; a cold limb ends the questions at once."""
    well: dict[str, Any] = {"age": 40, "where": ("ankle-foot:left",), **dict.fromkeys(LEADS, ("none",))}
    urgent = next(s for s in compiled.screen if "sudden" in s.questions)
    assert urgent.goes_on
    hot = flow(compiled, "quick", {**well, "sudden": ("quiet-foot",), "ill": ("fever",)})
    assert "foot-in-danger" in hot.gate.flags
    assert not hot.missing
    waiting = flow(compiled, "quick", {k: v for k, v in {**well, "sudden": ("quiet-foot",)}.items() if k != "lasting"})
    assert "lasting" in waiting.missing
    cold = flow(compiled, "quick", {"age": 40, "where": ("thigh:left",), "sudden": ("cold-limb",)})
    assert (cold.gate.level, cold.missing) == ("stop", ())
    assert "lasting" not in cold.questions
