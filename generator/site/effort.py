"""How much a self-assessment asks of a reader: words to read, answers to give, and so the minutes that are promised.

Counted is what one person is shown, unless told otherwise a well one: 34 years old, an ache in the first place of the
map, No to every lead and the calmest answer to the rest. What is folded is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from generator.knowledge.base import Knowledge
from generator.model import Question as QuestionModel
from generator.model import Questionnaire, SelfTest
from quiz.asking.answers import read_answers
from quiz.asking.bundle import NOWHERE, SIDES, Bundle, Question
from quiz.judging.flow import Flow, asked, flow

WORDS_A_MINUTE: Final = 200
ANSWERS_A_MINUTE: Final = 30
"""Two seconds to press or to type one."""
AGE: Final = 34
_WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True)
class Effort:
    words: int
    answers: int
    tests: int
    """Minutes of the self-tests that are asked."""
    screen: int = 0
    """Words up to the end of the safety screen."""

    @property
    def minutes(self) -> int:
        """Whole minutes, never fewer than it takes."""
        return ceil(self.words / WORDS_A_MINUTE + self.answers / ANSWERS_A_MINUTE) + self.tests


def effort(
    k: Knowledge, bundle: Bundle, questionnaire: str, language: str = "en", told: Mapping[str, Any] | None = None
) -> Effort:
    """What a questionnaire asks of one person, its introduction and the safety screen counted in.

    `told` are answers of theirs; to all else they answer like someone well.
    """
    shown = _answered(bundle, questionnaire, dict(told or {}))
    q = k.all("questionnaires", Questionnaire)[questionnaire]
    sections = {s.id: s for _, _, _, s in k.sections()}
    questions = {name: found[0] for name, found in k.questions().items()}
    top = [q.title, q.summary, q.intro, k.phrases[language]["ui.emergency.lead"]]
    words = {s: [sections[s].title, sections[s].text or ""] for s, _ in shown.sections}
    for s, names in shown.sections:
        words[s] += [text for name in names for text in _read(k, questions[name], shown, k.phrases[language])]
    screen = _words(top) + sum(_words(words.get(s.id, [])) for s in bundle.screen)
    tests = [k.all("tests", SelfTest)[questions[name].test or ""] for name in shown.questions if questions[name].test]
    sided = sum(2 if bundle.questions[name].sided else 1 for name in shown.questions)
    every = _words(top) + sum(map(_words, words.values()))
    return Effort(every, sided, sum(t.minutes for t in tests), screen)


def _words(texts: Iterable[str]) -> int:
    return sum(len(_WORD.findall(text)) for text in texts)


def _read(k: Knowledge, q: QuestionModel, shown: Flow, phrases: Mapping[str, str]) -> Iterator[str]:
    """The texts of one question that this person is shown."""
    yield q.ask
    if q.cues:
        of_line = {o.cue for o in q.options if o.id in shown.options[q.id]}
        yield from (cue.says for cue in q.cues if cue.id in of_line)
        yield from (phrases[f"ui.question.lead.{word}"] for word in ("no", "yes", "not-sure"))
        if not any(o.exclusive and o.id in shown.answers[q.id] for o in q.options):  # type: ignore[operator]
            yield from _opened(q, shown, phrases)
        return
    test = k.all("tests", SelfTest)[q.test] if q.test else None
    form = test.result if test else q
    yield from (q.help or "", form.unit or "", form.low or "", form.high or "")
    yield from (text for o in form.options if o.id in shown.options[q.id] for text in (o.label, o.help or ""))
    if q.not_sure:
        yield phrases["ui.question.could-not" if test else "ui.question.not-sure"]
    if test:
        yield from (test.summary, *test.not_if, *test.equipment)


def _opened(q: QuestionModel, shown: Flow, phrases: Mapping[str, str]) -> Iterator[str]:
    """The lines of a lead, each with its own not sure, but for the last one: none of these."""
    yield from (phrases["ui.question.lines"], q.help or "")
    for o in (o for o in q.options if o.id in shown.options[q.id]):
        yield from (o.label, o.help or "", "" if o.exclusive else phrases["ui.question.doubt"])


def _answered(bundle: Bundle, questionnaire: str, raw: dict[str, Any]) -> Flow:
    """The questionnaire as it stands once every question that is shown has its answer, calm unless given in `raw`."""
    questions = asked(bundle, questionnaire)
    while True:
        shown = flow(bundle, questionnaire, read_answers(questions, raw))
        new = [name for name in shown.missing if name not in raw]
        if not new:
            return shown
        raw |= {name: _calm(bundle, questions[name], shown.options[name]) for name in new}


def _calm(bundle: Bundle, q: Question, options: tuple[str, ...]) -> Any:
    if q.id == bundle.age:
        return AGE
    if q.kind == "regions":
        return [next(o.id for o in q.options if o.id != NOWHERE)]
    if q.kind == "multiple":
        return [o.id for o in q.options if o.exclusive and o.id in options] or list(options[:1])
    one: Any = next(iter(options), None)
    if q.numeric:
        none = q.measures[0].none_at if q.measures else q.min
        one = min(max(int(none), int(q.min)), int(q.max))
    elif q.options:
        one = min(
            (o for o in q.options if o.id in options),
            key=lambda o: (sum(percent for _, _, percent in o.findings), o.concern),
        ).id
    return dict.fromkeys(SIDES, one) if q.sided else one
