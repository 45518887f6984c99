"""An SVG's elements -> whether they draw too much, with all that they use again: a few lines can ask for no end of it.

assets/counterpoise/trainer/uses.mjs reckons as this does; tests/cases/logos.yml holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST = 20_000
"""What a picture may draw, in elements; a drawing program's logo seldom has a thousand."""
DEEPEST = 100
"""Elements inside elements, and inside what they use."""
HEAVY = 100
"""What a filter's step weighs, and a picture made of dots: each dot counts."""
MOST_LOOKS = 10 * MOST
"""References that are followed before it is called too much."""

_REFERENCE = re.compile(r"url\([ \t\r\n\f]*['\"]?#([^ \t\r\n\f'\"()%]*)(['\"]?[ \t\r\n\f]*(?:\)|$))?", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_HIDING = re.compile(r"['\"@]|--|/\*")
"""What could make a rule look like another one; only the quotes of an address are none."""
_QUOTED = re.compile(r"(url\([ \t\r\n\f]*)['\"](#[^'\"]*)['\"]", re.IGNORECASE)
_SIMPLE = re.compile(r"[.#]?[A-Za-z0-9_-]+")
_ONCE = ("clip-path", "mask", "filter")
"""They act on an element as a whole; any other property is handed on to what stands inside it."""
_UNPAINTED = re.compile(r"linearGradient|radialGradient|stop|title|desc|metadata|style|filter|fe.*")

_UNCLEAR = "it refers to its parts in a way that cannot be followed"

Reference = tuple[str, str]
"""A property, and the id that its value leads to."""


class Much(Exception):
    """A picture asks for too much; the text says how."""


@dataclass(frozen=True, eq=False)
class Element:
    """One element: its SVG name, its attributes outside namespaces and any `href`, and the elements inside it."""

    name: str
    attributes: Mapping[str, str]
    inside: list[Element] = field(default_factory=list)


def reckon(root: Element, style: str) -> None:
    """Reckon what a picture draws; `style` is the text of its stylesheets. Raises Much."""
    _Reckoner(root, _rules(style)).drawn(root, (), 0)


def _rules(style: str) -> dict[str, list[Reference]]:
    """What the rules of each simple selector refer to; for all others, and where rules may be hidden, "*"."""
    plain = _QUOTED.sub(r"\1\2", style)
    found: dict[str, list[Reference]] = {}
    rules = [] if _HIDING.search(plain) else _RULE.findall(plain)
    if len(_REFERENCE.findall(plain)) != sum(len(_REFERENCE.findall(body)) for _, body in rules):
        return {"*": _references("", plain)}
    for heads, body in rules:
        references = _declared(body)
        for head in heads.split(",") if references else ():
            name = head.strip(" \t\r\n\f")
            found.setdefault(name if _SIMPLE.fullmatch(name) else "*", []).extend(references)
    return found


def _declared(style: str) -> list[Reference]:
    """What the declarations of a rule or of a `style` attribute refer to."""
    if _HIDING.search(_QUOTED.sub(r"\1\2", style)):
        return _references("", style)
    pairs = [line.partition(":") for line in style.split(";")]
    return [r for name, _, value in pairs for r in _references(name.strip(" \t\r\n\f").lower(), value)]


def _references(name: str, value: str) -> list[Reference]:
    found = list(_REFERENCE.finditer(value))
    if any(not reference[1] or reference[2] is None for reference in found):
        raise Much(_UNCLEAR)
    return [(name, reference[1]) for reference in found]


class _Reckoner:
    def __init__(self, root: Element, rules: Mapping[str, list[Reference]]) -> None:
        self.rules = rules
        self.looks = 0
        self.named: dict[str, tuple[Element, tuple[str, ...]]] = {}
        """By id: an element, and the paint that it is handed."""
        self.known: dict[Element, tuple[int, int]] = {}
        self.busy: set[Element] = set()
        self._name(root, (), 0)

    def _name(self, e: Element, handed: tuple[str, ...], depth: int) -> None:
        _within(depth)
        self.named.setdefault(e.attributes.get("id", ""), (e, handed))
        paint = (*handed, *self._refers(e)[1])
        self.looks += len(paint)
        for inner in e.inside:
            self._name(inner, paint, depth + 1)

    def _refers(self, e: Element) -> tuple[list[str], list[str]]:
        """The ids that an element refers to: once, and as paint."""
        found = [r for key, value in e.attributes.items() if key != "style" for r in _references(key, value)]
        found += _declared(e.attributes.get("style", ""))
        classes = e.attributes.get("class", "").split()
        for selector in ("*", e.name, f"#{e.attributes.get('id', '')}", *(f".{c}" for c in classes)):
            found += self.rules.get(selector, ())
        self.looks += len(found) + len(classes)
        if self.looks > MOST_LOOKS:
            raise Much(f"it refers to its parts more than {MOST_LOOKS:,} times")
        return [i for p, i in found if p in _ONCE], [i for p, i in found if p not in _ONCE]

    def drawn(self, e: Element, handed: tuple[str, ...], depth: int) -> tuple[int, int]:
        """How many elements are drawn for one, and how deep that goes."""
        cost, height = self.known.get(e, (0, 0))
        _within(depth + height)
        if cost:
            return cost, height
        if e in self.busy:
            raise Much("a part of it is drawn inside itself")
        self.busy.add(e)
        once, own = self._refers(e)
        handed = (*handed, *own)
        painted = not _UNPAINTED.fullmatch(e.name)
        inside = [self.drawn(inner, handed, depth + 1) for inner in e.inside]
        used = [self._target(i, depth) for i in _used(e)]
        acting = [self._target(i, depth) for i in once] if painted else []
        paint = [self._target(i, depth) for i in handed] if painted else []
        one = HEAVY if e.name == "image" or e.name.startswith("fe") else 1
        cost = (1 + _sum(paint)) * (one + _sum(used)) + _sum(inside) + _sum(acting)
        if cost > MOST:
            raise Much(f"with all that it uses again it draws more than {MOST:,} elements")
        self.busy.remove(e)
        height = 1 + max((h for _, h in (*inside, *used, *acting, *paint)), default=0)
        self.known[e] = cost, height
        return cost, height

    def _target(self, name: str, depth: int) -> tuple[int, int]:
        self.looks += 1
        target = self.named.get(name)
        return self.drawn(*target, depth + 1) if target else (0, 0)


def _within(depth: int) -> None:
    if depth > DEEPEST:
        raise Much(f"its elements stand in each other more than {DEEPEST} deep")


def _sum(parts: list[tuple[int, int]]) -> int:
    return sum(cost for cost, _ in parts)


def _used(e: Element) -> list[str]:
    """The id that its `href` leads to."""
    said = e.attributes.get("href", "").strip(" \t\r\n")
    if re.search(r"^#.*[ \t\r\n\f%]", said, re.DOTALL):
        raise Much(_UNCLEAR)
    return [said[1:]] if said.startswith("#") else []
