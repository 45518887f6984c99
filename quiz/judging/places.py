"""The ache first: for each place that bothers someone, the pathways that fit it; and those that fit anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quiz.asking.bundle import NOT_SURE, NOWHERE, Answers, Bundle
from quiz.asking.conditions import holds
from quiz.asking.pathways import GRADES, Pathway


def aching(bundle: Bundle, answers: Answers) -> frozenset[str]:
    """The places that ache."""
    places = answers.get(bundle.where, ())
    assert isinstance(places, tuple)
    return frozenset(p.partition(":")[0] for p in places if p not in (NOWHERE, NOT_SURE))


def worst(bundle: Bundle, answers: Answers) -> str | None:
    """The aching place that bothers most, where it was said."""
    named = answers.get(bundle.most) if bundle.most else None
    return named if isinstance(named, str) else None


def pathways_of(bundle: Bundle, answers: Answers, places: tuple[str, ...]) -> Mapping[str, tuple[Pathway, ...]]:
    """The pathways of each place, the best supported first, of equals its own; of a place that has none, none."""
    return {place: _told(bundle, answers, place) for place in places}


def _told(bundle: Bundle, answers: Answers, place: str) -> tuple[Pathway, ...]:
    """Those that say whom they are for and fit; else those for everyone there: the place's own, else a neighbour's."""
    here = [p for p in bundle.pathways if place in p.places and not p.anywhere]
    fitting = [p for p in here if not p.general and _fits(p, answers)]
    everyone = [p for p in here if p.general and _fits(p, answers)]
    own = [p for p in everyone if p.places[0] == place]
    return _by_grade(sorted(fitting or own or everyone, key=lambda p: p.places[0] != place))


def beside(bundle: Bundle, answers: Answers) -> tuple[Pathway, ...]:
    """The pathways that fit whatever aches, and where nothing does, the best supported first."""
    return _by_grade(p for p in bundle.pathways if p.anywhere and _fits(p, answers))


def _by_grade(found: Iterable[Pathway]) -> tuple[Pathway, ...]:
    return tuple(sorted(found, key=lambda p: GRADES.index(p.grade)))


def _fits(p: Pathway, answers: Answers) -> bool:
    return holds(p.when, answers) and not (p.not_when is not None and holds(p.not_when, answers))
