"""Work spread over a Dask cluster, where one is named. The only importer of distributed, which is the extra `cluster`.

Workers have this package, and see the folders that a task names at the same place: a disk of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")
PATIENCE = 10
"""Seconds until a scheduler has answered."""


class NoCluster(Exception):
    """Nothing can be spread, in one line."""


class Spread(Protocol):
    """Calls of a function on the workers: what each came to, in the order of `items`. What a worker that died was at is
    done once more by another."""

    def __call__(self, function: Callable[[A], B], items: Sequence[A]) -> Iterator[B]: ...


@contextmanager
def spreading(address: str) -> Iterator[Spread | None]:
    """The cluster whose scheduler is at `address`; None where none is named. Raises NoCluster."""
    if not address:
        yield None
        return
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise NoCluster("--scheduler needs Dask: install the extra `cluster`, pip install -e '.[cluster]'") from None
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError):
        raise NoCluster(f"no Dask scheduler answers at {address}") from None
    with client:
        yield partial(_spread, client)


def _spread(client: Any, function: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        for future in client.map(function, items, pure=False):
            yield future.result()
            future.release()  # no worker keeps it any longer
    except KilledWorker:
        raise NoCluster("workers died again and again over the same work; look into their logs") from None
    except (CancelledError, CommClosedError):
        raise NoCluster("the Dask cluster is gone") from None
