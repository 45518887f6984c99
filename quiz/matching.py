"""Findings -> how well the answers fit each syndrome. Weights are the project's own judgement unless sourced."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from quiz.findings import Evidence
from quiz.model import SIDES, Bundle, Indicator, Question, Syndrome


@dataclass(frozen=True)
class Reason:
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
    positive = [i for i in syndrome.indicators if i.weight > 0]
    reasons = tuple(_reasons(bundle, syndrome, side, found))
    for_, total = _weigh(positive, reasons)
    against = sum(-r.weight * r.strength for r in reasons if r.weight < 0)
    support = max(0, 10 * (for_ - against) // total) if total else 0
    wanted = _weight([i for i in positive if i.finding in askable])
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


def _groups(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    groups: dict[str, list[Indicator]] = {}
    for i in indicators:
        groups.setdefault(f"group:{i.group}" if i.group else i.finding, []).append(i)
    return groups


def _weight(indicators: Iterable[Indicator]) -> int:
    return sum(max(i.weight for i in group) for group in _groups(indicators).values())


def _weigh(positive: Iterable[Indicator], reasons: Iterable[Reason]) -> tuple[int, int]:
    """Sum of weight * strength, and of weight, over the answered indicators, one a group."""
    strengths = {r.finding: r.strength for r in reasons if r.weight > 0}
    for_ = total = 0
    for group in _groups(i for i in positive if i.finding in strengths).values():
        for_ += max(i.weight * strengths[i.finding] for i in group)
        total += max(i.weight for i in group)
    return for_, total


def _band(bundle: Bundle, syndrome: Syndrome, support: int, coverage: int, reasons: Iterable[Reason]) -> str | None:
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


def findings_of(bundle: Bundle, q: Question) -> set[str]:
    """Name the findings that a question can establish."""
    if q.kind == "regions":
        return set(bundle.region_findings.values())
    named = {finding for o in q.options for finding, _, _ in o.findings} | {m.finding for m in q.measures}
    return named | ({q.difference.finding} if q.difference else set())


def usefulness(bundle: Bundle, q: Question, so_far: Collection[Match]) -> int:
    """How much the answer to `q` could move what is likely so far: the sum of weight * (support + 100)."""
    named = findings_of(bundle, q)
    return sum(
        abs(i.weight) * (m.support + 100)
        for m in so_far
        for i in bundle.syndromes[m.syndrome].indicators
        if i.finding in named
    )
