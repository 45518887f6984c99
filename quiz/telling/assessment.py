"""Answers -> assessment: the whole result as JSON of message ids and values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from quiz.asking.bundle import Answers, Bundle, Data
from quiz.asking.chain import worth_checking
from quiz.asking.conditions import holds
from quiz.asking.earlier import Activity, Earlier, worth_keeping
from quiz.judging.matching import Match, Reason
from quiz.judging.safety import Gate, excluded
from quiz.judging.since import compared
from quiz.judging.verdict import Judgement, judge
from quiz.routine.compose import Card, LeftOut, Limits, Routine, Short
from quiz.routine.doses import in_minutes
from quiz.routine.growth import rule
from quiz.routine.shaping import addable, shaped
from quiz.telling.card import card
from quiz.telling.messages import paragraphs, say, side_told, sided
from quiz.telling.minding import minding
from quiz.telling.places import places_told
from quiz.telling.scores import scores_told
from quiz.telling.shaping import all_named, time_told, ways_told, within_told
from quiz.telling.sheet import dates_told, routine_told
from quiz.telling.since import since_told, without_verdict_on_patterns
from quiz.telling.voice import gate_told, spoken

FORMAT = 1
ELSEWHERE = 3
HABITS = 2
MUSCLES = 2
"""The most muscles that a card's reason names."""


def assess(
    bundle: Bundle,
    questionnaire: str,
    answers: Answers,
    today: date | None = None,
    shape: Any = None,
    change: Any = None,
    before: Sequence[Earlier] = (),
    activities: Sequence[Activity] = (),
) -> dict[str, Any]:
    """Assess answers that were read. Unanswered questions come back as outcome "incomplete", nothing else then.

    `shape` and `change`: how the routine is to differ, see quiz/routine/shaping.py; raises BadShape where it cannot.
    `before`: earlier checks of the same person; `activities`: what matters to them, today.
    Raises BadAnswers where a scale cannot use an answer, such as a number off its question's step.
    """
    j = judge(bundle, questionnaire, answers)
    result: dict[str, Any] = {"format": FORMAT, "version": bundle.version, "questionnaire": questionnaire}
    if j.outcome == "incomplete":
        return {**result, "outcome": j.outcome, "missing": list(j.shown.missing)}
    gate, matched = j.shown.gate, j.matched
    shaped_so, within, routine = shaped(bundle, j, shape, change)
    gate_says = gate_told(bundle, gate)
    places = places_told(bundle, j)
    unhelped = bool(places) and not any(p["pathways"] or p["pattern"] for p in places)
    words = "look-first" if unhelped else spoken(j.outcome, gate_says)
    told = _routine(bundle, j, routine, within, gate_says) if routine else None
    since = None if unhelped else compared(bundle, j, before, activities, today)
    then = since_told(bundle, since, j.shown.answers, told["cards"] if told else ()) if since else None
    lead = say(f"outcome.{j.outcome}.lead") if told and f"outcome.{j.outcome}.lead" in bundle.words else None
    return {
        **result,
        "outcome": j.outcome,
        "headline": then["headline"] if then else headline(words, matched, places),
        "lead": then["next"] if then and then["next"] else lead,
        "carer": say("outcome.carer") if bundle.carer and holds(bundle.carer, j.shown.answers) else None,
        "intro": [] if without_verdict_on_patterns(since, j.outcome) else paragraphs(bundle, f"outcome.{words}"),
        "since": then,
        "measured": worth_keeping(bundle, j.shown.answers) if gate.open else [],
        "gate": gate_says,
        "scores": _scores(bundle, j, questionnaire) if gate.open else [],
        "places": places,
        "matches": _matches(bundle, matched),
        "seen": _matches(bundle, j.also),
        "muscles": _muscles(bundle, matched),
        "elsewhere": _elsewhere(bundle, j) if gate.open else [],
        "routine": told,
        "shape": shaped_so.told or None,
        "within": within_told(within) if told else None,
        "more": all_named(addable(bundle, gate, within, {c.exercise for c in routine.cards})) if routine else [],
        "habits": _habits(bundle, j, matched) if gate.open and j.outcome != "scored" else [],
        "retest": _retest(bundle, today) if gate.open else None,
    }


def _scores(bundle: Bundle, j: Judgement, questionnaire: str) -> list[Data]:
    """The scores; beside a routine none of a scale that is not for this person."""
    told = scores_told(bundle, questionnaire, j.shown)
    return told if j.outcome == "scored" else [score for score in told if score["reason"] != "closed"]


def headline(words: str, matched: list[Match], places: list[Data]) -> Data:
    """The headline of an outcome's words, about the first place that there is something to do for."""
    first = next((p for p in places if p["pathways"] or p["pattern"]), None)
    pattern = first["pattern"] if first else None
    if first and pattern and pattern["leads"]:
        band = next(m.band for m in matched if m.syndrome == pattern["syndrome"])
        return say(f"outcome.match.place.{band}", place=first["title"], pattern=pattern["title"])
    if first and first["pathways"] and (first["place"] or words != "match"):
        return say("outcome.pathway", place=first["title"] if first["place"] else first["pathways"][0]["title"])
    if words == "match":
        return say(f"outcome.match.headline.{matched[0].band}")
    if words == "look-first":
        return say("outcome.look-first.headline", place=places[0]["title"])
    return say(f"outcome.{words}.headline")


def _matches(bundle: Bundle, matched: list[Match]) -> list[Data]:
    """The matched syndromes; one matched on both sides is told once, with the stronger side's reasons."""
    told: list[Data] = []
    families: set[str] = set()
    sides = {m.syndrome: [n.side for n in matched if n.syndrome == m.syndrome] for m in matched}
    for m in matched:
        if any(t["syndrome"] == m.syndrome for t in told):
            continue
        family = bundle.syndromes[m.syndrome].family
        told.append(
            {
                "syndrome": m.syndrome,
                "family": family,
                "leads": family not in families,
                "side": "both" if len(sides[m.syndrome]) == 2 else m.side,
                "side_title": side_told("both" if len(sides[m.syndrome]) == 2 else m.side),
                "band": m.band,
                "band_title": say(f"band.{m.band}"),
                "support": m.support,
                "coverage": m.coverage,
                "next": _next_band(bundle, m),
                "title": say(f"syndromes.{m.syndrome}.title"),
                "plain": say(f"syndromes.{m.syndrome}.plain"),
                "for": [_reason(r) for r in _ordered(m.reasons) if r.weight * r.strength > 0],
                "against": [_reason(r) for r in _ordered(m.reasons) if r.weight * r.strength <= 0],
            }
        )
        families.add(family)
    return told


def _next_band(bundle: Bundle, m: Match) -> Data | None:
    """The next band, and how many permille of support it is away; 0 when only another kind of evidence is wanted."""
    names = [name for name, _ in bundle.scoring.bands]
    above = bundle.scoring.bands[names.index(m.band or "") + 1 :]
    if not above:
        return None
    name, at_least = above[0]
    return {"band": name, "title": say(f"band.{name}"), "missing": max(0, at_least - m.support)}


def _ordered(reasons: Iterable[Reason]) -> list[Reason]:
    """The weightiest first. An absent finding that would have spoken against says nothing, so it is left out."""
    telling = [r for r in reasons if r.weight > 0 or r.strength > 0]
    return sorted(telling, key=lambda r: (-abs(r.weight) * r.strength, -abs(r.weight)))


def _reason(r: Reason) -> Data:
    return {
        "finding": r.finding,
        "side": r.side,
        "weight": r.weight,
        "strength": r.strength,
        "text": sided(f"findings.{r.finding}.{'present' if r.strength else 'absent'}", r.side),
    }


def _muscles(bundle: Bundle, matched: list[Match]) -> list[Data]:
    """The muscles of the matched syndromes, the best supported syndrome's view first, each muscle once."""
    told: dict[str, Data] = {}
    for m in matched:
        for state in bundle.syndromes[m.syndrome].muscles:
            if state.muscle not in told and (state.activity != "unclear" or state.length != "unclear"):
                told[state.muscle] = {
                    "id": state.muscle,
                    "title": say(f"muscles.{state.muscle}.title"),
                    "plain": say(f"muscles.{state.muscle}.plain"),
                    "activity": state.activity,
                    "length": state.length,
                    "activity_title": say(f"activity.{state.activity}"),
                    "length_title": say(f"length.{state.length}"),
                    "side": m.side,
                }
    return sorted(told.values(), key=lambda t: ("overactive", "underactive", "unclear").index(t["activity"]))


def _elsewhere(bundle: Bundle, j: Judgement) -> list[Data]:
    """Places along the kinetic chain, other than those that hurt, that may be worth a look: none that was denied."""
    links = {link.id: link for link in bundle.chain}
    near = [links[r.links[0]] for r in worth_checking(bundle.chain, bundle.chain_regions, j.painful)]
    near = [x for x in near if not _denied(bundle, j, x.from_)]
    return [
        {
            "link": x.id,
            "node": x.from_,
            "title": say(f"chain-nodes.{x.from_}.title"),
            "with": say(f"chain-nodes.{x.to}.title"),
            "why": say(f"chain.{x.id}.mechanism"),
            "strength": x.strength,
            "strength_title": say(f"chain.strength.{x.strength}"),
        }
        for x in near[:ELSEWHERE]
    ]


def _denied(bundle: Bundle, j: Judgement, node: str) -> bool:
    """Whether something was answered about a node of the chain, and all of it with no."""
    told = [percent for (f, _), percent in j.found.items() if f in bundle.chain_findings.get(node, ())]
    return bool(told) and not any(told)


def _routine(bundle: Bundle, j: Judgement, r: Routine, within: Limits, gate: Data) -> Data:
    told = routine_told(
        r.days,
        r.seconds,
        _cards(bundle, j.shown.gate, within, r.cards),
        rule(bool(j.painful), [c.weeks for c in r.cards]),
    )
    return {
        **told,
        "mind": minding(bundle, gate["cautions"], told["cards"]),
        "time": time_told(told["minutes"], within),
        "empty": [
            {"step": step, "title": say(f"step.{step}"), "why": say(f"routine.empty.{why}")} for step, why in r.empty
        ],
        "left_out": [_left_out(x) for x in r.left_out],
        "short": _short(bundle, r.short, len(r.cards), within) if r.short else None,
    }


def _short(bundle: Bundle, s: Short, n: int, within: Limits) -> Data:
    """Which limit keeps the routine below the number of exercises, and what would bring more."""
    about = {"n": n, "count": within.count, "minutes": within.minutes, "most": bundle.scoring.per_step}
    reasons = s.refused if s.by == "permits" else ()
    things = [say(f"equipment.{e}.title") for e in s.lacking] if s.by == "permits" else []
    return {
        "by": s.by,
        "text": say(f"short.{s.by}" if n else f"short.{s.by}.none", **about, least=in_minutes(s.least)),
        "because": [say(f"short.refused.{why}", n=count) for why, count in reasons],
        "lacking": say("short.lacking", what=things) if things else None,
    }


def _cards(bundle: Bundle, verdict: Gate, within: Limits, cards: Iterable[Card]) -> list[Data]:
    """The cards. The ache, or the pattern and what a person told us, is said once, on the first that it leads to."""
    told: set[object] = set()
    found: list[Data] = []
    for c in cards:
        reason = c.pathway or (c.syndrome, c.finding)
        ways = ways_told(bundle, verdict, within, bundle.exercises[c.exercise])
        found.append({**_card(bundle, c, reason in told), **ways})
        told.add(reason)
    return found


def _card(bundle: Bundle, c: Card, again: bool) -> Data:
    muscles = [say(f"muscles.{m}.plain") for m in c.muscles[:MUSCLES]]
    if again and (c.pathway or c.finding):
        why = say(f"card.why.again.{c.step}", muscles=muscles)
    elif c.pathway:
        why = say(f"card.why.pathway.{c.step}", muscles=muscles, what=say(f"pathways.{c.pathway}.plain"))
    elif c.syndrome and c.finding:
        told = sided(f"findings.{c.finding[0]}.present", c.finding[1])
        pattern = say(f"syndromes.{c.syndrome}.title")
        why = say(f"card.why.{c.step}", muscles=muscles, pattern=pattern, finding=told)
    elif c.added_by is None:
        why = say("card.why.chosen")
    else:
        why = say("card.why.added", caution=say(f"cautions.{c.added_by}.title"))
    return {
        **card(bundle, bundle.exercises[c.exercise], c.start, c.weeks, c.cautions),
        "why": why,
        "muscles": list(c.muscles),
        "instead": all_named(c.instead),
    }


def _left_out(x: LeftOut) -> Data:
    kinds = {"caution": "cautions", "pathway": "pathways", "equipment": "equipment", "long": "muscles"}
    named = "plain" if x.because == "pathway" else "title"
    values = {"what": say(f"{kinds[x.because]}.{x.detail}.{named}")} if x.because in kinds else {}
    return {
        "exercise": x.exercise,
        "title": say(f"exercises.{x.exercise}.title"),
        "because": x.because,
        "detail": x.detail,
        "why": say(f"left-out.{x.because}", **values),
    }


def _habits(bundle: Bundle, j: Judgement, matched: list[Match]) -> list[Data]:
    """Two habits: from the causes the person named, those that weigh most in the matches first; then the defaults.

    Of those that a cause names, only what is for a place that bothers this person, where any does; and none that asks
    what a caution excludes.
    """
    weights = {r.finding: r.weight * r.strength for m in reversed(matched) for r in m.reasons}
    present = [f for (f, _), percent in j.found.items() if percent and bundle.findings[f].kind == "cause"]
    causes = [bundle.findings[f].page.partition("/")[2] for f in sorted(present, key=lambda f: -weights.get(f, 0))]
    named = [h for c in causes for h in bundle.habits.get(c, ()) if _fits(bundle, h, j.painful)]
    every = dict.fromkeys([*named, *bundle.scoring.habits])
    barred = {h for h, demands in bundle.habit_demands.items() if excluded(bundle, j.shown.gate.cautions, demands)}
    chosen = [h for h in every if h not in barred][:HABITS]
    return [{"id": h, "title": say(f"habits.{h}.title"), "do": say(f"habits.{h}.do")} for h in chosen]


def _fits(bundle: Bundle, habit: str, painful: Collection[str]) -> bool:
    places = bundle.habit_regions.get(habit)
    return not painful or places is None or not places.isdisjoint(painful)


def _retest(bundle: Bundle, today: date | None) -> Data:
    days = bundle.scoring.retest_days
    return {
        "days": days,
        "date": (today + timedelta(days=days)).isoformat() if today else None,
        "text": say("retest", n=days // 7),
        "dates": dates_told(bundle, today),
    }
