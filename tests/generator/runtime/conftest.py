"""What the tests of the runtime share: one that is built of the stand-in, and a page that is served with it."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.runtime import prepare as runtime
from generator.seal import POLICY
from generator.site import version
from tests.bases import ROOT
from tests.generator.runtime.stand_in import BRIDGE


@pytest.fixture(scope="session")
def quiz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quiz-source") / "quiz"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "bridge.py").write_text(BRIDGE, encoding="utf-8")
    for used in ("asking", "judging", "routine", "plans", "telling/phrase.py"):  # what reads tables keeps to them
        (folder / used).parent.mkdir(exist_ok=True)
        (shutil.copy if used.endswith(".py") else shutil.copytree)(ROOT / "quiz" / used, folder / used)
    return folder


@pytest.fixture(scope="session")
def built(quiz: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runtime")
    runtime.prepare(quiz, out)
    return out


PAGE = f"""<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes="")}">
<link rel="icon" href="data:,"><script type="module" src="page.mjs"></script>"""
MODULE = """
import { Engine } from "./ASSETS/python/engine.mjs"
const engine = new Engine()
window.states = []
engine.listen(({ state, step, error }) => window.states.push([state, step ?? error].filter(Boolean).join(" ")))
window.start = () => engine.start("./ASSETS/bundle.json")
window.stop = () => engine.stop()
window.qr = (text) => engine.qr(text).then(({ size }) => size, (error) => error.message)
const one = (op) => engine.ask({ op }).then((answer) => answer[0], (error) => error.message)
window.ask = (...ops) => Promise.all(ops.map(one))
"""


@pytest.fixture(scope="session")
def site(quiz: Path, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve the scripts and the runtime, with a bundle, and below empty/ with an empty one.

    Yields the address and the list of paths asked for.
    """
    folder = tmp_path_factory.mktemp("site")
    python = {name: path.read_bytes() for name, path in runtime.files(built, quiz).items()}
    for below, bundle in ((folder, b'{"a":1}'), (folder / "empty", b"{}")):
        published = version.publish({**version.shipped(), version.BUNDLE: bundle}, python)
        module = MODULE.replace("ASSETS", published.folder)
        for name, content in {"index.html": PAGE.encode(), "page.mjs": module.encode(), **published.files}.items():
            (below / name).parent.mkdir(parents=True, exist_ok=True)
            (below / name).write_bytes(content)
    asked: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a stopped worker hangs up
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


@pytest.fixture
def page(browser: Any, site: tuple[str, list[str]]) -> Iterator[Any]:
    page = browser.new_page()
    page.goto(site[0])
    page.wait_for_function("'ask' in window")
    site[1].clear()
    yield page
    page.close()
