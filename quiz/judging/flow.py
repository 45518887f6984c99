"""Which questions are asked: sections in order, `show_if` over earlier answers, self-tests picked by use.

Hidden questions never count: this module hands out only the answers that do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.asking.bundle import NOT_SURE, SIDES, Answer, Answers, Bundle, Question, Section
from quiz.asking.conditions import holds
from quiz.judging.findings import evidence
from quiz.judging.matching import findings_of, usefulness
from quiz.judging.safety import AT_ONCE, Gate, ending, excluded, gate, stops


@dataclass(frozen=True)
class Flow:
    """The questions that are shown now, and the answers that count."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """(section, its shown questions); a section without any is left out."""
    options: Mapping[str, tuple[str, ...]]
    """Question -> its shown options."""
    answers: Answers
    missing: tuple[str, ...]
    """Shown questions that must be answered and are not, in order; none once there is an emergency."""
    gate: Gate
    screened: bool
    """Every safety question that is shown has been answered."""

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(q for _, asked in self.sections for q in asked)


def asked(bundle: Bundle, questionnaire: str) -> dict[str, Question]:
    """All questions a questionnaire can ask, shown or not, the safety section first."""
    sections = bundle.screen + bundle.questionnaires[questionnaire]
    return {q: bundle.questions[q] for s in sections for q in s.questions}


def flow(bundle: Bundle, questionnaire: str, answers: Answers) -> Flow:
    """Walk the questionnaire. It ends after a safety section that says stop, and after the screen when not open.

    A list of ticks of which every line is hidden is not asked.
    """
    shown: list[tuple[str, tuple[str, ...]]] = []
    options: dict[str, tuple[str, ...]] = {}
    counted: dict[str, Answer] = {}

    verdict = gate(bundle, {})

    def walk(section: Section) -> None:
        names: list[str] = []
        if holds(section.show_if, counted):
            for name in _candidates(bundle, section, counted, verdict):
                q = bundle.questions[name]
                if not holds(q.show_if, counted):
                    continue
                offered = tuple(o.id for o in q.options if holds(o.show_if, counted))
                if q.asks(offered):
                    names.append(name)
                    options[name] = offered
                    _count(q, offered, answers.get(name), counted)
        if names:
            shown.append((section.id, tuple(names)))

    for section in bundle.screen:
        walk(section)
        if stops(bundle, counted, ending(section)):
            break
    verdict = gate(bundle, counted)
    unscreened = _missing(bundle, shown, counted)
    if verdict.open:
        for section in bundle.questionnaires[questionnaire]:
            walk(section)
    missing = () if stops(bundle, counted, AT_ONCE) else _missing(bundle, shown, counted)
    return Flow(tuple(shown), options, counted, missing, verdict, not unscreened)


def _candidates(bundle: Bundle, section: Section, counted: Answers, verdict: Gate) -> tuple[str, ...]:
    """The section's questions without the self-tests that a caution forbids; where it picks, the most useful ones."""
    allowed = [name for name in section.questions if _allowed(bundle, verdict, bundle.questions[name])]
    if section.pick is None:
        return tuple(allowed)
    allowed = [name for name in allowed if holds(bundle.questions[name].show_if, counted)]
    if len(allowed) <= section.pick:
        return tuple(allowed)
    worth = usefulness(bundle, evidence(bundle, counted))

    def useful(name: str) -> int:
        return sum(worth.get(finding, 0) for finding in findings_of(bundle, bundle.questions[name]))

    best = sorted(allowed, key=useful, reverse=True)[: section.pick]
    return tuple(name for name in section.questions if name in best)


def _allowed(bundle: Bundle, verdict: Gate, q: Question) -> bool:
    """Whether what a self-test asks of a body is for this person; other questions ask nothing of it."""
    if verdict.level == "gentle" and not q.demands.isdisjoint(bundle.scoring.gentle_excludes):
        return False
    return q.not_with.isdisjoint(verdict.cautions) and not excluded(bundle, verdict.cautions, q.demands)


def _count(q: Question, options: tuple[str, ...], answer: Answer | None, counted: dict[str, Answer]) -> None:
    """Take an answer into those that count, without the options that are hidden."""
    if isinstance(answer, tuple):
        answer = tuple(v for v in answer if v.removeprefix(f"{NOT_SURE}:") in (NOT_SURE, *options))
        weaker = {o.id for o in q.options if o.yields_to in answer}
        answer = tuple(v for v in answer if v not in weaker) or None
    elif isinstance(answer, str) and answer != NOT_SURE and q.options and answer not in options:
        answer = None
    if answer is not None:
        counted[q.id] = answer


def _missing(bundle: Bundle, shown: list[tuple[str, tuple[str, ...]]], counted: Answers) -> tuple[str, ...]:
    return tuple(
        name for _, names in shown for name in names if not bundle.questions[name].optional and _open(name, counted)
    )


def _open(name: str, counted: Answers) -> bool:
    answer = counted.get(name)
    return answer is None or (isinstance(answer, Mapping) and any(side not in answer for side in SIDES))
