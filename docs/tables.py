"""Tables that the docs take from the code: cog writes them (`make docs`), and `make check` tells when one is old."""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

ROOT = Path(__file__).resolve().parent.parent


def commands() -> str:
    """Every command of the command line with its options, from its parser and its module's docstring."""
    from generator import __main__ as cli

    rows = ["| command | what it does |", "|---|---|"]
    for command in cli.COMMANDS:
        name = cli.name_of(command.__name__)
        parser = argparse.ArgumentParser(prog=f"counterpoise {name}", add_help=False)
        command.add(parser)
        usage = " ".join(_usage(parser)).replace("|", "\\|")
        rows.append(f"| `{parser.prog}{' ' if usage else ''}{usage}` | {_described(command.__doc__ or '')} |")
    return "\n".join(rows)


def _usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What may stand behind the command's name, what is needed first."""
    either = {id(a): g for g in parser._mutually_exclusive_groups for a in g._group_actions}
    for action in sorted(parser._actions, key=lambda a: not (a.required or id(a) in either)):
        name = action.metavar or (action.dest if action.option_strings else action.dest.upper())
        choices = f"{'|'.join(map(str, action.choices))}" if action.choices and action.option_strings else name
        shown = f"{action.option_strings[-1]} {choices}" if action.option_strings else str(name)
        shown = action.option_strings[-1] if action.nargs == 0 else shown
        if id(action) in either:
            first, *others = either[id(action)]._group_actions
            if action is first:
                yield " or ".join(f"{a.option_strings[-1]} {a.metavar}" for a in (first, *others))
        else:
            yield shown if action.required else f"[{shown}]"


def _described(docstring: str) -> str:
    """A command's docstring as one paragraph, without its name."""
    text = " ".join(docstring.partition(": ")[2].split()).removesuffix(".")
    return text.replace("|", "\\|")


def targets() -> str:
    """Every task of the Makefile and what it does, from the Makefile itself."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    rows = [f"| `make {name}` | {does} |" for name, does in re.findall(r"^([a-z]+):.*?## (.*)$", text, re.MULTILINE)]
    return "\n".join(["| task | what it does |", "|---|---|", *rows])


def rooms() -> str:
    """The packages, what each is for in its own words, and below which it stands, from pyproject's contracts."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    rows = ["| room | what it is for |", "|---|---|"]
    for contract in settings["contracts"]:
        for container in contract.get("containers", ()):
            names = [name.strip() for layer in reversed(contract["layers"]) for name in re.split(r"[|:]", layer)]
            rows += [f"| `{container}/{_path(container, n)}` | {_first_line(container, n)} |" for n in names]
    return "\n".join(rows)


def rules() -> str:
    """Every rule of the check and what it asks, in its own words, leading to a case that breaks it."""
    from generator import brand, check
    from generator.handouts import letters
    from generator.publishing import written
    from generator.reach import never
    from generator.rules import plain_words

    cases = sorted(path.name for path in (ROOT / "tests" / "cases" / "bad").iterdir())
    rows = ["| rule | what it asks |", "|---|---|"]
    more = (plain_words, never, written, brand, letters)
    for rule, asks in {**check.RULES, **{r: a for room in more for r, a in room.RULES.items()}}.items():
        case = next((name for name in cases if name.partition("--")[0] == rule), None)
        rows.append(f"| {f'[`{rule}`](tests/cases/bad/{case}/)' if case else f'`{rule}`'} | {asks} |")
    return "\n".join(rows)


def _path(container: str, name: str) -> str:
    return f"{name}/" if (ROOT / container / name).is_dir() else f"{name}.py"


def _first_line(container: str, name: str) -> str:
    path = ROOT / container / _path(container, name)
    tree = ast.parse((path / "__init__.py" if path.is_dir() else path).read_text(encoding="utf-8"))
    return " ".join((ast.get_docstring(tree) or "").partition("\n\n")[0].split())


def door() -> str:
    """Every op of quiz/door.py with what it takes and gives."""
    from quiz.door import DOOR

    rows = ["| op | what it does | takes | gives |", "|---|---|---|---|"]
    for op, (request, reply) in DOOR.items():
        does = " ".join((request.__doc__ or "").split())
        gives = ", ".join(f"`{key}`" for key in _keys(reply)) or "scores by scale, or a list of them"
        rows.append(f"| `{op}` | {does} | {', '.join(_taken(request))} | {gives} |")
    return "\n".join(rows)


def _taken(request: Any) -> Iterator[str]:
    for key in _keys(request):
        yield f"`{key}`" if key in request.__required_keys__ else f"`[{key}]`"


def _keys(declared: Any) -> dict[str, Any]:
    """The keys of a typed dictionary with their types; none of what is declared no further."""
    return get_type_hints(declared) if is_typeddict(declared) else {}


def door_types() -> str:
    """quiz/door.py as TypeScript declarations: what engine.ask takes and what comes back under "ok"."""
    from quiz import door

    said = _said(ROOT / "quiz" / "doing.py") | _said(ROOT / "quiz" / "door.py")
    lines = ["export type Json = { [key: string]: any }", ""]
    for shape in dict.fromkeys(s for pair in door.DOOR.values() for s in pair if is_typeddict(s)):
        lines.append(f"export interface {shape.__name__} {{")
        for key, hint in _keys(shape).items():
            lines.append(f"  /** {said[key, shape.__name__]} */")
            lines.append(f"  {key}{'' if key in shape.__required_keys__ else '?'}: {_script(hint)}")
        lines += ["}", ""]
    for name, at in (("Requests", 0), ("Replies", 1)):
        lines.append(f"export interface {name} {{")
        lines += [f'  "{op}": {_script(pair[at])}' for op, pair in door.DOOR.items()]
        lines += ["}", ""]
    lines.append(
        "export type Request = { [Op in keyof Requests]: { op: Op; tell?: boolean } & Requests[Op] }[keyof Requests]"
    )
    lines += [
        "export type Reply<Op extends keyof Requests> =",
        "  | { ok: Replies[Op]; error?: undefined; complaints?: undefined }",
        "  | { ok?: undefined; error: any; complaints?: Json[] }",
    ]
    return "\n".join(lines)


def _script(hint: Any) -> str:
    """A type as TypeScript names it."""
    if is_typeddict(hint):
        return str(hint.__name__)
    if get_origin(hint) is list:
        (row,) = get_args(hint)
        return f"{_script(row)}[]"
    if get_origin(hint) is dict:
        return "Json"
    if isinstance(hint, type):
        return {str: "string", int: "number", bool: "boolean"}.get(hint, "null")
    return " | ".join(map(_script, get_args(hint)))


def _said(path: Path) -> dict[tuple[str, str], str]:
    """(key, class) -> the docstring under a key, of the class or of one that it builds on."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.ClassDef):
            continue
        bases = [b.id for b in node.bases if isinstance(b, ast.Name)]
        found |= {(key, node.name): text for (key, owner), text in found.items() if owner in bases}
        for field, text in pairwise(node.body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
                found[field.target.id, node.name] = " ".join(str(ast.literal_eval(text.value)).split())
    return found
