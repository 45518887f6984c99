"""A fork adds one of every kind to the small base: it checks, compiles, and each stands on its pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.brand import Brand
from generator.bundle.compile import bundle_data, bundle_of, dump
from generator.check import check_all
from generator.handouts import paper, views
from generator.handouts.desk import Desk
from generator.handouts.press import PAPERS, Press
from generator.knowledge.base import Knowledge
from generator.model import Exercise, Pathway, Protocol, Question, Questionnaire
from generator.site.generate import generate
from quiz.bridge import Engine
from tests.bases import CASES, good

OWN = {
    "equipment": "- {id: prowler, title: Prowler sled}\n",
    "doses": """\
- id: long-rows
  title: Long and steady
  sets: 1
  hold: [300, 600]
  days: [2, 3]
  breathing: Breathe on.
  evidence: {grade: opinion, note: My own.}
""",
    "families": "- {id: sleds, title: Sleds, headline: Your answers fit a sled pattern}\n",
    "glossary": "- {id: emom, term: EMOM, means: Every minute on the minute.}\n",
    "regions": """\
- id: shin
  title: Shin
  sided: true
  drawn: {front: "8 280 corner, 20 280 corner, 20 330 corner, 8 330 corner"}
  see: A physiotherapist can look at it.
""",
    "muscles/tibialis-anterior": """\
id: tibialis-anterior
title: Tibialis anterior
summary: It lifts the foot.
evidence: {grade: opinion, note: Anatomy.}
plain: the front of the shin
regions: [shin]
where: In front of the shin bone.
does: It lifts the foot in every step.
drawn: {map: {front: ["8 290 corner, 14 290 corner, 14 320 corner, 8 320 corner"]}}
""",
    "phrases/en": "page: {position: {on-a-sled: Behind a sled}}\n",
    "exercises/sled-walk": """\
id: sled-walk
title: Sled walk
summary: You push a sled.
evidence: {grade: opinion, note: Commonly done.}
code: z9z
step: other
muscles: [{muscle: tibialis-anterior, share: 3}]
family: sled
equipment: [prowler]
position: on-a-sled
sides: both
level: 2
demands: [external-load]
dose: long-rows
why: It warms you up.
setup: [Stand behind the sled.]
movement: [Lean in., Walk.]
cues: [Long steps.]
feel: Warm legs.
mistakes: [Running.]
stop_if: [It hurts sharply.]
""",
    "questionnaires/studio": """\
id: studio
title: Studio check
summary: Our own questions.
evidence: {grade: heuristic, note: Ours.}
minutes: 1
intro: Answer as it is.
sections:
  - id: kit
    title: Your kit
    questions:
      - sitting
      - {id: in-your-words, ask: What would you like to do again?, kind: text, optional: true}
      - id: kit-here
        ask: What do you have?
        kind: multiple
        optional: true
        sets: equipment
        options:
          - {id: band, label: A band}
          - {id: none-of-it, label: Nothing, exclusive: true}
""",
}


def _own(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder.parent / "local" / "knowledge" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def k(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = good(tmp_path_factory.mktemp("own"))
    _own(folder, OWN)
    found, problems = check_all(folder)
    assert [str(p) for p in problems] == []
    return found


@pytest.mark.parametrize("name", OWN)
def test_each_kind_alone_never_stops_the_check(tmp_path: Path, name: str) -> None:
    """What it names may be missing: that is told, and the check goes on."""
    folder = good(tmp_path)
    _own(folder, {name: OWN[name]})
    _, problems = check_all(folder)
    assert {p.rule for p in problems} <= {"missing-reference", "unknown-position"}


def test_own_equipment_is_offered_by_itself(k: Knowledge) -> None:
    question, _, _, _ = k.questions()["kit-here"]
    assert isinstance(question, Question)
    assert [(o.id, o.label) for o in question.options] == [
        ("band", "A band"),
        ("prowler", "Prowler sled"),
        ("none-of-it", "Nothing"),
    ]


def test_each_stands_on_its_pages_and_in_the_bundle(k: Knowledge, brand: Brand) -> None:
    pages = {a.path: str(a.content) for a in generate(k, brand)}
    card = pages["exercises/sled-walk.md"]
    for said in ("Behind a sled", "Prowler sled", "Tibialis anterior", "Other", "Long and steady"):
        assert said in card, said
    assert "Every minute on the minute." in pages["glossary.md"]
    assert '<option value="on-a-sled">Behind a sled</option>' in pages["exercises/index.md"]
    assert "muscles/tibialis-anterior.md" in pages
    assert 'data-region="shin"' in json.dumps(pages) or "shin" in pages["muscles/tibialis-anterior.md"]
    bundle = bundle_of(k)
    assert bundle.exercises["sled-walk"].step == "other"
    assert "shin" in bundle.regions
    assert "studio" in bundle.questionnaires
    assert bundle_data(k)["words"]["exercises.sled-walk.title"] == "Sled walk"
    desk = Desk(k, brand)
    view = views.exercise(desk, k.all("exercises", Exercise)["sled-walk"])
    assert Press().print("exercise", {**view, "paper": PAPERS["a4"]}).startswith(b"%PDF")


def test_a_question_in_their_own_words_is_asked_and_judged_by_nobody(k: Knowledge, brand: Brand) -> None:
    engine = Engine()
    engine.handle(json.dumps({"op": "open", "bundle": json.loads(dump(bundle_data(k)))}))

    def asked(words: object, op: str = "assess") -> dict[str, Any]:
        well = {"age": 40, "where": ["nowhere"], "warning": ["none"], "body": ["none"], "sitting": "long"}
        answers = {**well, "in-your-words": words}
        reply = engine.handle(json.dumps({"op": op, "questionnaire": "studio", "answers": answers, "tell": True}))
        found: dict[str, Any] = json.loads(reply)
        return found

    free = asked("Skating with my daughter. ")
    assert free["ok"] == asked(None)["ok"]
    assert free["ok"]["outcome"] != "incomplete"
    assert "in-your-words" in str(asked("x", "flow")["ok"]["sections"])
    assert asked("not-sure")["ok"] == free["ok"], "in somebody's own words that is no doubt"
    assert asked("x" * 1001)["complaints"] == ["'in-your-words' has room for 1000 characters."]
    assert asked(5)["complaints"] == ["'in-your-words' wants words."]
    pages = [
        a.path for a in generate(k, brand) if '<textarea class="ca-text" id="q-in-your-words-value"' in str(a.content)
    ]
    assert len(pages) == 1
    desk = Desk(k, brand)
    sheet = paper.view(desk, bundle_of(k), k.all("questionnaires", Questionnaire)["studio"])
    assert Press().print("assessment", {**sheet, "paper": PAPERS["a4"]}).startswith(b"%PDF")


def test_a_hidden_card_leaves_the_lists_that_name_it(tmp_path: Path) -> None:
    """One of two in a protocol's step and in a pathway's; another card's easier variant."""
    folder = good(tmp_path)
    _own(folder, {"exercises/floor-nod": "layer: hide\n"})
    k, problems = check_all(folder)
    assert [str(p) for p in problems if p.severity == "error"] == []
    assert k.all("protocols", Protocol)["forward-head"].activate.exercises == ("chin-tuck",)
    step = k.all("pathways", Pathway)["neck"].activate
    assert step
    assert step.exercises == ("chin-tuck",)
    assert k.all("exercises", Exercise)["chin-tuck"].harder is None


def test_an_extension_outlives_a_reworded_card(tmp_path: Path) -> None:
    """Upstream says everything anew; the fork's few keys still hold, and its cue still stands last."""
    folder = good(tmp_path)
    _own(folder, {"exercises/chin-tuck": "layer: extend\ntitle: The nod\ncues: [Look at the wall.]\n"})
    path = folder / "exercises/chin-tuck.yml"
    text = (CASES / "good/exercises/chin-tuck.yml").read_text(encoding="utf-8")
    for before, after in (
        ("Chin tuck", "Chin in"),
        ("Keep breathing.", "Breathe on."),
        ("Begin slowly.", "Start slowly."),
    ):
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    k, problems = check_all(folder)
    assert [str(p) for p in problems] == []
    card = k.all("exercises", Exercise)["chin-tuck"]
    assert (card.title, card.cues) == ("The nod", ("Breathe on.", "Look at the wall."))
