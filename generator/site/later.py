"""What a page fetches when it is about to be seen: pictures, and the steps of self-tests. It holds their places.

A page with all of them would be several times as heavy. later.mjs looks for `data-later`, the address of what belongs
into a place: a file of this build, and the part of it by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.drawing.hollow import apart
from generator.site.render import as_is, template

AT_ONCE = 12
"""So many pictures of a list are there from the start: more than a first screen shows."""
TOGETHER = 32
"""So many of the others are fetched at a time."""


def hollow(picture: str, address: str) -> str:
    """The place of a picture: its outermost <svg> with its size and words, and nothing drawn in it."""
    before, opening, _, end = apart(picture)
    return f'{before}data-later="{address}" {opening}{end}' if opening else picture


def drawn(picture: str) -> str:
    """What `hollow` leaves out."""
    return apart(picture)[2]


def picture_of(name: str) -> str:
    """The address of a picture in a file of its own."""
    return f"later/{name}.svg#{name}"


def text_of(name: str) -> str:
    """The address of HTML in a file of its own."""
    return f"later/{name}.html#{name}"


def listed(names: Iterable[str], of: str) -> dict[str, str]:
    """Of the pictures of a list, all but those that are seen first -> their addresses; `of` names the list."""
    rest = list(names)[AT_ONCE:]
    return {name: f"later/{of}-{1 + n // TOGETHER}.svg#{name}" for n, name in enumerate(rest)}


def files(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(path, content) of each file of a build that holds such parts, given as (address, content)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for address, content in parts:
        path, _, name = address.partition("#")
        found.setdefault(path, []).append((name, as_is(content)))
    for path, held in found.items():
        yield path, template(f"later.{path.rpartition('.')[2]}.j2", parts=held)
