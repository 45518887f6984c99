"""The worker and its engine in a browser: from the memory, from the library where that fails, and when they die."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.runtime import prepare as runtime
from generator.site import version
from tests.browsing import PATIENCE


def until(page: Any, state: str) -> list[str]:
    """Wait for a state of the engine, and return all that it went through."""
    page.wait_for_function("state => window.states.at(-1)?.split(' ')[0] === state", arg=state, timeout=PATIENCE)
    states: list[str] = page.evaluate("window.states")
    return states


@pytest.mark.browser
def test_the_worker_starts_answers_and_is_replaced_when_it_dies(page: Any, site: tuple[str, list[str]]) -> None:
    page.evaluate("start()")
    assert page.evaluate("ask('early')") == ["early"]
    started = ["idle", "loading download", "loading python", "loading bundle", "ready"]
    assert until(page, "ready") == started
    runtime_files = {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "memory.bin.wasm"}
    asked = ["build.mjs", "bundle.json", "worker.mjs", "memory.mjs", *runtime_files]
    assert sorted(path.rpartition("/")[2] for path in site[1]) == sorted(asked), "each once, and nothing else"
    assert page.evaluate("ask('raise', 'assert', 'next')") == ["python", "python", "next"]
    assert page.evaluate("ask('die', 'next', 'last')") == ["crash", "next", "last"]
    assert page.evaluate("states") == started + started[1:]
    assert page.evaluate("ask('die', 'die', 'never')") == ["crash"] * 3
    assert page.evaluate("states").pop() == "failed crash"
    assert page.evaluate("ask('later')") == ["crash"]
    page.evaluate("start()")
    assert page.evaluate("ask('again')") == ["again"]
    assert page.evaluate("qr('https://someone.example/')") == 33
    assert page.evaluate(f"qr('{'x' * 2000}')") == "qr"
    assert page.evaluate("Promise.all([qr('again'), ask('next')])") == [29, ["next"]]
    page.evaluate("stop()")
    assert page.evaluate("ask('gone')") == ["idle"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("**/bundle.json", "download"),
        ("**/pyodide.asm.wasm", "download"),
        ("**/{library.zip,memory.bin}.wasm", "download"),
        ("**/pyodide.asm.mjs", "download"),
        ("**/worker.mjs", "no-worker"),
    ],
)
def test_what_does_not_arrive_is_one_word(page: Any, path: str, word: str) -> None:
    page.context.route(path, lambda route: route.abort())
    page.evaluate("start()")
    assert until(page, "failed")[-1] == f"failed {word}"


def altered(memory: bytes) -> bytes:
    """The same memory, of another Pyodide: the name of its build begins 16 bytes into Pyodide's own part."""
    own = 16 + 8 * int.from_bytes(memory[:4], "little")
    return memory[: own + 16] + bytes([memory[own + 16] ^ 1]) + memory[own + 17 :]


@pytest.mark.browser
@pytest.mark.parametrize("fault", ["missing", "altered on its way", "of another Pyodide", "cut short as it was made"])
def test_without_its_memory_python_starts_from_the_library(
    page: Any, site: tuple[str, list[str]], built: Path, fault: str
) -> None:
    memory = (built / runtime.MEMORY).read_bytes()
    content = altered(memory) if fault == "of another Pyodide" else memory[: len(memory) // 2]
    if fault == "missing":
        page.context.route(f"**/{runtime.MEMORY}", lambda route: route.abort())
    elif fault == "altered on its way":
        page.context.route(f"**/{runtime.MEMORY}", lambda route: route.fulfill(body=altered(memory)))
    else:  # its hash is right
        page.context.route("**/build.mjs", lambda route: route.fulfill(**renamed(route, memory, content)))
        page.context.route(f"**/{runtime.MEMORY}", lambda route: route.fulfill(body=content))
        page.reload()
        page.wait_for_function("() => 'ask' in window")
    page.evaluate("start()")
    until(page, "ready")
    assert any(path.endswith(runtime.LIBRARY) for path in site[1])
    assert page.evaluate("ask('one', 'raise', 'two')") == ["one", "python", "two"]


def renamed(route: Any, before: bytes, now: bytes) -> dict[str, str]:
    """build.mjs, with the hash of one content in the place of another's."""
    text = route.fetch().text().replace(version._integrity(before), version._integrity(now))
    return {"body": text, "content_type": "text/javascript"}


@pytest.mark.browser
def test_a_memory_brings_no_clock_no_place_and_no_chance_with_it(
    browser: Any, built: Path, site: tuple[str, list[str]], tmp_path: Path
) -> None:
    found = []
    for zone in ("Asia/Tokyo", "America/Bogota"):
        page = browser.new_page(timezone_id=zone)
        page.goto(site[0])
        page.wait_for_function("() => 'ask' in window")
        page.evaluate("start()")
        found.append(page.evaluate("ask('now')")[0])
        page.close()
    (after := tmp_path / "after").touch()
    made, ended = (path.stat().st_mtime for path in (built / runtime.MEMORY, after))
    assert made < found[0][0] < found[1][0] < ended, "the clock of whoever starts it"
    assert [zone for _, zone, *_ in found] == [9 * 3600, -5 * 3600]
    assert found[0][2] != found[1][2]


@pytest.mark.browser
def test_a_refused_bundle_is_one_word(page: Any) -> None:
    page.goto(f"{page.url}empty/")
    page.wait_for_function("() => 'ask' in window")
    page.evaluate("start()")
    assert until(page, "failed")[-1] == "failed bundle"
