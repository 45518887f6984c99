"""counterpoise fhir: a questionnaire, what answers to it come to, or a plan, as FHIR R4."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from generator import score
from generator.check import checked
from generator.commands.asked import UserError, ask_knowledge, ask_site, folder, named, text_of
from generator.commands.door import Door
from generator.fhir.form import form_of, of_file
from generator.fhir.plan import care_plan
from generator.fhir.questionnaire import questionnaire
from generator.fhir.response import bundle, observations, response, results
from generator.fhir.translations import with_translations
from generator.handouts import HandoutError
from generator.handouts.given import given_plan
from generator.knowledge.base import Knowledge
from generator.knowledge.languages.translated import translated
from generator.model import Questionnaire
from quiz.asking.answers import read_answers
from quiz.asking.bundle import Data
from quiz.bridge import parse
from quiz.judging.flow import asked, flow
from quiz.plans.plan import as_json

HELP = "print a questionnaire, answers or a plan as FHIR R4"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--questionnaire", metavar="NAME", help="an id such as quick, or a questionnaire file with scales"
    )
    what.add_argument("--plan", metavar="FILE", help="a link, or JSON: a plan, or an assessment that has a routine")
    answers = "JSON, - for standard input: what they come to, in place of the questionnaire"
    parser.add_argument("--answers", metavar="FILE", help=answers)
    parser.add_argument("--client", default="", metavar="NAME", help="whom a plan is for")
    ask_site(parser)
    ask_knowledge(parser)


def run(options: argparse.Namespace) -> int:
    """Print the resource."""
    answers = options.answers
    if options.plan:
        found = _plan(checked(folder(options.knowledge)), options.plan, options.client)
    elif options.questionnaire.endswith((".yml", ".yaml")):
        found = _of_file(Path(options.questionnaire), answers, options.site)
    else:
        found = _of_knowledge(checked(folder(options.knowledge)), options.questionnaire, answers, options.site)
    print(json.dumps(found, indent=2, ensure_ascii=False))
    return 0


def _of_file(path: Path, answers: str | None, site: str) -> Data:
    form, data = of_file(path, site)
    if answers is None:
        return questionnaire(form)
    try:
        read, scores = score.counted(data, text_of(answers))
    except score.Unreadable as error:
        raise UserError(f"{named(answers)}: {error}") from None
    except score.Unusable as error:
        raise UserError(str(error)) from None
    return bundle(response(form, read), observations(form, scores))


def _of_knowledge(k: Knowledge, name: str, answers: str | None, site: str) -> Data:
    if name not in (known := k.all("questionnaires", Questionnaire)):
        raise UserError(f"there is no questionnaire '{name}'; there are {', '.join(known)}")
    door = Door(k)
    form = form_of(k, name, door.bundle.questions, door.bundle.version, site)
    if answers is None:
        told_in = {code: translated(k, code) for code in k.languages}
        others = {code: form_of(there, name, form.read, form.version, site, code) for code, there in told_in.items()}
        return with_translations(questionnaire(form), {code: questionnaire(other) for code, other in others.items()})
    given = door.readable(answers)
    told = door.assessed(given, tell=True, questionnaire=name)
    walked = flow(door.bundle, name, read_answers(asked(door.bundle, name), parse(given)))
    return bundle(response(form, walked.answers), results(form, told))


def _plan(k: Knowledge, source: str, client: str) -> Data:
    """The plan as it is, its cautions kept. Raises UserError where it cannot be read, or has nothing in it."""
    door = Door(k)
    try:
        plan, _ = given_plan(source, door.bundle)
    except HandoutError as error:
        raise UserError(str(error)) from None
    told = door.answer(op="plan-check", tell=True, plan=as_json(door.bundle, plan), cautions=list(plan.cautions))
    if told["blocked"]:
        raise UserError(told["blocked"])
    return care_plan(k.phrases["en"]["handout.routine.title"], client, told)
