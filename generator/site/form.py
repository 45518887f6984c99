"""One questionnaire -> the HTML of its assessment: a plain form that reads and answers before any script has run.

The safety screen's sections come first, then the questionnaire's own. The page's script finds everything by data-*
attributes (listed in site_overrides/assets/counterpoise/pages/assessment.mjs) and every word in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby
from typing import Any

from generator.brand import Brand
from generator.bundle.carers import is_told_of, of_another
from generator.drawing.maps.body_map import result_map, where_map
from generator.knowledge.base import Knowledge
from generator.model import Asked, Muscle, Option, Question, Questionnaire, Region, Section, SelfTest
from generator.pictures.figures import poses
from generator.site import later
from generator.site.render import as_is, template
from generator.site.version import ASSETS, GUARD, build_of
from quiz.asking.answers import MOST_WORDS

NOT_SURE = "not-sure"
MUSCLES = "ca-muscles"
"""The key of a result's map."""
_MOST_BUTTONS = 11
"""A scale with more steps than this is asked as a number."""
SHAPED = ("minutes", "days", "level", "equipment")
"""The limits of a routine that whoever does it can change in place."""


@dataclass(frozen=True)
class Field:
    """One question, and the form its answer has: a self-test's question takes it from the test."""

    question: Question
    asked: Asked
    test: SelfTest | None
    shown: SelfTest | None
    """The self-test whose figure stands beside it."""
    values: tuple[str, ...]
    """The steps of a scale, low to high; empty when there are too many to show."""
    kind: str
    """The model's kind; a scale without `values` is asked as a number."""
    lines: tuple[Option, ...]
    """Of a list of ticks, all but "none of these"."""
    not_sure: str | None
    """Which words offer "I am not sure"; None: not offered."""


@dataclass(frozen=True)
class Part:
    section: Section
    fields: tuple[Field, ...]
    together: tuple[tuple[Field, ...], ...]
    """The same, those in one that a link asks together."""
    screen: bool
    """Belongs to the safety screen."""
    at_once: bool
    """May name what needs help at once: in the screen, up to the last section that goes on, or all where none does."""

    @property
    def leads(self) -> bool:
        """Whether something in it is asked by cues."""
        return any(f.question.cues for f in self.fields)


@dataclass(frozen=True)
class Words:
    """The catalogue's words for the page: `words.next` and `words["answer-left"]` read ui.next and ui.answer-left."""

    catalogue: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.catalogue[f"ui.{name}"]

    def names(self, prefix: str) -> tuple[str, ...]:
        """The names under a prefix, without it."""
        start = f"ui.{prefix}."
        return tuple(name.removeprefix(start) for name in self.catalogue if name.startswith(start))


def shaping(knowledge: Knowledge) -> list[Question]:
    """The questions whose answers a routine can be shaped by."""
    return [asked[0] for asked in knowledge.questions().values() if asked[0].sets in SHAPED]


def render(
    knowledge: Knowledge,
    questionnaire_id: str,
    language: str = "en",
    *,
    root: str = "../../",
    assets: str = ASSETS,
    brand: Brand | None = None,
    handout: str | None = None,
) -> str:
    """Render the assessment as one raw HTML block for a Markdown page: no blank line, no indentation.

    `root` leads from the page to the site's start, `assets` from there to what it runs on (generator.site.version);
    `brand` gives emergency numbers, and
    `handout` is the form's PDF, below the site's start.
    """
    questionnaire = knowledge.all("questionnaires", Questionnaire)[questionnaire_id]
    regions = tuple(knowledge.all("regions", Region).values())
    phrases = knowledge.phrases[language]
    html = template(
        "assessment.html.j2",
        questionnaire=questionnaire,
        parts=parts(knowledge, questionnaire),
        news=knowledge.screen.news if knowledge.screen else (),
        regions=regions,
        body_map=where(regions, phrases),
        result_map=as_is(later.hollow(_muscles(knowledge, phrases), later.picture_of(MUSCLES))),
        shaping=shaping(knowledge),
        words=Words(phrases),
        phrases=phrases,
        NOT_SURE=NOT_SURE,
        MOST_WORDS=MOST_WORDS,
        root=root,
        assets=f"{root}{assets}",
        build=build_of(assets),
        guard_script=f"{root}{GUARD}",
        handout=handout,
        emergency=brand.emergency_calls() if brand else (),
        crisis=brand.crisis_call() if brand else [],
        brand_json=json.dumps(
            letterhead(brand, f"{root}{assets}") if brand else {}, ensure_ascii=False, sort_keys=True
        ),
        poses=pictured,
        text_of=later.text_of,
        of_another=of_another_in(language),
    )
    return block(html)


def of_another_in(language: str) -> Callable[[str], str]:
    """What an element's text becomes for whoever answers for someone else, as its data-they; nothing where it stays."""

    def attribute(text: str) -> str:
        said = of_another(text) if is_told_of(language) else text
        return as_is(f' data-they="{escape(said)}"') if said != text else ""

    return attribute


def pictured(field: Field) -> str:
    """The place of the figure that stands beside a question, as HTML; nothing where there is none."""
    return as_is(later.hollow(_figure(field), later.picture_of(f"q-{field.question.id}")))


def where(regions: Iterable[Region], phrases: Mapping[str, str]) -> Callable[[str], str]:
    """The place of the map of a question about places, by its key."""
    return lambda key: as_is(later.hollow(where_map(regions, phrases.__getitem__, key), later.picture_of(key)))


def parts_later(knowledge: Knowledge, language: str) -> Iterator[tuple[str, str]]:
    """(address, content) of all that assessments fetch when it is about to be seen."""
    phrases, regions = knowledge.phrases[language], tuple(knowledge.all("regions", Region).values())
    yield later.picture_of(MUSCLES), later.drawn(_muscles(knowledge, phrases))
    for question in (asked[0] for asked in knowledge.questions().values()):
        field, name = _field(knowledge, question), f"q-{question.id}"
        if field.test:
            html = template(
                "self_test.html.j2",
                test=field.test,
                picture=as_is(_figure(field)),
                words=Words(phrases),
                of_another=of_another_in(language),
            )
            yield later.text_of(name), block(html)
        elif field.shown:
            yield later.picture_of(name), later.drawn(_figure(field))
        if field.kind == "regions":
            yield later.picture_of(f"{name}-map"), later.drawn(where_map(regions, phrases.__getitem__, f"{name}-map"))


def _figure(field: Field) -> str:
    return poses(field.question.id, field.shown) if field.shown else ""


def _muscles(knowledge: Knowledge, phrases: Mapping[str, str]) -> str:
    muscles = knowledge.all("muscles", Muscle).values()
    return result_map(muscles, phrases["page.body.result-alt"], phrases.__getitem__, MUSCLES)


def block(html: str) -> str:
    """HTML as one block that Markdown leaves alone: no blank line, no indentation."""
    return "\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n"


def letterhead(brand: Brand, assets: str) -> dict[str, Any]:
    """Whose sheet of paper it is, as site_overrides/assets/counterpoise/result/sheet.mjs reads it."""
    return {
        "reference": brand.reference,
        "name": brand.name,
        "tagline": brand.tagline,
        "logo": f"{assets}/{brand.logo_name('light') or 'mark.svg'}",
        "contact": brand.contact(),
        "disclaimer": brand.disclaimer,
        "paper": brand.paper,
        "colours": {"primary": brand.colours.light.primary, "accent": brand.colours.light.accent},
    }


def parts(knowledge: Knowledge, questionnaire: Questionnaire) -> tuple[Part, ...]:
    """All sections in the order they are asked, their questions looked up."""
    return screen(knowledge) + tuple(_part(knowledge, s, screen=False) for s in questionnaire.sections)


def screen(knowledge: Knowledge) -> tuple[Part, ...]:
    """The sections of the safety screen."""
    assert knowledge.screen is not None
    sections = knowledge.screen.sections
    last = max((i for i, section in enumerate(sections) if section.goes_on), default=len(sections))
    return tuple(_part(knowledge, s, screen=True, at_once=i <= last) for i, s in enumerate(sections))


def _part(knowledge: Knowledge, section: Section, *, screen: bool, at_once: bool = False) -> Part:
    questions = knowledge.questions()
    asked = (questions[q][0] for q in section.names)
    fields = tuple(_field(knowledge, q) for q in asked)
    return Part(section, fields, _together(knowledge, fields), screen, at_once)


def _together(knowledge: Knowledge, fields: tuple[Field, ...]) -> tuple[tuple[Field, ...], ...]:
    groups = knowledge.screen.link if knowledge.screen else ()
    of = {lead: leads[0] for leads in groups for lead in leads}
    runs = groupby(fields, lambda field: of.get(field.question.id, field.question.id))
    return tuple(tuple(run) for _, run in runs)


def _field(knowledge: Knowledge, question: Question) -> Field:
    tests = knowledge.all("tests", SelfTest)
    test = tests[question.test] if question.test else None
    shown = tests[question.shows] if question.shows else test
    asked: Asked = test.result if test else question
    values = choices(asked) if asked.kind == "scale" else ()
    kind = "number" if asked.kind == "scale" and not values else asked.kind
    offered = ("could-not" if test else "not-sure") if question.not_sure and asked.kind != "text" else None
    lines = tuple(o for o in asked.options if not o.exclusive)
    return Field(question, asked, test, shown, values, kind, lines, offered)


def choices(scale: Asked) -> tuple[str, ...]:
    """What can be chosen, exactly as the engine steps; nothing where it would be too many buttons."""
    low, high, step = (Decimal(str(n)) for n in (scale.lowest, scale.highest, scale.step or 1))
    count = int((high - low) / step) + 1
    return tuple(f"{(low + i * step).normalize():f}" for i in range(count)) if count <= _MOST_BUTTONS else ()
