"""What things cost: `make bench`. Medians in milliseconds, on this machine, now; never asserted in a test."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from generator.check import check_all, checked
from generator.compile import bundle, dump
from generator.proofs.people import person
from quiz import model
from quiz.bridge import Engine

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = 100


def _median(run: Callable[[], object], times: int = 5) -> float:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent)


def _line(what: str, milliseconds: float) -> None:
    print(f"{milliseconds:10.2f} ms  {what}")


def _requests(compiled: model.Bundle, questionnaire: str) -> list[str]:
    people = [person(compiled, questionnaire, seed) for seed in range(PEOPLE)]
    return [json.dumps({"op": "assess", "questionnaire": questionnaire, "answers": p}) for p in people]


def main() -> None:
    """Print one line a measurement."""
    knowledge = checked(ROOT / "knowledge")
    _line("check the whole knowledge base", _median(lambda: check_all(ROOT / "knowledge")))
    _line("compile the bundle", _median(lambda: bundle(knowledge)))
    text = dump(bundle(knowledge))
    print(f"{len(text) / 1000:10.0f} kB  bundle")
    compiled = model.bundle(json.loads(text, parse_float=Decimal))
    engine = Engine()
    opening = f'{{"op":"open","bundle":{text}}}'
    _line("open the bundle, CPython", _median(lambda: engine.handle(opening)))
    for questionnaire in ("quick", "full"):
        requests = _requests(compiled, questionnaire)
        spent = sorted(_median(lambda r=r: engine.handle(r), 3) for r in requests)
        _line(f"assess {questionnaire}, CPython, median person", spent[len(spent) // 2])
        _line(f"assess {questionnaire}, CPython, slowest person", spent[-1])
        _pyodide(opening, requests, questionnaire)


def _pyodide(opening: str, requests: list[str], questionnaire: str) -> None:
    node = shutil.which("node") or str(ROOT / ".venv/bin/node")
    runs = {}
    for times in (1, 3):
        lines = "\n".join([opening, *(requests * times)]) + "\n"
        start = time.perf_counter()
        subprocess.run(
            [node, str(ROOT / "tests/runtime_node.mjs")], input=lines, text=True, capture_output=True, check=True
        )
        runs[times] = time.perf_counter() - start
    _line(f"assess {questionnaire}, Pyodide under Node, mean person", 1000 * (runs[3] - runs[1]) / (2 * len(requests)))


if __name__ == "__main__":
    main()
