"""The places that ache -> messages: for each what fits it, what to do for it, or whom to see; and what fits beside."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.asking.bundle import Bundle, Data
from quiz.asking.pathways import Pathway
from quiz.judging.matching import Match
from quiz.judging.verdict import Judgement
from quiz.telling.messages import say


def places_told(bundle: Bundle, j: Judgement) -> list[Data]:
    """A line for each place that aches; one more for what fits anywhere.

    The place that bothers most comes first, then those of the best supported patterns: a weak one moves no place up.
    """
    order = {m.syndrome: i for i, m in reversed(list(enumerate(j.matched)))}
    patterns = {place: pattern_of(bundle, j, place) for place in j.pathways}

    def rank(place: str) -> tuple[bool, int]:
        p = patterns[place]
        return place != j.most, order[p.syndrome] if p and not weak(bundle, p.band) else len(order)

    told = [_told(bundle, j, place, patterns[place]) for place in sorted(j.pathways, key=rank)]
    return [*told, _beside(j)] if j.beside else told


def weak(bundle: Bundle, band: str | None) -> bool:
    """Whether a band is the lowest: what to do for the ache is told before a pattern that is no surer than that."""
    return band == bundle.scoring.bands[0][0]


def pattern_of(bundle: Bundle, j: Judgement, place: str) -> Match | None:
    """The best supported pattern that concerns a place."""
    return next((m for m in j.matched if j.pathways[place] and place in bundle.syndromes[m.syndrome].regions), None)


def _told(bundle: Bundle, j: Judgement, place: str, pattern: Match | None) -> Data:
    pathways = j.pathways[place]
    see = not pathways and f"regions.{place}.see" in bundle.words
    return {
        "place": place,
        "title": say(f"regions.{place}.title"),
        "pattern": {
            "syndrome": pattern.syndrome,
            "title": say(f"syndromes.{pattern.syndrome}.title"),
            "band_title": say(f"band.{pattern.band}"),
            "leads": not (pathways and weak(bundle, pattern.band)),
        }
        if pattern
        else None,
        "pathways": _titled(pathways),
        "see": say(f"regions.{place}.see") if see else None,
    }


def _beside(j: Judgement) -> Data:
    title = say("outcome.beside" if j.pathways else "outcome.alone")
    return {"place": None, "title": title, "pattern": None, "pathways": _titled(j.beside), "see": None}


def _titled(pathways: Iterable[Pathway]) -> list[Data]:
    return [
        {"id": p.id, "title": say(f"pathways.{p.id}.title"), "plain": say(f"pathways.{p.id}.plain")} for p in pathways
    ]
