"""Where to look for a witness: answers to fix before the rest is made up, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product, repeat, tee, zip_longest
from typing import Any

from generator.reach.people import Raw, near
from generator.reach.ways import TooLong, ways
from quiz.asking.answers import read_answers
from quiz.asking.bundle import SIDES, Answers, Bundle, Exercise, Option, Question, Syndrome
from quiz.judging.flow import asked
from quiz.judging.matching import Match, Reason, findings_of
from quiz.judging.safety import Gate, Permit, permit
from quiz.judging.verdict import Judgement, judge
from quiz.routine.compose import Limits, compose
from quiz.routine.needs import calls_for
from quiz.telling.explain import others

DREAMS = (12, 148)
"""How many ways to be given an exercise are tried with real answers: at first, and where nothing else led there."""
STEPS = 12


def to_fit(b: Bundle, syndrome: str) -> Iterator[tuple[str, Raw]]:
    """Whom a syndrome fits best, on either side."""
    return ((q, _fitting(b, q, b.syndromes[syndrome], side)) for q in b.questionnaires for side in SIDES)


def to_be_given(b: Bundle, exercise: str) -> Iterator[tuple[str, Raw]]:
    """Whom an exercise may be for, by each questionnaire in turn."""
    e = b.exercises[exercise]
    dreams = zip(b.questionnaires, tee(_dreams(b, e), len(b.questionnaires)), strict=True)
    each = [zip(repeat(name), _towards(b, name, e, own)) for name, own in dreams]
    return (found for turn in zip_longest(*each) for found in turn if found)


def led(b: Bundle, exercise: str, to: Callable[[str, str], list[Raw]]) -> Iterator[tuple[str, Raw]]:
    """Whoever has an ache whose pathway names an exercise, and its equipment only; `to` is `led_to` of the bundle."""
    e = b.exercises[exercise]
    widest = Limits(40, 10, b.scoring.days, e.level, frozenset())
    for questionnaire, p in product(b.questionnaires, b.pathways):
        for way in to(questionnaire, p.id) if e.id in p.exercises else ():
            yield questionnaire, {**well(b), **way, **_room(b, _setting(b, questionnaire), e, widest)}


def well(b: Bundle) -> Raw:
    """The safety answers of someone well: nothing ticked, no long-standing ache."""
    screened = (b.questions[name] for section in b.screen for name in section.questions)
    return {q.id: one for q in screened if (one := _of_one_well(b, q))}


def _of_one_well(b: Bundle, q: Question) -> Any:
    if q.kind == "multiple":
        return [o.id for o in q.options if o.exclusive][:1]
    if q.id == b.age:
        return near(q, 40)
    one = near(q, 2) if q.kind == "scale" else q.options[0].id if q.kind == "single" and q.options else None
    return dict.fromkeys(SIDES, one) if q.sided and one is not None else one


def _fitting(b: Bundle, questionnaire: str, s: Syndrome, side: str) -> Raw:
    """The answers that speak most for a syndrome on a side."""
    weights = {i.finding: i.weight for i in s.indicators}
    raw = well(b)
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
    low, high = near(q, q.min), near(q, q.max)
    if q.difference and not wanted:
        worse, better = (low, high) if q.difference.worse == "lower" else (high, low)
        return {x: worse if x == side else better for x in SIDES}
    m = (wanted or list(q.measures))[0]
    miss = near(q, m.none_at)
    hit = near(q, m.full_at) if wanted else miss
    if wanted and m.full_at != hit:
        hit = high if m.full_at > m.none_at else low
    return {x: hit if x == side else miss for x in SIDES} if q.sided else hit


_Dream = tuple[Syndrome, str | None, Limits]
"""Who would be given an exercise: the one syndrome that fits, a caution, and the limits."""


def _towards(b: Bundle, questionnaire: str, e: Exercise, dreams: Iterator[_Dream]) -> Iterator[Raw]:
    """Answers of someone who could be given an exercise: its equipment only, and what `_dreams` finds first; then the
    same people without an ache, of whom no pathway asks for anything; then what else `_dreams` finds.
    """
    room = _setting(b, questionnaire)
    nowhere = next(({b.where: [o.id]} for o in b.questions[b.where].options if o.exclusive), {})

    def people(most: int) -> Iterator[Raw]:
        met: list[Raw] = []
        for s, caution, within in islice(dreams, most):
            having = islice(ways(b, questionnaire, "caution", caution), 2) if caution else ({},)
            for way, side in product(having, SIDES if s.sided else SIDES[:1]):
                fitting, known = _fitting(b, questionnaire, s, side), {**way, **_room(b, room, e, within)}
                met.append({**fitting, **nowhere, **known})
                yield {**fitting, **known}
        yield from met

    first, rest = DREAMS
    yield from people(first)
    yield from people(rest)


def _setting(b: Bundle, questionnaire: str) -> list[Question]:
    """The questions whose answers set the limits."""
    return [q for q in asked(b, questionnaire).values() if q.sets]


def led_to(b: Bundle, questionnaire: str, pathway: str) -> list[Raw]:
    """Two sets of answers that lead to a pathway; none where the search for them was given up."""
    try:
        return list(islice(ways(b, questionnaire, "pathway", pathway), 2))
    except TooLong:
        return []


def _room(b: Bundle, room: Iterable[Question], e: Exercise, within: Limits) -> Raw:
    """The answers that set the limits: an exercise's equipment, and of the rest what is nearest."""
    raw: Raw = {}
    for q in room:
        if q.sets == "equipment":
            raw[q.id] = _ticked(b, q.options, e.equipment) or [o.id for o in q.options if o.exclusive][:1]
        elif q.sets != "days":
            wanted: int = getattr(within, q.sets or "")
            raw[q.id] = min(q.options, key=lambda o: abs((o.value or 0) - wanted)).id
    return raw


def _ticked(b: Bundle, options: Iterable[Option], pieces: Iterable[str]) -> list[str]:
    """The options that stand for some pieces of equipment, or for what holds them."""
    asked_for = [o.id for o in options]
    holder = {piece: o for o in asked_for for piece in b.equipment.holds.get(o, ())}
    return sorted({piece if piece in asked_for else holder.get(piece, piece) for piece in pieces})


def dreamt(b: Bundle, exercise: str) -> str:
    """A syndrome whose needs, alone, lead to the exercise; "" where there is none."""
    return next((s.id for s, _, _ in _dreams(b, b.exercises[exercise])), "")


def _dreams(b: Bundle, e: Exercise) -> Iterator[_Dream]:
    """Who would be given the exercise if exactly one syndrome fitted.

    Those with much time come first, of them those without a caution, of them those whose protocol names it. Whether
    answers can bring that about is for the search to find out.
    """
    adding: list[str | None] = [c.id for c in b.cautions.values() if e.id in c.adds]
    fitting = [s for s in b.syndromes.values() if adding or needed(e, s)]
    fitting.sort(key=lambda s: e.id not in s.protocol[e.step])
    options = [o for q in b.questions.values() if q.sets == "equipment" for o in q.options]
    owned = b.equipment.owned(_ticked(b, options, e.equipment))
    cautions = adding or [None, *(c.id for c in b.cautions.values() if c.gate != "see-first")]
    gates = [(c, Gate("full", (), (c,) if c else (), ())) for c in cautions]
    allowed = [(c, gate) for c, gate in gates if isinstance(permit(b, gate, e), Permit)]
    for minutes, count in ((40, 10), (10, 6), (10, 4), (5, 4)):
        within = Limits(minutes, count, b.scoring.days, e.level, owned)
        for (caution, gate), s in product(allowed, fitting):
            match = Match(s.id, None, 1000, 1000, None, (Reason(s.indicators[0].finding, None, 1, 100),))
            routine = compose(b, [match], (), gate, within)
            if routine and any(e.id in (c.exercise, *c.instead) for c in routine.cards):
                yield s, caution, within


def needed(e: Exercise, s: Syndrome) -> bool:
    """Whether a syndrome needs any of an exercise's muscles for its step."""
    return any(m.muscle in dict(e.muscles) and e.step in calls_for(m.activity, m.length, m.eased) for m in s.muscles)


def to_band(b: Bundle, questionnaire: str, raw: Raw, name: str, band: str) -> Iterator[Raw]:
    """From complete answers for which a syndrome is in some other band, step by step towards that band.

    Where the best first step leads to no such answers, each other first step is tried.
    """
    names = [n for n, _ in b.scoring.bands]
    edges = [*(at_least for _, at_least in b.scoring.bands), 1001]
    low, high = edges[names.index(band)], edges[names.index(band) + 1]

    def away(j: Judgement) -> int:
        """How far the nearer side's support is from the band, a side that is in none farther; 0 when it is in it."""
        if not any(m.band for m in j.banded):
            return 10_000
        own = [m for m in j.matches if m.syndrome == name]
        return min(max(low - m.support, m.support - high + 1, 0) + (not m.band) * 1000 + (m.band != band) for m in own)

    telling = {i.finding for i in b.syndromes[name].indicators}
    yield from _climb(b, questionnaire, raw, away, telling)
    read: Answers = read_answers(asked(b, questionnaire), raw)
    for start in _changed(b, judge(b, questionnaire, read), read, telling):
        yield from _climb(b, questionnaire, _written(start), away, telling)


def alone(b: Bundle, questionnaire: str, raw: Raw, name: str) -> Iterator[Raw]:
    """From complete answers that fit a syndrome, step by step to such as fit fewer others."""

    def away(j: Judgement) -> int:
        matched = {m.syndrome: m.support for m in j.banded}
        own = matched.pop(name, None)
        return 100_000 if own is None else sum(matched.values()) - own

    telling = {i.finding for s in b.syndromes.values() for i in s.indicators}
    yield from _climb(b, questionnaire, raw, away, telling)


def _climb(
    b: Bundle, questionnaire: str, raw: Raw, away: Callable[[Judgement], int], telling: set[str]
) -> Iterator[Raw]:
    """Change one answer at a time, always for the best, and yield each step; only answers about `telling` findings."""
    read: Answers = read_answers(asked(b, questionnaire), raw)
    j = judge(b, questionnaire, read)
    for _ in range(STEPS):
        tries = _changed(b, j, read, telling)
        judged = [judge(b, questionnaire, answers) for answers in tries]
        scores = list(map(away, judged))
        best = min(range(len(tries)), key=scores.__getitem__, default=None)
        if best is None or scores[best] >= away(j):
            return
        read, j = tries[best], judged[best]
        yield _written(read)


def _changed(b: Bundle, j: Judgement, read: Answers, telling: set[str]) -> list[Answers]:
    """The same answers with one of them changed that is about `telling` findings."""
    return [
        {**read, q: answer}
        for q in j.shown.questions
        if not b.questions[q].safety and q in read and not telling.isdisjoint(findings_of(b, b.questions[q]))
        for answer in others(b.questions[q], j.shown.options[q], read[q])
    ]


def _written(answers: Answers) -> Raw:
    """Answers that were read, as they are given."""
    return {name: list(answer) if isinstance(answer, tuple) else answer for name, answer in answers.items()}
