"""Every command with its options, from its parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from generator.manual.chapter import Cells, Chapter, Section, Table

COLUMNS = ("option", "means")


def chapter(whole: argparse.ArgumentParser) -> Chapter:
    """The commands, a section each."""
    return Chapter("commands", "commands", tuple(_section(parser) for parser in commands(whole).values()))


def commands(whole: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """Name of a command -> its parser."""
    found: Any = next(a for a in whole._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def _section(parser: argparse.ArgumentParser) -> Section:
    name, said = parser.prog.split()[-1], parser.description or ""
    options = tuple(_options(parser))
    tables = (Table(COLUMNS, options),) if options else ()
    return Section(name, parser.prog, f"{said[:1].upper()}{said[1:]}", usage(parser), tables)


def usage(parser: argparse.ArgumentParser) -> str:
    """The command with what may stand behind its name."""
    return " ".join((parser.prog, *_usage(parser)))


def _usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What is needed stands first."""
    either = {id(a): g for g in parser._mutually_exclusive_groups for a in g._group_actions}
    for action in sorted(_asked(parser), key=lambda a: not (a.required or id(a) in either)):
        if id(action) in either:
            first, *others = either[id(action)]._group_actions
            if action is first:
                yield " or ".join(f"{a.option_strings[-1]} {a.metavar}" for a in (first, *others))
        else:
            shown = f"{action.option_strings[-1]} {_value(action)}".strip() if action.option_strings else _value(action)
            yield shown if action.required else f"[{shown}]"


def _asked(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]


def _value(action: argparse.Action) -> str:
    """What is written for it; nothing for a switch."""
    if action.nargs == 0:
        return ""
    if action.choices and action.option_strings:
        return "|".join(map(str, action.choices))
    return str(action.metavar or (action.dest if action.option_strings else action.dest.upper()))


def _options(parser: argparse.ArgumentParser) -> Iterator[Cells]:
    for action in _asked(parser):
        choices = "" if not action.choices or action.option_strings else f" ({', '.join(map(str, action.choices))})"
        yield f"`{' '.join((*action.option_strings, _value(action))).strip()}`", f"{action.help or ''}{choices}".strip()
