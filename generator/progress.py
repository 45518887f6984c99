"""How far long work has come: a bar on a terminal, and nothing anywhere else. The only importer of rich."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")


class Bar:
    """A bar of `of` steps on standard error. Whoever begins one ends it: `with`, or `stop`."""

    def __init__(self, what: str, of: int) -> None:
        self._shown: Progress | None = None
        if not sys.stderr.isatty() or not of:
            return
        from rich.console import Console  # 50 ms, wanted on terminals only
        from rich.progress import Progress

        self._shown = Progress(console=Console(stderr=True), transient=True)
        self._task = self._shown.add_task(what, total=of)
        self._shown.start()

    def step(self) -> None:
        """One more is done."""
        if self._shown:
            self._shown.advance(self._task)

    def stop(self) -> None:
        """Take it away; the terminal is as it was."""
        if self._shown:
            self._shown.stop()
            self._shown = None


def track(items: Iterable[T], what: str, of: int) -> Iterator[T]:
    """The same items; a step each, once whoever takes them asks for the next."""
    bar = Bar(what, of)
    try:
        for item in items:
            yield item
            bar.step()
    finally:
        bar.stop()
