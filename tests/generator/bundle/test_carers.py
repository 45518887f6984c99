"""What is said to someone, said of someone else: in questions and results, by whoever answers for them."""

from __future__ import annotations

import json
import re

import pytest

from generator.bundle.carers import of_another
from generator.knowledge.base import Knowledge
from generator.model import RedFlag
from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from tests.bases import LEADS
from tests.plans import ask

SAID = {
    "How old are you?": "How old are they?",
    "Where does it ache, feel tight or bother you?": "Where does it ache, feel tight or bother them?",
    "You or a close relative have psoriasis": "They or a close relative have psoriasis",
    "Back pain that wakes you in the night": "Back pain that wakes them in the night",
    "a pill that makes you dizzy; you cannot lift it": "a pill that makes them dizzy; they cannot lift it",
    "Thoughts of ending your life or of hurting yourself": "Thoughts of ending their life or of hurting themselves",
    "no one has said that I may, and I was ill": "no one has said that they may, and they were ill",
    "My work or my tasks are too much": "Their work or their tasks are too much",
    "Ask your doctor before you start.": "Ask their doctor before they start.",
    "Call your emergency number now. Do not drive yourself.": "Call your emergency number now. Do not let them drive.",
    "If something worries you, ask.": "If something worries them, ask.",
    "A doctor has seen you; what you told us is here.": "A doctor has seen them; what you told us is here.",
    "Call your crisis line. You do not have to be alone.": "Call your crisis line. They do not have to be alone.",
    "Say what you are not sure about.": "Say what you are not sure about.",
    "One calf newly swollen": "One calf newly swollen",
    "An ache can wear you out.": "An ache can wear them out.",
    "Someone I care for": "Someone I care for",
    "What suited someone else may not suit you.": "What suited someone else may not suit them.",
}


@pytest.mark.parametrize("text", SAID)
def test_you_becomes_they(text: str) -> None:
    assert of_another(text) == SAID[text]


YOU = re.compile(r"\b(you|your|yours|yourself|I|my)\b", re.IGNORECASE)
OWN = re.compile(
    r"your (emergency number|crisis line)|you (are|were) not sure|(what|something) you (told|ticked)|you see"
)
"""What stays with whoever answers."""


def test_every_lead_and_every_reason_to_be_seen_speaks_of_them(knowledge: Knowledge, compiled: Bundle) -> None:
    """Each lead, its cues, lines and helps, each flag's title and what to do; and so do the words of a shut gate."""
    texts = [f"{f.title} | {f.act}" for f in knowledge.all("safety/flags", RedFlag).values()]
    for name in LEADS:
        q = knowledge.questions()[name][0]
        texts += [q.ask, q.help or "", *(cue.says for cue in q.cues)]
        texts += [t for o in q.options for t in (o.label, o.help or "")]
    assert len(texts) > 250
    for text in texts:
        said = of_another(text)
        assert not YOU.search(OWN.sub("", said)), said
        assert not re.search(r"\b(before|until|if|when|that|and) them\b|\bthey,", said), said
    told = compiled.words_of_another
    assert told["flags.under-16.title"] == "Under 16, a person should guide them"
    for name in ("stop", "see-first", "crisis", "nothing"):
        assert told[f"outcome.{name}.headline"] == compiled.words.get(
            f"they.outcome.{name}.headline", compiled.words[f"outcome.{name}.headline"]
        )


def test_a_result_is_told_of_whom_it_is_about(engine: Engine, compiled: Bundle) -> None:
    """The door tells a carer of them, and anyone else of you; what is judged is the same."""
    well = {**{lead: ["none"] for lead in LEADS}, "age": 82, "where": ["low-back:left"]}
    asks = {**well, "injury": ["limp-after-fall"], "bones": ["osteoporosis"], "pain-level": 4, "how-long": "six-weeks"}
    found = {}
    for whom in ("me", "someone"):
        answers = {**asks, "new-pain": "known", "affects-life": "rarely", "after-use": "settles", "for-whom": whom}
        judged = ask(engine, op="assess", questionnaire="quick", answers=answers)["ok"]
        found[whom] = ask(engine, op="assess", questionnaire="quick", answers=answers, tell=True)["ok"]
        assert (judged["outcome"], judged["gate"]["level"]) == ("stop", "stop")
    assert found["me"]["headline"] == compiled.words["outcome.stop.headline"]
    assert found["someone"]["headline"] == compiled.words["they.outcome.stop.headline"]
    assert found["me"]["carer"] is None
    assert found["someone"]["carer"] == compiled.words["outcome.carer"]
    (mine, theirs) = (found[whom]["gate"]["flags"][0]["act"] for whom in ("me", "someone"))
    assert ("even if you can walk" in mine, "even if they can walk" in theirs) == (True, True)
    assert "outcome.carer" not in json.dumps(found)
