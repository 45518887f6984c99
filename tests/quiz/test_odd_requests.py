"""Whatever stands where in a request of whichever op: canonical JSON comes back, in words where they are asked for."""

from __future__ import annotations

import json
from random import Random

from quiz.asking.bundle import Bundle
from quiz.bridge import Engine
from quiz.door import DOOR
from tests.deep import tries
from tests.odd import sound, spoiled
from tests.plans import ask

EACH = tries("ODD", 150)
"""Requests of each op."""


def test_no_op_raises_whatever_is_odd(engine: Engine, compiled: Bundle) -> None:
    requests = sound(engine, compiled)
    assert requests.keys() | {"open"} == DOOR.keys()
    for op, request in requests.items():
        assert "ok" in ask(engine, op=op, **request), op
        for n in range(EACH):
            rng = Random(n)
            odd = spoiled(spoiled(request, rng), rng) if n % 3 == 0 else spoiled(request, rng)
            text = json.dumps({**(odd if isinstance(odd, dict) else {}), "op": op, "tell": n % 2 == 0})
            try:
                reply = engine.handle(text)
            except Exception as error:
                raise AssertionError(text) from error
            assert reply == json.dumps(json.loads(reply), sort_keys=True, separators=(",", ":")), text
