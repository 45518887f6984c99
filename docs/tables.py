"""Tables that the docs take from the code: cog writes them (`make docs`), and `make check` tells when one is old."""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def commands() -> str:
    """Every command of the command line with its options, from its parser and its module's docstring."""
    from generator import __main__ as cli

    rows = ["| command | what it does |", "|---|---|"]
    for command in cli.COMMANDS:
        name = command.__name__.rpartition(".")[2]
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
    from generator.reach import rules as proofs
    from generator.rules import reading
    from generator.site import written

    cases = sorted(path.name for path in (ROOT / "tests" / "cases" / "bad").iterdir())
    rows = ["| rule | what it asks |", "|---|---|"]
    for rule, asks in {**check.RULES, **reading.RULES, **proofs.RULES, **written.RULES, **brand.RULES}.items():
        case = next((name for name in cases if name.partition("--")[0] == rule), None)
        rows.append(f"| {f'[`{rule}`](tests/cases/bad/{case}/)' if case else f'`{rule}`'} | {asks} |")
    return "\n".join(rows)


def _path(container: str, name: str) -> str:
    return f"{name}/" if (ROOT / container / name).is_dir() else f"{name}.py"


def _first_line(container: str, name: str) -> str:
    path = ROOT / container / _path(container, name)
    tree = ast.parse((path / "__init__.py" if path.is_dir() else path).read_text(encoding="utf-8"))
    return " ".join((ast.get_docstring(tree) or "").partition("\n\n")[0].split())
