"""Knowledge with something wrong in it, made by chance and repeatable: for tests that nothing ends in a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from generator.reading.document import Document
from generator.reading.load import load
from generator.reading.problems import Problem

Place = tuple[Any, ...]
ODD: list[Any] = [
    *(None, True, False, 0, -1, 1, 2, 5, 1.5, -0.5, 1e308, 10**30),
    *("", " ", "x", "0", "1:30", "not-sure", "none", "a/b", "tests/", "/", "neck.left", "neck:left", "a\nb"),
    *("{word}", "{}", "{0}", "%", "%s", "<b>x</b>", "[x](y)", "](causes/x)", "[picture: x]", "a" * 5000, "-" * 80),
    *("é", "\u0130", "\u202e", "\u200b", "\ud800", "\x00", "\x1b[31m", "\U0001f600"),
    *([], [[]], [None], [{}], [1, 2], [2, 1], [0, 0], ["a", "a"]),
    *({}, {"a": 1}, {"": ""}, {"id": "x"}, {"question": "age"}, {"question": "warning", "in": []}, {"any": []}),
    *({"question": "nowhere", "at_least": 1}, {"question": "where", "equals": "neck"}, {"all": []}),
    *({"count": [], "at_least": 1}, {"not": {"not": {"question": "age", "answered": True}}}),
]
"""Values that belong nowhere, or somewhere else."""


SIGNS = " \n\t-:#'\"[]{},&*!|>%@`?\\~0a\r\x85\u2028\ufeff\x07\U0001f600"


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """The path of everything inside."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(value[key], (*path, key))


def _at(value: Any, path: Place) -> Any:
    for key in path:
        value = value[key]
    return value


class Mutator:
    """Puts faults into documents. The same documents and the same `rng` give the same faults."""

    def __init__(self, documents: list[Document], folder: Path) -> None:
        self.documents = {d.name: d for d in documents}
        self.folder = folder
        self.spots = [(d.name, place) for d in documents if d.name != "phrases/en" for place in places(d.data)]
        self.words = sorted({v for n, p in self.spots if isinstance(v := _at(self.documents[n].data, p), str)})
        self.keys = sorted({p[-1] for _, p in self.spots if isinstance(p[-1], str)})
        self.alike: dict[Any, list[Any]] = {}
        for n, p in self.spots:
            self.alike.setdefault(_kind(p), []).append(_at(self.documents[n].data, p))
        self.values = [_at(self.documents[n].data, p) for n, p in self.spots]

    def mutated(self, rng: Random, faults: int) -> tuple[list[Document], list[Document], list[Problem]]:
        """(the shipped documents, a fork's own, the problems of those that cannot be read), with so many faults."""
        return self._read(rng, self.texts(rng, faults))

    def texts(self, rng: Random, faults: int) -> dict[str, str]:
        """The documents with so many faults in them, by name, as text."""
        changed: dict[str, Any] = {}
        for _ in range(faults):
            name, place = rng.choice(self.spots)
            data = changed.setdefault(name, deepcopy(self.documents[name].data))
            if _there(data, place):
                rng.choice(CHANGES)(self, rng, data, place)
        told = {n: json.dumps(d, indent=1, ensure_ascii=rng.random() < 0.5) for n, d in changed.items()}
        return {name: _scratched(rng, text) if rng.random() < 0.1 else text for name, text in told.items()}

    def _read(self, rng: Random, texts: dict[str, str]) -> tuple[list[Document], list[Document], list[Problem]]:
        """Load the texts, one in five as a fork's own."""
        documents, own, problems = dict(self.documents), [], []
        for name, text in texts.items():
            local = rng.random() < 0.2
            if local and rng.random() < 0.9:
                text = _layered(rng, text)
            path = self.folder / f"{name}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
            read, faults = load(self.folder, "local/knowledge" if local else "knowledge")
            path.unlink()
            problems += faults
            if local:
                own += read
            elif rng.random() < 0.05 or not read:
                documents.pop(name)
            else:
                documents[name] = read[0]
        return list(documents.values()), own, problems


def _kind(place: Place) -> Any:
    """The nearest key, and whether it is its value or an entry of that."""
    return next(((part, i) for i, part in enumerate(reversed(place)) if isinstance(part, str)), None)


def _there(data: Any, place: Place) -> bool:
    try:
        _at(data, place)
    except (LookupError, TypeError):
        return False
    return True


def _layered(rng: Random, text: str) -> str:
    """The document as a fork's layer, if it is still one."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return text
    for row in data if isinstance(data, list) else [data]:
        if isinstance(row, dict):
            row["layer"] = rng.choice(["extend", "override", "hide"])
    return json.dumps(data, indent=1)


def _scratched(rng: Random, text: str) -> str:
    """The text itself damaged."""
    start = rng.randrange(len(text) + 1)
    put = "".join(
        rng.choice(" \n\t-:#'\"[]{},&*!|>%@`?\\~0a\r\x85\u2028\ufeff\x07\U0001f600") for _ in range(rng.randrange(6))
    )
    return text[:start] + put + text[start + rng.randrange(40) :]


Change = Callable[[Mutator, Random, Any, Place], None]


def _odd(_: Mutator, rng: Random, data: Any, place: Place) -> None:
    _at(data, place[:-1])[place[-1]] = deepcopy(rng.choice(ODD))


def _foreign(m: Mutator, rng: Random, data: Any, place: Place) -> None:
    """A value from elsewhere in the knowledge."""
    _at(data, place[:-1])[place[-1]] = deepcopy(rng.choice(m.values))


def _reference(m: Mutator, rng: Random, data: Any, place: Place) -> None:
    """Another word in place of a word, so that the form stays right."""
    inner, key = _at(data, place[:-1]), place[-1]
    if isinstance(inner[key], str):
        inner[key] = rng.choice(m.words)
    elif isinstance(inner[key], bool):
        inner[key] = not inner[key]
    elif isinstance(inner[key], int | float):
        inner[key] = rng.choice([0, 1, inner[key] + 1, inner[key] - 1, -inner[key], inner[key] * 10, inner[key] + 0.5])
    else:
        _odd(m, rng, data, place)


def _alike(m: Mutator, rng: Random, data: Any, place: Place) -> None:
    """What stands elsewhere under the same key."""
    _at(data, place[:-1])[place[-1]] = deepcopy(rng.choice(m.alike[_kind(place)]))


def _gone(_: Mutator, __: Random, data: Any, place: Place) -> None:
    del _at(data, place[:-1])[place[-1]]


def _twice(_: Mutator, __: Random, data: Any, place: Place) -> None:
    inner, key = _at(data, place[:-1]), place[-1]
    if isinstance(inner, list):
        inner.insert(key, deepcopy(inner[key]))
    else:
        inner[f"{key}s"] = deepcopy(inner[key])


def _key(m: Mutator, rng: Random, data: Any, place: Place) -> None:
    inner, key = _at(data, place[:-1]), place[-1]
    value = inner.pop(key)
    if isinstance(inner, list):
        inner.insert(rng.randrange(len(inner) + 1), value)
    else:
        inner[rng.choice(m.keys)] = value


def _added(m: Mutator, rng: Random, data: Any, place: Place) -> None:
    """One key more, with a value that some key has."""
    inner = _at(data, place)
    if isinstance(inner, dict):
        inner[rng.choice(m.keys)] = deepcopy(rng.choice(m.values))
    elif isinstance(inner, list):
        inner.append(deepcopy(rng.choice(m.values)))
    else:
        _foreign(m, rng, data, place)


def _nested(_: Mutator, rng: Random, data: Any, place: Place) -> None:
    inner, key = _at(data, place[:-1]), place[-1]
    for _i in range(rng.choice([1, 1, 2, 40])):
        inner[key] = [inner[key]] if rng.random() < 0.5 else {"x": inner[key]}


ALIKE = (_alike, _alike, _alike, _reference, _reference, _reference)
"""Those that often leave the form as it should be, so that the later rules and the proofs see it."""
CHANGES: tuple[Change, ...] = (*ALIKE, _odd, _odd, _foreign, _gone, _twice, _key, _added, _nested)
