"""Golden transcripts: what the engine says to the people of tests/cases/golden, laid out to be read by eye.

A person is a folder. Its person.json: "about"; "questionnaire"; "like" (a file of tests/cases/people) and "answers"
that differ from theirs, null for none; "outcome"; and maybe "opens" (a plan, or the text of a link) and "checks" (a
plan, for these answers' cautions). Beside it stand the replies: OP.json as sent, OP.txt in words.
A folder with a "scale" (a file of tests/cases/scales) and "answers" is scored instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from generator.score import compiled as scales_of
from quiz.asking.bundle import Bundle
from quiz.bridge import words_for
from quiz.judging.flow import asked
from quiz.telling.phrase import tell
from quiz.telling.report import report
from tests.bases import CASES

GOLDEN = CASES / "golden"
NAMES = sorted(p.name for p in GOLDEN.iterdir())
TODAY = "2026-11-21"
WIDTH = 120
Handle = Callable[[str], str]


def person(name: str) -> dict[str, Any]:
    """Read a person: all answers in place, as far as their questionnaire asks."""
    found: dict[str, Any] = json.loads((GOLDEN / name / "person.json").read_text(encoding="utf-8"))
    if "like" in found:
        like = json.loads((CASES / "people" / f"{found['like']}.json").read_text(encoding="utf-8"))
        found["answers"] = {**like["answers"], **found["answers"]}
    return found


def requests(bundle: Bundle, name: str, handle: Handle) -> dict[str, dict[str, Any]]:
    """Op -> the request, in the order to be sent. `handle` makes links, and tells the cautions."""
    someone = person(name)
    if "scale" in someone:
        return {"score": {**scales_of(CASES / "scales" / someone["scale"]), "answers": someone["answers"]}}
    names = asked(bundle, someone["questionnaire"])
    answers = {n: a for n, a in someone["answers"].items() if n in names and a is not None}
    whose = {"questionnaire": someone["questionnaire"], "answers": answers}
    found: dict[str, dict[str, Any]] = {"assess": {**whose, "today": TODAY}, "explain": whose}
    if "opens" in someone:
        text = someone["opens"]
        if not isinstance(text, str):
            text = _reply(handle, "plan-encode", {"plan": text})["text"]
        found["plan-open"] = {"text": text, "answers": answers}
    if "checks" in someone:
        gate = _reply(handle, "assess", whose)["gate"]
        told = (*gate["cautions"], *gate["first"], *(x for x in gate["also"] if x["kind"] == "caution"))
        found["plan-check"] = {"plan": someone["checks"], "cautions": [c["id"] for c in told]}
    return found


def _reply(handle: Handle, op: str, request: dict[str, Any]) -> Any:
    return json.loads(handle(json.dumps({"op": op, **request})))["ok"]


def files(bundle: Bundle, name: str, handle: Handle) -> dict[str, str]:
    """File name -> content: everything that is said to one person."""
    found, told = {}, {}
    for op, request in requests(bundle, name, handle).items():
        reply = _reply(handle, op, request)
        found[f"{op}.json"] = _masked(bundle, "\n".join(laid_out(reply)) + "\n")
        told[op] = tell(reply, words_for(bundle, request.get("answers")))
        found[f"{op}.txt"] = "".join(f"{line}\n" for line in _sentences(reply, told[op]))
    if "assess" in told and told["assess"]["outcome"] != "incomplete":
        words = words_for(bundle, requests(bundle, name, handle)["assess"]["answers"])
        found["assess.txt"] = report(told["assess"], words, told["explain"]["room"])
    return {file: text for file, text in found.items() if text}


def _masked(bundle: Bundle, text: str) -> str:
    """Without the knowledge's version, and a link's check that hangs on it: each change anywhere changes both."""
    text = text.replace(bundle.version, "VERSION")
    return re.sub(r'("2VERSION\.[^"]*\.)[^".]{6}"', r'\1CHECK"', text)


def laid_out(value: Any, room: int = WIDTH) -> Iterator[str]:
    """JSON in lines of at most WIDTH: what fits shares a line, but for the words of a long list, one a line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) <= room or not isinstance(value, dict | list):
        yield flat
        return
    inner = value.items() if isinstance(value, dict) else ((None, v) for v in value)
    words = isinstance(value, list) and all(isinstance(v, str) for v in value)
    line, left = "", len(value)
    yield "{" if isinstance(value, dict) else "["
    for key, part in inner:
        left -= 1
        name, comma = "" if key is None else f"{json.dumps(key)}: ", "," if left else ""
        lines = list(laid_out(part, room - 2))
        if not words and len(lines) == 1 and len(line) + len(name) + len(lines[0]) + 2 <= room:
            line = f"{line} {name}{lines[0]}{comma}".lstrip()
            continue
        if line:
            yield f" {line}"
        lines[0] = name + lines[0]
        line = lines.pop() + comma
        yield from (f" {inside}" for inside in lines)
        if lines:
            yield f" {line}"
            line = ""
    if line:
        yield f" {line}"
    yield "}" if isinstance(value, dict) else "]"


def _sentences(said: Any, told: Any, path: str = "") -> Iterator[str]:
    """Every sentence of a reply, with its place; those of a list in one line."""
    if isinstance(said, dict) and "say" in said:
        yield f"{path}: {told}"
    elif isinstance(said, list) and said and all(isinstance(s, dict) and "say" in s for s in said):
        yield f"{path}: {' | '.join(told)}"
    elif isinstance(said, dict | list):
        for key, inner in said.items() if isinstance(said, dict) else enumerate(said):
            yield from _sentences(inner, told[key], f"{path}.{key}".lstrip("."))
