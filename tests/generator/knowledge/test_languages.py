"""Translations: every text has its place, what is outdated is told, safety is never told in outdated words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.check import check_all, checked
from generator.knowledge.base import Knowledge, sentences
from generator.knowledge.languages.retold import retold
from generator.knowledge.languages.translated import originals, translated
from generator.model import Exercise, Habit, Question, RedFlag
from generator.reading.problems import errors
from tests import pseudo
from tests.bases import good
from tests.conftest import Run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return good(tmp_path)


def _file(root: Path, name: str) -> Path:
    return root / "languages" / "xl" / f"{name}.yml"


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_text_has_a_place_of_its_own(knowledge: Knowledge) -> None:
    places = [(text.file, text.key) for text in originals(knowledge)]
    assert len(set(places)) == len(places)


def test_every_sentence_that_is_read_can_be_translated(knowledge: Knowledge) -> None:
    """What the grades of reading look at is all among the texts."""
    texts = {text.english for text in originals(knowledge)}
    for kind, name, model in knowledge.entities():
        if kind != "content":
            ids = knowledge.kinds["exercises"]
            lost = [t for _, t in sentences(model) if t not in texts and t not in ids]
            assert not lost, (kind, name)


def test_a_whole_language_leaves_no_english(knowledge: Knowledge) -> None:
    tongue = pseudo.tongue("xl", list(originals(knowledge)), "knowledge/languages/xl")
    k = translated(replace(knowledge, languages={"xl": tongue}), "xl")
    lost: list[str] = []

    def look(_path: object, text: str, _safety: bool) -> str:
        if pseudo.ENGLISH.search(pseudo.said("xl", text)) is None and pseudo.ENGLISH.search(text):
            lost.append(text)
        return text

    for kind, _, model in k.entities():
        if kind != "content":
            retold(model, look)
    assert lost == []
    assert all(told.english == 0 for (kind, _), told in k.told.items() if kind != "content")
    assert (
        k.all("exercises", Exercise)["chin-tuck"].demands == knowledge.all("exercises", Exercise)["chin-tuck"].demands
    )


def test_files_read_back_as_they_were_written(root: Path, run: Run) -> None:
    pseudo.write(root, "xl")
    k, problems = check_all(root)
    assert problems == []
    before = {path: path.read_bytes() for path in (root / "languages").rglob("*.yml")}
    status, out, err = run("translate", "xl", "--knowledge", root)
    assert status == 0, err
    assert "0 missing, 0 outdated" in out.splitlines()[-1]
    assert {path: path.read_bytes() for path in (root / "languages").rglob("*.yml")} == before
    assert translated(k, "xl").phrases["xl"]["list.comma"] == ", "


def test_what_is_missing_stays_english_and_is_counted(root: Path, run: Run) -> None:
    assert run("translate", "xl", "--knowledge", root)[0] == 0
    k, problems = check_all(root)
    assert problems == []
    here = translated(k, "xl")
    assert here.kinds == k.kinds
    assert here.told["habits", "walk-more"].texts == here.told["habits", "walk-more"].english == 5
    _change(_file(root, "habits/walk-more"), 'en: "Walk more"\n    to: ""', 'en: "Walk more"\n    to: "Camina más"')
    here = translated(checked(root), "xl")
    assert here.all("habits", Habit)["walk-more"].title == "Camina más"
    assert here.told["habits", "walk-more"].english == 4


def test_what_is_outdated_is_told_and_shown_unless_it_is_about_safety(root: Path, run: Run) -> None:
    pseudo.write(root, "xl")
    _change(root / "habits/walk-more.yml", "Walk for ten minutes", "Walk for twelve minutes")
    _change(root / "safety/flags.yml", "Call your emergency number now.", "Call your emergency number at once.")
    _change(root / "exercises/floor-nod.yml", "[It hurts sharply.]", "[It hurts at all.]")
    k, problems = check_all(root)
    assert not errors(problems)
    told = [p for p in problems if p.rule == "translation-stale"]
    assert {p.path for p in told} == {
        "knowledge/languages/xl/habits/walk-more.yml",
        "knowledge/languages/xl/safety/flags.yml",
        "knowledge/languages/xl/exercises/floor-nod.yml",
    }
    here = translated(k, "xl")
    assert here.all("habits", Habit)["walk-more"].do == pseudo.said("xl", "Walk for ten minutes after lunch.")
    assert here.all("safety/flags", RedFlag)["heart-signs"].act == "Call your emergency number at once."
    assert here.all("exercises", Exercise)["floor-nod"].stop_if == ("It hurts at all.",)
    out = run("translate", "xl", "--knowledge", root)[1]
    assert "outdated, and about safety: safety/flags.yml heart-signs.act" in out
    assert "outdated: habits/walk-more.yml do" in out
    left = _file(root, "habits/walk-more").read_text(encoding="utf-8")
    assert "# Walk for twelve minutes after lunch." in left
    assert [p for p in check_all(root)[1] if p.rule == "translation-stale"] == told, "writing it anew mends nothing"


def test_a_text_that_only_moved_is_not_outdated(root: Path) -> None:
    pseudo.write(root, "xl")
    _change(
        root / "exercises/floor-nod.yml",
        "[Begin slowly., Come back slowly.]",
        "[Look up., Begin slowly., Come back slowly.]",
    )
    k, _ = check_all(root)
    movement = translated(k, "xl").all("exercises", Exercise)["floor-nod"].movement
    assert movement[1:] == tuple(pseudo.said("xl", t) for t in ("Begin slowly.", "Come back slowly."))


def test_a_fork_translates_its_own_and_leaves_the_shipped(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pseudo.write(root, "xl")
    own = root.parent / "local" / "knowledge"
    own.mkdir(parents=True)
    (own / "glossary.yml").write_text("- {id: load, term: Load, means: What a muscle has to do.}\n", encoding="utf-8")
    monkeypatch.chdir(root.parent)
    status, _, err = run("translate", "xl")
    assert status == 0, err
    written = [p.relative_to(own).as_posix() for p in (own / "languages").rglob("*.yml")]
    assert "languages/xl/glossary.yml" in written
    assert "languages/xl/phrases.yml" not in written
    _change(own / "languages/xl/glossary.yml", 'en: "Load"\n    to: ""', 'en: "Load"\n    to: "Carga"')
    here = translated(checked(root), "xl")
    assert [term.term for term in here.kinds["glossary"].values()] == [pseudo.said("xl", "RPE"), "Carga"]  # type: ignore[attr-defined]


def test_questions_of_safety_are_safety_wherever_they_stand(knowledge: Knowledge) -> None:
    asked = {q.id for q in knowledge.all("questions", Question).values() if q.safety}
    safety = {text.key.partition(".")[0] for text in originals(knowledge) if text.file == "questions" and text.safety}
    assert safety == asked
