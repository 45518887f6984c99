"""Findings -> how well the answers fit each syndrome. Weights are the project's own judgement unless sourced."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quiz.asking.bundle import SIDES, Bundle, Question, Syndrome
from quiz.judging.findings import Evidence


class Reason(NamedTuple):
    """One indicator that was answered: its finding, its side (left, right, both or None), weight (-5 to 5), percent."""

    finding: str
    side: str | None
    weight: int
    strength: int


@dataclass(frozen=True)
class Match:
    """How well the answers fit one syndrome on one side."""

    syndrome: str
    side: str | None
    support: int
    """Permille."""
    coverage: int
    """Permille of the askable weight that was answered."""
    band: str | None
    """None: below the first band, too little answered, or little more than causes."""
    reasons: tuple[Reason, ...]


def matches(bundle: Bundle, found: Evidence, askable: Collection[str]) -> list[Match]:
    """Match every syndrome, the best supported first; ties in the order of the knowledge base.

    `askable` names the findings that the visible questions can establish: coverage is judged against them.
    """
    all_ = [
        match(bundle, syndrome, side, found, askable)
        for syndrome in bundle.syndromes.values()
        for side in (SIDES if syndrome.sided else (None,))
    ]
    return sorted(all_, key=lambda m: (m.band is None, -m.support))


def match(bundle: Bundle, syndrome: Syndrome, side: str | None, found: Evidence, askable: Collection[str]) -> Match:
    """Match one syndrome on one side.

    support = sum(weight * strength) / sum(weight) over the answered indicators that speak for it, less the same
    sum over those that speak against it. Of a group, the strongest answer counts with the largest weight.
    """
    reasons = tuple(_reasons(bundle, syndrome, side, found))
    support, total = _support(syndrome, {r.finding: r.strength for r in reasons})
    wanted = sum(max((i.weight for i in group if i.finding in askable), default=0) for group in syndrome.groups)
    coverage = min(1000, 1000 * total // wanted) if wanted else 0
    return Match(syndrome.id, side, support, coverage, _band(bundle, syndrome, support, coverage, reasons), reasons)


def _reasons(bundle: Bundle, syndrome: Syndrome, side: str | None, found: Evidence) -> Iterable[Reason]:
    for i in syndrome.indicators:
        strength, where = _look_up(bundle, i.finding, side, found)
        if strength is not None:
            yield Reason(i.finding, where, i.weight, strength)


def _look_up(bundle: Bundle, finding: str, side: str | None, found: Evidence) -> tuple[int | None, str | None]:
    if not bundle.findings[finding].sided:
        return found.get((finding, None)), None
    if side is not None:
        return found.get((finding, side)), side
    both = [(found[finding, s], s) for s in SIDES if (finding, s) in found]
    if not both:
        return None, None
    strongest = max(both, key=lambda pair: pair[0])
    alike = len(both) == 2 and both[0][0] == both[1][0]
    return strongest[0], ("both" if strongest[0] else None) if alike else strongest[1]


def _support(syndrome: Syndrome, strengths: Mapping[str, int]) -> tuple[int, int]:
    """The support in permille, and the weight that was answered; of each group only the greatest counts."""
    for_ = total = 0
    for group in syndrome.groups:
        best = most = 0
        for i in group:
            if i.finding in strengths:
                best, most = max(best, i.weight * strengths[i.finding]), max(most, i.weight)
        for_, total = for_ + best, total + most
    if not total:
        return 0, 0
    against = sum(-i.weight * strengths.get(i.finding, 0) for i in syndrome.indicators if i.weight < 0)
    return max(0, 10 * (for_ - against) // total), total


def _band(bundle: Bundle, syndrome: Syndrome, support: int, coverage: int, reasons: Iterable[Reason]) -> str | None:
    if support < bundle.scoring.bands[0][1]:
        return None
    present = [r for r in reasons if r.weight > 0 and r.strength > 0]
    kinds = {bundle.findings[r.finding].kind for r in present}
    if coverage < bundle.scoring.coverage or len(present) < 2 or not _felt_or_seen(bundle, present):
        return None
    names = {r.finding for r in present}
    if any(names.isdisjoint(group) for group in syndrome.requires):
        return None
    reached = [name for name, at_least in bundle.scoring.bands if support >= at_least]
    top = bundle.scoring.bands[-1][0]
    if reached and reached[-1] == top and not ("self-test" in kinds and len(kinds) >= bundle.scoring.top_needs_kinds):
        reached.pop()
    return reached[-1] if reached else None


def _felt_or_seen(bundle: Bundle, present: list[Reason]) -> bool:
    """A sign or a self-test, or else two symptoms: causes, or causes and one symptom, reach no band."""
    kinds = [bundle.findings[r.finding].kind for r in present]
    return "sign" in kinds or "self-test" in kinds or kinds.count("symptom") >= 2


def findings_of(bundle: Bundle, q: Question) -> Collection[str]:
    """Name the findings that a question can establish."""
    return set(bundle.region_findings.values()) if q.kind == "regions" else q.establishes


def usefulness(bundle: Bundle, found: Evidence) -> dict[str, int]:
    """How much each finding could still move what is likely so far: the sum of weight * (support + 100)."""
    worth: dict[str, int] = {}
    answered = {finding for finding, _ in found}
    for s in bundle.syndromes.values():
        known = [i.finding for i in s.indicators if i.finding in answered]
        for side in SIDES if s.sided else (None,):
            strengths: dict[str, int] = {}
            for finding in known:
                strength = _look_up(bundle, finding, side, found)[0]
                if strength is not None:
                    strengths[finding] = strength
            likely = _support(s, strengths)[0] + 100 if any(strengths.values()) else 100
            for i in s.indicators:
                worth[i.finding] = worth.get(i.finding, 0) + abs(i.weight) * likely
    return worth
