"""Leads: in the safety screen every line is found by a cue, and nothing that a flag listens to hides behind another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.knowledge.base import Knowledge
from generator.model import Option, Question, RedFlag
from generator.reading.document import Path_
from generator.reading.problems import Problem, asks, did_you_mean
from generator.rules.together import Rule, together
from quiz.asking.conditions import named, placed, tests

MOST_CUES = 5


def lines(q: Question) -> list[tuple[int, Option]]:
    """The lines of a list, each with its place: all but "none of these"."""
    return [(i, o) for i, o in enumerate(q.options) if not o.exclusive]


def screened(k: Knowledge) -> Iterator[tuple[Question, str, str, Path_]]:
    """The tick lists of the safety screen, each with its place."""
    asked = {name for s in (k.screen.sections if k.screen else ()) for name in s.names}
    return (found for name, found in k.questions().items() if name in asked and found[0].kind == "multiple")


def line_without_lead(k: Knowledge) -> Iterator[Problem]:
    """In the safety screen every line stands once, and names a cue of its list; a list of one line needs none."""
    under: dict[str, str] = {}
    for q, kind, name, path in screened(k):
        for i, line in lines(q):
            where = (*path, "options", i)
            first = under.setdefault(line.id, q.id)
            if first != q.id:
                message, hint = f"'{line.id}' stands under '{first}' too", "keep it under one lead, or rename it"
                yield k.problem(kind, name, where, "line-without-lead", message, hint)
            if line.cue is None and (q.cues or len(lines(q)) > 1):
                message = f"'{line.id}' names no cue of '{q.id}': nobody who answers No to its cues has read it"
                hint = "write cue: one of the list's cues, or ask it as a question of its own"
                yield k.problem(kind, name, where, "line-without-lead", message, hint)


def cue_in_lead(k: Knowledge) -> Iterator[Problem]:
    """A cue that a line names stands in its lead, which has at most five, each with a line, and None of these."""
    for q, kind, name, path in k.questions().values():
        cues = [c.id for c in q.cues]
        for i, line in lines(q):
            if line.cue is not None and line.cue not in cues:
                message = f"'{line.cue}' is no cue of '{q.id}'"
                hint = did_you_mean(line.cue, cues) or "add it to the cues of the question"
                yield k.problem(kind, name, (*path, "options", i, "cue"), "cue-in-lead", message, hint)
        for fault, hint in _lead(q, cues) if cues else ():
            yield k.problem(kind, name, (*path, "cues"), "cue-in-lead", f"'{q.id}' {fault}", hint)


def _lead(q: Question, cues: list[str]) -> Iterator[tuple[str, str]]:
    if q.kind != "multiple" or not any(o.exclusive for o in q.options):
        yield "has cues, and is no list of ticks that ends with none of these", "remove the cues, or add that line"
    if len(cues) > MOST_CUES:
        yield f"has {len(cues)} cues, at most {MOST_CUES} are read", "make two questions of it"
    for idle in sorted(
        {c for c in cues if cues.count(c) > 1} | {c for c in cues if all(o.cue != c for o in q.options)}
    ):
        yield f"has the cue '{idle}' twice, or without a line", "let a line name it, or remove it"


def line_behind_place(k: Knowledge) -> Iterator[Problem]:
    """In the safety screen the lines of a cue hang on the same places, or on none: where it is read, all are there."""
    place = k.screen.regions if k.screen else ""
    for q, kind, name, path in screened(k):
        shown: dict[str | None, str] = {}
        for i, line in lines(q) if q.cues else ():
            told = [test for test in tests(line.show_if.data) if test["question"] == place] if line.show_if else []
            if shown.setdefault(line.cue, str(told)) != str(told):
                at = (*path, "options", i, *(("show_if",) if line.show_if else ()))
                message = f"'{line.id}' is shown for other places than the first line of '{line.cue}'"
                hint = "give all lines of a cue the same places: whoever reads it would look for this one in vain"
                yield k.problem(kind, name, at, "line-behind-place", message, hint)


def flag_behind_lead(k: Knowledge) -> Iterator[Problem]:
    """No red flag listens to None of these: that is what No to a lead answers, whose lines nobody has read."""
    alone = {(q.id, o.id) for q, _, _, _ in screened(k) for o in q.options if o.exclusive}
    for flag in k.all("safety/flags", RedFlag).values():
        for c, path in placed(flag.when.data, ("when",)):
            for word in named(c):
                if (c["question"], word) in alone:
                    message = f"this flag hangs on '{word}' of '{c['question']}', which No to its cues answers unread"
                    hint = "let it hang on a line, which a cue of its lead names"
                    yield k.problem("safety/flags", flag.id, path, "flag-behind-lead", message, hint)


def news_of_leads(k: Knowledge) -> Iterator[Problem]:
    """`news` has at most five groups, which name every tick list of the safety screen once."""
    groups = k.screen.news if k.screen else ()
    lists = [q.id for q, _, _, _ in screened(k) if q.safety]
    if len(groups) > MOST_CUES:
        message = f"{len(groups)} groups, at most {MOST_CUES} are read"
        yield k.problem("safety/screen", "", ("news",), "news-of-leads", message, "make one of two")
    named = [(("news", i, "leads"), group.leads) for i, group in enumerate(groups)]
    yield from _once(k, named, "news-of-leads", lists, "is no tick list of the safety screen")
    told = {name for _, leads in named for name in leads}
    for name in (name for name in lists if groups and name not in told):
        message = f"no group names '{name}': whoever is asked only what is new would not be asked about it"
        yield k.problem("safety/screen", "", ("news",), "news-of-leads", message, "add it to the leads of one")


def link_of_leads(k: Knowledge) -> Iterator[Problem]:
    """Leads that a link asks as one stand next to each other in one section, each in one group."""
    sections = [section.names for section in k.screen.sections] if k.screen else []
    groups = [(("link", i), group) for i, group in enumerate(k.screen.link if k.screen else ())]
    yield from _once(k, groups, "link-of-leads", [q.id for q, _, _, _ in screened(k) if q.cues], "has no cues")
    for at, group in groups:
        runs = (tuple(names[i : i + len(group)]) for names in sections for i in range(len(names)))
        if tuple(group) not in runs:
            message = f"'{' '.join(group)}' do not follow each other in one section"
            hint = "name them as they are asked, one after another"
            yield k.problem("safety/screen", "", at, "link-of-leads", message, hint)


def _once(
    k: Knowledge, groups: Iterable[tuple[Path_, Sequence[str]]], rule: str, lists: Collection[str], other: str
) -> Iterator[Problem]:
    """A name that stands in two groups; or is a question, and none of `lists`: `other` says so."""
    met: set[str] = set()
    for at, names in groups:
        for i, name in enumerate(names):
            if name in met or (name not in lists and name in k.questions()):
                message = f"'{name}' {'stands in two groups' if name in met else other}"
                yield k.problem("safety/screen", "", (*at, i), rule, message, "take it away here")
            met.add(name)


CHECKS: tuple[Rule, ...] = (
    line_without_lead,
    cue_in_lead,
    line_behind_place,
    flag_behind_lead,
    news_of_leads,
    link_of_leads,
)
RULES = asks(*CHECKS)
check = together(CHECKS)
