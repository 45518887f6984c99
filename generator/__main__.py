"""The command line: check, assess, score, export, schema, new, link, handout, runtime."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator import brand, score
from generator.bundle.compile import bundle, dump, opened
from generator.check import check_all, checked, drawn, proved, readable
from generator.commands import handout as cli
from generator.commands import new as scaffold
from generator.commands import schema
from generator.handouts import HandoutError, plans
from generator.knowledge.base import Knowledge
from generator.reach.prove import Verdict
from generator.reading.problems import CheckFailed, annotation, errors
from generator.runtime import pack as runtime
from quiz.bridge import Engine, Refused, parse
from quiz.telling.phrase import tell
from quiz.telling.report import report

HERE = Path(__file__).resolve().parent.parent
KNOWLEDGE = Path("knowledge")
LOCAL = Path("local/knowledge")


class UserError(Exception):
    """Something the caller can mend, in one line."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0, or 1 when something is wrong with the input, or 2 for bad usage."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads the output has seen enough, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except CheckFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    except UserError as error:
        print(f"counterpoise: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error
        print(f"counterpoise: {what}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="counterpoise", description="Knowledge in, a site with self-assessments out.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], help_: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, description=help_)
        added.set_defaults(run=run)
        return added

    def knowledge(added: argparse.ArgumentParser) -> None:
        added.add_argument("--knowledge", type=Path, default=KNOWLEDGE, metavar="DIR", help="the knowledge folder")

    def owner(added: argparse.ArgumentParser) -> None:
        added.add_argument("--brand", default="", metavar="NAME", help="a further brand, from local/brands/NAME.yml")

    check = command("check", _check, "report every problem in the knowledge")
    check.add_argument("--explain", action="store_true", help="print every proof: reachable, impossible or undecided")
    check.add_argument("--format", choices=("text", "github"), default="text", help="github: shown at the line there")
    knowledge(check)
    assess = command("assess", _assess, "assess answers as the browser does")
    assess.add_argument("questionnaire", help="its id, such as quick")
    assess.add_argument("--answers", required=True, metavar="FILE", help="a JSON file, or - for standard input")
    assess.add_argument("--format", choices=("text", "json"), default="text", help="text to read, or the JSON itself")
    assess.add_argument("--today", metavar="DATE", help="the date to count the re-test from, such as 2026-11-21")
    knowledge(assess)
    scored = command("score", _score, "score answers with the scales of a questionnaire file")
    scored.add_argument("file", type=Path, metavar="FILE.yml", help="a questionnaire with scales, in any folder")
    scored.add_argument(
        "--answers", required=True, metavar="FILE", help="JSON, one answer set or a list of them; - for standard input"
    )
    scored.add_argument("--variant", metavar="NAME", help="score as this variant of the scales says")
    export = command("export", _export, "write the generated site sources to a folder")
    export.add_argument("folder", type=Path)
    owner(export)
    knowledge(export)
    schemas = command("schema", _schema, "compare the JSON Schemas with the models")
    schemas.add_argument("--write", action="store_true", help="write them to knowledge/schema/")
    new = command("new", _new, "write a commented YAML file to fill in")
    new.add_argument("kind", choices=sorted(scaffold.SINGULAR))
    new.add_argument("id", help="its id, such as band-row")
    new.add_argument("--knowledge", type=Path, default=LOCAL, metavar="DIR", help=f"where to; {LOCAL} unless given")
    link = command("link", _link, "print the link of a plan")
    link.add_argument("plan", metavar="FILE", help="JSON: a plan, or an assessment that has a routine")
    cli.site(link)
    owner(link)
    knowledge(link)
    handout = command("handout", _handout, cli.HELP)
    cli.options(handout)
    owner(handout)
    knowledge(handout)
    command("runtime", _runtime, "prepare the Python runtime for the browser")
    return parser


def _check(options: argparse.Namespace) -> int:
    folder = _folder(options.knowledge)
    knowledge, problems = check_all(folder)
    problems = sorted(problems + drawn(knowledge) + readable(knowledge))
    verdicts: list[Verdict] = []
    if not errors(problems):
        from generator.site import written  # the templates are wanted here only

        verdicts, found = proved(knowledge)
        problems += [*found, *written.check(folder, knowledge)]
    problems += brand.check(_local(folder), knowledge.phrases or ("en",))
    for problem in problems:
        print(annotation(problem) if options.format == "github" else problem)
    if options.explain:
        print("".join(f"{verdict}\n" for verdict in verdicts), end="")
    wrong, warned = len(errors(problems)), len(problems) - len(errors(problems))
    entities = sum(1 for _ in knowledge.entities())
    print(", ".join((_count(entities, "entity", "entities"), _count(wrong, "error"), _count(warned, "warning"))))
    return 1 if wrong else 0


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or f'{one}s'}"


def _assess(options: argparse.Namespace) -> int:
    answers = _read(options.answers)
    words = _open(engine := Engine(), options.knowledge)
    try:
        parse(answers)
    except Refused as refused:
        raise UserError(tell(refused.message, words)) from None
    request = f'{{"op":"assess","questionnaire":{json.dumps(options.questionnaire)},"answers":{answers}'
    request += f',"today":{json.dumps(options.today)}}}' if options.today else "}"
    reply = json.loads(engine.handle(request))
    if "error" in reply:
        told = tell(reply, words)
        lines = [told["error"], *(f"  {complaint}" for complaint in told.get("complaints", []))]
        raise UserError("\n".join(lines))
    result = reply["ok"]
    if result["outcome"] == "incomplete":
        raise UserError(tell({"say": "error.incomplete", "questions": ", ".join(result["missing"])}, words))
    if options.format == "json":
        print(json.dumps(result, indent=2, sort_keys=True))
    else:
        told = tell(result, words)
        asked = json.loads(engine.handle(request.replace('"op":"assess"', '"op":"explain"', 1)))
        print(report(told, words, tell(asked["ok"]["room"], words)), end="")
    return 0


def _score(options: argparse.Namespace) -> int:
    try:
        result = score.scores(options.file, _read(options.answers), options.variant)
    except score.Unusable as error:
        raise UserError(str(error)) from None
    print(score.as_text(result), end="")
    unusable = sum(map(score.is_error, result)) if isinstance(result, list) else 0
    if unusable:
        raise UserError(f"{unusable} of {len(result)} answer sets cannot be used; each has its error in its place")
    return 0


def _open(engine: Engine, folder: Path) -> dict[str, str]:
    compiled = bundle(checked(_folder(folder)))
    engine.handle(f'{{"op":"open","bundle":{dump(compiled)}}}')
    words: dict[str, str] = compiled["words"]
    return words


def _folder(folder: Path) -> Path:
    return folder.resolve() if folder != KNOWLEDGE or folder.is_dir() else HERE / folder


def _local(folder: Path) -> Path:
    """The brands and fonts that go with a knowledge folder: those beside it, or the shipped where no brand is there."""
    beside = folder.parent / "local"
    return beside if brand.find(beside).is_file() or brand.names(beside) else HERE / "local"


def _read(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        what = "standard input" if name == "-" else name
        raise UserError(f"{what} is not UTF-8 text; save it as UTF-8") from None


def _export(options: argparse.Namespace) -> int:
    from generator.site import export, generate, version  # the templates are wanted here only

    knowledge, owner = _owned(options)
    made = list(generate.generate(knowledge, owner, runtime=_python()))  # all, before the first is written
    count = export.export(made, options.folder)
    print(f"{count} files written to {options.folder}")
    print(f"styles and scripts of this build: {version.folder_of(artifact.path for artifact in made)}/")
    return 0


def _python() -> dict[str, bytes]:
    """Python for the browser, where it was made."""
    try:
        return {name: path.read_bytes() for name, path in runtime.files(HERE / "build" / "runtime").items()}
    except runtime.RuntimeBuildError as error:
        print(f"counterpoise: without Python no page can score: {error}", file=sys.stderr)
        return {}


def _owned(options: argparse.Namespace) -> tuple[Knowledge, brand.Brand]:
    """The knowledge that the command line names, and whose it is."""
    folder = _folder(options.knowledge)
    knowledge = checked(folder)
    return knowledge, _brand(_local(folder), options.brand, knowledge)


def _brand(local: Path, name: str, knowledge: Knowledge) -> brand.Brand:
    owner, problems = brand.read(brand.find(local, name), knowledge.phrases)
    if owner is None:
        raise CheckFailed(problems)
    return owner


def _schema(options: argparse.Namespace) -> int:
    stale = schema.stale(HERE / KNOWLEDGE / "schema")
    if options.write:
        schema.write(HERE / KNOWLEDGE / "schema")
    elif stale:
        raise UserError(f"out of date: {', '.join(stale)}; run: counterpoise schema --write")
    print(f"{len(stale)} schemas {'written' if options.write else 'out of date'}")
    return 0


def _new(options: argparse.Namespace) -> int:
    folder = options.knowledge
    if folder == LOCAL:
        folder = _folder(KNOWLEDGE).parent / LOCAL
        folder.mkdir(parents=True, exist_ok=True)
    try:
        path = scaffold.new(folder, options.kind, options.id)
    except scaffold.NotNew as error:
        raise UserError(str(error)) from None
    print(f"{path} written; fill it in, then run: counterpoise check")
    return 0


def _link(options: argparse.Namespace) -> int:
    knowledge, owner = _owned(options)
    try:
        plan, _ = plans.find(options.plan, opened(knowledge, owner.language))
    except HandoutError as error:
        raise UserError(str(error)) from None
    print(plans.link(options.site, replace(plan, brand=owner.reference) if options.brand else plan))
    return 0


def _handout(options: argparse.Namespace) -> int:
    try:
        knowledge, owner = _owned(options)
        local = _local(_folder(options.knowledge))
        there = () if options.brand else brand.names(local)  # what links may name, unless one brand is for all

        def further(name: str) -> brand.Brand | None:
            return _brand(local, name, knowledge) if name in there else None

        return cli.run(options, knowledge, owner, further, local)
    except HandoutError as error:
        raise UserError(str(error)) from None


def _runtime(_: argparse.Namespace) -> int:
    try:
        runtime.build(HERE / "quiz", HERE / "build" / "runtime")
    except runtime.RuntimeBuildError as error:
        raise UserError(str(error)) from None
    return 0


if __name__ == "__main__":
    sys.exit(main())
