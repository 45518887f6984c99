"""The quick self-assessment on paper: its safety lists with what each tick means, its questions, and points by hand.

Paper judges safety by the strictest reading: a sign counts at every age and in every place that it could count at.
Points are exact, so that the sum by hand is the engine's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from generator.handouts.by_hand import tables
from generator.handouts.desk import Desk, View, plain_paragraphs, where
from generator.model import Question, Questionnaire, RedFlag, Region, Section
from quiz.asking.bundle import NOWHERE, Answers, Bundle, Data, Flag
from quiz.asking.conditions import holds, named, placed, ticks
from quiz.judging.safety import URGENCIES

LETTERS = "ABCDEFGH"
AGES = (17, 30, 50, 70)
"""Ages at which every tick is judged; the strictest counts."""
MARKS = (*URGENCIES, "see-first", "gentle")
"""The strictest first. The last two are the gates of cautions."""


def view(desk: Desk, bundle: Bundle, q: Questionnaire) -> View:
    """The form of one questionnaire without self-tests."""
    assert desk.k.screen is not None
    judge = _Judge(bundle)
    questions = {name: found for name, (found, _, _, _) in desk.k.questions().items()}
    screen = [_section(desk, s, questions) for s in desk.k.screen.sections]
    asked = [_section(desk, s, questions) for s in q.sections]
    every = [found for _, inside in (*screen, *asked) for found in inside]
    letters = _letters(every)
    numbers = {found.id: n for n, found in enumerate(every, 1)}

    def sections(rows: list[tuple[Section, list[Question]]]) -> list[View]:
        told = [
            {
                "title": s.title,
                "text": s.text,
                "questions": [_question(desk, judge, found, numbers[found.id], letters) for found in inside],
            }
            for s, inside in rows
        ]
        return [s for s in told if s["questions"]]

    return {
        **desk.frame(
            desk.t("handout.paper.title", name=q.title), "assessment", where("questionnaires", q.id), q.summary
        ),
        "words": desk.words(*(f"paper.{n}" for n in WORDS)),
        "intro": plain_paragraphs(q.intro),
        "numbers": desk.numbers(),
        "safety": sections(screen),
        "marks": [
            {"id": m, "mark": desk.t(f"handout.paper.mark.{m}"), "means": _means(desk, m)}
            for m in MARKS
            if m != "see-first"
        ],
        "together": _together(desk, judge),
        "combined": sorted(f.id for f, _ in _combined(desk, judge)),
        "sections": sections(asked),
        "letters": sorted(set(letters.values())),
        **tables(desk, bundle, every, numbers),
    }


WORDS = (
    *("name", "date", "safety", "marks", "together", "letters", "questions", "points", "points-how", "not-sure"),
    *("left", "right", "nowhere", "under-16", "of", "yours", "answer", "number", "share", "enough", "kinds", "honest"),
    *("result", "next", "most", "give", "lead", "lead-no", "lead-yes"),
)


def _section(desk: Desk, s: Section, known: dict[str, Question]) -> tuple[Section, list[Question]]:
    """A section and what of it stands on paper: not who answers, and no limits of a routine."""
    return s, [f for f in map(known.__getitem__, s.names) if f.sets is None and f.id != "for-whom"]


def _letters(questions: Iterable[Question]) -> dict[str, str]:
    """Question -> the letter of its condition, where that is "any of these answers"; alike ones share a letter."""
    found: dict[str, str] = {}
    known: dict[tuple[tuple[str, str], ...], str] = {}
    for q in questions:
        if not q.safety and q.show_if is not None and _simple(q.show_if.data):
            wanted = tuple(sorted(set(ticks(q.show_if.data))))
            found[q.id] = known.setdefault(wanted, LETTERS[len(known)])
    return found


def _simple(when: Data) -> bool:
    """Say whether a condition is "any of these answers" and nothing else."""
    return all(named(test) and {"any"}.issuperset(path[::2]) for test, path in placed(when))


def _question(desk: Desk, judge: _Judge, q: Question, number: int, letters: dict[str, str]) -> View:
    known = desk.k.questions()
    opens: dict[str, list[str]] = {}
    for name, letter in letters.items():
        when = known[name][0].show_if
        for asked, option in ticks(when.data if when else None):
            if asked == q.id and letter not in opens.setdefault(option, []):
                opens[option].append(letter)
    told: View = {
        "id": q.id,
        "number": number,
        "ask": q.ask,
        "help": q.help,
        "cues": [cue.says for cue in q.cues],
        "kind": q.kind,
        "letter": letters.get(q.id),
        "unit": q.unit,
        "low": q.low,
        "high": q.high,
        "not_sure": q.not_sure and not q.safety and q.kind not in ("regions", "text"),
    }
    rows: list[View]
    if q.kind == "regions":
        places = desk.k.all("regions", Region).values()
        rows = [{"id": r.id, "label": r.title, "sided": r.sided} for r in places]
        rows.append({"id": NOWHERE, "label": desk.t("handout.paper.nowhere"), "sided": False})
    else:
        rows = [{"id": o.id, "label": o.label, "help": o.help, "alone": o.exclusive} for o in q.options]
    for row in rows:
        row["letters"] = " ".join(sorted(opens.get(row["id"], [])))
        row["mark"] = _mark(desk, judge.option(q.id, row["id"])) if q.safety and q.kind != "regions" else None
    marks = {row["mark"] and row["mark"]["id"] for row in rows if not row.get("alone")}
    same = len(marks) == 1 and len(rows) > 1 and None not in marks
    told |= {"options": rows, "mark": rows[0]["mark"] if same else None}
    if q.kind == "scale":
        found = [judge.option(q.id, n) for n in range(11)]
        first = next((n for n, level in enumerate(found) if level), None)
        told["from"] = {"n": first, "mark": _mark(desk, found[first])} if first is not None else None
    return told


def _mark(desk: Desk, level: str | None) -> View | None:
    told = "before-starting" if level == "see-first" else level
    return {"id": told, "text": desk.t(f"handout.paper.mark.{told}")} if told else None


def _means(desk: Desk, mark: str) -> str:
    return desk.t("page.safety.gate.gentle.lead" if mark == "gentle" else f"page.safety.urgency.{mark}")


def _together(desk: Desk, judge: _Judge) -> list[View]:
    return [{"mark": _mark(desk, f.urgency), "signs": signs} for f, signs in _combined(desk, judge)]


def _combined(desk: Desk, judge: _Judge) -> Iterator[tuple[RedFlag, list[str]]]:
    """The red flags that take more than one tick, by urgency: their signs, but for those that are a line to tick."""
    lines = {o.label for q, _, _, _ in desk.k.questions().values() if q.safety for o in q.options}
    for f in sorted(desk.k.all("safety/flags", RedFlag).values(), key=lambda f: MARKS.index(f.urgency)):
        signs = [sign for sign in f.signs if sign not in lines]
        if f.id in judge.combined and signs:
            yield f, signs


class _Judge:
    """What ticks come to, by the bundle's own rules, at every age and with every place ticked."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.everywhere = tuple(o.id for o in bundle.questions[bundle.where].options if not o.exclusive)
        self.combined = {f.id for f in bundle.flags if self._takes_several(f)}

    def _takes_several(self, flag: Flag) -> bool:
        """Say whether there are ticks that raise this flag together and not alone."""
        if any(holds(flag.when, {self.bundle.age: age}) for age in range(1, 111)):
            return False
        signs = list(dict.fromkeys(t for t in ticks(flag.when) if t[0] != self.bundle.where))
        alone = {t for t in signs if self._raised(flag, self._answers([t]))}
        if any(
            self._raised(flag, self._answers([a, b])) for a, b in combinations([t for t in signs if t not in alone], 2)
        ):
            return True
        return not alone and bool(signs)

    def _raised(self, flag: Flag, answers: Answers) -> bool:
        return any(holds(flag.when, at) for at in self._at(answers))

    def option(self, question: str, option: str | int) -> str | None:
        """The strictest that one answer alone comes to: one of MARKS, or None."""
        q = self.bundle.questions[question]
        answers: Answers = {question: (option,)} if q.kind == "multiple" else {question: option}  # type: ignore[dict-item]
        urgent = {f.id: f.urgency for f in self.bundle.flags}
        levels = {urgent[f] for f in self._flags(answers)}
        levels |= {
            c.gate
            for at in self._at(answers)
            for c in self.bundle.cautions.values()
            if c.gate != "none" and holds(c.when, at)
        }
        return min(levels, key=MARKS.index, default=None)

    def _flags(self, answers: Answers) -> set[str]:
        return {f.id for at in self._at(answers) for f in self.bundle.flags if holds(f.when, at)}

    def _at(self, answers: Answers) -> Iterator[Answers]:
        for age in AGES:
            yield {self.bundle.age: age, self.bundle.where: self.everywhere, **answers}

    def _answers(self, ticks: list[tuple[str, str]]) -> Answers:
        found: dict[str, Any] = {}
        for q, option in ticks:
            found[q] = (*found.get(q, ()), option) if self.bundle.questions[q].kind == "multiple" else option
        return found
