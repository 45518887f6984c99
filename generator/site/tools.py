"""Pages that are tools, which scripts bring to life: a plan opened, today, what is kept, the builder, the brand kit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.brand import SURFACES, Brand, logo, uses
from generator.brand.colours import CONTRAST
from generator.imports.columns import HEADINGS
from generator.knowledge.amounts import own_dose
from generator.knowledge.base import Knowledge
from generator.model import (
    CARD_STEPS,
    Caution,
    Condition,
    Demand,
    Dose,
    Equipment,
    Exercise,
    LayWords,
    Muscle,
    Region,
)
from generator.site import form, later
from generator.site.facets import NONE, facets
from generator.site.render import template
from generator.site.version import GUARD, build_of
from quiz.asking.answers import MOST_WORDS
from quiz.asking.conditions import ticks

LOGO_RULES = {
    "bytes": logo.MOST_BYTES,
    "pixels": [logo.LEAST_PIXELS, logo.MOST_PIXELS],
    "widest": logo.WIDEST,
    "tallest": logo.TALLEST,
    "drawn": sorted(logo.DRAWN),
    "uses": {"most": uses.MOST, "deepest": uses.DEEPEST, "heavy": uses.HEAVY, "looks": uses.MOST_LOOKS},
}
"""What a logo is held to, as assets/counterpoise/trainer/logo.mjs takes it."""
MOST_SIGNS = 6
"""A caution that more answers lead to than these tells its own name alone."""


def render(k: Knowledge, name: str, brand: Brand, language: str, *, root: str, assets: str) -> str:
    """Render a tool as one raw HTML block for a Markdown page: no blank line, no indentation.

    `root` leads from the page to the site's start, `assets` from there to what it runs on.
    """
    phrases = k.phrases[language]
    regions = tuple(k.all("regions", Region).values())
    html = template(
        f"{name}.html.j2",
        **_VIEWS[name](k, phrases, brand),
        regions=regions,
        body_map=form.where(regions, phrases),
        poses=form.pictured,
        text_of=later.text_of,
        of_another=form.of_another_in(language),
        shaping=form.shaping(k) if name == "plan" else (),
        words=form.Words(phrases),
        phrases=phrases,
        NOT_SURE=form.NOT_SURE,
        MOST_WORDS=MOST_WORDS,
        root=root,
        assets=f"{root}{assets}",
        build=build_of(assets),
        guard_script=f"{root}{GUARD}",
        emergency=brand.emergency_calls(),
        crisis=brand.crisis_call(),
        brand_json=json.dumps(form.letterhead(brand, f"{root}{assets}"), ensure_ascii=False, sort_keys=True),
    )
    return form.block(html)


def _plan(k: Knowledge, _phrases: Mapping[str, str], _brand: Brand) -> dict[str, Any]:
    return {"parts": form.screen(k), "news": k.screen.news if k.screen else ()}


def _builder(k: Knowledge, phrases: Mapping[str, str], _: Brand) -> dict[str, Any]:
    """The catalogue, what it can be filtered by, and the cautions to tick."""
    found = facets(k, "exercises")
    known, kit = k.all("exercises", Exercise), k.all("equipment", Equipment)
    titles: dict[str, Mapping[str, str]] = {
        "step": {s: phrases[f"step.{s}"] for s in CARD_STEPS},
        "muscle": {m.id: m.title for m in k.all("muscles", Muscle).values()},
        "equipment": {
            NONE: phrases["page.equipment.none"],
            **{e.id: e.title for e in kit.values()},
        },
        "region": {r.id: r.title for r in k.all("regions", Region).values()},
        "position": {p: phrases[f"page.position.{p}"] for p in found["choices"].get("position", ())},
    }
    return {
        "cards": [
            {
                "id": e.id,
                "title": e.title,
                "step": known[e.id].step,
                "text": _found_by(known[e.id], titles["equipment"][NONE], kit),
                "counted": _counts(k, known[e.id]),
                "facets": {name: values[name] for name in titles if name in values},
            }
            for e, values in found["cards"]
        ],
        "choices": {
            name: [(v, named[v]) for v in found["choices"].get(name, ()) if v in named]
            for name, named in titles.items()
        },
        "cautions": _cautions(k, phrases["ui.builder.cautions-other"]),
        "logo_rules_json": json.dumps(LOGO_RULES, sort_keys=True),
        "own_steps": CARD_STEPS,
        "demands": [(d, _shown_by(k, d.id)) for d in k.all("safety/demands", Demand).values()],
        "column_keys": HEADINGS,
        "own_words": _own_words(phrases),
        "muscle_words": json.dumps(_muscle_words(k), ensure_ascii=False),
    }


def _found_by(e: Exercise, nothing: str, kit: Mapping[str, Equipment]) -> str:
    """The words by which an exercise is found; one with a hyphen is found without it, too: push-up, pushup."""
    with_it = [name for piece in e.equipment for name in (kit[piece].title, *kit[piece].aliases)]
    said = " ".join((e.title, e.summary, *e.aliases, *(with_it or [nothing])))
    joined = [word.replace("-", "") for word in re.findall(r"\w+(?:-\w+)+", said)]
    return " ".join((said, *joined))


def _own_words(phrases: Mapping[str, str]) -> str:
    """What is said of a table that is brought in."""
    return json.dumps({n: said for n, said in phrases.items() if n.startswith(("own.", "list."))}, ensure_ascii=False)


def _counts(k: Knowledge, e: Exercise) -> bool:
    """Whether how much of it is a number of repetitions."""
    d = own_dose(e, k.all("doses", Dose)[e.dose])
    return not d.metres and not d.hold[1]


def _muscle_words(k: Knowledge) -> dict[str, str]:
    """How people call each muscle: its names, and the lay words that lead to it or mean a part of its name."""
    rows = k.all("lay-words", LayWords).values()

    def lay(m: Muscle) -> list[str]:
        named = [r for r in rows if m.id in r.muscles or any(mean.lower() in m.title.lower() for mean in r.means)]
        return [word for row in named for word in row.words]

    return {m.id: " ".join((m.title, *m.aliases, *lay(m))) for m in k.all("muscles", Muscle).values()}


def _cautions(k: Knowledge, other: str) -> list[tuple[str, list[tuple[Caution, list[str]]]]]:
    """The cautions by the list of the safety screen that they begin with, or by what that list brings up beside it, in
    its order; `other` heads those of no list. In a group those with a clinician's word stand last."""
    asked, heads = k.questions(), dict[str, str]()
    for section in k.screen.sections if k.screen else ():
        questions = [asked[q][0] for q in section.names]
        lists = {q.id for q in questions if q.kind == "multiple"}
        beside = [q for q in questions if q.show_if and lists.intersection(name for name, _ in ticks(q.show_if.data))]
        heads |= {name: name for name in lists}
        heads |= {q.id: next(o.id for o in beside if o.show_if == q.show_if) for q in beside if q.id not in lists}
    found: dict[str, list[tuple[Caution, list[str]]]] = {name: [] for name in (*asked, "")}
    for c in sorted(k.all("safety/cautions", Caution).values(), key=lambda c: c.gate == "see-first"):
        signs = _signs(k, c.when)
        begins = next((name for name, _ in ticks(c.when.data)), "")
        found[heads.get(begins, "")].append((c, signs if len(signs) <= MOST_SIGNS else []))
    return [(asked[name][0].ask if name else other, group) for name, group in found.items() if group]


def _shown_by(k: Knowledge, demand: str) -> str | None:
    """The exercise whose picture shows a demand best: it makes few others."""
    drawn = [e for e in k.all("exercises", Exercise).values() if e.figure and demand in e.demands]
    return min(drawn, key=lambda e: (len(e.demands), e.id)).id if drawn else None


def _signs(k: Knowledge, when: Condition) -> list[str]:
    """What a person ticks for a caution to hold, in the screen's words: a trainer looks for those."""
    asked, wanted = k.questions(), set(ticks(when.data))
    lists = [asked[name][0] for name in dict.fromkeys(name for name, _ in ticks(when.data))]
    labels = [o.label for q in lists if q.kind == "multiple" for o in q.options if (q.id, o.id) in wanted]
    return list(dict.fromkeys(labels))


def _brand_kit(_k: Knowledge, phrases: Mapping[str, str], brand: Brand) -> dict[str, Any]:
    """The brand file as data, and the rules that it is held to, so that the page holds the kit to the same."""
    rules = {
        "surfaces": SURFACES,
        "contrast": CONTRAST,
        "logo": LOGO_RULES,
    }
    return {
        "own_words": _own_words(phrases),
        "site_json": brand.model_dump_json(exclude_none=True),
        "rules_json": json.dumps(rules, sort_keys=True),
    }


_VIEWS: dict[str, Callable[[Knowledge, Mapping[str, str], Brand], dict[str, Any]]] = {
    "plan": _plan,
    "today": lambda k, _phrases, _brand: {"retest": k.scoring.retest_days if k.scoring else 0},
    "offline": lambda _k, _phrases, _brand: {},
    "builder": _builder,
    "brand-kit": _brand_kit,
}
