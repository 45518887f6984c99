"""What a questionnaire can and cannot bring about, by running quiz/ on the compiled bundle.

Each claim ends *reachable* (with a witness: answers that were replayed), *impossible* (with the argument) or
*undecided* (the search found no witness; listed, never hidden).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from itertools import islice
from typing import Any, Literal

from generator.bundle.compile import exactly
from generator.progress import track
from generator.reach.aims import alone, dreamt, led, led_to, needed, to_band, to_be_given, to_fit, well
from generator.reach.people import Raw, person
from generator.reach.ways import TooLong, ways
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Bundle, Data, Syndrome, read_bundle
from quiz.judging.flow import asked
from quiz.judging.matching import findings_of
from quiz.judging.verdict import Judgement, judge
from quiz.routine.compose import routine_of

PEOPLE = 150
TRIES = 3
WAYS = 4
STARTS = 4
SOON = 24
"""So many are tried first for an exercise: what takes longer is looked for once those of all have been."""
LATER = 240
"""So many are tried for it before one is changed step by step, which takes as long as three hundred do."""


@dataclass(frozen=True)
class Verdict:
    """One claim about the questionnaires: what it is about, how it ended, and why."""

    claim: Literal["question", "option", "flag", "caution", "pathway", "band", "exercise", "score"]
    subject: str
    state: Literal["reachable", "impossible", "undecided"]
    witness: Data | None = None
    """{"questionnaire", "answers"} that bring it about."""
    argument: str = ""

    def __str__(self) -> str:
        shown = json.dumps(self.witness, sort_keys=True) if self.witness else self.argument
        return f"{self.state}: {self.claim} {self.subject}" + (f": {shown}" if shown else "")


Seen = dict[tuple[str, str], Data]
"""(claim, subject) -> the first witness."""
People = Iterator[tuple[str, Raw]]
"""Made-up people: a questionnaire, and their answers to it."""


def prove(compiled: Data, people: int = PEOPLE) -> list[Verdict]:
    """Prove everything about a bundle. So many made-up people first, then a search for what they did not show."""
    b = read_bundle(exactly(compiled))
    seen: Seen = {}
    made_up = [(questionnaire, seed) for questionnaire in b.questionnaires for seed in range(people)]
    for questionnaire, seed in track(made_up, "made-up people", len(made_up)):
        _look(b, questionnaire, person(b, questionnaire, seed), seen)
    to = cache(partial(led_to, b))
    getting = {e.id: _who_gets(b, e.id, to) for e in b.exercises.values() if e.chosen}
    first = track(getting.items(), "exercises", len(getting))  # a little for each: who gets one exercise shows others
    for subject, them in first:
        _met(b, "exercise", subject, islice(them, SOON), seen)
    never: dict[tuple[str, str], str] = {}
    claims = sorted(_claims(b), key=lambda about: about[0] in _IMPOSSIBLE)  # whoever gets an exercise shows much
    for about in track(claims, "proofs", len(claims)):
        if about not in seen:
            never[about] = _aim(b, *about, seen, getting)
    return [_verdict(claim, subject, seen.get((claim, subject)), never) for claim, subject in _claims(b)]


def _verdict(claim: Any, subject: str, witness: Data | None, never: Mapping[tuple[str, str], str]) -> Verdict:
    if witness:
        return Verdict(claim, subject, "reachable", _plain(witness))
    argument = never[claim, subject]
    return Verdict(claim, subject, "impossible" if argument else "undecided", None, argument)


def _aim(b: Bundle, claim: str, subject: str, seen: Seen, getting: Mapping[str, People]) -> str:
    """Look for a witness of one claim; where there can be none, say why. `getting`: who may get an exercise."""
    if claim not in ("exercise", "band"):
        return _search(b, claim, subject, seen)
    if _met(b, claim, subject, getting[subject] if claim == "exercise" else _who_reaches(b, subject, seen), seen):
        return ""
    name, _, band = subject.partition("=")
    return _no_band(b, b.syndromes[name], band) if claim == "band" else _no_need(b, subject)


def _met(b: Bundle, claim: str, subject: str, people: People, seen: Seen) -> bool:
    """Run these people until one of them is a witness of the claim; whether it has one."""
    while (claim, subject) not in seen and (found := next(people, None)):
        _look(b, *found, seen)
    return (claim, subject) in seen


def _search(b: Bundle, claim: str, subject: str, seen: Seen) -> str:
    """Try all that answers can do to the conditions of a claim: complete answers first, then those few alone."""
    found = gave_up = False
    for questionnaire in b.questionnaires:
        try:
            for way in islice(ways(b, questionnaire, claim, subject), WAYS):
                found = True
                whole = (person(b, questionnaire, seed, {**well(b), **way}) for seed in range(TRIES))
                for raw in (*whole, way):
                    _look(b, questionnaire, raw, seen)
                    if (claim, subject) in seen:
                        return ""
        except TooLong:
            gave_up = True
    return "" if found or gave_up else _IMPOSSIBLE[claim]


_IMPOSSIBLE = {
    "question": "no answers bring it up: what shows it, and its section, cannot all be true",
    "option": "no answers bring it up: what shows it, its question and its section cannot all be true",
    "flag": "no answers make its rule true",
    "caution": "no answers make its rule true",
    "pathway": "no answers fit it at any of its places",
}


def _who_reaches(b: Bundle, subject: str, seen: Seen) -> People:
    """Those who fit a syndrome best; then, step by step, from where it is in another band."""
    for questionnaire, fixed in to_fit(b, subject.partition("=")[0]):
        yield from ((questionnaire, person(b, questionnaire, seed, fixed)) for seed in range(TRIES))
    name, _, band = subject.partition("=")
    for other, _ in b.scoring.bands:
        start = seen.get(("band", f"{name}={other}"))
        if start:
            steps = to_band(b, start["questionnaire"], start["answers"], name, band)
            yield from ((start["questionnaire"], raw) for raw in steps)


def _who_gets(b: Bundle, exercise: str, to: Callable[[str, str], list[Raw]]) -> People:
    """Those whose ache leads to an exercise; those who fit one syndrome that needs it; and then, which takes
    long, from the first of these, step by step, those who fit fewer others.
    """
    yield from ((questionnaire, person(b, questionnaire, 0, fixed)) for questionnaire, fixed in led(b, exercise, to))
    whole = ((questionnaire, person(b, questionnaire, 0, fixed)) for questionnaire, fixed in to_be_given(b, exercise))
    starts = list(islice(whole, STARTS))
    yield from starts
    yield from islice(whole, LATER)
    name = dreamt(b, exercise)
    for questionnaire, start in starts:
        yield from ((questionnaire, raw) for raw in alone(b, questionnaire, start, name))
    yield from whole


def _claims(b: Bundle) -> Iterator[tuple[Any, str]]:
    for q in b.questions.values():
        yield "question", q.id
        yield from (("option", f"{q.id}={o.id}") for o in q.options if q.kind != "regions")
    yield from (("flag", f.id) for f in b.flags)
    yield from (("caution", c) for c in b.cautions)
    yield from (("pathway", p.id) for p in b.pathways)
    yield from (("band", f"{s}={band}") for s in b.syndromes for band, _ in b.scoring.bands)
    yield from (("exercise", e.id) for e in b.exercises.values() if e.chosen)


def _look(b: Bundle, questionnaire: str, raw: Raw, seen: Seen) -> None:
    """Run one answer set and note everything that it shows."""
    j = judge(b, questionnaire, read_answers(asked(b, questionnaire), raw))
    witness = {"questionnaire": questionnaire, "answers": raw}
    for claim in _shown(b, j):
        seen.setdefault(claim, witness)


def _plain(answer: Any) -> Any:
    """A witness, or what is in one, as JSON data."""
    if isinstance(answer, dict):
        return {name: _plain(value) for name, value in answer.items()}
    return answer if not isinstance(answer, Decimal) else int(answer) if answer == int(answer) else float(answer)


def _shown(b: Bundle, j: Judgement) -> Iterator[tuple[str, str]]:
    for name, options in j.shown.options.items():
        yield "question", name
        yield from (("option", f"{name}={o}") for o in options)
    yield from (("flag", f) for f in j.shown.gate.flags)
    yield from (("caution", c) for c in j.shown.gate.cautions)
    yield from (("band", f"{m.syndrome}={m.band}") for m in j.banded)
    yield from (("pathway", p.id) for p in j.told)
    routine = routine_of(b, j)
    for card in routine.cards if routine else ():
        yield from (("exercise", e) for e in (card.exercise, *card.instead))


# Arguments: why something can never be.


def _no_band(b: Bundle, s: Syndrome, band: str) -> str:
    kinds = {
        b.findings[i.finding].kind
        for questionnaire in b.questionnaires
        for q in asked(b, questionnaire).values()
        for i in s.indicators
        if i.weight > 0 and i.finding in findings_of(b, q)
    }
    if not kinds - {"cause"}:
        return "only causes of it are asked, and causes alone reach no band"
    if band == b.scoring.bands[-1][0] and "self-test" not in kinds:
        return "the top band needs a self-test, and none of its self-tests is asked"
    return ""


def _no_need(b: Bundle, exercise: str) -> str:
    e = b.exercises[exercise]
    if any(exercise in c.adds for c in b.cautions.values()) or any(exercise in p.exercises for p in b.pathways):
        return ""
    if not any(needed(e, s) for s in b.syndromes.values()):
        return f"no syndrome needs any of its muscles for the step {e.step}"
    return ""
