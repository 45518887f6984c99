"""Made-up people: generated answer sets, seeded and repeatable, for proofs about questionnaires and for tests."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from quiz.asking.answers import read_answers
from quiz.asking.bundle import NOT_SURE, SIDES, Bundle, Number, Question
from quiz.judging.flow import asked, flow

Raw = dict[str, Any]
TRIES = 6


def person(bundle: Bundle, questionnaire: str, seed: int, fixed: Raw | None = None) -> Raw:
    """Answers (as JSON data) of one made-up person: complete where `fixed` allows, with leftovers in hidden questions.

    A third are ailing and may stop at the gate, some of them unsure about safety questions; the others answer the
    safety questions until it is open.
    """
    rng = Random(seed)
    someone = _Someone(rng)
    questions = asked(bundle, questionnaire)
    raw: Raw = dict(fixed or {})
    if rng.random() < 0.3:  # someone who changed their mind: answers that may end up hidden
        for name in rng.sample(sorted(questions), min(5, len(questions))):
            if not questions[name].safety:
                raw.setdefault(name, someone.answer(questions[name], None))
    for attempt in range(TRIES):
        raw = _complete(bundle, questionnaire, questions, raw, someone)
        if someone.ailing or attempt == TRIES - 1:
            break
        if flow(bundle, questionnaire, read_answers(questions, raw)).gate.open:
            break
        raw = {n: a for n, a in raw.items() if not questions[n].safety or n in (fixed or {})}
    return raw


def _complete(bundle: Bundle, questionnaire: str, questions: dict[str, Question], raw: Raw, someone: _Someone) -> Raw:
    """Answer all that is shown and missing, again and again until nothing is, or only what leaves no choice."""
    raw, given = dict(raw), Counter[str]()
    while True:
        shown = flow(bundle, questionnaire, read_answers(questions, raw))
        missing = [name for name in shown.missing if given[name] < TRIES]
        for name in missing:
            raw[name] = someone.answer(questions[name], shown.options[name])
        given.update(missing)
        if not missing:
            break
    for name in shown.questions:
        if name not in raw and someone.rng.random() < 0.7:
            raw[name] = someone.answer(questions[name], shown.options[name])
    return raw


class _Someone:
    """A way of answering: ailing or well, doubting or sure, with much or little to report."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        health = rng.random()
        self.ailing = health < 0.35
        self.unsure = health < 0.1
        """Of the ailing: not sure about some of the safety questions."""
        self.doubting = rng.random() < 0.15
        self.calm = rng.choice([0.2, 0.5, 0.97])
        """How often they give the answer that speaks for nothing."""

    def answer(self, q: Question, options: tuple[str, ...] | None) -> Any:
        shown = [o for o in q.options if options is None or o.id in options]
        if self.unsure and q.safety and q.not_sure and self.rng.random() < 0.4:
            lines = [o.id for o in q.options if not o.exclusive and (options is None or o.id in options)]
            named = q.kind == "multiple" and self.rng.random() < 0.5
            unsure = [f"{NOT_SURE}:{self.rng.choice(lines)}"] if named else NOT_SURE
            return dict.fromkeys(SIDES, unsure) if q.sided else unsure
        if not q.safety and self.rng.random() < self.calm:
            quiet = _quiet(q)
            if quiet is not None:
                return quiet
        if q.sided:
            return {side: self._one(q, [o.id for o in shown]) for side in SIDES}
        if q.kind not in ("multiple", "regions"):
            return self._one(q, [o.id for o in shown])
        alone = [o.id for o in shown if o.exclusive]
        free = [o.id for o in shown if not o.exclusive]
        rate = 0.75 if self.ailing or not q.safety else 0.2 if q.kind == "regions" else 0.95
        if alone and self.rng.random() < rate:
            return [self.rng.choice(alone)]
        return sorted(self.rng.sample(free, min(len(free), self.rng.randint(1, 3)))) or alone

    def _one(self, q: Question, options: list[str]) -> Any:
        if self.doubting and q.not_sure and not q.safety and self.rng.random() < 0.4:
            return NOT_SURE
        if not q.numeric:
            return self.rng.choice(options) if options else None
        low, high = (near(q, n) for n in ((16, 75) if q.id == "age" else (q.min, q.max)))
        return self.rng.randint(low, high) if isinstance(low, int) and isinstance(high, int) else low


def near(q: Question, wanted: Number) -> Number:
    """The number nearest to what is wanted that `q` takes, without its fraction where it can be."""
    value = min(max(wanted, q.min), q.max)
    return int(value) if q.min <= int(value) else value


def _quiet(q: Question) -> Any:
    """The answer that establishes nothing, or None where there is no such answer."""
    if q.options:
        one: Any = min(q.options, key=lambda o: (sum(strength for _, _, strength in o.findings), o.concern)).id
    elif q.measures:
        one = near(q, q.measures[0].none_at)
    else:
        return None
    return dict.fromkeys(SIDES, one) if q.sided else [one] if q.kind == "multiple" else one


def changed(bundle: Bundle, questionnaire: str, raw: Raw, seed: int) -> Raw:
    """The same person with up to three other answers, safety answers too; now and then one is taken away."""
    rng = Random(seed)
    someone, questions = _Someone(rng), asked(bundle, questionnaire)
    raw = dict(raw)
    for name in rng.sample(sorted(questions), min(rng.randint(1, 3), len(questions))):
        if rng.random() < 0.1:
            raw.pop(name, None)
        else:
            raw[name] = someone.answer(questions[name], None)
    return raw
