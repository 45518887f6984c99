"""A fork's layer over the shipped knowledge: what it may add, change, hide, tighten. Its faults: tests/cases/bad."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.brand import Brand
from generator.check import check_all, proved
from generator.knowledge.base import Knowledge
from generator.knowledge.layers.merge import merge
from generator.model import Caution, Exercise, Finding, Habit, Question, Questionnaire, RedFlag, Screen
from generator.reading.load import load
from generator.site.generate import generate
from tests.bases import CASES, good
from tests.conftest import Run

CARD = (CASES / "good/exercises/chin-tuck.yml").read_text(encoding="utf-8")


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return good(tmp_path)


def _own(knowledge: Path, name: str, text: str) -> None:
    path = knowledge.parent / "local" / "knowledge" / f"{name}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _read(knowledge: Path) -> Knowledge:
    found, problems = check_all(knowledge)
    assert "".join(f"{p}\n" for p in problems) == ""
    return found


def test_without_a_layer_nothing_changes(knowledge: Path) -> None:
    documents, _ = load(knowledge)
    before = [(d.path, d.data, dict(d.positions)) for d in documents]
    merged, problems = merge(documents, [])
    assert [(d.path, d.data, d.positions) for d in merged] == before
    assert not problems


def test_a_new_file_adds_an_entity(knowledge: Path) -> None:
    text = CARD.replace("id: chin-tuck", "id: towel-tuck").replace("a03", "zzz").replace("harder: floor-nod\n", "")
    _own(knowledge, "exercises/towel-tuck", text)
    k = _read(knowledge)
    assert list(k.kinds["exercises"])[-1] == "towel-tuck"
    assert k.origins["exercises", "towel-tuck"][0].path == "local/knowledge/exercises/towel-tuck.yml"


def test_an_own_muscle_shows_on_the_map_and_on_a_figure(knowledge: Path, brand: Brand) -> None:
    """Nothing but YAML: its outline on its page, its patch on the figure of an exercise for it."""
    muscle = (CASES / "bad/figure-muscle/muscles/psoas-minor.yml").read_text(encoding="utf-8")
    _own(knowledge, "muscles/psoas-minor", muscle + DRAWN)
    text = CARD.replace("id: chin-tuck", "id: psoas-tuck").replace("a03", "zzz").replace("harder: floor-nod\n", "")
    text = text.replace("muscle: deep-neck-flexors", "muscle: psoas-minor")
    _own(knowledge, "exercises/psoas-tuck", text + FIGURE)
    pages = {a.path: str(a.content) for a in generate(_read(knowledge), brand)}
    on_map = '<g class="cp-body__muscle cp-body__muscle--deep" data-muscle="psoas-minor"'
    assert pages["muscles/psoas-minor.md"].count(on_map) == 2, "left and right"
    assert 'class="m3"' in pages["exercises/psoas-tuck.md"]


DRAWN = """
drawn:
  deep: true
  map:
    front:
      - 4 144, 7.2 145, 10.8 162, 8.4 172, 5 158 corner
  figure:
    - on: waist
      faces: front
      balls: 3.4 4 4.5 3, 4.4 9 5 2.2
"""
FIGURE = """
figure:
  view: front
  poses:
    - shows: Standing
      base: standing
"""


def test_override_replaces_the_whole(knowledge: Path) -> None:
    text = CARD.replace("title: Chin tuck", "title: The nod\nlayer: override").replace("harder: floor-nod\n", "")
    _own(knowledge, "exercises/chin-tuck", text)
    k = _read(knowledge)
    card = k.all("exercises", Exercise)["chin-tuck"]
    assert (card.title, card.harder) == ("The nod", None)
    assert list(k.kinds["exercises"]) == sorted(k.kinds["exercises"]), "it stays in its place"
    assert k.origins["exercises", "chin-tuck"][0].path == "local/knowledge/exercises/chin-tuck.yml"


def test_extend_replaces_keys_appends_to_lists_merges_blocks(knowledge: Path) -> None:
    own = """
        layer: extend
        title: The nod
        cues: [Look at the wall.]
        change: {sets: [1, 2]}
        muscles:
          - {muscle: deep-neck-flexors, share: 2}
          - {muscle: thoracic-erectors, share: 1}
        demands: [floor-transfer]
        evidence: {note: As I see it.}
    """
    before = _read(knowledge).all("exercises", Exercise)["chin-tuck"]
    _own(knowledge, "exercises/chin-tuck", own)
    card = _read(knowledge).all("exercises", Exercise)["chin-tuck"]
    assert card.title == "The nod"
    assert card.cues == (*before.cues, "Look at the wall.")
    assert card.change.sets == (1, 2), "a range is one value"
    assert [(m.muscle, m.share) for m in card.muscles] == [("deep-neck-flexors", 2), ("thoracic-erectors", 1)]
    assert card.demands == ("floor-transfer",)
    assert (card.evidence.grade, card.evidence.note) == ("opinion", "As I see it.")
    assert card.feel == before.feel


def test_hide_removes_what_nothing_names(knowledge: Path) -> None:
    text = (CASES / "good/exercises/upper-back-squeeze.yml").read_text(encoding="utf-8")
    _own(
        knowledge,
        "exercises/my-squeeze",
        text.replace("id: upper-back-squeeze", "id: my-squeeze").replace("a07", "zzz"),
    )
    _own(knowledge, "exercises/upper-back-squeeze", "layer: hide\n")
    _own(knowledge, "glossary", "- {id: rpe, layer: hide}\n")
    k = _read(knowledge)
    assert "upper-back-squeeze" not in k.kinds["exercises"]
    assert "rpe" not in k.kinds["glossary"]


def test_rows_are_merged_by_id_and_stay_in_place(knowledge: Path) -> None:
    ids = list(_read(knowledge).kinds["findings"])
    own = """
        - {id: neck-ache, layer: extend, present: your neck is sore}
        - id: desk-day
          kind: cause
          page: causes/long-sitting
          present: you work at a desk
          absent: you do not work at a desk
    """
    _own(knowledge, "findings", own)
    findings = _read(knowledge).all("findings", Finding)
    assert list(findings) == [*ids, "desk-day"]
    assert (findings["neck-ache"].present, findings["neck-ache"].sided) == ("your neck is sore", True)


def test_phrases_extend_by_themselves(knowledge: Path) -> None:
    before = _read(knowledge).phrases["en"]
    _own(
        knowledge, "phrases/en", "step: {inhibit: Loosen}\noutcome: {stop: {'3': Ring us too.}}\nstudio: {hello: Hi}\n"
    )
    after = _read(knowledge).phrases["en"]
    changed = {"step.inhibit": "Loosen", "outcome.stop.3": "Ring us too.", "studio.hello": "Hi"}
    assert after == {**before, **changed}


def test_own_questionnaires(knowledge: Path) -> None:
    text = (CASES / "good/questionnaires/quick.yml").read_text(encoding="utf-8")
    _own(knowledge, "questionnaires/studio", text.replace("id: quick", "id: studio").replace("id: goal", "id: my-goal"))
    _own(
        knowledge,
        "questions",
        "- {id: desk, ask: How high?, kind: number, min: 0, max: 200, unit: cm, idle_because: We talk it over.}\n",
    )
    _own(knowledge, "questionnaires/quick", "layer: extend\nsections:\n  - {id: days, questions: [desk]}\n")
    found = _read(knowledge).all("questionnaires", Questionnaire)
    assert list(found) == ["quick", "studio"]
    assert [s.id for s in found["quick"].sections] == ["days", "neck", "time"]
    assert found["quick"].sections[0].questions == ("sitting", "desk")
    assert found["studio"].sections[0].questions == ("sitting",)


def test_safety_can_be_tightened(knowledge: Path) -> None:
    screen = """
        layer: extend
        sections:
          - id: about
            questions:
              - id: body
                why: So that nothing hurts you.
                cues: [{id: knee, says: a sore knee}, {id: dizzy, says: dizzy spells}]
                options:
                  - {id: sore-knee, label: A sore knee, cue: knee}
                  - {id: dizzy, label: Dizzy spells, cue: dizzy}
    """
    cautions = """
        - id: thin-bones
          layer: extend
          gate: see-first
          when: {in: [sore-knee]}
          excludes: [external-load]
          modifies: [{demand: external-load, effort: 2, hold: 5}]
        - id: dizzy
          title: Dizzy spells
          when: {question: body, in: [dizzy]}
          advice: Sit down for it.
          excludes: [floor-transfer]
          evidence: {grade: opinion, note: My own view.}
    """
    _own(knowledge, "safety/screen", screen)
    _own(knowledge, "safety/cautions", cautions)
    _own(knowledge, "safety/flags", "- {id: heart-signs, layer: extend, signs: [A cold sweat]}\n")
    _own(knowledge, "scoring", "layer: extend\ngentle_effort: 4\ngentle_excludes: [external-load]\n")
    k = _read(knowledge)
    assert isinstance(k.screen, Screen)
    assert [s.id for s in k.screen.sections] == ["about"]
    asked = {q.id: q for q in k.screen.sections[0].questions if isinstance(q, Question)}
    assert [o.id for o in asked["body"].options] == ["thin-bones", "sore-knee", "dizzy", "none"], "none stays the last"
    assert [c.id for c in asked["body"].cues] == ["bones", "knee", "dizzy"]
    bones = k.all("safety/cautions", Caution)["thin-bones"]
    assert (bones.gate, bones.when.in_) == ("see-first", ("thin-bones", "sore-knee"))
    assert [(m.demand, m.effort, m.hold) for m in bones.modifies] == [("external-load", 2, 5)]
    assert bones.excludes == ("impact", "floor-transfer", "external-load")
    assert k.all("safety/flags", RedFlag)["heart-signs"].signs == ("Pressure inside the chest", "A cold sweat")
    assert k.scoring is not None
    assert k.scoring.gentle_excludes == ("impact", "external-load")


def test_positions_lead_to_the_file_that_says_it(knowledge: Path) -> None:
    """A fault in a merged entity is told where it was written, whichever layer that is."""
    _own(knowledge, "habits/walk-more", "layer: extend\nregions: [nowhere-land]\n")
    path = knowledge / "habits/walk-more.yml"
    path.write_text(path.read_text(encoding="utf-8") + "covers: [SYM-99]\n", encoding="utf-8")
    _own(
        knowledge, "glossary", "- {id: rpe, layer: extend, term: 7}\n- {id: twice, term: A, means: B}\n- {id: twice}\n"
    )
    lines = [str(p).partition("\n")[0] for p in check_all(knowledge)[1]]
    assert lines == [
        "knowledge/habits/walk-more.yml:7:10: there is no row SYM-99 [unknown-seed-row]",
        "local/knowledge/glossary.yml:1:34: term: a text is wanted, not 7 [wrong-type]",
        "local/knowledge/glossary.yml:3:3: 'means' is missing [missing-key]",
        "local/knowledge/glossary.yml:3:3: 'term' is missing [missing-key]",
        "local/knowledge/habits/walk-more.yml:2:11: 'nowhere-land': knowledge/regions.yml has no 'nowhere-land' "
        "[missing-reference]",
    ]


def test_the_same_row_twice_names_both_places(knowledge: Path) -> None:
    _own(knowledge, "glossary", "- {id: twice, term: A, means: B}\n- {id: twice, term: A, means: B}\n")
    (problem,) = check_all(knowledge)[1]
    assert str(problem).startswith(
        "local/knowledge/glossary.yml:2:8: 'twice' stands here and at local/knowledge/glossary.yml:1 [duplicate-id]"
    )


def test_a_file_that_cannot_be_read_is_one_problem(knowledge: Path) -> None:
    _own(knowledge, "habits/walk-more", "layer: extend\n]\n")
    assert [(p.path, p.rule) for p in check_all(knowledge)[1]] == [("local/knowledge/habits/walk-more.yml", "syntax")]
    _own(knowledge, "habits/walk-more", "layer: extend\ndo: Walk.\n")
    (knowledge / "habits/walk-more.yml").write_text("]\n", encoding="utf-8")
    assert [(p.path, p.rule) for p in check_all(knowledge)[1]] == [("knowledge/habits/walk-more.yml", "syntax")]


def test_a_renamed_exercise_keeps_its_code(knowledge: Path) -> None:
    text = (CASES / "good/exercises/upper-back-squeeze.yml").read_text(encoding="utf-8")
    _own(knowledge, "exercises/upper-back-squeeze", "layer: hide\n")
    renamed = text.replace("id: upper-back-squeeze", "id: back-squeeze\nformerly: [upper-back-squeeze]")
    _own(knowledge, "exercises/back-squeeze", renamed)
    assert "back-squeeze" in _read(knowledge).kinds["exercises"]


def test_layer_never_reaches_the_models(knowledge: Path) -> None:
    """In the shipped files it is an unknown key."""
    path = knowledge / "habits/walk-more.yml"
    path.write_text(path.read_text(encoding="utf-8") + "layer: override\n", encoding="utf-8")
    assert [p.rule for p in check_all(knowledge)[1]] == ["unknown-key"]
    assert "layer" not in Habit.model_fields


def test_own_equipment_is_asked_for(tmp_path: Path, run: Run) -> None:
    """A piece that an own card needs is offered before "none of these", and the card can be given to who has it."""
    knowledge = good(tmp_path)
    shelf = knowledge / "questions.yml"
    things = "- id: things\n  ask: What do you have?\n  kind: multiple\n  sets: equipment\n  options:\n"
    things += "    - {id: ball, label: A ball}\n    - {id: none, label: None of these, exclusive: true}\n"
    shelf.write_text(shelf.read_text(encoding="utf-8") + things, encoding="utf-8")
    asked = knowledge / "questionnaires" / "quick.yml"
    text = asked.read_text(encoding="utf-8").replace("questions: [minutes]", "questions: [minutes, things]")
    asked.write_text(text, encoding="utf-8")
    _own(knowledge, "equipment", "- id: bell\n  title: Iron bell\n- id: rope\n  title: Rope that nothing needs\n")
    card = CARD.replace("id: chin-tuck", "id: bell-nod").replace("a03", "zzz").replace("harder: floor-nod\n", "")
    _own(knowledge, "exercises/bell-nod", card.replace("demands:", "equipment: [bell]\ndemands:"))
    k = _read(knowledge)
    offered = k.all("questions", Question)["things"].options
    assert [(o.id, o.label) for o in offered] == [
        ("ball", "A ball"),
        ("bell", "Iron bell"),
        ("none", "None of these"),
    ]
    verdicts, problems = proved(k)
    assert problems == []
    [given] = [v for v in verdicts if v.claim == "exercise" and v.subject == "bell-nod"]
    assert given.witness
    assert "bell" in given.witness["answers"]["things"]
    for form in ("text", "github"):
        status, out, err = run("check", "--knowledge", knowledge, "--format", form)
        assert (status, err) == (0, ""), out
