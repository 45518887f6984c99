"""Layers -> one knowledge base: a fork's local/knowledge/ over the shipped files, every override known by both files.

A file (or a row of a list file) with a new id adds an entity. One with a shipped id says what it means by `layer`:
  override   it stands in place of the shipped one, whole
  extend     keys given replace, lists are appended to, blocks of keys are merged; rows that name the same thing
             (id, demand, muscle, finding, exercise) are merged too; lists of numbers are values, such as [8, 12]
  hide       the shipped one is gone; a card is taken out of the lists that name it, naming all else is an error
Phrases always extend. `layer` never reaches the models.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.knowledge.base import Knowledge, links
from generator.knowledge.layers import tighten
from generator.knowledge.layers.combine import Part, Writer, known_by
from generator.model import LISTS, PAGES, SINGLES, Exercise, Model, ProtocolStep
from generator.reading.document import Document, Path_
from generator.reading.problems import Problem, did_you_mean

RULES = {
    "layer-needed": "A fork's file over a shipped one says `layer: override`, `extend` or `hide`.",
    "layer-unknown": "A layer is one of those three, where it is possible.",
    "layer-missing": "What a fork overrides, extends or hides is shipped.",
    "layer-hidden": "Nothing names what a fork hides, but lists of several cards, which lose it.",
    "layer-code": "A shipped exercise keeps its code, and a hidden one's leads to no other exercise.",
    tighten.RULE: "A fork may tighten safety, never hide or weaken it.",
}
LOCAL = "local/knowledge"
"""The fork's layer, beside knowledge/."""
LAYERS = ("override", "extend", "hide")
_PHRASES = "phrases"
Named = Mapping[tuple[str, str], str]
"""(kind, id) -> the file and line that says so."""


def merge(base: list[Document], local: list[Document]) -> tuple[list[Document], list[Problem]]:
    """Lay the fork's documents over the shipped ones. Positions of what comes out lead to the file it came from."""
    merger = _Merger(base)
    for own in local:
        merger.take(own)
    merger.check_codes()
    return list(merger.documents.values()), merger.problems


def hidden(local: Iterable[Document]) -> dict[tuple[str, str], str]:
    """What the fork's documents hide."""
    found = {}
    for d in local:
        for kind, own in _entities(d):
            if isinstance(own.value, dict) and own.value.get("layer") == "hide":
                found[kind, _id(kind, own)] = d.where((*own.path, "layer"))
    return found


def without(k: Knowledge, gone: Named) -> tuple[Knowledge, list[Problem]]:
    """Take hidden cards out of the lists that name them, and report all else that names what is hidden.

    The knowledge comes back as one that knows of these faults.
    """
    gone = {place: where for place, where in gone.items() if place[1] not in k.kinds.get(place[0], {})}
    k = _unlisted(k, {name for kind, name in gone if kind == "exercises"})
    problems: list[Problem] = []
    named: set[tuple[str, str]] = set()
    for kind, name, model in k.entities() if gone else ():
        wanted = [(link.path, link.kind, link.id) for link in links(model)]
        if isinstance(model, Exercise):
            wanted += [((key,), "exercises", getattr(model, key) or "") for key in ("easier", "harder")]
        for path, *place in wanted:
            target = (place[0], place[1])
            if target in gone:
                named.add(target)
                message = f"'{target[1]}' is named here, and hidden at {gone[target]}"
                hint = "name another, in an override or extension of this, or do not hide it"
                if target[0] == "exercises":
                    hint += "; 'layer: extend' with 'library_only: true' keeps its page and takes it out of routines"
                problems.append(k.problem(kind, name, path, "layer-hidden", message, hint))
    return (replace(k, claimed=k.claimed | named) if named else k), problems


def _unlisted(k: Knowledge, gone: Collection[str]) -> Knowledge:
    """Without hidden cards in steps of protocols and pathways, among key exercises, and as easier or harder ones.

    A list that would be empty stays as it is, and is reported.
    """
    if not gone:
        return k
    kinds = {kind: {name: _less(model, gone) for name, model in k.kinds[kind].items()} for kind in _NAMING}
    return replace(k, kinds={**k.kinds, **kinds})


_NAMING = ("protocols", "pathways", "exercises")


def _less(model: Model, gone: Collection[str]) -> Model:
    changed: dict[str, Any] = {}
    for key in model.model_fields_set:
        value = getattr(model, key)
        if key in ("exercises", "key_exercises"):
            changed[key] = tuple(name for name in value if name not in gone) or value
        elif key in ("easier", "harder"):
            changed[key] = None if value in gone else value
        elif isinstance(value, ProtocolStep):
            changed[key] = _less(value, gone)
    return model.model_copy(update=changed)


def _entities(d: Document) -> Iterator[tuple[str, Part]]:
    """(kind, part) of the document, or of each row of a list."""
    if d.name in LISTS and isinstance(d.data, list):
        yield from ((d.name, Part(d, (i,), row)) for i, row in enumerate(d.data))
    else:
        folder = d.name.partition("/")[0]
        yield folder if folder in (*PAGES, _PHRASES) else d.name, Part(d, (), d.data)


def _id(kind: str, part: Part) -> str:
    if kind in LISTS:
        return known_by(part.value)
    return "" if kind in SINGLES else part.document.name.partition("/")[2]


class _Merger:
    def __init__(self, base: list[Document]) -> None:
        self.documents = {d.name: d for d in base}
        self.problems: list[Problem] = []
        self.codes: dict[str, Part] = {}
        """Codes of hidden exercises -> the shipped card."""
        screen = self.documents.get("safety/screen")
        self.screened = set(_shelf_questions(screen.data)) if screen else set()

    def take(self, own: Document) -> None:
        """Lay one document of the fork over what is there."""
        shipped = self.documents.get(own.name)
        if own.name not in LISTS:
            kind, part = next(_entities(own))
            merged = self._merged(kind, Part(shipped, (), shipped.data) if shipped else None, part, own.path)
            if merged is None:
                self.documents.pop(own.name, None)
            else:
                self.documents[own.name] = merged
        elif not isinstance(own.data, list) or (shipped and not isinstance(shipped.data, list)):
            self.documents[own.name] = own  # which says what is wrong with it
        else:
            self._take_rows(shipped or Document(own.path, own.name, []), own)

    def _take_rows(self, shipped: Document, own: Document) -> None:
        writer = Writer(shipped.path, own.name)
        rows = [Part(shipped, (i,), row) for i, row in enumerate(shipped.data)]
        by_name = {known_by(r.value): r for r in rows if known_by(r.value)}
        replaced: dict[str, Document | None] = {}
        added: list[Part] = []
        for kind, row in _entities(own):
            name = known_by(row.value)
            if not name or name in replaced or (name not in by_name and not _layer_of(row)):
                added.append(row)
                continue
            one = self._merged(kind, by_name.get(name), row, shipped.path)
            if name in by_name:
                replaced[name] = one
            elif one is not None:
                added.append(row)
        kept = [replaced.get(known_by(r.value), r) for r in rows]
        parts = [p if isinstance(p, Part) else Part(p, (), p.data) for p in kept if p is not None]
        writer.rows([*parts, *(row.bare() for row in added)])
        self.documents[own.name] = writer.document

    def _merged(self, kind: str, shipped: Part | None, own: Part, path: str) -> Document | None:
        """The entity as both layers make it; None when it is hidden. A faulty layer is reported and left out."""
        writer = Writer(path, own.document.name)
        layer = self._layer(kind, shipped, own)
        if layer == "hide":
            self._note_code(kind, shipped)
            return None
        if layer == "override":
            writer.whole(own.bare())
        elif layer == "extend" and shipped is not None:
            writer.extended(shipped, own.bare())
        if shipped is not None and (not layer or self._judge(kind, shipped, own, writer)):
            writer.whole(shipped)
        return writer.document

    def _note_code(self, kind: str, shipped: Part | None) -> None:
        data = shipped.value if shipped else None
        if shipped and kind == "exercises" and isinstance(data, dict) and isinstance(data.get("code"), str):
            self.codes[data["code"]] = shipped

    def _layer(self, kind: str, shipped: Part | None, own: Part) -> str:
        """How `own` is meant; "" when that is wrong, or there is nothing below it."""
        layer = _layer_of(own)
        if kind == _PHRASES and layer is None:
            layer = "extend"
        elif layer is not None and layer not in LAYERS:
            hint = did_you_mean(str(layer), LAYERS) or f"write one of: {', '.join(LAYERS)}"
            self._problem(own, ("layer",), "layer-unknown", f"there is no layer '{layer}'", hint)
            return "" if shipped else "override"
        if shipped is None:
            if layer and kind != _PHRASES:
                self._nothing_below(kind, own)
            return "hide" if layer in ("extend", "hide") and kind != _PHRASES else "override"
        if not isinstance(own.value, dict):
            return "override"  # its shape is reported
        return self._over(kind, shipped, own, layer)

    def _over(self, kind: str, shipped: Part, own: Part, layer: str | None) -> str:
        """How `own` is meant, over what is shipped; "" when it cannot be."""
        there = shipped.document.where(shipped.path)
        if layer is None:
            message = f"'{_id(kind, own) or kind}' is shipped already, at {there}"
            hint = "write layer: override, extend or hide; or take an id of your own"
            self._problem(own, ("id",), "layer-needed", message, hint)
            return ""
        barred = "" if layer == "extend" else tighten.untouchable(kind, shipped.value, self.screened)
        barred = barred or (tighten.unhideable(kind) if layer == "hide" else "")
        if barred:
            message = f"{barred} (shipped at {there})"
            self._problem(own, ("layer",), tighten.RULE, message, tighten.HINT)
            return ""
        if layer not in _possible(kind):
            hint = f"write one of: {', '.join(_possible(kind))}"
            self._problem(own, ("layer",), "layer-unknown", f"this file cannot be meant as '{layer}'", hint)
            return ""
        return layer

    def _nothing_below(self, kind: str, own: Part) -> None:
        known = [known_by(row) for row in self._rows(kind)] if kind in LISTS else []
        known += [name.partition("/")[2] for name in self.documents if name.startswith(f"{kind}/")]
        where = f"knowledge/{kind}.yml" if kind in LISTS else f"knowledge/{kind}/"
        name = _id(kind, own)
        message = f"nothing is shipped as '{name}' in {where} that this could {_layer_of(own)}"
        hint = did_you_mean(name, known) or "remove layer, if this is new"
        self._problem(own, ("layer",), "layer-missing", message, hint)

    def _rows(self, kind: str) -> list[Any]:
        data = self.documents[kind].data if kind in self.documents else None
        return data if isinstance(data, list) else []

    def _judge(self, kind: str, shipped: Part, own: Part, writer: Writer) -> bool:
        """Report what makes the entity less safe, or its links lead elsewhere. True when it is to stay as shipped."""
        there, after = shipped.document.where(shipped.path), writer.document.data
        protected = kind.startswith("safety/") or tighten.is_safety_question(kind, shipped.value, self.screened)
        found = list(tighten.weaker_edits(kind, writer.edits, protected))
        found += [(own.at(key), message) for key, message in tighten.weaker(kind, shipped.value, after)]
        for at, message in found:
            text = f"{message} (shipped at {there})"
            self.problems.append(own.document.problem(at, tighten.RULE, text, tighten.HINT))
        if kind == "exercises" and isinstance(shipped.value, dict) and isinstance(after, dict):
            code = shipped.value.get("code")
            if isinstance(code, str) and after.get("code", code) != code:
                message = f"the code of '{_id(kind, own)}' is '{code}' for ever (shipped at {there})"
                self._problem(own, ("code",), "layer-code", message, f"write code: {code}")
        return bool(found) and kind in tighten.WHOLE

    def check_codes(self) -> None:
        """A hidden exercise's code leads to no other, unless that one says it was `formerly` the hidden one."""
        for d in self.documents.values() if self.codes else ():
            data = d.data if d.name.startswith("exercises/") and isinstance(d.data, dict) else {}
            old = self.codes.get(str(data.get("code")))
            if old is None:
                continue
            name, new = old.value.get("id"), Part(d, (), data)
            if name not in (data.get("formerly") or ()):
                message = f"the code '{data['code']}' belongs to '{name}' for ever ({old.document.path})"
                self._problem(new, ("code",), "layer-code", message, "take a code that no exercise had")
            for key, message in tighten.weaker("exercises", old.value, data):
                text = f"{message} (shipped at {old.document.where(())})"
                self._problem(new, (key,), tighten.RULE, text, tighten.HINT)

    def _problem(self, part: Part, inside: Path_, rule: str, message: str, hint: str) -> None:
        self.problems.append(part.document.problem(part.at(*inside), rule, message, hint))


def _layer_of(part: Part) -> Any:
    return part.value.get("layer") if isinstance(part.value, dict) else None


def _possible(kind: str) -> tuple[str, ...]:
    return ("extend",) if kind == _PHRASES else LAYERS[:2] if kind in SINGLES else LAYERS


def _shelf_questions(screen: Any) -> Iterator[str]:
    """The questions that the safety screen takes from questions.yml."""
    sections = screen.get("sections") if isinstance(screen, dict) else None
    for section in sections if isinstance(sections, list) else ():
        questions = section.get("questions") if isinstance(section, dict) else None
        yield from (q for q in (questions if isinstance(questions, list) else ()) if isinstance(q, str))
