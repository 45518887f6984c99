"""The engine from outside: the door's requests and replies, what a program calls, the element for other sites."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from generator import score
from generator.manual import declared
from generator.manual.chapter import Chapter, Section, Table, one_line
from quiz import bridge, door

COLUMNS = ("key", "type", "needed", "means")
_PART = re.compile(r"^// {3}(\S+) +(\S.*)$", re.MULTILINE)


def asked() -> Chapter:
    """The requests, a section each."""
    return Chapter("requests", "requests", tuple(_op(op, *shapes) for op, shapes in door.DOOR.items()))


def _op(op: str, request: Any, reply: Any) -> Section:
    taken, given = tuple(declared.rows(request)), tuple(declared.rows(reply))
    tables = [Table(COLUMNS, taken, "takes")] if taken else []
    tables += [Table(COLUMNS, given, "gives")] if given else []
    return Section(op, op, one_line(request.__doc__), tables=tuple(tables))


def called() -> Chapter:
    """What a program in Python calls, a section each."""
    from generator.cohort import scorer  # pyarrow, wanted here only

    every: tuple[Callable[..., Any], ...] = (
        *(bridge.Engine, bridge.Engine.handle, score.compiled, score.score_file, scorer.key_of, scorer.scorer),
    )
    return Chapter("engine", "engine", tuple(map(_call, every)))


def _call(what: Callable[..., Any]) -> Section:
    name = f"{what.__module__}.{what.__qualname__}"
    return Section(re.sub("[._]", "-", name).lower(), name, inspect.getdoc(what) or "", _signature(what))


def _signature(what: Callable[..., Any]) -> str:
    name = what.__qualname__.rpartition(".")[2]
    return f"{name}{inspect.signature(what)}".replace("'", "").replace("(self, ", "(").replace("(self)", "()")


def framed(script: str) -> Chapter:
    """The element for pages of other sites and its attributes, as the head of its script tells them."""
    head = script.partition("\n\n")[0]
    says = " ".join(line.removeprefix("// ") for line in head.split("\n") if not _PART.match(line))
    rows = tuple((f"`{name}`", means) for name, means in _PART.findall(head))
    return Chapter(
        "embed", "embed", (Section("element", "counterpoise-embed", says, tables=(Table(("key", "means"), rows),)),)
    )
