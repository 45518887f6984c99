"""The door: what its declaration refuses, op by op, and that replies are as they are declared."""

from __future__ import annotations

import json
from typing import Any, get_type_hints

import pytest

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.door import DOOR, kinds
from quiz.telling.phrase import tell
from tests.golden import requests
from tests.plans import ask

WRONG: list[Any] = [7, True, [], "x", {}, None]
SAMPLE: dict[type, Any] = {bool: True, int: 1, str: "x", dict: {}, list: [], type(None): None}
KEYS = [(op, key) for op, (request, _) in DOOR.items() for key in get_type_hints(request)]
NEEDED = [(op, key) for op, (request, _) in DOOR.items() for key in sorted(request.__required_keys__)]


def _request(op: str) -> dict[str, Any]:
    """One whose keys are all there, of the right kind."""
    return {key: SAMPLE[kinds(hint)[0]] for key, hint in get_type_hints(DOOR[op][0]).items()}


def _refused(engine: Engine, compiled: Bundle, op: str, request: dict[str, Any]) -> dict[str, Any]:
    error: dict[str, Any] = ask(engine, op=op, **request)["error"]
    assert "{" not in tell(error, compiled.words)
    return error


@pytest.mark.parametrize(("op", "key"), NEEDED)
def test_a_key_that_is_missing_is_named(engine: Engine, compiled: Bundle, op: str, key: str) -> None:
    request = {name: value for name, value in _request(op).items() if name != key}
    assert _refused(engine, compiled, op, request) == {"say": "error.missing-key", "op": op, "key": key}


@pytest.mark.parametrize(("op", "key"), KEYS)
def test_a_value_of_the_wrong_kind_is_named(engine: Engine, compiled: Bundle, op: str, key: str) -> None:
    for wrong in WRONG:
        wanted = kinds(get_type_hints(DOOR[op][0])[key])
        if type(wrong) not in wanted:
            error = _refused(engine, compiled, op, {**_request(op), key: wrong})
            assert (error["say"], error["key"], len(error["wanted"])) == ("error.wrong-kind", key, len(wanted))


@pytest.mark.parametrize("op", DOOR)
def test_a_key_that_is_not_declared_is_refused(engine: Engine, compiled: Bundle, op: str) -> None:
    error = _refused(engine, compiled, op, {**_request(op), "answer": {}})
    assert (error["say"], error["key"]) == ("error.unknown-key", "answer")
    assert error["known"] == sorted(_request(op))


@pytest.mark.parametrize("name", ["desk", "bones"])
def test_replies_have_the_keys_that_are_declared(engine: Engine, compiled: Bundle, name: str) -> None:
    asked = requests(compiled, name, engine.handle)
    asked["flow"] = {key: asked["assess"][key] for key in ("questionnaire", "answers")}
    for op, request in asked.items():
        reply = json.loads(engine.handle(json.dumps({"op": op, **request})))["ok"]
        declared = DOOR[op][1]
        for key, hint in get_type_hints(declared).items():
            assert key in reply or key not in declared.__required_keys__
            assert isinstance(reply.get(key), (*((int,) if hint is int else kinds(hint)), type(None)))
        assert reply.keys() <= get_type_hints(declared).keys()
