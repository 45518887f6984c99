"""What things cost: `make bench`. Milliseconds on this machine, now, beside their targets; never asserted in a test."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from distributed import LocalCluster
from playwright.sync_api import Page, sync_playwright
from pyarrow import parquet

from generator.brand import read
from generator.bundle.compile import bundle_data, dump
from generator.check import check_all, checked, proved
from generator.cluster import spreading
from generator.commands import handout
from generator.handouts import artifacts, batch
from generator.handouts.table import rows as rows_of
from generator.knowledge.base import Knowledge
from generator.reach.people import person
from generator.score import compiled as compiled_scales
from generator.site.generate import generate
from quiz.asking.bundle import Bundle, read_bundle
from quiz.bridge import Engine
from quiz.plans.link import decode, encode
from quiz.plans.plan import BadPlan
from quiz.scales.score import each, prepared
from tests import pyodide
from tests.bases import CASES, ROOT
from tests.bench_start import starting
from tests.browsing import FLAGS, PATIENCE, found, serving, take
from tests.plans import mutated, plan_of

PEOPLE = 100
SETS = 100_000
CLIENTS = 1_000
LINKS = 10_000
COHORT = 1_000_000
MINUTES = (10, 40, 15, 20)


def _spent(run: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Processor time of this process, which other work on the machine disturbs least; for others, the clock's."""
    start = clock()
    run()
    return 1000 * (clock() - start)


def _median(run: Callable[[], object], times: int = 5) -> float:
    return statistics.median(_spent(run) for _ in range(times))


def _line(what: str, milliseconds: float, target: float | None = None) -> None:
    print(f"{milliseconds:10.2f} ms  {what}" + (f"  (target {target:g})" if target else ""))


def _people(compiled: Bundle, questionnaire: str) -> list[dict[str, Any]]:
    return [person(compiled, questionnaire, seed) for seed in range(PEOPLE)]


def _with_most(compiled: Bundle, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same people with the largest budget: most minutes and exercises, all equipment, the highest level."""
    most: dict[str, Any] = {}
    for q in compiled.questions.values():
        if q.sets == "equipment":
            most[q.id] = [o.id for o in q.options if not o.exclusive]
        elif q.sets:
            most[q.id] = max(q.options, key=lambda o: o.value or 0).id
    return [{**p, **most} for p in people]


def _assess(
    opening: str,
    engine: Engine,
    questionnaire: str,
    people: list[dict[str, Any]],
    what: str,
    cpython: float,
    web: float,
) -> None:
    requests = [json.dumps({"op": "assess", "questionnaire": questionnaire, "answers": p}) for p in people]
    requests = [r for r in requests if json.loads(engine.handle(r)).get("ok", {}).get("routine")]
    spent = sorted(_median(partial(engine.handle, r), 3) for r in requests)
    _line(f"assess {questionnaire}, {what}, CPython, median", statistics.median(spent), cpython)
    _line(f"assess {questionnaire}, {what}, CPython, slowest of {len(spent)}", spent[-1])
    asked = {n: [opening, *(requests * n)] for n in (1, 4)}
    runs = {n: _spent(partial(pyodide.handled, texts), time.perf_counter) for n, texts in asked.items()}
    _line(f"assess {questionnaire}, {what}, Pyodide under Node, mean", (runs[4] - runs[1]) / (3 * len(requests)), web)


def _shaped(opening: str, engine: Engine, people: list[dict[str, Any]]) -> None:
    """A chip pressed on a result that is shown: what was composed for it is remembered."""
    whose = [{"op": "assess", "questionnaire": "quick", "answers": p, "tell": True} for p in people[:20]]
    firsts = [json.dumps(r) for r in whose if json.loads(engine.handle(json.dumps(r))).get("ok", {}).get("routine")]
    chips = [json.dumps({**json.loads(r), "change": {"minutes": n}}) for n in (20, 40) for r in firsts]
    spent = []
    for first, chip in zip(firsts * 2, chips, strict=True):
        engine.handle(first)
        spent.append(_spent(partial(engine.handle, chip)))
    _line("a routine shaped by a chip, CPython, median", statistics.median(spent), 20)
    pairs = [text for pair in zip(firsts * 2, chips, strict=True) for text in pair]
    alone = _spent(partial(pyodide.handled, [opening, *firsts, *firsts]), time.perf_counter)
    both = _spent(partial(pyodide.handled, [opening, *pairs]), time.perf_counter)
    _line("a routine shaped by a chip, Pyodide under Node, mean", (both - alone) / len(chips), 60)


_PRESS = """async ([minutes, times]) => {
  const spent = []
  for (let n = 0; n < times; n += 1) {
    const painted = new Promise((done) => {
      const look = () => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = done
        port2.postMessage(null)
      })
      new MutationObserver((_, watch) => {
        watch.disconnect()
        look()
      }).observe(document.querySelector("[data-result]"), { attributes: true, childList: true, subtree: true })
    })
    const began = performance.now()
    document.querySelector(`[data-kind="minutes"][data-value="${minutes[n % minutes.length]}"]`).click()
    await painted
    spent.push(performance.now() - began)
    await new Promise((done) => setTimeout(done, 500))
  }
  return spent
}"""


def _built(folder: Path) -> Path:
    """The site, without handouts."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "HANDOUTS": "off", "NO_MKDOCS_2_WARNING": "1"})
    return folder / "site"


def _started(site: Path) -> None:
    """From the address of an assessment to Python that can score."""
    spent = starting(site)
    for when, what in enumerate(("a first visit", "a later one")):
        plain, ours = spent["plain"][when], spent["ours"][when]
        _line(f"Python ready, {what}, plain Pyodide", plain)
        _line(f"Python ready, {what}, the page: {ours / plain:.2f} of that", ours, (0.4, 0.35)[when] * plain)


def _pressed(site: Path) -> None:
    """From the press of a chip to its paint, in a browser that compiles as people's do; the first presses warm it."""
    answers = json.loads((CASES / "people" / "desk-worker.json").read_text(encoding="utf-8"))["answers"]
    with sync_playwright() as playwright:
        flags = [flag for flag in FLAGS if not flag.startswith("--js-flags")]
        browser = playwright.chromium.launch(executable_path=found(playwright), args=flags)
        with serving(site) as address:
            page = browser.new_page(viewport={"width": 360, "height": 780})
            result = take(page, f"{address}assessments/quick/", answers)
            _pressing(page, "a result")
            page.goto(result.locator("[data-keep-link]").input_value())
            page.locator('[data-said="no"]').click(timeout=PATIENCE)
            _pressing(page, "an opened plan")
        browser.close()


def _pressing(page: Page, what: str) -> None:
    page.locator("[data-shape] > summary").click(timeout=PATIENCE)
    page.evaluate(_PRESS, [MINUTES, 6])
    spent = page.evaluate(_PRESS, [MINUTES, 15])
    _line(f"press of a chip to paint, {what}, warm, median of 15", statistics.median(spent), 100)


def _links(compiled: Bundle) -> None:
    """Broken links, each read or refused."""
    good = encode(plan_of(compiled, *list(compiled.exercises)[:8]))
    links = [mutated(Random(n), good) for n in range(LINKS)]

    def read_all() -> None:
        for link in links:
            with suppress(BadPlan):
                decode(link)

    _line(f"{LINKS:,} broken plan links, read or refused", _spent(read_all))


def _site(knowledge: Knowledge) -> None:
    """The pages before MkDocs, and what is printed."""
    brand, problems = read(ROOT / "local" / "brand.yml")
    assert brand is not None, problems
    for again in ("the first time", "again"):
        _line(f"generate the site's sources, {again}", _spent(lambda: list(generate(knowledge, brand))))
    with TemporaryDirectory() as folder:
        cache = Path(folder)
        for how in ("the first time", "from the cache"):
            made = _spent(lambda: list(artifacts(knowledge, brand, cache=cache)), time.perf_counter)
            _line(f"all handouts on both papers, {how}", made)


def _cohort() -> None:
    """A table of many people, and what of it is in memory at a time, in a process of its own."""
    form = CASES / "scales" / "phq9.yml"
    with TemporaryDirectory() as folder:
        here = Path(folder)
        items = {f"i{i}": [(n * i) % 4 for n in range(COHORT)] for i in range(1, 10)}
        parquet.write_table(pa.table({"who": range(COHORT), **items}), here / "t.parquet")
        command = [sys.executable, "-m", "generator", "score", str(form), "--table", str(here / "t.parquet")]
        made = _spent(lambda: _quietly([*command, "-o", str(here / "s.parquet")]), time.perf_counter)
    _line(f"score {COHORT:,} rows of a Parquet file on nine items", made)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"{most:10.0f} MB  at most in memory for it  (target 500)")


def _quietly(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)


def _clients(compiled: Bundle) -> None:
    """A batch as the command makes it: on all cores of this machine, and by each of two workers of a cluster."""
    names = list(compiled.exercises)
    plans = [encode(plan_of(compiled, *names[i : i + 6])) for i in range(0, len(names), 6)]
    rows = [f"{plans[i % len(plans)]},Client {i}\n" for i in range(CLIENTS)]
    order = handout.Order(ROOT / "knowledge", "", "", None, False, "", datetime(2026, 11, 30, tzinfo=UTC))
    with TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "t.csv").write_text(f"plan,client\n{''.join(rows)}", encoding="utf-8")
        bureau = handout.bureau(order)
        bureau.desk()
        made = _spent(lambda: list(bureau.batch(here / "t.csv", here / "out")), time.perf_counter)
        _line(f"{CLIENTS:,} clients' sheets, each", made / CLIENTS, 50)
        workers: Any = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
        with workers, spreading(workers.scheduler_address) as spread:
            assert spread
            sheets = partial(spread, partial(handout.sheet, order, ""))
            list(sheets(rows_of(here / "t.csv")[:8]))  # each worker has read the knowledge
            made = _spent(lambda: list(batch(here / "t.csv", here / "out", sheets)), time.perf_counter)
        _line(f"{CLIENTS:,} clients' sheets by a cluster, each and per worker", 2 * made / CLIENTS, 100)


def main() -> None:
    """Print one line a measurement."""
    _cohort()  # first: what children of this process take is counted
    knowledge = checked(ROOT / "knowledge")
    _line("check the whole knowledge base, without proofs", _median(lambda: check_all(ROOT / "knowledge"), 3))
    _line("prove what its questionnaires can reach", _spent(lambda: proved(knowledge)))
    _line("compile the bundle", _median(lambda: bundle_data(knowledge)))
    text = dump(bundle_data(knowledge))
    print(f"{len(text) / 1000:10.0f} kB  bundle")
    compiled = read_bundle(json.loads(text, parse_float=Decimal))
    engine = Engine()
    opening = f'{{"op":"open","bundle":{text}}}'
    _line("open the bundle, CPython", _median(lambda: engine.handle(opening)))
    for questionnaire in ("quick", "full"):
        people = _people(compiled, questionnaire)
        _assess(opening, engine, questionnaire, people, "made-up people with a routine", 5, 25)
    _assess(opening, engine, "full", _with_most(compiled, people), "the largest budget", 20, 100)
    _shaped(opening, engine, _people(compiled, "quick"))
    with TemporaryDirectory() as folder:
        site = _built(Path(folder))
        _started(site)
        _pressed(site)
    _links(compiled)
    _site(knowledge)
    _clients(compiled)
    koos = compiled_scales(CASES / "scales" / "koos.yml")
    run = prepared(koos["questions"], koos["scales"])
    sets = [{f"i{i}": (i * k + k // 7) % 5 for i in range(1, 43) if (i + k) % 13} for k in range(SETS)]
    _line(f"score {SETS:,} answer sets on five scales over 42 items, CPython", _spent(lambda: each(run, sets)), 10_000)


if __name__ == "__main__":
    main()
