"""Tables that the docs take from the code: cog writes them (`make docs`), and `make check` tells when one is old."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import is_typeddict

ROOT = Path(__file__).resolve().parent.parent


def commands() -> str:
    """Every command of the command line with its options."""
    from generator.__main__ import parser
    from generator.manual.commands import commands, usage

    rows = ["| command | what it does |", "|---|---|"]
    for command in commands(parser()).values():
        does = (command.description or "").removesuffix(".")
        rows.append(f"| `{_in_cell(usage(command))}` | {_in_cell(does)} |")
    return "\n".join(rows)


def _in_cell(text: str) -> str:
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
    from generator.manual.rules import every, examples

    shown = examples(ROOT)
    rows = ["| rule | what it asks |", "|---|---|"]
    for rule, asks in every().items():
        rows.append(f"| {f'[`{rule}`]({shown[rule].case}/)' if rule in shown else f'`{rule}`'} | {asks} |")
    return "\n".join(rows)


def keys(kind: str) -> str:
    """Every key of a kind of file, or of its rows: what it holds and what it means."""
    from generator.manual.chapter import pieces
    from generator.manual.keys import table

    rows = ["| key | what it holds | what it means |", "|---|---|---|"]
    for key, shape, _, _, means in table(kind).rows:
        holds = "".join(f"`{p.text}`" if p.code else p.text for p in pieces(shape))
        rows.append(f"| {key} | {_in_cell(holds)} | {_in_cell(means)} |")
    return "\n".join(rows)


def _path(container: str, name: str) -> str:
    return f"{name}/" if (ROOT / container / name).is_dir() else f"{name}.py"


def _first_line(container: str, name: str) -> str:
    path = ROOT / container / _path(container, name)
    tree = ast.parse((path / "__init__.py" if path.is_dir() else path).read_text(encoding="utf-8"))
    return " ".join((ast.get_docstring(tree) or "").partition("\n\n")[0].split())


def door() -> str:
    """Every op of quiz/door.py with what it takes and gives."""
    from generator.manual.declared import keys, needed
    from quiz.door import DOOR

    rows = ["| op | what it does | takes | gives |", "|---|---|---|---|"]
    for op, (request, reply) in DOOR.items():
        does = " ".join((request.__doc__ or "").split())
        takes = ", ".join(f"`{key}`" if needed(request, key) else f"`[{key}]`" for key in keys(request))
        gives = ", ".join(f"`{key}`" for key in keys(reply)) or "scores by scale, or a list of them"
        rows.append(f"| `{op}` | {does} | {takes} | {gives} |")
    return "\n".join(rows)


def door_types() -> str:
    """quiz/door.py as TypeScript declarations: what engine.ask takes and what comes back under "ok"."""
    from generator.manual.declared import keys, needed, said, script
    from quiz import door

    lines = ["export type Json = { [key: string]: any }", ""]
    for shape in dict.fromkeys(s for pair in door.DOOR.values() for s in pair if is_typeddict(s)):
        lines.append(f"export interface {shape.__name__} {{")
        for key, hint in keys(shape).items():
            lines.append(f"  /** {said(shape, key)} */")
            lines.append(f"  {key}{'' if needed(shape, key) else '?'}: {script(hint)}")
        lines += ["}", ""]
    for name, at in (("Requests", 0), ("Replies", 1)):
        lines.append(f"export interface {name} {{")
        lines += [f'  "{op}": {script(pair[at])}' for op, pair in door.DOOR.items()]
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
