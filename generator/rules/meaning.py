"""Meaning: what is said fits together. One function a rule; its name, with hyphens, is the rule's id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.knowledge.base import Knowledge, links, within
from generator.knowledge.reviewed import content, state
from generator.model import (
    Caution,
    Entity,
    Evidence,
    EvidenceNote,
    Exercise,
    Finding,
    FoundingGroup,
    Help,
    Source,
)
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.phrases import FIRST
from generator.rules.together import Rule, together
from generator.rules.wording import meant

UNSOURCED = ("opinion", "heuristic")
"""The grades that need no source."""

_POSITION = "page.position."
_DOWN = ("kneeling", "floor-transfer")
DEMANDS_OF = {
    "standing": ("standing",),
    "walking": ("standing", "gait"),
    "supine": ("supine", "floor-transfer"),
    "prone": ("prone", "floor-transfer"),
    "side-lying": ("floor-transfer",),
    "kneeling": _DOWN,
    "half-kneeling": _DOWN,
    "all-fours": (*_DOWN, "hands-weight"),
    "hanging": ("hanging",),
}
"""What a position asks of a body, whatever is done in it."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def unknown_seed_row(k: Knowledge) -> Iterator[Problem]:
    """`covers` names rows of the founding documents that exist."""
    groups = {name.upper(): group for name, group in k.all("founding", FoundingGroup).items()}
    rows = {row.id for group in groups.values() for row in group.rows}
    if not k.complete("founding"):
        return
    for kind, name, model in k.entities():
        for i, row in enumerate(getattr(model, "covers", ())):
            if row not in rows:
                group = groups.get(row.partition("-")[0])
                hint = f"the groups are: {', '.join(groups) or 'none'}"
                hint = f"{group.id.upper()} goes from 01 to {len(group.rows):02}" if group else hint
                yield k.problem(kind, name, ("covers", i), "unknown-seed-row", f"there is no row {row}", hint)


def unsourced_claim(k: Knowledge) -> Iterator[Problem]:
    """A grade above opinion and heuristic has a source."""
    for kind, name, model in k.entities():
        for path, claim in within(model):
            if not isinstance(claim, Evidence | EvidenceNote | Help) or claim.sources or claim.grade in UNSOURCED:
                continue
            message, hint = f"the grade '{claim.grade}' has no source", "add sources, or grade it opinion or heuristic"
            yield k.problem(kind, name, path, "unsourced-claim", message, hint)


def said_by(k: Knowledge) -> Iterator[Problem]:
    """Advice that another caution's says too names one that acts on the same demand, and never in a circle."""
    said = {
        (name, m.demand): set(m.said_by) for name, c in k.all("safety/cautions", Caution).items() for m in c.modifies
    }
    cautions = k.all("safety/cautions", Caution)
    for name, c in cautions.items():
        for i, m in enumerate(c.modifies):
            for j, other in enumerate(m.said_by):
                here = ("modifies", i, "said_by", j)
                if other in cautions and (other, m.demand) not in said:
                    message = f"'{other}' gives no advice on '{m.demand}'"
                    yield k.problem("safety/cautions", name, here, "said-by", message, "name one that does")
                elif name in _sayers(said, other, m.demand):
                    message = f"'{other}' leads back to '{name}': with both, nobody would say it"
                    hint = "keep one of the two; advice in the same words is shown once as it is"
                    yield k.problem("safety/cautions", name, here, "said-by", message, hint)


def _sayers(said: Mapping[tuple[str, str], set[str]], name: str, demand: str) -> set[str]:
    """The caution, and all that say what it says about a demand, directly or through others."""
    found, ahead = set(), [name]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += said.get((one, demand), ())
    return found


def unknown_position(k: Knowledge) -> Iterator[Problem]:
    """An exercise's position is one that has words: a fork's own is a phrase below `page.position`."""
    known = [name.removeprefix(_POSITION) for name in k.phrases.get(FIRST, {}) if name.startswith(_POSITION)]
    for name, e in k.all("exercises", Exercise).items() if known else ():
        if e.position not in known:
            message = f"position: '{e.position}' is not one of: {', '.join(known)}"
            hint = meant(e.position, known) or f"write its words as the phrase {_POSITION}{e.position}"
            yield k.problem("exercises", name, ("position",), "unknown-position", message, hint)


def position_demand(k: Knowledge) -> Iterator[Problem]:
    """An exercise names the demands that its position makes: standing, lying, kneeling, hanging."""
    for name, e in k.all("exercises", Exercise).items():
        made = [d for d in DEMANDS_OF.get(e.position, ()) if d in k.kinds["safety/demands"] and d not in e.demands]
        if made:
            message = f"'{e.position}' asks for {', '.join(made)}, which 'demands' does not name"
            hint = f"write demands: [{', '.join((*e.demands, *made))}]; cautions act on demands alone"
            yield k.problem("exercises", name, ("demands",), "position-demand", message, hint)


def unused_source(k: Knowledge) -> Iterator[Problem]:
    """Every source is cited (a warning)."""
    if k.claimed:
        return
    cited = {link.id for _, _, model in k.entities() for link in links(model) if link.kind == "sources"}
    for name, source in k.all("sources", Source).items():
        if name not in cited and source.kind != "founding":
            yield k.problem(
                "sources", name, (), "unused-source", f"nothing cites '{name}'", "cite or remove it"
            ).as_warning()


def code_twice(k: Knowledge) -> Iterator[Problem]:
    """Short codes of exercises are unique for ever."""
    first: dict[str, str] = {}
    for name, e in k.all("exercises", Exercise).items():
        if first.setdefault(e.code, name) != name:
            message = f"the code '{e.code}' belongs to '{first[e.code]}'"
            yield k.problem("exercises", name, ("code",), "code-twice", message, "take a code that no exercise had")


def reviewed_since(k: Knowledge) -> Iterator[Problem]:
    """What a clinician reviewed has not changed since (a warning)."""
    for kind, name, model in k.entities():
        if isinstance(model, Entity) and state(model) == "changed":
            message = f"this has changed since it was reviewed; its content is {content(model)} now"
            hint = f"have it reviewed again: counterpoise review {kind}/{name}"
            yield k.problem(kind, name, ("reviewed", "content"), "reviewed-since", message, hint).as_warning()


def variant_exists(k: Knowledge) -> Iterator[Problem]:
    """`easier` and `harder` name an exercise, or are a sentence."""
    exercises = k.all("exercises", Exercise)
    for name, e in exercises.items():
        for key in ("easier", "harder"):
            word = getattr(e, key)
            if word and _ID.fullmatch(word) and word not in exercises and not k.may_have("exercises", word):
                message = f"{key}: there is no exercise '{word}'"
                hint = did_you_mean(word, exercises) or "name one, or write a sentence"
                yield k.problem("exercises", name, (key,), "variant-exists", message, hint)


def finding_side(k: Knowledge) -> Iterator[Problem]:
    """A side stands only behind a finding that has sides."""
    findings = k.all("findings", Finding)
    places = [(q.options, kind, name, path) for q, kind, name, path in k.questions().values()]
    places += [(t.result.options, "tests", name, ("result",)) for name, t in k.tests().items()]
    for options, kind, name, path in places:
        for i, option in enumerate(options):
            for ref in option.findings:
                finding, _, side = ref.partition(".")
                if side and finding in findings and not findings[finding].sided:
                    where = (*path, "options", i, "findings", ref)
                    message = f"the finding '{finding}' has no sides"
                    yield k.problem(kind, name, where, "finding-side", message, f"write {finding}, without .{side}")


def test_finding(k: Knowledge) -> Iterator[Problem]:
    """What a self-test establishes is a finding of kind self-test whose page is that test."""
    findings = k.all("findings", Finding)
    for name, t in k.tests().items():
        named = {ref.partition(".")[0] for o in t.result.options for ref in o.findings}
        named |= {m.finding for m in t.result.measures}
        named |= {t.result.difference.finding} if t.result.difference else set()
        for f in sorted(named & findings.keys()):
            if findings[f].kind != "self-test" or findings[f].page != f"tests/{name}":
                hint = f"write kind: self-test and page: tests/{name} there, in knowledge/findings.yml"
                message = f"'{f}' does not say that it comes from this test"
                yield k.problem("tests", name, ("result",), "test-finding", message, hint)


def bands_in_order(k: Knowledge) -> Iterator[Problem]:
    """The bands of `scoring.yml` rise."""
    edges = [b.at_least for b in k.scoring.bands] if k.scoring else []
    for i, (low, high) in enumerate(pairwise(edges), start=1):
        if high <= low:
            message = f"this band begins at {high}, the one before at {low}"
            yield k.problem("scoring", "", ("bands", i), "bands-in-order", message, "lowest band first")


CHECKS: tuple[Rule, ...] = (
    unknown_position,
    unknown_seed_row,
    unsourced_claim,
    said_by,
    position_demand,
    unused_source,
    code_twice,
    reviewed_since,
    variant_exists,
    finding_side,
    test_finding,
    bands_in_order,
)
RULES = asks(*CHECKS)
check = together(CHECKS)
