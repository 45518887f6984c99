"""The catalogue and whoever says its sentences: none is idle, none is missing."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from jinja2 import Environment, nodes

from generator.__main__ import parser
from generator.brand import Brand
from generator.brand.units import FORM
from generator.bundle.catalogue import PRINTED
from generator.drawing.sketches import NAMES
from generator.handouts import PAPERS, Handout, listed, review, routine
from generator.handouts.desk import Desk
from generator.handouts.given import given_plan
from generator.knowledge.base import Knowledge
from generator.manual.reference import chapters
from generator.model import Exercise
from generator.publishing.placed import put, reached
from generator.rules.phrases import FILLED, FIRST
from generator.site.generate import generate
from generator.site.render import TEMPLATES
from quiz.asking.bundle import THEY, Bundle
from quiz.bridge import Engine
from tests.bases import ROOT
from tests.generator.handouts.test_handouts import kinds

SCRIPTS = ROOT / "site_overrides" / "assets" / "counterpoise"
IDLE = {
    r"outcome\.[a-z-]+\.\d": "quiz/telling/messages.py counts an outcome's paragraphs",
    r"plan\.outcome\.[a-z-]+\.(\d|headline)": "quiz/telling/opening.py says what opening came to, by its outcome",
    r"(band|outcome\.match\.(headline|place))\.[a-z]+": "bands are written in knowledge/scoring.yml",
    r"page\.(step\.other|position\.any|exercise\.muscles\.other)": "only a fork's own cards are of no step or position",
    r"ui\.player\.say\.(beat|side)\.[a-z]+": "quiz/telling/session.py tells beats, quiz/sessions/phases.py sides",
    r"page\.language\.(english|part|unreviewed)": "generator/publishing/languages.py says how far a page is translated",
    r"page\.menu\.[a-z]+": "generator/publishing/menu.py says the titles of mkdocs.yml in a further language",
    r"handout\.paper\.kind\.self-test": "every kind of finding has a name; the shipped form asks for none of this kind",
}
"""Sentences that nothing names as they stand (a pattern of their keys), and who says them."""
ROOMS = {
    "ui": "",
    "ui.brand-kit": "kit.",
    **{f"ui.{name}": f"{name}." for name in ("builder", "offline", "player", "today")},
}
"""Where the sentences stand that scripts say, below `say`, and how a script calls them (see <template data-words>)."""
HOLE = "\0"
"""Stands in a text for what is filled in."""


class Heard(dict[str, str]):
    """A catalogue that notes what is read from it."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__(words)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.read.add(key)
        return super().__getitem__(key)


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> dict[str, str]:
    return dict(knowledge.phrases["en"])


@pytest.fixture(scope="module")
def heard(knowledge: Knowledge, brand: Brand, compiled: Bundle, words: dict[str, str]) -> set[str]:
    """What the pages of the whole site read, and the data of a handout of each kind."""
    catalogue = Heard(words)
    k = replace(knowledge, phrases={"en": catalogue})
    made = [Handout(item.path(size), b"/Type /Pages /Count 1", item, size) for item in listed(k) for size in PAPERS]
    for _ in generate(k, brand, made, manual=tuple(chapters(parser()))):
        pass
    put("\n".join(f"[picture: {name}]" for name in NAMES), catalogue, {})
    reached("[contact]", catalogue, brand, "about/")
    desk = Desk(k, brand, address="https://counterpoise.example/")
    kinds(desk)
    first = next(iter(k.all("exercises", Exercise).values()))
    review.view(desk, "exercises", first)
    code = first.code
    plan, link = given_plan(f'{{"exercises": [{{"code": "{code}"}}]}}', compiled)
    routine.view(desk, compiled, plan, link=link)
    return catalogue.read


# What is written: constants, and texts with holes in them.


def written(node: ast.AST | nodes.Node) -> str:
    """A constant as it stands; a text put together, with holes for what is filled in; else one hole."""
    if isinstance(node, ast.Constant | nodes.Const):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(map(written, node.values))
    if isinstance(node, nodes.Concat):
        return "".join(map(written, node.nodes))
    return HOLE


def _python() -> Iterator[ast.AST]:
    for room in ("generator", "quiz"):
        for file in (ROOT / room).rglob("*.py"):
            yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def _templates() -> Iterator[nodes.Node]:
    env = Environment(trim_blocks=True, lstrip_blocks=True)
    env.filters["json"] = str
    for file in chain(TEMPLATES.iterdir(), (ROOT / "site_overrides").rglob("*.html")):
        yield from env.parse(file.read_text(encoding="utf-8")).find_all(nodes.Node)


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Every text that Python or a template writes."""
    strings = (ast.Constant, ast.JoinedStr)
    return {written(n) for n in _python() if isinstance(n, strings)} | {
        written(n) for n in _templates() if isinstance(n, nodes.Const | nodes.Concat)
    }


@pytest.fixture(scope="module")
def scripted() -> set[str]:
    """Every text that a script writes."""
    files = (file.read_text(encoding="utf-8") for file in SCRIPTS.rglob("*.mjs"))
    found = {text for file in files for text in re.findall(r'"([^"\n]*)"|`([^`\n]*)`', file)}
    return {re.sub(r"\$\{.*?\}", HOLE, a or b) for a, b in found}


def _matches(key: str, texts: set[str]) -> bool:
    """Say whether one of these texts is the key, or becomes it when words that stand elsewhere fill its holes."""
    if key in texts:
        return True
    for text in texts:
        if HOLE in text and re.match(r"[a-z-]+\.", text):
            found = re.fullmatch("(.+)".join(map(re.escape, text.split(HOLE))), key)
            if found and all(fill.isdigit() or fill in texts for fill in found.groups()):
                return True
    return False


def test_every_sentence_is_said_somewhere(
    words: dict[str, str], heard: set[str], texts: set[str], scripted: set[str]
) -> None:
    def said(name: str) -> bool:
        room, by_script, rest = name.partition(".say.")
        if by_script:
            return _said_by_script(f"{ROOMS[room]}{rest}", scripted)
        whole = name.startswith(PRINTED) and not name.startswith("own.")
        return name in heard or (name in texts if whole else _matches(name, texts))

    names = {key: key.replace(FORM, "").removesuffix(".one").removeprefix(THEY) for key in words}
    silent = [key for key, name in names.items() if not said(name) and not any(re.fullmatch(i, name) for i in IDLE)]
    assert not silent, f"remove from knowledge/phrases/, or say: {', '.join(silent)}"


def _said_by_script(name: str, scripted: set[str]) -> bool:
    head, _, last = name.rpartition(".")
    return name in scripted or (f"{head}.{HOLE}" in scripted and last in scripted)


def test_idle_sentences_are_there(words: dict[str, str]) -> None:
    for pattern in IDLE:
        assert any(re.fullmatch(pattern, key) for key in words), f"IDLE: nothing is like {pattern}"


def test_whatever_a_page_or_handout_says_is_there(words: dict[str, str]) -> None:
    """Those too that only another knowledge or brand would show. What quiz/ says: tests/docs/test_architecture.py."""
    named = {written(n.args[0]) for n in _python() if isinstance(n, ast.Call) and n.args and _called(n) == "t"}
    for node in _templates():
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "t":
            named.add(written(node.args[0]))
        elif isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name):
            prefix = {"phrases": "", "words": "ui."}.get(node.node.name)
            if prefix is not None and not written(node.arg).startswith("page."):
                named.add(prefix + written(node.arg))
    plain = {name for name in named if HOLE not in name}
    assert len(plain) > 200
    assert sorted(plain - set(words)) == []


def _called(node: ast.Call) -> str:
    function: Any = node.func
    return getattr(function, "id", getattr(function, "attr", ""))


def test_whatever_a_script_says_is_there(words: dict[str, str]) -> None:
    found = {
        (file.name, name)
        for file in SCRIPTS.rglob("*.mjs")
        for name in re.findall(r'\bsay\("([\w.-]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(found) > 15
    for file, name in sorted(found):
        keys = [f"{room}.say.{name.removeprefix(start)}" for room, start in ROOMS.items() if name.startswith(start)]
        assert any(key in words or f"{key}.one" in words for key in keys), f"{file} says '{name}'"


BRACES = " {word} {n} {say} {what} {} $& %s"
"""Ends every text of the knowledge: what looks like a blank of the catalogue is none in a title."""


def test_every_name_of_a_blank_is_known_once_and_used(knowledge: Knowledge) -> None:
    """So that the check finds a misspelt one in a shipped sentence too."""
    used = {blank for sentence in knowledge.phrases[FIRST].values() for blank in re.findall(r"\{([a-z_]+)\}", sentence)}
    assert sorted(used) == FILLED


def test_what_looks_like_a_blank_in_a_text_is_said_as_written(bundle_text: str, words: dict[str, str]) -> None:
    plain: Any = json.loads(bundle_text)
    braced = {**plain, "words": {k: v if k in words else v + BRACES for k, v in plain["words"].items()}}
    assert sum(k not in words for k in plain["words"]) > 500
    told: list[list[Any]] = []
    for bundle in (plain, braced):
        engine = Engine()
        assert "ok" in json.loads(engine.handle(json.dumps({"op": "open", "bundle": bundle})))
        told.append([json.loads(engine.handle(json.dumps(request))) for request in _requests(plain)])
    assert all("ok" in reply for replies in told for reply in replies)
    assert sum(BRACES in json.dumps(reply) for reply in told[1]) > 30
    for before, after in zip(*told, strict=True):
        text = json.dumps(after)
        assert json.loads(text.replace(json.dumps(BRACES)[1:-1], "")) == before


def _requests(bundle: Any) -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "tests/cases/people").glob("*.json")):
        answers = json.loads(path.read_text(encoding="utf-8"))["answers"]
        for op in ("assess", "explain"):
            yield {"op": op, "questionnaire": "full", "answers": answers, "tell": True}
    names = [e["id"] for e in bundle["exercises"]]
    cautions = [c["id"] for c in bundle["cautions"]]
    for i in range(0, len(names), 10):
        plan = {"days": 3, "questionnaire": "quick", "exercises": [{"exercise": n} for n in names[i : i + 10]]}
        for ticked in ([], cautions[i % len(cautions) :][:3]):
            yield {"op": "plan-check", "plan": plan, "cautions": ticked, "tell": True}
