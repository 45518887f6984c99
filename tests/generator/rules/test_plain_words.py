"""Plain words: nothing reads harder than it may, and one spelling. Over the shipped knowledge and the written pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.check import check_all
from generator.knowledge.base import Knowledge
from generator.rules import plain_words
from tests.bases import ROOT, good

PAGES = sorted((ROOT / "content").glob("*.md"))


def test_nothing_reads_harder_than_it_may(knowledge: Knowledge) -> None:
    assert [str(problem) for problem in plain_words.check(knowledge)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_no_written_page_reads_harder_than_it_may(page: Path) -> None:
    texts = _read(page.read_text(encoding="utf-8"))
    assert plain_words.grade(texts) <= plain_words.PLAIN


def test_the_safety_page_is_easy(knowledge: Knowledge) -> None:
    """Its lists are graded with the flags and cautions; this is what stands around them."""
    texts = [text for key, text in knowledge.phrases["en"].items() if key.startswith("page.safety.")]
    assert len(texts) > 30
    assert plain_words.grade(texts) <= plain_words.EASY


@pytest.mark.parametrize("part", ["outcome", "routine", "explain", "plan", "report", "ui", "page", "handout"])
def test_the_sentences_of_the_assessment_are_plain(knowledge: Knowledge, part: str) -> None:
    texts = [re.sub(r"\{\w+\}", "it", t) for key, t in knowledge.phrases["en"].items() if key.startswith(f"{part}.")]
    assert plain_words.grade(texts) <= plain_words.EASY


def test_a_hard_text_is_told_with_its_place(tmp_path: Path) -> None:
    folder = good(tmp_path)
    habit = folder / "habits/walk-more.yml"
    text = habit.read_text(encoding="utf-8")
    hard = "Proprioceptive neuromuscular facilitation necessitates considerable individualised supervision."
    habit.write_text(re.sub(r"(?m)^do: .*$", f"do: {hard}", text), encoding="utf-8")
    knowledge, problems = check_all(folder)
    assert problems == []
    (problem,) = (p for p in plain_words.check(knowledge) if p.path == "knowledge/habits/walk-more.yml")
    assert problem.severity == "warning"
    assert (problem.line, problem.column) == (_line(habit, hard), 5)
    assert re.match(r"reading grade \d+\.\d, at most 6 wanted", problem.message)
    assert hard in problem.hint
    assert "neuromuscular" in problem.hint


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        *[("ache", 1), ("knees", 1), ("raised", 1), ("pulled", 1), ("lies", 1), ("through", 1)],
        *[("muscle", 2), ("people", 2), ("ended", 2), ("boxes", 2), ("lying", 2), ("rarely", 2), ("movement", 2)],
        *[("easier", 3), ("exercise", 3), ("carrying", 3), ("shoulder's", 2), ("medial", 3), ("education", 4)],
        ("15", 1),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, syllables: int) -> None:
    assert plain_words.syllables(word) == syllables


def test_a_grade_is_that_of_the_published_formula() -> None:
    """0.39 x words in a sentence + 11.8 x syllables in a word - 15.59: ten words, two sentences, fourteen syllables."""
    assert plain_words.grade(["The muscle is easier to lie on. People move it."]) == round(
        0.39 * 5 + 11.8 * 1.4 - 15.59, 1
    )


def test_markup_and_links_do_not_count() -> None:
    assert plain_words.split("Go **on**. See [this page](habits/walk-more)\n\n- One more") == [
        "Go on.",
        "See this page.",
        "One more.",
    ]
    assert plain_words.grade([]) == 0


AMERICAN = (
    r"(?:col|fav|behavi|harb|lab|neighb|hum|rum|vap)or(?:s|ed|ing|able|ite|ites|ful|al|hood)?",
    r"(?:cent|fib|theat|calib)er(?:s|ed|ing)?",
    r"(?:an|paral|cat)aly[z]\w+",
    r"(?:organ|real|recogn|stabil|mobil|neutral|normal|minim|maxim|optim|emphas|special|general|individual|local|random|summar|character|priorit|symptomat)iz\w+",
    r"(?:gray|jewelry|skeptic\w*|maneuver\w*|anemia|edema|estrogen|orthopedic\w*|pediatric\w*|diarrhea|leukemia)",
    r"(?:training|exercise) programs?",
    r"(?:travel|label|model|cancel|signal)(?:ed|ing)",
    r"(?:practicing|defense|offense|pretense|airplane|mom|toward)",
)
"""Spellings of the other side of the ocean."""
_AMERICAN = re.compile(rf"\b(?:{'|'.join(AMERICAN)})\b", re.IGNORECASE)
_TITLE = re.compile(r"^ +(?:title|authors|published|url|doi): (?:>-\n(?:    +.*\n)+|.*\n)", re.MULTILINE)


@pytest.mark.parametrize("file", sorted([*(ROOT / "knowledge").rglob("*.yml"), *PAGES]), ids=lambda p: p.name)
def test_one_spelling(file: Path) -> None:
    """British. Titles and names of sources are theirs."""
    text = file.read_text(encoding="utf-8")
    if file.name in ("sources.yml", "founding.yml"):
        text = _TITLE.sub("", text)
    text = text.replace("World Health Organization", "")  # its own name
    assert sorted(set(_AMERICAN.findall(text))) == []


def _line(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(i for i, line in enumerate(lines, start=1) if words in line)


def _read(markdown: str) -> list[str]:
    """What a written page says, paragraph by paragraph: no front matter, tables, code, HTML or attributes."""
    body = markdown.split("\n---\n", 1)[1]
    body = re.sub(r"```.*?```|<[^>]+>|\{[^}]*\}|^!!!.*$|^\|.*$", "", body, flags=re.DOTALL | re.MULTILINE)
    return [paragraph for paragraph in re.split(r"\n\s*\n", body) if paragraph.strip()]
