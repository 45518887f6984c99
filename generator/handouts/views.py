"""Models -> what the templates of the general handouts read: a pattern, an exercise, the red flags, the four steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from generator.handouts.desk import Desk, View, plain_paragraphs, where
from generator.handouts.illustrations import cross
from generator.knowledge.amounts import tiles
from generator.knowledge.takes import takes
from generator.model import (
    STEPS,
    Dose,
    Exercise,
    Muscle,
    Pathway,
    Protocol,
    ProtocolStep,
    RedFlag,
    Syndrome,
)
from generator.pictures.bodies import Body
from generator.pictures.figures import works
from quiz.asking.pathways import GRADES
from quiz.judging.safety import URGENCIES

SHOWN = 2
"""Exercises of a step that a pattern's handout shows in full."""
POSTER = {"inhibit": "roll", "lengthen": "stretch", "activate": "strength", "integrate": "integrate"}
"""The dose that stands for each step on the poster."""


def syndrome(desk: Desk, s: Syndrome) -> View:
    """A pattern: what it is, four steps with doses and boxes to tick, when to stop, where it is from."""
    k = desk.k
    protocol = next(p for p in k.all("protocols", Protocol).values() if p.syndrome == s.id)
    muscles = k.all("muscles", Muscle)
    crossed = cross(Body(muscles, desk.t, str).cross(s))
    sides = []
    for activity in ("overactive", "underactive"):
        found = sorted((m for m in s.muscles if m.activity == activity), key=lambda m: -m.priority)
        if found:
            names = [{"title": muscles[m.muscle].title, "main": m.priority == 3} for m in found]
            sides.append({"id": activity, "title": desk.t(f"page.syndrome.{activity}"), "muscles": names})
    return {
        **desk.frame(s.title, "syndromes", where("syndromes", s.id), s.summary),
        "words": desk.words("what", "instead", "four-weeks", "see-someone", "references"),
        "look": plain_paragraphs(s.look)[:1],
        "cross": {"picture": crossed[0], "alt": crossed[1]} if crossed else None,
        "sides": sides,
        "central": desk.t("page.syndrome.central"),
        "evidence": {"grade": desk.t(f"page.grade.{s.evidence.grade}.name"), "note": s.evidence.note},
        "steps": [_step(desk, getattr(protocol, name), name) for name in STEPS],
        "progress": plain_paragraphs(protocol.progress)[0],
        "lookalikes": plain_paragraphs(s.lookalikes),
        "stop": desk.stop(),
        "references": desk.references([*s.evidence.sources, *protocol.evidence.sources]),
    }


def _step(desk: Desk, step: ProtocolStep, name: str, first: Collection[str] = ()) -> View:
    """A step with its first exercises in full; of all, those that are `first` come first."""
    exercises = desk.k.all("exercises", Exercise)
    cards = [exercises[i] for i in sorted(step.exercises, key=lambda i: i not in first)]
    return {
        **desk.step(name),
        "why": step.why,
        "exercises": [desk.exercise(e) for e in cards[:SHOWN]],
        "others": [e.title for e in cards[SHOWN:]],
    }


def pathway(desk: Desk, p: Pathway) -> View:
    """What to do for an ache: how it goes, self-care, the steps with boxes to tick, when to be seen."""
    parts = {name: part for name in STEPS if (part := getattr(p, name))}
    seen = {urgency: [s.text for s in p.seen_if if s.within == urgency] for urgency in URGENCIES}
    sources = (*p.evidence.sources, *(s for h in p.helps for s in h.sources), *p.sources)
    return {
        **desk.frame(p.title, "pathways", where("pathways", p.id), p.summary),
        "words": {
            **desk.words("instead", "references"),
            **{n: desk.t(f"page.pathway.{n}") for n in ("course", "self-care", "expect", "helps", "seen-if")},
        },
        "course": plain_paragraphs(p.course),
        "self_care": list(p.self_care),
        "seen": [{"when": desk.t(f"urgency.{u}"), "signs": signs} for u, signs in seen.items() if signs],
        "steps": [_step(desk, part, name, p.key_exercises) for name, part in parts.items()],
        "expect": [
            {"week": desk.t("page.pathway.week", n=row.week), "text": row.text}
            for row in sorted(p.expect, key=lambda row: row.week)
        ],
        "helps": [
            {"grade": desk.t(f"page.grade.{h.grade}.name"), "what": h.what}
            for h in sorted(p.helps, key=lambda h: GRADES.index(h.grade))
        ],
        "stop": desk.stop(),
        "references": desk.references(sources),
    }


def exercise(desk: Desk, e: Exercise) -> View:
    """One exercise on one page."""
    exercises, d = desk.k.all("exercises", Exercise), desk.dose_of(e)
    variants = [
        {"title": desk.t(f"page.exercise.{way}"), "text": exercises[text].title if text in exercises else text}
        for way, text in (("easier", e.easier), ("harder", e.harder))
        if text
    ]
    worked = sorted(works(desk.k, e), key=lambda w: -w.share)
    return {
        **desk.frame(e.title, "exercises", where("exercises", e.id), e.summary),
        **desk.exercise(e),
        "words": {n: desk.t(f"page.exercise.{n}") for n in ("setup", "movement", "cues", "feel", "mistakes")},
        "why": e.why,
        "tiles": [{"value": str(x.value), "label": x.label} for x in tiles(d, e.sides == "each", desk.t)],
        "breathing": d.breathing,
        "facts": [{"term": x.term, "text": x.text} for x in takes(desk.k, e, desk.t)],
        "household": f"{desk.t('page.exercise.household')} {e.household}" if e.household else None,
        "cues": list(e.cues),
        "mistakes": list(e.mistakes),
        "stop": {
            "title": desk.t("page.exercise.stop-if"),
            "signs": list(e.stop_if) or desk.stop()["signs"],
            "any": desk.t("handout.stop-any"),
        },
        "variants": variants,
        "muscles": {
            "title": desk.t(f"page.exercise.muscles.{e.step}"),
            "names": [{"title": w.title, "main": w.share == 3} for w in worked if w.share > 1],
        },
    }


def flags(desk: Desk) -> View:
    """The red flags on both sides of one sheet, the most urgent first."""
    found = desk.k.all("safety/flags", RedFlag).values()
    return {
        **desk.frame(desk.t("page.safety.signs.title"), "flags", "safety/", desk.t("page.safety.signs.lead")),
        "numbers": desk.numbers(),
        "groups": [
            {
                "id": urgency,
                "title": desk.t(f"urgency.{urgency}"),
                "act": desk.t(f"page.safety.urgency.{urgency}"),
                "flags": [{"title": f.title, "signs": list(f.signs)} for f in found if f.urgency == urgency],
            }
            for urgency in URGENCIES
            if any(f.urgency == urgency for f in found)
        ],
        "note": desk.t("handout.flags.note"),
    }


def steps(desk: Desk) -> View:
    """The poster of the four steps."""
    doses, exercises = desk.k.all("doses", Dose), desk.k.all("exercises", Exercise)
    rows = []
    for name in (s for s in STEPS if any(e.step == s for e in exercises.values())):
        d = doses.get(POSTER[name]) or next(doses[e.dose] for e in exercises.values() if e.step == name)
        example = _example(desk, name)
        rows.append(
            {
                **desk.step(name),
                "what": desk.t(f"handout.poster.{name}.what"),
                **desk.amount(d, False),
                "often": desk.often(d),
                "example": example.title,
                **desk.picture(example),
            }
        )
    return {
        **desk.frame(desk.t("handout.poster.title"), "steps", "the-four-steps/", desk.t("handout.poster.lead")),
        "words": desk.words("such-as"),
        "steps": rows,
        "rules": desk.numbered("handout.poster.rules"),
        "honest": desk.t("handout.poster.honest"),
    }


def _example(desk: Desk, step: str) -> Exercise:
    """Of the easiest exercises of a step that have a figure and need nothing, the one that most patterns name."""
    cards = [e for e in desk.k.all("exercises", Exercise).values() if e.step == step]
    named = Counter(i for p in desk.k.all("protocols", Protocol).values() for i in getattr(p, step).exercises)
    return min(
        cards,
        key=lambda e: (not e.chosen, e.figure is None, e.level, bool(e.equipment and not e.household), -named[e.id]),
    )
