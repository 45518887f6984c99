"""Shape: every document is of a known kind, has its keys, types and ids."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pydantic import ValidationError

from generator.knowledge.base import Knowledge
from generator.model import LISTS, PAGES, SINGLES, WRITTEN, Model, Page, Question, Scoring, Screen, is_id, model_of
from generator.model.parts import UNSEEN
from generator.reading.document import Document, Path_, dotted
from generator.reading.problems import Problem, did_you_mean
from generator.rules import wording

RULES = {
    "unknown-file": "A file is of a known kind.",
    "unknown-key": "A key is one of those that its kind has.",
    "missing-key": "Every required key is there.",
    "wrong-type": "A value is a text, a number, a list ... as its key wants.",
    "bad-value": "A value is one of the choices, of the right form, in range, not empty, without invisible characters.",
    "duplicate-id": "An id stands once in its kind; a question's everywhere, a section's in its questionnaire.",
    "id-not-file-name": "A page's `id` is its file's name.",
    "missing-file": "The files that everything needs are there.",
}

PHRASES = "phrases/en"
_Place = tuple[str, str, Path_]
"""(kind, id, path inside it)"""


def read(documents: list[Document], unread: Collection[str] = ()) -> tuple[Knowledge, list[Problem]]:
    """Turn documents into the knowledge base. What has faults is left out of it and reported.

    `unread` names the documents, or whole folders, that could not be read and were reported.
    """
    reader = _Reader()
    for document in documents:
        reader.take(document)
    there = {*unread, *(d.name for d in documents)}
    missing = [n for n in (*SINGLES, PHRASES) if n not in there and n.partition("/")[0] not in there]
    for name in missing:
        path = f"knowledge/{name}.yml"
        reader.problems.append(Problem(path, 1, 1, "missing-file", "this file is missing", "restore it"))
    scoring, screen = reader.singles.get("scoring"), reader.singles.get("safety/screen")
    knowledge = Knowledge(
        kinds=reader.kinds,
        scoring=scoring if isinstance(scoring, Scoring) else None,
        screen=screen if isinstance(screen, Screen) else None,
        phrases=reader.phrases,
        origins=reader.origins,
        claimed=frozenset(_claims(documents, {*unread, *missing}, reader.origins)),
    )
    return knowledge, [*reader.problems, *written_out_twice(knowledge)]


def written_out_twice(k: Knowledge) -> Iterator[Problem]:
    """Ids of questions are unique everywhere, those of sections in a questionnaire and the safety screen together."""
    questions: dict[str, _Place] = {q: ("questions", q, ()) for q in k.kinds.get("questions", ())}
    screen: dict[str, _Place] = {}
    sections: dict[tuple[str, str], dict[str, _Place]] = {("safety/screen", ""): screen}
    for kind, name, path, section in k.sections():
        taken = sections.setdefault((kind, name), dict(screen))
        yield from _taken(k, taken, section.id, (kind, name, path))
        for i, q in enumerate(section.questions):
            if isinstance(q, Question):
                yield from _taken(k, questions, q.id, (kind, name, (*path, "questions", i)))


def _taken(k: Knowledge, taken: dict[str, _Place], name: str, here: _Place) -> Iterator[Problem]:
    """A problem if `name` is taken already; otherwise it is from now on."""
    if taken.setdefault(name, here) != here:
        kind, owner, path = taken[name]
        document, start = k.origins[kind, owner]
        there = document.where((*start, *path))
        document, start = k.origins[here[:2]]
        yield _twice(document, (*start, *here[2], "id"), name, there)


def _claims(
    documents: list[Document], unread: Collection[str], sound: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Every (kind, id) that is meant to be defined and is not `sound`; the id "*" where nobody can tell which."""
    for name in unread:
        folder, _, stem = name.rpartition("/")
        yield from [(name, "*"), (folder, stem)]
        yield from ((kind, "*") for kind in (*LISTS, *SINGLES) if kind.startswith(f"{name}/"))
        if name in ("safety", "safety/screen", "questionnaires") or folder == "questionnaires":
            yield "questions", "*"
    for d in documents:
        claims = _claim(d)
        yield from claims - set(sound)
        if claims.isdisjoint(sound) and d.name.startswith(("questionnaires/", "safety/screen")):
            yield from (("questions", i) for i in _question_ids(d.data))


def _claim(d: Document) -> set[tuple[str, str]]:
    folder, _, stem = d.name.partition("/")
    if d.name in LISTS:
        rows = d.data if isinstance(d.data, list) else [None]
        return {(d.name, _id(row) or "*") for row in rows}
    if d.name in SINGLES:
        return {(d.name, "")}
    return {(folder, stem), (folder, _id(d.data) or stem)} if folder in PAGES else set()


def _id(value: Any) -> str | None:
    name = value.get("id") if isinstance(value, dict) else None
    return name if isinstance(name, str) and is_id(name) else None


def _question_ids(data: Any) -> Iterator[str]:
    """The ids of questions written out in a questionnaire or the safety screen, "*" where nobody can tell."""
    sections = data.get("sections") if isinstance(data, dict) else None
    for section in sections if isinstance(sections, list) else [None]:
        questions = section.get("questions") if isinstance(section, dict) else None
        for question in questions if isinstance(questions, list) else [None]:
            if not isinstance(question, str):
                yield _id(question) or "*"


class _Reader:
    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, Model]] = {kind: {} for kind in (*PAGES, *LISTS, WRITTEN)}
        self.singles: dict[str, Model] = {}
        self.phrases: dict[str, dict[str, str]] = {}
        self.origins: dict[tuple[str, str], tuple[Document, Path_]] = {}
        self.problems: list[Problem] = []

    def take(self, d: Document) -> None:
        folder, _, stem = d.name.partition("/")
        if d.name in LISTS:
            self._list(d)
        elif d.name in SINGLES:
            model = self._validate(d, SINGLES[d.name], d.data, ())
            if model is not None:
                self.singles[d.name] = model
                self.origins[d.name, ""] = (d, ())
        elif folder in PAGES and stem and "/" not in stem:
            self._page(d, folder, stem)
        elif folder == WRITTEN:
            page = self._validate(d, Page, d.data, ())
            if page is not None:
                self._keep(d, WRITTEN, stem, page, ())
        elif folder == "phrases" and stem and "/" not in stem:
            self._phrases(d, stem)
        else:
            last = d.name.rpartition("/")[2]
            known = [*LISTS, *SINGLES, *(f"{f}/{last}" for f in (*PAGES, "phrases") if "/" in d.name)]
            hint = did_you_mean(d.name, known) or f"known folders: {', '.join(PAGES)}"
            hint = f"move it to {folder}/{last}.yml" if folder in PAGES and stem else hint
            self.problems.append(d.problem((1, 1), "unknown-file", f"nothing reads '{d.name}.yml'", hint))

    def _page(self, d: Document, kind: str, stem: str) -> None:
        model = self._validate(d, model_of(kind, d.data), d.data, ())
        name = _id(d.data)
        if name is not None and name != stem:
            message = f"the id '{name}' is not the file's name"
            hint = f"rename the file to {name}.yml" + (f", or write id: {stem}" if is_id(stem) else "")
            self.problems.append(d.problem(d.at(("id",)), "id-not-file-name", message, hint))
        elif model is not None:
            self._keep(d, kind, stem, model, ())

    def _list(self, d: Document) -> None:
        if not isinstance(d.data, list):
            self.problems.append(
                d.problem((1, 1), "wrong-type", "a list is wanted here", "begin each row with '- id:'")
            )
            return
        for i, row in enumerate(d.data):
            model = self._validate(d, LISTS[d.name], row, (i,))
            if model is not None:
                self._keep(d, d.name, model.id, model, (i,))  # type: ignore[attr-defined]

    def _keep(self, d: Document, kind: str, name: str, model: Model, path: Path_) -> None:
        if name in self.kinds[kind]:
            first, start = self.origins[kind, name]
            self.problems.append(_twice(d, (*path, "id"), name, first.where(start)))
            return
        self.kinds[kind][name] = model
        self.origins[kind, name] = (d, path)

    def _phrases(self, d: Document, language: str) -> None:
        flat: dict[str, str] = {}
        for path, value in _leaves(d.data, ()):
            if isinstance(value, str):
                flat[dotted(path)] = value
                if found := UNSEEN.search(value):
                    message, hint = wording.unseen(f"U+{ord(found[0]):04X}")
                    self.problems.append(d.problem(d.at(path), "bad-value", message, hint))
            else:
                hint = "put it in quotes" if value is not None else "write the sentence"
                message = f"a text is wanted, not {wording.show(value)}"
                self.problems.append(d.problem(d.at(path), "wrong-type", message, hint))
                flat[dotted(path)] = ""  # it is there, and wrong once is enough
        self.phrases[language] = flat
        self.origins["phrases", language] = (d, ())

    def _validate(self, d: Document, model: type[Model], data: Any, start: Path_) -> Model | None:
        found, problems = validate(d, model, data, start)
        self.problems += problems
        return found


def validate(d: Document, model: type[Model], data: Any, start: Path_) -> tuple[Model | None, list[Problem]]:
    """Data that stands at `start` in a document as a model, None where it is none, and what is wrong with it."""
    if not isinstance(data, dict):
        hint = "write 'key: value' lines"
        return None, [d.problem(d.at(start), "wrong-type", "keys and values are wanted here", hint)]
    odd = wording.misspelt(d, model, data, start)
    meant = {odd[key][0] if key in odd else key: value for key, value in data.items()}
    told = [problem for _, problem in odd.values()]
    try:
        found = model.model_validate(meant)
    except ValidationError as error:
        return None, [*told, *wording.problems(d, model, meant, start, error)]
    return (None if odd else found), told


def catalogue_of(data: Any) -> dict[str, str]:
    """The sentences of a catalogue by message id, as far as they are texts."""
    return {dotted(path): text for path, text in _leaves(data, ()) if isinstance(text, str)}


def _twice(d: Document, path: Path_, name: str, first: str) -> Problem:
    return d.problem(d.at(path), "duplicate-id", f"'{name}' stands here and at {first}", "rename one of them")


def _leaves(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    else:
        yield path, value
