"""What a questionnaire can and cannot bring about, by running quiz/ on the compiled bundle.

Each claim ends *reachable* (with a witness: answers that were replayed), *impossible* (with the argument) or
*undecided* (the search found no witness; listed, never hidden).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from generator.compile import dump
from generator.proofs.people import Raw, person
from quiz import answers as reading
from quiz import model
from quiz.flow import asked
from quiz.judgement import Judgement, judge
from quiz.matching import findings_of
from quiz.model import SIDES, Bundle, Data, Option, Question, Syndrome
from quiz.routine import compose, limits

PEOPLE = 150
TRIES = 3


@dataclass(frozen=True)
class Verdict:
    """One claim about the questionnaires: what it is about, how it ended, and why."""

    claim: Literal["question", "option", "flag", "caution", "band", "exercise"]
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


def prove(compiled: Data) -> list[Verdict]:
    """Prove everything about a bundle. Made-up people first, then a search aimed at what they did not show."""
    b = model.bundle(json.loads(dump(compiled), parse_float=Decimal))
    seen: Seen = {}
    for questionnaire in b.questionnaires:
        for seed in range(PEOPLE):
            _look(b, questionnaire, person(b, questionnaire, seed), seen)
    for claim, subject in _claims(b):
        if (claim, subject) not in seen:
            for questionnaire, fixed in _aims(b, claim, subject):
                for seed in range(TRIES):
                    _look(b, questionnaire, person(b, questionnaire, seed, fixed), seen)
                    if (claim, subject) in seen:
                        break
                else:
                    continue
                break
    return [_verdict(b, claim, subject, seen) for claim, subject in _claims(b)]


def _claims(b: Bundle) -> Iterator[tuple[Any, str]]:
    for q in b.questions.values():
        yield "question", q.id
        yield from (("option", f"{q.id}={o.id}") for o in q.options if q.kind != "regions")
    yield from (("flag", f.id) for f in b.flags)
    yield from (("caution", c) for c in b.cautions)
    yield from (("band", f"{s}={band}") for s in b.syndromes for band, _ in b.scoring.bands)
    yield from (("exercise", e) for e in b.exercises)


def _verdict(b: Bundle, claim: Any, subject: str, seen: Seen) -> Verdict:
    if (claim, subject) in seen:
        return Verdict(claim, subject, "reachable", seen[claim, subject])
    argument = _argument(b, claim, subject)
    return Verdict(claim, subject, "impossible" if argument else "undecided", None, argument)


def _look(b: Bundle, questionnaire: str, raw: Raw, seen: Seen) -> None:
    """Run one answer set and note everything that it shows."""
    j = judge(b, questionnaire, reading.read(asked(b, questionnaire), raw))
    witness = {"questionnaire": questionnaire, "answers": raw}
    for claim in _shown(b, j):
        seen.setdefault(claim, witness)


def _shown(b: Bundle, j: Judgement) -> Iterator[tuple[str, str]]:
    for name, options in j.shown.options.items():
        yield "question", name
        yield from (("option", f"{name}={o}") for o in options)
    yield from (("flag", f) for f in j.shown.gate.flags)
    yield from (("caution", c) for c in j.shown.gate.cautions)
    yield from (("band", f"{m.syndrome}={m.band}") for m in j.matched)
    if j.matched:
        routine = compose(b, j.matched, j.painful, j.shown.gate, limits(b, j.shown.answers))
        for card in routine.cards if routine else ():
            yield from (("exercise", e) for e in (card.exercise, *card.instead))


# Aims: answers to fix before the rest is made up, the likeliest first.


def _aims(b: Bundle, claim: str, subject: str) -> Iterator[tuple[str, Raw]]:
    name, _, rest = subject.partition("=")
    for questionnaire in b.questionnaires:
        if claim in ("question", "option"):
            q = b.questions[name]
            if name not in asked(b, questionnaire):
                continue
            option = next((o for o in q.options if o.id == rest), None)
            for fixed in _ways(b, q.show_if):
                for more in _ways(b, option.show_if if option else None):
                    yield questionnaire, {**_well(b), **fixed, **more}
        elif claim in ("flag", "caution"):
            when = next(f.when for f in b.flags if f.id == name) if claim == "flag" else b.cautions[name].when
            yield from ((questionnaire, {**_well(b), **fixed}) for fixed in _ways(b, when))
        elif claim == "band":
            yield from ((questionnaire, _fitting(b, questionnaire, b.syndromes[name], side)) for side in SIDES)
        else:
            yield from _towards(b, questionnaire, name)


def _well(b: Bundle) -> Raw:
    """The safety answers of someone well: nothing ticked, no long-standing ache."""
    raw: Raw = {}
    for section in b.screen:
        for name in section.questions:
            q = b.questions[name]
            alone = [o.id for o in q.options if o.exclusive]
            if q.kind == "multiple" and alone:
                raw[name] = alone[:1]
            elif name == b.age:
                raw[name] = 40
            elif q.kind == "scale":
                raw[name] = 2
            elif q.kind == "single" and q.options:
                raw[name] = q.options[0].id
    return raw


def _ways(b: Bundle, c: Data | None) -> list[Raw]:
    """Answers that make a condition true, with what brings up the questions it names; empty when there are none."""
    if c is None:
        return [{}]
    if "any" in c:
        return [way for part in c["any"] for way in _ways(b, part)]
    if "all" in c or "count" in c:
        parts = c["all"] if "all" in c else c["count"][: int(c["at_least"])]
        return _all_of(b, parts)
    if "not" in c:
        return [{}]
    q = b.questions[c["question"]]
    return [
        _joined(_joined(first, shown), {q.id: value})
        for value, option in _passing(q, c)
        for first in _ways(b, q.show_if)[:3]
        for shown in _ways(b, option.show_if if option else None)[:6]
    ]


def _all_of(b: Bundle, parts: list[Data]) -> list[Raw]:
    found: list[Raw] = [{}]
    for part in parts:
        found = [_joined(one, other) for one in found for other in _ways(b, part)][:40]
    return found


def _joined(one: Raw, other: Raw) -> Raw:
    """Both sets of answers; ticks of one question are put together."""
    joined = {**one, **other}
    for name in one.keys() & other.keys():
        if isinstance(one[name], list) and isinstance(other[name], list):
            joined[name] = sorted({*one[name], *other[name]})
    return joined


def _passing(q: Question, c: Data) -> list[tuple[Any, Option | None]]:
    """Answers to `q` that pass one test, each with the option it takes."""
    words = list(c["in"]) if "in" in c else [c["equals"]] if "equals" in c else []
    if q.kind == "regions":
        ids = {o.id for o in q.options}
        return [([w] if w in ids else [f"{w}:left"], None) for w in words]
    if q.options:
        return [([o.id] if q.kind == "multiple" else o.id, o) for o in q.options if o.id in words]
    edges = [c[key] for key in ("at_least", "at_most", "equals") if key in c]
    return [(int(e) if int(e) == e else float(e), None) for e in edges if q.min <= e <= q.max]


def _fitting(b: Bundle, questionnaire: str, s: Syndrome, side: str) -> Raw:
    """The answers that speak most for a syndrome on a side."""
    weights = {i.finding: i.weight for i in s.indicators}
    raw = _well(b)
    regions = [r for r, f in b.region_findings.items() if weights.get(f, 0) > 0]
    places = {o.id for o in b.questions[b.where].options}
    raw[b.where] = [f"{r}:{side}" if f"{r}:{side}" in places else r for r in regions] or ["nowhere"]
    for name, q in asked(b, questionnaire).items():
        if findings_of(b, q) and q.kind != "regions" and not q.safety:
            raw[name] = _best(q, weights, side)
    return raw


def _best(q: Question, weights: dict[str, int], side: str) -> Any:
    def worth(findings: Iterable[tuple[str, str | None, int]]) -> int:
        return sum(weights.get(f, 0) * p for f, where, p in findings if where in (None, side))

    if q.options:
        if q.kind == "multiple":
            good = [o.id for o in q.options if worth(o.findings) > 0]
            return good or [o.id for o in q.options if o.exclusive][:1]
        best = max(q.options, key=lambda o: (worth(o.findings), -sum(p for _, _, p in o.findings))).id
        rest = min(q.options, key=lambda o: sum(p for _, _, p in o.findings)).id
        return {x: best if x == side else rest for x in SIDES} if q.sided else best
    wanted = [m for m in q.measures if weights.get(m.finding, 0) > 0]
    low, high = int(q.min), int(q.max)
    if q.difference and not wanted:
        near, far = (low, high) if q.difference.worse == "lower" else (high, low)
        return {x: near if x == side else far for x in SIDES}
    m = (wanted or list(q.measures))[0]
    hit, miss = (int(m.full_at), int(m.none_at)) if wanted else (int(m.none_at), int(m.none_at))
    if Decimal(m.full_at) != hit:
        hit = high if m.full_at > m.none_at else low
    return {x: hit if x == side else miss for x in SIDES} if q.sided else hit


def _towards(b: Bundle, questionnaire: str, exercise: str) -> Iterator[tuple[str, Raw]]:
    """Answers of someone who could be given an exercise: a syndrome it serves, its equipment only, all the room."""
    e = b.exercises[exercise]
    states = {m for m, _ in e.muscles}
    room = {q.id: q for q in asked(b, questionnaire).values() if q.sets}
    adding = [c for c in b.cautions.values() if exercise in c.adds]
    for s in b.syndromes.values():
        if not adding and states.isdisjoint(m.muscle for m in s.muscles):
            continue
        base = _fitting(b, questionnaire, s, "left")
        for most in (True, False):
            for q in room.values():
                if q.sets == "equipment":
                    base[q.id] = sorted(e.equipment) or [o.id for o in q.options if o.exclusive][:1]
                else:
                    values = sorted(q.options, key=lambda o: o.value or 0)
                    base[q.id] = values[-1 if most or q.sets == "level" else 0].id
            yield questionnaire, dict(base)
            for c in adding:
                yield from ((questionnaire, {**base, **way}) for way in _ways(b, c.when)[:4])


# Arguments: why something can never be.


def _argument(b: Bundle, claim: str, subject: str) -> str:
    name, _, rest = subject.partition("=")
    if claim in ("question", "option") and not any(name in asked(b, q) for q in b.questionnaires):
        return "no questionnaire asks it"
    if claim == "question" and not _ways(b, b.questions[name].show_if):
        return "no answers make its show_if true"
    if claim == "option":
        option = next(o for o in b.questions[name].options if o.id == rest)
        return "" if _ways(b, option.show_if) else "no answers make its show_if true"
    if claim == "flag":
        return "" if _ways(b, next(f.when for f in b.flags if f.id == name)) else "no answers make its rule true"
    if claim == "caution":
        return "" if _ways(b, b.cautions[name].when) else "no answers make its rule true"
    if claim == "band":
        return _no_band(b, b.syndromes[name], rest)
    if claim == "exercise":
        return _no_need(b, name)
    return ""


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
    if any(exercise in c.adds for c in b.cautions.values()):
        return ""
    wants = {"inhibit": ("overactive", None), "lengthen": (None, "short")}.get(e.step, ("underactive", None))
    needed = {
        m.muscle
        for s in b.syndromes.values()
        for m in s.muscles
        if (wants[0] and m.activity == wants[0]) or (wants[1] and m.length == wants[1])
    }
    if needed.isdisjoint(m for m, _ in e.muscles):
        return f"no syndrome needs any of its muscles for the step {e.step}"
    return ""
